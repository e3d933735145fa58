package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Two proportions side by side: d = k₁/n₁ − k₂/n₂, its intervals and the tests of d = 0.
 *
 * <ul>
 *   <li>No trial on a side: no difference; intervals are [−1, 1].
 *   <li>All trials alike: z is 0 and p is 1.
 * </ul>
 *
 * <p>Sources: Newcombe, Statistics in Medicine 17 (1998) 873–890; Agresti and Caffo, The American Statistician 54 (2000) 280–288.
 * Immutable and thread-safe.
 *
 * @param first the first sample
 * @param second the second sample
 */
public record TwoProportions(Proportion first, Proportion second) {
    /** How the interval is computed. */
    public enum Method {
        /** From the two Wilson intervals, the default. */
        NEWCOMBE,
        /** d ± z·√(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂). */
        WALD,
        /** Wald after one success and one failure are added to each sample. */
        AGRESTI_CAFFO;

        /**
         * The short name, such as {@code agresti-caffo}.
         *
         * @return the name
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private double p1() {
        return first.share().orElseThrow();
    }

    private double p2() {
        return second.share().orElseThrow();
    }

    private boolean isEmpty() {
        return first.trials() == 0 || second.trials() == 0;
    }

    /**
     * The difference.
     *
     * @return d, or empty without trials on a side
     */
    public OptionalDouble difference() {
        return isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(p1() - p2());
    }

    /**
     * The difference's interval.
     *
     * @param method how it is computed
     * @param level the confidence level
     * @return the interval, in [−1, 1]
     */
    public Interval interval(Method method, ConfidenceLevel level) {
        if (isEmpty()) {
            return new Interval(-1, 1, level, method.label());
        }
        Interval interval = switch (method) {
            case NEWCOMBE -> Difference.moverInterval(Proportion.estimator(), first, second, level);
            case WALD -> wald(p1(), (double) first.trials(), p2(), (double) second.trials(), level);
            case AGRESTI_CAFFO ->
                wald(
                        (first.successes() + 1.0) / (first.trials() + 2.0),
                        first.trials() + 2.0,
                        (second.successes() + 1.0) / (second.trials() + 2.0),
                        second.trials() + 2.0,
                        level);
        };
        Interval cut = interval.clamp(-1, 1);
        return new Interval(cut.low(), cut.high(), level, method.label());
    }

    private static Interval wald(double p1, double n1, double p2, double n2, ConfidenceLevel level) {
        double half = level.z() * Math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
        return new Interval(p1 - p2 - half, p1 - p2 + half, level, "wald");
    }

    /**
     * z of the score test, with the variance of the pooled proportion; its square is Pearson's chi-square of the 2 × 2 table.
     *
     * @return z, 0 if all trials are alike
     * @throws IllegalArgumentException without trials on a side
     */
    public double zPooled() {
        requireData();
        double n1 = first.trials();
        double n2 = second.trials();
        double p = ((double) first.successes() + second.successes()) / (n1 + n2);
        return z(Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2)));
    }

    /**
     * z of the Wald test, with each sample's own variance.
     *
     * @return z, 0 if the samples do not vary and are alike
     * @throws IllegalArgumentException without trials on a side
     */
    public double zUnpooled() {
        requireData();
        return z(Math.sqrt(p1() * (1 - p1()) / first.trials() + p2() * (1 - p2()) / second.trials()));
    }

    private double z(double se) {
        double d = p1() - p2();
        return d == 0 ? 0 : d / se;
    }

    /**
     * The two-sided probability of a z so far from 0 or farther.
     *
     * @param z the statistic
     * @return 2·P(Z ≥ |z|)
     */
    public static double p(double z) {
        return Math.min(1, 2 * Distributions.normalAbove(Math.abs(z)));
    }

    /**
     * Chi-square of the 2 × 2 table with Yates's continuity correction, one degree of freedom.
     *
     * @return the statistic, 0 if all trials are alike
     * @throws IllegalArgumentException without trials on a side
     */
    public double yates() {
        requireData();
        double a = first.successes();
        double b = first.trials() - a;
        double c = second.successes();
        double d = second.trials() - c;
        double n = a + b + c + d;
        double margins = (a + b) * (c + d) * (a + c) * (b + d);
        double distance = Math.max(0, Math.abs(a * d - b * c) - n / 2);
        return margins == 0 ? 0 : n * distance * distance / margins;
    }

    /**
     * Fisher's exact test, two-sided: the probability of all tables with these margins that are no likelier than this one.
     *
     * @return p
     * @throws IllegalArgumentException without trials on a side, or with more than 2<sup>31</sup> − 1 trials
     */
    public double fisher() {
        requireData();
        long n = Math.addExact(first.trials(), second.trials());
        if (n > Integer.MAX_VALUE) {
            throw Require.bad("trials of Fisher's test", "at most 2^31 − 1", n);
        }
        HypergeometricDistribution tables = HypergeometricDistribution.of(
                (int) n, (int) (first.successes() + second.successes()), (int) first.trials());
        return Distributions.noLikelier(tables, (int) first.successes());
    }

    /**
     * McNemar's test of two proportions of the same people, by those who changed.
     *
     * @param gained how many turned from failure to success
     * @param lost how many turned from success to failure
     * @param corrected whether to take 1 off the distance, as Edwards' correction does
     * @return chi-square with one degree of freedom, 0 if nobody changed
     */
    public static double mcNemar(long gained, long lost, boolean corrected) {
        double changed = (double) Require.nonNegative(gained, "gained") + Require.nonNegative(lost, "lost");
        double distance = Math.max(0, Math.abs((double) gained - lost) - (corrected ? 1 : 0));
        return changed == 0 ? 0 : distance * distance / changed;
    }

    /**
     * The exact form of McNemar's test: a fair coin for everyone who changed.
     *
     * @param gained how many turned from failure to success
     * @param lost how many turned from success to failure
     * @return p, 1 if nobody changed
     */
    public static double mcNemarExact(long gained, long lost) {
        long changed = Math.addExact(Require.nonNegative(gained, "gained"), Require.nonNegative(lost, "lost"));
        return changed == 0 ? 1 : Math.min(1, 2 * Distributions.binomialAtMost(Math.min(gained, lost), changed, 0.5));
    }

    /**
     * The probability of a chi-square so large or larger.
     *
     * @param chiSquare the statistic
     * @param df its degrees of freedom
     * @return p
     */
    public static double pOfChiSquare(double chiSquare, double df) {
        return Distributions.chiSquareAbove(df, chiSquare);
    }

    private void requireData() {
        if (isEmpty()) {
            throw Require.bad("samples", "of one trial or more each", this);
        }
    }

    Difference newcombe(ConfidenceLevel level) {
        if (isEmpty()) {
            return Difference.untested(OptionalDouble.empty(), interval(Method.NEWCOMBE, level));
        }
        double z = zPooled();
        return Difference.of(p1() - p2(), interval(Method.NEWCOMBE, level), z, OptionalDouble.empty(), p(z));
    }
}

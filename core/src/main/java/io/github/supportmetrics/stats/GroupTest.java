package io.github.supportmetrics.stats;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One test of whether several samples could share one truth.
 *
 * <p>Immutable and thread-safe.
 *
 * @param method the test's short name: {@code chi-square}, {@code F}
 * @param statistic the test statistic, or empty if it is undefined for these samples
 * @param degreesOfFreedom between the groups
 * @param within the degrees of freedom within the groups, for an F test
 * @param p how often samples of equal truth lie so far apart or farther, or empty if the statistic is
 * @param groups each sample's figures, in the order given
 */
public record GroupTest(
        String method,
        OptionalDouble statistic,
        double degreesOfFreedom,
        OptionalDouble within,
        OptionalDouble p,
        List<Group> groups) {
    /**
     * One sample.
     *
     * @param n its size
     * @param observed its successes, events or sum
     * @param expected what they would be on average if all samples shared one truth
     */
    public record Group(long n, double observed, double expected) {}

    /** Copies the groups. */
    public GroupTest {
        groups = List.copyOf(groups);
    }

    /**
     * Whether k/n differs: Pearson's chi-square of the 2 × J table of successes and failures, J−1 degrees of freedom, without continuity
     * correction. Undefined if fewer than two groups have data, or all trials succeeded, or all failed.
     */
    static GroupTest ofShares(long[] successes, long[] trials) {
        double k = 0;
        double n = 0;
        int used = 0;
        for (int i = 0; i < trials.length; i++) {
            k += successes[i];
            n += trials[i];
            used += trials[i] > 0 ? 1 : 0;
        }
        double p = n == 0 ? 0 : k / n;
        double chiSquare = 0;
        Group[] groups = new Group[trials.length];
        for (int i = 0; i < trials.length; i++) {
            double expected = trials[i] * p;
            double distance = successes[i] - expected;
            chiSquare += trials[i] == 0 ? 0 : distance * distance / (expected * (1 - p));
            groups[i] = new Group(trials[i], (double) successes[i], expected);
        }
        return chiSquare(chiSquare, used - 1.0, p > 0 && p < 1, groups);
    }

    /**
     * Whether events per exposure differ: Σ(O − E)²/E with E the exposure's share of all events, J−1 degrees of freedom. Undefined if
     * fewer than two groups have exposure, or there is no event.
     */
    static GroupTest ofRates(long[] n, double[] events, double[] exposure) {
        double c = 0;
        double e = 0;
        int used = 0;
        for (int i = 0; i < n.length; i++) {
            c += exposure[i] > 0 ? events[i] : 0;
            e += exposure[i];
            used += exposure[i] > 0 ? 1 : 0;
        }
        double chiSquare = 0;
        Group[] groups = new Group[n.length];
        for (int i = 0; i < n.length; i++) {
            double expected = e == 0 ? 0 : c * exposure[i] / e;
            double distance = events[i] - expected;
            chiSquare += expected == 0 ? 0 : distance * distance / expected;
            groups[i] = new Group(n[i], events[i], expected);
        }
        return chiSquare(chiSquare, used - 1.0, c > 0, groups);
    }

    private static GroupTest chiSquare(double statistic, double df, boolean defined, Group[] groups) {
        boolean usable = defined && df >= 1;
        return new GroupTest(
                "chi-square",
                usable ? OptionalDouble.of(statistic) : OptionalDouble.empty(),
                Math.max(0, df),
                OptionalDouble.empty(),
                usable ? OptionalDouble.of(Distributions.chiSquareAbove(df, statistic)) : OptionalDouble.empty(),
                List.of(groups));
    }

    /**
     * Whether means differ: one-way analysis of variance, F with J−1 and N−J degrees of freedom. It assumes like variances; with two
     * groups Welch's difference does not. What is observed and expected are sums of (x − offset)/divisor. Undefined if fewer than two groups have data or nothing varies within them.
     */
    static GroupTest ofMeans(List<Moments> samples, double divisor, double offset) {
        double n = 0;
        double sum = 0;
        int used = 0;
        for (Moments m : samples) {
            n += m.count();
            sum += m.sum();
            used += m.count() > 0 ? 1 : 0;
        }
        double mean = n == 0 ? 0 : sum / n;
        double between = 0;
        double within = 0;
        Group[] groups = new Group[samples.size()];
        for (int i = 0; i < groups.length; i++) {
            Moments m = samples.get(i);
            double distance = m.mean().orElse(mean) - mean;
            between += m.count() * distance * distance;
            within += m.sampleVariance().orElse(0) * Math.max(0, m.count() - 1);
            groups[i] = new Group(
                    m.count(), (m.sum() - m.count() * offset) / divisor, m.count() * (mean - offset) / divisor);
        }
        double df1 = used - 1.0;
        double df2 = n - used;
        boolean usable = df1 >= 1 && df2 >= 1 && within > 0;
        double f = usable ? between / df1 / (within / df2) : 0;
        return new GroupTest(
                "F",
                usable ? OptionalDouble.of(f) : OptionalDouble.empty(),
                Math.max(0, df1),
                OptionalDouble.of(Math.max(0, df2)),
                usable ? OptionalDouble.of(Distributions.fAbove(df1, df2, f)) : OptionalDouble.empty(),
                List.of(groups));
    }
}

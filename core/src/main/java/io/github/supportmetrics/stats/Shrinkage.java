package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * The shares of many units, each drawn towards the common one the more the less it rests on: three good answers of three do not make an
 * agent the best. Units' true shares are taken to be spread like a beta distribution, whose size follows from how much they differ.
 *
 * <ul>
 *   <li>w = n / N, p = Σk / N, S = Σ w (pᵢ − p)²; ρ = (S − p (1 − p) Σ w (1 − w) / n) / (p (1 − p) (Σ w (1 − w) − Σ w (1 − w) / n));
 *       M = 1/ρ − 1; estimate = (k + p M) / (n + M).
 *   <li>ρ ≤ 0: units differ by no more than chance, and p is the estimate of all. ρ ≥ 1: M = 0, nothing is drawn.
 *   <li>p of 0 or 1, or a single unit: there is nothing to draw towards, and each unit's own share stands.
 *   <li>Interval: quantiles of Beta(k + p M′, n − k + (1 − p) M′) with M′ = min(M, 2 N / J). It is approximate below 20 units; below 12, do
 *       not rely on any of it.
 * </ul>
 *
 * <p>Source: Kleinman, JASA 68 (1973) 46–54. Immutable and thread-safe.
 */
public final class Shrinkage {
    private static final int LEAST_UNITS = 12;
    private static final int ENOUGH_UNITS = 20;

    private final int units;
    private final long n;
    private final double mean;
    private final OptionalDouble correlation;

    private Shrinkage(int units, long n, double mean, OptionalDouble correlation) {
        this.units = units;
        this.n = n;
        this.mean = mean;
        this.correlation = correlation;
    }

    /**
     * Looks at how much units differ.
     *
     * @param all a share per unit; those without events do not count
     * @return what draws them together
     * @throws IllegalArgumentException if no unit has an event
     */
    public static Shrinkage of(Collection<Proportion> all) {
        long n = Require.positive(all.stream().mapToLong(Proportion::trials).sum(), "events of the units");
        double p = (double) all.stream().mapToLong(Proportion::successes).sum() / n;
        double spread = 0;
        double weights = 0;
        double perEvent = 0;
        int units = 0;
        for (Proportion unit : all) {
            if (unit.trials() == 0) {
                continue;
            }
            units++;
            double w = (double) unit.trials() / n;
            double d = unit.share().orElseThrow() - p;
            spread += w * d * d;
            weights += w * (1 - w);
            perEvent += w * (1 - w) / unit.trials();
        }
        double chance = p * (1 - p);
        double divisor = chance * (weights - perEvent);
        return new Shrinkage(
                units,
                n,
                p,
                divisor > 0 ? OptionalDouble.of((spread - chance * perEvent) / divisor) : OptionalDouble.empty());
    }

    /**
     * The common share.
     *
     * @return p
     */
    public double mean() {
        return mean;
    }

    /**
     * How many units have events.
     *
     * @return J
     */
    public int units() {
        return units;
    }

    /**
     * How alike the events of one unit are: the share of variation that is not chance.
     *
     * @return ρ, negative where units differ by less than chance; empty where nothing can be drawn
     */
    public OptionalDouble correlation() {
        return correlation;
    }

    /**
     * How many events the common share counts for.
     *
     * @return M; empty where nothing can be drawn, infinite where units differ by no more than chance
     */
    public OptionalDouble strength() {
        if (correlation.isEmpty()) {
            return correlation;
        }
        double rho = correlation.getAsDouble();
        return OptionalDouble.of(rho <= 0 ? Double.POSITIVE_INFINITY : Math.max(0, 1 / rho - 1));
    }

    /**
     * Whether there are units enough to rely on it.
     *
     * @return whether there are 12 or more that can be drawn
     */
    public boolean isReliable() {
        return correlation.isPresent() && units >= LEAST_UNITS;
    }

    /**
     * Whether intervals are approximate.
     *
     * @return whether there are fewer than 20 units
     */
    public boolean isApproximate() {
        return units < ENOUGH_UNITS;
    }

    /**
     * A unit's share, drawn towards the common one.
     *
     * @param unit its own share
     * @return the estimate; empty for a unit without events where nothing can be drawn
     */
    public OptionalDouble estimate(Proportion unit) {
        OptionalDouble strength = strength();
        if (strength.isEmpty()) {
            return unit.share();
        }
        double m = strength.getAsDouble();
        if (Double.isInfinite(m)) {
            return OptionalDouble.of(mean);
        }
        return unit.trials() + m == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((unit.successes() + mean * m) / (unit.trials() + m));
    }

    /**
     * The interval of a unit's true share.
     *
     * @param unit its own share
     * @param level the confidence level
     * @return the interval; Wilson's of the unit alone where nothing can be drawn
     */
    public Interval interval(Proportion unit, ConfidenceLevel level) {
        double m = Math.min(strength().orElse(0), 2.0 * n / units);
        double a = unit.successes() + mean * m;
        double b = unit.trials() - unit.successes() + (1 - mean) * m;
        if (a <= 0 || b <= 0) {
            return ProportionInterval.WILSON.of(unit.successes(), unit.trials(), level);
        }
        return new Interval(
                Distributions.betaLower(a, b, level.tail()),
                Distributions.betaUpper(a, b, level.tail()),
                level,
                "shrinkage");
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code 30 units towards 0.81, which counts for 24.4 events}
     */
    @Override
    public String toString() {
        String counts = strength().isEmpty()
                ? "nothing to draw them by"
                : Double.isInfinite(strength().getAsDouble())
                        ? "from which they differ by no more than chance"
                        : "which counts for " + Texts.rounded(strength().getAsDouble()) + " events";
        return units + " units towards " + Texts.rounded(mean) + ", " + counts;
    }
}

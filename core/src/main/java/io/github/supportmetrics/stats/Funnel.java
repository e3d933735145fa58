package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.Arrays;
import java.util.Collection;

/**
 * How far the shares of many units – agents, teams, shops – may lie from a common one by chance: the fewer events a unit has, the farther.
 *
 * <ul>
 *   <li>A unit lies outside if P(X ≤ k) or P(X ≥ k) of a binomial count is below α/2, so that a value on a printed limit is inside.
 *   <li>Printed limits are binomial quantiles at α/2 and 1 − α/2, as shares; without events 0 … 1.
 *   <li>Where ten units or more differ by more than chance explains, the limits are widened: φ = Σ z² / J /
 *       0.679 of z = (p − p₀) / √(p₀ (1 − p₀) / n), whose lowest and highest tenth are drawn in to the quantiles there; if φ &gt; 1, limits
 *       lie √φ times as far from p₀.
 * </ul>
 *
 * <p>Source: Spiegelhalter, Statistics in Medicine 24 (2005) 1185–1202; 0.679 is what Σ z² / J is for drawn-in normal values. Immutable and
 * thread-safe.
 */
public final class Funnel {
    private static final int LEAST_UNITS = 10;
    private static final double DRAWN_IN = .679;
    private static final double LEAST_SHAPE = 1e-3;
    private static final double MOST_SHAPE = 1e6;
    private static final double TENTH = .1;

    private final double centre;
    private final double dispersion;

    private Funnel(double centre, double dispersion) {
        this.centre = centre;
        this.dispersion = dispersion;
    }

    /**
     * The funnel around a given share, where chance is all that makes units differ.
     *
     * @param share the share, 0 to 1
     * @return the funnel
     * @throws IllegalArgumentException if the share is not in [0, 1]
     */
    public static Funnel around(double share) {
        return new Funnel(Require.fraction(share, "share"), 1);
    }

    /**
     * The funnel around the common share of some units, as wide as they need.
     *
     * @param units a share per unit
     * @return the funnel
     * @throws IllegalArgumentException if no unit has an event
     */
    public static Funnel of(Collection<Proportion> units) {
        return of(common(units), units);
    }

    /**
     * The funnel around a given share, as wide as some units need.
     *
     * @param share the share, 0 to 1
     * @param units a share per unit
     * @return the funnel
     * @throws IllegalArgumentException if the share is not in [0, 1]
     */
    public static Funnel of(double share, Collection<Proportion> units) {
        Require.fraction(share, "share");
        double variance = share * (1 - share);
        return new Funnel(
                share,
                dispersion(units.stream()
                        .filter(u -> u.trials() > 0 && variance > 0)
                        .mapToDouble(u -> (u.share().orElseThrow() - share) / Math.sqrt(variance / u.trials()))
                        .toArray()));
    }

    /**
     * The funnel around a given share, widened by a given factor.
     *
     * @param share the share, 0 to 1
     * @param dispersion φ, at least 1
     * @return the funnel
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Funnel around(double share, double dispersion) {
        if (!(dispersion >= 1 && dispersion < Double.POSITIVE_INFINITY)) {
            throw Require.bad("dispersion", "a number of at least 1", dispersion);
        }
        return new Funnel(Require.fraction(share, "share"), dispersion);
    }

    /**
     * How much more units vary than chance makes them, by how far each lies from what was expected of it.
     *
     * @param z each unit's distance in standard deviations of chance
     * @return φ, at least 1; 1 for fewer than ten units
     * @throws IllegalArgumentException if a distance is not a number
     */
    public static double dispersion(double... z) {
        int n = z.length;
        for (double each : z) {
            if (Double.isNaN(each)) {
                throw Require.bad("distance of a unit", "a number", each);
            }
        }
        if (n < LEAST_UNITS) {
            return 1;
        }
        double[] sorted = z.clone();
        Arrays.sort(sorted);
        double low = QuantileDefinition.TYPE7.of(TENTH, n, rank -> sorted[(int) rank - 1]);
        double high = QuantileDefinition.TYPE7.of(1 - TENTH, n, rank -> sorted[(int) rank - 1]);
        double squares = Arrays.stream(sorted)
                .map(each -> Math.min(Math.max(each, low), high))
                .map(each -> each * each)
                .sum();
        return Math.max(1, squares / n / DRAWN_IN);
    }

    private static double common(Collection<Proportion> units) {
        long n = units.stream().mapToLong(Proportion::trials).sum();
        return (double) units.stream().mapToLong(Proportion::successes).sum()
                / Require.positive(n, "events of the units");
    }

    /**
     * The share that units are compared with.
     *
     * @return p₀
     */
    public double centre() {
        return centre;
    }

    /**
     * How much more units vary than chance makes them.
     *
     * @return φ, at least 1
     */
    public double dispersion() {
        return dispersion;
    }

    /**
     * The limits for a unit of some size.
     *
     * @param n the unit's events, at least 0
     * @param level how many units of no difference lie within
     * @return the limits, as shares
     * @throws IllegalArgumentException if n is negative
     */
    public Interval limits(long n, ConfidenceLevel level) {
        if (Require.nonNegative(n, "events") == 0) {
            return new Interval(0, 1, level, "funnel");
        }
        double root = Math.sqrt(dispersion);
        // Of a few events a rare one is expected zero times: a limit that lies on the wrong side of the centre is not
        // widened.
        double low = centre + Math.min(0, root * ((double) quantile(n, level.tail()) / n - centre));
        double high = centre + Math.max(0, root * ((double) quantile(n, 1 - level.tail()) / n - centre));
        return new Interval(low, high, level, "funnel").clamp(0, 1);
    }

    /** The smallest count with so much probability up to it. */
    private long quantile(long n, double probability) {
        long low = 0;
        long high = n;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (Distributions.binomialAtMost(middle, n, centre) >= probability) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * Where the mean of some events lies by chance: between quantiles of a gamma distribution of that mean and variance, which is skewed as
     * waits and handling times are, or of a normal one, whichever lie farther out: many events may be 0, and some be negative. No variance:
     * limits of no width; no end of it: no limits.
     *
     * @param mean what is expected
     * @param variance how much a mean of so many events varies by chance, at least 0
     * @param level how many units of no difference lie within
     * @return the limits
     * @throws IllegalArgumentException if the mean is not finite or the variance negative
     */
    public static Interval ofMean(double mean, double variance, ConfidenceLevel level) {
        if (!Double.isFinite(mean) || !(variance >= 0)) {
            throw Require.bad("mean and variance", "finite, and at least 0", mean + " and " + variance);
        }
        double reach = level.z() * Math.sqrt(variance);
        double shape = mean * mean / variance;
        if (mean <= 0 || !(shape > LEAST_SHAPE && shape < MOST_SHAPE)) {
            return new Interval(mean - reach, mean + reach, level, "normal");
        }
        // A gamma quantile is half that of chi-square with twice the shape.
        double scale = variance / mean / 2;
        return new Interval(
                Math.min(mean - reach, Distributions.chiSquareLower(2 * shape, level.tail()) * scale),
                Math.max(mean + reach, Distributions.chiSquareUpper(2 * shape, level.tail()) * scale),
                level,
                "gamma");
    }

    /**
     * On which side of the funnel a unit lies.
     *
     * @param unit its share
     * @param level how many units of no difference lie within
     * @return −1 below, 0 within, 1 above
     */
    public int side(Proportion unit, ConfidenceLevel level) {
        long n = unit.trials();
        if (n == 0) {
            return 0;
        }
        if (dispersion > 1) {
            Interval limits = limits(n, level);
            double share = unit.share().orElseThrow();
            return share < limits.low() ? -1 : share > limits.high() ? 1 : 0;
        }
        return atMost(unit) < level.tail() ? -1 : atLeast(unit) < level.tail() ? 1 : 0;
    }

    /**
     * How likely a count so far from the common share is, if chance is all that makes units differ.
     *
     * @param unit its share
     * @return twice the smaller of P(X ≤ k) and P(X ≥ k), at most 1
     */
    public double p(Proportion unit) {
        return Math.min(1, 2 * Math.min(atMost(unit), atLeast(unit)));
    }

    private double atMost(Proportion unit) {
        return Distributions.binomialAtMost(unit.successes(), unit.trials(), centre);
    }

    private double atLeast(Proportion unit) {
        return Distributions.binomialAtMost(unit.trials() - unit.successes(), unit.trials(), 1 - centre);
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code around 0.8, limits 1.41 times as wide as chance makes them}
     */
    @Override
    public String toString() {
        return "around " + Texts.rounded(centre)
                + (dispersion > 1
                        ? ", limits " + Texts.rounded(Math.sqrt(dispersion)) + " times as wide as chance makes them"
                        : ", limits of chance alone");
    }
}

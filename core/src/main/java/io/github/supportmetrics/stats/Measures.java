package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.Map;

/**
 * Shares that single events have, such as the score of a checklist, as whole numbers, so that their sums stay exact: in units of
 * 1/{@value #FINE}. A share is rounded once, by at most half a unit; 900 million of them fit into a sum.
 */
public final class Measures {
    /** The units of 1. */
    public static final long FINE = 10_000_000_000L;

    private Measures() {}

    /**
     * A share in whole units.
     *
     * @param share the share, 0..1
     * @return the nearest number of units
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public static long fine(double share) {
        return Math.round(Require.fraction(share, "share of an event") * FINE);
    }

    /**
     * Reads the mean of such shares on a scale from 0 to {@code top}. The interval is Student's, cut to the scale; with fewer than 30
     * events, or when all are alike, Wilson's for the mean share, which is conservative.
     *
     * @param top what a share of 1 is called: 1, or 100 for points
     * @param unit what the number counts
     * @return the estimator
     */
    public static Estimator<Moments> fineMean(double top, String unit) {
        return new BoundedMean<>(m -> m, m -> 0, m -> FINE, m -> 0, m -> FINE / top, unit, m -> Map.of());
    }

    /**
     * Reads the mean of differences of such shares or points, with Student's interval.
     *
     * @param one how many units make 1
     * @param unit what the number counts
     * @return the estimator
     */
    public static Estimator<Moments> meanOf(long one, String unit) {
        return new MeanEstimator<>(m -> m, (double) one, unit, m -> Map.of());
    }
}

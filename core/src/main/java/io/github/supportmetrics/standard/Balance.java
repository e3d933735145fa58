package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether cost, quality and cycle time are kept in balance, or one of them pays for the others. Each is a score from 0 to 1, higher better.
 *
 * <p>Immutable and thread-safe.
 *
 * @param cost the score of cost
 * @param quality the score of quality
 * @param cycleTime the score of cycle time
 */
public record Balance(double cost, double quality, double cycleTime) {
    /** What can be sacrificed. */
    public enum Side {
        /** What it costs. */
        COST,
        /** How good it is. */
        QUALITY,
        /** How long it takes. */
        CYCLE_TIME
    }

    /**
     * Checks the scores.
     *
     * @throws IllegalArgumentException if one is not in [0, 1]
     */
    public Balance {
        Require.fraction(cost, "score of cost");
        Require.fraction(quality, "score of quality");
        Require.fraction(cycleTime, "score of cycle time");
    }

    /**
     * The plain mean, which lets one side make up for another.
     *
     * @return (c + q + t) / 3
     */
    public double mean() {
        return (cost + quality + cycleTime) / 3;
    }

    /**
     * The geometric mean, which does not.
     *
     * @return the cube root of c · q · t, 0 if one of them is
     */
    public double geometricMean() {
        return Math.cbrt(cost * quality * cycleTime);
    }

    /**
     * How far the best and the worst side lie apart.
     *
     * @return max − min
     */
    public double imbalance() {
        return Math.max(cost, Math.max(quality, cycleTime)) - least();
    }

    private double least() {
        return Math.min(cost, Math.min(quality, cycleTime));
    }

    /**
     * The side that pays.
     *
     * @return the one with the lowest score, or empty if two share it
     */
    public Optional<Side> sacrificed() {
        double least = least();
        boolean c = cost == least;
        boolean q = quality == least;
        boolean t = cycleTime == least;
        return (c ? 1 : 0) + (q ? 1 : 0) + (t ? 1 : 0) > 1
                ? Optional.empty()
                : Optional.of(c ? Side.COST : q ? Side.QUALITY : Side.CYCLE_TIME);
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code mean 0.70, geometric 0.66, imbalance 0.50, sacrificed: QUALITY}
     */
    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT, "mean %.2f, geometric %.2f, imbalance %.2f", mean(), geometricMean(), imbalance())
                + sacrificed().map(side -> ", sacrificed: " + side).orElse("");
    }
}

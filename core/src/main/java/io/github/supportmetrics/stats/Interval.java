package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;

/**
 * A confidence interval, both ends included. An end that the data do not bound is infinite, or the end of the metric's range;
 * without data the interval is the whole range.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low the lower limit, never NaN
 * @param high the upper limit, at least {@code low}
 * @param confidence how often such intervals cover the truth
 * @param method the method's short name, such as {@code wilson}
 */
public record Interval(double low, double high, ConfidenceLevel confidence, String method) {
    /**
     * Checks the order of the ends.
     *
     * @throws IllegalArgumentException if an end is NaN or the ends are in the wrong order
     */
    public Interval {
        if (!(low <= high)) {
            throw Require.bad("interval", "low ≤ high", "[" + low + ", " + high + "]");
        }
    }

    /**
     * Whether a value lies in it, ends included.
     *
     * @param value the value
     * @return true if it does
     */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /**
     * The same interval on another scale.
     *
     * @param factor what both ends are multiplied by, positive
     * @return the scaled interval
     */
    public Interval times(double factor) {
        return new Interval(low * factor, high * factor, confidence, method);
    }

    /**
     * The same interval cut to a range.
     *
     * @param least the range's lower end
     * @param most the range's upper end
     * @return the part of it inside the range
     */
    public Interval clamp(double least, double most) {
        return new Interval(
                Math.min(Math.max(low, least), most), Math.max(Math.min(high, most), least), confidence, method);
    }
}

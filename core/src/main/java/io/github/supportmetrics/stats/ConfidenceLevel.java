package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.math.BigDecimal;

/**
 * The share of samples whose interval covers the truth, such as 0.95.
 *
 * <p>Immutable and thread-safe.
 *
 * @param level the share, strictly between 0 and 1
 */
public record ConfidenceLevel(double level) {
    /** 95 %, the default wherever none is given. */
    public static final ConfidenceLevel P95 = new ConfidenceLevel(0.95);

    /**
     * Checks the level.
     *
     * @throws IllegalArgumentException if it is not strictly between 0 and 1
     */
    public ConfidenceLevel {
        if (!(level > 0 && level < 1)) {
            throw Require.bad("confidence level", "strictly between 0 and 1", level);
        }
    }

    /**
     * The probability outside one end of a two-sided interval.
     *
     * @return (1 − level) / 2
     */
    public double tail() {
        return (1 - level) / 2;
    }

    /**
     * The two-sided quantile of the standard normal distribution: 1.959964 at 95 %.
     *
     * @return the quantile
     */
    public double z() {
        return Distributions.normalUpper(tail());
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}

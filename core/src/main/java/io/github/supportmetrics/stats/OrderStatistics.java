package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.OptionalLong;

/**
 * The ranks between which a quantile lies with a given confidence, whatever the distribution: the largest l with P(Bin(n, q) ≤
 * l−1) ≤ α/2 and the smallest r with P(Bin(n, q) ≤ r−1) ≥ 1−α/2. An end for which no rank is far enough out is absent: the
 * median needs n ≥ 6 and p90 needs n ≥ 36 for both ends at 95 %.
 *
 * <p>Source: David, Nagaraja, Order Statistics, 3rd ed. (2003), §7.1. Immutable and thread-safe.
 *
 * @param lower the lower rank, from 1, or empty if unbounded below
 * @param upper the upper rank, at most n, or empty if unbounded above
 */
public record OrderStatistics(OptionalLong lower, OptionalLong upper) {
    /**
     * The ranks of a quantile's interval.
     *
     * @param q the quantile, 0 to 1
     * @param n the size of the sample, at least 0
     * @param level the confidence level
     * @return the ranks
     * @throws IllegalArgumentException if q is not in [0, 1] or n is negative
     */
    public static OrderStatistics of(double q, long n, ConfidenceLevel level) {
        Require.fraction(q, "quantile");
        Require.nonNegative(n, "sample size");
        // First rank r in 1..n+1 with P(Bin ≤ r-1) > α/2; the rank before it is the lower one.
        long low = first(n + 1, r -> Distributions.binomialAtMost(r - 1, n, q) > level.tail()) - 1;
        long high = first(n + 1, r -> Distributions.binomialAtMost(r - 1, n, q) >= 1 - level.tail());
        return new OrderStatistics(
                low < 1 ? OptionalLong.empty() : OptionalLong.of(low),
                high > n ? OptionalLong.empty() : OptionalLong.of(high));
    }

    private static long first(long most, java.util.function.LongPredicate holds) {
        long low = 1;
        long high = most;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}

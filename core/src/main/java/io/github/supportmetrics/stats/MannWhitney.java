package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the values of one sample tend to be higher than those of another: U = the pairs in which the first is higher, an equal pair
 * for a half. It asks for an order of the values and for nothing else, which suits answers on a scale.
 *
 * <ul>
 *   <li>A side without values: no superiority and no test. All values alike: a superiority of ½ and no test.
 *   <li>p is exact if a side has at most 8 values, the other at most 100, and none are equal; else the normal approximation, corrected
 *       for ties and continuity.
 * </ul>
 *
 * <p>Source: Mann and Whitney, Ann. Math. Statist. 18 (1947) 50–60. Immutable and thread-safe.
 *
 * @param u the pairs that the first sample wins, equal ones half
 * @param first how many values the first sample has
 * @param second how many the second has
 * @param normalP the two-sided p by the normal approximation, or empty without a test
 * @param exactP the exact two-sided p, or empty where it is not computed
 */
public record MannWhitney(double u, long first, long second, OptionalDouble normalP, OptionalDouble exactP) {
    private static final int FEW = 8;
    private static final int MANY = 100;

    /**
     * Compares two samples of numbers.
     *
     * @param first the first sample
     * @param second the second sample
     * @return the comparison
     * @throws IllegalArgumentException if a value is not a number
     */
    public static MannWhitney of(double[] first, double[] second) {
        SortedMap<Double, long[]> counts = new TreeMap<>();
        count(first, 0, counts);
        count(second, 1, counts);
        return of(counts);
    }

    /**
     * Compares two samples of scores.
     *
     * @param first the first sample
     * @param second the second sample
     * @return the comparison
     * @throws IllegalArgumentException if the scales differ
     */
    public static MannWhitney of(Ratings first, Ratings second) {
        if (first.min() != second.min() || first.max() != second.max()) {
            throw Require.bad("second scale", first.min() + "-" + first.max(), second.min() + "-" + second.max());
        }
        SortedMap<Double, long[]> counts = new TreeMap<>();
        for (int point = first.min(); point <= first.max(); point++) {
            counts.put((double) point, new long[] {first.count(point), second.count(point)});
        }
        return of(counts);
    }

    /**
     * How likely a value of the first sample is higher than one of the second, equal ones for a half: U / (n₁ · n₂). Range 0..1; ½ is no
     * difference.
     *
     * @return the probability of superiority, or empty if a side has no value
     */
    public OptionalDouble superiority() {
        return first == 0 || second == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(u / ((double) first * (double) second));
    }

    /**
     * How likely chance alone gives a U so far from no difference.
     *
     * @return the exact p, else the approximate one, or empty if there is nothing to test
     */
    public OptionalDouble p() {
        return exactP.isPresent() ? exactP : normalP;
    }

    private static void count(double[] values, int side, Map<Double, long[]> counts) {
        for (double value : values) {
            if (Double.isNaN(value)) {
                throw Require.bad("value", "a number", value);
            }
            // Zeros of either sign are equal.
            counts.computeIfAbsent(value + 0.0, k -> new long[2])[side]++;
        }
    }

    private static MannWhitney of(SortedMap<Double, long[]> counts) {
        double u = 0;
        double ties = 0;
        long first = 0;
        long second = 0;
        for (long[] here : counts.values()) {
            u += here[0] * (second + here[1] / 2.0);
            double alike = (double) here[0] + here[1];
            ties += alike * (alike * alike - 1);
            first = Math.addExact(first, here[0]);
            second = Math.addExact(second, here[1]);
        }
        double m = (double) first;
        double n = (double) second;
        double variance = m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1)));
        if (first == 0 || second == 0 || !(variance > 0)) {
            return new MannWhitney(u, first, second, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double higher = Math.max(u, m * n - u);
        double z = (higher - m * n / 2 - 0.5) / Math.sqrt(variance);
        boolean exact = ties == 0 && Math.min(first, second) <= FEW && Math.max(first, second) <= MANY;
        return new MannWhitney(
                u,
                first,
                second,
                OptionalDouble.of(Math.min(1, 2 * Distributions.normalAbove(z))),
                exact
                        ? OptionalDouble.of(Math.min(1, 2 * atLeast((int) higher, (int) first, (int) second)))
                        : OptionalDouble.empty());
    }

    /** The share of all orders of m and n values in which U is at least so high. */
    private static double atLeast(int u, int m, int n) {
        int few = Math.min(m, n);
        int many = Math.max(m, n);
        double[][] shares = new double[few + 1][];
        for (int i = 0; i <= few; i++) {
            shares[i] = new double[] {1};
        }
        for (int j = 1; j <= many; j++) {
            for (int i = 1; i <= few; i++) {
                double[] next = new double[i * j + 1];
                // The highest of all i + j values is one of the few, which wins j pairs, or one of the many, which wins
                // none.
                double ofFew = (double) i / (i + j);
                double[] withoutFew = shares[i - 1];
                double[] withoutMany = shares[i];
                for (int k = 0; k < withoutFew.length; k++) {
                    next[k + j] += ofFew * withoutFew[k];
                }
                for (int k = 0; k < withoutMany.length; k++) {
                    next[k] += (1 - ofFew) * withoutMany[k];
                }
                shares[i] = next;
            }
        }
        double tail = 0;
        for (int k = shares[few].length - 1; k >= u; k--) {
            tail += shares[few][k];
        }
        return tail;
    }
}

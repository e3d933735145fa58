package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How closely two numbers go together: r of Pearson, for a straight line, or of Spearman, for any order that is kept (ties at mid-rank).
 *
 * <ul>
 *   <li>Fewer than two pairs, or one side all alike: r is absent.
 *   <li>Interval: tanh(atanh r ± z / √(n − 3)) (Fisher), z / √(n − 3) times √1.06 for Spearman; below four pairs the whole range.
 * </ul>
 *
 * <p>Source: Fisher, Metron 1 (1921) 3–32; Fieller, Hartley and Pearson, Biometrika 44 (1957) 470–481. Immutable and thread-safe.
 *
 * @param n how many pairs
 * @param r the correlation, −1 to 1, or empty
 * @param byRank whether it is Spearman's
 */
public record Correlation(int n, OptionalDouble r, boolean byRank) {
    private static final int LEAST = 4;
    private static final double MOST = 1e150;
    private static final double RANKS_VARY = 1.06;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are fewer than no pairs, or r is not in [−1, 1]
     */
    public Correlation {
        Require.nonNegative(n, "pairs");
        if (r.isPresent() && !(Math.abs(r.getAsDouble()) <= 1)) {
            throw Require.bad("correlation", "in [−1, 1]", r.getAsDouble());
        }
    }

    /**
     * Pearson's.
     *
     * @param x one number of each pair
     * @param y the other, in the same order
     * @return the correlation
     * @throws IllegalArgumentException if the lists differ in length or a number is not finite or above 1e150
     */
    public static Correlation pearson(double[] x, double... y) {
        return new Correlation(x.length, r(checked(x, y.length), checked(y, x.length)), false);
    }

    /**
     * Spearman's.
     *
     * @param x one number of each pair
     * @param y the other, in the same order
     * @return the correlation
     * @throws IllegalArgumentException if the lists differ in length or a number is not finite or above 1e150
     */
    public static Correlation spearman(double[] x, double... y) {
        return new Correlation(x.length, r(ranks(checked(x, y.length)), ranks(checked(y, x.length))), true);
    }

    private static double[] checked(double[] values, int other) {
        if (values.length != other) {
            throw Require.bad("numbers to correlate", "as many on both sides", values.length + " and " + other);
        }
        for (double value : values) {
            if (!(Math.abs(value) <= MOST)) {
                throw Require.bad("number to correlate", "a finite number, at most 1e150", value);
            }
        }
        return values;
    }

    private static OptionalDouble r(double[] x, double... y) {
        if (isConstant(x) || isConstant(y)) {
            return OptionalDouble.empty();
        }
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double both = Math.sqrt(xx * yy);
        // The product of very large or very small squares leaves the range of doubles.
        double r = both > 0 && both < Double.POSITIVE_INFINITY ? xy / both : xy / Math.sqrt(xx) / Math.sqrt(yy);
        return OptionalDouble.of(Math.min(1, Math.max(-1, r)));
    }

    private static boolean isConstant(double... values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private static double[] ranks(double... values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] ranks = new double[values.length];
        int first = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || values[order[i]] != values[order[first]]) {
                for (int j = first; j < i; j++) {
                    ranks[order[j]] = (first + i + 1) / 2.0;
                }
                first = i;
            }
        }
        return ranks;
    }

    /**
     * The correlation's interval.
     *
     * @param level the confidence level
     * @return the interval, within −1 … 1
     */
    public Interval interval(ConfidenceLevel level) {
        if (r.isEmpty() || n < LEAST) {
            return new Interval(-1, 1, level, "fisher");
        }
        double middle = Math.log((1 + r.getAsDouble()) / (1 - r.getAsDouble())) / 2;
        double reach = level.z() * Math.sqrt((byRank ? RANKS_VARY : 1) / (n - 3));
        return new Interval(Math.tanh(middle - reach), Math.tanh(middle + reach), level, "fisher");
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code r = 0.8 (95 % CI −0.28 … 0.99, n = 4)}
     */
    @Override
    public String toString() {
        if (r.isEmpty()) {
            return "no correlation (n = " + n + ")";
        }
        Interval interval = interval(ConfidenceLevel.P95);
        return "r = " + Texts.rounded(r.getAsDouble()) + " (95 % CI " + Texts.rounded(interval.low()) + " … "
                + Texts.rounded(interval.high()) + ", n = " + n + ")";
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether the values of a series tend to rise or fall, and by how much a step: S = the pairs of which the later value is higher, less
 * those of which it is lower; the slope is the median of the slopes of all pairs (Sen). It asks for an order of the values and for
 * nothing else, so one wild value does not make a trend.
 *
 * <ul>
 *   <li>Var S = (n (n − 1) (2 n + 5) − Σ t (t − 1) (2 t + 5)) / 18 over groups of t equal values; z = (S ∓ 1) / √Var S; p is two-sided.
 *   <li>Where neighbours are alike, a trend is seen too often. With r the correlation of neighbours once the slope is taken out, and r' =
 *       (n r + 1) / (n − 4), at most 0.9, the variance grows by (1 + r') / (1 − r') if r' is positive and n above 4.
 *   <li>Without two values there is no slope; all values alike: S = 0, z = 0, p = 1, slope 0.
 * </ul>
 *
 * <p>Values are the same step apart, and some may be missing; a weekly pattern is to be cleared out first. Twelve values or
 * more make the normal approximation good. All pairs are looked at: n² / 2 of them.
 *
 * <p>Source: Mann, Econometrica 13 (1945) 245–259; Kendall, Rank Correlation Methods (1975); Sen, JASA 63 (1968) 1379–1389. Immutable and
 * thread-safe.
 */
public final class MannKendall {
    private static final int MOST = 10_000;
    private static final double ROUNDING = 1e-12;
    private static final double MOST_ALIKE = .9;
    private static final int LEAST_FOR_NEIGHBOURS = 5;

    private final int n;
    private final long s;
    private final double variance;
    private final double inflation;
    private final double[] slopes;
    private final double intercept;

    private MannKendall(int n, long s, double variance, double inflation, double[] slopes, double intercept) {
        this.n = n;
        this.s = s;
        this.variance = variance;
        this.inflation = inflation;
        this.slopes = slopes;
        this.intercept = intercept;
    }

    /**
     * Looks at a series.
     *
     * @param values the values in order, at most 10 000
     * @return what it tends to
     * @throws IllegalArgumentException if a value is not a finite number, or there are too many
     */
    public static MannKendall of(double... values) {
        return of(Arrays.stream(values).mapToObj(OptionalDouble::of).toList());
    }

    /**
     * Looks at a series in which values may be missing.
     *
     * @param series the values in order, at most 10 000, empty where one is missing
     * @return what it tends to
     * @throws IllegalArgumentException if a value is not a finite number, or there are too many
     */
    public static MannKendall of(List<OptionalDouble> series) {
        if (series.size() > MOST) {
            throw Require.bad("values of a series", "at most " + MOST, series.size());
        }
        int[] steps = IntStream.range(0, series.size())
                .filter(i -> series.get(i).isPresent())
                .toArray();
        double[] values = IntStream.of(steps)
                .mapToDouble(i -> series.get(i).orElseThrow())
                .toArray();
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw Require.bad("value of a series", "a finite number", value);
            }
        }
        int n = values.length;
        long s = 0;
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                s += (long) Math.signum(values[j] - values[i]);
                slopes[pairs++] = (values[j] - values[i]) / (steps[j] - steps[i]);
            }
        }
        Arrays.sort(slopes);
        double slope = median(slopes);
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = values[i] - slope * (steps[i] + 1);
        }
        double scale = Arrays.stream(values).map(Math::abs).max().orElse(0);
        double inflation = inflation(scale, rest);
        Arrays.sort(rest);
        return new MannKendall(n, s, variance(values), inflation, slopes, median(rest));
    }

    private static double median(double... sorted) {
        int n = sorted.length;
        return n == 0 ? 0 : sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2;
    }

    private static double variance(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double sum = times(n);
        int first = 0;
        for (int i = 1; i <= n; i++) {
            if (i == n || sorted[i] != sorted[first]) {
                sum -= times(i - first);
                first = i;
            }
        }
        return sum / 18;
    }

    private static double times(double t) {
        return t * (t - 1) * (2 * t + 5);
    }

    /** The factor, from what the slope leaves of values of some size. */
    private static double inflation(double scale, double... rest) {
        int n = rest.length;
        if (n < LEAST_FOR_NEIGHBOURS) {
            return 1;
        }
        double mean = Arrays.stream(rest).sum() / n;
        double alike = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (rest[i] - mean) * (rest[i] - mean);
            alike += i + 1 < n ? (rest[i] - mean) * (rest[i + 1] - mean) : 0;
        }
        if (Math.sqrt(squares / n) <= ROUNDING * scale) {
            // What a straight line leaves is rounding, and has no likeness.
            return 1;
        }
        double corrected = Math.min(MOST_ALIKE, (n * alike / squares + 1) / (n - 4));
        return corrected > 0 ? (1 + corrected) / (1 - corrected) : 1;
    }

    /**
     * How many values there are.
     *
     * @return n
     */
    public int n() {
        return n;
    }

    /**
     * Rising pairs less falling ones.
     *
     * @return S
     */
    public long s() {
        return s;
    }

    /**
     * The variance of S if nothing rises or falls and values do not depend on each other.
     *
     * @return the variance, 0 if all values are alike
     */
    public double variance() {
        return variance;
    }

    /**
     * By how much the variance is larger since neighbours are alike.
     *
     * @return the factor, 1 if they are not
     */
    public double inflation() {
        return inflation;
    }

    /**
     * S in standard deviations, with a continuity correction, as if values did not depend on each other.
     *
     * @return z, 0 if the variance is
     */
    public double z() {
        return z(variance);
    }

    private double z(double ofVariance) {
        return ofVariance == 0 || s == 0 ? 0 : (s - Math.signum((double) s)) / Math.sqrt(ofVariance);
    }

    /**
     * How likely so strong a tendency is by chance, as if values did not depend on each other.
     *
     * @return the two-sided p
     */
    public double p() {
        return p(z());
    }

    private static double p(double z) {
        return Math.min(1, 2 * Distributions.normalAbove(Math.abs(z)));
    }

    /**
     * How likely so strong a tendency is by chance, given how alike neighbours are.
     *
     * @return the two-sided p, the one to judge by
     */
    public double correctedP() {
        return p(z(variance * inflation));
    }

    /**
     * S as a share of all pairs: Kendall's τ<sub>a</sub>.
     *
     * @return −1 to 1, or empty without a pair
     */
    public OptionalDouble tau() {
        return slopes.length == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) s / slopes.length);
    }

    /**
     * Sen's slope.
     *
     * @return by how much the series rises with each step, or empty without a pair
     */
    public OptionalDouble slope() {
        return slopes.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(median(slopes));
    }

    /**
     * The slope's interval: the slopes that lie z · √Var S / 2 ranks around the middle, in units of a step.
     *
     * @param level the confidence level
     * @return the interval; the whole range without a pair or with too few
     */
    public Interval slopeInterval(ConfidenceLevel level) {
        return slopeInterval(level, variance);
    }

    /**
     * The slope's interval, given how alike neighbours are: that of the slope beside {@link #correctedP}.
     *
     * @param level the confidence level
     * @return the interval; the whole range without a pair or with too few
     */
    public Interval correctedSlopeInterval(ConfidenceLevel level) {
        return slopeInterval(level, variance * inflation);
    }

    private Interval slopeInterval(ConfidenceLevel level, double ofVariance) {
        double reach = level.z() * Math.sqrt(ofVariance);
        int pairs = slopes.length;
        int high = (int) Math.rint((pairs + reach) / 2);
        int low = (int) Math.rint((pairs - reach) / 2) - 1;
        if (pairs == 0) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, "sen");
        }
        return new Interval(slopes[Math.max(0, low)], slopes[Math.min(pairs - 1, high)], level, "sen");
    }

    /**
     * Where the line of that slope stands at a step: the median of what the values have beyond the slope, plus the slope for each step.
     *
     * @param step the step, 1 for the first value, n + 1 for the one to come
     * @return the value, or empty without a value
     */
    public OptionalDouble lineAt(int step) {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(intercept + median(slopes) * step);
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code slope 0.4 a step (95 % CI 0.25 … 1, n = 12, p = 0.0189)}
     */
    @Override
    public String toString() {
        if (slopes.length == 0) {
            return "no slope (n = " + n + ")";
        }
        Interval interval = slopeInterval(ConfidenceLevel.P95);
        return "slope " + Texts.rounded(median(slopes)) + " a step (95 % CI " + Texts.rounded(interval.low()) + " … "
                + Texts.rounded(interval.high()) + ", n = " + n + ", p = " + Texts.rounded(correctedP()) + ")";
    }
}

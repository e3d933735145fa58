package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Int128;
import io.github.supportmetrics.internal.Require;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * Answers on a rating scale: a count per scale point, from which every CSAT, NPS and CES variant is read and which merges
 * exactly.
 *
 * <ul>
 *   <li>No answer: no share, no mean; intervals are the whole range.
 *   <li>A score off the scale is refused.
 *   <li>Summaries of unlike scales do not merge.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class Ratings implements Summary<Ratings> {
    /** The most points a scale may have. */
    public static final int MAX_POINTS = 101;

    private final int min;
    private final long[] counts;

    private Ratings(int min, long[] counts) {
        this.min = min;
        this.counts = counts;
    }

    /**
     * Ratings by their counts.
     *
     * @param min the lowest scale point
     * @param counts how often each point was chosen, from the lowest on
     * @return the ratings
     * @throws IllegalArgumentException if a count is negative or the points are fewer than 2 or more than {@value #MAX_POINTS}
     */
    public static Ratings of(int min, long... counts) {
        if (counts.length < 2 || counts.length > MAX_POINTS) {
            throw Require.bad("scale points", "from 2 to " + MAX_POINTS, counts.length);
        }
        return new Ratings(min, Counts.checked(counts.clone(), "count of answers"));
    }

    /**
     * No ratings on a scale.
     *
     * @param min the lowest point
     * @param max the highest point
     * @return the empty ratings
     */
    public static Ratings empty(int min, int max) {
        return of(min, new long[Math.max(0, max - min + 1)]);
    }

    /**
     * The lowest scale point.
     *
     * @return the point
     */
    public int min() {
        return min;
    }

    /**
     * The highest scale point.
     *
     * @return the point
     */
    public int max() {
        return min + counts.length - 1;
    }

    /**
     * How often a point was chosen.
     *
     * @param point the scale point
     * @return the count
     * @throws IllegalArgumentException if the point is not on the scale
     */
    public long count(int point) {
        return counts[index(point, min, counts.length)];
    }

    /**
     * How often any of several points was chosen.
     *
     * @param points which points count
     * @return the count
     */
    public long count(IntPredicate points) {
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            count += points.test(min + i) ? counts[i] : 0;
        }
        return count;
    }

    private static int index(int point, int min, int size) {
        int i = point - min;
        if (i < 0 || i >= size) {
            throw Require.bad("score", "on the scale " + min + "–" + (min + size - 1), point);
        }
        return i;
    }

    /**
     * The answers as plain numbers.
     *
     * @return their moments
     */
    public Moments moments() {
        Int128 squares = Int128.ZERO;
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            long point = (long) min + i;
            sum = Math.addExact(sum, Math.multiplyExact(point, counts[i]));
            squares = squares.plus(new Int128(Math.multiplyHigh(point * point, counts[i]), point * point * counts[i]));
        }
        return new Moments(count(), sum, squares);
    }

    /**
     * The answers as a net score.
     *
     * @param positive which points are positive
     * @param negative which points are negative
     * @return the score; all other answers are neutral
     */
    public NetScore net(IntPredicate positive, IntPredicate negative) {
        long p = count(positive);
        long n = count(negative);
        return new NetScore(n, count() - p - n, p);
    }

    private Map<String, Number> distribution() {
        Map<String, Number> detail = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            detail.put(Integer.toString(min + i), counts[i]);
        }
        return detail;
    }

    @Override
    public Ratings plus(Ratings other) {
        requireSameScale(other);
        return new Ratings(min, Counts.plus(counts, other.counts));
    }

    @Override
    public Ratings minus(Ratings part) {
        requireSameScale(part);
        return new Ratings(min, Counts.minus(counts, part.counts));
    }

    private void requireSameScale(Ratings other) {
        if (min != other.min || counts.length != other.counts.length) {
            throw Require.bad("scale", "the same, " + min + "–" + max(), other.min + "–" + other.max());
        }
    }

    @Override
    public Ratings coarse() {
        return this;
    }

    @Override
    public long count() {
        return Counts.total(counts);
    }

    /**
     * Reads the share of some scale points among all answers, with Wilson's interval.
     *
     * @param points which points count as successes
     * @return the estimator
     */
    public static Estimator<Ratings> share(IntPredicate points) {
        return share(points, point -> true);
    }

    /**
     * Reads the share of some scale points among some others, with Wilson's interval.
     *
     * @param points which points count as successes
     * @param among which points count at all
     * @return the estimator
     */
    public static Estimator<Ratings> share(IntPredicate points, IntPredicate among) {
        return new ShareEstimator<>(
                r -> r.count(point -> points.test(point) && among.test(point)),
                r -> r.count(among),
                Ratings::distribution,
                r -> r.count() == r.count(among) ? Map.of() : Map.of("NEUTRAL", r.count() - r.count(among)));
    }

    /**
     * Reads a net score.
     *
     * @param positive which points are positive
     * @param negative which points are negative
     * @param scale what a score of 1 is called: 1, or 100 for scores in points
     * @return the estimator
     */
    public static Estimator<Ratings> net(IntPredicate positive, IntPredicate negative, double scale) {
        return net(positive, negative, scale, r -> Map.of());
    }

    /**
     * The same, with more to show before the count of every point.
     *
     * @param positive the positive scores
     * @param negative the negative scores
     * @param scale what a share of 1 becomes
     * @param more names its numbers
     * @return the estimator
     */
    public static Estimator<Ratings> net(
            IntPredicate positive, IntPredicate negative, double scale, Function<Ratings, Map<String, Number>> more) {
        return new NetEstimator<>(
                r -> r.net(positive, negative),
                scale,
                r -> {
                    Map<String, Number> detail = new LinkedHashMap<>(more.apply(r));
                    detail.putAll(r.distribution());
                    return detail;
                },
                Optional.empty());
    }

    /**
     * Reads the mean answer. The interval is Student's, cut to the scale; with fewer than 30 answers, or when all are alike, it
     * is Wilson's for (x̄ − min)/(max − min), scaled back, which is conservative.
     *
     * @return the estimator
     */
    public static Estimator<Ratings> mean() {
        return scaledMean(r -> 0, r -> 1, "points");
    }

    /**
     * Reads the mean answer rescaled to 0..1: (x̄ − min)/(max − min).
     *
     * @return the estimator
     */
    public static Estimator<Ratings> rescaledMean() {
        return scaledMean(Ratings::min, r -> (double) r.max() - r.min(), "ratio");
    }

    /**
     * Reads the mean answer as a share of the highest point: x̄/max. The lowest answer of 1–5 is 20 % here, not 0.
     *
     * @return the estimator
     */
    public static Estimator<Ratings> shareOfMaximum() {
        return scaledMean(r -> 0, Ratings::max, "ratio");
    }

    private static Estimator<Ratings> scaledMean(
            ToDoubleFunction<Ratings> offset, ToDoubleFunction<Ratings> span, String unit) {
        return new BoundedMean<>(
                Ratings::moments, Ratings::min, Ratings::max, offset, span, unit, Ratings::rangeAndDistribution);
    }

    private Map<String, Number> rangeAndDistribution() {
        Map<String, Number> detail = new LinkedHashMap<>();
        for (int point = min(); point <= max(); point++) {
            if (count(point) > 0) {
                detail.putIfAbsent("min", point);
                detail.put("max", point);
            }
        }
        detail.putAll(distribution());
        return detail;
    }

    /**
     * Its bytes: a count per scale point, unsigned; the scale is the metric's.
     *
     * @param min the scale's lowest point
     * @param max the scale's highest point
     * @return the codec
     */
    public static Codec<Ratings> codec(int min, int max) {
        Ratings empty = empty(min, max);
        return new Codec<>() {
            @Override
            public void write(Ratings value, StateWriter out) {
                empty.requireSameScale(value);
                Counts.write(value.counts, out);
            }

            @Override
            public Ratings read(StateReader in) {
                return new Ratings(min, Counts.read(in, empty.counts.length));
            }
        };
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Ratings r && min == r.min && Arrays.equals(counts, r.counts);
    }

    @Override
    public int hashCode() {
        return 31 * min + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return distribution().toString();
    }

    /** Counts answers. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Ratings> {
        private final int min;
        private final long[] counts;

        /**
         * Makes an empty one.
         *
         * @param min the scale's lowest point
         * @param max the scale's highest point
         */
        public Accumulator(int min, int max) {
            this.min = min;
            this.counts = empty(min, max).counts;
        }

        /**
         * Counts an answer.
         *
         * @param score the scale point
         * @throws IllegalArgumentException if it is not on the scale
         */
        public void add(int score) {
            int i = score - min;
            if (i < 0 || i >= counts.length) {
                index(score, min, counts.length);
            }
            counts[i]++;
        }

        /**
         * Takes an answer out again.
         *
         * @param score the scale point
         * @throws IllegalArgumentException if no such answer is left
         */
        public void retract(int score) {
            int i = index(score, min, counts.length);
            counts[i] = Counts.minus(counts[i], 1);
        }

        @Override
        public void merge(Ratings summary) {
            System.arraycopy(snapshot().plus(summary).counts, 0, counts, 0, counts.length);
        }

        @Override
        public void retract(Ratings summary) {
            System.arraycopy(snapshot().minus(summary).counts, 0, counts, 0, counts.length);
        }

        @Override
        public Ratings snapshot() {
            return new Ratings(min, counts.clone());
        }

        @Override
        public long count() {
            return Counts.total(counts);
        }
    }
}

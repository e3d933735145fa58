package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Negative, neutral and positive answers: score = (positives − negatives) / n, on −1..1.
 *
 * <ul>
 *   <li>No answer: no score; its interval is [−1, 1].
 *   <li>All alike: −1, 0 or 1, with an interval that is not a point.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 *
 * @param negatives how many answered negatively (detractors), at least 0
 * @param neutrals how many in between (passives), at least 0
 * @param positives how many answered positively (promoters), at least 0
 */
public record NetScore(long negatives, long neutrals, long positives) implements Summary<NetScore> {
    /** No answer. */
    public static final NetScore EMPTY = new NetScore(0, 0, 0);

    private static final Codec<NetScore> CODEC = new Codec<>() {
        @Override
        public void write(NetScore value, StateWriter out) {
            Counts.write(value.counts(), out);
        }

        @Override
        public NetScore read(StateReader in) {
            return of(Counts.read(in, 3));
        }
    };

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if one is negative
     * @throws ArithmeticException if their sum does not fit into 63 bits
     */
    public NetScore {
        Counts.checked(new long[] {negatives, neutrals, positives}, "count of answers");
    }

    private static NetScore of(long[] counts) {
        return new NetScore(counts[0], counts[1], counts[2]);
    }

    private long[] counts() {
        return new long[] {negatives, neutrals, positives};
    }

    /**
     * The score.
     *
     * @return (positives − negatives) / n, or empty without answers
     */
    public OptionalDouble score() {
        return estimator(1).value(this);
    }

    /**
     * The variance of one answer, coded −1, 0, 1: P + N − (P − N)², dividing by n.
     *
     * @return the variance, or empty without answers
     */
    public OptionalDouble variance() {
        if (count() == 0) {
            return OptionalDouble.empty();
        }
        double n = count();
        double score = (positives - negatives) / n;
        return OptionalDouble.of(Math.max(0, (positives + negatives) / n - score * score));
    }

    @Override
    public NetScore plus(NetScore other) {
        return of(Counts.plus(counts(), other.counts()));
    }

    @Override
    public NetScore minus(NetScore part) {
        return of(Counts.minus(counts(), part.counts()));
    }

    @Override
    public NetScore coarse() {
        return this;
    }

    @Override
    public long count() {
        return negatives + neutrals + positives;
    }

    /**
     * Reads the score, with {@linkplain NetScoreInterval#defaultFor the default interval} unless another is asked for.
     *
     * @param scale what a score of 1 is called: 1, or 100 for scores in points
     * @return the estimator
     */
    public static Estimator<NetScore> estimator(double scale) {
        return new NetEstimator<>(s -> s, scale, NetScore::detail, Optional.empty());
    }

    private Map<String, Number> detail() {
        Map<String, Number> detail = new LinkedHashMap<>();
        detail.put("negatives", negatives);
        detail.put("neutrals", neutrals);
        detail.put("positives", positives);
        return detail;
    }

    /**
     * Its bytes: negatives, neutrals, positives, all unsigned.
     *
     * @return the codec
     */
    public static Codec<NetScore> codec() {
        return CODEC;
    }

    /** Counts answers. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<NetScore> {
        private final long[] counts = new long[3];

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Counts an answer.
         *
         * @param sign negative, zero or positive
         */
        public void add(int sign) {
            counts[Integer.signum(sign) + 1]++;
        }

        /**
         * Takes an answer out again.
         *
         * @param sign negative, zero or positive
         * @throws IllegalArgumentException if no such answer is left
         */
        public void retract(int sign) {
            int i = Integer.signum(sign) + 1;
            counts[i] = Counts.minus(counts[i], 1);
        }

        @Override
        public void merge(NetScore summary) {
            System.arraycopy(snapshot().plus(summary).counts(), 0, counts, 0, 3);
        }

        @Override
        public void retract(NetScore summary) {
            System.arraycopy(snapshot().minus(summary).counts(), 0, counts, 0, 3);
        }

        @Override
        public NetScore snapshot() {
            return of(counts);
        }

        @Override
        public long count() {
            return counts[0] + counts[1] + counts[2];
        }
    }
}

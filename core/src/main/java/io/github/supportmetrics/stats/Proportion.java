package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Successes among trials: p = successes / trials, a fraction in [0, 1].
 *
 * <ul>
 *   <li>No trial: no share; its interval is [0, 1].
 *   <li>One trial: 0 or 1, with a wide interval.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 *
 * @param successes how many trials succeeded, 0 to {@code trials}
 * @param trials how many there were, at least 0
 */
public record Proportion(long successes, long trials) implements Summary<Proportion> {
    /** No trial. */
    public static final Proportion EMPTY = new Proportion(0, 0);

    private static final Codec<Proportion> CODEC = new Codec<>() {
        @Override
        public void write(Proportion value, StateWriter out) {
            out.unsigned(value.trials).unsigned(value.successes);
        }

        @Override
        public Proportion read(StateReader in) {
            long trials = in.unsigned(Long.MAX_VALUE, "trials");
            return new Proportion(in.unsigned(trials, "successes"), trials);
        }
    };

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if they are not 0 ≤ successes ≤ trials
     */
    public Proportion {
        if (successes < 0 || successes > trials) {
            throw Require.bad("successes", "from 0 to trials (" + trials + ")", successes);
        }
    }

    /**
     * The share.
     *
     * @return successes / trials, or empty without trials
     */
    public OptionalDouble share() {
        return estimator().value(this);
    }

    /**
     * The share's interval.
     *
     * @param method how it is computed
     * @param level the confidence level
     * @return the interval, in [0, 1]
     */
    public Interval interval(ProportionInterval method, ConfidenceLevel level) {
        return method.of(successes, trials, level);
    }

    @Override
    public Proportion plus(Proportion other) {
        return new Proportion(Math.addExact(successes, other.successes), Math.addExact(trials, other.trials));
    }

    @Override
    public Proportion minus(Proportion part) {
        return new Proportion(Counts.minus(successes, part.successes), Counts.minus(trials, part.trials));
    }

    @Override
    public Proportion coarse() {
        return this;
    }

    @Override
    public long count() {
        return trials;
    }

    /**
     * Reads the share, with Wilson's interval unless another is asked for.
     *
     * @return the estimator
     */
    public static Estimator<Proportion> estimator() {
        return new ShareEstimator<>(Proportion::successes, Proportion::trials, p -> Map.of(), p -> Map.of());
    }

    /**
     * Its bytes: trials, successes, both unsigned.
     *
     * @return the codec
     */
    public static Codec<Proportion> codec() {
        return CODEC;
    }

    /** Counts trials. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Proportion> {
        private long successes;
        private long trials;

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Counts a trial.
         *
         * @param success whether it succeeded
         */
        public void add(boolean success) {
            successes += success ? 1 : 0;
            trials++;
        }

        /**
         * Takes a trial out again.
         *
         * @param success whether it had succeeded
         * @throws IllegalArgumentException if no such trial is left
         */
        public void retract(boolean success) {
            retract(new Proportion(success ? 1 : 0, 1));
        }

        @Override
        public void merge(Proportion summary) {
            set(snapshot().plus(summary));
        }

        @Override
        public void retract(Proportion summary) {
            set(snapshot().minus(summary));
        }

        private void set(Proportion p) {
            successes = p.successes;
            trials = p.trials;
        }

        @Override
        public Proportion snapshot() {
            return new Proportion(successes, trials);
        }

        @Override
        public long count() {
            return trials;
        }
    }
}

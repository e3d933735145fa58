package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A count for each of a fixed list of outcomes, of which every observation has exactly one: a call answered in time, answered
 * late, abandoned; a customer who stayed, left, joined. Shares of some outcomes among others are read from it.
 *
 * <ul>
 *   <li>No observation: all counts are 0.
 *   <li>Tallies of unlike length do not merge.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class Tally implements Summary<Tally> {
    private final long[] counts;

    private Tally(long[] counts) {
        this.counts = counts;
    }

    /**
     * A tally by its counts.
     *
     * @param counts how often each outcome was seen
     * @return the tally
     * @throws IllegalArgumentException if a count is negative
     */
    public static Tally of(long... counts) {
        Require.positive(counts.length, "number of outcomes");
        return new Tally(Counts.checked(counts.clone(), "count of an outcome"));
    }

    /**
     * How many outcomes there are.
     *
     * @return the number
     */
    public int size() {
        return counts.length;
    }

    /**
     * How often an outcome was seen.
     *
     * @param outcome its place in the list, from 0
     * @return the count
     */
    public long count(int outcome) {
        return counts[outcome];
    }

    /**
     * How often an outcome was seen.
     *
     * @param outcome the outcome, if the list is that of an enum
     * @return the count
     */
    public long count(Enum<?> outcome) {
        return counts[outcome.ordinal()];
    }

    @Override
    public Tally plus(Tally other) {
        requireSameSize(other);
        return new Tally(Counts.plus(counts, other.counts));
    }

    @Override
    public Tally minus(Tally part) {
        requireSameSize(part);
        return new Tally(Counts.minus(counts, part.counts));
    }

    private void requireSameSize(Tally other) {
        if (counts.length != other.counts.length) {
            throw Require.bad("number of outcomes", Integer.toString(counts.length), other.counts.length);
        }
    }

    @Override
    public Tally coarse() {
        return this;
    }

    @Override
    public long count() {
        return Counts.total(counts);
    }

    /**
     * How often any of some outcomes was seen.
     *
     * @param outcomes the outcomes, if the list is that of an enum
     * @return the count
     */
    public long count(Collection<? extends Enum<?>> outcomes) {
        long count = 0;
        for (Enum<?> outcome : outcomes) {
            count += count(outcome);
        }
        return count;
    }

    /**
     * Reads the share of some outcomes among others, with Wilson's interval.
     *
     * @param part the successes
     * @param whole the trials, all successes among them
     * @param detail the counts to show, by name
     * @param <O> the outcomes
     * @return the estimator
     */
    public static <O extends Enum<O>> Estimator<Tally> share(
            EnumSet<O> part, EnumSet<O> whole, Map<String, ToLongFunction<Tally>> detail) {
        return new ShareEstimator<>(
                t -> t.count(part), t -> t.count(whole), t -> read(t, detail), t -> outside(t, whole));
    }

    private static <O extends Enum<O>> Map<String, Long> outside(Tally tally, EnumSet<O> whole) {
        Map<String, Long> outside = new LinkedHashMap<>();
        for (O outcome : EnumSet.complementOf(whole)) {
            if (tally.count(outcome) > 0) {
                outside.put(outcome.name(), tally.count(outcome));
            }
        }
        return outside;
    }

    /**
     * Reads how often some outcomes were seen per expected one, which can exceed 1, with a Poisson interval.
     *
     * @param part the events
     * @param whole the sample that n counts
     * @param exposure what the events are divided by
     * @param detail the counts to show, by name
     * @param <O> the outcomes
     * @return the estimator
     */
    public static <O extends Enum<O>> Estimator<Tally> rate(
            EnumSet<O> part,
            EnumSet<O> whole,
            ToDoubleFunction<Tally> exposure,
            Map<String, ToLongFunction<Tally>> detail) {
        return new TallyRate<>(part, whole, exposure, detail, RateInterval.EXACT, false);
    }

    /**
     * Reads one less such a {@link #rate}.
     *
     * @param part the events
     * @param whole the sample that n counts
     * @param exposure what the events are divided by
     * @param detail the counts to show, by name
     * @param <O> the outcomes
     * @return the estimator
     */
    public static <O extends Enum<O>> Estimator<Tally> complement(
            EnumSet<O> part,
            EnumSet<O> whole,
            ToDoubleFunction<Tally> exposure,
            Map<String, ToLongFunction<Tally>> detail) {
        return new TallyRate<>(part, whole, exposure, detail, RateInterval.EXACT, true);
    }

    /**
     * Reads how many there are, with the classes in the points: from, to (absent from the last), count.
     *
     * @param unit what one unit of the bounds is in the whole units given: 1000 for seconds of milliseconds
     * @param bounds the upper bounds of all classes but the last, themselves inside
     * @return the estimator
     */
    public static Estimator<Tally> histogram(double unit, long... bounds) {
        return new Histogram(unit, Arrays.stream(bounds).boxed().toList());
    }

    private record Histogram(double one, List<Long> bounds) implements Estimator<Tally> {
        @Override
        public String unit() {
            return "count";
        }

        @Override
        public long n(Tally tally) {
            return tally.count();
        }

        @Override
        public OptionalDouble value(Tally tally) {
            return OptionalDouble.of((double) tally.count());
        }

        @Override
        public Interval interval(Tally tally, ConfidenceLevel level) {
            return Difference.unbounded(level, "census");
        }

        @Override
        public Map<String, Number> detail(Tally tally) {
            return Map.of("count", tally.count());
        }

        @Override
        public List<Map<String, Object>> points(Tally tally, ConfidenceLevel level) {
            List<Map<String, Object>> points = new ArrayList<>();
            for (int i = 0; i <= bounds.size(); i++) {
                Map<String, Object> point = new LinkedHashMap<>();
                point.put("from", i == 0 ? 0.0 : bounds.get(i - 1) / one);
                if (i < bounds.size()) {
                    point.put("to", bounds.get(i) / one);
                }
                point.put("count", tally.count(i));
                points.add(point);
            }
            return points;
        }

        @Override
        public String filled(Tally tally) {
            return Long.toString(tally.count());
        }
    }

    private record TallyRate<O extends Enum<O>>(
            EnumSet<O> part,
            EnumSet<O> whole,
            ToDoubleFunction<Tally> exposure,
            Map<String, ToLongFunction<Tally>> detail,
            RateInterval method,
            boolean complement)
            implements Estimator<Tally> {
        @Override
        public String unit() {
            return "ratio";
        }

        @Override
        public long n(Tally t) {
            return t.count(whole);
        }

        @Override
        public OptionalDouble value(Tally t) {
            double e = exposure.applyAsDouble(t);
            if (e == 0) {
                return OptionalDouble.empty();
            }
            // One fraction, not 1 − k/n, which would be a digit off.
            double events = (double) t.count(part);
            return OptionalDouble.of(complement ? (e - events) / e : events / e);
        }

        @Override
        public Interval interval(Tally t, ConfidenceLevel level) {
            double e = exposure.applyAsDouble(t);
            Interval rate = e == 0
                    ? new Interval(0, Double.POSITIVE_INFINITY, level, method.label())
                    : method.of((double) t.count(part), e, level);
            return complement ? new Interval(1 - rate.high(), 1 - rate.low(), level, rate.method()) : rate;
        }

        @Override
        public Map<String, Number> detail(Tally t) {
            return read(t, detail);
        }

        @Override
        public Map<String, Long> aside(Tally t) {
            return outside(t, whole);
        }

        @Override
        public Difference difference(Tally first, Tally second, ConfidenceLevel level) {
            return complement
                    ? Difference.mover(this, first, second, level)
                    : new TwoRates(
                                    first.count(part),
                                    exposure.applyAsDouble(first),
                                    second.count(part),
                                    exposure.applyAsDouble(second))
                            .exact(level);
        }

        @Override
        public List<GroupTest> tests(List<Tally> samples) {
            return List.of(GroupTest.ofRates(
                    samples.stream().mapToLong(this::n).toArray(),
                    samples.stream().mapToDouble(t -> t.count(part)).toArray(),
                    samples.stream().mapToDouble(exposure).toArray()));
        }

        @Override
        public String filled(Tally t) {
            String rate = t.count(part) + " / " + Texts.number(exposure.applyAsDouble(t));
            return complement ? "1 − " + rate : rate;
        }

        @Override
        public Estimator<Tally> using(String label) {
            return ProportionInterval.named(RateInterval.class, label)
                    .<Estimator<Tally>>map(m -> new TallyRate<>(part, whole, exposure, detail, m, complement))
                    .orElse(this);
        }
    }

    private static Map<String, Number> read(Tally tally, Map<String, ToLongFunction<Tally>> names) {
        Map<String, Number> detail = new LinkedHashMap<>();
        names.forEach((name, count) -> detail.put(name, count.applyAsLong(tally)));
        return detail;
    }

    /**
     * Its bytes: a count per outcome, unsigned; how many outcomes there are is the metric's.
     *
     * @param size the number of outcomes
     * @return the codec
     */
    public static Codec<Tally> codec(int size) {
        return new Codec<>() {
            @Override
            public void write(Tally value, StateWriter out) {
                value.requireSameSize(new Tally(new long[size]));
                Counts.write(value.counts, out);
            }

            @Override
            public Tally read(StateReader in) {
                return new Tally(Counts.read(in, size));
            }
        };
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Tally t && Arrays.equals(counts, t.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }

    /** Counts outcomes. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Tally> {
        private final long[] counts;

        /**
         * Makes an empty one.
         *
         * @param size the number of outcomes
         */
        public Accumulator(int size) {
            counts = new long[Require.positive(size, "number of outcomes")];
        }

        /**
         * Counts an observation.
         *
         * @param outcome its outcome's place in the list, from 0
         */
        public void add(int outcome) {
            counts[outcome]++;
        }

        /**
         * Takes an observation out again.
         *
         * @param outcome its outcome's place in the list, from 0
         * @throws IllegalArgumentException if no such observation is left
         */
        public void retract(int outcome) {
            counts[outcome] = Counts.minus(counts[outcome], 1);
        }

        @Override
        public void merge(Tally summary) {
            System.arraycopy(snapshot().plus(summary).counts, 0, counts, 0, counts.length);
        }

        @Override
        public void retract(Tally summary) {
            System.arraycopy(snapshot().minus(summary).counts, 0, counts, 0, counts.length);
        }

        @Override
        public Tally snapshot() {
            return new Tally(counts.clone());
        }

        @Override
        public long count() {
            return Counts.total(counts);
        }
    }
}

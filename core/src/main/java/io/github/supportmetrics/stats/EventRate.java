package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Events over exposure: complaints per contact, customers lost per month of custom. Rate = events / exposure, at least 0.
 * Observations are what brought them in: the customers, the days.
 *
 * <ul>
 *   <li>No exposure: no rate; the interval is [0, ∞).
 *   <li>No event: a rate of 0 with an upper limit above it.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 *
 * @param observations how many observations the sums come from, at least 0
 * @param events how many events, at least 0
 * @param exposure over how many whole units (contacts, milliseconds, …), at least 0
 */
public record EventRate(long observations, long events, long exposure) implements Summary<EventRate> {
    /** No exposure. */
    public static final EventRate EMPTY = new EventRate(0, 0, 0);

    private static final Codec<EventRate> CODEC = new Codec<>() {
        @Override
        public void write(EventRate value, StateWriter out) {
            out.unsigned(value.observations).unsigned(value.events).unsigned(value.exposure);
        }

        @Override
        public EventRate read(StateReader in) {
            return new EventRate(
                    in.unsigned(Long.MAX_VALUE, "observations"),
                    in.unsigned(Long.MAX_VALUE, "events"),
                    in.unsigned(Long.MAX_VALUE, "exposure"));
        }
    };

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public EventRate {
        Require.nonNegative(observations, "observations");
        Require.nonNegative(events, "events");
        Require.nonNegative(exposure, "exposure");
    }

    @Override
    public EventRate plus(EventRate other) {
        return new EventRate(
                Math.addExact(observations, other.observations),
                Math.addExact(events, other.events),
                Math.addExact(exposure, other.exposure));
    }

    @Override
    public EventRate minus(EventRate part) {
        return new EventRate(
                Counts.minus(observations, part.observations),
                Counts.minus(events, part.events),
                Counts.minus(exposure, part.exposure));
    }

    @Override
    public EventRate coarse() {
        return this;
    }

    @Override
    public long count() {
        return observations;
    }

    /**
     * Reads the rate, with the exact Poisson interval unless another is asked for.
     *
     * @param unit what one unit of exposure is in the whole units added: the milliseconds of a month; 1 for contacts
     * @param per for how many such units the rate is given: 1000 for «per 1 000 contacts»
     * @return the estimator
     */
    public static Estimator<EventRate> estimator(double unit, double per) {
        return new RateEstimator(unit, per, RateInterval.EXACT);
    }

    private record RateEstimator(double exposureUnit, double per, RateInterval method) implements Estimator<EventRate> {
        private double factor() {
            return exposureUnit * per;
        }

        @Override
        public long n(EventRate rate) {
            return rate.observations;
        }

        @Override
        public OptionalDouble value(EventRate rate) {
            return rate.exposure == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(rate.events * factor() / rate.exposure);
        }

        @Override
        public Interval interval(EventRate rate, ConfidenceLevel level) {
            return method.interval(rate, level).times(factor());
        }

        @Override
        public Map<String, Number> detail(EventRate rate) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("events", rate.events);
            detail.put("exposure", rate.exposure / exposureUnit);
            return detail;
        }

        @Override
        public Difference difference(EventRate first, EventRate second, ConfidenceLevel level) {
            if (method != RateInterval.EXACT) {
                return Difference.mover(this, first, second, level);
            }
            return new TwoRates(first.events, (double) first.exposure, second.events, (double) second.exposure)
                    .exact(level);
        }

        @Override
        public List<GroupTest> tests(List<EventRate> samples) {
            return List.of(GroupTest.ofRates(
                    samples.stream().mapToLong(EventRate::observations).toArray(),
                    samples.stream().mapToDouble(EventRate::events).toArray(),
                    samples.stream().mapToDouble(EventRate::exposure).toArray()));
        }

        @Override
        public String filled(EventRate rate) {
            String ratio = rate.events + " / " + Texts.number(rate.exposure / exposureUnit);
            return per == 1 ? ratio : Texts.number(per) + " · " + ratio;
        }

        @Override
        public Estimator<EventRate> using(String label) {
            return ProportionInterval.named(RateInterval.class, label)
                    .<Estimator<EventRate>>map(m -> new RateEstimator(exposureUnit, per, m))
                    .orElse(this);
        }
    }

    /**
     * Its bytes: observations, events, exposure, all unsigned.
     *
     * @return the codec
     */
    public static Codec<EventRate> codec() {
        return CODEC;
    }

    /** Adds events and exposure. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<EventRate> {
        private EventRate sum = EMPTY;

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Adds one observation's events and the exposure in which they came.
         *
         * @param events the events, at least 0
         * @param exposure the exposure, at least 0
         */
        public void add(long events, long exposure) {
            merge(new EventRate(1, events, exposure));
        }

        /**
         * Takes one observation out again.
         *
         * @param events the events
         * @param exposure the exposure
         * @throws IllegalArgumentException if there are fewer
         */
        public void retract(long events, long exposure) {
            retract(new EventRate(1, events, exposure));
        }

        @Override
        public void merge(EventRate summary) {
            sum = sum.plus(summary);
        }

        @Override
        public void retract(EventRate summary) {
            sum = sum.minus(summary);
        }

        @Override
        public EventRate snapshot() {
            return sum;
        }

        @Override
        public long count() {
            return sum.observations;
        }
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.util.Arrays;

/**
 * A length of time that events have, and the numbers asked of it: mean, quantiles, the share within a threshold. In seconds. Events
 * without it are excluded by name; without any there is no number.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <E> the event
 */
public final class Timing<E> {
    static final double MILLIS_PER_SECOND = 1000;
    private static final double MEDIAN = 0.5;

    private final Spread<E> spread;

    Timing(Definition definition, Rule<E, Durations> rule) {
        this.spread = new Spread<>(
                definition.unit(Unit.SECONDS),
                rule,
                MILLIS_PER_SECOND,
                "times",
                millis -> Texts.seconds(millis / MILLIS_PER_SECOND));
    }

    /**
     * A timing of one's own.
     *
     * @param definition what the mean means; the other numbers take their ids and titles from it
     * @param rule how an event enters
     * @param <E> the event
     * @return the timing
     */
    public static <E> Timing<E> of(Definition definition, Rule<E, Durations> rule) {
        return new Timing<>(definition, rule);
    }

    /**
     * The arithmetic mean, with Student's interval, which misses low while the sample is small and skewed.
     *
     * @return the metric
     */
    public Metric<E, Measurement<Durations>> mean() {
        return Metric.of(spread.definition(), spread.rule(), Durations.meanEstimator());
    }

    /**
     * The median: half took no longer. The number to show first, as times are skewed.
     *
     * @return the metric, such as {@code aht.p50}
     */
    public Metric<E, Measurement<Durations>> median() {
        return quantile(MEDIAN);
    }

    /**
     * A quantile by {@linkplain QuantileDefinition#TYPE7 R's type 7}, with the interval between two order statistics.
     *
     * @param q which, 0 to 1
     * @return the metric, such as {@code aht.p90}
     */
    public Metric<E, Measurement<Durations>> quantile(double q) {
        return quantile(q, QuantileDefinition.TYPE7);
    }

    /**
     * A quantile by another of its definitions.
     *
     * @param q which, 0 to 1
     * @param type which of its definitions
     * @return the metric, such as {@code aht.p90}
     * @throws IllegalArgumentException if q is not in [0, 1]
     */
    public Metric<E, Measurement<Durations>> quantile(double q, QuantileDefinition type) {
        return spread.quantile(q, type);
    }

    /**
     * The share of events that took no longer than a threshold. Range 0..1; interval: Wilson.
     *
     * @param threshold the threshold, itself within
     * @return the metric, such as {@code aht.within}
     */
    public Metric<E, Measurement<Proportion>> within(Duration threshold) {
        if (threshold.isNegative()) {
            throw Require.bad("threshold", "at least 0", threshold);
        }
        return spread.within(threshold.toMillis());
    }

    /**
     * How many events took how long, in classes: each holds what is at most its bound and above the one before; the last what exceeds
     * all. Its number is how many events there are, and the classes are in the points.
     *
     * @param bounds the bounds, one or more, ascending
     * @return the metric, such as {@code aht.histogram}
     * @throws IllegalArgumentException if the bounds do not ascend from above 0
     */
    public Metric<E, Measurement<Tally>> histogram(Duration... bounds) {
        return spread.histogram(
                Arrays.stream(bounds).mapToLong(Duration::toMillis).toArray());
    }

    /** A threshold as people write it. */
    static String seconds(Duration duration) {
        if (duration.isNegative()) {
            throw Require.bad("threshold", "at least 0", duration);
        }
        return Texts.seconds(duration.toMillis() / MILLIS_PER_SECOND);
    }
}

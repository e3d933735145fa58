package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

    private final Definition definition;
    private final Rule<E, Durations> rule;

    Timing(Definition definition, Rule<E, Durations> rule) {
        this.definition = definition.unit(Unit.SECONDS);
        this.rule = rule;
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
        return Metric.of(definition, rule, Durations.meanEstimator());
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
        String percent = BigDecimal.valueOf(Require.fraction(q, "quantile"))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
        return Metric.of(
                variant("p" + percent, percent + " % quantile of the times that make up " + definition.title())
                        .titled(definition.title() + " p" + percent)
                        .with("quantile", type),
                rule,
                Durations.quantileEstimator(q, type));
    }

    /**
     * The share of events that took no longer than a threshold. Range 0..1; interval: Wilson.
     *
     * @param threshold the threshold, itself within
     * @return the metric, such as {@code aht.within}
     */
    public Metric<E, Measurement<Proportion>> within(Duration threshold) {
        String text = seconds(threshold);
        return Metric.of(
                variant("within", "times of at most " + text + " / all times that make up " + definition.title())
                        .titled(definition.title() + " within " + text)
                        .with("threshold", text)
                        .unit(Unit.RATIO)
                        .direction(Direction.UP),
                rule.atMost(threshold.toMillis()),
                Proportion.estimator());
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
        long[] millis = new long[bounds.length];
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < bounds.length; i++) {
            millis[i] = bounds[i].toMillis();
            texts.add(seconds(bounds[i]));
            if (millis[i] <= (i == 0 ? 0 : millis[i - 1])) {
                throw Require.bad("bounds of a histogram", "ascending from above 0", List.of(bounds));
            }
        }
        Require.positive(bounds.length, "number of bounds");
        return Metric.of(
                variant("histogram", "events by how long they took, that make up " + definition.title())
                        .titled(definition.title() + " histogram")
                        .with("bounds", texts)
                        .unit(Unit.COUNT)
                        .direction(Direction.NONE),
                rule.binned(millis),
                Tally.histogram(MILLIS_PER_SECOND, millis));
    }

    private Definition variant(String suffix, String formula) {
        Definition variant = Definition.of(definition.id() + "." + suffix, formula)
                .unit(definition.unit())
                .direction(definition.direction())
                .source(definition.source());
        for (var parameter : definition.parameters().entrySet()) {
            variant = variant.with(parameter.getKey(), parameter.getValue());
        }
        return definition.nature() == Nature.SUBJECTIVE ? variant.subjective() : variant;
    }

    /** A threshold as people write it. */
    static String seconds(Duration duration) {
        if (duration.isNegative()) {
            throw Require.bad("threshold", "at least 0", duration);
        }
        return Texts.seconds(duration.toMillis() / MILLIS_PER_SECOND);
    }
}

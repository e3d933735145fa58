package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.Tally;
import java.util.Arrays;
import java.util.Currency;

/**
 * An amount of money that events have, in one currency, and the numbers asked of it: mean, quantiles, the share up to a threshold. Events
 * without it are excluded by name; without any there is no number.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <E> the event
 */
public final class Amount<E> {
    private final Currency currency;
    private final Rule<E, Moments> rule;
    private final Spread<E> spread;

    private Amount(Definition definition, Rule<E, Moments> rule, Currency currency) {
        this.currency = currency;
        this.rule = rule;
        this.spread = new Spread<>(
                definition.with("currency", currency).unit(new Unit(currency.getCurrencyCode())),
                rule.asDurations(),
                (double) Money.unit(currency),
                "amounts",
                minor -> new Money(minor, currency).toString());
    }

    /**
     * An amount of one's own.
     *
     * @param definition what the mean means; the other numbers take their ids and titles from it
     * @param rule how an event enters, in minor units; for other numbers than the mean, at least 0
     * @param currency the currency
     * @param <E> the event
     * @return the amount
     */
    public static <E> Amount<E> of(Definition definition, Rule<E, Moments> rule, Currency currency) {
        return new Amount<>(definition, rule, currency);
    }

    /**
     * The arithmetic mean, with Student's interval, which misses low while the sample is small and skewed.
     *
     * @return the metric
     */
    public Metric<E, Measurement<Moments>> mean() {
        return Metric.of(spread.definition(), rule, Moments.estimator(spread.one()));
    }

    /**
     * A quantile by {@linkplain QuantileDefinition#TYPE7 R's type 7}, with the interval between two order statistics; exact up to 64
     * amounts and within 0.79 % beyond.
     *
     * @param q which, 0 to 1
     * @return the metric, such as {@code orderValue.p90}
     */
    public Metric<E, Measurement<Durations>> quantile(double q) {
        return quantile(q, QuantileDefinition.TYPE7);
    }

    /**
     * A quantile by another of its definitions.
     *
     * @param q which, 0 to 1
     * @param type which of its definitions
     * @return the metric, such as {@code orderValue.p90}
     * @throws IllegalArgumentException if q is not in [0, 1]
     */
    public Metric<E, Measurement<Durations>> quantile(double q, QuantileDefinition type) {
        return spread.quantile(q, type);
    }

    /**
     * The share of events of at most an amount. Range 0..1; interval: Wilson.
     *
     * @param most the amount, itself within
     * @return the metric, such as {@code orderValue.within}
     * @throws IllegalArgumentException if it is of another currency
     */
    public Metric<E, Measurement<Proportion>> within(Money most) {
        return spread.within(minor(most));
    }

    /**
     * How many events are of what amount, in classes: each holds what is at most its bound and above the one before; the last what exceeds
     * all.
     *
     * @param bounds the bounds, one or more, ascending
     * @return the metric, such as {@code orderValue.histogram}
     * @throws IllegalArgumentException if the bounds do not ascend from above 0, or are of another currency
     */
    public Metric<E, Measurement<Tally>> histogram(Money... bounds) {
        return spread.histogram(Arrays.stream(bounds).mapToLong(this::minor).toArray());
    }

    private long minor(Money money) {
        if (!money.currency().equals(currency)) {
            throw Require.bad("currency", currency.toString(), money.currency());
        }
        return money.minor();
    }
}

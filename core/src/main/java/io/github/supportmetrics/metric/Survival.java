package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Lifetimes;
import java.math.BigDecimal;

/**
 * How long subjects last, with those that are still there counted as such: tenures of customers, patience of callers, ages of tickets. By
 * Kaplan and Meier; the numbers asked of it are the share left at an age, quantiles, and the mean up to an age. A mean of finished cases
 * alone is too low, as the long ones are those that are not finished.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <E> the subject
 */
public final class Survival<E> {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Definition definition;
    private final Rule<E, Lifetimes> rule;
    private final Unit unit;

    private Survival(Definition definition, Rule<E, Lifetimes> rule, Unit unit) {
        this.definition = definition;
        this.rule = rule;
        this.unit = unit;
    }

    /**
     * Lifetimes of one's own, added in milliseconds.
     *
     * @param definition what lasts; the numbers take their ids and titles from it
     * @param rule how a subject enters
     * @param unit the unit of ages, {@link Unit#SECONDS} or {@link Unit#MONTHS}
     * @param <E> the subject
     * @return the lifetimes
     * @throws IllegalArgumentException if the unit is another
     */
    public static <E> Survival<E> of(Definition definition, Rule<E, Lifetimes> rule, Unit unit) {
        if (!unit.equals(Unit.SECONDS) && !unit.equals(Unit.MONTHS)) {
            throw Require.bad("unit of ages", "s or mo", unit);
        }
        return new Survival<>(definition, rule, unit);
    }

    private double millis() {
        return unit.equals(Unit.SECONDS) ? MILLIS_PER_SECOND : Customer.MONTH.toMillis();
    }

    /**
     * The unit of ages.
     *
     * @return seconds or months
     */
    public Unit unit() {
        return unit;
    }

    /**
     * The share that lasts beyond an age. Range 0..1; no number beyond the last age seen, unless all have ended. Limits: log-log.
     *
     * @param age the age, in the unit of ages
     * @return the metric, such as {@code retention.survival}
     */
    public Metric<E, Measurement<Lifetimes>> at(double age) {
        String text = text(age);
        return metric(
                "",
                "share that lasts beyond " + text + ", Kaplan–Meier",
                " beyond " + text,
                "age",
                text,
                Unit.RATIO,
                Lifetimes.survivalAt(age, millis()));
    }

    /**
     * The age by which a share of subjects has ended; no number where so many have not. Limits: where the curve's log-log limits cross.
     *
     * @param p the share, above 0 and below 1
     * @return the metric, such as {@code retention.survival.p50}
     */
    public Metric<E, Measurement<Lifetimes>> quantile(double p) {
        String percent =
                BigDecimal.valueOf(p).movePointRight(2).stripTrailingZeros().toPlainString();
        return metric(
                ".p" + percent,
                "age by which " + percent + " % have ended, Kaplan–Meier",
                " p" + percent,
                "quantile",
                percent,
                unit,
                Lifetimes.quantile(p, millis(), unit.symbol()));
    }

    /**
     * The age by which half have ended.
     *
     * @return the metric, such as {@code retention.survival.p50}
     */
    public Metric<E, Measurement<Lifetimes>> median() {
        return quantile(0.5);
    }

    /**
     * The mean time lasted up to an age: the area under the curve. Interval: ± z standard errors.
     *
     * @param until the age, in the unit of ages
     * @return the metric, such as {@code retention.survival.mean}
     */
    public Metric<E, Measurement<Lifetimes>> restrictedMean(double until) {
        String text = text(until);
        return metric(
                ".mean",
                "mean time lasted up to " + text + ", Kaplan–Meier",
                " mean up to " + text,
                "until",
                text,
                unit,
                Lifetimes.restrictedMean(until, millis(), unit.symbol()));
    }

    /**
     * The whole curve, in the points; its number is the share left at the last age seen.
     *
     * @return the metric, such as {@code retention.survival.curve}
     */
    public Metric<E, Measurement<Lifetimes>> curve() {
        return metric(
                ".curve",
                "share left at the last age seen, Kaplan–Meier",
                " curve",
                "unit",
                unit.symbol(),
                Unit.RATIO,
                Lifetimes.wholeCurve(millis()));
    }

    private Metric<E, Measurement<Lifetimes>> metric(
            String id,
            String formula,
            String title,
            String parameter,
            String value,
            Unit itsUnit,
            Estimator<Lifetimes> estimator) {
        Definition own = Definition.of(definition.id() + ".survival" + id, formula)
                .titled(definition.title() + title)
                .direction(definition.direction())
                .source(definition.source())
                .with(parameter, value)
                .unit(itsUnit);
        for (var more : definition.parameters().entrySet()) {
            own = own.with(more.getKey(), more.getValue());
        }
        return Metric.of(own, rule, estimator);
    }

    private String text(double age) {
        return unit.equals(Unit.SECONDS) ? Texts.seconds(age) : Texts.number(age) + " " + unit;
    }
}

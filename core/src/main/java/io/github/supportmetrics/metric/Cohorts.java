package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.BuyerPeriod;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Tally;
import java.util.Currency;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Who of those who first bought in one period buys in later ones. The events are {@link BuyerPeriod}s; a matrix is {@code
 * RETENTION.by(AGE).by(COHORT)}, whose immature cells have no number.
 */
public final class Cohorts {
    /** What became of a buyer from one period to the next. */
    private enum Step {
        RETAINED,
        LOST,
        GAINED
    }

    /** The period of the first order. */
    public static final Axis<BuyerPeriod, String> COHORT = Axis.of("cohort", BuyerPeriod::cohort);

    /** How many periods after it, 0 for that period itself. */
    public static final Axis<BuyerPeriod, Integer> AGE =
            Axis.of("age", new KeyType<>(age -> Integer.toString(age), Integer::valueOf), BuyerPeriod::age);

    /**
     * Cohort retention: buyers who bought in a period of some age / buyers of the cohort. Range 0..1, higher is better, interval:
     * Wilson. Periods that are not over are excluded as {@code IMMATURE}.
     */
    public static final Metric<BuyerPeriod, Measurement<Proportion>> RETENTION = Metric.of(
            Definition.of("retention.cohort", "customers who bought in the period / customers of the cohort")
                    .titled("Cohort retention")
                    .direction(Direction.UP),
            Rule.share(BuyerPeriod::active)
                    .unless(Rule.IMMATURE, period -> !period.over())
                    .concerning(period -> period.age() >= 0),
            Proportion.estimator());

    /**
     * Retention from one period to the next: buyers of both / buyers of the first. Range 0..1, higher is better, interval: Wilson. Those
     * who bought only in the next one ({@code GAINED}: new or returned) are in the detail. Periods whose next one is not over are
     * excluded as {@code IMMATURE}.
     */
    public static final Metric<BuyerPeriod, Measurement<Tally>> NEXT = Metric.of(
            Definition.of(
                            "retention.next",
                            "customers who bought in this period and the next / customers who bought in this one")
                    .titled("Retention to the next period")
                    .direction(Direction.UP),
            Rule.<BuyerPeriod, Step>outcome(Step.class, Cohorts::step)
                    .unless(Rule.IMMATURE, period -> !period.nextOver())
                    .concerning(period -> period.active() || (period.activeNext() && period.nextOver())),
            Tally.share(EnumSet.of(Step.RETAINED), EnumSet.of(Step.RETAINED, Step.LOST), detail()));

    private Cohorts() {}

    /**
     * What was paid by each buyer who bought in the period. Interval: Student's over buyers. Those whose revenue is not known are excluded
     * as {@code NO_AMOUNT}, of another currency as {@code OTHER_CURRENCY}, periods that are not over as {@code IMMATURE}.
     *
     * @param currency the currency
     * @return the metric {@code revenue.ofCohort}
     */
    public static Metric<BuyerPeriod, Measurement<Moments>> revenue(Currency currency) {
        return Metric.of(
                Definition.of("revenue.ofCohort", "amounts / customers who bought in the period")
                        .titled("Revenue of cohort")
                        .with("currency", currency)
                        .unit(new Unit(currency.getCurrencyCode()))
                        .direction(Direction.UP),
                Rule.<BuyerPeriod>amount(period ->
                                Objects.requireNonNull(period.revenue()).minor())
                        .unless(Rule.IMMATURE, period -> !period.over())
                        .unless("NO_AMOUNT", period -> period.revenue() == null)
                        .unless(
                                "OTHER_CURRENCY",
                                period -> !Objects.requireNonNull(period.revenue())
                                        .currency()
                                        .equals(currency))
                        .concerning(BuyerPeriod::active),
                Moments.estimator((double) Money.unit(currency)));
    }

    private static Step step(BuyerPeriod period) {
        return !period.active() ? Step.GAINED : period.activeNext() ? Step.RETAINED : Step.LOST;
    }

    private static Map<String, ToLongFunction<Tally>> detail() {
        Map<String, ToLongFunction<Tally>> detail = new LinkedHashMap<>();
        detail.put("active", t -> t.count(Step.RETAINED) + t.count(Step.LOST));
        detail.put("next", t -> t.count(Step.RETAINED) + t.count(Step.GAINED));
        detail.put("retained", t -> t.count(Step.RETAINED));
        detail.put("lost", t -> t.count(Step.LOST));
        detail.put("gained", t -> t.count(Step.GAINED));
        return detail;
    }
}

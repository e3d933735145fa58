package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.RevenueChange;
import io.github.supportmetrics.stats.Ratio;
import java.util.Currency;
import java.util.function.ToLongFunction;

/**
 * Recurring revenue kept and lost over a period, from what each customer paid at its start and at its end: churn, contraction and
 * expansion. Of 100 at the start with 10 churned, 10 contracted and 10 expanded, gross churn is 20 %, net churn 10 %, gross retention 80 %
 * and net retention 90 % (ChartMogul's example). {@link Revenue} is for records without a revenue at the end.
 *
 * <p>The base is the customers of the start; new ones are excluded as {@code NEW}, returning ones as {@code REACTIVATED} unless they are
 * counted, those who never paid as {@code NO_REVENUE}, those of another currency as {@code OTHER_CURRENCY}. Nobody at the start: no number. Interval: ratio of sums over customers,
 * as a few may hold most of the revenue; cut to 0..1 where the number is a part.
 */
public final class RecurringRevenue {
    /** Whether revenue of customers who come back counts as kept. */
    public enum Reactivation {
        /** It does not: they were lost in an earlier period, and count as new business. */
        EXCLUDED,
        /** It does, as ChartMogul has it. */
        INCLUDED
    }

    private RecurringRevenue() {}

    /**
     * Gross revenue churn: (churn + contraction) / revenue at the start. Range 0..1, lower is better.
     *
     * @param currency the currency
     * @return the metric {@code revenue.grossChurn} with contraction
     */
    public static Metric<RevenueChange, Measurement<Ratio>> grossChurn(Currency currency) {
        return part(
                "revenue.grossChurn",
                "(churn + contraction) / monthly revenue at the start",
                "Revenue churn, gross",
                Direction.DOWN,
                currency,
                change -> before(change) - kept(change));
    }

    /**
     * Gross revenue retention: (revenue at the start − churn − contraction) / revenue at the start; no customer counts for more than at
     * the start. Range 0..1, higher is better.
     *
     * @param currency the currency
     * @return the metric {@code revenue.grr} with contraction
     */
    public static Metric<RevenueChange, Measurement<Ratio>> grossRetention(Currency currency) {
        return part(
                "revenue.grr",
                "(monthly revenue at the start − churn − contraction) / monthly revenue at the start",
                "Revenue retention, gross",
                Direction.UP,
                currency,
                RecurringRevenue::kept);
    }

    /**
     * Net revenue churn: (churn + contraction − expansion) / revenue at the start. Below 0 where expansion exceeds what was lost; lower is
     * better.
     *
     * @param currency the currency
     * @param reactivation whether revenue of customers who come back is taken off, too
     * @return the metric {@code revenue.netChurn}
     */
    public static Metric<RevenueChange, Measurement<Ratio>> netChurn(Currency currency, Reactivation reactivation) {
        return net(
                "revenue.netChurn",
                "(churn + contraction − expansion{r}) / monthly revenue at the start",
                "Revenue churn, net",
                Direction.DOWN,
                currency,
                reactivation,
                change -> before(change) - after(change));
    }

    /**
     * Net revenue retention: (revenue at the start − churn − contraction + expansion) / revenue at the start. May exceed 1, higher is
     * better.
     *
     * @param currency the currency
     * @param reactivation whether revenue of customers who come back is added, too
     * @return the metric {@code revenue.nrr}
     */
    public static Metric<RevenueChange, Measurement<Ratio>> netRetention(Currency currency, Reactivation reactivation) {
        return net(
                "revenue.nrr",
                "(monthly revenue at the start − churn − contraction + expansion{r}) / monthly revenue at the start",
                "Revenue retention, net",
                Direction.UP,
                currency,
                reactivation,
                RecurringRevenue::after);
    }

    private static Metric<RevenueChange, Measurement<Ratio>> part(
            String id,
            String formula,
            String title,
            Direction direction,
            Currency currency,
            ToLongFunction<RevenueChange> part) {
        return Metric.of(
                definition(id, formula, title, direction, currency).with("contraction", "included"),
                rule(currency, part, Reactivation.EXCLUDED),
                Ratio.boundedEstimator((double) Money.unit(currency)));
    }

    private static Metric<RevenueChange, Measurement<Ratio>> net(
            String id,
            String formula,
            String title,
            Direction direction,
            Currency currency,
            Reactivation reactivation,
            ToLongFunction<RevenueChange> part) {
        boolean included = reactivation == Reactivation.INCLUDED;
        String sign = direction == Direction.UP ? " + reactivation" : " − reactivation";
        double unit = Money.unit(currency);
        return Metric.of(
                definition(id, formula.replace("{r}", included ? sign : ""), title, direction, currency)
                        .with("reactivation", included ? "included" : "excluded"),
                rule(currency, part, reactivation),
                Ratio.estimator(unit, unit));
    }

    private static Definition definition(
            String id, String formula, String title, Direction direction, Currency currency) {
        return Definition.of(id, formula)
                .titled(title)
                .with("currency", currency)
                .unit(Unit.RATIO)
                .direction(direction);
    }

    private static Rule<RevenueChange, Ratio> rule(
            Currency currency, ToLongFunction<RevenueChange> part, Reactivation reactivation) {
        return Rule.<RevenueChange>ratio(part, RecurringRevenue::before)
                .unless("OTHER_CURRENCY", change -> !change.before().currency().equals(currency))
                .unless("NO_REVENUE", change -> before(change) == 0 && after(change) == 0)
                .unless("NEW", change -> before(change) == 0 && !change.returning())
                .unless(
                        "REACTIVATED",
                        change -> before(change) == 0 && change.returning() && reactivation == Reactivation.EXCLUDED);
    }

    private static long before(RevenueChange change) {
        return change.before().minor();
    }

    private static long after(RevenueChange change) {
        return change.after().minor();
    }

    private static long kept(RevenueChange change) {
        return Math.min(before(change), after(change));
    }
}

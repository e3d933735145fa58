package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.CustomerPeriod.Gap;
import io.github.supportmetrics.event.CustomerPeriod.Membership;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Headcount;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Customers lost and kept. With S customers at the start, of whom 40 of 1 000 leave, and 80 who join, of whom 5 leave, the
 * definitions give 4.00, 4.50, 4.42, 4.17 or 4.42 % a month; each is a metric of its own.
 *
 * <p>Records of which it cannot be said where the customer stood are excluded under the name of their {@link Gap}. Without customers there is no rate.
 */
public final class Retention {
    private static final List<String> GAPS =
            Arrays.stream(Gap.values()).map(Gap::name).toList();
    private static final EnumSet<Membership> STARTERS = EnumSet.of(Membership.STAYED, Membership.LOST);
    private static final EnumSet<Membership> ALL_LOST = EnumSet.of(Membership.LOST, Membership.JOINED_AND_LOST);

    /** Starters lost / starters. Range 0..1, lower is better, interval: Wilson. The default. */
    public static final Metric<CustomerPeriod, Measurement<Tally>> CHURN = tally(
            churn("churn.cohort", "Churn", "lost of the customers at the start / customers at the start"),
            Tally.share(EnumSet.of(Membership.LOST), STARTERS, detail()));

    /** All lost / starters. Can exceed 1, as joiners may be lost too. Interval: Poisson. */
    public static final Metric<CustomerPeriod, Measurement<Tally>> CHURN_ALL_OF_START = tally(
            churn("churn.allOfStart", "Churn, all of start", "all lost / customers at the start"),
            Tally.rate(ALL_LOST, STARTERS, t -> (double) t.count(STARTERS), detail()));

    /** All lost / mean of the customers at start and end. Interval: Poisson. */
    public static final Metric<CustomerPeriod, Measurement<Tally>> CHURN_ALL_OF_AVERAGE = tally(
            churn(
                    "churn.allOfAverage",
                    "Churn, all of average",
                    "all lost / ((customers at the start + customers at the end) / 2)"),
            Tally.rate(
                    ALL_LOST,
                    STARTERS,
                    t -> t.count(STARTERS) == 0 ? 0 : (t.count(STARTERS) + end(t)) / 2.0,
                    detail()));

    /** All lost / (starters + joiners). Range 0..1, interval: Wilson. */
    public static final Metric<CustomerPeriod, Measurement<Tally>> CHURN_ALL_OF_START_PLUS_NEW = tally(
            churn(
                    "churn.allOfStartPlusNew",
                    "Churn, all of start and new",
                    "all lost / (customers at the start + new)"),
            Tally.share(ALL_LOST, EnumSet.allOf(Membership.class), detail()));

    /**
     * Customers lost per customer-month, a month being a twelfth of 365.25 days. Interval: Poisson. Customers without exposure are
     * excluded as {@code NO_EXPOSURE}.
     */
    public static final Metric<CustomerPeriod, Measurement<EventRate>> CHURN_HAZARD = Metric.of(
            churn("churn.hazard", "Churn hazard", "all lost / customer-months").unit(Unit.PER_MONTH),
            Rule.<CustomerPeriod>rate(c -> isLost(c) ? 1 : 0, c -> millis(c.exposure()))
                    .unless(GAPS, Retention::gap)
                    .unless("NO_EXPOSURE", c -> c.exposure() == null),
            EventRate.estimator((double) Customer.MONTH.toMillis(), 1));

    /**
     * How long customers stay, in months, with those who are still there counted as such. Of whole lives ({@link Customer#whole}): those
     * without a tenure, and parts of lives, are excluded as {@code NO_TENURE}.
     */
    public static final Survival<CustomerPeriod> SURVIVAL = Survival.of(
            kept("retention", "Retention", "time until lost, present customers censored"),
            Rule.<CustomerPeriod>lifetime(c -> millis(c.exposure()), Retention::isLost)
                    .unless(GAPS, Retention::gap)
                    .unless("NO_TENURE", c -> c.exposure() == null || c.window() != null),
            Unit.MONTHS);

    /**
     * How long customers stay, in months, of customers who were watched only from some instant on: those who had joined before were at risk
     * only from then (left truncation), or the long-lived would count for more. Those who were lost before are excluded as {@code
     * NOT_OBSERVED}, as are those who joined after the end; those without a start as {@code NO_START}, who end before it as {@code
     * END_BEFORE_START}.
     *
     * @param observedFrom from when losses were recorded
     * @param observedUntil up to when
     * @return the lifetimes {@code retention}
     */
    public static Survival<Customer> survival(Instant observedFrom, Instant observedUntil) {
        if (!observedFrom.isBefore(observedUntil)) {
            throw Require.bad("end of the observation", "after its start " + observedFrom, observedUntil);
        }
        return Survival.of(
                kept("retention", "Retention", "time until lost, present customers censored, late entries truncated")
                        .with("observed", observedFrom + " to " + observedUntil),
                Rule.<Customer>lifetime(
                                c -> Math.max(0, millisTo(c, observedFrom)),
                                c -> millisTo(c, isGone(c, observedUntil) ? ended(c) : observedUntil),
                                c -> isGone(c, observedUntil))
                        .unless("NO_START", c -> c.startedAt() == null)
                        .unless("END_BEFORE_START", c -> c.endedAt() != null && millisTo(c, ended(c)) < 0)
                        .unless(
                                "NOT_OBSERVED",
                                c -> millisTo(c, observedUntil) < 0
                                        || (c.endedAt() != null
                                                && millisTo(c, ended(c)) <= Math.max(-1, millisTo(c, observedFrom)))),
                Unit.MONTHS);
    }

    private static Instant ended(Customer c) {
        return Objects.requireNonNull(c.endedAt());
    }

    private static boolean isGone(Customer c, Instant until) {
        return c.endedAt() != null && !ended(c).isAfter(until);
    }

    private static long millisTo(Customer c, Instant instant) {
        return Duration.between(Objects.requireNonNull(c.startedAt()), instant).toMillis();
    }

    /** Customer retention rate: starters still there at the end / starters, one less {@link #CHURN}. Interval: Wilson. */
    public static final Metric<CustomerPeriod, Measurement<Tally>> CRR = tally(
            kept(
                    "retention.crr",
                    "Retention",
                    "customers at the start still there at the end / customers at the start"),
            Tally.share(EnumSet.of(Membership.STAYED), STARTERS, detail()));

    /**
     * The textbook's retention: (customers at the end − all new) / customers at the start. It takes joiners who left off twice, and so is
     * lower than {@link #CRR} by them.
     */
    public static final Metric<CustomerPeriod, Measurement<Tally>> CRR_TEXTBOOK = tally(
            kept(
                    "retention.crrTextbook",
                    "Retention, textbook",
                    "(customers at the end − all new) / customers at the start"),
            Tally.complement(ALL_LOST, STARTERS, t -> (double) t.count(STARTERS), detail()));

    private Retention() {}

    /**
     * Daily losses added up over the period: Σ lost on a day / customers at its start. Growth within the period does not dilute it.
     * Interval: Poisson, approximate. Lost customers whose date is not known are excluded as {@code NO_DATE}.
     *
     * @param zone whose days
     * @return the metric {@code churn.daily}
     */
    public static Metric<CustomerPeriod, Measurement<Headcount>> churnDaily(ZoneId zone) {
        return Metric.of(
                churn("churn.daily", "Churn, daily summed", "Σ over days of lost / customers at the day's start")
                        .with("zone", zone)
                        .source("ChartMogul's daily option"),
                Rule.<CustomerPeriod>membership(
                                c -> c.joinedAt() == null ? Headcount.BEFORE : day(c.joinedAt(), zone),
                                c -> c.lostAt() == null ? Headcount.STILL : day(c.lostAt(), zone))
                        .unless(GAPS, Retention::gap)
                        .unless("NO_DATE", c -> isLost(c) && c.lostAt() == null),
                Headcount.summedLossEstimator());
    }

    private static long day(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate().toEpochDay();
    }

    private static Definition churn(String id, String title, String formula) {
        return Definition.of(id, formula).titled(title).direction(Direction.DOWN);
    }

    private static Definition kept(String id, String title, String formula) {
        return Definition.of(id, formula).titled(title).direction(Direction.UP);
    }

    private static Metric<CustomerPeriod, Measurement<Tally>> tally(Definition definition, Estimator<Tally> estimator) {
        return Metric.of(
                definition,
                Rule.outcome(Membership.class, (CustomerPeriod c) -> Objects.requireNonNull(c.membership()))
                        .unless(GAPS, Retention::gap),
                estimator);
    }

    private static int gap(CustomerPeriod c) {
        return c.gap() == null ? -1 : c.gap().ordinal();
    }

    private static boolean isLost(CustomerPeriod c) {
        return c.membership() == Membership.LOST || c.membership() == Membership.JOINED_AND_LOST;
    }

    private static long millis(@org.jspecify.annotations.Nullable Duration exposure) {
        return exposure == null ? 0 : exposure.toMillis();
    }

    private static long end(Tally t) {
        return t.count(Membership.STAYED) + t.count(Membership.JOINED);
    }

    private static Map<String, ToLongFunction<Tally>> detail() {
        Map<String, ToLongFunction<Tally>> detail = new LinkedHashMap<>();
        detail.put("start", t -> t.count(STARTERS));
        detail.put("lostOfStart", t -> t.count(Membership.LOST));
        detail.put("new", t -> t.count(Membership.JOINED) + t.count(Membership.JOINED_AND_LOST));
        detail.put("lostOfNew", t -> t.count(Membership.JOINED_AND_LOST));
        detail.put("end", Retention::end);
        return detail;
    }

    /**
     * The chance of being lost within a month at a constant hazard: 1 − e<sup>−h</sup>.
     *
     * @param hazardPerMonth h, at least 0
     * @return the chance, 0..1
     */
    public static double monthlyChurn(double hazardPerMonth) {
        if (!(hazardPerMonth >= 0)) {
            throw Require.bad("hazard", "at least 0", hazardPerMonth);
        }
        return -StrictMath.expm1(-hazardPerMonth);
    }

    /**
     * A rate per period over several periods: 1 − (1 − c)<sup>k</sup>, not k·c.
     *
     * @param churn c, the share lost in each period, 0..1
     * @param periods k, at least 1
     * @return the share lost over all of them: 38.7 % a year at 4 % a month
     */
    public static double compounded(double churn, int periods) {
        return 1 - StrictMath.pow(1 - Require.fraction(churn, "churn"), Require.positive(periods, "periods"));
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Buyer;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.Purchase;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/**
 * Who buys again, how soon, and for how much. Where nobody cancels a contract, customers are lost by silence: whether one is gone is a
 * matter of how long one waits.
 *
 * <p>The events are {@link Buyer}s, each with all its orders; what came after the instant that an answer stands for must not be in them
 * ({@link Buyer#asOf}).
 */
public final class Purchases {
    /** Buyers with two orders or more / buyers. Range 0..1, higher is better, interval: Wilson. Two orders of one day are two. */
    public static final Metric<Buyer, Measurement<Proportion>> REPEAT = Metric.of(
            Definition.of("repeatPurchase", "customers with two orders or more / customers with one or more")
                    .titled("Repeat purchase")
                    .direction(Direction.UP),
            Rule.share(buyer -> buyer.purchases().size() > 1),
            Proportion.estimator());

    /** Orders per buyer. At least 1, higher is better; interval: Student's over buyers. */
    public static final Metric<Buyer, Measurement<Moments>> ORDERS_PER_CUSTOMER = Metric.of(
            Definition.of("ordersPerCustomer", "orders / customers with one or more")
                    .titled("Orders per customer")
                    .unit(Unit.NUMBER)
                    .direction(Direction.UP),
            Rule.amount(buyer -> buyer.purchases().size()),
            Moments.estimator(1));

    private Purchases() {}

    /**
     * Buyers who came back on another day / buyers. Range 0..1, higher is better, interval: Wilson.
     *
     * @param zone whose days
     * @return the metric {@code repeatPurchase} of days
     */
    public static Metric<Buyer, Measurement<Proportion>> repeatOnAnotherDay(ZoneId zone) {
        return Metric.of(
                Definition.of("repeatPurchase", "customers who bought on two days or more / customers who bought")
                        .titled("Repeat purchase by day")
                        .with("zone", zone)
                        .direction(Direction.UP),
                Rule.share(buyer -> buyer.days(zone).size() > 1),
                Proportion.estimator());
    }

    /**
     * Buyers who came back on another day within a window / buyers whose window has passed. Range 0..1, higher is better, interval:
     * Wilson. Buyers whose window is still open are excluded as {@code IMMATURE}, whether they came back or not.
     *
     * @param zone whose days
     * @param days the window in days from the first day, itself within
     * @param asOf up to when orders are known
     * @return the metric {@code repeatPurchase} of days within a window
     */
    public static Metric<Buyer, Measurement<Proportion>> repeatWithin(ZoneId zone, int days, Instant asOf) {
        LocalDate known = asOf.atZone(zone).toLocalDate();
        return Metric.of(
                Definition.of(
                                "repeatPurchase",
                                "customers who bought again on another day within " + days
                                        + " days / customers whose window has passed")
                        .titled("Repeat purchase within " + days + " d")
                        .with("zone", zone)
                        .with("window", Require.positive(days, "days") + " d")
                        .direction(Direction.UP),
                Rule.<Buyer>share(buyer -> {
                            List<LocalDate> on = buyer.days(zone);
                            return on.size() > 1 && !on.get(1).isAfter(on.get(0).plusDays(days));
                        })
                        .unless(
                                "IMMATURE",
                                buyer -> buyer.days(zone).get(0).plusDays(days).isAfter(known)),
                Proportion.estimator());
    }

    /**
     * From the first day of buying to the second, of those who came back. Lower is better. Those who did not come back yet are excluded
     * as {@code OPEN}; {@link #untilSecond} counts them.
     *
     * @param zone whose days
     * @return the timing {@code secondPurchase}, in whole days of 24 h
     */
    public static Timing<Buyer> secondPurchase(ZoneId zone) {
        return new Timing<>(
                Definition.of(
                                "secondPurchase",
                                "times from the first to the second day of buying / customers who came back")
                        .titled("Second purchase")
                        .with("zone", zone)
                        .direction(Direction.DOWN),
                Rule.<Buyer>duration(buyer -> toSecond(buyer.days(zone)))
                        .unless("OPEN", buyer -> buyer.days(zone).size() < 2));
    }

    /**
     * How long it takes until the second day of buying, with those who have not come back yet counted as such.
     *
     * @param zone whose days
     * @param asOf up to when orders are known
     * @return the lifetimes {@code secondPurchase}, in whole days of 24 h
     */
    public static Survival<Buyer> untilSecond(ZoneId zone, Instant asOf) {
        LocalDate known = asOf.atZone(zone).toLocalDate();
        return Survival.of(
                Definition.of("secondPurchase", "days until a second day of buying, others censored")
                        .titled("Second purchase")
                        .with("zone", zone)
                        .direction(Direction.DOWN),
                Rule.lifetime(
                        buyer -> {
                            List<LocalDate> on = buyer.days(zone);
                            return on.size() > 1 ? toSecond(on) : Math.max(0, millis(on.get(0), known));
                        },
                        buyer -> buyer.days(zone).size() > 1),
                Unit.SECONDS);
    }

    /**
     * Inactivity churn: buyers whose last order lies at least so many days back / buyers. Range 0..1, lower is better, interval: Wilson.
     * A choice of days is a choice of answer; look at the gaps between orders first.
     *
     * @param zone whose days
     * @param days how many days of silence mean gone
     * @param asOf up to when orders are known
     * @return the metric {@code churn.inactivity}
     */
    public static Metric<Buyer, Measurement<Proportion>> inactivityChurn(ZoneId zone, int days, Instant asOf) {
        LocalDate known = asOf.atZone(zone).toLocalDate();
        return Metric.of(
                Definition.of("churn.inactivity", "customers without an order for " + days + " days / customers")
                        .titled("Inactive for " + days + " d")
                        .with("zone", zone)
                        .with("days", Require.positive(days, "days"))
                        .direction(Direction.DOWN),
                Rule.share(buyer ->
                        ChronoUnit.DAYS.between(buyer.last().atZone(zone).toLocalDate(), known) >= days),
                Proportion.estimator());
    }

    /**
     * The mean order value. Higher is better; interval: Student's over orders, too narrow where customers order alike. Orders without an amount are excluded as {@code
     * NO_AMOUNT}, those of another currency as {@code OTHER_CURRENCY}, returned ones as {@code RETURNED}.
     *
     * @param currency the currency
     * @return the amount {@code orderValue}
     */
    public static Amount<Purchase> orderValue(Currency currency) {
        return Amount.of(
                Definition.of("orderValue", "amounts / orders")
                        .titled("Order value")
                        .with("currency", currency)
                        .unit(new Unit(currency.getCurrencyCode()))
                        .direction(Direction.UP),
                Rule.<Purchase>amount(purchase ->
                                Objects.requireNonNull(purchase.amount()).minor())
                        .unless("RETURNED", Purchase::returned)
                        .unless("NO_AMOUNT", purchase -> purchase.amount() == null)
                        .unless("OTHER_CURRENCY", purchase -> !isIn(currency, purchase)),
                currency);
    }

    /**
     * The repeat-business share of revenue: amounts of orders after a customer's first / all amounts. Range 0..1, higher is better;
     * interval: ratio of sums over customers. Customers with an order without an amount, or in another currency, are excluded as {@code
     * NO_AMOUNT}, {@code OTHER_CURRENCY}.
     *
     * @param currency the currency
     * @return the metric {@code revenue.repeatShare}
     */
    public static Metric<Buyer, Measurement<Ratio>> repeatShare(Currency currency) {
        return Metric.of(
                Definition.of("revenue.repeatShare", "amounts of orders after the first / all amounts")
                        .titled("Revenue of repeat orders")
                        .with("currency", currency)
                        .unit(Unit.RATIO)
                        .direction(Direction.UP),
                inOne(
                        currency,
                        Rule.ratio(
                                buyer -> sum(buyer.purchases()
                                        .subList(1, buyer.purchases().size())),
                                buyer -> sum(buyer.purchases()))),
                Ratio.boundedEstimator((double) Money.unit(currency)));
    }

    /** The time between a customer's days of buying. Lower is better; a window of silence that means gone should exceed most of them. */
    public static final Timing<Buyer.Gap> GAP = new Timing<>(
            Definition.of("purchaseGap", "days between one day of buying and the next / such gaps")
                    .titled("Gap between purchases")
                    .direction(Direction.DOWN),
            Rule.duration(gap -> gap.length().toMillis()));

    /**
     * Revenue concentration: amounts of the customers who paid most / all amounts, the first being a share of the customers, rounded up.
     * Range 0..1; all customers are known, so there is no interval. Excluded customers as in {@link #repeatShare}.
     *
     * @param share which share of the customers, above 0, such as .2
     * @param currency the currency
     * @return the metric {@code revenue.concentration}
     */
    public static Metric<Buyer, Measurement<Lifetimes>> concentration(double share, Currency currency) {
        String percent = Texts.number(100 * Require.fraction(share, "share of customers")) + " %";
        return Metric.of(
                Definition.of("revenue.concentration", "amounts of the " + percent + " who paid most / all amounts")
                        .titled("Revenue of the top " + percent)
                        .with("share", percent)
                        .with("currency", currency)
                        .direction(Direction.NONE),
                inOne(currency, Rule.lifetime(buyer -> sum(buyer.purchases()), buyer -> true)),
                Lifetimes.concentration(share, (double) Money.unit(currency)));
    }

    /** Orders sent back / orders. Range 0..1, lower is better, interval: Wilson. */
    public static final Metric<Purchase, Measurement<Proportion>> RETURN_RATE = Metric.of(
            Definition.of("return.rate", "returned orders / orders")
                    .titled("Returns")
                    .direction(Direction.DOWN),
            Rule.share(Purchase::returned),
            Proportion.estimator());

    private static <S extends Summary<S>> Rule<Buyer, S> inOne(Currency currency, Rule<Buyer, S> rule) {
        return rule.unless(
                        "NO_AMOUNT",
                        buyer -> buyer.purchases().stream().anyMatch(purchase -> purchase.amount() == null))
                .unless(
                        "OTHER_CURRENCY",
                        buyer -> !buyer.purchases().stream().allMatch(purchase -> isIn(currency, purchase)));
    }

    private static long toSecond(List<LocalDate> days) {
        return millis(days.get(0), days.get(1));
    }

    private static long millis(LocalDate from, LocalDate to) {
        return Duration.ofDays(ChronoUnit.DAYS.between(from, to)).toMillis();
    }

    private static boolean isIn(Currency currency, Purchase purchase) {
        return Objects.requireNonNull(purchase.amount()).currency().equals(currency);
    }

    private static long sum(List<Purchase> purchases) {
        return purchases.stream()
                .mapToLong(purchase -> Objects.requireNonNull(purchase.amount()).minor())
                .reduce(0, Math::addExact);
    }
}

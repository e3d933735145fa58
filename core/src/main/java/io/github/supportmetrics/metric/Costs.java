package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What contacts cost and bring in, in one currency. Where costs are itemised, contacts are a sample and have intervals; totals of an
 * accounting department are no sample, and {@link #each} divides them. Contacts without an amount are excluded as {@code NO_COST},
 * {@code NO_SALES}, those of another currency as {@code OTHER_CURRENCY}.
 */
public final class Costs {
    private Costs() {}

    /**
     * Cost per contact: Σ cost / handled contacts. Lower is better; interval: Student's over contacts.
     *
     * @param currency the currency
     * @return the amount {@code cost.perContact}
     */
    public static Amount<Interaction> perContact(Currency currency) {
        return Amount.of(
                money("cost.perContact", "costs / handled contacts", "Cost per contact", Direction.DOWN, currency),
                in(currency, "NO_COST", Costs::cost, Rule.amount(c -> minor(Costs.cost(c)))),
                currency);
    }

    /**
     * Cost per resolution: Σ cost of all handled contacts / contacts that solved the issue. Lower is better; interval: ratio of sums over
     * contacts. Contacts whose resolution is not known are excluded as {@code NO_RESOLUTION}.
     *
     * @param currency the currency
     * @return the metric {@code cost.perResolution}
     */
    public static Metric<Interaction, Measurement<Ratio>> perResolution(Currency currency) {
        return Metric.of(
                money(
                        "cost.perResolution",
                        "costs / resolved contacts",
                        "Cost per resolution",
                        Direction.DOWN,
                        currency),
                in(
                                currency,
                                "NO_COST",
                                Costs::cost,
                                Rule.<Interaction>ratio(
                                        c -> minor(Costs.cost(c)),
                                        c -> Boolean.TRUE.equals(c.outcome().resolved()) ? 1 : 0))
                        .unless("NO_RESOLUTION", c -> c.outcome().resolved() == null),
                Ratio.estimator((double) Money.unit(currency), 1));
    }

    /**
     * Sales per contact: Σ sales / handled contacts, those without a sale included. Higher is better; interval: Student's over contacts.
     *
     * @param currency the currency
     * @return the amount {@code sales.perContact}
     */
    public static Amount<Interaction> salesPerContact(Currency currency) {
        return Amount.of(
                money("sales.perContact", "sales / handled contacts", "Sales per contact", Direction.UP, currency),
                in(currency, "NO_SALES", Costs::sales, Rule.amount(c -> minor(Costs.sales(c)))),
                currency);
    }

    /**
     * Conversion: contacts in which something was sold / handled contacts. Range 0..1, higher is better, interval: Wilson. Contacts of
     * which it is not known are excluded as {@code NO_SALES}.
     */
    public static final Metric<Interaction, Measurement<Proportion>> CONVERSION = Metric.of(
            Definition.of("sales.conversion", "handled contacts with a sale / handled contacts")
                    .titled("Conversion")
                    .direction(Direction.UP),
            Contacts.handled(Rule.<Interaction>share(c -> minor(c.commerce().sales()) > 0))
                    .unless("NO_SALES", c -> c.commerce().sales() == null),
            Proportion.estimator());

    /**
     * Expenses of sales: Σ cost / Σ sales of contacts of which both are known. From 0, lower is better; interval: ratio of sums over
     * contacts.
     *
     * @param currency the currency
     * @return the metric {@code expenses.ofSales}
     */
    public static Metric<Interaction, Measurement<Ratio>> ofSales(Currency currency) {
        return Metric.of(
                money("expenses.ofSales", "costs / sales", "Expenses of sales", Direction.DOWN, currency)
                        .unit(Unit.RATIO),
                in(
                                currency,
                                "NO_COST",
                                Costs::cost,
                                Rule.<Interaction>ratio(c -> minor(Costs.cost(c)), c -> minor(Costs.sales(c))))
                        .unless("NO_SALES", c -> c.commerce().sales() == null)
                        .unless(
                                "OTHER_CURRENCY_OF_SALES",
                                c -> isOther(currency, c.commerce().sales())),
                Ratio.estimator((double) Money.unit(currency), (double) Money.unit(currency)));
    }

    /**
     * A total spread over what it was spent on: 52 000 over 10 000 contacts is 5.20 each, over 7 200 resolutions 7.22. A total is no
     * sample, so there is no interval.
     *
     * @param total all costs, salaries and rooms and systems included
     * @param units over how many contacts or resolutions, at least 0
     * @return the amount in the currency's major unit, to 16 digits; empty without units
     */
    public static Optional<BigDecimal> each(Money total, long units) {
        if (Require.nonNegative(units, "units") == 0) {
            return Optional.empty();
        }
        return Optional.of(BigDecimal.valueOf(total.minor())
                .divide(
                        BigDecimal.valueOf(Money.unit(total.currency())).multiply(BigDecimal.valueOf(units)),
                        MathContext.DECIMAL64));
    }

    private static Definition money(String id, String formula, String title, Direction direction, Currency currency) {
        return Definition.of(id, formula)
                .titled(title)
                .with("currency", currency)
                .unit(new Unit(currency.getCurrencyCode()))
                .direction(direction);
    }

    private static <S extends Summary<S>> Rule<Interaction, S> in(
            Currency currency,
            String unknown,
            Function<Interaction, @Nullable Money> amount,
            Rule<Interaction, S> rule) {
        return Contacts.handled(rule)
                .unless(unknown, c -> amount.apply(c) == null)
                .unless("OTHER_CURRENCY", c -> isOther(currency, amount.apply(c)));
    }

    private static boolean isOther(Currency currency, @Nullable Money money) {
        return !Objects.requireNonNull(money).currency().equals(currency);
    }

    private static @Nullable Money cost(Interaction contact) {
        return contact.commerce().cost();
    }

    private static @Nullable Money sales(Interaction contact) {
        return contact.commerce().sales();
    }

    private static long minor(@Nullable Money money) {
        return Objects.requireNonNull(money).minor();
    }
}

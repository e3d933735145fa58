package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.CustomerPeriod.Gap;
import io.github.supportmetrics.event.CustomerPeriod.Membership;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/**
 * Revenue kept and lost, in one currency. A customer's monthly revenue is taken as it stands, so what changed while the customer stayed
 * (expansion, contraction) is not in these numbers.
 *
 * <p>In all of them: customers of whom it cannot be said where they stood are excluded under the name of their {@link Gap}, those without
 * revenue as {@code NO_REVENUE}, those of another currency as {@code OTHER_CURRENCY}. The unit is the customer, so that intervals know that
 * a few customers may hold most of the revenue.
 */
public final class Revenue {
    private static final List<String> GAPS =
            Arrays.stream(Gap.values()).map(Gap::name).toList();

    private Revenue() {}

    /**
     * Gross revenue churn: monthly revenue of the starters lost / monthly revenue of the starters. Range 0..1, lower is better; interval:
     * ratio of sums over customers. Joiners are excluded as {@code JOINED}.
     *
     * @param currency the currency
     * @return the metric {@code revenue.grossChurn}
     */
    public static Metric<CustomerPeriod, Measurement<Ratio>> grossChurn(Currency currency) {
        return ofStarters(
                Definition.of(
                                "revenue.grossChurn",
                                "monthly revenue of the starters lost / monthly revenue of the starters")
                        .titled("Revenue churn, gross")
                        .direction(Direction.DOWN),
                currency,
                Membership.LOST);
    }

    /**
     * Gross revenue retention: monthly revenue of the starters who stayed / monthly revenue of the starters, one less {@link
     * #grossChurn}. Range 0..1, higher is better.
     *
     * @param currency the currency
     * @return the metric {@code revenue.grr}
     */
    public static Metric<CustomerPeriod, Measurement<Ratio>> grossRetention(Currency currency) {
        return ofStarters(
                Definition.of(
                                "revenue.grr",
                                "monthly revenue of the starters who stayed / monthly revenue of the starters")
                        .titled("Revenue retention, gross")
                        .direction(Direction.UP),
                currency,
                Membership.STAYED);
    }

    /**
     * Average revenue per customer and month. Higher is better; interval: Student's over customers.
     *
     * @param currency the currency
     * @return the amount {@code revenue.arpu}
     */
    public static Amount<CustomerPeriod> perCustomer(Currency currency) {
        return Amount.of(
                in(
                        currency,
                        Definition.of("revenue.arpu", "monthly revenue / customers")
                                .titled("Revenue per customer")
                                .unit(new Unit(currency.getCurrencyCode()))
                                .direction(Direction.UP)),
                known(currency, Rule.amount(Revenue::minor)),
                currency);
    }

    private static Metric<CustomerPeriod, Measurement<Ratio>> ofStarters(
            Definition definition, Currency currency, Membership counted) {
        Estimator<Ratio> share = Ratio.boundedEstimator((double) Money.unit(currency));
        return Metric.of(
                in(currency, definition.unit(Unit.RATIO)),
                known(
                                currency,
                                Rule.<CustomerPeriod>ratio(
                                        c -> c.membership() == counted ? minor(c) : 0, Revenue::minor))
                        .unless(
                                "JOINED",
                                c -> c.membership() == Membership.JOINED
                                        || c.membership() == Membership.JOINED_AND_LOST),
                share);
    }

    private static Definition in(Currency currency, Definition definition) {
        return definition.with("currency", currency);
    }

    private static long minor(CustomerPeriod customer) {
        return Objects.requireNonNull(customer.monthlyRevenue()).minor();
    }

    private static <S extends Summary<S>> Rule<CustomerPeriod, S> known(
            Currency currency, Rule<CustomerPeriod, S> rule) {
        return rule.unless(GAPS, c -> c.gap() == null ? -1 : c.gap().ordinal())
                .unless("NO_REVENUE", c -> c.monthlyRevenue() == null)
                .unless(
                        "OTHER_CURRENCY",
                        c -> !Objects.requireNonNull(c.monthlyRevenue())
                                .currency()
                                .equals(currency));
    }
}

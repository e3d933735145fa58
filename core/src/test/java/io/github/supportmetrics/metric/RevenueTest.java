package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.CustomerPeriod.Membership;
import io.github.supportmetrics.event.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The intervals of six customers: the ratio of sums of DOMAIN §0.1, derived with numpy 2.4.6 and scipy 1.17.1. */
class RevenueTest {
    private static final Currency USD = Currency.getInstance("USD");

    private static Money usd(String amount) {
        return Money.of(new BigDecimal(amount), "USD");
    }

    private static CustomerPeriod customer(Membership membership, @Nullable Money revenue) {
        return new CustomerPeriod("c", membership, null, null, null, null, null, null, revenue, Map.of());
    }

    @Test
    void whatLeavesIsDividedByWhatWasThereInOneCurrency() {
        List<CustomerPeriod> customers = List.of(
                customer(Membership.LOST, usd("20.50")),
                customer(Membership.STAYED, usd("79.50")),
                customer(Membership.STAYED, usd("100")),
                customer(Membership.JOINED, usd("40")),
                customer(Membership.LOST, Money.of(new BigDecimal("900"), "EUR")),
                customer(Membership.STAYED, null));
        var churn = Revenue.grossChurn(USD).of(customers);

        assertThat(churn.value()).hasValue(0.1025);
        assertThat(Revenue.grossRetention(USD).of(customers).value()).hasValue(0.8975);
        assertThat(churn.excluded()).hasToString("JOINED 1, NO_REVENUE 1, OTHER_CURRENCY 1");
        assertThat(churn.detail()).containsEntry("numerator", 20.5).containsEntry("denominator", 200.0);
        assertThat(churn.definition().explain(churn.summary())).contains("= 20.5 / 200 = 10.3 %");
        assertThat(churn.interval().low()).isZero();
        assertThat(churn.interval().high()).isEqualTo(1);
        assertThat(Revenue.perCustomer(USD).mean().of(customers).value()).hasValue(60);
        assertThat(Revenue.perCustomer(USD).mean().of(customers).definition().unit())
                .hasToString("USD");
        assertThatThrownBy(() -> churn.plus(
                        Revenue.grossChurn(Currency.getInstance("EUR")).of(customers)))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void theIntervalKnowsThatAFewCustomersHoldMuch() {
        List<CustomerPeriod> customers = new ArrayList<>();
        String[] amounts = {"10", "20", "30", "40", "50", "60"};
        for (int i = 0; i < amounts.length; i++) {
            customers.add(customer(i == 1 || i == 3 ? Membership.LOST : Membership.STAYED, usd(amounts[i])));
        }
        var churn = Revenue.grossChurn(USD).of(customers);

        assertThat(churn.value().orElseThrow()).isCloseTo(60 / 210d, within(1e-12));
        assertThat(churn.interval().low()).isZero();
        assertThat(churn.interval().high()).isCloseTo(HIGH, within(1e-9));
    }

    private static final double HIGH = 0.822082155158494;

    @Test
    void moneyHasTheDecimalsOfItsCurrency() {
        assertThat(usd("12.5")).hasToString("12.50 USD");
        assertThat(Money.of(new BigDecimal("500"), "JPY").minor()).isEqualTo(500);
        assertThatThrownBy(() -> usd("1.005")).hasMessage("amount of USD must be of at most 2 decimals, got 1.005");
    }

    @Test
    void aCustomersRevenueGoesWithEveryPeriod() {
        Customer customer = new Customer("c", null, null, null, true, null, usd("7"), Map.of());
        assertThat(customer.whole(null).monthlyRevenue()).isEqualTo(usd("7"));
    }
}

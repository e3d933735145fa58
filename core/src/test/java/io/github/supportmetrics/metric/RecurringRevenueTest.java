package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.RevenueChange;
import io.github.supportmetrics.event.SaveAttempt;
import io.github.supportmetrics.metric.CustomerValue.Due;
import io.github.supportmetrics.metric.RecurringRevenue.Reactivation;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecurringRevenueTest {
    private static final Currency USD = Currency.getInstance("USD");

    private static Money usd(int amount) {
        return Money.of(BigDecimal.valueOf(amount), "USD");
    }

    private static RevenueChange change(String customer, int before, int after) {
        return RevenueChange.of(customer, usd(before), usd(after));
    }

    /** ChartMogul's example: 100 at the start, 10 churned, 10 contracted, 10 expanded; and somebody new, and somebody back. */
    private static final List<RevenueChange> CHANGES = List.of(
            change("churns", 10, 0),
            change("contracts", 30, 20),
            change("expands", 20, 30),
            change("stays", 40, 40),
            change("new", 0, 50),
            new RevenueChange("back", usd(0), usd(5), true, Map.of()));

    @Test
    void fourWaysToSayWhatWasKept() {
        assertThat(RecurringRevenue.grossChurn(USD).of(CHANGES).value()).hasValue(.2);
        assertThat(RecurringRevenue.grossRetention(USD).of(CHANGES).value()).hasValue(.8);
        assertThat(RecurringRevenue.netChurn(USD, Reactivation.EXCLUDED)
                        .of(CHANGES)
                        .value())
                .hasValue(.1);
        assertThat(RecurringRevenue.netRetention(USD, Reactivation.EXCLUDED)
                        .of(CHANGES)
                        .value())
                .hasValue(.9);
        assertThat(RecurringRevenue.netRetention(USD, Reactivation.EXCLUDED)
                        .of(CHANGES)
                        .excluded())
                .hasToString("NEW 1, REACTIVATED 1");
    }

    @Test
    void reactivationIsNamedAndNeverMixed() {
        var with = RecurringRevenue.netRetention(USD, Reactivation.INCLUDED);
        var without = RecurringRevenue.netRetention(USD, Reactivation.EXCLUDED);

        assertThat(with.of(CHANGES).value()).hasValue(.95);
        assertThat(RecurringRevenue.netChurn(USD, Reactivation.INCLUDED)
                        .of(CHANGES)
                        .value())
                .hasValue(.05);
        assertThat(with.signature()).isNotEqualTo(without.signature());
        assertThatThrownBy(() -> with.of(CHANGES).plus(without.of(CHANGES)))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void oneCustomersExpansionDoesNotHideAnothersChurnInGrossRetention() {
        List<RevenueChange> changes = List.of(change("churns", 10, 0), change("expands", 10, 100));

        assertThat(RecurringRevenue.grossRetention(USD).of(changes).value()).hasValue(.5);
        assertThat(RecurringRevenue.netRetention(USD, Reactivation.EXCLUDED)
                        .of(changes)
                        .value())
                .hasValue(5);
        assertThat(RecurringRevenue.netChurn(USD, Reactivation.EXCLUDED)
                        .of(changes)
                        .value())
                .hasValue(-4);
    }

    @Test
    void otherMoneyIsNotAdded() {
        assertThat(RecurringRevenue.grossChurn(Currency.getInstance("EUR"))
                        .of(CHANGES)
                        .excluded())
                .hasToString("OTHER_CURRENCY 6");
        assertThatThrownBy(() -> RevenueChange.of("x", usd(1), Money.of(BigDecimal.ONE, "EUR")))
                .hasMessageContaining("currency after must be USD");
        assertThatThrownBy(() -> RevenueChange.of("x", usd(-1), usd(1)))
                .hasMessageContaining("monthly revenue must be");
    }

    @Test
    void whoIsLostAgainWasNotSaved() {
        // DOMAIN.md §1.14: 20 of 50 saved, 15 of them still there.
        Instant day = Instant.parse("2026-01-01T00:00:00Z");
        Duration month = Duration.ofDays(30);
        List<SaveAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Instant lost = i < 15
                    ? (i == 0 ? day.plus(month).plusSeconds(1) : null)
                    : day.plus(i == 15 ? month : Duration.ofDays(3));
            attempts.add(new SaveAttempt("c" + i, day, i < 20, lost, usd(20), i < 5 ? usd(5) : null, Map.of()));
        }
        attempts.add(new SaveAttempt("young", day.plus(month), true, null, usd(20), null, Map.of()));
        Instant asOf = day.plus(month);

        assertThat(Saves.GROSS.of(attempts.subList(0, 50)).value()).hasValue(.4);
        Measurement<Proportion> net = Saves.net(month, asOf).of(attempts);
        assertThat(net.value()).hasValue(.3);
        assertThat(net.interval().low()).isCloseTo(.191, within(.0005));
        assertThat(net.interval().high()).isCloseTo(.438, within(.0005));
        assertThat(net.excluded()).hasToString("IMMATURE 1");
        assertThat(Saves.protectedRevenue(month, asOf, USD)
                        .of(attempts)
                        .detail()
                        .get("sum"))
                .isEqualTo(15 * 20 - 5 * 5.);
        assertThat(Saves.protectedRevenue(month, asOf, Currency.getInstance("EUR"))
                        .of(attempts)
                        .n())
                .isZero();
        assertThatThrownBy(() -> new SaveAttempt("x", day, true, day.minusSeconds(1), null, null, Map.of()))
                .hasMessageContaining("lostAt must be no earlier");
    }

    private static Measurement<Tally> of(Metric<CustomerPeriod, Measurement<Tally>> metric, int lost, int all) {
        List<CustomerPeriod> customers = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            customers.add(CustomerPeriod.ofStarter("c" + i, i < lost));
        }
        return metric.of(customers);
    }

    @Test
    void valueOfACustomerWithLimits() {
        // DOMAIN.md §1.7
        Measurement<Tally> retention = of(Retention.CRR, 5, 100);
        CustomerValue value =
                CustomerValue.lifetime(20, retention, .01, Due.IN_ARREARS).orElseThrow();

        assertThat(value.value()).isCloseTo(316.67, within(.005));
        assertThat(CustomerValue.lifetime(20, .95, .01, Due.IN_ADVANCE)).isCloseTo(336.67, within(.005));
        assertThat(value.low())
                .isEqualTo(CustomerValue.lifetime(20, retention.interval().low(), .01, Due.IN_ARREARS));
        assertThat(value.high()).isGreaterThan(value.value());
        assertThat(CustomerValue.lifetime(20, 1, 0, Due.IN_ARREARS)).isInfinite();
        assertThat(CustomerValue.lifetime(20, of(Retention.CRR, 0, 100), 0, Due.IN_ARREARS))
                .isEmpty();
        assertThat(CustomerValue.lifetime(20, of(Retention.CRR, 0, 0), .01, Due.IN_ARREARS))
                .isEmpty();
        assertThatThrownBy(() -> CustomerValue.lifetime(20, .9, -1, Due.IN_ARREARS))
                .hasMessageContaining("discount must be at least 0");
    }

    @Test
    void newBusinessThatMakesUpForWhatIsLost() {
        // DOMAIN.md §1.7: 1 000 customers, 4 % churn, 5 of 80 new ones lost: 42.67, so 43.
        Measurement<Tally> churn = of(Retention.CHURN, 40, 1000);
        CustomerValue needed =
                CustomerValue.neededToGrow(1000, churn, 0, 5 / 80.).orElseThrow();

        assertThat(needed.value()).isCloseTo(42.67, within(.005));
        assertThat(needed.low()).isCloseTo(1000 * churn.interval().low() / (75 / 80.), within(1e-9));
        assertThat(needed.leads(.25).value()).isCloseTo(170.67, within(.005));
        assertThat(CustomerValue.lost(1000, churn).orElseThrow().value()).isCloseTo(40, within(1e-9));
        assertThat(CustomerValue.neededToGrow(1000, churn, .02, 0).orElseThrow().value())
                .isCloseTo(60, within(1e-9));
        assertThat(CustomerValue.revenueNeededToGrow(50_000, churn, .01)
                        .orElseThrow()
                        .value())
                .isCloseTo(2500, within(1e-9));
        CustomerValue even =
                CustomerValue.neededToBreakEven(1000, churn, 20_000, 20, 0).orElseThrow();
        assertThat(even.value()).isCloseTo(40, within(1e-9));
        assertThat(CustomerValue.neededToBreakEven(1000, churn, 10_000, 20, 0).orElseThrow())
                .isEqualTo(new CustomerValue(0, 0, 0));
        assertThat(CustomerValue.lost(1000, of(Retention.CHURN, 0, 0))).isEmpty();
        assertThatThrownBy(() -> needed.leads(0)).hasMessageContaining("win rate must be above 0");
        assertThatThrownBy(() -> CustomerValue.neededToGrow(1, churn, 0, 1)).hasMessageContaining("share of new");
        assertThatThrownBy(() -> CustomerValue.neededToBreakEven(1, churn, 1, 0, 0))
                .hasMessageContaining("contribution must be above 0");
    }
}

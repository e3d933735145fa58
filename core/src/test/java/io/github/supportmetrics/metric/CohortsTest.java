package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Buyer;
import io.github.supportmetrics.event.BuyerPeriod;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.Purchase;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Tally;
import io.github.supportmetrics.time.Grain;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CohortsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Currency EUR = Currency.getInstance("EUR");

    private static Instant at(String day) {
        return LocalDate.parse(day).atStartOfDay(UTC).toInstant();
    }

    private static Purchase order(String customer, String day, String euro) {
        return Purchase.of(customer, at(day), Money.of(new BigDecimal(euro), "EUR"));
    }

    private static final List<Buyer> BUYERS = Buyer.of(List.of(
            order("Ann", "2026-01-05", "10"),
            order("Ann", "2026-01-20", "20"),
            order("Ann", "2026-02-03", "30"),
            order("Ben", "2026-01-31", "40"),
            order("Ben", "2026-03-01", "50"),
            order("Cem", "2026-02-10", "0"),
            order("Dan", "2026-03-10", "5")));

    private static List<BuyerPeriod> months(String asOf) {
        return BuyerPeriod.of(BUYERS, Grain.MONTH, UTC, at(asOf));
    }

    @Test
    void aMatrixLeavesBlankWhatIsNotOver() {
        var matrix = Cohorts.RETENTION.by(Cohorts.AGE).by(Cohorts.COHORT).of(months("2026-03-15"));

        assertThat(matrix.get("2026-01").get(0).summary()).isEqualTo(new Proportion(2, 2));
        assertThat(matrix.get("2026-01").get(1).summary()).isEqualTo(new Proportion(1, 2));
        assertThat(matrix.get("2026-01").get(2).state(1)).isEqualTo(Measurement.State.IMMATURE);
        assertThat(matrix.get("2026-01").get(2).value()).isEmpty();
        assertThat(matrix.get("2026-02").get(0).summary()).isEqualTo(new Proportion(1, 1));
        assertThat(matrix.get("2026-03").get(0).excluded()).hasToString("IMMATURE 1");
        assertThat(matrix.get("2026-01").get(-1).considered()).isZero();
    }

    @Test
    void aMonthIsOverAtItsLastInstant() {
        assertThat(Cohorts.RETENTION
                        .by(Cohorts.AGE)
                        .of(months("2026-04-01"))
                        .get(2)
                        .summary())
                .isEqualTo(new Proportion(1, 2));
    }

    @Test
    void fromOneMonthToTheNextSomeStaySomeGoAndSomeCome() {
        var series = Cohorts.NEXT
                .over(Periods.monthly(UTC)
                        .at("period", period -> period.period().start()))
                .of(months("2026-04-01"));
        List<Measurement<Tally>> steps = new ArrayList<>(series.periods().values());

        // December has those who first bought in January, January those of February, and March's next month is not
        // over.
        assertThat(steps.get(0).detail()).hasToString("{count=0, active=0, next=2, retained=0, lost=0, gained=2}");
        assertThat(steps.get(1).detail()).hasToString("{count=1, active=2, next=2, retained=1, lost=1, gained=1}");
        assertThat(steps.get(1).value()).hasValue(.5);
        assertThat(steps.get(2).detail()).hasToString("{count=0, active=2, next=2, retained=0, lost=2, gained=2}");
        assertThat(steps.get(3).excluded()).hasToString("IMMATURE 2");
    }

    @Test
    void whatIsPaidInAPeriodIsAddedUp() {
        var byAge = Cohorts.revenue(EUR).by(Cohorts.AGE).by(Cohorts.COHORT).of(months("2026-04-01"));

        assertThat(byAge.get("2026-01").get(0).detail().get("sum")).isEqualTo(70.);
        assertThat(byAge.get("2026-01").get(2).detail().get("sum")).isEqualTo(50.);
        assertThat(byAge.get("2026-02").get(0).detail().get("sum")).isEqualTo(0.);
    }

    @Test
    void laterOrdersAreNotSeen() {
        assertThat(months("2026-01-10")).extracting(BuyerPeriod::customerId).containsOnly("Ann");
        assertThat(months("2025-01-10")).isEmpty();
    }

    @Test
    void gapsLieBetweenDaysAndNotBetweenOrders() {
        List<Buyer.Gap> gaps =
                BUYERS.stream().flatMap(buyer -> buyer.gaps(UTC).stream()).toList();

        assertThat(Purchases.GAP.mean().of(gaps).n()).isEqualTo(3);
        assertThat(Purchases.GAP.mean().of(gaps).value()).hasValue((15 + 14 + 29) / 3. * 86_400);
    }

    @Test
    void theBestCustomersShareOfRevenueIsRoundedUpToWholeCustomers() {
        // Ann 60, Ben 90, Dan 5, Cem 0: the best one of four.
        Measurement<Lifetimes> top = Purchases.concentration(.2, EUR).of(BUYERS);

        assertThat(top.value().orElseThrow()).isCloseTo(90 / 155., within(1e-15));
        assertThat(top.detail()).hasToString("{numerator=90.0, denominator=155.0, top=1}");
        assertThat(top.n()).isEqualTo(4);
        assertThat(Purchases.concentration(1, EUR).of(BUYERS).value()).hasValue(1);
        assertThat(Purchases.concentration(.2, EUR).of(List.of()).value()).isEmpty();
        assertThatThrownBy(() -> Purchases.concentration(1.2, EUR)).hasMessageContaining("share of customers must be");
    }

    @Test
    void aShareThatIsNoBinaryFractionIsNotRoundedUpForIt() {
        List<Buyer> fifteen = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            fifteen.addAll(Buyer.of(List.of(order("c" + i, "2026-01-05", "10"))));
        }

        assertThat(Purchases.concentration(.2, EUR).of(fifteen).value()).hasValue(.2);
    }

    @Test
    void returnedOrdersAreAShareOfAll() {
        List<Purchase> orders = List.of(
                order("Ann", "2026-01-05", "10"), new Purchase("Ann", at("2026-01-06"), null, null, true, Map.of()));

        assertThat(Purchases.RETURN_RATE.of(orders).value()).hasValue(.5);
    }
}

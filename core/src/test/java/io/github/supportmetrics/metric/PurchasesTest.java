package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Buyer;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurchasesTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant JUNE_30 = Instant.parse("2026-06-30T00:00:00Z");

    private static Purchase order(String customer, String at, String dollars) {
        return Purchase.of(customer, Instant.parse(at), Money.of(new BigDecimal(dollars), "USD"));
    }

    private static Purchase order(String customer, String day) {
        return order(customer, day + "T12:00:00Z", "10");
    }

    @Test
    void threeHundredOfAThousandWhoCameBackAreThirtyPercent() {
        List<Purchase> orders = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            orders.add(order("c" + i, "2026-01-01"));
            if (i < 300) {
                orders.add(order("c" + i, "2026-02-01"));
            }
        }
        var repeat = Purchases.REPEAT.of(Buyer.of(orders));

        // DOMAIN §1.14.
        assertThat(repeat.value()).hasValue(0.3);
        assertThat(repeat.interval().low()).isCloseTo(0.272, within(5e-4));
        assertThat(repeat.interval().high()).isCloseTo(0.329, within(5e-4));
        assertThat(Purchases.ORDERS_PER_CUSTOMER.of(Buyer.of(orders)).value()).hasValue(1.3);
    }

    @Test
    void twoOrdersOfOneDayAreTwoOrdersButOneDayWhereTheCustomerLives() {
        List<Buyer> buyers = Buyer.of(
                List.of(order("late", "2026-01-01T23:30:00Z", "10"), order("late", "2026-01-02T00:30:00Z", "10")));

        assertThat(Purchases.REPEAT.of(buyers).value()).hasValue(1);
        assertThat(Purchases.repeatOnAnotherDay(ZoneOffset.UTC).of(buyers).value())
                .hasValue(1);
        assertThat(Purchases.repeatOnAnotherDay(ZoneId.of("America/New_York"))
                        .of(buyers)
                        .value())
                .hasValue(0);
    }

    @Test
    void aWindowCountsItsLastDayAndOnlyThoseWhoseWindowHasPassed() {
        List<Buyer> buyers = Buyer.of(List.of(
                order("within", "2026-05-01"),
                order("within", "2026-05-31"),
                order("after", "2026-05-01"),
                order("after", "2026-06-01"),
                order("just mature", "2026-05-31"),
                order("too young", "2026-06-01"),
                order("too young but back", "2026-06-01"),
                order("too young but back", "2026-06-02")));
        var repeat = Purchases.repeatWithin(ZoneOffset.UTC, 30, JUNE_30).of(buyers);

        assertThat(repeat.n()).isEqualTo(3);
        assertThat(repeat.value().orElseThrow()).isCloseTo(1 / 3d, within(1e-15));
        assertThat(repeat.excluded()).hasToString("IMMATURE 2");
        assertThatThrownBy(() -> Purchases.repeatWithin(ZoneOffset.UTC, 0, JUNE_30))
                .hasMessage("days must be at least 1, got 0");
    }

    @Test
    void silenceOfExactlyAsManyDaysMeansGone() {
        List<Buyer> buyers = Buyer.of(
                List.of(order("gone", "2026-01-01"), order("gone", "2026-05-31"), order("there", "2026-06-01")));

        assertThat(Purchases.inactivityChurn(ZoneOffset.UTC, 30, JUNE_30)
                        .of(buyers)
                        .value())
                .hasValue(0.5);
        assertThat(Purchases.inactivityChurn(ZoneOffset.UTC, 31, JUNE_30)
                        .of(buyers)
                        .value())
                .hasValue(0);
    }

    @Test
    void whoHasNotComeBackIsCensoredNotForgotten() {
        List<Buyer> buyers = Buyer.of(List.of(
                order("a", "2026-06-01"),
                order("a", "2026-06-01"),
                order("a", "2026-06-06"),
                order("a", "2026-06-07"),
                order("b", "2026-06-21"),
                order("c", "2026-06-01"),
                order("c", "2026-06-11")));
        var until = Purchases.untilSecond(ZoneOffset.UTC, JUNE_30);

        // By hand: at 5 d one of three, at 10 d the second; b is censored at 9 d, between them.
        assertThat(until.at(6 * 86_400).of(buyers).value().orElseThrow()).isCloseTo(2 / 3d, within(1e-15));
        assertThat(until.at(10 * 86_400).of(buyers).value()).hasValue(0);
        assertThat(Purchases.secondPurchase(ZoneOffset.UTC).mean().of(buyers).value())
                .hasValue(7.5 * 86_400);
        assertThat(Purchases.secondPurchase(ZoneOffset.UTC).mean().of(buyers).excluded())
                .hasToString("OPEN 1");
    }

    @Test
    void moneyOfRepeatOrdersIsASharePerCustomerAndOneCurrency() {
        List<Purchase> orders = List.of(
                order("a", "2026-01-02T00:00:00Z", "30"),
                order("a", "2026-01-01T00:00:00Z", "10"),
                order("b", "2026-01-01T00:00:00Z", "60"),
                new Purchase("b", JUNE_30, Money.of(new BigDecimal("500"), "USD"), 1L, true, Map.of()),
                Purchase.of("c", JUNE_30, null),
                Purchase.of("d", JUNE_30, Money.of(new BigDecimal("5"), "EUR")));
        var share = Purchases.repeatShare(USD).of(Buyer.of(orders));
        var value = Purchases.orderValue(USD).mean().of(orders);

        assertThat(share.value()).hasValue(0.3);
        assertThat(share.excluded()).hasToString("NO_AMOUNT 1, OTHER_CURRENCY 1");
        assertThat(value.value().orElseThrow()).isCloseTo(100 / 3d, within(1e-12));
        assertThat(value.excluded()).hasToString("NO_AMOUNT 1, OTHER_CURRENCY 1, RETURNED 1");
        assertThat(value.definition().unit()).hasToString("USD");
    }

    @Test
    void aBuyerKnowsItsOrdersInTheirOrderAndAsTheyStood() {
        Buyer buyer = Buyer.of(List.of(
                        order("a", "2026-03-01").with("shop", "late"),
                        order("a", "2026-01-01").with("shop", "first"),
                        order("a", "2026-02-01")))
                .get(0);

        assertThat(buyer.days(ZoneOffset.UTC))
                .containsExactly(
                        LocalDate.parse("2026-01-01"), LocalDate.parse("2026-02-01"), LocalDate.parse("2026-03-01"));
        assertThat(buyer.attributes()).containsEntry("shop", "first");
        assertThat(buyer.asOf(Instant.parse("2026-02-01T12:00:00Z"))
                        .orElseThrow()
                        .last())
                .isEqualTo("2026-02-01T12:00:00Z");
        assertThat(buyer.asOf(Instant.parse("2025-12-31T00:00:00Z"))).isEmpty();
        assertThat(buyer.subject().customerId()).isEqualTo("a");
        assertThat(Buyer.of(List.of())).isEmpty();
        assertThatThrownBy(() -> new Buyer("a", List.of(), Map.of())).hasMessageContaining("at least 1");
    }

    @Test
    void nobodyPaysLessThanNothing() {
        assertThatThrownBy(() -> order("a", "2026-01-01T00:00:00Z", "-5"))
                .hasMessageStartingWith("amount must be at least 0, got ");
        assertThatThrownBy(() -> new Purchase("a", JUNE_30, null, -1L, false, Map.of()))
                .hasMessage("quantity must be at least 0, got -1");
        assertThatThrownBy(() -> Purchase.of(" ", JUNE_30, null)).hasMessageContaining("customerId");
    }
}

package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.CustomerPeriod.Membership;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomerTest {
    private static final TimeWindow TEN_DAYS = new TimeWindow(day(10), day(20));

    private static Instant day(int day) {
        return Instant.EPOCH.plus(Duration.ofDays(day));
    }

    private static Customer customer(@Nullable Integer start, @Nullable Integer end) {
        return new Customer(
                "c",
                start == null ? null : day(start),
                end == null ? null : day(end),
                null,
                null,
                null,
                null,
                Map.of("a", "b"));
    }

    private static void assertIn(Customer customer, Membership membership, int days) {
        boolean joined = membership == Membership.JOINED || membership == Membership.JOINED_AND_LOST;
        boolean lost = membership == Membership.LOST || membership == Membership.JOINED_AND_LOST;
        assertThat(customer.in(TEN_DAYS))
                .hasValue(new CustomerPeriod(
                        "c",
                        membership,
                        null,
                        Duration.ofDays(days),
                        TEN_DAYS,
                        joined ? customer.startedAt() : null,
                        lost ? customer.endedAt() : null,
                        null,
                        null,
                        Map.of("a", "b")));
    }

    @Test
    void membershipIsWhereACustomerStoodAtBothEnds() {
        assertIn(customer(5, null), Membership.STAYED, 10);
        assertIn(customer(5, 25), Membership.STAYED, 10);
        assertIn(customer(5, 15), Membership.LOST, 5);
        assertIn(customer(15, null), Membership.JOINED, 5);
        assertIn(customer(15, 25), Membership.JOINED, 5);
        assertIn(customer(12, 18), Membership.JOINED_AND_LOST, 6);
    }

    @Test
    void theFirstInstantBelongsToThePeriodAndTheLastToTheNext() {
        assertIn(customer(10, null), Membership.JOINED, 10);
        assertIn(customer(5, 10), Membership.LOST, 0);
        assertIn(customer(5, 20), Membership.STAYED, 10);
        assertIn(customer(10, 10), Membership.JOINED_AND_LOST, 0);
        assertThat(customer(20, null).in(TEN_DAYS)).isEmpty();
    }

    @Test
    void whoIsGoneOrYetToComeIsNoCustomerOfThePeriod() {
        assertThat(customer(1, 9).in(TEN_DAYS)).isEmpty();
        assertThat(customer(21, 30).in(TEN_DAYS)).isEmpty();
        assertThat(customer(null, 15).in(TEN_DAYS)).isEmpty();
    }

    @Test
    void consecutivePeriodsLoseEachLostCustomerOnce() {
        TimeWindow next = new TimeWindow(day(20), day(30));
        for (int end = 10; end < 30; end++) {
            Customer customer = customer(5, end);
            long lost = java.util.stream.Stream.of(TEN_DAYS, next)
                    .map(customer::in)
                    .flatMap(Optional::stream)
                    .filter(period -> period.membership() == Membership.LOST)
                    .count();

            assertThat(lost).as("left on day %d", end).isEqualTo(1);
        }
    }

    @Test
    void aRecordThatEndsBeforeItStartsIsShownWhereItStarts() {
        CustomerPeriod broken = customer(15, 12).in(TEN_DAYS).orElseThrow();

        assertThat(broken.membership()).isNull();
        assertThat(broken.exposure()).isNull();
        assertThat(customer(25, 12).in(TEN_DAYS)).isEmpty();
    }

    @Test
    void theWholeRecordSaysWhetherACustomerWasLost() {
        assertThat(membership(customer(1, null), null)).isEqualTo(Membership.STAYED);
        assertThat(membership(customer(1, 9), null)).isEqualTo(Membership.LOST);
        assertThat(membership(customer(null, 9), null)).isEqualTo(Membership.LOST);
        assertThat(membership(new Customer("c", null, null, null, true, null, null, Map.of()), null))
                .isEqualTo(Membership.LOST);
        assertThat(membership(new Customer("c", null, null, null, false, null, null, Map.of()), null))
                .isEqualTo(Membership.STAYED);
        assertThat(customer(null, null).whole(null).gap()).isEqualTo(CustomerPeriod.Gap.NO_OUTCOME);
        assertThat(customer(9, 1).whole(null).gap()).isEqualTo(CustomerPeriod.Gap.END_BEFORE_START);
    }

    @Test
    void whatComesAfterTheObservationIsNotSeen() {
        assertThat(membership(customer(1, 9), day(5))).isEqualTo(Membership.STAYED);
        assertThat(membership(customer(1, 9), day(9))).isEqualTo(Membership.LOST);
        assertThat(customer(6, 9).whole(day(5)).gap()).isEqualTo(CustomerPeriod.Gap.NOT_YET_JOINED);
        assertThat(customer(1, 9).whole(day(5)).exposure()).isEqualTo(Duration.ofDays(4));
        assertThat(customer(1, null).whole(day(5)).exposure()).isEqualTo(Duration.ofDays(4));
        assertThat(customer(1, 3).whole(day(5)).exposure()).isEqualTo(Duration.ofDays(2));
    }

    private static @Nullable Membership membership(Customer customer, @Nullable Instant observedUntil) {
        return customer.whole(observedUntil).membership();
    }

    @Test
    void aStatedTenureIsTheExposure() {
        Customer customer = new Customer("c", day(1), day(9), Customer.MONTH, null, null, null, Map.of());

        assertThat(customer.whole(null).exposure()).isEqualTo(Customer.MONTH);
        assertThat(customer(1, 9).whole(null).exposure()).isEqualTo(Duration.ofDays(8));
        assertThat(customer(1, null).whole(null).exposure()).isNull();
    }

    @Test
    void aMonthIsATwelfthOfAYear() {
        assertThat(Customer.MONTH.multipliedBy(48)).isEqualTo(Duration.ofDays(4 * 365 + 1));
    }

    @Test
    void negativeTenureIsRefused() {
        assertThatThrownBy(() -> new Customer("c", null, null, Duration.ofDays(-1), null, null, null, Map.of()))
                .hasMessage("tenure must be at least 0, got PT-24H");
        assertThatThrownBy(() -> new CustomerPeriod(
                        "c", Membership.LOST, null, Duration.ofDays(-1), null, null, null, null, null, Map.of()))
                .hasMessage("exposure must be at least 0, got PT-24H");
    }

    @Test
    void aStarterStayedOrWasLost() {
        assertThat(CustomerPeriod.ofStarter("c", true).membership()).isEqualTo(Membership.LOST);
        assertThat(CustomerPeriod.ofStarter("c", false).membership()).isEqualTo(Membership.STAYED);
        assertThat(CustomerPeriod.ofStarter("c", false).subject().customerId()).isEqualTo("c");
    }
}

package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 1 500 contacts of 10 000 customers, 9 000 of whom have none. Figures: DOMAIN §1.14, intervals with scipy 1.17.1. */
class ContactRateTest {
    private static final List<CustomerPeriod> CUSTOMERS = customers();

    private static List<CustomerPeriod> customers() {
        List<CustomerPeriod> customers = new ArrayList<>();
        customers.addAll(Collections.nCopies(9000, customer(0L, Customer.MONTH)));
        customers.addAll(Collections.nCopies(700, customer(1L, Customer.MONTH)));
        customers.addAll(Collections.nCopies(200, customer(2L, Customer.MONTH)));
        customers.addAll(Collections.nCopies(100, customer(4L, Customer.MONTH)));
        return customers;
    }

    private static CustomerPeriod customer(@Nullable Long contacts, @Nullable Duration tenure) {
        return new Customer("c", null, null, tenure, false, contacts, null, Map.of()).whole(null);
    }

    @Test
    void customersWithoutAContactCount() {
        assertPrints(Volume.CONTACT_RATE.of(CUSTOMERS), 4, "0.1500", "0.1395–0.1605");
        assertThat(Volume.CONTACT_RATE.of(CUSTOMERS).n()).isEqualTo(10_000);
        assertPrints(Volume.CONTACT_SHARE.of(CUSTOMERS), 4, "0.1000", "0.0943–0.1060");
        assertThat(Volume.CONTACT_RATE.of(CUSTOMERS).definition().direction()).isEqualTo(Direction.DOWN);
    }

    @Test
    void perMonthContactsAreDividedByMonthsAndNotByCustomers() {
        assertThat(Volume.CONTACT_RATE_PER_MONTH.of(CUSTOMERS).value().orElseThrow())
                .isCloseTo(.15, within(1e-12));
        // Two contacts in half a month and none in one and a half.
        assertThat(Volume.CONTACT_RATE_PER_MONTH
                        .of(List.of(
                                customer(2L, Customer.MONTH.dividedBy(2)),
                                customer(0L, Customer.MONTH.multipliedBy(3).dividedBy(2))))
                        .value()
                        .orElseThrow())
                .isCloseTo(1, within(1e-12));
        assertThat(Volume.CONTACT_RATE_PER_MONTH.signature()).isNotEqualTo(Volume.CONTACT_RATE.signature());
    }

    @Test
    void whereNobodyCountedThereIsNoZero() {
        List<CustomerPeriod> some = List.of(customer(null, Customer.MONTH), customer(3L, null));

        assertThat(Volume.CONTACT_RATE.of(some).value()).hasValue(3);
        assertThat(Volume.CONTACT_RATE.of(some).excluded().count("NO_CONTACTS")).isEqualTo(1);
        assertThat(Volume.CONTACT_RATE_PER_MONTH.of(some).value()).isEmpty();
        assertThat(Volume.CONTACT_RATE_PER_MONTH.of(some).excluded().byReason())
                .containsExactly(Map.entry("NO_CONTACTS", 1L), Map.entry("NO_EXPOSURE", 1L));
        assertThat(Volume.CONTACT_SHARE.of(List.of()).value()).isEmpty();
        assertThat(Volume.CONTACT_RATE.of(List.of()).value()).isEmpty();
    }
}

package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.CustomerPeriod.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 1 000 customers at the start, 40 of whom leave; 80 join, 5 of whom leave again; 1 017.5 months of custom in all. */
class RetentionTest {
    private static final List<CustomerPeriod> CUSTOMERS = customers();

    private static List<CustomerPeriod> customers() {
        List<CustomerPeriod> customers = new ArrayList<>();
        for (int i = 0; i < 960; i++) {
            customers.add(customer(Membership.STAYED, Customer.MONTH));
        }
        for (int i = 0; i < 40; i++) {
            customers.add(customer(Membership.LOST, Customer.MONTH.dividedBy(2)));
        }
        for (int i = 0; i < 75; i++) {
            customers.add(customer(Membership.JOINED, Customer.MONTH.dividedBy(2)));
        }
        for (int i = 0; i < 5; i++) {
            customers.add(customer(Membership.JOINED_AND_LOST, Duration.ZERO));
        }
        return customers;
    }

    private static CustomerPeriod customer(Membership membership, Duration exposure) {
        return new CustomerPeriod("1", membership, null, exposure, null, null, null, null, null, Map.of());
    }

    @Test
    void theSameCustomersHaveManyChurnRates() {
        assertPrints(Retention.CHURN.of(CUSTOMERS), 3, "0.040", "0.030–0.054");
        assertThat(Retention.CHURN.of(CUSTOMERS).value()).hasValue(.04);
        assertThat(Retention.CHURN_ALL_OF_START.of(CUSTOMERS).value()).hasValue(.045);
        assertThat(Retention.CHURN_ALL_OF_AVERAGE.of(CUSTOMERS).value()).hasValue(45 / 1017.5);
        assertThat(Retention.CHURN_ALL_OF_START_PLUS_NEW.of(CUSTOMERS).value()).hasValue(45 / 1080d);
        assertPrints(Retention.CHURN_HAZARD.of(CUSTOMERS), 4, "0.0442", "0.0323–0.0592");
        assertThat(Retention.CRR.of(CUSTOMERS).value()).hasValue(.96);
        assertThat(Retention.CRR_TEXTBOOK.of(CUSTOMERS).value()).hasValue(.955);
    }

    @Test
    void thoseOutsideACohortAreNamedBesideIt() {
        assertThat(Retention.CHURN.of(CUSTOMERS).n()).isEqualTo(1000);
        assertThat(Retention.CHURN.of(CUSTOMERS).considered()).isEqualTo(1080);
        assertThat(Retention.CHURN.of(CUSTOMERS).notCounted())
                .containsExactly(Map.entry("JOINED", 75L), Map.entry("JOINED_AND_LOST", 5L));
    }

    @Test
    void fourPercentAMonthAreNotFortyEightAYear() {
        assertThat(Retention.compounded(.04, 12)).isCloseTo(.3873, within(5e-5));
        assertThat(Retention.compounded(0, 12)).isZero();
        assertThat(Retention.compounded(1, 1)).isEqualTo(1);
        assertThatThrownBy(() -> Retention.compounded(1.2, 12)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Retention.compounded(.1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHazardIsTurnedIntoAMonthsChurn() {
        assertThat(Retention.monthlyChurn(45 / 1017.5)).isCloseTo(.0433, within(5e-5));
        assertThat(Retention.monthlyChurn(0)).isZero();
        assertThatThrownBy(() -> Retention.monthlyChurn(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutStartersThereIsNoChurn() {
        List<CustomerPeriod> joined = List.of(customer(Membership.JOINED, Duration.ZERO));

        assertThat(Retention.CHURN.of(joined).value()).isEmpty();
        assertThat(Retention.CHURN_ALL_OF_START.of(joined).value()).isEmpty();
        assertThat(Retention.CHURN_ALL_OF_START.of(joined).interval().high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Retention.CHURN_HAZARD.of(joined).value()).isEmpty();
        assertThat(Retention.CRR.of(joined).value()).isEmpty();
    }

    @Test
    void recordsThatContradictThemselvesAreExcluded() {
        CustomerPeriod broken = new CustomerPeriod(
                "1", null, CustomerPeriod.Gap.END_BEFORE_START, null, null, null, null, null, null, Map.of());

        assertThat(Retention.CHURN.of(List.of(broken)).excluded().count("END_BEFORE_START"))
                .isEqualTo(1);
        assertThat(Retention.CHURN_HAZARD
                        .of(List.of(CustomerPeriod.ofStarter("1", true)))
                        .excluded()
                        .count("NO_EXPOSURE"))
                .isEqualTo(1);
    }
}

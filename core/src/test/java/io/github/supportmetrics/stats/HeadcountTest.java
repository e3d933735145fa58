package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeadcountTest {
    private final Headcount.Accumulator members = new Headcount.Accumulator();

    @Test
    void lossesAreDividedByTheMembersAtTheStartOfTheirDay() {
        for (int i = 0; i < 8; i++) {
            members.add(Headcount.BEFORE, Headcount.STILL);
        }
        members.add(Headcount.BEFORE, 3);
        members.add(Headcount.BEFORE, 5);
        members.add(3, 5);
        members.add(4, 4);

        Headcount headcount = members.snapshot();
        // 1 of 10 on day 3; 2 of 10 on day 5, as one joined on day 3; who came and went on day 4 was at no day's start.
        assertThat(headcount.summedLoss().orElseThrow()).isCloseTo(0.1 + 0.2, within(1e-15));
        assertThat(headcount.count()).isEqualTo(12);
        Estimator<Headcount> estimator = Headcount.summedLossEstimator();
        assertThat(estimator.detail(headcount))
                .containsEntry("start", 10L)
                .containsEntry("new", 2L)
                .containsEntry("lost", 4L);
        Interval interval = estimator.interval(headcount, ConfidenceLevel.P95);
        // Garwood's limits of 3 events are 0.6187 and 8.7673; 3 events over an exposure of 10 give 0.3.
        assertThat(interval.low()).isCloseTo(0.06187, within(1e-5));
        assertThat(interval.high()).isCloseTo(0.87673, within(1e-5));
    }

    @Test
    void nobodyHasNoRate() {
        assertThat(Headcount.EMPTY.summedLoss()).isEmpty();
        members.add(4, 4);
        assertThat(members.snapshot().summedLoss()).isEmpty();
        assertThat(Headcount.summedLossEstimator()
                        .interval(members.snapshot(), ConfidenceLevel.P95)
                        .high())
                .isInfinite();
    }

    @Test
    void withoutLossesTheRateIsZeroAndItsLimitIsNot() {
        members.add(Headcount.BEFORE, Headcount.STILL);
        assertThat(members.snapshot().summedLoss()).hasValue(0);
        assertThat(Headcount.summedLossEstimator()
                        .interval(members.snapshot(), ConfidenceLevel.P95)
                        .high())
                .isGreaterThan(3);
    }

    @Test
    void nobodyGoesBeforeComing() {
        assertThatThrownBy(() -> Headcount.member(5, 4))
                .hasMessage("last day must be no earlier than the first, 5, got 4");
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Periods<Interaction> DAILY = Periods.daily(UTC).at("startedAt", Interaction::startedAt);
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final int[] ANSWERED = {180, 150, 170, 190, 170};
    private static final int[] OFFERED = {200, 210, 220, 215, 215};

    /** DOMAIN.md §0.1: so many answered in time of so many on five days. */
    private static List<Interaction> calls() {
        List<Interaction> calls = new ArrayList<>();
        for (int day = 0; day < OFFERED.length; day++) {
            for (int i = 0; i < OFFERED[day]; i++) {
                calls.add(Interaction.builder("c" + calls.size())
                        .customer("c" + day)
                        .startedAt(MONDAY.plus(Duration.ofDays(day)))
                        .waiting(Duration.ofSeconds(i < ANSWERED[day] ? 10 : 60))
                        .talk(Duration.ofSeconds(300))
                        .hold(Duration.ZERO)
                        .wrapUp(Duration.ZERO)
                        .build());
            }
        }
        return calls;
    }

    @Test
    void aServiceLevelIsNoMoreCertainThanItsDaysAllow() {
        var level = Waiting.serviceLevel(Duration.ofSeconds(20)).offered();
        Measurement<Ratio> clustered = Clusters.ofPeriods(level.over(DAILY).of(calls()));

        assertThat(clustered.value().orElseThrow()).isCloseTo(.8113, within(.00005));
        assertThat(clustered.interval().low()).isCloseTo(.699, within(.0005));
        assertThat(clustered.interval().high()).isCloseTo(.888, within(.0005));
        assertThat(clustered.n()).isEqualTo(5);
        assertThat(clustered.interval().method()).isEqualTo("clustered-wilson");
        assertThat(level.of(calls()).interval().low()).isCloseTo(.787, within(.0005));
        assertThat(clustered.signature()).contains("unit=period").isNotEqualTo(level.signature());
    }

    @Test
    void aMeanIsARatioOfSumsOfItsDays() {
        // DOMAIN.md §0.1: 60 000 … 48 000 s of 200 … 180 contacts.
        long[] seconds = {60_000, 66_000, 54_000, 72_000, 48_000};
        int[] contacts = {200, 210, 190, 220, 180};
        List<Interaction> calls = new ArrayList<>();
        for (int day = 0; day < contacts.length; day++) {
            for (int i = 0; i < contacts[day]; i++) {
                long rest = i == 0 ? seconds[day] - seconds[day] / contacts[day] * contacts[day] : 0;
                calls.add(Interaction.builder("c")
                        .startedAt(MONDAY.plus(Duration.ofDays(day)))
                        .talk(Duration.ofSeconds(seconds[day] / contacts[day] + rest))
                        .hold(Duration.ZERO)
                        .wrapUp(Duration.ZERO)
                        .build());
            }
        }
        Measurement<Ratio> aht = Clusters.ofPeriods(Handling.AHT.over(DAILY).of(calls));

        assertThat(aht.value()).hasValue(300);
        assertThat(aht.interval().low()).isCloseTo(270.55, within(.005));
        assertThat(aht.interval().high()).isCloseTo(329.45, within(.005));
        assertThat(aht.definition().unit()).isEqualTo(Unit.SECONDS);
    }

    @Test
    void customersAreUnitsToo() {
        Measurement<Ratio> byCustomer = Clusters.ofGroups(Waiting.serviceLevel(Duration.ofSeconds(20))
                .offered()
                .by(Axis.of("customer", Interaction::customerId))
                .of(calls()));

        assertThat(byCustomer.value().orElseThrow()).isCloseTo(.8113, within(.00005));
        assertThat(byCustomer.signature()).contains("unit=customer");
    }

    @Test
    void fourDaysHaveNoIntervalAndNoneHaveNoNumber() {
        List<Interaction> four = calls().subList(0, 845);
        Measurement<Ratio> level =
                Clusters.ofPeriods(Waiting.ABANDONMENT.over(DAILY).of(four));

        assertThat(level.n()).isEqualTo(4);
        assertThat(level.interval().low()).isZero();
        assertThat(level.interval().high()).isEqualTo(1);
        assertThat(Clusters.ofPeriods(Waiting.ABANDONMENT.over(DAILY).of(List.of()))
                        .value())
                .isEmpty();
    }

    @Test
    void whatHasNoDayIsCountedAsExcluded() {
        List<Interaction> calls = new ArrayList<>(calls());
        calls.add(Interaction.builder("x").build());

        assertThat(Clusters.ofPeriods(Waiting.ABANDONMENT.over(DAILY).of(calls)).excluded())
                .hasToString("NO_UNIT 1");
    }

    @Test
    void aQuantileIsNoRatioAndFoldedPeriodsAreNoUnits() {
        assertThatThrownBy(() -> Clusters.ofPeriods(
                        Handling.TALK.quantile(.5).over(DAILY).of(calls())))
                .hasMessageContaining("number to cluster must be a ratio of sums");
        assertThatThrownBy(() -> Clusters.ofPeriods(
                        Waiting.ABANDONMENT.over(DAILY.keepLatest(2)).of(calls())))
                .hasMessageContaining("series to cluster must be one of whole periods");
        assertThatThrownBy(() -> Clusters.ofGroups(Waiting.ABANDONMENT
                        .by(Axis.of("customer", Interaction::customerId).limit(2))
                        .of(calls())))
                .hasMessageContaining("breakdown to cluster must be one of whole groups");
    }
}

package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 1 000 answered, 860 of them within 20 s; 60 gave up, 20 of them within 20 s and 10 of these within 5 s. */
class WaitingTest {
    private static final ServiceLevel LEVEL = Waiting.serviceLevel(ofSeconds(20));
    private static final List<Interaction> CALLS = calls();

    private static List<Interaction> calls() {
        List<Interaction> calls = new ArrayList<>();
        calls.addAll(Collections.nCopies(860, Interaction.answered("1", ofSeconds(20), ofSeconds(60))));
        calls.addAll(Collections.nCopies(140, Interaction.answered("1", ofSeconds(21), ofSeconds(60))));
        calls.addAll(Collections.nCopies(10, Interaction.abandoned("1", ofSeconds(5))));
        calls.addAll(Collections.nCopies(10, Interaction.abandoned("1", ofSeconds(20))));
        calls.addAll(Collections.nCopies(40, Interaction.abandoned("1", ofSeconds(90))));
        return calls;
    }

    @Test
    void theSameCallsHaveSixServiceLevels() {
        assertThat(LEVEL.answered().of(CALLS).value()).hasValue(860 / 1000d);
        assertThat(LEVEL.offered().of(CALLS).value()).hasValue(860 / 1060d);
        assertThat(LEVEL.excludingWithin().of(CALLS).value()).hasValue(860 / 1040d);
        assertThat(LEVEL.creditingWithin().of(CALLS).value()).hasValue(880 / 1060d);
        assertThat(LEVEL.excludingShort(ofSeconds(5)).of(CALLS).value()).hasValue(860 / 1050d);
        assertThat(LEVEL.creditingShort(ofSeconds(5)).of(CALLS).value()).hasValue(870 / 1060d);
        assertPrints(LEVEL.offered().of(CALLS), 3, "0.811", "0.787–0.834");
    }

    @Test
    void theSixServiceLevelsNeverMerge() {
        assertThat(List.of(
                                LEVEL.answered(),
                                LEVEL.offered(),
                                LEVEL.excludingWithin(),
                                LEVEL.creditingWithin(),
                                LEVEL.excludingShort(ofSeconds(5)),
                                LEVEL.creditingShort(ofSeconds(5)),
                                LEVEL.creditingShort(ofSeconds(6)),
                                LEVEL.countingFlowOuts().offered(),
                                LEVEL.countingCallbacks().offered(),
                                Waiting.serviceLevel(ofSeconds(30)).offered())
                        .stream()
                        .map(Metric::signature))
                .doesNotHaveDuplicates();
    }

    @Test
    void flowOutsAndCallbacksCountOnlyWhereTheVariantSaysSo() {
        List<Interaction> calls = new ArrayList<>(CALLS);
        calls.addAll(Collections.nCopies(
                15, Interaction.builder("1").disposition(Disposition.FLOW_OUT).build()));
        calls.addAll(Collections.nCopies(
                25, Interaction.builder("1").disposition(Disposition.CALLBACK).build()));

        assertThat(LEVEL.offered().of(calls).value()).hasValue(860 / 1060d);
        assertThat(LEVEL.offered().of(calls).excluded().count("CALLBACK")).isEqualTo(25);
        assertThat(LEVEL.countingFlowOuts().offered().of(calls).value()).hasValue(860 / 1075d);
        assertThat(LEVEL.countingFlowOuts()
                        .countingCallbacks()
                        .offered()
                        .of(calls)
                        .value())
                .hasValue(860 / 1100d);
    }

    @Test
    void nothingOfferedIsNotHundredPercent() {
        Measurement<Tally> none = LEVEL.offered().of(List.of());

        assertThat(none.value()).isEmpty();
        assertThat(none.interval().low()).isZero();
    }

    @Test
    void abandonmentIsOfTheOfferedWithOrWithoutShortOnes() {
        assertPrints(Waiting.ABANDONMENT.of(CALLS), 3, "0.057", "0.044–0.072");
        assertThat(Waiting.ABANDONMENT.of(CALLS).value()).hasValue(60 / 1060d);
        assertThat(Waiting.abandonmentWithoutShort(ofSeconds(5)).of(CALLS).value())
                .hasValue(50 / 1050d);
        assertThat(Waiting.ANSWER_RATE.of(CALLS).value()).hasValue(1000 / 1060d);
    }

    @Test
    void theSpeedOfAnswerIncludesZeroWaitsAndNoAbandonedOnes() {
        Measurement<Durations> asa = Waiting.ASA.of(List.of(
                Interaction.answered("1", ofSeconds(0), ofSeconds(9)),
                Interaction.answered("2", ofSeconds(5), ofSeconds(9)),
                Interaction.answered("3", ofSeconds(10), ofSeconds(9)),
                Interaction.answered("4", ofSeconds(45), ofSeconds(9)),
                Interaction.abandoned("5", ofSeconds(600))));

        assertThat(asa.value()).hasValue(15);
        assertThat(asa.excluded().count("ABANDONED")).isEqualTo(1);
    }

    @Test
    void aMissingWaitIsExcludedAndAnImpossibleOneNamed() {
        Instant at = Instant.parse("2021-03-28T10:00:00Z");
        Measurement<Durations> asa = Waiting.ASA.of(List.of(
                Interaction.builder("1").build(),
                Interaction.builder("2")
                        .startedAt(at)
                        .answeredAt(at.minusMillis(1))
                        .build(),
                Interaction.builder("3")
                        .startedAt(at)
                        .answeredAt(at.plusSeconds(7))
                        .build()));

        assertThat(asa.value()).hasValue(7);
        assertThat(asa.excluded().count("NO_WAIT")).isEqualTo(1);
        assertThat(asa.excluded().count("END_BEFORE_START")).isEqualTo(1);
    }

    @Test
    void aWaitThatIsNotNeededIsNotMissed() {
        Interaction gaveUp =
                Interaction.builder("1").disposition(Disposition.ABANDONED).build();

        assertThat(LEVEL.offered().of(List.of(gaveUp)).value()).hasValue(0);
        assertThat(LEVEL.creditingWithin().of(List.of(gaveUp)).excluded().count("NO_WAIT"))
                .isEqualTo(1);
    }

    @Test
    void theLongestWaitIsExactHoweverManyThereAre() {
        List<Interaction> calls = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            calls.add(Interaction.answered("c" + i, Duration.ofMillis(i * 17L), ofSeconds(60)));
        }
        calls.add(Interaction.abandoned("x", Duration.ofMillis(123_457)));
        var live = Waiting.LONGEST.accumulator();
        calls.forEach(live::add);

        assertThat(live.snapshot().value()).hasValue(123.457);
        live.retract(calls.get(1000));
        assertThat(live.snapshot().value()).hasValue(16.983);
        assertThat(Waiting.LONGEST.of(List.of()).value()).isEmpty();
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private static Interaction.Builder contact() {
        return Interaction.builder("1").resolvableAtFirstLevel(true);
    }

    @Test
    void grossAndNetFirstContactResolutionDifferByWhatTheFirstLevelCouldNotSolve() {
        List<Interaction> contacts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            contacts.add(
                    contact().resolved(i < 620).resolvableAtFirstLevel(i < 850).build());
        }

        assertThat(Resolution.FCR_GROSS.of(contacts).value()).hasValue(.62);
        assertThat(Resolution.FCR_NET.of(contacts).value()).hasValue(620 / 850d);
        assertThat(Resolution.FCR_NET.of(contacts).excluded().count("NOT_RESOLVABLE"))
                .isEqualTo(150);
        assertThat(Resolution.FCR_NET.of(contacts).considered()).isEqualTo(1000);
    }

    @Test
    void aReopenedContactWasNotResolvedOnTheFirst() {
        List<Interaction> contacts = List.of(
                contact().resolved(true).reopens(1).build(),
                contact().resolved(true).reopens(0).build());

        assertThat(Resolution.FCR_GROSS.of(contacts).value()).hasValue(.5);
        assertThat(Resolution.FCR_CODED.of(contacts).value()).hasValue(1);
    }

    @Test
    void unknownIsExcludedAndNotNo() {
        Measurement<Proportion> fcr = Resolution.FCR_NET.of(List.of(
                Interaction.builder("1").resolved(true).build(),
                contact().build(),
                contact().resolved(true).build()));

        assertThat(fcr.value()).hasValue(1);
        assertThat(fcr.n()).isEqualTo(1);
        assertThat(fcr.excluded().count("NO_RESOLVABLE")).isEqualTo(1);
        assertThat(fcr.excluded().count("NO_RESOLUTION")).isEqualTo(1);
    }

    @Test
    void oneTouchIsOneReplyAmongTheResolved() {
        Measurement<Proportion> oneTouch = Resolution.ONE_TOUCH.of(List.of(
                contact().resolved(true).replies(1).build(),
                contact().resolved(true).replies(2).build(),
                contact().resolved(true).replies(0).build(),
                contact().resolved(false).replies(1).build(),
                contact().resolved(true).build()));

        assertThat(oneTouch.value()).hasValue(1 / 3d);
        assertThat(oneTouch.excluded().count("NOT_RESOLVED")).isEqualTo(1);
        assertThat(oneTouch.excluded().count("NO_REPLIES")).isEqualTo(1);
    }

    @Test
    void resolvedOfOfferedCountsThoseWhoGaveUp() {
        List<Interaction> contacts = List.of(
                contact().resolved(true).build(),
                contact().disposition(Disposition.ABANDONED).build(),
                contact().disposition(Disposition.SPAM).resolved(true).build());

        assertThat(Resolution.OF_OFFERED.of(contacts).value()).hasValue(.5);
        assertThat(Resolution.OF_ANSWERED.of(contacts).value()).hasValue(1);
        assertThat(Resolution.OF_ANSWERED.of(contacts).excluded().byReason())
                .containsExactly(java.util.Map.entry("ABANDONED", 1L), java.util.Map.entry("SPAM", 1L));
    }
}

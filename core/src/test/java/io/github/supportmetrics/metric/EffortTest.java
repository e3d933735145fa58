package io.github.supportmetrics.metric;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.Effort;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.metric.Handling.Part;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffortTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private static Interaction.Builder chat(String id, int from, int to) {
        return Interaction.builder(id)
                .agent("Diane")
                .channel("chat")
                .startedAt(NINE.plusSeconds(from))
                .endedAt(NINE.plusSeconds(to));
    }

    @Test
    void threeChatsAtTwoAtATimeTakeFiveMinutesEach() {
        // DOMAIN.md §1.5
        List<Interaction> chats = List.of(
                chat("1", 0, 600).build(),
                chat("2", 0, 600).build(),
                chat("3", 300, 900).build());

        assertThat(Handling.CONCURRENCY.of(chats).value()).hasValue(2);
        assertThat(Handling.WORKLOAD_AHT.of(chats).value()).hasValue(300);
        assertThat(Handling.CONCURRENCY.of(List.of(
                        chat("1", 0, 600).agent(null).build(),
                        chat("2", 600, 0).build(),
                        chat("3", 0, 0).endedAt(null).build(),
                        chat("4", 0, 0).startedAt(null).build())))
                .hasToString("Concurrency no data (n = 0),"
                        + " excluded: END_BEFORE_START 1, NO_AGENT 1, NO_END 1, NO_START 1");
    }

    @Test
    void chatsOfTwoAgentsDoNotKeepOneOfThemBusyTwice() {
        List<Interaction> chats = List.of(
                chat("1", 0, 600).build(), chat("2", 0, 600).agent("Joe").build());

        assertThat(Handling.CONCURRENCY.of(chats).value()).hasValue(1);
    }

    @Test
    void aMeanHidesWhoWasHurriedAndWhoWasKept() {
        List<Interaction> calls = List.of(
                Interaction.builder("1").talk(ofSeconds(30)).hold(ofSeconds(0)).build(),
                Interaction.builder("2")
                        .talk(ofSeconds(180))
                        .hold(ofSeconds(120))
                        .build(),
                Interaction.builder("3").talk(ofSeconds(570)).hold(ofSeconds(0)).build(),
                Interaction.builder("4").talk(ofSeconds(180)).build());
        EnumSet<Part> both = EnumSet.of(Part.TALK, Part.HOLD);

        assertThat(Handling.withCustomer(both).mean().of(calls).value()).hasValue(300);
        assertThat(Handling.inBand(both, ofMinutes(2), ofMinutes(5)).of(calls).summary())
                .isEqualTo(new Proportion(1, 3));
        assertThat(Handling.inBand(EnumSet.of(Part.TALK), ofMinutes(2), ofMinutes(3))
                        .of(calls)
                        .summary())
                .isEqualTo(new Proportion(2, 4));
        assertThatThrownBy(() -> Handling.inBand(both, ofMinutes(5), ofMinutes(2)))
                .hasMessageContaining("most time must be at least the least");
    }

    @Test
    void sharesOfHandleTime() {
        List<Interaction> calls = List.of(
                Interaction.builder("1")
                        .talk(ofSeconds(240))
                        .hold(ofSeconds(12))
                        .wrapUp(ofSeconds(48))
                        .build(),
                Interaction.builder("2")
                        .talk(ofSeconds(300))
                        .hold(ofSeconds(0))
                        .wrapUp(ofSeconds(0))
                        .build(),
                Interaction.builder("3").talk(ofSeconds(300)).build());

        assertThat(Handling.HELD.of(calls).summary()).isEqualTo(new Proportion(1, 2));
        assertThat(Handling.HOLD_OF_HANDLE.of(calls).value()).hasValue(.02);
        assertThat(Handling.WRAP_UP_OF_HANDLE.of(calls).value()).hasValue(.08);
        assertThat(Handling.WRAP_UP_OF_HANDLE.of(calls).excluded()).hasToString("NO_HOLD 1");
    }

    @Test
    void anEstimateIsCalledOne() {
        List<Interaction> mails = List.of(
                Interaction.builder("1").replies(3).build(),
                Interaction.builder("2").build());
        var estimated = Handling.estimatedByReplies(ofMinutes(4)).mean();

        assertThat(estimated.of(mails).value()).hasValue(720);
        assertThat(estimated.signature()).contains("ESTIMATED");
        assertThat(estimated.of(mails).excluded()).hasToString("NO_REPLIES 1");
    }

    @Test
    void workSessionsCountOnceAndNoneForLongerThanTheCap() {
        List<TimeWindow> sessions = List.of(
                new TimeWindow(NINE.plusSeconds(300), NINE.plusSeconds(900)),
                new TimeWindow(NINE, NINE.plusSeconds(600)),
                new TimeWindow(NINE.plusSeconds(3600), NINE.plusSeconds(36_000)));

        assertThat(Effort.worked(sessions, ofMinutes(30))).isEqualTo(ofMinutes(45));
        assertThat(Effort.worked(List.of(), ofMinutes(30))).isEqualTo(ofSeconds(0));
    }
}

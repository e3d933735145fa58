package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InteractionTest {
    private static final Instant AT = Instant.parse("2021-03-28T10:00:00Z");

    @Test
    void theBuilderKeepsWhatItIsTold() {
        Interaction contact = Interaction.builder("7")
                .version(3)
                .issue("i")
                .customer("c")
                .agent("Diane")
                .queue("billing")
                .channel("phone")
                .topic("refund")
                .startedAt(AT)
                .answeredAt(AT.plusSeconds(1))
                .firstResponseAt(AT.plusSeconds(2))
                .resolvedAt(AT.plusSeconds(3))
                .endedAt(AT.plusSeconds(4))
                .dueAt(AT.plusSeconds(5))
                .talk(Duration.ofSeconds(6))
                .hold(Duration.ofSeconds(7))
                .wrapUp(Duration.ofSeconds(8))
                .resolved(true)
                .resolvableAtFirstLevel(false)
                .replies(1)
                .transfers(2)
                .reopens(3)
                .escalated(true)
                .cost(Money.of(new BigDecimal("5.20"), "EUR"))
                .sales(Money.of(new BigDecimal("0"), "EUR"))
                .attribute("region", "north")
                .build();

        assertThat(contact)
                .isEqualTo(new Interaction(
                        "7",
                        3,
                        "i",
                        new Subject("c", "Diane", "billing", "phone", "refund"),
                        new Milestones(
                                AT,
                                AT.plusSeconds(1),
                                null,
                                AT.plusSeconds(2),
                                AT.plusSeconds(3),
                                AT.plusSeconds(4),
                                AT.plusSeconds(5)),
                        new Effort(null, Duration.ofSeconds(6), Duration.ofSeconds(7), Duration.ofSeconds(8)),
                        new Outcome(Disposition.HANDLED, true, false, 1, 2, 3, true),
                        new Commerce(Money.of(new BigDecimal("5.20"), "EUR"), Money.of(new BigDecimal("0"), "EUR")),
                        Map.of("region", "north")));
        assertThat(contact.agentId()).isEqualTo("Diane");
        assertThat(contact.customerId()).isEqualTo("c");
        assertThat(contact.queue()).isEqualTo("billing");
        assertThat(contact.channel()).isEqualTo("phone");
        assertThat(contact.topic()).isEqualTo("refund");
        assertThat(contact.startedAt()).isEqualTo(AT);
        assertThat(contact.endedAt()).isEqualTo(AT.plusSeconds(4));
        assertThat(contact.waitMillis()).isEqualTo(1000);
    }

    @Test
    void whatIsUnknownIsAbsent() {
        Interaction contact = Interaction.builder("1").build();

        assertThat(contact.subject()).isEqualTo(Subject.UNKNOWN);
        assertThat(contact.milestones()).isEqualTo(Milestones.UNKNOWN);
        assertThat(contact.effort()).isEqualTo(Effort.UNKNOWN);
        assertThat(contact.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(contact.waitMillis()).isEqualTo(-1);
        assertThat(contact.waitEndsBeforeStart()).isFalse();
    }

    @Test
    void negativeNumbersAreRefusedByName() {
        Interaction.Builder builder = Interaction.builder("1");

        assertThatThrownBy(() -> Interaction.answered("1", Duration.ofSeconds(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wait must be at least 0, got PT-1S");
        assertThatThrownBy(() -> new Effort(null, Duration.ofNanos(-1), null, null))
                .hasMessage("talk must be at least 0, got PT-0.000000001S");
        assertThatThrownBy(() -> new Effort(null, null, Duration.ofHours(-1), null))
                .hasMessage("hold must be at least 0, got PT-1H");
        assertThatThrownBy(() -> new Effort(null, null, null, Duration.ofHours(-1)))
                .hasMessage("wrapUp must be at least 0, got PT-1H");
        assertThatThrownBy(() -> builder.replies(-1).build()).hasMessage("replies must be at least 0, got -1");
        assertThatThrownBy(() -> builder.replies(0).transfers(-2).build())
                .hasMessage("transfers must be at least 0, got -2");
        assertThatThrownBy(() -> builder.transfers(0).reopens(-3).build())
                .hasMessage("reopens must be at least 0, got -3");
        assertThatThrownBy(() -> builder.reopens(0).version(-1).build())
                .hasMessage("version must be at least 0, got -1");
    }

    @Test
    void anIdIsNeeded() {
        assertThatThrownBy(() -> Interaction.builder(" ").build())
                .hasMessage("id must be a text that is not blank, got ' '");
    }

    @Test
    void aStatedWaitGoesBeforeTheMilestones() {
        Interaction contact = Interaction.builder("1")
                .startedAt(AT)
                .answeredAt(AT.minusSeconds(9))
                .waiting(Duration.ofSeconds(4))
                .build();

        assertThat(contact.waitMillis()).isEqualTo(4000);
        assertThat(contact.waitEndsBeforeStart()).isFalse();
    }

    @Test
    void whoGaveUpWaitedUntilThen() {
        Interaction contact = Interaction.builder("1")
                .disposition(Disposition.ABANDONED)
                .startedAt(AT)
                .answeredAt(AT.plusSeconds(1))
                .abandonedAt(AT.plusSeconds(30))
                .build();

        assertThat(contact.waitMillis()).isEqualTo(30_000);
        assertThat(Interaction.abandoned("1", Duration.ofSeconds(2)).disposition())
                .isEqualTo(Disposition.ABANDONED);
    }

    @Test
    void anAnswerBeforeTheStartIsNoWait() {
        Interaction contact = Interaction.builder("1")
                .startedAt(AT)
                .answeredAt(AT.minusNanos(1))
                .build();

        assertThat(contact.waitEndsBeforeStart()).isTrue();
        assertThat(contact.waitMillis()).isEqualTo(-1);
    }

    @Test
    void attributesAreCopied() {
        Map<String, String> attributes = new HashMap<>(Map.of("a", "1"));
        Interaction contact = new Interaction(
                "1",
                0,
                null,
                Subject.UNKNOWN,
                Milestones.UNKNOWN,
                Effort.UNKNOWN,
                Outcome.HANDLED,
                Commerce.UNKNOWN,
                attributes);
        attributes.put("b", "2");

        assertThat(contact.attributes()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void leftOutAreAllThatWereNoContactsOfTheirOwn() {
        assertThat(Disposition.values())
                .filteredOn(Disposition::isLeftOut)
                .containsExactly(
                        Disposition.EXCLUDED,
                        Disposition.SPAM,
                        Disposition.TEST,
                        Disposition.DELETED,
                        Disposition.MERGED,
                        Disposition.DUPLICATE);
    }
}

package io.github.supportmetrics.event.ticket;

import static io.github.supportmetrics.event.ticket.ActorKind.BOT;
import static io.github.supportmetrics.event.ticket.ActorKind.CUSTOMER;
import static io.github.supportmetrics.event.ticket.ActorKind.HUMAN;
import static io.github.supportmetrics.event.ticket.ActorKind.SYSTEM;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.ASSIGNED;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.CREATED;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.MERGE;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.MESSAGE;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.NOTE;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.OTHER;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.PRIORITY;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.QUEUE;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.REOPEN;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.SPLIT;
import static io.github.supportmetrics.event.ticket.TicketEvent.Type.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.ticket.Ticket.Party;
import io.github.supportmetrics.event.ticket.TicketReply.Outcome;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketTest {
    /** A Monday. */
    private static final Instant NINE = Instant.parse("2026-06-01T09:00:00Z");

    private static final BusinessCalendar DAYS = BusinessCalendar.builder(ZoneOffset.UTC)
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))
            .build();
    private static final BusinessCalendar NIGHTS = BusinessCalendar.builder(ZoneOffset.UTC)
            .open(EnumSet.allOf(DayOfWeek.class), LocalTime.of(17, 0), LocalTime.of(9, 0))
            .build();

    private static Instant after(long minutes) {
        return NINE.plusSeconds(60 * minutes);
    }

    private static TicketEvent.Builder event(long minutes, TicketEvent.Type type, ActorKind kind) {
        return TicketEvent.of("7", after(minutes), type).by(kind.name().toLowerCase(java.util.Locale.ROOT), kind);
    }

    private static TicketEvent message(long minutes, ActorKind kind) {
        return event(minutes, MESSAGE, kind).build();
    }

    private static TicketEvent status(long minutes, TicketStatus status) {
        return TicketEvent.status("7", after(minutes), status).build();
    }

    private static Ticket ticket(TicketEvent... events) {
        return Ticket.of(List.of(events)).get(0);
    }

    @Test
    void onlyAPublicMessageOfAnAgentIsAReply() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                message(1, SYSTEM),
                message(2, BOT),
                event(3, NOTE, HUMAN).build(),
                event(4, MESSAGE, HUMAN).visible(false).build(),
                event(5, NOTE, HUMAN).visible(true).build(),
                TicketEvent.of("7", after(6), MESSAGE).build(),
                message(7, HUMAN));

        assertThat(ticket.firstReplyAt()).isEqualTo(after(7));
        assertThat(ticket.replies())
                .extracting(TicketReply::since, TicketReply::until, TicketReply::outcome, TicketReply::agentId)
                .containsExactly(tuple(after(0), after(7), Outcome.REPLIED, "human"));
    }

    @Test
    void severalMessagesInARowAreWaitedForFromTheFirst() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                message(5, HUMAN),
                message(10, CUSTOMER),
                message(20, CUSTOMER),
                message(25, HUMAN),
                message(26, HUMAN),
                message(30, CUSTOMER));

        assertThat(ticket.replies())
                .extracting(TicketReply::first, TicketReply::since, TicketReply::until, TicketReply::outcome)
                .containsExactly(
                        tuple(true, after(0), after(5), Outcome.REPLIED),
                        tuple(false, after(10), after(25), Outcome.REPLIED),
                        tuple(false, after(30), null, Outcome.WAITING));
    }

    @Test
    void whoSaysThanksAndIsToldThatItIsSolvedWaitsNoLonger() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                message(5, HUMAN),
                message(10, CUSTOMER),
                status(12, TicketStatus.SOLVED),
                message(20, CUSTOMER),
                message(21, HUMAN));

        assertThat(ticket.replies())
                .extracting(TicketReply::since, TicketReply::until, TicketReply::outcome)
                .containsExactly(
                        tuple(after(0), after(5), Outcome.REPLIED),
                        tuple(after(10), after(12), Outcome.SOLVED),
                        tuple(after(20), after(21), Outcome.REPLIED));
    }

    @Test
    void whoSolvesAndRepliesAtOnceHasReplied() {
        Ticket ticket = ticket(message(0, CUSTOMER), status(9, TicketStatus.SOLVED), message(9, HUMAN));

        assertThat(ticket.replies())
                .extracting(TicketReply::until, TicketReply::outcome)
                .containsExactly(tuple(after(9), Outcome.REPLIED));
        assertThat(ticket.firstReplyAt()).isEqualTo(after(9));
    }

    @Test
    void theFirstMessageOfATicketThatAnAgentCreatedIsNoReply() {
        Ticket ticket = ticket(event(0, CREATED, HUMAN).build(), message(0, HUMAN), message(30, HUMAN));
        assertThat(ticket.isCreatedByAgent()).isTrue();
        assertThat(ticket.firstReplyAt()).isEqualTo(after(30));
        assertThat(ticket.replies()).isEmpty();

        Ticket answered = ticket(message(0, HUMAN), message(10, CUSTOMER), message(30, HUMAN));
        assertThat(answered.firstReplyAt()).isEqualTo(after(30));
        assertThat(answered.replies())
                .extracting(TicketReply::first, TicketReply::since)
                .containsExactly(tuple(true, after(10)));
        assertThat(answered.asInteraction().outcome().replies()).isEqualTo(1);
    }

    @Test
    void clocksRunInTheirStatusesAndInWorkingTime() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                status(60, TicketStatus.PENDING),
                status(6 * 60, TicketStatus.OPEN),
                status(7 * 60, TicketStatus.ON_HOLD),
                status(24 * 60, TicketStatus.OPEN),
                status(25 * 60, TicketStatus.SOLVED),
                status(80 * 60, TicketStatus.CLOSED));
        Instant now = after(1_000_000);

        assertThat(List.of(TicketClock.values()))
                .extracting(
                        clock -> ticket.time(clock, Schedules.ALWAYS, now).toHours(),
                        clock -> ticket.time(clock, Schedules.of(DAYS), now).toHours())
                .containsExactly(tuple(3L, 3L), tuple(20L, 4L), tuple(5L, 5L), tuple(17L, 1L), tuple(25L, 9L));
        assertThat(ticket.time(TicketClock.AGENT_WORK, Schedules.ALWAYS, after(30)))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(ticket.time(TicketClock.AGENT_WORK, Schedules.ALWAYS, after(-30)))
                .isZero();
    }

    /** dbt_zendesk counts so, Zendesk by the last schedule (DECISIONLOG.md of fivetran/dbt_zendesk: 959.46 and 689.46 minutes of one ticket). */
    @Test
    void eachPartOfALifeIsCountedByTheCalendarInForceThen() {
        Schedules schedules = state -> "night".equals(state.teamId()) ? NIGHTS : DAYS;
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                TicketEvent.of("7", after(6 * 60), TRANSFER).to("night").build(),
                status(10 * 60, TicketStatus.SOLVED));

        assertThat(ticket.between(after(0), after(10 * 60), schedules)).isEqualTo(Duration.ofHours(6 + 2));
        assertThat(ticket.time(TicketClock.UNSOLVED, schedules, after(5_000))).isEqualTo(Duration.ofHours(6 + 2));
        assertThat(schedules.of(ticket.state()).between(after(0), after(10 * 60)))
                .isEqualTo(Duration.ofHours(2));
        assertThat(ticket.between(after(9 * 60), after(12 * 60), schedules)).isEqualTo(Duration.ofHours(3));
        assertThatThrownBy(() -> ticket.between(after(-1), after(0), schedules))
                .hasMessage(
                        "instants must be in order and not before 2026-06-01T09:00:00Z, when the ticket was created,"
                                + " got 2026-06-01T08:59:00Z, 2026-06-01T09:00:00Z");
    }

    @Test
    void aReplyOutsideWorkingHoursTookNoWorkingTimeAndIsNotAbsent() {
        Ticket ticket = ticket(message(9 * 60, CUSTOMER), message(10 * 60, HUMAN));
        assertThat(ticket.between(after(9 * 60), after(10 * 60), Schedules.of(DAYS)))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void whatIsSolvedIsOpenAgainWithTheNextStage() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                status(10, TicketStatus.SOLVED),
                event(15, OTHER, SYSTEM).build(),
                status(20, TicketStatus.CLOSED),
                event(30, ASSIGNED, HUMAN).build(),
                status(40, TicketStatus.SOLVED));

        assertThat(ticket.firstSolvedAt()).isEqualTo(after(10));
        assertThat(ticket.reopenedAt()).isEqualTo(after(30));
        assertThat(ticket.reopenings()).isEqualTo(1);
        assertThat(ticket.solutions()).isEqualTo(2);
        assertThat(ticket.lastSolvedAt()).isEqualTo(after(40));
        assertThat(ticket.completedAt()).isEqualTo(after(40));
        assertThat(ticket.isOpenAt(after(-1))).isFalse();
        assertThat(ticket.isOpenAt(after(0))).isTrue();
        assertThat(ticket.isOpenAt(after(10))).isFalse();
        assertThat(ticket.isOpenAt(after(35))).isTrue();
        assertThat(ticket.isOpenAt(after(999))).isFalse();
    }

    @Test
    void aTicketIsOverWhenItLeftTheBacklogForGoodOrWithItsLastEvent() {
        List<TicketEvent> events = List.of(
                message(0, CUSTOMER),
                status(10, TicketStatus.SOLVED),
                status(20, TicketStatus.CLOSED),
                message(30, CUSTOMER));
        Ticket ticket = Ticket.of(events).get(0);
        assertThat(ticket.completedAt()).isEqualTo(after(10));
        assertThat(ticket.isOpenAt(after(25))).isFalse();

        Ticket complete = new TicketLog(Ticket.End.LAST_EVENT, Ticket.Attributes.LAST)
                .addAll(events)
                .ticket("7")
                .orElseThrow();
        assertThat(complete.completedAt()).isEqualTo(after(30));
        assertThat(complete.isOpenAt(after(25))).isTrue();
        assertThat(complete.isOpenAt(after(30))).isFalse();
        assertThat(complete.isOver()).isTrue();
        assertThat(complete.asOf(after(12)).orElseThrow().completedAt()).isEqualTo(after(10));
        assertThat(complete).isNotEqualTo(ticket);
    }

    @Test
    void aTicketThatWasReopenedIsNotSolved() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                status(10, TicketStatus.SOLVED),
                event(20, REOPEN, CUSTOMER).build());

        assertThat(ticket.lastSolvedAt()).isNull();
        assertThat(ticket.isOver()).isFalse();
        assertThat(ticket.state().status()).isEqualTo(TicketStatus.OPEN);
        assertThat(ticket.replies())
                .extracting(TicketReply::since, TicketReply::outcome)
                .containsExactly(tuple(after(0), Outcome.SOLVED), tuple(after(20), Outcome.WAITING));
        assertThat(ticket.asOf(after(15)).orElseThrow().lastSolvedAt()).isEqualTo(after(10));
        assertThat(ticket.asOf(after(-1))).isEmpty();
    }

    @Test
    void aMergedTicketGoesOnInTheOtherAndASplitOneBeginsItself() {
        Ticket away = ticket(
                message(0, CUSTOMER),
                TicketEvent.of("7", after(5), MERGE).to("8").build());
        Ticket kept = ticket(
                message(0, CUSTOMER),
                TicketEvent.of("7", after(5), MERGE).from("6").to("7").build());
        Ticket split = ticket(TicketEvent.of("7", after(50), SPLIT).from("3").build(), message(60, HUMAN));

        assertThat(away.isMerged()).isTrue();
        assertThat(away.isOver()).isTrue();
        assertThat(away.asInteraction().disposition()).isEqualTo(Disposition.MERGED);
        assertThat(kept.isMerged()).isFalse();
        assertThat(kept.isOver()).isFalse();
        assertThat(split.createdAt()).isEqualTo(after(50));
        assertThat(split.replies().get(0).since()).isEqualTo(after(50));
    }

    @Test
    void whoSolvedItIsTold() {
        assertThat(ticket(TicketEvent.status("7", NINE, TicketStatus.SOLVED)
                                .by("timer", SYSTEM)
                                .build())
                        .isSolvedByMachine())
                .isTrue();
        assertThat(ticket(TicketEvent.status("7", NINE, TicketStatus.SOLVED)
                                .by("ann", HUMAN)
                                .build())
                        .isSolvedByMachine())
                .isFalse();
    }

    @Test
    void stagesLastUntilTheNextAndWhatComesBeforeIsNew() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                event(5, ASSIGNED, HUMAN).team("one").build(),
                status(10, TicketStatus.PENDING),
                event(20, TRANSFER, HUMAN).to("two").build(),
                event(40, ASSIGNED, HUMAN).team("two").build());

        assertThat(ticket.visits())
                .extracting(
                        StageVisit::stage,
                        StageVisit::teamId,
                        StageVisit::enteredAt,
                        StageVisit::leftAt,
                        StageVisit::again)
                .containsExactly(
                        tuple("NEW", null, after(0), after(5), false),
                        tuple("ASSIGNED", "one", after(5), after(10), false),
                        tuple("PENDING", "one", after(10), after(20), false),
                        tuple("TRANSFER", "two", after(20), after(40), false),
                        tuple("ASSIGNED", "two", after(40), null, true));
        assertThat(ticket(status(0, TicketStatus.NEW), status(3, TicketStatus.OPEN))
                        .visits())
                .extracting(StageVisit::stage, StageVisit::again)
                .containsExactly(tuple("NEW", false), tuple("OPEN", false));
    }

    @Test
    void aTicketIsHandedOnFromOneAgentToTheNext() {
        Ticket ticket = ticket(
                event(0, CREATED, CUSTOMER).build(),
                TicketEvent.of("7", after(1), NOTE).by("ann", HUMAN).team("one").build(),
                TicketEvent.of("7", after(2), NOTE).by("bob", HUMAN).build(),
                TicketEvent.of("7", after(3), NOTE).by("mail", SYSTEM).build(),
                TicketEvent.of("7", after(4), NOTE).build(),
                TicketEvent.of("7", after(5), NOTE).by("bob", HUMAN).team("two").build(),
                TicketEvent.of("7", after(6), NOTE).by("ann", HUMAN).team("one").build());

        assertThat(ticket.handoffs(Party.AGENT)).isEqualTo(2);
        assertThat(ticket.parties(Party.AGENT)).isEqualTo(2);
        assertThat(ticket.handoffs(Party.TEAM)).isEqualTo(2);
        assertThat(ticket.parties(Party.TEAM)).isEqualTo(2);
    }

    @Test
    void straightThroughIsOneAssignmentNoPauseAndOneSolution() {
        TicketEvent taken = event(1, ASSIGNED, HUMAN).build();
        TicketEvent solved = status(9, TicketStatus.SOLVED);
        assertThat(ticket(taken, solved).isStraightThrough()).isTrue();
        assertThat(ticket(solved).isStraightThrough()).isFalse();
        assertThat(ticket(taken).isStraightThrough()).isFalse();
        assertThat(ticket(taken, status(5, TicketStatus.PENDING), solved).isStraightThrough())
                .isFalse();
        assertThat(ticket(taken, status(5, TicketStatus.ON_HOLD), solved).isStraightThrough())
                .isFalse();
        assertThat(ticket(taken, event(5, ASSIGNED, HUMAN).build(), solved).isStraightThrough())
                .isFalse();
    }

    @Test
    void aTicketIsSeenAsAContact() {
        Interaction contact = ticket(
                        event(0, MESSAGE, CUSTOMER)
                                .attribute("customerId", "c1")
                                .attribute("channel", "mail")
                                .attribute("plan", "gold")
                                .build(),
                        event(5, ASSIGNED, HUMAN).to("ann").build(),
                        event(6, QUEUE, SYSTEM).to("billing").build(),
                        event(7, TRANSFER, HUMAN).to("two").build(),
                        message(8, HUMAN),
                        status(9, TicketStatus.SOLVED),
                        event(10, REOPEN, CUSTOMER).build(),
                        TicketEvent.of("7", after(11), TicketEvent.Type.ESCALATION)
                                .build(),
                        status(20, TicketStatus.SOLVED))
                .asInteraction();

        assertThat(contact.customerId()).isEqualTo("c1");
        assertThat(contact.channel()).isEqualTo("mail");
        assertThat(contact.agentId()).isEqualTo("ann");
        assertThat(contact.queue()).isEqualTo("billing");
        assertThat(contact.attributes()).containsEntry("plan", "gold");
        assertThat(contact.milestones().answeredAt()).isEqualTo(after(5));
        assertThat(contact.milestones().firstResponseAt()).isEqualTo(after(8));
        assertThat(contact.milestones().resolvedAt()).isEqualTo(after(20));
        assertThat(contact.milestones().endedAt()).isEqualTo(after(20));
        assertThat(contact.outcome().transfers()).isEqualTo(1);
        assertThat(contact.outcome().reopens()).isEqualTo(1);
        assertThat(contact.outcome().escalated()).isTrue();
        assertThat(contact.outcome().resolved()).isTrue();
    }

    @Test
    void itsStateIsWhatWasSaidLast() {
        Ticket ticket = ticket(
                event(0, MESSAGE, CUSTOMER).attribute("plan", "free").build(),
                event(5, PRIORITY, HUMAN).to("urgent").attribute("plan", "gold").build(),
                event(6, ASSIGNED, HUMAN).build());

        assertThat(ticket.stateAt(after(-1))).isEmpty();
        assertThat(ticket.stateAt(after(4)).orElseThrow().priority()).isNull();
        assertThat(ticket.stateAt(after(5)).orElseThrow().priority()).isEqualTo("urgent");
        assertThat(ticket.state().agentId()).isEqualTo("human");
        assertThat(ticket.attributes()).containsEntry("plan", "gold");
        assertThat(new TicketLog(Ticket.End.DONE, Ticket.Attributes.FIRST)
                        .addAll(ticket.events())
                        .ticket("7")
                        .orElseThrow()
                        .attributes())
                .containsEntry("plan", "free");
    }

    @Test
    void whatHappensAtOnceStandsInTheOrderOfThings() {
        Ticket ticket = ticket(
                status(0, TicketStatus.CLOSED),
                status(0, TicketStatus.SOLVED),
                event(0, MESSAGE, HUMAN).build(),
                event(0, ASSIGNED, HUMAN).build(),
                event(0, MESSAGE, CUSTOMER).build(),
                event(0, CREATED, CUSTOMER).build());

        assertThat(ticket.isCreatedByAgent()).isFalse();
        assertThat(ticket.state().status()).isEqualTo(TicketStatus.CLOSED);
        assertThat(ticket.replies())
                .extracting(TicketReply::outcome, TicketReply::until)
                .containsExactly(tuple(Outcome.REPLIED, NINE));
    }

    @Test
    void whoWasToldTooEarlyThatItIsSolvedHasWaitedAllAlong() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                status(60, TicketStatus.SOLVED),
                event(66, REOPEN, HUMAN).build(),
                message(1200, HUMAN));
        assertThat(ticket.replies())
                .extracting(TicketReply::since, TicketReply::until, TicketReply::outcome)
                .containsExactly(tuple(after(0), after(1200), Outcome.REPLIED));
    }

    @Test
    void aTicketReopenedByTheSystemForAMessageIsWaitedForFromThatMessage() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                status(60, TicketStatus.SOLVED),
                TicketEvent.status("7", after(500), TicketStatus.OPEN)
                        .by("system", SYSTEM)
                        .sequence(1)
                        .build(),
                event(500, MESSAGE, CUSTOMER).sequence(2).build());
        assertThat(ticket.replies())
                .extracting(TicketReply::since, TicketReply::outcome)
                .containsExactly(tuple(after(0), Outcome.SOLVED), tuple(after(500), Outcome.WAITING));
    }

    @Test
    void aTicketReopenedByBothAtOnceIsReopenedByTheCustomer() {
        Ticket ticket = ticket(
                message(0, CUSTOMER),
                status(60, TicketStatus.SOLVED),
                TicketEvent.status("7", after(180), TicketStatus.OPEN)
                        .by("ann", HUMAN)
                        .sequence(1)
                        .build(),
                event(180, REOPEN, CUSTOMER).sequence(2).build());
        assertThat(ticket.replies())
                .extracting(TicketReply::since, TicketReply::outcome)
                .containsExactly(tuple(after(0), Outcome.SOLVED), tuple(after(180), Outcome.WAITING));
    }

    @Test
    void aMergedTicketIsNotOpenWhateverComesAfter() {
        List<TicketEvent> events = List.of(
                message(0, CUSTOMER),
                TicketEvent.of("7", after(60), MERGE).to("8").build(),
                event(90, NOTE, HUMAN).build(),
                event(95, REOPEN, CUSTOMER).build());
        for (Ticket.End end : Ticket.End.values()) {
            Ticket ticket = new TicketLog(end, Ticket.Attributes.LAST)
                    .addAll(events)
                    .ticket("7")
                    .orElseThrow();
            assertThat(ticket.isOpenAt(after(59))).isTrue();
            assertThat(ticket.isOpenAt(after(60))).isFalse();
            assertThat(ticket.isOpenAt(after(94))).isFalse();
            assertThat(ticket.isOpenAt(after(99))).isFalse();
        }
    }

    @Test
    void thanksAfterTheSolutionAskForNothing() {
        for (List<TicketEvent> events : List.of(
                List.of(
                        message(0, CUSTOMER),
                        message(5, HUMAN),
                        status(60, TicketStatus.SOLVED),
                        message(120, CUSTOMER)),
                List.of(
                        message(0, CUSTOMER),
                        message(5, HUMAN),
                        status(60, TicketStatus.SOLVED),
                        message(120, CUSTOMER),
                        status(4000, TicketStatus.CLOSED)))) {
            assertThat(Ticket.of(events).get(0).replies())
                    .extracting(TicketReply::outcome)
                    .containsExactly(Outcome.REPLIED, Outcome.SOLVED);
        }
    }

    @Test
    void whatAnAgentSplitsOffIsTheCustomersAllTheSame() {
        Ticket split = ticket(event(0, SPLIT, HUMAN).from("3").build(), message(60, HUMAN));
        assertThat(split.isCreatedByAgent()).isFalse();
        assertThat(split.firstReplyAt()).isEqualTo(after(60));
    }

    @Test
    void attributesOfTheirNamesSayPriorityAndQueue() {
        Ticket ticket = ticket(
                event(0, CREATED, CUSTOMER)
                        .attribute("priority", "high")
                        .attribute("queue", "mail")
                        .build(),
                event(5, QUEUE, SYSTEM).to("phone").build(),
                event(6, ASSIGNED, SYSTEM).build(),
                event(7, ASSIGNED, SYSTEM).to("ann").build());
        assertThat(ticket.stateAt(after(0)).orElseThrow().queue()).isEqualTo("mail");
        assertThat(ticket.stateAt(after(6)).orElseThrow().agentId()).isNull();
        assertThat(ticket.state().priority()).isEqualTo("high");
        assertThat(ticket.state().queue()).isEqualTo("phone");
        assertThat(ticket.state().agentId()).isEqualTo("ann");
        assertThat(ticket.asInteraction().outcome().transfers()).isEqualTo(1);
    }

    @Test
    void anEventThatContradictsItselfIsRefused() {
        assertThatThrownBy(
                        () -> TicketEvent.of("7", NINE, TicketEvent.Type.STATUS).build())
                .hasMessage("status of an event must be there for STATUS and REOPEN alone, got STATUS null");
        assertThatThrownBy(() -> TicketEvent.of(" ", NINE, MESSAGE).build()).hasMessageStartingWith("ticketId must");
    }

    @Test
    void aForgottenTicketBeginsAnew() {
        TicketLog log = new TicketLog().addAll(List.of(message(0, CUSTOMER), message(5, HUMAN)));
        assertThat(log.add(message(5, HUMAN))).isFalse();
        log.forget("7");
        assertThat(log.ticket("7")).isEmpty();
        assertThat(log.add(message(5, HUMAN))).isTrue();
        assertThat(log.tickets()).hasSize(1);
    }
}

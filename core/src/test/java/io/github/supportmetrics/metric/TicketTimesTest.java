package io.github.supportmetrics.metric;

import static io.github.supportmetrics.event.ticket.ActorKind.CUSTOMER;
import static io.github.supportmetrics.event.ticket.ActorKind.HUMAN;
import static io.github.supportmetrics.event.ticket.ActorKind.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.ticket.ActorKind;
import io.github.supportmetrics.event.ticket.Schedules;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.Ticket.Party;
import io.github.supportmetrics.event.ticket.TicketClock;
import io.github.supportmetrics.event.ticket.TicketEvent;
import io.github.supportmetrics.event.ticket.TicketLog;
import io.github.supportmetrics.event.ticket.TicketStatus;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketTimesTest {
    /** A Monday. */
    private static final Instant NINE = Instant.parse("2026-06-01T09:00:00Z");

    private static final BusinessCalendar OFFICE = BusinessCalendar.builder(ZoneOffset.UTC)
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))
            .build();

    private final TicketLog log = new TicketLog();

    private static Instant hours(double hours) {
        return NINE.plusSeconds(Math.round(3600 * hours));
    }

    private void message(String ticket, double hours, ActorKind kind) {
        log.add(TicketEvent.of(ticket, hours(hours), TicketEvent.Type.MESSAGE)
                .by(kind + "1", kind)
                .build());
    }

    private void status(String ticket, double hours, TicketStatus status) {
        log.add(TicketEvent.status(ticket, hours(hours), status).build());
    }

    /** One solved, reopened and solved again; one pending; one solved unanswered by the system; one merged away. */
    private List<Ticket> tickets() {
        message("a", 0, CUSTOMER);
        message("a", 2, HUMAN);
        status("a", 2, TicketStatus.PENDING);
        message("a", 10, CUSTOMER);
        status("a", 10, TicketStatus.OPEN);
        message("a", 11, HUMAN);
        status("a", 12, TicketStatus.SOLVED);
        log.add(TicketEvent.of("a", hours(30), TicketEvent.Type.REOPEN)
                .by("c", CUSTOMER)
                .build());
        status("a", 31, TicketStatus.SOLVED);
        message("b", 20, CUSTOMER);
        status("b", 25, TicketStatus.PENDING);
        message("c", 0, CUSTOMER);
        log.add(TicketEvent.status("c", hours(48), TicketStatus.SOLVED)
                .by("timer", SYSTEM)
                .build());
        message("d", 0, CUSTOMER);
        log.add(TicketEvent.of("d", hours(1), TicketEvent.Type.MERGE).to("a").build());
        return log.tickets();
    }

    @Test
    void whatIsOpenAndWhatIsOverWithoutAReplyIsNotCountedAsAnswered() {
        assertThat(TicketTimes.FIRST_REPLY.timing().mean().of(tickets()))
                .hasToString("First reply 2.00 h (n = 1), excluded: ENDED 1, MERGED 1, OPEN 1");
        assertThat(TicketTimes.FIRST_REPLY
                        .in(OFFICE)
                        .timing()
                        .mean()
                        .of(tickets())
                        .definition()
                        .id())
                .isEqualTo("frt.business");
        // Nobody answered the third one until now, solved or not.
        assertThat(TicketTimes.FIRST_REPLY
                        .until(hours(100))
                        .at(3 * 3600)
                        .of(tickets())
                        .value())
                .hasValue(2.0 / 3);
    }

    @Test
    void solutionsAreTheFirstAndTheLast() {
        assertThat(TicketTimes.FIRST_RESOLUTION.timing().mean().of(tickets()).value())
                .hasValue(3600 * (12 + 48) / 2.);
        assertThat(TicketTimes.FULL_RESOLUTION.timing().mean().of(tickets()).value())
                .hasValue(3600 * (31 + 48) / 2.);
        assertThat(TicketTimes.FULL_RESOLUTION
                        .in(OFFICE)
                        .timing()
                        .mean()
                        .of(tickets())
                        .value())
                .hasValue(3600 * (15 + 16) / 2.);
        assertThat(TicketTimes.CYCLE.timing().mean().of(tickets()).n()).isEqualTo(2);
        assertThat(TicketTimes.PICKUP.timing().mean().of(tickets()).value()).isEmpty();
    }

    @Test
    void clocksAndStagesAreThoseOfTicketsThatAreOver() {
        assertThat(TicketTimes.clock(TicketClock.REQUESTER_WAIT)
                        .mean()
                        .of(tickets())
                        .value())
                .hasValue(3600 * (2 + 2 + 1 + 48) / 2.);
        assertThat(TicketTimes.clock(TicketClock.REQUESTER_WAIT, OFFICE)
                        .mean()
                        .of(tickets())
                        .value())
                .hasValue(3600 * (2 + 0 + 1 + 16) / 2.);
        assertThat(TicketTimes.inStage("PENDING").mean().of(tickets()))
                .hasToString("Time in PENDING 8.00 h (n = 1), excluded: MERGED 1, NEVER_THERE 1, OPEN 1");
        assertThat(TicketTimes.inStage("PENDING", OFFICE).mean().of(tickets()).value())
                .hasValue(3600 * 6);
    }

    @Test
    void ticketsThatMoveAreCountedByTheCalendarInForce() {
        Schedules moving = state -> state.status() == TicketStatus.NEW ? BusinessCalendar.ALWAYS : OFFICE;
        var timing = TicketTimes.FIRST_RESOLUTION
                .in("moving", TicketTimes.by(moving))
                .timing();

        assertThat(timing.mean().of(tickets()).value()).hasValue(3600 * (2 + 6 + 48) / 2.);
        assertThat(timing.mean().signature()).contains("moving");
    }

    @Test
    void repliesAreAllOfThemOrThoseAfterTheFirst() {
        var all =
                tickets().stream().flatMap(ticket -> ticket.replies().stream()).toList();

        assertThat(TicketTimes.REPLY.timing().mean().of(all))
                .hasToString("Reply 5400.0 s (95 % CI 0.0 … 7.85 h, n = 2), excluded: ENDED 2, MERGED 1, OPEN 1");
        assertThat(TicketTimes.NEXT_REPLY.timing().mean().of(all).value()).hasValue(3600);
        assertThat(TicketTimes.NEXT_REPLY.timing().mean().of(all).excluded())
                .hasToString("ENDED 1, FIRST_REPLY 3, MERGED 1");
        assertThat(TicketFlow.WAITS_WITHOUT_REPLY.of(all).value()).hasValue(3.0 / 5);
    }

    @Test
    void aBacklogOfThePastHoldsWhatWasMergedSince() {
        assertThat(TicketFlow.backlog(hours(.5)).of(tickets()).value()).hasValue(3);
        assertThat(TicketFlow.backlog(hours(2)).of(tickets()).excluded()).hasToString("MERGED 1, NOT_YET_BEGUN 1");
    }

    @Test
    void aStatusLastsThroughItsStages() {
        status("s", 0, TicketStatus.PENDING);
        log.add(TicketEvent.of("s", hours(1), TicketEvent.Type.ASSIGNED)
                .by("ann", HUMAN)
                .build());
        status("s", 3, TicketStatus.SOLVED);

        assertThat(TicketTimes.inStage("PENDING").mean().of(log.tickets()).value())
                .hasValue(3600);
        assertThat(TicketTimes.inStatus(TicketStatus.PENDING)
                        .mean()
                        .of(log.tickets())
                        .value())
                .hasValue(3 * 3600);
        assertThat(TicketTimes.inStatus(TicketStatus.PENDING, OFFICE)
                        .median()
                        .of(log.tickets())
                        .value())
                .hasValue(3 * 3600);
    }

    @Test
    void thanksAreNotWaitedForForEver() {
        message("t", 0, CUSTOMER);
        message("t", 1, HUMAN);
        status("t", 2, TicketStatus.SOLVED);
        message("t", 3, CUSTOMER);
        var replies = log.tickets().get(0).replies();
        assertThat(TicketTimes.REPLY.until(hours(1000)).median().of(replies).value())
                .hasValue(3600);
        assertThat(TicketTimes.REPLY.until(hours(1000)).median().of(replies).excluded())
                .hasToString("ENDED 1");
        assertThat(TicketTimes.REPLY
                        .in("always", TicketTimes.ofRepliesBy(Schedules.ALWAYS))
                        .timing()
                        .mean()
                        .of(replies)
                        .value())
                .hasValue(3600);
    }

    @Test
    void whatLiesOutsideTheYearsOfCalendarsHasNoWorkingTime() {
        log.add(TicketEvent.of("x", Instant.parse("1899-01-01T00:00:00Z"), TicketEvent.Type.CREATED)
                .build());
        log.add(TicketEvent.status("x", Instant.parse("9999-12-31T00:00:00Z"), TicketStatus.SOLVED)
                .build());
        assertThat(TicketTimes.CYCLE.timing().mean().of(log.tickets()).n()).isEqualTo(1);
        assertThat(TicketTimes.CYCLE
                        .in(OFFICE)
                        .timing()
                        .mean()
                        .of(log.tickets())
                        .excluded())
                .hasToString("OUTSIDE_CALENDAR 1");
        assertThat(TicketTimes.CYCLE
                        .in(OFFICE)
                        .until(NINE)
                        .median()
                        .of(log.tickets())
                        .excluded())
                .hasToString("OUTSIDE_CALENDAR 1");
        assertThat(TicketTimes.clock(TicketClock.UNSOLVED)
                        .mean()
                        .of(log.tickets())
                        .n())
                .isEqualTo(1);
        assertThat(TicketTimes.clock(TicketClock.UNSOLVED, OFFICE)
                        .mean()
                        .of(log.tickets())
                        .excluded())
                .hasToString("OUTSIDE_CALENDAR 1");
    }

    @Test
    void ticketsComeAndGoAndComeAgain() {
        assertThat(TicketFlow.OPENED.of(tickets()).value()).hasValue(3);
        assertThat(TicketFlow.ENDED.of(tickets()).value()).hasValue(2);
        assertThat(TicketFlow.backlog(hours(11)).of(tickets()).value()).hasValue(2);
        assertThat(TicketFlow.backlog(hours(21)).of(tickets()).value()).hasValue(2);
        assertThat(TicketFlow.backlog(hours(30.5)).of(tickets()).value()).hasValue(3);
        assertThat(TicketFlow.backlogAge(hours(30)).mean().of(tickets()).value())
                .hasValue(3600 * (30 + 10 + 30) / 3.);
        assertThat(TicketFlow.REOPEN_RATE.of(tickets()).value()).hasValue(.5);
        assertThat(TicketFlow.UNANSWERED.of(tickets()).value()).hasValue(.5);
        assertThat(TicketFlow.SOLVED_BY_MACHINE.of(tickets()).value()).hasValue(.5);
        assertThat(TicketFlow.STRAIGHT_THROUGH.of(tickets()).value()).hasValue(0);
        assertThat(TicketFlow.EVENTS.of(tickets()).value()).hasValue((9 + 2 + 2) / 3.);
    }

    @Test
    void reopeningCountsWithinItsWindowAndOnlyOnceThatHasPassed() {
        assertThat(TicketFlow.reopenedWithin(Duration.ofHours(18), hours(66)).of(tickets()))
                .hasToString(
                        "Reopened within 18 h 50.0 % (95 % CI 9.5 … 90.5 %, n = 2), excluded: MERGED 1, NOT_RESOLVED 1");
        assertThat(TicketFlow.reopenedWithin(Duration.ofHours(17), hours(66))
                        .of(tickets())
                        .value())
                .hasValue(0);
        assertThat(TicketFlow.reopenedWithin(Duration.ofHours(18), hours(65))
                        .of(tickets())
                        .excluded())
                .hasToString("IMMATURE 1, MERGED 1, NOT_RESOLVED 1");
    }

    @Test
    void handOffsAreCountedBetweenAgentsAndBetweenTeams() {
        for (int i = 0; i < 4; i++) {
            log.add(TicketEvent.of("x", hours(i), TicketEvent.Type.NOTE)
                    .by(i % 2 == 0 ? "ann" : "bob", HUMAN)
                    .team("one")
                    .build());
        }
        log.add(TicketEvent.of("y", NINE, TicketEvent.Type.NOTE)
                .by("ann", HUMAN)
                .build());

        assertThat(TicketFlow.handoffs(Party.AGENT).of(log.tickets()).value()).hasValue(1.5);
        assertThat(TicketFlow.handoffs(Party.AGENT).of(log.tickets()).detail()).containsEntry("max", 3L);
        assertThat(TicketFlow.handoffs(Party.TEAM).of(log.tickets()).value()).hasValue(0);
        assertThat(TicketFlow.withoutHandoff(Party.AGENT).of(log.tickets()).value())
                .hasValue(.5);
        assertThat(TicketFlow.parties(Party.AGENT).of(log.tickets()).value()).hasValue(1.5);
        assertThatThrownBy(() -> TicketFlow.handoffs(Party.AGENT)
                        .of(List.of())
                        .plus(TicketFlow.handoffs(Party.TEAM).of(List.of())))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void aCalendarIsPartOfADefinitionAsItReads() {
        BusinessCalendar.Builder builder = BusinessCalendar.builder(ZoneOffset.UTC)
                .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0));
        BusinessCalendar holiday = builder.closed(LocalDate.of(2026, 6, 2)).build();
        BusinessCalendar other = builder.closed(LocalDate.of(2026, 6, 3)).build();

        assertThat(OFFICE).hasToString("Z mon-fri 09:00-17:00");
        assertThat(holiday.toString()).startsWith("Z mon-fri 09:00-17:00; 1 special dates #");
        assertThat(holiday.toString()).isNotEqualTo(other.toString());
        assertThat(TicketTimes.CYCLE.in(holiday).timing().mean().signature())
                .isNotEqualTo(TicketTimes.CYCLE.in(OFFICE).timing().mean().signature());
        assertThat(BusinessCalendar.ALWAYS.union(OFFICE)).hasToString("(always) or (Z mon-fri 09:00-17:00)");
        assertThat(BusinessCalendar.builder(ZoneOffset.UTC)
                        .open(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)
                        .since(LocalDate.of(2027, 1, 1))
                        .open(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(6, 0))
                        .open(DayOfWeek.SATURDAY, LocalTime.of(12, 0), LocalTime.of(13, 0))
                        .build())
                .hasToString("Z mon-sun 00:00-24:00; from 2027-01-01: sat 12:00-13:00,22:00-06:00");
    }
}

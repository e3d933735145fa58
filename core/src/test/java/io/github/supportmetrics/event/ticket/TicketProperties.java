package io.github.supportmetrics.event.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.ticket.Obligation.State;
import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random tickets over the weekend of a clock change, against a count minute by minute, and against other orders of arrival. */
class TicketProperties {
    private static final int DAY = 1440;
    private static final int LONGEST = 4 * DAY;
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
    /** Friday noon there; the clock goes back by half an hour on Sunday. */
    private static final Instant START = Instant.parse("2026-04-03T01:00:00Z");

    private static final BusinessCalendar OFFICE = BusinessCalendar.builder(LORD_HOWE)
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(12, 30))
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(13, 30), LocalTime.of(18, 0))
            .build();
    private static final BusinessCalendar NIGHTS = BusinessCalendar.builder(LORD_HOWE)
            .open(EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(6, 0))
            .build();
    private static final Schedules SCHEDULES = state -> "night".equals(state.teamId()) ? NIGHTS : OFFICE;

    private static Instant at(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static TicketEvent event(String ticket, int minute, int kind) {
        TicketStatus[] statuses = TicketStatus.values();
        if (kind < statuses.length) {
            return TicketEvent.status(ticket, at(minute), statuses[kind]).build();
        }
        TicketEvent.Builder builder = switch (kind - statuses.length) {
            case 0, 1 ->
                TicketEvent.of(ticket, at(minute), TicketEvent.Type.MESSAGE).by("c", ActorKind.CUSTOMER);
            case 2, 3 ->
                TicketEvent.of(ticket, at(minute), TicketEvent.Type.MESSAGE).by("a", ActorKind.HUMAN);
            case 4 ->
                TicketEvent.of(ticket, at(minute), TicketEvent.Type.TRANSFER).to("night");
            case 5 ->
                TicketEvent.of(ticket, at(minute), TicketEvent.Type.TRANSFER).to("day");
            case 6 ->
                TicketEvent.of(ticket, at(minute), TicketEvent.Type.PRIORITY).to("urgent");
            case 7 ->
                TicketEvent.of(ticket, at(minute), TicketEvent.Type.PRIORITY).to("low");
            case 8 ->
                TicketEvent.of(ticket, at(minute), TicketEvent.Type.ASSIGNED).by("b", ActorKind.HUMAN);
            default -> TicketEvent.of(ticket, at(minute), TicketEvent.Type.NOTE).by("b", ActorKind.HUMAN);
        };
        return builder.build();
    }

    @Provide
    Arbitrary<List<TicketEvent>> events() {
        return Combinators.combine(
                        Arbitraries.of("t1", "t2", "t3"),
                        Arbitraries.integers().between(0, LONGEST),
                        Arbitraries.integers().between(0, TicketStatus.values().length + 9))
                .as(TicketProperties::event)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static List<ServicePolicy> policies(ServicePolicy.Change change) {
        return List.of(
                ServicePolicy.named("urgent")
                        .where(ticket -> "urgent".equals(ticket.priority()))
                        .onChange(change)
                        .promise(Goal.FIRST_REPLY, Duration.ofMinutes(90), SCHEDULES)
                        .promise(Goal.FULL_RESOLUTION, Duration.ofHours(6), SCHEDULES),
                ServicePolicy.named("all")
                        .onChange(change)
                        .promise(Goal.PICKUP, Duration.ofHours(1))
                        .promise(Goal.FIRST_REPLY, Duration.ofHours(4), SCHEDULES)
                        .promise(Goal.NEXT_REPLY, Duration.ofHours(2), SCHEDULES)
                        .promise(Goal.FIRST_RESOLUTION, Duration.ofHours(9), SCHEDULES)
                        .promise(Goal.FULL_RESOLUTION, Duration.ofHours(9), SCHEDULES));
    }

    /** Late and repeated events give what all of them in order give. */
    @Property
    void theOrderOfArrivalDecidesNothing(
            @ForAll("events") List<TicketEvent> events,
            @ForAll long seed,
            @ForAll ServicePolicy.Change change,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = LONGEST + DAY) int now) {
        List<ServicePolicy> policies = policies(change);
        List<TicketEvent> arriving = new ArrayList<>(events);
        arriving.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(arriving, new Random(seed));
        ObligationTracker tracker = new ObligationTracker(policies);
        TicketLog log = new TicketLog();
        for (TicketEvent event : arriving) {
            // Asking between two events changes nothing.
            log.ticket(event.ticketId());
            tracker.nextDeadline(at(now));
            assertThat(log.add(event)).isEqualTo(tracker.add(event));
        }
        List<Ticket> batch = Ticket.of(events);

        assertThat(log.tickets()).isEqualTo(batch);
        assertThat(tracker.obligations(at(now))).isEqualTo(ServicePolicy.obligations(batch, policies, at(now)));
        Optional<Instant> next = batch.stream()
                .flatMap(ticket -> ServicePolicy.obligations(List.of(ticket), policies, ticket.lastEventAt()).stream())
                .filter(obligation -> obligation.state() == State.RUNNING)
                .map(Obligation::dueAt)
                .filter(due -> due != null && due.isAfter(at(now)))
                .min(Instant::compareTo);
        assertThat(tracker.nextDeadline(at(now)).map(ObligationTracker.Deadline::at))
                .isEqualTo(next);
    }

    /** What a person would say who writes down status and team each minute. */
    private record Minute(TicketStatus status, boolean night) {
        boolean isOpen(Instant at) {
            return (night ? NIGHTS : OFFICE).isOpen(at);
        }
    }

    private static Minute minute(List<TicketEvent> sorted, Instant at) {
        TicketStatus status = TicketStatus.NEW;
        boolean night = false;
        for (TicketEvent event : sorted) {
            if (!event.at().isAfter(at)) {
                boolean stage = event.type() == TicketEvent.Type.TRANSFER || event.type() == TicketEvent.Type.ASSIGNED;
                status =
                        event.status() != null ? event.status() : stage && status.isDone() ? TicketStatus.OPEN : status;
                night = event.type() == TicketEvent.Type.TRANSFER ? "night".equals(event.to()) : night;
            }
        }
        return new Minute(status, night);
    }

    /** Clocks and the promise of a full resolution, both of one ticket, are what a count of open minutes says. */
    @Property
    void clocksAndDeadlinesAreThoseOfACountOfMinutes(
            @ForAll("events") List<TicketEvent> events,
            @ForAll @net.jqwik.api.constraints.IntRange(min = 0, max = LONGEST + DAY) int until) {
        Ticket ticket = Ticket.of(events).get(0);
        Instant now = at(until);
        if (now.isBefore(ticket.createdAt())) {
            return;
        }
        List<TicketEvent> seen = ticket.events().stream()
                .filter(event -> !event.at().isAfter(now))
                .toList();
        long within = 9 * 60;
        long[] clocks = new long[TicketClock.values().length];
        long used = 0;
        Instant due = null;
        for (Instant at = ticket.createdAt(); at.isBefore(now); at = at.plusSeconds(60)) {
            Minute minute = minute(seen, at);
            if (minute.isOpen(at)) {
                for (TicketClock clock : TicketClock.values()) {
                    clocks[clock.ordinal()] += clock.runsIn(minute.status) ? 1 : 0;
                }
                if (!minute.status.isDone() && minute.status != TicketStatus.PENDING) {
                    used++;
                    due = used == within && due == null ? at.plusSeconds(60) : due;
                }
            }
        }
        Ticket then = ticket.asOf(now).orElseThrow();
        for (TicketClock clock : TicketClock.values()) {
            assertThat(then.time(clock, SCHEDULES, now)).isEqualTo(Duration.ofMinutes(clocks[clock.ordinal()]));
        }
        Minute last = minute(seen, now);
        boolean done = last.status.isDone();
        State state = used > within
                ? State.BREACHED
                : done ? State.MET : last.status == TicketStatus.PENDING ? State.PAUSED : State.RUNNING;
        ServicePolicy policy =
                ServicePolicy.named("nine").promise(Goal.FULL_RESOLUTION, Duration.ofMinutes(within), SCHEDULES);
        Obligation obligation =
                ServicePolicy.obligations(List.of(ticket), List.of(policy), now).get(0);
        assertThat(obligation.used()).isEqualTo(Duration.ofMinutes(used));
        assertThat(obligation.state()).isEqualTo(state);
        if (due != null) {
            assertThat(obligation.dueAt()).isEqualTo(due);
        } else if (state == State.RUNNING) {
            Instant later = Objects.requireNonNull(obligation.dueAt());
            assertThat((last.night ? NIGHTS : OFFICE).between(now, later)).isEqualTo(Duration.ofMinutes(within - used));
        }
    }
}

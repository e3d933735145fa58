package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.event.ticket.ActorKind;
import io.github.supportmetrics.event.ticket.Obligation;
import io.github.supportmetrics.event.ticket.Schedules;
import io.github.supportmetrics.event.ticket.ServicePolicy;
import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import io.github.supportmetrics.event.ticket.Ticket;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Whole tickets from their twelve events to working times on three clocks, in the office hours of Berlin; with what a service policy
 * promises about them; and by a loop over dates.
 */
@State(Scope.Thread)
@OperationsPerInvocation(TicketFoldBenchmark.BATCH)
public class TicketFoldBenchmark {
    static final int BATCH = 512;

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime SIX = LocalTime.of(18, 0);
    private static final BusinessCalendar OFFICE = BusinessCalendar.builder(BERLIN)
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), NINE, SIX)
            .build();
    private static final Schedules HOURS = Schedules.of(OFFICE);
    private static final List<TicketClock> CLOCKS =
            List.of(TicketClock.AGENT_WORK, TicketClock.REQUESTER_WAIT, TicketClock.AGENT_WAIT);
    private static final List<ServicePolicy> POLICIES = List.of(ServicePolicy.named("all")
            .promise(Goal.FIRST_REPLY, Duration.ofHours(4), OFFICE)
            .promise(Goal.NEXT_REPLY, Duration.ofHours(8), OFFICE)
            .promise(Goal.FULL_RESOLUTION, Duration.ofHours(16), OFFICE));

    /** How long a ticket lasts. */
    @Param({"PT2H", "P2D", "P30D", "P300D"})
    String span = "P2D";

    private final List<List<TicketEvent>> tickets = new ArrayList<>();

    /** Draws the tickets. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        long length = Duration.parse(span).toMillis();
        Instant first = Instant.parse("2024-01-02T00:00:00Z");
        for (int i = 0; i < BATCH; i++) {
            Instant start = first.plusMillis(random.nextLong(365 * 86_400_000L));
            tickets.add(events("t" + i, start, length / 11));
        }
    }

    private static List<TicketEvent> events(String id, Instant start, long step) {
        List<TicketEvent.Builder> events = List.of(
                message(id, start, ActorKind.CUSTOMER),
                TicketEvent.of(id, start.plusMillis(step), TicketEvent.Type.ASSIGNED)
                        .by("ann", ActorKind.HUMAN),
                message(id, start.plusMillis(2 * step), ActorKind.HUMAN),
                TicketEvent.status(id, start.plusMillis(3 * step), TicketStatus.PENDING),
                message(id, start.plusMillis(4 * step), ActorKind.CUSTOMER),
                TicketEvent.status(id, start.plusMillis(4 * step), TicketStatus.OPEN),
                TicketEvent.of(id, start.plusMillis(5 * step), TicketEvent.Type.TRANSFER)
                        .to("two"),
                TicketEvent.status(id, start.plusMillis(6 * step), TicketStatus.ON_HOLD),
                TicketEvent.status(id, start.plusMillis(8 * step), TicketStatus.OPEN),
                message(id, start.plusMillis(9 * step), ActorKind.HUMAN),
                TicketEvent.status(id, start.plusMillis(10 * step), TicketStatus.SOLVED),
                TicketEvent.status(id, start.plusMillis(11 * step), TicketStatus.CLOSED));
        return events.stream().map(TicketEvent.Builder::build).toList();
    }

    private static TicketEvent.Builder message(String id, Instant at, ActorKind kind) {
        return TicketEvent.of(id, at, TicketEvent.Type.MESSAGE).by(kind.name(), kind);
    }

    private static Ticket fold(List<TicketEvent> events) {
        return new TicketLog().addAll(events).tickets().get(0);
    }

    /** From events to three clocks. */
    @Benchmark
    public long ours() {
        long sum = 0;
        for (List<TicketEvent> events : tickets) {
            Ticket ticket = fold(events);
            for (TicketClock clock : CLOCKS) {
                sum += ticket.time(clock, HOURS, ticket.lastEventAt()).toMillis();
            }
        }
        return sum;
    }

    /** From events to three clocks and what became of three promises. */
    @Benchmark
    public long oursPromises() {
        long sum = 0;
        for (List<TicketEvent> events : tickets) {
            Ticket ticket = fold(events);
            for (TicketClock clock : CLOCKS) {
                sum += ticket.time(clock, HOURS, ticket.lastEventAt()).toMillis();
            }
            for (Obligation promise : ServicePolicy.obligations(List.of(ticket), POLICIES, ticket.lastEventAt())) {
                sum += promise.used().isNegative() ? 1 : 0;
            }
        }
        return sum;
    }

    /** What one would write: each stretch of a status, local date by local date. */
    @Benchmark
    public long handLoop() {
        long sum = 0;
        for (List<TicketEvent> events : tickets) {
            for (TicketClock clock : CLOCKS) {
                TicketStatus status = TicketStatus.NEW;
                Instant since = events.get(0).at();
                for (TicketEvent event : events) {
                    TicketStatus next = event.status();
                    if (next != null) {
                        sum += clock.runsIn(status) ? working(since, event.at()) : 0;
                        status = next;
                        since = event.at();
                    }
                }
            }
        }
        return sum;
    }

    private static long working(Instant start, Instant end) {
        long sum = 0;
        LocalDate last = end.atZone(BERLIN).toLocalDate();
        for (LocalDate date = start.atZone(BERLIN).toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
            if (date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
                Instant opening = date.atTime(NINE).atZone(BERLIN).toInstant();
                Instant closing = date.atTime(SIX).atZone(BERLIN).toInstant();
                Instant from = opening.isAfter(start) ? opening : start;
                Instant to = closing.isBefore(end) ? closing : end;
                sum += from.isBefore(to) ? Duration.between(from, to).toMillis() : 0;
            }
        }
        return sum;
    }
}

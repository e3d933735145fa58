package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.ticket.Schedules;
import io.github.supportmetrics.event.ticket.StageVisit;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketClock;
import io.github.supportmetrics.event.ticket.TicketReply;
import io.github.supportmetrics.event.ticket.TicketStatus;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long tickets take by their own events: from creation to milestones, on clocks that stand still in some statuses, in stages, between
 * message and reply. In elapsed time, or {@linkplain Elapsed#in in working time}; in seconds, lower is better.
 *
 * <pre>{@code
 * TicketTimes.FIRST_RESOLUTION.in(officeHours).timing().within(ofHours(8)).of(tickets);
 * TicketTimes.FIRST_REPLY.until(now).median().of(tickets);       // those without a reply wait until now
 * TicketTimes.clock(REQUESTER_WAIT, "by team", byTeam).quantile(.9).of(tickets);
 * }</pre>
 *
 * <p>Merged tickets are excluded as {@code MERGED}, those without the milestone as {@code OPEN}, or {@code ENDED} if they are over.
 *
 * <p>All of it is thread-safe. Source: Zendesk's ticket metrics, as its help and GitLab's handbook define them.
 */
public final class TicketTimes {
    /** From creation to the first assignment. */
    public static final Elapsed<Ticket> PICKUP = since("pickup", "Pickup", "first assignment", Ticket::firstAssignedAt);

    /**
     * First reply time: from creation to the first public message of an agent, of a ticket that an agent created to the second one. What a
     * machine wrote, and private notes, are no replies.
     */
    public static final Elapsed<Ticket> FIRST_REPLY = since("frt", "First reply", "first reply", Ticket::firstReplyAt);

    /** First resolution time: from creation to the first status SOLVED. */
    public static final Elapsed<Ticket> FIRST_RESOLUTION =
            since("resolution.first", "First resolution", "first solution", Ticket::firstSolvedAt);

    /**
     * Full resolution time: from creation to the last status SOLVED of a ticket that is over. One that was reopened and then closed without
     * another SOLVED took until the one before.
     */
    public static final Elapsed<Ticket> FULL_RESOLUTION =
            since("resolution.full", "Full resolution", "last solution", Ticket::lastSolvedAt);

    /** Cycle time: from creation to the last event of a ticket that is over. */
    public static final Elapsed<Ticket> CYCLE =
            since("cycleTime", "Cycle time", "last event", ticket -> ticket.isOver() ? ticket.lastEventAt() : null);

    /** Reply time: from a customer's first message that nobody had answered to the next public one of an agent, every time. */
    public static final Elapsed<TicketReply> REPLY = replies("reply", "Reply", reply -> true);

    /** Next reply time: the same without first replies. Those are excluded as {@code FIRST_REPLY}. */
    public static final Elapsed<TicketReply> NEXT_REPLY = replies("nrt", "Next reply", reply -> !reply.first());

    private TicketTimes() {}

    private static Elapsed<Ticket> since(String id, String title, String to, Function<Ticket, @Nullable Instant> end) {
        return new Elapsed<>(id, title, new Elapsed.Span<>("creation", to) {
            @Override
            <S extends Summary<S>> Rule<Ticket, S> begun(Rule<Ticket, S> rule) {
                return unmerged(rule);
            }

            @Override
            Instant start(Ticket ticket) {
                return ticket.createdAt();
            }

            @Override
            @Nullable
            Instant end(Ticket ticket) {
                return end.apply(ticket);
            }

            @Override
            boolean isOver(Ticket ticket) {
                return ticket.isOver();
            }
        });
    }

    private static Elapsed<TicketReply> replies(String id, String title, Predicate<TicketReply> counted) {
        return new Elapsed<>(id, title, new Elapsed.Span<>("message", "reply") {
            @Override
            <S extends Summary<S>> Rule<TicketReply, S> begun(Rule<TicketReply, S> rule) {
                return rule.unless("MERGED", reply -> reply.ticket().isMerged())
                        .unless("FIRST_REPLY", counted.negate());
            }

            @Override
            Instant start(TicketReply reply) {
                return reply.since();
            }

            @Override
            @Nullable
            Instant end(TicketReply reply) {
                return reply.outcome() == TicketReply.Outcome.REPLIED ? reply.until() : null;
            }

            @Override
            boolean isOver(TicketReply reply) {
                return reply.outcome() == TicketReply.Outcome.SOLVED;
            }

            @Override
            boolean isMissed(TicketReply reply) {
                // Who is told that it is solved may have said thanks.
                return false;
            }
        });
    }

    static <S extends Summary<S>> Rule<Ticket, S> unmerged(Rule<Ticket, S> rule) {
        return rule.unless("MERGED", Ticket::isMerged);
    }

    /**
     * A way to count working time of tickets that move between calendars, for {@link Elapsed#in(String, Elapsed.Passing)}.
     *
     * @param schedules the calendars
     * @return the working time by the calendar in force at each instant
     */
    public static Elapsed.Passing<Ticket> by(Schedules schedules) {
        return (ticket, from, to) -> ticket.between(from, to, schedules).toMillis();
    }

    /**
     * The same for times of replies.
     *
     * @param schedules the calendars
     * @return the working time by the calendar in force at each instant
     */
    public static Elapsed.Passing<TicketReply> ofRepliesBy(Schedules schedules) {
        return (reply, from, to) -> reply.ticket().between(from, to, schedules).toMillis();
    }

    /**
     * How long a clock ran, of tickets that are over; those that are open are excluded as {@code OPEN}.
     *
     * @param clock the clock
     * @return the timing, such as {@code requesterWait}
     */
    public static Timing<Ticket> clock(TicketClock clock) {
        return counted(clock, null, Schedules.ALWAYS);
    }

    /**
     * The same in the working time of a calendar.
     *
     * @param clock the clock
     * @param calendar when time passes
     * @return the timing, such as {@code requesterWait.business}
     */
    public static Timing<Ticket> clock(TicketClock clock, BusinessCalendar calendar) {
        return counted(clock, calendar.toString(), Schedules.of(calendar));
    }

    /**
     * The same in the working time of the calendars in force at each instant.
     *
     * @param clock the clock
     * @param name the name of these calendars, which is part of the definition
     * @param schedules the calendars
     * @return the timing, such as {@code requesterWait.business}
     */
    public static Timing<Ticket> clock(TicketClock clock, String name, Schedules schedules) {
        return counted(clock, name, schedules);
    }

    private static Timing<Ticket> counted(TicketClock clock, @Nullable String name, Schedules schedules) {
        Definition definition = Elapsed.definition(
                clock.word(), title(clock), "times in status " + statuses(clock) + " / tickets that are over", name);
        return inStatuses(clock.statuses(), definition, name, schedules);
    }

    private static Timing<Ticket> inStatuses(
            Set<TicketStatus> statuses, Definition definition, @Nullable String name, Schedules schedules) {
        return new Timing<>(
                definition,
                over(
                        name,
                        Rule.duration(ticket -> ticket.time(statuses, schedules, ticket.lastEventAt())
                                .toMillis())));
    }

    private static String statuses(TicketClock clock) {
        return clock.statuses().stream()
                .map(status -> status.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static String title(TicketClock clock) {
        return switch (clock) {
            case AGENT_WORK -> "Agent work";
            case REQUESTER_WAIT -> "Requester wait";
            case AGENT_WAIT -> "Agent wait";
            case ON_HOLD_TIME -> "On hold";
            case UNSOLVED -> "Unsolved";
        };
    }

    /** Tickets that are over; their working time is known in the years of calendars only. */
    private static <S extends Summary<S>> Rule<Ticket, S> over(@Nullable String calendar, Rule<Ticket, S> rule) {
        return unmerged(rule)
                .unless("OPEN", ticket -> !ticket.isOver())
                .unless(Elapsed.OUTSIDE, ticket -> calendar != null && !isKnown(ticket));
    }

    private static boolean isKnown(Ticket ticket) {
        return BusinessCalendar.covers(ticket.createdAt()) && BusinessCalendar.covers(ticket.lastEventAt());
    }

    /**
     * How long tickets that are over were in a stage, all visits of a ticket together. A visit ends when another stage begins, such as with
     * an assignment, though the status stays: for that see {@link #inStatus}. Tickets that never were there are excluded as {@code
     * NEVER_THERE}.
     *
     * @param stage the stage: a status, or ASSIGNED, QUEUE, TRANSFER, ESCALATION, REOPEN
     * @return the timing {@code timeInStage}
     */
    public static Timing<Ticket> inStage(String stage) {
        return inStage(stage, null, Schedules.ALWAYS);
    }

    /**
     * The same in the working time of a calendar.
     *
     * @param stage the stage
     * @param calendar when time passes
     * @return the timing {@code timeInStage.business}
     */
    public static Timing<Ticket> inStage(String stage, BusinessCalendar calendar) {
        return inStage(stage, calendar.toString(), Schedules.of(calendar));
    }

    private static Timing<Ticket> inStage(String stage, @Nullable String name, Schedules schedules) {
        return new Timing<>(
                Elapsed.definition(
                                "timeInStage",
                                "Time in " + stage,
                                "times in the stage / tickets that are over and were in it",
                                name)
                        .with("stage", Require.text(stage, "stage")),
                over(
                                name,
                                Rule.duration((Ticket ticket) -> ticket.visits().stream()
                                        .filter(visit -> visit.stage().equals(stage))
                                        .mapToLong(visit ->
                                                length(visit, schedules).toMillis())
                                        .sum()))
                        .unless(
                                "NEVER_THERE",
                                ticket -> ticket.visits().stream()
                                        .noneMatch(visit -> visit.stage().equals(stage))));
    }

    /**
     * How long tickets that are over were in a status, whatever stages there were in it; 0 if they never were.
     *
     * @param status the status
     * @return the timing {@code timeInStatus}
     */
    public static Timing<Ticket> inStatus(TicketStatus status) {
        return inStatus(status, null, Schedules.ALWAYS);
    }

    /**
     * The same in the working time of a calendar.
     *
     * @param status the status
     * @param calendar when time passes
     * @return the timing {@code timeInStatus.business}
     */
    public static Timing<Ticket> inStatus(TicketStatus status, BusinessCalendar calendar) {
        return inStatus(status, calendar.toString(), Schedules.of(calendar));
    }

    private static Timing<Ticket> inStatus(TicketStatus status, @Nullable String name, Schedules schedules) {
        Definition definition = Elapsed.definition(
                        "timeInStatus", "Time in status " + status, "times in the status / tickets that are over", name)
                .with("status", status.name());
        return inStatuses(Set.of(status), definition, name, schedules);
    }

    private static Duration length(StageVisit visit, Schedules schedules) {
        Ticket ticket = visit.ticket();
        Instant left = visit.leftAt();
        return ticket.between(visit.enteredAt(), left == null ? ticket.lastEventAt() : left, schedules);
    }
}

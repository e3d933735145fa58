package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its events tell it: the states it was in, the stages it went through, who waited for whom, and when it was solved.
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>The first event opens a ticket, as new. A status says where it stands until the next; what is solved or closed is open again as
 *       soon as another stage begins. It is over when the last stage is SOLVED or CLOSED, or when it was merged into another ticket; or,
 *       if the log is said to be complete, with its last event.
 *   <li>Only public messages of agents are replies; those of machines, and notes, are not. Several messages of a customer in a row are
 *       waited for from the first one on. Who is told that the ticket is solved waits no longer, whatever was said last.
 *       If an agent or a machine takes that back, the wait goes on; if the customer does, a new one begins.
 *   <li>The first message of a ticket that an agent created is the ticket, not a reply; the second one is the first reply.
 *   <li>A ticket that was merged away is no ticket of its own. One that was split off begins with its own first event.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class Ticket implements Fact {
    /** When a ticket is over. */
    public enum End {
        /** When it is solved or closed, and not reopened. */
        DONE,
        /** With its last event: the log is complete. */
        LAST_EVENT
    }

    /** Which value of an attribute that changes is the ticket's. */
    public enum Attributes {
        /** That of the first event that has one. */
        FIRST,
        /** That of the last event that has one. */
        LAST
    }

    /** Between whom a ticket is handed on. */
    public enum Party {
        /** Agents and machines that did something to it. */
        AGENT,
        /** Teams. */
        TEAM
    }

    /**
     * A time in which nothing changed.
     *
     * @param state the ticket's state
     * @param from when it began
     * @param to when it ended, or null if it goes on
     */
    public record Phase(
            TicketState state, Instant from, @Nullable Instant to) {}

    private final List<TicketEvent> events;
    private final End end;
    private final Attributes reading;
    private final TicketFold fold;
    private final Subject subject;
    private final Map<String, String> attributes;

    /** Folds events that are in order, of one ticket, and at least one. */
    Ticket(List<TicketEvent> sorted, End end, Attributes reading) {
        this.events = List.copyOf(sorted);
        this.end = end;
        this.reading = reading;
        this.fold = new TicketFold(this, events, end);
        TicketState last = fold.state();
        this.attributes = reading == Attributes.LAST ? last.attributes() : firstAttributes();
        this.subject = new Subject(
                attributes.get("customerId"),
                last.agentId(),
                last.queue() == null ? last.teamId() : last.queue(),
                attributes.get("channel"),
                attributes.get("topic"));
    }

    /**
     * The tickets that events make, each over when it is solved or closed, with the latest attributes.
     *
     * @param events the events of any tickets, in any order, repeated or not
     * @return the tickets in the order of their first events
     */
    public static List<Ticket> of(Collection<TicketEvent> events) {
        return new TicketLog().addAll(events).tickets();
    }

    private TicketEvent first() {
        return events.get(0);
    }

    private TicketEvent last() {
        return events.get(events.size() - 1);
    }

    private Map<String, String> firstAttributes() {
        Map<String, String> known = new HashMap<>();
        events.forEach(event -> event.attributes().forEach(known::putIfAbsent));
        return Map.copyOf(known);
    }

    /**
     * The ticket as its events told at an instant. One that is over with its last event is not yet so before it: it is then over when it
     * is solved or closed, as in a log that is not complete.
     *
     * @param instant the instant; later events are not seen
     * @return the ticket, empty if it was created later
     */
    public Optional<Ticket> asOf(Instant instant) {
        if (!lastEventAt().isAfter(instant)) {
            return Optional.of(this);
        }
        List<TicketEvent> seen =
                events.stream().filter(event -> !event.at().isAfter(instant)).toList();
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Ticket(seen, End.DONE, reading));
    }

    /**
     * Its id.
     *
     * @return the id
     */
    public String id() {
        return first().ticketId();
    }

    /**
     * Its events.
     *
     * @return the events in order, each once
     */
    public List<TicketEvent> events() {
        return events;
    }

    /**
     * When it was created.
     *
     * @return the instant of its first event
     */
    public Instant createdAt() {
        return first().at();
    }

    /**
     * When something happened to it last.
     *
     * @return the instant of its last event
     */
    public Instant lastEventAt() {
        return last().at();
    }

    /**
     * When somebody took it first.
     *
     * @return the instant of the first assignment, or null
     */
    public @Nullable Instant firstAssignedAt() {
        return fold.firstAssignedAt;
    }

    /**
     * When the customer was first answered.
     *
     * @return the instant of the first public reply of an agent, or null
     */
    public @Nullable Instant firstReplyAt() {
        return fold.firstReplyAt;
    }

    /**
     * When it was solved first.
     *
     * @return the instant of its first status SOLVED, or null
     */
    public @Nullable Instant firstSolvedAt() {
        return fold.firstSolvedAt;
    }

    /**
     * When it was solved last.
     *
     * @return the instant of its last status SOLVED, or null if there is none or it is not over
     */
    public @Nullable Instant lastSolvedAt() {
        return isOver() ? fold.lastSolvedAt : null;
    }

    /** When it was first done with, and not by becoming part of another one. */
    @Nullable
    Instant firstDoneAt() {
        return fold.firstDoneAt;
    }

    /** When it was last done with, and not by becoming part of another one; null if its last status is another. */
    @Nullable
    Instant doneForGoodAt() {
        return isMerged() ? null : fold.doneSince;
    }

    /**
     * When it was first opened again after it had been solved.
     *
     * @return the instant, or null
     */
    public @Nullable Instant reopenedAt() {
        return fold.reopenedAt;
    }

    /**
     * When it was done with: solved or closed, and not reopened since; of a complete log, its last event.
     *
     * @return the instant, or null if it is open
     */
    public @Nullable Instant completedAt() {
        return end == End.LAST_EVENT ? lastEventAt() : fold.doneSince;
    }

    /**
     * Whether it is done with.
     *
     * @return false while it is open
     */
    public boolean isOver() {
        return completedAt() != null;
    }

    /**
     * Whether it was open at an instant, as its events tell now.
     *
     * @param at the instant
     * @return true from its first event until it was done with or merged, and while it was reopened
     */
    public boolean isOpenAt(Instant at) {
        boolean gone = fold.mergedAt != null && !at.isBefore(fold.mergedAt);
        if (gone || at.isBefore(createdAt())) {
            return false;
        }
        if (end == End.LAST_EVENT) {
            return at.isBefore(lastEventAt());
        }
        return stateAt(at).filter(state -> !state.status().isDone()).isPresent();
    }

    /**
     * What it was like at an instant.
     *
     * @param at the instant
     * @return the state after all its events until then, empty before the first one
     */
    public Optional<TicketState> stateAt(Instant at) {
        TicketState state = null;
        for (Phase phase : fold.phases) {
            if (phase.from().isAfter(at)) {
                break;
            }
            state = phase.state();
        }
        return Optional.ofNullable(state);
    }

    /**
     * What it is like after its last event.
     *
     * @return the state
     */
    public TicketState state() {
        return fold.state();
    }

    /**
     * The times in which nothing changed.
     *
     * @return the phases in order, the last of which may go on
     */
    public List<Phase> phases() {
        return Collections.unmodifiableList(fold.phases);
    }

    /**
     * The stages it went through. What comes before the first named stage is {@code NEW}.
     *
     * @return the visits in order, the last of which may go on
     */
    public List<StageVisit> visits() {
        return Collections.unmodifiableList(fold.visits);
    }

    /**
     * Every time that the customer waited for a reply.
     *
     * @return in order, the last of which may be waited for still
     */
    public List<TicketReply> replies() {
        return Collections.unmodifiableList(fold.replies);
    }

    /**
     * Whether it became part of another ticket.
     *
     * @return true if it was merged away
     */
    public boolean isMerged() {
        return fold.mergedAt != null;
    }

    /**
     * Whether an agent created it.
     *
     * @return true if its first event is an agent's
     */
    public boolean isCreatedByAgent() {
        return fold.createdByAgent;
    }

    /**
     * Whether its last solution was a machine's, such as an automation that gave up waiting.
     *
     * @return true if a bot or the system solved it last
     */
    public boolean isSolvedByMachine() {
        return fold.solvedByMachine;
    }

    /**
     * How often it was solved.
     *
     * @return the number of its statuses SOLVED
     */
    public int solutions() {
        return fold.solutions;
    }

    /**
     * How often it was open again after it had been solved.
     *
     * @return the number of times
     */
    public int reopenings() {
        return fold.reopenings;
    }

    /**
     * Whether nothing held it up: one assignment, never pending or on hold, solved once.
     *
     * @return true if so
     */
    public boolean isStraightThrough() {
        return fold.assignments == 1 && !fold.paused && fold.solutions == 1;
    }

    private @Nullable String party(TicketEvent event, Party party) {
        boolean ours = event.actorKind() != ActorKind.CUSTOMER && event.actorKind() != ActorKind.SYSTEM;
        return !ours ? null : party == Party.TEAM ? event.teamId() : event.actorId();
    }

    /**
     * How often it was handed on: how often another party did something to it than the one before. Events of customers and of the system,
     * and those of nobody, are passed over; so is who was only given the ticket.
     *
     * @param party between whom
     * @return the number of changes
     */
    public int handoffs(Party party) {
        int changes = 0;
        String before = null;
        for (TicketEvent event : events) {
            String now = party(event, party);
            if (now != null) {
                changes += before == null || now.equals(before) ? 0 : 1;
                before = now;
            }
        }
        return changes;
    }

    /**
     * Who had to do with it.
     *
     * @param party agents or teams
     * @return how many different ones
     */
    public int parties(Party party) {
        return (int) events.stream()
                .map(event -> party(event, party))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /**
     * The working time between two instants of its life, each part of it by the calendar in force then.
     *
     * @param from the earlier one, not before it was created
     * @param to the later one
     * @param schedules its calendars
     * @return the working time
     * @throws IllegalArgumentException if the instants lie outside 1900 to 2299, or are not in order
     */
    public Duration between(Instant from, Instant to, Schedules schedules) {
        if (to.isBefore(from) || from.isBefore(createdAt())) {
            throw Require.bad(
                    "instants",
                    "in order and not before " + createdAt() + ", when the ticket was created",
                    from + ", " + to);
        }
        return sum(from, to, schedules, null);
    }

    /**
     * How long a clock ran, in working time.
     *
     * @param clock the clock
     * @param schedules its calendars
     * @param until up to when a ticket that is open has lasted
     * @return the working time
     */
    public Duration time(TicketClock clock, Schedules schedules, Instant until) {
        return time(clock.statuses(), schedules, until);
    }

    /**
     * How long it was in some statuses, in working time.
     *
     * @param statuses the statuses
     * @param schedules its calendars
     * @param until up to when a ticket that is open has lasted
     * @return the working time
     */
    public Duration time(Set<TicketStatus> statuses, Schedules schedules, Instant until) {
        return until.isBefore(createdAt()) ? Duration.ZERO : sum(createdAt(), until, schedules, statuses);
    }

    private Duration sum(Instant from, Instant to, Schedules schedules, @Nullable Set<TicketStatus> statuses) {
        List<Phase> phases = fold.phases;
        long millis = 0;
        long begin = from.toEpochMilli();
        long finish = to.toEpochMilli();
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            long start = Math.max(begin, phase.from().toEpochMilli());
            // What comes after a complete log is in its last state.
            boolean open = phase.to() == null || (statuses == null && i == phases.size() - 1);
            long stop = open
                    ? finish
                    : Math.min(finish, Objects.requireNonNull(phase.to()).toEpochMilli());
            if (start < stop
                    && (statuses == null || statuses.contains(phase.state().status()))) {
                BusinessCalendar calendar = schedules.of(phase.state());
                millis += calendar.millisBetween(start, stop);
            }
        }
        return Duration.ofMillis(millis);
    }

    /**
     * The ticket as a contact, for metrics of contacts: begun when it was created, answered when somebody took it, resolved when it was
     * solved last, with its replies, transfers and reopenings; MERGED if it was merged away. What its attributes name {@code
     * customerId}, {@code channel} and {@code topic} is the contact's.
     *
     * @return the contact
     */
    public Interaction asInteraction() {
        Interaction.Builder contact = Interaction.builder(id())
                .customer(subject.customerId())
                .agent(subject.agentId())
                .queue(subject.queue())
                .channel(subject.channel())
                .topic(subject.topic())
                .startedAt(createdAt())
                .answeredAt(fold.firstAssignedAt)
                .firstResponseAt(fold.firstReplyAt)
                .resolvedAt(lastSolvedAt())
                .endedAt(isOver() ? lastEventAt() : null)
                .disposition(isMerged() ? Disposition.MERGED : Disposition.HANDLED)
                .resolved(lastSolvedAt() != null)
                .replies(fold.agentReplies)
                .transfers(fold.transfers)
                .reopens(fold.reopenings)
                .escalated(fold.escalated);
        attributes.forEach(contact::attribute);
        return contact.build();
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Map<String, String> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ticket that && end == that.end && reading == that.reading && events.equals(that.events);
    }

    @Override
    public int hashCode() {
        return events.hashCode();
    }

    @Override
    public String toString() {
        return "Ticket[" + id() + ", " + state().status() + ", created " + createdAt()
                + (isOver() ? ", done " + completedAt() : "") + ", " + events.size() + " events]";
    }
}

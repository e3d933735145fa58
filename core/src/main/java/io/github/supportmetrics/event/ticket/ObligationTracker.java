package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Follows promises as tickets' events come, and says what is due next: the same as {@link ServicePolicy#obligations} says of all events at
 * once, whatever their order.
 *
 * <pre>{@code
 * tracker.add(event);
 * tracker.nextDeadline(now).ifPresent(next -> wakeAt(next.at()));
 * }</pre>
 *
 * <p>Every event is followed through its ticket anew, so a late one costs no more than a timely one: as much as the ticket has events.
 * Keeps tickets until they are forgotten. Not thread-safe.
 */
public final class ObligationTracker {
    /**
     * An instant at which time is used up. What is due when it closes is broken only after it opens again.
     *
     * @param at the instant
     * @param ticketId the ticket
     * @param goal what was promised
     * @param number which of several promises of this goal it is
     */
    public record Deadline(Instant at, String ticketId, Goal goal, int number) implements Comparable<Deadline> {
        private static final Comparator<Deadline> ORDER = Comparator.comparing(Deadline::at)
                .thenComparing(Deadline::ticketId)
                .thenComparing(Deadline::goal)
                .thenComparingInt(Deadline::number);

        @Override
        public int compareTo(Deadline other) {
            return ORDER.compare(this, other);
        }
    }

    private final List<ServicePolicy> policies;
    private final TicketLog log = new TicketLog();
    private final TreeSet<Deadline> deadlines = new TreeSet<>();
    private final Map<String, List<Deadline>> ofTicket = new HashMap<>();

    /**
     * A tracker without tickets.
     *
     * @param policies the policies; of those that hold for a ticket, the first one, so new versions stand before old ones
     */
    public ObligationTracker(List<ServicePolicy> policies) {
        this.policies = List.copyOf(policies);
    }

    /**
     * Adds an event.
     *
     * @param event the event
     * @return whether it is new
     */
    public boolean add(TicketEvent event) {
        boolean added = log.add(event);
        if (added) {
            log.ticket(event.ticketId()).ifPresent(this::track);
        }
        return added;
    }

    private void track(Ticket ticket) {
        drop(ticket.id());
        List<Deadline> running = new ArrayList<>();
        for (Obligation obligation : Fulfilment.of(ticket, policies, ticket.lastEventAt())) {
            Instant due = obligation.dueAt();
            if (obligation.state() == Obligation.State.RUNNING && due != null) {
                running.add(new Deadline(due, ticket.id(), obligation.goal(), obligation.number()));
            }
        }
        deadlines.addAll(running);
        ofTicket.put(ticket.id(), running);
    }

    private void drop(String ticketId) {
        List<Deadline> known = ofTicket.remove(ticketId);
        if (known != null) {
            known.forEach(deadlines::remove);
        }
    }

    /**
     * What is due next, if nothing happens until then. Others may be due at the same instant: {@link #nextDeadline(Deadline)} and {@link
     * #deadlines} give those too.
     *
     * @param after the instant; what is due just then is not next
     * @return the first deadline after it, of those whose time runs
     */
    public Optional<Deadline> nextDeadline(Instant after) {
        return nextDeadline(new Deadline(after, "\uffff", Goal.FULL_RESOLUTION, Integer.MAX_VALUE));
    }

    /**
     * What is due after another deadline, perhaps at the same instant.
     *
     * @param after the other one, still due or not
     * @return the next deadline, of those whose time runs
     */
    public Optional<Deadline> nextDeadline(Deadline after) {
        return Optional.ofNullable(deadlines.higher(after));
    }

    /**
     * All deadlines in a stretch of time, for what is due today.
     *
     * @param from the first instant
     * @param to the first instant after it
     * @return the deadlines in order, of what runs
     */
    public List<Deadline> deadlines(Instant from, Instant to) {
        return List.copyOf(
                deadlines.subSet(new Deadline(from, "", Goal.PICKUP, 0), new Deadline(to, "", Goal.PICKUP, 0)));
    }

    /**
     * What was promised about a ticket, and what has become of it.
     *
     * @param ticketId the ticket
     * @param asOf the instant; later events are not seen
     * @return the obligations, none if no event of it came until then
     */
    public List<Obligation> obligations(String ticketId, Instant asOf) {
        return log.ticket(ticketId)
                .map(ticket -> ServicePolicy.obligations(List.of(ticket), policies, asOf))
                .orElse(List.of());
    }

    /**
     * What was promised, and what has become of it.
     *
     * @param asOf the instant; later events are not seen
     * @return the obligations in the order of their tickets
     */
    public List<Obligation> obligations(Instant asOf) {
        return ServicePolicy.obligations(log.tickets(), policies, asOf);
    }

    /**
     * Lets go of a ticket, such as one that was closed long ago.
     *
     * @param ticketId the ticket
     */
    public void forget(String ticketId) {
        drop(ticketId);
        log.forget(ticketId);
    }
}

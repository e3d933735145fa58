package io.github.supportmetrics.event.ticket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects tickets' events as they come, late and repeated ones too, and gives the tickets that they make so far: the same, whatever the
 * order of arrival.
 *
 * <pre>{@code
 * TicketLog log = new TicketLog();
 * queue.forEach(log::add);
 * log.ticket("4711").map(ticket -> ticket.time(REQUESTER_WAIT, hours, now));
 * }</pre>
 *
 * <p>Keeps every event until its ticket is forgotten. Not thread-safe.
 */
public final class TicketLog {
    private final Ticket.End end;
    private final Ticket.Attributes reading;
    private final Map<String, List<TicketEvent>> events = new HashMap<>();
    private final Map<String, Ticket> folded = new HashMap<>();

    /** A log of tickets that are over when they are solved or closed, with the latest attributes. */
    public TicketLog() {
        this(Ticket.End.DONE, Ticket.Attributes.LAST);
    }

    /**
     * An empty log.
     *
     * @param end when a ticket is over
     * @param reading which value of an attribute is the ticket's
     */
    public TicketLog(Ticket.End end, Ticket.Attributes reading) {
        this.end = end;
        this.reading = reading;
    }

    /**
     * Adds an event.
     *
     * @param event the event
     * @return whether it is new; one that equals another one changes nothing
     */
    public boolean add(TicketEvent event) {
        List<TicketEvent> known = events.computeIfAbsent(event.ticketId(), id -> new ArrayList<>());
        int place = known.size();
        if (place > 0 && known.get(place - 1).compareTo(event) >= 0) {
            place = Collections.binarySearch(known, event);
            if (place >= 0) {
                return false;
            }
            place = -place - 1;
        }
        known.add(place, event);
        folded.remove(event.ticketId());
        return true;
    }

    /**
     * Adds events.
     *
     * @param more the events
     * @return this
     */
    public TicketLog addAll(Collection<TicketEvent> more) {
        more.forEach(this::add);
        return this;
    }

    /**
     * A ticket as its events tell so far.
     *
     * @param id its id
     * @return the ticket, empty if no event of it came
     */
    public Optional<Ticket> ticket(String id) {
        List<TicketEvent> known = events.get(id);
        return known == null
                ? Optional.empty()
                : Optional.of(folded.computeIfAbsent(id, i -> new Ticket(known, end, reading)));
    }

    /**
     * All tickets as their events tell so far.
     *
     * @return the tickets in the order of their first events
     */
    public List<Ticket> tickets() {
        return events.keySet().stream()
                .flatMap(id -> ticket(id).stream())
                .sorted(Comparator.comparing(Ticket::createdAt).thenComparing(Ticket::id))
                .toList();
    }

    /**
     * Lets go of a ticket: an event of it that still comes begins it anew.
     *
     * @param id its id
     */
    public void forget(String id) {
        events.remove(id);
        folded.remove(id);
    }
}

package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.ticket.ActorKind;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketEvent;
import io.github.supportmetrics.event.ticket.TicketLog;
import io.github.supportmetrics.event.ticket.TicketStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Collects rows of tickets' events, and makes tickets of them. */
final class TicketRows {
    /** What can happen to a ticket: going to a status is told by the status. */
    static final List<String> WORDS = Stream.concat(
                    Arrays.stream(TicketEvent.Type.values()).filter(type -> type != TicketEvent.Type.STATUS),
                    Arrays.stream(TicketStatus.values()))
            .map(Enum::name)
            .toList();

    private static final Set<String> STATUSES =
            Set.copyOf(Arrays.stream(TicketStatus.values()).map(Enum::name).toList());

    private final List<TicketEvent> events = new ArrayList<>();
    private Ticket.End end = Ticket.End.DONE;
    private Ticket.Attributes reading = Ticket.Attributes.LAST;

    /** How the map says that tickets are to be read. */
    void read(Map<String, String> file) {
        end = "last".equals(file.get("end")) ? Ticket.End.LAST_EVENT : Ticket.End.DONE;
        reading = "first".equals(file.get("attributes")) ? Ticket.Attributes.FIRST : Ticket.Attributes.LAST;
    }

    void add(Binding.Fields record, Instant at, Map<String, String> labels) {
        String ticketId = record.text("ticketId");
        if (ticketId == null) {
            throw new BadValueException("ticketId must be given: an event is some ticket's");
        }
        String word = record.word("type");
        String kind = record.word("actorKind");
        TicketEvent.Builder event = word != null && STATUSES.contains(word)
                ? TicketEvent.status(ticketId, at, TicketStatus.valueOf(word))
                : TicketEvent.of(ticketId, at, word == null ? TicketEvent.Type.OTHER : TicketEvent.Type.valueOf(word));
        // Rows of one instant keep the order of the file.
        event.sequence(events.size())
                .by(record.text("actorId"), kind == null ? null : ActorKind.valueOf(kind))
                .team(record.text("teamId"))
                .visible(record.truth("public"))
                .from(record.text("from"))
                .to(record.text("to"));
        labels.forEach(event::attribute);
        events.add(event.build());
    }

    /** The tickets; names that are read from an instant are read from that of their first event. */
    List<Ticket> tickets(Set<String> derived, ZoneId zone) {
        TicketLog log = new TicketLog(end, reading);
        if (derived.isEmpty()) {
            return log.addAll(events).tickets();
        }
        Map<String, Instant> firsts = new HashMap<>();
        events.forEach(event -> firsts.merge(event.ticketId(), event.at(), (a, b) -> a.isBefore(b) ? a : b));
        for (TicketEvent event : events) {
            Map<String, String> attributes = new HashMap<>(event.attributes());
            Instant first = firsts.getOrDefault(event.ticketId(), event.at());
            derived.forEach(name -> attributes.put(name, Derived.of(name, first, zone)));
            log.add(event.with(attributes));
        }
        return log.tickets();
    }
}

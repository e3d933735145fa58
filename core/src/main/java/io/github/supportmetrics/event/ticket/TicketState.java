package io.github.supportmetrics.event.ticket;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a ticket between two of its events; what is unknown is null.
 *
 * <p>Immutable and thread-safe.
 *
 * @param status its status
 * @param agentId to whom it is assigned
 * @param teamId which team has it
 * @param queue which queue it is in, by the last QUEUE event, or attribute of that name
 * @param priority its priority, by the last PRIORITY event, or attribute of that name
 * @param attributes the attributes named so far, of each the latest value
 */
public record TicketState(
        TicketStatus status,
        @Nullable String agentId,
        @Nullable String teamId,
        @Nullable String queue,
        @Nullable String priority,
        Map<String, String> attributes) {
    /** Copies the attributes. */
    public TicketState {
        attributes = Map.copyOf(attributes);
    }

    /** Nothing known yet. */
    static final TicketState NEW = new TicketState(TicketStatus.NEW, null, null, null, null, Map.of());

    /** The state after an event. What is done with is open again as soon as another stage begins. */
    TicketState after(TicketEvent event) {
        Map<String, String> all = attributes;
        if (!attributes.entrySet().containsAll(event.attributes().entrySet())) {
            all = new HashMap<>(attributes);
            all.putAll(event.attributes());
        }
        boolean again = status.isDone() && event.type().beginsStage();
        TicketStatus next = event.status() != null
                ? event.status()
                : event.mergesAway() ? TicketStatus.CLOSED : again ? TicketStatus.OPEN : status;
        String team = event.teamId() == null ? teamId : event.teamId();
        String told = event.attributes().getOrDefault("priority", priority);
        String in = event.attributes().getOrDefault("queue", queue);
        // A router gives the ticket to somebody else.
        boolean takes = event.actorKind() == null || event.actorKind() == ActorKind.HUMAN;
        return switch (event.type()) {
            case ASSIGNED ->
                new TicketState(
                        next, event.to() != null ? event.to() : takes ? event.actorId() : agentId, team, in, told, all);
            case TRANSFER, ESCALATION ->
                new TicketState(next, agentId, event.to() == null ? team : event.to(), in, told, all);
            case QUEUE -> new TicketState(next, agentId, team, event.to() == null ? in : event.to(), told, all);
            case CREATED -> new TicketState(next, agentId, team, in, told, all);
            case PRIORITY -> new TicketState(next, agentId, teamId, in, event.to() == null ? told : event.to(), all);
            default ->
                next == status && all.equals(attributes) ? this : new TicketState(next, agentId, teamId, in, told, all);
        };
    }
}

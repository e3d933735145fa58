package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Subject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's wait for a reply: from the first message that nobody had answered to the next public one of an agent.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ticket the ticket
 * @param first whether it is the first reply that is waited for
 * @param since when the wait began
 * @param until when it ended, or null if it goes on
 * @param outcome how it ended
 * @param agentId who replied, or null
 */
public record TicketReply(
        Ticket ticket,
        boolean first,
        Instant since,
        @Nullable Instant until,
        Outcome outcome,
        @Nullable String agentId) implements Fact {
    /** How a wait ended. */
    public enum Outcome {
        /** With a reply. */
        REPLIED,
        /** With the ticket, without a reply: it was solved, closed or merged. */
        SOLVED,
        /** Not yet. */
        WAITING
    }

    @Override
    public Subject subject() {
        Subject of = ticket.subject();
        return new Subject(of.customerId(), agentId, of.queue(), of.channel(), of.topic());
    }

    @Override
    public Map<String, String> attributes() {
        return ticket.attributes();
    }

    @Override
    public String toString() {
        return "TicketReply[" + ticket.id() + " " + since + " – " + (until == null ? "" : until) + " " + outcome + "]";
    }
}

package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Subject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket's stay in a stage.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ticket the ticket
 * @param stage the stage: a status, or ASSIGNED, QUEUE, TRANSFER, ESCALATION, REOPEN
 * @param teamId the team that had it, or null if unknown
 * @param enteredAt when it came
 * @param leftAt when the next stage began, or null if it is there still
 * @param again whether it had been in this stage before
 */
public record StageVisit(
        Ticket ticket,
        String stage,
        @Nullable String teamId,
        Instant enteredAt,
        @Nullable Instant leftAt,
        boolean again)
        implements Fact {
    @Override
    public Subject subject() {
        return ticket.subject();
    }

    @Override
    public Map<String, String> attributes() {
        return ticket.attributes();
    }

    @Override
    public String toString() {
        return "StageVisit[" + ticket.id() + " " + stage + " " + enteredAt + " – " + (leftAt == null ? "" : leftAt)
                + "]";
    }
}

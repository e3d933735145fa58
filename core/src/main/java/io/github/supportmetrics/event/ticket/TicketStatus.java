package io.github.supportmetrics.event.ticket;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Where a ticket stands. */
public enum TicketStatus {
    /** Nobody has looked at it. */
    NEW,
    /** It is ours to go on with. */
    OPEN,
    /** It is the customer's turn. */
    PENDING,
    /** It waits for somebody else. */
    ON_HOLD,
    /** We say that it is solved; it can be reopened. */
    SOLVED,
    /** It is over. */
    CLOSED;

    /** The statuses of a ticket that is done with, for the time being or for good. */
    public static final Set<TicketStatus> DONE = Collections.unmodifiableSet(EnumSet.of(SOLVED, CLOSED));

    /**
     * Whether the ticket is done with.
     *
     * @return true if solved or closed
     */
    public boolean isDone() {
        return DONE.contains(this);
    }
}

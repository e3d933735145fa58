package io.github.supportmetrics.event.ticket;

import static io.github.supportmetrics.event.ticket.TicketStatus.NEW;
import static io.github.supportmetrics.event.ticket.TicketStatus.ON_HOLD;
import static io.github.supportmetrics.event.ticket.TicketStatus.OPEN;
import static io.github.supportmetrics.event.ticket.TicketStatus.PENDING;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A clock that runs while a ticket is in some statuses, and stands still in the others.
 *
 * <p>Source: the ticket metrics of Zendesk, as GitLab's handbook defines them.
 */
public enum TicketClock {
    /** It is ours to work on: new, open. */
    AGENT_WORK("agentWork", EnumSet.of(NEW, OPEN)),
    /** The customer waits for us, or for somebody we wait for: new, open, on hold. */
    REQUESTER_WAIT("requesterWait", EnumSet.of(NEW, OPEN, ON_HOLD)),
    /** We wait for the customer: pending. */
    AGENT_WAIT("agentWait", EnumSet.of(PENDING)),
    /** We wait for somebody else: on hold. */
    ON_HOLD_TIME("onHold", EnumSet.of(ON_HOLD)),
    /** Until it is done with, whoever waits: new, open, pending, on hold. */
    UNSOLVED("unsolved", EnumSet.of(NEW, OPEN, PENDING, ON_HOLD));

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // never modified
    private final Set<TicketStatus> statuses;

    TicketClock(String word, Set<TicketStatus> statuses) {
        this.word = word;
        this.statuses = Collections.unmodifiableSet(statuses);
    }

    /**
     * Its name among metrics.
     *
     * @return such as {@code requesterWait}
     */
    public String word() {
        return word;
    }

    /**
     * In which statuses it runs.
     *
     * @return the statuses
     */
    public Set<TicketStatus> statuses() {
        return statuses;
    }

    /**
     * Whether it runs.
     *
     * @param status the ticket's status
     * @return true if it does
     */
    public boolean runsIn(TicketStatus status) {
        return statuses.contains(status);
    }
}

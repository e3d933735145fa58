package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Milestones;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A promise made about a ticket, an SLA target in the words of help desks, and what had become of it at an instant. It is broken as soon as more time has been used than was allowed,
 * and then stays so, whatever comes late. Time that is used up exactly is within: who is due at closing time may answer until the next
 * opening.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ticketId the ticket
 * @param goal what was promised
 * @param number which of several promises of this goal it is, from 0
 * @param policy by which policy
 * @param within in how much time
 * @param startedAt since when its time is counted: since the ticket was created or the customer wrote, or since it was restarted
 * @param appliedAt when the promise was made, or was changed last; later than its start if it came with a change of priority
 * @param dueAt when its time is used up; of a kept promise, when it would have been, with the pauses that there were since; null while
 *     paused, when cancelled, or if it never opens for so long
 * @param fulfilledAt when it was fulfilled, or null
 * @param state what has become of it
 * @param isOpen whether it can still be fulfilled
 * @param used how much of its time was used
 * @param calendar when its time passes now
 * @param subject who and where
 * @param attributes whatever else it may be grouped by
 */
public record Obligation(
        String ticketId,
        ServicePolicy.Goal goal,
        int number,
        String policy,
        Duration within,
        Instant startedAt,
        Instant appliedAt,
        @Nullable Instant dueAt,
        @Nullable Instant fulfilledAt,
        State state,
        boolean isOpen,
        Duration used,
        BusinessCalendar calendar,
        Subject subject,
        Map<String, String> attributes)
        implements Fact {
    /** What has become of a promise. */
    public enum State {
        /** Its time runs. */
        RUNNING,
        /** Its time stands still. */
        PAUSED,
        /** It was kept. */
        MET,
        /** It was broken, whether fulfilled late or not yet or never. */
        BREACHED,
        /** Nothing is to be fulfilled any more: the ticket was solved, closed or merged first. */
        CANCELLED
    }

    /** Copies the attributes. */
    public Obligation {
        attributes = Map.copyOf(attributes);
    }

    /**
     * How much more time was used than was allowed.
     *
     * @return the time, empty unless broken
     */
    public Optional<Duration> overrun() {
        return state == State.BREACHED ? Optional.of(used.minus(within)) : Optional.empty();
    }

    /**
     * When it would be due if its time ran on from an instant: what to expect after a pause.
     *
     * @param at the instant
     * @return when its time would be used up; the instant itself if it is
     * @throws IllegalArgumentException if it does not open for so long until the year 2299
     */
    public Instant dueIfRunningFrom(Instant at) {
        Duration left = within.minus(used);
        return left.isNegative() ? at : calendar.plus(at, left);
    }

    /**
     * The promise that a contact with a due instant is, in elapsed time: resolved by then.
     *
     * @param contact the contact
     * @param asOf the instant up to which is known what became of it
     * @return the obligation, empty if the contact has no start or no due instant after it
     */
    public static Optional<Obligation> of(Interaction contact, Instant asOf) {
        Milestones at = contact.milestones();
        Instant start = at.startedAt();
        Instant due = at.dueAt();
        if (start == null || due == null || due.isBefore(start)) {
            return Optional.empty();
        }
        Instant resolved = at.resolvedAt() == null || at.resolvedAt().isAfter(asOf) ? null : at.resolvedAt();
        Instant ended = at.endedAt() == null || at.endedAt().isAfter(asOf) ? null : at.endedAt();
        Instant last = resolved != null ? resolved : ended != null ? ended : asOf;
        boolean late = last.isAfter(due);
        State state =
                late ? State.BREACHED : resolved != null ? State.MET : ended != null ? State.CANCELLED : State.RUNNING;
        return Optional.of(new Obligation(
                contact.id(),
                ServicePolicy.Goal.FULL_RESOLUTION,
                0,
                "due",
                Duration.between(start, due),
                start,
                start,
                due,
                resolved,
                state,
                resolved == null && ended == null,
                last.isBefore(start) ? Duration.ZERO : Duration.between(start, last),
                BusinessCalendar.ALWAYS,
                contact.subject(),
                contact.attributes()));
    }
}

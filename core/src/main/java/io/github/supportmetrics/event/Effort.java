package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How long the parts of a contact took; what is unknown is null, which is not zero.
 *
 * <p>Immutable and thread-safe.
 *
 * @param waiting the customer's wait in the queue, until answered or abandoned
 * @param talk the conversation
 * @param hold the customer on hold
 * @param wrapUp the agent's work after the contact
 */
public record Effort(
        @Nullable Duration waiting,
        @Nullable Duration talk,
        @Nullable Duration hold,
        @Nullable Duration wrapUp) {
    /** Nothing known. */
    public static final Effort UNKNOWN = new Effort(null, null, null, null);

    /**
     * Checks the durations.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Effort {
        check(waiting, "wait");
        check(talk, "talk");
        check(hold, "hold");
        check(wrapUp, "wrapUp");
    }

    /**
     * How long somebody worked, of sessions that may overlap and of which some were left open: what any covers counts once, and none
     * counts for longer than a cap.
     *
     * @param sessions from when to when the contact had the agent's attention
     * @param cap the most that one session counts for, above 0
     * @return the time, to be given as a contact's talk
     */
    public static Duration worked(Collection<TimeWindow> sessions, Duration cap) {
        if (cap.isNegative() || cap.isZero()) {
            throw Require.bad("cap", "above 0", cap);
        }
        Duration worked = Duration.ZERO;
        Instant until = Instant.MIN;
        for (TimeWindow session : sessions.stream().sorted().toList()) {
            Instant end = session.length().compareTo(cap) > 0 ? session.start().plus(cap) : session.end();
            Instant from = session.start().isBefore(until) ? until : session.start();
            if (from.isBefore(end)) {
                worked = worked.plus(Duration.between(from, end));
                until = end;
            }
        }
        return worked;
    }

    private static void check(@Nullable Duration duration, String name) {
        if (duration != null && duration.isNegative()) {
            throw Require.bad(name, "at least 0", duration);
        }
    }
}

package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Duration;
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

    private static void check(@Nullable Duration duration, String name) {
        if (duration != null && duration.isNegative()) {
            throw Require.bad(name, "at least 0", duration);
        }
    }
}

package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What came of a contact; what is unknown is null.
 *
 * <p>Immutable and thread-safe.
 *
 * @param disposition how it ended for the queue
 * @param resolved whether the issue was solved in it, by the agent's code
 * @param resolvableAtFirstLevel whether the first level could have solved it at all
 * @param replies how many public agent replies it took
 * @param transfers how often it was handed on
 * @param reopens how often it was opened again
 * @param escalated whether it went to a higher level or to management
 */
public record Outcome(
        Disposition disposition,
        @Nullable Boolean resolved,
        @Nullable Boolean resolvableAtFirstLevel,
        @Nullable Integer replies,
        @Nullable Integer transfers,
        @Nullable Integer reopens,
        @Nullable Boolean escalated) {
    /** Handled, and nothing else known. */
    public static final Outcome HANDLED = new Outcome(Disposition.HANDLED, null, null, null, null, null, null);

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Outcome {
        check(replies, "replies");
        check(transfers, "transfers");
        check(reopens, "reopens");
    }

    private static void check(@Nullable Integer count, String name) {
        if (count != null) {
            Require.nonNegative(count, name);
        }
    }
}

package io.github.supportmetrics.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a contact; what did not happen, or is unknown, is null. Milestones may contradict each other, as real
 * data do: metrics that need both of two such instants leave the contact out as {@code END_BEFORE_START}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param startedAt when the contact began or the ticket was created
 * @param answeredAt when somebody took it
 * @param abandonedAt when the customer gave up
 * @param firstResponseAt when the first public human reply went out
 * @param resolvedAt when it was solved
 * @param endedAt when it ended
 * @param dueAt when it was due
 */
public record Milestones(
        @Nullable Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant abandonedAt,
        @Nullable Instant firstResponseAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant endedAt,
        @Nullable Instant dueAt) {
    /** Nothing known. */
    public static final Milestones UNKNOWN = new Milestones(null, null, null, null, null, null, null);
}

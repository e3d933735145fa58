package io.github.supportmetrics.event;

import org.jspecify.annotations.Nullable;

/**
 * Who a fact concerns and where it happened; what is unknown is null.
 *
 * <p>Immutable and thread-safe.
 *
 * @param customerId the customer
 * @param agentId the agent
 * @param queue the queue or team
 * @param channel the channel, such as {@code phone}
 * @param topic the reason for the contact
 */
public record Subject(
        @Nullable String customerId,
        @Nullable String agentId,
        @Nullable String queue,
        @Nullable String channel,
        @Nullable String topic) {
    /** Nothing known. */
    public static final Subject UNKNOWN = new Subject(null, null, null, null, null);
}

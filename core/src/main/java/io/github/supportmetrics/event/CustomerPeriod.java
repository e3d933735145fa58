package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One customer over one period: what every churn and retention rate counts.
 *
 * <p>Immutable and thread-safe.
 *
 * @param customerId the customer
 * @param membership where the customer stood at the period's ends, or null if that cannot be said
 * @param gap why it cannot be said, or null if it can
 * @param exposure how long the customer was one in the period, or null if unknown
 * @param window the period, or null if only its ends are known
 * @param joinedAt when the customer joined within the period, or null if that was before or is unknown
 * @param lostAt when the customer was lost within the period, or null if not or unknown
 * @param contacts how often the customer contacted us in it, or null if unknown
 * @param monthlyRevenue what the customer pays a month, or null if unknown
 * @param attributes whatever else it may be grouped by
 */
public record CustomerPeriod(
        String customerId,
        @Nullable Membership membership,
        @Nullable Gap gap,
        @Nullable Duration exposure,
        @Nullable TimeWindow window,
        @Nullable Instant joinedAt,
        @Nullable Instant lostAt,
        @Nullable Long contacts,
        @Nullable Money monthlyRevenue,
        Map<String, String> attributes)
        implements Fact {
    /** Where a customer stood at the ends of a period. */
    public enum Membership {
        /** A customer at the start and at the end. */
        STAYED,
        /** A customer at the start, lost within the period. */
        LOST,
        /** Joined within the period, a customer at its end. */
        JOINED,
        /** Joined and lost within the period. */
        JOINED_AND_LOST
    }

    /** Why it cannot be said where a customer stood. */
    public enum Gap {
        /** The record ends before it starts. */
        END_BEFORE_START,
        /** Nothing says whether the customer was lost. */
        NO_OUTCOME,
        /** Nothing says when the customer joined. */
        NO_START,
        /** The customer was lost, and nothing says when. */
        NO_END,
        /** The customer joined after the observation. */
        NOT_YET_JOINED
    }

    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the exposure is negative, or not just one of membership and gap is given
     */
    public CustomerPeriod {
        if (exposure != null && exposure.isNegative()) {
            throw Require.bad("exposure", "at least 0", exposure);
        }
        if ((membership == null) == (gap == null)) {
            throw Require.bad("membership", "given unless there is a gap", membership + " and " + gap);
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * A customer of the period's start who stayed or was lost.
     *
     * @param customerId the customer
     * @param lost whether the customer was lost
     * @return the fact
     */
    public static CustomerPeriod ofStarter(String customerId, boolean lost) {
        return new CustomerPeriod(
                customerId,
                lost ? Membership.LOST : Membership.STAYED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /**
     * When the period began.
     *
     * @return the instant, or null if unknown
     */
    public @Nullable Instant startedAt() {
        return window == null ? null : window.start();
    }

    @Override
    public Subject subject() {
        return new Subject(customerId, null, null, null, null);
    }
}

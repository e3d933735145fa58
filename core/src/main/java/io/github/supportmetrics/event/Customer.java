package io.github.supportmetrics.event;

import io.github.supportmetrics.event.CustomerPeriod.Gap;
import io.github.supportmetrics.event.CustomerPeriod.Membership;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer's life with the company, from which {@link CustomerPeriod}s are read.
 *
 * <p>With dates, any period can be asked for. Without them, {@code churned} alone says whether a customer of the start was lost.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id the customer
 * @param startedAt when the customer joined, or null if unknown
 * @param endedAt when the customer left, or null if that has not happened or is unknown
 * @param tenure how long the customer has been one, or null if unknown
 * @param churned whether the customer was lost, or null if the dates say so
 * @param contacts how often the customer contacted us in all that time, or null if unknown
 * @param monthlyRevenue what the customer pays a month, or null if unknown
 * @param attributes whatever else it may be grouped by
 */
public record Customer(
        String id,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Duration tenure,
        @Nullable Boolean churned,
        @Nullable Long contacts,
        @Nullable Money monthlyRevenue,
        Map<String, String> attributes)
        implements Fact {
    /** The length of a month of tenure: a twelfth of 365.25 days. */
    public static final Duration MONTH = Duration.ofMinutes(43_830);

    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the tenure is negative
     */
    public Customer {
        Require.text(id, "id");
        if (tenure != null && tenure.isNegative()) {
            throw Require.bad("tenure", "at least 0", tenure);
        }
        if (contacts != null) {
            Require.nonNegative(contacts, "contacts");
        }
        attributes = Map.copyOf(attributes);
    }

    private boolean endsBeforeStart() {
        return startedAt != null && endedAt != null && endedAt.isBefore(startedAt);
    }

    /**
     * The whole of what is known as one period, of which everybody is a starter. What comes later than the observation is not seen.
     *
     * @param observedUntil up to when customers were watched, or null to take the record as it stands
     * @return the fact
     */
    public CustomerPeriod whole(@Nullable Instant observedUntil) {
        if (churned == null && endedAt == null && startedAt == null) {
            return unplaced(Gap.NO_OUTCOME);
        }
        if (endsBeforeStart()) {
            return unplaced(Gap.END_BEFORE_START);
        }
        if (isAfter(startedAt, observedUntil)) {
            return unplaced(Gap.NOT_YET_JOINED);
        }
        Instant end = isAfter(endedAt, observedUntil) ? null : endedAt;
        boolean lost = end != null || (endedAt == null && Boolean.TRUE.equals(churned));
        Instant last = end == null ? observedUntil : end;
        Duration exposure = tenure != null || startedAt == null || last == null || last.isBefore(startedAt)
                ? tenure
                : Duration.between(startedAt, last);
        return new CustomerPeriod(
                id,
                lost ? Membership.LOST : Membership.STAYED,
                null,
                exposure,
                null,
                null,
                end,
                contacts,
                monthlyRevenue,
                attributes);
    }

    private static boolean isAfter(@Nullable Instant instant, @Nullable Instant until) {
        return instant != null && until != null && instant.isAfter(until);
    }

    /**
     * This customer as one of whom it cannot be said where they stood.
     *
     * @param gap why not
     * @return the fact, of no period
     */
    public CustomerPeriod unplaced(Gap gap) {
        return new CustomerPeriod(id, null, gap, null, null, null, null, null, monthlyRevenue, attributes);
    }

    /**
     * This customer over a period. Whoever joins at its first instant joins within it; whoever leaves at its first instant was
     * still there at its start.
     *
     * @param window the period
     * @return the fact, or empty if the customer was none in the period or has no start
     */
    public Optional<CustomerPeriod> in(TimeWindow window) {
        boolean over = endedAt != null && endedAt.isBefore(window.start());
        if (startedAt == null || !startedAt.isBefore(window.end()) || (over && !endsBeforeStart())) {
            return Optional.empty();
        }
        Gap gap = endsBeforeStart()
                ? Gap.END_BEFORE_START
                : endedAt == null && Boolean.TRUE.equals(churned) ? Gap.NO_END : null;
        if (gap != null) {
            return gap == Gap.NO_END || window.contains(startedAt)
                    ? Optional.of(new CustomerPeriod(
                            id, null, gap, null, window, null, null, null, monthlyRevenue, attributes))
                    : Optional.empty();
        }
        boolean starter = startedAt.isBefore(window.start());
        boolean lost = endedAt != null && endedAt.isBefore(window.end());
        Membership membership = starter
                ? (lost ? Membership.LOST : Membership.STAYED)
                : (lost ? Membership.JOINED_AND_LOST : Membership.JOINED);
        Instant end = lost && endedAt != null ? endedAt : window.end();
        return Optional.of(new CustomerPeriod(
                id,
                membership,
                null,
                window.overlap(new TimeWindow(startedAt, end)),
                window,
                starter ? null : startedAt,
                lost ? endedAt : null,
                null,
                monthlyRevenue,
                attributes));
    }

    @Override
    public Subject subject() {
        return new Subject(id, null, null, null, null);
    }
}

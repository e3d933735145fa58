package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to keep a customer who wanted to leave.
 *
 * <p>Immutable and thread-safe.
 *
 * @param customerId the customer
 * @param at when
 * @param saved whether the customer stayed for the time being
 * @param lostAt when the customer left after all, or null if that has not happened
 * @param monthlyRevenue what the customer pays a month, or null if unknown
 * @param concession what of it was given up a month to keep the customer, or null if nothing
 * @param attributes whatever else it may be grouped by
 */
public record SaveAttempt(
        String customerId,
        Instant at,
        boolean saved,
        @Nullable Instant lostAt,
        @Nullable Money monthlyRevenue,
        @Nullable Money concession,
        Map<String, String> attributes)
        implements Fact {
    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the customer left before the attempt, an amount is negative, or the currencies differ
     */
    public SaveAttempt {
        Require.text(customerId, "customerId");
        if (lostAt != null && lostAt.isBefore(at)) {
            throw Require.bad("lostAt", "no earlier than the attempt at " + at, lostAt);
        }
        if (monthlyRevenue != null
                && concession != null
                && !monthlyRevenue.currency().equals(concession.currency())) {
            throw Require.bad(
                    "currency of the concession", monthlyRevenue.currency().toString(), concession.currency());
        }
        check(monthlyRevenue, "monthlyRevenue");
        check(concession, "concession");
        attributes = Map.copyOf(attributes);
    }

    private static void check(@Nullable Money money, String name) {
        if (money != null && money.minor() < 0) {
            throw Require.bad(name, "at least 0", money);
        }
    }

    @Override
    public Subject subject() {
        return new Subject(customerId, null, null, null, null);
    }
}

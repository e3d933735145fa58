package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.util.Map;

/**
 * What a customer paid a month at a period's start and at its end.
 *
 * <p>Immutable and thread-safe.
 *
 * @param customerId the customer
 * @param before the monthly revenue at the start, zero for who was no customer
 * @param after the monthly revenue at the end, zero for who is no customer any more
 * @param returning whether a customer of nothing at the start had been one before: reactivated, not new
 * @param attributes whatever else it may be grouped by
 */
public record RevenueChange(
        String customerId, Money before, Money after, boolean returning, Map<String, String> attributes)
        implements Fact {
    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if an amount is negative or the currencies differ
     */
    public RevenueChange {
        Require.text(customerId, "customerId");
        if (before.minor() < 0 || after.minor() < 0) {
            throw Require.bad("monthly revenue", "at least 0", before + " and " + after);
        }
        if (!before.currency().equals(after.currency())) {
            throw Require.bad("currency after", before.currency().toString(), after.currency());
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * A change of a customer who was not there before the start for the first time.
     *
     * @param customerId the customer
     * @param before the monthly revenue at the start
     * @param after the monthly revenue at the end
     * @return the change
     */
    public static RevenueChange of(String customerId, Money before, Money after) {
        return new RevenueChange(customerId, before, after, false, Map.of());
    }

    @Override
    public Subject subject() {
        return new Subject(customerId, null, null, null, null);
    }
}

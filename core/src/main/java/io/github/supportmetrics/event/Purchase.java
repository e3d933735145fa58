package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One order of a customer.
 *
 * <p>Immutable and thread-safe.
 *
 * @param customerId who bought
 * @param at when
 * @param amount what was paid, or null if unknown
 * @param quantity how many things, or null if unknown
 * @param returned whether it was given back
 * @param attributes whatever else it may be grouped by
 */
public record Purchase(
        String customerId,
        Instant at,
        @Nullable Money amount,
        @Nullable Long quantity,
        boolean returned,
        Map<String, String> attributes)
        implements Fact {
    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the customer is blank, or the amount or the quantity negative: what was given back is {@code
     *     returned}
     */
    public Purchase {
        Require.text(customerId, "customerId");
        if (amount != null && amount.minor() < 0) {
            throw Require.bad("amount", "at least 0", amount);
        }
        if (quantity != null) {
            Require.nonNegative(quantity, "quantity");
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * The same with another attribute.
     *
     * @param name the attribute
     * @param value its value
     * @return the purchase
     */
    public Purchase with(String name, String value) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put(name, value);
        return new Purchase(customerId, at, amount, quantity, returned, all);
    }

    /**
     * An order of nothing but an amount.
     *
     * @param customerId who bought
     * @param at when
     * @param amount what was paid, or null if unknown
     * @return the purchase
     */
    public static Purchase of(String customerId, Instant at, @Nullable Money amount) {
        return new Purchase(customerId, at, amount, null, false, Map.of());
    }

    @Override
    public Subject subject() {
        return new Subject(customerId, null, null, null, null);
    }
}

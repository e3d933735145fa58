package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What a contact cost and what it brought in; what is unknown is null.
 *
 * <p>Immutable and thread-safe.
 *
 * @param cost its full cost, where costs are itemised
 * @param sales what was sold in it, zero if nothing
 */
public record Commerce(@Nullable Money cost, @Nullable Money sales) {
    /** Nothing known. */
    public static final Commerce UNKNOWN = new Commerce(null, null);

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Commerce {
        check(cost, "cost");
        check(sales, "sales");
    }

    private static void check(@Nullable Money money, String name) {
        if (money != null && money.minor() < 0) {
            throw Require.bad(name, "at least 0", money);
        }
    }
}

package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A customer with all orders known so far, those that were returned left out: whoever looks at an order alone cannot see whether it is a
 * repeat.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id the customer
 * @param purchases the orders from first to last, one or more
 * @param attributes whatever else the customer may be grouped by: those of the first order
 */
public record Buyer(String id, List<Purchase> purchases, Map<String, String> attributes) implements Fact {
    /**
     * Copies and sorts.
     *
     * @throws IllegalArgumentException if there is no order
     */
    public Buyer {
        Require.positive(purchases.size(), "number of purchases");
        List<Purchase> sorted = new ArrayList<>(purchases);
        sorted.sort(Comparator.comparing(Purchase::at));
        purchases = List.copyOf(sorted);
        attributes = Map.copyOf(attributes);
    }

    /**
     * Puts orders together by customer.
     *
     * @param purchases the orders, of which returned ones are left out
     * @return the buyers, in the order of their first appearance
     */
    public static List<Buyer> of(Collection<Purchase> purchases) {
        Map<String, List<Purchase>> byCustomer = new LinkedHashMap<>();
        for (Purchase purchase : purchases) {
            if (!purchase.returned()) {
                byCustomer
                        .computeIfAbsent(purchase.customerId(), k -> new ArrayList<>())
                        .add(purchase);
            }
        }
        List<Buyer> buyers = new ArrayList<>(byCustomer.size());
        byCustomer.forEach((id, all) -> {
            Purchase first =
                    all.stream().min(Comparator.comparing(Purchase::at)).orElseThrow();
            buyers.add(new Buyer(id, all, first.attributes()));
        });
        return List.copyOf(buyers);
    }

    /**
     * When the customer bought first.
     *
     * @return the instant
     */
    public Instant first() {
        return purchases.get(0).at();
    }

    /**
     * When the customer bought last.
     *
     * @return the instant
     */
    public Instant last() {
        return purchases.get(purchases.size() - 1).at();
    }

    /**
     * The days on which the customer bought; two orders of one day are one.
     *
     * @param zone whose days
     * @return the days, ascending
     */
    public List<LocalDate> days(ZoneId zone) {
        return purchases.stream()
                .map(purchase -> purchase.at().atZone(zone).toLocalDate())
                .distinct()
                .toList();
    }

    /**
     * The same as it stood at an instant.
     *
     * @param at the instant
     * @return the buyer without later orders, or empty if there was none yet
     */
    public Optional<Buyer> asOf(Instant at) {
        List<Purchase> seen = purchases.stream()
                .filter(purchase -> !purchase.at().isAfter(at))
                .toList();
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Buyer(id, seen, attributes));
    }

    @Override
    public Subject subject() {
        return new Subject(id, null, null, null, null);
    }
}

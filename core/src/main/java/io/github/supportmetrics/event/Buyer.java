package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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
     * The time between one day of buying and the next.
     *
     * @param customerId the buyer
     * @param from the earlier day
     * @param to the later day
     * @param attributes those of the buyer
     */
    public record Gap(String customerId, LocalDate from, LocalDate to, Map<String, String> attributes) implements Fact {
        /** Copies the attributes. */
        public Gap {
            attributes = Map.copyOf(attributes);
        }

        /**
         * How long it is.
         *
         * @return whole days of 24 h
         */
        public Duration length() {
            return Duration.ofDays(ChronoUnit.DAYS.between(from, to));
        }

        @Override
        public Subject subject() {
            return new Subject(customerId, null, null, null, null);
        }
    }

    /**
     * The times between the days on which the customer bought.
     *
     * @param zone whose days
     * @return one less than there are days
     */
    public List<Gap> gaps(ZoneId zone) {
        List<LocalDate> days = days(zone);
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < days.size(); i++) {
            gaps.add(new Gap(id, days.get(i - 1), days.get(i), attributes));
        }
        return gaps;
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

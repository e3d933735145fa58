package io.github.supportmetrics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The contacts of each customer in order of time, so that an agent finds the earlier ones without asking again. Contacts of no known
 * customer or start cannot be found by them and are left out; so are spam and other contacts that were never real.
 *
 * <p>Immutable and thread-safe.
 */
public final class ContactHistory {
    private static final Comparator<Interaction> IN_TIME = Comparator.comparing(
                    (Interaction contact) -> Objects.requireNonNull(contact.startedAt()))
            .thenComparing(Interaction::id);

    private final Map<String, List<Interaction>> byCustomer;
    private final int unknown;

    private ContactHistory(Map<String, List<Interaction>> byCustomer, int unknown) {
        this.byCustomer = byCustomer;
        this.unknown = unknown;
    }

    /**
     * Sorts contacts by customer and time.
     *
     * @param contacts the contacts, of any channel
     * @return their history
     */
    public static ContactHistory of(Collection<Interaction> contacts) {
        Map<String, List<Interaction>> byCustomer = new HashMap<>();
        int unknown = 0;
        for (Interaction contact : contacts) {
            if (contact.disposition().isLeftOut()) {
                continue;
            }
            String customer = contact.customerId();
            if (customer == null || contact.startedAt() == null) {
                unknown++;
            } else {
                byCustomer.computeIfAbsent(customer, k -> new ArrayList<>()).add(contact);
            }
        }
        byCustomer.values().forEach(list -> list.sort(IN_TIME));
        return new ContactHistory(byCustomer, unknown);
    }

    /**
     * All contacts of a customer.
     *
     * @param customerId the customer
     * @return the contacts from first to last, none if the customer is not known
     */
    public List<Interaction> of(String customerId) {
        return List.copyOf(byCustomer.getOrDefault(customerId, List.of()));
    }

    /**
     * The contacts before one of the same customer.
     *
     * @param contact the contact, which need not be in the history
     * @return the earlier ones, the last first; none if its customer or start is not known
     */
    public List<Interaction> before(Interaction contact) {
        String customer = contact.customerId();
        if (customer == null || contact.startedAt() == null) {
            return List.of();
        }
        List<Interaction> earlier = new ArrayList<>();
        for (Interaction other : byCustomer.getOrDefault(customer, List.of())) {
            if (IN_TIME.compare(other, contact) >= 0) {
                break;
            }
            earlier.add(other);
        }
        Collections.reverse(earlier);
        return List.copyOf(earlier);
    }

    /**
     * The contacts before one of the same customer that are not too old.
     *
     * @param contact the contact
     * @param window how far back, itself within
     * @return the earlier ones, the last first
     */
    public List<Interaction> before(Interaction contact, Duration window) {
        Instant start = contact.startedAt();
        return start == null
                ? List.of()
                : before(contact).stream()
                        .filter(other ->
                                !Objects.requireNonNull(other.startedAt()).isBefore(start.minus(window)))
                        .toList();
    }

    /**
     * The last contact before one of the same customer.
     *
     * @param contact the contact
     * @return the contact before, or empty if it is the first
     */
    public Optional<Interaction> previous(Interaction contact) {
        return before(contact).stream().findFirst();
    }

    /**
     * How many contacts cannot be found, as their customer or start is not known.
     *
     * @return the number
     */
    public int unknown() {
        return unknown;
    }
}

package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Customer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A customer as the simulation goes on. Times are epoch seconds. Not thread-safe. */
final class Member {
    private static final long RECENT = 30 * 86_400L;

    final String id;
    final boolean business;
    /** The recommendation (0–10) of this customer if nothing goes wrong. */
    final double goodwill;

    private final long startedAt;
    private final List<Long> troubles = new ArrayList<>();
    private @Nullable Instant endedAt;
    private int askedIn;

    Member(String id, long startedAt, Dice dice) {
        this.id = id;
        this.startedAt = startedAt;
        business = dice.chance(0.3);
        goodwill = dice.normal(8.4, 1.4);
    }

    boolean isActive() {
        return endedAt == null;
    }

    void leave(long at) {
        endedAt = Instant.ofEpochSecond(at);
    }

    /** Notes a contact that did not help. */
    void trouble(long at) {
        troubles.add(at);
    }

    /** How many contacts of the last 30 days did not help. */
    int recentTroubles(long now) {
        int count = 0;
        for (long at : troubles) {
            if (now - RECENT <= at && at < now) {
                count++;
            }
        }
        return count;
    }

    /** Whether this quarter's recommendation has been asked for; it is from now on. */
    boolean alreadyAsked(int quarter) {
        return askedIn == quarter;
    }

    void asked(int quarter) {
        askedIn = quarter;
    }

    Customer record() {
        return new Customer(
                id,
                Instant.ofEpochSecond(startedAt),
                endedAt,
                null,
                null,
                null,
                null,
                Map.of("segment", business ? "business" : "consumer"));
    }
}

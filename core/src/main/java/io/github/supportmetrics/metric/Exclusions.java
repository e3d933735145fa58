package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many events a metric considered but did not count, by reason. Nothing is left out without a trace.
 *
 * <p>Immutable and thread-safe.
 *
 * @param byReason reason → count, above 0
 */
public record Exclusions(SortedMap<String, Long> byReason) {
    /** Nothing excluded. */
    public static final Exclusions NONE = new Exclusions(new TreeMap<>());

    /**
     * Copies the counts, without those that are 0.
     *
     * @throws IllegalArgumentException if a count is negative
     * @throws ArithmeticException if their sum leaves 63 bits
     */
    public Exclusions {
        SortedMap<String, Long> copy = new TreeMap<>();
        byReason.forEach((reason, count) -> {
            if (Require.nonNegative(count, "count excluded as " + reason) > 0) {
                copy.put(reason, count);
            }
        });
        Require.nonNegative(sum(copy), "events excluded");
        byReason = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * How many were excluded.
     *
     * @return the sum over all reasons
     */
    public long total() {
        return sum(byReason);
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().reduce(0L, Math::addExact);
    }

    /**
     * How many were excluded for a reason.
     *
     * @param reason the reason
     * @return the count, 0 if there is none
     */
    public long count(String reason) {
        return byReason.getOrDefault(reason, 0L);
    }

    Exclusions plus(Exclusions other) {
        SortedMap<String, Long> sum = new TreeMap<>(byReason);
        other.byReason.forEach((reason, count) -> sum.merge(reason, count, Math::addExact));
        return new Exclusions(sum);
    }

    Exclusions minus(Exclusions part) {
        SortedMap<String, Long> rest = new TreeMap<>(byReason);
        part.byReason.forEach((reason, count) -> rest.merge(reason, -count, Math::addExact));
        return new Exclusions(rest);
    }

    @Override
    public String toString() {
        return byReason.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}

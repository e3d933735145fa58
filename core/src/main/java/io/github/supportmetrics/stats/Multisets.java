package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.SortedMap;
import java.util.TreeMap;

/** Arithmetic on how often keys were seen, shared by the summaries that are a multiset; no key stands with 0. */
final class Multisets {
    private Multisets() {}

    static <K extends Comparable<? super K>> SortedMap<K, Long> plus(SortedMap<K, Long> a, SortedMap<K, Long> b) {
        SortedMap<K, Long> sum = new TreeMap<>(a);
        b.forEach((key, count) -> sum.merge(key, count, Math::addExact));
        return sum;
    }

    static <K extends Comparable<? super K>> SortedMap<K, Long> minus(SortedMap<K, Long> a, SortedMap<K, Long> b) {
        SortedMap<K, Long> rest = new TreeMap<>(a);
        b.forEach((key, count) -> {
            long left = Counts.minus(rest.getOrDefault(key, 0L), count);
            if (left == 0) {
                rest.remove(key);
            } else {
                rest.put(key, left);
            }
        });
        return rest;
    }

    static <K extends Comparable<? super K>> SortedMap<K, Long> checked(SortedMap<K, Long> counts, String name) {
        SortedMap<K, Long> copy = new TreeMap<>(counts);
        copy.values().forEach(count -> {
            if (count < 1) {
                throw Require.bad("count of a " + name, "at least 1", count);
            }
        });
        total(copy);
        return copy;
    }

    static long total(SortedMap<?, Long> counts) {
        return counts.values().stream().reduce(0L, Math::addExact);
    }
}

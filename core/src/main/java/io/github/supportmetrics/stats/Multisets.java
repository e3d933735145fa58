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
        take(rest, b);
        return rest;
    }

    static <K extends Comparable<? super K>> boolean holds(SortedMap<K, Long> whole, SortedMap<K, Long> part) {
        return part.entrySet().stream().allMatch(one -> whole.getOrDefault(one.getKey(), 0L) >= one.getValue());
    }

    /** Takes a part out of a whole, which does not change if the part is not in it. */
    static <K extends Comparable<? super K>> void take(SortedMap<K, Long> whole, SortedMap<K, Long> part) {
        part.forEach((key, count) -> Counts.minus(whole.getOrDefault(key, 0L), count));
        part.forEach((key, count) -> whole.merge(key, -count, (a, b) -> a + b == 0 ? null : (Long) (a + b)));
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

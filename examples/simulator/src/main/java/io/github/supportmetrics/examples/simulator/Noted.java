package io.github.supportmetrics.examples.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A record that gets its id, a place in order of time, when all others are known.
 *
 * @param at when, in epoch seconds
 * @param named the record with an id
 */
record Noted<T>(long at, Function<String, T> named) {
    /** All of them by time, with ids of one kind. */
    static <T> List<T> inOrder(List<Noted<T>> notes, char kind) {
        List<Noted<T>> sorted = new ArrayList<>(notes);
        sorted.sort(Comparator.comparingLong(Noted::at));
        List<T> records = new ArrayList<>(sorted.size());
        for (Noted<T> note : sorted) {
            records.add(note.named.apply(Ids.of(kind, records.size() + 1)));
        }
        return List.copyOf(records);
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Summary;
import org.jspecify.annotations.Nullable;

/**
 * The running summaries of one metric in all its cells, side by side, by dense cell number. What an event contributes is one or
 * two whole numbers, whose meaning is the {@link Shape}'s.
 */
abstract class Column<S extends Summary<S>> {
    /** Whether this contribution could be taken out of the cell. */
    abstract boolean holds(int cell, long first, long second);

    abstract void add(int cell, long first, long second);

    /** Adds many, each a first number less an offset and, unless there are none, a second one. */
    abstract void addAll(int[] cells, long[] firsts, long @Nullable [] seconds, int offset, int from, int to);

    /** Where {@link #addAll} stopped when it failed. */
    int stoppedAt() {
        throw new IllegalStateException("counts do not fail");
    }

    /** Takes out what {@link #holds} said is there. */
    abstract void retract(int cell, long first, long second);

    abstract void merge(int cell, S summary);

    /** Whether all of this could be taken out of the cell. */
    abstract boolean holds(int cell, S part);

    /** Takes out what {@link #holds} said is there. */
    abstract void retract(int cell, S part);

    abstract S snapshot(int cell);

    abstract boolean isEmpty(int cell);

    abstract void clear(int cell);
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Summary;

/**
 * The running summaries of one metric in all its cells, side by side, by dense cell number. What an event contributes is one or
 * two whole numbers, whose meaning is the {@link Shape}'s.
 */
abstract class Column<S extends Summary<S>> {
    /** Whether this contribution could be taken out of the cell. */
    abstract boolean holds(int cell, long first, long second);

    abstract void add(int cell, long first, long second);

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

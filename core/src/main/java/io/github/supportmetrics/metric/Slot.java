package io.github.supportmetrics.metric;

/**
 * The running state of one part of a metric, in numbered cells. An event passes in two phases: {@link #evaluate} asks all that may
 * throw and keeps the answers, then {@link #commit} changes cells and cannot fail.
 */
abstract class Slot<E, R extends Result<R>> {
    /** No filter excludes the event. */
    static final int INCLUDED = -1;

    /**
     * First phase.
     *
     * @param excludedBy the number of the filter that excludes the event, or INCLUDED
     * @return whether there is anything to commit
     */
    abstract boolean evaluate(E event, int excludedBy);

    /** Whether the evaluated event could be taken out of a cell. */
    abstract boolean holds(int cell);

    /** Second phase. */
    abstract void commit(int cell, boolean retract);

    abstract void merge(int cell, R result);

    abstract R snapshot(int cell);

    abstract void clear(int cell);

    abstract boolean isEmpty(int cell);
}

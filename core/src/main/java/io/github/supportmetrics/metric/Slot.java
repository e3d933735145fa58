package io.github.supportmetrics.metric;

import org.jspecify.annotations.Nullable;

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

    /** Whether the evaluated event may follow others, though it counts nowhere; it is linked once, in whatever cells it is excluded. */
    boolean links() {
        return false;
    }

    /** Whether the evaluated event that only follows could be taken out. */
    boolean holdsLink() {
        return true;
    }

    /** Second phase of an event that {@link #links}. */
    void commitLink(boolean retract) {
        // Nothing here follows anything.
    }

    /** Whether the evaluated event is older than what may still change. */
    abstract boolean isSealed();

    /** Whether the evaluated event could be taken out of a cell. */
    abstract boolean holds(int cell);

    /** Second phase. */
    abstract void commit(int cell, boolean retract);

    abstract void merge(int cell, R result);

    abstract R snapshot(int cell);

    /** Adds one cell to another one and leaves it empty. */
    abstract void move(int from, int to);

    abstract boolean isEmpty(int cell);

    /** Time has come so far, and what is older than the sealed instant may change no more; in milliseconds since 1970. */
    abstract void advance(long watermark, long sealed);

    /** Whether another slot is built as this one, so that it can be absorbed. */
    abstract boolean fits(Slot<?, ?> other);

    /** Why the waiting events of another slot that fits cannot be taken over, or null. */
    @Nullable
    String unfit(Slot<?, ?> other) {
        return null;
    }

    /** How many events wait for others that may follow them. */
    long waiting() {
        return 0;
    }

    /** Adds a cell of another slot that fits; what waits there comes with {@link #absorbWaiting}. */
    abstract void absorb(int cell, Slot<?, ?> other, int otherCell);

    /** Takes over what waits in another slot, once all of its cells were absorbed. */
    void absorbWaiting(Slot<?, ?> other) {
        // Nothing waits here.
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The running state of one part of a metric, in numbered cells. An event passes in two phases: {@link #evaluate} asks all that may
 * throw and keeps the answers, then {@link #commit} changes cells and cannot fail.
 */
abstract class Slot<E, R extends Result<R>> {
    /** No filter excludes the event. */
    static final int INCLUDED = -1;

    /** Nothing that time seals. */
    static final long TIMELESS = Long.MAX_VALUE;

    /**
     * First phase.
     *
     * @param excludedBy the number of the filter that excludes the event, or INCLUDED
     * @return whether there is anything to commit
     */
    abstract boolean evaluate(E event, int excludedBy);

    /** So many cells there may be at most. */
    abstract int mostCells();

    /** Whether any event may follow others. */
    boolean mayLink() {
        return false;
    }

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

    /** The earliest instant of the evaluated event by which it is sealed, in milliseconds since 1970, or TIMELESS. */
    long oldest() {
        return TIMELESS;
    }

    /** From now on {@link #oldest} is asked for. */
    void watch() {
        // Nothing here depends on time.
    }

    /** Writes what was evaluated. */
    abstract void note(StateWriter out);

    /**
     * First phase of an event of which only its note is left.
     *
     * @return whether there is anything to commit
     */
    abstract boolean recall(StateReader in);

    /** Whether the evaluated event could be taken out of a cell. */
    abstract boolean holds(int cell);

    /** Second phase. */
    abstract void commit(int cell, boolean retract);

    /** Until {@link #flush}, what is added may wait to be added with more. */
    abstract void stage();

    /** Adds what waits to be added. */
    abstract void flush();

    abstract void merge(int cell, R result);

    abstract R snapshot(int cell);

    /** Writes a cell, without what waits. */
    abstract void write(int cell, StateWriter out);

    /** Adds what {@link #write} wrote. */
    abstract void read(int cell, StateReader in);

    /** Counts what can change no more, so that what is written depends on no history. */
    void settle() {
        // Nothing waits here.
    }

    /** Writes what waits in the cells that were written just before, all of them. */
    void writeWaiting(StateWriter out) {
        // Nothing waits here.
    }

    /** Adds what waits in the cells that were read just before, all of them. */
    void readWaiting(StateReader in) {
        // Nothing waits here.
    }

    /** The measurement of a definition that is in here, or null. */
    abstract @Nullable LeafSlot<?, ?> leaf(String signature);

    /** The cell of such a measurement for keys from the outermost on, of which so many have been used. */
    abstract int cell(int cell, String signature, @Nullable Object[] keys, int used);

    /** Below which all cells of such a measurement are, given below which those around it are. */
    abstract int cells(String signature, int around);

    /** The result of one key's cell, where this is an axis. */
    Result<?> part(int cell, Object key) {
        throw new IllegalStateException("only an axis has parts");
    }

    /** Tells the result of each key's cell in order, where this is an axis. */
    void parts(int cell, BiConsumer<Object, Result<?>> each) {
        throw new IllegalStateException("only an axis has parts");
    }

    /** Adds a measurement of a finer result, if it is in here. */
    abstract void roll(int cell, Measurement<?> part, RollUp place);

    /** Adds one cell to another one and leaves it empty. */
    abstract void move(int from, int to);

    abstract boolean isEmpty(int cell);

    /** Time has come so far, and what is older than the sealed instant may change no more; in milliseconds since 1970. */
    void advance(long watermark, long sealed) {
        // Nothing here depends on time.
    }

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

package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import org.jspecify.annotations.Nullable;

/** A slot around another one: what concerns time and linked events goes through to it. */
abstract class Outer<T, R extends Result<R>, E, Q extends Result<Q>> extends Slot<T, R> {
    final Slot<E, Q> slot;

    Outer(Slot<E, Q> slot) {
        this.slot = slot;
    }

    private static Slot<?, ?> inside(Slot<?, ?> other) {
        return ((Outer<?, ?, ?, ?>) other).slot;
    }

    @Override
    int mostCells() {
        return slot.mostCells();
    }

    @Override
    boolean mayLink() {
        return slot.mayLink();
    }

    @Override
    boolean links() {
        return slot.links();
    }

    @Override
    boolean holdsLink() {
        return slot.holdsLink();
    }

    @Override
    void commitLink(boolean retract) {
        slot.commitLink(retract);
    }

    @Override
    void stage() {
        slot.stage();
    }

    @Override
    void flush() {
        slot.flush();
    }

    @Override
    long oldest() {
        return slot.oldest();
    }

    @Override
    void watch() {
        slot.watch();
    }

    @Override
    @Nullable
    LeafSlot<?, ?> leaf(String signature) {
        return slot.leaf(signature);
    }

    @Override
    void settle() {
        slot.settle();
    }

    @Override
    void writeWaiting(StateWriter out) {
        slot.writeWaiting(out);
    }

    @Override
    void readWaiting(StateReader in) {
        slot.readWaiting(in);
    }

    @Override
    void advance(long watermark, long sealed) {
        slot.advance(watermark, sealed);
    }

    @Override
    boolean fits(Slot<?, ?> other) {
        return other.getClass() == getClass() && slot.fits(inside(other));
    }

    @Override
    @Nullable
    String unfit(Slot<?, ?> other) {
        return slot.unfit(inside(other));
    }

    @Override
    long waiting() {
        return slot.waiting();
    }

    @Override
    void absorbWaiting(Slot<?, ?> other) {
        slot.absorbWaiting(inside(other));
    }
}

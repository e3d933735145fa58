package io.github.supportmetrics.metric;

import org.jspecify.annotations.Nullable;

/** A slot around another one whose cells are its own; only how events come in differs. */
abstract class Wrapped<T, E, R extends Result<R>> extends Slot<T, R> {
    final Slot<E, R> slot;

    Wrapped(Slot<E, R> slot) {
        this.slot = slot;
    }

    @Override
    boolean holds(int cell) {
        return slot.holds(cell);
    }

    @Override
    void commit(int cell, boolean retract) {
        slot.commit(cell, retract);
    }

    @Override
    void merge(int cell, R result) {
        slot.merge(cell, result);
    }

    @Override
    R snapshot(int cell) {
        return slot.snapshot(cell);
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
    boolean isSealed() {
        return slot.isSealed();
    }

    @Override
    void move(int from, int to) {
        slot.move(from, to);
    }

    @Override
    void advance(long watermark, long sealed) {
        slot.advance(watermark, sealed);
    }

    private static Slot<?, ?> inside(Slot<?, ?> other) {
        return ((Wrapped<?, ?, ?>) other).slot;
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
    void absorb(int cell, Slot<?, ?> other, int otherCell) {
        slot.absorb(cell, inside(other), otherCell);
    }

    @Override
    void absorbWaiting(Slot<?, ?> other) {
        slot.absorbWaiting(inside(other));
    }

    @Override
    boolean isEmpty(int cell) {
        return slot.isEmpty(cell);
    }
}

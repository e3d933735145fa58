package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;

/** A slot around another one whose cells are its own; only how events come in differs. */
abstract class Wrapped<T, E, R extends Result<R>> extends Outer<T, R, E, R> {
    Wrapped(Slot<E, R> slot) {
        super(slot);
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
    void note(StateWriter out) {
        slot.note(out);
    }

    @Override
    boolean recall(StateReader in) {
        return slot.recall(in);
    }

    @Override
    void write(int cell, StateWriter out) {
        slot.write(cell, out);
    }

    @Override
    void read(int cell, StateReader in) {
        slot.read(cell, in);
    }

    @Override
    void move(int from, int to) {
        slot.move(from, to);
    }

    @Override
    void absorb(int cell, Slot<?, ?> other, int otherCell) {
        slot.absorb(cell, ((Wrapped<?, ?, ?>) other).slot, otherCell);
    }

    @Override
    boolean isEmpty(int cell) {
        return slot.isEmpty(cell);
    }
}

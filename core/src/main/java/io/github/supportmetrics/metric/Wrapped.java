package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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
    int cell(int cell, String signature, @Nullable Object[] keys, int used) {
        return slot.cell(cell, signature, keys, used);
    }

    @Override
    int cells(String signature, int around) {
        return slot.cells(signature, around);
    }

    @Override
    void roll(int cell, Measurement<?> part, RollUp place) {
        slot.roll(cell, part, place);
    }

    @Override
    Result<?> part(int cell, Object key) {
        return slot.part(cell, key);
    }

    @Override
    void parts(int cell, BiConsumer<Object, Result<?>> each) {
        slot.parts(cell, each);
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

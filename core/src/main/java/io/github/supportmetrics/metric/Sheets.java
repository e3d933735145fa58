package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Several metrics over the same events: one pass, one look-up of groups. */
final class Sheets<E> extends Node<E, Sheet> {
    private final List<Node<E, ?>> parts;

    Sheets(List<Node<E, ?>> parts) {
        this.parts = parts;
    }

    @Override
    Node<E, Sheet> filtered(String reason) {
        return new Sheets<>(
                parts.stream().<Node<E, ?>>map(part -> part.filtered(reason)).toList());
    }

    @Override
    Sheet empty() {
        return new Sheet(parts.stream().<Result<?>>map(Node::empty).toList());
    }

    @Override
    Slot<E, Sheet> slot(List<String> filters) {
        return new SheetSlot<>(
                parts.stream().<Slot<E, ?>>map(part -> part.slot(filters)).toList());
    }

    private static final class SheetSlot<E> extends Slot<E, Sheet> {
        private final Slot<E, ?>[] slots;
        private final boolean[] pending;
        /** Of an event that was recalled, which parts it is noted in; null if one was evaluated by all of them. */
        private boolean @Nullable [] noted;

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array, as it is walked for every event
        SheetSlot(List<Slot<E, ?>> slots) {
            this.slots = slots.toArray(new Slot[0]);
            this.pending = new boolean[slots.size()];
        }

        @Override
        boolean evaluate(E event, int excludedBy) {
            boolean any = false;
            noted = null;
            for (int i = 0; i < slots.length; i++) {
                pending[i] = slots[i].evaluate(event, excludedBy);
                any |= pending[i];
            }
            return any;
        }

        @Override
        boolean holds(int cell) {
            for (int i = 0; i < slots.length; i++) {
                if (pending[i] && !slots[i].holds(cell)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void commit(int cell, boolean retract) {
            for (int i = 0; i < slots.length; i++) {
                if (pending[i]) {
                    slots[i].commit(cell, retract);
                }
            }
        }

        @Override
        void stage() {
            for (Slot<E, ?> slot : slots) {
                slot.stage();
            }
        }

        @Override
        void flush() {
            RuntimeException failure = null;
            for (Slot<E, ?> slot : slots) {
                try {
                    slot.flush();
                } catch (ArithmeticException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        void merge(int cell, Sheet result) {
            for (int i = 0; i < slots.length; i++) {
                merge(slots[i], cell, result.results().get(i));
            }
        }

        @SuppressWarnings("unchecked") // the accumulator has compared the signatures
        private static <R extends Result<R>> void merge(Slot<?, R> slot, int cell, Result<?> result) {
            slot.merge(cell, (R) result);
        }

        @Override
        Sheet snapshot(int cell) {
            List<Result<?>> results = new ArrayList<>(slots.length);
            for (Slot<E, ?> slot : slots) {
                results.add(slot.snapshot(cell));
            }
            return new Sheet(results);
        }

        @Override
        int mostCells() {
            int most = Integer.MAX_VALUE;
            for (Slot<E, ?> slot : slots) {
                most = Math.min(most, slot.mostCells());
            }
            return most;
        }

        @Override
        boolean mayLink() {
            return any(Slot::mayLink);
        }

        private boolean links(int i) {
            return (noted == null || noted[i]) && slots[i].links();
        }

        @Override
        boolean links() {
            for (int i = 0; i < slots.length; i++) {
                if (links(i)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        boolean holdsLink() {
            for (int i = 0; i < slots.length; i++) {
                if (links(i) && !slots[i].holdsLink()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void commitLink(boolean retract) {
            for (int i = 0; i < slots.length; i++) {
                if (links(i)) {
                    slots[i].commitLink(retract);
                }
            }
        }

        private boolean any(Predicate<Slot<E, ?>> what) {
            for (Slot<E, ?> slot : slots) {
                if (what.test(slot)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        long oldest() {
            long oldest = TIMELESS;
            for (Slot<E, ?> slot : slots) {
                oldest = Math.min(oldest, slot.oldest());
            }
            return oldest;
        }

        @Override
        void watch() {
            for (Slot<E, ?> slot : slots) {
                slot.watch();
            }
        }

        @Override
        void note(StateWriter out) {
            for (int i = 0; i < slots.length; i++) {
                boolean isNoted = pending[i] || links(i);
                out.octet(isNoted ? 1 : 0);
                if (isNoted) {
                    slots[i].note(out);
                }
            }
        }

        @Override
        boolean recall(StateReader in) {
            boolean any = false;
            boolean[] found = new boolean[slots.length];
            for (int i = 0; i < slots.length; i++) {
                found[i] = in.octet() != 0;
                pending[i] = found[i] && slots[i].recall(in);
                any |= pending[i];
            }
            noted = found;
            return any;
        }

        @Override
        void write(int cell, StateWriter out) {
            for (Slot<E, ?> slot : slots) {
                slot.write(cell, out);
            }
        }

        @Override
        void read(int cell, StateReader in) {
            for (Slot<E, ?> slot : slots) {
                slot.read(cell, in);
            }
        }

        @Override
        @Nullable
        LeafSlot<?, ?> leaf(String signature) {
            LeafSlot<?, ?> found = null;
            for (Slot<E, ?> slot : slots) {
                LeafSlot<?, ?> leaf = slot.leaf(signature);
                if (leaf != null && found != null) {
                    throw Require.bad("measurement", "once in the sheet", signature);
                }
                found = leaf == null ? found : leaf;
            }
            return found;
        }

        @Override
        int cell(int cell, String signature, @Nullable Object[] keys, int used) {
            return holding(signature).cell(cell, signature, keys, used);
        }

        @Override
        int cells(String signature, int around) {
            return holding(signature).cells(signature, around);
        }

        private Slot<E, ?> holding(String signature) {
            for (Slot<E, ?> slot : slots) {
                if (slot.leaf(signature) != null) {
                    return slot;
                }
            }
            throw Require.bad("measurement", "one of this sheet", signature);
        }

        @Override
        void roll(int cell, Measurement<?> part, RollUp place) {
            for (Slot<E, ?> slot : slots) {
                slot.roll(cell, part, place);
            }
        }

        @Override
        void settle() {
            for (Slot<E, ?> slot : slots) {
                slot.settle();
            }
        }

        @Override
        void writeWaiting(StateWriter out) {
            for (Slot<E, ?> slot : slots) {
                slot.writeWaiting(out);
            }
        }

        @Override
        void readWaiting(StateReader in) {
            for (Slot<E, ?> slot : slots) {
                slot.readWaiting(in);
            }
        }

        @Override
        void move(int from, int to) {
            for (Slot<E, ?> slot : slots) {
                slot.move(from, to);
            }
        }

        @Override
        void advance(long watermark, long sealed) {
            for (Slot<E, ?> slot : slots) {
                slot.advance(watermark, sealed);
            }
        }

        private static Slot<?, ?> part(Slot<?, ?> other, int i) {
            return ((SheetSlot<?>) other).slots[i];
        }

        @Override
        boolean fits(Slot<?, ?> other) {
            boolean fits = other instanceof SheetSlot<?> sheet && sheet.slots.length == slots.length;
            for (int i = 0; fits && i < slots.length; i++) {
                fits = slots[i].fits(part(other, i));
            }
            return fits;
        }

        @Override
        @Nullable
        String unfit(Slot<?, ?> other) {
            String unfit = null;
            for (int i = 0; unfit == null && i < slots.length; i++) {
                unfit = slots[i].unfit(part(other, i));
            }
            return unfit;
        }

        @Override
        long waiting() {
            return Arrays.stream(slots).mapToLong(Slot::waiting).sum();
        }

        @Override
        void absorb(int cell, Slot<?, ?> other, int otherCell) {
            for (int i = 0; i < slots.length; i++) {
                slots[i].absorb(cell, part(other, i), otherCell);
            }
        }

        @Override
        void absorbWaiting(Slot<?, ?> other) {
            for (int i = 0; i < slots.length; i++) {
                slots[i].absorbWaiting(part(other, i));
            }
        }

        @Override
        boolean isEmpty(int cell) {
            for (Slot<E, ?> slot : slots) {
                if (!slot.isEmpty(cell)) {
                    return false;
                }
            }
            return true;
        }
    }
}

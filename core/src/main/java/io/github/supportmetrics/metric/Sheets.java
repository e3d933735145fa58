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

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array, as it is walked for every event
        SheetSlot(List<Slot<E, ?>> slots) {
            this.slots = slots.toArray(new Slot[0]);
            this.pending = new boolean[slots.size()];
        }

        @Override
        boolean evaluate(E event, int excludedBy) {
            boolean any = false;
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
            for (Slot<E, ?> slot : slots) {
                slot.flush();
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
        boolean mayLink() {
            return any(Slot::mayLink);
        }

        @Override
        boolean links() {
            return any(Slot::links);
        }

        @Override
        boolean holdsLink() {
            return !any(slot -> slot.links() && !slot.holdsLink());
        }

        @Override
        void commitLink(boolean retract) {
            for (Slot<E, ?> slot : slots) {
                if (slot.links()) {
                    slot.commitLink(retract);
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
                boolean noted = pending[i] || slots[i].links();
                out.octet(noted ? 1 : 0);
                if (noted) {
                    slots[i].note(out);
                }
            }
        }

        @Override
        boolean recall(StateReader in) {
            boolean any = false;
            for (int i = 0; i < slots.length; i++) {
                boolean noted = in.octet() != 0;
                pending[i] = noted && slots[i].recall(in);
                any |= pending[i];
            }
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
            for (Slot<E, ?> slot : slots) {
                LeafSlot<?, ?> leaf = slot.leaf(signature);
                if (leaf != null) {
                    return leaf;
                }
            }
            return null;
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

package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** A metric of facts that are seen in a host's own objects: one in each, or any number. */
final class View<T, E, R extends Result<R>> extends Node<T, R> {
    private final Node<E, R> inner;
    private final Function<Slot<E, R>, Slot<T, R>> seen;

    private View(Node<E, R> inner, Function<Slot<E, R>, Slot<T, R>> seen) {
        this.inner = inner;
        this.seen = seen;
    }

    static <T, E, R extends Result<R>> Node<T, R> one(Function<? super T, ? extends E> fact, Node<E, R> inner) {
        return new View<>(inner, slot -> new One<>(slot, fact));
    }

    static <T, E, R extends Result<R>> Node<T, R> each(
            Function<? super T, ? extends Iterable<? extends E>> facts, Node<E, R> inner) {
        return new View<>(inner, slot -> new Each<>(slot, facts));
    }

    @Override
    Node<T, R> filtered(String reason) {
        return new View<>(inner.filtered(reason), seen);
    }

    @Override
    R empty() {
        return inner.empty();
    }

    @Override
    Slot<T, R> slot(List<String> filters) {
        return seen.apply(inner.slot(filters));
    }

    private static final class One<T, E, R extends Result<R>> extends Wrapped<T, E, R> {
        private final Function<? super T, ? extends E> fact;

        One(Slot<E, R> slot, Function<? super T, ? extends E> fact) {
            super(slot);
            this.fact = fact;
        }

        @Override
        boolean evaluate(T event, int excludedBy) {
            return slot.evaluate(fact.apply(event), excludedBy);
        }
    }

    /** Facts are evaluated once to see that none throws, and again one by one to commit them. */
    private static final class Each<T, E, R extends Result<R>> extends Wrapped<T, E, R> {
        private final Function<? super T, ? extends Iterable<? extends E>> facts;
        private final List<Evaluation> pending = new ArrayList<>();
        private final List<Evaluation> linking = new ArrayList<>();
        private long oldest;

        /** Brings a fact's evaluation back. */
        private interface Evaluation {
            void again();
        }

        Each(Slot<E, R> slot, Function<? super T, ? extends Iterable<? extends E>> facts) {
            super(slot);
            this.facts = facts;
        }

        @Override
        boolean evaluate(T event, int filter) {
            begin();
            for (E fact : facts.apply(event)) {
                keep(slot.evaluate(fact, filter), () -> slot.evaluate(fact, filter));
            }
            return !pending.isEmpty();
        }

        private void begin() {
            pending.clear();
            linking.clear();
            oldest = TIMELESS;
        }

        private void keep(boolean counts, Evaluation evaluation) {
            if (counts) {
                pending.add(evaluation);
            }
            if (slot.links()) {
                linking.add(evaluation);
            }
            oldest = Math.min(oldest, slot.oldest());
        }

        @Override
        long oldest() {
            return oldest;
        }

        @Override
        void note(StateWriter out) {
            List<Evaluation> all = new ArrayList<>(pending);
            linking.stream().filter(fact -> !pending.contains(fact)).forEach(all::add);
            List<byte[]> notes = new ArrayList<>();
            for (Evaluation fact : all) {
                fact.again();
                StateWriter one = new StateWriter();
                slot.note(one);
                notes.add(one.toBytes());
            }
            // In an order of their own: the object may hold its facts in any.
            notes.sort(Arrays::compare);
            out.unsigned(notes.size());
            notes.forEach(out::bytes);
        }

        @Override
        boolean recall(StateReader in) {
            begin();
            for (int left = in.count(2, "facts"); left > 0; left--) {
                byte[] one = in.bytes();
                StateReader note = new StateReader(one);
                boolean counts = slot.recall(note);
                if (note.remaining() != 0) {
                    throw in.malformed(note.remaining() + " bytes of a fact too many");
                }
                keep(counts, () -> slot.recall(new StateReader(one)));
            }
            return !pending.isEmpty();
        }

        @Override
        boolean links() {
            return !linking.isEmpty();
        }

        @Override
        boolean holds(int cell) {
            return holdsAll(pending, () -> slot.holds(cell), retract -> slot.commit(cell, retract));
        }

        @Override
        boolean holdsLink() {
            return holdsAll(linking, slot::holdsLink, slot::commitLink);
        }

        /** Two equal facts may be evaluated and one of them there: they are taken out and put back to see. */
        private static boolean holdsAll(List<Evaluation> facts, BooleanSupplier isThere, Consumer<Boolean> commit) {
            int taken = 0;
            while (taken < facts.size() && isThere(facts.get(taken), isThere)) {
                commit.accept(true);
                taken++;
            }
            for (Evaluation fact : facts.subList(0, taken)) {
                fact.again();
                commit.accept(false);
            }
            return taken == facts.size();
        }

        private static boolean isThere(Evaluation fact, BooleanSupplier isThere) {
            fact.again();
            return isThere.getAsBoolean();
        }

        @Override
        void commit(int cell, boolean retract) {
            for (Evaluation fact : pending) {
                fact.again();
                slot.commit(cell, retract);
            }
        }

        @Override
        void commitLink(boolean retract) {
            for (Evaluation fact : linking) {
                fact.again();
                slot.commitLink(retract);
            }
        }
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.ArrayList;
import java.util.List;
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
    public void write(R value, StateWriter out) {
        inner.write(value, out);
    }

    @Override
    public R read(StateReader in) {
        return inner.read(in);
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
        private final List<E> pending = new ArrayList<>();
        private final List<E> linking = new ArrayList<>();
        private int excludedBy;
        private boolean sealed;

        Each(Slot<E, R> slot, Function<? super T, ? extends Iterable<? extends E>> facts) {
            super(slot);
            this.facts = facts;
        }

        @Override
        boolean evaluate(T event, int filter) {
            pending.clear();
            linking.clear();
            sealed = false;
            excludedBy = filter;
            for (E fact : facts.apply(event)) {
                if (slot.evaluate(fact, filter)) {
                    pending.add(fact);
                }
                if (slot.links()) {
                    linking.add(fact);
                }
                sealed |= slot.isSealed();
            }
            return !pending.isEmpty();
        }

        @Override
        boolean links() {
            return !linking.isEmpty();
        }

        @Override
        boolean isSealed() {
            return sealed;
        }

        @Override
        boolean holds(int cell) {
            // Two equal facts may be pending and one of them there: take them out and put them back to see.
            int taken = 0;
            while (taken < pending.size() && slot.evaluate(pending.get(taken), excludedBy) && slot.holds(cell)) {
                slot.commit(cell, true);
                taken++;
            }
            for (int i = 0; i < taken; i++) {
                slot.evaluate(pending.get(i), excludedBy);
                slot.commit(cell, false);
            }
            return taken == pending.size();
        }

        @Override
        boolean holdsLink() {
            int taken = 0;
            while (taken < linking.size() && isThere(linking.get(taken))) {
                slot.commitLink(true);
                taken++;
            }
            for (int i = 0; i < taken; i++) {
                slot.evaluate(linking.get(i), excludedBy);
                slot.commitLink(false);
            }
            return taken == linking.size();
        }

        private boolean isThere(E fact) {
            slot.evaluate(fact, excludedBy);
            return slot.holdsLink();
        }

        @Override
        void commit(int cell, boolean retract) {
            for (E fact : pending) {
                slot.evaluate(fact, excludedBy);
                slot.commit(cell, retract);
            }
        }

        @Override
        void commitLink(boolean retract) {
            for (E fact : linking) {
                slot.evaluate(fact, excludedBy);
                slot.commitLink(retract);
            }
        }
    }
}

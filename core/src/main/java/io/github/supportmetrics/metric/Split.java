package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part per key of an axis.
 *
 * @param <B> the result around the cells, a {@link Breakdown} or a {@link TimeSeries}
 */
final class Split<E, K extends Comparable<? super K>, R extends Result<R>, B extends Result<B>> extends Node<E, B> {
    private static final Logger LOG = LoggerFactory.getLogger(Split.class);

    /** Numbers of cells that have no key; keys are numbered from FIRST_KEY on. */
    private static final int UNKEYED = 0;

    private static final int OTHER = 1;
    private static final int TOTAL = 2;
    private static final int FIRST_KEY = 3;

    /** No number of a key. */
    private static final int NEW = -1;

    /** Where an event counts, in its note. */
    private static final int NOWHERE = 0;

    private static final int WITHOUT_KEY = 1;
    private static final int IN_ONE = 2;
    private static final int IN_SEVERAL = 3;

    private final Axis<? super E, K> axis;
    private final Node<E, R> inner;
    private final R nothing;
    private final Function<Cells<K, R>, B> around;
    private final Function<B, Cells<K, R>> within;

    private Split(
            Axis<? super E, K> axis,
            Node<E, R> inner,
            Function<Cells<K, R>, B> around,
            Function<B, Cells<K, R>> within) {
        this.axis = axis;
        this.inner = inner;
        this.nothing = inner.empty();
        this.around = around;
        this.within = within;
    }

    static <E, K extends Comparable<? super K>, R extends Result<R>> Node<E, Breakdown<K, R>> by(
            Axis<? super E, K> axis, Node<E, R> inner) {
        return new Split<>(axis, inner, Breakdown::new, breakdown -> breakdown.cells);
    }

    static <E, R extends Result<R>> Node<E, TimeSeries<R>> over(Periods<? super E> periods, Node<E, R> inner) {
        return new Split<>(periods.axis(), inner, TimeSeries::new, series -> series.cells);
    }

    private Dimension<K> dimension() {
        return axis.dimension;
    }

    @Override
    Node<E, B> filtered(String reason) {
        return new Split<>(axis, inner.filtered(reason), around, within);
    }

    @Override
    B empty() {
        return around.apply(new Cells<>(dimension(), nothing, new TreeMap<>(), null, null, null, Cells.UNCUT));
    }

    private String text(K key) {
        return dimension().type.format().apply(key);
    }

    private K parse(StateReader in) {
        String text = in.text();
        try {
            return parse(text);
        } catch (RuntimeException e) {
            throw in.malformed("key '" + text + "' is none of axis " + dimension().name);
        }
    }

    private K parse(String text) {
        return dimension().type.parse().apply(text);
    }

    @Override
    Slot<E, B> slot(List<String> filters) {
        return new SplitSlot(inner.slot(filters));
    }

    /** A key's cell. */
    private record Keyed<K extends Comparable<? super K>>(K key, int cell) implements Comparable<Keyed<K>> {
        @Override
        public int compareTo(Keyed<K> other) {
            return key.compareTo(other.key);
        }
    }

    /** Which keys one parent cell keeps. */
    private static final class Cut {
        private long cutoff = Cells.UNCUT;
        private final PriorityQueue<long[]> worstFirst = new PriorityQueue<>((a, b) -> Long.compare(b[0], a[0]));
    }

    private final class SplitSlot extends Outer<E, B, E, R> {
        private final KeyTable<K> keys = new KeyTable<>();
        private final CellTable table = new CellTable();
        private final List<Cut> cuts = new ArrayList<>(0);
        private final boolean limited = dimension().limit != Dimension.UNLIMITED;
        private boolean warned;
        private boolean watched;
        private long oldest = TIMELESS;
        /** Whether the evaluated event counts in a cell, and does not just follow others. */
        private boolean counts;
        /** The evaluated event's keys: one, or several where the axis may have several. */
        private @Nullable K pending;

        private int pendingNumber = NEW;

        private Set<K> pendingKeys = Set.of();

        private final int mostCells;

        SplitSlot(Slot<E, R> slot) {
            super(slot);
            // A fact has some keys at once, and cells for what has none.
            this.mostCells = slot.mostCells() - (1 << 16);
        }

        @Override
        boolean evaluate(E event, int excludedBy) {
            counts = slot.evaluate(event, excludedBy);
            if (watched) {
                oldest = oldest(event);
            }
            if (!counts) {
                return false;
            }
            if (table.size() >= mostCells) {
                throw Require.bad("cells of axis " + dimension().name, "at most " + mostCells, "more");
            }
            if (axis.one != null) {
                pending = axis.one.apply(event);
                pendingNumber = pending == null ? NEW : keys.find(pending);
                if (pending != null && pendingNumber == NEW) {
                    admit(pending);
                }
            } else if (axis.many != null) {
                pendingKeys = declaredOnce(axis.many.apply(event));
                for (K key : pendingKeys) {
                    if (keys.find(key) == NEW) {
                        admit(key);
                    }
                }
            }
            return true;
        }

        /** Refuses a new key that could not be written or ranked. */
        private void admit(K key) {
            Require.unicode(text(key), "key of axis " + dimension().name);
            if (limited) {
                dimension().rank(key);
            }
        }

        private long oldest(E event) {
            Instant at = counts && axis.instant != null ? axis.instant.apply(event) : null;
            return at == null ? slot.oldest() : Math.min(slot.oldest(), Horizon.millis(at));
        }

        @Override
        long oldest() {
            return oldest;
        }

        @Override
        void watch() {
            watched = true;
            super.watch();
        }

        @Override
        void note(StateWriter out) {
            if (!counts) {
                out.octet(NOWHERE);
            } else if (axis.many != null) {
                out.octet(IN_SEVERAL).unsigned(pendingKeys.size());
                pendingKeys.stream().sorted().forEach(key -> out.text(text(key)));
            } else {
                out.octet(pending == null ? WITHOUT_KEY : IN_ONE);
                if (pending != null) {
                    out.text(text(pending));
                }
            }
            slot.note(out);
        }

        @Override
        boolean recall(StateReader in) {
            int where = in.octet();
            if (where > IN_SEVERAL) {
                throw in.malformed("place must be 0 to 3, got " + where);
            }
            if (where == IN_SEVERAL) {
                Set<K> keys = new LinkedHashSet<>();
                for (int left = in.count(1, "keys"); left > 0; left--) {
                    keys.add(parse(in));
                }
                pendingKeys = keys;
            } else {
                pending = where == IN_ONE ? parse(in) : null;
                pendingNumber = NEW;
            }
            boolean inside = slot.recall(in);
            counts = where != NOWHERE;
            if (inside != counts || (counts && (axis.many != null) != (where == IN_SEVERAL))) {
                throw in.malformed("place of an event is not on axis " + dimension().name);
            }
            return counts;
        }

        @Override
        boolean holds(int cell) {
            if (axis.many == null) {
                return holdsIn(find(cell, pending));
            }
            int folded = 0;
            for (K key : pendingKeys) {
                int child = find(cell, key);
                if (!holdsIn(child)) {
                    return false;
                }
                folded += child == table.find(cell, OTHER) ? 1 : 0;
            }
            if (folded > 1 && !holdsTimes(table.find(cell, OTHER), folded)) {
                return false;
            }
            return (!pendingKeys.isEmpty() || holdsIn(table.find(cell, UNKEYED))) && holdsIn(table.find(cell, TOTAL));
        }

        /** An event counts once among the undeclared keys, however many of them it has. */
        private Set<K> declaredOnce(Collection<? extends K> all) {
            Set<K> once = new LinkedHashSet<>();
            K undeclared = null;
            for (K key : all) {
                if (key == null) {
                    throw Require.bad("keys of axis " + dimension().name, "none of them null", all);
                }
                if (dimension().isDeclared(key)) {
                    once.add(key);
                } else if (undeclared == null || key.compareTo(undeclared) < 0) {
                    undeclared = key;
                }
            }
            if (undeclared != null) {
                once.add(undeclared);
            }
            return once;
        }

        /** Several keys may be folded into one cell: the event is taken out of it so often, and put back. */
        private boolean holdsTimes(int child, int times) {
            int taken = 0;
            while (taken < times && slot.holds(child)) {
                slot.commit(child, true);
                taken++;
            }
            for (int i = 0; i < taken; i++) {
                slot.commit(child, false);
            }
            return taken == times;
        }

        private boolean holdsIn(int child) {
            return child != CellTable.NONE && slot.holds(child);
        }

        @Override
        void commit(int cell, boolean retract) {
            if (axis.many == null) {
                // A key that was found when it was evaluated has its number until something is folded.
                slot.commit(
                        pendingNumber == NEW || limited
                                ? findOrAdd(cell, pending)
                                : table.findOrAdd(cell, pendingNumber + FIRST_KEY),
                        retract);
                return;
            }
            for (K key : pendingKeys) {
                slot.commit(findOrAdd(cell, key), retract);
            }
            if (pendingKeys.isEmpty()) {
                slot.commit(table.findOrAdd(cell, UNKEYED), retract);
            }
            slot.commit(table.findOrAdd(cell, TOTAL), retract);
        }

        private int find(int parent, @Nullable K key) {
            if (key == null) {
                return table.find(parent, UNKEYED);
            }
            if (isCut(parent, key)) {
                return table.find(parent, OTHER);
            }
            int number = keys.find(key);
            return number < 0 ? CellTable.NONE : table.find(parent, number + FIRST_KEY);
        }

        private boolean isCut(int parent, K key) {
            return !dimension().isDeclared(key)
                    || (limited && parent < cuts.size() && dimension().rank(key) >= cuts.get(parent).cutoff);
        }

        private int findOrAdd(int parent, @Nullable K key) {
            if (key == null) {
                return table.findOrAdd(parent, UNKEYED);
            }
            if (isCut(parent, key)) {
                return table.findOrAdd(parent, OTHER);
            }
            int number = keys.number(key) + FIRST_KEY;
            return limited ? findOrAddWithin(parent, key, number) : table.findOrAdd(parent, number);
        }

        private int findOrAddWithin(int parent, K key, int number) {
            int found = table.find(parent, number);
            if (found != CellTable.NONE) {
                return found;
            }
            while (cuts.size() <= parent) {
                cuts.add(new Cut());
            }
            Cut cut = cuts.get(parent);
            keys.retain(number - FIRST_KEY);
            cut.worstFirst.add(new long[] {dimension().rank(key), table.findOrAdd(parent, number)});
            if (cut.worstFirst.size() > dimension().limit) {
                fold(parent, cut);
            }
            int kept = table.find(parent, number);
            return kept == CellTable.NONE ? table.findOrAdd(parent, OTHER) : kept;
        }

        private void fold(int parent, Cut cut) {
            cut.cutoff = Objects.requireNonNull(cut.worstFirst.peek())[0];
            // Keys of one rank go together, however few there are.
            while (!cut.worstFirst.isEmpty() && cut.worstFirst.peek()[0] >= cut.cutoff) {
                int child = (int) Objects.requireNonNull(cut.worstFirst.poll())[1];
                slot.move(child, table.findOrAdd(parent, OTHER));
                remove(child);
            }
            if (!warned) {
                warned = true;
                LOG.warn(
                        "axis {} has more than {} keys; the others are counted together",
                        dimension().name,
                        dimension().limit);
            }
        }

        private void remove(int child) {
            int number = table.key(child);
            table.remove(child);
            if (limited && number >= FIRST_KEY) {
                keys.release(number - FIRST_KEY);
            }
        }

        @Override
        void merge(int cell, B result) {
            Cells<K, R> cells = within.apply(result);
            lowerTo(cell, cells.cutoff);
            cells.keyed.forEach((key, part) -> slot.merge(findOrAdd(cell, key), part));
            merge(cell, UNKEYED, cells.unkeyed);
            merge(cell, OTHER, cells.other);
            merge(cell, TOTAL, cells.total);
        }

        private void merge(int cell, int number, @Nullable R part) {
            if (part != null) {
                slot.merge(table.findOrAdd(cell, number), part);
            }
        }

        private void lowerTo(int parent, long cutoff) {
            if (!limited || cutoff == Cells.UNCUT) {
                return;
            }
            while (cuts.size() <= parent) {
                cuts.add(new Cut());
            }
            Cut cut = cuts.get(parent);
            while (!cut.worstFirst.isEmpty() && cut.worstFirst.peek()[0] >= cutoff) {
                fold(parent, cut);
            }
            cut.cutoff = Math.min(cut.cutoff, cutoff);
        }

        @Override
        int cell(int cell, String signature, @Nullable Object[] parts, int used) {
            if (limited || dimension().overlapping) {
                throw Require.bad(
                        "axis of a column", "one that keeps all keys and of which an event has one", dimension().name);
            }
            if (used == parts.length) {
                throw Require.bad("keys", "one for axis " + dimension().name + " too", Arrays.asList(parts));
            }
            return slot.cell(findOrAdd(cell, key(parts[used])), signature, parts, used + 1);
        }

        @Override
        int cells(String signature, int around) {
            return slot.cells(signature, table.size());
        }

        /** A key that is known is of the right type; another one fails where it becomes text. */
        @SuppressWarnings("unchecked")
        private @Nullable K key(@Nullable Object part) {
            K key = (K) part;
            try {
                if (key == null || keys.find(key) >= 0 || parse(text(key)).equals(key)) {
                    return key;
                }
            } catch (ClassCastException e) {
                throw Require.bad("key of axis " + dimension().name, "of its type", part);
            }
            throw Require.bad("key of axis " + dimension().name, "one that it can have", part);
        }

        @Override
        void roll(int cell, Measurement<?> part, RollUp place) {
            int which = place.take(dimension());
            if (which < 0) {
                return;
            }
            RollUp.Step step = place.step(which);
            if (step.dimension().equals(dimension())) {
                lowerTo(cell, step.cutoff());
            }
            int child = switch (step.kind()) {
                case KEY -> findOrAdd(cell, dimension().rolled(step.key()));
                case UNKEYED -> table.findOrAdd(cell, UNKEYED);
                case OTHER -> table.findOrAdd(cell, OTHER);
                case TOTAL -> table.findOrAdd(cell, TOTAL);
            };
            slot.roll(child, part, place);
            place.giveBack(which);
        }

        @Override
        Result<?> part(int cell, Object key) {
            K wanted = key(key);
            int child = wanted == null || isCut(cell, wanted) ? CellTable.NONE : find(cell, wanted);
            return child == CellTable.NONE ? nothing : slot.snapshot(child);
        }

        @Override
        void parts(int cell, BiConsumer<Object, Result<?>> each) {
            keyed(cell).forEach(keyed -> each.accept(keyed.key(), slot.snapshot(keyed.cell())));
        }

        @Override
        B snapshot(int cell) {
            SortedMap<K, R> keyed = new TreeMap<>();
            keyed(cell).forEach(each -> keyed.put(each.key(), slot.snapshot(each.cell())));
            return around.apply(new Cells<>(
                    dimension(),
                    nothing,
                    keyed,
                    special(cell, UNKEYED),
                    special(cell, OTHER),
                    special(cell, TOTAL),
                    cell < cuts.size() ? cuts.get(cell).cutoff : Cells.UNCUT));
        }

        /** The cells that hold something and have a key, in the keys' order; those of keys that compare alike are joined. */
        private List<Keyed<K>> keyed(int cell) {
            List<Keyed<K>> keyed = new ArrayList<>();
            for (int child = table.first(cell); child != CellTable.NONE; child = table.next(child)) {
                int number = table.key(child);
                if (number >= FIRST_KEY && !slot.isEmpty(child)) {
                    keyed.add(new Keyed<>(keys.key(number - FIRST_KEY), child));
                }
            }
            keyed.sort(null);
            for (int i = keyed.size() - 1; i > 0; i--) {
                if (keyed.get(i).compareTo(keyed.get(i - 1)) == 0) {
                    join(cell, keyed.remove(i).cell(), keyed.get(i - 1).cell());
                }
            }
            return keyed;
        }

        private void join(int parent, int from, int to) {
            slot.move(from, to);
            remove(from);
            if (parent < cuts.size()) {
                cuts.get(parent).worstFirst.removeIf(rankAndCell -> rankAndCell[1] == from);
            }
        }

        private boolean isThere(int cell, int number) {
            int child = table.find(cell, number);
            return child != CellTable.NONE && !slot.isEmpty(child);
        }

        @Override
        void write(int cell, StateWriter out) {
            List<Keyed<K>> keyed = keyed(cell);
            out.unsigned(keyed.size());
            for (Keyed<K> each : keyed) {
                out.text(text(each.key()));
                slot.write(each.cell(), out);
            }
            int there = 0;
            for (int number = 0; number < FIRST_KEY; number++) {
                there |= isThere(cell, number) ? 1 << number : 0;
            }
            out.octet(there);
            for (int number = 0; number < FIRST_KEY; number++) {
                if ((there >> number & 1) != 0) {
                    slot.write(table.find(cell, number), out);
                }
            }
            if (limited) {
                out.fixed(cell < cuts.size() ? cuts.get(cell).cutoff : Cells.UNCUT);
            }
        }

        @Override
        void read(int cell, StateReader in) {
            for (int left = in.count(2, "cells"); left > 0; left--) {
                slot.read(findOrAdd(cell, parse(in)), in);
            }
            int there = in.octet();
            for (int number = 0; number < FIRST_KEY; number++) {
                if ((there >> number & 1) != 0) {
                    slot.read(table.findOrAdd(cell, number), in);
                }
            }
            if (limited) {
                lowerTo(cell, in.fixed());
            }
        }

        private @Nullable R special(int cell, int number) {
            int child = table.find(cell, number);
            return child == CellTable.NONE ? null : slot.snapshot(child);
        }

        @Override
        void move(int from, int to) {
            if (from < cuts.size()) {
                lowerTo(to, cuts.get(from).cutoff);
                cuts.set(from, new Cut());
            }
            int child = table.first(from);
            while (child != CellTable.NONE) {
                int following = table.next(child);
                slot.move(child, child(to, table.key(child), keys));
                remove(child);
                child = following;
            }
        }

        /** The cell of a parent for a numbered key of a table of keys. */
        private int child(int parent, int number, KeyTable<K> numbered) {
            return number < FIRST_KEY
                    ? table.findOrAdd(parent, number)
                    : findOrAdd(parent, numbered.key(number - FIRST_KEY));
        }

        @SuppressWarnings("unchecked") // the slots are of one signature
        private SplitSlot as(Slot<?, ?> other) {
            return (SplitSlot) other;
        }

        @Override
        void absorb(int cell, Slot<?, ?> other, int otherCell) {
            SplitSlot split = as(other);
            if (otherCell < split.cuts.size()) {
                lowerTo(cell, split.cuts.get(otherCell).cutoff);
            }
            int child = split.table.first(otherCell);
            while (child != CellTable.NONE) {
                slot.absorb(child(cell, split.table.key(child), split.keys), split.slot, child);
                child = split.table.next(child);
            }
        }

        @Override
        boolean isEmpty(int cell) {
            for (int child = table.first(cell); child != CellTable.NONE; child = table.next(child)) {
                if (!slot.isEmpty(child)) {
                    return false;
                }
            }
            return true;
        }
    }
}

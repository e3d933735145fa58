package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The running state of a measurement: its summaries and exclusions by cell. */
class LeafSlot<E, S extends Summary<S>> extends Slot<E, Measurement<S>> {
    /** No reason excludes the evaluated event. */
    static final int COUNTED = -1;

    /** The evaluated event is not of concern. */
    static final int UNCONCERNED = -2;

    final Leaf<E, S> leaf;
    final Column<S> column;
    final Counters excluded = new Counters(0);
    final List<String> reasons;
    private final int filters;
    private final Rule.Exclusion<? super E>[] exclusions;
    private final @Nullable Predicate<? super E> concerns;
    private final Reader<? super E> reader;
    private final Shape<S> shape;
    private final @Nullable Function<? super E, ? extends S> whole;
    private @Nullable Staged staged;
    private long first;
    private long second;
    /** What the evaluated event contributes, where that is more than two numbers. */
    private S one;
    /** The reason that excludes the evaluated event, or COUNTED, or UNCONCERNED. */
    int reason;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array, as it is walked for every event
    LeafSlot(Leaf<E, S> leaf, List<String> filters) {
        Rule<? super E, S> rule = leaf.rule;
        this.leaf = leaf;
        this.filters = filters.size();
        List<String> all = new ArrayList<>(filters);
        all.addAll(rule.reasons());
        this.reasons = List.copyOf(all);
        this.exclusions = rule.exclusions.toArray(new Rule.Exclusion[0]);
        this.concerns = rule.concerns;
        this.reader = rule.reader;
        this.shape = rule.shape;
        this.column = shape.column();
        this.whole = rule.whole;
        this.one = shape.empty();
    }

    /** Which reason of the rule's own excludes an event, or COUNTED, or UNCONCERNED. */
    final int ruled(E event) {
        if (concerns != null && !concerns.test(event)) {
            return UNCONCERNED;
        }
        int base = filters;
        for (Rule.Exclusion<? super E> exclusion : exclusions) {
            int which = exclusion.which().applyAsInt(event);
            if (which >= exclusion.reasons().size()) {
                throw Require.bad(
                        "place of a reason", "below " + exclusion.reasons().size(), which);
            }
            if (which >= 0) {
                return base + which;
            }
            base += exclusion.reasons().size();
        }
        return COUNTED;
    }

    final void exclude(int cell, int which, int by) {
        excluded.add(cell * reasons.size() + which, by);
    }

    @Override
    boolean evaluate(E event, int excludedBy) {
        if (excludedBy != INCLUDED) {
            reason = concerns == null || concerns.test(event) ? excludedBy : UNCONCERNED;
            return reason != UNCONCERNED;
        }
        reason = ruled(event);
        if (reason != COUNTED) {
            return reason != UNCONCERNED;
        }
        if (whole != null) {
            one = whole.apply(event);
            return true;
        }
        first = reader.first(event);
        second = reader.second(event);
        shape.check(first, second);
        return true;
    }

    @Override
    int mostCells() {
        return Integer.MAX_VALUE / Math.max(1, Math.max(shape.places(), reasons.size()));
    }

    @Override
    void note(StateWriter out) {
        noteReason(out);
        if (reason == COUNTED && whole == null) {
            out.signed(first).signed(second);
        } else if (reason == COUNTED) {
            shape.codec().write(one, out);
        }
    }

    final void noteReason(StateWriter out) {
        out.octet(reason < 0 ? -reason : 0);
        if (reason >= 0) {
            out.text(reasons.get(reason));
        }
    }

    @Override
    boolean recall(StateReader in) {
        recallReason(in);
        if (reason == COUNTED && whole == null) {
            first = in.signed();
            second = in.signed();
            shape.check(first, second);
        } else if (reason == COUNTED) {
            one = shape.codec().read(in);
        }
        return reason != UNCONCERNED;
    }

    final void recallReason(StateReader in) {
        int code = in.octet();
        if (code > -UNCONCERNED) {
            throw in.malformed("outcome must be 0, 1 or 2, got " + code);
        }
        reason = code == 0 ? named(in) : -code;
    }

    /** The place of a reason that is read by name. */
    private int named(StateReader in) {
        String name = in.text();
        int place = reasons.indexOf(name);
        if (place < 0) {
            throw in.malformed("reason '" + name + "' is none of " + leaf.signature());
        }
        return place;
    }

    @Override
    boolean holds(int cell) {
        return reason == COUNTED
                ? (whole == null ? column.holds(cell, first, second) : column.holds(cell, one))
                : excluded.get(cell * reasons.size() + reason) > 0;
    }

    @Override
    void commit(int cell, boolean retract) {
        if (reason != COUNTED) {
            exclude(cell, reason, retract ? -1 : 1);
        } else if (whole != null) {
            commitWhole(cell, retract);
        } else if (retract) {
            column.retract(cell, first, second);
        } else if (staged == null) {
            column.add(cell, first, second);
        } else {
            staged.cells[staged.size] = cell;
            staged.firsts[staged.size] = first;
            staged.seconds[staged.size] = second;
            staged.size++;
            if (staged.size == Staged.ROOM) {
                add(staged);
            }
        }
    }

    /** Numbers on their way into cells: many at once, since a processor looks up many places in memory as fast as one. */
    private static final class Staged {
        private static final int ROOM = 512;

        private final int[] cells = new int[ROOM];
        private final long[] firsts = new long[ROOM];
        private final long[] seconds = new long[ROOM];
        private int size;
    }

    private void add(Staged numbers) {
        int to = numbers.size;
        numbers.size = 0;
        ArithmeticException failure = null;
        int from = 0;
        while (from < to) {
            try {
                column.addAll(numbers.cells, numbers.firsts, numbers.seconds, 0, from, to);
                from = to;
            } catch (ArithmeticException e) {
                // Those behind the one that has no room in its sum count all the same, as if they had come one by one.
                failure = e;
                from = column.stoppedAt() + 1;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    void stage() {
        staged = new Staged();
    }

    @Override
    void flush() {
        Staged numbers = staged;
        staged = null;
        if (numbers != null) {
            add(numbers);
        }
    }

    private void commitWhole(int cell, boolean retract) {
        if (retract) {
            column.retract(cell, one);
        } else {
            column.merge(cell, one);
        }
    }

    @Override
    void merge(int cell, Measurement<S> result) {
        if (!leaf.definition.equals(result.definition())) {
            throw new IncompatibleDefinitionException(leaf.signature(), result.signature());
        }
        for (String name : result.excluded().byReason().keySet()) {
            if (!reasons.contains(name)) {
                throw Require.bad("reason", "one of the metric's " + reasons, name);
            }
        }
        column.merge(cell, result.summary());
        result.excluded()
                .byReason()
                .forEach((name, count) -> excluded.add(cell * reasons.size() + reasons.indexOf(name), count));
    }

    @Override
    Measurement<S> snapshot(int cell) {
        return measurement(cell, column.snapshot(cell));
    }

    final Measurement<S> measurement(int cell, S summary) {
        if (reasons.isEmpty()) {
            return leaf.measurement(summary, Exclusions.NONE);
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < reasons.size(); i++) {
            counts.put(reasons.get(i), countOf(cell, i));
        }
        return leaf.measurement(summary, new Exclusions(counts));
    }

    /** How many events of a cell a reason excludes. */
    long countOf(int cell, int which) {
        return excluded.get(cell * reasons.size() + which);
    }

    @Override
    @Nullable
    LeafSlot<?, ?> leaf(String signature) {
        return leaf.signature().equals(signature) ? this : null;
    }

    @Override
    int cell(int cell, String signature, @Nullable Object[] keys, int used) {
        if (used != keys.length) {
            throw Require.bad("number of keys", "that of the axes, " + used, keys.length);
        }
        return cell;
    }

    @Override
    int cells(String signature, int around) {
        return around;
    }

    @Override
    @SuppressWarnings("unchecked") // equal definitions have equal summaries
    void roll(int cell, Measurement<?> part, RollUp place) {
        if (leaf.definition.equals(part.definition()) && place.countsOnce()) {
            merge(cell, (Measurement<S>) part);
        }
    }

    @Override
    void write(int cell, StateWriter out) {
        shape.codec().write(column.snapshot(cell), out);
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < reasons.size(); i++) {
            long count = excluded.get(cell * reasons.size() + i);
            if (count != 0) {
                counts.put(reasons.get(i), count);
            }
        }
        out.unsigned(counts.size());
        counts.forEach((name, count) -> out.text(name).unsigned(count));
    }

    @Override
    void read(int cell, StateReader in) {
        column.merge(cell, shape.codec().read(in));
        long sum = 0;
        for (int left = in.count(2, "reasons"); left > 0; left--) {
            int place = named(in);
            long count = in.unsigned(Long.MAX_VALUE, "excluded");
            sum = Math.addExact(sum, count);
            excluded.add(cell * reasons.size() + place, count);
        }
    }

    @Override
    void move(int from, int to) {
        if (staged != null) {
            add(staged);
        }
        take(to, this, from);
        clear(from);
    }

    /** Adds what another slot has counted in a cell. */
    private void take(int cell, LeafSlot<?, S> other, int otherCell) {
        column.merge(cell, other.column.snapshot(otherCell));
        for (int i = 0; i < other.reasons.size(); i++) {
            long count = other.excluded.get(otherCell * other.reasons.size() + i);
            if (count != 0) {
                excluded.add(cell * reasons.size() + reasons.indexOf(other.reasons.get(i)), count);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the slots are of one signature
    void absorb(int cell, Slot<?, ?> other, int otherCell) {
        take(cell, (LeafSlot<?, S>) other, otherCell);
    }

    private void clear(int cell) {
        column.clear(cell);
        for (int i = cell * reasons.size(); i < (cell + 1) * reasons.size(); i++) {
            if (excluded.get(i) != 0) {
                excluded.add(i, -excluded.get(i));
            }
        }
    }

    @Override
    boolean isEmpty(int cell) {
        for (int i = cell * reasons.size(); i < (cell + 1) * reasons.size(); i++) {
            if (excluded.get(i) != 0) {
                return false;
            }
        }
        return column.isEmpty(cell);
    }

    @Override
    boolean fits(Slot<?, ?> other) {
        return other.getClass() == getClass();
    }
}

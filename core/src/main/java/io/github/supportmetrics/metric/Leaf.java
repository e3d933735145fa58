package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The measurement itself. */
final class Leaf<E, S extends Summary<S>> extends Node<E, Measurement<S>> {
    private final Definition definition;
    private final Rule<? super E, S> rule;
    private final Estimator<S> estimator;

    Leaf(Definition definition, Rule<? super E, S> rule, Estimator<S> estimator) {
        this.definition = definition.readBy(estimator);
        this.rule = rule;
        this.estimator = estimator;
    }

    @Override
    Node<E, Measurement<S>> filtered(String reason) {
        if (rule.reasons().contains(reason)) {
            throw Require.bad("filter name", "none of the metric's own reasons", "'" + reason + "'");
        }
        return new Leaf<>(definition.where(reason), rule, estimator);
    }

    @Override
    Measurement<S> empty() {
        return measurement(rule.shape.empty(), Exclusions.NONE);
    }

    private Measurement<S> measurement(S summary, Exclusions excluded) {
        return new Measurement<>(definition, estimator, summary, excluded);
    }

    @Override
    public void write(Measurement<S> value, StateWriter out) {
        rule.shape.codec().write(value.summary(), out);
        SortedMap<String, Long> excluded = value.excluded().byReason();
        out.unsigned(excluded.size());
        excluded.forEach((reason, count) -> out.text(reason).unsigned(count));
    }

    @Override
    public Measurement<S> read(StateReader in) {
        S summary = rule.shape.codec().read(in);
        SortedMap<String, Long> excluded = new TreeMap<>();
        for (int left = in.count(2, "reasons"); left > 0; left--) {
            String reason = in.text();
            if (!definition.filters().contains(reason) && !rule.reasons().contains(reason)) {
                throw in.malformed("reason '" + reason + "' is none of " + signature());
            }
            excluded.put(reason, in.unsigned(Long.MAX_VALUE, "excluded"));
        }
        return measurement(summary, new Exclusions(excluded));
    }

    @Override
    Slot<E, Measurement<S>> slot(List<String> filters) {
        return new LeafSlot(filters);
    }

    private final class LeafSlot extends Slot<E, Measurement<S>> {
        private static final int COUNTED = -1;

        private final List<String> reasons;
        private final int filters;
        private final Rule.Exclusion<? super E>[] exclusions;
        private final @Nullable Predicate<? super E> concerns = rule.concerns;
        private final Reader<? super E> reader = rule.reader;
        private final Shape<S> shape = rule.shape;
        private final Column<S> column = rule.shape.column();
        private final Counters excluded = new Counters(0);
        private final @Nullable Function<? super E, ? extends S> whole = rule.whole;
        private long first;
        private long second;
        /** What the evaluated event contributes, where that is more than two numbers. */
        private S one = rule.shape.empty();
        /** The reason that excludes the evaluated event, or COUNTED. */
        private int reason;

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array, as it is walked for every event
        LeafSlot(List<String> filters) {
            this.filters = filters.size();
            List<String> all = new ArrayList<>(filters);
            all.addAll(rule.reasons());
            this.reasons = List.copyOf(all);
            this.exclusions = rule.exclusions.toArray(new Rule.Exclusion[0]);
        }

        @Override
        boolean evaluate(E event, int excludedBy) {
            if (concerns != null && !concerns.test(event)) {
                return false;
            }
            if (excludedBy != INCLUDED) {
                reason = excludedBy;
                return true;
            }
            int base = filters;
            for (Rule.Exclusion<? super E> exclusion : exclusions) {
                int which = exclusion.which().applyAsInt(event);
                if (which >= exclusion.reasons().size()) {
                    throw Require.bad(
                            "place of a reason", "below " + exclusion.reasons().size(), which);
                }
                if (which >= 0) {
                    reason = base + which;
                    return true;
                }
                base += exclusion.reasons().size();
            }
            if (whole != null) {
                one = whole.apply(event);
                reason = COUNTED;
                return true;
            }
            first = reader.first(event);
            second = reader.second(event);
            shape.check(first, second);
            reason = COUNTED;
            return true;
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
                excluded.add(cell * reasons.size() + reason, retract ? -1 : 1);
            } else if (whole != null) {
                commitWhole(cell, retract);
            } else if (retract) {
                column.retract(cell, first, second);
            } else {
                column.add(cell, first, second);
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
            if (!definition.equals(result.definition())) {
                throw new IncompatibleDefinitionException(signature(), result.signature());
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
            SortedMap<String, Long> counts = new TreeMap<>();
            for (int i = 0; i < reasons.size(); i++) {
                counts.put(reasons.get(i), excluded.get(cell * reasons.size() + i));
            }
            return measurement(column.snapshot(cell), counts.isEmpty() ? Exclusions.NONE : new Exclusions(counts));
        }

        @Override
        void clear(int cell) {
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
    }
}

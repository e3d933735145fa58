package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Summary;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The measurement itself. */
final class Leaf<E, S extends Summary<S>> extends Node<E, Measurement<S>> {
    final Definition definition;
    final Rule<? super E, S> rule;
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

    Measurement<S> measurement(S summary, Exclusions excluded) {
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
        return rule.link == null ? new LeafSlot<>(this, filters) : new LinkedSlot<>(this, rule.link, filters);
    }
}

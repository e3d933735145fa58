package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Summary;
import java.util.List;

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
    Slot<E, Measurement<S>> slot(List<String> filters) {
        return rule.link == null ? new LeafSlot<>(this, filters) : new LinkedSlot<>(this, rule.link, filters);
    }
}

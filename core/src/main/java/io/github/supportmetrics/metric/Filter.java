package io.github.supportmetrics.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A named condition; events that fail it are counted as excluded by the measurements inside. */
final class Filter<E, R extends Result<R>> extends Node<E, R> {
    private final String reason;
    private final Predicate<? super E> eligible;
    private final Node<E, R> inner;

    private Filter(String reason, Predicate<? super E> eligible, Node<E, R> inner) {
        this.reason = reason;
        this.eligible = eligible;
        this.inner = inner;
    }

    static <E, R extends Result<R>> Node<E, R> of(String reason, Predicate<? super E> eligible, Node<E, R> inner) {
        return new Filter<>(reason, eligible, inner.filtered(reason));
    }

    @Override
    Node<E, R> filtered(String name) {
        return new Filter<>(reason, eligible, inner.filtered(name));
    }

    @Override
    R empty() {
        return inner.empty();
    }

    @Override
    Slot<E, R> slot(List<String> filters) {
        int code = filters.size();
        List<String> more = new ArrayList<>(filters);
        more.add(reason);
        return new Wrapped<>(inner.slot(more)) {
            @Override
            boolean evaluate(E event, int excludedBy) {
                return slot.evaluate(event, excludedBy == INCLUDED && !eligible.test(event) ? code : excludedBy);
            }
        };
    }
}

package io.github.supportmetrics.metric;

import java.util.List;

/** One part of a metric as immutable data: a measurement, or something around other parts. */
abstract class Node<E, R extends Result<R>> {
    /**
     * The running state.
     *
     * @param filters the names of the filters around it, outermost first
     */
    abstract Slot<E, R> slot(List<String> filters);

    /** The same with a filter's name in the definition of each measurement. */
    abstract Node<E, R> filtered(String reason);

    abstract R empty();

    String signature() {
        return empty().signature();
    }
}

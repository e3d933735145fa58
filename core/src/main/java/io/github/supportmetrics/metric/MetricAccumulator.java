package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;

/**
 * The growing side of a {@link Metric}: takes events one by one, gives results at any time.
 *
 * <p>An event enters in two phases: all that may throw is asked first, and only then anything is changed, so an event that makes a
 * function throw leaves every metric of a sheet as it was.
 *
 * <p>Not thread-safe: use one accumulator per thread and merge them.
 *
 * @param <E> the event
 * @param <R> the result
 */
public final class MetricAccumulator<E, R extends Result<R>> {
    private final Metric<E, R> metric;
    private final Slot<E, R> slot;

    MetricAccumulator(Metric<E, R> metric, Slot<E, R> slot) {
        this.metric = metric;
        this.slot = slot;
    }

    /**
     * Adds an event.
     *
     * @param event the event
     * @throws RuntimeException what a function of the metric throws; nothing is changed then
     * @throws ArithmeticException if a sum leaves 63 bits, which takes a thousand values of the largest size; other metrics of a sheet
     *     may have counted the event then
     */
    public void add(E event) {
        if (slot.evaluate(event, Slot.INCLUDED)) {
            slot.commit(0, false);
        }
    }

    /**
     * Takes an event out again that was added, with the same values.
     *
     * @param event the event
     * @throws IllegalArgumentException if it is visibly not there; nothing is changed then
     */
    public void retract(E event) {
        if (slot.evaluate(event, Slot.INCLUDED)) {
            if (!slot.holds(0)) {
                throw Require.bad("event to take out", "one that was added", event);
            }
            slot.commit(0, true);
        }
    }

    /**
     * Adds all that a result holds.
     *
     * @param result a result of the same metric
     * @return this
     * @throws IncompatibleDefinitionException if it is of another definition; nothing is changed then
     */
    public MetricAccumulator<E, R> merge(R result) {
        if (!metric.signature().equals(result.signature())) {
            throw new IncompatibleDefinitionException(metric.signature(), result.signature());
        }
        slot.merge(0, result);
        return this;
    }

    /**
     * Adds all that another accumulator holds.
     *
     * @param other an accumulator of the same metric, which stays as it is
     * @return this
     * @throws IncompatibleDefinitionException if it is of another definition; nothing is changed then
     */
    public MetricAccumulator<E, R> merge(MetricAccumulator<E, R> other) {
        return merge(other.snapshot());
    }

    /**
     * The result so far. It never changes afterwards.
     *
     * @return the result
     */
    public R snapshot() {
        return slot.snapshot(0);
    }
}

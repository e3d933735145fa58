package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
    private final Horizon horizon;
    private @Nullable Instant watermark;
    private long refused;

    MetricAccumulator(Metric<E, R> metric, Slot<E, R> slot, Horizon horizon) {
        this.metric = metric;
        this.slot = slot;
        this.horizon = horizon;
    }

    /**
     * Says that time has come so far: all events up to it have come, but for those that the {@link Horizon} still waits for. What
     * may be followed by other events is counted once its window has passed by then. Without it, the latest event that was added
     * says how far time has come. A watermark that lies before the last one changes nothing.
     *
     * @param instant the watermark
     * @return this
     */
    public MetricAccumulator<E, R> advanceTo(Instant instant) {
        if (watermark == null || instant.isAfter(watermark)) {
            slot.advance(Horizon.millis(instant), horizon.sealed(instant));
            watermark = instant;
        }
        return this;
    }

    /**
     * How many events came too late, to be added or taken out, and changed nothing.
     *
     * @return the number; it belongs to this accumulator and to no result
     */
    public long refused() {
        return refused;
    }

    /**
     * How many events wait for others that may follow them: those of the last window and horizon, and for a while, until they are swept
     * out, of a window before. Each takes some 16 to 23 bytes, and each of their customers 25 to 38 more.
     *
     * @return the number, over all metrics of linked events
     */
    public long waiting() {
        return slot.waiting();
    }

    /**
     * Adds an event. One that a metric of linked events holds for older than the {@link Horizon} changes nothing and is counted as
     * {@link #refused}.
     *
     * @param event the event
     * @throws RuntimeException what a function of the metric throws; nothing is changed then
     * @throws ArithmeticException if a sum leaves 63 bits, which takes a thousand values of the largest size; other metrics of a sheet
     *     may have counted the event then
     */
    public void add(E event) {
        boolean counts = slot.evaluate(event, Slot.INCLUDED);
        boolean links = slot.links();
        if (slot.isSealed()) {
            refused++;
            return;
        }
        if (counts) {
            slot.commit(0, false);
        }
        if (links) {
            slot.commitLink(false);
        }
    }

    /**
     * Takes an event out again that was added, with the same values. One that is older than the {@link Horizon} stays, and is counted
     * as {@link #refused}.
     *
     * @param event the event
     * @throws IllegalArgumentException if it is visibly not there; nothing is changed then
     */
    public void retract(E event) {
        boolean counts = slot.evaluate(event, Slot.INCLUDED);
        boolean links = slot.links();
        if (slot.isSealed()) {
            refused++;
            return;
        }
        if ((counts && !slot.holds(0)) || (links && !slot.holdsLink())) {
            throw Require.bad("event to take out", "one that was added", event);
        }
        if (counts) {
            slot.commit(0, true);
        }
        if (links) {
            slot.commitLink(true);
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
     * Adds all that another accumulator holds, what waits for followers included. Once time was {@linkplain #advanceTo advanced} in a
     * metric of linked events, what is merged must be parted by their key: all events of a customer in one accumulator.
     *
     * @param other an accumulator of the same metric, which stays as it is
     * @return this
     * @throws IncompatibleDefinitionException if it is of another definition; nothing is changed then
     * @throws IllegalArgumentException if events of one key wait in both, and some were counted for good already; nothing is changed
     *     then
     */
    public MetricAccumulator<E, R> merge(MetricAccumulator<E, R> other) {
        if (!metric.signature().equals(other.metric.signature())) {
            throw new IncompatibleDefinitionException(metric.signature(), other.metric.signature());
        }
        boolean same = other.slot == slot;
        if (same || !slot.fits(other.slot)) {
            if (other.slot.waiting() > 0) {
                throw Require.bad(
                        "accumulator of linked events",
                        "another one, of a metric that is built in the same way",
                        metric);
            }
            return merge(other.snapshot());
        }
        String unfit = slot.unfit(other.slot);
        if (unfit != null) {
            throw new IllegalArgumentException(unfit);
        }
        slot.absorb(0, other.slot, 0);
        slot.absorbWaiting(other.slot);
        refused += other.refused;
        if (other.watermark != null) {
            advanceTo(other.watermark);
        }
        return this;
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

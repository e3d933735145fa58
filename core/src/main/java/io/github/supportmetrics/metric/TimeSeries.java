package io.github.supportmetrics.metric;

import io.github.supportmetrics.time.TimeWindow;
import java.time.Instant;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A result per calendar period. Rows run from the first period with events to the last without gaps: a period without events is
 * there and has no data.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <R> the result in each period
 */
public final class TimeSeries<R extends Result<R>> implements Result<TimeSeries<R>> {
    final Cells<TimeWindow, R> cells;

    TimeSeries(Cells<TimeWindow, R> cells) {
        this.cells = cells;
    }

    /**
     * The result of the period that an instant lies in.
     *
     * @param instant the instant
     * @return the result, that of no events if the period has none
     */
    public R at(Instant instant) {
        return cells.keyed.entrySet().stream()
                .filter(entry -> entry.getKey().contains(instant))
                .findFirst()
                .map(java.util.Map.Entry::getValue)
                .orElse(cells.empty);
    }

    /**
     * The results of all periods with events that are kept.
     *
     * @return period → result, in order
     */
    public SortedMap<TimeWindow, R> periods() {
        return cells.keyed;
    }

    /**
     * The result of all periods before those that are kept.
     *
     * @return the result
     */
    public R earlier() {
        return cells.orEmpty(cells.other);
    }

    /**
     * The result of events that have no such instant.
     *
     * @return the result
     */
    public R undated() {
        return cells.orEmpty(cells.unkeyed);
    }

    /**
     * The result of all events.
     *
     * @return the sum over all periods
     */
    public R total() {
        return cells.total();
    }

    @Override
    public TimeSeries<R> plus(TimeSeries<R> other) {
        return new TimeSeries<>(cells.plus(other.cells));
    }

    @Override
    public TimeSeries<R> minus(TimeSeries<R> part) {
        return new TimeSeries<>(cells.minus(part.cells));
    }

    @Override
    public TimeSeries<R> coarse() {
        return new TimeSeries<>(cells.coarse());
    }

    @Override
    public Stream<Row> rows() {
        return cells.rows();
    }

    @Override
    public boolean isEmpty() {
        return cells.isEmpty();
    }

    @Override
    public String signature() {
        return cells.signature();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof TimeSeries<?> t && cells.equals(t.cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return Table.of(rows());
    }
}

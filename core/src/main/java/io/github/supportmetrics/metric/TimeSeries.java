package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
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
     * The result of one period in a running accumulator, without making those of the others.
     *
     * @param live the accumulator
     * @param period the period
     * @param <R> the result in each period
     * @return its result, that of no events if it has none or is folded
     * @throws IllegalArgumentException if it is no period of this length
     */
    @SuppressWarnings("unchecked") // the accumulator's type says so
    public static <R extends Result<R>> R cell(MetricAccumulator<?, TimeSeries<R>> live, TimeWindow period) {
        return (R) live.part(period);
    }

    /**
     * Reads the results of all periods in a running accumulator one after another, without making the whole.
     *
     * @param live the accumulator, which must not change meanwhile
     * @param each takes a period and its result, in order
     * @param <R> the result in each period
     */
    @SuppressWarnings("unchecked") // the accumulator's type says so
    public static <R extends Result<R>> void forEach(
            MetricAccumulator<?, TimeSeries<R>> live, BiConsumer<TimeWindow, ? super R> each) {
        live.parts((period, result) -> each.accept((TimeWindow) period, (R) result));
    }

    /**
     * The same over rolling periods: each of so many periods that follow each other, and called by the first and the last of them.
     * The last seven days are {@code daily.rolling(7)}. Windows that begin before the first period with events are not there, for
     * they would seem smaller than they are.
     *
     * @param periods how many make a window, at least 1
     * @return the windows in order; their events come once in {@link #total}
     * @throws IllegalArgumentException if earlier periods are folded, so that windows would lack them
     */
    public TimeSeries<R> rolling(int periods) {
        Require.positive(periods, "periods of a window");
        if (cells.other != null) {
            throw Require.bad("periods to roll", "all kept", "some folded into earlier");
        }
        List<TimeWindow> panes = panes();
        List<R> fromHere = sums(panes, periods, true);
        List<R> untilHere = sums(panes, periods, false);
        SortedMap<TimeWindow, R> windows = new TreeMap<>();
        List<TimeWindow> all = new ArrayList<>();
        for (int first = 0; first + periods <= panes.size(); first++) {
            TimeWindow last = panes.get(first + periods - 1);
            TimeWindow window = new TimeWindow(panes.get(first).start(), last.end());
            // A window is the end of one block of so many panes and the beginning of the next one.
            all.add(window);
            windows.put(
                    window,
                    first % periods == 0
                            ? fromHere.get(first)
                            : fromHere.get(first).plus(untilHere.get(first + periods - 1)));
        }
        Dimension<TimeWindow> periodAxis = cells.dimension;
        return new TimeSeries<>(cells.with(
                periodAxis.rolling(
                        periods,
                        window -> Objects.requireNonNull(
                                periodAxis.rolled(new TimeWindow(window.end().minusMillis(1), window.end()))),
                        new TreeSet<>(all)),
                windows));
    }

    /** All periods from the first with events to the last. */
    private List<TimeWindow> panes() {
        List<TimeWindow> panes = List.copyOf(cells.dimension.shown.apply(new TreeSet<>(cells.keyed.keySet())));
        for (int i = 1; i < panes.size(); i++) {
            if (!panes.get(i - 1).end().equals(panes.get(i).start())) {
                throw Require.bad(
                        "periods to roll",
                        "so close that those between can be counted",
                        panes.get(i - 1) + " and " + panes.get(i));
            }
        }
        return panes;
    }

    /** Of each pane, the sum from it to the end of its block, or from the beginning of its block to it. */
    private List<R> sums(List<TimeWindow> panes, int block, boolean toEnd) {
        List<R> sums = new ArrayList<>(panes.stream().map(cells::get).toList());
        if (toEnd) {
            for (int i = sums.size() - 2; i >= 0; i--) {
                if ((i + 1) % block != 0) {
                    sums.set(i, sums.get(i).plus(sums.get(i + 1)));
                }
            }
        } else {
            for (int i = 1; i < sums.size(); i++) {
                if (i % block != 0) {
                    sums.set(i, sums.get(i - 1).plus(sums.get(i)));
                }
            }
        }
        return sums;
    }

    /**
     * The result of the period that an instant lies in, of rolling ones the first.
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

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One measurement and where it belongs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param path the groups and periods it lies in, outermost first
 * @param measurement the number
 */
public record Row(List<Cell> path, Measurement<?> measurement) {
    /** Which cell of an axis this is. */
    public enum Kind {
        /** The cell of a key. */
        KEY,
        /** All events without a key. */
        UNKEYED,
        /** All keys beyond the axis's limit, or before the periods that are kept. */
        OTHER,
        /** All events once, where one event may fall in several cells. */
        TOTAL
    }

    /**
     * One cell of one axis.
     *
     * @param axis the axis's name
     * @param period whether the axis is one of periods
     * @param kind which cell
     * @param label the key's text, or null if there is none
     * @param key the key itself, a {@link io.github.supportmetrics.time.TimeWindow} for periods, or null if there is none
     */
    public record Cell(
            String axis,
            boolean period,
            Kind kind,
            @Nullable String label,
            @Nullable Object key) {
        /**
         * The key's text for reading.
         *
         * @return the label, or a word for a cell that has none
         */
        public String text() {
            return switch (kind) {
                case KEY -> String.valueOf(label);
                case UNKEYED -> "(unknown)";
                case OTHER -> period ? "(earlier)" : "(other)";
                case TOTAL -> "(total)";
            };
        }
    }

    /**
     * Copies the path.
     */
    public Row {
        path = List.copyOf(path);
    }

    Row in(Cell cell) {
        List<Cell> longer = new ArrayList<>(path.size() + 1);
        longer.add(cell);
        longer.addAll(path);
        return new Row(longer, measurement);
    }

    /**
     * The groups without the periods.
     *
     * @return axis → the key's text, null for events without a key
     */
    public Map<String, @Nullable String> group() {
        Map<String, @Nullable String> group = new LinkedHashMap<>();
        for (Cell cell : path) {
            if (!cell.period()) {
                group.put(cell.axis(), cell.kind() == Kind.UNKEYED ? null : cell.text());
            }
        }
        return Collections.unmodifiableMap(group);
    }

    /**
     * The row as names and plain values, for JSON, JDBC and data frames: {@code metric}, {@code definition}, {@code unit}, {@code
     * direction}, {@code group} (axis → key), {@code period}, {@code n}, {@code value}, {@code low}, {@code high}, {@code confidence},
     * {@code method}, {@code excluded} (reason → count), {@code state}, {@code detail} (name → number).
     *
     * @param level the confidence level of {@code low} and {@code high}
     * @return the values in that order: texts, numbers and maps of them, null for what is not there or has no end
     */
    public Map<String, @Nullable Object> toMap(ConfidenceLevel level) {
        Definition definition = measurement.definition();
        Interval interval = measurement.interval(level);
        OptionalDouble value = measurement.value();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("metric", definition.id());
        map.put("definition", definition.signature());
        map.put("unit", definition.unit().symbol());
        map.put("direction", definition.direction().name());
        map.put("group", group());
        map.put("period", period().orElse(null));
        map.put("n", measurement.n());
        map.put("value", value.isPresent() ? value.getAsDouble() : null);
        map.put("low", value.isPresent() ? finite(interval.low()) : null);
        map.put("high", value.isPresent() ? finite(interval.high()) : null);
        map.put("confidence", level.level());
        map.put("method", interval.method());
        map.put("excluded", measurement.notCounted());
        map.put("state", measurement.state(1).name());
        map.put("detail", measurement.detail());
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Double finite(double limit) {
        return Double.isFinite(limit) ? limit : null;
    }

    /**
     * The innermost cell: the period, where a metric is cut by periods first.
     *
     * @return the last cell of the path
     * @throws IndexOutOfBoundsException if the row lies in no cell
     */
    public Cell innermost() {
        return path.get(path.size() - 1);
    }

    /**
     * The innermost period.
     *
     * @return its label, or empty if the result is not cut by periods
     */
    public Optional<String> period() {
        return path.stream().filter(Cell::period).map(Cell::text).reduce((outer, inner) -> inner);
    }
}

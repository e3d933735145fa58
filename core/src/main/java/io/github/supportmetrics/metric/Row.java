package io.github.supportmetrics.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * The innermost period.
     *
     * @return its label, or empty if the result is not cut by periods
     */
    public Optional<String> period() {
        return path.stream().filter(Cell::period).map(Cell::text).reduce((outer, inner) -> inner);
    }
}

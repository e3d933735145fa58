package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.ConfidenceLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rows as a text table: what a result prints in JShell. */
final class Table {
    private Table() {}

    static String of(Stream<Row> stream) {
        List<Row> rows = stream.toList();
        if (rows.isEmpty()) {
            return "no data";
        }
        Set<String> axes = new LinkedHashSet<>();
        Map<String, Set<String>> titles = new LinkedHashMap<>();
        boolean excluded = false;
        for (Row row : rows) {
            row.path().forEach(cell -> axes.add(cell.axis()));
            titles.computeIfAbsent(row.measurement().definition().title(), t -> new LinkedHashSet<>())
                    .add(row.measurement().signature());
            excluded |= row.measurement().excluded().total() > 0;
        }
        boolean named = titles.values().stream().mapToInt(Set::size).sum() > 1;
        List<String> head = new ArrayList<>(axes);
        if (named) {
            head.add("metric");
        }
        int numbers = head.size();
        head.addAll(List.of("n", named ? "value" : titles.keySet().iterator().next(), "95 % CI"));
        if (excluded) {
            head.add("excluded");
        }
        TextTable table = new TextTable(head.toArray(new String[0]));
        table.alignRight(numbers, numbers + 1, numbers + 2);
        for (Row row : rows) {
            table.row(line(row, axes, named ? name(row.measurement(), titles) : "", excluded)
                    .toArray(new String[0]));
        }
        return table.toString();
    }

    /** The title, and the definition with it where several have that title. */
    private static String name(Measurement<?> measurement, Map<String, Set<String>> titles) {
        String title = measurement.definition().title();
        Set<String> alike = titles.getOrDefault(title, Set.of());
        return alike.size() > 1 ? title + " · " + measurement.signature() : title;
    }

    private static List<String> line(Row row, Set<String> axes, String name, boolean excluded) {
        Measurement<?> m = row.measurement();
        List<String> line = new ArrayList<>();
        for (String axis : axes) {
            line.add(row.path().stream()
                    .filter(cell -> cell.axis().equals(axis))
                    .map(Row.Cell::text)
                    .findFirst()
                    .orElse(""));
        }
        if (!name.isEmpty()) {
            line.add(name);
        }
        line.add(Long.toString(m.n()));
        line.add(Numbers.value(m));
        line.add(Numbers.limits(m, ConfidenceLevel.P95));
        if (excluded) {
            line.add(m.excluded().toString());
        }
        return line;
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.ConfidenceLevel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
        Set<String> titles = new LinkedHashSet<>();
        boolean excluded = false;
        for (Row row : rows) {
            row.path().forEach(cell -> axes.add(cell.axis()));
            titles.add(row.measurement().definition().title());
            excluded |= row.measurement().excluded().total() > 0;
        }
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(axes);
        if (titles.size() > 1) {
            head.add("metric");
        }
        head.addAll(List.of("n", titles.size() > 1 ? "value" : titles.iterator().next(), "95 % CI"));
        if (excluded) {
            head.add("excluded");
        }
        lines.add(head);
        for (Row row : rows) {
            lines.add(line(row, axes, titles.size() > 1, excluded));
        }
        return aligned(lines, axes.size() + (titles.size() > 1 ? 1 : 0));
    }

    private static List<String> line(Row row, Set<String> axes, boolean titled, boolean excluded) {
        Measurement<?> m = row.measurement();
        List<String> line = new ArrayList<>();
        for (String axis : axes) {
            line.add(row.path().stream()
                    .filter(cell -> cell.axis().equals(axis))
                    .map(Row.Cell::text)
                    .findFirst()
                    .orElse(""));
        }
        if (titled) {
            line.add(m.definition().title());
        }
        line.add(Long.toString(m.n()));
        line.add(Numbers.value(m));
        line.add(Numbers.limits(m, ConfidenceLevel.P95));
        if (excluded) {
            line.add(m.excluded().toString());
        }
        return line;
    }

    /** Texts on the left, the three number columns behind them on the right. */
    private static String aligned(List<List<String>> lines, int texts) {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - line.get(i).length());
                boolean right = i >= texts && i < texts + 3;
                text.append(i == 0 ? "" : "  ")
                        .append(right ? pad : "")
                        .append(line.get(i))
                        .append(right ? "" : pad);
            }
            table.append(text.toString().stripTrailing()).append(System.lineSeparator());
        }
        return table.toString().stripTrailing();
    }
}

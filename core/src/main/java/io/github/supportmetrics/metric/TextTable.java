package io.github.supportmetrics.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of texts in columns. Not thread-safe.
 */
public final class TextTable {
    private final int columns;
    private final List<List<String>> lines = new ArrayList<>();
    private final Set<Integer> right = new TreeSet<>();

    /**
     * Begins a table.
     *
     * @param head the columns' names
     */
    public TextTable(String... head) {
        columns = head.length;
        lines.add(List.of(head));
    }

    /**
     * Sets columns flush right.
     *
     * @param which the columns, from 0
     */
    public void alignRight(int... which) {
        Arrays.stream(which).forEach(right::add);
    }

    /**
     * Adds a line of the table.
     *
     * @param cells a text per column
     */
    public void row(String... cells) {
        List<String> line = new ArrayList<>(Arrays.asList(cells));
        while (line.size() < columns) {
            line.add("");
        }
        lines.add(line);
    }

    /** Adds an empty line. */
    public void blank() {
        lines.add(List.of(""));
    }

    /**
     * Adds a line that the columns do not divide.
     *
     * @param text the line
     */
    public void heading(String text) {
        lines.add(List.of(text));
    }

    /**
     * The whole table.
     *
     * @return its lines
     */
    @Override
    public String toString() {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; line.size() == columns && i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String cell = line.get(i);
                String pad = line.size() == columns ? " ".repeat(widths[i] - cell.length()) : "";
                text.append(i == 0 ? "" : "  ").append(right.contains(i) ? pad + cell : cell + pad);
            }
            table.append(text.toString().stripTrailing()).append(System.lineSeparator());
        }
        return table.toString().stripTrailing();
    }
}

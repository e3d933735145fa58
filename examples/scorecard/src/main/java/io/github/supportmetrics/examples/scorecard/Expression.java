package io.github.supportmetrics.examples.scorecard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a field is read from: columns, column numbers and constants, joined by {@code +} (with a space, or as a sum), {@code ~} (with
 * nothing) or {@code |} (alternatives, one answer per column).
 *
 * @param parts the parts, in order
 * @param joins what stands before each part but the first
 */
record Expression(List<Part> parts, List<Character> joins) {
    /**
     * One part: a constant, or a column by name or number.
     *
     * @param constant the constant's text
     * @param column the column's name
     * @param number the column's number from 1, or 0
     */
    record Part(@Nullable String constant, @Nullable String column, int number) {
        @Override
        public String toString() {
            return constant != null ? "'" + constant + "'" : column != null ? column : "#" + number;
        }
    }

    static Expression parse(String key, String text) {
        List<Part> parts = new ArrayList<>();
        List<Character> joins = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            }
            if (!quoted && (c == '+' || c == '~' || c == '|')) {
                parts.add(part(key, text, part.toString()));
                joins.add(c);
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (quoted) {
            throw new UsageException("map key " + key + ": a constant is not closed in " + text);
        }
        parts.add(part(key, text, part.toString()));
        if (joins.contains('|') && joins.stream().anyMatch(join -> join != '|')) {
            throw new UsageException("map key " + key + ": | cannot be mixed with + or ~ in " + text);
        }
        return new Expression(List.copyOf(parts), List.copyOf(joins));
    }

    private static Part part(String key, String whole, String text) {
        String part = text.strip();
        if (part.isEmpty()) {
            throw new UsageException("map key " + key + ": a column name or 'constant' is missing in " + quote(whole));
        }
        if (part.startsWith("'")) {
            if (part.length() < 2
                    || !part.endsWith("'")
                    || part.substring(1, part.length() - 1).contains("'")) {
                throw new UsageException("map key " + key + ": a constant must be like 'this', got " + part);
            }
            return new Part(part.substring(1, part.length() - 1), null, 0);
        }
        if (part.matches("#[1-9][0-9]{0,4}")) {
            return new Part(null, null, Integer.parseInt(part.substring(1)));
        }
        return new Part(null, part, 0);
    }

    private static String quote(String text) {
        return "'" + text + "'";
    }

    boolean isAlternatives() {
        return joins.contains('|');
    }

    boolean isSum() {
        return joins.contains('+');
    }
}

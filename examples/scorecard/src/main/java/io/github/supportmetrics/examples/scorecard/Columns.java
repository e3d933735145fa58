package io.github.supportmetrics.examples.scorecard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** The columns of a file, by the names in its header. */
record Columns(String file, List<String> names) {
    static Columns of(String file, List<String> header) {
        return new Columns(file, List.copyOf(header));
    }

    static Columns unnamed(String file, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("");
        }
        return new Columns(file, names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    String name(int column) {
        return names.get(column).isEmpty() ? "#" + (column + 1) : names.get(column);
    }

    /** The place of a mapped column, or −1 for a constant. */
    int find(String key, Expression.Part part) {
        if (part.constant() != null) {
            return -1;
        }
        if (part.number() > 0) {
            if (part.number() > names.size()) {
                throw new UsageException("map key " + key + ": there is no column #" + part.number() + " in " + file
                        + ", which has " + names.size());
            }
            return part.number() - 1;
        }
        String name = Objects.requireNonNull(part.column());
        int first = names.indexOf(name);
        if (first < 0) {
            throw new UsageException("map key " + key + ": there is no column '" + name + "' in " + file
                    + "; the nearest are " + Nearest.to(name, new LinkedHashSet<>(names)));
        }
        int last = names.lastIndexOf(name);
        if (last != first) {
            throw new UsageException("map key " + key + ": column '" + name + "' stands twice in " + file + ", write #"
                    + (first + 1) + " or #" + (last + 1));
        }
        return first;
    }
}

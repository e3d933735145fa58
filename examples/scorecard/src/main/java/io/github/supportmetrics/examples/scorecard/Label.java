package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.KeyType;
import java.math.BigDecimal;
import java.util.List;

/**
 * A group's text and its place among the others: bands and weekdays in their order, numbers by value, all else by text.
 *
 * @param rank the place that comes before the text
 * @param text the text
 */
record Label(int rank, String text) implements Comparable<Label> {
    static final List<String> WEEKDAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    static final KeyType<Label> KEYS = new KeyType<>(Label::text, Label::of);

    static Label of(String text) {
        return new Label(Math.max(0, WEEKDAYS.indexOf(text)), text);
    }

    private boolean isNumber() {
        return !text.isEmpty() && text.length() < 19 && text.matches("-?\\d+(\\.\\d+)?");
    }

    @Override
    public int compareTo(Label other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        if (isNumber() && other.isNumber()) {
            int byValue = new BigDecimal(text).compareTo(new BigDecimal(other.text));
            return byValue != 0 ? byValue : text.compareTo(other.text);
        }
        return isNumber() != other.isNumber() ? (isNumber() ? -1 : 1) : text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Label label && compareTo(label) == 0;
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}

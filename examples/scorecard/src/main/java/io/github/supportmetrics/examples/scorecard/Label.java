package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.KeyType;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A group's text and its place among the others: bands and weekdays in their order, numbers by value, all else by text. */
final class Label implements Comparable<Label> {
    static final List<String> WEEKDAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    static final KeyType<Label> KEYS = new KeyType<>(Label::text, text -> new Label(0, text));

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

    private final int rank;
    private final String text;
    private final @Nullable BigDecimal number;

    Label(int rank, String text) {
        this.rank = rank == 0 ? Math.max(0, WEEKDAYS.indexOf(text)) : rank;
        this.text = text;
        this.number = NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    String text() {
        return text;
    }

    @Override
    public int compareTo(Label other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        if (number != null && other.number != null && number.compareTo(other.number) != 0) {
            return number.compareTo(other.number);
        }
        boolean alike = (number == null) == (other.number == null);
        return alike ? text.compareTo(other.text) : number != null ? -1 : 1;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return this == o || (o instanceof Label label && rank == label.rank && text.equals(label.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

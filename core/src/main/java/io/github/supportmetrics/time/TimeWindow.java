package io.github.supportmetrics.time;

import io.github.supportmetrics.internal.Require;
import java.time.Duration;
import java.time.Instant;

/**
 * A half-open span of time: the start belongs to it, the end does not, so that neighbours never share an instant.
 *
 * <p>Immutable and thread-safe; ordered by start, then end.
 *
 * @param start the first instant in it
 * @param end the first instant after it, not before {@code start}
 */
public record TimeWindow(Instant start, Instant end) implements Comparable<TimeWindow> {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the end is before the start
     */
    public TimeWindow {
        if (end.isBefore(start)) {
            throw Require.bad("end", "no earlier than the start " + start, end);
        }
    }

    /**
     * Whether an instant lies in it.
     *
     * @param instant the instant
     * @return true from the start on, false from the end on
     */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /**
     * How long it is.
     *
     * @return the elapsed time
     */
    public Duration length() {
        return Duration.between(start, end);
    }

    /**
     * The part of it that lies in another window.
     *
     * @param other the other window
     * @return the overlap, of no length where they do not meet
     */
    public TimeWindow intersection(TimeWindow other) {
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant to = end.isBefore(other.end) ? end : other.end;
        return new TimeWindow(from, to.isBefore(from) ? from : to);
    }

    /**
     * How long it and another overlap.
     *
     * @param other the other window
     * @return the elapsed time in both, zero if they do not meet
     */
    public Duration overlap(TimeWindow other) {
        return intersection(other).length();
    }

    @Override
    public int compareTo(TimeWindow other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }

    @Override
    public String toString() {
        return start + "/" + end;
    }
}

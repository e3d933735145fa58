package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time between two milestones, of what has come to the second and of what has not, in elapsed or in working time. In seconds, lower is
 * better.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <E> what it takes time
 */
public final class Elapsed<E> {
    /**
     * How much time passes for an event between two instants.
     *
     * @param <E> the event
     */
    @FunctionalInterface
    public interface Passing<E> {
        /**
         * The time that passes.
         *
         * @param event the event
         * @param from the earlier instant
         * @param to the later one
         * @return the milliseconds, at least 0
         */
        long millis(E event, Instant from, Instant to);
    }

    /** From what to what. */
    abstract static class Span<E> {
        private final String from;
        private final String to;

        Span(String from, String to) {
            this.from = from;
            this.to = to;
        }

        /** The same rule for what has begun. */
        abstract <S extends Summary<S>> Rule<E, S> begun(Rule<E, S> rule);

        /** The first milestone of what has begun. */
        abstract @Nullable Instant start(E event);

        /** The second one, or null if it did not come to it. */
        abstract @Nullable Instant end(E event);

        /** Whether it will not come to it any more, as far as is known. */
        boolean isOver(E event) {
            return false;
        }

        /** Whether what is over without it is waited for no less. */
        boolean isMissed(E event) {
            return true;
        }
    }

    /** The parameter that names the calendar of working times. */
    static final String CALENDAR = "calendar";

    /** Why what happened in years that no calendar knows has no working time. */
    static final String OUTSIDE = "OUTSIDE_CALENDAR";

    private final String id;
    private final String title;
    private final Span<E> span;
    /** The name of its calendar, or null if all time counts. */
    private final @Nullable String clock;

    private final Passing<? super E> passing;

    Elapsed(String id, String title, Span<E> span) {
        this(
                id,
                title,
                span,
                null,
                (event, from, to) -> Duration.between(from, to).toMillis());
    }

    private Elapsed(String id, String title, Span<E> span, @Nullable String clock, Passing<? super E> passing) {
        this.id = id;
        this.title = title;
        this.span = span;
        this.clock = clock;
        this.passing = passing;
    }

    /**
     * The same in the working time of a calendar. What passes outside of it takes no time, and is counted so; what lies outside the years
     * 1900 to 2299 is excluded as {@code OUTSIDE_CALENDAR}.
     *
     * @param calendar when time passes
     * @return the time, such as {@code frt.business}
     */
    public Elapsed<E> in(BusinessCalendar calendar) {
        return in(
                calendar.toString(),
                (event, from, to) -> calendar.millisBetween(from.toEpochMilli(), to.toEpochMilli()));
    }

    /**
     * The same in a working time of its own for every event, such as that of {@link
     * io.github.supportmetrics.event.ticket.Ticket#between a ticket that moves between calendars}.
     *
     * @param name the name of this way to count, which is part of the definition
     * @param time how time passes
     * @return the time, such as {@code frt.business}
     */
    public Elapsed<E> in(String name, Passing<? super E> time) {
        return new Elapsed<>(id, title, span, Require.text(name, "name"), time);
    }

    private Definition definition(String formula) {
        return definition(id, title, formula, clock).with("from", span.from).with("to", span.to);
    }

    /** What a time means, in elapsed time or in the working time of a calendar. */
    static Definition definition(String id, String title, String formula, @Nullable String calendar) {
        Definition definition = Definition.of(calendar == null ? id : id + ".business", formula)
                .titled(calendar == null ? title : title + ", working time")
                .direction(Direction.DOWN);
        return calendar == null ? definition : definition.with(CALENDAR, Require.text(calendar, CALENDAR));
    }

    private String times() {
        return clock == null ? "times" : "working times";
    }

    /**
     * Of what has come to the end of it; the rest is excluded as {@code OPEN}, or as {@code ENDED} if it is over without.
     *
     * @return the timing
     */
    public Timing<E> timing() {
        return new Timing<>(
                definition(times() + " from " + span.from + " to " + span.to + " / those that came to it"),
                span.begun(Rule.<E>duration(event -> millis(event, end(event))))
                        .unless(
                                List.of("OPEN", "ENDED"),
                                event -> span.end(event) != null ? -1 : span.isOver(event) ? 1 : 0)
                        .unless("END_BEFORE_START", event -> end(event).isBefore(start(event)))
                        .unless(OUTSIDE, event -> !isKnown(start(event)) || !isKnown(end(event))));
    }

    private boolean isKnown(Instant instant) {
        return clock == null || BusinessCalendar.covers(instant);
    }

    /**
     * Of all that has begun, what has not come to the end of it counting as having lasted until now. Median and 90 % quantile of it are
     * those of the honest waiting time. What began later is excluded as {@code NOT_YET_BEGUN}; what is over without it is waited for no
     * less.
     *
     * @param asOf now
     * @return the lifetimes
     */
    public Survival<E> until(Instant asOf) {
        return Survival.of(
                definition(times() + " from " + span.from + " to " + span.to + ", open ones censored"),
                span.begun(Rule.<E>lifetime(
                                event -> millis(event, has(event, asOf) ? end(event) : asOf),
                                event -> has(event, asOf)))
                        .unless("NOT_YET_BEGUN", event -> start(event).isAfter(asOf))
                        .unless("ENDED", event -> span.isOver(event) && !has(event, asOf) && !span.isMissed(event))
                        .unless(
                                "END_BEFORE_START",
                                event -> span.end(event) != null && end(event).isBefore(start(event)))
                        .unless(OUTSIDE, event -> !isKnown(start(event)) || (has(event, asOf) && !isKnown(end(event)))),
                Unit.SECONDS);
    }

    @Override
    public String toString() {
        return definition("time from " + span.from + " to " + span.to).toString();
    }

    private boolean has(E event, Instant asOf) {
        Instant end = span.end(event);
        return end != null && !end.isAfter(asOf);
    }

    private long millis(E event, Instant end) {
        return passing.millis(event, start(event), end);
    }

    private Instant start(E event) {
        return Objects.requireNonNull(span.start(event));
    }

    private Instant end(E event) {
        return Objects.requireNonNull(span.end(event));
    }
}

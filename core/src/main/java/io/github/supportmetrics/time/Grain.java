package io.github.supportmetrics.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The calendar periods that results are cut by: each instant lies in exactly one period of a grain and a zone. Days begin at the
 * first instant of the local date, so a day may have 23, 24 or 25 hours; weeks are ISO weeks and begin on Monday.
 *
 * <p>Where a zone changes its offset within an hour or a minute, the period ends there and another begins.
 */
public enum Grain {
    /** A minute of local time. */
    MINUTE,
    /** An hour of local time. */
    HOUR,
    /** A local date. */
    DAY,
    /** An ISO week, from Monday. */
    WEEK,
    /** A calendar month. */
    MONTH,
    /** A quarter of a calendar year. */
    QUARTER,
    /** A calendar year. */
    YEAR;

    /**
     * The period that an instant lies in.
     *
     * @param instant the instant
     * @param zone the zone whose calendar cuts
     * @return the period
     */
    public TimeWindow around(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        if (this == MINUTE || this == HOUR) {
            return within(local, this == HOUR ? ChronoUnit.HOURS : ChronoUnit.MINUTES);
        }
        TimeWindow window = from(first(local.toLocalDate()), zone);
        // After a clock set back over midnight the new date has begun although the old one shows again.
        return instant.isBefore(window.end()) ? window : from(next(first(local.toLocalDate())), zone);
    }

    private static TimeWindow within(ZonedDateTime local, ChronoUnit unit) {
        // In a fixed offset: what is cut off must not reach over a clock change.
        Instant start = local.toOffsetDateTime().truncatedTo(unit).toInstant();
        Instant end = start.plus(1, unit);
        ZoneOffsetTransition before =
                local.getZone().getRules().previousTransition(local.toInstant().plusNanos(1));
        if (before != null && before.getInstant().isAfter(start)) {
            start = before.getInstant();
        }
        ZoneOffsetTransition after = local.getZone().getRules().nextTransition(local.toInstant());
        return new TimeWindow(start, after != null && after.getInstant().isBefore(end) ? after.getInstant() : end);
    }

    private TimeWindow from(LocalDate first, ZoneId zone) {
        return new TimeWindow(
                first.atStartOfDay(zone).toInstant(),
                next(first).atStartOfDay(zone).toInstant());
    }

    private LocalDate first(LocalDate date) {
        return switch (this) {
            case MINUTE, HOUR, DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> date.withDayOfMonth(1);
            case QUARTER -> date.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    private LocalDate next(LocalDate first) {
        return switch (this) {
            case MINUTE, HOUR, DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case YEAR -> first.plusYears(1);
        };
    }

    /**
     * All periods that overlap a window, in order.
     *
     * @param window the window
     * @param zone the zone whose calendar cuts
     * @return the periods, the outer ones whole
     */
    public Stream<TimeWindow> covering(TimeWindow window, ZoneId zone) {
        return Stream.iterate(
                around(window.start(), zone),
                period -> period.start().isBefore(window.end()),
                period -> around(period.end(), zone));
    }

    /**
     * The name of a period: {@code 2021-01-04}, {@code 2021-W01}, {@code 2021-01}, {@code 2021-Q1}, {@code 2021}, and local date
     * and time for hours and minutes.
     *
     * @param period a period of this grain
     * @param zone its zone
     * @return the name
     */
    public String label(TimeWindow period, ZoneId zone) {
        ZonedDateTime start = period.start().atZone(zone);
        return switch (this) {
            case MINUTE, HOUR ->
                start.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES)
                        + start.getOffset().getId();
            case DAY -> start.toLocalDate().toString();
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        start.get(IsoFields.WEEK_BASED_YEAR),
                        start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> start.toLocalDate().toString().substring(0, 7);
            case QUARTER -> start.getYear() + "-Q" + start.get(IsoFields.QUARTER_OF_YEAR);
            case YEAR -> Integer.toString(start.getYear());
        };
    }
}

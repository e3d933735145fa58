package io.github.supportmetrics.time;

import io.github.supportmetrics.internal.Require;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a service is open, and so how much working time passes between two instants: weekly hours of a zone, with closed dates, dates
 * of other hours, breaks, and hours that change from a date on.
 *
 * <p>It is open at an instant if and only if the wall clock of its zone then shows an open time. So where clocks are changed, what the
 * clock leaves out is not worked and what it shows twice is worked twice: hours from 22:00 to 06:00 last 7 or 9 h in those nights.
 * Spans are half-open: at the closing time it is closed. Hours that go on over midnight belong to the date on which they open; a closed
 * date closes what opens on it, and a break closes its own time whatever goes on.
 *
 * <p>Working time is exact to the nanosecond, between any instants of the years 1900 to 2299, and costs the same for a minute and for
 * ten years. The laws: {@code between(a, b) + between(b, c) = between(a, c)}; {@code plus(a, between(a, b)) ≤ b}.
 *
 * <p>Immutable and thread-safe; equal calendars have equal hours. It keeps a table of the years that were asked for.
 */
public final class BusinessCalendar {
    /** Open at all times: working time is elapsed time. */
    public static final BusinessCalendar ALWAYS = new BusinessCalendar(new Always());

    private static final long YEAR = 366 * OpenTimes.DAY;
    private static final long FIRST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("2300-01-01T00:00:00Z").toEpochMilli();
    private static final long NANOS = 1_000_000;

    private final Hours hours;
    private volatile @Nullable OpenTimes known;

    /** What a table is made of. */
    interface Hours {
        /** The instants between two UTC midnights at which it opens and closes in turns; if it is open at the first one, that one. */
        long[] edges(long start, long end);
    }

    private record Always() implements Hours {
        @Override
        public long[] edges(long start, long end) {
            return new long[] {start, end};
        }

        @Override
        public String toString() {
            return "always";
        }
    }

    private record Combined(Hours first, Hours second, boolean both) implements Hours {
        @Override
        public long[] edges(long start, long end) {
            return OpenTimes.combine(
                    first.edges(start, end), second.edges(start, end), both ? Boolean::logicalAnd : Boolean::logicalOr);
        }

        @Override
        public String toString() {
            return "(" + first + (both ? ") and (" : ") or (") + second + ")";
        }
    }

    private BusinessCalendar(Hours hours) {
        this.hours = hours;
    }

    /**
     * Whether calendars know an instant.
     *
     * @param instant the instant
     * @return true in the years 1900 to 2299
     */
    public static boolean covers(Instant instant) {
        long seconds = instant.getEpochSecond();
        return seconds >= FIRST / 1000 && seconds < LAST / 1000;
    }

    /**
     * Begins a calendar that never opens yet.
     *
     * @param zone the zone whose wall clock the hours are read on
     * @return its builder
     */
    public static Builder builder(ZoneId zone) {
        return new Builder(zone);
    }

    /**
     * The working time between two instants.
     *
     * @param from where it begins
     * @param to where it ends; before {@code from} the time is negative, as {@link Duration#between} has it
     * @return the working time, zero if it is closed all the time
     * @throws IllegalArgumentException if an instant lies outside the years 1900 to 2299
     */
    public Duration between(Instant from, Instant to) {
        long start = millis(from);
        long end = millis(to);
        OpenTimes times = covering(start, end);
        long nanos = (times.isOpen(end) ? rest(to) : 0) - (times.isOpen(start) ? rest(from) : 0);
        return Duration.ofMillis(times.until(end) - times.until(start)).plusNanos(nanos);
    }

    /**
     * The working time between two instants, in whole numbers: for hot paths.
     *
     * @param from where it begins, in milliseconds since 1970
     * @param to where it ends
     * @return the milliseconds, negative if the end is the earlier one
     * @throws IllegalArgumentException if an instant lies outside the years 1900 to 2299, unless it is always open
     */
    public long millisBetween(long from, long to) {
        OpenTimes times = known;
        if (times != null && times.covers(from) && times.covers(to)) {
            return times.until(to) - times.until(from);
        }
        if (hours instanceof Always) {
            return to - from;
        }
        times = extended(from, to);
        return times.until(to) - times.until(from);
    }

    /**
     * The first instant by which a working time has passed: a deadline. Time that is used up at closing time is due then, and not at the
     * next opening; no time at all leaves the instant as it is, open or not.
     *
     * @param from where the time begins
     * @param time the working time; if negative, goes back as {@link #minus} does
     * @return the instant
     * @throws IllegalArgumentException if it does not open for so long until the year 2299, or the instant lies outside 1900 to 2299
     */
    public Instant plus(Instant from, Duration time) {
        if (time.isZero() || time.isNegative()) {
            return time.isZero() ? from : minus(from, time.negated());
        }
        long start = millis(from);
        long whole = millis(time);
        for (long reach = start + 2 * whole + YEAR; ; reach = start + 2 * (reach - start)) {
            OpenTimes times = covering(start, Math.min(reach, LAST - 1));
            long nanos = (times.isOpen(start) ? rest(from) : 0) + time.toNanosPart() % NANOS;
            long open = times.until(start) + whole + nanos / NANOS;
            long found = times.when(open, nanos % NANOS > 0);
            if (found != OpenTimes.NONE) {
                return Instant.ofEpochMilli(found).plusNanos(nanos % NANOS);
            }
            if (reach >= LAST) {
                throw Require.bad("time", "no longer than what is open from " + from + " to the year 2299", time);
            }
        }
    }

    /**
     * The last instant from which a working time passes until another: when to begin at the latest.
     *
     * @param to where the time ends
     * @param time the working time; if negative, goes on as {@link #plus} does
     * @return the instant
     * @throws IllegalArgumentException if it does not open for so long from the year 1900 on, or the instant lies outside 1900 to 2299
     */
    public Instant minus(Instant to, Duration time) {
        if (time.isZero() || time.isNegative()) {
            return time.isZero() ? to : plus(to, time.negated());
        }
        long end = millis(to);
        long whole = millis(time);
        for (long reach = end - 2 * whole - YEAR; ; reach = end - 2 * (end - reach)) {
            OpenTimes times = covering(Math.max(reach, FIRST), end);
            long nanos = (times.isOpen(end) ? rest(to) : 0) - time.toNanosPart() % NANOS;
            long found = times.lastWhen(times.until(end) - whole + Math.floorDiv(nanos, NANOS));
            if (found != OpenTimes.NONE) {
                return Instant.ofEpochMilli(found).plusNanos(Math.floorMod(nanos, NANOS));
            }
            if (reach <= FIRST) {
                throw Require.bad("time", "no longer than what is open from the year 1900 to " + to, time);
            }
        }
    }

    /**
     * Whether it is open.
     *
     * @param at the instant
     * @return true from an opening on, false from a closing on
     * @throws IllegalArgumentException if the instant lies outside the years 1900 to 2299
     */
    public boolean isOpen(Instant at) {
        long millis = millis(at);
        return covering(millis, millis).isOpen(millis);
    }

    /**
     * When it opens next.
     *
     * @param after the instant; an opening just then is not the next one
     * @return the first opening after it, empty if there is none until the year 2299
     * @throws IllegalArgumentException if the instant lies outside the years 1900 to 2299
     */
    public Optional<Instant> nextOpening(Instant after) {
        return next(after, true);
    }

    /**
     * When it closes next.
     *
     * @param after the instant; a closing just then is not the next one
     * @return the first closing after it, empty if there is none until the year 2299
     * @throws IllegalArgumentException if the instant lies outside the years 1900 to 2299
     */
    public Optional<Instant> nextClosing(Instant after) {
        return next(after, false);
    }

    private Optional<Instant> next(Instant after, boolean opening) {
        long start = millis(after);
        for (long reach = start + YEAR; ; reach = start + 2 * (reach - start)) {
            long found = covering(start, Math.min(reach, LAST - 1)).next(start, opening);
            if (found != OpenTimes.NONE) {
                return Optional.of(Instant.ofEpochMilli(found));
            }
            if (reach >= LAST) {
                return Optional.empty();
            }
        }
    }

    /**
     * The open parts of a window.
     *
     * @param window the window
     * @return the parts in order, what touches as one
     * @throws IllegalArgumentException if the window reaches outside the years 1900 to 2299
     */
    public List<TimeWindow> openIn(TimeWindow window) {
        List<TimeWindow> open = new ArrayList<>();
        Instant at = window.start();
        while (at.isBefore(window.end())) {
            if (isOpen(at)) {
                Instant end = edge(at, window.end(), false);
                open.add(new TimeWindow(at, end));
                at = end;
            }
            at = edge(at, window.end(), true);
        }
        return open;
    }

    private Instant edge(Instant at, Instant end, boolean opening) {
        long edge = covering(millis(at), millis(end)).next(millis(at), opening);
        return edge == OpenTimes.NONE || edge > millis(end) ? end : Instant.ofEpochMilli(edge);
    }

    /**
     * Open when both are.
     *
     * @param other the other calendar, of any zone
     * @return the calendar
     */
    public BusinessCalendar intersect(BusinessCalendar other) {
        return new BusinessCalendar(new Combined(hours, other.hours, true));
    }

    /**
     * Open when this one or another is, or both.
     *
     * @param other the other calendar, of any zone
     * @return the calendar
     */
    public BusinessCalendar union(BusinessCalendar other) {
        return new BusinessCalendar(new Combined(hours, other.hours, false));
    }

    private OpenTimes covering(long first, long last) {
        OpenTimes times = known;
        return times != null && times.covers(first) && times.covers(last) ? times : extended(first, last);
    }

    private synchronized OpenTimes extended(long first, long last) {
        long low = Math.min(first, last);
        long high = Math.max(first, last);
        if (low < FIRST || high >= LAST) {
            throw Require.bad("instant", "in the years 1900 to 2299", Instant.ofEpochMilli(low < FIRST ? low : high));
        }
        OpenTimes times = known;
        long start = low - YEAR;
        long end = high + YEAR;
        if (times != null) {
            start = low < times.start() ? Math.min(start, 2 * times.start() - times.end()) : times.start();
            end = high >= times.end() ? Math.max(end, 2 * times.end() - times.start()) : times.end();
        }
        start = OpenTimes.DAY * Math.floorDiv(Math.max(FIRST, start), OpenTimes.DAY);
        end = OpenTimes.DAY * Math.floorDiv(Math.min(LAST, end), OpenTimes.DAY);
        times = new OpenTimes(start, end, hours.edges(start, end));
        known = times;
        return times;
    }

    private static long millis(Instant instant) {
        if (!covers(instant)) {
            throw Require.bad("instant", "in the years 1900 to 2299", instant);
        }
        return 1000 * instant.getEpochSecond() + instant.getNano() / NANOS;
    }

    private static long millis(Duration time) {
        // Longer ones are as much too long as this one.
        return time.toSeconds() > (LAST - FIRST) / 1000 ? LAST - FIRST : time.toMillis();
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // what is less than a millisecond is the same in any second
    private static long rest(Instant instant) {
        return instant.getNano() % NANOS;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BusinessCalendar that && hours.equals(that.hours);
    }

    @Override
    public int hashCode() {
        return hours.hashCode();
    }

    /**
     * The zone and the weekly hours, with a checksum of whatever holds on single dates: calendars that read alike are equal, but for the
     * order in which hours were given.
     */
    @Override
    public String toString() {
        return hours.toString();
    }

    /** Collects a calendar's hours; not thread-safe. Each call adds to those before. */
    public static final class Builder {
        private final ZoneId zone;
        private final TreeMap<LocalDate, Map<DayOfWeek, List<LocalHours.Span>>> weeks = new TreeMap<>();
        private final Map<LocalDate, List<LocalHours.Span>> dates = new HashMap<>();
        private final Set<LocalDate> closed = new HashSet<>();
        private final Map<LocalDate, List<LocalHours.Span>> breaks = new HashMap<>();
        private Map<DayOfWeek, List<LocalHours.Span>> week = new EnumMap<>(DayOfWeek.class);

        private Builder(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
            weeks.put(LocalDate.MIN, week);
        }

        /**
         * The weekly hours that follow hold from a date on, those before it until the day before. They begin anew: none is open.
         *
         * @param date the first date, later than that of the call before
         * @return this
         * @throws IllegalArgumentException if the date is not later
         */
        public Builder since(LocalDate date) {
            if (!date.isAfter(weeks.lastKey())) {
                throw Require.bad("date", "later than " + weeks.lastKey(), date);
            }
            week = new EnumMap<>(DayOfWeek.class);
            weeks.put(date, week);
            return this;
        }

        /**
         * Opens on weekdays.
         *
         * @param days the weekdays, such as {@code EnumSet.range(MONDAY, FRIDAY)}
         * @param from the opening time, in whole seconds
         * @param to the closing time; if not later than the opening time, that of the next day, so midnight to midnight is 24 h
         * @return this
         * @throws IllegalArgumentException if a time has a fraction of a second
         */
        public Builder open(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
            LocalHours.Span span = span(from, to);
            days.forEach(
                    day -> week.computeIfAbsent(day, d -> new ArrayList<>()).add(span));
            return this;
        }

        /**
         * Opens on a weekday.
         *
         * @param day the weekday
         * @param from the opening time, in whole seconds
         * @param to the closing time; if not later than the opening time, that of the next day
         * @return this
         * @throws IllegalArgumentException if a time has a fraction of a second
         */
        public Builder open(DayOfWeek day, LocalTime from, LocalTime to) {
            return open(Set.of(day), from, to);
        }

        /**
         * Opens on a date, whose weekly hours do not hold then.
         *
         * @param date the date
         * @param from the opening time, in whole seconds
         * @param to the closing time; if not later than the opening time, that of the next day
         * @return this
         * @throws IllegalArgumentException if a time has a fraction of a second
         */
        public Builder open(LocalDate date, LocalTime from, LocalTime to) {
            dates.computeIfAbsent(date, d -> new ArrayList<>()).add(span(from, to));
            return this;
        }

        /**
         * Opens nothing on a date, such as a holiday, whatever other calls say.
         *
         * @param date the date
         * @return this
         */
        public Builder closed(LocalDate date) {
            closed.add(date);
            return this;
        }

        /**
         * Closes a part of a date, whatever is open then.
         *
         * @param date the date
         * @param from the first time that is closed, in whole seconds
         * @param to the first time after it; if not later, that of the next day
         * @return this
         * @throws IllegalArgumentException if a time has a fraction of a second
         */
        public Builder closed(LocalDate date, LocalTime from, LocalTime to) {
            breaks.computeIfAbsent(date, d -> new ArrayList<>()).add(span(from, to));
            return this;
        }

        private static LocalHours.Span span(LocalTime from, LocalTime to) {
            return LocalHours.Span.of(whole(from), whole(to));
        }

        private static LocalTime whole(LocalTime time) {
            if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
                throw Require.bad("time", "in whole seconds", time);
            }
            return time;
        }

        /**
         * Makes the calendar.
         *
         * @return a calendar of the hours so far
         */
        public BusinessCalendar build() {
            TreeMap<LocalDate, Map<DayOfWeek, List<LocalHours.Span>>> copied = new TreeMap<>();
            weeks.forEach((since, hours) -> copied.put(since, copy(hours)));
            return new BusinessCalendar(new LocalHours(zone, copied, copy(dates), Set.copyOf(closed), copy(breaks)));
        }

        private static <K> Map<K, List<LocalHours.Span>> copy(Map<K, List<LocalHours.Span>> hours) {
            Map<K, List<LocalHours.Span>> copy = new HashMap<>();
            hours.forEach((key, spans) -> copy.put(key, List.copyOf(spans)));
            return Collections.unmodifiableMap(copy);
        }
    }
}

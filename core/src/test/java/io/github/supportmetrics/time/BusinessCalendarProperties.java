package io.github.supportmetrics.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Calendars in zones of all kinds of clock changes, against the wall clock read minute by minute. */
class BusinessCalendarProperties {
    private static final int DAY = 1440;

    /** A zone with the middle of days in which its clock was changed. */
    record Place(String zone, String around) {}

    private static final List<Place> PLACES = List.of(
            new Place("Australia/Lord_Howe", "2026-04-05T00:00:00Z"),
            new Place("Australia/Lord_Howe", "2026-10-04T00:00:00Z"),
            new Place("Pacific/Apia", "2011-12-30T10:00:00Z"),
            new Place("Asia/Kathmandu", "1985-12-31T18:30:00Z"),
            new Place("America/Sao_Paulo", "2018-11-04T03:00:00Z"),
            new Place("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
            new Place("America/St_Johns", "2006-10-29T02:31:00Z"),
            new Place("Europe/Stockholm", "2026-03-29T01:00:00Z"),
            new Place("Europe/Stockholm", "2026-10-25T01:00:00Z"),
            new Place("America/New_York", "2026-11-01T06:00:00Z"),
            new Place("Africa/Casablanca", "2026-02-15T02:00:00Z"),
            new Place("Asia/Tehran", "2022-09-21T19:30:00Z"),
            new Place("Antarctica/Troll", "2026-03-29T01:00:00Z"),
            new Place("UTC", "2026-03-29T01:00:00Z"));

    /** Hours from a minute of a date on, so many minutes long. */
    record Shift(int day, int from, int length) {}

    /** A calendar of shifts of weekdays, and changes on dates counted from the clock change. */
    record Sample(Place place, List<Shift> weekly, List<Shift> special, List<Integer> closed, List<Shift> breaks) {
        LocalDate date(int day) {
            return around().atZone(zone()).toLocalDate().plusDays(day);
        }

        Instant around() {
            return Instant.parse(place.around);
        }

        ZoneId zone() {
            return ZoneId.of(place.zone);
        }

        BusinessCalendar calendar() {
            BusinessCalendar.Builder builder = BusinessCalendar.builder(zone());
            weekly.forEach(
                    shift -> builder.open(DayOfWeek.of(1 + Math.floorMod(shift.day, 7)), begin(shift), end(shift)));
            special.forEach(shift -> builder.open(date(shift.day), begin(shift), end(shift)));
            closed.forEach(day -> builder.closed(date(day)));
            breaks.forEach(shift -> builder.closed(date(shift.day), begin(shift), end(shift)));
            return builder.build();
        }

        private static LocalTime begin(Shift shift) {
            return LocalTime.ofSecondOfDay(60L * shift.from);
        }

        private static LocalTime end(Shift shift) {
            return begin(shift).plusMinutes(shift.length);
        }

        /** What a person with a wall clock and the list of hours would say. */
        boolean isOpen(Instant instant) {
            LocalDateTime local = LocalDateTime.ofInstant(instant, zone());
            return (isOn(local, 0) || isOn(local, 1))
                    && breaks.stream().noneMatch(shift -> isIn(local, date(shift.day), shift));
        }

        private boolean isOn(LocalDateTime local, int daysBefore) {
            LocalDate date = local.toLocalDate().minusDays(daysBefore);
            if (closed.stream().anyMatch(day -> date(day).equals(date))) {
                return false;
            }
            List<Shift> replaced = special.stream()
                    .filter(shift -> date(shift.day).equals(date))
                    .toList();
            List<Shift> usual = weekly.stream()
                    .filter(shift -> 1 + Math.floorMod(shift.day, 7)
                            == date.getDayOfWeek().getValue())
                    .toList();
            return (replaced.isEmpty() ? usual : replaced).stream().anyMatch(shift -> isIn(local, date, shift));
        }

        private static boolean isIn(LocalDateTime local, LocalDate date, Shift shift) {
            LocalDateTime begin = date.atTime(begin(shift));
            return !local.isBefore(begin) && local.isBefore(begin.plusMinutes(shift.length));
        }
    }

    private static Arbitrary<Shift> shifts(int days) {
        return Combinators.combine(
                        Arbitraries.integers().between(-days, days),
                        Arbitraries.integers().between(0, DAY - 1),
                        Arbitraries.integers().between(1, DAY))
                .as(Shift::new);
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Combinators.combine(
                        Arbitraries.of(PLACES),
                        shifts(3).list().ofMaxSize(8),
                        shifts(3).list().ofMaxSize(2),
                        Arbitraries.integers().between(-3, 3).list().ofMaxSize(1),
                        shifts(3).list().ofMaxSize(2))
                .as(Sample::new);
    }

    @Provide
    Arbitrary<Duration> offsets() {
        return Arbitraries.longs()
                .between(-4L * 86_400_000_000_000L, 4L * 86_400_000_000_000L)
                .map(Duration::ofNanos);
    }

    @Property(tries = 100)
    void agreesWithTheWallClockReadMinuteByMinute(@ForAll("samples") Sample sample) {
        BusinessCalendar calendar = sample.calendar();
        Instant start = sample.around().minus(Duration.ofDays(3));
        long open = 0;
        for (int minute = 0; minute < 6 * DAY; minute++) {
            Instant at = start.plusSeconds(60L * minute);
            boolean isOpen = sample.isOpen(at);
            if (calendar.isOpen(at) != isOpen || calendar.between(start, at).toMinutes() != open) {
                assertThat(calendar.isOpen(at)).as("open at %s", at).isEqualTo(isOpen);
                assertThat(calendar.between(start, at)).as("until %s", at).isEqualTo(Duration.ofMinutes(open));
            }
            open += isOpen ? 1 : 0;
        }
    }

    @Property(tries = 400)
    void workingTimesAddUp(
            @ForAll("samples") Sample sample,
            @ForAll("offsets") Duration a,
            @ForAll("offsets") Duration b,
            @ForAll("offsets") Duration c) {
        BusinessCalendar calendar = sample.calendar();
        Instant first = sample.around().plus(a);
        Instant second = sample.around().plus(b);
        Instant third = sample.around().plus(c);

        assertThat(calendar.between(first, second).plus(calendar.between(second, third)))
                .isEqualTo(calendar.between(first, third));
        assertThat(calendar.millisBetween(first.toEpochMilli(), second.toEpochMilli()))
                .isCloseTo(calendar.between(first, second).toMillis(), within(1L));
    }

    @Property(tries = 400)
    void aDeadlineIsTheFirstInstantAndItsStartTheLast(
            @ForAll("samples") Sample sample, @ForAll("offsets") Duration a, @ForAll("offsets") Duration b) {
        BusinessCalendar calendar = sample.calendar();
        Instant from = sample.around().plus(a.compareTo(b) < 0 ? a : b);
        Instant to = sample.around().plus(a.compareTo(b) < 0 ? b : a);
        Duration time = calendar.between(from, to);

        Instant due = calendar.plus(from, time);
        assertThat(due).isBetween(from, to);
        assertThat(calendar.between(from, due)).isEqualTo(time);
        assertThat(time.isZero() || calendar.between(from, due.minusNanos(1)).compareTo(time) < 0)
                .isTrue();
        Instant start = calendar.minus(to, time);
        assertThat(start).isBetween(from, to);
        assertThat(calendar.between(start, to)).isEqualTo(time);
        assertThat(time.isZero() || calendar.between(start.plusNanos(1), to).compareTo(time) < 0)
                .isTrue();
        assertThat(calendar.plus(to, time.negated())).isEqualTo(start);
        assertThat(calendar.minus(from, time.negated())).isEqualTo(due);
    }

    @Property(tries = 200)
    void openPartsAreWhatIsOpen(
            @ForAll("samples") Sample sample, @ForAll("offsets") Duration a, @ForAll("offsets") Duration b) {
        BusinessCalendar calendar = sample.calendar();
        Instant from = sample.around().plus(a.compareTo(b) < 0 ? a : b);
        Instant to = sample.around().plus(a.compareTo(b) < 0 ? b : a);
        Duration sum = Duration.ZERO;
        List<Instant> edges = new ArrayList<>();
        for (TimeWindow part : calendar.openIn(new TimeWindow(from, to))) {
            sum = sum.plus(part.length());
            edges.add(part.start());
            edges.add(part.end());
            assertThat(calendar.isOpen(part.start())).isTrue();
            assertThat(calendar.between(part.start(), part.end())).isEqualTo(part.length());
            assertThat(part.end().equals(to) || !calendar.isOpen(part.end())).isTrue();
        }
        assertThat(sum).isEqualTo(calendar.between(from, to));
        assertThat(edges).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 200)
    void whatIsAskedBeforeChangesNoAnswer(
            @ForAll("samples") Sample sample, @ForAll("offsets") Duration a, @ForAll("offsets") Duration b) {
        BusinessCalendar asked = sample.calendar();
        Instant from = sample.around().plus(a);
        Instant to = sample.around().plus(b);
        asked.isOpen(sample.around().plus(Duration.ofDays(9000)));
        asked.isOpen(sample.around().minus(Duration.ofDays(9000)));

        assertThat(asked.between(from, to)).isEqualTo(sample.calendar().between(from, to));
        assertThat(asked.nextOpening(from)).isEqualTo(sample.calendar().nextOpening(from));
        assertThat(asked.nextClosing(from)).isEqualTo(sample.calendar().nextClosing(from));
    }

    @Property(tries = 100)
    void anIntersectionIsOpenWhenBothAreAndAUnionWhenOneIs(
            @ForAll("samples") Sample one, @ForAll("samples") Sample other, @ForAll("offsets") Duration offset) {
        Instant at = one.around().plus(offset);
        boolean first = one.calendar().isOpen(at);
        boolean second = other.calendar().isOpen(at);

        assertThat(one.calendar().intersect(other.calendar()).isOpen(at)).isEqualTo(first && second);
        assertThat(one.calendar().union(other.calendar()).isOpen(at)).isEqualTo(first || second);
    }
}

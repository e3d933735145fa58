package io.github.supportmetrics.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.PeerCalendar;
import io.github.supportmetrics.SharedData;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: test suites of help desks and calendar libraries, each recomputed with Python's zoneinfo (the file's README says how). */
class BusinessCalendarTest {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    /** Python's clock knows no shorter time. */
    private static final double MICROSECOND = 1e-6;

    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime FIVE = LocalTime.of(17, 0);
    private static final EnumSet<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final BusinessCalendar OFFICE =
            BusinessCalendar.builder(STOCKHOLM).open(WEEKDAYS, NINE, FIVE).build();

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(STOCKHOLM).toInstant();
    }

    private static Stream<ArgumentSet> cases(String kind, String... more) {
        return Stream.concat(Stream.of(""), Stream.of(more))
                .flatMap(file -> SharedData.cases("peer-cases/business-hours" + file + ".json", kind));
    }

    private static Stream<ArgumentSet> spans() {
        return cases("business-seconds", "-disputed", "-scenarios", "-scenarios-unconfirmed");
    }

    private static Stream<ArgumentSet> deadlines() {
        return cases("deadline", "-disputed", "-scenarios", "-scenarios-unconfirmed");
    }

    private static Stream<ArgumentSet> deadlinesBack() {
        return cases("deadline-back", "-scenarios", "-scenarios-unconfirmed");
    }

    private static Stream<ArgumentSet> openings() {
        return cases("next-open", "-scenarios", "-scenarios-unconfirmed");
    }

    private static Stream<ArgumentSet> moments() {
        return cases("is-open", "-scenarios", "-scenarios-unconfirmed");
    }

    private static Stream<ArgumentSet> closings() {
        return cases("next-close", "-disputed");
    }

    private static Stream<ArgumentSet> lastOpen() {
        return cases("previous-open");
    }

    private static Stream<ArgumentSet> laterOpenings() {
        return cases("next-opening-after");
    }

    private static Stream<ArgumentSet> periods() {
        return cases("open-periods");
    }

    private static Stream<ArgumentSet> periodsBack() {
        return cases("open-periods-back");
    }

    private static Instant input(JsonNode test, String name) {
        return Instant.parse(test.get("input").get(name).asText());
    }

    private static Duration time(JsonNode test) {
        return Duration.ofNanos(test.get("input")
                .get("seconds")
                .decimalValue()
                .movePointRight(9)
                .longValueExact());
    }

    /** The reference's answer, which is the peer's too, but where its file says why not: cut seconds, a day closed 1 µs before its end. */
    private static JsonNode expected(JsonNode test, String name) {
        JsonNode reference = test.path("verified").path("reference");
        return reference.isValueNode() && !reference.isNull()
                ? reference
                : test.get("expected").get(name);
    }

    private static Instant expectedInstant(JsonNode test) {
        return Instant.parse(expected(test, "instant").asText());
    }

    @ParameterizedTest
    @MethodSource("spans")
    void theWorkingTimeIsThatOfTheReference(JsonNode test) {
        Duration between = PeerCalendar.of(test).between(input(test, "start"), input(test, "end"));
        assertThat(between.toNanos() / 1e9).isCloseTo(expected(test, "seconds").asDouble(), within(MICROSECOND));
        assertThat(PeerCalendar.of(test).between(input(test, "end"), input(test, "start")))
                .isEqualTo(between.negated());
    }

    @ParameterizedTest
    @MethodSource("deadlines")
    void theDeadlineIsThatOfTheReference(JsonNode test) {
        Instant start = input(test, "start");
        Instant due = PeerCalendar.of(test).plus(start, time(test));
        if (time(test).isZero()) {
            // biz goes to the next opening, so that no time at all would take some.
            assertThat(due).isEqualTo(start);
        } else {
            assertThat(due).isEqualTo(expectedInstant(test));
        }
    }

    @ParameterizedTest
    @MethodSource("deadlinesBack")
    void theStartForADeadlineIsThatOfTheReference(JsonNode test) {
        Instant end = input(test, "end");
        Instant start = PeerCalendar.of(test).minus(end, time(test));
        if (time(test).isZero()) {
            assertThat(start).isEqualTo(end);
        } else {
            assertThat(start).isEqualTo(expectedInstant(test));
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void itIsOpenWhenTheReferenceIs(JsonNode test) {
        assertThat(PeerCalendar.of(test).isOpen(input(test, "at")))
                .isEqualTo(expected(test, "value").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("openings")
    void theFirstOpenMomentIsThatOfTheReference(JsonNode test) {
        BusinessCalendar calendar = PeerCalendar.of(test);
        Instant at = input(test, "at");
        assertThat(calendar.isOpen(at) ? at : calendar.nextOpening(at).orElseThrow())
                .isEqualTo(expectedInstant(test));
    }

    @ParameterizedTest
    @MethodSource("laterOpenings")
    void theNextOpeningIsThatOfTheReference(JsonNode test) {
        assertThat(PeerCalendar.of(test).nextOpening(input(test, "at"))).hasValue(expectedInstant(test));
    }

    @ParameterizedTest
    @MethodSource("closings")
    void theNextClosingIsThatOfTheReference(JsonNode test) {
        assertThat(PeerCalendar.of(test).nextClosing(input(test, "at"))).hasValue(expectedInstant(test));
    }

    @ParameterizedTest
    @MethodSource("lastOpen")
    void theLastOpenMomentIsThatOfTheReference(JsonNode test) {
        Instant at = input(test, "at");
        List<TimeWindow> before = PeerCalendar.of(test).openIn(new TimeWindow(at.minus(60, ChronoUnit.DAYS), at));
        Instant last = before.get(before.size() - 1).end();
        assertThat(PeerCalendar.of(test).isOpen(at) ? at : last).isEqualTo(expectedInstant(test));
    }

    private static List<TimeWindow> expectedPeriods(JsonNode test) {
        List<TimeWindow> periods = new ArrayList<>();
        expected(test, "periods")
                .forEach(period -> periods.add(new TimeWindow(
                        Instant.parse(period.get(0).asText()),
                        Instant.parse(period.get(1).asText()))));
        return periods;
    }

    @ParameterizedTest
    @MethodSource("periods")
    void theOpenPeriodsAreThoseOfTheReference(JsonNode test) {
        Instant from = input(test, "from");
        assertThat(PeerCalendar.of(test).openIn(new TimeWindow(from, from.plus(90, ChronoUnit.DAYS))))
                .startsWith(expectedPeriods(test).toArray(TimeWindow[]::new));
    }

    @ParameterizedTest
    @MethodSource("periodsBack")
    void theOpenPeriodsBackAreThoseOfTheReference(JsonNode test) {
        Instant from = input(test, "from");
        List<TimeWindow> open =
                new ArrayList<>(PeerCalendar.of(test).openIn(new TimeWindow(from.minus(90, ChronoUnit.DAYS), from)));
        Collections.reverse(open);
        assertThat(open).startsWith(expectedPeriods(test).toArray(TimeWindow[]::new));
    }

    @Test
    void aWeekendWithAClockChangeHasAnHourAndAHalf() {
        Instant friday = at("2026-03-27T16:30");
        Instant monday = at("2026-03-30T10:00");

        assertThat(OFFICE.between(friday, monday)).isEqualTo(Duration.ofMinutes(90));
        assertThat(BusinessCalendar.ALWAYS.between(friday, monday)).isEqualTo(Duration.ofMinutes(64 * 60 + 30));
        assertThat(OFFICE.plus(friday, Duration.ofMinutes(90))).isEqualTo(monday);
        assertThat(OFFICE.minus(monday, Duration.ofMinutes(90))).isEqualTo(friday);
    }

    @Test
    void aNightShiftLastsWhatTheClockMakesOfIt() {
        BusinessCalendar nights = BusinessCalendar.builder(STOCKHOLM)
                .open(EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(6, 0))
                .build();

        assertThat(nights.between(at("2026-03-28T12:00"), at("2026-03-29T12:00")))
                .isEqualTo(Duration.ofHours(7));
        assertThat(nights.between(at("2026-10-24T12:00"), at("2026-10-25T12:00")))
                .isEqualTo(Duration.ofHours(9));
        assertThat(nights.between(at("2026-10-20T12:00"), at("2026-10-21T12:00")))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void aClosedDateClosesWhatOpensOnItAndABreakItsOwnTime() {
        BusinessCalendar nights = BusinessCalendar.builder(STOCKHOLM)
                .open(WEEKDAYS, LocalTime.of(22, 0), LocalTime.of(6, 0))
                .closed(LocalDate.of(2026, 6, 3))
                .closed(LocalDate.of(2026, 6, 5), LocalTime.of(2, 0), LocalTime.of(3, 0))
                .open(LocalDate.of(2026, 6, 6), NINE, LocalTime.of(12, 0))
                .build();

        // Tuesday's night goes on into the closed Wednesday.
        assertThat(nights.openIn(new TimeWindow(at("2026-06-02T12:00"), at("2026-06-07T12:00"))))
                .containsExactly(
                        new TimeWindow(at("2026-06-02T22:00"), at("2026-06-03T06:00")),
                        new TimeWindow(at("2026-06-04T22:00"), at("2026-06-05T02:00")),
                        new TimeWindow(at("2026-06-05T03:00"), at("2026-06-05T06:00")),
                        new TimeWindow(at("2026-06-05T22:00"), at("2026-06-06T06:00")),
                        new TimeWindow(at("2026-06-06T09:00"), at("2026-06-06T12:00")));
    }

    @Test
    void hoursHoldUntilOthersDo() {
        BusinessCalendar changing = BusinessCalendar.builder(STOCKHOLM)
                .open(WEEKDAYS, NINE, FIVE)
                .since(LocalDate.of(2026, 6, 3))
                .open(WEEKDAYS, LocalTime.NOON, FIVE)
                .build();

        assertThat(changing.between(at("2026-06-01T00:00"), at("2026-06-06T00:00")))
                .isEqualTo(Duration.ofHours(2 * 8 + 3 * 5));
        assertThatThrownBy(() -> BusinessCalendar.builder(STOCKHOLM)
                        .since(LocalDate.of(2026, 6, 3))
                        .since(LocalDate.of(2026, 6, 3)))
                .hasMessage("date must be later than 2026-06-03, got 2026-06-03");
    }

    @Test
    void calendarsOfTwoZonesMeetAndJoin() {
        BusinessCalendar newYork = BusinessCalendar.builder(ZoneId.of("America/New_York"))
                .open(WEEKDAYS, NINE, FIVE)
                .build();
        Instant monday = at("2026-06-01T00:00");
        Instant tuesday = at("2026-06-02T00:00");

        assertThat(OFFICE.intersect(newYork).between(monday, tuesday)).isEqualTo(Duration.ofHours(2));
        assertThat(OFFICE.union(newYork).between(monday, tuesday)).isEqualTo(Duration.ofHours(14));
        assertThat(OFFICE.union(newYork)).isEqualTo(OFFICE.union(newYork)).isNotEqualTo(newYork.union(OFFICE));
    }

    @Test
    void whatNeverOpensSaysSoAndDoesNotGoOnForEver() {
        BusinessCalendar never = BusinessCalendar.builder(STOCKHOLM).build();
        Instant now = at("2026-06-01T12:00");

        assertThat(never.isOpen(now)).isFalse();
        assertThat(never.between(now, now.plus(3650, ChronoUnit.DAYS))).isZero();
        assertThat(never.nextOpening(now)).isEmpty();
        assertThat(never.nextClosing(now)).isEmpty();
        assertThat(BusinessCalendar.ALWAYS.nextClosing(now)).isEmpty();
        assertThat(BusinessCalendar.ALWAYS.nextOpening(now)).isEmpty();
        assertThatThrownBy(() -> never.plus(now, Duration.ofNanos(1)))
                .hasMessage("time must be no longer than what is open from 2026-06-01T10:00:00Z to the year 2299,"
                        + " got PT0.000000001S");
        assertThatThrownBy(() -> never.minus(now, Duration.ofHours(1)))
                .hasMessage("time must be no longer than what is open from the year 1900 to 2026-06-01T10:00:00Z,"
                        + " got PT1H");
        assertThatThrownBy(() -> OFFICE.plus(now, Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void instantsOutsideItsYearsAreRefused() {
        for (Instant far : List.of(
                Instant.MIN,
                Instant.MAX,
                Instant.parse("1899-12-31T23:59:59.999Z"),
                Instant.parse("2300-01-01T00:00:00Z"))) {
            assertThatThrownBy(() -> OFFICE.isOpen(far))
                    .hasMessage("instant must be in the years 1900 to 2299, got " + far);
        }
        assertThatThrownBy(() -> OFFICE.millisBetween(0, Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(OFFICE.millisBetween(
                        Instant.parse("1900-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("2299-12-31T23:59:59Z").toEpochMilli()))
                .isPositive();
        assertThatThrownBy(() ->
                        BusinessCalendar.builder(STOCKHOLM).open(DayOfWeek.MONDAY, LocalTime.of(9, 0, 0, 1), FIVE))
                .hasMessage("time must be in whole seconds, got 09:00:00.000000001");
    }

    @Test
    void aNanosecondCounts() {
        Instant open = at("2026-06-01T09:00").plusNanos(1);
        Instant beforeClosing = at("2026-06-01T17:00").minusNanos(1);

        assertThat(OFFICE.between(open, at("2026-06-01T20:00")))
                .isEqualTo(Duration.ofHours(8).minusNanos(1));
        assertThat(OFFICE.plus(beforeClosing, Duration.ofNanos(1))).isEqualTo(at("2026-06-01T17:00"));
        assertThat(OFFICE.plus(beforeClosing, Duration.ofNanos(2)))
                .isEqualTo(at("2026-06-02T09:00").plusNanos(1));
        assertThat(OFFICE.minus(open, Duration.ofNanos(1))).isEqualTo(at("2026-06-01T09:00"));
        assertThat(OFFICE.minus(open, Duration.ofNanos(2)))
                .isEqualTo(at("2026-05-29T17:00").minusNanos(1));
    }
}

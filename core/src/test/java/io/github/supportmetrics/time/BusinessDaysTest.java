package io.github.supportmetrics.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.PeerCalendar;
import io.github.supportmetrics.SharedData;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calendar libraries also count whole working days, each by a rule of its own. The calendar leaves that rule to its host; here the peers'
 * rules are built on the days on which it is open, and give the peers' answers.
 */
class BusinessDaysTest {
    private static Stream<ArgumentSet> added() {
        return Stream.of("", "-disputed")
                .flatMap(file -> SharedData.cases("peer-cases/business-hours" + file + ".json", "add-business-days"));
    }

    private static Stream<ArgumentSet> counted() {
        return SharedData.cases("peer-cases/business-hours.json", "business-days-between");
    }

    private static Stream<ArgumentSet> days() {
        return SharedData.cases("peer-cases/business-hours.json", "is-business-day");
    }

    private static Stream<ArgumentSet> breaks() {
        return SharedData.cases("peer-cases/business-hours.json", "on-break");
    }

    private static Stream<ArgumentSet> holidays() {
        return SharedData.cases("peer-cases/business-hours.json", "on-holiday");
    }

    private static ZoneId zone(JsonNode test) {
        return ZoneId.of(test.get("schedule").get("zone").asText());
    }

    private static List<TimeWindow> open(JsonNode test, LocalDate date) {
        ZoneId zone = zone(test);
        return PeerCalendar.of(test)
                .openIn(new TimeWindow(
                        date.atStartOfDay(zone).toInstant(),
                        date.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    private static boolean isWorked(JsonNode test, LocalDate date) {
        return !open(test, date).isEmpty();
    }

    private static LocalDate move(JsonNode test, LocalDate from, int days) {
        LocalDate date = from;
        int step = days < 0 ? -1 : 1;
        for (int left = Math.abs(days); left > 0; left -= isWorked(test, date) ? 1 : 0) {
            date = date.plusDays(step);
        }
        return date;
    }

    private static LocalDate rolled(JsonNode test, LocalDate from, int step) {
        LocalDate date = from;
        while (!isWorked(test, date)) {
            date = date.plusDays(step);
        }
        return date;
    }

    /** business_time: what lies outside working hours goes to the next opening time, backwards to that of the day before. */
    private static ZonedDateTime rolledHours(JsonNode test, ZonedDateTime at, boolean back) {
        BusinessCalendar calendar = PeerCalendar.of(test);
        if (calendar.isOpen(at.toInstant())) {
            return at;
        }
        if (!back) {
            return calendar.nextOpening(at.toInstant()).orElseThrow().atZone(at.getZone());
        }
        List<TimeWindow> before =
                calendar.openIn(new TimeWindow(at.toInstant().minus(30, ChronoUnit.DAYS), at.toInstant()));
        return before.get(before.size() - 1).end().atZone(at.getZone());
    }

    private static Instant expected(JsonNode test) {
        JsonNode reference = test.get("verified").get("reference");
        return Instant.parse(
                (reference.isTextual() ? reference : test.get("expected").get("instant")).asText());
    }

    @ParameterizedTest
    @MethodSource("added")
    void addingWorkingDaysGivesThePeersAnswerByThePeersRule(JsonNode test) {
        int days = test.get("input").get("days").asInt();
        String rule = test.get("note").asText();
        if (test.get("input").has("date")) {
            LocalDate date = LocalDate.parse(test.get("input").get("date").asText());
            LocalDate from = days == 0 ? date : rolled(test, date, days < 0 ? -1 : 1);
            assertThat(move(test, from, days))
                    .isEqualTo(test.get("expected").get("date").asText());
            return;
        }
        ZonedDateTime at = Instant.parse(test.get("input").get("at").asText()).atZone(zone(test));
        if (rule.startsWith("business_time")) {
            ZonedDateTime from = rolledHours(test, at, days < 0);
            ZonedDateTime moved = LocalDateTime.of(move(test, from.toLocalDate(), days), from.toLocalTime())
                    .atZone(at.getZone());
            assertThat(expected(test)).isIn(moved.toInstant(), days < 0 ? opening(test, moved) : moved.toInstant());
            return;
        }
        LocalTime time = at.toLocalTime();
        LocalDate start = rule.startsWith("working_hours") && days != 0
                ? rolled(test, at.toLocalDate(), days < 0 ? -1 : 1)
                : at.toLocalDate();
        ZonedDateTime moved = LocalDateTime.of(move(test, start, days), time).atZone(at.getZone());
        Instant result =
                rule.startsWith("biz") ? rolledHours(test, moved, days < 0).toInstant() : moved.toInstant();
        assertThat(result).isEqualTo(expected(test));
    }

    /** Going back from outside working hours, business_time ends at the opening time of the day reached. */
    private static Instant opening(JsonNode test, ZonedDateTime moved) {
        return open(test, moved.toLocalDate()).get(0).start();
    }

    @ParameterizedTest
    @MethodSource("counted")
    void workingDaysBetweenAreThoseAfterTheFirst(JsonNode test) {
        LocalDate from = date(test, "from");
        LocalDate to = date(test, "to");
        LocalDate first = from.isBefore(to) ? from : to;
        LocalDate last = from.isBefore(to) ? to : from;
        long days = first.datesUntil(last)
                .map(date -> date.plusDays(1))
                .filter(date -> isWorked(test, date))
                .count();
        assertThat(from.isAfter(to) ? -days : days)
                .isEqualTo(test.get("expected").get("days").asLong());
    }

    private static LocalDate date(JsonNode test, String name) {
        String text = test.get("input").get(name).asText();
        return text.contains("T") ? Instant.parse(text).atZone(zone(test)).toLocalDate() : LocalDate.parse(text);
    }

    @ParameterizedTest
    @MethodSource("days")
    void aWorkingDayIsOneOnWhichItOpens(JsonNode test) {
        assertThat(isWorked(test, date(test, "date")))
                .isEqualTo(test.get("expected").get("value").asBoolean());
    }

    /** The calendar says that it is closed, not why. */
    @ParameterizedTest
    @MethodSource("breaks")
    void itIsClosedDuringABreak(JsonNode test) {
        Instant at = Instant.parse(test.get("input").get("at").asText());
        boolean closed = !PeerCalendar.of(test).isOpen(at);
        assertThat(closed || !test.get("expected").get("value").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("holidays")
    void itIsClosedAllDayOnAHoliday(JsonNode test) {
        Instant at = Instant.parse(test.get("input").get("at").asText());
        boolean closed = !isWorked(test, at.atZone(zone(test)).toLocalDate());
        assertThat(closed || !test.get("expected").get("value").asBoolean()).isTrue();
    }
}

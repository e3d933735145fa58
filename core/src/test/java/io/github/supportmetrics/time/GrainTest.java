package io.github.supportmetrics.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: Python's zoneinfo, the first instant of each local date. */
class GrainTest {
    /** So that periods that did not advance would fail and not hang. */
    private static final int MOST = 1000;

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    static Stream<ArgumentSet> periods() {
        String file = "peer-cases/calendar-periods.json";
        return Stream.of("day", "week-monday", "month", "quarter", "year")
                .flatMap(kind -> SharedData.cases(file, "calendar-" + kind));
    }

    @ParameterizedTest
    @MethodSource("periods")
    void agreesWithZoneinfo(JsonNode test) {
        ZoneId zone = ZoneId.of(test.get("input").get("zone").asText());
        LocalDate date = LocalDate.parse(test.get("input").get("date").asText());
        Grain grain = Grain.valueOf(test.get("kind").asText().split("-", -1)[1].toUpperCase(java.util.Locale.ROOT));
        JsonNode expected = test.get("expected");
        TimeWindow window = new TimeWindow(
                Instant.parse(expected.get("start").asText()),
                Instant.parse(expected.get("end").asText()));
        Instant start = date.atStartOfDay(zone).toInstant();

        if (window.length().isZero()) {
            // A date that the zone left out has no period, and no instant lies in one.
            assertThat(grain.around(window.start(), zone).start()).isEqualTo(window.start());
            assertThat(grain.label(grain.around(window.start(), zone), zone)).isNotEqualTo(date.toString());
        } else {
            assertThat(grain.around(start, zone)).isEqualTo(window);
            assertThat(grain.around(window.start(), zone)).isEqualTo(window);
            assertThat(grain.around(window.end().minusNanos(1), zone)).isEqualTo(window);
            assertThat(window.length()).hasSeconds(expected.get("seconds").asLong());
        }
        if (expected.has("isoWeek")) {
            assertThat(grain.label(window, zone))
                    .isEqualTo("%04d-W%02d"
                            .formatted(
                                    expected.get("isoYear").asInt(),
                                    expected.get("isoWeek").asInt()));
        }
    }

    @ParameterizedTest
    @CsvSource({"2021-03-27, 24", "2021-03-28, 23", "2021-10-31, 25"})
    void aDayHasAsManyHoursAsItsZoneSays(LocalDate date, int hours) {
        TimeWindow day = Grain.DAY.around(date.atTime(12, 0).atZone(STOCKHOLM).toInstant(), STOCKHOLM);

        assertThat(day.length()).hasHours(hours);
        assertThat(Grain.HOUR.covering(day, STOCKHOLM).limit(MOST)).hasSize(hours);
        assertThat(Grain.HOUR.covering(day, STOCKHOLM).limit(MOST).map(hour -> Grain.HOUR.label(hour, STOCKHOLM)))
                .doesNotHaveDuplicates();
    }

    @Test
    void aClockChangeOfHalfAnHourSplitsAnHour() {
        ZoneId zone = ZoneId.of("Australia/Lord_Howe");
        TimeWindow day = Grain.DAY.around(Instant.parse("2024-04-06T20:00:00Z"), zone);

        assertThat(day.length()).isEqualTo(Duration.ofMinutes(24 * 60 + 30));
        assertThat(Grain.HOUR
                        .covering(day, zone)
                        .limit(MOST)
                        .map(TimeWindow::length)
                        .reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(day.length());
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, 2021-01-03T12:34Z",
        "HOUR, 2021-01-03T12:00Z",
        "DAY, 2021-01-03",
        "WEEK, 2020-W53",
        "MONTH, 2021-01",
        "QUARTER, 2021-Q1",
        "YEAR, 2021"
    })
    void periodsHaveTheirUsualNames(Grain grain, String label) {
        TimeWindow window = grain.around(Instant.parse("2021-01-03T12:34:56Z"), ZoneOffset.UTC);

        assertThat(grain.label(window, ZoneOffset.UTC)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "2018-12-31, 2019-W01",
        "2020-12-31, 2020-W53",
        "2021-01-04, 2021-W01",
        "2024-12-30, 2025-W01",
        "2027-01-01, 2026-W53"
    })
    void weeksAreThoseOfIso8601(LocalDate date, String label) {
        TimeWindow week = Grain.WEEK.around(date.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

        assertThat(Grain.WEEK.label(week, ZoneOffset.UTC)).isEqualTo(label);
    }

    @Test
    void coveringGivesTheOuterPeriodsWhole() {
        TimeWindow window =
                new TimeWindow(Instant.parse("2021-01-31T12:00:00Z"), Instant.parse("2021-03-01T00:00:00Z"));

        assertThat(Grain.MONTH
                        .covering(window, ZoneOffset.UTC)
                        .limit(MOST)
                        .map(month -> Grain.MONTH.label(month, ZoneOffset.UTC)))
                .containsExactly("2021-01", "2021-02");
    }

    @Test
    void aLeftOutDateHasNoPeriod() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        assumeThat(apia.getRules().isFixedOffset()).isFalse();
        TimeWindow days = new TimeWindow(Instant.parse("2011-12-29T12:00:00Z"), Instant.parse("2011-12-31T12:00:00Z"));

        assertThat(Grain.DAY.covering(days, apia).limit(MOST).map(day -> Grain.DAY.label(day, apia)))
                .containsExactly("2011-12-29", "2011-12-31", "2012-01-01");
    }
}

package io.github.supportmetrics.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures: a sample of tickets of the Italian help desk, by pandas 1.5.3 and Python's zoneinfo. */
class BusinessTimeOfTicketsTest {
    private static final LocalTime NINE = LocalTime.of(9, 0);

    private static BusinessCalendar office() {
        BusinessCalendar.Builder builder = BusinessCalendar.builder(ZoneId.of("Europe/Rome"))
                .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), NINE, LocalTime.of(18, 0));
        JsonNode holidays = SharedData.meta("oracle/italian-helpdesk.json")
                .get("calendars")
                .get("A")
                .get("holidays");
        holidays.forEach(date -> builder.closed(LocalDate.parse(date.asText())));
        return builder.build();
    }

    private static final BusinessCalendar SHOP = BusinessCalendar.builder(ZoneId.of("Europe/Rome"))
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 30), LocalTime.of(12, 30))
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(13, 30), LocalTime.of(17, 30))
            .open(DayOfWeek.SATURDAY, NINE, LocalTime.NOON)
            .build();

    @Test
    void workingTimesAndDeadlinesOfEveryTicketAreThoseOfPython() {
        BusinessCalendar office = office();
        List<Map<String, String>> tickets = SharedData.table("oracle/italian-helpdesk-business-time.csv");
        assertThat(tickets.size()).isGreaterThan(50);
        for (Map<String, String> ticket : tickets) {
            Instant start = Instant.parse(ticket.get("startUtc"));
            Instant end = Instant.parse(ticket.get("endUtc"));
            assertThat(List.of(
                            "" + Duration.between(start, end).toSeconds(),
                            "" + office.between(start, end).toSeconds(),
                            "" + SHOP.between(start, end).toSeconds(),
                            office.plus(start, Duration.ofHours(8)).toString(),
                            office.plus(start, Duration.ofHours(45)).toString(),
                            SHOP.plus(start, Duration.ofHours(16)).toString()))
                    .as("%s", ticket)
                    .containsExactly(
                            ticket.get("elapsedSeconds"),
                            ticket.get("businessSecondsA"),
                            ticket.get("businessSecondsB"),
                            ticket.get("deadlineA_8h"),
                            ticket.get("deadlineA_45h"),
                            ticket.get("deadlineB_16h"));
            String solved = ticket.getOrDefault("firstResolveUtc", "");
            if (!solved.isEmpty()) {
                assertThat(office.between(start, Instant.parse(solved)).toSeconds())
                        .isEqualTo(Long.parseLong(ticket.getOrDefault("resolveBusinessSecondsA", "")));
            }
        }
    }
}

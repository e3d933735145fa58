package io.github.supportmetrics;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** The calendar of a case of {@code peer-cases}. */
public final class PeerCalendar {
    private PeerCalendar() {}

    /**
     * The calendar that a case's schedule describes.
     *
     * @param test the case
     * @return the calendar
     */
    public static BusinessCalendar of(JsonNode test) {
        JsonNode schedule = test.get("schedule");
        BusinessCalendar.Builder builder =
                BusinessCalendar.builder(ZoneId.of(schedule.get("zone").asText()));
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
            schedule.get("weekly").path(name).forEach(span -> builder.open(day, from(span), to(span)));
        }
        schedule.get("holidays").forEach(date -> builder.closed(LocalDate.parse(date.asText())));
        schedule.get("breaks")
                .forEach(pause -> builder.closed(
                        LocalDate.parse(pause.get("date").asText()),
                        time(pause.get("from").asText()),
                        time(pause.get("to").asText())));
        schedule.get("special").properties().forEach(date -> {
            // A date whose hours are replaced by none is a closed one.
            if (date.getValue().isEmpty()) {
                builder.closed(LocalDate.parse(date.getKey()));
            }
            date.getValue().forEach(span -> builder.open(LocalDate.parse(date.getKey()), from(span), to(span)));
        });
        return builder.build();
    }

    private static LocalTime from(JsonNode span) {
        return time(span.get(0).asText());
    }

    private static LocalTime to(JsonNode span) {
        return time(span.get(1).asText());
    }

    private static LocalTime time(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }
}

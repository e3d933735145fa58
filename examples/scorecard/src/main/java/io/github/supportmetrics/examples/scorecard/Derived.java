package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.time.Grain;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** Names to group by that are read from an instant. */
final class Derived {
    static final Set<String> NAMES = Set.of("hour", "weekday", "day", "month", "quarter", "year", "cohort");

    private Derived() {}

    static String of(String name, Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        return switch (name) {
            case "hour" -> Integer.toString(local.getHour());
            case "weekday" -> Label.WEEKDAYS.get(local.getDayOfWeek().getValue() - 1);
            case "day" -> label(Grain.DAY, instant, zone);
            case "quarter" -> label(Grain.QUARTER, instant, zone);
            case "year" -> label(Grain.YEAR, instant, zone);
            default -> label(Grain.MONTH, instant, zone);
        };
    }

    private static String label(Grain grain, Instant instant, ZoneId zone) {
        return grain.label(grain.around(instant, zone), zone);
    }
}

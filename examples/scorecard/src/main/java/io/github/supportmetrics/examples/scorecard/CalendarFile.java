package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.time.BusinessCalendar;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Working hours from a file: {@code zone=Europe/Rome}, {@code mon-fri=09:00-18:00}, {@code holidays=2010-01-01,…} and so on. */
final class CalendarFile {
    private static final String FORMS =
            "keys are zone, mon-fri, sat, holidays, 2010-12-24, break.2010-05-05 and" + " from.2013-01-01.mon-fri";
    private static final Pattern DATED = Pattern.compile("(?:(break|from)\\.)?(\\d{4}-\\d\\d-\\d\\d)(?:\\.(.+))?");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern SPAN = Pattern.compile("(\\d\\d?:\\d\\d(?::\\d\\d)?)-(\\d\\d?:\\d\\d(?::\\d\\d)?)");

    private record Span(LocalTime from, LocalTime to) {}

    private final String name;
    private final Map<String, String> keys;
    /** What each date on which weekly hours change says of weekdays. */
    private final TreeMap<LocalDate, Map<DayOfWeek, List<Span>>> changes = new TreeMap<>();

    private boolean opensOnDates;

    private CalendarFile(String name, Map<String, String> keys) {
        this.name = name;
        this.keys = keys;
    }

    static BusinessCalendar read(Path path) {
        return new CalendarFile(path.toString(), KeysFile.read(path, "calendar")).calendar();
    }

    private BusinessCalendar calendar() {
        String zone = keys.get("zone");
        if (zone == null) {
            throw new UsageException("calendar file " + name + ": zone must be given, like zone=Europe/Rome");
        }
        BusinessCalendar.Builder builder = BusinessCalendar.builder(Binding.zone("calendar key zone", zone));
        keys.forEach((key, value) -> {
            if (key.equals("holidays")) {
                for (String date : value.split(",", -1)) {
                    if (!date.isBlank()) {
                        builder.closed(date(key, date.strip()));
                    }
                }
            } else if (!key.equals("zone")) {
                add(key, value, builder);
            }
        });
        boolean opens = changes.values().stream()
                .anyMatch(week -> week.values().stream().anyMatch(spans -> !spans.isEmpty()));
        if (!opens && !opensOnDates) {
            throw new UsageException("calendar file " + name + ": it never opens; " + FORMS);
        }
        weeks(builder);
        return builder.build();
    }

    private void add(String key, String value, BusinessCalendar.Builder builder) {
        Matcher matcher = DATED.matcher(key);
        if (!matcher.matches()) {
            week(LocalDate.MIN, key, key, value);
            return;
        }
        LocalDate date = date(key, matcher.group(2));
        String kind = matcher.group(1);
        String days = matcher.group(3);
        if ("from".equals(kind) && days != null) {
            week(date, key, days, value);
        } else if (days != null || "from".equals(kind)) {
            throw unknown(key);
        } else if (kind == null) {
            List<Span> spans = spans(key, value);
            spans.forEach(span -> builder.open(date, span.from, span.to));
            opensOnDates |= !spans.isEmpty();
            if (spans.isEmpty()) {
                builder.closed(date);
            }
        } else {
            spans(key, value).forEach(span -> builder.closed(date, span.from, span.to));
        }
    }

    private void week(LocalDate since, String key, String days, String value) {
        Map<DayOfWeek, List<Span>> week = changes.computeIfAbsent(since, d -> new EnumMap<>(DayOfWeek.class));
        List<Span> spans = spans(key, value);
        for (DayOfWeek day : days(key, days)) {
            if (week.put(day, spans) != null) {
                throw new UsageException(
                        "calendar key " + key + ": " + DAYS.get(day.getValue() - 1) + " is given two meanings");
            }
        }
    }

    /** Days that a change does not name keep their hours. */
    private void weeks(BusinessCalendar.Builder builder) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        changes.forEach((since, change) -> {
            if (!since.equals(LocalDate.MIN)) {
                builder.since(since);
            }
            week.putAll(change);
            week.forEach((day, spans) -> spans.forEach(span -> builder.open(day, span.from, span.to)));
        });
    }

    private Set<DayOfWeek> days(String key, String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            int first = DAYS.indexOf(ends[0]);
            int last = DAYS.indexOf(ends[ends.length - 1]);
            if (first < 0 || last < 0 || ends.length > 2) {
                throw unknown(key);
            }
            for (int day = first; ; day = (day + 1) % DAYS.size()) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private UsageException unknown(String key) {
        return new UsageException("unknown calendar key " + key + " in " + name + ": " + FORMS);
    }

    private static List<Span> spans(String key, String value) {
        List<Span> spans = new ArrayList<>();
        if (value.isEmpty() || value.equals("closed")) {
            return spans;
        }
        for (String part : value.split(",", -1)) {
            Matcher matcher = SPAN.matcher(part.strip());
            if (!matcher.matches()) {
                throw bad(key, value);
            }
            Span span = new Span(time(key, matcher.group(1), value), time(key, matcher.group(2), value));
            if (span.from.equals(span.to) && !matcher.group(2).equals("24:00")) {
                throw bad(key, value);
            }
            spans.add(span);
        }
        return spans;
    }

    private static LocalTime time(String key, String text, String value) {
        if (text.equals("24:00")) {
            return LocalTime.MIDNIGHT;
        }
        try {
            return LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text);
        } catch (DateTimeException e) {
            throw bad(key, value);
        }
    }

    private static UsageException bad(String key, String value) {
        return new UsageException(
                "calendar key " + key + " must be hours like 08:30-12:30,13:30-17:30 or closed, got '" + value + "'");
    }

    private static LocalDate date(String key, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException("calendar key " + key + " must name a date like 2010-12-24, got '" + text + "'");
        }
    }
}

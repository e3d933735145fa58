package io.github.supportmetrics.time;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Hours as a wall clock shows them: open at an instant if and only if its local time is. So no edge has to be resolved where the
 * clock is changed: what the clock leaves out is not open, and what it shows twice is open twice.
 *
 * @param zone the clock
 * @param weeks the hours of the weekdays, by the date from which they hold
 * @param dates the hours that replace a date's weekly ones
 * @param closed the dates on which nothing opens
 * @param breaks what is closed on a date, whatever opens
 */
record LocalHours(
        ZoneId zone,
        TreeMap<LocalDate, Map<DayOfWeek, List<Span>>> weeks,
        Map<LocalDate, List<Span>> dates,
        Set<LocalDate> closed,
        Map<LocalDate, List<Span>> breaks)
        implements BusinessCalendar.Hours {
    private static final long SECOND = 1000;
    /** How much of a day's name is written. */
    private static final int NAME = 3;

    private static final long DAY_SECONDS = 86_400;
    /** No offset is larger. */
    private static final long FARTHEST = 18 * 3600;

    /** From a second of a day to a later one, which may be the next day's. */
    record Span(int from, int to) {
        static Span of(LocalTime from, LocalTime to) {
            int begin = from.toSecondOfDay();
            int end = to.toSecondOfDay();
            return new Span(begin, end > begin ? end : end + (int) DAY_SECONDS);
        }

        String text() {
            return LocalTime.ofSecondOfDay(from) + "-"
                    + (to == DAY_SECONDS
                            ? "24:00"
                            : LocalTime.ofSecondOfDay(to % DAY_SECONDS).toString());
        }
    }

    private record Piece(long start, long end) {}

    /** An offset that is in force between two instants, all in seconds. */
    private record Offset(long start, long end, long seconds) {}

    @Override
    public long[] edges(long start, long end) {
        List<Offset> offsets = offsets(start / SECOND, end / SECOND);
        LocalDate last = date(end).plusDays(1);
        List<Piece> open = new ArrayList<>();
        List<Piece> shut = new ArrayList<>();
        // An hour that goes on over midnight may have begun two dates before a day of another offset.
        for (LocalDate date = date(start).minusDays(2); !date.isAfter(last); date = date.plusDays(1)) {
            add(date, on(date), offsets, open);
            add(date, breaks.getOrDefault(date, List.of()), offsets, shut);
        }
        return OpenTimes.combine(edges(open), edges(shut), (in, out) -> in && !out);
    }

    private static LocalDate date(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis, OpenTimes.DAY));
    }

    private List<Span> on(LocalDate date) {
        if (closed.contains(date)) {
            return List.of();
        }
        List<Span> replaced = dates.get(date);
        return replaced != null
                ? replaced
                : Objects.requireNonNull(weeks.floorEntry(date))
                        .getValue()
                        .getOrDefault(date.getDayOfWeek(), List.of());
    }

    private List<Offset> offsets(long start, long end) {
        ZoneRules rules = zone.getRules();
        List<Offset> offsets = new ArrayList<>();
        long from = start;
        while (from < end) {
            Instant instant = Instant.ofEpochSecond(from);
            ZoneOffsetTransition next = rules.nextTransition(instant);
            long to = next == null ? end : Math.min(end, next.toEpochSecond());
            offsets.add(new Offset(from, to, rules.getOffset(instant).getTotalSeconds()));
            from = to;
        }
        return offsets;
    }

    private static void add(LocalDate date, List<Span> spans, List<Offset> offsets, List<Piece> pieces) {
        if (spans.isEmpty()) {
            return;
        }
        long midnight = date.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        int first = first(offsets, midnight - FARTHEST);
        for (Span span : spans) {
            long from = midnight + span.from;
            long to = midnight + span.to;
            for (int i = first; i < offsets.size() && offsets.get(i).start < to + FARTHEST; i++) {
                Offset offset = offsets.get(i);
                long start = Math.max(from - offset.seconds, offset.start);
                long end = Math.min(to - offset.seconds, offset.end);
                if (start < end) {
                    pieces.add(new Piece(start * SECOND, end * SECOND));
                }
            }
        }
    }

    /** The place of the first offset that is in force after an instant. */
    private static int first(List<Offset> offsets, long second) {
        int low = 0;
        int high = offsets.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offsets.get(middle).end <= second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Pieces in order, those that touch or overlap as one. */
    private static long[] edges(List<Piece> pieces) {
        pieces.sort(Comparator.comparingLong(Piece::start));
        long[] edges = new long[2 * pieces.size()];
        int count = 0;
        for (Piece piece : pieces) {
            if (count > 0 && piece.start <= edges[count - 1]) {
                edges[count - 1] = Math.max(edges[count - 1], piece.end);
            } else {
                edges[count++] = piece.start;
                edges[count++] = piece.end;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    /** In short; whatever is not written out is told by a checksum, so that only equal hours read alike. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(zone.getId());
        weeks.forEach((since, week) -> {
            text.append(since.equals(LocalDate.MIN) ? "" : "; from " + since + ":");
            DayOfWeek first = null;
            for (DayOfWeek day : DayOfWeek.values()) {
                List<Span> spans = sorted(week.getOrDefault(day, List.of()));
                first = first == null ? day : first;
                boolean goesOn = day != DayOfWeek.SUNDAY
                        && sorted(week.getOrDefault(day.plus(1), List.of())).equals(spans);
                if (!goesOn) {
                    if (!spans.isEmpty()) {
                        text.append(' ').append(name(first));
                        text.append(first == day ? "" : "-" + name(day)).append(' ');
                        text.append(spans.stream().map(Span::text).collect(Collectors.joining(",")));
                    }
                    first = null;
                }
            }
        });
        if (text.length() == zone.getId().length()) {
            text.append(" no weekly hours");
        }
        if (!dates.isEmpty() || !closed.isEmpty() || !breaks.isEmpty()) {
            String all = text(dates) + new TreeSet<>(closed) + text(breaks);
            CRC32 checksum = new CRC32();
            checksum.update(all.getBytes(StandardCharsets.UTF_8));
            Set<LocalDate> special = new HashSet<>(dates.keySet());
            special.addAll(closed);
            special.addAll(breaks.keySet());
            text.append("; ").append(special.size()).append(" special dates #");
            text.append(Long.toHexString(checksum.getValue()));
        }
        return text.toString();
    }

    private static String text(Map<LocalDate, List<Span>> hours) {
        Map<LocalDate, List<Span>> sorted = new TreeMap<>();
        hours.forEach((date, spans) -> sorted.put(date, sorted(spans)));
        return sorted.toString();
    }

    private static List<Span> sorted(List<Span> spans) {
        return spans.stream()
                .sorted(Comparator.comparingInt(Span::from).thenComparingInt(Span::to))
                .toList();
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, NAME).toLowerCase(Locale.ROOT);
    }
}

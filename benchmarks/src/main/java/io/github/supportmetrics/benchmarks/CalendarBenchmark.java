package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Working time from Monday to Friday, 9 to 18, on Saturday, 10 to 14, but for ten holidays a year, in Berlin, between instants anywhere
 * in ten years.
 */
@State(Scope.Thread)
@OperationsPerInvocation(CalendarBenchmark.BATCH)
public class CalendarBenchmark {
    static final int BATCH = 4096;

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final LocalTime SIX = LocalTime.of(18, 0);
    private static final LocalTime TEN = LocalTime.of(10, 0);
    private static final LocalTime TWO = LocalTime.of(14, 0);
    private static final int FIRST_YEAR = 2016;
    private static final int YEARS = 10;

    /** How far the two instants are apart. */
    @Param({"PT2H", "P2D", "P30D"})
    String span = "P2D";

    private final Set<LocalDate> holidays = IntStream.range(0, 10 * YEARS)
            .mapToObj(i -> LocalDate.of(FIRST_YEAR + i / 10, 1, 1).plusDays(36L * (i % 10)))
            .collect(Collectors.toUnmodifiableSet());
    private final BusinessCalendar calendar = calendar();
    private final long[] from = new long[BATCH];
    private final long[] to = new long[BATCH];
    private final Instant[] start = new Instant[BATCH];
    private final Instant[] end = new Instant[BATCH];

    private BusinessCalendar calendar() {
        BusinessCalendar.Builder builder = BusinessCalendar.builder(BERLIN)
                .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), NINE, SIX)
                .open(DayOfWeek.SATURDAY, TEN, TWO);
        holidays.forEach(builder::closed);
        return builder.build();
    }

    /** Draws the instants. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        long first = Instant.parse(FIRST_YEAR + "-01-02T00:00:00Z").toEpochMilli();
        long length = Duration.parse(span).toMillis();
        for (int i = 0; i < BATCH; i++) {
            from[i] = first + random.nextLong((YEARS - 1) * 365 * 86_400_000L);
            to[i] = from[i] + length;
            start[i] = Instant.ofEpochMilli(from[i]);
            end[i] = Instant.ofEpochMilli(to[i]);
        }
    }

    /** In milliseconds. */
    @Benchmark
    public long ours() {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += calendar.millisBetween(from[i], to[i]);
        }
        return sum;
    }

    /** Between instants. */
    @Benchmark
    public long oursInstants() {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += calendar.between(start[i], end[i]).toMillis();
        }
        return sum;
    }

    /** The deadline that many hours of work later. */
    @Benchmark
    public long oursDeadline() {
        Duration eight = Duration.ofHours(8);
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += calendar.plus(start[i], eight).toEpochMilli();
        }
        return sum;
    }

    /** What one would write: local date by local date. */
    @Benchmark
    public long handLoop() {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            LocalDate last = end[i].atZone(BERLIN).toLocalDate();
            for (LocalDate date = start[i].atZone(BERLIN).toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
                sum += ofDate(date, start[i], end[i]);
            }
        }
        return sum;
    }

    private long ofDate(LocalDate date, Instant start, Instant end) {
        DayOfWeek day = date.getDayOfWeek();
        if (day == DayOfWeek.SUNDAY || holidays.contains(date)) {
            return 0;
        }
        boolean saturday = day == DayOfWeek.SATURDAY;
        Instant opening = date.atTime(saturday ? TEN : NINE).atZone(BERLIN).toInstant();
        Instant closing = date.atTime(saturday ? TWO : SIX).atZone(BERLIN).toInstant();
        Instant from = opening.isAfter(start) ? opening : start;
        Instant to = closing.isBefore(end) ? closing : end;
        return from.isBefore(to) ? Duration.between(from, to).toMillis() : 0;
    }
}

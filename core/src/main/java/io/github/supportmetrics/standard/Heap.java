package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.ProportionInterval;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Durations that pile up just before the threshold that they are judged by. */
final class Heap {
    private static final double SURE = .99;
    private static final double LEAST = 1.5;
    private static final double ERRORS = 3;
    private static final double ON_GRID = 1.5;
    private static final double OFF_GRID = .1;
    /** Round times in milliseconds: a second, 1, 5, 15 and 30 minutes, an hour, a day. */
    private static final List<Long> ROUND =
            List.of(1_000L, 60_000L, 300_000L, 900_000L, 1_800_000L, 3_600_000L, 86_400_000L);

    private Heap() {}

    /** More in the tenth before the threshold than those around it let expect, or nothing. */
    static Optional<Finding> under(Duration threshold, long... values) {
        long end = Require.positive(threshold.toMillis(), "threshold in milliseconds");
        // Times in whole minutes or days lie on a grid, and bands must hold alike many of its points.
        long grid = grid(end, values);
        long width = Math.max(1, Math.round(end / 10.0 / grid)) * grid;
        if (3 * width > end) {
            return Optional.empty();
        }
        // Two bands before the last one, the last one, and one beyond the threshold.
        long[] bands = new long[4];
        for (long value : values) {
            double from = value - (end - 3.0 * width);
            if (from > 0 && from <= 4.0 * width) {
                bands[(int) Math.ceil(from / width) - 1]++;
            }
        }
        long count = bands[2];
        long beside = bands[1] + bands[3];
        if (count == 0) {
            return Optional.empty();
        }
        // Where the density is a straight line, or bends like that of waits, a third or less of three neighbours lies
        // in the middle.
        Interval share =
                ProportionInterval.CLOPPER_PEARSON.of(count, count + beside, new ConfidenceLevel(2 * SURE - 1));
        // Where it rises up to the threshold, or ends there, the line through the bands before says what to expect.
        double onwards = 2.0 * bands[1] - bands[0];
        double error = Math.sqrt(count + 4.0 * bands[1] + bands[0]);
        double expected = Math.max(beside / 2.0, onwards);
        return share.low() > 1 / 3.0 && count - onwards > ERRORS * error && count >= LEAST * expected
                ? Optional.of(Finding.of(Finding.Code.HEAPED_AT_THRESHOLD)
                        .count("count", count)
                        .with("expected", expected, Unit.COUNT)
                        .with("from", (end - width) / 1000.0, Unit.SECONDS)
                        .with("threshold", end / 1000.0, Unit.SECONDS))
                : Optional.empty();
    }

    /**
     * The grid that durations lie on: what divides all of them, or a round time that divides many more than it would by chance, as one value
     * by another clock makes a grid of minutes one of seconds. Those just before the threshold do not count, as they may be the heap.
     */
    private static long grid(long end, long... values) {
        long[] counted = LongStream.of(values)
                .filter(value -> value > 0 && (value <= .9 * end || value > end))
                .toArray();
        long grid = Math.max(1, LongStream.of(values).reduce(0, Heap::gcd));
        double share = 1;
        for (long round : ROUND) {
            if (round > grid && round % grid == 0 && counted.length > 0) {
                long on = LongStream.of(counted)
                        .filter(value -> value % round == 0)
                        .count();
                double here = (double) on / counted.length;
                if (here > ON_GRID * share * grid / round + OFF_GRID) {
                    grid = round;
                    share = here;
                }
            }
        }
        return grid;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.Grain;
import io.github.supportmetrics.time.TimeWindow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a metric is cut over: calendar periods of a zone, and the instant that decides into which an event falls. That instant, the
 * basis, is named and part of the definition, since the same tickets give other figures by creation than by solution.
 *
 * <pre>{@code
 * Periods.daily(zone).at("endedAt", Interaction::endedAt)
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param <E> the event
 */
public final class Periods<E> {
    final Grain grain;
    final ZoneId zone;
    final String basis;
    final Function<? super E, @Nullable Instant> instant;
    final int kept;

    private Periods(Grain grain, ZoneId zone, String basis, Function<? super E, @Nullable Instant> instant, int kept) {
        this.grain = grain;
        this.zone = zone;
        this.basis = basis;
        this.instant = instant;
        this.kept = kept;
    }

    /**
     * Periods whose basis is not said yet.
     *
     * @param grain how long they are
     * @param zone whose calendar cuts
     */
    public record Cut(Grain grain, ZoneId zone) {
        /**
         * Says which instant decides.
         *
         * @param basis its name
         * @param instant the instant of an event, or null if it has none
         * @param <E> the event
         * @return the periods
         */
        public <E> Periods<E> at(String basis, Function<? super E, @Nullable Instant> instant) {
            return new Periods<>(grain, zone, Require.text(basis, "period basis"), instant, Dimension.UNLIMITED);
        }
    }

    /**
     * Periods of any grain.
     *
     * @param grain how long they are
     * @param zone whose calendar cuts
     * @return the cut
     */
    public static Cut of(Grain grain, ZoneId zone) {
        return new Cut(grain, zone);
    }

    /**
     * Hours.
     *
     * @param zone whose calendar cuts
     * @return the cut
     */
    public static Cut hourly(ZoneId zone) {
        return of(Grain.HOUR, zone);
    }

    /**
     * Days.
     *
     * @param zone whose calendar cuts
     * @return the cut
     */
    public static Cut daily(ZoneId zone) {
        return of(Grain.DAY, zone);
    }

    /**
     * ISO weeks.
     *
     * @param zone whose calendar cuts
     * @return the cut
     */
    public static Cut weekly(ZoneId zone) {
        return of(Grain.WEEK, zone);
    }

    /**
     * Months.
     *
     * @param zone whose calendar cuts
     * @return the cut
     */
    public static Cut monthly(ZoneId zone) {
        return of(Grain.MONTH, zone);
    }

    /**
     * The same periods, of which only the latest are kept; all earlier ones fold into one cell.
     *
     * @param periods how many to keep, at least 1
     * @return the periods
     */
    public Periods<E> keepLatest(int periods) {
        return new Periods<>(grain, zone, basis, instant, Require.positive(periods, "periods to keep"));
    }

    Axis<E, TimeWindow> axis() {
        KeyType<TimeWindow> type = new KeyType<>(
                window -> Long.toString(window.start().toEpochMilli()), text -> window(Long.parseLong(text)));
        Dimension<TimeWindow> dimension = new Dimension<>(
                basis,
                true,
                false,
                kept,
                null,
                type,
                window -> grain.label(window, zone),
                this::withoutGaps,
                window -> -window.start().toEpochMilli(),
                grain + " " + zone,
                new Dimension.Nesting<>(new Cut(grain, zone), this::around));
        return new Axis<>(dimension, new Finder<>(this), null, instant);
    }

    private static final int MOST_PERIODS_SHOWN = 100_000;

    /** Every period from the first to the last, unless a stray date would make that a flood. */
    private SortedSet<TimeWindow> withoutGaps(SortedSet<TimeWindow> periods) {
        if (periods.isEmpty()) {
            return periods;
        }
        TimeWindow span = new TimeWindow(periods.first().start(), periods.last().end());
        SortedSet<TimeWindow> all =
                grain.covering(span, zone).limit(MOST_PERIODS_SHOWN).collect(Collectors.toCollection(TreeSet::new));
        return all.size() == MOST_PERIODS_SHOWN ? periods : all;
    }

    /** The period that a shorter one lies in. */
    private TimeWindow around(TimeWindow shorter) {
        TimeWindow period = grain.around(shorter.start(), zone);
        if (shorter.end().isAfter(period.end())) {
            throw Require.bad("period to roll up", "within " + grain.label(period, zone), shorter);
        }
        return period;
    }

    private TimeWindow window(long startMillis) {
        try {
            TimeWindow window = grain.around(Instant.ofEpochMilli(startMillis), zone);
            if (window.start().toEpochMilli() == startMillis) {
                return window;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("period must lie in the calendar, got " + startMillis, e);
        }
        throw Require.bad("period", "the start of one", startMillis);
    }

    /** Events come in bunches of one period, so the last one is tried first. */
    private static final class Finder<E> implements Function<E, @Nullable TimeWindow> {
        private final Periods<E> periods;
        private volatile @Nullable TimeWindow last;

        Finder(Periods<E> periods) {
            this.periods = periods;
        }

        @Override
        public @Nullable TimeWindow apply(E event) {
            Instant at = periods.instant.apply(event);
            if (at == null) {
                return null;
            }
            TimeWindow window = last;
            if (window == null || !window.contains(at)) {
                window = periods.grain.around(at, periods.zone);
                last = window;
            }
            return window;
        }
    }
}

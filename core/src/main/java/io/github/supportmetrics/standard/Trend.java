package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.TimeSeries;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.MannKendall;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.stats.XmrChart;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Whether a metric gets better or worse from period to period by more than chance, and how fast. An arrow between two periods says nothing;
 * a trend needs twelve periods or so.
 *
 * <p>Verdict by the p of Mann and Kendall that allows for neighbours being alike, below 5 %; slope of Sen a period. Periods without a number
 * are left out and keep their place. Values are those of the periods, each with the same say.
 *
 * <p>Immutable and thread-safe.
 *
 * @param definition what is measured
 * @param values a number per period in order, empty where there is none
 * @param kendall the tendency and its slope
 */
public record Trend(Definition definition, List<OptionalDouble> values, MannKendall kendall) {
    /** What shares differ by. */
    public static final Unit PERCENTAGE_POINTS = new Unit("percentage points");

    private static final double ALPHA = .05;
    private static final int ENOUGH = 12;

    /** What the series does. */
    public enum Verdict {
        /** It gets better. */
        IMPROVING,
        /** It gets worse. */
        WORSENING,
        /** It rises, and the definition does not say which way is better. */
        RISING,
        /** It falls, and the definition does not say which way is better. */
        FALLING,
        /** Chance explains it. This is not «stays the same». */
        NO_EVIDENCE
    }

    /**
     * Copies the values.
     */
    public Trend {
        values = List.copyOf(values);
    }

    /**
     * The trend of a series of numbers.
     *
     * @param definition what is measured
     * @param values a number per period in order, empty where there is none
     * @return the trend
     * @throws IllegalArgumentException if a number is not finite
     */
    public static Trend of(Definition definition, List<OptionalDouble> values) {
        return new Trend(definition, values, MannKendall.of(values));
    }

    /**
     * The trend over the whole periods of a series.
     *
     * @param series a number per period
     * @param asOf up to when facts are known: the period that it lies in, and later ones, do not count
     * @param <S> the summary
     * @return the trend
     */
    public static <S extends Summary<S>> Trend of(TimeSeries<Measurement<S>> series, Instant asOf) {
        List<OptionalDouble> values = new ArrayList<>();
        series.rows()
                .filter(row -> row.innermost().key() instanceof TimeWindow window
                        && !window.end().isAfter(asOf))
                .forEach(row -> values.add(row.measurement().value()));
        return of(series.total().definition(), values);
    }

    /**
     * The trend once a pattern that returns is taken out, such as that of the weekdays: each value less the median of its place in the
     * cycle, plus the median of all.
     *
     * @param length how many periods make a cycle: 7 for days
     * @return the trend of what is left
     * @throws IllegalArgumentException if the length is not positive
     */
    public Trend withoutCycle(int length) {
        Require.positive(length, "periods of a cycle");
        double middle = median(values);
        double[] places = new double[length];
        for (int place = 0; place < length; place++) {
            List<OptionalDouble> ofPlace = new ArrayList<>();
            for (int i = place; i < values.size(); i += length) {
                ofPlace.add(values.get(i));
            }
            places[place] = median(ofPlace);
        }
        List<OptionalDouble> left = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            OptionalDouble value = values.get(i);
            left.add(value.isEmpty() ? value : OptionalDouble.of(value.getAsDouble() - places[i % length] + middle));
        }
        return of(definition, left);
    }

    private static double median(List<OptionalDouble> some) {
        return median(some.stream().filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble));
    }

    /** The middle of some numbers, 0 of none. */
    static double median(DoubleStream some) {
        double[] sorted = some.sorted().toArray();
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /**
     * How many periods have a number.
     *
     * @return n
     */
    public int n() {
        return kendall.n();
    }

    /**
     * Whether there are periods enough for the probability to be right.
     *
     * @return whether there are 12 or more
     */
    public boolean isReliable() {
        return n() >= ENOUGH;
    }

    /**
     * What the series does.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        if (kendall.correctedP() >= ALPHA || kendall.slope().orElse(0) == 0) {
            return Verdict.NO_EVIDENCE;
        }
        boolean rises = kendall.s() > 0;
        return switch (definition.direction()) {
            case UP -> rises ? Verdict.IMPROVING : Verdict.WORSENING;
            case DOWN -> rises ? Verdict.WORSENING : Verdict.IMPROVING;
            case RANGE, NONE -> rises ? Verdict.RISING : Verdict.FALLING;
        };
    }

    /**
     * Where the next period is expected, if the line goes on.
     *
     * @return the value, or empty without one
     */
    public OptionalDouble forecast() {
        return kendall.lineAt(values.size() + 1);
    }

    /**
     * The chart of routine values.
     *
     * @return limits and signals
     */
    public XmrChart chart() {
        return XmrChart.of(values);
    }

    /** A difference of numbers for reading: that of shares in points. */
    static double points(double difference, Unit unit) {
        return unit.equals(Unit.RATIO) ? 100 * difference : difference;
    }

    static Unit pointsOf(Unit unit) {
        // A slope of counts has more digits than a count.
        return unit.equals(Unit.RATIO) ? PERCENTAGE_POINTS : unit.equals(Unit.COUNT) ? Unit.NUMBER : unit;
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code IMPROVING: CSAT 0.400 percentage points a period (95 % CI 0.250 percentage points … 1.00 percentage
     *     points, n = 12, p = 0.019)}
     */
    @Override
    public String toString() {
        if (kendall.slope().isEmpty()) {
            return "NO_EVIDENCE: " + definition.title() + " (n = " + n() + ")";
        }
        Interval interval = kendall.correctedSlopeInterval(ConfidenceLevel.P95);
        return verdict() + ": " + definition.title() + " " + text(kendall.slope()) + " a period (95 % CI "
                + text(OptionalDouble.of(interval.low())) + " … " + text(OptionalDouble.of(interval.high())) + ", n = "
                + n() + ", p = " + String.format(Locale.ROOT, "%.2g", kendall.correctedP()) + ")";
    }

    /**
     * A slope for reading, in the metric's unit.
     *
     * @param slope a slope or one end of its interval
     * @return for example {@code 0.40 percentage points} for shares, or an empty text if there is none
     */
    public String text(OptionalDouble slope) {
        Unit unit = definition.unit();
        return slope.isEmpty() ? "" : Numbers.text(points(slope.getAsDouble(), unit), pointsOf(unit));
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers whose interval knows that events of one day, one shift or one customer are alike: the units, not the events, are the sample.
 * A service level of a thousand calls of five bad and five good days is no more certain than ten days allow.
 *
 * <pre>{@code
 * var daily = Waiting.serviceLevel(ofSeconds(20)).offered().over(Periods.daily(zone).at("startedAt", Interaction::startedAt));
 * Clusters.ofPeriods(daily.of(calls));     // the same level, with the interval of so many days
 * }</pre>
 *
 * <p>The number is that of the events together; n is how many units there are. Interval: ratio of sums, or Wilson's with n divided by the
 * design effect for shares, never narrower than that of as many independent events; unbounded, or the whole range, below five units. Any
 * number that is a ratio of sums can be read so: shares, means, ratios.
 */
public final class Clusters {
    private Clusters() {}

    /**
     * The number of all periods together, with periods as units. Events without a period are left out and counted as excluded.
     *
     * @param series a number per period, such as per day
     * @param <S> the summary
     * @return the number, whose definition names the unit
     * @throws IllegalArgumentException if the number is no ratio of sums, or periods were folded together
     */
    public static <S extends Summary<S>> Measurement<Ratio> ofPeriods(TimeSeries<Measurement<S>> series) {
        if (!series.earlier().isEmpty()) {
            throw Require.bad("series to cluster", "one of whole periods", "one with earlier ones folded together");
        }
        Measurement<S> undated = series.undated();
        return of(
                "period",
                series.periods().values(),
                undated,
                undated.considered() == 0 ? Exclusions.NONE : without(undated));
    }

    /**
     * The number of all groups together, with groups as units, such as customers. Events without a group are left out and counted as
     * excluded.
     *
     * @param breakdown a number per group
     * @param <K> the group's key
     * @param <S> the summary
     * @return the number, whose definition names the unit
     * @throws IllegalArgumentException if the number is no ratio of sums, or groups were folded together or overlap
     */
    public static <K extends Comparable<? super K>, S extends Summary<S>> Measurement<Ratio> ofGroups(
            Breakdown<K, Measurement<S>> breakdown) {
        requireWhole(breakdown);
        Measurement<S> unkeyed = breakdown.unkeyed();
        return of(
                breakdown.cells.dimension.name,
                breakdown.cells().values(),
                unkeyed,
                unkeyed.considered() == 0 ? Exclusions.NONE : without(unkeyed));
    }

    static <K extends Comparable<? super K>, S extends Summary<S>> void requireWhole(
            Breakdown<K, Measurement<S>> breakdown) {
        if (!breakdown.other().isEmpty() || breakdown.cells.dimension.overlapping) {
            throw Require.bad("breakdown to cluster", "one of whole groups that do not overlap", breakdown.signature());
        }
    }

    /**
     * The number of some units together.
     *
     * @param unit what they are called, such as {@code day}
     * @param units a number per unit, none split over two, all of one definition
     * @param like an empty measurement of that definition, for where there is no unit
     * @param <S> the summary
     * @return the number, whose definition names the unit
     * @throws IllegalArgumentException if the number is no ratio of sums
     */
    public static <S extends Summary<S>> Measurement<Ratio> ofUnits(
            String unit, Collection<Measurement<S>> units, Measurement<S> like) {
        return of(unit, units, like, Exclusions.NONE);
    }

    /**
     * A measurement as it is, but with an interval that knows its units. It is a way to read it, as {@link Measurement#using} is: no part of
     * equality, and forgotten when more is added.
     *
     * @param whole the measurement
     * @param clustered the same number by units
     * @param <S> the summary
     * @return the measurement with the other interval
     */
    public static <S extends Summary<S>> Measurement<S> interval(Measurement<S> whole, Measurement<Ratio> clustered) {
        return new Measurement<>(
                whole.definition(), new Clustered<>(whole.estimator(), clustered), whole.summary(), whole.excluded());
    }

    private record Clustered<S extends Summary<S>>(Estimator<S> own, Measurement<Ratio> clustered)
            implements Estimator<S> {
        @Override
        public String unit() {
            return own.unit();
        }

        @Override
        public long n(S summary) {
            return own.n(summary);
        }

        @Override
        public OptionalDouble value(S summary) {
            return own.value(summary);
        }

        @Override
        public Interval interval(S summary, ConfidenceLevel level) {
            return clustered.interval(level);
        }

        @Override
        public Map<String, Number> detail(S summary) {
            Map<String, Number> detail = new LinkedHashMap<>(own.detail(summary));
            detail.put("units", clustered.n());
            return detail;
        }

        @Override
        public List<Map<String, Object>> points(S summary, ConfidenceLevel level) {
            return own.points(summary, level);
        }

        @Override
        public Map<String, Long> aside(S summary) {
            return own.aside(summary);
        }

        @Override
        public Estimator<S> unlimited() {
            return own;
        }

        @Override
        public String filled(S summary) {
            return own.filled(summary);
        }
    }

    /** All of one unit, none where it has nothing to add. */
    static <S extends Summary<S>> Ratio unit(Measurement<S> ofOne) {
        return ofOne.estimator()
                .asUnit(ofOne.summary())
                .filter(one -> one.x() > 0 || one.y() != 0)
                .orElse(Ratio.EMPTY);
    }

    /** What was counted in no unit is excluded, too. */
    private static <S extends Summary<S>> Exclusions without(Measurement<S> unplaced) {
        SortedMap<String, Long> reasons = new TreeMap<>(unplaced.excluded().byReason());
        if (unplaced.summary().count() > 0) {
            reasons.merge("NO_UNIT", unplaced.summary().count(), Math::addExact);
        }
        return new Exclusions(reasons);
    }

    private static <S extends Summary<S>> Measurement<Ratio> of(
            String unit, Collection<Measurement<S>> cells, Measurement<S> like, Exclusions unplaced) {
        Estimator<S> estimator = like.estimator();
        Estimator<Ratio> ofUnits = estimator
                .ofUnits()
                .orElseThrow(() -> Require.bad(
                        "number to cluster", "a ratio of sums: a share, a mean or a ratio", like.definition()));
        Ratio.Accumulator units = new Ratio.Accumulator();
        Exclusions excluded = unplaced;
        for (Measurement<S> cell : cells) {
            excluded = excluded.plus(cell.excluded());
            units.merge(unit(cell));
        }
        return new Measurement<>(
                like.definition().with("unit", unit).readBy(ofUnits), ofUnits, units.snapshot(), excluded);
    }
}

package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Breakdown;
import io.github.supportmetrics.metric.Comparison;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.TextTable;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Funnel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Shrinkage;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Agents or teams beside what is to be expected of each: above, as expected or below, and never a rank. Most differences between people are
 * chance, and some are the work they are given.
 *
 * <ul>
 *   <li>Expected is the number of all together or, where kinds of work are told apart, E = Σ events of a kind · number of that kind: a share
 *       is then held against E / n, which allows a little more than needed and never less.
 *   <li>Shares: exact binomial limits ({@link Funnel}). Means and ratios: limits of a gamma or a normal distribution, whichever is wider, as events
 *       of all vary, since a few durations say little of how much theirs do. Amounts without a scale that are mostly at their top are too often
 *       called BELOW while there are fewer than 30. Other numbers: outside if their own interval at that level does not hold what is expected. Counts
 *       are refused. With ten units or more that differ by more than chance, all limits are widened by √φ.
 *   <li>95 % limits call one of twenty alike agents different, 99.8 % ones one of five hundred. Use the latter for anything that has
 *       consequences, and talk before.
 *   <li>Shares of 12 units and more are also drawn towards the common one ({@link Shrinkage}), as the best guess of what will follow.
 *   <li>Fewer events than {@link #LEAST_N}: TOO_FEW, neither judged nor printed.
 * </ul>
 *
 * <p>Source: Spiegelhalter, Statistics in Medicine 24 (2005) 1185–1202. Immutable and thread-safe.
 *
 * @param <K> what names a unit
 */
public final class FairComparison<K extends Comparable<? super K>> {
    /** The smallest sample of a person that is shown unless another is asked for. */
    public static final long LEAST_N = 5;

    private static final double ROUNDING = 1e-12;
    private static final ConfidenceLevel SIGNAL = new ConfidenceLevel(.998);

    /** Where a unit's number stands, whichever way is better. */
    public enum Band {
        /** Higher than chance and the kind of work explain. */
        ABOVE,
        /** As these explain. */
        AS_EXPECTED,
        /** Lower than these explain. */
        BELOW,
        /** Too few events to say anything. */
        TOO_FEW
    }

    /**
     * A unit and where it stands.
     *
     * @param unit the unit
     * @param own its number
     * @param expected what was to be expected of it
     * @param limits95 within which 95 of 100 units of no difference lie
     * @param limits998 within which 998 of 1 000 do
     * @param band95 where it stands by the former
     * @param band where it stands by the latter
     * @param drawn its share drawn towards the common one, or empty
     * @param <K> what names a unit
     */
    public record Standing<K>(
            K unit,
            Measurement<?> own,
            double expected,
            Interval limits95,
            Interval limits998,
            Band band95,
            Band band,
            OptionalDouble drawn) {
        /**
         * How many successes there were for each that was to be expected, of shares.
         *
         * @return O / E, or empty for any other number or where none was expected
         */
        public OptionalDouble ratio() {
            return own.proportion().isPresent() && expected > 0
                    ? OptionalDouble.of(own.value().orElseThrow() / expected)
                    : OptionalDouble.empty();
        }

        /**
         * Reads as a line.
         *
         * @return for example {@code Bo: BELOW, 60.0 % (n = 50), expected 81.8 %}; of too few events no number
         */
        @Override
        public String toString() {
            return band == Band.TOO_FEW
                    ? unit + ": " + band
                    : unit + ": " + band + ", " + Numbers.value(own) + " (n = " + own.n() + "), expected "
                            + Numbers.text(expected, own.definition().unit());
        }

        /**
         * Whether the unit is better or worse than chance and the kind of work explain, by 99.8 % limits.
         *
         * @return the verdict; DIFFERENT where the definition does not say which way is better
         */
        public Comparison.Verdict verdict() {
            if (band == Band.AS_EXPECTED || band == Band.TOO_FEW) {
                return Comparison.Verdict.NO_EVIDENCE;
            }
            return switch (own.definition().direction()) {
                case UP -> band == Band.ABOVE ? Comparison.Verdict.BETTER : Comparison.Verdict.WORSE;
                case DOWN -> band == Band.ABOVE ? Comparison.Verdict.WORSE : Comparison.Verdict.BETTER;
                case RANGE, NONE -> Comparison.Verdict.DIFFERENT;
            };
        }
    }

    private final Definition definition;
    private final double dispersion;
    private final boolean isAdjusted;
    private final List<Standing<K>> standings;

    private FairComparison(Definition definition, double dispersion, boolean isAdjusted, List<Standing<K>> standings) {
        this.definition = definition;
        this.dispersion = dispersion;
        this.isAdjusted = isAdjusted;
        this.standings = List.copyOf(standings);
    }

    /**
     * Compares units that do the same work.
     *
     * @param units a number per unit
     * @param <K> what names a unit
     * @param <S> the summary
     * @return the comparison
     * @throws IllegalArgumentException if the number is a count, or no sum can be taken of it where kinds of work are told apart
     */
    public static <K extends Comparable<? super K>, S extends Summary<S>> FairComparison<K> of(
            Breakdown<K, Measurement<S>> units) {
        return of(units, LEAST_N);
    }

    /**
     * Compares units that do the same work.
     *
     * @param units a number per unit
     * @param leastN the smallest sample that is shown, at least 1
     * @param <K> what names a unit
     * @param <S> the summary
     * @return the comparison
     * @throws IllegalArgumentException if the smallest sample is below 1, the number is a count, or no sum can be taken of it where kinds of
     *     work are told apart
     */
    public static <K extends Comparable<? super K>, S extends Summary<S>> FairComparison<K> of(
            Breakdown<K, Measurement<S>> units, long leastN) {
        Measurement<S> all = units.total().minus(units.unkeyed());
        Map<K, Expected> expected = new LinkedHashMap<>();
        all.value()
                .ifPresent(value -> units.cells()
                        .forEach((unit, own) -> expected.put(
                                unit, new Expected(value, perEvent(all) / own.n() * denominator(all, own)))));
        return compare(all.definition(), new LinkedHashMap<>(units.cells()), expected, false, leastN);
    }

    /**
     * What is to be expected of a unit.
     *
     * @param centre the number
     * @param variance how much a mean of so many events varies by chance, not a number for what is no mean
     */
    private record Expected(double centre, double variance) {}

    /** By how much a ratio varies more where what it divides by is smaller than that of all; 1 for shares and means. */
    private static <S extends Summary<S>> double denominator(Measurement<S> all, Measurement<S> own) {
        double usual = size(all);
        double here = size(own);
        return usual > here && here > 0 ? usual / here * (usual / here) : 1;
    }

    private static <S extends Summary<S>> double size(Measurement<S> measurement) {
        return measurement
                        .estimator()
                        .asUnit(measurement.summary())
                        .map(unit -> (double) unit.x())
                        .orElse(0.)
                / Math.max(1, measurement.n());
    }

    /** The variance of one event, of a mean or a ratio; not a number for anything else. */
    private static double perEvent(Measurement<?> all) {
        return all.variance().orElse(Double.NaN);
    }

    /**
     * Compares units whose work differs, such as in channel or topic, kind by kind.
     *
     * @param units a number per kind of work for each unit, the unit outermost: {@code metric.by(TOPIC).by(AGENT)}
     * @param <K> what names a unit
     * @param <T> what names a kind
     * @param <S> the summary
     * @return the comparison
     * @throws IllegalArgumentException if the number is a count, or no sum can be taken of it where kinds of work are told apart
     */
    public static <K extends Comparable<? super K>, T extends Comparable<? super T>, S extends Summary<S>>
            FairComparison<K> adjusted(Breakdown<K, Breakdown<T, Measurement<S>>> units) {
        return adjusted(units, LEAST_N);
    }

    /**
     * Compares units whose work differs, kind by kind.
     *
     * @param units a number per kind of work for each unit, the unit outermost: {@code metric.by(TOPIC).by(AGENT)}
     * @param leastN the smallest sample that is shown, at least 1
     * @param <K> what names a unit
     * @param <T> what names a kind
     * @param <S> the summary
     * @return the comparison
     * @throws IllegalArgumentException if the number is a count, or no sum can be taken of it where kinds of work are told apart
     */
    public static <K extends Comparable<? super K>, T extends Comparable<? super T>, S extends Summary<S>>
            FairComparison<K> adjusted(Breakdown<K, Breakdown<T, Measurement<S>>> units, long leastN) {
        Measurement<S> none = units.total().total();
        none = none.minus(none);
        SortedMap<T, Measurement<S>> kinds = new TreeMap<>();
        units.cells()
                .values()
                .forEach(unit -> unit.cells().forEach((kind, here) -> kinds.merge(kind, here, Measurement::plus)));
        if (none.estimator().asUnit(none.summary()).isEmpty()) {
            throw Require.bad(
                    "number to allow for kinds of work", "a share, a mean or a ratio of sums", none.definition());
        }
        Measurement<S> all = kinds.values().stream().reduce(none, Measurement::plus);
        Map<K, Measurement<?>> own = new LinkedHashMap<>();
        Map<K, Expected> expected = new LinkedHashMap<>();
        for (Map.Entry<K, Breakdown<T, Measurement<S>>> unit : units.cells().entrySet()) {
            Measurement<S> sum = none;
            double weights = 0;
            double centre = 0;
            double variance = 0;
            double events = 0;
            for (Map.Entry<T, Measurement<S>> kind : unit.getValue().cells().entrySet()) {
                Measurement<S> here = kind.getValue();
                Measurement<S> everybody = Objects.requireNonNull(kinds.get(kind.getKey()));
                sum = sum.plus(here);
                // A share's or mean's events, or what a ratio divides by.
                double weight =
                        none.estimator().asUnit(here.summary()).orElseThrow().x();
                weights += weight;
                centre += weight * everybody.value().orElse(0);
                // A kind with a single event varies as all do.
                variance += here.n() * everybody.variance().orElse(perEvent(all));
                events += here.n();
            }
            own.put(unit.getKey(), sum);
            if (weights > 0) {
                expected.put(unit.getKey(), new Expected(centre / weights, variance / (events * events)));
            }
        }
        return compare(none.definition(), own, expected, true, leastN);
    }

    private static <K extends Comparable<? super K>> FairComparison<K> compare(
            Definition definition,
            Map<K, Measurement<?>> units,
            Map<K, Expected> expected,
            boolean isAdjusted,
            long leastN) {
        Require.positive(leastN, "smallest sample");
        List<Proportion> shares = new ArrayList<>();
        List<Double> z = new ArrayList<>();
        units.forEach((unit, own) -> {
            if (own.isCensus()) {
                throw Require.bad("number to compare units by", "an estimate, not a count", definition);
            }
            Expected of = expected.get(unit);
            if (of != null && own.value().isPresent()) {
                own.proportion().ifPresent(shares::add);
                z(own, of).ifPresent(z::add);
            }
        });
        double dispersion =
                Funnel.dispersion(z.stream().mapToDouble(Double::doubleValue).toArray());
        boolean draws = !isAdjusted
                && !shares.isEmpty()
                && shares.stream().mapToLong(Proportion::trials).sum() > 0;
        Shrinkage shrinkage = draws ? Shrinkage.of(shares) : null;
        List<Standing<K>> standings = new ArrayList<>();
        units.forEach((unit, own) -> {
            Expected of = expected.get(unit);
            if (of == null || own.value().isEmpty()) {
                return;
            }
            Interval limits95 = limits(own, of, dispersion, ConfidenceLevel.P95);
            Interval limits998 = limits(own, of, dispersion, SIGNAL);
            boolean few = own.n() < leastN;
            standings.add(new Standing<>(
                    unit,
                    own,
                    of.centre(),
                    limits95,
                    limits998,
                    few ? Band.TOO_FEW : band(side(own, of, dispersion, limits95)),
                    few ? Band.TOO_FEW : band(side(own, of, dispersion, limits998)),
                    shrinkage != null && shrinkage.isReliable() && !few
                            ? shrinkage.estimate(own.proportion().orElseThrow())
                            : OptionalDouble.empty()));
        });
        return new FairComparison<>(definition, dispersion, isAdjusted, standings);
    }

    private static OptionalDouble z(Measurement<?> own, Expected of) {
        double distance = own.value().orElseThrow() - of.centre();
        if (own.proportion().isPresent()) {
            return standard(distance, of.centre() * (1 - of.centre()) / own.n());
        }
        if (!Double.isNaN(of.variance())) {
            return standard(distance, of.variance());
        }
        double error = reach(own, distance, ConfidenceLevel.P95) / ConfidenceLevel.P95.z();
        return standard(distance, error * error);
    }

    private static OptionalDouble standard(double distance, double variance) {
        return variance > 0 && Double.isFinite(variance)
                ? OptionalDouble.of(distance / Math.sqrt(variance))
                : OptionalDouble.empty();
    }

    /** How far a number's own interval reaches to the side on which the centre lies. */
    private static double reach(Measurement<?> own, double distance, ConfidenceLevel level) {
        Interval interval = own.interval(level);
        double value = own.value().orElseThrow();
        return distance > 0 ? value - interval.low() : interval.high() - value;
    }

    private static int side(Measurement<?> own, Expected of, double dispersion, Interval limits) {
        if (own.proportion().isPresent()) {
            return Funnel.around(of.centre(), dispersion).side(own.proportion().orElseThrow(), limits.confidence());
        }
        double value = own.value().orElseThrow();
        double rounding = ROUNDING * Math.max(Math.abs(value), Math.abs(of.centre()));
        return value < limits.low() - rounding ? -1 : value > limits.high() + rounding ? 1 : 0;
    }

    private static Interval limits(Measurement<?> own, Expected of, double dispersion, ConfidenceLevel level) {
        if (own.proportion().isPresent()) {
            return Funnel.around(of.centre(), dispersion).limits(own.n(), level);
        }
        if (!Double.isNaN(of.variance())) {
            return ofMean(own.range(), of.centre(), dispersion * of.variance(), level);
        }
        double root = Math.sqrt(dispersion);
        return new Interval(
                of.centre() - root * reach(own, -1, level),
                of.centre() + root * reach(own, 1, level),
                level,
                "own interval");
    }

    /** On a scale, values may be skewed to either end: the wider of the limits from both, within the scale. */
    private static Interval ofMean(Interval range, double centre, double variance, ConfidenceLevel level) {
        if (Double.isInfinite(range.low()) || Double.isInfinite(range.high())) {
            return Funnel.ofMean(centre, variance, level);
        }
        Interval up = Funnel.ofMean(centre - range.low(), variance, level);
        Interval down = Funnel.ofMean(range.high() - centre, variance, level);
        return new Interval(
                        Math.min(range.low() + up.low(), range.high() - down.high()),
                        Math.max(range.low() + up.high(), range.high() - down.low()),
                        level,
                        up.method())
                .clamp(range.low(), range.high());
    }

    private static Band band(int side) {
        return side == 0 ? Band.AS_EXPECTED : side > 0 ? Band.ABOVE : Band.BELOW;
    }

    /**
     * How much more units differ than chance makes them.
     *
     * @return φ, at least 1
     */
    public double dispersion() {
        return dispersion;
    }

    /**
     * Whether the kinds of work were allowed for.
     *
     * @return whether each unit has its own expectation
     */
    public boolean isAdjusted() {
        return isAdjusted;
    }

    /**
     * The units that have a number.
     *
     * @return the units by name, never by number
     */
    public List<Standing<K>> standings() {
        return standings;
    }

    /**
     * The units of one band at 99.8 %.
     *
     * @param band the band
     * @return the units by name
     */
    public List<K> units(Band band) {
        return standings.stream()
                .filter(s -> s.band() == band)
                .map(Standing::unit)
                .toList();
    }

    /**
     * Reads as a table, by name.
     *
     * @return a line per unit: number, what was expected, limits and band; of units with too few events only how many
     */
    @Override
    public String toString() {
        TextTable table =
                new TextTable("", "n", definition.title(), "expected", "95 % limits", "99.8 % limits", "band");
        table.alignRight(1, 2, 3, 4, 5);
        for (Standing<K> s : standings) {
            boolean few = s.band() == Band.TOO_FEW;
            String watch =
                    s.band() == Band.AS_EXPECTED && s.band95() != s.band() ? " (" + s.band95() + " at 95 %)" : "";
            table.row(
                    String.valueOf(s.unit()),
                    Long.toString(s.own().n()),
                    few ? "" : Numbers.value(s.own()),
                    few ? "" : Numbers.text(s.expected(), definition.unit()),
                    few ? "" : text(s.limits95()),
                    few ? "" : text(s.limits998()),
                    s.band() + watch);
        }
        return table
                + System.lineSeparator()
                + (isAdjusted ? "kinds of work allowed for; " : "kinds of work not told apart; ")
                + (dispersion > 1
                        ? "limits " + Numbers.text(Math.sqrt(dispersion), Unit.NUMBER)
                                + " times as wide, since units differ by more than chance"
                        : "limits of chance alone");
    }

    private String text(Interval limits) {
        Unit unit = definition.unit();
        // No time is negative, though a normal limit may be.
        double least = unit.equals(Unit.SECONDS) ? Math.max(0, limits.low()) : limits.low();
        return Numbers.text(least, unit) + " … " + Numbers.text(limits.high(), unit);
    }
}

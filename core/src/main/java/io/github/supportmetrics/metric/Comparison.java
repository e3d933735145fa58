package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Difference;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.PairedRatios;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Two measurements of one definition side by side: how far they lie apart, and whether that is more than chance. Shares are compared by
 * Newcombe's interval, means by Welch's, net scores by theirs, rates by the exact ratio; any other number from the two intervals.
 *
 * <p>The verdict follows the interval of the difference: it is evidence only where the interval does not hold «equal». The two samples must
 * be of different events; those of the same customers in two periods are compared {@linkplain #paired in pairs}, since the interval is too
 * wide as a rule if they are taken for strangers.
 *
 * <p>Immutable and thread-safe.
 */
public final class Comparison {
    /** What the difference says. */
    public enum Verdict {
        /** The first is better than chance explains. */
        BETTER,
        /** The first is worse than chance explains. */
        WORSE,
        /** The two differ more than chance explains, and the definition does not say which way is better. */
        DIFFERENT,
        /** Chance explains the difference, or there are no data. This is not «equal». */
        NO_EVIDENCE
    }

    private final Measurement<?> measured;
    private final Measurement<?> base;
    private final Difference difference;

    private Comparison(Measurement<?> measured, Measurement<?> base, Difference difference) {
        this.measured = measured;
        this.base = base;
        this.difference = difference;
    }

    /**
     * Compares at 95 %.
     *
     * @param measured what is compared
     * @param base what it is compared with
     * @return the comparison
     * @throws IncompatibleDefinitionException if the two are of unlike definitions
     */
    public static Comparison of(Measurement<?> measured, Measurement<?> base) {
        return of(measured, base, ConfidenceLevel.P95);
    }

    /**
     * Compares.
     *
     * @param measured what is compared
     * @param base what it is compared with
     * @param level the confidence level
     * @return the comparison
     * @throws IncompatibleDefinitionException if the two are of unlike definitions
     */
    public static Comparison of(Measurement<?> measured, Measurement<?> base, ConfidenceLevel level) {
        if (!measured.definition().equals(base.definition())) {
            throw new IncompatibleDefinitionException(measured.signature(), base.signature());
        }
        boolean finite = measured.isOfPopulation() || base.isOfPopulation();
        return new Comparison(
                measured,
                base,
                finite
                        ? Difference.ofIntervals(
                                measured.value(), measured.interval(level), base.value(), base.interval(level))
                        : difference(measured, base, level));
    }

    /**
     * Compares two numbers of the same customers – or agents, or shops – at 95 %, such as those of two months.
     *
     * @param measured a number per customer
     * @param base the same before
     * @param <K> the customer
     * @param <S> the summary
     * @return the comparison of the two totals, whose interval knows that a customer is like himself
     * @throws IncompatibleDefinitionException if the two are of unlike definitions
     * @throws IllegalArgumentException if the number is no share, mean, net score or ratio of sums, or customers were folded together or
     *     overlap
     */
    public static <K extends Comparable<? super K>, S extends Summary<S>> Comparison paired(
            Breakdown<K, Measurement<S>> measured, Breakdown<K, Measurement<S>> base) {
        return paired(measured, base, ConfidenceLevel.P95);
    }

    /**
     * Compares two numbers of the same customers. Those who stand on one side only count there; events without a customer stand in no
     * total.
     *
     * @param measured a number per customer
     * @param base the same before
     * @param level the confidence level
     * @param <K> the customer
     * @param <S> the summary
     * @return the comparison of the two totals, whose interval knows that a customer is like himself
     * @throws IncompatibleDefinitionException if the two are of unlike definitions
     * @throws IllegalArgumentException if the number is no share, mean, net score or ratio of sums, or customers were folded together or
     *     overlap
     */
    public static <K extends Comparable<? super K>, S extends Summary<S>> Comparison paired(
            Breakdown<K, Measurement<S>> measured, Breakdown<K, Measurement<S>> base, ConfidenceLevel level) {
        if (!measured.signature().equals(base.signature())) {
            throw new IncompatibleDefinitionException(measured.signature(), base.signature());
        }
        Clusters.requireWhole(measured);
        Clusters.requireWhole(base);
        Measurement<S> none = measured.total().minusItself();
        if (none.estimator().asUnit(none.summary()).isEmpty()) {
            throw Require.bad(
                    "number to compare in pairs", "a share, a mean, a net score or a ratio of sums", none.definition());
        }
        SortedSet<K> customers = new TreeSet<>(measured.cells().keySet());
        customers.addAll(base.cells().keySet());
        List<Ratio> now = new ArrayList<>();
        List<Ratio> before = new ArrayList<>();
        customers.forEach(customer -> {
            now.add(Clusters.unit(measured.get(customer)));
            before.add(Clusters.unit(base.get(customer)));
        });
        double factor = factor(Stream.concat(measured.cells().values().stream(), base.cells().values().stream())
                .filter(one -> Clusters.unit(one).x() > 0)
                .toList());
        return new Comparison(
                keyed(measured),
                keyed(base),
                PairedRatios.of(now, before, level).times(factor));
    }

    /**
     * By how much the number grows with the ratio of sums, of which it is a multiple and maybe a shift: seconds are kept as milliseconds, a net
     * score is a hundredfold. 1 where all are alike, and nothing is to be scaled.
     */
    private static <S extends Summary<S>> double factor(List<Measurement<S>> units) {
        Comparator<Measurement<S>> byRatio =
                Comparator.comparingDouble(one -> Clusters.unit(one).ratio().orElseThrow());
        if (units.isEmpty()) {
            return 1;
        }
        Measurement<S> least = Collections.min(units, byRatio);
        Measurement<S> most = Collections.max(units, byRatio);
        double ratios = Clusters.unit(most).ratio().orElseThrow()
                - Clusters.unit(least).ratio().orElseThrow();
        return ratios == 0 ? 1 : (most.value().orElseThrow() - least.value().orElseThrow()) / ratios;
    }

    private static <K extends Comparable<? super K>, S extends Summary<S>> Measurement<S> keyed(
            Breakdown<K, Measurement<S>> breakdown) {
        return breakdown.total().minus(breakdown.unkeyed());
    }

    @SuppressWarnings("unchecked") // equal definitions are of one metric, and so of one kind of summary
    private static <S extends Summary<S>> Difference difference(
            Measurement<S> measured, Measurement<?> base, ConfidenceLevel level) {
        return measured.estimator().difference(measured.summary(), ((Measurement<S>) base).summary(), level);
    }

    /**
     * What is compared.
     *
     * @return the measurement
     */
    public Measurement<?> measured() {
        return measured;
    }

    /**
     * What it is compared with.
     *
     * @return the measurement
     */
    public Measurement<?> base() {
        return base;
    }

    /**
     * The difference or ratio, its interval and test.
     *
     * @return the figures, in the definition's unit
     */
    public Difference difference() {
        return difference;
    }

    /**
     * What the difference says.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        int sign = difference.sign();
        if (sign == 0) {
            return Verdict.NO_EVIDENCE;
        }
        return switch (measured.definition().direction()) {
            case UP -> sign > 0 ? Verdict.BETTER : Verdict.WORSE;
            case DOWN -> sign < 0 ? Verdict.BETTER : Verdict.WORSE;
            case RANGE, NONE -> Verdict.DIFFERENT;
        };
    }

    /**
     * Reads as one line.
     *
     * @return for example {@code NO_EVIDENCE: CSAT 85.0 % (n = 200) against 83.3 % (n = 180), difference 1.7 points (95 % CI −5.6 … 9.1,
     *     p = 0.66)}
     */
    @Override
    public String toString() {
        Interval interval = difference.interval();
        boolean ratio = difference.kind() == Difference.Kind.RATIO;
        StringBuilder text = new StringBuilder();
        text.append(verdict())
                .append(": ")
                .append(measured.definition().title())
                .append(' ');
        text.append(Numbers.value(measured))
                .append(" (n = ")
                .append(measured.n())
                .append(") against ");
        text.append(Numbers.value(base)).append(" (n = ").append(base.n()).append(')');
        if (difference.value().isPresent()) {
            text.append(ratio ? ", ratio " : ", difference ").append(differenceText());
            String limits = limitsText();
            if (!limits.isEmpty()) {
                text.append(" (").append(interval.confidence()).append(" CI ").append(limits);
                difference.p().ifPresent(p -> text.append(", p = ").append(String.format(Locale.ROOT, "%.2g", p)));
                text.append(')');
            }
        }
        return text.toString();
    }

    /**
     * The difference for reading.
     *
     * @return for example {@code 11.7 points} between two shares, or an empty text if there is none
     */
    public String differenceText() {
        boolean ratio = difference.kind() == Difference.Kind.RATIO;
        return difference.value().isEmpty() ? "" : number(difference.value().getAsDouble()) + (ratio ? "" : unit());
    }

    /**
     * The difference's limits for reading.
     *
     * @return for example {@code 3.5 … 19.8}, or an empty text if nothing bounds it
     */
    public String limitsText() {
        Interval interval = difference.interval();
        boolean bounded = Double.isFinite(interval.low()) || Double.isFinite(interval.high());
        return bounded ? number(interval.low()) + " … " + number(interval.high()) : "";
    }

    private String number(double value) {
        boolean percent = difference.kind() == Difference.Kind.DIFFERENCE
                && measured.definition().unit().equals(Unit.RATIO);
        return Numbers.text(percent ? 100 * value : value, percent ? Unit.POINTS : Unit.NUMBER);
    }

    private String unit() {
        Unit unit = measured.definition().unit();
        if (unit.equals(Unit.RATIO)) {
            return " points";
        }
        boolean bare = unit.equals(Unit.NUMBER) || unit.equals(Unit.COUNT);
        return bare ? "" : " " + unit;
    }
}

package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.TextTable;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Correlation;
import io.github.supportmetrics.stats.Interval;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What to work on first: how important each attribute of the service is to customers, beside how well it is done. Four quadrants, cut at
 * stated values, at the means or along the diagonal; an attribute whose intervals reach over a cut is BORDERLINE, as its quadrant may be
 * chance.
 *
 * <p>Importance is what customers say, or how closely the attribute goes with their overall rating ({@link #derived}). The two go together
 * by themselves, so derived importance of few answers moves a lot.
 *
 * <p>Source: Martilla and James, Journal of Marketing 41 (1977) 77–79. Immutable and thread-safe.
 */
public final class ImportancePerformance {
    /** What to do about an attribute. */
    public enum Quadrant {
        /** Important and not done well. */
        CONCENTRATE_HERE,
        /** Important and done well. */
        KEEP_UP,
        /** Neither. */
        LOW_PRIORITY,
        /** Done better than it matters. */
        POSSIBLE_OVERKILL,
        /** Too close to a cut to say. */
        BORDERLINE
    }

    /**
     * An attribute of the service.
     *
     * @param name what it is
     * @param importance how important it is
     * @param importanceInterval the interval of that
     * @param performance how well it is done
     * @param performanceInterval the interval of that
     */
    public record Attribute(
            String name,
            double importance,
            Interval importanceInterval,
            double performance,
            Interval performanceInterval) {
        /**
         * An attribute whose numbers were measured.
         *
         * @param name what it is
         * @param importance how important it is
         * @param performance how well it is done, more being better
         * @return the attribute
         * @throws IllegalArgumentException if there is no number
         */
        public static Attribute of(String name, Measurement<?> importance, Measurement<?> performance) {
            for (Measurement<?> each : List.of(importance, performance)) {
                if (each.value().isEmpty()) {
                    throw Require.bad("number of " + name, "there", each);
                }
            }
            return new Attribute(
                    name,
                    importance.value().getAsDouble(),
                    importance.evidence(ConfidenceLevel.P95),
                    performance.value().getAsDouble(),
                    performance.evidence(ConfidenceLevel.P95));
        }

        /**
         * An attribute whose importance is {@linkplain ImportancePerformance#derived derived}.
         *
         * @param name what it is
         * @param importance how closely it goes with the overall rating
         * @param performance how well it is done, more being better
         * @return the attribute
         * @throws IllegalArgumentException if there is no correlation or no number
         */
        public static Attribute of(String name, Correlation importance, Measurement<?> performance) {
            if (importance.r().isEmpty() || performance.value().isEmpty()) {
                throw Require.bad("number of " + name, "there", importance + " and " + performance);
            }
            return new Attribute(
                    name,
                    importance.r().getAsDouble(),
                    importance.interval(ConfidenceLevel.P95),
                    performance.value().getAsDouble(),
                    performance.evidence(ConfidenceLevel.P95));
        }

        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Attribute {
            Require.text(name, "name of an attribute");
        }

        /**
         * An attribute whose numbers are taken to be certain.
         *
         * @param name what it is
         * @param importance how important it is
         * @param performance how well it is done, more being better
         * @return the attribute
         */
        public static Attribute of(String name, double importance, double performance) {
            return new Attribute(name, importance, certain(importance), performance, certain(performance));
        }

        private static Interval certain(double value) {
            return new Interval(value, value, ConfidenceLevel.P95, "certain");
        }
    }

    private final boolean isDiagonal;
    private final double importance;
    private final double performance;
    private final List<Attribute> attributes;

    private ImportancePerformance(
            boolean isDiagonal, double importance, double performance, List<Attribute> attributes) {
        this.isDiagonal = isDiagonal;
        this.importance = importance;
        this.performance = performance;
        this.attributes = List.copyOf(attributes);
        Require.positive(attributes.size(), "attributes");
    }

    /**
     * Cut at the mean importance and the mean performance.
     *
     * @param attributes the attributes
     * @return the quadrants
     * @throws IllegalArgumentException if there is no attribute
     */
    public static ImportancePerformance byMeans(List<Attribute> attributes) {
        return at(mean(attributes, Attribute::importance), mean(attributes, Attribute::performance), attributes);
    }

    private static double mean(List<Attribute> attributes, ToDoubleFunction<Attribute> number) {
        DoubleSummaryStatistics all = attributes.stream().mapToDouble(number).summaryStatistics();
        // The mean of values that are all alike may be rounded to another one.
        return Math.min(all.getMax(), Math.max(all.getMin(), all.getAverage()));
    }

    /**
     * Cut at stated values, such as the middles of the scales.
     *
     * @param importance the importance from which on an attribute is important
     * @param performance the performance from which on it is done well
     * @param attributes the attributes
     * @return the quadrants
     * @throws IllegalArgumentException if there is no attribute, or a cut is not finite
     */
    public static ImportancePerformance at(double importance, double performance, List<Attribute> attributes) {
        Require.positive(attributes.size(), "attributes");
        for (double cut : new double[] {importance, performance}) {
            if (!Double.isFinite(cut)) {
                throw Require.bad("cut", "a finite number", cut);
            }
        }
        return new ImportancePerformance(false, importance, performance, attributes);
    }

    /**
     * Cut where performance is as high as importance, both on one scale: what is more important than well done is to be worked on.
     *
     * @param attributes the attributes
     * @return CONCENTRATE_HERE above the diagonal, KEEP_UP on it or below
     * @throws IllegalArgumentException if there is no attribute
     */
    public static ImportancePerformance byDiagonal(List<Attribute> attributes) {
        return new ImportancePerformance(true, 0, 0, attributes);
    }

    /**
     * How important an attribute is by how closely its ratings go with the overall ones.
     *
     * @param ratings the attribute's ratings
     * @param overall the overall ratings of the same customers
     * @return the correlation, with its interval
     */
    public static Correlation derived(double[] ratings, double... overall) {
        return Correlation.pearson(ratings, overall);
    }

    /**
     * The attributes.
     *
     * @return the attributes in their order
     */
    public List<Attribute> attributes() {
        return attributes;
    }

    /**
     * What to do about an attribute.
     *
     * @param attribute the attribute
     * @return its quadrant, or BORDERLINE if one of its intervals reaches over a cut
     */
    public Quadrant quadrant(Attribute attribute) {
        Interval i = attribute.importanceInterval();
        Interval p = attribute.performanceInterval();
        if (isDiagonal) {
            return i.low() > p.high()
                    ? Quadrant.CONCENTRATE_HERE
                    : i.high() <= p.low() ? Quadrant.KEEP_UP : Quadrant.BORDERLINE;
        }
        if (reachesOver(i, importance) || reachesOver(p, performance)) {
            return Quadrant.BORDERLINE;
        }
        boolean important = attribute.importance() >= importance;
        boolean well = attribute.performance() >= performance;
        return important
                ? (well ? Quadrant.KEEP_UP : Quadrant.CONCENTRATE_HERE)
                : (well ? Quadrant.POSSIBLE_OVERKILL : Quadrant.LOW_PRIORITY);
    }

    private static boolean reachesOver(Interval interval, double cut) {
        return interval.low() < cut && interval.high() >= cut;
    }

    /**
     * Reads as a table.
     *
     * @return a line per attribute
     */
    @Override
    public String toString() {
        TextTable table = new TextTable("", "importance", "performance", "");
        table.alignRight(1, 2);
        attributes.forEach(a -> table.row(
                a.name(),
                Numbers.text(a.importance(), Unit.NUMBER),
                Numbers.text(a.performance(), Unit.NUMBER),
                quadrant(a).name()));
        return table.toString();
    }
}

package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Nature;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.TextTable;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One figure for many numbers, with all that went into it: total = Σ w s / Σ w over the numbers there are, each scored by stated {@link
 * Anchors} and weighed by a stated weight. Measured and judged numbers stand side by side, with a figure each.
 *
 * <ul>
 *   <li>A number that is missing takes its weight along; {@link #coverage} says how much weight is left. Below 70 % there is no total.
 *   <li>Interval: the total of all lower and of all upper ends, which is wide, as the numbers may all be off on the same side.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class Scorecard {
    private static final double LEAST_COVERAGE = .7;

    /**
     * One number of the card.
     *
     * @param name what people call it
     * @param perspective whose view it takes
     * @param nature whether it is measured or judged
     * @param weight how much it counts beside the others, over 0
     * @param anchors how it is scored
     * @param value the number, or empty
     * @param interval its interval, or empty if it is certain
     * @param unit its unit
     */
    public record Line(
            String name,
            Perspective perspective,
            Nature nature,
            double weight,
            Anchors anchors,
            OptionalDouble value,
            Optional<Interval> interval,
            Unit unit) {
        /**
         * Checks name, weight and value.
         *
         * @throws IllegalArgumentException if the name is blank, the weight not a positive number or the value not finite
         */
        public Line {
            Require.text(name, "name of a line");
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw Require.bad("weight of " + name, "over 0", weight);
            }
            if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
                throw Require.bad("value of " + name, "a finite number", value.getAsDouble());
            }
        }

        /**
         * A measured number, with its own interval.
         *
         * @param standard the standard, which gives name, weight, perspective and smallest sample
         * @param anchors how it is scored
         * @param measurement the number
         * @return the line, without a value if none may be shown
         * @throws IllegalArgumentException if the number is of another definition than the standard
         */
        public static Line of(Standard standard, Anchors anchors, Measurement<?> measurement) {
            standard.requireSame(measurement);
            boolean shown = measurement.state(standard.leastN()) == Measurement.State.VALUE;
            Interval interval = measurement.evidence(ConfidenceLevel.P95);
            return new Line(
                    standard.name(),
                    standard.perspective(),
                    standard.nature(),
                    standard.weight(),
                    anchors,
                    shown ? measurement.value() : OptionalDouble.empty(),
                    shown ? Optional.of(interval) : Optional.empty(),
                    measurement.definition().unit());
        }

        /**
         * A number from elsewhere that is taken to be certain.
         *
         * @param name what people call it
         * @param perspective whose view it takes
         * @param weight how much it counts beside the others
         * @param anchors how it is scored
         * @param value the number
         * @return the line
         */
        public static Line of(String name, Perspective perspective, double weight, Anchors anchors, double value) {
            return new Line(
                    name,
                    perspective,
                    Nature.OBJECTIVE,
                    weight,
                    anchors,
                    OptionalDouble.of(value),
                    Optional.empty(),
                    Unit.NUMBER);
        }

        /**
         * What the number scores.
         *
         * @return 0 to 1, or empty without a number
         */
        public OptionalDouble score() {
            return value.isEmpty() ? value : OptionalDouble.of(anchors.score(value.getAsDouble()));
        }

        /**
         * What the number's interval scores.
         *
         * @return the least and the most, 0 … 1 without a number
         */
        public Interval scores() {
            if (value.isEmpty()) {
                return new Interval(0, 1, ConfidenceLevel.P95, "ends");
            }
            double certain = value.getAsDouble();
            return anchors.score(
                    interval.orElseGet(() -> new Interval(certain, certain, ConfidenceLevel.P95, "certain")));
        }
    }

    private final List<Line> lines;

    private Scorecard(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * The card of some numbers.
     *
     * @param lines the numbers
     * @return the card
     * @throws IllegalArgumentException if there is none
     */
    public static Scorecard of(List<Line> lines) {
        Require.positive(lines.size(), "lines of a scorecard");
        return new Scorecard(List.copyOf(lines));
    }

    /**
     * The numbers.
     *
     * @return the lines in their order
     */
    public List<Line> lines() {
        return lines;
    }

    /**
     * Which share of the weight a number has.
     *
     * @param line one of the lines
     * @return 0 to 1
     */
    public double share(Line line) {
        return line.weight() / lines.stream().mapToDouble(Line::weight).sum();
    }

    /**
     * Which share of the weight has a number.
     *
     * @return 0 to 1
     */
    public double coverage() {
        double all = lines.stream().mapToDouble(Line::weight).sum();
        return lines.stream()
                        .filter(line -> line.value().isPresent())
                        .mapToDouble(Line::weight)
                        .sum()
                / all;
    }

    /**
     * The figure for all.
     *
     * @return 0 to 1, or empty if less than 70 % of the weight has a number
     */
    public OptionalDouble total() {
        // 0.7 is what weights of 0.4 and 0.3 make, whatever the doubles say.
        return coverage() < LEAST_COVERAGE - 1e-9 ? OptionalDouble.empty() : mean(line -> true);
    }

    private OptionalDouble mean(Predicate<Line> which) {
        double weights = 0;
        double sum = 0;
        for (Line line : lines) {
            if (which.test(line) && line.value().isPresent()) {
                weights += line.weight();
                sum += line.weight() * line.score().orElseThrow();
            }
        }
        return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weights);
    }

    /**
     * The interval of the figure for all.
     *
     * @return from all lower to all upper ends, 0 … 1 without a total
     */
    public Interval interval() {
        if (total().isEmpty()) {
            return new Interval(0, 1, ConfidenceLevel.P95, "ends");
        }
        double weights = 0;
        double low = 0;
        double high = 0;
        for (Line line : lines) {
            if (line.value().isPresent()) {
                weights += line.weight();
                low += line.weight() * line.scores().low();
                high += line.weight() * line.scores().high();
            }
        }
        return new Interval(low / weights, high / weights, ConfidenceLevel.P95, "ends");
    }

    /**
     * A figure for each perspective that has a number.
     *
     * @return perspective → 0 to 1
     */
    public Map<Perspective, Double> perspectives() {
        Map<Perspective, Double> figures = new TreeMap<>();
        for (Perspective perspective : Perspective.values()) {
            mean(line -> line.perspective() == perspective).ifPresent(figure -> figures.put(perspective, figure));
        }
        return figures;
    }

    /**
     * A figure for what is measured and one for what is judged, those that have a number.
     *
     * @return nature → 0 to 1
     */
    public Map<Nature, Double> natures() {
        Map<Nature, Double> figures = new TreeMap<>();
        for (Nature nature : Nature.values()) {
            mean(line -> line.nature() == nature).ifPresent(figure -> figures.put(nature, figure));
        }
        return figures;
    }

    /**
     * Reads as a table.
     *
     * @return a line per number, and the total
     */
    @Override
    public String toString() {
        TextTable table = new TextTable("", "perspective", "weight", "value", "score", "95 %");
        table.alignRight(2, 3, 4, 5);
        for (Line line : lines) {
            table.row(
                    line.name(),
                    line.perspective().name().toLowerCase(Locale.ROOT),
                    Numbers.text(share(line), Unit.RATIO),
                    line.value().isEmpty()
                            ? "no data"
                            : Numbers.text(line.value().getAsDouble(), line.unit()),
                    line.score().isEmpty() ? "" : two(line.score().getAsDouble()),
                    line.value().isEmpty() ? "" : ends(line.scores()));
        }
        List<String> total = new ArrayList<>(List.of("total", "", Numbers.text(coverage(), Unit.RATIO), ""));
        total.addAll(
                total().isEmpty() ? List.of("NO_SCORE", "") : List.of(two(total().getAsDouble()), ends(interval())));
        table.row(total.toArray(new String[0]));
        return table.toString();
    }

    private static String ends(Interval interval) {
        return two(interval.low()) + " … " + two(interval.high());
    }

    private static String two(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}

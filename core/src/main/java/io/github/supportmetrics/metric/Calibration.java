package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.stats.Agreement;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Measures;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.RatedUnits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether raters agree, who is lenient, and what several of them think of a person. Without agreement a quality score tells more of the
 * reviewer than of the agent.
 *
 * <p>The events are {@link RatedUnit}s, each whole: make them with {@link RatedUnit#ofItems}, {@link RatedUnit#ofTotals} or {@link
 * RatedUnit#ofPeople}. Coefficients have a range of −1..1, higher is better; see {@link Agreement} for formulas, intervals and sources.
 */
public final class Calibration {
    /** The axis of raters, for {@link #LENIENCY}. */
    public static final Axis<Leniency, String> RATER = Axis.of("reviewerId", Leniency::rater);

    /** The axis of a checklist's lines. */
    public static final Axis<RatedUnit, String> ITEM =
            Axis.of("item", unit -> unit.attributes().get(RatedUnit.ITEM));

    /** The share of agreeing pairs of raters, averaged over units. Range 0..1; chance alone agrees often. Interval: Wilson. */
    public static final Metric<RatedUnit, Measurement<RatedUnits>> PERCENT_AGREEMENT = agreement(
            "percent", "Agreement", "agreeing pairs of raters / pairs, averaged over units", Agreement.percent());

    /** Cohen's κ of two raters, categories equal or not. Interval: κ ± z standard errors. */
    public static final Metric<RatedUnit, Measurement<RatedUnits>> COHEN = cohen(Agreement.Weights.NONE);

    /**
     * How much a rater's scores lie above those of the peers who scored the same units, in points, of which a full score of a checklist's
     * line is one: mean of (score − mean of the others).
     * 0 is best; break it down by {@link #RATER}, since over all raters it is 0. Interval: Student's.
     */
    public static final Metric<Leniency, Measurement<Moments>> LENIENCY = Metric.of(
            Definition.of("qa.leniency", "mean of score − mean score of the other raters of the unit")
                    .titled("Leniency")
                    .unit(Unit.POINTS)
                    .direction(Direction.RANGE),
            Rule.amount(Leniency::difference),
            Measures.meanOf(RatedUnit.POINT, "points"));

    /** The same of each rater. Also a metric of units: {@code LENIENCY_BY_RATER.of(units)}. */
    public static final Metric<RatedUnit, Breakdown<String, Measurement<Moments>>> LENIENCY_BY_RATER =
            LENIENCY.by(RATER).onEach(Leniency::of);

    /**
     * The median of what peers and managers gave a person for a trait (example-setting, teamwork, adherence to policy, communication,
     * development), shown with range and number of raters; one rater's view is no number. Ordinal, subjective, and never part of an
     * objective score. Its interval is the range: the raters are all there are.
     */
    public static final Metric<RatedUnit, Measurement<RatedUnits>> RUBRIC = Metric.of(
            Definition.of("rubric.median", "median of all raters' scores, two raters or more")
                    .titled("Rubric")
                    .unit(Unit.POINTS)
                    .direction(Direction.UP)
                    .subjective(),
            Rule.rated(RatedUnit::scores),
            Agreement.median(RatedUnit.POINT));

    private Calibration() {}

    /**
     * Cohen's κ of two raters.
     *
     * @param weights how far apart two scores are
     * @return the metric {@code qa.agreement}
     */
    public static Metric<RatedUnit, Measurement<RatedUnits>> cohen(Agreement.Weights weights) {
        String form = weights == Agreement.Weights.NONE ? "cohen" : "cohen-" + word(weights);
        return agreement(
                form,
                "Cohen's κ" + (weights == Agreement.Weights.NONE ? "" : ", " + word(weights) + " weights"),
                "(observed − expected agreement) / (1 − expected agreement)",
                Agreement.cohen(weights));
    }

    /**
     * Fleiss' κ of as many raters per unit.
     *
     * @param seed of the resampling that its interval comes from
     * @return the metric {@code qa.agreement}
     */
    public static Metric<RatedUnit, Measurement<RatedUnits>> fleiss(long seed) {
        return agreement(
                "fleiss",
                "Fleiss' κ",
                "(observed − expected agreement) / (1 − expected agreement), pooled raters",
                Agreement.fleiss(seed));
    }

    /**
     * Krippendorff's α of any number of raters with gaps.
     *
     * @param level what the scores mean
     * @param seed of the resampling that its interval comes from
     * @return the metric {@code qa.agreement}
     */
    public static Metric<RatedUnit, Measurement<RatedUnits>> krippendorff(Agreement.Level level, long seed) {
        return agreement(
                "alpha-" + word(level),
                "Krippendorff's α, " + word(level),
                "1 − observed / expected disagreement",
                Agreement.krippendorff(level, seed));
    }

    /**
     * The intraclass correlation of one rater.
     *
     * @param form its form, as a rule {@link Agreement.Icc#TWO_WAY_RANDOM}
     * @param seed of the resampling that its interval comes from
     * @return the metric {@code qa.agreement}
     */
    public static Metric<RatedUnit, Measurement<RatedUnits>> icc(Agreement.Icc form, long seed) {
        String which = switch (form) {
            case ONE_WAY -> "icc1";
            case TWO_WAY_RANDOM -> "icc2";
            case TWO_WAY_MIXED -> "icc3";
        };
        return agreement(
                which,
                "Intraclass correlation " + which.substring(3) + ",1",
                "variance between units / all variance, of one rater's score",
                Agreement.icc(form, seed));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Metric<RatedUnit, Measurement<RatedUnits>> agreement(
            String form, String title, String formula, Estimator<RatedUnits> estimator) {
        return Metric.of(
                Definition.of("qa.agreement", formula)
                        .titled(title)
                        .with("form", form)
                        .unit(form.equals("percent") ? Unit.RATIO : Unit.NUMBER)
                        .direction(Direction.UP),
                Rule.rated(RatedUnit::scores),
                estimator);
    }

    /**
     * One rater's score of one unit against the others'.
     *
     * @param rater the rater
     * @param difference score less mean of the others, in millionths of a point
     * @param subject who and where
     * @param attributes whatever else it may be grouped by, {@code reviewerId} and {@code item} among them
     */
    public record Leniency(String rater, long difference, Subject subject, Map<String, String> attributes)
            implements Fact {
        /** Copies the attributes. */
        public Leniency {
            attributes = Map.copyOf(attributes);
        }

        /**
         * The differences of all raters of a unit; none if it has a single one.
         *
         * @param unit the unit
         * @return one per rater; for {@code LENIENCY.by(RATER).onEach(Leniency::of)}
         */
        public static List<Leniency> of(RatedUnit unit) {
            int raters = unit.scores().size();
            if (raters < 2) {
                return List.of();
            }
            long sum = unit.scores().values().stream().reduce(0L, Math::addExact);
            List<Leniency> all = new ArrayList<>(raters);
            for (Map.Entry<String, Long> score : unit.scores().entrySet()) {
                double others = (sum - score.getValue()) / (raters - 1.0);
                Map<String, String> attributes = new HashMap<>(unit.attributes());
                attributes.put(RATER.name(), score.getKey());
                all.add(new Leniency(
                        score.getKey(), Math.round(score.getValue() - others), unit.subject(), attributes));
            }
            return all;
        }
    }
}

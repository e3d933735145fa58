package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a checklist becomes one score in 0..1: Σ w·s/Σ w over the lines that apply, s being points over the maximum. With section weights,
 * first within each section, then over the sections that apply. A critical line that fails may knock the whole review out or cap it; as it
 * is, the score stays and the failure is counted by a metric of its own.
 *
 * <ul>
 *   <li>No line applies, or all have weight 0: no score.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 *
 * @param sectionWeights section → weight, at least 0, or empty to weigh all lines together
 * @param onCritical the highest score of a review with a failed critical line: 1 to leave it, 0 to knock it out
 */
public record Scoring(Map<String, Double> sectionWeights, double onCritical) {
    /** All lines together; a critical failure does not change the score. */
    public static final Scoring WEIGHTED = new Scoring(Map.of(), 1);

    /** All lines together; a critical failure makes the score 0. */
    public static final Scoring KNOCK_OUT = new Scoring(Map.of(), 0);

    /**
     * Copies the weights.
     *
     * @throws IllegalArgumentException if a weight is negative or the cap is not in 0..1
     */
    public Scoring {
        Require.fraction(onCritical, "score on critical failure");
        sectionWeights = Map.copyOf(sectionWeights);
        sectionWeights.forEach((section, weight) -> {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw Require.bad("weight of section " + section, "at least 0", weight);
            }
        });
    }

    /**
     * The same, with reviews that fail critically capped.
     *
     * @param most their highest score, 0..1
     * @return the scoring
     */
    public Scoring capped(double most) {
        return new Scoring(sectionWeights, most);
    }

    /**
     * The same, with sections weighed against each other.
     *
     * @param weights section → weight
     * @return the scoring
     */
    public Scoring sections(Map<String, Double> weights) {
        return new Scoring(weights, onCritical);
    }

    /**
     * A review's score.
     *
     * @param review the review
     * @return 0..1, or empty if no line applies
     * @throws IllegalArgumentException if a section has no weight while others have
     */
    public OptionalDouble score(QualityReview review) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (QualityReview.Item item : review.items()) {
            Double points = item.score();
            if (points != null) {
                String section = sectionWeights.isEmpty() ? "" : item.section();
                double[] sum = sums.computeIfAbsent(section, s -> new double[2]);
                sum[0] += item.weight() * (points / item.max());
                sum[1] += item.weight();
            }
        }
        double scored = 0;
        double weights = 0;
        for (var section : sums.entrySet()) {
            double[] sum = section.getValue();
            double weight = weight(section.getKey());
            if (sum[1] > 0) {
                // One section needs no weight of its own, so that nothing is rounded twice.
                scored += sectionWeights.isEmpty() ? sum[0] : weight * (sum[0] / sum[1]);
                weights += sectionWeights.isEmpty() ? sum[1] : weight;
            }
        }
        if (weights == 0) {
            return OptionalDouble.empty();
        }
        double score = Math.min(1, scored / weights);
        return OptionalDouble.of(review.failsCritically() ? Math.min(score, onCritical) : score);
    }

    private double weight(String section) {
        if (sectionWeights.isEmpty()) {
            return 1;
        }
        Double weight = sectionWeights.get(section);
        if (weight == null) {
            throw Require.bad("section", "one of " + sectionWeights.keySet(), "'" + section + "'");
        }
        return weight;
    }
}

package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that several raters judged: a call, a line of its checklist, a trait of a colleague.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id what was judged
 * @param scores rater → score, in millionths of a point
 * @param subject who and where
 * @param attributes whatever else it may be grouped by
 */
public record RatedUnit(String id, SortedMap<String, Long> scores, Subject subject, Map<String, String> attributes)
        implements Fact {
    /** A point in the unit of {@link #scores}. */
    public static final long POINT = 1_000_000;

    /** The attribute that names the checklist's line. */
    public static final String ITEM = "item";

    /**
     * Copies scores and attributes.
     *
     * @throws IllegalArgumentException if the id is blank or there is no score
     */
    public RatedUnit {
        Require.text(id, "id");
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
        if (scores.isEmpty()) {
            throw Require.bad("scores of a unit", "one or more", 0);
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * A unit by its scores in points.
     *
     * @param id what was judged
     * @param points rater → points
     * @return the unit
     */
    public static RatedUnit of(String id, Map<String, ? extends Number> points) {
        SortedMap<String, Long> scores = new TreeMap<>();
        points.forEach((rater, score) -> scores.put(rater, Math.round(score.doubleValue() * POINT)));
        return new RatedUnit(id, scores, Subject.UNKNOWN, Map.of());
    }

    /**
     * The lines of checklists as units: each line of each contact, with a score by each reviewer, as a share of the line's full score, so
     * that lines of unlike points can stand together. Lines that do not apply, and reviews
     * without a contact or a reviewer, make none. If somebody scored a line twice, the last score in the order given counts.
     *
     * @param reviews the reviews
     * @return the units, in the order of their first review
     */
    public static List<RatedUnit> ofItems(Collection<QualityReview> reviews) {
        return units(reviews, QualityReview::interactionId, true);
    }

    /**
     * The traits of colleagues as units: each line of each agent's rubrics, with the points that each rater gave.
     *
     * @param reviews the reviews, of which those by {@linkplain QualityReview.Reviewer#isSubjective peers and managers} are taken
     * @return the units
     */
    public static List<RatedUnit> ofPeople(Collection<QualityReview> reviews) {
        return units(
                reviews.stream()
                        .filter(review -> review.reviewer().isSubjective())
                        .toList(),
                review -> review.subject().agentId(),
                false);
    }

    private static List<RatedUnit> units(
            Collection<QualityReview> reviews, Function<QualityReview, @Nullable String> of, boolean ofFull) {
        Map<List<String>, SortedMap<String, Long>> scores = new LinkedHashMap<>();
        Map<List<String>, QualityReview> first = new LinkedHashMap<>();
        for (QualityReview review : reviews) {
            String unit = of.apply(review);
            String rater = review.reviewerId();
            if (unit == null || rater == null) {
                continue;
            }
            for (QualityReview.Item item : review.items()) {
                Double score = item.score();
                List<String> key = List.of(unit, item.section(), item.name());
                first.putIfAbsent(key, review);
                SortedMap<String, Long> byRater = scores.computeIfAbsent(key, k -> new TreeMap<>());
                if (score == null) {
                    byRater.remove(rater);
                } else {
                    byRater.put(rater, Math.round((ofFull ? score / item.max() : score) * POINT));
                }
            }
        }
        List<RatedUnit> units = new ArrayList<>();
        first.forEach((key, review) -> {
            SortedMap<String, Long> byRater = scores.getOrDefault(key, new TreeMap<>());
            if (!byRater.isEmpty()) {
                Map<String, String> attributes = new LinkedHashMap<>(review.attributes());
                attributes.put(ITEM, key.get(2));
                units.add(new RatedUnit(String.join(" ", key), byRater, review.subject(), attributes));
            }
        });
        return List.copyOf(units);
    }

    /**
     * The scores of whole checklists as units: each contact, with each reviewer's total of 0 to 1 point.
     *
     * @param reviews the reviews
     * @param scoring how a checklist becomes a total
     * @return the units, without reviews that have no total, no contact or no reviewer
     */
    public static List<RatedUnit> ofTotals(Collection<QualityReview> reviews, Scoring scoring) {
        List<QualityReview> totals = new ArrayList<>();
        for (QualityReview review : reviews) {
            OptionalDouble total = scoring.score(review);
            totals.add(review.with(
                    List.of(new QualityReview.Item(
                            "total",
                            "",
                            1,
                            total.isEmpty() ? null : (Double) total.getAsDouble(),
                            1,
                            QualityReview.Criticality.NONE)),
                    review.attributes()));
        }
        return ofItems(totals);
    }
}

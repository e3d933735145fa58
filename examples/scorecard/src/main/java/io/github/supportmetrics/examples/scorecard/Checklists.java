package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import io.github.supportmetrics.event.QualityReview.Selection;
import io.github.supportmetrics.event.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the lines of checklists, one a row, together by their review. */
final class Checklists {
    /** Fields of a line, not of the review. */
    static final Set<String> LINE_FIELDS =
            Set.of("item", "section", "weight", "score", "max", "critical", "notApplicable");

    private final Map<String, Review> reviews = new LinkedHashMap<>();
    private boolean assumed;

    private record Review(QualityReview head, List<Item> items, Map<String, Long> lines) {}

    /** Adds a row; rows of one id make one review, whose first row says what it is about. */
    void add(Binding binding, Binding.Fields record, @Nullable Instant at, Map<String, String> labels) {
        String id = record.text("id");
        String interactionId = record.text("interactionId");
        String reviewerId = record.text("reviewerId");
        String reviewer = record.word("reviewerKind");
        String selection = record.word("selection");
        Item item = item(record);
        String key = id != null
                ? id
                : interactionId != null && reviewerId != null
                        ? interactionId + " " + reviewerId
                        : binding.source.name() + "#" + record.line;
        boolean unsaid = !binding.has("selection");
        assumed |= unsaid;
        QualityReview head = new QualityReview(
                key,
                at,
                interactionId,
                new Subject(null, record.text("agentId"), null, labels.get("channel"), labels.get("topic")),
                reviewerId,
                reviewer == null ? Reviewer.QA : Reviewer.valueOf(reviewer),
                unsaid ? Selection.RANDOM : selection == null ? null : Selection.valueOf(selection),
                List.of(),
                labels);
        Review review = reviews.computeIfAbsent(key, k -> new Review(head, new ArrayList<>(), new HashMap<>()));
        Long before = review.lines.putIfAbsent(item.name(), record.line);
        if (before != null) {
            throw new BadValueException(
                    "review '" + key + "' has the item '" + item.name() + "' on line " + before + " already");
        }
        review.items.add(item);
    }

    private static Item item(Binding.Fields record) {
        BigDecimal weight = record.decimal("weight");
        BigDecimal score = record.decimal("score");
        BigDecimal max = record.decimal("max");
        String name = record.text("item");
        String section = record.text("section");
        String critical = record.word("critical");
        boolean applies = !Boolean.TRUE.equals(record.truth("notApplicable"));
        return new Item(
                name == null ? "total" : name,
                section == null ? "" : section,
                weight == null ? 1 : weight.doubleValue(),
                score == null || !applies ? null : (Double) score.doubleValue(),
                max == null ? 1 : max.doubleValue(),
                criticality(critical));
    }

    private static Criticality criticality(@Nullable String word) {
        if (word == null || word.equals("false")) {
            return Criticality.NONE;
        }
        return word.equals("true") ? Criticality.UNSPECIFIED : Criticality.valueOf(word);
    }

    /** Whether the choice of contacts was not said and is taken as random. */
    boolean assumesRandom() {
        return assumed;
    }

    List<QualityReview> reviews() {
        return reviews.values().stream()
                .map(review -> new QualityReview(
                        review.head.id(),
                        review.head.at(),
                        review.head.interactionId(),
                        review.head.subject(),
                        review.head.reviewerId(),
                        review.head.reviewer(),
                        review.head.selection(),
                        review.items,
                        review.head.attributes()))
                .toList();
    }
}

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
import java.util.HashSet;
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

    private static final BigDecimal MOST_POINTS = BigDecimal.valueOf(1_000_000);

    private final Map<String, Review> reviews = new LinkedHashMap<>();
    /** Reviews of which a line could not be read. */
    private final Set<String> broken = new HashSet<>();

    private boolean assumed;

    private record Review(QualityReview head, long first, List<Item> items, Map<String, Long> lines) {}

    /** Adds a row; rows of one id make one review, and must agree on what it is about. */
    void add(Binding binding, Binding.Fields record, @Nullable Instant at, Map<String, String> labels) {
        String id = record.text("id");
        String interactionId = record.text("interactionId");
        String reviewerId = record.text("reviewerId");
        String reviewer = record.word("reviewerKind");
        String selection = record.word("selection");
        String key = id != null
                ? id
                : interactionId != null && reviewerId != null
                        ? interactionId + " " + reviewerId + " " + reviewer
                        : binding.source.name() + "#" + record.line;
        Item item;
        try {
            item = item(binding, record);
        } catch (BadValueException | IllegalArgumentException e) {
            broken.add(key);
            throw e;
        }
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
        Review review =
                reviews.computeIfAbsent(key, k -> new Review(head, record.line, new ArrayList<>(), new HashMap<>()));
        if (!review.head.equals(head)) {
            throw new BadValueException("review '" + key + "' stands on line " + review.first
                    + " already, of another contact, agent, reviewer or instant");
        }
        Long before = review.lines.putIfAbsent(item.section() + "\n" + item.name(), record.line);
        if (before != null) {
            throw new BadValueException(
                    "review '" + key + "' has the item '" + item.name() + "' on line " + before + " already");
        }
        review.items.add(item);
    }

    private static Item item(Binding binding, Binding.Fields record) {
        BigDecimal weight = record.decimal("weight");
        BigDecimal score = record.decimal("score");
        BigDecimal max = record.decimal("max");
        String name = record.text("item");
        String section = record.text("section");
        String critical = record.word("critical");
        boolean applies = !Boolean.TRUE.equals(record.truth("notApplicable"));
        if (score == null && applies && binding.has("notApplicable")) {
            throw new BadValueException("score must be given, or notApplicable be true");
        }
        if (max != null && max.compareTo(MOST_POINTS) > 0) {
            throw BadValueException.of("max", "at most " + MOST_POINTS, max.toPlainString());
        }
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

    /** The ids of reviews of which a line could not be read, and which no score may be read from. */
    Set<String> broken() {
        return Set.copyOf(broken);
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

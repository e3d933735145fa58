package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checklist that somebody filled in about a contact, a visit or a colleague.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id its id
 * @param at when it was made
 * @param interactionId the contact that it judges
 * @param subject who and where; the agent is whom it judges
 * @param reviewerId who judges
 * @param reviewer in what role
 * @param selection how the contact was chosen, or null if nobody recorded it
 * @param items the lines of the checklist
 * @param attributes whatever else it may be grouped by
 */
public record QualityReview(
        String id,
        @Nullable Instant at,
        @Nullable String interactionId,
        Subject subject,
        @Nullable String reviewerId,
        Reviewer reviewer,
        @Nullable Selection selection,
        List<Item> items,
        Map<String, String> attributes)
        implements Fact {
    /** The role of a reviewer. */
    public enum Reviewer {
        /** Quality assurance. */
        QA,
        /** A mystery shopper. */
        MYSTERY,
        /** A colleague, who judges a person by a rubric. */
        PEER,
        /** A superior, who judges a person by a rubric. */
        MANAGER,
        /** A program. */
        AI;

        /**
         * Whether the judgement is one of a person's manner, which is never mixed up with checklists of contacts.
         *
         * @return true for peers and managers
         */
        public boolean isSubjective() {
            return this == PEER || this == MANAGER;
        }
    }

    /** How a contact came to be reviewed; only a random choice, or all of them, tells about the others. */
    public enum Selection {
        /** By chance. */
        RANDOM,
        /** Every contact is reviewed. */
        ALL,
        /** Somebody picked it. */
        TARGETED,
        /** Because of a complaint. */
        COMPLAINT;

        /**
         * Whether estimates may rest on it.
         *
         * @return true for a random choice and for all
         */
        public boolean isSample() {
            return this == RANDOM || this == ALL;
        }
    }

    /** For whom a failure is critical. */
    public enum Criticality {
        /** For nobody. */
        NONE,
        /** For the customer. */
        CUSTOMER,
        /** For the business. */
        BUSINESS,
        /** For law and rules. */
        COMPLIANCE,
        /** Critical, without saying for whom. */
        UNSPECIFIED
    }

    /**
     * A line of the checklist.
     *
     * @param name what is checked
     * @param section the section that it stands in, or an empty text
     * @param weight its weight, at least 0
     * @param score the points given, 0 to {@code max}, or null if it does not apply
     * @param max the points of a full score, above 0
     * @param critical for whom a failure is critical
     */
    public record Item(
            String name,
            String section,
            double weight,
            @Nullable Double score,
            double max,
            Criticality critical) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if weight, score or maximum is out of range
         */
        public Item {
            Require.text(name, "item");
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw Require.bad("weight of " + name, "at least 0", weight);
            }
            if (!(max > 0 && max < Double.POSITIVE_INFINITY)) {
                throw Require.bad("max of " + name, "above 0", max);
            }
            if (score != null && !(score >= 0 && score <= max)) {
                throw Require.bad("score of " + name, "from 0 to " + max, score);
            }
        }

        /**
         * A line that is right or wrong.
         *
         * @param name what is checked
         * @param weight its weight
         * @param passed whether it is right
         * @return the item
         */
        public static Item of(String name, double weight, boolean passed) {
            return new Item(name, "", weight, passed ? 1.0 : 0.0, 1, Criticality.NONE);
        }

        /**
         * A line with points.
         *
         * @param name what is checked
         * @param weight its weight
         * @param points the points given
         * @param of the points of a full score
         * @return the item
         */
        public static Item scored(String name, double weight, double points, double of) {
            return new Item(name, "", weight, points, of, Criticality.NONE);
        }

        /**
         * A line that does not apply.
         *
         * @param name what would be checked
         * @param weight its weight
         * @return the item
         */
        public static Item notApplicable(String name, double weight) {
            return new Item(name, "", weight, null, 1, Criticality.NONE);
        }

        /**
         * The same line as a critical one.
         *
         * @param whom for whom
         * @return the item
         */
        public Item critical(Criticality whom) {
            return new Item(name, section, weight, score, max, whom);
        }

        /**
         * The same line in a section.
         *
         * @param value the section
         * @return the item
         */
        public Item in(String value) {
            return new Item(name, value, weight, score, max, critical);
        }

        /**
         * Whether it applies.
         *
         * @return true if it has points
         */
        public boolean applies() {
            return score != null;
        }

        /**
         * Whether it applies and has less than the full score.
         *
         * @return true if it is in error
         */
        public boolean failed() {
            return score != null && score < max;
        }
    }

    /** Copies items and attributes. */
    public QualityReview {
        Require.text(id, "id");
        items = List.copyOf(items);
        attributes = Map.copyOf(attributes);
    }

    /**
     * A review of a random contact by quality assurance.
     *
     * @param id its id
     * @param agentId whom it judges
     * @param items the lines
     * @return the review
     */
    public static QualityReview of(String id, @Nullable String agentId, Item... items) {
        return new QualityReview(
                id,
                null,
                null,
                new Subject(null, agentId, null, null, null),
                null,
                Reviewer.QA,
                Selection.RANDOM,
                List.of(items),
                Map.of());
    }

    /**
     * The same review of other lines: of one section, say.
     *
     * @param newItems the lines
     * @param newAttributes what it may be grouped by
     * @return the review
     */
    public QualityReview with(List<Item> newItems, Map<String, String> newAttributes) {
        return new QualityReview(
                id, at, interactionId, subject, reviewerId, reviewer, selection, newItems, newAttributes);
    }

    /**
     * The same review by somebody else.
     *
     * @param reviewerId who judges
     * @param role in what role
     * @return the review
     */
    public QualityReview by(String reviewerId, Reviewer role) {
        return new QualityReview(id, at, interactionId, subject, reviewerId, role, selection, items, attributes);
    }

    /**
     * The same review of a contact, made at an instant.
     *
     * @param contact the contact's id
     * @param instant when it was made, or null if unknown
     * @return the review
     */
    public QualityReview of(String contact, @Nullable Instant instant) {
        return new QualityReview(id, instant, contact, subject, reviewerId, reviewer, selection, items, attributes);
    }

    /**
     * The same review of a contact chosen in another way.
     *
     * @param how how it was chosen, or null if nobody recorded it
     * @return the review
     */
    public QualityReview chosen(@Nullable Selection how) {
        return new QualityReview(id, at, interactionId, subject, reviewerId, reviewer, how, items, attributes);
    }

    /**
     * Whether a critical line failed.
     *
     * @return true if one did
     */
    public boolean failsCritically() {
        return items.stream().anyMatch(item -> item.critical() != Criticality.NONE && item.failed());
    }
}

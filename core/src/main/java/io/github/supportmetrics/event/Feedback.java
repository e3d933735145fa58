package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer or an employee said unasked: a complaint, a compliment, a suggestion, an obstacle. A complaint, the one who
 * complains, and the contacts it takes are three things: one matter of one customer is one complaint, however often it is raised.
 *
 * <pre>{@code
 * Feedback.builder("c-17", Feedback.Kind.COMPLAINT)
 *         .customer("ann").categories("billing", "tone").openedAt(at).closedAt(later).upheld(true).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param id its id
 * @param kind what it is
 * @param subject who and where; the agent is the employee whom an obstacle hinders
 * @param categories what it is about, one or several; the subject's topic if none is given
 * @param matter what makes two of one customer's the same, or null if that is unknown
 * @param openedAt when it came
 * @param closedAt when it was decided, not merely silent, or null if it is open
 * @param dueAt until when it was to be closed
 * @param upheld whether it was found right, or null if that is not decided
 * @param repeated whether the same customer raised the same matter before
 * @param attributes whatever else it may be grouped by
 */
public record Feedback(
        String id,
        Kind kind,
        Subject subject,
        Set<String> categories,
        @Nullable String matter,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant dueAt,
        @Nullable Boolean upheld,
        boolean repeated,
        Map<String, String> attributes)
        implements Fact {
    /** What was said. */
    public enum Kind {
        /** That something went wrong. */
        COMPLAINT,
        /** That something went well: a success story. */
        COMPLIMENT,
        /** What could be better. */
        SUGGESTION,
        /** What keeps an employee from serving customers well. */
        OBSTACLE
    }

    /**
     * Copies categories and attributes.
     *
     * @throws IllegalArgumentException if the id is blank
     */
    public Feedback {
        Require.text(id, "id");
        Set<String> all = new TreeSet<>(categories);
        if (all.isEmpty() && subject.topic() != null) {
            all.add(subject.topic());
        }
        categories = Collections.unmodifiableSet(all);
        attributes = Map.copyOf(attributes);
    }

    /**
     * Begins one.
     *
     * @param id its id
     * @param kind what it is
     * @return a builder
     */
    public static Builder builder(String id, Kind kind) {
        return new Builder(id, kind);
    }

    /**
     * Who said it.
     *
     * @return the customer, or null
     */
    public @Nullable String customerId() {
        return subject.customerId();
    }

    /**
     * Whether it is recorded as closed before it was opened.
     *
     * @return true if both instants are known and in the wrong order
     */
    public boolean closesBeforeItOpens() {
        return openedAt != null && closedAt != null && closedAt.isBefore(openedAt);
    }

    /**
     * Marks what one customer says again on the same matter as repeated: all but what came first, by its instant, else by the order
     * given. Those without a customer or a matter all count.
     *
     * @param feedback the feedback
     * @return the same feedback, some of it repeated
     */
    public static List<Feedback> markRepeats(Collection<Feedback> feedback) {
        List<Feedback> marked = new ArrayList<>(feedback);
        List<Integer> byTime = new ArrayList<>();
        for (int i = 0; i < marked.size(); i++) {
            byTime.add(i);
        }
        byTime.sort(Comparator.comparing(i -> marked.get(i).openedAt, Comparator.nullsLast(Comparator.naturalOrder())));
        Set<List<Object>> known = new HashSet<>();
        for (int i : byTime) {
            Feedback one = marked.get(i);
            String customer = one.customerId();
            if (customer != null && one.matter != null && !known.add(List.of(one.kind, customer, one.matter))) {
                marked.set(i, one.asRepeated());
            }
        }
        return List.copyOf(marked);
    }

    /**
     * The same as it stood at an instant: what was closed later is open, without a finding.
     *
     * @param at the instant
     * @return the feedback, or empty if it came later
     */
    public Optional<Feedback> asOf(Instant at) {
        if (openedAt != null && openedAt.isAfter(at)) {
            return Optional.empty();
        }
        boolean open = closedAt != null && closedAt.isAfter(at);
        return Optional.of(
                open
                        ? new Feedback(
                                id,
                                kind,
                                subject,
                                categories,
                                matter,
                                openedAt,
                                null,
                                dueAt,
                                null,
                                repeated,
                                attributes)
                        : this);
    }

    private Feedback asRepeated() {
        return new Feedback(id, kind, subject, categories, matter, openedAt, closedAt, dueAt, upheld, true, attributes);
    }

    /** Collects what is known. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final Kind kind;
        private Subject subject = Subject.UNKNOWN;
        private Set<String> categories = Set.of();
        private @Nullable String matter;
        private @Nullable Instant openedAt;
        private @Nullable Instant closedAt;
        private @Nullable Instant dueAt;
        private @Nullable Boolean upheld;
        private final Map<String, String> attributes = new LinkedHashMap<>();

        private Builder(String id, Kind kind) {
            this.id = id;
            this.kind = kind;
        }

        /**
         * Sets who and where.
         *
         * @param value the value
         * @return this
         */
        public Builder subject(Subject value) {
            subject = value;
            return this;
        }

        /**
         * Sets who said it.
         *
         * @param value the customer, or null if unknown
         * @return this
         */
        public Builder customer(@Nullable String value) {
            subject = new Subject(value, subject.agentId(), subject.queue(), subject.channel(), subject.topic());
            return this;
        }

        /**
         * Sets the agent concerned, or the employee who names an obstacle.
         *
         * @param value the agent, or null if unknown
         * @return this
         */
        public Builder agent(@Nullable String value) {
            subject = new Subject(subject.customerId(), value, subject.queue(), subject.channel(), subject.topic());
            return this;
        }

        /**
         * Sets the channel.
         *
         * @param value the channel, or null if unknown
         * @return this
         */
        public Builder channel(@Nullable String value) {
            subject = new Subject(subject.customerId(), subject.agentId(), subject.queue(), value, subject.topic());
            return this;
        }

        /**
         * Sets the topic, which is its category unless categories are given.
         *
         * @param value the topic, or null if unknown
         * @return this
         */
        public Builder topic(@Nullable String value) {
            subject = new Subject(subject.customerId(), subject.agentId(), subject.queue(), subject.channel(), value);
            return this;
        }

        /**
         * Sets what it is about.
         *
         * @param values one category or several
         * @return this
         */
        public Builder categories(String... values) {
            categories = new TreeSet<>(List.of(values));
            return this;
        }

        /**
         * Sets what makes two of one customer's the same.
         *
         * @param value the matter, or null if unknown
         * @return this
         */
        public Builder matter(@Nullable String value) {
            matter = value;
            return this;
        }

        /**
         * Sets when it came.
         *
         * @param value the instant, or null if unknown
         * @return this
         */
        public Builder openedAt(@Nullable Instant value) {
            openedAt = value;
            return this;
        }

        /**
         * Sets when it was decided.
         *
         * @param value the instant, or null if it is open
         * @return this
         */
        public Builder closedAt(@Nullable Instant value) {
            closedAt = value;
            return this;
        }

        /**
         * Sets until when it was to be closed.
         *
         * @param value the instant, or null if there is no such promise
         * @return this
         */
        public Builder dueAt(@Nullable Instant value) {
            dueAt = value;
            return this;
        }

        /**
         * Sets whether it was found right.
         *
         * @param value the finding, or null if there is none
         * @return this
         */
        public Builder upheld(@Nullable Boolean value) {
            upheld = value;
            return this;
        }

        /**
         * Sets an attribute to group by.
         *
         * @param name its name
         * @param value its value
         * @return this
         */
        public Builder attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        /**
         * The feedback.
         *
         * @return the feedback
         */
        public Feedback build() {
            return new Feedback(
                    id, kind, subject, categories, matter, openedAt, closedAt, dueAt, upheld, false, attributes);
        }
    }
}

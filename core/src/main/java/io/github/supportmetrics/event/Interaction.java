package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One contact with a customer: a call, chat, e-mail or ticket.
 *
 * <p>It is made of small records, so that later facts find their place without moving these. The common cases are one line:
 *
 * <pre>{@code
 * Interaction.answered("C1", ofSeconds(12), ofSeconds(240))
 * Interaction.abandoned("C2", ofSeconds(31))
 * Interaction.builder("C3").agent("Diane").channel("phone").talk(ofSeconds(200)).resolved(true).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param id its id
 * @param version which version of the record this is; a higher one replaces a lower one
 * @param issueId the issue that it and other contacts belong to
 * @param subject who and where
 * @param milestones when
 * @param effort how long
 * @param outcome with what result
 * @param commerce what it cost and what was sold
 * @param attributes whatever else it may be grouped by
 */
public record Interaction(
        String id,
        long version,
        @Nullable String issueId,
        Subject subject,
        Milestones milestones,
        Effort effort,
        Outcome outcome,
        Commerce commerce,
        Map<String, String> attributes)
        implements Fact {
    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the id is blank or the version negative
     */
    public Interaction {
        Require.text(id, "id");
        Require.nonNegative(version, "version");
        attributes = Map.copyOf(attributes);
    }

    /**
     * A contact that was answered.
     *
     * @param id its id
     * @param waiting how long the customer waited
     * @param talk how long they talked
     * @return the contact
     */
    public static Interaction answered(String id, Duration waiting, Duration talk) {
        return builder(id).waiting(waiting).talk(talk).build();
    }

    /**
     * A contact that the customer gave up before it was answered.
     *
     * @param id its id
     * @param waiting how long the customer waited
     * @return the contact
     */
    public static Interaction abandoned(String id, Duration waiting) {
        return builder(id).disposition(Disposition.ABANDONED).waiting(waiting).build();
    }

    /**
     * Begins a contact of which nothing is known but that it was handled.
     *
     * @param id its id
     * @return a builder
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /**
     * Who handled it.
     *
     * @return the agent, or null
     */
    public @Nullable String agentId() {
        return subject.agentId();
    }

    /**
     * Where it came in.
     *
     * @return the channel, or null
     */
    public @Nullable String channel() {
        return subject.channel();
    }

    /**
     * Which queue it waited in.
     *
     * @return the queue, or null
     */
    public @Nullable String queue() {
        return subject.queue();
    }

    /**
     * What it was about.
     *
     * @return the topic, or null
     */
    public @Nullable String topic() {
        return subject.topic();
    }

    /**
     * Who called.
     *
     * @return the customer, or null
     */
    public @Nullable String customerId() {
        return subject.customerId();
    }

    /**
     * When it began.
     *
     * @return the instant, or null
     */
    public @Nullable Instant startedAt() {
        return milestones.startedAt();
    }

    /**
     * When it ended.
     *
     * @return the instant, or null
     */
    public @Nullable Instant endedAt() {
        return milestones.endedAt();
    }

    /**
     * How it ended for the queue.
     *
     * @return the disposition
     */
    public Disposition disposition() {
        return outcome.disposition();
    }

    /**
     * Whether the wait is to be read from instants that contradict each other.
     *
     * @return true if no wait is given and the answer or the giving up lies before the start
     */
    public boolean waitEndsBeforeStart() {
        Instant end = waitEnd();
        return effort.waiting() == null
                && end != null
                && milestones.startedAt() != null
                && end.isBefore(milestones.startedAt());
    }

    private @Nullable Instant waitEnd() {
        return disposition() == Disposition.ABANDONED ? milestones.abandonedAt() : milestones.answeredAt();
    }

    /**
     * The customer's wait: as given, else from the start to the answer or to the giving up.
     *
     * @return the wait in milliseconds, or −1 if it is not known
     */
    public long waitMillis() {
        if (effort.waiting() != null) {
            return effort.waiting().toMillis();
        }
        Instant end = waitEnd();
        return end == null || milestones.startedAt() == null || waitEndsBeforeStart()
                ? -1
                : Duration.between(milestones.startedAt(), end).toMillis();
    }

    /** Collects what is known of a contact. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private long version;
        private @Nullable String issueId;
        private @Nullable String customerId;
        private @Nullable String agentId;
        private @Nullable String queue;
        private @Nullable String channel;
        private @Nullable String topic;
        private @Nullable Instant startedAt;
        private @Nullable Instant answeredAt;
        private @Nullable Instant abandonedAt;
        private @Nullable Instant firstResponseAt;
        private @Nullable Instant resolvedAt;
        private @Nullable Instant endedAt;
        private @Nullable Instant dueAt;
        private @Nullable Duration waiting;
        private @Nullable Duration talk;
        private @Nullable Duration hold;
        private @Nullable Duration wrapUp;
        private Disposition disposition = Disposition.HANDLED;
        private @Nullable Boolean resolved;
        private @Nullable Boolean resolvableAtFirstLevel;
        private @Nullable Integer replies;
        private @Nullable Integer transfers;
        private @Nullable Integer reopens;
        private @Nullable Boolean escalated;
        private @Nullable Money cost;
        private @Nullable Money sales;
        private final Map<String, String> attributes = new LinkedHashMap<>();

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Sets the version.
         *
         * @param value at least 0
         * @return this
         */
        public Builder version(long value) {
            version = value;
            return this;
        }

        /**
         * Sets the issue it belongs to.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder issue(@Nullable String value) {
            issueId = value;
            return this;
        }

        /**
         * Sets the customer.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder customer(@Nullable String value) {
            customerId = value;
            return this;
        }

        /**
         * Sets the agent.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder agent(@Nullable String value) {
            agentId = value;
            return this;
        }

        /**
         * Sets the queue.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder queue(@Nullable String value) {
            queue = value;
            return this;
        }

        /**
         * Sets the channel.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder channel(@Nullable String value) {
            channel = value;
            return this;
        }

        /**
         * Sets the reason for the contact.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder topic(@Nullable String value) {
            topic = value;
            return this;
        }

        /**
         * Sets when it began.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder startedAt(@Nullable Instant value) {
            startedAt = value;
            return this;
        }

        /**
         * Sets when it was answered.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder answeredAt(@Nullable Instant value) {
            answeredAt = value;
            return this;
        }

        /**
         * Sets when the customer gave up.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder abandonedAt(@Nullable Instant value) {
            abandonedAt = value;
            return this;
        }

        /**
         * Sets when the first reply went out.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder firstResponseAt(@Nullable Instant value) {
            firstResponseAt = value;
            return this;
        }

        /**
         * Sets when it was solved.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder resolvedAt(@Nullable Instant value) {
            resolvedAt = value;
            return this;
        }

        /**
         * Sets when it ended.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder endedAt(@Nullable Instant value) {
            endedAt = value;
            return this;
        }

        /**
         * Sets when it is due.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder dueAt(@Nullable Instant value) {
            dueAt = value;
            return this;
        }

        /**
         * Sets the customer's wait.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder waiting(@Nullable Duration value) {
            waiting = value;
            return this;
        }

        /**
         * Sets the conversation's length.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder talk(@Nullable Duration value) {
            talk = value;
            return this;
        }

        /**
         * Sets the time on hold.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder hold(@Nullable Duration value) {
            hold = value;
            return this;
        }

        /**
         * Sets the agent's work afterwards.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder wrapUp(@Nullable Duration value) {
            wrapUp = value;
            return this;
        }

        /**
         * Sets how it ended for the queue.
         *
         * @param value the value
         * @return this
         */
        public Builder disposition(Disposition value) {
            disposition = value;
            return this;
        }

        /**
         * Sets whether it solved the issue.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder resolved(@Nullable Boolean value) {
            resolved = value;
            return this;
        }

        /**
         * Sets whether the first level could have solved it.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder resolvableAtFirstLevel(@Nullable Boolean value) {
            resolvableAtFirstLevel = value;
            return this;
        }

        /**
         * Sets the number of public agent replies.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder replies(@Nullable Integer value) {
            replies = value;
            return this;
        }

        /**
         * Sets how often it was handed on.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder transfers(@Nullable Integer value) {
            transfers = value;
            return this;
        }

        /**
         * Sets how often it was opened again.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder reopens(@Nullable Integer value) {
            reopens = value;
            return this;
        }

        /**
         * Sets whether it went to a higher level or to management.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder escalated(@Nullable Boolean value) {
            escalated = value;
            return this;
        }

        /**
         * Sets what it cost.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder cost(@Nullable Money value) {
            cost = value;
            return this;
        }

        /**
         * Sets what was sold in it.
         *
         * @param value the value, zero if nothing was sold, or null if unknown
         * @return this
         */
        public Builder sales(@Nullable Money value) {
            sales = value;
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
         * The contact.
         *
         * @return the contact
         * @throws IllegalArgumentException if a duration or count is negative
         */
        public Interaction build() {
            return new Interaction(
                    id,
                    version,
                    issueId,
                    new Subject(customerId, agentId, queue, channel, topic),
                    new Milestones(startedAt, answeredAt, abandonedAt, firstResponseAt, resolvedAt, endedAt, dueAt),
                    new Effort(waiting, talk, hold, wrapUp),
                    new Outcome(disposition, resolved, resolvableAtFirstLevel, replies, transfers, reopens, escalated),
                    new Commerce(cost, sales),
                    attributes);
        }
    }
}

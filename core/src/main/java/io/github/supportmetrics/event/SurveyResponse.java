package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One survey question put to one person, answered or not. The scale is part of it, so that scores of unlike scales are never
 * mixed.
 *
 * <pre>{@code
 * SurveyResponse.csat(4)                                     // 1–5
 * SurveyResponse.nps(9)
 * SurveyResponse.of(SurveyKind.CSAT, Scale.of(1, 7), 6)
 * SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 5)).score(4).agent("Diane").respondedAt(at).build()
 * }</pre>
 *
 * <p>A survey of several questions makes one response per question, all of the same {@code id}; {@link #perSurvey} puts them together
 * where surveys are counted, not answers.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id the survey's id, or null if unknown
 * @param kind what it asks for
 * @param scale the scale of the score
 * @param score the answer, or null if there is none
 * @param occasion why it was sent, or null if unknown
 * @param sentAt when it was sent, or was to be
 * @param respondedAt when it was answered
 * @param interactionId the contact that it is about
 * @param question which question of a survey, or of which aspect; for {@link SurveyKind#SENTIMENT} the classifier with its version
 * @param subject who and where
 * @param delivery how far it got
 * @param attributes whatever else it may be grouped by
 */
public record SurveyResponse(
        @Nullable String id,
        SurveyKind kind,
        Scale scale,
        @Nullable Integer score,
        @Nullable Occasion occasion,
        @Nullable Instant sentAt,
        @Nullable Instant respondedAt,
        @Nullable String interactionId,
        @Nullable String question,
        Subject subject,
        Delivery delivery,
        Map<String, String> attributes)
        implements Fact {
    /** Why a survey is sent. Answers to the two are never pooled. */
    public enum Occasion {
        /** From time to time, about the whole relation: one per customer. */
        RELATIONAL,
        /** After a contact, about that contact. */
        TRANSACTIONAL
    }

    /**
     * How far a survey got; what is unknown is null.
     *
     * @param eligible whether the person was to be asked
     * @param sent whether it was sent
     * @param delivered whether it arrived
     * @param partial whether only some questions were answered, or a comment was left without a score
     * @param superseded whether a later answer to the same question about the same contact replaces this one
     */
    public record Delivery(
            @Nullable Boolean eligible,
            @Nullable Boolean sent,
            @Nullable Boolean delivered,
            @Nullable Boolean partial,
            boolean superseded) {
        /** Nothing known. */
        public static final Delivery UNKNOWN = new Delivery(null, null, null, null, false);
    }

    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the score is not on the scale, or an NPS is not asked on 0–10
     */
    public SurveyResponse {
        if (score != null && !scale.contains(score)) {
            throw Require.bad("score", "on the scale " + scale, score);
        }
        if ((kind == SurveyKind.NPS || kind == SurveyKind.ENPS) && (scale.min() != 0 || scale.max() != 10)) {
            throw Require.bad("scale of " + kind, "0-10", scale);
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * An answer and nothing else.
     *
     * @param kind what was asked for
     * @param scale the scale
     * @param score the answer
     * @return the response
     */
    public static SurveyResponse of(SurveyKind kind, Scale scale, int score) {
        return new SurveyResponse(
                null, kind, scale, score, null, null, null, null, null, Subject.UNKNOWN, Delivery.UNKNOWN, Map.of());
    }

    /**
     * A satisfaction rating on 1–5.
     *
     * @param score 1 to 5
     * @return the response
     */
    public static SurveyResponse csat(int score) {
        return of(SurveyKind.CSAT, FIVE, score);
    }

    /**
     * A likelihood to recommend on 0–10.
     *
     * @param score 0 to 10
     * @return the response
     */
    public static SurveyResponse nps(int score) {
        return of(SurveyKind.NPS, Scale.NPS, score);
    }

    /**
     * An «it was easy» rating on 1–7.
     *
     * @param score 1 to 7
     * @return the response
     */
    public static SurveyResponse ces(int score) {
        return of(SurveyKind.CES, SEVEN, score);
    }

    /**
     * The tone of something said, as a classifier found it.
     *
     * @param sign −1 negative, 0 neutral, 1 positive
     * @param classifier which classifier, with its version
     * @return the response
     */
    public static SurveyResponse sentiment(int sign, String classifier) {
        return builder(SurveyKind.SENTIMENT, Scale.SENTIMENT)
                .score(sign)
                .question(classifier)
                .build();
    }

    private static final Scale FIVE = Scale.of(1, 5);
    private static final Scale SEVEN = Scale.of(1, 7);

    /**
     * Begins a response.
     *
     * @param kind what is asked for
     * @param scale the scale
     * @return a builder
     */
    public static Builder builder(SurveyKind kind, Scale scale) {
        return new Builder(kind, scale);
    }

    /**
     * Whom it is about.
     *
     * @return the agent, or null
     */
    public @Nullable String agentId() {
        return subject.agentId();
    }

    /**
     * Who was asked.
     *
     * @return the customer, or null
     */
    public @Nullable String customerId() {
        return subject.customerId();
    }

    /**
     * How far it got.
     *
     * @return the stage, or null if nothing says that there was a survey
     */
    public @Nullable SurveyStage stage() {
        if (Boolean.FALSE.equals(delivery.eligible())) {
            return SurveyStage.INELIGIBLE;
        }
        if (Boolean.TRUE.equals(delivery.partial())) {
            return SurveyStage.PARTIAL;
        }
        if (score != null) {
            return SurveyStage.COMPLETE;
        }
        if (Boolean.FALSE.equals(delivery.delivered())) {
            return SurveyStage.BOUNCED;
        }
        if (Boolean.TRUE.equals(delivery.delivered())) {
            return SurveyStage.NO_ANSWER;
        }
        if (Boolean.TRUE.equals(delivery.sent())) {
            return SurveyStage.DELIVERY_UNKNOWN;
        }
        boolean known = delivery.sent() != null || delivery.eligible() != null;
        return known ? SurveyStage.NOT_SENT : delivery.partial() != null ? SurveyStage.NO_ANSWER : null;
    }

    /**
     * The same response as one that a later answer replaces.
     *
     * @return the superseded response
     */
    public SurveyResponse superseded() {
        return with(
                score,
                new Delivery(delivery.eligible(), delivery.sent(), delivery.delivered(), delivery.partial(), true));
    }

    /**
     * The same as it stood at an instant: what was answered later is not answered.
     *
     * @param at the instant
     * @return the response, or empty if it was sent later
     */
    public Optional<SurveyResponse> asOf(Instant at) {
        if (sentAt != null && sentAt.isAfter(at)) {
            return Optional.empty();
        }
        if (respondedAt == null || !respondedAt.isAfter(at)) {
            return Optional.of(this);
        }
        Delivery unanswered =
                new Delivery(delivery.eligible(), delivery.sent(), delivery.delivered(), null, delivery.superseded());
        return Optional.of(with(null, null, unanswered));
    }

    private SurveyResponse with(@Nullable Integer newScore, Delivery newDelivery) {
        return with(newScore, respondedAt, newDelivery);
    }

    private SurveyResponse with(@Nullable Integer newScore, @Nullable Instant newRespondedAt, Delivery newDelivery) {
        return new SurveyResponse(
                id,
                kind,
                scale,
                newScore,
                occasion,
                sentAt,
                newRespondedAt,
                interactionId,
                question,
                subject,
                newDelivery,
                attributes);
    }

    /**
     * One response per survey, which says how far the survey got: it is partial if only some of its questions were answered. Surveys are
     * told apart by id and kind; responses without an id, and superseded ones, stand by themselves.
     *
     * @param responses the responses
     * @return the first response of each survey and kind, in the order given
     */
    public static List<SurveyResponse> perSurvey(Collection<SurveyResponse> responses) {
        Map<Object, List<SurveyResponse>> surveys = new LinkedHashMap<>();
        for (SurveyResponse response : responses) {
            boolean alone = response.id == null || response.delivery.superseded();
            Object key = alone ? new Object() : List.of(Objects.requireNonNull(response.id), response.kind);
            surveys.computeIfAbsent(key, k -> new ArrayList<>()).add(response);
        }
        return surveys.values().stream().map(SurveyResponse::together).toList();
    }

    private static SurveyResponse together(List<SurveyResponse> answers) {
        SurveyResponse first = answers.get(0);
        if (answers.size() == 1) {
            return first;
        }
        Delivery d = new Delivery(
                known(answers, Delivery::eligible),
                known(answers, Delivery::sent),
                known(answers, Delivery::delivered),
                known(answers, Delivery::partial),
                false);
        long answered = answers.stream().filter(answer -> answer.score != null).count();
        if (answered == 0) {
            return first.with(null, d);
        }
        boolean partial = answered < answers.size() || Boolean.TRUE.equals(d.partial());
        Integer score = answers.stream()
                .map(SurveyResponse::score)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean fits = score != null && first.scale.contains(score);
        return first.with(
                fits ? score : first.score,
                new Delivery(d.eligible(), d.sent(), d.delivered(), partial || !fits, d.superseded()));
    }

    /** What any of the answers knows: true before false. */
    private static @Nullable Boolean known(List<SurveyResponse> answers, Function<Delivery, @Nullable Boolean> of) {
        Boolean known = null;
        for (SurveyResponse answer : answers) {
            Boolean one = of.apply(answer.delivery);
            known = (known == null || Boolean.TRUE.equals(one)) ? one : known;
        }
        return known;
    }

    /** Collects what is known of a response. Not thread-safe. */
    public static final class Builder {
        private final SurveyKind kind;
        private final Scale scale;
        private @Nullable String id;
        private @Nullable Integer score;
        private @Nullable Occasion occasion;
        private @Nullable Instant sentAt;
        private @Nullable Instant respondedAt;
        private @Nullable String interactionId;
        private @Nullable String question;
        private Subject subject = Subject.UNKNOWN;
        private Delivery delivery = Delivery.UNKNOWN;
        private final Map<String, String> attributes = new LinkedHashMap<>();

        private Builder(SurveyKind kind, Scale scale) {
            this.kind = kind;
            this.scale = scale;
        }

        /**
         * Sets the survey's id.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder id(@Nullable String value) {
            id = value;
            return this;
        }

        /**
         * Sets why it was sent.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder occasion(@Nullable Occasion value) {
            occasion = value;
            return this;
        }

        /**
         * Sets when it was sent.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder sentAt(@Nullable Instant value) {
            sentAt = value;
            return this;
        }

        /**
         * Sets the answer.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder score(@Nullable Integer value) {
            score = value;
            return this;
        }

        /**
         * Sets when it was answered.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder respondedAt(@Nullable Instant value) {
            respondedAt = value;
            return this;
        }

        /**
         * Sets the contact that it is about.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder interactionId(@Nullable String value) {
            interactionId = value;
            return this;
        }

        /**
         * Sets which question of the survey.
         *
         * @param value the value, or null if unknown
         * @return this
         */
        public Builder question(@Nullable String value) {
            question = value;
            return this;
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
         * Sets how far it got.
         *
         * @param value the value
         * @return this
         */
        public Builder delivery(Delivery value) {
            delivery = value;
            return this;
        }

        /**
         * Sets the agent.
         *
         * @param value the agent
         * @return this
         */
        public Builder agent(@Nullable String value) {
            subject = new Subject(subject.customerId(), value, subject.queue(), subject.channel(), subject.topic());
            return this;
        }

        /**
         * Sets the customer.
         *
         * @param value the customer
         * @return this
         */
        public Builder customer(@Nullable String value) {
            subject = new Subject(value, subject.agentId(), subject.queue(), subject.channel(), subject.topic());
            return this;
        }

        /**
         * Sets the channel.
         *
         * @param value the channel
         * @return this
         */
        public Builder channel(@Nullable String value) {
            subject = new Subject(subject.customerId(), subject.agentId(), subject.queue(), value, subject.topic());
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
         * The response.
         *
         * @return the response
         * @throws IllegalArgumentException if the score is not on the scale
         */
        public SurveyResponse build() {
            return new SurveyResponse(
                    id,
                    kind,
                    scale,
                    score,
                    occasion,
                    sentAt,
                    respondedAt,
                    interactionId,
                    question,
                    subject,
                    delivery,
                    attributes);
        }
    }
}

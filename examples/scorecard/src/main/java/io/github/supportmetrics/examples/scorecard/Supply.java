package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.AgentDay;
import io.github.supportmetrics.event.Buyer;
import io.github.supportmetrics.event.BuyerPeriod;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Milestones;
import io.github.supportmetrics.event.Purchase;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.Questionnaire;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Scoring;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.ticket.Obligation;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketReply;
import io.github.supportmetrics.metric.Calibration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a metric is fed with: the events that the files make, and when they happened.
 *
 * @param kind the record that they are of
 * @param also another record that is needed beside it, or null
 * @param basis the instant that says which period an event belongs to
 * @param events the events
 * @param at an event's instant by the field's name
 * @param <E> the event
 */
record Supply<E extends Fact>(
        RecordKind kind,
        @Nullable RecordKind also,
        String basis,
        Function<Facts, List<E>> events,
        BiFunction<E, String, @Nullable Instant> at) {
    static final Supply<Interaction> CONTACTS =
            new Supply<>(RecordKind.INTERACTIONS, null, "startedAt", Facts::interactions, Supply::contact);
    static final Supply<SurveyResponse> ANSWERS =
            new Supply<>(RecordKind.SURVEYS, null, "respondedAt", Facts::surveys, Supply::survey);
    /** One per survey, however many questions it has. */
    static final Supply<SurveyResponse> SURVEYS = new Supply<>(
            RecordKind.SURVEYS, null, "sentAt", facts -> SurveyResponse.perSurvey(facts.surveys()), Supply::survey);

    static final Supply<Questionnaire> QUESTIONNAIRES = new Supply<>(
            RecordKind.SURVEYS,
            null,
            "respondedAt",
            facts -> Questionnaire.of(facts.surveys()),
            (questionnaire, field) -> survey(questionnaire.answers().get(0), field));
    /** Periods are made of customers where they are asked for. */
    static final Supply<CustomerPeriod> CUSTOMERS = new Supply<>(
            RecordKind.CUSTOMERS, null, "startedAt", facts -> List.of(), (period, field) -> period.startedAt());

    static final Supply<Purchase> PURCHASES =
            new Supply<>(RecordKind.PURCHASES, null, "at", Facts::purchases, (purchase, field) -> purchase.at());
    /** Customers with all their orders. */
    static final Supply<Buyer> BUYERS = new Supply<>(
            RecordKind.PURCHASES, null, "at", facts -> Buyer.of(facts.purchases()), (buyer, field) -> null);

    /** The times between customers' days of buying. */
    static final Supply<Buyer.Gap> GAPS = new Supply<>(
            RecordKind.PURCHASES,
            null,
            "at",
            facts -> Buyer.of(facts.purchases()).stream()
                    .flatMap(buyer ->
                            buyer.gaps(facts.zones().getOrDefault(RecordKind.PURCHASES, ZoneId.of("UTC"))).stream())
                    .toList(),
            (gap, field) -> null);

    /** Customers in calendar periods, which are made where they are asked for. */
    static final Supply<BuyerPeriod> BUYER_PERIODS = new Supply<>(
            RecordKind.PURCHASES,
            null,
            "at",
            facts -> List.of(),
            (period, field) -> period.period().start());

    /** Agents' days, which are made where it is known up to when. */
    static final Supply<AgentDay> AGENT_DAYS =
            new Supply<>(RecordKind.ACTIVITIES, null, "startedAt", facts -> List.of(), (day, field) -> day.startedAt());

    /** Agents' days with the contacts that they handled. */
    static final Supply<AgentDay> AGENT_DAYS_WITH_CONTACTS = new Supply<>(
            RecordKind.ACTIVITIES,
            RecordKind.INTERACTIONS,
            "startedAt",
            facts -> List.of(),
            (day, field) -> day.startedAt());

    static final Supply<QualityReview> REVIEWS =
            new Supply<>(RecordKind.REVIEWS, null, "at", Facts::reviews, (review, field) -> review.at());
    /** Lines of contacts that several reviewers scored. */
    static final Supply<RatedUnit> RATED_LINES = new Supply<>(
            RecordKind.REVIEWS,
            null,
            "at",
            facts -> RatedUnit.ofItems(facts.reviews().stream()
                    .filter(review -> !review.reviewer().isSubjective())
                    .toList()),
            (unit, field) -> null);

    /** Whole checklists of contacts that several reviewers scored. */
    static final Supply<RatedUnit> RATED_TOTALS = new Supply<>(
            RecordKind.REVIEWS,
            null,
            "at",
            facts -> RatedUnit.ofTotals(
                    facts.reviews().stream()
                            .filter(review -> !review.reviewer().isSubjective())
                            .toList(),
                    Scoring.WEIGHTED),
            (unit, field) -> null);

    static final Supply<Calibration.Leniency> LENIENCIES = new Supply<>(
            RecordKind.REVIEWS,
            null,
            "at",
            facts -> RATED_LINES.events().apply(facts).stream()
                    .flatMap(unit -> Calibration.Leniency.of(unit).stream())
                    .toList(),
            (leniency, field) -> null);
    /** Traits of people that peers and managers scored. */
    static final Supply<RatedUnit> RATED_PEOPLE = new Supply<>(
            RecordKind.REVIEWS, null, "at", facts -> RatedUnit.ofPeople(facts.reviews()), (unit, field) -> null);

    static final Supply<Feedback> COMPLAINTS =
            new Supply<>(RecordKind.COMPLAINTS, null, "openedAt", Facts::complaints, Supply::feedback);

    /** Feedback among the contacts in which it came. */
    static final Supply<Fact> FEEDBACK_AMONG_CONTACTS = new Supply<>(
            RecordKind.COMPLAINTS,
            RecordKind.INTERACTIONS,
            "openedAt",
            facts -> together(facts.complaints(), facts.interactions()),
            Supply::mixed);

    /** Feedback among the customers from whom it came. */
    static final Supply<Fact> FEEDBACK_AMONG_CUSTOMERS = new Supply<>(
            RecordKind.COMPLAINTS,
            RecordKind.CUSTOMERS,
            "openedAt",
            facts -> together(facts.complaints(), facts.customers()),
            Supply::mixed);

    /** Contacts by when they are due. */
    static final Supply<Interaction> DUE_CONTACTS =
            new Supply<>(RecordKind.INTERACTIONS, null, "dueAt", Facts::interactions, Supply::contact);

    static final Supply<Ticket> TICKETS =
            new Supply<>(RecordKind.TICKET_EVENTS, null, "at", Facts::tickets, (ticket, field) -> ticket.createdAt());
    /** Tickets by when they were done with. */
    static final Supply<Ticket> ENDED_TICKETS =
            new Supply<>(RecordKind.TICKET_EVENTS, null, "at", Facts::tickets, (ticket, field) -> ticket.completedAt());

    static final Supply<TicketReply> REPLIES = new Supply<>(
            RecordKind.TICKET_EVENTS,
            null,
            "at",
            facts -> facts.tickets().stream()
                    .flatMap(ticket -> ticket.replies().stream())
                    .toList(),
            (reply, field) -> reply.since());
    /** Promises about tickets, which are made where it is asked what is promised. */
    static final Supply<Obligation> PROMISES =
            new Supply<>(RecordKind.TICKET_EVENTS, null, "at", facts -> List.of(), (promise, field) -> promise.dueAt());

    /** The line fields that each part of a review can be grouped by. */
    static final Set<String> LINES = Set.of("item", "section");

    /** Whether its events are customers with all their orders, or made of them. */
    boolean isOfBuyers() {
        return is(BUYERS) || is(GAPS) || is(BUYER_PERIODS);
    }

    /** Whether its events belong to when they are due, which may be later than what is known. */
    boolean isOfPromises() {
        return is(DUE_CONTACTS) || is(PROMISES);
    }

    boolean isOfAgentDays() {
        return is(AGENT_DAYS) || is(AGENT_DAYS_WITH_CONTACTS);
    }

    /** Whether it is that very supply. */
    @SuppressWarnings("ReferenceEquality") // two supplies of equal parts are still two
    boolean is(Supply<?> other) {
        return this == other;
    }

    private static List<Fact> together(List<? extends Fact> some, List<? extends Fact> others) {
        List<Fact> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** The same of reviews taken apart by section or line. */
    static List<QualityReview> parts(List<QualityReview> reviews, Set<String> names) {
        List<QualityReview> parts = new ArrayList<>();
        for (QualityReview review : reviews) {
            Map<List<String>, List<QualityReview.Item>> lines = new java.util.LinkedHashMap<>();
            for (QualityReview.Item item : review.items()) {
                List<String> key = List.of(
                        names.contains("section") ? item.section() : "", names.contains("item") ? item.name() : "");
                lines.computeIfAbsent(key, k -> new ArrayList<>()).add(item);
            }
            lines.forEach((key, items) -> {
                Map<String, String> attributes = new HashMap<>(review.attributes());
                if (names.contains("section") && !key.get(0).isEmpty()) {
                    attributes.put("section", key.get(0));
                }
                if (names.contains("item")) {
                    attributes.put("item", key.get(1));
                }
                parts.add(review.with(items, attributes));
            });
        }
        return parts;
    }

    /** What was not answered belongs to when it was sent. */
    private static @Nullable Instant survey(SurveyResponse answer, String field) {
        Instant respondedAt = answer.respondedAt();
        boolean sent = field.equals("sentAt") || (respondedAt == null && answer.score() == null);
        return sent ? answer.sentAt() : respondedAt;
    }

    private static @Nullable Instant feedback(Feedback feedback, String field) {
        return switch (field) {
            case "closedAt" -> feedback.closedAt();
            case "dueAt" -> feedback.dueAt();
            default -> feedback.openedAt();
        };
    }

    private static @Nullable Instant mixed(Fact fact, String field) {
        if (fact instanceof Feedback feedback) {
            return feedback(feedback, field);
        }
        return fact instanceof Interaction contact ? contact(contact, field) : null;
    }

    private static @Nullable Instant contact(Interaction contact, String field) {
        Milestones at = contact.milestones();
        return switch (field) {
            case "answeredAt" -> at.answeredAt();
            case "abandonedAt" -> at.abandonedAt();
            case "firstResponseAt" -> at.firstResponseAt();
            case "resolvedAt" -> at.resolvedAt();
            case "endedAt" -> at.endedAt();
            case "dueAt" -> at.dueAt();
            default -> at.startedAt();
        };
    }
}

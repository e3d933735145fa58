package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyResponse.Delivery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks, and mostly gets no answer: the delighted and the very dissatisfied answer more readily than those in between, so that the
 * answers are not like the customers. Some answers are begun and left; some surveys that should have been sent are not, and some
 * customers want none. Not thread-safe.
 */
final class Surveys {
    /** Mean score of the satisfied: 5 three times in five, else 4. */
    static final double SATISFIED_MEAN = 4.6;
    /** Mean score of the others: 3, 2 or 1 with probability 0.45, 0.25 and 0.3. */
    static final double OTHER_MEAN = 2.15;

    /** The probability of an answer by what it would be, 1 to 5. */
    private static final double[] ANSWER_BY_SCORE = {0.55, 0.38, 0.22, 0.42, 0.58};

    private static final double ANSWER_UNBIASED = 0.45;
    private static final double DELIVERED = 0.97;
    /** The share of unanswered delivered surveys that somebody began to answer. */
    private static final double BEGUN = 0.06;
    /** The share of contacts without a survey that should have got one. */
    private static final double NOT_SENT = 0.03;
    /** The share of contacts without a survey whose customers have opted out. */
    private static final double OPTED_OUT = 0.01;

    private static final double ANSWER_DELAY = 3600;
    private static final long ASK_AFTER = 60;
    private static final long NOON = 43_200;
    /** Points of recommendation that every recent contact which did not help costs. */
    private static final double PER_TROUBLE = 0.7;

    private static final Scale FIVE = Scale.of(1, 5);

    private record Asked(long at, SurveyResponse response) {}

    private final List<Asked> asked = new ArrayList<>();
    private final List<SurveyResponse> unsent = new ArrayList<>();
    private final Simulation.Behaviour behaviour;
    private final Dice dice;
    private final Dice delivery;
    private final Mean answers = new Mean();
    private double expectedUnsent;

    /** Surveys with two streams of chance: one for who is asked and answers, one for how far surveys get. */
    Surveys(Simulation.Behaviour behaviour, Dice dice, Dice delivery) {
        this.behaviour = behaviour;
        this.dice = dice;
        this.delivery = delivery;
    }

    /** Perhaps asks how satisfied a customer is with a contact that ended. */
    void afterContact(Interaction contact, long endedAt, boolean satisfied) {
        int score = score(satisfied);
        Subject about = new Subject(contact.customerId(), contact.agentId(), null, contact.channel(), null);
        if (!dice.chance(behaviour.surveyed())) {
            miss(contact.id(), about);
            return;
        }
        ask(SurveyKind.CSAT, FIVE, "satisfaction", contact.id(), about, endedAt + ASK_AFTER, score, score);
    }

    /** Perhaps keeps a record of a survey that was not sent. */
    private void miss(String interactionId, Subject about) {
        expectedUnsent += NOT_SENT;
        double u = delivery.uniform();
        if (u < NOT_SENT + OPTED_OUT) {
            unsent.add(SurveyResponse.builder(SurveyKind.CSAT, FIVE)
                    .question("satisfaction")
                    .interactionId(interactionId)
                    .subject(about)
                    .delivery(new Delivery(u < NOT_SENT, false, null, null, false))
                    .build());
        }
    }

    private int score(boolean satisfied) {
        double u = dice.uniform();
        return satisfied ? (u < 0.6 ? 5 : 4) : u < 0.45 ? 3 : u < 0.70 ? 2 : 1;
    }

    /** Asks every customer once a quarter, on a uniform day of what is left of it, whether they would recommend the company. */
    void recommendations(LocalDate day, long midnight, List<Member> customers) {
        int quarter = day.get(IsoFields.QUARTER_OF_YEAR) + 4 * day.getYear();
        long daysLeft = day.range(IsoFields.DAY_OF_QUARTER).getMaximum() - day.getLong(IsoFields.DAY_OF_QUARTER) + 1;
        for (Member customer : customers) {
            if (!customer.alreadyAsked(quarter) && dice.chance(1 / (double) daysLeft)) {
                customer.asked(quarter);
                recommendation(customer, midnight + NOON);
            }
        }
    }

    private void recommendation(Member customer, long at) {
        double liking = customer.goodwill + dice.normal(0, 1) - PER_TROUBLE * customer.recentTroubles(at);
        int score = (int) StrictMath.max(0, StrictMath.min(10, StrictMath.round(liking)));
        int feeling = score >= 9 ? 5 : score >= 7 ? 4 : score >= 5 ? 3 : score >= 3 ? 2 : 1;
        Subject about = new Subject(customer.id, null, null, null, null);
        ask(SurveyKind.NPS, Scale.NPS, "recommendation", null, about, at, score, feeling);
    }

    private void ask(
            SurveyKind kind,
            Scale scale,
            String question,
            @Nullable String interactionId,
            Subject about,
            long at,
            int score,
            int feeling) {
        boolean delivered = dice.chance(DELIVERED);
        double readiness = behaviour.biasedResponse() ? ANSWER_BY_SCORE[feeling - 1] : ANSWER_UNBIASED;
        boolean answered = dice.chance(readiness) && delivered;
        boolean begun = delivery.chance(BEGUN) && delivered && !answered;
        long delay = 1 + (long) dice.exponential(ANSWER_DELAY);
        SurveyResponse.Builder survey = SurveyResponse.builder(kind, scale)
                .question(question)
                .interactionId(interactionId)
                .subject(about)
                .sentAt(Instant.ofEpochSecond(at))
                .delivery(new Delivery(true, true, delivered, begun, false));
        if (answered) {
            survey.score(score).respondedAt(Instant.ofEpochSecond(at + delay));
        }
        asked.add(new Asked(at, survey.build()));
        if (delivered) {
            answers.add(readiness);
        }
    }

    /** Those sent by time, then those not sent. */
    List<SurveyResponse> records() {
        Stream<SurveyResponse> sent =
                asked.stream().sorted(Comparator.comparingLong(Asked::at)).map(Asked::response);
        return Stream.concat(sent, unsent.stream()).toList();
    }

    Truth.SurveyTruth truth() {
        double sent = asked.size();
        return new Truth.SurveyTruth(sent / (sent + expectedUnsent), DELIVERED, answers.value(), BEGUN);
    }
}

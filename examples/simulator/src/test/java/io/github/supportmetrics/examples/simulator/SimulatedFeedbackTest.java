package io.github.supportmetrics.examples.simulator;

import static io.github.supportmetrics.examples.simulator.Near.assertNear;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Feedback.Kind;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.metric.Complaints;
import io.github.supportmetrics.metric.Complaints.Exposure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedFeedbackTest {
    private static final World WORLD = SimulatorTest.WORLD;
    private static final Truth.FeedbackTruth TRUTH = WORLD.truth().feedback();
    private static final Instant END = WORLD.simulation()
            .start()
            .plusDays(WORLD.simulation().days())
            .atStartOfDay(WORLD.simulation().zone())
            .toInstant();
    private static final Map<String, Interaction> CONTACTS =
            WORLD.interactions().stream().collect(Collectors.toMap(Interaction::id, contact -> contact));

    @Test
    void complaintsAndComplimentsComeAtTheTrueRates() {
        assertNear(Complaints.rate(Exposure.CONTACT).of(contactsAnd(WORLD.feedback())), TRUTH.complaintsPerThousand());
        assertNear(
                Complaints.complimentRate(Exposure.CONTACT).of(contactsAnd(WORLD.feedback())),
                TRUTH.complimentsPerThousand());
    }

    @Test
    void complaintsAreUpheldAtTheTrueRate() {
        assertNear(Complaints.UPHELD.of(WORLD.feedback()), TRUTH.upheld());
    }

    @Test
    void complaintsOldEnoughAreAllClosedInTimeAtTheTrueRate() {
        List<Feedback> old = WORLD.feedback().stream()
                .filter(feedback -> openingOf(feedback).isBefore(END.minus(Duration.ofDays(30))))
                .toList();
        assertThat(Complaints.CLOSED.of(old).value()).hasValue(1);
        assertNear(Complaints.CLOSED_IN_TIME.of(old), TRUTH.closedInTime());
    }

    @Test
    void whatIsNotClosedAtTheEndHasNoFinding() {
        assertThat(complaints())
                .anyMatch(complaint -> complaint.closedAt() == null)
                .allMatch(complaint -> (complaint.closedAt() == null) == (complaint.upheld() == null))
                .allMatch(complaint ->
                        complaint.closedAt() == null || complaint.closedAt().isBefore(END));
    }

    @Test
    void complaintsAreRaisedAgainAtTheTrueRateWithinTwoToTenDays() {
        Map<String, Feedback> first = new HashMap<>();
        int again = 0;
        for (Feedback complaint : complaints()) {
            Feedback before = first.putIfAbsent(requireNonNull(complaint.matter()), complaint);
            assertThat(complaint.repeated()).isEqualTo(before != null);
            if (before != null) {
                again++;
                assertThat(complaint.customerId()).isEqualTo(before.customerId());
                assertThat(Duration.between(openingOf(before), openingOf(complaint)))
                        .isBetween(Duration.ofDays(2), Duration.ofDays(10));
            }
        }
        assertNear(again, first.size(), TRUTH.raisedAgain());
    }

    @Test
    void complaintsFollowUnresolvedAndLongContactsMoreOftenThanOthers() {
        double resolved =
                complaintRate(contact -> Objects.equals(contact.outcome().resolved(), true));
        double unresolved =
                complaintRate(contact -> Objects.equals(contact.outcome().resolved(), false));
        assertThat(unresolved).isGreaterThan(2 * resolved);
        assertThat(complaintRate(Voices::isLong))
                .isGreaterThan(1.3 * complaintRate(contact -> !Voices.isLong(contact)));
    }

    @Test
    void customersSpeakOfAContactThatHasEndedAndComplaintsAreDueTwoWeeksLater() {
        assertThat(WORLD.feedback()).allSatisfy(feedback -> {
            assertThat(openingOf(feedback)).isBefore(END);
            if (feedback.kind() != Kind.OBSTACLE) {
                Interaction contact = contactOf(feedback);
                assertThat(openingOf(feedback)).isAfter(requireNonNull(contact.endedAt()));
                assertThat(feedback.subject()).isEqualTo(contact.subject());
            }
            assertThat(feedback.dueAt())
                    .isEqualTo(
                            feedback.kind() == Kind.COMPLAINT
                                    ? openingOf(feedback).plus(Duration.ofDays(14))
                                    : null);
        });
    }

    @Test
    void abandonedContactsLeadToComplaintsAboutWaitingWithoutAnAgent() {
        assertThat(complaints().stream()
                        .filter(complaint -> contactOf(complaint).disposition() == Disposition.ABANDONED))
                .isNotEmpty()
                .allMatch(complaint -> complaint.categories().contains("waiting")
                        && complaint.subject().agentId() == null);
    }

    @Test
    void complaintsNameOneCategoryOrTwo() {
        assertThat(complaints().stream().flatMap(complaint -> complaint.categories().stream()))
                .containsOnly("billing", "delivery", "product", "tone", "waiting");
        assertThat(complaints().stream().map(complaint -> complaint.categories().size()))
                .containsOnly(1, 2);
    }

    @Test
    void obstaclesAreNamedByAgents() {
        Set<String> agents = WORLD.truth().agents().stream()
                .map(truth -> truth.agent().name())
                .collect(Collectors.toSet());
        assertThat(of(Kind.OBSTACLE))
                .isNotEmpty()
                .allMatch(obstacle -> obstacle.customerId() == null
                        && agents.contains(requireNonNull(obstacle.subject().agentId())))
                .anyMatch(obstacle -> obstacle.categories().contains("slow system"));
    }

    @Test
    void feedbackIsInOrderOfTimeWithDistinctIds() {
        assertThat(WORLD.feedback().stream().map(SimulatedFeedbackTest::openingOf))
                .isSorted();
        assertThat(WORLD.feedback().stream().map(Feedback::id)).isSorted().doesNotHaveDuplicates();
    }

    /** Complaints of such contacts by contact. */
    private static double complaintRate(Predicate<Interaction> which) {
        long contacts = WORLD.interactions().stream().filter(which).count();
        long complaints = complaints().stream()
                .filter(complaint -> !complaint.repeated() && which.test(contactOf(complaint)))
                .count();
        return (double) complaints / (double) contacts;
    }

    private static List<Fact> contactsAnd(List<Feedback> feedback) {
        List<Fact> facts = new ArrayList<>(WORLD.interactions());
        facts.addAll(feedback);
        return facts;
    }

    private static List<Feedback> complaints() {
        return of(Kind.COMPLAINT);
    }

    private static List<Feedback> of(Kind kind) {
        return WORLD.feedback().stream()
                .filter(feedback -> feedback.kind() == kind)
                .toList();
    }

    private static Interaction contactOf(Feedback feedback) {
        return requireNonNull(CONTACTS.get(requireNonNull(feedback.attributes().get("interactionId"))));
    }

    private static Instant openingOf(Feedback feedback) {
        return requireNonNull(feedback.openedAt());
    }
}

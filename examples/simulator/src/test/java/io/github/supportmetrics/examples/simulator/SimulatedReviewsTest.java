package io.github.supportmetrics.examples.simulator;

import static io.github.supportmetrics.examples.simulator.Near.assertNear;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import io.github.supportmetrics.event.QualityReview.Selection;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Scoring;
import io.github.supportmetrics.metric.Calibration;
import io.github.supportmetrics.metric.Calibration.Leniency;
import io.github.supportmetrics.metric.Quality;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedReviewsTest {
    private static final World WORLD = SimulatorTest.WORLD;
    private static final Truth.ReviewTruth TRUTH = WORLD.truth().reviews();
    private static final Map<String, Interaction> CONTACTS =
            WORLD.interactions().stream().collect(Collectors.toMap(Interaction::id, contact -> contact));
    private static final List<QualityReview> OF_CONTACTS = where(review -> review.reviewer() == Reviewer.QA);

    @Test
    void theScoreOfContactsChosenByChanceIsThatOfAllAndPickedOnesScoreWorse() {
        assertNear(Quality.QA.score().of(WORLD.reviews()), TRUTH.score());
        assertThat(meanScore(Selection.TARGETED)).isLessThan(TRUTH.score() - 0.07);
        assertThat(meanScore(Selection.COMPLAINT)).isLessThan(TRUTH.score() - 0.02);
    }

    @Test
    void theScoreOfVisitsLiesNearTheTruth() {
        assertNear(Quality.MYSTERY.score().of(WORLD.reviews()), TRUTH.visitScore());
    }

    @Test
    void reviewersAgreeAsOftenAsTheirErrorsAllow() {
        assertNear(Calibration.PERCENT_AGREEMENT.of(RatedUnit.ofItems(WORLD.reviews())), TRUTH.agreement());
    }

    @Test
    void theLenientReviewerIsMoreLenientByTheTrueAmountAndTheOthersAgreeOnAverage() {
        var leniency = Calibration.LENIENCY.by(Calibration.RATER).onEach(Leniency::of);
        List<RatedUnit> units = RatedUnit.ofItems(WORLD.reviews());
        assertNear(leniency.of(units).get(TRUTH.lenientReviewer()), TRUTH.leniency());
        assertThat(TRUTH.leniency()).isGreaterThan(0.05);
        List<RatedUnit> ofOthers =
                RatedUnit.ofItems(where(review -> !Objects.equals(review.reviewerId(), TRUTH.lenientReviewer())));
        assertNear(leniency.of(ofOthers).get("Quinn"), 0);
    }

    @Test
    void eightInAHundredContactsAreReviewedByChanceAndAQuarterOfThemTwice() {
        Map<String, Long> times = OF_CONTACTS.stream()
                .filter(review -> review.selection() == Selection.RANDOM)
                .collect(
                        Collectors.groupingBy(review -> requireNonNull(review.interactionId()), Collectors.counting()));
        double twice = (double) times.values().stream().filter(n -> n == 2).count();
        assertThat(times.values()).containsOnly(1L, 2L);
        assertThat(times.size() / (double) WORLD.truth().handled()).isCloseTo(0.08, within(0.005));
        assertThat(twice / times.size()).isCloseTo(0.25, within(0.03));
    }

    @Test
    void aContactIsReviewedAfterItsEndAndForOneReason() {
        Map<String, Selection> reasons = OF_CONTACTS.stream()
                .collect(Collectors.toMap(
                        review -> requireNonNull(review.interactionId()),
                        review -> requireNonNull(review.selection()),
                        (a, b) -> a));
        assertThat(OF_CONTACTS).allSatisfy(review -> {
            Interaction contact = contactOf(review);
            assertThat(atOf(review)).isAfter(requireNonNull(contact.endedAt()));
            assertThat(review.subject()).isEqualTo(contact.subject());
            assertThat(review.selection()).isEqualTo(reasons.get(contact.id()));
        });
        assertThat(reasons.values()).contains(Selection.RANDOM, Selection.TARGETED, Selection.COMPLAINT);
    }

    @Test
    void aChecklistHasEightLinesInThreeSectionsAndOnlyAnEmailNeedsNoIdentityCheck() {
        assertThat(OF_CONTACTS).allSatisfy(review -> {
            assertThat(review.items()).hasSize(8);
            assertThat(review.items().stream().map(Item::section).distinct()).hasSize(3);
            assertThat(review.items().stream().filter(item -> item.critical() != Criticality.NONE))
                    .hasSize(2);
            boolean email = Objects.equals(contactOf(review).channel(), "email");
            assertThat(review.items().stream()
                            .filter(item -> !item.applies())
                            .map(Item::name)
                            .toList())
                    .isEqualTo(email ? List.of("identity checked") : List.of());
        });
    }

    @Test
    void visitsBelongToNoContactAndShowWhatCustomersSee() {
        assertThat(where(review -> review.reviewer() == Reviewer.MYSTERY))
                .hasSizeGreaterThan(100)
                .allMatch(review -> review.interactionId() == null
                        && review.items().stream().noneMatch(item -> item.name().equals("case documented")));
    }

    @Test
    void everyAgentIsRatedByTheManagerAndOneOrTwoColleagues() {
        for (Truth.AgentTruth truth : WORLD.truth().agents()) {
            String agent = truth.agent().name();
            List<QualityReview> rubrics = where(review -> review.reviewer().isSubjective()
                    && Objects.equals(review.subject().agentId(), agent));
            assertThat(rubrics).hasSizeBetween(2, 3);
            assertThat(rubrics.stream().filter(review -> review.reviewer() == Reviewer.MANAGER))
                    .hasSize(1);
            assertThat(rubrics.stream().map(QualityReview::reviewerId))
                    .doesNotHaveDuplicates()
                    .doesNotContain(agent);
            assertThat(rubrics.stream().flatMap(review -> review.items().stream()))
                    .allMatch(item -> requireNonNull(item.score()) >= 1 && item.max() == 5);
        }
    }

    @Test
    void mediansOfRubricsScatterAroundTheTrueLevels() {
        var medians = Calibration.RUBRIC.by(Calibration.ITEM);
        double difference = 0;
        for (Truth.TraitTruth trait : TRUTH.traits()) {
            double median = medians.of(RatedUnit.ofPeople(
                            where(review -> Objects.equals(review.subject().agentId(), trait.agent()))))
                    .get(trait.trait())
                    .value()
                    .orElseThrow();
            assertThat(median).isCloseTo(trait.level(), within(1.5));
            difference += median - trait.level();
        }
        assertThat(difference / TRUTH.traits().size()).isCloseTo(0, within(0.2));
    }

    @Test
    void identicalAgentsAreEquallyGoodColleagues() {
        World world = Simulator.run(Simulator.sample().withIdenticalAgents());
        assertThat(world.truth().reviews().traits().stream()
                        .map(Truth.TraitTruth::level)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void reviewsAreInOrderOfTimeWithDistinctIds() {
        assertThat(WORLD.reviews().stream().map(SimulatedReviewsTest::atOf)).isSorted();
        assertThat(WORLD.reviews().stream().map(QualityReview::id)).isSorted().doesNotHaveDuplicates();
    }

    private static double meanScore(Selection selection) {
        return OF_CONTACTS.stream()
                .filter(review -> review.selection() == selection)
                .mapToDouble(review -> Scoring.WEIGHTED.score(review).orElseThrow())
                .average()
                .orElseThrow();
    }

    private static List<QualityReview> where(Predicate<QualityReview> which) {
        return WORLD.reviews().stream().filter(which).toList();
    }

    private static Interaction contactOf(QualityReview review) {
        return requireNonNull(CONTACTS.get(requireNonNull(review.interactionId())));
    }

    private static Instant atOf(QualityReview review) {
        return requireNonNull(review.at());
    }
}

package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import io.github.supportmetrics.event.QualityReview.Selection;
import io.github.supportmetrics.event.Scoring;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures: DOMAIN §1.8 and §1.14, intervals with scipy 1.17.1. */
class QualityTest {
    private static QualityReview review(Reviewer reviewer, @Nullable Selection selection, Item... items) {
        return new QualityReview("r", null, null, Subject.UNKNOWN, null, reviewer, selection, List.of(items), Map.of());
    }

    private static QualityReview random(Item... items) {
        return review(Reviewer.QA, Selection.RANDOM, items);
    }

    private static Item points(double points) {
        return Item.scored("all", 1, points, 1);
    }

    private static Item[] example(boolean criticalPassed) {
        return new Item[] {
            Item.of("greeting", 1, true),
            Item.of("identity", 3, criticalPassed).critical(Criticality.COMPLIANCE),
            Item.scored("tone", 4, 1, 2),
            Item.notApplicable("refund", 2)
        };
    }

    private static final List<QualityReview> PASSED = List.of(random(example(true)));
    private static final List<QualityReview> FAILED = List.of(random(example(false)));

    @Test
    void aCriticalFailureIsSeenBesideTheScoreOrKnocksItOut() {
        assertThat(Quality.QA.score().of(PASSED).value()).hasValue(.75);
        assertThat(Quality.QA.score().of(FAILED).value()).hasValue(.375);
        assertThat(Quality.QA.score(Scoring.KNOCK_OUT).of(FAILED).value()).hasValue(0);
        assertThat(Quality.QA.score(Scoring.WEIGHTED.capped(.25)).of(FAILED).value())
                .hasValue(.25);
        assertThat(Quality.QA.criticalPass().of(FAILED).value()).hasValue(0);
        assertThat(Quality.QA.criticalPass().of(PASSED).value()).hasValue(1);
    }

    @Test
    void everyScoringIsADefinitionOfItsOwn() {
        var metrics = List.of(
                Quality.QA.score(),
                Quality.QA.score(Scoring.KNOCK_OUT),
                Quality.QA.score(Scoring.WEIGHTED.capped(.25)),
                Quality.QA.score(Scoring.WEIGHTED.capped(.5)),
                Quality.QA.score(Scoring.WEIGHTED.sections(Map.of("", 1.0))),
                Quality.MYSTERY.score());

        assertThat(metrics).extracting(Metric::signature).doesNotHaveDuplicates();
        assertThat(Quality.QA.score(Scoring.WEIGHTED).signature()).isEqualTo("qa.score");
        assertThatThrownBy(() -> metrics.get(0).of(PASSED).plus(metrics.get(1).of(PASSED)))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void ifNothingAppliesThereIsNoScore() {
        Measurement<Moments> score = Quality.QA.score().of(List.of(random(Item.notApplicable("refund", 2)), random()));

        assertThat(score.value()).isEmpty();
        assertThat(score.state(1)).isEqualTo(Measurement.State.NO_DATA);
        assertThat(score.excluded().byReason()).containsExactly(entry("NOTHING_APPLIES", 2L));
        assertThat(score.interval().low()).isZero();
        assertThat(score.interval().high()).isEqualTo(1);
        assertThat(Quality.QA
                        .passRate(.8, Scoring.WEIGHTED)
                        .of(List.of(random()))
                        .value())
                .isEmpty();
    }

    @Test
    void theMeanScoreIsOfReviewsAndSoIsItsInterval() {
        List<QualityReview> few =
                List.of(random(points(.75)), random(points(1)), random(points(.5)), random(points(.9)));
        List<QualityReview> many = new ArrayList<>();
        many.addAll(Collections.nCopies(20, random(points(.75))));
        many.addAll(Collections.nCopies(10, random(points(1))));
        many.addAll(Collections.nCopies(10, random(points(.5))));

        assertPrints(Quality.QA.score().of(few), 4, "0.7875", "0.3276–0.9657");
        assertThat(Quality.QA.score().of(few).interval().method()).isEqualTo("wilson");
        assertPrints(Quality.QA.score().of(many), 4, "0.7500", "0.6927–0.8073");
        assertThat(Quality.QA.score().of(many).interval().method()).isEqualTo("t");
        assertThat(Quality.QA.score().of(many).definition().unit()).isEqualTo(Unit.RATIO);
    }

    @Test
    void sectionsCountByTheirOwnWeights() {
        QualityReview review = random(
                Item.of("greeting", 1, true).in("talk"),
                Item.of("tone", 3, false).in("talk"),
                Item.of("data", 2, true).in("records"));
        Scoring sections = Scoring.WEIGHTED.sections(Map.of("talk", .8, "records", .2));

        assertThat(Quality.QA.score(sections).of(List.of(review)).value().orElseThrow())
                .isCloseTo(.4, within(1e-10));
        assertThat(Quality.QA.score(sections).empty().definition().parameters()).containsKey("sections");
    }

    @Test
    void onlyReviewsOfARandomChoiceOrOfAllCount() {
        List<QualityReview> reviews = List.of(
                review(Reviewer.QA, Selection.RANDOM, points(1)),
                review(Reviewer.AI, Selection.ALL, points(.5)),
                review(Reviewer.QA, Selection.TARGETED, points(0)),
                review(Reviewer.QA, Selection.COMPLAINT, points(0)),
                review(Reviewer.QA, null, points(0)));

        for (Metric<QualityReview, ? extends Measurement<?>> metric : List.of(
                Quality.QA.score(),
                Quality.QA.passRate(.5, Scoring.WEIGHTED),
                Quality.QA.criticalPass(),
                Quality.QA.accuracyOfUnits(),
                Quality.QA.accuracyOfOpportunities())) {
            Measurement<?> result = metric.of(reviews);

            assertThat(result.n()).as(metric.signature()).isEqualTo(2);
            assertThat(result.excluded().byReason())
                    .as(metric.signature())
                    .containsExactly(entry("COMPLAINT", 1L), entry("NO_SELECTION", 1L), entry("TARGETED", 1L));
        }
        assertThat(Quality.QA.score().of(reviews).value()).hasValue(.75);
    }

    @Test
    void qualityAssuranceMysteryShoppersAndColleaguesAreKeptApart() {
        List<QualityReview> reviews = List.of(
                review(Reviewer.QA, Selection.RANDOM, points(1)),
                review(Reviewer.MYSTERY, Selection.RANDOM, points(.5)),
                review(Reviewer.PEER, Selection.ALL, points(0)),
                review(Reviewer.MANAGER, Selection.ALL, points(0)));

        assertThat(Quality.QA.score().of(reviews).value()).hasValue(1);
        assertThat(Quality.QA.score().of(reviews).considered()).isEqualTo(1);
        assertThat(Quality.MYSTERY.score().of(reviews).value()).hasValue(.5);
        assertThat(Quality.MYSTERY.score().of(reviews).considered()).isEqualTo(1);
        assertThat(Quality.MYSTERY.score().empty().definition().title()).isEqualTo("Mystery score");
        assertThatThrownBy(() -> Quality.QA
                        .score()
                        .of(reviews)
                        .plus(Quality.MYSTERY.score().of(reviews)))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void thePassMarkItselfPasses() {
        List<QualityReview> reviews = List.of(random(points(.8)), random(points(.79)), random(example(true)));

        assertThat(Quality.QA.passRate(.8, Scoring.WEIGHTED).of(reviews).value())
                .hasValue(1 / 3d);
        assertThat(Quality.QA.passRate(.75, Scoring.WEIGHTED).of(reviews).value())
                .hasValue(1);
        assertThat(Quality.QA.passRate(0, Scoring.KNOCK_OUT).of(FAILED).value()).hasValue(1);
        assertThat(Quality.QA.passRate(.8, Scoring.WEIGHTED).signature())
                .isNotEqualTo(Quality.QA.passRate(.9, Scoring.WEIGHTED).signature());
        assertThatThrownBy(() -> Quality.QA.passRate(80, Scoring.WEIGHTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pass mark must be in [0, 1]");
    }

    /** Three tenths and seven tenths add up to a little less than one in doubles. */
    @Test
    void aScoreOfTenthsReachesItsMark() {
        Item[] tenths = new Item[10];
        for (int i = 0; i < 10; i++) {
            tenths[i] = Item.of("line " + i, .1, i < 7);
        }

        assertThat(Quality.QA
                        .passRate(.7, Scoring.WEIGHTED)
                        .of(List.of(random(tenths)))
                        .value())
                .hasValue(1);
    }

    @Test
    void aUnitIsWithoutErrorIfAllItsLinesAre() {
        List<QualityReview> reviews = new ArrayList<>();
        reviews.addAll(Collections.nCopies(192, random(points(1), Item.notApplicable("refund", 1))));
        reviews.addAll(Collections.nCopies(8, random(points(1), points(.5))));

        assertPrints(Quality.QA.accuracyOfUnits().of(reviews), 3, "0.960", "0.923–0.980");
        assertThat(Quality.QA.accuracyOfUnits().of(reviews).n()).isEqualTo(200);
    }

    @Test
    void ofOpportunitiesFewerAreErrorsThanOfUnits() {
        Item[] nine = Collections.nCopies(9, points(1)).toArray(Item[]::new);
        List<QualityReview> reviews = new ArrayList<>();
        reviews.addAll(Collections.nCopies(10, random(Item.of("data", 1, false))));
        for (int i = 0; i < 110; i++) {
            reviews.add(random(nine));
        }
        Measurement<Proportion> accuracy = Quality.QA.accuracyOfOpportunities().of(reviews);

        assertPrints(accuracy, 3, "0.990", "0.982–0.995");
        assertThat(accuracy.value()).hasValue(990 / 1000d);
        assertThat(accuracy.n()).isEqualTo(1000);
        assertThat(Quality.QA.accuracyOfUnits().of(reviews).value()).hasValue(110 / 120d);
    }

    @Test
    void accuracyIsSplitByForWhomAnErrorIsCritical() {
        QualityReview review = random(
                Item.of("address", 1, false).critical(Criticality.CUSTOMER),
                Item.of("name", 1, true).critical(Criticality.CUSTOMER),
                Item.of("consent", 1, true).critical(Criticality.COMPLIANCE),
                Item.of("note", 1, false),
                Item.notApplicable("price", 1).critical(Criticality.BUSINESS));
        List<QualityReview> one = List.of(review);

        assertThat(Quality.QA.accuracyOfUnits(Criticality.CUSTOMER).of(one).value())
                .hasValue(0);
        assertThat(Quality.QA
                        .accuracyOfOpportunities(Criticality.CUSTOMER)
                        .of(one)
                        .value())
                .hasValue(.5);
        assertThat(Quality.QA.accuracyOfUnits(Criticality.COMPLIANCE).of(one).value())
                .hasValue(1);
        assertThat(Quality.QA.accuracyOfUnits(Criticality.NONE).of(one).value()).hasValue(0);
        assertThat(Quality.QA.accuracyOfOpportunities().of(one).value()).hasValue(.5);
        Measurement<Proportion> business =
                Quality.QA.accuracyOfUnits(Criticality.BUSINESS).of(one);
        assertThat(business.value()).isEmpty();
        assertThat(business.excluded().byReason()).containsExactly(entry("NOTHING_APPLIES", 1L));
        assertThat(Quality.QA.accuracyOfUnits(Criticality.CUSTOMER).signature())
                .isNotEqualTo(Quality.QA.accuracyOfUnits().signature());
    }

    @Test
    void agentsReviewedEquallyOftenAreWeighedByTheirVolume() {
        List<QualityReview> reviews = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            reviews.add(QualityReview.of("j" + i, "Joe", points(1)));
            reviews.add(QualityReview.of("k" + i, "Kim", points(.5)));
        }
        var byAgent = Quality.QA.score().by(Axes.AGENT).of(reviews);
        Poststratified weighed =
                Poststratified.of(byAgent.cells(), Map.of("Joe", 300L, "Kim", 100L), ConfidenceLevel.P95);

        assertThat(byAgent.total().value()).hasValue(.75);
        assertThat(weighed.value()).hasValue(.875);
    }
}

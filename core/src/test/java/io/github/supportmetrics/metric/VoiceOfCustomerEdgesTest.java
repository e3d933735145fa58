package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import io.github.supportmetrics.event.QualityReview.Selection;
import io.github.supportmetrics.event.Questionnaire;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Repeats;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyResponse.Delivery;
import io.github.supportmetrics.event.SurveyResponse.Occasion;
import io.github.supportmetrics.event.SurveyStage;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where surveys, complaints and checklists once went wrong at their edges. */
class VoiceOfCustomerEdgesTest {
    private static Measurement<EventRate> rate(int events, int exposure) {
        List<Boolean> facts = new ArrayList<>(Collections.nCopies(events, true));
        facts.addAll(Collections.nCopies(exposure, false));
        return Metric.of(
                        Definition.of("rate", "complaints / contacts").direction(Direction.DOWN),
                        Rule.<Boolean>events(yes -> yes),
                        EventRate.estimator(1, 1000))
                .of(facts);
    }

    @Test
    void twentyAgainstNoneIsWorse() {
        assertThat(Comparison.of(rate(20, 1000), rate(0, 1000)).difference().p().orElseThrow())
                .isLessThan(1e-5);
        assertThat(Comparison.of(rate(20, 1000), rate(0, 1000)).verdict()).isEqualTo(Comparison.Verdict.WORSE);
    }

    @Test
    void numbersWithoutIntervalAreRankedByTheirValueOrRefused() {
        Map<String, Measurement<Tally>> groups = new LinkedHashMap<>();
        Delivery sent = new Delivery(true, true, true, null, false);
        Delivery not = new Delivery(true, false, null, null, false);
        SurveyResponse.Builder b = SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 5));
        groups.put(
                "half",
                Surveys.COVERAGE.of(
                        List.of(b.delivery(sent).build(), b.delivery(not).build())));
        groups.put("all", Surveys.COVERAGE.of(List.of(b.delivery(sent).build())));
        assertThat(Groups.of(groups).ranked(ConfidenceLevel.P95))
                .extracting(Groups.Ranked::group)
                .containsExactly("all", "half");
    }

    private static SurveyResponse nps(Occasion o, int s) {
        return SurveyResponse.builder(SurveyKind.NPS, Scale.NPS)
                .customer("c")
                .occasion(o)
                .score(s)
                .build();
    }

    @Test
    void aTransactionalAnswerDoesNotReplaceARelationalOne() {
        List<SurveyResponse> both = List.of(nps(Occasion.RELATIONAL, 10), nps(Occasion.TRANSACTIONAL, 0));
        assertThat(Repeats.LAST_COUNTS.perCustomer(both)).isEqualTo(both);
    }

    @Test
    void relationalAndTransactionalAreNotPooled() {
        List<SurveyResponse> both = List.of(nps(Occasion.RELATIONAL, 10), nps(Occasion.TRANSACTIONAL, 0));
        assertThat(Loyalty.NPS.of(both).n()).isLessThan(2);
    }

    private static SurveyResponse q(
            String id, SurveyKind kind, @org.jspecify.annotations.Nullable Integer score, Delivery d) {
        return SurveyResponse.builder(kind, Scale.of(1, 5))
                .id(id)
                .score(score)
                .delivery(d)
                .build();
    }

    @Test
    void aSurveyIsPartialIfAnyOfItsRowsSaysSo() {
        Delivery plain = new Delivery(true, true, true, null, false);
        Delivery partial = new Delivery(true, true, true, true, false);
        assertThat(SurveyResponse.perSurvey(
                                List.of(q("a", SurveyKind.CSAT, null, plain), q("a", SurveyKind.CSAT, null, partial)))
                        .get(0)
                        .stage())
                .isEqualTo(SurveyStage.PARTIAL);
    }

    @Test
    void aSurveyWhoseFirstRowKnowsNothingIsASurveyAllTheSame() {
        Delivery plain = new Delivery(true, true, true, null, false);
        assertThat(SurveyResponse.perSurvey(List.of(
                                q("a", SurveyKind.CSAT, null, Delivery.UNKNOWN), q("a", SurveyKind.CSAT, null, plain)))
                        .get(0)
                        .stage())
                .isEqualTo(SurveyStage.NO_ANSWER);
    }

    @Test
    void spamContactsAreExcludedByName() {
        Fact spam = Interaction.builder("i").disposition(Disposition.SPAM).build();
        assertThat(Complaints.rate(Complaints.Exposure.CONTACT)
                        .of(List.of(spam))
                        .excluded()
                        .count("SPAM"))
                .isEqualTo(1);
    }

    private static QualityReview rv(Reviewer who, Item... items) {
        return new QualityReview(
                "r", null, "c", Subject.UNKNOWN, "ann", who, Selection.RANDOM, List.of(items), Map.of());
    }

    @Test
    void accuracyDoesNotMixQaAndMystery() {
        assertThat(Quality.QA
                        .accuracyOfUnits()
                        .of(List.of(
                                rv(Reviewer.QA, Item.of("a", 1, true)), rv(Reviewer.MYSTERY, Item.of("a", 1, false))))
                        .n())
                .isEqualTo(1);
    }

    @Test
    void aFailedCriticalLineOfWeightZeroIsSeen() {
        assertThat(Quality.QA
                        .criticalPass()
                        .of(List.of(rv(
                                Reviewer.QA,
                                Item.of("a", 0, false).critical(Criticality.COMPLIANCE),
                                Item.notApplicable("b", 1))))
                        .value())
                .hasValue(0);
    }

    @Test
    void theLastReviewCountsEvenWhereALineNoLongerApplies() {
        assertThat(RatedUnit.ofItems(
                        List.of(rv(Reviewer.QA, Item.of("a", 1, true)), rv(Reviewer.QA, Item.notApplicable("a", 1)))))
                .isEmpty();
    }

    @Test
    void linesOfOneNameInTwoSectionsAreTwoUnits() {
        assertThat(RatedUnit.ofItems(List.of(rv(
                        Reviewer.QA,
                        Item.of("a", 1, true).in("x"),
                        Item.of("a", 1, false).in("y")))))
                .hasSize(2);
    }

    @Test
    void theIndexDoesNotPoolScales() {
        var acsi = Satisfaction.acsi(Scale.of(1, 10), "a", "b", "c");
        List<Questionnaire> both = new ArrayList<>();
        for (Scale s : List.of(Scale.of(1, 10), Scale.of(1, 5))) {
            List<SurveyResponse> l = new ArrayList<>();
            for (String name : List.of("a", "b", "c"))
                l.add(SurveyResponse.builder(SurveyKind.CUSTOM, s)
                        .id("x")
                        .question(name)
                        .score(5)
                        .build());
            both.add(new Questionnaire("x", l));
        }
        assertThat(acsi.of(both).n()).isEqualTo(1);
    }

    @Test
    void explainPrintsWholeNumbersWhole() {
        Delivery plain = new Delivery(true, true, true, null, false);
        var m = Surveys.aapor(Surveys.Aapor.RR3, .5)
                .of(List.of(q("a", SurveyKind.CSAT, 4, plain), q("b", SurveyKind.CSAT, null, plain)));
        assertThat(m.definition().explain(m.summary())).contains("= 1 / 2 =");
    }

    @Test
    void bayesianExplains() {
        var m = Reviews.bayesianMean(4, 10).of(answers(SurveyKind.REVIEW, Scale.of(1, 5), 0, 0, 0, 0, 3));
        assertThat(m.definition().explain(m.summary())).contains("(10 · 4 + 15) / (10 + 3)");
    }

    @Test
    void ratioIsRoundedOnce() {
        assertThat(Comparison.of(rate(45, 12000), rate(80, 12000)).difference().value())
                .hasValue(.5625);
    }

    @Test
    void aUnitWithOneRaterIsNoRubric() {
        var m = Calibration.RUBRIC.of(List.of(RatedUnit.of("a", Map.of("x", 5)), RatedUnit.of("b", Map.of("y", 1))));
        assertThat(m.value()).isEmpty();
    }

    @Test
    void otherSatisfiedPointsAreTheSameScaleForRepeats() {
        SurveyResponse a = SurveyResponse.builder(SurveyKind.CSAT, Scale.of(0, 10))
                .interactionId("i")
                .score(1)
                .build();
        SurveyResponse b = SurveyResponse.builder(
                        SurveyKind.CSAT, Scale.of(0, 10).withSatisfied(2))
                .interactionId("i")
                .score(9)
                .build();
        assertThat(Satisfaction.csat(Scale.of(0, 10).withSatisfied(2))
                        .topTwo()
                        .of(Repeats.LAST_COUNTS.perInteraction(List.of(a, b)))
                        .n())
                .isEqualTo(1);
    }

    @Test
    void twoUnitsThatAgreeAreNoEvidenceAgainstAHundred() {
        List<RatedUnit> few =
                List.of(RatedUnit.of("a", Map.of("x", 1, "y", 1)), RatedUnit.of("b", Map.of("x", 2, "y", 2)));
        List<RatedUnit> many = new ArrayList<>();
        for (int i = 0; i < 40; i++)
            many.add(RatedUnit.of("m", Map.of("x", i % 2, "y", i % 10 == 0 ? 1 - i % 2 : i % 2)));
        System.err.println(Calibration.COHEN.of(few));
        System.err.println(Comparison.of(Calibration.COHEN.of(few), Calibration.COHEN.of(many)));
        assertThat(Comparison.of(Calibration.COHEN.of(few), Calibration.COHEN.of(many))
                        .verdict())
                .isEqualTo(Comparison.Verdict.NO_EVIDENCE);
    }
}

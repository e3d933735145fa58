package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Repeats;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyResponse.Delivery;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Ratings;
import io.github.supportmetrics.stats.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 1 200 cases solved, 1 000 surveys sent, 40 of them returned, 240 answered in full and 12 in part. Figures: DOMAIN §1.1, intervals
 * with scipy 1.17.1.
 */
class SurveysTest {
    private static final Scale FIVE = Scale.of(1, 5);
    private static final Delivery RETURNED = new Delivery(true, true, false, null, false);
    private static final Delivery DELIVERED = new Delivery(true, true, true, null, false);
    private static final List<SurveyResponse> SOLVED = solved();

    private static List<SurveyResponse> solved() {
        List<SurveyResponse> solved = new ArrayList<>();
        solved.addAll(Collections.nCopies(200, survey(new Delivery(true, false, null, null, false), null)));
        solved.addAll(Collections.nCopies(40, survey(RETURNED, null)));
        solved.addAll(Collections.nCopies(708, survey(DELIVERED, null)));
        solved.addAll(Collections.nCopies(12, survey(new Delivery(true, true, true, true, false), null)));
        solved.addAll(Collections.nCopies(240, survey(DELIVERED, 4)));
        return solved;
    }

    private static SurveyResponse survey(Delivery delivery, @Nullable Integer score) {
        return question(null, "any", delivery, score);
    }

    private static SurveyResponse question(
            @Nullable String id, String question, Delivery delivery, @Nullable Integer score) {
        return SurveyResponse.builder(SurveyKind.CSAT, FIVE)
                .id(id)
                .question(question)
                .score(score)
                .delivery(delivery)
                .build();
    }

    @Test
    void theSameSurveysHaveFourRates() {
        assertPrints(Surveys.RESPONSE_RATE.of(SOLVED), 3, "0.250", "0.224–0.278");
        assertPrints(Surveys.RESPONSE_RATE_WITH_PARTIALS.of(SOLVED), 4, "0.2625", "0.2357–0.2912");
        assertPrints(Surveys.OVERALL.of(SOLVED), 3, "0.200", "0.178–0.224");
        assertThat(Surveys.COVERAGE.of(SOLVED).value()).hasValue(1000 / 1200d);
    }

    @Test
    void everyRateShowsTheCountsThatItComesFromAndWhatItLeavesOut() {
        Measurement<Tally> rate = Surveys.RESPONSE_RATE.of(SOLVED);

        assertThat(rate.n()).isEqualTo(960);
        assertThat(rate.considered()).isEqualTo(1200);
        assertThat(rate.notCounted()).containsExactly(Map.entry("BOUNCED", 40L), Map.entry("NOT_SENT", 200L));
        assertThat(rate.detail())
                .containsEntry("eligible", 1200L)
                .containsEntry("sent", 1000L)
                .containsEntry("delivered", 960L)
                .containsEntry("complete", 240L)
                .containsEntry("partial", 12L);
        assertThat(Surveys.COVERAGE.of(SOLVED).n()).isEqualTo(1200);
        assertThat(Surveys.COVERAGE.of(SOLVED).detail()).containsEntry("sent", 1000L);
    }

    @Test
    void coverageIsOfAllThereAreAndHasNoInterval() {
        Interval interval = Surveys.COVERAGE.of(SOLVED).interval();

        assertThat(interval.method()).isEqualTo("census");
        assertThat(interval.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Surveys.COVERAGE.of(SOLVED)).hasToString("Survey coverage 83.3 % (n = 1200)");
    }

    @Test
    void whoWasNotToBeAskedIsInNoRate() {
        List<SurveyResponse> more = new ArrayList<>(SOLVED);
        more.addAll(Collections.nCopies(50, survey(new Delivery(false, false, null, null, false), null)));

        for (var metric : List.of(Surveys.RESPONSE_RATE, Surveys.COVERAGE, Surveys.OVERALL)) {
            assertThat(metric.of(more).value()).isEqualTo(metric.of(SOLVED).value());
            assertThat(metric.of(more).notCounted()).containsEntry("INELIGIBLE", 50L);
        }
    }

    @Test
    void supersededSurveysAndFactsWithoutASurveyAreExcludedByName() {
        SurveyResponse answer = survey(DELIVERED, 4);
        SurveyResponse unknown = survey(Delivery.UNKNOWN, null);
        Measurement<Tally> rate = Surveys.RESPONSE_RATE.of(List.of(answer, answer.superseded(), unknown));

        assertThat(rate.n()).isEqualTo(1);
        assertThat(rate.excluded().byReason()).containsExactly(Map.entry("NO_SURVEY", 1L), Map.entry("SUPERSEDED", 1L));
    }

    @Test
    void reviewsAndFoundTonesAreNoSurveys() {
        SurveyResponse review = SurveyResponse.of(SurveyKind.REVIEW, FIVE, 5);

        assertThat(Surveys.RESPONSE_RATE
                        .of(List.of(review, SurveyResponse.sentiment(1, "a")))
                        .considered())
                .isZero();
    }

    @Test
    void aSurveyOfThreeQuestionsIsAskedOnce() {
        List<SurveyResponse> answers = new ArrayList<>();
        for (String question : List.of("speed", "tone", "result")) {
            answers.add(question("full", question, DELIVERED, 5));
            answers.add(question("half", question, DELIVERED, question.equals("tone") ? 2 : null));
            answers.add(question("none", question, DELIVERED, null));
            answers.add(question("returned", question, RETURNED, null));
        }
        List<SurveyResponse> surveys = SurveyResponse.perSurvey(answers);

        assertThat(Surveys.RESPONSE_RATE.of(surveys).value()).hasValue(1 / 3d);
        assertThat(Surveys.RESPONSE_RATE_WITH_PARTIALS.of(surveys).value()).hasValue(2 / 3d);
        assertThat(Surveys.OVERALL.of(surveys).value()).hasValue(1 / 4d);
        assertThat(Surveys.RESPONSE_RATE.of(answers).n()).isEqualTo(9);
    }

    @Test
    void aPartialSurveyCountsForTheQuestionsThatItAnswers() {
        SurveyResponse partial = survey(new Delivery(true, true, true, true, false), 5);
        SurveyResponse comment = survey(new Delivery(true, true, true, true, false), null);
        Measurement<Ratings> csat = Satisfaction.csat(FIVE).topTwo().of(List.of(partial, comment));

        assertThat(csat.n()).isEqualTo(1);
        assertThat(csat.excluded().byReason()).containsExactly(Map.entry("NO_ANSWER", 1L));
        assertThat(Surveys.RESPONSE_RATE_WITH_PARTIALS
                        .of(List.of(partial, comment))
                        .value())
                .hasValue(1);
        assertThat(Surveys.RESPONSE_RATE.of(List.of(partial, comment)).value()).hasValue(0);
    }

    @Test
    void aSurveyThatWasAnsweredTwiceIsAnsweredOnce() {
        SurveyResponse.Builder rated =
                SurveyResponse.builder(SurveyKind.CSAT, FIVE).interactionId("i").delivery(DELIVERED);
        List<SurveyResponse> twice =
                List.of(rated.score(2).build(), rated.score(5).build(), survey(DELIVERED, null));

        assertThat(Surveys.RESPONSE_RATE
                        .of(Repeats.LAST_COUNTS.perInteraction(twice))
                        .value())
                .hasValue(.5);
        Measurement<Ratings> csat = Satisfaction.csat(FIVE).topTwo().of(Repeats.LAST_COUNTS.perInteraction(twice));
        assertThat(csat.value()).hasValue(1);
        assertThat(csat.excluded().count("SUPERSEDED")).isEqualTo(1);
        assertThat(Satisfaction.csat(FIVE)
                        .topTwo()
                        .of(Repeats.FIRST_COUNTS.perInteraction(twice))
                        .value())
                .hasValue(0);
    }

    @Test
    void anAgentsRateIsOfThatAgentsSurveys() {
        SurveyResponse.Builder joe =
                SurveyResponse.builder(SurveyKind.CSAT, FIVE).agent("Joe").delivery(DELIVERED);
        SurveyResponse.Builder kim =
                SurveyResponse.builder(SurveyKind.CSAT, FIVE).agent("Kim").delivery(DELIVERED);
        var rates = Surveys.RESPONSE_RATE
                .by(Axes.AGENT)
                .of(List.of(joe.score(4).build(), joe.score(null).build(), kim.build(), kim.build()));

        assertThat(rates.get("Joe").value()).hasValue(.5);
        assertThat(rates.get("Kim").value()).hasValue(0);
        assertThat(rates.total().value()).hasValue(.25);
    }

    @Test
    void withoutSurveysThereIsNoRate() {
        for (var metric : List.of(
                Surveys.RESPONSE_RATE,
                Surveys.COVERAGE,
                Surveys.OVERALL,
                Surveys.aapor(Surveys.Aapor.RR1, 1),
                Surveys.aapor(Surveys.Aapor.RR3, .5))) {
            assertThat(metric.empty().value()).as(metric.signature()).isEmpty();
        }
        assertThat(Surveys.aapor(Surveys.Aapor.RR3, .5).empty().interval().low())
                .isZero();
        assertThat(Surveys.aapor(Surveys.Aapor.RR3, .5).empty().interval().high())
                .isEqualTo(1);
    }

    /** I = 240, P = 12, delivered without an answer 708, unknown 40; e = 0.5. */
    @ParameterizedTest
    @CsvSource({
        "RR1, 0.2400, 0.2146–0.2674",
        "RR2, 0.2520, 0.2261–0.2798",
        "RR3, 0.2449, 0.2190–0.2728",
        "RR4, 0.2571, 0.2308–0.2854",
        "RR5, 0.2500, 0.2236–0.2784",
        "RR6, 0.2625, 0.2357–0.2912"
    })
    void theSixRatesOfAaporDifferInPartialsAndTheUnknown(Surveys.Aapor rate, String value, String interval) {
        assertPrints(Surveys.aapor(rate, .5).of(SOLVED), 4, value, interval);
    }

    @Test
    void ifNobodyUnknownWereEligibleTheThirdRateWereTheFifthAndIfAllTheFirst() {
        assertThat(Surveys.aapor(Surveys.Aapor.RR3, 0).of(SOLVED).value())
                .isEqualTo(Surveys.aapor(Surveys.Aapor.RR5, 0).of(SOLVED).value());
        assertThat(Surveys.aapor(Surveys.Aapor.RR3, 1).of(SOLVED).value())
                .isEqualTo(Surveys.aapor(Surveys.Aapor.RR1, 0).of(SOLVED).value());
        assertThat(Surveys.aapor(Surveys.Aapor.RR4, 1).of(SOLVED).value())
                .isEqualTo(Surveys.aapor(Surveys.Aapor.RR2, 0).of(SOLVED).value());
    }

    @Test
    void theShareOfEligibleIsPartOfTheDefinitionWhereItIsUsed() {
        assertThat(Surveys.aapor(Surveys.Aapor.RR3, .5).signature())
                .isNotEqualTo(Surveys.aapor(Surveys.Aapor.RR3, .6).signature());
        assertThat(Surveys.aapor(Surveys.Aapor.RR5, .5).signature())
                .isEqualTo(Surveys.aapor(Surveys.Aapor.RR5, .6).signature());
        assertThatThrownBy(() -> Surveys.aapor(Surveys.Aapor.RR3, 1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("share of eligible must be in [0, 1]");
        assertThatThrownBy(() -> Surveys.aapor(Surveys.Aapor.RR4, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theUnknownAreCountedAsideWhereTheRateLeavesThemOut() {
        assertThat(Surveys.aapor(Surveys.Aapor.RR5, 0).of(SOLVED).notCounted())
                .containsExactly(Map.entry("BOUNCED", 40L), Map.entry("NOT_SENT", 200L));
        assertThat(Surveys.aapor(Surveys.Aapor.RR1, 0).of(SOLVED).notCounted())
                .containsExactly(Map.entry("NOT_SENT", 200L));
        assertThat(Surveys.aapor(Surveys.Aapor.RR3, .5).of(SOLVED).detail()).containsEntry("unknown", 40L);
    }

    @Test
    void ofAQuarterThatAnsweredEightyFivePercentMayBeAnythingFromAFifthToNearlyAll() {
        Measurement<Ratings> csat =
                Satisfaction.csat(FIVE).topTwo().of(answers(SurveyKind.CSAT, FIVE, 5, 7, 18, 90, 80));
        Interval bounds = Surveys.worstCase(csat, Surveys.RESPONSE_RATE.of(SOLVED));

        assertThat(bounds.low()).isCloseTo(.2125, within(1e-12));
        assertThat(bounds.high()).isCloseTo(.9625, within(1e-12));
        assertThat(bounds.method()).isEqualTo("worst-case");
    }

    @Test
    void theWorstCaseOfANetScoreOrAMeanReachesTheEndsOfItsOwnScale() {
        Measurement<Tally> quarter = Surveys.RESPONSE_RATE.of(SOLVED);
        Interval nps = Surveys.worstCase(
                Loyalty.NPS.of(answers(SurveyKind.NPS, Scale.NPS, 20, 0, 0, 0, 0, 0, 0, 0, 30, 0, 50)), quarter);
        Interval mean = Surveys.worstCase(
                Satisfaction.csat(FIVE).mean().of(answers(SurveyKind.CSAT, FIVE, 0, 0, 0, 1, 0)), quarter);

        assertThat(nps.low()).isCloseTo(.25 * 30 - 75, within(1e-9));
        assertThat(nps.high()).isCloseTo(.25 * 30 + 75, within(1e-9));
        assertThat(mean.low()).isCloseTo(.25 * 4 + .75, within(1e-9));
        assertThat(mean.high()).isCloseTo(.25 * 4 + .75 * 5, within(1e-9));
    }

    @Test
    void ifAllAnsweredTheWorstCaseIsTheNumberAndIfNobodyDidTheWholeRange() {
        Measurement<Ratings> csat = Satisfaction.csat(FIVE).topTwo().of(List.of(SurveyResponse.csat(5)));
        Interval sure = Surveys.worstCase(csat, Surveys.RESPONSE_RATE.of(List.of(survey(DELIVERED, 5))));
        Interval nobody = Surveys.worstCase(Satisfaction.csat(FIVE).mean().empty(), Surveys.RESPONSE_RATE.empty());

        assertThat(sure.low()).isEqualTo(1);
        assertThat(sure.high()).isEqualTo(1);
        assertThat(nobody.low()).isEqualTo(1);
        assertThat(nobody.high()).isEqualTo(5);
    }

    @Test
    void aNumberOfNoBoundedScaleHasNoWorstCase() {
        Measurement<?> unbounded = Volume.CONTACT_RATE.empty();

        assertThatThrownBy(() -> Surveys.worstCase(unbounded, Surveys.RESPONSE_RATE.of(SOLVED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "number with worst-case bounds must be one on a bounded scale, got contact.rate");
    }

    /** DOMAIN §0.1: n′ = 200 · 799/600 = 266.33. */
    @Test
    void ofEightHundredCustomersTwoHundredAnswersSayMore() {
        Measurement<Ratings> csat =
                Satisfaction.csat(FIVE).topTwo().of(answers(SurveyKind.CSAT, FIVE, 5, 7, 18, 90, 80));

        assertPrints(csat.ofPopulation(800), 4, "0.8500", "0.8022–0.8879");
        assertThat(csat.ofPopulation(800).interval().method()).isEqualTo("wilson-finite");
        assertThat(csat.ofPopulation(200).interval().low()).isEqualTo(.85);
        assertThat(csat.ofPopulation(200).interval().high()).isEqualTo(.85);
        assertThatThrownBy(() -> csat.ofPopulation(199))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("population must be at least the sample (200), got 199");
    }
}

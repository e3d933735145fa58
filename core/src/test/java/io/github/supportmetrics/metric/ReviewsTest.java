package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Ratings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures: DOMAIN §1.2 and §1.14, intervals with scipy 1.17.1. */
class ReviewsTest {
    private static final Metric<SurveyResponse, Measurement<Ratings>> TONE = Reviews.sentimentNet("tone-2");

    private static List<SurveyResponse> stars(int... counts) {
        return answers(SurveyKind.REVIEW, Scale.of(1, 5), counts);
    }

    private static List<SurveyResponse> tones(String classifier, int negative, int neutral, int positive) {
        List<SurveyResponse> said = new ArrayList<>();
        said.addAll(Collections.nCopies(negative, SurveyResponse.sentiment(-1, classifier)));
        said.addAll(Collections.nCopies(neutral, SurveyResponse.sentiment(0, classifier)));
        said.addAll(Collections.nCopies(positive, SurveyResponse.sentiment(1, classifier)));
        return said;
    }

    @Test
    void sixtyPositiveAndFifteenNegativeOfAHundredAreFortyFiveNet() {
        assertPrints(TONE.of(tones("tone-2", 15, 25, 60)), 3, "0.450", "0.293–0.580");
        assertThat(TONE.of(List.of()).value()).isEmpty();
        assertThat(TONE.of(List.of()).interval().low()).isEqualTo(-1);
    }

    @Test
    void whatAnotherVersionOfTheClassifierFoundIsExcludedAndNeverMerged() {
        List<SurveyResponse> said = new ArrayList<>(tones("tone-2", 0, 0, 3));
        said.addAll(tones("tone-1", 5, 0, 0));
        Measurement<Ratings> before = Reviews.sentimentNet("tone-1").of(said);

        assertThat(TONE.of(said).value()).hasValue(1);
        assertThat(TONE.of(said).excluded().byReason()).containsExactly(Map.entry("OTHER_CLASSIFIER", 5L));
        assertThat(before.value()).hasValue(-1);
        assertThatThrownBy(() -> TONE.of(said).plus(before))
                .isInstanceOf(IncompatibleDefinitionException.class)
                .hasMessageContaining("tone-1")
                .hasMessageContaining("tone-2");
        assertThatThrownBy(() -> Comparison.of(TONE.of(said), before))
                .isInstanceOf(IncompatibleDefinitionException.class);
        assertThatThrownBy(() -> Reviews.sentimentNet(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void starsHaveAMeanAndAShareOfFourOrMore() {
        assertThat(Reviews.STARS_MEAN.of(stars(1, 0, 0, 1, 2)).value()).hasValue(3.75);
        assertThat(Reviews.FOUR_OR_MORE.of(stars(1, 0, 0, 1, 2)).value()).hasValue(.75);
        assertPrints(Reviews.FOUR_OR_MORE.of(stars(10, 0, 10, 30, 150)), 3, "0.900", "0.851–0.934");
        assertThat(Reviews.STARS_MEAN
                        .of(answers(SurveyKind.CSAT, Scale.of(1, 5), 0, 0, 0, 0, 9))
                        .considered())
                .isZero();
    }

    @Test
    void fewReviewsAreDrawnTowardsThePriorMean() {
        var metric = Reviews.bayesianMean(4, 10);

        assertThat(metric.of(stars(0, 0, 0, 0, 3)).value().orElseThrow()).isCloseTo(55 / 13d, within(1e-12));
        // 100 · 5 + 80 · 4.5 + 20 · 3 = 920 of 200 reviews.
        assertThat(metric.of(stars(0, 0, 20, 40, 140)).value().orElseThrow()).isCloseTo(960 / 210d, within(1e-12));
        assertThat(metric.of(List.of()).value()).isEmpty();
    }

    @Test
    void theIntervalIsDrawnTowardsThePriorAsTheMeanIs() {
        Measurement<Ratings> drawn = Reviews.bayesianMean(3.5, 10).of(stars(10, 0, 0, 10, 20));

        assertPrints(drawn, 3, "3.700", "3.275–4.125");
        assertThat(drawn.interval().method()).isEqualTo("t");
    }

    @Test
    void priorAndWeightArePartOfTheDefinition() {
        assertThat(Reviews.bayesianMean(4, 10).signature())
                .isNotEqualTo(Reviews.bayesianMean(4, 20).signature())
                .isNotEqualTo(Reviews.bayesianMean(3, 10).signature());
        assertThatThrownBy(() -> Reviews.bayesianMean(0.5, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prior mean must be from 1 to 5, got 0.5");
        assertThatThrownBy(() -> Reviews.bayesianMean(4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight of the prior must be above 0, got 0.0");
        assertThatThrownBy(() -> Reviews.bayesianMean(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threePerfectReviewsDoNotComeBeforeAHundredAndEightyOfTwoHundred() {
        Groups<String> shops = Groups.of(Map.of(
                "three", Reviews.FOUR_OR_MORE.of(stars(0, 0, 0, 0, 3)),
                "many", Reviews.FOUR_OR_MORE.of(stars(10, 0, 10, 30, 150)),
                "none", Reviews.FOUR_OR_MORE.empty()));
        List<Groups.Ranked<String>> ranked = shops.ranked(ConfidenceLevel.P95);

        assertThat(ranked).extracting(Groups.Ranked::group).containsExactly("many", "three");
        assertThat(ranked.get(0).limit()).isCloseTo(.8505941875672826, within(1e-12));
        assertThat(ranked.get(1).limit()).isCloseTo(.4385029682449546, within(1e-12));
        assertThat(ranked.get(0).tiedWithNext()).isTrue();
    }
}

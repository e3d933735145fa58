package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Ratings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Figures: worked by hand with scipy 1.17.1. */
class SatisfactionTest {
    private static final Satisfaction.Csat CSAT = Satisfaction.csat(Scale.of(1, 5));
    private static final List<SurveyResponse> TWO_HUNDRED = answers(SurveyKind.CSAT, Scale.of(1, 5), 5, 7, 18, 90, 80);

    static List<SurveyResponse> answers(SurveyKind kind, Scale scale, int... counts) {
        List<SurveyResponse> answers = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            answers.addAll(Collections.nCopies(counts[i], SurveyResponse.of(kind, scale, scale.min() + i)));
        }
        return answers;
    }

    static void assertPrints(Measurement<?> measurement, int digits, String value, String interval) {
        Interval i = measurement.interval();
        String format = "%." + digits + "f";
        assertThat(String.format(Locale.ROOT, format, measurement.value().orElseThrow()))
                .isEqualTo(value);
        assertThat(String.format(Locale.ROOT, format + "–" + format, i.low(), i.high()))
                .isEqualTo(interval);
    }

    @Test
    void theSame200AnswersGiveEveryVariantItsOwnNumber() {
        assertPrints(CSAT.topTwo().of(TWO_HUNDRED), 3, "0.850", "0.794–0.893");
        assertThat(CSAT.topBox().of(TWO_HUNDRED).value()).hasValue(0.4);
        assertPrints(CSAT.mean().of(TWO_HUNDRED), 3, "4.165", "4.038–4.292");
        assertThat(CSAT.rescaledMean().of(TWO_HUNDRED).value().orElseThrow()).isCloseTo(.79125, within(1e-12));
        assertThat(CSAT.shareOfMaximum().of(TWO_HUNDRED).value().orElseThrow()).isCloseTo(.833, within(1e-12));
        assertPrints(CSAT.net().of(TWO_HUNDRED), 3, "0.790", "0.703–0.853");
        Measurement<Ratings> goodBad = CSAT.goodAmongGoodAndBad().of(TWO_HUNDRED);
        assertThat(goodBad.value()).hasValue(170 / 182d);
        assertThat(goodBad.n()).isEqualTo(182);
        assertThat(goodBad.notCounted()).containsExactly(java.util.Map.entry("NEUTRAL", 18L));
    }

    @Test
    void theLowestOfFivePointsIsAFifthOfTheMaximumAndNothingRescaled() {
        List<SurveyResponse> worst = List.of(SurveyResponse.csat(1));

        assertThat(CSAT.shareOfMaximum().of(worst).value()).hasValue(0.2);
        assertThat(CSAT.rescaledMean().of(worst).value()).hasValue(0);
    }

    @Test
    void withoutAnswersThereIsNoNumber() {
        for (var metric : List.of(
                CSAT.topTwo(), CSAT.topBox(), CSAT.mean(), CSAT.rescaledMean(), CSAT.shareOfMaximum(), CSAT.net())) {
            assertThat(metric.of(List.of()).value()).as(metric.signature()).isEmpty();
            assertThat(metric.of(List.of()).state(1)).isEqualTo(Measurement.State.NO_DATA);
        }
        assertThat(CSAT.topTwo().of(List.of()).interval().low()).isZero();
        assertThat(CSAT.topTwo().of(List.of()).interval().high()).isEqualTo(1);
    }

    @Test
    void answersThatAreMissingOrSupersededAreExcludedByName() {
        SurveyResponse.Builder answer = SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 5));
        SurveyResponse sent = answer.delivery(new SurveyResponse.Delivery(true, true, null, null, false))
                .build();
        SurveyResponse replaced = answer.score(2)
                .delivery(new SurveyResponse.Delivery(true, true, true, null, true))
                .build();
        Measurement<Ratings> result = CSAT.topTwo().of(List.of(sent, replaced, SurveyResponse.csat(5)));

        assertThat(result.n()).isEqualTo(1);
        assertThat(result.considered()).isEqualTo(3);
        assertThat(result.excluded().count("NO_ANSWER")).isEqualTo(1);
        assertThat(result.excluded().count("SUPERSEDED")).isEqualTo(1);
    }

    @Test
    void aScaleWithoutAgreedSatisfiedPointsNeedsThemGiven() {
        assertThatThrownBy(() -> Satisfaction.csat(Scale.of(0, 10)).topTwo())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Satisfaction.csat(Scale.of(0, 10).withSatisfied(2)).topTwo().signature())
                .isNotEqualTo(Satisfaction.csat(Scale.of(0, 10).withSatisfied(3))
                        .topTwo()
                        .signature());
    }

    @Test
    void theSatisfiedPointsAreThoseTheFieldAgreesOn() {
        assertThat(satisfied(1, 2)).isEqualTo(1);
        assertThat(satisfied(1, 3)).isEqualTo(1);
        assertThat(satisfied(1, 4)).isEqualTo(2);
        assertThat(satisfied(1, 5)).isEqualTo(2);
        assertThat(satisfied(1, 6)).isEqualTo(2);
        assertThat(satisfied(1, 7)).isEqualTo(2);
        assertThat(satisfied(1, 10)).isEqualTo(3);
    }

    private static long satisfied(int min, int max) {
        Scale scale = Scale.of(min, max);
        int[] once = new int[scale.size()];
        java.util.Arrays.fill(once, 1);
        return Math.round(Satisfaction.csat(scale)
                        .topTwo()
                        .of(answers(SurveyKind.CSAT, scale, once))
                        .value()
                        .orElseThrow()
                * scale.size());
    }

    @Test
    void effortOnSevenPointsIsMeanEasyOrNet() {
        Satisfaction.Ces ces = Satisfaction.ces(Scale.of(1, 7));
        List<SurveyResponse> answers = answers(SurveyKind.CES, Scale.of(1, 7), 4, 6, 10, 20, 60, 60, 40);

        assertPrints(ces.mean().of(answers), 3, "5.330", "5.138–5.522");
        assertPrints(ces.easy().of(answers), 3, "0.800", "0.739–0.850");
        assertPrints(ces.net().of(answers), 1, "40.0", "30.3–48.6");
    }

    @Test
    void effortWhereLowIsGoodIsAnotherMetricOfWhichLowIsEasy() {
        Scale low = Scale.of(1, 5).lowIsGood();
        Satisfaction.Ces first = Satisfaction.ces(low);
        List<SurveyResponse> answers = answers(SurveyKind.CES, low, 3, 1, 0, 0, 0);

        assertThat(first.mean().of(answers).definition().direction()).isEqualTo(Direction.DOWN);
        assertThat(first.easy().of(answers).value()).hasValue(1);
        assertThat(first.mean().signature())
                .isNotEqualTo(Satisfaction.ces(Scale.of(1, 5)).mean().signature());
        assertThat(Satisfaction.ces(Scale.of(1, 5)).mean().of(answers).considered())
                .isZero();
        assertThatThrownBy(first::net).isInstanceOf(IllegalArgumentException.class);
    }
}

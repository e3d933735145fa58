package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Questionnaire;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.Moments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures: DOMAIN §1.1, and by hand with scipy 1.17.1. */
class AcsiTest {
    private static final Scale TEN = Scale.of(1, 10);
    private static final List<String> QUESTIONS = List.of("overall", "expected", "ideal");
    private static final Metric<Questionnaire, Measurement<Moments>> ACSI =
            Satisfaction.acsi(TEN, "overall", "expected", "ideal");

    private static Questionnaire respondent(Scale scale, @Nullable Integer... scores) {
        List<SurveyResponse> answers = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            answers.add(SurveyResponse.builder(SurveyKind.CUSTOM, scale)
                    .id("s")
                    .question(QUESTIONS.get(i))
                    .score(scores[i])
                    .build());
        }
        return new Questionnaire("s", answers);
    }

    private static double value(Metric<Questionnaire, Measurement<Moments>> metric, Questionnaire... respondents) {
        return metric.of(List.of(respondents)).value().orElseThrow();
    }

    /** Means of 8, 7 and 7.5. */
    @Test
    void meansOfEightSevenAndSevenAndAHalfAre72() {
        assertThat(value(ACSI, respondent(TEN, 8, 7, 7), respondent(TEN, 8, 7, 8)))
                .isCloseTo(650 / 9d, within(1e-8));
    }

    @Test
    void theIntervalIsOfRespondents() {
        List<Questionnaire> forty = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            forty.add(respondent(TEN, 8, 7, 7));
            forty.add(respondent(TEN, 8, 7, 8));
        }

        assertPrints(ACSI.of(forty), 2, "72.22", "71.62–72.82");
        assertThat(ACSI.of(forty).interval().method()).isEqualTo("t");
        assertThat(ACSI.of(forty).n()).isEqualTo(40);
        assertThat(ACSI.of(forty).definition().nature()).isEqualTo(Nature.SUBJECTIVE);
        assertThat(ACSI.of(forty.subList(0, 4)).interval().method()).isEqualTo("wilson");
    }

    @Test
    void theIndexRunsFromZeroToAHundred() {
        assertThat(value(ACSI, respondent(TEN, 1, 1, 1))).isZero();
        assertThat(value(ACSI, respondent(TEN, 10, 10, 10))).isEqualTo(100);
        assertThat(ACSI.of(List.of(respondent(TEN, 10, 10, 10))).interval().high())
                .isEqualTo(100);
    }

    @Test
    void weightsNeedNotAddUpToOneAndArePartOfTheDefinition() {
        var weighted = Satisfaction.acsi(TEN, QUESTIONS, List.of(2.0, 1.0, 1.0));

        // (2 · 9/9 + 0/9 + 3/9) / 4
        assertThat(value(weighted, respondent(TEN, 10, 1, 4))).isCloseTo(700 / 12d, within(1e-8));
        assertThat(value(Satisfaction.acsi(TEN, QUESTIONS, List.of(3.0, 3.0, 3.0)), respondent(TEN, 8, 7, 8)))
                .isCloseTo(value(ACSI, respondent(TEN, 8, 7, 8)), within(1e-8));
        assertThat(weighted.signature()).isNotEqualTo(ACSI.signature());
        assertThatThrownBy(() -> weighted.empty().plus(ACSI.empty()))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void whoDidNotAnswerAllThreeIsExcluded() {
        Measurement<Moments> result = ACSI.of(List.of(
                respondent(TEN, 8, 7, 8), respondent(TEN, 8, null, 8), respondent(TEN, 8, 7), respondent(TEN, 1)));

        assertThat(result.n()).isEqualTo(1);
        assertThat(result.excluded().count("INCOMPLETE")).isEqualTo(3);
        assertThat(ACSI.of(List.of()).value()).isEmpty();
        assertThat(ACSI.of(List.of()).interval().high()).isEqualTo(100);
    }

    @Test
    void whereLowIsGoodTheLowestAnswerIsTheBest() {
        assertThat(value(ACSI, respondent(TEN.lowIsGood(), 1, 1, 1))).isEqualTo(100);
        assertThat(value(ACSI, respondent(TEN.lowIsGood(), 10, 1, 10))).isCloseTo(100 / 3d, within(1e-8));
    }

    @Test
    void anythingButThreeDifferentQuestionsWithPositiveWeightsIsRefused() {
        assertThatThrownBy(() -> Satisfaction.acsi(TEN, "overall", "overall", "ideal"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("questions of the index must be three different ones");
        assertThatThrownBy(() -> Satisfaction.acsi(TEN, List.of("a", "b"), List.of(1.0, 1.0, 1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Satisfaction.acsi(TEN, QUESTIONS, List.of(1.0, 1.0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Satisfaction.acsi(TEN, QUESTIONS, List.of(1.0, 0.0, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("weights of the index must be three positive ones");
    }

    @Test
    void itIsReadFromAnswersPutTogetherBySurvey() {
        List<SurveyResponse> answers = new ArrayList<>();
        for (String question : QUESTIONS) {
            for (String survey : List.of("a", "b")) {
                answers.add(SurveyResponse.builder(SurveyKind.CUSTOM, TEN)
                        .id(survey)
                        .question(question)
                        .score(survey.equals("a") ? 10 : 1)
                        .build());
            }
        }

        assertThat(ACSI.of(Questionnaire.of(answers)).value()).hasValue(50);
    }
}

package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.ScaleLabels;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As many answers of a point as its place on the scale; figures are fractions worked by hand. */
class SatisfactionScalesTest {
    private static List<SurveyResponse> rising(Scale scale) {
        int[] counts = new int[scale.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i + 1;
        }
        return answers(SurveyKind.CSAT, scale, counts);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 1, 3",
        "3, 3, 1, 6",
        "4, 7, 3, 10",
        "5, 9, 3, 15",
        "6, 11, 3, 21",
        "7, 13, 3, 28",
        "10, 27, 6, 55"
    })
    void theSatisfiedAreAtTheGoodEndOfEveryScale(int size, int top, int bottom, double all) {
        Scale high = Scale.of(1, size);
        Satisfaction.Csat csat = Satisfaction.csat(high);
        Satisfaction.Csat reversed = Satisfaction.csat(high.lowIsGood());
        List<SurveyResponse> answers = rising(high);
        List<SurveyResponse> reversedAnswers = rising(high.lowIsGood());

        assertThat(csat.topTwo().of(answers).value()).hasValue(top / all);
        assertThat(reversed.topTwo().of(reversedAnswers).value()).hasValue(bottom / all);
        assertThat(csat.net().of(answers).value().orElseThrow()).isCloseTo((top - bottom) / all, within(1e-15));
        assertThat(reversed.net().of(reversedAnswers).value().orElseThrow())
                .isCloseTo((bottom - top) / all, within(1e-15));
        assertThat(csat.topBox().of(answers).value()).hasValue(size / all);
        assertThat(reversed.topBox().of(reversedAnswers).value()).hasValue(1 / all);
        assertThat(csat.mean().empty().definition().direction()).isEqualTo(Direction.UP);
        assertThat(reversed.mean().empty().definition().direction()).isEqualTo(Direction.DOWN);
        assertThat(reversed.topTwo().empty().definition().direction()).isEqualTo(Direction.UP);
        assertThat(csat.topTwo().of(reversedAnswers).considered()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 11})
    void scalesWithoutAnAgreedSetNeedOne(int size) {
        Scale scale = Scale.of(1, size);

        assertThatThrownBy(() -> Satisfaction.csat(scale).topTwo())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("satisfied points must be given for the scale 1-" + size);
        assertThatThrownBy(() -> Satisfaction.csat(scale).net()).isInstanceOf(IllegalArgumentException.class);
        assertThat(Satisfaction.csat(scale.withSatisfied(1))
                        .topTwo()
                        .of(rising(scale))
                        .value())
                .hasValue(size / (size * (size + 1) / 2d));
        assertThat(Satisfaction.csat(scale).mean().of(rising(scale)).value().orElseThrow())
                .isCloseTo((2 * size + 1) / 3d, within(1e-12));
    }

    @Test
    void thumbsAreAScaleOfTwo() {
        ScaleLabels thumbs = ScaleLabels.of("👎", "👍");
        List<SurveyResponse> answers = java.util.stream.Stream.of("👍", "👍", "👎", "👍")
                .map(label -> SurveyResponse.of(SurveyKind.CSAT, thumbs.scale(), thumbs.score(label)))
                .toList();

        assertThat(Satisfaction.csat(thumbs.scale()).topTwo().of(answers).value())
                .hasValue(.75);
        assertThat(Satisfaction.csat(thumbs.scale())
                        .goodAmongGoodAndBad()
                        .of(answers)
                        .value())
                .hasValue(.75);
    }

    @Test
    void anAreaOfServiceIsAnAxisOfItsOwn() {
        SurveyResponse.Builder answer = SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 5));
        Axis<SurveyResponse, String> area = Axis.of("question", SurveyResponse::question);
        var byArea = Satisfaction.csat(Scale.of(1, 5))
                .topTwo()
                .by(area)
                .of(List.of(
                        answer.question("pick-up").score(5).build(),
                        answer.question("billing").score(2).build(),
                        answer.question("pick-up").score(3).build()));

        assertThat(byArea.get("pick-up").value()).hasValue(.5);
        assertThat(byArea.get("billing").value()).hasValue(0);
    }
}

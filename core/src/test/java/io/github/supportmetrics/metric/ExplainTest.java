package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private static final Scale FIVE = Scale.of(1, 5);
    private static final List<SurveyResponse> TWO_HUNDRED = answers(SurveyKind.CSAT, FIVE, 5, 7, 18, 90, 80);

    private static String explained(Measurement<?> measurement) {
        return measurement.definition().explain(measurement.summary());
    }

    @Test
    void aShareIsACountOfACount() {
        assertThat(explained(Satisfaction.csat(FIVE).topTwo().of(TWO_HUNDRED)))
                .isEqualTo("CSAT = answers 4–5 / all answers = 170 / 200 = 85.0 %");
    }

    @Test
    void aMeanIsASumOfACount() {
        assertThat(explained(Satisfaction.csat(FIVE).mean().of(TWO_HUNDRED)))
                .isEqualTo("CSAT mean = sum of answers / answers = 833 / 200 = 4.17");
        assertThat(explained(Satisfaction.csat(FIVE).rescaledMean().of(TWO_HUNDRED)))
                .isEqualTo("CSAT rescaled = (mean − min) / (max − min) = (833 / 200 − 1) / 4 = 79.1 %");
    }

    @Test
    void aNetScoreIsADifferenceOfACount() {
        assertThat(explained(Loyalty.NPS.of(answers(SurveyKind.NPS, Scale.NPS, 20, 0, 0, 0, 0, 0, 0, 0, 30, 0, 50))))
                .isEqualTo("NPS = 100 · (answers 9–10 − answers 0–6) / all answers = 100 · (50 − 20) / 100 = 30.0");
        assertThat(explained(Satisfaction.csat(FIVE).net().of(TWO_HUNDRED)))
                .isEqualTo("CSAT net = (answers 4–5 − answers 1–2) / all answers = (170 − 12) / 200 = 79.0 %");
    }

    @Test
    void aRateIsEventsOverExposure() {
        List<Fact> facts = new ArrayList<>(Collections.nCopies(
                45, Feedback.builder("f", Feedback.Kind.COMPLAINT).build()));
        facts.addAll(Collections.nCopies(12_000, Interaction.builder("i").build()));

        assertThat(explained(Complaints.rate(Complaints.Exposure.CONTACT).of(facts)))
                .startsWith("Complaint rate = 1000 · complaints / contacts = 1000 · 45 / 12000 = 3.75");
    }

    @Test
    void aQuantileIsATimeAmongTimes() {
        Timing<Integer> timing =
                Timing.of(Definition.of("wait", "answer − entry").titled("Wait"), Rule.<Integer>duration(i -> i));
        Measurement<?> median = timing.quantile(.5).of(List.of(1000, 2000, 4000));

        assertThat(explained(median)).startsWith("Wait p50 = ").endsWith(" = 2.00 s");
    }

    @Test
    void withoutDataTheFormulaStandsAlone() {
        assertThat(explained(Satisfaction.csat(FIVE).topTwo().empty()))
                .isEqualTo("CSAT = answers 4–5 / all answers = no data");
    }

    @Test
    void aDefinitionExplainsAnySummaryOfItsKind() {
        Definition csat = Satisfaction.csat(FIVE).topTwo().empty().definition();

        assertThat(csat.explain(Ratings.of(1, 0, 0, 1, 0, 1)))
                .isEqualTo("CSAT = answers 4–5 / all answers = 1 / 2 = 50.0 %");
    }

    @Test
    void aSummaryOfAnotherKindOrADefinitionOfNoMetricIsRefused() {
        Definition csat = Satisfaction.csat(FIVE).topTwo().empty().definition();

        assertThatThrownBy(() -> csat.explain(new Proportion(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("summary must be one that " + csat.signature() + " makes, got Proportion");
        assertThatThrownBy(() -> Definition.of("own", "a / b").explain(new Proportion(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("definition to explain must be that of a metric's result, got own");
    }

    @Test
    void aMeasurementExplainsItselfWithAllThatIsNeededToCheckIt() {
        String text = Loyalty.NPS
                .of(answers(SurveyKind.NPS, Scale.NPS, 20, 0, 0, 0, 0, 0, 0, 0, 30, 0, 50))
                .explain();

        assertThat(text.lines())
                .anyMatch(line -> line.startsWith("NPS 30.0 (95 % CI 14.1 … 44.2, n = 100)"))
                .anyMatch(line -> line.contains("= 100 · (50 − 20) / 100 = 30.0"))
                .anyMatch(line -> line.startsWith("  definition: nps["))
                .anyMatch(line -> line.contains("promoters=50"))
                .anyMatch(line -> line.equals("  interval: adjusted-wald, 95 %"))
                .anyMatch(line -> line.startsWith("  source: Reichheld"));
    }
}

package io.github.supportmetrics.examples.simulator;

import static io.github.supportmetrics.examples.simulator.Near.assertNear;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyStage;
import io.github.supportmetrics.metric.Surveys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedSurveysTest {
    private static final World WORLD = SimulatorTest.WORLD;
    private static final Truth.SurveyTruth TRUTH = WORLD.truth().surveys();
    private static final World SAMPLE = Simulator.run(Simulator.sample());

    @Test
    void theResponseRateLiesNearTheTruth() {
        assertNear(Surveys.RESPONSE_RATE.of(WORLD.surveys()), TRUTH.answered());
        assertNear(
                Surveys.RESPONSE_RATE_WITH_PARTIALS.of(WORLD.surveys()),
                TRUTH.answered() + (1 - TRUTH.answered()) * TRUTH.begun());
    }

    @Test
    void surveysAreReturnedAndBegunAtTheTrueRates() {
        long sent = count(WORLD, SurveyStage.values()) - count(WORLD, SurveyStage.INELIGIBLE, SurveyStage.NOT_SENT);
        assertNear(sent - count(WORLD, SurveyStage.BOUNCED), sent, TRUTH.delivered());
        assertNear(
                count(WORLD, SurveyStage.PARTIAL),
                count(WORLD, SurveyStage.PARTIAL, SurveyStage.NO_ANSWER),
                TRUTH.begun());
    }

    @Test
    void theCoverageLiesNearTheTruthAndIsCompleteIfEveryContactIsSurveyed() {
        assertThat(Surveys.COVERAGE.of(SAMPLE.surveys()).value().orElseThrow())
                .isCloseTo(SAMPLE.truth().surveys().coverage(), within(0.02))
                .isLessThan(1);
        assertThat(Surveys.COVERAGE.of(WORLD.surveys()).value()).hasValue(1);
        assertThat(TRUTH.coverage()).isEqualTo(1);
    }

    @Test
    void everySurveyThatWasSentHasATimeBeforeItsAnswerAndNoOtherHasOne() {
        assertThat(SAMPLE.surveys()).allSatisfy(survey -> {
            boolean sent = Boolean.TRUE.equals(survey.delivery().sent());
            assertThat(survey.sentAt() != null).isEqualTo(sent);
            assertThat(survey.respondedAt() != null).isEqualTo(survey.score() != null);
            assertThat(survey.respondedAt() == null || survey.respondedAt().isAfter(requireNonNull(survey.sentAt())))
                    .isTrue();
        });
    }

    @Test
    void noContactIsBothSurveyedAndLeftOut() {
        Set<String> contacts = new HashSet<>();
        assertThat(SAMPLE.surveys().stream().map(SurveyResponse::interactionId).filter(id -> id != null))
                .allMatch(contacts::add);
    }

    @Test
    void thoseNotSentComeLast() {
        List<SurveyStage> stages = SAMPLE.surveys().stream()
                .map(survey -> requireNonNull(survey.stage()))
                .toList();
        int sent = (int) SAMPLE.surveys().stream()
                .filter(survey -> survey.sentAt() != null)
                .count();
        assertThat(stages.subList(0, sent)).doesNotContain(SurveyStage.NOT_SENT, SurveyStage.INELIGIBLE);
        assertThat(stages.subList(sent, stages.size())).containsOnly(SurveyStage.NOT_SENT, SurveyStage.INELIGIBLE);
    }

    private static long count(World world, SurveyStage... stages) {
        return world.surveys().stream()
                .filter(survey -> List.of(stages).contains(survey.stage()))
                .count();
    }
}

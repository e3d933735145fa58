package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SurveyStageTest {
    private static final Scale FIVE = Scale.of(1, 5);

    private static @Nullable SurveyStage stage(
            @Nullable Integer score,
            @Nullable Boolean eligible,
            @Nullable Boolean sent,
            @Nullable Boolean delivered,
            @Nullable Boolean partial) {
        return SurveyResponse.builder(SurveyKind.CSAT, FIVE)
                .score(score)
                .delivery(new SurveyResponse.Delivery(eligible, sent, delivered, partial, false))
                .build()
                .stage();
    }

    @Test
    void aSurveyGotAsFarAsTheLastThingKnownOfIt() {
        assertThat(stage(null, true, null, null, null)).isEqualTo(SurveyStage.NOT_SENT);
        assertThat(stage(null, true, false, null, null)).isEqualTo(SurveyStage.NOT_SENT);
        assertThat(stage(null, null, false, null, null)).isEqualTo(SurveyStage.NOT_SENT);
        assertThat(stage(null, true, true, null, null)).isEqualTo(SurveyStage.DELIVERY_UNKNOWN);
        assertThat(stage(null, true, true, false, null)).isEqualTo(SurveyStage.BOUNCED);
        assertThat(stage(null, true, true, true, null)).isEqualTo(SurveyStage.NO_ANSWER);
        assertThat(stage(null, null, null, true, null)).isEqualTo(SurveyStage.NO_ANSWER);
        assertThat(stage(null, true, true, true, true)).isEqualTo(SurveyStage.PARTIAL);
        assertThat(stage(4, true, true, true, true)).isEqualTo(SurveyStage.PARTIAL);
        assertThat(stage(4, true, true, true, false)).isEqualTo(SurveyStage.COMPLETE);
        assertThat(stage(4, null, null, null, null)).isEqualTo(SurveyStage.COMPLETE);
    }

    @Test
    void whoWasNotToBeAskedIsIneligibleWhateverElseIsKnown() {
        assertThat(stage(5, false, true, true, false)).isEqualTo(SurveyStage.INELIGIBLE);
        assertThat(stage(null, false, null, null, null)).isEqualTo(SurveyStage.INELIGIBLE);
    }

    @Test
    void whereNothingSaysThatThereWasASurveyThereIsNoStage() {
        assertThat(stage(null, null, null, null, null)).isNull();
    }

    @Test
    void aSupersededResponseDiffersInNothingElse() {
        SurveyResponse answer = SurveyResponse.builder(SurveyKind.CSAT, FIVE)
                .id("s")
                .score(4)
                .occasion(SurveyResponse.Occasion.RELATIONAL)
                .delivery(new SurveyResponse.Delivery(true, true, true, false, false))
                .build();
        SurveyResponse replaced = answer.superseded();

        assertThat(replaced.delivery()).isEqualTo(new SurveyResponse.Delivery(true, true, true, false, true));
        assertThat(replaced)
                .usingRecursiveComparison()
                .ignoringFields("delivery")
                .isEqualTo(answer);
        assertThat(replaced.superseded()).isEqualTo(replaced);
        assertThat(replaced.stage()).isEqualTo(SurveyStage.COMPLETE);
    }

    private static SurveyResponse question(@Nullable String id, String question, @Nullable Integer score) {
        return SurveyResponse.builder(SurveyKind.CSAT, FIVE)
                .id(id)
                .question(question)
                .score(score)
                .delivery(new SurveyResponse.Delivery(true, true, true, null, false))
                .build();
    }

    private static List<@Nullable SurveyStage> stages(SurveyResponse... responses) {
        return SurveyResponse.perSurvey(List.of(responses)).stream()
                .map(SurveyResponse::stage)
                .toList();
    }

    @Test
    void aSurveyOfSeveralQuestionsIsOneSurvey() {
        assertThat(stages(question("a", "speed", 4), question("b", "speed", 4), question("a", "tone", 5)))
                .containsExactly(SurveyStage.COMPLETE, SurveyStage.COMPLETE);
    }

    @Test
    void aSurveyIsPartialUnlessAllItsQuestionsAreAnsweredAndUnansweredIfNoneIs() {
        assertThat(stages(question("a", "speed", 4), question("a", "tone", null)))
                .containsExactly(SurveyStage.PARTIAL);
        assertThat(stages(question("a", "speed", null), question("a", "tone", 5)))
                .containsExactly(SurveyStage.PARTIAL);
        assertThat(stages(question("a", "speed", null), question("a", "tone", null)))
                .containsExactly(SurveyStage.NO_ANSWER);
    }

    @Test
    void responsesWithoutAnIdAreSurveysOfTheirOwnAndSoAreSupersededOnes() {
        assertThat(stages(question(null, "speed", 4), question(null, "speed", 4)))
                .hasSize(2);
        assertThat(stages(question("a", "speed", 4).superseded(), question("a", "speed", 5)))
                .containsExactly(SurveyStage.COMPLETE, SurveyStage.COMPLETE);
        assertThat(stages()).isEmpty();
    }
}

package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuestionnaireTest {
    private static SurveyResponse answer(@Nullable String id, String question, @Nullable Integer score) {
        return SurveyResponse.builder(SurveyKind.CUSTOM, Scale.of(1, 10))
                .id(id)
                .question(question)
                .score(score)
                .customer("customer of " + question)
                .attribute("asked", question)
                .build();
    }

    @Test
    void answersOfOneSurveyStandTogetherInTheOrderOfTheFirst() {
        List<Questionnaire> all =
                Questionnaire.of(List.of(answer("b", "speed", 3), answer("a", "speed", 8), answer("b", "tone", 5)));

        assertThat(all).extracting(Questionnaire::id).containsExactly("b", "a");
        assertThat(all.get(0).answers()).hasSize(2);
        assertThat(all.get(0).score("speed")).isEqualTo(3);
        assertThat(all.get(0).score("tone")).isEqualTo(5);
    }

    @Test
    void answersWithoutASurveyAndSupersededOnesAreInNone() {
        List<Questionnaire> all = Questionnaire.of(
                List.of(answer(null, "speed", 3), answer("a", "speed", 8).superseded(), answer("a", "speed", 2)));

        assertThat(all).hasSize(1);
        assertThat(all.get(0).score("speed")).isEqualTo(2);
        assertThat(Questionnaire.of(List.of())).isEmpty();
    }

    @Test
    void aQuestionThatWasNotAskedOrNotAnsweredHasNoScore() {
        Questionnaire survey = new Questionnaire("a", List.of(answer("a", "speed", null)));

        assertThat(survey.score("speed")).isNull();
        assertThat(survey.answer("speed")).isNotNull();
        assertThat(survey.score("tone")).isNull();
        assertThat(survey.answer("tone")).isNull();
    }

    @Test
    void itConcernsWhomItsFirstAnswerConcerns() {
        Questionnaire survey = new Questionnaire("a", List.of(answer("a", "speed", 1), answer("a", "tone", 2)));

        assertThat(survey.subject().customerId()).isEqualTo("customer of speed");
        assertThat(survey.attributes()).isEqualTo(Map.of("asked", "speed"));
    }

    @Test
    void withoutAnIdOrAnAnswerThereIsNone() {
        assertThatThrownBy(() -> new Questionnaire("a", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of answers must be at least 1, got 0");
        assertThatThrownBy(() -> new Questionnaire(" ", List.of(answer("a", "speed", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id must be a text");
    }
}

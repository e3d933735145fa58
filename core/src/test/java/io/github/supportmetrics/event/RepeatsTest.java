package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatsTest {
    private static final Scale FIVE = Scale.of(1, 5);

    private static SurveyResponse.Builder rated(int score) {
        return SurveyResponse.builder(SurveyKind.CSAT, FIVE)
                .interactionId("i")
                .customer("c")
                .score(score);
    }

    private static SurveyResponse at(@Nullable Integer second, int score) {
        return rated(score)
                .respondedAt(second == null ? null : Instant.ofEpochSecond(second))
                .build();
    }

    private static List<Integer> counting(List<SurveyResponse> answers) {
        return answers.stream()
                .filter(answer -> !answer.delivery().superseded())
                .map(answer -> answer.score() == null ? 0 : answer.score())
                .toList();
    }

    private static List<Integer> last(SurveyResponse... answers) {
        return counting(Repeats.LAST_COUNTS.perInteraction(List.of(answers)));
    }

    private static List<Integer> first(SurveyResponse... answers) {
        return counting(Repeats.FIRST_COUNTS.perInteraction(List.of(answers)));
    }

    @Test
    void theLastOrTheFirstAnswerCounts() {
        assertThat(last(at(1, 2), at(2, 4), at(3, 5))).containsExactly(5);
        assertThat(first(at(1, 2), at(2, 4), at(3, 5))).containsExactly(2);
    }

    @Test
    void theTimeDecidesAndNotThePlace() {
        assertThat(last(at(3, 5), at(1, 2), at(2, 4))).containsExactly(5);
        assertThat(first(at(3, 5), at(1, 2), at(2, 4))).containsExactly(2);
    }

    @Test
    void atTheSameInstantOrWithoutOneThePlaceDecides() {
        assertThat(last(at(1, 2), at(1, 4))).containsExactly(4);
        assertThat(first(at(1, 2), at(1, 4))).containsExactly(2);
        assertThat(last(at(9, 2), at(null, 4))).containsExactly(4);
        assertThat(first(at(null, 2), at(1, 4))).containsExactly(2);
        assertThat(last(at(null, 2), at(null, 4))).containsExactly(4);
    }

    @ParameterizedTest
    @EnumSource(Repeats.class)
    void allAreKeptInTheirOrderAndOnlyMarked(Repeats repeats) {
        List<SurveyResponse> answers = List.of(at(1, 2), at(2, 4));
        List<SurveyResponse> marked = repeats.perInteraction(answers);

        assertThat(marked).extracting(SurveyResponse::score).containsExactly(2, 4);
        assertThat(marked.get(0)).isIn(answers.get(0), answers.get(0).superseded());
        assertThat(marked.get(1)).isIn(answers.get(1), answers.get(1).superseded());
        assertThat(counting(answers)).containsExactly(2, 4);
        assertThat(repeats.perInteraction(marked)).isEqualTo(marked);
    }

    @ParameterizedTest
    @EnumSource(Repeats.class)
    void answersToNothingKnownAllCount(Repeats repeats) {
        List<SurveyResponse> nameless = Collections.nCopies(3, SurveyResponse.csat(4));

        assertThat(repeats.perInteraction(nameless)).isEqualTo(nameless);
        assertThat(repeats.perCustomer(nameless)).isEqualTo(nameless);
        assertThat(repeats.perInteraction(List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Repeats.class)
    void answersOfAnotherKindScaleQuestionOrContactReplaceNothing(Repeats repeats) {
        List<SurveyResponse> unlike = List.of(
                rated(1).build(),
                rated(2).question("speed").build(),
                rated(3).question("tone").build(),
                rated(4).interactionId("other").build(),
                SurveyResponse.builder(SurveyKind.CES, FIVE)
                        .interactionId("i")
                        .score(5)
                        .build(),
                SurveyResponse.builder(SurveyKind.CSAT, FIVE.lowIsGood())
                        .interactionId("i")
                        .score(1)
                        .build(),
                SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 7))
                        .interactionId("i")
                        .score(5)
                        .build());

        assertThat(repeats.perInteraction(unlike)).isEqualTo(unlike);
    }

    @ParameterizedTest
    @EnumSource(Repeats.class)
    void anUnansweredOneReplacesNoAnswerAndIsReplacedByNone(Repeats repeats) {
        SurveyResponse unanswered = SurveyResponse.builder(SurveyKind.CSAT, FIVE)
                .interactionId("i")
                .respondedAt(Instant.ofEpochSecond(9))
                .build();
        List<SurveyResponse> answers = List.of(unanswered, at(1, 4), unanswered);

        assertThat(repeats.perInteraction(answers)).isEqualTo(answers);
    }

    @Test
    void whatIsSupersededAlreadyReplacesNothing() {
        assertThat(last(at(1, 2), at(2, 4).superseded())).containsExactly(2);
        assertThat(first(at(1, 2).superseded(), at(2, 4))).containsExactly(4);
    }

    @Test
    void aRelationalAnswerCountsOncePerCustomer() {
        List<SurveyResponse> answers = List.of(
                rated(2).interactionId("i").build(),
                rated(4).interactionId("j").build(),
                rated(5).customer("d").build());

        assertThat(counting(Repeats.LAST_COUNTS.perCustomer(answers))).containsExactly(4, 5);
        assertThat(counting(Repeats.FIRST_COUNTS.perCustomer(answers))).containsExactly(2, 5);
        assertThat(counting(Repeats.LAST_COUNTS.perInteraction(answers))).containsExactly(4, 5);
        assertThat(counting(Repeats.LAST_COUNTS.per(answer -> "all", answers))).containsExactly(5);
    }
}

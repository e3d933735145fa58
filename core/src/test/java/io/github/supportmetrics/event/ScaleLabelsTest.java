package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleLabelsTest {
    private static final ScaleLabels FACES = ScaleLabels.of("😞", "😐", "😀");

    @Test
    void labelsCountFromTheWorst() {
        assertThat(FACES.scale()).isEqualTo(Scale.of(1, 3));
        assertThat(FACES.score("😞")).isEqualTo(1);
        assertThat(FACES.score("😀")).isEqualTo(3);
        assertThat(FACES.scale().isAmongBest(FACES.score("😀"), FACES.scale().satisfiedPoints()))
                .isTrue();
        assertThat(FACES.scale().isAmongBest(FACES.score("😐"), FACES.scale().satisfiedPoints()))
                .isFalse();
    }

    @Test
    void anAnswerThatWasNotDeclaredIsRefused() {
        assertThatThrownBy(() -> FACES.score("🤷"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("answer must be one of [😞, 😐, 😀], got '🤷'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12})
    void fewerThanTwoOrMoreThanElevenLabelsAreNoScale(int size) {
        List<String> labels =
                IntStream.range(0, size).mapToObj(Integer::toString).toList();

        assertThatThrownBy(() -> new ScaleLabels(labels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels of a scale must be from 2 to 11, got " + size);
    }

    @Test
    void twoLabelsMustNotBeAlike() {
        assertThatThrownBy(() -> ScaleLabels.of("no", "yes", "no"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels of a scale must be all different, got [no, yes, no]");
    }

    @Test
    void aListThatChangesLaterChangesNothing() {
        List<String> words = new ArrayList<>(List.of("bad", "good"));
        ScaleLabels labels = new ScaleLabels(words);
        Collections.reverse(words);

        assertThat(labels.score("good")).isEqualTo(2);
    }

    /** DOMAIN §1.1: the sets that the field agrees on; 8, 9 and 11 points have none. */
    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "4, 2", "5, 2", "6, 2", "7, 2", "8, 0", "9, 0", "10, 3", "11, 0"})
    void everyScaleOfTwoToElevenPointsHasTheAgreedSatisfiedSetOrNone(int size, int satisfied) {
        ScaleLabels labels = new ScaleLabels(
                IntStream.rangeClosed(1, size).mapToObj(i -> "label " + i).toList());
        Scale high = labels.scale();
        Scale low = high.lowIsGood();

        assertThat(high).isEqualTo(Scale.of(1, size));
        assertThat(high.satisfiedPoints()).isEqualTo(satisfied);
        assertThat(low.satisfiedPoints()).isEqualTo(satisfied);
        for (int score = 1; score <= size; score++) {
            assertThat(labels.score("label " + score)).isEqualTo(score);
            assertThat(high.isAmongBest(score, satisfied)).isEqualTo(score > size - satisfied);
            assertThat(low.isAmongBest(score, satisfied)).isEqualTo(score <= satisfied);
            assertThat(low.isAmongWorst(score, satisfied)).isEqualTo(high.isAmongBest(score, satisfied));
        }
    }
}

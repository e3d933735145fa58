package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({"1-5, 1, 5, HIGH", "0-10, 0, 10, HIGH", "1-5 low, 1, 5, LOW", "-2-2, -2, 2, HIGH", "-3--1, -3, -1, HIGH"
    })
    void readsWhatItPrints(String text, int min, int max, Scale.GoodEnd good) {
        Scale scale = Scale.parse(text);

        assertThat(scale.min()).isEqualTo(min);
        assertThat(scale.max()).isEqualTo(max);
        assertThat(scale.good()).isEqualTo(good);
        assertThat(scale).hasToString(text);
        assertThat(Scale.parse("  " + text + " ")).isEqualTo(scale);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "1-", "1–5", "1-5 high", "1-5low", "a-b", "1.5-2", "1-99999"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> Scale.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale must be like 1-5 or 1-5 low, got '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5-1", "3-3", "0-101"})
    void refusesScalesOfOnePointOrTooMany(String text) {
        assertThatThrownBy(() -> Scale.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale must be two points or more, and at most 101, got " + text);
    }

    @Test
    void theBestPointsAreAtTheGoodEnd() {
        Scale high = Scale.of(1, 5);
        Scale low = high.lowIsGood();

        assertThat(high.isAmongBest(4, 2)).isTrue();
        assertThat(high.isAmongBest(3, 2)).isFalse();
        assertThat(high.isAmongWorst(2, 2)).isTrue();
        assertThat(high.isAmongWorst(3, 2)).isFalse();
        assertThat(low.isAmongBest(2, 2)).isTrue();
        assertThat(low.isAmongBest(3, 2)).isFalse();
        assertThat(low.isAmongWorst(4, 2)).isTrue();
        assertThat(high.best(2)).isEqualTo("4–5");
        assertThat(low.best(2)).isEqualTo("1–2");
        assertThat(high.worst(1)).isEqualTo("1");
        assertThat(low.worst(1)).isEqualTo("5");
        assertThat(high.contains(0) || high.contains(6)).isFalse();
        assertThat(high.size()).isEqualTo(5);
    }

    @Test
    void satisfiedPointsAreAtMostHalf() {
        assertThat(Scale.NPS.satisfiedPoints()).isZero();
        assertThat(Scale.NPS.withSatisfied(5).satisfiedPoints()).isEqualTo(5);
        assertThatThrownBy(() -> Scale.NPS.withSatisfied(6))
                .hasMessage("satisfied points must be at most half of the scale 0-10, got 6");
        assertThatThrownBy(() -> Scale.NPS.withSatisfied(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

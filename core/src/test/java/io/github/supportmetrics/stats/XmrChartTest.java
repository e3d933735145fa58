package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.stats.XmrChart.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Figures worked by hand from the constants 2.66, 3.267 and 1.128. */
class XmrChartTest {
    private static final double[] WEEKS = {84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92};

    @Test
    void twelveWeeksHaveTheirLimits() {
        XmrChart chart = XmrChart.of(WEEKS);

        assertThat(chart.n()).isEqualTo(12);
        assertThat(chart.centre().orElseThrow()).isCloseTo(1057 / 12., within(1e-12));
        assertThat(chart.meanRange().orElseThrow()).isCloseTo(32 / 11., within(1e-12));
        assertThat(chart.lower().orElseThrow()).isCloseTo(80.35, within(.005));
        assertThat(chart.upper().orElseThrow()).isCloseTo(95.82, within(.005));
        assertThat(chart.rangeLimit().orElseThrow()).isCloseTo(9.50, within(.005));
        assertThat(chart.sigma().orElseThrow()).isCloseTo(2.579, within(.0005));
        for (Rule rule : Rule.values()) {
            assertThat(chart.signals(rule)).as("%s", rule).isEmpty();
        }
        assertThat(chart).hasToString("x̄ 88.1, routine 80.3 … 95.8 (n = 12)");
    }

    @Test
    void aMissingValueHasNoRangeWithItsNeighbours() {
        OptionalDouble none = OptionalDouble.empty();
        XmrChart chart = XmrChart.of(List.of(
                OptionalDouble.of(1), OptionalDouble.of(3), none, OptionalDouble.of(90), OptionalDouble.of(94)));

        assertThat(chart.n()).isEqualTo(4);
        assertThat(chart.meanRange()).hasValue(3);
        assertThat(chart.centre()).hasValue(47);
        assertThat(chart.signals(Rule.OUTSIDE)).containsExactly(0, 1, 3, 4);
    }

    @Test
    void aValueBeyondALimitIsASignal() {
        double[] values = new double[21];
        Arrays.setAll(values, i -> i % 2);
        values[10] = 9;
        XmrChart chart = XmrChart.of(values);

        // mR̄ = (18 + 8 + 8) / 20, so that the upper limit is 19 / 21 + 4.522.
        assertThat(chart.upper().orElseThrow()).isCloseTo(19 / 21. + 2.66 * 1.7, within(1e-12));
        assertThat(chart.signals(Rule.OUTSIDE)).containsExactly(10);
        values[10] = -9;
        assertThat(XmrChart.of(values).signals(Rule.OUTSIDE)).containsExactly(10);
    }

    @Test
    void eightOnOneSideAreARunAndSevenAreNone() {
        double[] values = {0, 2, 0, 2, 0, 2, 0, 2, 4, 5, 4, 5, 4, 5, 4, 1, 4, -4, 4, -4};
        assertThat(XmrChart.of(values).centre()).hasValue(2);
        // The values at the centre belong to no side, so that seven are left.
        assertThat(XmrChart.of(values).signals(Rule.RUN)).isEmpty();
        values[15] = 4;
        values[16] = 1;
        assertThat(XmrChart.of(values).signals(Rule.RUN)).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void threeOfFourFarOutAreASignal() {
        double[] values = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 3, 0, 3, 3, 0, 1, 0, 1, 0, 1};
        XmrChart chart = XmrChart.of(values);
        double half = (chart.upper().orElseThrow() - chart.centre().orElseThrow()) / 2;

        assertThat(3 - chart.centre().orElseThrow()).isGreaterThan(half).isLessThan(2 * half);
        assertThat(chart.signals(Rule.FAR)).containsExactly(10, 12, 13);
        values[13] = 0;
        assertThat(XmrChart.of(values).signals(Rule.FAR)).isEmpty();
    }

    @Test
    void withoutNeighboursThereAreNoLimits() {
        assertThat(XmrChart.of().centre()).isEmpty();
        assertThat(XmrChart.of(5).centre()).hasValue(5);
        assertThat(XmrChart.of(5).upper()).isEmpty();
        assertThat(XmrChart.of(5).signals(Rule.OUTSIDE)).isEmpty();
        assertThat(XmrChart.of(5)).hasToString("no limits (n = 1)");
        XmrChart flat = XmrChart.of(7, 7, 7, 7, 7, 7, 7, 7, 7);
        assertThat(flat.upper()).hasValue(7);
        for (Rule rule : Rule.values()) {
            assertThat(flat.signals(rule)).isEmpty();
        }
        assertThatThrownBy(() -> XmrChart.of(1, Double.POSITIVE_INFINITY))
                .hasMessage("value of a series must be a finite number, got Infinity");
        assertThatThrownBy(() -> XmrChart.of(List.of(OptionalDouble.of(Double.NaN))))
                .hasMessage("value of a series must be a finite number, got NaN");
    }
}

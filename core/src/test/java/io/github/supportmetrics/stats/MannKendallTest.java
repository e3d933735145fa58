package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: scipy 1.10.1, z checked with R 4.2; its intercept is another one, median y − slope · median x. */
class MannKendallTest {
    private static final double[] WEEKS = {84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92};

    static Stream<ArgumentSet> series() {
        return SharedData.cases("oracle/trend.json", "mann-kendall");
    }

    @ParameterizedTest
    @MethodSource("series")
    void agreesWithScipyAndR(JsonNode test) {
        double[] values = StreamSupport.stream(test.get("data").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        JsonNode expected = test.get("expected");
        MannKendall trend = MannKendall.of(values);

        assertThat(trend.s()).isEqualTo(expected.get("S").asLong());
        assertSame("variance", trend.variance(), expected.get("varS").asDouble());
        assertSame("z", trend.z(), expected.get("zContinuity").asDouble());
        assertSame("p", trend.p(), expected.get("p").asDouble());
        assertSame("tau", trend.tau().orElseThrow(), expected.get("tauA").asDouble());
        if (expected.has("senSlope")) {
            assertSame(
                    "slope",
                    trend.slope().orElseThrow(),
                    expected.get("senSlope").asDouble());
            Interval interval = trend.slopeInterval(P95);
            assertSame("low", interval.low(), expected.get("senCi95").get(0).asDouble());
            assertSame("high", interval.high(), expected.get("senCi95").get(1).asDouble());
        }
    }

    @Test
    void twelveWeeksRiseByFourTenthsAWeek() {
        MannKendall trend = MannKendall.of(WEEKS);

        assertThat(trend.s()).isEqualTo(35);
        assertThat(trend.variance()).isCloseTo(209.67, within(.005));
        assertThat(trend.z()).isCloseTo(2.35, within(.005));
        assertThat(trend.p()).isCloseTo(.0189, within(.00005));
        assertThat(trend.slope().orElseThrow()).isCloseTo(.4, within(1e-12));
        assertThat(trend.lineAt(0).orElseThrow()).isCloseTo(86.1, within(1e-9));
        assertThat(trend.lineAt(13).orElseThrow()).isCloseTo(91.3, within(1e-9));
        // Neighbours of this series are less alike than chance makes them: r = −.47.
        assertThat(trend.inflation()).isEqualTo(1);
        assertThat(trend.correctedP()).isEqualTo(trend.p());
        assertThat(trend).hasToString("slope 0.4 a step (95 % CI 0.25 … 1, n = 12, p = 0.0189)");
    }

    @Test
    void neighboursThatAreAlikeMakeATrendLessSure() {
        // Of the rest r = .41912577565353576, so r' = .5864072195669197: by Python 3.11, from the formula.
        MannKendall trend =
                MannKendall.of(50, 52, 55, 53, 49, 48, 51, 54, 56, 55, 52, 50, 53, 57, 58, 55, 54, 52, 55, 59);

        assertThat(trend.slope().orElseThrow()).isCloseTo(.31666666666666665, within(1e-12));
        assertThat(trend.inflation()).isCloseTo(3.835674350760583, within(1e-9));
        assertThat(trend.correctedP()).isGreaterThan(1.5 * trend.p());
        double[] step = new double[30];
        Arrays.setAll(step, i -> i < 15 ? 0 : 100);
        assertThat(MannKendall.of(step).inflation()).as("r' is .93, and capped").isCloseTo(19, within(1e-9));
    }

    @Test
    void seriesWithoutAPairHaveNoSlope() {
        assertThat(MannKendall.of().slope()).isEmpty();
        assertThat(MannKendall.of().lineAt(1)).isEmpty();
        assertThat(MannKendall.of().tau()).isEmpty();
        assertThat(MannKendall.of(7)).hasToString("no slope (n = 1)");
        assertThat(MannKendall.of(7).lineAt(5)).hasValue(7);
        assertThat(MannKendall.of(7).p()).isEqualTo(1);
        assertThat(MannKendall.of(7).slopeInterval(P95).high()).isInfinite();
        MannKendall flat = MannKendall.of(3, 3, 3, 3, 3);
        assertThat(flat.z()).isZero();
        assertThat(flat.correctedP()).isEqualTo(1);
        assertThat(flat.slope()).hasValue(0);
        assertThat(MannKendall.of(1, 2).s()).isEqualTo(1);
        assertThat(MannKendall.of(2, 1).s()).isEqualTo(-1);
        assertThat(MannKendall.of(2, 1).z()).isZero();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> MannKendall.of(1, Double.NaN))
                .hasMessage("value of a series must be a finite number, got NaN");
        assertThatThrownBy(() -> MannKendall.of(new double[10_001]))
                .hasMessage("values of a series must be at most 10000, got 10001");
    }

    @Test
    void aStraightLineLeavesNothingThatIsAlike() {
        double[] line = new double[12];
        for (int i = 0; i < line.length; i++) {
            line[i] = .8 + .01 * i;
        }
        MannKendall rising = MannKendall.of(line);
        assertThat(rising.inflation()).isEqualTo(1);
        assertThat(rising.correctedP()).isEqualTo(rising.p()).isLessThan(.001);
    }
}

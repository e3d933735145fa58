package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: scipy 1.10.1 and statsmodels 0.13.5; single vectors scipy 1.17.1. */
class TwoMeansTest {
    /** The files' values have one decimal; whatever has more is refused on reading. */
    private static final int DECIMALS = 1;

    private static final double UNIT = 10;

    /**
     * scipy 1.10.1 itself is off by up to 6e-9 in two of the cases, as its t quantile is, see {@link MomentsTest}; scipy 1.17.1 gives the
     * limits found here.
     */
    private static final double STUDENT = 1e-8;

    static Stream<ArgumentSet> pairs() {
        return SharedData.cases("oracle/means.json", "two-means");
    }

    private static Moments tenths(JsonNode values) {
        return MomentsTest.of(StreamSupport.stream(values.spliterator(), false)
                .mapToLong(
                        value -> value.decimalValue().movePointRight(DECIMALS).longValueExact())
                .toArray());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void welchAgreesWithScipy(JsonNode test) {
        Moments a = tenths(test.get("data").get("a"));
        Moments b = tenths(test.get("data").get("b"));
        JsonNode expected = test.get("expected");

        Difference welch = Moments.estimator(UNIT).difference(a, b, P95);

        assertSame("t", welch.statistic().orElseThrow(), expected.get("welchT").asDouble());
        assertSame(
                "df",
                welch.degreesOfFreedom().orElseThrow(),
                expected.get("welchDf").asDouble());
        assertSame("p", welch.p().orElseThrow(), expected.get("welchP").asDouble());
        JsonNode ends = expected.get("welchCi95");
        assertSame("low", welch.interval().low(), ends.get(0).asDouble(), STUDENT);
        assertSame("high", welch.interval().high(), ends.get(1).asDouble(), STUDENT);
        assertThat(welch.interval().method()).isEqualTo("welch");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void studentAgreesWithScipy(JsonNode test) {
        TwoMeans two = new TwoMeans(
                tenths(test.get("data").get("a")), tenths(test.get("data").get("b")));
        JsonNode expected = test.get("expected");

        Difference student = two.student(P95);

        assertSame(
                "t", student.statistic().orElseThrow(), expected.get("studentT").asDouble());
        assertSame("p", student.p().orElseThrow(), expected.get("studentP").asDouble());
        assertSame("d", two.cohensD().orElseThrow(), expected.get("cohensD").asDouble());
        assertThat(student.degreesOfFreedom())
                .hasValue(two.first().count() + two.second().count() - 2.0);
        assertThat(student.interval().contains(0)).isTrue();
        assertThat(student.sign()).isZero();
    }

    @Test
    void withoutLikeVariancesDegreesOfFreedomAreFewer() {
        Moments a = MomentsTest.of(31, 45, 28, 52, 60, 41);
        Moments b = MomentsTest.of(22, 35, 30, 41, 28, 33, 25);

        Difference welch = new TwoMeans(a, b).welch(P95);

        assertSame("difference", welch.value().orElseThrow(), 12.261904761904763);
        assertSame("t", welch.statistic().orElseThrow(), 2.2114249820826006);
        assertSame("df", welch.degreesOfFreedom().orElseThrow(), 7.290658390601921);
        assertSame("p", welch.p().orElseThrow(), 0.06115747918567704);
        assertSame("95 %", welch.interval(), -0.7442359627946171, 25.268045486604144);
    }

    @Test
    void anotherUnitChangesTheDifferenceAndNotTheTest() {
        Moments a = MomentsTest.of(31_000, 45_000, 28_000);
        Moments b = MomentsTest.of(22_000, 35_000, 30_000);

        Difference millis = Moments.estimator(1).difference(a, b, P95);
        Difference seconds = Moments.estimator(1000).difference(a, b, P95);

        assertSame("difference", seconds.value().orElseThrow(), millis.value().orElseThrow() / 1000);
        assertSame(
                "95 %",
                seconds.interval(),
                millis.interval().low() / 1000,
                millis.interval().high() / 1000);
        assertThat(seconds.statistic()).isEqualTo(millis.statistic());
        assertThat(seconds.degreesOfFreedom()).isEqualTo(millis.degreesOfFreedom());
        assertThat(seconds.p()).isEqualTo(millis.p());
    }

    @Test
    void oneValueOnASideGivesADifferenceWithoutBounds() {
        TwoMeans two = new TwoMeans(MomentsTest.of(3), MomentsTest.of(1, 2));

        assertThat(two.welch(P95))
                .isEqualTo(Difference.untested(two.welch(P95).value(), Difference.unbounded(P95, "welch")));
        assertThat(two.welch(P95).value()).hasValue(1.5);
        assertThat(two.student(P95).value()).hasValue(1.5);
        assertThat(two.student(P95).p()).isEmpty();
        assertThat(two.cohensD()).isEmpty();
        assertThat(two.welch(P95).sign()).isZero();
    }

    @Test
    void valuesAllAlikeGiveADifferenceWithoutTest() {
        TwoMeans two = new TwoMeans(MomentsTest.of(3, 3, 3), MomentsTest.of(1, 1));

        assertThat(two.welch(P95).value()).hasValue(2);
        assertThat(two.welch(P95).p()).isEmpty();
        assertThat(two.student(P95).statistic()).isEmpty();
        assertThat(two.cohensD()).isEmpty();
    }

    @Test
    void aSideThatDoesNotVaryLeavesTheOthersDegreesOfFreedom() {
        Difference welch = new TwoMeans(MomentsTest.of(3, 3, 3), MomentsTest.of(1, 2, 4, 9)).welch(P95);

        assertSame("df", welch.degreesOfFreedom().orElseThrow(), 3);
    }

    @Test
    void withoutValuesOnASideThereIsNoDifference() {
        TwoMeans two = new TwoMeans(Moments.EMPTY, MomentsTest.of(1, 2));

        assertThat(two.welch(P95).value()).isEmpty();
        assertThat(two.student(P95).value()).isEmpty();
        assertThat(two.cohensD()).isEmpty();
        assertThat(Moments.estimator(1)
                        .difference(Moments.EMPTY, MomentsTest.of(1, 2), P95)
                        .interval())
                .isEqualTo(Difference.unbounded(P95, "welch"));
    }
}

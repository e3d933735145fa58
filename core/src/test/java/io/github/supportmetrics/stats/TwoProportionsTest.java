package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import io.github.supportmetrics.stats.TwoProportions.Method;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: statsmodels 0.13.5 and scipy 1.10.1, of McNemar's test R 4.2.2; single vectors scipy 1.17.1. */
class TwoProportionsTest {
    private static final TwoProportions SHARES = of(170, 200, 132, 180);

    static Stream<ArgumentSet> pairs() {
        return SharedData.cases("oracle/two-proportions.json", "two-proportions");
    }

    static Stream<ArgumentSet> changes() {
        return SharedData.cases("oracle/comparisons.json", "mcnemar");
    }

    private static TwoProportions of(long k1, long n1, long k2, long n2) {
        return new TwoProportions(new Proportion(k1, n1), new Proportion(k2, n2));
    }

    private static TwoProportions of(JsonNode test) {
        JsonNode params = test.get("params");
        return of(
                params.get("count1").asLong(),
                params.get("n1").asLong(),
                params.get("count2").asLong(),
                params.get("n2").asLong());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void zAgreesWithStatsmodels(JsonNode test) {
        TwoProportions two = of(test);

        assertTested("pooled", two.zPooled(), test.get("expected").get("zPooled"));
        assertTested("unpooled", two.zUnpooled(), test.get("expected").get("zUnpooled"));
    }

    /** The tool has no z where nothing varies; here alike samples have a z of 0 and a p of 1. */
    private static void assertTested(String what, double z, JsonNode expected) {
        assertSame(what + " z", z, expected.get("z").asDouble());
        assertSame(what + " p", TwoProportions.p(z), expected.get("p").asDouble(1));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void intervalsAgreeWithStatsmodels(JsonNode test) {
        TwoProportions two = of(test);
        ConfidenceLevel level = Figures.level(test);
        JsonNode expected = test.get("expected");

        assertSame(
                "difference",
                two.difference().orElseThrow(),
                expected.get("diff").asDouble());
        assertSame("Newcombe", two.interval(Method.NEWCOMBE, level), expected.get("newcombe"));
        assertSame("Agresti–Caffo", two.interval(Method.AGRESTI_CAFFO, level), expected.get("agrestiCaffo"));
        // The tool lets Wald's limits leave the range of differences.
        assertSame(
                "Wald",
                two.interval(Method.WALD, level),
                Math.max(-1, expected.get("wald").get(0).asDouble()),
                Math.min(1, expected.get("wald").get(1).asDouble()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void testsOfTheTableAgreeWithScipy(JsonNode test) {
        TwoProportions two = of(test);
        JsonNode expected = test.get("expected");

        assertSame("Fisher", two.fisher(), expected.get("fisherP").asDouble());
        if (expected.has("chi2")) {
            assertSame("χ²", Math.pow(two.zPooled(), 2), expected.get("chi2").asDouble());
            assertSame("Yates", two.yates(), expected.get("chi2Yates").asDouble());
            assertSame(
                    "Yates p",
                    TwoProportions.pOfChiSquare(two.yates(), 1),
                    expected.get("pYates").asDouble());
        } else {
            assertThat(two.yates()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theEstimatorsDifferenceIsNewcombesWithThePooledTest(JsonNode test) {
        TwoProportions two = of(test);
        ConfidenceLevel level = Figures.level(test);

        Difference difference = Proportion.estimator().difference(two.first(), two.second(), level);

        assertThat(difference.value()).isEqualTo(two.difference());
        assertThat(difference.interval()).isEqualTo(two.interval(Method.NEWCOMBE, level));
        assertThat(difference.statistic()).hasValue(two.zPooled());
        assertThat(difference.p()).hasValue(TwoProportions.p(two.zPooled()));
        assertThat(difference.degreesOfFreedom()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void mcNemarAgreesWithR(JsonNode test) {
        JsonNode table = test.get("data").get("table");
        long gained = table.get(0).get(1).asLong();
        long lost = table.get(1).get(0).asLong();
        JsonNode expected = test.get("expected");
        double plain = TwoProportions.mcNemar(gained, lost, false);
        double corrected = TwoProportions.mcNemar(gained, lost, true);

        assertSame("χ²", plain, expected.get("chi2").asDouble());
        assertSame("p", TwoProportions.pOfChiSquare(plain, 1), expected.get("p").asDouble());
        assertSame("corrected χ²", corrected, expected.get("chi2Corrected").asDouble());
        assertSame(
                "corrected p",
                TwoProportions.pOfChiSquare(corrected, 1),
                expected.get("pCorrected").asDouble());
        assertSame(
                "exact p",
                TwoProportions.mcNemarExact(gained, lost),
                expected.get("pExact").asDouble());
    }

    @Test
    void mcNemarOfFortyTwoChangesAgreesWithScipy() {
        double chiSquare = TwoProportions.mcNemar(30, 12, false);

        assertSame("χ²", chiSquare, 7.714285714285714);
        assertSame("p", TwoProportions.pOfChiSquare(chiSquare, 1), 0.00547855324254737);
        assertSame("exact p", TwoProportions.mcNemarExact(30, 12), 0.007915897334896727);
        assertThat(TwoProportions.mcNemarExact(12, 30)).isEqualTo(TwoProportions.mcNemarExact(30, 12));
    }

    @Test
    void nobodyWhoChangedIsNoSignOfChange() {
        assertThat(TwoProportions.mcNemar(0, 0, false)).isZero();
        assertThat(TwoProportions.mcNemar(0, 0, true)).isZero();
        assertThat(TwoProportions.mcNemarExact(0, 0)).isEqualTo(1);
        assertThatThrownBy(() -> TwoProportions.mcNemar(-1, 2, false)).hasMessage("gained must be at least 0, got -1");
    }

    @Test
    void eightyFivePercentAreElevenPointsMoreThanSeventyThree() {
        Difference difference = Proportion.estimator().difference(SHARES.first(), SHARES.second(), P95);

        assertThat(String.format(Locale.ROOT, "%.2f", 100 * difference.value().orElseThrow()))
                .isEqualTo("11.67");
        assertPrints(difference.interval(), 100, 2, "3.51–19.79");
        assertThat(difference.interval().method()).isEqualTo("newcombe");
        assertThat(difference.sign()).isEqualTo(1);
        assertSame("Fisher", SHARES.fisher(), 0.0052505345159096);
    }

    @Test
    void exchangingTheSamplesMirrorsEverything() {
        TwoProportions mirrored = of(132, 180, 170, 200);

        for (Method method : Method.values()) {
            Interval interval = SHARES.interval(method, P95);
            assertSame(method.label(), mirrored.interval(method, P95), -interval.high(), -interval.low());
        }
        assertSame("z", mirrored.zPooled(), -SHARES.zPooled());
        assertSame("Yates", mirrored.yates(), SHARES.yates());
        assertSame("Fisher", mirrored.fisher(), SHARES.fisher());
        assertThat(Proportion.estimator()
                        .difference(mirrored.first(), mirrored.second(), P95)
                        .sign())
                .isEqualTo(-1);
    }

    @Test
    void allAgainstNoneIsBeyondDoubtForWaldOnly() {
        TwoProportions two = of(5, 5, 0, 5);

        assertThat(two.zUnpooled()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(TwoProportions.p(two.zUnpooled())).isZero();
        assertThat(two.interval(Method.WALD, P95)).isEqualTo(new Interval(1, 1, P95, "wald"));
        assertThat(two.interval(Method.NEWCOMBE, P95).low()).isLessThan(0.5);
        assertThat(two.interval(Method.AGRESTI_CAFFO, P95).low()).isLessThan(0.5);
        assertSame("Fisher", two.fisher(), 2.0 / 252);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTrialsOnASideTheIntervalIsTheWholeRange(Method method) {
        assertThat(of(0, 0, 3, 5).interval(method, P95)).isEqualTo(new Interval(-1, 1, P95, method.label()));
        assertThat(of(3, 5, 0, 0).interval(method, P95)).isEqualTo(new Interval(-1, 1, P95, method.label()));
    }

    @Test
    void withoutTrialsOnASideThereIsNoDifferenceAndNoTest() {
        TwoProportions two = of(0, 0, 3, 5);

        assertThat(two.difference()).isEmpty();
        assertThatThrownBy(two::zPooled)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("samples must be of one trial or more each, got ");
        assertThatThrownBy(two::zUnpooled).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(two::yates).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(two::fisher).isInstanceOf(IllegalArgumentException.class);
        Difference difference = Proportion.estimator().difference(two.first(), two.second(), P95);
        assertThat(difference.value()).isEmpty();
        assertThat(difference.p()).isEmpty();
        assertThat(difference.sign()).isZero();
    }

    @Test
    void fishersTestRefusesMoreTrialsThanAnIntHolds() {
        assertThatThrownBy(of(1, Integer.MAX_VALUE, 1, 1)::fisher)
                .hasMessage("trials of Fisher's test must be at most 2^31 − 1, got 2147483648");
    }
}

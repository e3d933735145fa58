package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures: the R package NPS 2.0.999 under R 4.2.2. */
class NetDifferenceTest {
    private static final NetScore THIRTY = new NetScore(20, 30, 50);
    private static final NetScore FORTY_FOUR = new NetScore(20, 50, 90);

    static Stream<ArgumentSet> pairs() {
        return SharedData.cases("oracle/nps.json", "nps-difference");
    }

    private static NetScore score(JsonNode counts) {
        return new NetScore(
                counts.get(0).asLong(), counts.get(1).asLong(), counts.get(2).asLong());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void waldAgreesWithR(JsonNode test) {
        assertAgrees(test, "wald", "wald");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void adjustedWaldAgreesWithR(JsonNode test) {
        assertAgrees(test, "adjusted-wald", "adjusted.wald");
    }

    /** The package gives distances without sign and around the adjusted one; here the value is the raw difference. */
    private static void assertAgrees(JsonNode test, String method, String nameInR) {
        NetScore x = score(test.get("params").get("x"));
        NetScore y = score(test.get("params").get("y"));
        JsonNode all = test.get("expected");
        double raw = all.get("npsX").asDouble() - all.get("npsY").asDouble();
        for (double level : new double[] {0.9, 0.95, 0.99}) {
            JsonNode expected = all.get(nameInR + "_" + level);
            double low = expected.get("interval").get(0).asDouble();
            double high = expected.get("interval").get(1).asDouble();

            Difference difference = NetScore.estimator(1).using(method).difference(x, y, new ConfidenceLevel(level));

            String what = method + " at " + level;
            assertSame(what, difference.value().orElseThrow(), raw);
            assertSame(
                    what,
                    difference.interval(),
                    Math.max(-2, Math.min(raw, raw < 0 ? -high : low)),
                    Math.min(2, Math.max(raw, raw < 0 ? -low : high)));
            assertSame(
                    what + " p", difference.p().orElseThrow(), expected.get("p").asDouble());
            assertThat(Math.signum(difference.statistic().orElseThrow())).isEqualTo(Math.signum(raw));
            assertThat(difference.interval().method()).isEqualTo(method);
        }
    }

    @Test
    void thirtyOf100AndFortyFourOf160AreNotFarApart() {
        Difference wald = NetScore.estimator(100).using("wald").difference(FORTY_FOUR, THIRTY, P95);

        assertThat(wald.value().orElseThrow()).isCloseTo(13.75, within(1e-12));
        assertThat(wald.statistic().orElseThrow()).isCloseTo(1.43, within(0.005));
        assertThat(wald.interval().high() - 13.75).isCloseTo(9.59 * 1.96, within(0.01));
        assertThat(wald.sign()).isZero();
    }

    @Test
    void theDefaultIsAdjustedAtEveryLevelSoThatPDoesNotDependOnIt() {
        ConfidenceLevel p90 = new ConfidenceLevel(0.9);

        assertThat(NetScore.estimator(1).difference(THIRTY, FORTY_FOUR, P95))
                .isEqualTo(NetScore.estimator(1).using("adjusted-wald").difference(THIRTY, FORTY_FOUR, P95));
        Difference below = NetScore.estimator(1).difference(THIRTY, FORTY_FOUR, p90);
        assertThat(below.interval().method()).isEqualTo("adjusted-wald");
        assertThat(below.p())
                .isEqualTo(NetScore.estimator(1)
                        .difference(THIRTY, FORTY_FOUR, P95)
                        .p());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 100})
    void theScaleStretchesTheDifferenceAndNotTheTest(double scale) {
        Difference plain = NetScore.estimator(1).difference(FORTY_FOUR, THIRTY, P95);
        Difference scaled = NetScore.estimator(scale).difference(FORTY_FOUR, THIRTY, P95);

        assertSame(
                "difference",
                scaled.value().orElseThrow(),
                scale * plain.value().orElseThrow());
        assertSame(
                "95 %",
                scaled.interval(),
                scale * plain.interval().low(),
                scale * plain.interval().high());
        assertThat(scaled.statistic()).isEqualTo(plain.statistic());
        assertThat(scaled.p()).isEqualTo(plain.p());
    }

    @Test
    void theIntervalHoldsTheRawDifferenceAndStaysOnTheScale() {
        Difference difference = NetScore.estimator(1).difference(new NetScore(0, 0, 1), new NetScore(1, 0, 0), P95);

        assertThat(difference.value()).hasValue(2);
        assertThat(difference.interval().high()).isEqualTo(2);
        assertThat(difference.interval().low()).isNegative();
    }

    @Test
    void allPassivesOnBothSidesAreAlike() {
        NetScore passives = new NetScore(0, 5, 0);

        Difference wald = NetScore.estimator(1).using("wald").difference(passives, passives, P95);

        assertThat(wald.interval()).isEqualTo(new Interval(0, 0, P95, "wald"));
        assertThat(wald.p()).hasValue(1);
    }

    @Test
    void withoutAnswersOnASideThereIsNoDifference() {
        Difference difference = NetScore.estimator(1).difference(NetScore.EMPTY, THIRTY, P95);

        assertThat(difference.value()).isEmpty();
        assertThat(difference.p()).isEmpty();
        assertThat(difference.sign()).isZero();
    }

    @Test
    void ratingsHaveTheDifferenceOfTheirNetScores() {
        Ratings first = Ratings.of(0, 5, 0, 0, 0, 0, 0, 15, 10, 20, 25, 25);
        Ratings second = Ratings.of(0, 20, 0, 0, 0, 0, 0, 0, 25, 25, 40, 50);
        Estimator<Ratings> nps = Ratings.net(score -> score >= 9, score -> score <= 6, 100);

        assertThat(nps.difference(second, first, P95))
                .isEqualTo(NetScore.estimator(100).difference(FORTY_FOUR, THIRTY, P95));
    }
}

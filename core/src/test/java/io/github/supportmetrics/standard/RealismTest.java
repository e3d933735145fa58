package io.github.supportmetrics.standard;

import static io.github.supportmetrics.JudgingFigures.cases;
import static io.github.supportmetrics.JudgingFigures.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.standard.Finding.Code;
import io.github.supportmetrics.standard.Realism.Limits;
import io.github.supportmetrics.standard.Realism.Verdict;
import io.github.supportmetrics.stats.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures derived with scipy 1.17.1, and those of the domain reference's twelve weeks. */
class RealismTest {
    private static final double[] WEEKS = {84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92};

    private static Realism weeks(double target) {
        return Realism.of(Target.atLeast(target), History.of(WEEKS));
    }

    @Test
    void verdictsAreThoseOfAnIndependentDerivation() {
        assertThat(cases("realism")).hasSize(60);
        for (JsonNode test : cases("realism")) {
            double tau = test.get("tau").asDouble();
            boolean up = test.get("dir").asText().equals("UP");
            Target target = up ? Target.atLeast(tau) : Target.atMost(tau);
            Realism realism = Realism.of(target, History.of(numbers(test.get("x"))));
            String what = test.toString();

            assertThat(realism.verdict().name())
                    .as(what)
                    .isEqualTo(test.get("verdict").asText());
            assertThat(realism.met()).as(what).isEqualTo(test.get("a").asInt());
            assertThat(realism.attainment().low())
                    .as(what)
                    .isCloseTo(test.get("lo").asDouble(), within(1e-9));
            assertThat(realism.attainment().high())
                    .as(what)
                    .isCloseTo(test.get("up").asDouble(), within(1e-9));
            double z = test.get("zInfinite").asText().equals("+")
                    ? Double.POSITIVE_INFINITY
                    : test.get("zInfinite").asText().equals("-")
                            ? Double.NEGATIVE_INFINITY
                            : test.get("z").asDouble();
            if (Double.isInfinite(z)) {
                assertThat(realism.headroom()).as(what).hasValue(z);
            } else {
                assertThat(realism.headroom().orElseThrow()).as(what).isCloseTo(z, within(1e-9));
            }
            assertThat(realism.isBeyondProcess())
                    .as(what)
                    .isEqualTo(test.get("beyondProcess").asBoolean());
            assertThat(realism.isUnstable())
                    .as(what)
                    .isEqualTo(test.get("unstable").asBoolean());
            Optional<String> hint = realism.hint().map(Code::name);
            JsonNode expected = test.get("hint");
            assertThat(hint).as(what).isEqualTo(expected.isNull() ? Optional.empty() : Optional.of(expected.asText()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, 12, .779, 1, 3.13, .999, TOO_LAX",
        "85, 11, .661, .996, 1.20, .884, REALISTIC",
        "90, 4, .123, .609, -.74, .229, STRETCH",
        "95, 0, 0, .221, -2.68, .004, UNREALISTIC",
        "99, 0, 0, .221, -4.23, .0000, UNREALISTIC"
    })
    void twelveWeeksJudgeFiveTargets(
            double target, int met, double low, double high, double z, double predicted, Verdict verdict) {
        Realism realism = weeks(target);

        assertThat(realism.met()).isEqualTo(met);
        assertThat(realism.attainment().low()).isCloseTo(low, within(.0005));
        assertThat(realism.attainment().high()).isCloseTo(high, within(.0005));
        assertThat(realism.headroom().orElseThrow()).isCloseTo(z, within(.005));
        assertThat(realism.predicted().orElseThrow()).isCloseTo(predicted, within(.0005));
        assertThat(realism.verdict()).isEqualTo(verdict);
        assertThat(realism.isBeyondProcess()).isEqualTo(target == 99);
        assertThat(realism.isUnstable()).isFalse();
        assertThat(realism.lastStable()).isEmpty();
    }

    @Test
    void suggestionsAreReachedAsOftenAsTheySay() {
        Realism realism = weeks(85);

        // x̄ − t(.80, 11) √(1 + 1/12) σ̂; the plain rule's 85.92 would be reached less often than it says.
        assertThat(realism.suggest(.8).orElseThrow().low()).isCloseTo(85.733, within(.0005));
        assertThat(realism.suggest(.5).orElseThrow().low()).isCloseTo(88.083, within(.0005));
        assertThat(realism.suggest(.8, .5).orElseThrow()).isEqualTo(Target.atLeast(85.5));
        assertThat(realism.bestQuarter()).hasValue(90);
        Realism fewer = Realism.of(Target.atMost(85), History.of(WEEKS));
        assertThat(fewer.suggest(.8).orElseThrow().high()).isCloseTo(2 * 1057 / 12. - 85.733, within(.0005));
        assertThat(fewer.suggest(.8, .5).orElseThrow()).isEqualTo(Target.atMost(90.5));
        assertThat(fewer.bestQuarter()).hasValue(86.75);
        Realism band = Realism.of(Target.between(85, 90), History.of(WEEKS));
        Target wide = band.suggest(.8).orElseThrow();
        assertThat(wide.low() + wide.high()).isCloseTo(2 * 1057 / 12., within(1e-9));
        assertThat(band.bestQuarter()).isEmpty();
        assertThat(Realism.of(Target.atLeast(.8), History.of(.869, .871, .87, .872))
                        .suggest(.5, .01))
                .hasValue(Target.atLeast(.87));
        assertThatThrownBy(() -> realism.suggest(.8, 0)).hasMessageContaining("over 0");
        assertThat(Realism.of(Target.atLeast(1), History.of(1)).suggest(.8)).isEmpty();
    }

    @Test
    void aBandIsMetInside() {
        Realism band = Realism.of(Target.between(85, 90), History.of(WEEKS));

        assertThat(band.met()).isEqualTo(9);
        assertThat(band.headroom().orElseThrow()).isCloseTo((90 - 1057 / 12.) / 2.579, within(.001));
        assertThat(band.predicted().orElseThrow()).isCloseTo(.884 - .229, within(.001));
        assertThat(band.verdict()).isEqualTo(Verdict.REALISTIC);
        assertThat(Realism.of(Target.between(60, 70), History.of(WEEKS)).isBeyondProcess())
                .isTrue();
    }

    @Test
    void theChanceOfAHorizonIsBinomial() {
        Realism realism = weeks(85);
        double p = realism.predicted().orElseThrow();

        assertThat(realism.chance(1, 12).orElseThrow()).isCloseTo(Math.pow(p, 12), within(1e-12));
        assertThat(realism.chance(0, 12)).hasValue(1);
        assertThat(realism.chance(.75, 4).orElseThrow())
                .isCloseTo(Math.pow(p, 4) + 4 * Math.pow(p, 3) * (1 - p), within(1e-12));
        assertThat(realism.chance(.7, 10).orElseThrow())
                .isGreaterThan(realism.chance(.71, 10).orElseThrow());
        assertThatThrownBy(() -> realism.chance(.5, 0)).hasMessageContaining("at least 1");
        assertThat(Realism.of(Target.atLeast(1), History.of(1)).chance(1, 1)).isEmpty();
    }

    @Test
    void aShiftMakesASeriesUnstableAndItsEndIsJudgedAlone() {
        double[] values = new double[24];
        Arrays.setAll(values, i -> (i < 12 ? 70 : 90) + i % 3);
        Realism realism = Realism.of(Target.atLeast(90), History.of(values));

        assertThat(realism.isUnstable()).isTrue();
        Realism end = realism.lastStable().orElseThrow();
        assertThat(end.periods()).isEqualTo(12);
        assertThat(end.verdict()).isEqualTo(Verdict.COMFORTABLE);
        assertThat(realism.verdict()).isEqualTo(Verdict.REALISTIC);
    }

    @Test
    void fewPeriodsGiveHintsAtMost() {
        double[] ten = Arrays.copyOf(WEEKS, 10);
        assertThat(Realism.of(Target.atLeast(70), History.of(ten)).hint()).contains(Code.LIKELY_TOO_LAX);
        assertThat(Realism.of(Target.atLeast(83), History.of(ten)).hint()).isEmpty();
        assertThat(Realism.of(Target.atLeast(99), History.of(ten)).hint()).contains(Code.LIKELY_UNREALISTIC);
        assertThat(Realism.of(Target.atLeast(70), History.of(Arrays.copyOf(WEEKS, 7)))
                        .hint())
                .isEmpty();
        assertThat(Realism.of(Target.atLeast(88), History.of(ten)).verdict()).isEqualTo(Verdict.REALISTIC);
        assertThat(weeks(80).hint()).isEmpty();
        Realism none = Realism.of(Target.atLeast(1), History.of());
        assertThat(none.verdict()).isEqualTo(Verdict.INSUFFICIENT_HISTORY);
        assertThat(none.headroom()).isEmpty();
        assertThat(none.predicted()).isEmpty();
        assertThat(none).hasToString("INSUFFICIENT_HISTORY: met in 0 of 0 periods (0.0 … 100.0 % in the long run)");
    }

    @Test
    void limitsAreParameters() {
        Limits strict = new Limits(.25, .9, 3, 8, 30);
        assertThat(Realism.of(Target.atLeast(80), History.of(WEEKS), strict).verdict())
                .isEqualTo(Verdict.REALISTIC);
        assertThat(Realism.of(Target.atLeast(80), History.of(WEEKS), new Limits(.25, .75, 4, 8, 30))
                        .verdict())
                .isEqualTo(Verdict.COMFORTABLE);
        assertThat(Realism.of(Target.atLeast(85), History.of(WEEKS), new Limits(.25, .75, 3, 13, 30))
                        .verdict())
                .isEqualTo(Verdict.INSUFFICIENT_HISTORY);
        assertThatThrownBy(() -> new Limits(.8, .7, 3, 8, 30)).hasMessageContaining("seldom < always");
    }

    @Test
    void sharesAndTimesAreTradedOnAFrontier() {
        Durations durations = Durations.ofMillis(10_000, 20_000, 30_000, 40_000, 50_000);
        assertThat(Realism.frontier(durations, .5, .75))
                .containsExactly(
                        java.util.Map.entry(.5, Duration.ofSeconds(30)),
                        java.util.Map.entry(.75, Duration.ofSeconds(40)));
        assertThat(Realism.frontier(Durations.EMPTY, .5)).isEmpty();
    }

    @Test
    void readsAsALine() {
        assertThat(weeks(85))
                .hasToString("REALISTIC: met in 11 of 12 periods (66.1 … 99.6 % in the long run), headroom 1.20 σ");
        assertThat(weeks(99).toString()).endsWith("headroom −4.23 σ, BEYOND_PROCESS");
        assertThat(String.format(Locale.ROOT, "%s", weeks(85).target())).isEqualTo("≥ 85.0");
    }
}

package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import io.github.supportmetrics.stats.Agreement.Icc;
import io.github.supportmetrics.stats.Agreement.Level;
import io.github.supportmetrics.stats.Agreement.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Figures: statsmodels 0.13.5; α by its definition over pairs and the intraclass correlations by analysis of variance in numpy 2.4.6, which
 * round to what Krippendorff (2011) and Shrout and Fleiss (1979) published for the same data.
 */
class AgreementTest {
    private static final double ROUNDED = 5e-5;
    private static final long SEED = 7;
    private static final long NONE = Long.MIN_VALUE;

    private static final String KRIPPENDORFF = """
            123321412...
            1233224125.3
            .3332342251.
            12332441251.
            """;

    private static final long[][] SHROUT_FLEISS = {
        {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
    };

    static Stream<ArgumentSet> tables() {
        return SharedData.cases("oracle/agreement.json", "cohens-kappa");
    }

    static Stream<ArgumentSet> panels() {
        return SharedData.cases("oracle/agreement.json", "fleiss-kappa");
    }

    /** All coefficients, each named. */
    static Stream<ArgumentSet> coefficients() {
        return Stream.of(
                coefficient("κ", Agreement.cohen(Weights.NONE)),
                coefficient("linear κ", Agreement.cohen(Weights.LINEAR)),
                coefficient("quadratic κ", Agreement.cohen(Weights.QUADRATIC)),
                coefficient("Fleiss' κ", Agreement.fleiss(SEED)),
                coefficient("nominal α", Agreement.krippendorff(Level.NOMINAL, SEED)),
                coefficient("ordinal α", Agreement.krippendorff(Level.ORDINAL, SEED)),
                coefficient("interval α", Agreement.krippendorff(Level.INTERVAL, SEED)),
                coefficient("ICC(1,1)", Agreement.icc(Icc.ONE_WAY, SEED)),
                coefficient("ICC(2,1)", Agreement.icc(Icc.TWO_WAY_RANDOM, SEED)),
                coefficient("ICC(3,1)", Agreement.icc(Icc.TWO_WAY_MIXED, SEED)));
    }

    private static ArgumentSet coefficient(String name, Estimator<RatedUnits> estimator) {
        return argumentSet(name, estimator);
    }

    /** A unit's scores by raters named for their place; a score of NONE is missing. */
    private static Map<String, Long> scores(long... scores) {
        Map<String, Long> byRater = new TreeMap<>();
        for (int rater = 0; rater < scores.length; rater++) {
            if (scores[rater] != NONE) {
                byRater.put("rater " + rater, scores[rater]);
            }
        }
        return byRater;
    }

    private static RatedUnits units(long[]... units) {
        RatedUnits.Accumulator accumulator = new RatedUnits.Accumulator();
        for (long[] unit : units) {
            accumulator.add(scores(unit));
        }
        return accumulator.snapshot();
    }

    private static RatedUnits times(long count, long... scores) {
        TreeMap<RatedUnits.Scores, Long> patterns = new TreeMap<>();
        patterns.put(new RatedUnits.Scores(new TreeMap<>(scores(scores))), count);
        return new RatedUnits(patterns);
    }

    private static RatedUnits table(long yesYes, long yesNo, long noYes, long noNo) {
        return times(yesYes, 1, 1)
                .plus(times(yesNo, 1, 0))
                .plus(times(noYes, 0, 1))
                .plus(times(noNo, 0, 0));
    }

    private static RatedUnits table(JsonNode test) {
        RatedUnits units = RatedUnits.EMPTY;
        JsonNode table = test.get("data").get("table");
        for (int i = 0; i < table.size(); i++) {
            for (int j = 0; j < table.size(); j++) {
                long count = table.get(i).get(j).asLong();
                units = count == 0 ? units : units.plus(times(count, i, j));
            }
        }
        return units;
    }

    /** A row for each rater, a column for each unit. */
    private static RatedUnits grid(String grid) {
        List<String> raters = grid.lines().toList();
        long[][] units = new long[raters.get(0).length()][raters.size()];
        for (int rater = 0; rater < raters.size(); rater++) {
            for (int unit = 0; unit < units.length; unit++) {
                char score = raters.get(rater).charAt(unit);
                units[unit][rater] = score == '.' ? NONE : score - '0';
            }
        }
        return units(units);
    }

    private static double detail(Estimator<RatedUnits> estimator, RatedUnits units, String name) {
        return estimator.detail(units).getOrDefault(name, Double.NaN).doubleValue();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void cohensKappaAgreesWithStatsmodels(JsonNode test) {
        RatedUnits units = table(test);
        JsonNode expected = test.get("expected");
        Estimator<RatedUnits> kappa = Agreement.cohen(Weights.NONE);

        assertSame("κ", kappa.value(units).orElseThrow(), expected.get("kappa").asDouble());
        assertSame("se", detail(kappa, units, "se"), expected.get("stdErr").asDouble());
        assertSame(
                "observed",
                detail(kappa, units, "observed"),
                expected.get("observedAgreement").asDouble());
        // The tool lets the upper limit exceed 1.
        JsonNode ends = expected.get("ci95");
        assertSame(
                "95 %",
                kappa.interval(units, P95),
                Math.max(-1, ends.get(0).asDouble()),
                Math.min(1, ends.get(1).asDouble()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void weightedKappaAgreesWithStatsmodels(JsonNode test) {
        RatedUnits units = table(test);
        JsonNode expected = test.get("expected");

        assertSame(
                "linear",
                Agreement.cohen(Weights.LINEAR).value(units).orElseThrow(),
                expected.get("linearWeighted").asDouble());
        assertSame(
                "quadratic",
                Agreement.cohen(Weights.QUADRATIC).value(units).orElseThrow(),
                expected.get("quadraticWeighted").asDouble());
    }

    @ParameterizedTest
    @MethodSource("panels")
    void fleissKappaAgreesWithStatsmodels(JsonNode test) {
        List<long[]> units = new ArrayList<>();
        for (JsonNode counts : test.get("data").get("counts")) {
            List<Long> scores = new ArrayList<>();
            for (int category = 0; category < counts.size(); category++) {
                for (int i = counts.get(category).asInt(); i > 0; i--) {
                    scores.add((long) category);
                }
            }
            units.add(scores.stream().mapToLong(Long::longValue).toArray());
        }

        assertSame(
                "κ",
                Agreement.fleiss(SEED)
                        .value(units(units.toArray(long[][]::new)))
                        .orElseThrow(),
                test.get("expected").get("kappa").asDouble());
    }

    @Test
    void fiftyAgreementsOf60AreAKappaOf56Hundredths() {
        RatedUnits units = table(40, 6, 4, 10);
        Estimator<RatedUnits> kappa = Agreement.cohen(Weights.NONE);

        assertThat(kappa.value(units).orElseThrow()).isCloseTo(0.5562, within(ROUNDED));
        assertThat(detail(kappa, units, "observed")).isCloseTo(0.8333, within(ROUNDED));
        assertThat(detail(kappa, units, "expected")).isCloseTo(0.6244, within(ROUNDED));
        assertThat(detail(kappa, units, "se")).isCloseTo(0.1239, within(ROUNDED));
        assertPrints(kappa.interval(units, P95), 1, 3, "0.313–0.799");
        assertThat(kappa.interval(units, P95).method()).isEqualTo("fleiss-cohen-everitt");
    }

    @ParameterizedTest
    @CsvSource({"NOMINAL, 0.7434210526315791", "ORDINAL, 0.8153875037548814", "INTERVAL, 0.8491071428571428"})
    void krippendorffsExampleHasItsPublishedAlphas(Level level, double alpha) {
        Estimator<RatedUnits> estimator = Agreement.krippendorff(level, SEED);
        RatedUnits units = grid(KRIPPENDORFF);

        assertSame("α", estimator.value(units).orElseThrow(), alpha);
        assertThat(estimator.n(units)).isEqualTo(11);
        assertThat(estimator.aside(units)).containsExactly(Map.entry("SINGLE_RATER", 1L));
    }

    @ParameterizedTest
    @CsvSource({"TWO_WAY_RANDOM, 0.2897637795275591", "ONE_WAY, 0.1657417684054755", "TWO_WAY_MIXED, 0.7148407148407149"
    })
    void shroutAndFleissExampleHasItsPublishedCorrelations(Icc form, double expected) {
        assertSame("ICC", Agreement.icc(form, SEED).value(units(SHROUT_FLEISS)).orElseThrow(), expected);
    }

    @ParameterizedTest
    @EnumSource
    void unitsThatLackARaterAreAsideOfTheCorrelation(Icc form) {
        RatedUnits whole = units(SHROUT_FLEISS);
        RatedUnits withGaps = whole.plus(times(3, 4, NONE, 4, 4));
        Estimator<RatedUnits> icc = Agreement.icc(form, SEED);

        assertThat(icc.value(withGaps)).isEqualTo(icc.value(whole));
        assertThat(icc.n(withGaps)).isEqualTo(6);
        assertThat(icc.aside(withGaps)).containsExactly(Map.entry("INCOMPLETE", 3L));
    }

    @Test
    void aConstantLeniencyIsDisagreementUnlessTheRatersAreAllThereAre() {
        RatedUnits lenient = units(new long[] {1, 3}, new long[] {2, 4}, new long[] {4, 6}, new long[] {7, 9});

        assertSame(
                "ICC(3,1)",
                Agreement.icc(Icc.TWO_WAY_MIXED, SEED).value(lenient).orElseThrow(),
                1);
        assertThat(Agreement.icc(Icc.TWO_WAY_RANDOM, SEED).value(lenient).orElseThrow())
                .isLessThan(0.9);
    }

    @Test
    void percentAgreementIsTheShareOfAgreeingPairs() {
        RatedUnits threeRaters =
                units(new long[] {1, 1, 2}, new long[] {1, 1, 1}, new long[] {1, 2, 3}, new long[] {4});
        Estimator<RatedUnits> percent = Agreement.percent();

        assertSame("agreement", percent.value(threeRaters).orElseThrow(), (1 / 3d + 1 + 0) / 3);
        assertThat(percent.n(threeRaters)).isEqualTo(3);
        assertThat(percent.aside(threeRaters)).containsExactly(Map.entry("SINGLE_RATER", 1L));
        assertThat(percent.unit()).isEqualTo("ratio");
        assertThat(percent.detail(threeRaters)).containsExactly(Map.entry("raters", 3L), Map.entry("units", 4L));
    }

    @Test
    void percentAgreementOfTwoRatersHasWilsonsInterval() {
        RatedUnits units = table(40, 6, 4, 10);

        assertThat(Agreement.percent().value(units)).hasValue(50 / 60d);
        Interval wilson = ProportionInterval.WILSON.of(50, 60, P95);
        assertSame("Wilson", Agreement.percent().interval(units, P95), wilson.low(), wilson.high());
        assertThat(Agreement.percent().value(RatedUnits.EMPTY)).isEmpty();
        assertThat(Agreement.percent().interval(RatedUnits.EMPTY, P95)).isEqualTo(new Interval(0, 1, P95, "wilson"));
    }

    @Test
    void theMedianIsOfAllScoresAndShownWithTheirRange() {
        Estimator<RatedUnits> median = Agreement.median(1);
        RatedUnits odd = units(new long[] {1, 4, 9}, new long[] {NONE, 3, 5});
        RatedUnits even = units(new long[] {1, 4}, new long[] {5, 9});

        assertThat(median.value(odd)).hasValue(4);
        assertThat(median.value(even)).hasValue(4.5);
        assertThat(detail(median, odd, "min")).isEqualTo(1);
        assertThat(detail(median, odd, "max")).isEqualTo(9);
        assertThat(median.interval(odd, P95)).isEqualTo(new Interval(1, 9, P95, "range"));
        assertThat(median.value(times(3, 1, 5).plus(times(2, 9, 9)))).hasValue(5);
    }

    @Test
    void onePersonsViewIsNoMedian() {
        assertThat(Agreement.median(1).value(RatedUnits.EMPTY)).isEmpty();
        assertThat(Agreement.median(1).value(units(new long[] {3}, new long[] {4})))
                .isEmpty();
        assertThat(Agreement.median(1).detail(units(new long[] {3}))).doesNotContainKeys("min", "max");
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void withoutUnitsThereIsNoCoefficient(Estimator<RatedUnits> coefficient) {
        assertNoValue(coefficient, RatedUnits.EMPTY);
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void oneRaterAgreesWithNobody(Estimator<RatedUnits> coefficient) {
        assertNoValue(coefficient, units(new long[] {1}, new long[] {2}, new long[] {1}));
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void whereAllIsOneCategoryChanceWouldAgreeAsWell(Estimator<RatedUnits> coefficient) {
        assertNoValue(coefficient, times(20, 3, 3));
    }

    private static void assertNoValue(Estimator<RatedUnits> coefficient, RatedUnits units) {
        assertThat(coefficient.value(units)).isEmpty();
        assertThat(coefficient.interval(units, P95).low()).isEqualTo(-1);
        assertThat(coefficient.interval(units, P95).high()).isEqualTo(1);
        assertThat(coefficient.difference(units, table(4, 1, 1, 4), P95).value())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void perfectAgreementIsOne(Estimator<RatedUnits> coefficient) {
        assertSame(
                "coefficient",
                coefficient.value(times(7, 1, 1).plus(times(5, 0, 0))).orElseThrow(),
                1);
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void holdsItsValueAndGivesTheSameIntervalAgain(Estimator<RatedUnits> coefficient) {
        RatedUnits units = table(9, 2, 3, 6);
        Interval interval = coefficient.interval(units, P95);

        assertThat(interval.contains(coefficient.value(units).orElseThrow())).isTrue();
        assertThat(coefficient.interval(units, P95)).isEqualTo(interval);
        assertThat(interval.low()).isBetween(-1.0, 0.6);
        assertThat(interval.high()).isBetween(0.5, 1.0);
        assertThat(coefficient.interval(units, new ConfidenceLevel(0.5)).low()).isGreaterThan(interval.low());
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void namesOfRatersAndTheOrderOfUnitsDoNotMatter(Estimator<RatedUnits> coefficient) {
        RatedUnits.Accumulator renamed = new RatedUnits.Accumulator();
        long[][] units = {{1, 0}, {0, 0}, {1, 1}, {1, 1}, {0, 1}, {0, 0}, {1, 1}};
        for (int i = units.length - 1; i >= 0; i--) {
            renamed.add(Map.of("Zoe", units[i][0], "Ann", units[i][1]));
        }

        assertSame(
                "coefficient",
                coefficient.value(renamed.snapshot()).orElseThrow(),
                coefficient.value(units(units)).orElseThrow());
    }

    @Test
    void anotherSeedGivesAnotherIntervalOfTheSameValue() {
        RatedUnits units = grid(KRIPPENDORFF);
        Estimator<RatedUnits> first = Agreement.krippendorff(Level.INTERVAL, 1);
        Estimator<RatedUnits> second = Agreement.krippendorff(Level.INTERVAL, 2);

        assertThat(second.value(units)).isEqualTo(first.value(units));
        assertThat(second.interval(units, P95)).isNotEqualTo(first.interval(units, P95));
        assertThat(second.interval(units, P95).low())
                .isCloseTo(first.interval(units, P95).low(), within(0.05));
        assertThat(first.interval(units, P95).method()).isEqualTo("bootstrap");
    }

    @Test
    void cohensKappaIsOfTwoRatersOnly() {
        RatedUnits three = units(new long[] {1, 2, 1}, new long[] {1, 1, 1}, new long[] {2, 2, 1});
        RatedUnits gaps = table(4, 1, 2, 3).plus(times(2, 1)).plus(times(1, NONE, 0));
        Estimator<RatedUnits> kappa = Agreement.cohen(Weights.NONE);

        assertThat(kappa.value(three)).isEmpty();
        assertThat(kappa.n(three)).isZero();
        assertThat(kappa.aside(three)).containsExactly(Map.entry("MORE_THAN_TWO_RATERS", 3L));
        assertThat(kappa.value(gaps)).isEqualTo(kappa.value(table(4, 1, 2, 3)));
        assertThat(kappa.n(gaps)).isEqualTo(10);
        assertThat(kappa.aside(gaps)).containsExactly(Map.entry("SINGLE_RATER", 3L));
    }

    @Test
    void fleissKappaNeedsAsManyRatersForEveryUnit() {
        RatedUnits even = units(new long[] {1, 2, 1}, new long[] {1, 1, 1}, new long[] {2, 2, 1});

        assertThat(Agreement.fleiss(SEED).value(even)).isPresent();
        assertThat(Agreement.fleiss(SEED).value(even.plus(times(1, 1, 1)))).isEmpty();
        assertThat(Agreement.fleiss(SEED).value(even.plus(times(1, 1))))
                .isEqualTo(Agreement.fleiss(SEED).value(even));
    }

    @Test
    void resampledCoefficientsDifferByTheirIntervalsWithoutATest() {
        Estimator<RatedUnits> alpha = Agreement.krippendorff(Level.NOMINAL, SEED);
        RatedUnits good = table(40, 1, 1, 38);
        RatedUnits bad = table(20, 19, 21, 20);

        Difference difference = alpha.difference(good, bad, P95);

        assertSame(
                "difference",
                difference.value().orElseThrow(),
                alpha.value(good).orElseThrow() - alpha.value(bad).orElseThrow());
        assertThat(difference.sign()).isEqualTo(1);
        assertThat(difference.p()).isEmpty();
    }

    @Test
    void kappasOfTwoTeamsDifferByTheirIntervals() {
        Difference difference =
                Agreement.cohen(Weights.NONE).difference(table(40, 1, 1, 38), table(20, 19, 21, 20), P95);

        assertThat(difference.sign()).isEqualTo(1);
        assertThat(difference.p().orElseThrow()).isLessThan(1e-6);
    }

    @Test
    void ratersAreAllWhoScoredAnyUnit() {
        assertThat(units(new long[] {1, NONE, 2}, new long[] {NONE, 3}).raters())
                .containsExactly("rater 0", "rater 1", "rater 2");
    }

    @Test
    void aUnitWithoutScoresIsRefused() {
        assertThatThrownBy(() -> RatedUnits.one(Map.of())).hasMessage("scores of a unit must be one or more, got 0");
        assertThatThrownBy(() -> RatedUnits.one(Map.of("Ann", Moments.MAX_VALUE + 1)))
                .hasMessage("score must be at most 2^53 either way, got 9007199254740993");
        assertThatThrownBy(() -> RatedUnits.one(Map.of("Ann", -Moments.MAX_VALUE - 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> times(0, 1, 1)).hasMessage("count of a pattern must be at least 1, got 0");
    }
}

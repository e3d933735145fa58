package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.stats.Categories.Allocation;
import io.github.supportmetrics.stats.Categories.Named;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where comparisons, tables and agreement once went wrong at their edges. */
class ComparisonEdgesTest {
    private static Categories categories(Map<String, Long> counts) {
        TreeMap<String, Named> named = new TreeMap<>();
        counts.forEach((key, count) -> named.put(key, new Named(count, count * Categories.WHOLE)));
        return new Categories(
                counts.values().stream().mapToLong(Long::longValue).sum(), named);
    }

    private static CountsPerKey keys(Map<String, Long> counts) {
        return new CountsPerKey(new TreeMap<>(counts));
    }

    private static RatedUnits times(long count, Map<String, Long> scores) {
        TreeMap<RatedUnits.Scores, Long> patterns = new TreeMap<>();
        patterns.put(new RatedUnits.Scores(new TreeMap<>(scores)), count);
        return new RatedUnits(patterns);
    }

    @Test
    void theLeastLongIsNoScore() {
        assertThatThrownBy(() -> RatedUnits.one(Map.of("Ann", Long.MIN_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fiftyFiveOfAHundredAre55Percent() {
        assertThat(Categories.pareto(Allocation.EACH, 0.55).detail(categories(Map.of("a", 55L, "b", 45L))))
                .containsEntry("vital", 1L);
    }

    @Test
    void twentyEventsAgainstNoneAreMore() {
        assertThat(new TwoRates(20, 1, 0, 1).exact(P95).sign()).isEqualTo(1);
    }

    @Test
    void unboundedIntervalsTestNothing() {
        assertThat(CountsPerKey.distinct()
                        .difference(keys(Map.of("a", 1L)), keys(Map.of("a", 1L, "b", 1L, "c", 1L)), P95)
                        .p())
                .isEmpty();
    }

    @Test
    void fewUnitsTestNothing() {
        assertThat(Ratio.estimator()
                        .difference(Ratio.unit(1, 2), Ratio.unit(100, 2), P95)
                        .p())
                .isEmpty();
    }

    @Test
    void oneUnitHasNoKappa() {
        assertThat(Agreement.cohen(Agreement.Weights.NONE).value(RatedUnits.one(Map.of("Ann", 1L, "Bob", 2L))))
                .isEmpty();
    }

    @Test
    void oneUnitHasNoAlpha() {
        assertThat(Agreement.krippendorff(Agreement.Level.NOMINAL, 1)
                        .value(RatedUnits.one(Map.of("Ann", 1L, "Bob", 2L))))
                .isEmpty();
    }

    @Test
    void finitePopulationKeepsTheTable() {
        assertThat(Categories.pareto(Allocation.EACH, 0.8)
                        .ofPopulation(1000)
                        .points(categories(Map.of("a", 55L, "b", 45L)), P95))
                .hasSize(2);
    }

    @Test
    void aFinitePopulationKeepsTheKindOfDifference() {
        assertThat(EventRate.estimator(1, 1)
                        .ofPopulation(1000)
                        .difference(new EventRate(10, 5, 10), new EventRate(10, 6, 10), P95)
                        .kind())
                .isEqualTo(Difference.Kind.RATIO);
    }

    @Test
    void meanOverKeysIsTestedAsAnyMean() {
        assertThat(CountsPerKey.mean().test(List.of(keys(Map.of("a", 1L, "b", 2L)), keys(Map.of("a", 4L, "b", 2L)))))
                .isPresent();
    }

    @Test
    void withoutTrialsTheDifferenceOfSharesIsFromMinus1To1() {
        assertThat(Proportion.estimator()
                        .difference(Proportion.EMPTY, new Proportion(1, 2), P95)
                        .interval()
                        .high())
                .isEqualTo(1);
    }

    @Test
    void groupsOfARescaledMeanAreInItsUnit() {
        Ratings fourOnes = Ratings.of(1, 4, 0, 0, 0, 0);
        assertThat(Ratings.rescaledMean()
                        .test(List.of(fourOnes, Ratings.of(1, 1, 1, 1, 1, 1)))
                        .orElseThrow()
                        .groups()
                        .get(0)
                        .observed())
                .isZero();
    }

    @Test
    void differenceOfMeansStaysOnTheScale() {
        assertThat(Ratings.mean()
                        .difference(Ratings.of(1, 0, 0, 0, 1, 1), Ratings.of(1, 1, 1, 0, 0, 0), P95)
                        .interval()
                        .high())
                .isLessThanOrEqualTo(4);
    }

    @Test
    void resamplesKeepTheRaters() {
        RatedUnits whole = times(1, Map.of("A", 1L, "B", 1L, "C", 1L))
                .plus(times(1, Map.of("A", 5L, "B", 5L, "C", 5L)))
                .plus(times(1, Map.of("A", 9L, "B", 9L, "C", 9L)));
        RatedUnits gaps = whole.plus(times(15, Map.of("A", 1L, "B", 9L))).plus(times(15, Map.of("A", 9L, "B", 1L)));
        Estimator<RatedUnits> icc = Agreement.icc(Agreement.Icc.TWO_WAY_RANDOM, 1);

        assertThat(icc.value(gaps)).hasValue(1);
        Interval interval = icc.interval(gaps, P95);
        assertThat(interval.low()).as("%s", interval).isBetween(0.99, 1.0);
    }

    @Test
    void aGroupWithTheSeparatorInItsNameIsRefused() {
        assertThatThrownBy(() -> CountsPerKey.key("a\u001Fb", "c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hugeSamplesDiffer() {
        assertThat(Proportion.estimator()
                        .difference(
                                new Proportion(1L << 62, Long.MAX_VALUE), new Proportion(3L << 61, Long.MAX_VALUE), P95)
                        .sign())
                .isEqualTo(-1);
    }

    @Test
    void fewerThanNobodyIsRefused() {
        assertThatThrownBy(() -> TwoProportions.mcNemarExact(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pAndTheIntervalOfANetDifferenceAgreeBelow95Percent() {
        ConfidenceLevel p90 = new ConfidenceLevel(0.9);
        StringBuilder apart = new StringBuilder();
        for (int n1 = 0; n1 <= 12; n1++) {
            for (int p1 = 0; p1 <= 12 - n1; p1++) {
                for (int n2 = 0; n2 <= 9; n2++) {
                    for (int p2 = 0; p2 <= 9 - n2; p2++) {
                        NetScore a = new NetScore(n1, 12 - n1 - p1, p1);
                        NetScore b = new NetScore(n2, 9 - n2 - p2, p2);
                        Difference d = NetScore.estimator(1).difference(a, b, p90);
                        if ((d.p().orElseThrow() < 0.1) == d.interval().contains(0)) {
                            apart.append(a).append(b).append(d).append('\n');
                        }
                    }
                }
            }
        }
        assertThat(apart.toString()).isEmpty();
    }

    @Test
    void pDoesNotDependOnTheLevelAskedFor() {
        NetScore a = new NetScore(10, 30, 60);
        NetScore b = new NetScore(20, 30, 50);
        assertThat(NetScore.estimator(1)
                        .difference(a, b, new ConfidenceLevel(0.9))
                        .p())
                .isEqualTo(NetScore.estimator(1).difference(a, b, P95).p());
    }
}

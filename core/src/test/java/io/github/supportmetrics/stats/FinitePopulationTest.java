package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Figures: worked by hand with scipy 1.17.1. */
class FinitePopulationTest {
    private static final Proportion SURVEY = new Proportion(170, 200);
    private static final Estimator<Proportion> SHARE = Proportion.estimator().ofPopulation(800);
    private static final Moments ONE_TO_TEN =
            MomentsTest.of(LongStream.rangeClosed(1, 10).toArray());
    private static final NetScore THIRTY = new NetScore(20, 30, 50);

    @Test
    void twoHundredOf800HaveWilsonsIntervalOf267() {
        Interval interval = SHARE.interval(SURVEY, P95);

        assertPrints(interval, 100, 2, "80.22–88.79");
        assertSame("Wilson", interval, 0.8021561566995894, 0.8878909489054632);
        assertThat(interval.method()).isEqualTo("wilson-finite");
    }

    @Test
    void twoHundredOf800AreWithin429HundredthsOfAPointByWald() {
        Interval interval = SHARE.using("wald").interval(SURVEY, P95);

        assertSame("Wald", interval, 0.85 - 0.04288351949116719, 0.85 + 0.04288351949116719);
        assertThat(interval.method()).isEqualTo("wald-finite");
        assertThat(Proportion.estimator().using("wald").ofPopulation(800).interval(SURVEY, P95))
                .isEqualTo(interval);
    }

    @Test
    void theLimitsOfAMeanMoveTowardsIt() {
        Interval interval = Moments.estimator(1).ofPopulation(40).interval(ONE_TO_TEN, P95);

        assertSame("t", interval, 3.600423371710674, 7.399576628289326);
        assertThat(interval.method()).isEqualTo("t-finite");
    }

    @Test
    void theLimitsOfANetScoreMoveTowardsIt() {
        Estimator<NetScore> finite = NetScore.estimator(1).ofPopulation(400);

        assertSame("adjusted Wald", finite.interval(THIRTY, P95), 0.16170575975361817, 0.42314086213819324);
        assertThat(finite.using("wald").interval(THIRTY, P95).method()).isEqualTo("wald-finite");
        assertThat(finite.using("no such method")).isSameAs(finite);
    }

    @Test
    void whoAskedEverybodyKnows() {
        assertPoint(Proportion.estimator().ofPopulation(200).interval(SURVEY, P95), 0.85);
        assertPoint(Moments.estimator(1).ofPopulation(10).interval(ONE_TO_TEN, P95), 5.5);
        assertPoint(NetScore.estimator(100).ofPopulation(100).interval(THIRTY, P95), 30);
        assertPoint(Moments.estimator(1).ofPopulation(1).interval(MomentsTest.of(7), P95), 7);
        assertPoint(Ratings.mean().ofPopulation(5).interval(Ratings.of(1, 0, 0, 0, 0, 5), P95), 5);
    }

    private static void assertPoint(Interval interval, double value) {
        assertSame("census", interval, value, value);
        assertThat(interval.high()).isEqualTo(interval.low());
    }

    @Test
    void aLargePopulationChangesNothing() {
        Interval endless = Proportion.estimator().interval(SURVEY, P95);

        assertSame(
                "Wilson",
                Proportion.estimator().ofPopulation(Long.MAX_VALUE).interval(SURVEY, P95),
                endless.low(),
                endless.high());
    }

    @Test
    void everySmallerPopulationGivesANarrowerInterval() {
        double width = Double.POSITIVE_INFINITY;
        for (long population = 6400; population >= 200; population /= 2) {
            Interval interval = Proportion.estimator().ofPopulation(population).interval(SURVEY, P95);

            assertThat(interval.high() - interval.low()).isLessThan(width);
            assertThat(interval.contains(0.85)).isTrue();
            width = interval.high() - interval.low();
        }
    }

    @Test
    void aSampleLargerThanThePopulationIsRefused() {
        assertThatThrownBy(() -> Proportion.estimator().ofPopulation(199).interval(SURVEY, P95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("population must be at least the sample (200), got 199");
        assertThatThrownBy(() -> Moments.estimator(1).ofPopulation(9).interval(ONE_TO_TEN, P95))
                .hasMessage("population must be at least the sample (10), got 9");
    }

    @Test
    void nobodyIsNoPopulation() {
        assertThatThrownBy(() -> Proportion.estimator().ofPopulation(0))
                .hasMessage("population must be at least 1, got 0");
        assertThatThrownBy(() -> Moments.estimator(1).ofPopulation(-5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutAnswersTheIntervalIsTheWholeRange() {
        assertThat(SHARE.interval(Proportion.EMPTY, P95)).isEqualTo(new Interval(0, 1, P95, "wilson"));
        assertThat(NetScore.estimator(1).ofPopulation(10).interval(NetScore.EMPTY, P95))
                .isEqualTo(NetScore.estimator(1).interval(NetScore.EMPTY, P95));
    }

    @Test
    void anotherPopulationReplacesTheFirst() {
        assertThat(Moments.estimator(1).ofPopulation(20).ofPopulation(40).interval(ONE_TO_TEN, P95))
                .isEqualTo(Moments.estimator(1).ofPopulation(40).interval(ONE_TO_TEN, P95));
        assertThat(Proportion.estimator().ofPopulation(250).ofPopulation(800).interval(SURVEY, P95))
                .isEqualTo(SHARE.interval(SURVEY, P95));
    }

    @Test
    void allButTheIntervalIsAsItWas() {
        Estimator<Moments> endless = Moments.estimator(1);
        Estimator<Moments> finite = endless.ofPopulation(40);

        assertThat(finite.value(ONE_TO_TEN)).isEqualTo(endless.value(ONE_TO_TEN));
        assertThat(finite.n(ONE_TO_TEN)).isEqualTo(10);
        assertThat(finite.unit()).isEqualTo(endless.unit());
        assertThat(finite.detail(ONE_TO_TEN)).isEqualTo(endless.detail(ONE_TO_TEN));
        assertThat(finite.aside(ONE_TO_TEN)).isEqualTo(endless.aside(ONE_TO_TEN));
        assertThat(finite.filled(ONE_TO_TEN)).isEqualTo(endless.filled(ONE_TO_TEN));
        assertThat(finite.test(List.of(ONE_TO_TEN, ONE_TO_TEN)))
                .isEqualTo(endless.test(List.of(ONE_TO_TEN, ONE_TO_TEN)));
    }

    @Test
    void sharesOfASmallPopulationDifferMoreSurely() {
        Proportion other = new Proportion(150, 200);

        Difference endless = Proportion.estimator().difference(SURVEY, other, P95);
        Difference finite = SHARE.difference(SURVEY, other, P95);

        assertThat(finite.value()).isEqualTo(endless.value());
        assertThat(finite.interval().low()).isGreaterThan(endless.interval().low());
        assertThat(finite.interval().high()).isLessThan(endless.interval().high());
        assertThat(finite.p().orElseThrow()).isLessThan(endless.p().orElseThrow());
    }

    @Test
    void twoCensusesDifferOrAreAlikeForCertain() {
        Estimator<Proportion> census = Proportion.estimator().ofPopulation(200);

        Difference apart = census.difference(SURVEY, new Proportion(169, 200), P95);
        assertThat(apart.p()).hasValue(0);
        assertThat(apart.sign()).isEqualTo(1);
        assertThat(apart.interval().high()).isEqualTo(apart.interval().low());
        assertThat(census.difference(SURVEY, SURVEY, P95).p()).hasValue(1);
    }
}

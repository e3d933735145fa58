package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.stats.Difference.Kind;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceTest {
    private enum Call {
        ANSWERED,
        ABANDONED
    }

    @ParameterizedTest
    @CsvSource({
        "DIFFERENCE, -2, -1, -1",
        "DIFFERENCE, -2, 0, 0",
        "DIFFERENCE, -1, 1, 0",
        "DIFFERENCE, 0, 1, 0",
        "DIFFERENCE, 0.5, 3, 1",
        "RATIO, 0.2, 0.9, -1",
        "RATIO, 0.2, 1, 0",
        "RATIO, 1, 5, 0",
        "RATIO, 1.5, Infinity, 1"
    })
    void theSignIsTheSideOfEqualOnWhichTheIntervalLies(Kind kind, double low, double high, int sign) {
        Difference difference = new Difference(
                kind,
                OptionalDouble.of(low),
                new Interval(low, high, P95, "any"),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());

        assertThat(difference.sign()).isEqualTo(sign);
    }

    @Test
    void equalNumbersDifferBy0AndHaveTheRatio1() {
        assertThat(Kind.DIFFERENCE.none()).isZero();
        assertThat(Kind.RATIO.none()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void whatIsNoProbabilityIsRefused(double p) {
        assertThatThrownBy(() -> new Difference(
                        Kind.DIFFERENCE,
                        OptionalDouble.of(1),
                        new Interval(0, 2, P95, "any"),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(p)))
                .hasMessage("p must be in [0, 1], got " + p);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agresti-coull", "clopper-pearson", "jeffreys", "wilson-continuity", "wald"})
    void fromTwoIntervalsPIsBelowAlphaWhereTheIntervalLeavesOutZero(String method) {
        Estimator<Proportion> share = Proportion.estimator().using(method);
        for (int k = 0; k <= 12; k++) {
            for (int j = 0; j <= 9; j++) {
                Proportion a = new Proportion(k, 12);
                Proportion b = new Proportion(j, 9);

                Difference difference = share.difference(a, b, P95);

                assertThat(difference.p().orElseThrow() < 0.05)
                        .as("%s and %s: %s", a, b, difference)
                        .isEqualTo(!difference.interval().contains(0));
                assertThat(difference.interval().contains(difference.value().orElseThrow()))
                        .as("%s and %s: %s", a, b, difference)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agresti-coull", "clopper-pearson"})
    void fromTwoIntervalsTheInvertedPDependsOnNoLevel(String method) {
        Estimator<Proportion> share = Proportion.estimator().using(method);
        Proportion a = new Proportion(170, 200);
        Proportion b = new Proportion(132, 180);
        double p = share.difference(a, b, P95).p().orElseThrow();

        Interval justTouching =
                share.difference(a, b, new ConfidenceLevel(1 - p)).interval();

        assertThat(share.difference(a, b, new ConfidenceLevel(0.8)).p()).hasValue(p);
        assertSame("limit at 1 − p", 1 + justTouching.low(), 1);
    }

    @Test
    void fromTwoIntervalsWithWilsonsIsNewcombes() {
        Proportion a = new Proportion(170, 200);
        Proportion b = new Proportion(132, 180);

        Interval interval = Difference.mover(Proportion.estimator(), a, b, P95).interval();

        assertThat(interval.method()).isEqualTo("mover");
        Interval newcombe = Proportion.estimator().difference(a, b, P95).interval();
        assertSame("Newcombe", interval, newcombe.low(), newcombe.high());
    }

    @Test
    void ratiosOfSumsDifferByTheirTwoIntervals() {
        Ratio.Accumulator busy = new Ratio.Accumulator();
        Ratio.Accumulator calm = new Ratio.Accumulator();
        long[] minutes = {1000, 1100, 900, 1200, 800};
        for (int day = 0; day < minutes.length; day++) {
            busy.add(60 * minutes[day], 200 + 10L * day);
            calm.add(50 * minutes[day], 200 + 10L * day);
        }

        Difference difference = Ratio.estimator().difference(busy.snapshot(), calm.snapshot(), P95);
        Difference mirrored = Ratio.estimator().difference(calm.snapshot(), busy.snapshot(), P95);

        assertSame(
                "mirrored",
                mirrored.interval(),
                -difference.interval().high(),
                -difference.interval().low());
        assertSame("p", mirrored.p().orElseThrow(), difference.p().orElseThrow());
        assertThat(difference.interval().contains(0)).isEqualTo(difference.p().orElseThrow() >= 0.05);
    }

    @Test
    void aComplementOfARateDiffersByItsTwoIntervalsAndARateByItsRatio() {
        Tally first = Tally.of(80, 20);
        Tally second = Tally.of(150, 50);
        Estimator<Tally> rate =
                Tally.rate(EnumSet.of(Call.ABANDONED), EnumSet.allOf(Call.class), t -> (double) t.count(), Map.of());
        Estimator<Tally> kept = Tally.complement(
                EnumSet.of(Call.ABANDONED), EnumSet.allOf(Call.class), t -> (double) t.count(), Map.of());

        assertThat(rate.difference(first, second, P95)).isEqualTo(new TwoRates(20, 100, 50, 200).exact(P95));
        Difference difference = kept.difference(first, second, P95);
        assertThat(difference.kind()).isEqualTo(Kind.DIFFERENCE);
        assertSame("difference", difference.value().orElseThrow(), 0.05);
        assertThat(difference.interval().contains(0)).isTrue();
    }

    @Test
    void formulasAreFilledWithTheCounts() {
        Tally calls = Tally.of(80, 20);
        EnumSet<Call> abandoned = EnumSet.of(Call.ABANDONED);
        EnumSet<Call> all = EnumSet.allOf(Call.class);

        assertThat(Proportion.estimator().filled(new Proportion(170, 200))).isEqualTo("170 / 200");
        assertThat(NetScore.estimator(100).filled(new NetScore(20, 30, 50))).isEqualTo("100 · (50 − 20) / 100");
        assertThat(NetScore.estimator(1).filled(new NetScore(20, 30, 50))).isEqualTo("(50 − 20) / 100");
        assertThat(Moments.estimator(1000).filled(MomentsTest.of(1500, 2000))).isEqualTo("3.5 / 2");
        assertThat(EventRate.estimator(1, 1).filled(new EventRate(9, 45, 12_000)))
                .isEqualTo("45 / 12000");
        assertThat(EventRate.estimator(1, 1000).filled(new EventRate(9, 45, 12_000)))
                .isEqualTo("1000 · 45 / 12000");
        assertThat(EventRate.estimator(30, 1).filled(new EventRate(9, 45, 75))).isEqualTo("45 / 2.5");
        assertThat(Tally.share(abandoned, all, Map.of()).filled(calls)).isEqualTo("20 / 100");
        assertThat(Tally.rate(abandoned, all, t -> 50, Map.of()).filled(calls)).isEqualTo("20 / 50");
        assertThat(Tally.complement(abandoned, all, t -> 50, Map.of()).filled(calls))
                .isEqualTo("1 − 20 / 50");
        assertThat(Ratings.share(p -> p >= 4).filled(Ratings.of(1, 5, 7, 18, 90, 80)))
                .isEqualTo("170 / 200");
        assertThat(Ratio.estimator().filled(Ratio.unit(3, 4))).isEqualTo("3 / 4");
    }

    @Test
    void plainNumbersHaveNoTable() {
        assertThat(Proportion.estimator().points(new Proportion(1, 2), P95)).isEmpty();
        assertThat(Moments.estimator(1).points(MomentsTest.of(1, 2), P95)).isEmpty();
        assertThat(NetScore.estimator(1).points(new NetScore(1, 2, 3), P95)).isEmpty();
        assertThat(EventRate.estimator(1, 1).points(new EventRate(1, 2, 3), P95))
                .isEmpty();
        assertThat(Ratings.mean().points(Ratings.of(1, 1, 2), P95)).isEmpty();
    }
}

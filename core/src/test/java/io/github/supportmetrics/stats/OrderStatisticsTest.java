package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: the binomial distribution of scipy 1.10.1. */
class OrderStatisticsTest {
    private static final int MILLIS = 1000;

    static Stream<ArgumentSet> ranks() {
        return SharedData.cases("oracle/quantile-intervals.json", "quantile-interval-ranks");
    }

    static Stream<ArgumentSet> calls() {
        return SharedData.cases("oracle/quantile-intervals.json", "quantile-interval");
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void agreesWithScipy(JsonNode test) {
        JsonNode params = test.get("params");
        OrderStatistics ranks =
                OrderStatistics.of(params.get("p").asDouble(), params.get("n").asLong(), Figures.level(test));

        assertThat(ranks.lower()).isEqualTo(rank(test, "lowerRank"));
        assertThat(ranks.upper()).isEqualTo(rank(test, "upperRank"));
    }

    private static OptionalLong rank(JsonNode test, String which) {
        JsonNode rank = test.get("expected").get(which);
        return rank.isNull() ? OptionalLong.empty() : OptionalLong.of(rank.asLong());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theLengthsOfThirtyThousandCallsAgreeWithScipy(JsonNode test) {
        long[] seconds = SharedData.table("data/call-lengths/callcenter.csv").stream()
                .mapToLong(row -> Long.parseLong(row.get("length")))
                .sorted()
                .toArray();
        double p = test.get("params").get("p").asDouble();
        ConfidenceLevel level = Figures.level(test);
        OrderStatistics ranks = OrderStatistics.of(p, seconds.length, level);
        Durations.Accumulator durations = new Durations.Accumulator();
        for (long second : seconds) {
            durations.addMillis(second * MILLIS);
        }
        Interval interval = durations.snapshot().quantileInterval(p, level);
        long lower = test.get("expected").get("lower").asLong();
        long upper = test.get("expected").get("upper").asLong();

        assertThat(ranks.lower()).isEqualTo(rank(test, "lowerRank"));
        assertThat(ranks.upper()).isEqualTo(rank(test, "upperRank"));
        assertThat(seconds[(int) ranks.lower().orElseThrow() - 1]).isEqualTo(lower);
        assertThat(seconds[(int) ranks.upper().orElseThrow() - 1]).isEqualTo(upper);
        assertThat(Math.abs(interval.low() / (lower * MILLIS) - 1)).isLessThanOrEqualTo(1 / 128d);
        assertThat(Math.abs(interval.high() / (upper * MILLIS) - 1)).isLessThanOrEqualTo(1 / 128d);
    }

    @Test
    void theMedianOfTwentyLiesBetweenRanks6And15() {
        assertThat(OrderStatistics.of(0.5, 20, P95))
                .isEqualTo(new OrderStatistics(OptionalLong.of(6), OptionalLong.of(15)));
    }

    @Test
    void p90OfHundredLiesBetweenRanks84And96() {
        assertThat(OrderStatistics.of(0.9, 100, P95))
                .isEqualTo(new OrderStatistics(OptionalLong.of(84), OptionalLong.of(96)));
    }

    @Test
    void smallSamplesBoundOnlyOneSideOrNone() {
        assertThat(OrderStatistics.of(0.9, 35, P95).upper()).isEmpty();
        assertThat(OrderStatistics.of(0.9, 36, P95).upper()).hasValue(36);
        assertThat(OrderStatistics.of(0.5, 5, P95))
                .isEqualTo(new OrderStatistics(OptionalLong.empty(), OptionalLong.empty()));
        assertThat(OrderStatistics.of(0.5, 6, P95))
                .isEqualTo(new OrderStatistics(OptionalLong.of(1), OptionalLong.of(6)));
        assertThat(OrderStatistics.of(0.5, 0, P95))
                .isEqualTo(new OrderStatistics(OptionalLong.empty(), OptionalLong.empty()));
    }

    @Test
    void samplesBeyondAnIntAreHandled() {
        OrderStatistics ranks = OrderStatistics.of(0.5, 10_000_000_000L, P95);

        // The normal approximation is good to a rank or so here: 5e9 ∓ 1.959964 · 50000.
        assertThat(ranks.lower().orElseThrow()).isBetween(4_999_902_000L, 4_999_902_004L);
        assertThat(ranks.upper().orElseThrow()).isBetween(5_000_097_998L, 5_000_098_002L);
    }
}

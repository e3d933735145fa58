package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: statsmodels 0.13.5 and scipy 1.10.1, with continuity R 4.2.2; the table of Python's scipy 1.17.1. */
class ProportionIntervalTest {
    static Stream<ArgumentSet> intervals() {
        return SharedData.cases("oracle/proportion-intervals.json", "proportion-interval");
    }

    static Stream<ArgumentSet> continuity() {
        return SharedData.cases("oracle/wilson-continuity.json", "wilson-continuity");
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void agreesWithStatsmodelsAndScipy(JsonNode test) {
        long k = test.get("params").get("count").asLong();
        long n = test.get("params").get("n").asLong();
        ConfidenceLevel level = Figures.level(test);
        JsonNode expected = test.get("expected");

        assertSame(
                "p",
                new Proportion(k, n).share().orElseThrow(),
                expected.get("p").asDouble());
        assertSame("Wald", ProportionInterval.WALD.of(k, n, level), expected.get("wald"));
        assertSame("Wilson", ProportionInterval.WILSON.of(k, n, level), expected.get("wilson"));
        assertSame("Agresti–Coull", ProportionInterval.AGRESTI_COULL.of(k, n, level), expected.get("agrestiCoull"));
        assertSame(
                "Clopper–Pearson", ProportionInterval.CLOPPER_PEARSON.of(k, n, level), expected.get("clopperPearson"));
        // The tools give the plain beta quantiles; here the end at no or all successes is 0 or 1.
        JsonNode jeffreys = expected.get("jeffreys");
        assertSame(
                "Jeffreys",
                ProportionInterval.JEFFREYS.of(k, n, level),
                k == 0 ? 0 : jeffreys.get(0).asDouble(),
                k == n ? 1 : jeffreys.get(1).asDouble());
    }

    @ParameterizedTest
    @MethodSource("continuity")
    void withContinuityAgreesWithR(JsonNode test) {
        long k = test.get("params").get("count").asLong();
        long n = test.get("params").get("n").asLong();

        Interval interval = ProportionInterval.WILSON_CONTINUITY.of(k, n, Figures.level(test));

        assertSame("Wilson", interval, test.get("expected").get("wilsonContinuity"));
    }

    @ParameterizedTest
    @CsvSource({
        "WALD, 80.05–89.95, 100.00–100.00, 0.00–0.00",
        "WILSON, 79.39–89.29, 56.55–100.00, 0.00–24.25",
        "AGRESTI_COULL, 79.35–89.33, 51.09–100.00, 0.00–28.20",
        "CLOPPER_PEARSON, 79.28–89.65, 47.82–100.00, 0.00–26.46",
        "JEFFREYS, 79.56–89.43, 62.06–100.00, 0.00–18.53"
    })
    void theTextbookTableIsMet(ProportionInterval method, String many, String all, String none) {
        assertPrints(method.of(170, 200, P95), 100, 2, many);
        assertPrints(method.of(5, 5, P95), 100, 2, all);
        assertPrints(method.of(0, 12, P95), 100, 2, none);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTrialsTheIntervalIsTheWholeRange(ProportionInterval method) {
        assertThat(method.of(0, 0, P95)).isEqualTo(new Interval(0, 1, P95, method.label()));
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheShareAndIsSymmetric(ProportionInterval method) {
        for (int n = 1; n <= 40; n++) {
            for (int k = 0; k <= n; k++) {
                Interval interval = method.of(k, n, P95);
                Interval mirrored = method.of(n - k, n, P95);
                String sample = k + " of " + n;

                assertThat(interval.contains((double) k / n)).as(sample).isTrue();
                assertThat(interval.low()).as(sample).isCloseTo(1 - mirrored.high(), within(1e-12));
                assertThat(interval.high()).as(sample).isCloseTo(1 - mirrored.low(), within(1e-12));
            }
        }
    }

    @Test
    void aHugeSampleHasANarrowInterval() {
        Interval interval = ProportionInterval.CLOPPER_PEARSON.of(4_000_000_000_000L, 5_000_000_000_000L, P95);

        assertThat(interval.low()).isBetween(0.7999995, 0.8);
        assertThat(interval.high()).isBetween(0.8, 0.8000005);
    }

    @Test
    void moreSuccessesThanTrialsAreRefused() {
        assertThatThrownBy(() -> ProportionInterval.WILSON.of(3, 2, P95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("successes must be from 0 to trials (2), got 3");
        assertThatThrownBy(() -> ProportionInterval.WILSON.of(-1, 2, P95)).hasMessageContaining("got -1");
    }
}

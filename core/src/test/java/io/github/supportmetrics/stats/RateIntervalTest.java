package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: the R package epitools 0.5-10.1 under R 4.2.2. */
class RateIntervalTest {
    /** An exposure unit of a half, as the smallest exposures of the file are 0.5 and 12.5. */
    private static final double PER = 2;

    static Stream<ArgumentSet> rates() {
        return SharedData.cases("oracle/rates.json", "poisson-rate");
    }

    @ParameterizedTest
    @MethodSource("rates")
    void agreesWithEpitools(JsonNode test) {
        JsonNode params = test.get("params");
        double halves = PER * params.get("exposure").asDouble();
        EventRate rate = new EventRate(1, params.get("events").asLong(), (long) halves);
        ConfidenceLevel level = Figures.level(test);
        JsonNode expected = test.get("expected");
        Estimator<EventRate> estimator = EventRate.estimator(PER, 1);

        assertThat((double) rate.exposure()).isEqualTo(halves);
        assertSame(
                "rate",
                estimator.value(rate).orElseThrow(),
                expected.get("rate").asDouble());
        assertSame("exact", estimator.interval(rate, level), expected.get("exactGarwood"));
        assertSame(
                "Byar",
                estimator.using("byar").interval(rate, level),
                positive(expected, "byar"),
                high(expected, "byar"));
        assertSame(
                "normal",
                estimator.using("normal").interval(rate, level),
                positive(expected, "normal"),
                high(expected, "normal"));
    }

    /** The package lets the lower limit fall below 0, where no rate lies. */
    private static double positive(JsonNode expected, String method) {
        return Math.max(0, expected.get(method).get(0).asDouble());
    }

    private static double high(JsonNode expected, String method) {
        return expected.get(method).get(1).asDouble();
    }

    @Test
    void fortyFiveComplaintsAboutTwelveThousandContactsAre375PerThousand() {
        EventRate complaints = new EventRate(12_000, 45, 12_000);

        assertSame("rate", EventRate.estimator(1000, 1).value(complaints).orElseThrow(), 3.75);
        assertPrints(EventRate.estimator(1000, 1).interval(complaints, P95), 1, 2, "2.74–5.02");
    }

    @ParameterizedTest
    @EnumSource
    void withoutExposureTheRateIsUnbounded(RateInterval method) {
        assertThat(method.interval(EventRate.EMPTY, P95))
                .isEqualTo(new Interval(0, Double.POSITIVE_INFINITY, P95, method.label()));
        assertThat(EventRate.estimator(1, 1).value(EventRate.EMPTY)).isEmpty();
    }
}

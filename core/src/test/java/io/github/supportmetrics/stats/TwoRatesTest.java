package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: R 4.2.2; single vectors from {@code binomtest} of scipy 1.17.1, its limits as odds. */
class TwoRatesTest {
    static Stream<ArgumentSet> pairs() {
        return SharedData.cases("oracle/rates.json", "poisson-two-rates");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void agreesWithR(JsonNode test) {
        JsonNode params = test.get("params");
        long events1 = params.get("events1").asLong();
        long events2 = params.get("events2").asLong();
        double exposure1 = params.get("exposure1").asDouble();
        double exposure2 = params.get("exposure2").asDouble();
        JsonNode expected = test.get("expected");

        Difference ratio = new TwoRates(events1, exposure1, events2, exposure2).exact(Figures.level(test));

        assertSame(
                "ratio", ratio.value().orElseThrow(), expected.get("rateRatio").asDouble());
        assertSame("exact", ratio.interval(), expected.get("ratioCiExact"));
        assertSame("p", ratio.p().orElseThrow(), expected.get("pExact").asDouble());
        assertThat(ratio.kind()).isEqualTo(Difference.Kind.RATIO);
        assertThat(ratio.interval().method()).isEqualTo("exact-ratio");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 5, 20, 0, 2.182558210365092, 0.176954732510288",
        "45, 12000, 30, 6000, 0.4622239892380959, 1.2329867560526626, 0.2224887111047334",
        "5, 20, 0, 10, 0.45817792865773, Infinity, 0.17695473251028804",
        "20, 1, 0, 1, 4.937062236878218, Infinity, 1.9073486328125e-06"
    })
    void agreesWithTheBinomialOfScipy(
            long events1, double exposure1, long events2, double exposure2, double low, double high, double p) {
        Difference ratio = new TwoRates(events1, exposure1, events2, exposure2).exact(P95);

        assertSame("low", ratio.interval().low(), low);
        assertThat(ratio.interval().high()).isEqualTo(high, within(1e-9 * high));
        assertSame("p", ratio.p().orElseThrow(), p);
    }

    @Test
    void thePerAndTheUnitOfARateCancel() {
        EventRate first = new EventRate(12_000, 45, 12_000);
        EventRate second = new EventRate(6_000, 30, 6_000);

        assertThat(EventRate.estimator(1, 1000).difference(first, second, P95))
                .isEqualTo(EventRate.estimator(60, 1).difference(first, second, P95))
                .isEqualTo(new TwoRates(45, 12_000, 30, 6_000).exact(P95));
    }

    @Test
    void exchangingTheSamplesTurnsTheRatioOver() {
        Difference ratio = new TwoRates(17, 365, 30, 366).exact(P95);
        Difference over = new TwoRates(30, 366, 17, 365).exact(P95);

        assertSame("ratio", over.value().orElseThrow(), 1 / ratio.value().orElseThrow());
        assertSame(
                "exact",
                over.interval(),
                1 / ratio.interval().high(),
                1 / ratio.interval().low());
        assertSame("p", over.p().orElseThrow(), ratio.p().orElseThrow());
    }

    @Test
    void theSideOfOneSaysWhichRateIsLarger() {
        assertThat(new TwoRates(40, 1, 15, 1).exact(P95).sign()).isEqualTo(1);
        assertThat(new TwoRates(15, 1, 40, 1).exact(P95).sign()).isEqualTo(-1);
        assertThat(new TwoRates(15, 1, 10, 1).exact(P95).sign()).isZero();
    }

    @Test
    void withoutExposureOnASideNothingCanBeSaid() {
        Difference ratio = new TwoRates(3, 0, 4, 10).exact(P95);

        assertThat(ratio.value()).isEmpty();
        assertThat(ratio.interval()).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY, P95, "exact-ratio"));
        assertThat(ratio.p()).isEmpty();
        assertThat(ratio.sign()).isZero();
    }

    @Test
    void withoutAnyEventTheRatioIsUnboundedAndNothingIsUnusual() {
        Difference ratio = new TwoRates(0, 5, 0, 10).exact(P95);

        assertThat(ratio.value()).isEmpty();
        assertThat(ratio.interval()).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY, P95, "exact-ratio"));
        assertThat(ratio.p()).hasValue(1);
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> new TwoRates(-1, 1, 1, 1)).hasMessage("events must be at least 0, got -1");
        assertThatThrownBy(() -> new TwoRates(1, 1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TwoRates(1, -1, 1, 1)).hasMessage("exposure must be at least 0, got -1.0 and 1.0");
        assertThatThrownBy(() -> new TwoRates(1, 1, 1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}

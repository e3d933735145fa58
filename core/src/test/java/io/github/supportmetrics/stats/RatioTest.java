package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures: worked by hand with scipy 1.17.1. */
class RatioTest {
    private static Ratio of(long[] y, long[] x) {
        Ratio.Accumulator accumulator = new Ratio.Accumulator();
        for (int i = 0; i < y.length; i++) {
            accumulator.add(y[i], x[i]);
        }
        return accumulator.snapshot();
    }

    @Test
    void fiveDaysOfHandleTimeAre300SecondsAContact() {
        Ratio ratio = of(new long[] {60_000, 66_000, 54_000, 72_000, 48_000}, new long[] {200, 210, 190, 220, 180});

        assertThat(ratio.ratio()).hasValue(300);
        assertThat(ratio.standardError().orElseThrow()).isCloseTo(10.6066, within(5e-5));
        assertPrints(ratio.interval(P95), 1, 2, "270.55–329.45");
        assertThat(Ratio.estimator().interval(ratio, P95)).isEqualTo(ratio.interval(P95));
    }

    @Test
    void successesOfFiveDaysAreLessCertainThanTheirNumberSays() {
        Ratio ratio = of(new long[] {180, 150, 170, 190, 170}, new long[] {200, 210, 220, 215, 215});
        double alone = .81132 * (1 - .81132) / 1060;

        assertThat(ratio.ratio().orElseThrow()).isCloseTo(.8113, within(5e-5));
        assertThat(ratio.standardError().orElseThrow()).isCloseTo(.03440, within(5e-6));
        assertThat(Math.pow(ratio.standardError().orElseThrow(), 2) / alone).isCloseTo(8.195, within(1e-3));
        assertPrints(ratio.shareInterval(P95), 1, 3, "0.699–0.888");
        assertPrints(ProportionInterval.WILSON.of(860, 1060, P95), 1, 3, "0.787–0.834");
        assertThat(Ratio.shareEstimator().interval(ratio, P95)).isEqualTo(ratio.shareInterval(P95));
    }

    @Test
    void fourUnitsGiveARatioWithoutBounds() {
        Ratio ratio = of(new long[] {1, 2, 3, 4}, new long[] {2, 4, 6, 8});

        assertThat(ratio.ratio()).hasValue(0.5);
        assertThat(ratio.interval(P95).low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ratio.interval(P95).high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ratio.shareInterval(P95)).isEqualTo(new Interval(0, 1, P95, "clustered-wilson"));
    }

    @Test
    void unitsOfOneRatioHaveNoError() {
        Ratio ratio = of(new long[] {1, 2, 3, 4, 5}, new long[] {3, 6, 9, 12, 15});

        assertThat(ratio.standardError()).hasValue(0);
        assertThat(ratio.interval(P95).contains(1 / 3d)).isTrue();
    }

    @Test
    void withoutADenominatorThereIsNoRatio() {
        assertThat(Ratio.EMPTY.ratio()).isEmpty();
        assertThat(of(new long[] {0, 0}, new long[] {0, 0}).ratio()).isEmpty();
        assertThat(of(new long[] {0, 0}, new long[] {0, 0}).standardError()).isEmpty();
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Ratio.unit(1, -1)).hasMessage("denominator must be from 0 to 2^53, got -1");
        assertThatThrownBy(() -> Ratio.unit((1L << 53) + 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ratio.unit(-3, 1).shareInterval(P95))
                .hasMessage("successes must be from 0 to trials (1), got -3");
    }

    @Test
    void moreSuccessesThanTrialsAreNoShare() {
        assertThatThrownBy(() -> Ratio.unit(3, 2).shareInterval(P95)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles that have a closed form, and figures of mpmath 1.3 to 17 digits. */
class DistributionsTest {
    private static final double DIGITS = 1e-13;

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.1, 0.05, 0.025, 0.005, 0.0005})
    void studentsQuantilesWithFewDegreesOfFreedomAreTheClosedForms(double tail) {
        double a = 4 * tail * (1 - tail);
        double root = Math.sqrt(a);

        assertSame("df 1", Distributions.studentUpper(1, tail), 1 / Math.tan(Math.PI * tail), DIGITS);
        assertSame("df 2", Distributions.studentUpper(2, tail), (1 - 2 * tail) * Math.sqrt(2 / a), DIGITS);
        assertSame(
                "df 4",
                Distributions.studentUpper(4, tail),
                2 * Math.sqrt(Math.cos(Math.acos(root) / 3) / root - 1),
                DIGITS);
    }

    @ParameterizedTest
    @CsvSource({"4, 0.05, 2.13184678632665032", "44, 0.05, 1.68022997657211706"})
    void studentsQuantilesAgreeWithMpmath(double df, double tail, double expected) {
        assertSame("t", Distributions.studentUpper(df, tail), expected, DIGITS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.05, 0.025, 0.005, 0.0005})
    void betaQuantilesWithAUnitParameterAreTheClosedForms(double tail) {
        for (int n = 1; n < 2000; n = n * 3 + 1) {
            assertSame("low", Distributions.betaLower(n, 1, tail), Math.pow(tail, 1.0 / n), DIGITS);
            assertSame("high", Distributions.betaUpper(1, n, tail), -Math.expm1(Math.log(tail) / n), DIGITS);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.05, 0.025, 0.005, 0.0005})
    void chiSquareQuantilesWithTwoDegreesOfFreedomAreTheClosedForms(double tail) {
        assertSame("low", Distributions.chiSquareLower(2, tail), -2 * Math.log1p(-tail), DIGITS);
        assertSame("high", Distributions.chiSquareUpper(2, tail), -2 * Math.log(tail), DIGITS);
    }

    @Test
    void theNormalQuantileHasItsTextbookDigits() {
        assertSame("z", Distributions.normalUpper(0.025), 1.959963984540054, DIGITS);
        assertSame("z", ConfidenceLevel.P95.z(), 1.959963984540054, DIGITS);
    }

    @Test
    void theBinomialBeyondAnIntContinuesTheOneWithin() {
        long n = Integer.MAX_VALUE;
        for (double deviation = -3; deviation <= 3; deviation++) {
            long k = Math.round(n * 0.5 + deviation * Math.sqrt((double) n) / 2);
            double within = Distributions.binomialAtMost(k, n, 0.5);
            double beyond = Distributions.binomialAtMost(k + 1, n + 2, 0.5);

            assertSame("P(X ≤ " + k + ")", beyond, within, 1e-6);
        }
        assertThat(Distributions.binomialAtMost(-1, 5, 0.5)).isZero();
        assertThat(Distributions.binomialAtMost(5, 5, 0.5)).isEqualTo(1);
    }
}

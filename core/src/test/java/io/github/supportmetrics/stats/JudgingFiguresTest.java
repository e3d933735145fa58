package io.github.supportmetrics.stats;

import static io.github.supportmetrics.JudgingFigures.cases;
import static io.github.supportmetrics.JudgingFigures.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.internal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures derived with scipy 1.17.1, and those of the domain reference. */
class JudgingFiguresTest {
    private static final ConfidenceLevel P998 = new ConfidenceLevel(.998);
    private static final double[] WEEKS = {84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92};

    private static List<Proportion> shares(JsonNode k, JsonNode n) {
        List<Proportion> shares = new ArrayList<>();
        for (int i = 0; i < k.size(); i++) {
            shares.add(new Proportion(k.get(i).asLong(), n.get(i).asLong()));
        }
        return shares;
    }

    private static void same(double actual, double expected) {
        Figures.assertSame("figure", actual, expected);
    }

    private static double clamped(double value) {
        return Math.min(1, Math.max(0, value));
    }

    @Test
    void funnelsHaveExactLimits() {
        for (JsonNode test : cases("funnel/limits")) {
            long n = test.get("n").asLong();
            Funnel funnel = Funnel.around(test.get("p0").asDouble());
            for (ConfidenceLevel level : List.of(ConfidenceLevel.P95, P998)) {
                JsonNode counts = test.get(level.equals(P998) ? "k998" : "k95");
                // A limit on the wrong side of a rare share is that share.
                double low = Math.min(funnel.centre(), counts.get(0).asDouble() / n);
                double high = Math.max(funnel.centre(), counts.get(1).asDouble() / n);
                Figures.assertSame(test.toString(), funnel.limits(n, level), low, high);
            }
        }
    }

    @Test
    void aCountIsOutsideByItsTail() {
        for (JsonNode test : cases("funnel/tails")) {
            Funnel funnel = Funnel.around(test.get("p0").asDouble());
            Proportion unit =
                    new Proportion(test.get("k").asLong(), test.get("n").asLong());
            double smaller = Math.min(test.get("le").asDouble(), test.get("ge").asDouble());
            assertThat(funnel.p(unit)).isCloseTo(Math.min(1, 2 * smaller), within(1e-9 * smaller + 1e-15));
            assertThat(funnel.side(unit, ConfidenceLevel.P95) != 0)
                    .as("%s", test)
                    .isEqualTo(test.get("out95").asBoolean());
            assertThat(funnel.side(unit, P998) != 0)
                    .as("%s", test)
                    .isEqualTo(test.get("out998").asBoolean());
        }
        assertThat(Funnel.around(.8).side(new Proportion(30, 50), P998)).isEqualTo(-1);
        assertThat(Funnel.around(.2).side(new Proportion(20, 50), P998)).isEqualTo(1);
        assertThat(Funnel.around(.8).side(Proportion.EMPTY, P998)).isZero();
        assertThat(Funnel.around(.8).limits(0, P998)).isEqualTo(new Interval(0, 1, P998, "funnel"));
    }

    @Test
    void unitsThatDifferMoreThanChanceWidenTheFunnel() {
        for (JsonNode test : cases("overdispersion")) {
            List<Proportion> units = shares(test.get("k"), test.get("n"));
            Funnel funnel = Funnel.of(units);
            double phi = test.get("phi").asDouble();
            same(funnel.centre(), test.get("p0").asDouble());
            same(funnel.dispersion(), Math.max(1, phi));
            same(Funnel.dispersion(numbers(test.get("z"))), Math.max(1, phi));
            for (int i = 0; i < units.size(); i++) {
                double[] limits = numbers(test.get("limits").get(i));
                Interval at95 = funnel.limits(units.get(i).trials(), ConfidenceLevel.P95);
                Interval at998 = funnel.limits(units.get(i).trials(), P998);
                double p0 = funnel.centre();
                Figures.assertSame("95 %", at95, Math.min(p0, limits[0]), Math.max(p0, limits[1]));
                Figures.assertSame("99.8 %", at998, Math.min(p0, limits[2]), Math.max(p0, limits[3]));
                if (phi > 1) {
                    double share = units.get(i).share().orElseThrow();
                    assertThat(funnel.side(units.get(i), ConfidenceLevel.P95))
                            .isEqualTo(share < at95.low() ? -1 : share > at95.high() ? 1 : 0);
                }
            }
        }
        assertThat(Funnel.of(List.of(new Proportion(1, 9), new Proportion(8, 9)))
                        .dispersion())
                .isEqualTo(1);
    }

    @Test
    void sharesAreDrawnTogether() {
        for (JsonNode test : cases("shrinkage")) {
            List<Proportion> units = shares(test.get("k"), test.get("n"));
            Shrinkage shrinkage = Shrinkage.of(units);
            same(shrinkage.mean(), test.get("p").asDouble());
            same(shrinkage.correlation().orElseThrow(), test.get("rho").asDouble());
            if (test.get("M").isNull()) {
                assertThat(shrinkage.strength()).hasValue(Double.POSITIVE_INFINITY);
            } else {
                same(shrinkage.strength().orElseThrow(), test.get("M").asDouble());
            }
            for (int i = 0; i < units.size(); i++) {
                same(
                        shrinkage.estimate(units.get(i)).orElseThrow(),
                        test.get("est").get(i).asDouble());
                JsonNode interval = test.get("interval").get(i);
                Interval own = shrinkage.interval(units.get(i), ConfidenceLevel.P95);
                if (interval.isNull()) {
                    assertThat(own.method()).isEqualTo("wilson");
                } else {
                    Figures.assertSame("interval", own, interval);
                }
            }
        }
    }

    @Test
    void threeOfThreeIsNoLongerTheBest() {
        List<Proportion> units = List.of(
                new Proportion(9, 10),
                new Proportion(45, 60),
                new Proportion(160, 200),
                new Proportion(3, 3),
                new Proportion(30, 50));
        Shrinkage shrinkage = Shrinkage.of(units);

        double three = shrinkage.estimate(units.get(3)).orElseThrow();
        assertThat(units.stream().filter(u -> shrinkage.estimate(u).orElseThrow() > three))
                .hasSize(2);
        assertThat(shrinkage.isReliable()).isFalse();
        assertThat(shrinkage.isApproximate()).isTrue();
        assertThat(shrinkage.units()).isEqualTo(5);
        assertThat(shrinkage.estimate(Proportion.EMPTY)).hasValue(shrinkage.mean());
    }

    @Test
    void whereNothingCanBeDrawnEachShareStands() {
        Shrinkage all = Shrinkage.of(List.of(new Proportion(5, 5), new Proportion(7, 7)));
        assertThat(all.strength()).isEmpty();
        assertThat(all.estimate(new Proportion(5, 5))).hasValue(1);
        assertThat(all.estimate(Proportion.EMPTY)).isEmpty();
        assertThat(all.interval(new Proportion(5, 5), ConfidenceLevel.P95).method())
                .isEqualTo("wilson");
        assertThatThrownBy(() -> Shrinkage.of(List.of(Proportion.EMPTY))).hasMessageContaining("at least 1");
    }

    @Test
    void chartsOfSharesHaveTheirLimits() {
        for (JsonNode test : cases("charts/p")) {
            List<Proportion> shares = shares(test.get("k"), test.get("n"));
            assertChart(ControlChart.ofShares(shares), test, "lo", "hi", 1);
            assertChart(ControlChart.ofSharesThatVary(shares), test, "laneyLo", "laneyHi", 1);
        }
    }

    @Test
    void chartsOfRatesHaveTheirLimits() {
        for (JsonNode test : cases("charts/u")) {
            double[] c = numbers(test.get("c"));
            double[] e = numbers(test.get("e"));
            assertChart(ControlChart.ofRates(c, e), test, "lo", "hi", Double.POSITIVE_INFINITY);
            assertChart(ControlChart.ofRatesThatVary(c, e), test, "laneyLo", "laneyHi", Double.POSITIVE_INFINITY);
        }
        assertThatThrownBy(() -> ControlChart.ofRates(new double[] {1}, 1, 2)).hasMessageContaining("one for each");
        assertThatThrownBy(() -> ControlChart.ofRates(new double[] {-1}, 1)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> ControlChart.ofRates(new double[] {0}, 0)).hasMessageContaining("positive");
    }

    private static void assertChart(ControlChart chart, JsonNode test, String low, String high, double most) {
        same(chart.centre(), test.get("centre").asDouble());
        for (ControlChart.Point point : chart.points()) {
            same(point.lower(), Math.max(0, test.get(low).get(point.place()).asDouble()));
            same(point.upper(), Math.min(most, test.get(high).get(point.place()).asDouble()));
        }
        assertThat(chart.points()).hasSize(test.get(low).size());
        assertThat(chart.outside())
                .isEqualTo(chart.points().stream()
                        .filter(p -> p.value() < p.lower() || p.value() > p.upper())
                        .toList());
    }

    @Test
    void movingAveragesHaveTheirLimits() {
        for (JsonNode test : cases("charts/ewma")) {
            ControlChart chart = ControlChart.ofMovingAverage(numbers(test.get("x")), .2, 3);
            for (ControlChart.Point point : chart.points()) {
                same(point.value(), test.get("ewma").get(point.place()).asDouble());
                same(point.lower(), test.get("lo").get(point.place()).asDouble());
                same(point.upper(), test.get("hi").get(point.place()).asDouble());
            }
        }
        assertThatThrownBy(() -> ControlChart.ofMovingAverage(new double[] {1, 2}, 0, 3))
                .hasMessageContaining("over 0");
        assertThatThrownBy(() -> ControlChart.ofMovingAverage(new double[] {1, 2}, .2, 0))
                .hasMessageContaining("positive");
        assertThatThrownBy(() -> ControlChart.ofMovingAverage(new double[] {1}, .2, 3))
                .hasMessageContaining("at least 2");
    }

    @Test
    void daysWithoutASampleAreNotCharted() {
        ControlChart chart =
                ControlChart.ofShares(List.of(new Proportion(8, 10), Proportion.EMPTY, new Proportion(9, 10)));
        assertThat(chart.points()).extracting(ControlChart.Point::place).containsExactly(0, 2);
        assertThat(chart.centre()).isEqualTo(.85);
        assertThatThrownBy(() -> ControlChart.ofShares(List.of())).hasMessageContaining("at least 1");
    }

    @Test
    void correlationsAreThoseOfScipy() {
        for (JsonNode test : cases("correlation/pairs")) {
            double[] x = numbers(test.get("x"));
            double[] y = numbers(test.get("y"));
            Correlation pearson = Correlation.pearson(x, y);
            same(pearson.r().orElseThrow(), test.get("pearson").asDouble());
            same(
                    Correlation.spearman(x, y).r().orElseThrow(),
                    test.get("spearman").asDouble());
            Interval interval = pearson.interval(ConfidenceLevel.P95);
            Figures.assertSame(
                    "fisher",
                    interval,
                    test.get("lo").asDouble(),
                    test.get("hi").asDouble());
        }
    }

    @Test
    void whatDoesNotVaryDoesNotCorrelate() {
        assertThat(Correlation.pearson(new double[] {1, 1, 1}, 1, 2, 3).r()).isEmpty();
        assertThat(Correlation.pearson(new double[0]).r()).isEmpty();
        Correlation exact = Correlation.spearman(new double[] {1, 2, 3, 9}, 1, 2, 3, 4);
        assertThat(exact.r()).hasValue(1);
        assertThat(exact.interval(ConfidenceLevel.P95).high()).isEqualTo(1);
        assertThat(Correlation.pearson(new double[] {1, 2, 3}, 1, 2, 4).interval(ConfidenceLevel.P95))
                .isEqualTo(new Interval(-1, 1, ConfidenceLevel.P95, "fisher"));
        assertThatThrownBy(() -> Correlation.pearson(new double[] {1}, 1, 2)).hasMessageContaining("both sides");
        assertThatThrownBy(() -> Correlation.pearson(new double[] {Double.NaN}, 1))
                .hasMessageContaining("finite");
    }

    @Test
    void theClosestNumbersThatNeverRise() {
        for (JsonNode test : cases("correlation/pava")) {
            double[] fit = Isotonic.neverRising(numbers(test.get("values")), numbers(test.get("weights")));
            for (int i = 0; i < fit.length; i++) {
                same(fit[i], test.get("fit").get(i).asDouble());
            }
        }
        assertThat(Isotonic.neverFalling(new double[] {3, 1, 2}, 1, 1, 2)).containsExactly(2, 2, 2);
        assertThatThrownBy(() -> Isotonic.neverRising(new double[] {1}, 0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> Isotonic.neverRising(new double[] {1}, 1, 2)).hasMessageContaining("one for each");
        assertThatThrownBy(() -> Isotonic.neverRising(new double[] {Double.NaN}, 1))
                .hasMessageContaining("finite");
    }

    @Test
    void ratiosOfTheSameUnitsAreComparedByUnit() {
        for (JsonNode test : cases("pairedRatios")) {
            List<Ratio> first = new ArrayList<>();
            List<Ratio> second = new ArrayList<>();
            for (JsonNode row : test.get("rows")) {
                first.add(
                        unit(Math.round(100 * row.get(0).asDouble()), row.get(1).asLong()));
                second.add(
                        unit(Math.round(100 * row.get(2).asDouble()), row.get(3).asLong()));
            }
            // Who stands on neither side is no unit.
            first.add(Ratio.EMPTY);
            second.add(Ratio.EMPTY);
            Difference difference =
                    PairedRatios.of(first, second, ConfidenceLevel.P95).times(.01);
            same(difference.value().orElseThrow(), test.get("d").asDouble());
            same(difference.degreesOfFreedom().orElseThrow(), test.get("df").asDouble());
            same(
                    difference.statistic().orElseThrow(),
                    test.get("d").asDouble() / test.get("se").asDouble());
            Figures.assertSame(
                    "paired",
                    difference.interval(),
                    test.get("lo").asDouble(),
                    test.get("hi").asDouble());
            same(difference.p().orElseThrow(), test.get("p").asDouble());
        }
    }

    private static Ratio unit(long y, long x) {
        return x == 0 && y == 0 ? Ratio.EMPTY : Ratio.unit(y, x);
    }

    @Test
    void fewUnitsProveNothing() {
        List<Ratio> four = List.of(unit(1, 2), unit(1, 2), unit(2, 2), unit(0, 2));
        Difference difference = PairedRatios.of(four, four, ConfidenceLevel.P95);
        assertThat(difference.value()).hasValue(0);
        assertThat(difference.p()).isEmpty();
        assertThat(difference.sign()).isZero();
        assertThat(PairedRatios.of(List.of(Ratio.EMPTY), List.of(unit(1, 1)), ConfidenceLevel.P95)
                        .value())
                .isEmpty();
        assertThatThrownBy(() -> PairedRatios.of(four, List.of(), ConfidenceLevel.P95))
                .hasMessageContaining("those of the first (4)");
    }

    @Test
    void theNextValueIsPredictedByStudentsFactor() {
        for (JsonNode test : cases("realism")) {
            XmrChart chart = XmrChart.of(numbers(test.get("x")));
            same(chart.centre().orElseThrow(), test.get("xbar").asDouble());
            same(chart.spread().orElseThrow(), test.get("sigma").asDouble());
            boolean up = test.get("dir").asText().equals("UP");
            same(chart.exceededWith(up ? .8 : .2).orElseThrow(), test.get("s80").asDouble());
            same(chart.exceededWith(.5).orElseThrow(), test.get("s50").asDouble());
            assertThat(!chart.instabilities().isEmpty())
                    .as("%s", test)
                    .isEqualTo(test.get("unstable").asBoolean());
        }
    }

    @Test
    void valuesAboveAreCountedByTheNormalCurve() {
        XmrChart chart = XmrChart.of(WEEKS);
        assertThat(chart.shareAbove(80).orElseThrow()).isCloseTo(.999, within(.0005));
        assertThat(chart.shareAbove(85).orElseThrow()).isCloseTo(.884, within(.0005));
        assertThat(chart.shareAbove(90).orElseThrow()).isCloseTo(.229, within(.0005));
        assertThat(chart.shareAbove(95).orElseThrow()).isCloseTo(.004, within(.0005));
        XmrChart constant = XmrChart.of(.1, .1, .1);
        assertThat(constant.shareAbove(.1)).hasValue(.5);
        assertThat(constant.shareAbove(.2)).hasValue(0);
        assertThat(constant.shareAbove(0)).hasValue(1);
        assertThat(XmrChart.of(1).shareAbove(1)).isEmpty();
        assertThat(XmrChart.of(1).spread()).isEmpty();
        assertThat(XmrChart.of(1).exceededWith(.5)).isEmpty();
        assertThat(XmrChart.of().instabilities()).isEmpty();
        assertThatThrownBy(() -> chart.exceededWith(1)).hasMessageContaining("between 0 and 1");
    }

    @Test
    void aTrendMayHaveGaps() {
        OptionalDouble none = OptionalDouble.empty();
        MannKendall gap =
                MannKendall.of(List.of(OptionalDouble.of(1), OptionalDouble.of(2), none, none, OptionalDouble.of(5)));
        assertThat(gap.n()).isEqualTo(3);
        assertThat(gap.slope()).hasValue(1);
        assertThat(gap.lineAt(6)).hasValue(6);
    }

    @Test
    void aWideFunnelHoldsWhatANarrowOneDoesNot() {
        Proportion low = new Proportion(30, 50);
        assertThat(Funnel.around(.8, 4).side(low, P998)).isZero();
        assertThat(clamped(Funnel.around(.8, 4).limits(50, P998).high())).isEqualTo(1);
        assertThatThrownBy(() -> Funnel.around(.8, .5)).hasMessageContaining("at least 1");
    }

    @Test
    void theyReadAsALine() {
        assertThat(Funnel.around(.8)).hasToString("around 0.8, limits of chance alone");
        assertThat(Funnel.around(.8, 2)).hasToString("around 0.8, limits 1.41 times as wide as chance makes them");
        assertThat(Shrinkage.of(List.of(new Proportion(9, 10), new Proportion(45, 60), new Proportion(30, 50))))
                .asString()
                .startsWith("3 units towards 0.7, which counts for ");
        assertThat(Shrinkage.of(List.of(new Proportion(5, 5))))
                .hasToString("1 units towards 1, nothing to draw them by");
        assertThat(Shrinkage.of(List.of(new Proportion(5, 10), new Proportion(5, 10))))
                .asString()
                .endsWith("by no more than chance");
        assertThat(Correlation.pearson(new double[] {1, 2, 3, 4}, 1, 2, 4, 3))
                .hasToString("r = 0.8 (95 % CI −0.697 … 0.996, n = 4)");
        assertThat(Correlation.pearson(new double[0])).hasToString("no correlation (n = 0)");
        assertThat(ControlChart.ofShares(List.of(new Proportion(8, 10), new Proportion(9, 10))))
                .hasToString("centre 0.85, 0 of 2 values outside");
        assertThatThrownBy(() -> new Correlation(3, OptionalDouble.of(7), false))
                .hasMessageContaining("[−1, 1]");
        assertThatThrownBy(() -> Funnel.dispersion(Double.NaN)).hasMessageContaining("a number");
        assertThat(XmrChart.of(12345, 12399)).hasToString("x̄ 12372, routine 12228 … 12516 (n = 2)");
    }

    @Test
    void meansOfSkewedEventsHaveGammaLimits() {
        // scipy.stats.gamma(a=4, scale=.5).ppf of 97.5 %; the normal limit lies farther out below.
        Interval limits = Funnel.ofMean(2, 1, ConfidenceLevel.P95);
        assertThat(limits.low()).isCloseTo(2 - 1.959964, within(1e-6));
        assertThat(limits.high()).isCloseTo(4.3836365, within(1e-6));
        assertThat(Funnel.ofMean(-1, 4, ConfidenceLevel.P95).high()).isCloseTo(-1 + 2 * 1.959964, within(1e-6));
        assertThat(Funnel.ofMean(3, 0, P998)).isEqualTo(new Interval(3, 3, P998, "normal"));
        assertThat(Funnel.ofMean(300, 1e-9, P998).contains(300)).isTrue();
        assertThat(Funnel.ofMean(1e-200, 1, P998).contains(1e-200)).isTrue();
        assertThat(Funnel.ofMean(.01, 1, P998).contains(.01)).isTrue();
        assertThat(Funnel.ofMean(1, Double.POSITIVE_INFINITY, P998).high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> Funnel.ofMean(1, -1, P998)).hasMessageContaining("at least 0");
    }

    @Test
    void whatRoundsToAlmostNothingIsNoSpread() {
        List<Ratio> first = List.of(unit(30, 55), unit(30, 55), unit(12, 22), unit(24, 44), unit(24, 44));
        List<Ratio> second = List.of(unit(1, 7), unit(1, 7), unit(1, 7), unit(2, 14), unit(5, 35));
        assertThat(PairedRatios.of(first, second, ConfidenceLevel.P95).p()).isEmpty();
        assertThat(Correlation.pearson(new double[] {.1, .1, .1}, 1, 2, 4).r()).isEmpty();
        assertThat(Correlation.pearson(new double[] {1e140, 2e140, 3e140}, 1, 2, 3)
                        .r()
                        .orElseThrow())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void theSlopesIntervalKnowsThatNeighboursAreAlike() {
        MannKendall alike = MannKendall.of(1, 2, 3, 3, 3, 2, 2, 3, 4, 5, 6, 6, 6, 5, 5, 6);
        assertThat(alike.inflation()).isGreaterThan(1);
        Interval plain = alike.slopeInterval(ConfidenceLevel.P95);
        Interval corrected = alike.correctedSlopeInterval(ConfidenceLevel.P95);
        assertThat(corrected.low()).isLessThan(plain.low());
        assertThat(corrected.high()).isGreaterThanOrEqualTo(plain.high());
    }

    /** The printed limits of the domain reference around 80 %. */
    @ParameterizedTest
    @CsvSource({"10, 50–100, 40–100", "50, 68–90, 62–96", "200, 74.5–85.5, 71–88.5"})
    void funnelsPrintAsTheReferenceDoes(long n, String at95, String at998) {
        Funnel funnel = Funnel.around(.8);
        for (ConfidenceLevel level : List.of(ConfidenceLevel.P95, P998)) {
            Interval limits = funnel.limits(n, level);
            assertThat(Texts.rounded(100 * limits.low()) + "–" + Texts.rounded(100 * limits.high()))
                    .isEqualTo(level.equals(P998) ? at998 : at95);
        }
    }
}

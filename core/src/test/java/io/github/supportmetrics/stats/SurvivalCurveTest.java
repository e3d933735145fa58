package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: R 4.2.2 with survival 3.5-3; the ten subjects of DOMAIN §1.7. Ages are added in thousandths. */
class SurvivalCurveTest {
    private static final double UNIT = 1000;
    private static final double TOLERANCE = 1e-8;
    private static final Map<String, SurvivalInterval> METHODS = Map.of(
            "plain", SurvivalInterval.PLAIN,
            "log", SurvivalInterval.LOG,
            "log-log", SurvivalInterval.LOG_LOG,
            "logit", SurvivalInterval.LOGIT);

    static Stream<ArgumentSet> curves() {
        return cases("kaplan-meier-curve");
    }

    static Stream<ArgumentSet> summaries() {
        return cases("kaplan-meier");
    }

    static Stream<ArgumentSet> groups() {
        return cases("log-rank");
    }

    /** Cases whose times stand in the file; those of whole data sets are the command's. */
    private static Stream<ArgumentSet> cases(String kind) {
        return SharedData.cases("oracle/survival.json", kind).filter(set -> ((JsonNode) set.get()[0]).has("data"));
    }

    private static Lifetimes lifetimes(JsonNode test) {
        return byGroup(test).values().stream().reduce(Lifetimes.EMPTY, Lifetimes::plus);
    }

    private static Map<String, Lifetimes> byGroup(JsonNode test) {
        JsonNode data = test.get("data");
        Map<String, Lifetimes.Accumulator> groups = new LinkedHashMap<>();
        for (int i = 0; i < data.get("time").size(); i++) {
            long time = Math.round(data.get("time").get(i).asDouble() * UNIT);
            String group = data.has("group") ? data.get("group").get(i).asText() : "";
            groups.computeIfAbsent(group, g -> new Lifetimes.Accumulator())
                    .add(time, data.get("event").get(i).asInt() == 1);
        }
        Map<String, Lifetimes> byGroup = new LinkedHashMap<>();
        groups.forEach((group, accumulator) -> byGroup.put(group, accumulator.snapshot()));
        return byGroup;
    }

    @ParameterizedTest
    @MethodSource("curves")
    void everyPointAgreesWithR(JsonNode test) {
        SurvivalCurve curve = lifetimes(test).curve();
        JsonNode expected = test.get("expected");

        assertThat(curve.size()).isEqualTo(Math.max(1, expected.get("time").size()));
        for (int i = 0; i < curve.size(); i++) {
            assertSame("time", curve.time(i) / UNIT, at(expected, "time", i).asDouble(), TOLERANCE);
            assertThat(curve.atRisk(i)).isEqualTo(at(expected, "nRisk", i).asLong());
            assertThat(curve.events(i)).isEqualTo(at(expected, "nEvent", i).asLong());
            assertThat(curve.censored(i)).isEqualTo(at(expected, "nCensor", i).asLong());
            assertSame("S", curve.survival(i), at(expected, "survival", i).asDouble(), TOLERANCE);
            JsonNode se = at(expected, "stdErr", i);
            assertThat(curve.standardError(i).isPresent()).isEqualTo(!se.isNull());
            curve.standardError(i).ifPresent(own -> assertSame("se", own, se.asDouble(), TOLERANCE));
            assertSame(
                    "H",
                    curve.cumulativeHazard(i),
                    at(expected, "cumHazNelsonAalen", i).asDouble(),
                    TOLERANCE);
            assertSame(
                    "se of H",
                    curve.cumulativeHazardError(i),
                    at(expected, "stdCumHaz", i).asDouble(),
                    TOLERANCE);
        }
    }

    /** A curve of one point stands without brackets. */
    private static JsonNode at(JsonNode expected, String field, int point) {
        JsonNode points = expected.get(field);
        return points.isArray() ? points.get(point) : points;
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void sharesLimitsQuantilesAndMeansAgreeWithR(JsonNode test) {
        Lifetimes lifetimes = lifetimes(test);
        SurvivalCurve curve = lifetimes.curve();
        JsonNode expected = test.get("expected");

        assertThat(lifetimes.count()).isEqualTo(expected.get("n").asLong());
        assertThat(lifetimes.events()).isEqualTo(expected.get("events").asLong());
        double until = expected.get("rmeanUpTo").asDouble() * UNIT;
        assertSame(
                "mean",
                curve.restrictedMean(until).orElseThrow() / UNIT,
                expected.get("restrictedMean").asDouble(),
                TOLERANCE);
        assertSame(
                "se of the mean",
                curve.restrictedMeanError(until).orElseThrow() / UNIT,
                expected.get("seRestrictedMean").asDouble(),
                TOLERANCE);
        expected.get("quantiles").properties().forEach(q -> {
            var own = curve.quantile(Double.parseDouble(q.getKey()));
            assertThat(own.isPresent())
                    .as("quantile %s", q.getKey())
                    .isEqualTo(!q.getValue().isNull());
            own.ifPresent(age -> assertSame("quantile", age / UNIT, q.getValue().asDouble(), TOLERANCE));
        });
        JsonNode times = expected.get("times");
        for (int i = 0; i < times.size(); i++) {
            double age = Math.round(times.get(i).asDouble() * UNIT);
            int at = i;
            assertThat(curve.atRiskAt(age))
                    .isEqualTo(expected.get("atRisk").get(i).asLong());
            assertSame(
                    "S",
                    curve.survivalAt(age).orElseThrow(),
                    expected.get("survival").get(i).asDouble(),
                    TOLERANCE);
            METHODS.forEach((name, method) ->
                    limits(curve, age, method, expected.get("ci").get(name), at));
        }
        METHODS.forEach(
                (name, method) -> median(curve, method, expected.get("ci").get(name)));
    }

    private static void limits(SurvivalCurve curve, double age, SurvivalInterval method, JsonNode expected, int i) {
        Interval interval = curve.intervalAt(age, method, P95);
        double s = curve.survivalAt(age).orElseThrow();
        JsonNode low = expected.get("lower").get(i);
        JsonNode high = expected.get("upper").get(i);
        if (s > 0 && s < 1 && !low.isNull()) {
            assertSame(method + " low", interval.low(), low.asDouble(), TOLERANCE);
        }
        if (s > 0 && s < 1 && !high.isNull()) {
            assertSame(method + " high", interval.high(), high.asDouble(), TOLERANCE);
        }
        assertThat(interval.contains(s)).isTrue();
    }

    private static void median(SurvivalCurve curve, SurvivalInterval method, JsonNode expected) {
        if (curve.quantile(0.5).isEmpty()) {
            return;
        }
        Interval interval = curve.quantileInterval(0.5, method, P95);
        JsonNode low = expected.get("medianLower");
        JsonNode high = expected.get("medianUpper");
        if (!low.isNull()) {
            assertSame(method + " median low", interval.low() / UNIT, low.asDouble(), TOLERANCE);
        }
        if (high.isNull()) {
            assertThat(interval.high()).as("%s median high", method).isInfinite();
        } else {
            assertSame(method + " median high", interval.high() / UNIT, high.asDouble(), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void logRankAndPetoAgreeWithR(JsonNode test) {
        Map<String, Lifetimes> groups = byGroup(test);
        JsonNode expected = test.get("expected");
        List<Lifetimes> inOrder = new ArrayList<>();
        expected.get("groups").forEach(group -> inOrder.add(groups.getOrDefault(group.asText(), Lifetimes.EMPTY)));

        GroupTest logRank = Lifetimes.logRank(inOrder);

        assertThat(logRank.degreesOfFreedom()).isEqualTo(expected.get("df").asDouble());
        for (int i = 0; i < inOrder.size(); i++) {
            GroupTest.Group group = logRank.groups().get(i);
            assertThat(group.n()).isEqualTo(expected.get("n").get(i).asLong());
            assertSame(
                    "observed",
                    group.observed(),
                    expected.get("observed").get(i).asDouble(),
                    TOLERANCE);
            assertSame(
                    "expected",
                    group.expected(),
                    expected.get("expected").get(i).asDouble(),
                    TOLERANCE);
        }
        assertSame(
                "χ²", logRank.statistic().orElseThrow(), expected.get("chisq").asDouble(), TOLERANCE);
        assertSame("p", logRank.p().orElseThrow(), expected.get("p").asDouble(), TOLERANCE);
        assertSame(
                "Peto",
                Lifetimes.petoTest(inOrder).statistic().orElseThrow(),
                expected.get("petoChisq").asDouble(),
                TOLERANCE);
    }

    private static Lifetimes of(String subjects) {
        Lifetimes.Accumulator accumulator = new Lifetimes.Accumulator();
        for (String subject : subjects.split(",", -1)) {
            accumulator.add(Long.parseLong(subject.replace("+", "")), !subject.endsWith("+"));
        }
        return accumulator.snapshot();
    }

    @Test
    void tenSubjectsGiveTheFiguresOfTheReference() {
        Lifetimes ten = of("1,2,2+,3,4+,5,5,6+,7,8+");
        SurvivalCurve curve = ten.curve();

        assertThat(curve.survivalAt(1)).hasValue(0.9);
        assertThat(curve.survivalAt(3).orElseThrow()).isCloseTo(0.6857, within(5e-5));
        assertThat(curve.survivalAt(7).orElseThrow()).isCloseTo(0.2057, within(5e-5));
        Figures.assertPrints(curve.intervalAt(3, SurvivalInterval.LOG_LOG, P95), 1, 4, "0.3046–0.8871");
        Figures.assertPrints(curve.intervalAt(5, SurvivalInterval.LOG_LOG, P95), 1, 4, "0.1025–0.7073");
        Figures.assertPrints(curve.intervalAt(7, SurvivalInterval.LOG_LOG, P95), 1, 4, "0.0123–0.5666");
        assertThat(curve.quantile(0.5)).hasValue(5);
        Interval median = curve.quantileInterval(0.5, SurvivalInterval.LOG_LOG, P95);
        assertThat(median.low()).isEqualTo(1);
        assertThat(median.high()).isInfinite();

        GroupTest test = Lifetimes.logRank(List.of(ten, of("2,4+,4,6,7+,9,9+,10+")));
        assertThat(test.groups().get(0).observed()).isEqualTo(6);
        assertThat(test.groups().get(0).expected()).isCloseTo(4.284251, within(5e-7));
        assertThat(test.statistic().orElseThrow()).isCloseTo(1.392785, within(5e-7));
        assertThat(test.p().orElseThrow()).isCloseTo(0.237935, within(5e-7));
    }

    @Test
    void aMedianInTheMiddleOfAStepIsItsMiddle() {
        assertThat(of("1,2,3,4").curve().quantile(0.5)).hasValue(2.5);
    }

    @Test
    void nobodyWhoEndedLeavesACertainShareWithALowerLimit() {
        SurvivalCurve curve = of("5+,5+,5+,5+,5+,5+,5+,5+,5+,5+").curve();

        assertThat(curve.survivalAt(5)).hasValue(1);
        assertThat(curve.intervalAt(5, SurvivalInterval.LOG_LOG, P95).low()).isCloseTo(0.6915, within(5e-5));
        assertThat(curve.intervalAt(5, SurvivalInterval.LOG_LOG, P95).high()).isEqualTo(1);
        assertThat(curve.quantile(0.5)).isEmpty();
        assertThat(curve.survivalAt(6)).isEmpty();
        assertThat(curve.intervalAt(6, SurvivalInterval.LOG_LOG, P95)).isEqualTo(new Interval(0, 1, P95, "log-log"));
    }

    @Test
    void withoutSubjectsThereIsNoNumber() {
        SurvivalCurve none = Lifetimes.EMPTY.curve();

        assertThat(none.size()).isZero();
        assertThat(none.survivalAt(0)).isEmpty();
        assertThat(none.quantile(0.5)).isEmpty();
        assertThat(none.restrictedMean(1)).isEmpty();
        assertThat(Lifetimes.logRank(List.of(Lifetimes.EMPTY, Lifetimes.EMPTY)).statistic())
                .isEmpty();
    }

    /** lifelines' left-truncated sample; figures of its tests, 3 digits. */
    @Test
    void thoseWhoCameLateAreAtRiskOnlyThen() {
        long[] entry = {1, 2, 4, 0, 0};
        long[] time = {2, 10, 5, 4, 3};
        Lifetimes.Accumulator accumulator = new Lifetimes.Accumulator();
        for (int i = 0; i < time.length; i++) {
            accumulator.add(entry[i], time[i], true);
        }
        SurvivalCurve curve = accumulator.snapshot().curve();

        double[] expected = {0.667, 0.444, 0.222, 0.111, 0.0};
        for (int i = 0; i < expected.length; i++) {
            assertThat(curve.survival(i)).isCloseTo(expected[i], within(5e-4));
        }
        assertThatThrownBy(() -> accumulator.add(5, 5, true)).hasMessage("entry must be before the time (5), got 5");
        assertThatThrownBy(() -> accumulator.add(-1, true)).hasMessage("time must be from 0 to 2^53, got -1");
    }

    @Test
    void manyTimesAreSortedAsFewAre() {
        SplittableRandom random = new SplittableRandom(7);
        Lifetimes.Accumulator whole = new Lifetimes.Accumulator();
        Lifetimes sum = Lifetimes.EMPTY;
        for (int i = 0; i < 200; i++) {
            Lifetimes.Accumulator part = new Lifetimes.Accumulator();
            for (int j = 0; j < 100; j++) {
                long time = random.nextLong(1L << (1 + random.nextInt(53)));
                boolean end = random.nextBoolean();
                whole.add(time, end);
                part.add(time, end);
            }
            sum = sum.plus(part.snapshot());
        }
        assertThat(whole.snapshot()).isEqualTo(sum);
        SurvivalCurve curve = sum.curve();
        for (int i = 1; i < curve.size(); i++) {
            assertThat(curve.time(i)).isGreaterThan(curve.time(i - 1));
        }
    }

    @Test
    void estimatorsReadTheCurveInTheirUnit() {
        Lifetimes.Accumulator accumulator = new Lifetimes.Accumulator();
        for (long months : new long[] {1, 2, 3, 4}) {
            accumulator.add(months * 30, true);
        }
        Lifetimes four = accumulator.snapshot();

        assertThat(Lifetimes.survivalAt(2, 30).value(four)).hasValue(0.5);
        assertThat(Lifetimes.quantile(0.5, 30, "mo").value(four)).hasValue(2.5);
        assertThat(Lifetimes.restrictedMean(2, 30, "mo").value(four)).hasValue(1.75);
        assertThat(Lifetimes.survivalAt(2, 30)
                        .using("plain")
                        .interval(four, P95)
                        .method())
                .isEqualTo("plain");
        assertThat(Lifetimes.survivalAt(2, 30).detail(four))
                .containsEntry("atRisk", 3L)
                .containsEntry("events", 4L);
        assertThat(Lifetimes.quantile(0.5, 30, "mo").unit()).isEqualTo("mo");
    }
}

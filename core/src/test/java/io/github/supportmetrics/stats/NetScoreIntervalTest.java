package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: the R package NPS 2.0.999 under R 4.2.2, its closed forms in numpy 1.24.2, the score interval by scipy 1.10.1. */
class NetScoreIntervalTest {
    private static final double ITERATIVE = 1e-5;
    private static final Map<String, String> FILES = Map.of(
            "r-nps-testdata", "data/nps-sample/r-nps-testdata.csv",
            "nps-sample", "data/nps-sample/nps_data.csv",
            "airlinesat", "data/airlinesat/airlinesat.csv");

    static Stream<ArgumentSet> intervals() {
        return SharedData.cases("oracle/nps.json", "nps-interval");
    }

    static Stream<ArgumentSet> groups() {
        return SharedData.cases("oracle/nps.json", "nps-group");
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void agreesWithTheClosedFormsAndScipy(JsonNode test) {
        JsonNode params = test.get("params");
        NetScore score = new NetScore(
                params.get("detractors").asLong(),
                params.get("passives").asLong(),
                params.get("promoters").asLong());
        ConfidenceLevel level = Figures.level(test);
        JsonNode expected = test.get("expected");
        double raw = score.score().orElseThrow();

        assertThat(score.count()).isEqualTo(expected.get("n").asLong());
        assertSame("score", 100 * raw, expected.get("nps").asDouble());
        assertSame(
                "variance",
                score.variance().orElseThrow(),
                expected.get("varianceN").asDouble());
        assertSame(
                "Wald",
                NetScoreInterval.WALD.interval(score, level),
                cut(expected.get("wald"), -1),
                cut(expected.get("wald"), 1));
        JsonNode adjusted = expected.get("adjustedWald_0.75_1.5_0.75").get("interval");
        assertSame(
                "adjusted Wald",
                NetScoreInterval.ADJUSTED_WALD.interval(score, level),
                Math.min(raw, cut(adjusted, -1)),
                Math.max(raw, cut(adjusted, 1)));
        JsonNode tango = expected.get("scoreTango");
        assertSame("score interval", NetScoreInterval.SCORE.interval(score, level), end(tango, -1), end(tango, 1));
    }

    /** An end cut to the scale. */
    private static double cut(JsonNode ends, int side) {
        double end = ends.get(side < 0 ? 0 : 1).asDouble();
        return Math.max(-1, Math.min(end, 1));
    }

    /** An end, or the scale's where the tool found no root. */
    private static double end(JsonNode ends, int side) {
        JsonNode end = ends.isNull() ? ends : ends.get(side < 0 ? 0 : 1);
        return end.isNull() ? side : end.asDouble();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void answersOfRealSurveysAgreeWithR(JsonNode test) {
        String dataset = test.get("dataset").asText();
        NetScore.Accumulator counts = new NetScore.Accumulator();
        for (Map<String, String> row : SharedData.table(FILES.get(dataset))) {
            if (isIn(row, test.get("filter"))) {
                int score = score(row, dataset);
                counts.add(score >= 9 ? 1 : score <= 6 ? -1 : 0);
            }
        }
        NetScore score = counts.snapshot();
        JsonNode expected = test.get("expected");

        assertThat(List.of(score.negatives(), score.neutrals(), score.positives()))
                .containsExactly(
                        expected.get("detractors").asLong(),
                        expected.get("passives").asLong(),
                        expected.get("promoters").asLong());
        assertSame(
                "score",
                100 * score.score().orElseThrow(),
                expected.get("nps100").asDouble());
        assertSame(
                "variance", score.variance().orElseThrow(), expected.get("var").asDouble());
        assertSame("Wald", NetScoreInterval.WALD.interval(score, P95), expected.get("wald"));
        assertSame("adjusted Wald", NetScoreInterval.ADJUSTED_WALD.interval(score, P95), expected.get("adjustedWald"));
        Interval iterative = NetScoreInterval.SCORE.interval(score, P95);
        JsonNode ends = expected.get("scoreIterative");
        assertSame("iterative low", iterative.low(), ends.get(0).asDouble(), ITERATIVE);
        assertSame("iterative high", iterative.high(), ends.get(1).asDouble(), ITERATIVE);
    }

    private static int score(Map<String, String> row, String dataset) {
        return switch (dataset) {
            case "nps-sample" -> Integer.parseInt(row.get("Score"));
            case "airlinesat" -> Integer.parseInt(row.get("nps")) - 1;
            default -> Integer.parseInt(row.get("REC"));
        };
    }

    private static boolean isIn(Map<String, String> row, JsonNode filter) {
        return filter.properties().stream().allMatch(column -> isIn(row, column));
    }

    private static boolean isIn(Map<String, String> row, Entry<String, JsonNode> column) {
        String value = column.getValue().asText();
        return switch (column.getKey()) {
            case "scale" -> true;
            case "month" ->
                row.getOrDefault("date", row.getOrDefault("Date", "")).startsWith(value);
            default -> value.equals(row.get(column.getKey()));
        };
    }

    @Test
    void fiftyThirtyTwentyIsThirtyWithItsPublishedIntervals() {
        NetScore score = new NetScore(20, 30, 50);

        assertThat(score.score()).hasValue(0.3);
        assertSame("variance", score.variance().orElseThrow(), 0.61);
        assertPrints(NetScoreInterval.WALD.interval(score, P95), 100, 1, "14.7–45.3");
        assertPrints(NetScoreInterval.ADJUSTED_WALD.interval(score, P95), 100, 1, "14.1–44.2");
        assertPrints(NetScoreInterval.SCORE.interval(score, P95), 100, 2, "13.96–44.34");
    }

    @Test
    void fivePromotersAndNobodyElseLeaveRoomForDoubt() {
        NetScore score = new NetScore(0, 0, 5);

        assertPrints(NetScoreInterval.WALD.interval(score, P95), 100, 1, "100.0–100.0");
        assertPrints(NetScoreInterval.ADJUSTED_WALD.interval(score, P95), 100, 1, "17.5–100.0");
        assertPrints(NetScoreInterval.SCORE.interval(score, P95), 100, 1, "13.1–100.0");
    }

    @Test
    void onePromoterStretchesTheIntervalToTheRawScore() {
        assertThat(NetScoreInterval.ADJUSTED_WALD
                        .interval(new NetScore(0, 0, 1), P95)
                        .high())
                .isEqualTo(1);
    }

    @Test
    void fivePassivesAreZeroGiveOrTakeThirty() {
        NetScore score = new NetScore(0, 5, 0);

        assertPrints(NetScoreInterval.WALD.interval(score, P95), 100, 1, "0.0–0.0");
        assertPrints(NetScoreInterval.ADJUSTED_WALD.interval(score, P95), 100, 1, "-30.0–30.0");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnswersTheIntervalIsTheWholeScale(NetScoreInterval method) {
        assertThat(method.interval(NetScore.EMPTY, P95)).isEqualTo(new Interval(-1, 1, P95, method.label()));
    }

    @Test
    void theDefaultIsTheAdjustedOneFrom95PercentOn() {
        assertThat(NetScoreInterval.defaultFor(P95)).isEqualTo(NetScoreInterval.ADJUSTED_WALD);
        assertThat(NetScoreInterval.defaultFor(new ConfidenceLevel(0.99))).isEqualTo(NetScoreInterval.ADJUSTED_WALD);
        assertThat(NetScoreInterval.defaultFor(new ConfidenceLevel(0.9))).isEqualTo(NetScoreInterval.SCORE);
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheScore(NetScoreInterval method) {
        for (int n = 1; n <= 12; n++) {
            for (int negatives = 0; negatives <= n; negatives++) {
                for (int positives = 0; positives <= n - negatives; positives++) {
                    NetScore score = new NetScore(negatives, n - negatives - positives, positives);

                    assertThat(method.interval(score, P95)
                                    .contains(score.score().orElseThrow()))
                            .as("%s", score)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void filtersOfTheFiguresAreKnown() {
        assertThat(groups().map(set -> (JsonNode) set.get()[0])
                        .flatMap(test -> StreamSupport.stream(
                                ((Iterable<String>) () -> test.get("filter").fieldNames()).spliterator(), false)))
                .containsOnly("Region", "BU", "month", "scale", "status", "flight_class", "country");
    }
}

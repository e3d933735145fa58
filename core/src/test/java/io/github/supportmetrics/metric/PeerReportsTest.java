package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.NetScore;
import io.github.supportmetrics.stats.SurvivalCurve;
import io.github.supportmetrics.time.Grain;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Figures: reporting specs of Chatwoot; tests of the R package NPS and of lifelines, each recomputed (the README of the files says how).
 * Pyworkforce's Erlang models are no part of the library, which forecasts no staffing.
 */
class PeerReportsTest {
    private record Timed(Instant at, long millis) {}

    private static final Timing<Timed> TIMES =
            Timing.of(Definition.of("test.times", "times"), Rule.duration(Timed::millis));

    private static Stream<ArgumentSet> series() {
        return SharedData.cases("peer-cases/reporting.json", "average-timeseries");
    }

    private static Stream<ArgumentSet> histograms() {
        return SharedData.cases("peer-cases/reporting.json", "duration-histogram");
    }

    private static Stream<ArgumentSet> survival() {
        return SharedData.cases("peer-cases/statistics.json", "kaplan-meier-late-entry");
    }

    private static Stream<ArgumentSet> logRanks() {
        return SharedData.cases("peer-cases/statistics.json", "log-rank");
    }

    private static Stream<ArgumentSet> scores() {
        return SharedData.cases("peer-cases/statistics.json", "nps");
    }

    private static Stream<ArgumentSet> answers() {
        return SharedData.cases("peer-cases/statistics.json", "nps-scores");
    }

    private static Stream<ArgumentSet> badAnswers() {
        return SharedData.cases("peer-cases/statistics.json", "nps-scores-invalid");
    }

    private static Instant start(Row row) {
        return ((TimeWindow) Objects.requireNonNull(row.path().get(0).key())).start();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Their weeks begin on Sunday, ours on Monday as ISO's do; no event falls between. */
    @ParameterizedTest
    @MethodSource("series")
    void averagesPerPeriodAreThoseOfTheirHelpDesk(JsonNode test) {
        JsonNode input = test.get("input");
        List<Timed> events = each(input.get("events"))
                .map(event -> new Timed(
                        Instant.parse(event.get("at").asText()),
                        1000 * event.get(input.get("field").asText()).asLong()))
                .toList();
        Grain grain = input.get("groupBy").asText().equals("week") ? Grain.WEEK : Grain.DAY;
        int shift = grain == Grain.WEEK ? 1 : 0;
        var series = TIMES.mean()
                .over(Periods.of(grain, ZoneId.of(input.get("zone").asText())).at("at", Timed::at))
                .of(events);
        List<String> rows = new ArrayList<>();
        series.rows()
                .forEach(row -> rows.add(start(row) + " "
                        + row.measurement().n() + " "
                        + (row.measurement().value().isEmpty()
                                ? "null"
                                : row.measurement().value().getAsDouble())));
        assertThat(rows)
                .isEqualTo(each(test.get("expected").get("buckets"))
                        .map(bucket ->
                                Instant.parse(bucket.get("start").asText()).plus(Duration.ofDays(shift)) + " "
                                        + bucket.get("count").asText() + " "
                                        + (bucket.get("average").isNull()
                                                ? "null"
                                                : bucket.get("average").asDouble()))
                        .toList());
    }

    /** Their classes hold their lower bound, ours their upper one; no value lies on a bound. */
    @ParameterizedTest
    @MethodSource("histograms")
    void classesHoldAsManyAsTheirHelpDeskSays(JsonNode test) {
        Duration[] bounds = each(test.get("input").get("lowerEdgesSeconds"))
                .skip(1)
                .map(edge -> Duration.ofSeconds(edge.asLong()))
                .toArray(Duration[]::new);
        var histogram = TIMES.histogram(bounds)
                .of(each(test.get("input").get("values"))
                        .map(value -> new Timed(Instant.EPOCH, 1000 * value.asLong()))
                        .toList());
        List<Long> counts = new ArrayList<>();
        for (Map<String, Object> point : histogram.points(ConfidenceLevel.P95)) {
            counts.add(((Number) Objects.requireNonNull(point.get("count"))).longValue());
        }
        assertThat(counts)
                .isEqualTo(each(test.get("expected").get("counts"))
                        .map(JsonNode::asLong)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("survival")
    void whoIsWatchedLateLivesAsLongAsTheirCurveSays(JsonNode test) {
        var all = new Lifetimes.Accumulator();
        JsonNode input = test.get("input");
        for (int i = 0; i < input.get("time").size(); i++) {
            all.add(input.get("entry").get(i).asLong(), input.get("time").get(i).asLong(), true);
        }
        SurvivalCurve curve = all.snapshot().curve();
        JsonNode expected = test.get("expected").get("survivalAtEventTimes");
        assertThat(curve.size()).isEqualTo(expected.size());
        for (int i = 0; i < curve.size(); i++) {
            assertThat(curve.survival(i))
                    .isCloseTo(
                            expected.get(i).asDouble(),
                            within(test.get("tolerance").asDouble()));
        }
    }

    @ParameterizedTest
    @MethodSource("logRanks")
    void groupsDifferAsTheirTestSays(JsonNode test) {
        JsonNode input = test.get("input");
        List<Lifetimes.Accumulator> groups = List.of(new Lifetimes.Accumulator(), new Lifetimes.Accumulator());
        for (int i = 0; i < input.get("time").size(); i++) {
            groups.get(input.get("group").get(i).asInt())
                    .add(
                            input.get("time").get(i).asLong(),
                            input.get("event").get(i).asInt() == 1);
        }
        assertThat(Lifetimes.logRank(groups.stream()
                                .map(Lifetimes.Accumulator::snapshot)
                                .toList())
                        .p()
                        .orElseThrow())
                .isCloseTo(
                        test.get("expected").get("p").asDouble(),
                        within(test.get("tolerance").asDouble()));
    }

    @ParameterizedTest
    @MethodSource("scores")
    void netScoresAndTheirVariancesAreThoseOfTheirPackage(JsonNode test) {
        JsonNode input = test.get("input");
        NetScore score = new NetScore(
                input.get("detractors").asLong(),
                input.get("passives").asLong(),
                input.get("promoters").asLong());
        double tolerance = test.get("tolerance").asDouble();
        double variance = score.variance().orElseThrow();
        assertThat(score.score().orElseThrow())
                .isCloseTo(test.get("expected").get("nps").asDouble(), within(tolerance));
        assertThat(variance).isCloseTo(test.get("expected").get("variance").asDouble(), within(tolerance));
        assertThat(Math.sqrt(variance / score.count()))
                .isCloseTo(test.get("expected").get("se").asDouble(), within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answersMakeTheScoreOfTheirPackage(JsonNode test) {
        List<SurveyResponse> answers = each(test.get("input").get("scores"))
                .map(score -> SurveyResponse.nps(score.asInt()))
                .toList();
        assertThat(Loyalty.NPS.of(answers).value().orElseThrow())
                .isCloseTo(
                        100 * test.get("expected").get("nps").asDouble(),
                        within(100 * test.get("tolerance").asDouble()));
    }

    /** They warn and go on; here no such answer can be made, and a fraction is no answer at all. */
    @ParameterizedTest
    @MethodSource("badAnswers")
    void answersOffTheScaleAreRefused(JsonNode test) {
        for (JsonNode score : test.get("input").get("scores")) {
            if (score.asDouble() < 0) {
                assertThatThrownBy(() -> SurveyResponse.nps(score.asInt()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(test.get("expected").get("warning").asBoolean()).isTrue();
    }
}

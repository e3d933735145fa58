package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardsTest {
    @TempDir
    Path folder;

    private Path file(String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> calls() {
        return List.of(
                "--interactions",
                Shared.file("data/pwc-call-centre/calls.csv"),
                "--map",
                Shared.module("maps/call-centre.properties"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** The real calls of one quarter, by week: one standard of each kind. */
    private Path four() {
        return file(
                "four.properties",
                "lax.metric=answerRate",
                "lax.target=>= 60 %",
                "lax.period=week",
                "real.metric=csat.t2b",
                "real.target=≥ 48 %",
                "real.period=week",
                "real.title=Satisfied customers",
                "real.source=contract §4",
                "stretch.metric=resolutionRate.answered",
                "stretch.target=at least 91 %",
                "stretch.period=week",
                "out.metric=asa",
                "out.target=<= 0.5 min",
                "out.period=week");
    }

    @Test
    void realCallsJudgeStandardsOfEachKind() {
        Run run = Run.of(calls(), "--standards", four(), "--format", "json");
        assertThat(run.err()).isEmpty();
        Map<String, String> verdicts = new HashMap<>();
        run.json()
                .get("standards")
                .forEach(s -> verdicts.put(
                        s.get("standard").asText(),
                        s.at("/compliance/contractual").asText() + " "
                                + s.at("/compliance/evidential").asText() + " "
                                + s.get("realism").asText()));
        assertThat(verdicts)
                .containsOnly(
                        Map.entry("lax", "MET MET TOO_LAX"),
                        Map.entry("real", "MET INCONCLUSIVE REALISTIC"),
                        Map.entry("stretch", "MISSED INCONCLUSIVE STRETCH"),
                        Map.entry("out", "MISSED MISSED UNREALISTIC"));
        JsonNode out = run.json().get("standards").get(3);
        assertThat(out.at("/target/high").asDouble()).isEqualTo(30);
        assertThat(out.at("/target").has("low")).isFalse();
        assertThat(out.get("period").asText()).isEqualTo("2021-W12");
        assertThat(out.at("/evidence/met").asInt()).isZero();
        assertThat(out.at("/evidence/periods").asInt()).isEqualTo(12);
        assertThat(out.at("/evidence/beyondProcess").asBoolean()).isTrue();
        assertThat(out.at("/evidence/history")).hasSize(12);
        assertThat(list(out.get("findings")).get(0).get("code").asText()).isEqualTo("BEYOND_PROCESS");
        assertThat(run.json().get("measurements")).isEmpty();
    }

    @Test
    void aManagerReadsTheSameInWords() {
        Run run = Run.of(calls(), "--standards", four());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Satisfied customers: CSAT ≥ 48.0 % (contract §4)")
                .contains("2021-W12: met, 49.0 % (95 % CI 43.2 … 54.7 %, n = 288). The sample does not prove it")
                .contains("The target is too lax: 12 of 12 periods met it")
                .contains("The target is realistic: 9 of 12 periods met it (47.3 % to 92.8 % in the long run).")
                .contains("The target is a stretch: 3 of 12 periods met it")
                .contains("The target is out of reach: 0 of 12 periods met it")
                .contains("Even the best routine period gets no further than 63.3 s.");
        assertThat(run.out().indexOf("lax:")).isLessThan(run.out().indexOf("Satisfied customers:"));
        Run swedish = Run.of(calls(), "--standards", four(), "--language", "sv");
        assertThat(swedish.out())
                .contains("2021-W12: uppfyllt, 49,0 % (95 % KI 43,2 … 54,7 %, n = 288).")
                .contains("Målet är realistiskt: 9 av 12 perioder nådde det");
    }

    @Test
    void threeSurveysAreInconclusive() {
        Path surveys = file(
                "surveys.csv",
                "id,score,respondedAt",
                "1,5,2026-01-05T10:00:00Z",
                "2,5,2026-01-06T10:00:00Z",
                "3,4,2026-01-07T10:00:00Z");
        Path map = file("map.properties", "surveys.kind='csat'", "surveys.scale='1-5'");
        Path standards = file("s.properties", "csat.metric=csat.t2b", "csat.target=>= 0.8");
        JsonNode standard = surveyed(surveys, map, standards);
        assertThat(standard.at("/compliance/contractual").asText()).isEqualTo("MET");
        assertThat(standard.at("/compliance/evidential").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(standard.at("/evidence/n").asInt()).isEqualTo(3);
        assertThat(standard.get("realism").asText()).isEqualTo("INSUFFICIENT_HISTORY");
        Path five = file("five.properties", "csat.metric=csat.t2b", "csat.target=>= 0.8", "csat.minN=5");
        JsonNode suppressed = surveyed(surveys, map, five);
        assertThat(suppressed.at("/compliance/evidential").asText()).isEqualTo("SUPPRESSED");
        assertThat(suppressed.get("evidence").has("value")).isFalse();
    }

    private static JsonNode surveyed(Path surveys, Path map, Path standards) {
        return Run.of(
                        "--surveys",
                        surveys,
                        "--map",
                        map,
                        "--standards",
                        standards,
                        "--as-of",
                        "2026-02-01",
                        "--format",
                        "json")
                .json()
                .get("standards")
                .get(0);
    }

    @Test
    void standardsAreJudgedByGroupAndScored() {
        Path standards = file(
                "s.properties",
                "answer.metric=serviceLevel.offered[60s]",
                "answer.target=>= 40 %",
                "answer.period=week",
                "answer.weight=0.4",
                "answer.score=20 % .. 60 %",
                "answer.perspective=process",
                "answer.tolerance=45 s",
                "answer.beside=csat.t2b; abandonment",
                "answer.required=10 of 12",
                "answer.expected=400",
                "answer.owner=Head of service",
                "csat.metric=csat.t2b",
                "csat.target=>= 50 %",
                "csat.period=week",
                "csat.weight=0.6",
                "csat.score=30 % .. 70 %",
                "csat.peers=40 %|45 %|50 %|60 %|70 %",
                "csat.peers.date=2020-12-31",
                "csat.peers.source=own survey",
                "csat.where=topic!=Streaming",
                "csat.mode=evidential",
                "csat.from=2021-01-04",
                "csat.to=2021-03-01");
        Run run = Run.of(calls(), "--standards", standards, "--by", "agentId");
        assertThat(run.out())
                .contains("agentId Becky")
                .contains("The target allows 60.0 s, but beyond 45.0 s customers are less satisfied")
                .contains("the standard asks for 10 of 12.")
                .contains("  - Of the running period ")
                .contains(
                        "The target stands at percentile 50.0 of peers (median 50.0 %, n = 5, 2020-12-31, own survey).")
                .contains("Scorecard of the last whole periods, agentId Becky");
        JsonNode json =
                Run.of(calls(), "--standards", standards, "--format", "json").json();
        JsonNode answer = json.get("standards").get(0);
        assertThat(answer.get("owner").asText()).isEqualTo("Head of service");
        assertThat(answer.get("perspective").asText()).isEqualTo("PROCESS");
        assertThat(answer.get("weight").asDouble()).isEqualTo(.4);
        assertThat(answer.at("/evidence/horizonMet").asBoolean(true)).isFalse();
        // 240 may be missed of 400; the last three days of March are no whole week.
        assertThat(answer.at("/budget/allowed").asDouble()).isCloseTo(240, within(1e-9));
        assertThat(answer.at("/budget/n").asInt()).isBetween(100, 200);
        assertThat(answer.at("/budget/spent").asInt())
                .isLessThan(answer.at("/budget/n").asInt());
        assertThat(answer.get("counterMetrics").get(0).asText()).isEqualTo("abandonment");
        JsonNode csat = json.get("standards").get(1);
        assertThat(csat.has("budget")).isFalse();
        assertThat(csat.get("mode").asText()).isEqualTo("EVIDENTIAL");
        assertThat(csat.get("nature").asText()).isEqualTo("SUBJECTIVE");
        assertThat(csat.at("/evidence/history")).hasSize(8);
        assertThat(csat.at("/evidence/history/0/period").asText()).isEqualTo("2021-W01");
        assertThat(csat.get("definition").asText()).contains("topic!=Streaming");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csat.metric=csat.t3b;csat.target=>= 80 % | standard csat in FILE: unknown metric 'csat.t3b'",
                "csat.metric=csat.t2b;csat.target=>= 180 % | csat.target in FILE: target of csat must be within 0.0 … 1.00",
                "csat.metric=csat.t2b;csat.target=>= 80 | (a share of 80.0 % is 0.8)",
                "csat.metric=csat.t2b;csat.target=>= 0 % | one that can be missed",
                "csat.metric=csat.t2b;csat.target=<= 80 % | at least a value, since more of csat.t2b is better",
                "csat.metric=csat.t2b;csat.target=80 | must be like >= 80 %, <= 5 min or 240 s .. 360 s, got '80'",
                "csat.metric=csat.t2b;csat.target=>= 5 min | must be in the metric's unit, like 80 %, got '5 min'",
                "csat.metric=csat.t2b | standard csat in FILE needs csat.target",
                "csat.target=>= 80 % | standard csat in FILE needs csat.metric",
                "csat.metric=csat.t2b;csat.targt=>= 80 % | is unknown; the nearest are 'target'",
                "csat=1 | standards key csat in FILE must be like answer.metric",
                "csat.metric=asa;csat.target=<= 60 s;csat.weight=heavy | must be a number, got 'heavy'",
                "csat.metric=asa;csat.target=<= 60 s;csat.weight=-1 | weight must be over 0",
                "csat.metric=asa;csat.target=<= 60 s;csat.mode=strict | one of [contractual, evidential], got 'strict'",
                "csat.metric=asa;csat.target=<= 60 s;csat.period=fortnight | must be day, week, month, quarter or year",
                "csat.metric=asa;csat.target=<= 60 s;csat.required=most | must be like 10 of 12, got 'most'",
                "csat.metric=asa;csat.target=<= 60 s;csat.from=soon | must be a date like 2026-01-31, got 'soon'",
                "csat.metric=asa;csat.target=<= 60 s;csat.peers=40 s | needs csat.peers.date",
                "csat.metric=asa;csat.target=<= 60 s;csat.score=1 s | must be worst .. best",
                "csat.metric=asa;csat.target=<= 60 s;csat.score=1 s .. 1 s | another value than the worst",
                "csat.metric=asa;csat.target=<= 60 s;csat.beside=aht | beside aht must be a metric of which more or less is better",
                "csat.metric=asa;csat.target=<= 60 s;csat.expected=100 | needs a target of a share or more",
                "csat.metric=csat.t2b;csat.target=>= 80 %;csat.expected=some | must be a number",
                "csat.metric=csat.t2b;csat.target=>= 80 %;csat.expected=0.5 | must be a whole number of at least 1",
                "csat.metric=asa;csat.target=<= 60 s;csat.from=2026-02-01;csat.to=2026-01-01 | must be after 2026-02-01",
                "csat.metric=asa;csat.target=<= 60 s;csat.minN=2.7 | must be a whole number",
                "csat.metric=asa;csat.target=<= 60 s;csat.weight=1e308 | must be at most 1000000",
                "csat.metric=asa;csat.target=<= 60 s;csat.where=topic | must be like channel=phone; topic!=test, got 'topic'",
                "csat.metric=asa;csat.target=<= 60 s;csat.peers.name=us | needs csat.peers",
                "csat.metric=csat.t2b;csat.target=>= 80 %;csat.score=20 .. 60 | must be shares like 0.8 or 80 %, got 20.0",
                "csat.metric=csat.t2b;csat.target=>= 105 % | can lie, got 1.05",
                "'' | holds no standard",
            })
    void aStandardThatCannotBeJudgedIsRefusedWithTheReason(String lines, String reason) {
        Path standards = file("s.properties", lines.split(";"));
        Run run = Run.of(calls(), "--standards", standards);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err().replace(standards.toString(), "FILE")).contains(reason);
    }

    @Test
    void missingFilesAndLanguagesAreRefused() {
        assertThat(Run.of("--standards", folder.resolve("none")).err())
                .contains("standards file")
                .contains("does not exist");
        assertThat(Run.of("--language", "tlh").err()).contains("there are no words for 'tlh'");
        assertThat(Run.of("--trend").err()).contains("--trend needs --per");
    }

    /** Contacts of twelve months whose numbers rise with ties: the domain reference's figures, from Python. */
    @Test
    void aTrendIsTestedPerSeries() {
        int[] months = {84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92};
        List<String> rows = new ArrayList<>(List.of("id,startedAt,queue"));
        for (int month = 0; month < months.length; month++) {
            for (int i = 0; i < months[month]; i++) {
                rows.add(month + "-" + i + ","
                        + String.format(java.util.Locale.ROOT, "2025-%02d-03T10:00:00Z", month + 1) + ",a");
                if (i % 2 == 0) {
                    rows.add("b" + month + "-" + i + ",2025-06-03T10:00:00Z,b");
                }
            }
        }
        Path calls = file("calls.csv", rows.toArray(new String[0]));
        JsonNode trends = Run.of(
                        "--interactions",
                        calls,
                        "--metric",
                        "volume",
                        "--per",
                        "month",
                        "--by",
                        "queue",
                        "--trend",
                        "--format",
                        "json")
                .json()
                .get("trends");
        assertThat(trends).hasSize(2);
        JsonNode a = trends.get(0);
        assertThat(a.get("metric").asText()).isEqualTo("volume");
        assertThat(a.at("/group/queue").asText()).isEqualTo("a");
        assertThat(a.get("n").asInt()).isEqualTo(12);
        assertThat(a.get("s").asLong()).isEqualTo(35);
        assertThat(a.get("z").asDouble()).isCloseTo(2.35, within(.005));
        assertThat(a.get("p").asDouble()).isCloseTo(.0189, within(.00005));
        assertThat(a.get("slope").asDouble()).isCloseTo(.4, within(1e-12));
        assertThat(a.get("low").asDouble()).isEqualTo(.25);
        assertThat(a.get("high").asDouble()).isEqualTo(1);
        assertThat(a.get("verdict").asText()).isEqualTo("RISING");
        assertThat(trends.get(1).get("n").asInt()).isEqualTo(1);
        assertThat(trends.get(1).has("slope")).isFalse();
        String text = Run.of(
                        "--interactions", calls, "--metric", "volume", "--per", "month", "--by", "queue", "--trend")
                .out();
        assertThat(text.lines().map(line -> line.replaceAll(" +", " ")))
                .contains("volume queue a 12 0.400 0.250 … 1.00 0.0189 RISING")
                .contains("volume queue b 1 1.0000 NO_EVIDENCE (fewer than 12 periods)");
    }

    @Test
    void theBundledSampleCanBeJudgedToo() {
        Path standards = file("s.properties", "csat.metric=csat.t2b", "csat.target=>= 70 %", "csat.period=day");
        Run run = Run.of("--standards", standards);
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("csat: CSAT ≥ 70.0 %").contains("The target is");
    }

    private List<JsonNode> judged(Object... more) {
        List<Object> words = new ArrayList<>(calls());
        words.addAll(List.of(more));
        words.addAll(List.of("--format", "json"));
        Run run = Run.of(words.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        return list(run.json().get("standards"));
    }

    @Test
    void theLastUnitHoldsForAll() {
        Path standards = file(
                "s.properties",
                "aht.metric=aht",
                "aht.target=2 .. 4 min",
                "aht.period=week",
                "aht.score=1 .. 2 .. 4 .. 6 min",
                "asa.metric=asa",
                "asa.target=<= 70 s",
                "asa.period=week",
                "asa.peers=50|60|70 s",
                "asa.peers.date=2020-12-31",
                "asa.peers.source=own survey");
        List<JsonNode> both = judged("--standards", standards);
        assertThat(both.get(0).at("/target/low").asDouble()).isEqualTo(120);
        assertThat(both.get(0).at("/target/high").asDouble()).isEqualTo(240);
        JsonNode peers = list(both.get(1).get("findings")).stream()
                .filter(finding -> finding.get("code").asText().equals("PEERS"))
                .findFirst()
                .orElseThrow();
        assertThat(peers.get("median").asDouble()).isEqualTo(60);
    }

    @Test
    void smallGroupsAreJudgedWithoutFailing() {
        Path standards = file("s.properties", "asa.metric=asa", "asa.target=<= 70 s", "asa.period=week");
        List<JsonNode> all = judged("--standards", standards, "--by", "topic", "--by", "agentId");
        assertThat(all).hasSize(40);
        List<JsonNode> few = judged("--standards", standards, "--by", "agentId", "--min-n", "1000");
        assertThat(few)
                .allSatisfy(one ->
                        assertThat(one.at("/compliance/contractual").asText()).isEqualTo("SUPPRESSED"));
        double plain =
                judged("--standards", standards).get(0).at("/evidence/low").asDouble();
        JsonNode clustered =
                judged("--standards", standards, "--interval", "clustered").get(0);
        assertThat(clustered.at("/evidence/method").asText()).isEqualTo("ratio");
        assertThat(clustered.at("/evidence/low").asDouble()).isNotEqualTo(plain);
    }

    @Test
    void whatAStandardIsAboutStandsInItsName() {
        Path standards = file(
                "s.properties",
                "asa.metric=asa",
                "asa.target=<= 70 s",
                "asa.period=week",
                "asa.where=topic=Streaming",
                "asa.mode=evidential",
                "named.metric=asa",
                "named.title=A\\tname\\nof two lines",
                "named.target=<= 70 s",
                "named.period=week");
        String text = Run.of(calls(), "--standards", standards).out();
        assertThat(text)
                .contains("asa (topic=Streaming): ASA ≤ 70.0 s")
                .contains("2021-W12: not proven, ")
                .contains("A name of two lines: ASA ≤ 70.0 s");
        assertThat(judged("--standards", standards).get(0).at("/where/0").asText())
                .isEqualTo("topic=Streaming");
    }

    @Test
    void anotherCurrencyIsRefused() {
        Path orders =
                file("orders.csv", "customerId,at,amount", "a,2026-01-05T10:00:00Z,10", "b,2026-01-06T10:00:00Z,20");
        Path map = file("map.properties", "purchases.currency='USD'");
        Path dollars = file("usd.properties", "value.metric=orderValue", "value.target=>= 12 USD");
        Path euros = file("eur.properties", "value.metric=orderValue", "value.target=>= 12 EUR");
        Run run = Run.of("--purchases", orders, "--map", map, "--standards", dollars, "--as-of", "2026-02-01");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("2026-01: met, 15.0 USD");
        Run refused = Run.of("--purchases", orders, "--map", map, "--standards", euros, "--as-of", "2026-02-01");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("standard value: its target is in EUR, the metric in USD");
    }

    @Test
    void scalesAreJudgedApartAndNamed() {
        Path surveys = file(
                "surveys.csv",
                "id,scale,score,respondedAt",
                "1,1-5,5,2026-01-05T10:00:00Z",
                "2,1-7,6,2026-01-06T10:00:00Z");
        Path map = file("map.properties", "surveys.kind='csat'");
        Path standards = file("s.properties", "csat.metric=csat.t2b", "csat.target=>= 0.8");
        String text = Run.of("--surveys", surveys, "--map", map, "--standards", standards, "--as-of", "2026-02-01")
                .out();
        assertThat(text).contains("csat (csat.t2b[1-5]): CSAT").contains("csat (csat.t2b[1-7]): CSAT");
    }
}

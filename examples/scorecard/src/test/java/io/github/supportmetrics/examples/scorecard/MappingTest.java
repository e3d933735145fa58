package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a map can say, on files made for it. */
class MappingTest {
    @TempDir
    Path folder;

    @Test
    void constantsJoinsShiftsAndWordsMakeFields() throws IOException {
        Run run = interactions(
                """
                d;time;who;last;end;secs
                210104;9:05:00;Ann;Lee;OK;1,5
                210104;10:00:00;Bo;Ek;GONE;0:00:03
                210105;11:00:00;Bo;Ek;-;PT2S
                """, """
                interactions.delimiter=;
                interactions.decimal=,
                interactions.null=-
                interactions.zone='Europe/Zurich'
                interactions.startedAt='20'~d+time
                interactions.startedAt.format=yyyyMMdd H:mm:ss
                interactions.agentId=who+last
                interactions.channel='phone'
                interactions.disposition=end
                interactions.disposition.ABANDONED=GONE
                interactions.disposition.HANDLED=*
                interactions.wait=secs
                """, "--metric", "asa", "--metric", "abandonment", "--by", "agentId", "--by", "channel");
        Found asa = measurements(run, "asa");
        assertThat(asa.get("Ann Lee/phone").get("value").asDouble()).isEqualTo(1.5);
        assertThat(asa.get("Bo Ek/phone").get("value").asDouble()).isEqualTo(2);
        assertThat(measurements(run, "abandonment")
                        .get("Bo Ek/phone")
                        .get("value")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(run.json().get("asOf").asText()).isEqualTo("2021-01-05T10:00:00Z");
        assertThat(run.json().get("zone").asText()).isEqualTo("Europe/Zurich");
    }

    @Test
    void sumsOfDurationsAndBandsOfNumbers() throws IOException {
        Run run = interactions("a,b,age\n00:10,20,5\n01:00,,13\n00:05,5,40\n", """
                interactions.talk=a
                interactions.talk.format=mm:ss
                interactions.wrapUp=b
                interactions.band=age
                interactions.band.cuts=13,25
                """, "--metric", "aht", "--by", "band");
        Found aht = measurements(run, "aht");
        assertThat(List.copyOf(aht.byGroup().keySet())).containsExactly("<13", "13..<25", "25+");
        assertThat(aht.get("<13").get("value").asDouble()).isEqualTo(30);
        assertThat(aht.get("13..<25").get("state").asText()).isEqualTo("NO_DATA");
        assertThat(aht.get("13..<25").get("excluded").get("NO_WRAP_UP").asInt()).isEqualTo(1);
        assertThat(aht.get("25+").get("definition").asText()).contains("talk + wrap-up");
    }

    @Test
    void aFileWithoutAHeaderIsReadByColumnNumbers() throws IOException {
        Run run = interactions(
                "1,10\n2,20\n",
                "interactions.header=none\ninteractions.id=#1\ninteractions.wait=#2\n",
                "--metric",
                "asa");
        assertThat(run.json().get("measurements").get(0).get("value").asDouble())
                .isEqualTo(15);
    }

    @Test
    void instantsMayBeEpochsOrHaveOffsets() throws IOException {
        Run run = interactions(
                "s,e\n1609459200,2021-01-01T01:00:10+01:00\n1609459300,2021-01-01 00:01:50Z\n",
                "interactions.startedAt=s\ninteractions.startedAt.format=epochSeconds\ninteractions.answeredAt=e\n",
                "--metric",
                "asa");
        assertThat(run.err()).isEmpty();
        assertThat(run.json().get("measurements").get(0).get("value").asDouble())
                .isEqualTo(10);
    }

    @Test
    void clockChangesAreResolvedByTheZone() throws IOException {
        Run run = interactions(
                "s,e\n2026-03-29T01:59:50,2026-03-29T03:00:10\n2026-10-25T02:30:00,2026-10-25T02:30:20\n",
                "interactions.zone=Europe/Stockholm\ninteractions.startedAt=s\ninteractions.answeredAt=e\n",
                "--metric",
                "asa");
        assertThat(run.json().get("measurements").get(0).get("value").asDouble())
                .isEqualTo(20);
    }

    @Test
    void contradictionsExcludeOnlyWhereBothValuesAreNeeded() throws IOException {
        Run run = interactions(
                "s,e,t\n2021-01-01T10:00:00Z,2021-01-01T09:00:00Z,60\n2021-01-01T10:00:00Z,2021-01-01T10:00:05Z,30\n",
                "interactions.startedAt=s\ninteractions.answeredAt=e\ninteractions.talk=t\n",
                "--metric",
                "asa",
                "--metric",
                "aht");
        assertThat(measurements(run, "asa")
                        .get("")
                        .get("excluded")
                        .get("END_BEFORE_START")
                        .asInt())
                .isEqualTo(1);
        assertThat(measurements(run, "aht").get("").get("n").asInt()).isEqualTo(2);
    }

    @Test
    void surveysTakeWhatTheyLackFromTheirContactAndItsCustomer() throws IOException {
        Path calls = write(
                "calls.csv",
                "id,customerId,topic,startedAt\nC1,U1,billing,2021-01-01T10:00:00Z\nC2,U2,login,2021-01-02T10:00:00Z\n");
        Path answers = write("answers.csv", "call,score\nC1,5\nC1,2\nC2,4\nC9,3\n");
        Path customers = write("customers.csv", "id,segment\nU1,business\nU2,consumer\n");
        Path map = write(
                "m.properties",
                "surveys.kind='csat'\nsurveys.scale='1-5'\nsurveys.interactionId=call\nsurveys.score=score\n");
        Run run = Run.of(
                "--interactions",
                calls,
                "--surveys",
                answers,
                "--customers",
                customers,
                "--map",
                map,
                "--metric",
                "csat.t2b",
                "--by",
                "topic",
                "--by",
                "segment",
                "--format",
                "json");
        Found csat = measurements(run, "csat.t2b");
        assertThat(csat.get("billing/business").get("n").asInt()).isEqualTo(1);
        assertThat(csat.get("billing/business").get("value").asDouble()).isZero();
        assertThat(csat.get("billing/business")
                        .get("excluded")
                        .get("SUPERSEDED")
                        .asInt())
                .isEqualTo(1);
        assertThat(csat.get("login/consumer").get("value").asDouble()).isEqualTo(1);
        assertThat(csat.get("null/null").get("n").asInt()).isEqualTo(1);
    }

    @Test
    void severalQuestionsStandInOneRow() throws IOException {
        Path file = write("f.csv", "id,q1,q2,nps\n1,5,2,11\n2,4,,1\n");
        Path map = write("m.properties", """
                surveys[sat].kind='csat'
                surveys[sat].scale='1-5'
                surveys[sat].score=q1|q2
                surveys[rec].kind='nps'
                surveys[rec].score=nps
                surveys[rec].score.shift=-1
                """);
        Run run =
                Run.of("--surveys", file, "--map", map, "--metric", "csat.t2b", "--by", "question", "--format", "json");
        assertThat(measurements(run, "csat.t2b").get("q1").get("n").asInt()).isEqualTo(2);
        assertThat(measurements(run, "csat.t2b").get("q2").get("value").asDouble())
                .isZero();
        Run nps = Run.of("--surveys", file, "--map", map, "--metric", "nps", "--format", "json");
        assertThat(measurements(nps, "nps")
                        .get("")
                        .get("detail")
                        .get("promoters")
                        .asInt())
                .isEqualTo(1);
        assertThat(measurements(nps, "nps").get("").get("value").asDouble()).isZero();
    }

    @Test
    void scalesAreNeverPooled() throws IOException {
        Path file = write("f.csv", "score,scale,satisfied\n5,1-5,\n7,1-7,\n2,1-5 low,\nVery good,0-10,8-10\n");
        Path map = write("m.properties", "surveys.kind='csat'\nsurveys.score=score\nsurveys.score.10=Very good\n");
        Run run = Run.of("--surveys", file, "--map", map, "--metric", "csat.t2b", "--format", "json");
        Map<String, Double> values = new LinkedHashMap<>();
        run.json()
                .get("measurements")
                .forEach(
                        m -> values.put(m.get("metric").asText(), m.get("value").asDouble()));
        assertThat(values)
                .containsOnlyKeys("csat.t2b[1-5]", "csat.t2b[1-7]", "csat.t2b[1-5 low]", "csat.t2b[0-10]")
                .containsEntry("csat.t2b[1-5 low]", 1.0);
        Run one = Run.of("--surveys", file, "--map", map, "--metric", "csat.t2b[1-7]", "--format", "json");
        assertThat(one.json().get("measurements").get(0).get("metric").asText()).isEqualTo("csat.t2b[1-7]");
    }

    @Test
    void emptyPeriodsHaveNoDataAndRangesAreHalfOpen() throws IOException {
        String map = "interactions.zone=UTC\ninteractions.startedAt=t\ninteractions.wait=w\n";
        String rows =
                "t,w\n2021-01-31T23:00:00,1\n2021-02-28T00:00:00,2\n2021-04-01T00:00:00,3\n2021-05-01T00:00:00,4\n,5\n";
        Run run = interactions(rows, map, "--metric", "asa", "--per", "month", "--to", "2021-05-01");
        List<String> shown = new ArrayList<>();
        run.json()
                .get("measurements")
                .forEach(m -> shown.add(m.get("period").asText() + " "
                        + m.get("n").asInt() + " " + m.get("state").asText()));
        assertThat(shown)
                .containsExactly(
                        "2021-01 1 VALUE", "2021-02 1 VALUE", "2021-03 0 NO_DATA", "2021-04 1 VALUE", "null 0 NO_DATA");
        assertThat(interactions(rows, map, "--metric", "asa", "--per", "quarter")
                        .out())
                .contains("2021-Q2");
        assertThat(interactions(rows, map, "--metric", "asa", "--per", "week").out())
                .contains("2021-W04");
        assertThat(interactions(rows, map, "--metric", "asa", "--zone", "Asia/Tokyo", "--per", "day")
                        .out())
                .contains("2021-02-01");
    }

    @Test
    void smallSamplesCanBeSuppressed() throws IOException {
        Run run = interactions("w\n1\n2\n", "interactions.wait=w\n", "--metric", "asa", "--min-n", "3");
        JsonNode asa = run.json().get("measurements").get(0);
        assertThat(asa.get("state").asText()).isEqualTo("SUPPRESSED");
        assertThat(asa.has("value") || asa.has("low") || asa.has("detail")).isFalse();
    }

    @Test
    void conditionsMustAllHoldAndWhatTheyLeaveOutIsCounted() throws IOException {
        Run run = interactions(
                "w,c,k\n1,phone,a\n2,chat,a\n3,phone,b\n4,,a\n",
                "interactions.wait=w\n",
                "--metric",
                "asa",
                "--where",
                "c=phone|",
                "--where",
                "k!=b");
        JsonNode asa = run.json().get("measurements").get(0);
        assertThat(asa.get("n").asInt()).isEqualTo(2);
        assertThat(asa.get("value").asDouble()).isEqualTo(2.5);
        assertThat(asa.get("excluded").get("NOT c=phone|").asInt()).isEqualTo(1);
        assertThat(asa.get("excluded").get("NOT k!=b").asInt()).isEqualTo(1);
    }

    @Test
    void churnIsCutByCalendarPeriods() throws IOException {
        Path file = write(
                "c.csv",
                "id,startedAt,endedAt\n1,2020-01-01,\n2,2020-01-01,2021-01-15\n3,2021-01-10,\n4,2021-01-10,2021-01-20\n5,2020-05-01,2021-02-03\n");
        Path map = write("m.properties", "customers.zone=UTC\n");
        Run run = Run.of(
                "--customers",
                file,
                "--map",
                map,
                "--metric",
                "churn.cohort",
                "--metric",
                "churn.allOfStart",
                "--metric",
                "retention.crrTextbook",
                "--per",
                "month",
                "--from",
                "2021-01-01",
                "--to",
                "2021-03-01",
                "--format",
                "json");
        JsonNode january = run.json().get("measurements").get(0);
        assertThat(january.get("period").asText()).isEqualTo("2021-01");
        assertThat(january.get("n").asInt()).isEqualTo(3);
        assertThat(january.get("value").asDouble()).isCloseTo(1 / 3d, within(1e-15));
        assertThat(january.get("excluded").get("JOINED").asInt()).isEqualTo(1);
        Run daily = Run.of(
                "--customers",
                file,
                "--map",
                map,
                "--metric",
                "churn.daily",
                "--from",
                "2021-01-01",
                "--to",
                "2021-02-01",
                "--format",
                "json");
        // Three at the start and two who joined: one of five was lost on the 15th, one of four on the 20th.
        assertThat(daily.json().get("measurements").get(0).get("value").asDouble())
                .isCloseTo(1 / 5d + 1 / 4d, within(1e-15));
        JsonNode all = run.json().get("measurements").get(2);
        assertThat(all.get("value").asDouble()).isCloseTo(2 / 3d, within(1e-15));
        assertThat(run.json().get("measurements").get(4).get("value").asDouble())
                .isCloseTo(1 / 3d, within(1e-15));
    }

    @Test
    void customersAfterTheAsOfInstantAreNotSeen() throws IOException {
        Path file = write(
                "c.csv", "id,startedAt,endedAt\n1,2020-01-01,2021-06-01\n2,2020-01-01,2020-06-01\n3,2021-01-01,\n");
        Path map = write("m.properties", "customers.zone=UTC\n");
        Run run = Run.of(
                "--customers",
                file,
                "--map",
                map,
                "--metric",
                "churn.cohort",
                "--as-of",
                "2020-12-31",
                "--format",
                "json");
        JsonNode churn = run.json().get("measurements").get(0);
        assertThat(churn.get("n").asInt()).isEqualTo(2);
        assertThat(churn.get("value").asDouble()).isEqualTo(0.5);
    }

    @Test
    void laterFactsAreNotSeen() throws IOException {
        Run resolved = interactions(
                "id,startedAt,resolvedAt\n1,2021-01-05,2021-01-06\n2,2021-01-05,2021-01-20\n3,2021-01-15,\n",
                "interactions.zone=UTC\n",
                "--as-of",
                "2021-01-10",
                "--metric",
                "resolutionRate.answered");
        JsonNode rate = measurements(resolved, "resolutionRate.answered").get("");
        assertThat(rate.get("value").asDouble()).isEqualTo(0.5);
        assertThat(rate.get("excluded").get("AFTER_AS_OF").asInt()).isEqualTo(1);

        Path answers =
                write("a.csv", "interactionId,respondedAt,score\n1,2021-01-05,2\n1,2021-01-15,5\n2,2021-01-06,5\n");
        Path map = write("a.properties", "surveys.kind='csat'\nsurveys.scale='1-5'\nsurveys.zone=UTC\n");
        Run csat = Run.of(
                "--surveys",
                answers,
                "--map",
                map,
                "--as-of",
                "2021-01-10",
                "--metric",
                "csat.t2b",
                "--format",
                "json");
        assertThat(measurements(csat, "csat.t2b").get("").get("n").asInt()).isEqualTo(2);
        assertThat(measurements(csat, "csat.t2b").get("").get("value").asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void customersAreCutAtTheRangeAndTheAsOfInstant() throws IOException {
        String rows =
                "id,startedAt,endedAt\n1,2020-12-05,2021-02-05\n2,2020-12-06,2021-02-20\n3,2021-02-15,\n4,2020-12-31,\n";
        Path file = write("c.csv", rows);
        Path map = write("m.properties", "customers.zone=UTC\n");
        Run monthly = Run.of(
                "--customers",
                file,
                "--map",
                map,
                "--per",
                "month",
                "--as-of",
                "2021-02-10",
                "--metric",
                "churn.cohort",
                "--format",
                "json");
        JsonNode february = monthly.json().get("measurements").get(2);
        assertThat(february.get("period").asText()).isEqualTo("2021-02");
        assertThat(february.get("n").asInt()).isEqualTo(3);
        assertThat(february.get("value").asDouble()).isCloseTo(1 / 3d, within(1e-15));
        assertThat(february.get("excluded")).isEmpty();
        Run ranged = Run.of(
                "--customers",
                file,
                "--map",
                map,
                "--per",
                "month",
                "--from",
                "2021-02-10",
                "--to",
                "2021-02-16",
                "--metric",
                "churn.cohort",
                "--format",
                "json");
        JsonNode days = ranged.json().get("measurements").get(0);
        assertThat(days.get("n").asInt()).isEqualTo(2);
        assertThat(days.get("value").asDouble()).isZero();
        Run whole = Run.of(
                "--customers",
                write(
                        "w.csv",
                        "id,churned,startedAt,endedAt\n1,Yes,2020-12-05,2021-02-05\n2,Yes,2020-12-06,2021-02-20\n3,,,\n"),
                "--map",
                map,
                "--as-of",
                "2021-02-10",
                "--metric",
                "churn.cohort",
                "--format",
                "json");
        assertThat(measurements(whole, "churn.cohort").get("").get("value").asDouble())
                .isEqualTo(0.5);
        assertThat(measurements(whole, "churn.cohort")
                        .get("")
                        .get("excluded")
                        .get("NO_OUTCOME")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void lossesWithoutADateAreNoKeptCustomers() throws IOException {
        Path file =
                write("c.csv", "id,churned,startedAt,endedAt\n1,Yes,2020-01-05,\n2,No,2020-01-05,\n3,,,2020-02-01\n");
        Path map = write("m.properties", "customers.zone=UTC\n");
        Run run = Run.of(
                "--customers",
                file,
                "--map",
                map,
                "--per",
                "year",
                "--from",
                "2021-01-01",
                "--to",
                "2022-01-01",
                "--as-of",
                "2022-01-01",
                "--metric",
                "churn.cohort",
                "--format",
                "json");
        JsonNode year = run.json().get("measurements").get(0);
        assertThat(year.get("n").asInt()).isEqualTo(1);
        assertThat(year.get("excluded").get("NO_END").asInt()).isEqualTo(1);
        JsonNode undated = run.json().get("measurements").get(1);
        assertThat(undated.get("period").isNull()).isTrue();
        assertThat(undated.get("excluded").get("NO_START").asInt()).isEqualTo(1);
    }

    @Test
    void shiftsComeBeforeChecksAndBandsTakeAnyNumber() throws IOException {
        Path scores = write("s.csv", "score\n-2\n0\n2\n9\n");
        Path map = write("s.properties", "surveys.kind='csat'\nsurveys.scale='1-5'\nsurveys.score.shift=3\n");
        Run mean = Run.of("--surveys", scores, "--map", map, "--metric", "csat.mean", "--format", "json");
        assertThat(measurements(mean, "csat.mean").get("").get("value").asDouble())
                .isEqualTo(3);
        assertThat(mean.json().get("rejected").get(0).get("reason").asText()).contains("on the scale 1-5");
        Path customers = write("c.csv", "t,tenureMonths,churned\n-3,1,Yes\n1,0,No\n");
        Path bands = write("c.properties", "customers.b=t\ncustomers.b.cuts=0,1\ncustomers.tenureMonths.shift=-1\n");
        Run churn = Run.of(
                "--customers", customers, "--map", bands, "--metric", "churn.cohort", "--by", "b", "--format", "json");
        assertThat(measurements(churn, "churn.cohort").get("<0").get("n").asInt())
                .isEqualTo(1);
        assertThat(churn.json().get("rejected").get(0).get("reason").asText())
                .contains("tenureMonths must be at least 0");
    }

    @Test
    void theCohortIsTheCustomersMonth() throws IOException {
        Path calls = write("calls.csv", "customerId,startedAt,wait\nU1,2021-02-01,5\n");
        Path customers = write("customers.csv", "id,startedAt\nU1,2020-11-05\n");
        Path map = write("m.properties", "interactions.zone=UTC\ncustomers.zone=UTC\n");
        Run run = Run.of(
                "--interactions",
                calls,
                "--customers",
                customers,
                "--map",
                map,
                "--metric",
                "asa",
                "--by",
                "cohort",
                "--by",
                "month",
                "--format",
                "json");
        assertThat(measurements(run, "asa").get("2020-11/2021-02").get("n").asInt())
                .isEqualTo(1);
    }

    @Test
    void anUnsuitedScaleIsLeftOutWithANotice() throws IOException {
        Path file = write("f.csv", "kind,scale,score\ncsat,1-5,5\ncsat,0-10,9\n");
        Run run = Run.of("--surveys", file, "--metric", "csat.t2b", "--format", "json");
        assertThat(measurements(run, "csat.t2b[1-5]").get("").get("n").asInt()).isEqualTo(1);
        assertThat(run.err()).contains("notice: csat.t2b[0-10] is left out: satisfied points must be given");
        assertThat(run.json().get("zone").asText()).isEqualTo("UTC");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Run interactions(String csv, String map, Object... options) throws IOException {
        Run run = Run.of(
                "--interactions",
                write("f.csv", csv),
                "--map",
                write("m.properties", map),
                "--format",
                "json",
                List.of(options));
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    /** A metric's measurements by their groups, joined with a slash. */
    private record Found(Map<String, JsonNode> byGroup) {
        JsonNode get(String group) {
            JsonNode found = byGroup.get(group);
            if (found == null) {
                throw new AssertionError("no measurement of " + group + " among " + byGroup.keySet());
            }
            return found;
        }
    }

    private static Found measurements(Run run, String metric) {
        assertThat(run.status()).as(run.err()).isZero();
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode m : run.json().get("measurements")) {
            if (m.get("metric").asText().equals(metric)) {
                List<String> group = new ArrayList<>();
                m.path("group").forEach(value -> group.add(value.asText()));
                found.put(String.join("/", group), m);
            }
        }
        return new Found(found);
    }
}

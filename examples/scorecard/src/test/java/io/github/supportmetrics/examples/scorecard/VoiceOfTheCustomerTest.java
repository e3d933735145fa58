package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Surveys with their dispositions, complaints, checklists and comparisons, on files made for them. */
class VoiceOfTheCustomerTest {
    private static final String REVIEWS = """
            id,at,interactionId,agentId,reviewerId,reviewerKind,selection,section,item,weight,score,max,critical,notApplicable
            r1,2026-01-05,c1,Ann,q1,QA,random,opening,greet,1,1,1,no,no
            r1,2026-01-05,c1,Ann,q1,QA,random,body,verify,3,1,1,yes,no
            r1,2026-01-05,c1,Ann,q1,QA,random,body,solve,4,2,4,no,no
            r1,2026-01-05,c1,Ann,q1,QA,random,close,offer,2,,1,no,yes
            r2,2026-01-06,c2,Bob,q1,QA,random,opening,greet,1,1,1,no,no
            r2,2026-01-06,c2,Bob,q1,QA,random,body,verify,3,0,1,yes,no
            r2,2026-01-06,c2,Bob,q1,QA,random,body,solve,4,2,4,no,no
            r3,2026-02-06,c1,Ann,q2,QA,all,opening,greet,1,0,1,no,no
            r3,2026-02-06,c1,Ann,q2,QA,all,body,verify,3,1,1,yes,no
            r3,2026-02-06,c1,Ann,q2,QA,all,body,solve,4,3,4,no,no
            r4,2026-02-07,c3,Bob,q2,QA,targeted,body,solve,4,0,4,no,no
            r5,2026-02-07,,Bob,p1,PEER,,traits,teamwork,1,4,5,no,no
            r6,2026-02-07,,Bob,p2,MANAGER,,traits,teamwork,1,3,5,no,no
            r7,2026-02-09,c9,Bob,m1,MYSTERY,random,x,smile,1,4,5,no,no
            """;
    private static final String COMPLAINTS = """
            id,customerId,topic,openedAt,closedAt,dueAt,upheld,feedbackKind,matter
            1,a,billing,2026-01-02,2026-01-04,2026-01-10,y,COMPLAINT,m1
            2,a,billing,2026-01-05,,2026-01-19,,COMPLAINT,m1
            3,b,billing,2026-01-05,2026-01-29,2026-01-19,n,COMPLAINT,
            4,c,billing,2026-01-07,2026-01-08,2026-01-19,n,COMPLAINT,
            5,d,delivery,2026-01-08,2026-01-09,,y,COMPLAINT,
            6,e,praise,2026-01-08,,,,COMPLIMENT,
            7,d,tone,2026-02-08,2026-02-07,,y,COMPLAINT,
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** The measurements by metric and group. */
    private record Found(Map<String, JsonNode> measurements) {
        JsonNode get(String metric) {
            JsonNode measurement = measurements.get(metric);
            if (measurement == null) {
                throw new AssertionError(metric + " is none of " + measurements.keySet());
            }
            return measurement;
        }

        double value(String metric) {
            return get(metric).get("value").asDouble();
        }
    }

    private static Found found(Object... arguments) {
        Run run = Run.of(List.of(arguments), "--format", "json");
        assertThat(run.status()).as(run.err()).isZero();
        Map<String, JsonNode> found = new TreeMap<>();
        run.json()
                .get("measurements")
                .forEach(m -> found.put(
                        m.get("metric").asText()
                                + (m.has("group") ? m.get("group").toString() : ""),
                        m));
        return new Found(found);
    }

    /** 1 200 solved, 1 000 sent, 40 bounced, 240 complete of whom 204 satisfied, 12 partial: the figures of DOMAIN §1.1. */
    private Path surveys() throws IOException {
        StringBuilder rows =
                new StringBuilder("id,kind,scale,score,eligible,sent,delivered,partial,sentAt,respondedAt\n");
        for (int i = 0; i < 1200; i++) {
            boolean sent = i < 1000;
            boolean delivered = i < 960;
            boolean complete = i < 240;
            boolean partial = !complete && i < 252;
            rows.append('s').append(i).append(",csat,1-5,").append(complete ? (i < 204 ? 5 : 2) : "");
            rows.append(",y,").append(sent ? "y" : "n").append(',').append(!sent ? "" : delivered ? "y" : "n");
            rows.append(',').append(partial ? "y" : "n").append(",2026-01-02,").append(complete ? "2026-02-03" : "");
            rows.append('\n');
        }
        return file("surveys.csv", rows.toString());
    }

    @Test
    void responseRatesCountSurveysByHowFarTheyGot() throws IOException {
        Found found = found("--surveys", surveys());

        assertThat(found.value("survey.responseRate")).isEqualTo(0.25);
        assertThat(found.get("survey.responseRate").get("low").asDouble()).isCloseTo(0.224, within(5e-4));
        assertThat(found.get("survey.responseRate").get("n").asInt()).isEqualTo(960);
        assertThat(found.value("survey.responseRate.withPartials")).isEqualTo(0.2625);
        assertThat(found.value("survey.coverage")).isCloseTo(0.8333, within(5e-5));
        assertThat(found.get("survey.coverage").has("low")).isFalse();
        assertThat(found.value("survey.overall")).isEqualTo(0.2);
        assertThat(found.get("survey.responseRate").get("excluded").toString())
                .isEqualTo("{\"BOUNCED\":40,\"NOT_SENT\":200}");
    }

    @Test
    void whatNonResponseMayHideStandsBesideTheNumber() throws IOException {
        Path surveys = surveys();
        JsonNode detail = found("--surveys", surveys, "--metric", "csat.t2b")
                .get("csat.t2b")
                .get("detail");

        assertThat(detail.get("responseRate").asDouble()).isEqualTo(0.25);
        assertThat(detail.get("worstCaseLow").asDouble()).isCloseTo(0.2125, within(1e-12));
        assertThat(detail.get("worstCaseHigh").asDouble()).isCloseTo(0.9625, within(1e-12));
        assertThat(Run.of("--surveys", surveys, "--metric", "csat.t2b").out())
                .contains("of all who were asked: 21.3 % … 96.3 %, as 25.0 % answered");
    }

    @Test
    void surveysBelongToThePeriodTheyWereSentInAndAnswersToTheirOwn() throws IOException {
        Run run =
                Run.of("--surveys", surveys(), "--metric", "survey.responseRate", "--per", "month", "--format", "json");
        JsonNode january = run.json().get("measurements").get(0);

        assertThat(january.get("period").asText()).isEqualTo("2026-01");
        assertThat(january.get("value").asDouble()).isEqualTo(0.25);
        Run early = Run.of(
                "--surveys", surveys(), "--metric", "survey.responseRate", "--as-of", "2026-01-31", "--format", "json");
        assertThat(early.json().get("measurements").get(0).get("value").asDouble())
                .isZero();
    }

    @Test
    void aSurveyOfSeveralQuestionsIsOneSurvey() throws IOException {
        Path csv = file("q.csv", "a,b,c,sent\n5,4,5,y\n5,,4,y\n,,,y\n,,,y\n");
        Path map = file(
                "q.properties", "surveys.kind='csat'\nsurveys.scale='1-5'\nsurveys.score=a|b|c\nsurveys.sent=sent\n");
        Found found = found("--surveys", csv, "--map", map);

        assertThat(found.value("survey.responseRate")).isEqualTo(0.25);
        assertThat(found.get("survey.responseRate").get("detail").get("partial").asInt())
                .isEqualTo(1);
        assertThat(found.get("csat.t2b").get("n").asInt()).isEqualTo(5);
        Run index = Run.of("--surveys", csv, "--map", map, "--metric", "acsi.like[a,b,c]", "--format", "json");
        JsonNode acsi = index.json().get("measurements").get(0);
        assertThat(acsi.get("n").asInt()).isEqualTo(1);
        assertThat(acsi.get("value").asDouble()).isCloseTo(100 * (1 + 0.75 + 1) / 3, within(1e-7));
        assertThat(acsi.get("excluded").get("INCOMPLETE").asInt()).isEqualTo(3);
    }

    @Test
    void occasionsAndClassifiersAreNeverPooled() throws IOException {
        Path nps =
                file("nps.csv", "kind,score,occasion\nnps,10,relational\nnps,9,transactional\nnps,0,transactional\n");
        Found found = found("--surveys", nps, "--metric", "nps");
        assertThat(found.value("nps[relational]")).isEqualTo(100);
        assertThat(found.value("nps[transactional]")).isZero();
        assertThat(found.measurements()).hasSize(2);

        Path tone = file(
                "tone.csv",
                "kind,score,classifier\nsentiment,1,v1\nsentiment,-1,v1\nsentiment,1,v1\nsentiment,-1,v2\n");
        Found net = found("--surveys", tone, "--metric", "sentiment.net");
        assertThat(net.value("sentiment.net[v1]")).isCloseTo(1 / 3d, within(1e-12));
        assertThat(net.value("sentiment.net[v2]")).isEqualTo(-1);
    }

    @Test
    void complaintsAreCountedApartFromComplainantsAndContacts() throws IOException {
        StringBuilder contacts = new StringBuilder("id,customerId,startedAt\n");
        for (int i = 0; i < 50; i++) {
            contacts.append(i).append(",c").append(i).append(",2026-01-03\n");
        }
        Found found = found(
                "--complaints",
                file("complaints.csv", COMPLAINTS),
                "--interactions",
                file("contacts.csv", contacts.toString()));

        assertThat(found.value("complaint.volume")).isEqualTo(5);
        assertThat(found.get("complaint.volume").get("excluded").get("REPEATED").asInt())
                .isEqualTo(1);
        assertThat(found.value("complaint.rate[contact]")).isEqualTo(100);
        assertThat(found.get("complaint.rate[contact]").get("n").asInt()).isEqualTo(50);
        assertThat(found.value("complaint.complainants")).isEqualTo(4);
        assertThat(found.value("complaint.repeat")).isEqualTo(0.25);
        assertThat(found.value("complaint.upheld")).isEqualTo(0.6);
        assertThat(found.value("complaint.closedInTime")).isCloseTo(2 / 3d, within(1e-12));
        assertThat(found.value("compliment.share")).isCloseTo(1 / 6d, within(1e-12));
        assertThat(found.get("complaint.timeToClose").get("excluded").toString())
                .isEqualTo("{\"END_BEFORE_START\":1,\"REPEATED\":1}");
        assertThat(found.value("complaint.recurring[3]")).isEqualTo(1);
        assertThat(found.get("complaint.recurring[3]").get("points").get(0).toString())
                .isEqualTo("{\"key\":\"billing\",\"count\":3}");
    }

    @Test
    void aParetoTableNamesTheVitalFewAndTies() throws IOException {
        StringBuilder rows = new StringBuilder("id,topic\n");
        int[] counts = {40, 30, 15, 10, 5};
        for (int topic = 0; topic < counts.length; topic++) {
            for (int i = 0; i < counts[topic]; i++) {
                rows.append(topic)
                        .append('-')
                        .append(i)
                        .append(",t")
                        .append(topic)
                        .append('\n');
            }
        }
        Path csv = file("pareto.csv", rows.toString());
        JsonNode pareto =
                found("--complaints", csv, "--metric", "complaint.pareto").get("complaint.pareto");

        assertThat(pareto.get("value").asDouble()).isEqualTo(0.85);
        assertThat(pareto.get("detail").get("vital").asInt()).isEqualTo(3);
        List<String> vital = new ArrayList<>();
        pareto.get("points")
                .forEach(p ->
                        vital.add(p.get("key").asText() + " " + p.get("vital").asBoolean()));
        assertThat(vital).containsExactly("t0 true", "t1 true", "t2 true", "t3 false", "t4 false");
        assertThat(pareto.get("points").get(0).get("tiedWithNext").asBoolean()).isTrue();
        assertThat(pareto.get("points").get(1).get("tiedWithNext").asBoolean()).isFalse();
        assertThat(Run.of("--complaints", csv, "--metric", "complaint.pareto").out())
                .contains("Complaints by category (complaint.pareto), n = 100", "tiedWithNext");
    }

    @Test
    void complaintsAreAsTheyStoodAtTheAsOfInstant() throws IOException {
        Found found = found(
                "--complaints",
                file("complaints.csv", COMPLAINTS),
                "--metric",
                "complaint.closed",
                "--as-of",
                "2026-01-08");
        JsonNode closed = found.get("complaint.closed");
        assertThat(closed.get("n").asInt()).isEqualTo(4);
        assertThat(closed.get("value").asDouble()).isEqualTo(0.5);
        assertThat(closed.get("excluded").get("AFTER_AS_OF").asInt()).isEqualTo(1);
    }

    @Test
    void checklistsAreScoredByReviewAndOnlySamplesCount() throws IOException {
        Found found = found("--reviews", file("reviews.csv", REVIEWS));

        assertThat(found.value("qa.score")).isCloseTo((0.75 + 0.375 + 0.75) / 3, within(1e-9));
        assertThat(found.value("qa.score.knockOut")).isCloseTo((0.75 + 0 + 0.75) / 3, within(1e-9));
        assertThat(found.value("qa.criticalPass")).isCloseTo(2 / 3d, within(1e-12));
        assertThat(found.get("qa.score").get("excluded").toString()).isEqualTo("{\"TARGETED\":1}");
        assertThat(found.value("mystery.score")).isCloseTo(0.8, within(1e-9));
        assertThat(found.measurements()).doesNotContainKey("rubric.median");
        Found rubric = found("--reviews", file("reviews.csv", REVIEWS), "--metric", "rubric.median");
        assertThat(rubric.value("rubric.median")).isEqualTo(3.5);
        assertThat(rubric.get("rubric.median").get("detail").toString())
                .isEqualTo("{\"raters\":2,\"units\":1,\"min\":3.0,\"max\":4.0}");
        assertThat(found.measurements()).doesNotContainKey("qa.leniency");
    }

    @Test
    void checklistsCanBeTakenApartByLineAndCutByTime() throws IOException {
        Path reviews = file("reviews.csv", REVIEWS);
        Found sections = found("--reviews", reviews, "--metric", "qa.score", "--by", "section");
        assertThat(sections.value("qa.score{\"section\":\"opening\"}")).isCloseTo(2 / 3d, within(1e-9));
        assertThat(sections.get("qa.score{\"section\":\"close\"}").get("state").asText())
                .isEqualTo("NO_DATA");
        Run monthly = Run.of("--reviews", reviews, "--metric", "qa.score", "--per", "month", "--format", "json");
        assertThat(monthly.json().get("measurements").get(0).get("value").asDouble())
                .isCloseTo((0.75 + 0.375) / 2, within(1e-9));
        Found accuracy = found(
                "--reviews", reviews, "--metric", "accuracy.unit[unspecified]", "--metric", "accuracy.opportunity");
        assertThat(accuracy.value("accuracy.unit[unspecified]")).isCloseTo(2 / 3d, within(1e-12));
        assertThat(accuracy.value("accuracy.opportunity")).isCloseTo(1 - 5 / 9d, within(1e-12));
    }

    @Test
    void reviewersAreComparedOnTheLinesTheyBothScored() throws IOException {
        Path reviews = file("reviews.csv", REVIEWS);
        JsonNode agreement =
                found("--reviews", reviews, "--metric", "qa.agreement[percent]").get("qa.agreement[percent]");
        assertThat(agreement.get("n").asInt()).isEqualTo(3);
        assertThat(agreement.get("value").asDouble()).isCloseTo(1 / 3d, within(1e-12));

        Found leniency = found("--reviews", reviews, "--metric", "qa.leniency", "--by", "reviewerId", "--by", "item");
        assertThat(leniency.value("qa.leniency{\"reviewerId\":\"q1\",\"item\":\"greet\"}"))
                .isEqualTo(1);
        assertThat(leniency.value("qa.leniency{\"reviewerId\":\"q2\",\"item\":\"solve\"}"))
                .isEqualTo(0.25);

        Run seeded = Run.of(
                "--reviews", reviews, "--metric", "qa.agreement[alpha-interval]", "--seed", 7, "--format", "json");
        assertThat(seeded.out())
                .isEqualTo(Run.of(
                                "--reviews",
                                reviews,
                                "--metric",
                                "qa.agreement[alpha-interval]",
                                "--seed",
                                7,
                                "--format",
                                "json")
                        .out());
    }

    @Test
    void withoutASelectionReviewsAreTakenAsRandomAndThatIsSaid() throws IOException {
        Run run = Run.of("--reviews", file("r.csv", "id,item,score\na,x,1\nb,x,0\n"), "--metric", "qa.score");
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("reviews have no field 'selection'; they are taken as a random choice");
        assertThat(run.out()).contains("50.0 %");
    }

    @Test
    void aBadLineOfAChecklistIsRejectedByItself() throws IOException {
        Run run = Run.of(
                "--reviews",
                file("r.csv", "id,item,score,max,critical\na,x,1,1,no\na,x,1,1,no\na,y,2,1,no\na,z,1,1,maybe\n"),
                "--metric",
                "qa.score");
        assertThat(run.err())
                .contains(
                        "line 3 (reviews): review 'a' has the item 'x' on line 2 already",
                        "line 4 (reviews): score of y must be from 0 to 1.0, got 2.0",
                        "line 5 (reviews): critical must be one of");
    }

    @Test
    void eachGroupIsComparedWithABaseAndManyComparisonsAreAdjusted() throws IOException {
        StringBuilder rows = new StringBuilder("kind,scale,score,team\n");
        addAnswers(rows, "north", 170, 200);
        addAnswers(rows, "south", 132, 180);
        addAnswers(rows, "west", 132, 180);
        Path csv = file("teams.csv", rows.toString());
        JsonNode comparisons = Run.of(
                        "--surveys", csv, "--metric", "csat.t2b", "--compare", "team=south", "--format", "json")
                .json()
                .get("comparisons");

        JsonNode north = comparisons.get(0);
        assertThat(north.get("group").asText()).isEqualTo("north");
        assertThat(north.get("method").asText()).isEqualTo("newcombe");
        assertThat(north.get("difference").asDouble()).isCloseTo(0.1167, within(5e-5));
        assertThat(north.get("low").asDouble()).isCloseTo(0.0351, within(5e-5));
        assertThat(north.get("high").asDouble()).isCloseTo(0.1979, within(5e-5));
        assertThat(north.get("verdict").asText()).isEqualTo("BETTER");
        assertThat(north.get("pAdjusted").asDouble())
                .isCloseTo(2 * north.get("p").asDouble(), within(1e-12));
        assertThat(comparisons.get(1).get("verdict").asText()).isEqualTo("NO_EVIDENCE");
        assertThat(Run.of("--surveys", csv, "--metric", "csat.t2b", "--compare", "team=south")
                        .out())
                .contains("Each group of team against south", "11.7 points", "BETTER");
        assertThat(Run.of("--surveys", csv, "--metric", "csat.t2b", "--compare", "team=east")
                        .err())
                .contains("--compare team=east: no group of that name has data; there are [north, south, west]");
        assertThat(Run.of("--surveys", csv, "--metric", "csat.t2b", "--compare", "nosuch")
                        .status())
                .isEqualTo(2);
    }

    private static void addAnswers(StringBuilder rows, String team, int satisfied, int all) {
        for (int i = 0; i < all; i++) {
            rows.append("csat,1-5,")
                    .append(i < satisfied ? 5 : 1)
                    .append(',')
                    .append(team)
                    .append('\n');
        }
    }

    @Test
    void contactsPerCustomerCountThoseWithoutAny() throws IOException {
        Path csv = file("customers.csv", "id,churned,contacts,tenureMonths\na,n,0,10\nb,n,2,10\nc,y,4,10\nd,n,,10\n");
        Found found = found(
                "--customers",
                csv,
                "--metric",
                "contact.rate",
                "--metric",
                "contact.rate[customerMonth]",
                "--metric",
                "contact.share");
        assertThat(found.value("contact.rate")).isEqualTo(2);
        assertThat(found.get("contact.rate").get("excluded").get("NO_CONTACTS").asInt())
                .isEqualTo(1);
        assertThat(found.value("contact.rate[customerMonth]")).isCloseTo(0.2, within(1e-9));
        assertThat(found.value("contact.share")).isCloseTo(2 / 3d, within(1e-12));
    }

    @Test
    void worstCaseBoundsCountThoseWhoWereAskedThatQuestion() throws IOException {
        Path csv = file("s.csv", """
                kind,scale,score,delivered,partial,sentAt,respondedAt
                csat,1-5,5,y,n,2026-01-01,2026-01-02
                csat,1-5,4,y,y,2026-01-01,2026-01-02
                csat,1-5,1,y,n,2026-01-01,2026-01-20
                csat,1-5,,y,n,2026-01-01,
                csat,1-5,,n,n,2026-01-01,
                """);
        assertThat(worst(csv)).isEqualTo("0.75 0.5 0.75");
        assertThat(worst(csv, "--as-of", "2026-01-10")).isEqualTo("0.5 0.5 1.0");
    }

    private static String worst(Path csv, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("--surveys", csv, "--metric", "csat.t2b"));
        arguments.addAll(List.of(more));
        JsonNode detail = found(arguments.toArray()).get("csat.t2b").get("detail");
        return detail.get("responseRate").asText() + " "
                + detail.get("worstCaseLow").asText() + " "
                + detail.get("worstCaseHigh").asText();
    }

    @Test
    void occasionsOfEveryKindAreKeptApartAndACustomerCountsOnceInARound() throws IOException {
        Path csv = file("o.csv", """
                kind,scale,score,occasion,customerId,respondedAt
                csat,1-5,5,relational,a,2026-01-02
                csat,1-5,1,relational,a,2026-02-02
                csat,1-5,5,transactional,a,2026-01-02
                csat,1-5,5,,b,2026-01-02
                """);
        Found found = found("--surveys", csv, "--metric", "csat.t2b");
        assertThat(found.value("csat.t2b[relational]")).isZero();
        assertThat(found.get("csat.t2b[relational]")
                        .get("excluded")
                        .get("SUPERSEDED")
                        .asInt())
                .isEqualTo(1);
        assertThat(found.get("csat.t2b[transactional]").get("n").asInt()).isEqualTo(1);
        assertThat(found.get("csat.t2b").get("excluded").toString())
                .isEqualTo("{\"RELATIONAL\":1,\"SUPERSEDED\":1,\"TRANSACTIONAL\":1}");
        Run monthly =
                Run.of("--surveys", csv, "--metric", "csat.t2b[relational]", "--per", "month", "--format", "json");
        assertThat(monthly.json().get("measurements").get(0).get("n").asInt()).isEqualTo(1);
        assertThat(monthly.json().get("measurements").get(1).get("n").asInt()).isEqualTo(1);
    }

    @Test
    void aMetricThatSuitsNoScaleIsLeftOutAndABadOneRefused() throws IOException {
        Path csv = file("c.csv", "kind,scale,score\nces,1-6,5\ncsat,1-5,5\n");
        Run run = Run.of("--surveys", csv, "--metric", "csat.t2b", "--metric", "ces.net");
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("notice: ces.net is left out: scale of ces.net must be one of seven points");
        for (String metric : List.of("csat.t2b[0-10]", "nps[1-5]", "nps[weekly]")) {
            Run refused = Run.of("--surveys", csv, "--metric", metric);
            assertThat(refused.status()).as(metric).isEqualTo(2);
            assertThat(refused.err()).contains("scorecard: metric " + metric).hasLineCount(1);
        }
    }

    @Test
    void aMatterBelongsToWhenItWasFirstRaised() throws IOException {
        Path csv =
                file("m.csv", "id,customerId,matter,openedAt\n1,a,m,2026-02-01\n2,a,m,2026-01-01\n3,b,m,2026-01-05\n");
        JsonNode volume = found("--complaints", csv, "--metric", "complaint.volume", "--as-of", "2026-01-10")
                .get("complaint.volume");
        assertThat(volume.get("value").asInt()).isEqualTo(2);
        assertThat(volume.get("excluded").toString()).isEqualTo("{\"AFTER_AS_OF\":1}");
    }

    @Test
    void complaintsHaveTheCustomersOfTheirContacts() throws IOException {
        Path contacts = file("i.csv", "id,customerId\n1,a\n2,b\n");
        Path complaints = file("x.csv", "id,interactionId\n1,1\n2,1\n3,2\n");
        assertThat(found("--interactions", contacts, "--complaints", complaints, "--metric", "complaint.complainants")
                        .value("complaint.complainants"))
                .isEqualTo(2);
    }

    @Test
    void aChecklistWithALineThatCannotBeReadIsNotScored() throws IOException {
        Path reviews = file("b.csv", """
                id,agentId,section,item,score,critical,notApplicable
                a,Ann,x,one,1,no,n
                a,Ann,x,two,oops,yes,n
                b,Ann,x,one,1,no,n
                b,Ann,y,one,0,no,n
                b,Bob,y,two,0,no,n
                b,Ann,z,three,,no,n
                c,Ann,x,one,1,no,n
                """);
        Run run = Run.of("--reviews", reviews, "--metric", "qa.score", "--format", "json");
        JsonNode score = run.json().get("measurements").get(0);
        assertThat(score.get("value").asDouble()).isEqualTo(1);
        assertThat(score.get("n").asInt()).isEqualTo(1);
        assertThat(score.get("excluded").toString()).isEqualTo("{\"LINE_REJECTED\":2}");
        assertThat(run.err())
                .contains(
                        "line 6 (reviews): review 'b' stands on line 4 already, of another contact, agent",
                        "line 7 (reviews): score must be given, or notApplicable be true");
    }

    @Test
    void whatIsFullyCountedIsNotCompared() throws IOException {
        Path complaints = file("y.csv", "id,team\n1,a\n2,a\n3,b\n");
        Run run = Run.of("--complaints", complaints, "--metric", "complaint.volume", "--compare", "team=a");
        assertThat(run.err()).contains("notice: not compared, as all of them are counted: complaint.volume");
        assertThat(run.out()).doesNotContain("against");
    }
}

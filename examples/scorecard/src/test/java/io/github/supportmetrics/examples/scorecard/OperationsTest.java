package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contacts that follow each other, tickets that are open, what contacts cost, and agents' days, on files made for them. */
class OperationsTest {
    @TempDir
    Path folder;

    private Path contacts = Path.of("");
    private Path activities = Path.of("");
    private Path map = Path.of("");

    @BeforeEach
    void files() throws IOException {
        contacts = Files.writeString(folder.resolve("contacts.csv"), """
                id,customerId,agentId,channel,topic,startedAt,firstResponseAt,resolvedAt,endedAt,talk,hold,transfers,cost,sales
                1,Ann,Diane,phone,bill,2026-03-02T09:00,2026-03-02T09:10,2026-03-02T10:00,2026-03-02T09:10,300,0,0,4.20,0
                2,Ann,Joe,chat,bill,2026-03-04T09:00,2026-03-04T10:00,,2026-03-04T09:20,600,60,2,6.20,50
                3,Ann,Joe,phone,bug,2026-03-12T09:00,,,2026-03-12T09:05,60,0,0,,
                4,Ben,Diane,chat,bill,2026-03-03T09:00,2026-03-03T09:30,2026-03-03T15:00,2026-03-03T09:10,120,0,1,5.20,10
                5,,Diane,chat,bill,2026-03-03T09:05,2026-03-03T09:06,2026-03-03T09:20,2026-03-03T09:15,180,0,0,5.20,0
                """);
        activities = Files.writeString(folder.resolve("activities.csv"), """
                agentId,status,startedAt,endedAt,scheduledState,paid,team
                Diane,talking,2026-03-02T08:00,2026-03-02T12:00,AVAILABLE,yes,a
                Diane,idle,2026-03-02T12:00,2026-03-02T13:00,AVAILABLE,yes,a
                Diane,lunch,2026-03-02T13:00,2026-03-02T14:00,MEAL,no,a
                Diane,idle,2026-03-03T08:30,2026-03-03T12:30,AVAILABLE,yes,a
                Joe,idle,2026-03-02T22:00,2026-03-03T02:00,AVAILABLE,yes,b
                Joe,asleep,2026-03-04T08:00,2026-03-04T09:00,AVAILABLE,yes,b
                Joe,idle,,2026-03-04T09:00,AVAILABLE,yes,b
                Joe,idle,2026-03-05T10:00,2026-03-05T09:00,AVAILABLE,yes,b
                """);
        map = Files.writeString(folder.resolve("map"), """
                interactions.zone=UTC
                interactions.currency='EUR'
                activities.zone=UTC
                activities.state=status
                activities.state.ON_CONTACT=talking
                activities.state.AVAILABLE=idle
                activities.state.MEAL=lunch
                """);
    }

    private Run contacts(Object... more) {
        return run("--interactions", contacts, more);
    }

    private Run agents(Object... more) {
        return run("--activities", activities, more);
    }

    private Run run(String option, Path file, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(option, file, "--map", map));
        arguments.addAll(List.of(more));
        return Run.of(arguments);
    }

    private static Map<String, JsonNode> byMetric(Run run) {
        assertThat(run.status()).as(run.err()).isZero();
        Map<String, JsonNode> found = new HashMap<>();
        run.json().get("measurements").forEach(m -> found.put(m.get("metric").asText(), m));
        return found;
    }

    private static JsonNode of(Map<String, JsonNode> found, String metric) {
        return Objects.requireNonNull(found.get(metric), metric);
    }

    @Test
    void aRepeatWithinTheWindowCountsAgainstTheFirstAgent() {
        Run run =
                contacts("--as-of", "2026-03-12", "--metric", "fcr.window[7d]", "--by", "agentId", "--format", "json");
        Map<String, JsonNode> byAgent = new HashMap<>();
        run.json()
                .get("measurements")
                .forEach(m -> byAgent.put(m.get("group").get("agentId").asText(), m));

        JsonNode diane = of(byAgent, "Diane");
        assertThat(diane.get("value").asDouble()).isEqualTo(.5);
        assertThat(diane.get("excluded").toString()).isEqualTo("{\"NO_CUSTOMER\":1}");
        JsonNode joe = of(byAgent, "Joe");
        assertThat(joe.get("n").asInt()).isEqualTo(1);
        assertThat(joe.get("excluded").toString()).isEqualTo("{\"AFTER_AS_OF\":1}");
    }

    @Test
    void aRepeatAfterTheRangeStillIsOne() {
        for (String[] per : new String[][] {{}, {"--per", "day"}}) {
            List<Object> more = new ArrayList<>(List.of("--metric", "fcr.window[3d]", "--to", "2026-03-03"));
            more.addAll(List.of(per));
            more.addAll(List.of("--format", "json"));
            JsonNode measurements = contacts(more.toArray()).json().get("measurements");

            assertThat(measurements).hasSize(1);
            assertThat(measurements.get(0).get("n").asInt()).isEqualTo(1);
            assertThat(measurements.get(0).get("value").asDouble()).isZero();
        }
    }

    @Test
    void aYoungContactIsImmature() {
        JsonNode fcr = of(
                byMetric(contacts("--metric", "fcr.window[7d]", "--from", "2026-03-12", "--format", "json")),
                "fcr.window[7d]");

        assertThat(fcr.get("state").asText()).isEqualTo("IMMATURE");
        assertThat(fcr.has("value")).isFalse();
        assertThat(fcr.get("excluded").get("IMMATURE").asInt()).isEqualTo(1);
    }

    @Test
    void episodesContainmentAndContactsPerCustomer() {
        Map<String, JsonNode> found = byMetric(contacts(
                "--as-of",
                "2026-04-01",
                "--format",
                "json",
                "--metric",
                "fcr.episode[7d]",
                "--metric",
                "contactsPerEpisode[7d]",
                "--metric",
                "fcr.window[28d,topic]",
                "--metric",
                "repeatContact",
                "--metric",
                "contactsPerCustomer",
                "--metric",
                "oneAndDone",
                "--metric",
                "containment[10d,chat]",
                "--metric",
                "transfer.rate",
                "--metric",
                "fcr.ocr[30d]"));

        assertThat(of(found, "fcr.episode[7d]").get("value").asDouble()).isCloseTo(2 / 3., within(1e-12));
        assertThat(of(found, "fcr.episode[7d]").get("excluded").toString())
                .isEqualTo("{\"NO_CUSTOMER\":1,\"SAME_EPISODE\":1}");
        assertThat(of(found, "contactsPerEpisode[7d]").get("detail").get("max").asInt())
                .isEqualTo(2);
        assertThat(of(found, "fcr.window[28d,topic]").get("n").asInt()).isEqualTo(2);
        assertThat(of(found, "fcr.window[28d,topic]")
                        .get("excluded")
                        .get("IMMATURE")
                        .asInt())
                .isEqualTo(2);
        assertThat(of(found, "repeatContact").get("value").asDouble()).isEqualTo(.5);
        assertThat(of(found, "contactsPerCustomer").get("value").asDouble()).isEqualTo(2);
        assertThat(of(found, "oneAndDone").get("value").asDouble()).isEqualTo(.25);
        assertThat(of(found, "containment[10d,chat]").get("value").asDouble()).isEqualTo(.5);
        assertThat(of(found, "transfer.rate").get("value").asDouble()).isEqualTo(.4);
    }

    @Test
    void openTicketsCountAsFarAsTheyHaveCome() {
        Map<String, JsonNode> found = byMetric(contacts(
                "--as-of",
                "2026-03-12T12:00:00Z",
                "--format",
                "json",
                "--metric",
                "resolution.full",
                "--metric",
                "resolution.full.survival[2h]",
                "--metric",
                "frt.p50",
                "--metric",
                "backlog.size",
                "--metric",
                "backlog.age.p50",
                "--metric",
                "elapsed[firstResponseAt,resolvedAt]",
                "--metric",
                "elapsed[firstResponseAt,resolvedAt].within[1h]",
                "--metric",
                "elapsed[startedAt,endedAt].p50",
                "--metric",
                "elapsed.p90[startedAt,endedAt]",
                "--metric",
                "resolution.full.histogram[1h,8h]"));

        assertThat(of(found, "resolution.full").get("excluded").get("OPEN").asInt())
                .isEqualTo(2);
        assertThat(of(found, "resolution.full.survival[2h]").get("n").asInt()).isEqualTo(5);
        assertThat(of(found, "resolution.full.survival[2h]").get("value").asDouble())
                .isCloseTo(.6, within(1e-12));
        assertThat(of(found, "frt.p50").get("value").asDouble()).isEqualTo(1200);
        assertThat(of(found, "backlog.size").get("value").asInt()).isZero();
        assertThat(of(found, "backlog.size").get("excluded").toString()).isEqualTo("{\"ENDED\":2,\"RESOLVED\":3}");
        assertThat(of(found, "backlog.age.p50").get("state").asText()).isEqualTo("NO_DATA");
        assertThat(of(found, "elapsed[firstResponseAt,resolvedAt]").get("n").asInt())
                .isEqualTo(3);
        assertThat(of(found, "elapsed[firstResponseAt,resolvedAt].within[1h]")
                        .get("value")
                        .asDouble())
                .isCloseTo(2 / 3., within(1e-12));
        assertThat(of(found, "elapsed[startedAt,endedAt].p50").get("value").asDouble())
                .isEqualTo(600);
        assertThat(of(found, "elapsed.p90[startedAt,endedAt]").get("n").asInt()).isEqualTo(5);
        assertThat(of(found, "resolution.full.histogram[1h,8h]").get("points").toString())
                .isEqualTo("[{\"from\":0.0,\"to\":3600.0,\"count\":2},{\"from\":3600.0,\"to\":28800.0,\"count\":1},"
                        + "{\"from\":28800.0,\"count\":0}]");
    }

    @Test
    void costsAndSalesAndTimeWithTheCustomer() {
        Map<String, JsonNode> found = byMetric(contacts(
                "--format",
                "json",
                "--metric",
                "cost.perContact",
                "--metric",
                "cost.perResolution",
                "--metric",
                "sales.conversion",
                "--metric",
                "expenses.ofSales",
                "--metric",
                "timeWithCustomer.inBand[2min,10min]",
                "--metric",
                "chat.concurrency",
                "--metric",
                "hold.any",
                "--metric",
                "sales.perContact"));

        assertThat(of(found, "cost.perContact").get("value").asDouble()).isEqualTo(5.2);
        assertThat(of(found, "cost.perContact").get("unit").asText()).isEqualTo("EUR");
        assertThat(of(found, "cost.perResolution").get("value").asDouble()).isCloseTo(20.8 / 3, within(1e-12));
        assertThat(of(found, "sales.conversion").get("value").asDouble()).isEqualTo(.5);
        assertThat(of(found, "sales.perContact").get("value").asDouble()).isEqualTo(15);
        assertThat(of(found, "expenses.ofSales").get("value").asDouble()).isCloseTo(20.8 / 60, within(1e-12));
        assertThat(of(found, "timeWithCustomer.inBand[2min,10min]").get("value").asDouble())
                .isEqualTo(.6);
        assertThat(of(found, "chat.concurrency").get("value").asDouble()).isCloseTo(55 / 50., within(1e-12));
        assertThat(of(found, "hold.any").get("value").asDouble()).isEqualTo(.2);
    }

    @Test
    void agentsDaysAreReadBesideTheirSchedule() {
        Map<String, JsonNode> found = byMetric(agents(
                "--format",
                "json",
                "--metric",
                "occupancy",
                "--metric",
                "shrinkage",
                "--metric",
                "adherence",
                "--metric",
                "utilization.handleOverPaid",
                "--metric",
                "punctuality[15min]",
                "--metric",
                "attendance"));

        JsonNode occupancy = of(found, "occupancy");
        assertThat(occupancy.get("n").asInt()).isEqualTo(4);
        assertThat(occupancy.get("value").asDouble()).isCloseTo(4 / 13., within(1e-12));
        assertThat(occupancy.get("excluded").toString()).isEqualTo("{\"END_BEFORE_START\":1}");
        assertThat(of(found, "shrinkage").get("value").asDouble()).isZero();
        assertThat(of(found, "adherence").get("value").asDouble()).isEqualTo(1);
        assertThat(of(found, "utilization.handleOverPaid").get("value").asDouble())
                .isCloseTo(4 / 13., within(1e-12));
    }

    @Test
    void aNightShiftIsTwoDaysInGroupsAndPeriodsToo() {
        Run run = agents("--metric", "occupancy", "--by", "day", "--where", "team=b", "--format", "json");
        List<String> days = new ArrayList<>();
        run.json()
                .get("measurements")
                .forEach(m -> days.add(m.get("group").get("day").asText() + " " + m.get("n")));

        assertThat(days).contains("2026-03-02 1", "2026-03-03 1");
        List<String> periods = new ArrayList<>();
        agents("--metric", "occupancy", "--per", "day", "--where", "team=b", "--format", "json")
                .json()
                .get("measurements")
                .forEach(m -> periods.add(m.get("period").asText() + " " + m.get("n")));
        assertThat(periods).contains("2026-03-02 1", "2026-03-03 1");
    }

    @Test
    void rowsThatAreNobodysOrNeverBeganAreRejected() {
        Run run = agents("--metric", "occupancy");

        assertThat(run.err()).contains("line 7").contains("state must be a mapped word");
        assertThat(run.err()).contains("line 8").contains("startedAt must be given");
        assertThat(run.out()).contains("2 rejected").contains("Occupancy");
    }

    @Test
    void productivityTakesBothFiles() {
        Map<String, JsonNode> found =
                byMetric(agents("--interactions", contacts, "--metric", "productivity", "--format", "json"));

        // Diane 1 and 2 contacts in 5 and 4 h; Joe none in 2 and 2 h.
        assertThat(of(found, "productivity").get("value").asDouble()).isCloseTo(3 / 13., within(1e-12));
        assertThat(agents("--metric", "productivity").err()).contains("needs --interactions");
    }

    @Test
    void aTeamsProductivityIsTheSameAskedForAndInItsGroup() {
        for (String team : List.of("a", "b")) {
            List<JsonNode> grouped = new ArrayList<>();
            agents("--interactions", contacts, "--metric", "productivity", "--by", "team", "--format", "json")
                    .json()
                    .get("measurements")
                    .forEach(m -> {
                        if (m.get("group").get("team").asText().equals(team)) {
                            grouped.add(m.get("value"));
                        }
                    });
            Map<String, JsonNode> asked = byMetric(agents(
                    "--interactions",
                    contacts,
                    "--metric",
                    "productivity",
                    "--where",
                    "team=" + team,
                    "--format",
                    "json"));

            assertThat(grouped).containsExactly(of(asked, "productivity").get("value"));
        }
    }

    @Test
    void customersSayWhetherItWasSolvedOnTheFirstContact() throws IOException {
        Path answers = Files.writeString(folder.resolve("answers.csv"), """
                id,asked,points
                1,solved,2
                2,solved,1
                3,solved,2
                4,polite,1
                5,solved,
                """);
        Path questions = Files.writeString(
                folder.resolve("questions"), "surveys.question=asked\nsurveys.score=points\nsurveys.scale='1-2'\n");
        Run run =
                Run.of("--surveys", answers, "--map", questions, "--metric", "fcr.survey[solved]", "--format", "json");

        JsonNode solved = of(byMetric(run), "fcr.survey[solved]");
        assertThat(solved.get("n").asInt()).isEqualTo(3);
        assertThat(solved.get("value").asDouble()).isCloseTo(2 / 3., within(1e-12));
        assertThat(solved.get("excluded").toString()).isEqualTo("{\"NO_ANSWER\":1}");
    }

    @Test
    void aDaysBacklogIsThatAtItsEnd() throws IOException {
        Path tickets = Files.writeString(folder.resolve("tickets.csv"), """
                id,createdAt,startedAt,resolvedAt
                1,2021-01-01T10:00Z,2021-01-01T10:00Z,
                2,2021-01-03T10:00Z,2021-01-03T10:00Z,
                3,2021-01-03T11:00Z,2021-01-03T11:00Z,
                4,2021-01-05T10:00Z,2021-01-05T10:00Z,2021-01-06T10:00Z
                5,2021-01-08T00:00Z,2021-01-08T00:00Z,
                """);
        List<Integer> sizes = new ArrayList<>();
        run(
                        "--interactions",
                        tickets,
                        "--metric",
                        "backlog.size",
                        "--per",
                        "day",
                        "--to",
                        "2021-01-09",
                        "--as-of",
                        "2021-01-12",
                        "--format",
                        "json")
                .json()
                .get("measurements")
                .forEach(m -> sizes.add(m.get("value").asInt()));

        assertThat(sizes).containsExactly(1, 1, 3, 3, 4, 3, 3, 4);
        Path ever = Files.writeString(folder.resolve("ever.csv"), "id,startedAt,resolvedAt\n1,1999-01-01T10:00Z,\n");
        Run daily = run("--interactions", ever, "--metric", "backlog.size", "--per", "day", "--as-of", "2021-01-12");
        assertThat(daily.err()).contains("backlog.size: more than 2000 periods from 1999-01-01");
    }

    @Test
    void whatCannotBeAnsweredSaysSoInOneLine() {
        assertThat(agents("--metric", "occupancy", "--by", "hour").err())
                .contains("agents' days belong to no one 'hour'");
        assertThat(contacts("--metric", "elapsed[startedAt,never]").err())
                .contains("'never' must be one of startedAt, answeredAt");
        assertThat(contacts("--metric", "elapsed[startedAt]").err()).contains("lacks its parameter to");
        assertThat(contacts("--metric", "fcr.window[7d,weather]").err())
                .contains("'weather' must be one of customer, topic, channel");
        assertThat(contacts("--metric", "fcr.window[0d]").err()).contains("window must be 1 ms or more");
        assertThat(contacts("--metric", "timeWithCustomer.inBand[5min,2min]").err())
                .contains("most time must be at least the least");
        assertThat(contacts("--metric", "frt.histogram[2h,1h]").err()).contains("ascending");
        assertThat(contacts("--metric", "frt.histogram").err()).contains("lacks its parameter bound");
        assertThat(contacts("--metric", "containment").err()).contains("lacks its parameter window");
    }

    @Test
    void aScorecardOfAllTheseReadsAsOne() {
        Run run = contacts("--activities", activities);

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Open work").contains("Workforce").contains("Cost and sales");
        assertThat(run.err()).contains("fcr.window[7d] is left out");
    }

    @Test
    void aFilterThatKeepsAllAndAComparisonChangeNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("parts.csv"), """
                agentId,state,startedAt,endedAt,scheduledState,site
                A,ABSENT,2021-03-01T08:00,2021-03-01T08:30,ON_CONTACT,X
                A,ON_CONTACT,2021-03-01T08:30,2021-03-01T10:00,ON_CONTACT,X
                A,AVAILABLE,2021-03-01T10:00,2021-03-01T12:00,ON_CONTACT,Y
                B,ON_CONTACT,2021-03-01T08:00,2021-03-01T10:00,ON_CONTACT,X
                B,BREAK,2021-03-01T09:00,2021-03-01T10:00,ON_CONTACT,Y
                """);
        Path zone = Files.writeString(folder.resolve("zone"), "activities.zone=UTC\n");
        List<String> found = new ArrayList<>();
        for (List<String> more :
                List.of(List.<String>of(), List.of("--where", "site!=Z"), List.of("--compare", "site"))) {
            List<Object> arguments = new ArrayList<>(List.of(
                    "--activities",
                    file,
                    "--map",
                    zone,
                    "--metric",
                    "punctuality[5min]",
                    "--metric",
                    "occupancy",
                    "--format",
                    "json"));
            arguments.addAll(more);
            Map<String, JsonNode> all = byMetric(Run.of(arguments));
            found.add(of(all, "punctuality[5min]").get("value") + " "
                    + of(all, "occupancy").get("value") + " "
                    + of(all, "occupancy").get("excluded"));
        }

        assertThat(found).containsOnly("0.0 0.42857142857142855 {\"OVERLAPPING\":1}");
    }

    @Test
    void productivityOfAPartIsOfItsOwnContactsAndOfWhatIsSeen() {
        // Diane's contacts of 2 March 9:00 and 3 March 9:00, in 5 h and 32 min; that of 9:05 is not seen.
        JsonNode diane = of(
                byMetric(agents(
                        "--interactions",
                        contacts,
                        "--metric",
                        "productivity",
                        "--where",
                        "team=a",
                        "--as-of",
                        "2026-03-03T09:02",
                        "--zone",
                        "UTC",
                        "--format",
                        "json")),
                "productivity");
        assertThat(diane.get("detail").get("events").asInt()).isEqualTo(2);
        assertThat(diane.get("value").asDouble()).isCloseTo(2 / (5 + 32 / 60.), within(1e-12));
    }

    @Test
    void aBacklogPerMonthIsWhatWasOpenAtItsEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("tickets.csv"), """
                id,startedAt,resolvedAt,endedAt,resolved
                1,2021-01-05T10:00,2021-02-05T10:00,,
                2,2021-01-10T10:00,2021-01-11T10:00,,yes
                3,2021-02-10T10:00,,,
                4,2021-02-11T10:00,,2021-02-12T10:00,
                5,1900-01-01T10:00,,9999-12-31T10:00,
                """);
        Path zone = Files.writeString(folder.resolve("zone"), "interactions.zone=UTC\n");
        Run run = Run.of(List.of(
                "--interactions",
                file,
                "--map",
                zone,
                "--metric",
                "backlog.size",
                "--per",
                "month",
                "--from",
                "2021-01-01",
                "--as-of",
                "2021-03-15",
                "--where",
                "id!=5",
                "--format",
                "json"));
        List<String> months = new ArrayList<>();
        run.json()
                .get("measurements")
                .forEach(m -> months.add(m.get("period").asText() + " " + m.get("value") + " "
                        + m.get("state").asText()));

        assertThat(months).containsExactly("2021-01 1.0 VALUE", "2021-02 1.0 VALUE", "2021-03 1.0 VALUE");
    }

    @Test
    void aPlaceholderDateSpoilsNoScorecard() throws IOException {
        Path file = Files.writeString(folder.resolve("far.csv"), """
                id,customerId,startedAt,endedAt,talk
                1,c,1900-01-01T10:00,,5
                2,c,2099-01-02T10:00,9999-12-31T23:59:59,6
                3,d,2021-01-02T10:00,2021-01-02T10:05,6
                """);
        Run run = Run.of(List.of(
                "--interactions", file, "--zone", "UTC", "--as-of", "2021-12-01", "--metric", "fcr.window[7d]"));

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("100.0 %").contains("1 AFTER_AS_OF, 1 NO_START");
    }

    @Test
    void whatIsElapsedLastsTooAndMoneyIsRoundedAloud() throws IOException {
        Map<String, JsonNode> found = byMetric(contacts(
                "--as-of",
                "2026-03-12T12:00:00Z",
                "--format",
                "json",
                "--metric",
                "elapsed[startedAt,resolvedAt].survival[2h]",
                "--metric",
                "elapsed[startedAt,resolvedAt].survival.p50",
                "--metric",
                "cost.perContact.p50",
                "--metric",
                "cost.perContact.within[5.20]"));
        assertThat(of(found, "elapsed[startedAt,resolvedAt].survival[2h]")
                        .get("value")
                        .asDouble())
                .isCloseTo(.6, within(1e-12));
        assertThat(of(found, "cost.perContact.p50").get("value").asDouble()).isEqualTo(5.2);
        assertThat(of(found, "cost.perContact.within[5.20]").get("value").asDouble())
                .isEqualTo(.75);
        assertThat(contacts("--metric", "fcr.window[7d,channel]").status()).isZero();

        Path file = Files.writeString(
                folder.resolve("costs.csv"),
                "id,cost,customerId,startedAt\n1,1.555,c,2021-01-01\n2,1.5,c,2021-01-02\n");
        Path euro = Files.writeString(folder.resolve("euro"), "interactions.currency='EUR'\n");
        Run run = Run.of(List.of("--interactions", file, "--map", euro, "--metric", "cost.perContact"));
        assertThat(run.out()).contains("1.53 EUR");
        assertThat(run.err()).contains("amounts with more decimals than their currency has are rounded");
        assertThat(Run.of(List.of("--interactions", file, "--map", euro, "--metric", "fcr.window[7d,channel]"))
                        .err())
                .contains("needs the field channel of interactions");
    }

    @Test
    void daysCanBeTheSample() throws IOException {
        StringBuilder rows = new StringBuilder("id,startedAt,wait,talk\n");
        int[] within = {180, 150, 170, 190, 170};
        int[] offered = {200, 210, 220, 215, 215};
        for (int day = 0; day < offered.length; day++) {
            for (int i = 0; i < offered[day]; i++) {
                rows.append("c%d-%d,2026-03-0%dT10:00,%d,60\n".formatted(day, i, day + 1, i < within[day] ? 10 : 60));
            }
        }
        Path file = Files.writeString(folder.resolve("days.csv"), rows);
        Path zone = Files.writeString(folder.resolve("zone"), "interactions.zone=UTC\n");
        JsonNode measurements = Run.of(List.of(
                        "--interactions",
                        file,
                        "--map",
                        zone,
                        "--metric",
                        "serviceLevel.offered[20s]",
                        "--metric",
                        "talk.p50",
                        "--interval",
                        "clustered",
                        "--interval",
                        "wilson",
                        "--format",
                        "json"))
                .json()
                .get("measurements");

        // DOMAIN.md §0.1: .8113 of 1060, .699–.888 by days, .787–.834 without.
        JsonNode clustered = measurements.get(0);
        assertThat(clustered.get("method").asText()).isEqualTo("clustered-wilson");
        assertThat(clustered.get("n").asInt()).isEqualTo(1060);
        assertThat(clustered.get("low").asDouble()).isCloseTo(.699, within(.0005));
        assertThat(clustered.get("high").asDouble()).isCloseTo(.888, within(.0005));
        assertThat(clustered.get("detail").get("units").asInt()).isEqualTo(5);
        assertThat(measurements.get(1).get("low").asDouble()).isCloseTo(.787, within(.0005));
        assertThat(measurements.get(2).get("method").asText()).isEqualTo("order-statistics");
    }
}

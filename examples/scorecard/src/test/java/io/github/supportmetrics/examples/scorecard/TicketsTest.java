package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on tickets' events, with figures counted by hand. */
class TicketsTest {
    private static final String EVENTS = """
            ticketId,at,type,actorKind,actorId,teamId,public,to,channel
            1,2026-06-01T09:00,CREATED,CUSTOMER,c1,,,,mail
            1,2026-06-01T09:05,MESSAGE,BOT,bot,,true,,mail
            1,2026-06-01T09:30,ASSIGNED,HUMAN,ann,one,,,mail
            1,2026-06-01T10:00,MESSAGE,HUMAN,ann,one,true,,mail
            1,2026-06-01T10:00,PENDING,HUMAN,ann,one,,,mail
            1,2026-06-01T15:00,MESSAGE,CUSTOMER,c1,,true,,mail
            1,2026-06-01T15:00,OPEN,SYSTEM,,,,,mail
            1,2026-06-02T11:00,MESSAGE,HUMAN,bob,two,true,,mail
            1,2026-06-02T11:00,SOLVED,HUMAN,bob,two,,,mail
            2,2026-06-01T12:00,CREATED,CUSTOMER,c2,,,,web
            2,2026-06-02T12:00,NOTE,HUMAN,ann,one,,,web
            3,2026-06-02T09:00,CREATED,CUSTOMER,c2,,,,web
            3,2026-06-02T09:30,MERGE,HUMAN,ann,one,,2,web
            4,2026-06-02T16:00,CREATED,CUSTOMER,c3,,,,mail
            """;

    @TempDir
    private Path folder;

    private Path events;
    private Path calendar;

    @BeforeEach
    void files() throws IOException {
        events = Files.writeString(folder.resolve("events.csv"), EVENTS);
        calendar = calendar("zone=Europe/Stockholm\nmon-fri=09:00-17:00");
    }

    private Path calendar(String text) throws IOException {
        return Files.writeString(folder.resolve("calendar.properties"), text);
    }

    private Run run(Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("--ticket-events", events, "--zone", "Europe/Stockholm", "--format", "json"));
        arguments.addAll(List.of(more));
        return Run.of(arguments);
    }

    private JsonNode one(String metric, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("--metric", metric, "--calendar", calendar));
        arguments.addAll(List.of(more));
        Run run = run(arguments.toArray());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().get("measurements")).as(metric).hasSize(1);
        return run.json().get("measurements").get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frt                                              | 3600   | 1
                    frt.business                                     | 3600   | 1
                    frt.within[1h]                                   | 1      | 1
                    nrt                                              | 72000  | 1
                    nrt.business                                     | 14400  | 1
                    reply                                            | 37800  | 2
                    pickup                                           | 1800   | 1
                    resolution.first                                 | 93600  | 1
                    resolution.full.business                         | 36000  | 1
                    resolution.full.business.p50                     | 36000  | 1
                    cycleTime                                        | 93600  | 1
                    requesterWait                                    | 75600  | 1
                    requesterWait.business                           | 18000  | 1
                    agentWait                                        | 18000  | 1
                    agentWork.business.within[5h]                    | 1      | 1
                    onHold                                           | 0      | 1
                    timeInStage[PENDING]                             | 18000  | 1
                    timeInStage[OPEN].business                       | 14400  | 1
                    timeInStage[PENDING].within[4h]                  | 0      | 1
                    backlog.size                                     | 2      | 2
                    backlog.opened                                   | 3      | 3
                    backlog.ended                                    | 1      | 1
                    backlog.age                                      | 50400  | 2
                    reopen.rate                                      | 0      | 1
                    fcr.straightThrough                              | 0      | 1
                    reply.none                                       | 0      | 1
                    frt.survival.p50                                 | 3600   | 3
                    sla.attainment[frt,4h]                           | 0.5    | 2
                    sla.attainment.business[requesterWait,4h]        | 0      | 2
                    sla.attainment.business[requesterWait,5h]        | 0.5    | 2
                    sla.attainment.completed[frt,4h]                 | 1      | 1
                    sla.attainment.applied.business[frt,4h]          | 0.3333333333333333 | 3
                    sla.overrun.business[requesterWait,4h]           | 3600   | 1
                    """)
    void timesAndPromisesAreThoseCountedByHand(String metric, double value, long n) {
        JsonNode found = one(metric.strip());
        assertThat(found.get("n").asLong()).isEqualTo(n);
        assertThat(found.get("value").asDouble()).isEqualTo(value);
        assertThat(found.get("definition").asText()).isNotBlank();
        assertThat(found.get("excluded").path("MERGED").asLong()
                        + found.get("excluded").path("CANCELLED").asLong()
                        + found.get("excluded").path("NOT_BREACHED").asLong())
                .isPositive();
    }

    @Test
    void aPromisesDetailSaysWhatBecameOfIt() {
        JsonNode detail = one("sla.attainment.business[requesterWait,4h]").get("detail");
        assertThat(detail.toString()).isEqualTo("{\"count\":0,\"met\":0,\"late\":1,\"overdueOpen\":1,\"running\":1}");
    }

    @Test
    void handOffsTellHowManyNeverWereHandedOn() {
        JsonNode found = one("handoffs[teamId]");
        assertThat(found.get("value").asDouble()).isEqualTo(1.0 / 3);
        assertThat(found.get("detail").get("max").asLong()).isEqualTo(1);
        assertThat(found.get("detail").get("none").asLong()).isEqualTo(2);
        assertThat(found.get("detail").get("distinct").asDouble()).isEqualTo(1);
        assertThat(found.get("detail").get("events").asDouble()).isEqualTo(4);
    }

    @Test
    void ticketsAreCutByTheirFirstEventAndPromisesByWhenTheyAreDue() {
        List<String> rows = new ArrayList<>();
        run(
                        "--metric",
                        "backlog.opened",
                        "--metric",
                        "backlog.ended",
                        "--metric",
                        "backlog.size",
                        "--metric",
                        "sla.attainment[frt,4h]",
                        "--per",
                        "day")
                .json()
                .get("measurements")
                .forEach(each -> rows.add(
                        each.get("metric").asText() + " " + each.path("period").asText("-") + " "
                                + each.path("value").asText("-")));
        assertThat(rows)
                .contains(
                        "backlog.opened 2026-06-01 2.0",
                        "backlog.opened 2026-06-02 1.0",
                        "backlog.ended 2026-06-01 0.0",
                        "backlog.ended 2026-06-02 1.0",
                        "backlog.size 2026-06-01 2.0",
                        "backlog.size 2026-06-02 2.0",
                        "sla.attainment[frt,4h] 2026-06-01 0.5");
    }

    @Test
    void aBacklogIsThatAtTheEndOfTheTimeAskedAbout() {
        assertThat(one("backlog.size", "--to", "2026-06-01T13:00").get("value").asLong())
                .isEqualTo(2);
        assertThat(one("backlog.size", "--from", "2026-06-02", "--to", "2026-06-02T10:00")
                        .get("value")
                        .asLong())
                .isEqualTo(2);
        assertThat(one("backlog.size", "--from", "2026-06-02", "--to", "2026-06-02T09:15")
                        .get("value")
                        .asLong())
                .isEqualTo(3);
        List<Double> ages = new ArrayList<>();
        run("--metric", "backlog.age", "--per", "day")
                .json()
                .get("measurements")
                .forEach(each -> ages.add(each.get("value").asDouble()));
        assertThat(ages).hasSize(2);
        assertThat(ages.get(1)).isEqualTo(50_400);
    }

    @Test
    void contactsFeedWhatTicketsCannot() throws IOException {
        events =
                Files.writeString(folder.resolve("plain.csv"), "ticketId,at\n1,2026-06-01T09:00\n1,2026-06-01T10:00\n");
        Path contacts = Files.writeString(
                folder.resolve("contacts.csv"), "id,startedAt,firstResponseAt\n1,2026-06-01T09:00,2026-06-01T09:30\n");
        Run run = run("--interactions", contacts, "--metric", "frt", "--metric", "backlog.size");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().get("measurements").get(0).get("value").asDouble())
                .isEqualTo(1800);
        assertThat(run.json().get("measurements").get(1).get("value").asDouble())
                .isEqualTo(1);
        assertThat(Run.of("--ticket-events", events, "--interactions", contacts).out())
                .contains("frt");
    }

    @Test
    void datesThatNoCalendarKnowsAreLeftOutByName() throws IOException {
        events = Files.writeString(folder.resolve("far.csv"), """
                ticketId,at,type
                1,2026-06-01T09:00,NEW
                1,2026-06-01T10:00,SOLVED
                2,2026-06-01T09:00,NEW
                2,9999-12-31T00:00,SOLVED
                """);
        assertThat(one("resolution.first.business").get("excluded").toString()).isEqualTo("{\"OUTSIDE_CALENDAR\":1}");
        assertThat(one("resolution.first").get("n").asLong()).isEqualTo(2);
        assertThat(one("requesterWait").get("n").asLong()).isEqualTo(2);
        Run run = run("--metric", "sla.attainment.business[resolution.first,4h]", "--calendar", calendar);
        assertThat(run.err()).contains("notice: 1 tickets lie outside the years 1900 to 2299");
        assertThat(run.json().get("measurements").get(0).get("value").asDouble())
                .isEqualTo(1);
    }

    @Test
    void laterEventsAreNotSeen() {
        JsonNode found = one("resolution.first", "--as-of", "2026-06-02T10:00");
        assertThat(found.get("n").asLong()).isZero();
        assertThat(found.get("excluded").toString()).contains("\"OPEN\":2");
        assertThat(one("backlog.size", "--as-of", "2026-06-01T11:00")
                        .get("value")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void ticketsAreGroupedByTheirAttributesAndTheirFirstInstant() {
        List<String> rows = new ArrayList<>();
        run("--metric", "backlog.opened", "--by", "channel", "--by", "weekday")
                .json()
                .get("measurements")
                .forEach(each -> rows.add(each.get("group").get("channel").asText() + " "
                        + each.get("group").get("weekday").asText() + " "
                        + each.get("value").asLong()));
        assertThat(rows).containsExactly("mail MON 1", "mail TUE 1", "web MON 1", "web TUE 0");
    }

    @Test
    void withoutAnyMetricAskedForAScorecardOfTicketsIsPrinted() {
        Run run = Run.of("--ticket-events", events, "--calendar", calendar);
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("First reply, working time")
                .contains("Hand-offs between agents")
                .contains("5.00 h")
                .doesNotContain("Next reply p90");
    }

    @Test
    void contactsHaveWorkingTimesAndPromisesToo() throws IOException {
        Path contacts = Files.writeString(folder.resolve("contacts.csv"), """
                id,startedAt,resolvedAt,dueAt
                1,2026-06-01T16:00,2026-06-02T10:00,2026-06-02T12:00
                2,2026-06-01T16:00,2026-06-02T14:00,2026-06-02T12:00
                3,2026-06-01T16:00,,2026-06-02T12:00
                4,2026-06-02T14:00,,2026-06-09T12:00
                5,2026-06-02T14:00,,
                """);
        Run run = Run.of(
                "--interactions",
                contacts,
                "--zone",
                "Europe/Stockholm",
                "--calendar",
                calendar,
                "--format",
                "json",
                "--metric",
                "resolution.full.business",
                "--metric",
                "sla.attainment",
                "--metric",
                "sla.attainment.completed",
                "--metric",
                "sla.attainment.applied",
                "--metric",
                "elapsed[startedAt,resolvedAt].business.within[2h]");
        assertThat(run.status()).as(run.err()).isZero();
        List<Double> values = new ArrayList<>();
        run.json()
                .get("measurements")
                .forEach(each -> values.add(each.get("value").asDouble()));
        assertThat(values).containsExactly(3600 * 4., 1 / 3., .5, .25, .5);
        assertThat(run.json().get("measurements").get(1).get("excluded").toString())
                .isEqualTo("{\"NO_DUE\":1,\"RUNNING\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    frt.business                     | metric frt.business needs --calendar, a file of working hours
                    timeInStage[BREAK]               | metric timeInStage[BREAK]: 'BREAK' must be one of ASSIGNED, QUEUE, TRANSFER
                    timeInStage                      | metric timeInStage lacks its parameter stage
                    handoffs[queue]                  | metric handoffs[queue]: 'queue' must be actorId or teamId
                    sla.attainment[aht,4h]           | metric sla.attainment[aht,4h]: 'aht' must be one of pickup, frt, nrt
                    sla.attainment[frt,soon]         | metric sla.attainment[frt,soon]: 'soon' must be a length of time
                    sla.attainment[frt,0s]           | metric sla.attainment[frt,0s]: time of a promise must be above 0
                    sla.attainment                   | metric sla.attainment needs --interactions
                    """)
    void whatCannotBeAnsweredIsSaid(String metric, String message) {
        Run run = run("--metric", metric.strip());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("scorecard: " + message.strip());
        assertThat(run.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mon-fri=09:00-17:00                           | zone must be given, like zone=Europe/Rome
                    zone=Mars;mon=09:00-17:00                     | calendar key zone must be a time zone like Europe/Zurich, got 'Mars'
                    zone=UTC                                      | it never opens
                    zone=UTC;mon=9-17                             | calendar key mon must be hours like 08:30-12:30,13:30-17:30 or closed, got '9-17'
                    zone=UTC;mon=09:00-25:00                      | calendar key mon must be hours like
                    zone=UTC;monday=09:00-17:00                   | unknown calendar key monday
                    zone=UTC;mon=09:00-17:00;mon-fri=08:00-12:00  | calendar key mon-fri: mon is given two meanings
                    zone=UTC;mon=09:00-17:00;holidays=2026-13-01  | calendar key holidays must name a date like 2010-12-24, got '2026-13-01'
                    zone=UTC;mon=09:00-17:00;2026-02-30=closed    | calendar key 2026-02-30 must name a date
                    zone=UTC;mon=09:00-17:00;from.2026-02-01=mon  | unknown calendar key from.2026-02-01
                    zone=UTC;zone=UTC                             | calendar key zone stands twice
                    zone=UTC;mon-fri=closed                       | it never opens
                    zone=UTC;mon=09:00-09:00                      | calendar key mon must be hours like
                    """)
    void aCalendarThatCannotBeReadIsRefused(String lines, String message) throws IOException {
        Path file = calendar(lines.strip().replace(';', '\n'));
        Run run = run("--metric", "frt.business", "--calendar", file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message.strip());
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aCalendarHasBreaksHolidaysSpecialDatesAndHoursThatChange() throws IOException {
        calendar = calendar("""
                zone=Europe/Stockholm
                mon-fri=09:00-12:00,13:00-17:00
                sat=22:00-06:00
                holidays=2026-06-02, 2026-06-03
                2026-06-04=10:00-11:00
                2026-06-05=closed
                break.2026-06-08=09:00-10:00
                from.2026-06-09.tue,wed=08:00-24:00
                """);
        events = Files.writeString(folder.resolve("span.csv"), """
                ticketId,at,type
                1,2026-06-01T00:00,NEW
                1,2026-06-12T00:00,SOLVED
                """);
        // Mon 7 h, Thu 1 h, Sat night 8 h, Mon 6 h, Tue and Wed 16 h each, Thu 7 h.
        assertThat(one("resolution.first.business").get("value").asDouble())
                .isEqualTo(3600. * (7 + 1 + 8 + 6 + 32 + 7));
    }

    @Test
    void anEventThatIsNobodysOrUndatedIsRejected() throws IOException {
        events = Files.writeString(folder.resolve("bad.csv"), """
                ticketId,at,type
                1,2026-06-01T00:00,NEW
                ,2026-06-01T00:00,NEW
                2,,NEW
                2,2026-06-01T00:00,BROKEN
                """);
        Run run = run("--metric", "backlog.opened");
        assertThat(run.status()).isZero();
        assertThat(run.json().get("measurements").get(0).get("value").asLong()).isEqualTo(1);
        List<String> reasons = new ArrayList<>();
        run.json()
                .get("rejected")
                .forEach(row -> reasons.add(
                        row.get("line").asText() + " " + row.get("reason").asText()));
        assertThat(reasons.get(0)).isEqualTo("3 ticketId must be given: an event is some ticket's");
        assertThat(reasons.get(1)).isEqualTo("4 at must be given: an event happens at an instant");
        assertThat(reasons.get(2)).startsWith("5 type must be one of");
    }

    @Test
    void aMapSaysWhenTicketsEndAndWhichAttributesAreTheirs() throws IOException {
        Path map = Files.writeString(folder.resolve("map"), "ticketEvents.end=first\n");
        assertThat(run("--map", map).err()).contains("map key ticketEvents.end: must be closed or last, got 'first'");
        Files.writeString(map, "ticketEvents.end=last\nticketEvents.attributes=first\n");
        assertThat(one("backlog.ended", "--map", map).get("value").asLong()).isEqualTo(3);
        assertThat(run("--metric", "backlog.size", "--map", map)
                        .json()
                        .get("measurements")
                        .get(0)
                        .get("value")
                        .asLong())
                .isZero();
    }
}

package io.github.supportmetrics;

import static io.github.supportmetrics.metric.Axes.AGENT;
import static io.github.supportmetrics.metric.Handling.Part.TALK;
import static io.github.supportmetrics.metric.Handling.Part.WRAP_UP;
import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Clusters;
import io.github.supportmetrics.metric.Comparison;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Groups;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.Horizon;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Periods;
import io.github.supportmetrics.metric.Resolution;
import io.github.supportmetrics.metric.Rule;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.metric.Waiting;
import io.github.supportmetrics.report.Wording;
import io.github.supportmetrics.standard.Compliance;
import io.github.supportmetrics.standard.Realism;
import io.github.supportmetrics.standard.Standard;
import io.github.supportmetrics.standard.Target;
import io.github.supportmetrics.stats.Proportion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The README's Java compiles, stands here line by line, and prints what the README shows. */
class ReadmeTest {
    private record Ticket(String agent, int rating) {}

    private record Reply(int hours) {}

    @Test
    void theFirstExamplePrintsWhatTheReadmeShows() throws IOException {
        var tickets = List.of(
                new Ticket("Diane", 5),
                new Ticket("Diane", 4),
                new Ticket("Diane", 2),
                new Ticket("Joe", 5),
                new Ticket("Joe", 5),
                new Ticket("Joe", 3),
                new Ticket("Joe", 4));

        var csat = Satisfaction.csat(Scale.of(1, 5)).topTwo().on((Ticket t) -> SurveyResponse.csat(t.rating()));
        String printed = csat.of(tickets)
                + System.lineSeparator()
                + csat.by(Axis.of("agent", Ticket::agent)).of(tickets);
        assertThat(printed.lines().toList()).isEqualTo(block("text", 1));
    }

    @Test
    void theTourHolds() {
        var calls = List.of(
                Interaction.builder("C1")
                        .agent("Ada")
                        .talk(ofSeconds(100))
                        .wrapUp(ofSeconds(20))
                        .build(),
                Interaction.builder("C2")
                        .agent("Bo")
                        .talk(ofSeconds(200))
                        .wrapUp(ofSeconds(40))
                        .build());
        var call = calls.get(0);
        var zone = ZoneId.of("Europe/Stockholm");
        var aht = Handling.aht(Set.of(TALK, WRAP_UP)).mean();
        assertThat(aht.of(calls).value()).hasValue(180);
        aht.by(AGENT).of(calls);
        aht.over(Periods.daily(zone).at("endedAt", Interaction::endedAt));
        aht.where("phone only", c -> "phone".equals(c.channel()));
        assertThat(Metric.sheet(aht, Waiting.ABANDONMENT).by(AGENT).of(calls).cells())
                .hasSize(2);
        assertThat(calls.parallelStream().collect(aht.by(AGENT).collector()))
                .isEqualTo(aht.by(AGENT).of(calls));

        var live = aht.by(AGENT).accumulator();
        live.add(call);
        live.retract(call);
        byte[] bytes = aht.by(AGENT).encode(live.snapshot());
        assertThat(aht.by(AGENT).decode(bytes)).isEqualTo(aht.by(AGENT).empty());
    }

    @Test
    void contactsCountByWhatFollowsThem() {
        var now = Instant.parse("2026-03-20T00:00:00Z");
        var daily = Periods.daily(ZoneId.of("Europe/Stockholm")).at("startedAt", Interaction::startedAt);
        var call = Interaction.builder("C1")
                .agent("Ada")
                .customer("Ann")
                .startedAt(now.minus(ofDays(9)))
                .build();
        var calls = List.of(
                call,
                Interaction.builder("C2")
                        .agent("Bo")
                        .customer("Ann")
                        .startedAt(now.minus(ofDays(8)))
                        .build());
        var fcr = Resolution.fcrWithin(ofDays(7)).by(AGENT);
        assertThat(fcr.asOf(now).of(calls).get("Ada").value()).hasValue(0);
        var stream = fcr.accumulator(Horizon.keep(ofDays(2)));
        stream.add(call);
        stream.advanceTo(now);
        assertThat(stream.snapshot().get("Ada").value()).hasValue(1);
        assertThat(Clusters.ofPeriods(Waiting.ABANDONMENT.over(daily).of(calls)).n())
                .isEqualTo(2);
    }

    @Test
    void aHelpDeskEmbedsIt() {
        var now = Instant.parse("2026-03-20T00:00:00Z");
        var zone = ZoneId.of("Europe/Stockholm");
        var call = Interaction.builder("C1")
                .agent("Ada")
                .startedAt(now.minus(ofDays(9)))
                .endedAt(now.minus(ofDays(9)))
                .talk(ofSeconds(100))
                .wrapUp(ofSeconds(20))
                .build();
        var aht = Handling.aht(Set.of(TALK, WRAP_UP)).mean();
        var sheet = Metric.sheet(aht, Waiting.ABANDONMENT);
        var desk = sheet.by(AGENT)
                .over(Periods.daily(zone).at("endedAt", Interaction::endedAt))
                .sealedBy(Interaction::startedAt);
        var recorder = desk.recorder(Horizon.keep(ofDays(60)));
        recorder.upsert(call.id(), call.version(), call);
        recorder.upsert(call.id(), call.version(), call);
        recorder.advanceTo(now);
        assertThat(recorder.progress())
                .hasToString(
                        "as of 2026-03-20T00:00:00Z, sealed before 2026-01-19T00:00:00Z, 1 known by id, 1 repeated");
        byte[] checkpoint = recorder.encode();
        assertThat(desk.resume(checkpoint, Horizon.keep(ofDays(60))).snapshot()).isEqualTo(recorder.snapshot());

        var days = recorder.snapshot();
        assertThat(days.rolling(7).periods()).isEmpty();
        assertThat(days.rolling(1).total()).isEqualTo(days.total());
        var months = sheet.over(Periods.monthly(zone).at("endedAt", Interaction::endedAt))
                .rollUp(days);
        assertThat(months.total().get(aht).value()).hasValue(120);
        assertThat(days.rows().map(row -> row.toMap(P95)))
                .first()
                .satisfies(row -> assertThat(row)
                        .containsEntry("metric", "aht")
                        .containsEntry("period", "2026-03-11")
                        .containsEntry("n", 1L)
                        .containsEntry("value", 120.0));
    }

    @Test
    void theComparisonPrintsWhatTheReadmeShows() throws IOException {
        var csat = Satisfaction.csat(Scale.of(1, 5)).topTwo();
        var answersOfDiane = answers("Diane", 170, 200);
        var answersOfJoe = answers("Joe", 132, 180);
        var answers = new ArrayList<>(answersOfDiane);
        answers.addAll(answersOfJoe);

        var diane = csat.of(answersOfDiane);
        var joe = csat.of(answersOfJoe);
        var compared = Comparison.of(diane, joe);
        var against = Groups.of(csat.by(AGENT).of(answers)).against("Joe", P95);
        var explained = diane.definition().explain(diane.summary());

        assertThat(List.of(compared.toString(), explained)).isEqualTo(block("text", 2));
        assertThat(against)
                .singleElement()
                .satisfies(one -> assertThat(one.verdict()).isEqualTo(Comparison.Verdict.BETTER));
    }

    @Test
    void aStandardIsJudgedAsTheReadmeShows() throws IOException {
        var zone = ZoneId.of("Europe/Stockholm");
        var monday = Instant.parse("2026-01-04T23:00:00Z");
        var now = monday.plus(ofDays(7 * 12));
        var weekly = Periods.weekly(zone).at("startedAt", Interaction::startedAt);
        var calls = new ArrayList<Interaction>();
        int[] inTime = {84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92};
        for (int week = 0; week < inTime.length; week++) {
            for (int i = 0; i < 100; i++) {
                calls.add(Interaction.builder(week + "-" + i)
                        .startedAt(monday.plus(ofDays(7L * week + 2)))
                        .waiting(ofSeconds(i < inTime[week] ? 10 : 60))
                        .build());
            }
        }

        var level = Waiting.serviceLevel(ofSeconds(20)).offered();
        var standard = Standard.of("Answer fast", level, Target.atLeast(.8)).source("contract §4");
        var judged = standard.evaluate(level.over(weekly).of(calls), now);
        assertThat(judged.compliance().evidential()).isEqualTo(Compliance.Verdict.MET);
        assertThat(judged.realism().verdict()).isEqualTo(Realism.Verdict.TOO_LAX);
        assertThat(judged.realism().suggest(.8)).isPresent();
        assertThat(Wording.in(Locale.ENGLISH).text(judged).lines().toList()).isEqualTo(block("text", 3));
    }

    private static List<SurveyResponse> answers(String agent, int satisfied, int all) {
        List<SurveyResponse> answers = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            answers.add(SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 5))
                    .score(i < satisfied ? 5 : 1)
                    .agent(agent)
                    .build());
        }
        return answers;
    }

    @Test
    void aMetricOfOnesOwnTakesFewLines() {
        var fast = Metric.of(
                Definition.of("reply.fast", "replied within 4 h / replied")
                        .titled("Fast replies")
                        .direction(Direction.UP),
                Rule.<Reply>share(r -> r.hours() <= 4).unless("NO_REPLY", r -> r.hours() < 0),
                Proportion.estimator());
        assertThat(fast.of(List.of(new Reply(3), new Reply(5), new Reply(-1))))
                .hasToString("Fast replies 50.0 % (95 % CI 9.5 … 90.5 %, n = 2), excluded: NO_REPLY 1");
    }

    @Test
    void everyStatementOfTheReadmeStandsInThisTest() throws IOException {
        String here = statements("ReadmeTest") + statements("ReadmeTicketsTest");
        for (int i = 1; i <= 8; i++) {
            for (String line : block("java", i)) {
                String code = squeezed(line.replaceAll("//.*", "")).replaceAll(";$", "");
                if (!code.startsWith("record") && !code.startsWith("System.out")) {
                    assertThat(here).contains(code);
                }
            }
        }
    }

    private static String statements(String test) throws IOException {
        return squeezed(Files.readString(module().resolve("src/test/java/io/github/supportmetrics/" + test + ".java")));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("core")) ? here.resolve("core") : here;
    }

    /** The n-th block of a language. */
    private static List<String> block(String language, int n) throws IOException {
        List<String> lines = new ArrayList<>();
        int seen = 0;
        boolean inside = false;
        for (String line : Files.readAllLines(module().resolveSibling("README.md"))) {
            if (line.equals("```" + language)) {
                seen++;
                inside = seen == n;
            } else if (line.startsWith("```")) {
                inside = false;
            } else if (inside) {
                lines.add(line);
            }
        }
        assertThat(lines).isNotEmpty();
        return lines;
    }
}

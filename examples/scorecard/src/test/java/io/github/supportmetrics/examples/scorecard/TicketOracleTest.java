package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command on real event logs against figures of pandas 1.5.3, numpy 1.24.2 and statsmodels 0.13.5. Counts are equal, values within
 * 1e-9 relative, limits within 1e-6, quantiles within the stated 0.79 %.
 */
class TicketOracleTest {
    private static final double EXACT = 1e-9;
    private static final double LIMIT = 1e-6;
    private static final double QUANTILE = 1 / 128d;
    private static final List<String> TYPES = List.of("1", "5", "6", "7", "8");
    private static final List<String> POINTS = List.of("50", "75", "80", "90", "95", "99");

    @TempDir
    private Path folder;

    private int compared;

    /** Answers by metric and group, of one run for each field to group by. */
    private final Map<String, Map<List<Object>, JsonNode>> answers = new HashMap<>();

    private JsonNode get(List<Object> inputs, String metric, Map<String, String> group, List<String> metrics) {
        Map<List<Object>, JsonNode> found = answers.computeIfAbsent(inputs + "" + group.keySet(), key -> {
            List<Object> arguments = new ArrayList<>(inputs);
            metrics.forEach(id -> arguments.addAll(List.of("--metric", id)));
            group.keySet().forEach(field -> arguments.addAll(List.of("--by", field)));
            Run run = Run.of(arguments, "--format", "json");
            assertThat(run.status()).as(run.err()).isZero();
            Map<List<Object>, JsonNode> all = new HashMap<>();
            run.json().get("measurements").forEach(each -> {
                Map<String, String> of = new TreeMap<>();
                each.path("group")
                        .properties()
                        .forEach(
                                field -> of.put(field.getKey(), field.getValue().asText()));
                all.put(List.of(each.get("metric").asText(), of), each);
            });
            return all;
        });
        return Objects.requireNonNull(found.get(List.of(metric, group)), () -> metric + " of " + group);
    }

    private static List<JsonNode> cases(String name) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        oracle(name).get("cases").forEach(cases::add);
        return cases;
    }

    private static JsonNode oracle(String name) throws IOException {
        return Run.tree(Files.readString(Shared.file("oracle/" + name + ".json")));
    }

    /** The oracle's calendar as a file of ours. */
    private Path calendar(String name) throws IOException {
        JsonNode calendar =
                oracle("italian-helpdesk").get("meta").get("calendars").get(name);
        List<String> lines = new ArrayList<>();
        lines.add("zone=" + calendar.get("zone").asText());
        calendar.get("weekly").properties().forEach(day -> {
            List<String> spans = new ArrayList<>();
            day.getValue()
                    .forEach(span ->
                            spans.add(span.get(0).asText() + "-" + span.get(1).asText()));
            lines.add(day.getKey() + "=" + String.join(",", spans));
        });
        List<String> holidays = new ArrayList<>();
        calendar.get("holidays").forEach(date -> holidays.add(date.asText()));
        lines.add("holidays=" + String.join(",", holidays));
        return Files.write(folder.resolve(name + ".properties"), lines);
    }

    private void same(JsonNode actual, String field, JsonNode expected, double relative) {
        compared++;
        double value = expected.asDouble();
        assertThat(actual.get(field).asDouble())
                .as("%s of %s", field, actual)
                .isCloseTo(value, Assertions.within(Math.max(relative * Math.abs(value), 1e-12)));
    }

    private void limits(JsonNode actual, JsonNode expected) {
        same(actual, "low", expected.get(0), LIMIT);
        same(actual, "high", expected.get(1), LIMIT);
    }

    private void counted(JsonNode actual, JsonNode expected, String ours, String theirs) {
        compared++;
        assertThat(actual.get("detail").get(ours).asLong())
                .isEqualTo(expected.get(theirs).asLong());
    }

    private void share(JsonNode actual, JsonNode expected) {
        compared++;
        assertThat(actual.get("n").asLong()).isEqualTo(expected.get("n").asLong());
        counted(actual, expected, "count", "count");
        same(actual, "value", expected.get("value"), EXACT);
        limits(actual, expected.get("wilson"));
    }

    private void timing(
            List<Object> inputs, String metric, Map<String, String> group, List<String> metrics, JsonNode expected) {
        JsonNode mean = get(inputs, metric, group, metrics);
        assertThat(mean.get("n").asLong()).isEqualTo(expected.get("n").asLong());
        same(mean, "value", expected.get("mean"), EXACT);
        same(mean.get("detail"), "sum", expected.get("sum"), EXACT);
        same(mean.get("detail"), "sd", expected.get("sd"), EXACT);
        limits(mean, expected.get("t95"));
        expected.get("quantiles").properties().forEach(q -> {
            String point = new BigDecimal(q.getKey())
                    .movePointRight(2)
                    .stripTrailingZeros()
                    .toPlainString();
            q.getValue().properties().forEach(byType -> {
                String type = byType.getKey().replaceAll(".*\\((type\\d)\\)", "$1");
                same(
                        get(inputs, metric + ".p" + point + "[" + type + "]", group, metrics),
                        "value",
                        byType.getValue(),
                        mean.get("n").asLong() <= 64 ? EXACT : QUANTILE);
            });
        });
    }

    private static List<String> withQuantiles(List<String> timings) {
        List<String> metrics = new ArrayList<>(timings);
        for (String timing : timings) {
            for (String point : POINTS) {
                TYPES.forEach(type -> metrics.add(timing + ".p" + point + "[type" + type + "]"));
            }
        }
        return metrics;
    }

    /** Their times are differences on the wall clock, so the log is read as UTC; working time is that of Rome. */
    @Test
    void ticketsOfAHelpDeskAgreeWithPandas() throws IOException {
        Path map = Shared.module("maps/italian-helpdesk.properties");
        Path wall = folder.resolve("wall.properties");
        Files.writeString(wall, Files.readString(map).replace("zone=Europe/Rome", "zone=UTC"));
        Path log = Shared.file("data/italian-helpdesk/finale.csv");
        List<Object> local = List.of("--ticket-events", log, "--map", wall);
        List<Object> office = List.of("--ticket-events", log, "--map", map, "--calendar", calendar("A"));
        Map<String, String> timings = Map.of(
                "cycle-time-seconds", "cycleTime",
                "time-to-take-in-charge", "pickup",
                "time-to-first-resolve", "resolution.first",
                "time-to-last-resolve", "resolution.full");
        Map<String, String> shares =
                Map.of("reopen-rate", "reopen.rate", "one-touch-resolution", "fcr.straightThrough");
        List<JsonNode> cases = cases("italian-helpdesk");
        Set<String> within = new LinkedHashSet<>();
        for (JsonNode each : cases) {
            if (each.get("kind").asText().equals("sla-attainment")) {
                within.add(within(each));
            }
        }
        List<String> ofOffice = new ArrayList<>(within);
        ofOffice.removeIf(id -> !id.contains("business"));
        List<String> ofWall = withQuantiles(List.copyOf(timings.values()));
        ofWall.addAll(shares.values());
        ofWall.add("handoffs[actorId]");
        within.stream().filter(id -> !id.contains("business")).forEach(ofWall::add);
        for (JsonNode each : cases) {
            String kind = each.get("kind").asText();
            JsonNode expected = each.get("expected");
            Map<String, String> group = new TreeMap<>();
            each.path("filter")
                    .properties()
                    .forEach(f -> group.put(f.getKey(), f.getValue().asText()));
            if (timings.containsKey(kind)) {
                timing(local, timings.get(kind), group, ofWall, expected);
            } else if (shares.containsKey(kind)) {
                share(get(local, shares.get(kind), group, ofWall), expected);
            } else if (kind.equals("handoffs")) {
                JsonNode handoffs = get(local, "handoffs[actorId]", group, ofWall);
                assertThat(handoffs.get("n").asLong())
                        .isEqualTo(expected.get("n").asLong());
                same(handoffs, "value", expected.get("meanHandoffs"), EXACT);
                same(handoffs.get("detail"), "distinct", expected.get("meanResources"), EXACT);
                same(handoffs.get("detail"), "events", expected.get("meanEvents"), EXACT);
                counted(handoffs, expected, "none", "casesWithoutHandoff");
                counted(handoffs, expected, "max", "maxHandoffs");
            } else if (kind.equals("sla-attainment")) {
                String metric = within(each);
                boolean business = metric.contains("business");
                share(get(business ? office : local, metric, group, business ? ofOffice : ofWall), expected);
            }
        }
        flow(local, cases);
        assertThat(compared).isGreaterThan(1400);
    }

    private static String within(JsonNode oracle) {
        JsonNode params = oracle.get("params");
        return params.has("businessHours")
                ? "resolution.first.business.within["
                        + params.get("businessHours").asInt() + "h]"
                : "resolution.first.within[" + params.get("elapsedHours").asInt() + "h]";
    }

    private void flow(List<Object> inputs, List<JsonNode> cases) {
        Map<String, JsonNode> found = new HashMap<>();
        Run.of(
                        inputs,
                        "--metric",
                        "backlog.opened",
                        "--metric",
                        "backlog.ended",
                        "--metric",
                        "backlog.size",
                        "--per",
                        "month",
                        "--format",
                        "json")
                .json()
                .get("measurements")
                .forEach(each -> found.put(
                        each.get("metric").asText() + each.path("period").asText(), each));
        for (JsonNode each : cases) {
            if (each.get("kind").asText().equals("throughput-and-backlog")) {
                String month = each.get("filter").get("month").asText();
                Map.of("opened", "opened", "ended", "ended", "size", "backlogAtEnd")
                        .forEach((ours, theirs) -> {
                            compared++;
                            assertThat(Objects.requireNonNull(found.get("backlog." + ours + month))
                                            .get("value")
                                            .asLong())
                                    .as("%s of %s", ours, month)
                                    .isEqualTo(each.get("expected").get(theirs).asLong());
                        });
            }
        }
    }

    @Test
    void workingTimeOfAHelpDeskAgreesWithPandas() throws IOException {
        for (String name : List.of("A", "B")) {
            List<Object> inputs = List.of(
                    "--ticket-events",
                    Shared.file("data/italian-helpdesk/finale.csv"),
                    "--map",
                    Shared.module("maps/italian-helpdesk.properties"),
                    "--calendar",
                    calendar(name));
            List<String> metrics = withQuantiles(List.of("cycleTime.business"));
            JsonNode expected = cases("italian-helpdesk").stream()
                    .filter(each -> each.get("kind").asText().equals("business-time-totals"))
                    .findFirst()
                    .orElseThrow()
                    .get("expected");
            JsonNode mean = get(inputs, "cycleTime.business", Map.of(), metrics);
            same(mean.get("detail"), "sum", expected.get("sum" + name), EXACT);
            if (expected.has("mean" + name)) {
                same(mean, "value", expected.get("mean" + name), EXACT);
            }
            expected.path("quantiles" + name).properties().forEach(q -> {
                String point = new BigDecimal(q.getKey())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString();
                same(
                        get(inputs, "cycleTime.business.p" + point + "[type7]", Map.of(), metrics),
                        "value",
                        q.getValue().get("linear(type7)"),
                        QUANTILE);
            });
        }
        assertThat(compared).isGreaterThan(8);
    }

    @Test
    void incidentsAgreeWithPandas() throws IOException {
        List<Object> inputs = List.of(
                "--ticket-events",
                Shared.file("data/bpi2013-incidents/bpi_13_incidents.csv"),
                "--map",
                Shared.module("maps/incidents.properties"));
        JsonNode expected = cases("bpi2013").get(0).get("expected");
        timing(inputs, "cycleTime", Map.of(), withQuantiles(List.of("cycleTime")), expected);
        JsonNode run =
                Run.of(inputs, "--metric", "cycleTime", "--format", "json").json();
        assertThat(run.get("inputs").get(0).get("rows").asLong())
                .isEqualTo(expected.get("events").asLong());
        assertThat(run.get("measurements").get(0).get("n").asLong())
                .isEqualTo(expected.get("cases").asLong());
    }
}

package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The command on real data against figures of pandas 1.5.3, numpy 1.24.2, scipy 1.10.1, statsmodels 0.13.5 and R 4.2.2 with the package
 * NPS 2.0.999. Counts are equal, values within 1e-9 relative, limits within 1e-6, quantiles within the stated 0.79 %.
 */
class OracleTest {
    private static final double EXACT = 1e-9;
    private static final double LIMIT = 1e-6;
    private static final double QUANTILE = 1 / 128d;
    private static final double SURVIVAL = 1e-8;
    private static final Map<String, String> METHODS = Map.of(
            "wald", "wald",
            "wilson", "wilson",
            "agrestiCoull", "agresti-coull",
            "clopperPearson", "clopper-pearson",
            "jeffreys", "jeffreys",
            "t95", "t");
    private static final List<Object> ALL_INTERVALS = List.of(
            "--interval",
            "wilson",
            "--interval",
            "wald",
            "--interval",
            "agresti-coull",
            "--interval",
            "clopper-pearson",
            "--interval",
            "jeffreys");

    private int compared;

    @Test
    void callsOfACallCentreAgreeWithPandas() throws IOException {
        Map<String, String> fields =
                Map.of("agent", "agentId", "topic", "topic", "month", "month", "hour", "hour", "dow", "weekday");
        Map<String, String> metrics = new HashMap<>(Map.of(
                "answer-rate", "answerRate",
                "abandon-rate", "abandonment",
                "resolution-rate-of-offered", "resolutionRate.offered",
                "resolution-rate-of-answered", "resolutionRate.answered",
                "csat-top1", "csat.top",
                "csat-top2", "csat.t2b",
                "csat-net", "csat.net",
                "csat-mean", "csat.mean",
                "aht-seconds", "aht",
                "asa-seconds", "asa"));
        metrics.put("service-level", "serviceLevel");
        Answers answers = new Answers(
                List.of("--interactions", Shared.file("data/pwc-call-centre/calls.csv"), "--map", map("call-centre")),
                fields,
                List.of("20", "30", "60", "90"));
        for (JsonNode oracle : cases("pwc-call-centre")) {
            check(oracle, metrics, answers);
        }
        JsonNode trend = only(cases("pwc-call-centre"), "monthly-trend").get("expected");
        trend.properties().forEach(month -> {
            Map<String, String> group = Map.of("month", month.getKey());
            assertThat(answers.get("volume", group, "census").get("n").asLong())
                    .isEqualTo(month.getValue().get("calls").asLong());
            same(answers.get("csat.mean", group, "t"), "value", month.getValue().get("csatMean"), EXACT);
            same(answers.get("aht", group, "t"), "value", month.getValue().get("ahtMean"), EXACT);
        });
        assertThat(compared).isGreaterThan(3500);
    }

    @Test
    void callsOfABankAgreeWithPandas() throws IOException {
        Map<String, String> fields = Map.of(
                "server",
                "agentId",
                "type",
                "topic",
                "priority",
                "priority",
                "hour",
                "hour",
                "dow",
                "weekday",
                "dom",
                "day");
        Map<String, String> metrics = Map.of(
                "abandon-rate", "abandonment",
                "abandon-rate-short-excluded", "abandonment.exclShort",
                "aht-seconds", "aht",
                "asa-seconds", "asa",
                "service-level", "serviceLevel");
        Answers answers = new Answers(
                List.of("--interactions", Shared.file("data/anonymous-bank/february1999.csv"), "--map", map("bank")),
                fields,
                List.of("20", "30", "45", "60", "90", "120", "180", "300"));
        for (JsonNode oracle : cases("anonymous-bank")) {
            check(oracle, metrics, answers);
        }
        only(cases("anonymous-bank"), "volume-by-day")
                .get("expected")
                .properties()
                .forEach(day -> {
                    JsonNode volume = answers.get("volume", Map.of("day", day.getKey()), "census");
                    assertThat(volume.get("n").asLong()
                                    + volume.get("excluded").path("EXCLUDED").asLong())
                            .isGreaterThanOrEqualTo(day.getValue().asLong());
                });
        assertThat(compared).isGreaterThan(1800);
    }

    @Test
    void customersOfATelcoAgreeWithPandas() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String field : List.of(
                "Contract",
                "InternetService",
                "PaymentMethod",
                "PaperlessBilling",
                "SeniorCitizen",
                "gender",
                "tickets")) {
            fields.put(field, field);
        }
        Map<String, String> metrics =
                Map.of("customer-churn-rate", "churn.cohort", "customer-retention-rate", "retention.crr");
        Map<String, String> money = Map.of("revenue-churn-rate", "revenue.grossChurn", "arpu", "revenue.arpu");
        Answers ibm = new Answers(
                List.of(
                        "--customers",
                        Shared.file("data/ibm-telco-churn/Telco-Customer-Churn.csv"),
                        "--map",
                        map("telco-churn")),
                fields,
                List.of());
        Answers pwc = new Answers(
                List.of("--customers", Shared.file("data/pwc-churn/churn.csv"), "--map", map("telco-tickets")),
                fields,
                List.of());
        Map<Integer, String> bands = Map.of(0, "<1", 1, "1..<13", 13, "13..<25", 25, "25..<49", 49, "49+");
        for (JsonNode oracle : cases("telco-churn")) {
            String metric = metrics.get(oracle.get("kind").asText());
            JsonNode filter = oracle.path("filter");
            if (money.containsKey(oracle.get("kind").asText())) {
                Map<String, String> group = new TreeMap<>();
                filter.properties().forEach(f -> {
                    if (f.getKey().equals("tenureFrom")) {
                        group.put("tenureBand", bands.get(f.getValue().asInt()));
                    } else if (!f.getKey().equals("tenureTo")) {
                        group.put(f.getKey(), f.getValue().asText());
                    }
                });
                money(ibm, money.get(oracle.get("kind").asText()), group, oracle.get("expected"));
            } else if (metric != null && filter.has("tenureFrom")) {
                String band = bands.get(filter.get("tenureFrom").asInt());
                share(ibm, metric, Map.of("tenureBand", band), oracle.get("expected"));
            } else if (metric != null && filter.has("tickets")) {
                String band = filter.get("tickets").asInt() == 0
                        ? "<1"
                        : filter.get("tickets").asInt() + "..<"
                                + (filter.get("tickets").asInt() + 1);
                share(pwc, metric, Map.of("tickets", band), oracle.get("expected"));
            } else if (metric != null) {
                check(oracle, metrics, ibm);
            }
        }
        JsonNode hazard = only(cases("telco-churn"), "churn-per-customer-month").get("expected");
        JsonNode measured = ibm.get("churn.hazard", Map.of(), "exact");
        same(measured, "value", hazard.get("rate"), EXACT);
        same(measured.get("detail"), "exposure", hazard.get("customerMonths"), EXACT);
        assertThat(measured.get("detail").get("events").asLong())
                .isEqualTo(hazard.get("churned").asLong());
        assertThat(compared).isGreaterThan(120);
    }

    private void money(Answers answers, String metric, Map<String, String> group, JsonNode expected) {
        if (metric.equals("revenue.arpu")) {
            JsonNode mean = answers.get(metric, group, "t");
            assertThat(mean.get("n").asLong()).isEqualTo(expected.get("n").asLong());
            same(mean, "value", expected.get("mean"), EXACT);
            same(mean.get("detail"), "sum", expected.get("sum"), EXACT);
            same(mean.get("detail"), "sd", expected.get("sd"), EXACT);
            limits(mean, expected.get("t95"), 1);
            return;
        }
        JsonNode churn = answers.get(metric, group, "ratio");
        same(churn, "value", expected.get("grossRevenueChurn"), EXACT);
        same(churn.get("detail"), "denominator", expected.get("monthlyRevenue"), EXACT);
        same(churn.get("detail"), "numerator", expected.get("lostMonthlyRevenue"), EXACT);
        same(answers.get("revenue.grr", group, "ratio"), "value", expected.get("grossRevenueRetention"), EXACT);
    }

    @Test
    void recommendationsAgreeWithTheRPackage() throws IOException {
        Answers dated = new Answers(
                List.of("--surveys", Shared.file("data/nps-sample/nps_data.csv"), "--map", map("nps")),
                Map.of(),
                List.of());
        Answers regions = new Answers(
                List.of("--surveys", Shared.file("data/nps-sample/r-nps-testdata.csv"), "--map", map("nps-regions")),
                Map.of(),
                List.of());
        for (JsonNode oracle : cases("nps")) {
            if (!oracle.get("kind").asText().equals("nps-group")
                    || oracle.get("dataset").asText().equals("airlinesat")) {
                continue;
            }
            Map<String, String> group = new LinkedHashMap<>();
            oracle.get("filter")
                    .properties()
                    .forEach(f -> group.put(f.getKey(), f.getValue().asText()));
            Answers answers = oracle.get("dataset").asText().equals("nps-sample") ? dated : regions;
            recommendations(answers, group, oracle.get("expected"));
        }
        assertThat(compared).isGreaterThan(80);
    }

    @Test
    void passengersOfAnAirlineAgreeWithTheRPackage() throws IOException {
        Answers answers = new Answers(
                List.of("--surveys", Shared.file("data/airlinesat/airlinesat.csv"), "--map", map("airline")),
                Map.of(),
                List.of());
        for (JsonNode oracle : cases("nps")) {
            if (!oracle.path("dataset").asText().equals("airlinesat")) {
                continue;
            }
            Map<String, String> group = new LinkedHashMap<>();
            oracle.get("filter").properties().forEach(f -> {
                if (!f.getKey().equals("scale")) {
                    group.put(f.getKey(), f.getValue().asText());
                }
            });
            recommendations(answers, group, oracle.get("expected"));
        }
        assertThat(compared).isGreaterThan(25);
    }

    private void recommendations(Answers answers, Map<String, String> group, JsonNode expected) {
        JsonNode wald = answers.get("nps", group, "wald");
        assertThat(wald.get("n").asLong()).isEqualTo(expected.get("n").asLong());
        for (String part : List.of("detractors", "passives", "promoters")) {
            assertThat(wald.get("detail").get(part).asLong())
                    .isEqualTo(expected.get(part).asLong());
        }
        same(wald, "value", expected.get("nps100"), EXACT);
        limits(wald, expected.get("wald"), 100);
        limits(answers.get("nps", group, "adjusted-wald"), expected.get("adjustedWald"), 100);
        assertThat(answers.get("nps", group, "score").get("low").asDouble())
                .isCloseTo(100 * expected.get("scoreIterative").get(0).asDouble(), within(1e-3));
    }

    @Test
    void customersAndCallersLastAsRHasIt() throws IOException {
        for (JsonNode oracle : cases("survival")) {
            String kind = oracle.get("kind").asText();
            String dataset = oracle.path("dataset").asText();
            boolean telco = dataset.equals("ibm-telco-churn");
            if (!telco && !dataset.equals("anonymous-bank")) {
                continue;
            }
            List<Object> inputs = new ArrayList<>(
                    telco
                            ? List.of(
                                    "--customers",
                                    Shared.file("data/ibm-telco-churn/Telco-Customer-Churn.csv"),
                                    "--map",
                                    map("telco-churn"))
                            : List.of(
                                    "--interactions",
                                    Shared.file("data/anonymous-bank/february1999.csv"),
                                    "--map",
                                    map("bank")));
            oracle.path("filter")
                    .properties()
                    .forEach(f -> inputs.addAll(List.of(
                            "--where",
                            f.getKey().replace("type", "topic") + "="
                                    + f.getValue().asText())));
            String metric = telco ? "retention.survival" : "patience.survival";
            switch (kind) {
                case "kaplan-meier" -> lasting(inputs, metric, telco ? "mo" : "s", oracle.get("expected"));
                case "kaplan-meier-curve" -> curve(inputs, metric, oracle.get("expected"));
                default -> logRank(inputs, metric, oracle);
            }
        }
        assertThat(compared).isGreaterThan(2000);
    }

    @Test
    void buyersOfAShopComeBackAsPandasHasIt() throws IOException {
        Map<String, List<JsonNode>> byAsOf = new TreeMap<>();
        for (JsonNode oracle : cases("cdnow")) {
            String metric = switch (oracle.get("kind").asText()) {
                case "repeat-purchase-rate" -> "repeatPurchase";
                case "average-order-value" -> "orderValue";
                case "repeat-within-window" ->
                    "repeatPurchase[day," + oracle.get("params").get("windowDays") + "d]";
                case "inactivity-churn" ->
                    "churn.inactivity[" + oracle.get("params").get("inactivityDays") + "d]";
                default -> "";
            };
            if (!metric.isEmpty()) {
                String asOf = oracle.path("params").path("asOf").asText("1998-06-30");
                byAsOf.computeIfAbsent(
                                asOf + oracle.path("filter").path("cohort").asText(""), k -> new ArrayList<>())
                        .add(((com.fasterxml.jackson.databind.node.ObjectNode) oracle.deepCopy())
                                .put("metric", metric)
                                .put("asOf", asOf));
            }
        }
        for (List<JsonNode> oracles : byAsOf.values()) {
            List<Object> arguments =
                    shop(oracles.get(0), oracles.get(0).get("asOf").asText());
            oracles.forEach(oracle ->
                    arguments.addAll(List.of("--metric", oracle.get("metric").asText())));
            arguments.addAll(ALL_INTERVALS);
            Map<String, JsonNode> found = measurements(arguments);
            for (JsonNode oracle : oracles) {
                bought(found, oracle.get("metric").asText(), oracle.get("expected"));
            }
        }
        for (JsonNode oracle : cases("survival")) {
            if (oracle.path("dataset").asText().equals("cdnow-master")) {
                comingBack(oracle);
            }
        }
        assertThat(compared).isGreaterThan(350);
    }

    @Test
    void callersOfABankComeAgainAsPandasHasIt() throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "--interactions",
                Shared.file("data/anonymous-bank/february1999.csv"),
                "--map",
                map("bank"),
                "--as-of",
                "1999-03-01",
                "--format",
                "json"));
        List<JsonNode> oracles = cases("anonymous-bank").stream()
                .filter(oracle -> oracle.get("kind").asText().startsWith("fcr-"))
                .toList();
        for (JsonNode oracle : oracles) {
            String window = window(oracle);
            boolean episodes = oracle.get("kind").asText().equals("fcr-episodes");
            for (String metric : episodes ? List.of("fcr.episode", "contactsPerEpisode") : List.of("fcr.window")) {
                arguments.addAll(List.of("--metric", metric + window));
            }
        }
        Map<String, JsonNode> found = measurements(arguments);
        for (JsonNode oracle : oracles) {
            JsonNode expected = oracle.get("expected");
            if (oracle.get("kind").asText().equals("fcr-episodes")) {
                JsonNode fcr = Objects.requireNonNull(found.get("fcr.episode" + window(oracle)));
                JsonNode contacts = Objects.requireNonNull(found.get("contactsPerEpisode" + window(oracle)));
                same(fcr, "value", expected.get("fcr"), EXACT);
                same(contacts, "value", expected.get("contactsPerEpisodeMean"), EXACT);
                assertThat(contacts.get("detail").get("max").asLong())
                        .isEqualTo(expected.get("maxContacts").asLong());
                assertThat(fcr.get("n").asLong())
                        .isEqualTo(contacts.get("n").asLong())
                        .isEqualTo(expected.get("closedEpisodes").asLong());
                assertThat(fcr.get("detail").get("count").asLong())
                        .isEqualTo(expected.get("singleContactClosed").asLong());
                assertThat(fcr.get("excluded").get("IMMATURE").asLong())
                        .isEqualTo(expected.get("episodes").asLong()
                                - expected.get("closedEpisodes").asLong());
            } else {
                JsonNode fcr = Objects.requireNonNull(found.get("fcr.window" + window(oracle)));
                same(fcr, "value", expected.get("value"), EXACT);
                limits(fcr, expected.get("wilson"), 1);
                assertThat(fcr.get("n").asLong()).isEqualTo(expected.get("n").asLong());
                assertThat(fcr.get("detail").get("count").asLong())
                        .isEqualTo(expected.get("count").asLong());
                assertThat(fcr.get("excluded").get("IMMATURE").asLong())
                        .isEqualTo(expected.get("ineligible").asLong());
            }
        }
        assertThat(oracles).hasSize(8);
    }

    private static String window(JsonNode oracle) {
        JsonNode params = oracle.get("params");
        return "[" + params.get("windowDays") + "d" + (params.get("sameType").asBoolean() ? ",topic]" : "]");
    }

    @Test
    void cohortsOfAShopAgreeWithPandas() throws IOException {
        List<Object> arguments = new ArrayList<>(shop(cases("cdnow").get(0), "1998-07-01"));
        arguments.addAll(List.of("--metric", "retention.cohort[month]", "--metric", "revenue.concentration[20%]"));
        Map<String, JsonNode> cells = new HashMap<>();
        JsonNode concentration = null;
        for (JsonNode m : Run.of(arguments).json().get("measurements")) {
            if (m.get("metric").asText().equals("retention.cohort[month]")) {
                cells.put(
                        m.get("group").get("cohort").asText() + " "
                                + m.get("group").get("age").asText(),
                        m);
            } else {
                concentration = m;
            }
        }
        JsonNode top = only(cases("cdnow"), "revenue-concentration").get("expected");
        same(Objects.requireNonNull(concentration), "value", top.get("top20pctShare"), EXACT);
        assertThat(concentration.get("detail").get("top").asLong())
                .isEqualTo(top.get("customersInTop20pct").asLong());
        for (JsonNode oracle : cases("cdnow")) {
            if (!oracle.get("kind").asText().equals("cohort-retention")) {
                continue;
            }
            JsonNode expected = oracle.get("expected");
            for (int age = 0; age < expected.get("months").size(); age++) {
                JsonNode cell = Objects.requireNonNull(
                        cells.get(oracle.get("filter").get("cohort").asText() + " " + age));
                assertThat(cell.get("n").asLong())
                        .isEqualTo(expected.get("size").asLong());
                assertThat(cell.get("detail").get("active").asLong())
                        .isEqualTo(expected.get("activeCustomers").get(age).asLong());
                same(cell, "value", expected.get("retention").get(age), EXACT);
                same(cell.get("detail"), "revenue", expected.get("revenue").get(age), EXACT);
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    @Test
    void customersGoOnFromMonthToMonthAsPandasHasIt() throws IOException {
        List<Object> arguments = new ArrayList<>(shop(cases("cdnow").get(0), "1998-07-01"));
        arguments.addAll(List.of("--metric", "retention.next", "--per", "month"));
        Map<String, JsonNode> months = new HashMap<>();
        Run.of(arguments)
                .json()
                .get("measurements")
                .forEach(m -> months.put(m.get("period").asText(), m));
        List<JsonNode> oracles = cases("cdnow").stream()
                .filter(oracle -> oracle.get("kind").asText().equals("month-to-month"))
                .toList();
        for (JsonNode oracle : oracles) {
            JsonNode expected = oracle.get("expected");
            JsonNode m = Objects.requireNonNull(
                    months.get(oracle.get("params").get("from").asText()));
            JsonNode detail = m.get("detail");
            assertThat(detail.get("active").asLong())
                    .isEqualTo(expected.get("activePrev").asLong());
            assertThat(detail.get("next").asLong())
                    .isEqualTo(expected.get("activeNext").asLong());
            assertThat(detail.get("retained").asLong())
                    .isEqualTo(expected.get("retained").asLong());
            assertThat(detail.get("lost").asLong())
                    .isEqualTo(expected.get("lost").asLong());
            assertThat(detail.get("gained").asLong())
                    .isEqualTo(expected.get("newOrReturned").asLong());
            same(m, "value", expected.get("retention"), EXACT);
        }
        assertThat(oracles).hasSize(9);
        assertThat(Objects.requireNonNull(months.get("1998-06")).get("state").asText())
                .isEqualTo("IMMATURE");
    }

    private static List<Object> shop(JsonNode oracle, String asOf) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                "--purchases",
                Shared.file("data/cdnow/CDNOW_master.csv"),
                "--map",
                map("cdnow"),
                "--as-of",
                asOf,
                "--format",
                "json"));
        if (oracle.path("filter").has("cohort")) {
            arguments.addAll(List.of(
                    "--where", "cohort=" + oracle.get("filter").get("cohort").asText()));
        }
        return arguments;
    }

    private static Map<String, JsonNode> measurements(List<Object> arguments) {
        Map<String, JsonNode> found = new HashMap<>();
        for (JsonNode m : Run.of(arguments).json().get("measurements")) {
            found.put(m.get("metric").asText() + " " + m.get("method").asText(), m);
            found.putIfAbsent(m.get("metric").asText(), m);
        }
        return found;
    }

    private void bought(Map<String, JsonNode> found, String metric, JsonNode expected) {
        JsonNode m = Objects.requireNonNull(found.get(metric));
        if (expected.has("inactive")) {
            assertThat(m.get("n").asLong()).isEqualTo(expected.get("customers").asLong());
            assertThat(m.get("detail").get("count").asLong())
                    .isEqualTo(expected.get("inactive").asLong());
            same(m, "value", expected.get("rate"), EXACT);
            return;
        }
        assertThat(m.get("n").asLong()).isEqualTo(expected.get("n").asLong());
        if (expected.has("mean")) {
            same(m, "value", expected.get("mean"), EXACT);
            same(m.get("detail"), "sum", expected.get("sum"), EXACT);
            same(m.get("detail"), "sd", expected.get("sd"), EXACT);
            limits(m, expected.get("t95"), 1);
            return;
        }
        assertThat(m.get("detail").get("count").asLong())
                .isEqualTo(expected.get("count").asLong());
        same(m, "value", expected.get("value"), EXACT);
        METHODS.forEach((name, method) -> {
            if (expected.has(name)) {
                limits(Objects.requireNonNull(found.get(metric + " " + method)), expected.get(name), 1);
            }
        });
    }

    private void comingBack(JsonNode oracle) throws IOException {
        String metric = "secondPurchase.survival";
        JsonNode expected = oracle.get("expected");
        JsonNode times = expected.get("times");
        List<Object> arguments = shop(oracle, "1998-06-30");
        times.forEach(t -> arguments.addAll(List.of("--metric", metric + "[" + t.asText() + "d]")));
        String mean = metric + ".mean[" + expected.get("rmeanUpTo").asText() + "d]";
        arguments.addAll(List.of("--metric", mean, "--metric", metric + ".p25", "--metric", metric + ".p50"));
        for (String method : List.of("log-log", "plain", "log", "logit")) {
            arguments.addAll(List.of("--interval", method));
        }
        Map<String, JsonNode> found = measurements(arguments);
        for (int i = 0; i < times.size(); i++) {
            String asked = metric + "[" + times.get(i).asText() + "d]";
            JsonNode m = Objects.requireNonNull(found.get(asked));
            assertThat(m.get("n").asLong()).isEqualTo(expected.get("n").asLong());
            if (expected.get("atRisk").get(i).asLong() == 0) {
                // R carries the last share on; nobody was seen that long, so there is no number.
                assertThat(m.get("state").asText()).isEqualTo("NO_DATA");
                continue;
            }
            same(m, "value", expected.get("survival").get(i), SURVIVAL);
            assertThat(m.get("detail").get("atRisk").asLong())
                    .isEqualTo(expected.get("atRisk").get(i).asLong());
            for (Map.Entry<String, JsonNode> ci : expected.get("ci").properties()) {
                JsonNode by = Objects.requireNonNull(found.get(asked + " " + ci.getKey()));
                same(by, "low", ci.getValue().get("lower").get(i), SURVIVAL);
                same(by, "high", ci.getValue().get("upper").get(i), SURVIVAL);
            }
        }
        JsonNode restricted = Objects.requireNonNull(found.get(mean));
        assertThat(restricted.get("value").asDouble())
                .isCloseTo(86_400 * expected.get("restrictedMean").asDouble(), within(1e-3));
        JsonNode quarter = Objects.requireNonNull(found.get(metric + ".p25"));
        assertThat(quarter.get("value").asDouble())
                .isEqualTo(86_400 * expected.get("quantiles").get("0.25").asDouble());
        assertThat(Objects.requireNonNull(found.get(metric + ".p50")).has("value"))
                .isFalse();
    }

    private void lasting(List<Object> inputs, String metric, String unit, JsonNode expected) {
        List<Object> arguments = new ArrayList<>(inputs);
        JsonNode times = expected.get("times");
        times.forEach(t -> arguments.addAll(List.of("--metric", metric + "[" + t.asText() + unit + "]")));
        expected.get("quantiles")
                .properties()
                .forEach(q -> arguments.addAll(List.of("--metric", metric + ".p" + percent(q.getKey()))));
        String mean = metric + ".mean[" + expected.get("rmeanUpTo").asText() + unit + "]";
        arguments.addAll(List.of("--metric", mean, "--format", "json"));
        for (String method : List.of("log-log", "plain", "log", "logit")) {
            arguments.addAll(List.of("--interval", method));
        }
        Map<String, JsonNode> found = new HashMap<>();
        for (JsonNode m : Run.of(arguments).json().get("measurements")) {
            found.put(m.get("metric").asText() + " " + m.get("method").asText(), m);
            found.put(m.get("metric").asText(), m);
        }
        for (int i = 0; i < times.size(); i++) {
            String asked = metric + "[" + times.get(i).asText() + unit + "]";
            JsonNode m = Objects.requireNonNull(found.get(asked));
            assertThat(m.get("n").asLong()).isEqualTo(expected.get("n").asLong());
            same(m, "value", expected.get("survival").get(i), SURVIVAL);
            assertThat(m.get("detail").get("atRisk").asLong())
                    .isEqualTo(expected.get("atRisk").get(i).asLong());
            double s = m.get("value").asDouble();
            for (Map.Entry<String, JsonNode> ci : expected.get("ci").properties()) {
                if (s > 0 && s < 1) {
                    JsonNode by = Objects.requireNonNull(found.get(asked + " " + ci.getKey()));
                    same(by, "low", ci.getValue().get("lower").get(i), SURVIVAL);
                    same(by, "high", ci.getValue().get("upper").get(i), SURVIVAL);
                }
            }
        }
        expected.get("quantiles").properties().forEach(q -> {
            JsonNode m = Objects.requireNonNull(found.get(metric + ".p" + percent(q.getKey())));
            same(m, "value", q.getValue(), SURVIVAL);
        });
        JsonNode restricted = Objects.requireNonNull(found.get(mean));
        same(restricted, "value", expected.get("restrictedMean"), SURVIVAL);
        same(restricted.get("detail"), "se", expected.get("seRestrictedMean"), SURVIVAL);
    }

    private static String percent(String share) {
        return new java.math.BigDecimal(share)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void curve(List<Object> inputs, String metric, JsonNode expected) {
        JsonNode points = Run.of(inputs, "--metric", metric + ".curve", "--format", "json")
                .json()
                .get("measurements")
                .get(0)
                .get("points");
        Map<String, String> fields = Map.of(
                "at", "time",
                "atRisk", "nRisk",
                "events", "nEvent",
                "censored", "nCensor",
                "value", "survival",
                "se", "stdErr",
                "cumHazard", "cumHazNelsonAalen",
                "cumHazardSe", "stdCumHaz");
        assertThat(points).hasSize(expected.get("time").size());
        for (int i = 0; i < points.size(); i++) {
            JsonNode point = points.get(i);
            int at = i;
            fields.forEach(
                    (own, theirs) -> same(point, own, expected.get(theirs).get(at), SURVIVAL));
        }
    }

    private void logRank(List<Object> inputs, String metric, JsonNode oracle) {
        JsonNode comparisons = Run.of(
                        inputs,
                        "--metric",
                        metric + "[12mo]",
                        "--compare",
                        oracle.get("group").asText(),
                        "--format",
                        "json")
                .json()
                .get("comparisons");
        JsonNode expected = oracle.get("expected");
        same(comparisons.get(0), "statistic", expected.get("chisq"), SURVIVAL);
        same(comparisons.get(0), "p", expected.get("p"), SURVIVAL);
        same(comparisons.get(1), "statistic", expected.get("petoChisq"), SURVIVAL);
        for (JsonNode group : comparisons.get(0).get("groups")) {
            for (int i = 0; i < expected.get("groups").size(); i++) {
                if (group.get("group")
                        .asText()
                        .equals(expected.get("groups").get(i).asText())) {
                    same(group, "n", expected.get("n").get(i), 0);
                    same(group, "observed", expected.get("observed").get(i), SURVIVAL);
                    same(group, "expected", expected.get("expected").get(i), SURVIVAL);
                }
            }
        }
    }

    @Test
    void groupsAreTestedAsScipyTestsThem() throws IOException {
        List<Object> inputs =
                List.of("--interactions", Shared.file("data/pwc-call-centre/calls.csv"), "--map", map("call-centre"));
        JsonNode resolved =
                only(cases("pwc-call-centre"), "chi-square-topics-resolved").get("expected");
        JsonNode chiSquare = Run.of(
                        inputs, "--metric", "resolutionRate.answered", "--compare", "topic", "--format", "json")
                .json()
                .get("comparisons")
                .get(0);
        same(chiSquare, "statistic", resolved.get("chi2"), EXACT);
        same(chiSquare, "df", resolved.get("df"), EXACT);
        same(chiSquare, "p", resolved.get("p"), EXACT);
        assertThat(chiSquare.get("groups")).hasSize(5);

        JsonNode satisfied = only(cases("pwc-call-centre"), "anova-csat-agents").get("expected");
        JsonNode f = Run.of(inputs, "--metric", "csat.mean", "--compare", "agentId", "--format", "json")
                .json()
                .get("comparisons")
                .get(0);
        same(f, "statistic", satisfied.get("F"), EXACT);
        same(f, "p", satisfied.get("p"), EXACT);
        assertThat(f.get("df").asInt()).isEqualTo(7);
        assertThat(f.get("dfWithin").asInt()).isEqualTo(4054 - 8);
    }

    private void check(JsonNode oracle, Map<String, String> metrics, Answers answers) {
        String metric = metrics.get(oracle.get("kind").asText());
        if (metric == null) {
            return;
        }
        Map<String, String> group = new TreeMap<>();
        oracle.path("filter").properties().forEach(f -> {
            String field = answers.fields.get(f.getKey());
            if (field != null) {
                String value = f.getValue().asText();
                group.put(field, field.equals("weekday") ? value.toUpperCase(Locale.ROOT) : value);
            }
        });
        JsonNode expected = oracle.get("expected");
        switch (oracle.get("kind").asText()) {
            case "service-level" -> serviceLevel(answers, oracle, group);
            case "abandon-rate-short-excluded" ->
                share(
                        answers,
                        metric + "["
                                + oracle.get("params")
                                        .get("shortAbandonSeconds")
                                        .asInt() + "s]",
                        group,
                        expected);
            case "csat-net" -> same(answers.get(metric, group, "wald"), "value", expected.get("net"), EXACT);
            case "csat-mean", "aht-seconds", "asa-seconds" -> mean(answers, metric, group, expected);
            default -> share(answers, metric, group, expected);
        }
    }

    private void share(Answers answers, String metric, Map<String, String> group, JsonNode expected) {
        JsonNode wilson = answers.get(metric, group, "wilson");
        assertThat(wilson.get("n").asLong()).isEqualTo(expected.get("n").asLong());
        assertThat(wilson.get("detail")
                        .path("count")
                        .asLong(expected.get("count").asLong()))
                .isEqualTo(expected.get("count").asLong());
        same(wilson, "value", expected.get("value"), EXACT);
        METHODS.forEach((name, method) -> {
            boolean jeffreysRule = name.equals("jeffreys")
                    && (expected.get("count").asLong() == 0
                            || expected.get("count").equals(expected.get("n")));
            if (expected.has(name) && !jeffreysRule) {
                limits(answers.get(metric, group, method), expected.get(name), 1);
            }
        });
    }

    private void mean(Answers answers, String metric, Map<String, String> group, JsonNode expected) {
        JsonNode mean = answers.get(metric, group, "");
        assertThat(mean.get("n").asLong()).isEqualTo(expected.get("n").asLong());
        same(mean, "value", expected.get("mean"), EXACT);
        same(mean.get("detail"), "sum", expected.get("sum"), EXACT);
        same(mean.get("detail"), "sd", expected.get("sd"), EXACT);
        if (mean.get("method").asText().equals("t")) {
            limits(mean, expected.get("t95"), 1);
        } else {
            assertThat(expected.get("n").asLong()).isLessThan(30);
        }
        expected.path("distribution").properties().forEach(point -> {
            compared++;
            assertThat(mean.get("detail").get(point.getKey()).asLong())
                    .isEqualTo(point.getValue().asLong());
        });
        for (String end : List.of("min", "max")) {
            if (expected.has(end)) {
                same(mean.get("detail"), end, expected.get(end), QUANTILE);
            }
        }
        expected.path("quantiles").properties().forEach(q -> {
            String percent = new java.math.BigDecimal(q.getKey())
                    .movePointRight(2)
                    .stripTrailingZeros()
                    .toPlainString();
            q.getValue().properties().forEach(byType -> {
                String type = byType.getKey().replaceAll(".*\\((type\\d)\\)", "$1");
                JsonNode quantile = answers.get(metric + ".p" + percent + "[" + type + "]", group, "order-statistics");
                double tolerance = mean.get("n").asLong() <= 64 ? EXACT : QUANTILE;
                same(quantile, "value", byType.getValue(), tolerance);
            });
        });
    }

    private void serviceLevel(Answers answers, JsonNode oracle, Map<String, String> group) {
        String threshold = "[" + oracle.get("params").get("thresholdSeconds").asInt() + "s]";
        JsonNode expected = oracle.get("expected");
        if (expected.has("ofOffered")) {
            share(answers, "serviceLevel.offered" + threshold, group, expected.get("ofOffered"));
            share(answers, "serviceLevel.answered" + threshold, group, expected.get("ofAnswered"));
            return;
        }
        JsonNode offered = answers.get("serviceLevel.offered" + threshold, group, "wilson");
        for (String count : List.of("offered", "answered", "abandoned", "answeredWithin", "abandonedWithin")) {
            compared++;
            assertThat(offered.get("detail").get(count).asLong())
                    .isEqualTo(expected.get(count).asLong());
        }
        Map<String, String> variants = Map.of(
                "SL1_answeredWithin/offered", "offered",
                "SL2_answeredWithin/answered", "answered",
                "SL3_answeredWithin/(offered-abandonedWithin)", "exclWithin",
                "SL4_(answeredWithin+abandonedWithin)/offered", "creditWithin");
        variants.forEach((name, variant) -> {
            if (!expected.get(name).isNull()) {
                same(
                        answers.get("serviceLevel." + variant + threshold, group, "wilson"),
                        "value",
                        expected.get(name),
                        EXACT);
            }
        });
    }

    private void same(JsonNode actual, String field, JsonNode expected, double relative) {
        compared++;
        if (expected.isNull()) {
            assertThat(actual.has(field)).isFalse();
            return;
        }
        double value = expected.asDouble();
        assertThat(actual.get(field).asDouble())
                .as("%s of %s", field, actual)
                .isCloseTo(value, within(Math.max(relative * Math.abs(value), 1e-12)));
    }

    private void limits(JsonNode actual, JsonNode expected, double scale) {
        for (int i = 0; i < 2; i++) {
            compared++;
            if (expected.isNull() || expected.get(i).isNull()) {
                assertThat(actual.has(i == 0 ? "low" : "high")).isFalse();
                continue;
            }
            double value = scale * expected.get(i).asDouble();
            assertThat(actual.get(i == 0 ? "low" : "high").asDouble())
                    .as("limits of %s", actual)
                    .isCloseTo(value, within(LIMIT * Math.max(1, Math.abs(value))));
        }
    }

    private static Path map(String name) {
        return Shared.module("maps/" + name + ".properties");
    }

    private static List<JsonNode> cases(String name) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        Run.tree(Files.readString(Shared.file("oracle/" + name + ".json")))
                .get("cases")
                .forEach(cases::add);
        return cases;
    }

    private static JsonNode only(List<JsonNode> cases, String kind) {
        return cases.stream()
                .filter(c -> c.get("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** The command's measurements by metric, group and method; it is run once for each set of fields to group by. */
    private static final class Answers {
        private final List<Object> inputs;
        private final Map<String, String> fields;
        private final List<String> thresholds;
        private final Map<Object, Map<String, JsonNode>> runs = new HashMap<>();

        Answers(List<Object> inputs, Map<String, String> fields, List<String> thresholds) {
            this.inputs = inputs;
            this.fields = fields;
            this.thresholds = thresholds;
        }

        JsonNode get(String metric, Map<String, String> group, String method) {
            boolean quantile = metric.contains(".p");
            Map<String, JsonNode> run = runs.computeIfAbsent(
                    List.of(Set.copyOf(group.keySet()), quantile), k -> run(group.keySet(), quantile));
            JsonNode found = run.get(key(metric, new TreeMap<>(group), method));
            if (found == null) {
                throw new AssertionError(metric + " by " + method + " is missing for " + group);
            }
            return found;
        }

        private Map<String, JsonNode> run(Set<String> by, boolean quantiles) {
            List<Object> arguments = new ArrayList<>(inputs);
            by.forEach(field -> arguments.addAll(List.of("--by", field)));
            arguments.addAll(ALL_INTERVALS);
            arguments.addAll(List.of("--interval", "adjusted-wald", "--interval", "score", "--format", "json"));
            for (String metric : quantiles ? quantiles() : metrics()) {
                arguments.addAll(List.of("--metric", metric));
            }
            Run run = Run.of(arguments);
            assertThat(run.status()).as(run.err()).isZero();
            Map<String, JsonNode> found = new HashMap<>();
            for (JsonNode m : run.json().get("measurements")) {
                Map<String, String> group = new TreeMap<>();
                m.path("group")
                        .properties()
                        .forEach(f -> group.put(f.getKey(), f.getValue().asText()));
                found.put(key(m.get("metric").asText(), group, m.get("method").asText()), m);
                found.put(key(m.get("metric").asText(), group, ""), m);
            }
            return found;
        }

        private static String key(String metric, Map<String, String> group, String method) {
            return metric + " " + group + " " + method;
        }

        private Set<String> metrics() {
            if (inputs.contains("--surveys")) {
                return Set.of("nps");
            }
            if (inputs.contains("--customers")) {
                return inputs.toString().contains("Telco")
                        ? Set.of(
                                "churn.cohort",
                                "retention.crr",
                                "churn.hazard",
                                "revenue.grossChurn",
                                "revenue.grr",
                                "revenue.arpu")
                        : Set.of("churn.cohort", "retention.crr", "churn.hazard");
            }
            Set<String> metrics = new LinkedHashSet<>(List.of("volume", "answerRate", "abandonment", "aht", "asa"));
            metrics.addAll(List.of("abandonment.exclShort[5s]", "abandonment.exclShort[10s]"));
            for (String threshold : thresholds) {
                for (String variant : List.of("offered", "answered", "exclWithin", "creditWithin")) {
                    metrics.add("serviceLevel." + variant + "[" + threshold + "s]");
                }
            }
            if (inputs.toString().contains("calls.csv")) {
                metrics.addAll(List.of(
                        "resolutionRate.offered",
                        "resolutionRate.answered",
                        "csat.top",
                        "csat.t2b",
                        "csat.net",
                        "csat.mean"));
            }
            return metrics;
        }

        private static Set<String> quantiles() {
            Set<String> metrics = new LinkedHashSet<>();
            for (String quantile : List.of("50", "75", "80", "90", "95", "99")) {
                for (int type : new int[] {1, 5, 6, 7, 8}) {
                    metrics.add("aht.p" + quantile + "[type" + type + "]");
                    metrics.add("asa.p" + quantile + "[type" + type + "]");
                }
            }
            return metrics;
        }
    }
}

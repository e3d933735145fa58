package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders, on a file made for them. */
class PurchasesTest {
    @TempDir
    Path folder;

    private Path orders = Path.of("");
    private Path map = Path.of("");

    @BeforeEach
    void files() throws IOException {
        orders = Files.writeString(folder.resolve("orders.csv"), """
                customerId,at,amount,returned,shop
                a,2026-02-03,20,,north
                a,2026-01-31,10,,south
                b,2026-02-01,30,,north
                b,2026-02-02,40,yes,north
                c,2026-02-27,,,north
                ,2026-02-02,5,,north
                d,,5,,north
                d,2026-02-02,-5,,north
                """);
        map = Files.writeString(folder.resolve("map"), "purchases.currency='EUR'\npurchases.zone=UTC\n");
    }

    private Run run(Object... more) {
        Object[] arguments = new Object[4 + more.length];
        System.arraycopy(new Object[] {"--purchases", orders, "--map", map}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Run.of(arguments);
    }

    private static Map<String, JsonNode> byGroup(Run run, String name) {
        Map<String, JsonNode> found = new HashMap<>();
        run.json()
                .get("measurements")
                .forEach(m -> found.put(m.path("group").path(name).asText(), m));
        return found;
    }

    @Test
    void allOrdersOfACustomerBelongToTheCohortOfTheFirst() {
        Run run = run("--metric", "ordersPerCustomer", "--by", "cohort", "--format", "json");
        Map<String, JsonNode> byCohort = byGroup(run, "cohort");

        assertThat(byCohort).containsOnlyKeys("2026-01", "2026-02");
        JsonNode january = Objects.requireNonNull(byCohort.get("2026-01"));
        assertThat(january.get("n").asInt()).isOne();
        assertThat(january.get("value").asDouble()).isEqualTo(2);
        JsonNode values = Objects.requireNonNull(
                byGroup(run("--metric", "orderValue", "--by", "cohort", "--format", "json"), "cohort")
                        .get("2026-01"));
        assertThat(values.get("n").asInt()).isEqualTo(2);
        assertThat(values.get("unit").asText()).isEqualTo("EUR");
    }

    @Test
    void whatCameAfterTheAsOfInstantIsUnseen() {
        JsonNode repeat = Objects.requireNonNull(
                byGroup(run("--metric", "repeatPurchase", "--as-of", "2026-02-02", "--format", "json"), "")
                        .get(""));

        assertThat(repeat.get("n").asInt()).isEqualTo(2);
        assertThat(repeat.get("value").asDouble()).isZero();
        JsonNode within =
                Objects.requireNonNull(byGroup(run("--metric", "repeatPurchase[day,3d]", "--format", "json"), "")
                        .get(""));
        assertThat(within.get("value").asDouble()).isEqualTo(0.5);
        assertThat(within.get("excluded").get("IMMATURE").asInt()).isOne();
    }

    @Test
    void anOrderOfNobodyOrOfNoDayIsRejectedWithItsReason() {
        Run run = run("--metric", "orderValue");

        assertThat(run.err())
                .contains("line 7 (purchases): customerId must be given")
                .contains("line 8 (purchases): at must be given")
                .contains("line 9 (purchases): amount must be at least 0, got '-5'");
        assertThat(run.out()).contains("8 purchases").contains("1 NO_AMOUNT, 1 RETURNED");
    }

    @Test
    void customersWithAllTheirOrdersBelongToNoOnePeriod() {
        assertThat(run("--metric", "repeatPurchase", "--per", "month").err()).contains("belong to no one period");
        assertThat(run("--metric", "repeatPurchase", "--by", "month").err()).contains("--by cohort does");
        assertThat(run("--metric", "repeatPurchase", "--by", "shop").status()).isZero();
        assertThat(run("--metric", "repeatPurchase[order,3d]").err()).contains("'order' must be day");
        assertThat(run("--metric", "churn.inactivity[12h]").err()).contains("'12h' must be a number of days like 30d");
    }
}

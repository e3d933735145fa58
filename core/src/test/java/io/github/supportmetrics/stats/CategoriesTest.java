package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.Categories.Allocation.EACH;
import static io.github.supportmetrics.stats.Categories.Allocation.SPLIT;
import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.supportmetrics.stats.Categories.Allocation;
import io.github.supportmetrics.stats.Categories.Named;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures: worked by hand; which counts are tied by {@code binomtest} of scipy 1.17.1. */
class CategoriesTest {
    private static final Estimator<Categories> PARETO = Categories.pareto(EACH, 0.8);

    private final Categories.Accumulator reasons = new Categories.Accumulator();

    private void add(int times, String... labels) {
        for (int i = 0; i < times; i++) {
            reasons.add(List.of(labels));
        }
    }

    private Categories hundredComplaints() {
        add(40, "late");
        add(30, "broken");
        add(15, "dear");
        add(10, "rude");
        add(5, "other");
        return reasons.snapshot();
    }

    /** Nine observations, two of them of two labels and one of three. */
    private Categories nineOfSeveralLabels() {
        add(4, "late");
        add(2, "rude");
        add(2, "late", "broken");
        add(1, "late", "broken", "rude");
        return reasons.snapshot();
    }

    private static List<Map<String, Object>> points(Estimator<Categories> estimator, Categories categories) {
        return estimator.points(categories, P95);
    }

    @Test
    void threeOfFiveCategoriesHold85PercentOfTheComplaints() {
        Categories complaints = hundredComplaints();

        assertThat(PARETO.value(complaints)).hasValue(0.85);
        assertThat(PARETO.n(complaints)).isEqualTo(100);
        assertThat(PARETO.detail(complaints))
                .containsExactly(Map.entry("categories", 5L), Map.entry("vital", 3L), Map.entry("labels", 100L));
        assertThat(PARETO.filled(complaints)).isEqualTo("the first 3 of 5 categories");
        assertThat(PARETO.unit()).isEqualTo("ratio");
        assertThat(points(PARETO, complaints))
                .extracting("key", "count", "share", "cumulative", "vital")
                .containsExactly(
                        tuple("late", 40L, 0.4, 0.4, true),
                        tuple("broken", 30L, 0.3, 0.7, true),
                        tuple("dear", 15L, 0.15, 0.85, true),
                        tuple("rude", 10L, 0.1, 0.95, false),
                        tuple("other", 5L, 0.05, 1.0, false));
    }

    @Test
    void neighboursWhoseCountsMayComeFromOneRateAreTied() {
        assertThat(points(PARETO, hundredComplaints()))
                .extracting("tiedWithNext")
                .containsExactly(true, false, true, true, false);
    }

    @Test
    void aHigherLevelTiesMore() {
        assertThat(PARETO.points(hundredComplaints(), new ConfidenceLevel(0.99)))
                .extracting("tiedWithNext")
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void theVitalFewEndWhereTheirShareIsMetExactly() {
        add(4, "a");
        add(1, "b");

        assertThat(PARETO.detail(reasons.snapshot())).containsEntry("vital", 1L);
        assertThat(Categories.pareto(EACH, 0.81).detail(reasons.snapshot())).containsEntry("vital", 2L);
        assertThat(Categories.pareto(EACH, 0).detail(reasons.snapshot())).containsEntry("vital", 0L);
        assertThat(Categories.pareto(EACH, 1).detail(reasons.snapshot())).containsEntry("vital", 2L);
    }

    @Test
    void whatIsNamedAsOftenComesInItsOwnOrder() {
        add(2, "c");
        add(2, "a");
        add(3, "b");

        assertThat(points(PARETO, reasons.snapshot())).extracting("key").containsExactly("b", "a", "c");
    }

    @Test
    void eachLabelCountsOnceSoThatSharesAddUpToMoreThanOne() {
        assertThat(points(PARETO, nineOfSeveralLabels()))
                .extracting("key", "count", "share", "cumulative")
                .containsExactly(
                        tuple("late", 7L, 7 / 9d, 7 / 13d),
                        tuple("broken", 3L, 3 / 9d, 10 / 13d),
                        tuple("rude", 3L, 3 / 9d, 1.0));
    }

    @Test
    void splitLabelsAddUpToTheObservations() {
        Estimator<Categories> split = Categories.pareto(SPLIT, 0.8);
        List<Map<String, Object>> points = points(split, nineOfSeveralLabels());

        assertThat(points).extracting("key").containsExactly("late", "rude", "broken");
        assertPoint(points.get(0), 4 + 2 / 2d + 1 / 3d, 4 + 2 / 2d + 1 / 3d);
        assertPoint(points.get(1), 2 + 1 / 3d, 7 + 2 / 3d);
        assertPoint(points.get(2), 2 / 2d + 1 / 3d, 9);
        assertSame("vital", split.value(reasons.snapshot()).orElseThrow(), (7 + 2 / 3d) / 9);
    }

    private static void assertPoint(Map<String, Object> point, double count, double held) {
        assertSame("count", number(point, "count"), count);
        assertSame("share", number(point, "share"), count / 9);
        assertSame("cumulative", number(point, "cumulative"), held / 9);
    }

    private static double number(Map<String, Object> point, String name) {
        return ((Number) point.getOrDefault(name, Double.NaN)).doubleValue();
    }

    @Test
    void aLabelThatComesTwiceInOneObservationCountsOnce() {
        reasons.add(List.of("late", "late"));

        assertThat(reasons.snapshot().named()).containsExactly(Map.entry("late", new Named(1, Categories.WHOLE)));
    }

    @Test
    void sixteenLabelsAreSplitWithoutARestAndSeventeenAreRefused() {
        List<String> labels = IntStream.range(0, 17).mapToObj(i -> "label " + i).toList();
        for (int m = 1; m <= Categories.MOST_LABELS; m++) {
            assertThat(Categories.WHOLE % m).as("rest of %s labels", m).isZero();
        }

        reasons.add(labels.subList(0, 16));
        assertThatThrownBy(() -> reasons.add(labels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("categories of one observation must be from 1 to 16, got 17");
        assertThatThrownBy(() -> reasons.add(List.of()))
                .hasMessage("categories of one observation must be from 1 to 16, got 0");
        assertThat(reasons.snapshot().count()).isEqualTo(1);
    }

    @Test
    void aCategorysShareIsOfAllObservations() {
        Estimator<Categories> broken = Categories.share("broken");
        Categories categories = nineOfSeveralLabels();

        assertThat(broken.value(categories)).hasValue(3 / 9d);
        assertThat(broken.interval(categories, P95)).isEqualTo(ProportionInterval.WILSON.of(3, 9, P95));
        assertThat(broken.filled(categories)).isEqualTo("3 / 9");
        assertThat(Categories.share("never named").value(categories)).hasValue(0);
        assertThat(Categories.share("late").value(Categories.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void withoutObservationsThereIsNothingVital(Allocation allocation) {
        Estimator<Categories> pareto = Categories.pareto(allocation, 0.8);

        assertThat(pareto.value(Categories.EMPTY)).isEmpty();
        assertThat(points(pareto, Categories.EMPTY)).isEmpty();
        assertThat(pareto.interval(Categories.EMPTY, P95).contains(0.5)).isTrue();
        assertThat(pareto.filled(Categories.EMPTY)).isEqualTo("the first 0 of 0 categories");
    }

    @Test
    void aShareOfTheVitalFewIsAShare() {
        assertThatThrownBy(() -> Categories.pareto(EACH, 80))
                .hasMessage("share of the vital few must be in [0, 1], got 80.0");
    }

    @Test
    void countsThatNoObservationsCouldGiveAreRefused() {
        assertRefused(-1, Map.of());
        assertRefused(1, Map.of());
        assertRefused(1, Map.of("a", new Named(2, Categories.WHOLE)));
        assertRefused(1, Map.of("a", new Named(0, Categories.WHOLE)));
        assertRefused(1, Map.of("a", new Named(1, Categories.WHOLE - 1)));
        assertRefused(2, Map.of("a", new Named(1, 2 * Categories.WHOLE)));
        assertRefused(2, Map.of("a", new Named(2, 2 * Categories.WHOLE - 1), "b", new Named(1, 1)));
    }

    private static void assertRefused(long observations, Map<String, Named> named) {
        assertThatThrownBy(() -> new Categories(observations, new TreeMap<>(named)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("categories must be counts that " + observations + " observations could give");
    }

    @Test
    void moreObservationsThanFitAreRefusedAndChangeNothing() {
        long most = Long.MAX_VALUE / Categories.WHOLE;
        reasons.merge(new Categories(most, new TreeMap<>(Map.of("a", new Named(most, most * Categories.WHOLE)))));
        Categories before = reasons.snapshot();

        assertThatThrownBy(() -> reasons.add(List.of("b"))).isInstanceOf(ArithmeticException.class);
        assertThat(reasons.snapshot()).isEqualTo(before);
    }

    @Test
    void givenCountsAreCopied() {
        TreeMap<String, Named> named = new TreeMap<>(Map.of("a", new Named(1, Categories.WHOLE)));
        Categories categories = new Categories(1, named);
        named.clear();

        assertThat(categories.named()).containsOnlyKeys("a");
        assertThatThrownBy(() -> categories.named().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}

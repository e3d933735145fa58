package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.stats.Agreement;
import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.Categories.Allocation;
import io.github.supportmetrics.stats.CountsPerKey;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Proportion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules whose events contribute more than two numbers. */
class WholeSummaryRulesTest {
    private record Visit(String agent, Set<String> labels, boolean complains, int lines, int right) {}

    private static final Axis<Visit, String> AGENT = Axis.of("agent", Visit::agent);
    private static final Axis<Visit, String> LABEL = Axis.each("label", Visit::labels);
    private static final Metric<Visit, Measurement<EventRate>> RATE = Metric.of(
            Definition.of("rate", "complaints / others"), Rule.events(Visit::complains), EventRate.estimator(1, 1));
    private static final Metric<Visit, Measurement<Proportion>> LINES = Metric.of(
            Definition.of("lines", "right / lines"), Rule.trials(Visit::right, Visit::lines), Proportion.estimator());
    private static final Metric<Visit, Measurement<Categories>> LABELS = Metric.of(
            Definition.of("labels", "labels"),
            Rule.<Visit>categories(Visit::labels)
                    .unless("NO_LABEL", visit -> visit.labels().isEmpty()),
            Categories.pareto(Allocation.SPLIT, .8));
    private static final Metric<Visit, Measurement<CountsPerKey>> AGENTS =
            Metric.of(Definition.of("agents", "agents"), Rule.key(Visit::agent), CountsPerKey.distinct());
    private static final Metric<Visit, Sheet> ALL = Metric.sheet(
            RATE,
            LINES,
            LABELS,
            AGENTS,
            Metric.of(
                    Definition.of("agreement", "agreement"),
                    Rule.<Visit>rated(visit -> Map.of("right", (long) visit.right(), "all", (long) visit.lines())),
                    Agreement.percent()));

    private static Visit visit(String agent, boolean complains, int lines, int right, String... labels) {
        return new Visit(agent, Set.of(labels), complains, lines, right);
    }

    private static final Visit COMPLAINT = visit("Joe", true, 4, 3, "late", "tone");
    private static final Visit CONTACT = visit("Kim", false, 2, 2, "late");

    @Test
    void cellsThatHoldEventsButNoExposureAreKept() {
        var rates = RATE.by(AGENT).of(List.of(COMPLAINT, CONTACT));

        assertThat(rates.cells()).containsOnlyKeys("Joe", "Kim");
        assertThat(rates.get("Joe").n()).isZero();
        assertThat(rates.get("Joe").isEmpty()).isFalse();
        assertThat(rates.get("Joe").value()).isEmpty();
        assertThat(rates.get("Joe").summary()).isEqualTo(new EventRate(0, 1, 0));
        assertThat(rates.total().value()).hasValue(1);
    }

    @Test
    void suchCellsSurviveMergingStoringAndFolding() {
        var byAgent = RATE.by(AGENT);
        var joe = byAgent.of(List.of(COMPLAINT));
        var both = joe.plus(byAgent.of(List.of(CONTACT)));

        assertThat(both).isEqualTo(byAgent.of(List.of(COMPLAINT, CONTACT)));
        assertThat(byAgent.decode(byAgent.encode(joe))).isEqualTo(joe);
        assertThat(joe.isEmpty()).isFalse();
        assertThat(both.minus(joe)).isEqualTo(byAgent.of(List.of(CONTACT)));
        assertThat(joe.coarse()).isEqualTo(joe);
        assertThat(RATE.by(AGENT.among(Set.of("Kim")))
                        .of(List.of(COMPLAINT))
                        .other()
                        .summary()
                        .events())
                .isEqualTo(1);
        assertThat(RATE.by(LABEL.limit(1))
                        .of(List.of(COMPLAINT))
                        .other()
                        .summary()
                        .events())
                .isEqualTo(1);
    }

    @Test
    void aCellIsGoneOnceItsLastEventIs() {
        var accumulator = RATE.by(AGENT).accumulator();
        accumulator.add(COMPLAINT);
        accumulator.retract(COMPLAINT);

        assertThat(accumulator.snapshot()).isEqualTo(RATE.by(AGENT).empty());
        assertThat(accumulator.snapshot().isEmpty()).isTrue();
    }

    @Test
    void whatWasNeverAddedIsNotTakenOutAndChangesNothing() {
        for (Metric<Visit, Sheet> metric : List.of(ALL, ALL.where("all", visit -> true))) {
            var accumulator = metric.by(AGENT).accumulator();
            accumulator.add(COMPLAINT);
            accumulator.add(CONTACT);
            var before = accumulator.snapshot();
            for (Visit never : List.of(
                    visit("Kim", true, 2, 2, "late"),
                    visit("Kim", false, 3, 3, "late"),
                    visit("Kim", false, 2, 2, "tone"),
                    visit("Kim", false, 2, 2, "late", "tone"),
                    visit("Kim", false, 2, 2),
                    visit("Bo", false, 2, 2, "late"))) {
                assertThatThrownBy(() -> accumulator.retract(never))
                        .as(never.toString())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("event to take out must be one that was added");
                assertThat(accumulator.snapshot()).isEqualTo(before);
            }
            accumulator.retract(CONTACT);
            accumulator.retract(COMPLAINT);
            assertThat(accumulator.snapshot().isEmpty()).isTrue();
        }
    }

    @Test
    void everyWholeRuleAloneRefusesToTakeOutTooMuch() {
        for (Metric<Visit, ? extends Measurement<?>> metric : List.of(RATE, LINES, LABELS, AGENTS)) {
            var accumulator = metric.accumulator();
            accumulator.add(CONTACT);
            accumulator.retract(CONTACT);

            assertThatThrownBy(() -> accumulator.retract(CONTACT))
                    .as(metric.signature())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(accumulator.snapshot()).isEqualTo(metric.empty());
        }
    }

    @Test
    void linesThatAreMoreRightThanThereAreAreRefused() {
        var accumulator = LINES.accumulator();

        assertThatThrownBy(() -> accumulator.add(visit("Joe", false, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> accumulator.add(visit("Joe", false, -1, -1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(accumulator.snapshot().isEmpty()).isTrue();
        accumulator.add(COMPLAINT);
        accumulator.add(CONTACT);
        assertThat(accumulator.snapshot().value()).hasValue(5 / 6d);
    }

    @Test
    void anEventThatNamesNothingOrTooMuchLeavesEveryMetricOfASheetUnchanged() {
        var unguarded = Metric.of(
                Definition.of("unguarded", "labels"),
                Rule.<Visit>categories(Visit::labels),
                Categories.pareto(Allocation.EACH, .8));
        Metric<Visit, Sheet> sheet = Metric.sheet(RATE, unguarded);
        var accumulator = sheet.accumulator();
        accumulator.add(CONTACT);
        Sheet before = accumulator.snapshot();

        assertThatThrownBy(() -> accumulator.add(visit("Joe", true, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("categories of one observation must be from 1 to 16, got 0");
        assertThat(accumulator.snapshot()).isEqualTo(before);
    }

    @Test
    void aVisitOfTwoLabelsCountsInBothAndOnceInTheTotal() {
        var byLabel = AGENTS.by(LABEL).of(List.of(COMPLAINT, CONTACT));

        assertThat(byLabel.get("late").value()).hasValue(2);
        assertThat(byLabel.get("tone").value()).hasValue(1);
        assertThat(byLabel.total().value()).hasValue(2);
    }
}

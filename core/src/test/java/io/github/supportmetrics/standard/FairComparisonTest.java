package io.github.supportmetrics.standard;

import static io.github.supportmetrics.standard.Cases.BAD;
import static io.github.supportmetrics.standard.Cases.GOOD;
import static io.github.supportmetrics.standard.Cases.cases;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Breakdown;
import io.github.supportmetrics.metric.Comparison.Verdict;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Rule;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.metric.Timing;
import io.github.supportmetrics.standard.Cases.Case;
import io.github.supportmetrics.standard.FairComparison.Band;
import io.github.supportmetrics.standard.FairComparison.Standing;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Funnel;
import io.github.supportmetrics.stats.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairComparisonTest {
    private static final Axis<Case, String> AGENT = Axis.of("agent", Case::agent);
    private static final Axis<Case, String> TOPIC = Axis.of("topic", Case::topic);
    private static final Metric<Case, Measurement<Durations>> TIME = Metric.of(
            Definition.of("time", "Σ time / n").titled("Time").direction(Direction.DOWN),
            Rule.<Case>duration(Case::millis),
            Durations.meanEstimator());

    private static <K> Standing<K> of(List<Standing<K>> standings, K unit) {
        return standings.stream().filter(s -> s.unit().equals(unit)).findFirst().orElseThrow();
    }

    private static List<String> words(Object table) {
        return table.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void threeOfThreeIsNoEvidenceAndThirtyOfFiftyIs() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(cases("Ann", "a", 3, 3));
        cases.addAll(cases("Bo", "a", 30, 50));
        cases.addAll(cases("Cy", "a", 827, 1_000));
        cases.addAll(cases("Di", "a", 5, 5));
        FairComparison<String> fair = FairComparison.of(GOOD.by(AGENT).of(cases));

        assertThat(fair.standings()).extracting(Standing::unit).containsExactly("Ann", "Bo", "Cy", "Di");
        assertThat(of(fair.standings(), "Ann").band()).isEqualTo(Band.TOO_FEW);
        assertThat(of(fair.standings(), "Bo").band()).isEqualTo(Band.BELOW);
        assertThat(of(fair.standings(), "Cy").band95()).isEqualTo(Band.AS_EXPECTED);
        assertThat(of(fair.standings(), "Di").band()).isEqualTo(Band.AS_EXPECTED);
        assertThat(fair.units(Band.BELOW)).containsExactly("Bo");
        assertThat(fair.dispersion()).isEqualTo(1);
        assertThat(fair.isAdjusted()).isFalse();
        double all = 865 / 1058.;
        assertThat(of(fair.standings(), "Bo").expected()).isCloseTo(all, within(1e-12));
        assertThat(of(fair.standings(), "Bo").limits998())
                .isEqualTo(Funnel.around(all).limits(50, new ConfidenceLevel(.998)));
        assertThat(of(fair.standings(), "Bo").drawn()).isEmpty();
        assertThat(words(fair).get(1)).isEqualTo("Ann 3 TOO_FEW");
        assertThat(fair.toString()).doesNotContain("100.0 %  81.8");
        assertThat(FairComparison.of(GOOD.by(AGENT).of(cases), 1).units(Band.TOO_FEW))
                .isEmpty();
    }

    @Test
    void lessIsBetterWhereTheMetricSaysSo() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(cases("Bo", "a", 30, 50));
        cases.addAll(cases("Cy", "a", 827, 1_000));
        Standing<String> bo = of(FairComparison.of(BAD.by(AGENT).of(cases)).standings(), "Bo");
        assertThat(bo.band()).isEqualTo(Band.ABOVE);
        assertThat(bo.verdict()).isEqualTo(Verdict.WORSE);
        bo = of(FairComparison.of(GOOD.by(AGENT).of(cases)).standings(), "Bo");
        assertThat(bo.band()).isEqualTo(Band.BELOW);
        assertThat(bo.verdict()).isEqualTo(Verdict.WORSE);
        Metric<Case, Measurement<Proportion>> neither =
                Metric.of(Definition.of("x", "y"), Rule.<Case>share(Case::good), Proportion.estimator());
        List<Standing<String>> standings =
                FairComparison.of(neither.by(AGENT).of(cases)).standings();
        assertThat(of(standings, "Bo").verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(of(standings, "Cy").verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    }

    @Test
    void hardWorkIsNoBadWork() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(cases("Ann", "easy", 360, 400));
        cases.addAll(cases("Ann", "hard", 5, 10));
        cases.addAll(cases("Bo", "easy", 9, 10));
        cases.addAll(cases("Bo", "hard", 200, 400));
        assertThat(FairComparison.of(GOOD.by(AGENT).of(cases)).units(Band.BELOW))
                .containsExactly("Bo");
        FairComparison<String> adjusted =
                FairComparison.adjusted(GOOD.by(TOPIC).by(AGENT).of(cases));

        assertThat(adjusted.isAdjusted()).isTrue();
        assertThat(adjusted.units(Band.AS_EXPECTED)).containsExactly("Ann", "Bo");
        // E = 400 · 369/410 + 10 · 205/410, of 410.
        assertThat(of(adjusted.standings(), "Ann").expected()).isCloseTo((360 + 5) / 410., within(1e-12));
        assertThat(of(adjusted.standings(), "Bo").own().value()).hasValue(209 / 410.);
        assertThat(of(adjusted.standings(), "Bo").drawn()).isEmpty();
    }

    @Test
    void numbersThatAreNoSharesAreHeldAgainstTheirOwnInterval() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cases.add(new Case(0, "Ann", "a", true, 100_000 + 1_000 * (i % 10)));
            cases.add(new Case(0, "Bo", "a", true, 100_000 + 1_000 * ((i + 3) % 10)));
            cases.add(new Case(0, "Cy", "a", true, 110_000 + 1_000 * (i % 10)));
        }
        FairComparison<String> fair = FairComparison.of(TIME.by(AGENT).of(cases));
        assertThat(fair.units(Band.BELOW)).containsExactly("Ann", "Bo");
        assertThat(fair.units(Band.ABOVE)).containsExactly("Cy");
        assertThat(of(fair.standings(), "Ann").verdict()).isEqualTo(Verdict.BETTER);
        Standing<String> cy = of(fair.standings(), "Cy");
        assertThat(cy.expected()).isCloseTo(107.8333, within(.001));
        // Of 300 with mean 107.83 and standard deviation 5.4: chi-square quantiles of scipy 1.17.1.
        assertThat(cy.limits95().low()).isCloseTo(106.75, within(.02));
        assertThat(cy.limits95().high()).isCloseTo(108.92, within(.02));
    }

    @Test
    void fiveAlikeOnesOfAFewAreNoSignal() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            cases.add(new Case(0, "agent" + i % 6, "a", true, i % 3 == 0 ? 2_000 : 1_000));
        }
        cases.addAll(Collections.nCopies(5, new Case(0, "Zoe", "a", true, 1_000)));
        FairComparison<String> fair = FairComparison.of(TIME.by(AGENT).of(cases));
        assertThat(of(fair.standings(), "Zoe").band()).isEqualTo(Band.AS_EXPECTED);
        assertThat(of(fair.standings(), "Zoe").limits998().low()).isLessThan(1);
    }

    @Test
    void onlyWhatCanBeSummedAllowsForKindsOfWork() {
        var median = Timing.of(
                        Definition.of("time", "time").direction(Direction.DOWN), Rule.<Case>duration(Case::millis))
                .quantile(.5);
        List<Case> cases = List.of(new Case(0, "Ann", "a", true, 1_000), new Case(0, "Bo", "a", true, 2_000));
        assertThatThrownBy(
                        () -> FairComparison.adjusted(median.by(TOPIC).by(AGENT).of(cases)))
                .hasMessageContaining("a ratio of sums");
        FairComparison<String> mean =
                FairComparison.adjusted(TIME.by(TOPIC).by(AGENT).of(cases), 1);
        assertThat(of(mean.standings(), "Ann").expected()).isCloseTo(1.5, within(1e-12));
        assertThat(of(mean.standings(), "Ann").ratio()).isEmpty();
        assertThat(of(FairComparison.of(GOOD.by(AGENT).of(cases), 1).standings(), "Ann")
                        .ratio())
                .hasValue(1);
    }

    @Test
    void manyUnitsAreDrawnTogetherAndWidened() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            cases.addAll(cases("agent" + (char) ('a' + i), "a", 60 + 3 * i, 120));
        }
        FairComparison<String> fair = FairComparison.of(GOOD.by(AGENT).of(cases));
        assertThat(fair.dispersion()).isGreaterThan(1);
        Standing<String> first = of(fair.standings(), "agenta");
        assertThat(first.drawn().orElseThrow()).isBetween(.5, first.expected());
        assertThat(first.band())
                .isEqualTo(first.own().value().orElseThrow() < first.limits998().low() ? Band.BELOW : Band.AS_EXPECTED);
    }

    @Test
    void unitsWithoutANumberDoNotStand() {
        Breakdown<String, Measurement<Proportion>> none = GOOD.by(AGENT).of(List.of());
        assertThat(FairComparison.of(none).standings()).isEmpty();
        assertThat(FairComparison.adjusted(GOOD.by(TOPIC).by(AGENT).of(List.of()))
                        .standings())
                .isEmpty();
        assertThatThrownBy(() -> FairComparison.of(none, 0)).hasMessageContaining("at least 1");
    }

    @Test
    void needsAreNamedWithTheirEvidence() {
        List<Case> cases = new ArrayList<>();
        for (String agent : List.of("Ann", "Bo", "Cy", "Di")) {
            cases.addAll(cases(agent, "billing", 90, 100));
            cases.addAll(cases(agent, "delivery", agent.equals("Cy") ? 50 : 90, 100));
            cases.addAll(cases(agent, "returns", 60, 100));
            cases.addAll(cases(agent, "rare", 0, 2));
        }
        TrainingNeeds<String, String> needs =
                TrainingNeeds.of(GOOD.by(TOPIC).by(AGENT).of(cases));

        assertThat(needs.needs()).singleElement().satisfies(need -> {
            assertThat(need.person()).isEqualTo("Cy");
            assertThat(need.topic()).isEqualTo("delivery");
            assertThat(need.own().n()).isEqualTo(100);
            assertThat(need.expected()).isCloseTo(.8, within(1e-12));
            assertThat(need.p()).isLessThan(.001);
        });
        assertThat(needs.teamNeeds()).extracting(TrainingNeeds.TeamNeed::topic).containsExactly("rare", "returns");
        assertThat(words(needs).subList(1, 4))
                .containsExactly(
                        "(team) rare 8 0.0 % 76.7 %",
                        "(team) returns 400 60.0 % 84.2 %", "Cy delivery 100 50.0 % 80.0 %");
        assertThat(TrainingNeeds.of(GOOD.by(TOPIC).by(AGENT).of(cases("Ann", "a", 9, 10))))
                .hasToString("no evidence of a need: Good cases");
        assertThatThrownBy(() -> TrainingNeeds.of(TIME.by(TOPIC).by(AGENT).of(cases)))
                .hasMessageContaining("a share");
        assertThat(needs.needs())
                .extracting(n -> Map.entry(n.person(), n.topic()))
                .hasSize(1);
    }

    @Test
    void aKindWithASingleEventVariesAsAllDo() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            cases.add(new Case(0, "agent" + i % 3, "mail", true, 1_000L * (10 + i % 7)));
        }
        cases.add(new Case(0, "agent0", "chat", true, 12_000));
        FairComparison<String> fair =
                FairComparison.adjusted(TIME.by(TOPIC).by(AGENT).of(cases));
        assertThat(fair.units(Band.AS_EXPECTED)).hasSize(3);
        assertThat(FairComparison.of(TIME.by(AGENT).of(List.of(cases.get(0))), 1)
                        .units(Band.AS_EXPECTED))
                .containsExactly("agent0");
    }

    @Test
    void anAgentWithoutAnyIsNoSignalWhereManyHaveNone() {
        List<Case> cases = new ArrayList<>();
        int[] reopened = {0, 0, 1, 1, 1, 2, 2, 1, 2};
        for (int agent = 0; agent < 9; agent++) {
            for (int i = 0; i < 10; i++) {
                cases.add(new Case(0, "agent" + agent, "a", true, i < reopened[agent] ? 1_000 : 0));
            }
        }
        assertThat(FairComparison.of(TIME.by(AGENT).of(cases)).units(Band.AS_EXPECTED))
                .hasSize(9);
    }

    @Test
    void roundingIsNoDifference() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            cases.add(new Case(0, "agent" + i % 3, "a", true, 5_100));
            cases.add(new Case(0, "agent" + i % 3, "b", true, 5_150));
        }
        assertThat(FairComparison.adjusted(TIME.by(TOPIC).by(AGENT).of(cases)).units(Band.AS_EXPECTED))
                .hasSize(3);
    }

    /** Who has one answer less than perfect among colleagues with two bad ones of fifty is no better than chance. */
    @Test
    void skewedRatingsAreNoSignal() {
        var mean = Satisfaction.csat(Scale.of(1, 5)).mean();
        List<SurveyResponse> answers = new ArrayList<>();
        for (int agent = 0; agent < 9; agent++) {
            for (int i = 0; i < 50; i++) {
                int score = agent == 0 ? (i == 0 ? 4 : 5) : i < 2 ? 1 : 5;
                answers.add(SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 5))
                        .score(score)
                        .agent("agent" + agent)
                        .question(agent % 2 == 0 ? "a" : "b")
                        .build());
            }
        }
        var byAgent = mean.by(Axis.of("agent", SurveyResponse::agentId));
        FairComparison<String> fair = FairComparison.of(byAgent.of(answers));
        assertThat(fair.units(Band.AS_EXPECTED)).hasSize(9);
        assertThat(fair.standings())
                .allSatisfy(s -> assertThat(s.limits998().high()).isLessThanOrEqualTo(5));
        FairComparison<String> adjusted = FairComparison.adjusted(mean.by(Axis.of("question", SurveyResponse::question))
                .by(Axis.of("agent", SurveyResponse::agentId))
                .of(answers));
        assertThat(adjusted.units(Band.AS_EXPECTED)).hasSize(9);
    }
}

package io.github.supportmetrics.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Axes;
import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Periods;
import io.github.supportmetrics.metric.Resolution;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.standard.Compliance;
import io.github.supportmetrics.standard.Evaluation;
import io.github.supportmetrics.standard.FairComparison;
import io.github.supportmetrics.standard.FairComparison.Band;
import io.github.supportmetrics.standard.FairComparison.Standing;
import io.github.supportmetrics.standard.History;
import io.github.supportmetrics.standard.Realism;
import io.github.supportmetrics.standard.Standard;
import io.github.supportmetrics.standard.Target;
import io.github.supportmetrics.standard.Trend;
import io.github.supportmetrics.stats.Ratings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Help desks of which the truth is known: agents who are all alike, and a satisfaction of 75 % that is just the target. */
class JudgingSimulationTest {
    private static final int WORLDS = 120;
    private static final int WEEKS = 12;
    private static final double TRUTH = .75;
    private static final Axis<SurveyResponse, String> OF_AGENT = Axis.of("agentId", SurveyResponse::agentId);
    private static final Metric<SurveyResponse, Measurement<Ratings>> CSAT =
            Satisfaction.csat(Scale.of(1, 5)).topTwo();

    private static final List<Evaluation> EVALUATIONS = new ArrayList<>();
    private static final List<Standing<String>> STANDINGS = new ArrayList<>();

    @BeforeAll
    static void simulate() {
        Standard standard = Standard.of("Satisfied", CSAT, Target.atLeast(TRUTH));
        LocalDate monday = LocalDate.of(2026, 1, 5);
        for (int seed = 1; seed <= WORLDS; seed++) {
            Simulation simulation = Simulation.ofSeed(seed)
                    .withPeriod(monday, 7 * WEEKS)
                    .withStaff(16, 210)
                    .withCustomers(2_000)
                    .withIdenticalAgents()
                    .withBehaviour(
                            Simulator.sample().behaviour().withSurveyed(1).withoutResponseBias());
            World world = Simulator.run(simulation);
            var weekly = CSAT.over(Periods.weekly(simulation.zone()).at("respondedAt", SurveyResponse::respondedAt));
            EVALUATIONS.add(standard.evaluate(
                    weekly.of(world.surveys()),
                    monday.plusWeeks(WEEKS).atStartOfDay(simulation.zone()).toInstant()));
            List<Interaction> calls = world.interactions();
            STANDINGS.addAll(
                    FairComparison.of(CSAT.by(OF_AGENT).of(world.surveys())).standings());
            STANDINGS.addAll(FairComparison.adjusted(
                            Resolution.FCR_CODED.by(Axes.TOPIC).by(Axes.AGENT).of(calls))
                    .standings());
            STANDINGS.addAll(FairComparison.adjusted(Handling.AHT
                            .by(Axes.TOPIC)
                            .by(Axes.AGENT)
                            .of(calls.stream()
                                    .filter(c -> "phone".equals(c.channel()))
                                    .toList()))
                    .standings());
        }
    }

    @Test
    void oneVerdictInTwentyIsWrongWhereTheTruthIsTheTarget() {
        long judged = 0;
        long wrong = 0;
        long met = 0;
        for (Evaluation evaluation : EVALUATIONS) {
            for (History.Period period : evaluation.history().periods()) {
                Compliance compliance = period.compliance().orElseThrow();
                judged++;
                wrong += compliance.evidential() == Compliance.Verdict.INCONCLUSIVE ? 0 : 1;
                met += compliance.contractual() == Compliance.Verdict.MET ? 1 : 0;
            }
        }
        assertThat(judged).isEqualTo((long) WORLDS * WEEKS);
        assertThat((double) wrong / judged).isBetween(.04, .06);
        assertThat((double) met / judged).isBetween(.45, .55);
    }

    @Test
    void aTargetInTheMiddleOfTheProcessIsNeitherLaxNorOutOfReach() {
        long extreme = EVALUATIONS.stream()
                .map(e -> e.realism().verdict())
                .filter(v -> v == Realism.Verdict.TOO_LAX || v == Realism.Verdict.UNREALISTIC)
                .count();
        assertThat(extreme).isLessThanOrEqualTo(WORLDS / 100);
    }

    @Test
    void aProcessThatStaysAsItIsHasNoTrendAndIsStable() {
        long trends = EVALUATIONS.stream()
                .filter(e -> e.trend().verdict() != Trend.Verdict.NO_EVIDENCE)
                .count();
        long unstable =
                EVALUATIONS.stream().filter(e -> e.realism().isUnstable()).count();
        assertThat(trends).isLessThanOrEqualTo(WORLDS / 10);
        assertThat(unstable).isLessThanOrEqualTo(WORLDS / 10);
    }

    @Test
    void agentsWhoAreAlikeAreSeldomCalledDifferent() {
        long at95 = STANDINGS.stream()
                .filter(s -> s.band95() == Band.ABOVE || s.band95() == Band.BELOW)
                .count();
        long at998 = STANDINGS.stream()
                .filter(s -> s.band() == Band.ABOVE || s.band() == Band.BELOW)
                .count();
        assertThat(STANDINGS).hasSizeGreaterThan(5_000);
        assertThat((double) at95 / STANDINGS.size()).isLessThanOrEqualTo(.05);
        assertThat((double) at998 / STANDINGS.size()).isLessThanOrEqualTo(.004);
    }
}

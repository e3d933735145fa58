package io.github.supportmetrics.standard;

import static io.github.supportmetrics.standard.Cases.BAD;
import static io.github.supportmetrics.standard.Cases.GOOD;
import static io.github.supportmetrics.standard.Cases.MONDAY;
import static io.github.supportmetrics.standard.Cases.after;
import static io.github.supportmetrics.standard.Cases.cases;
import static io.github.supportmetrics.standard.Cases.weeks;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.IncompatibleDefinitionException;
import io.github.supportmetrics.metric.Loyalty;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Nature;
import io.github.supportmetrics.metric.Periods;
import io.github.supportmetrics.metric.Resolution;
import io.github.supportmetrics.metric.Rule;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.metric.TimeSeries;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.metric.Volume;
import io.github.supportmetrics.metric.Waiting;
import io.github.supportmetrics.standard.Cases.Case;
import io.github.supportmetrics.standard.Compliance.Verdict;
import io.github.supportmetrics.standard.Finding.Code;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StandardTest {
    private static final Metric<Case, Measurement<Proportion>> VOLUME = Volume.VOLUME.on(
            (Case c) -> Interaction.builder("1").startedAt(c.at()).build());

    private static Standard good(double target) {
        return Standard.of("Good enough", GOOD, Target.atLeast(target));
    }

    @Test
    void threeGoodAnswersProveNothing() {
        var csat = Satisfaction.csat(Scale.of(1, 5)).topTwo();
        Standard standard = Standard.of("Satisfied", csat, Target.atLeast(.8));
        Measurement<?> three = csat.of(Collections.nCopies(3, SurveyResponse.csat(5)));

        Compliance compliance = standard.evaluate(three);
        assertThat(compliance.contractual()).isEqualTo(Verdict.MET);
        assertThat(compliance.evidential()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(compliance.verdict()).isEqualTo(Verdict.MET);
        assertThat(standard.mode(Standard.Mode.EVIDENTIAL).evaluate(three).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(compliance.margin().orElseThrow()).isCloseTo(.2, within(1e-12));
        assertThat(compliance)
                .hasToString("Satisfied: MET, evidence INCONCLUSIVE: CSAT 100.0 % (95 % CI 43.9 … 100.0 %, n = 3)"
                        + " for ≥ 80.0 %");
        assertThat(standard.nature()).isEqualTo(Nature.SUBJECTIVE);
    }

    @Test
    void evidenceFollowsTheWholeInterval() {
        Standard standard = good(.8);
        assertThat(standard.evaluate(GOOD.of(cases(0, 95, 100))).evidential()).isEqualTo(Verdict.MET);
        assertThat(standard.evaluate(GOOD.of(cases(0, 60, 100))).evidential()).isEqualTo(Verdict.MISSED);
        assertThat(standard.evaluate(GOOD.of(cases(0, 82, 100))).evidential()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standard.evaluate(GOOD.of(cases(0, 80, 100))).contractual()).isEqualTo(Verdict.MET);
        assertThat(standard.evaluate(GOOD.of(cases(0, 79, 100))).contractual()).isEqualTo(Verdict.MISSED);
        Standard few = Standard.of("Few bad ones", BAD, Target.atMost(.07));
        assertThat(few.evaluate(BAD.of(cases(0, 93, 100))).contractual()).isEqualTo(Verdict.MET);
        assertThat(few.evaluate(BAD.of(cases(0, 70, 100))).evidential()).isEqualTo(Verdict.MISSED);
        Standard band = Standard.of("Neither", GOOD, Target.between(.4, .6));
        assertThat(band.evaluate(GOOD.of(cases(0, 500, 1_000))).evidential()).isEqualTo(Verdict.MET);
        assertThat(band.evaluate(GOOD.of(cases(0, 900, 1_000))).evidential()).isEqualTo(Verdict.MISSED);
        assertThat(band.evaluate(GOOD.of(cases(0, 900, 1_000))).margin().orElseThrow())
                .isCloseTo(-.3, within(1e-12));
    }

    @Test
    void whatHasNoNumberSaysWhy() {
        Standard standard = good(.8).leastN(5);
        assertThat(standard.evaluate(GOOD.of(List.of())).contractual()).isEqualTo(Verdict.NO_DATA);
        Compliance suppressed = standard.evaluate(GOOD.of(cases(0, 4, 4)));
        assertThat(suppressed.evidential()).isEqualTo(Verdict.SUPPRESSED);
        assertThat(suppressed.margin()).isEmpty();
        assertThat(suppressed.p()).isEmpty();
        assertThat(suppressed).hasToString("Good enough: SUPPRESSED, fewer than 5");

        var fcr = Resolution.fcrWithin(Duration.ofDays(7));
        Interaction young =
                Interaction.builder("1").customer("a").startedAt(MONDAY).build();
        Standard first = Standard.of("First time", fcr, Target.atLeast(.7));
        assertThat(first.evaluate(fcr.asOf(MONDAY.plusSeconds(60)).of(List.of(young)))
                        .contractual())
                .isEqualTo(Verdict.IMMATURE);
    }

    @Test
    void anImpossibleTargetIsRefusedWithItsReason() {
        assertThatThrownBy(() -> good(80))
                .hasMessage("target of Good enough must be within 0.0 … 1.00, where good can lie, got 80.0 (a share of"
                        + " 80.0 % is 0.8)");
        assertThatThrownBy(() -> good(0)).hasMessageContaining("one that can be missed");
        assertThatThrownBy(() -> Standard.of("x", GOOD, Target.atMost(.9)))
                .hasMessageContaining("at least a value, since more of good is better");
        assertThatThrownBy(() -> Standard.of("x", BAD, Target.atLeast(.9)))
                .hasMessageContaining("at most a value, since less of bad is better");
        assertThatThrownBy(() -> Standard.of("x", Loyalty.NPS, Target.atLeast(120)))
                .hasMessageContaining("−100.0 … 100.0");
        assertThatThrownBy(() -> Standard.of("x", Handling.AHT.of(List.of()).definition(), Target.atMost(-1)))
                .hasMessageContaining("can lie");
        assertThatThrownBy(() -> Standard.of(" ", GOOD, Target.atLeast(.9))).hasMessageContaining("name");
        assertThatThrownBy(() -> Target.between(2, 1)).hasMessageContaining("low ≤ high");
        assertThatThrownBy(() -> Target.atLeast(Double.NaN)).hasMessageContaining("low ≤ high");
        assertThatThrownBy(() -> Target.atMost(Double.POSITIVE_INFINITY)).hasMessageContaining("finite end");
        assertThatThrownBy(() -> good(.8).target(Target.atLeast(3)).evaluate(GOOD.of(List.of())))
                .hasMessageContaining("can lie");
    }

    @Test
    void anotherDefinitionIsRefused() {
        assertThatThrownBy(() -> good(.8).evaluate(BAD.of(cases(0, 1, 2))))
                .isInstanceOf(IncompatibleDefinitionException.class);
        assertThatThrownBy(() -> good(.8).evaluate(weeks(BAD, 1, 2), after(9)))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void aStandardSaysAllThatAContractSays() {
        TimeWindow year = new TimeWindow(MONDAY, after(52));
        Standard standard = good(.8).source("contract §4")
                .owner("Head of service")
                .weight(2)
                .perspective(Perspective.PROCESS)
                .mode(Standard.Mode.EVIDENTIAL)
                .validity(year)
                .required(.75, 4)
                .leastN(5)
                .level(new ConfidenceLevel(.9));

        assertThat(standard).hasToString("Good enough: good ≥ 80.0 % (contract §4)");
        assertThat(standard.owner()).isEqualTo("Head of service");
        assertThat(standard.weight()).isEqualTo(2);
        assertThat(standard.perspective()).isEqualTo(Perspective.PROCESS);
        assertThat(standard.validity()).isEqualTo(year);
        assertThat(standard.requiredShare()).isEqualTo(.75);
        assertThat(standard.requiredOf()).isEqualTo(4);
        assertThat(standard.level()).isEqualTo(new ConfidenceLevel(.9));
        assertThat(standard).isEqualTo(standard.weight(2)).isNotEqualTo(standard.weight(3));
        assertThat(standard.weight(2)).hasSameHashCodeAs(standard);
        assertThat(good(.8).weight()).isEqualTo(1);
        assertThatThrownBy(() -> standard.weight(-1)).hasMessageContaining("over 0");
        assertThatThrownBy(() -> standard.required(0, 4)).hasMessageContaining("over 0");
        assertThatThrownBy(() -> standard.required(1, 0)).hasMessageContaining("from 1 to 10000");
        assertThatThrownBy(() -> standard.leastN(-1)).hasMessageContaining("at least 0");
    }

    @Test
    void theLastWholePeriodIsJudgedAndTheStandardByAllOfThem() {
        TimeSeries<Measurement<Proportion>> weeks = weeks(84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92, 1);
        Evaluation evaluation = good(.85).required(1, 12).evaluate(weeks, after(12));

        assertThat(evaluation.period()).contains("2026-W13");
        assertThat(evaluation.compliance().measurement().value()).hasValue(.92);
        assertThat(evaluation.realism().periods()).isEqualTo(12);
        assertThat(evaluation.realism().verdict()).isEqualTo(Realism.Verdict.REALISTIC);
        assertThat(evaluation.history().values()).hasSize(12);
        assertThat(evaluation.trend().verdict()).isEqualTo(Trend.Verdict.IMPROVING);
        assertThat(evaluation.trend().kendall().s()).isEqualTo(35);
        assertThat(evaluation.trend().forecast().orElseThrow()).isCloseTo(.913, within(1e-9));
        assertThat(codes(evaluation))
                .containsExactly(
                        Code.MOSTLY_NOISE,
                        Code.TREND_IMPROVING,
                        Code.FORECAST,
                        Code.SUGGESTION,
                        Code.BEST_QUARTER,
                        Code.HORIZON,
                        Code.HORIZON_CHANCE);
        // A sample of 100 with 88 good ones gives more noise than the weeks differ by.
        assertThat(evaluation.realism().noise()).hasValue(1);
        assertThat(evaluation.horizonMet()).contains(false);
        assertThat(good(.85).evaluate(weeks, after(12)).horizonMet()).isEmpty();
        assertThat(codes(good(.85).evaluate(weeks, after(12)))).doesNotContain(Code.HORIZON, Code.HORIZON_CHANCE);
        assertThat(good(.85).required(.9, 12).evaluate(weeks, after(12)).horizonMet())
                .contains(true);
        assertThat(good(.85).required(1, 24).evaluate(weeks(90, 91), after(2)).horizonMet())
                .isEmpty();
        assertThat(evaluation.toString())
                .startsWith("2026-W13 Good enough: MET, evidence MET: Good cases 92.0 %")
                .contains("REALISTIC: met in 11 of 12 periods")
                .endsWith("HORIZON, HORIZON_CHANCE]");
    }

    private static List<Code> codes(Evaluation evaluation) {
        return evaluation.findings().stream().map(Finding::code).toList();
    }

    @Test
    void onlyPeriodsWithinTheValidityCount() {
        TimeSeries<Measurement<Proportion>> weeks = weeks(84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92);
        Standard standard = good(.85).validity(new TimeWindow(after(2), after(11)));
        assertThat(standard.evaluate(weeks, after(12)).history().periods()).hasSize(9);
        assertThat(standard.evaluate(weeks, after(12)).period()).contains("2026-W12");
    }

    @Test
    void withoutAWholePeriodAllThereIsIsJudged() {
        Evaluation evaluation = good(.8).evaluate(weeks(90), MONDAY.plusSeconds(200_000));
        assertThat(evaluation.period()).isEmpty();
        assertThat(evaluation.compliance().contractual()).isEqualTo(Verdict.MET);
        assertThat(codes(evaluation)).containsExactly(Code.NO_WHOLE_PERIOD);
        assertThat(evaluation.realism().verdict()).isEqualTo(Realism.Verdict.INSUFFICIENT_HISTORY);
    }

    @Test
    void periodsWithoutANumberKeepTheirPlaceAndDoNotCount() {
        List<Case> cases = new ArrayList<>(cases(0, 90, 100));
        cases.addAll(cases(2, 90, 100));
        cases.addAll(cases(3, 3, 3));
        var weeks = GOOD.over(Periods.weekly(ZoneOffset.UTC).at("at", Case::at)).of(cases);
        Evaluation evaluation = good(.8).leastN(5).evaluate(weeks, after(4));

        assertThat(evaluation.history().periods()).hasSize(4);
        assertThat(evaluation.realism().periods()).isEqualTo(2);
        assertThat(evaluation.compliance().contractual()).isEqualTo(Verdict.SUPPRESSED);
    }

    @Test
    void aPeriodInWhichSomethingMayChangeIsImmature() {
        var fcr = Resolution.fcrWithin(Duration.ofDays(7));
        List<Interaction> calls = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            calls.add(Interaction.builder("c" + i)
                    .customer("k" + i)
                    .startedAt(MONDAY.plus(Duration.ofDays(i)))
                    .build());
        }
        var weeks = fcr.over(Periods.weekly(ZoneOffset.UTC).at("startedAt", Interaction::startedAt));
        Standard standard = Standard.of("First time", fcr, Target.atLeast(.7));
        Evaluation evaluation = standard.evaluate(weeks.asOf(after(2)).of(calls), after(2));

        assertThat(evaluation.compliance().contractual()).isEqualTo(Verdict.IMMATURE);
        assertThat(evaluation.realism().periods()).isEqualTo(1);
        assertThat(standard.evaluate(weeks.asOf(after(3)).of(calls), after(3))
                        .compliance()
                        .contractual())
                .isEqualTo(Verdict.MET);
    }

    @Test
    void fewObservationsAreNoHistory() {
        List<Case> cases = new ArrayList<>();
        for (int week = 0; week < 12; week++) {
            cases.addAll(cases(week, 2, 2));
        }
        var weeks = GOOD.over(Periods.weekly(ZoneOffset.UTC).at("at", Case::at)).of(cases);
        assertThat(good(.8).evaluate(weeks, after(12)).realism().verdict())
                .isEqualTo(Realism.Verdict.INSUFFICIENT_HISTORY);
    }

    @Test
    void whatIsCountedInFullIsItsOwnEvidence() {
        var volume = VOLUME;
        Standard standard = Standard.of("Enough work", volume, Target.atLeast(50));
        assertThat(standard.evaluate(volume.of(cases(0, 30, 60))).evidential()).isEqualTo(Verdict.MET);
        assertThat(standard.evaluate(volume.of(cases(0, 30, 40))).evidential()).isEqualTo(Verdict.MISSED);
        assertThat(standard.evaluate(volume.of(cases(0, 30, 40))).p()).isEmpty();
    }

    @Test
    void manyStandardsNeedMoreEvidence() {
        Standard standard = good(.8);
        List<Compliance> all = new ArrayList<>();
        all.add(standard.evaluate(GOOD.of(cases(0, 88, 100))));
        assertThat(all.get(0).evidential()).isEqualTo(Verdict.MET);
        assertThat(all.get(0).p().orElseThrow()).isBetween(.03, .05);
        assertThat(Compliance.adjusted(all)).isEqualTo(all);
        for (int i = 0; i < 19; i++) {
            all.add(standard.evaluate(GOOD.of(cases(0, 80, 100))));
        }
        List<Compliance> adjusted = Compliance.adjusted(all);
        assertThat(adjusted).extracting(Compliance::evidential).containsOnly(Verdict.INCONCLUSIVE);
        assertThat(adjusted.get(0).contractual()).isEqualTo(Verdict.MET);
        all.set(1, standard.evaluate(GOOD.of(cases(0, 100, 100))));
        assertThat(Compliance.adjusted(all).get(1).evidential()).isEqualTo(Verdict.MET);

        List<Evaluation> evaluations = new ArrayList<>();
        evaluations.add(standard.evaluate(weeks(88), after(1)));
        for (int i = 0; i < 19; i++) {
            evaluations.add(standard.evaluate(weeks(80), after(1)));
        }
        Evaluation first = Evaluation.together(evaluations).get(0);
        assertThat(first.compliance().evidential()).isEqualTo(Verdict.MET);
        assertThat(codes(first)).containsExactly(Code.MANY_STANDARDS);
        assertThat(first.findings().get(0).figure("standards")).hasValue(20);
        assertThat(codes(Evaluation.together(evaluations).get(1))).isEmpty();
    }

    @Test
    void pIsWhereTheIntervalTouchesTheTarget() {
        Compliance compliance = good(.8).evaluate(GOOD.of(cases(0, 88, 100)));
        double p = compliance.p().orElseThrow();
        var justWider = compliance.measurement().interval(new ConfidenceLevel(1 - p * .999));
        var justNarrower = compliance.measurement().interval(new ConfidenceLevel(1 - p * 1.001));
        assertThat(justWider.low()).isLessThan(.8);
        assertThat(justNarrower.low()).isGreaterThan(.8);
        assertThat(good(.8).evaluate(GOOD.of(cases(0, 80, 100))).p()).hasValue(1);
    }

    @Test
    void aTargetWorseThanCustomersTolerateIsMisaligned() {
        Evaluation evaluation = good(.8).evaluate(weeks(90), after(1));
        assertThat(codes(evaluation.tolerated(.85))).containsExactly(Code.MISALIGNED);
        assertThat(codes(evaluation.tolerated(.8))).isEmpty();
        assertThat(codes(evaluation.tolerated(ofSeconds(45), ofSeconds(60)))).containsExactly(Code.MISALIGNED);
        assertThat(codes(evaluation.tolerated(ofSeconds(45), ofSeconds(45)))).isEmpty();
        Standard few = Standard.of("Few bad ones", BAD, Target.atMost(.1));
        assertThat(codes(few.evaluate(weeks(BAD, 90), after(1)).tolerated(.05))).containsExactly(Code.MISALIGNED);
    }

    @Test
    void anotherNumberThatSuffersIsNamed() {
        int[] good = {70, 92, 71, 93, 72, 94, 73, 95, 74, 96};
        int[] suffering = {90, 60, 91, 61, 92, 62, 93, 63, 94, 64};
        Evaluation evaluation = good(.85).evaluate(weeks(good), after(10)).beside(weeks(BAD, suffering));

        // Bad cases are 100 less the good ones, so they were worse whenever the standard was met.
        Finding finding = evaluation.findings().get(evaluation.findings().size() - 1);
        assertThat(finding.code()).isEqualTo(Code.COUNTER_METRIC_WORSE);
        assertThat(finding.figure("met").orElseThrow()).isCloseTo(.38, within(1e-9));
        assertThat(finding.figure("missed").orElseThrow()).isCloseTo(.08, within(1e-9));
        assertThat(finding.names()).containsEntry("metric", "Bad cases");
        assertThat(codes(good(.85).evaluate(weeks(good), after(10)).beside(weeks(BAD, good))))
                .doesNotContain(Code.COUNTER_METRIC_WORSE);
        var volume = VOLUME.over(Periods.weekly(ZoneOffset.UTC).at("at", Case::at));
        assertThatThrownBy(() -> evaluation.beside(volume.of(cases(0, 1, 1)))).hasMessageContaining("UP or DOWN");
    }

    @Test
    void anotherNumberThatGetsWorseMeanwhileIsNamed() {
        int[] rising = {80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91};
        int[] falling = {91, 90, 89, 88, 87, 86, 85, 84, 83, 82, 81, 80};
        Evaluation evaluation = good(.5).evaluate(weeks(rising), after(12)).beside(weeks(BAD, falling));
        assertThat(codes(evaluation)).contains(Code.COUNTER_METRIC_WORSENS);
    }

    @Test
    void durationsHeapedAtTheLimitAreAHint() {
        Evaluation evaluation = good(.8).evaluate(weeks(90), after(1));
        LongStream even = LongStream.rangeClosed(1, 2_000).map(i -> i * 10);
        assertThat(codes(evaluation.besideDurations(even, ofSeconds(10)))).isEmpty();
        LongStream heaped = LongStream.concat(
                LongStream.rangeClosed(1, 2_000).map(i -> i * 10),
                LongStream.range(0, 100).map(i -> 9_900));
        Finding heap =
                evaluation.besideDurations(heaped, ofSeconds(10)).findings().get(0);
        assertThat(heap.code()).isEqualTo(Code.HEAPED_AT_THRESHOLD);
        assertThat(heap.figures().get("count")).isEqualTo(new Finding.Figure(200, Unit.COUNT));
        assertThat(heap.figures().get("expected")).isEqualTo(new Finding.Figure(100, Unit.COUNT));
        assertThat(codes(evaluation.besideDurations(LongStream.empty(), ofSeconds(10))))
                .isEmpty();
        // Waits that thin out evenly are no heap.
        LongStream waits = LongStream.range(0, 10_000).map(i -> (long) (-20_000 * Math.log((i + .5) / 10_000)));
        assertThat(codes(evaluation.besideDurations(waits, ofSeconds(10)))).isEmpty();
    }

    @Test
    void aServiceLevelIsAStandardOfThresholdAndTarget() {
        var level = Waiting.serviceLevel(ofSeconds(20)).offered();
        Standard standard =
                Standard.of("Answer fast", level, Target.atLeast(.8)).source("contract §4");
        assertThat(standard.toString()).isEqualTo("Answer fast: " + level.signature() + " ≥ 80.0 % (contract §4)");
    }

    @Test
    void periodsOfOtherNamesAreNotSetBeside() {
        Evaluation evaluation = good(.8).evaluate(weeks(90, 91), after(2));
        var months = BAD.over(Periods.monthly(ZoneOffset.UTC).at("at", Case::at));
        assertThatThrownBy(() -> evaluation.beside(months.of(cases(0, 1, 1))))
                .hasMessage("periods of bad must be those of the standard, like 2026-W02, got [2026-01]");
        assertThatThrownBy(() -> evaluation.beside(List.of())).hasMessageContaining("at least 1");
    }

    @Test
    void aForecastStaysWhereTheNumberCanLie() {
        int[] rising = {88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100};
        Evaluation evaluation = good(.8).evaluate(weeks(rising), after(13));
        Finding forecast = evaluation.findings().stream()
                .filter(f -> f.code() == Code.FORECAST)
                .findFirst()
                .orElseThrow();
        assertThat(forecast.figure("forecast")).hasValue(1);
        assertThat(codes(good(.8).evaluate(weeks(80, 82, 84, 86, 88, 90, 92, 94), after(8))))
                .doesNotContain(Code.TREND_IMPROVING);
    }

    @Test
    void rowsOfOneGroupAreJudgedLikeASeries() {
        TimeSeries<Measurement<Proportion>> weeks = weeks(84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92, 1);
        Evaluation byRows = good(.85).evaluate(weeks.rows().toList(), after(12));
        assertThat(byRows).hasToString(good(.85).evaluate(weeks, after(12)).toString());
        assertThatThrownBy(() -> good(.85).evaluate(List.of(), after(12))).hasMessageContaining("at least 1");
        assertThat(byRows.history()).hasToString("12 periods from 2026-W02 to 2026-W13, 12 of them with a number");
    }

    @Test
    void valuesThatAreAllAlikeProveNothingWhileThereAreFew() {
        var amount = Metric.of(
                Definition.of("touches", "Σ touches / n").direction(Direction.DOWN),
                Rule.<Integer>amount(i -> i),
                Moments.estimator(1));
        Standard standard = Standard.of("Few touches", amount, Target.atMost(1.2));
        assertThat(standard.evaluate(amount.of(List.of(1, 1))).evidential()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standard.evaluate(amount.of(List.of(1, 1))).p()).hasValue(1);
        assertThat(standard.evaluate(amount.of(Collections.nCopies(9, 1))).evidential())
                .isEqualTo(Verdict.INCONCLUSIVE);
        List<Integer> many = new ArrayList<>(Collections.nCopies(400, 1));
        many.add(2);
        assertThat(standard.evaluate(amount.of(many)).evidential()).isEqualTo(Verdict.MET);
        assertThat(standard.evaluate(amount.of(many)).isApproximate()).isFalse();
        Compliance skewed = standard.evaluate(amount.of(List.of(0, 0, 0, 0, 0, 0, 9)));
        assertThat(skewed.isApproximate()).isTrue();
        assertThat(good(.8).evaluate(GOOD.of(cases(0, 1, 2))).isApproximate()).isFalse();
    }

    @Test
    void onlyWholePeriodsThatDoNotOverlapAreAHistory() {
        TimeSeries<Measurement<Proportion>> weeks = weeks(84, 87, 85, 88, 90);
        assertThatThrownBy(() -> good(.8).evaluate(weeks.rolling(2), after(5))).hasMessageContaining("do not overlap");
        Evaluation early = good(.8).evaluate(weeks, MONDAY.plusSeconds(-1));
        assertThat(early.compliance().contractual()).isEqualTo(Verdict.NO_DATA);
        Evaluation never =
                good(.8).validity(new TimeWindow(after(40), after(50))).evaluate(weeks, after(45));
        assertThat(never.compliance().contractual()).isEqualTo(Verdict.NO_DATA);
        assertThat(never.period()).isEmpty();
        assertThat(codes(good(.8).evaluate(weeks, after(7)))).contains(Code.NO_DATA_SINCE);
        assertThat(codes(good(.8).evaluate(weeks, after(6)))).doesNotContain(Code.NO_DATA_SINCE);
        Standard ended = good(.8).validity(new TimeWindow(MONDAY, after(5)));
        assertThat(codes(ended.evaluate(weeks, after(30)))).doesNotContain(Code.NO_DATA_SINCE);
    }

    @Test
    void weeksOfUnlikeSizeAreNotTakenForUnstable() {
        List<Case> cases = new ArrayList<>();
        for (int week = 0; week < 24; week++) {
            // A small week of 20 may well have 13 good ones; one of 300 may not have 195.
            cases.addAll(week % 6 == 5 ? cases(week, 13, 20) : cases(week, 240 + week % 3, 300));
        }
        var weekly = GOOD.over(Periods.weekly(ZoneOffset.UTC).at("at", Case::at));
        assertThat(good(.8).evaluate(weekly.of(cases), after(24)).realism().isUnstable())
                .isFalse();
        cases.removeIf(c -> c.week() == 11);
        cases.addAll(cases(11, 195, 300));
        assertThat(good(.8).evaluate(weekly.of(cases), after(24)).realism().isUnstable())
                .isTrue();
    }

    @Test
    void aDensityThatEndsAtTheThresholdIsNoHeap() {
        Evaluation evaluation = good(.8).evaluate(weeks(90), after(1));
        LongStream untilThere = LongStream.rangeClosed(1, 1_000).map(i -> i * 10);
        assertThat(codes(evaluation.besideDurations(untilThere, ofSeconds(10)))).isEmpty();
        LongStream rising = LongStream.rangeClosed(1, 3_000).map(i -> (long) (10_000 * Math.sqrt(i / 3_000.)));
        assertThat(codes(evaluation.besideDurations(rising, ofSeconds(10)))).isEmpty();
        for (int i = 0; i < 5; i++) {
            LongStream heaped = LongStream.range(0, 200_000).map(k -> k % 2 == 0 ? k / 10 : 9_950);
            assertThat(codes(evaluation.besideDurations(heaped.parallel(), ofSeconds(10))))
                    .containsExactly(Code.HEAPED_AT_THRESHOLD);
        }
    }

    @Test
    void whatMaySufferIsNamed() {
        var level = Waiting.serviceLevel(ofSeconds(20)).offered();
        assertThat(Standard.of("Answer fast", level, Target.atLeast(.8)).counterMetrics())
                .contains("abandonment");
        assertThat(Standard.of("Handle fast", Handling.AHT, Target.atMost(300)).counterMetrics())
                .contains("fcr.window");
        assertThat(good(.8).counterMetrics()).isEmpty();
    }

    @Test
    void twoUnlikeValuesHaveAP() {
        var amount = Metric.of(
                Definition.of("touches", "Σ touches / n").direction(Direction.DOWN),
                Rule.<Integer>amount(i -> i),
                Moments.estimator(1));
        Standard standard = Standard.of("Few touches", amount, Target.atMost(2));
        assertThat(standard.evaluate(amount.of(List.of(100, 120))).p()).hasValue(1);
        assertThat(amount.of(List.of(100, 120))
                        .interval(new ConfidenceLevel(1e-12))
                        .contains(110))
                .isTrue();
        assertThat(standard.evaluate(amount.of(List.of(100, 120))).isTooFew()).isTrue();
    }

    @Test
    void aRareShareIsLookedAtToo() {
        List<Case> cases = new ArrayList<>();
        for (int week = 0; week < 51; week++) {
            cases.addAll(cases(week, 100, 100));
        }
        var weekly = GOOD.over(Periods.weekly(ZoneOffset.UTC).at("at", Case::at));
        assertThat(good(.8).evaluate(weekly.of(cases), after(51)).realism().isUnstable())
                .isFalse();
        cases.addAll(cases(51, 40, 100));
        assertThat(good(.8).evaluate(weekly.of(cases), after(52)).realism().isUnstable())
                .isTrue();
        cases.clear();
        for (int week = 0; week < 52; week++) {
            cases.addAll(cases(week, week < 26 ? 49 + week % 2 : 45 + week % 2, 50));
        }
        assertThat(good(.8).evaluate(weekly.of(cases), after(52)).realism().isUnstable())
                .isTrue();
    }

    @Test
    void timesInWholeMinutesAreNoHeap() {
        Evaluation evaluation = good(.8).evaluate(weeks(90), after(1));
        LongStream minutes =
                LongStream.range(0, 3_000).map(i -> 60_000 * (long) Math.ceil(-5 * Math.log((i + .5) / 3_000)));
        assertThat(codes(evaluation.besideDurations(minutes, Duration.ofMinutes(5))))
                .isEmpty();
        LongStream hours = LongStream.range(0, 3_000).map(i -> 3_600_000 * (1 + i % 9));
        assertThat(codes(evaluation.besideDurations(hours, Duration.ofHours(2))))
                .isEmpty();
    }

    @Test
    void aGridOfMinutesIsSeenThroughOtherValues() {
        Evaluation evaluation = good(.8).evaluate(weeks(90), after(1));
        LongStream mixed = LongStream.range(0, 1_000).map(i -> i % 100 == 7 ? 61_003 + i : 60_000 * (1 + i % 10));
        assertThat(codes(evaluation.besideDurations(mixed, Duration.ofMinutes(5))))
                .isEmpty();
        LongStream hours = LongStream.range(0, 1_000).map(i -> 3_600_000 * (1 + i % 10));
        assertThat(codes(evaluation.besideDurations(hours, Duration.ofMinutes(125))))
                .isEmpty();
    }

    @Test
    void aNetScoresPGoesWithItsVerdict() {
        Standard standard = Standard.of("Recommended", Loyalty.NPS, Target.atLeast(50));
        for (int promoters = 0; promoters <= 8; promoters++) {
            for (int detractors = 0; promoters + detractors <= 8; detractors++) {
                List<SurveyResponse> answers = new ArrayList<>(Collections.nCopies(promoters, SurveyResponse.nps(10)));
                answers.addAll(Collections.nCopies(detractors, SurveyResponse.nps(0)));
                answers.addAll(Collections.nCopies(8 - promoters - detractors, SurveyResponse.nps(8)));
                Compliance compliance = standard.evaluate(Loyalty.NPS.of(answers));
                assertThat(compliance.p().orElseThrow() <= .05 + 1e-9)
                        .as("%s", compliance)
                        .isEqualTo(compliance.evidential() != Verdict.INCONCLUSIVE);
            }
        }
    }
}

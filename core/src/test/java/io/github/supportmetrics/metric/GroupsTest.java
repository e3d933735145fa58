package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.metric.Comparison.Verdict;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.GroupTest;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures: with scipy 1.17.1 (chi2_contingency without correction, f_oneway, false_discovery_control). */
class GroupsTest {
    private record Call(String team, boolean solved) {}

    private static final Axis<Call, String> TEAM = Axis.of("team", Call::team);

    private static Metric<Call, Measurement<Proportion>> solved(Direction direction) {
        return Metric.of(
                Definition.of("solved", "solved / calls").titled("Solved").direction(direction),
                Rule.<Call>share(Call::solved),
                Proportion.estimator());
    }

    private static List<Call> calls(String team, int solved, int all) {
        List<Call> calls = new ArrayList<>(Collections.nCopies(solved, new Call(team, true)));
        calls.addAll(Collections.nCopies(all - solved, new Call(team, false)));
        return calls;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Groups<String> groups(Direction direction, List<Call>... teams) {
        List<Call> all = java.util.Arrays.stream(teams).flatMap(List::stream).toList();
        return Groups.of(solved(direction).by(TEAM).of(all));
    }

    @Test
    void sharesOfSeveralGroupsAreTestedByChiSquare() {
        GroupTest test = groups(Direction.UP, calls("a", 170, 200), calls("b", 132, 180), calls("c", 90, 120))
                .test()
                .orElseThrow();

        assertThat(test.method()).isEqualTo("chi-square");
        assertThat(test.statistic().orElseThrow()).isCloseTo(8.692365835222976, within(1e-9));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.p().orElseThrow()).isCloseTo(.012956173094113923, within(1e-9));
        assertThat(test.groups()).hasSize(3);
        assertThat(test.groups().get(0).expected()).isCloseTo(200 * 392 / 500d, within(1e-9));
    }

    private static Measurement<Ratings> mean(int... counts) {
        return Satisfaction.csat(Scale.of(1, 5)).mean().of(answers(SurveyKind.CSAT, Scale.of(1, 5), counts));
    }

    @Test
    void meansOfSeveralGroupsAreTestedByF() {
        GroupTest test = Groups.of(Map.of(
                        "a", mean(0, 0, 10, 20, 30),
                        "b", mean(0, 20, 0, 20, 20),
                        "c", mean(5, 0, 0, 40, 0)))
                .test()
                .orElseThrow();

        assertThat(test.method()).isEqualTo("F");
        assertThat(test.statistic().orElseThrow()).isCloseTo(8.247272727272724, within(1e-9));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.within()).hasValue(162);
        assertThat(test.p().orElseThrow()).isCloseTo(.000388235542098886, within(1e-9));
    }

    @Test
    void aNumberWithoutATestForSeveralGroupsHasNone() {
        assertThat(Groups.of(Map.of("a", Calibration.PERCENT_AGREEMENT.empty())).test())
                .isEmpty();
    }

    @Test
    void ratesOfSeveralGroupsAreTestedByChiSquareToo() {
        var rate = Metric.of(
                Definition.of("rate", "events / exposure"), Rule.<Call>events(Call::solved), EventRate.estimator(1, 1));
        List<Call> facts = new ArrayList<>(calls("a", 10, 110));
        facts.addAll(calls("b", 20, 120));
        GroupTest test = Groups.of(rate.by(TEAM).of(facts)).test().orElseThrow();

        // 15 expected in each: 25/15 + 25/15.
        assertThat(test.statistic().orElseThrow()).isCloseTo(10 / 3d, within(1e-9));
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
    }

    @Test
    void amongFourComparisonsASingleSmallProbabilityIsTakenBack() {
        List<Groups.Against<String>> against = groups(
                        Direction.UP,
                        calls("a", 91, 100),
                        calls("b", 83, 100),
                        calls("base", 80, 100),
                        calls("c", 78, 100),
                        calls("d", 81, 100))
                .against("base", ConfidenceLevel.P95);
        Groups.Against<String> first = against.get(0);

        assertThat(against).extracting(Groups.Against::group).containsExactly("a", "b", "c", "d");
        assertThat(first.comparison().verdict()).isEqualTo(Verdict.BETTER);
        assertThat(first.comparison().difference().p().orElseThrow()).isCloseTo(.027169365236135164, within(1e-9));
        assertThat(first.pAdjusted().orElseThrow()).isCloseTo(4 * .027169365236135164, within(1e-9));
        assertThat(first.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
        assertThat(against.subList(1, 4)).allSatisfy(other -> {
            assertThat(other.pAdjusted().orElseThrow()).isCloseTo(.8583524167660319, within(1e-9));
            assertThat(other.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
        });
    }

    @Test
    void aloneTheSameGroupIsBetter() {
        Groups.Against<String> alone = groups(Direction.UP, calls("a", 91, 100), calls("base", 80, 100))
                .against("base", ConfidenceLevel.P95)
                .get(0);

        assertThat(alone.pAdjusted().orElseThrow()).isCloseTo(.027169365236135164, within(1e-9));
        assertThat(alone.verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void aGroupWithoutDataIsComparedWithNoEvidenceAndAdjustsNothing() {
        Map<String, Measurement<Proportion>> withEmpty = new LinkedHashMap<>(
                solved(Direction.UP).by(TEAM).of(calls("base", 80, 100)).cells());
        withEmpty.put("a", solved(Direction.UP).of(calls("a", 91, 100)));
        withEmpty.put("none", solved(Direction.UP).empty());
        List<Groups.Against<String>> against = Groups.of(withEmpty).against("base", ConfidenceLevel.P95);

        assertThat(against.get(0).verdict()).isEqualTo(Verdict.BETTER);
        assertThat(against.get(1).pAdjusted()).isEmpty();
        assertThat(against.get(1).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    }

    @Test
    void aBaseThatIsNoGroupIsRefused() {
        Groups<String> groups = groups(Direction.UP, calls("a", 1, 2), calls("b", 1, 2));

        assertThatThrownBy(() -> groups.against("c", ConfidenceLevel.P95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base must be one of [a, b], got c");
    }

    @Test
    void theBestComesFirstByItsCautiousLimitAndNeighboursWithinChanceAreTied() {
        List<Groups.Ranked<String>> ranked = groups(
                        Direction.UP,
                        calls("few", 3, 3),
                        calls("fair", 170, 200),
                        calls("poor", 100, 200),
                        calls("good", 180, 200))
                .ranked(ConfidenceLevel.P95);

        assertThat(ranked).extracting(Groups.Ranked::group).containsExactly("good", "fair", "few", "poor");
        assertThat(ranked).extracting(Groups.Ranked::tiedWithNext).containsExactly(true, true, true, false);
        assertThat(groups(Direction.UP, calls("fair", 170, 200), calls("poor", 100, 200))
                        .ranked(ConfidenceLevel.P95))
                .extracting(Groups.Ranked::tiedWithNext)
                .containsExactly(false, false);
    }

    @Test
    void whereLessIsBetterTheUpperLimitIsTheCautiousOne() {
        List<Groups.Ranked<String>> ranked = groups(
                        Direction.DOWN, calls("few", 0, 3), calls("good", 20, 200), calls("poor", 100, 200))
                .ranked(ConfidenceLevel.P95);

        assertThat(ranked).extracting(Groups.Ranked::group).containsExactly("good", "few", "poor");
        assertThat(ranked.get(0).limit())
                .isEqualTo(ranked.get(0).measurement().interval().high());
    }

    @Test
    void whatIsNeitherBetterNorWorseIsNotRanked() {
        Groups<String> groups = groups(Direction.NONE, calls("a", 1, 2));

        assertThatThrownBy(() -> groups.ranked(ConfidenceLevel.P95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("direction to rank by must be UP or DOWN, got NONE");
    }

    @Test
    void groupsAreOfOneDefinitionAndThereIsAtLeastOne() {
        assertThatThrownBy(() -> Groups.of(Map.of(
                        "a", solved(Direction.UP).empty(),
                        "b", Satisfaction.csat(Scale.of(1, 5)).mean().empty())))
                .isInstanceOf(IncompatibleDefinitionException.class);
        assertThatThrownBy(() -> Groups.of(Map.<String, Measurement<Proportion>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of groups must be at least 1, got 0");
    }
}

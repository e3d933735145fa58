package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Comparison.Verdict;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Difference;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures: DOMAIN §0.1 and §1.1, and with scipy 1.17.1. */
class ComparisonTest {
    private static final Metric<SurveyResponse, Measurement<Ratings>> CSAT =
            Satisfaction.csat(Scale.of(1, 5)).topTwo();

    private static Measurement<Ratings> csat(int satisfied, int asked) {
        return CSAT.of(answers(SurveyKind.CSAT, Scale.of(1, 5), asked - satisfied, 0, 0, satisfied, 0));
    }

    private static Measurement<Proportion> share(Direction direction, int successes, int trials) {
        List<Boolean> events = new ArrayList<>(Collections.nCopies(successes, true));
        events.addAll(Collections.nCopies(trials - successes, false));
        return Metric.of(
                        Definition.of("share", "yes / all").direction(direction),
                        Rule.<Boolean>share(yes -> yes),
                        Proportion.estimator())
                .of(events);
    }

    private static Measurement<EventRate> complaints(int events, int exposure) {
        List<Boolean> facts = new ArrayList<>(Collections.nCopies(events, true));
        facts.addAll(Collections.nCopies(exposure, false));
        return Metric.of(
                        Definition.of("complaint.rate", "complaints / contacts")
                                .titled("Complaint rate")
                                .unit(Unit.PER_THOUSAND)
                                .direction(Direction.DOWN),
                        Rule.<Boolean>events(yes -> yes),
                        EventRate.estimator(1, 1000))
                .of(facts);
    }

    private static void assertPrints(Comparison comparison, double factor, int digits, String value, String interval) {
        String format = "%." + digits + "f";
        Interval i = comparison.difference().interval();
        assertThat(String.format(
                        Locale.ROOT, format, comparison.difference().value().orElseThrow() * factor))
                .isEqualTo(value);
        assertThat(String.format(Locale.ROOT, format + "–" + format, i.low() * factor, i.high() * factor))
                .isEqualTo(interval);
    }

    @Test
    void elevenPointsOverALastMonthOfTwoHundredAreBetter() {
        Comparison comparison = Comparison.of(csat(170, 200), csat(132, 180));

        assertPrints(comparison, 100, 2, "11.67", "3.51–19.79");
        assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(comparison.difference().p().orElseThrow()).isCloseTo(.004931012061900169, within(1e-12));
        assertThat(comparison.difference().kind()).isEqualTo(Difference.Kind.DIFFERENCE);
        assertThat(Comparison.of(csat(132, 180), csat(170, 200)).verdict()).isEqualTo(Verdict.WORSE);
    }

    @Test
    void threeAnswersAreNoEvidenceHoweverGood() {
        Comparison comparison = Comparison.of(csat(3, 3), csat(132, 180));

        assertPrints(comparison, 100, 1, "26.7", "-29.8–33.6");
        assertThat(comparison.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    }

    @Test
    void aHigherLevelAsksForMoreEvidence() {
        assertThat(Comparison.of(csat(170, 200), csat(132, 180), new ConfidenceLevel(.999))
                        .verdict())
                .isEqualTo(Verdict.NO_EVIDENCE);
        assertThat(Comparison.of(csat(170, 200), csat(132, 180), new ConfidenceLevel(.999))
                        .difference()
                        .interval()
                        .confidence())
                .isEqualTo(new ConfidenceLevel(.999));
    }

    @ParameterizedTest
    @CsvSource({"UP, BETTER, WORSE", "DOWN, WORSE, BETTER", "RANGE, DIFFERENT, DIFFERENT", "NONE, DIFFERENT, DIFFERENT"
    })
    void theDirectionSaysWhichOfTwoNumbersIsBetter(Direction direction, Verdict higher, Verdict lower) {
        Measurement<Proportion> high = share(direction, 170, 200);
        Measurement<Proportion> low = share(direction, 132, 180);

        assertThat(Comparison.of(high, low).verdict()).isEqualTo(higher);
        assertThat(Comparison.of(low, high).verdict()).isEqualTo(lower);
        assertThat(Comparison.of(high, high).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    }

    @Test
    void numbersOfUnlikeDefinitionsAreNotComparedAndBothAreNamed() {
        Measurement<Ratings> top = CSAT.of(List.of());
        Measurement<Ratings> mean = Satisfaction.csat(Scale.of(1, 5)).mean().of(List.of());

        assertThatThrownBy(() -> Comparison.of(top, mean))
                .isInstanceOfSatisfying(IncompatibleDefinitionException.class, e -> {
                    assertThat(e.first()).isEqualTo(top.signature());
                    assertThat(e.second()).isEqualTo(mean.signature());
                })
                .hasMessageContaining(top.signature())
                .hasMessageContaining(mean.signature());
        assertThatThrownBy(() -> Comparison.of(
                        top, CSAT.where("phone only", answer -> true).of(List.of())))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void withoutDataOnASideNothingIsSaid() {
        for (Comparison comparison :
                List.of(Comparison.of(csat(0, 0), csat(5, 5)), Comparison.of(csat(5, 5), csat(0, 0)))) {
            assertThat(comparison.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
            assertThat(comparison.difference().value()).isEmpty();
            assertThat(comparison.difference().p()).isEmpty();
        }
        assertThat(Comparison.of(csat(0, 0), csat(5, 5)))
                .hasToString("NO_EVIDENCE: CSAT no data (n = 0) against 100.0 % (n = 5)");
    }

    /** The Wald figures are those of DOMAIN §1.1; the default adds three pseudo-answers to each side. */
    @Test
    void thirtyAgainstFortyFourNpsPointsMayBeChance() {
        Measurement<Ratings> hundred =
                Loyalty.NPS.of(answers(SurveyKind.NPS, Scale.NPS, 20, 0, 0, 0, 0, 0, 0, 0, 30, 0, 50));
        Measurement<Ratings> more =
                Loyalty.NPS.of(answers(SurveyKind.NPS, Scale.NPS, 20, 0, 0, 0, 0, 0, 0, 0, 50, 0, 90));
        Comparison comparison = Comparison.of(hundred, more);
        Comparison wald = Comparison.of(hundred.using("wald"), more.using("wald"));

        assertPrints(comparison, 1, 2, "-13.75", "-32.39–4.76");
        assertThat(comparison.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
        assertThat(comparison.difference().p().orElseThrow()).isCloseTo(.1448029275424804, within(1e-9));
        assertPrints(wald, 1, 2, "-13.75", "-32.55–5.05");
        assertThat(wald.difference().statistic().orElseThrow()).isCloseTo(-1.433490948667959, within(1e-9));
    }

    @Test
    void meansAreComparedByWelch() {
        Satisfaction.Ces ces = Satisfaction.ces(Scale.of(1, 7));
        Comparison comparison = Comparison.of(
                ces.mean().of(answers(SurveyKind.CES, Scale.of(1, 7), 4, 6, 10, 20, 60, 60, 40)),
                ces.mean().of(answers(SurveyKind.CES, Scale.of(1, 7), 20, 0, 0, 40, 40, 0, 0)));

        assertPrints(comparison, 1, 3, "1.530", "1.181–1.879");
        assertThat(comparison.difference().statistic().orElseThrow()).isCloseTo(8.652087911506936, within(1e-9));
        assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
    }

    @Test
    void ratesAreComparedByTheirRatio() {
        Comparison comparison = Comparison.of(complaints(45, 12_000), complaints(80, 12_000));

        assertPrints(comparison, 1, 4, "0.5625", "0.3814–0.8204");
        assertThat(comparison.difference().kind()).isEqualTo(Difference.Kind.RATIO);
        assertThat(comparison.difference().p().orElseThrow()).isCloseTo(.002226488347320253, within(1e-12));
        assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(Comparison.of(complaints(0, 1000), complaints(20, 1000)).verdict())
                .isEqualTo(Verdict.BETTER);
        assertThat(Comparison.of(complaints(0, 1000), complaints(0, 1000)).verdict())
                .isEqualTo(Verdict.NO_EVIDENCE);
    }

    /** The ratio is undefined, but its lower limit of 4.9 is not. */
    @Test
    void twentyComplaintsAgainstNoneAreWorse() {
        Comparison comparison = Comparison.of(complaints(20, 1000), complaints(0, 1000));

        assertThat(comparison.difference().value()).isEmpty();
        assertThat(comparison.difference().interval().low()).isCloseTo(4.937062236878223, within(1e-9));
        assertThat(comparison.verdict()).isEqualTo(Verdict.WORSE);
    }

    @Test
    void quantilesAreComparedByTheirIntervals() {
        Timing<Integer> timing =
                Timing.of(Definition.of("t", "t").direction(Direction.DOWN), Rule.<Integer>duration(i -> i));
        List<Integer> fast = java.util.stream.IntStream.range(0, 40).boxed().toList();
        List<Integer> slow =
                java.util.stream.IntStream.range(1000, 1040).boxed().toList();
        Comparison comparison =
                Comparison.of(timing.quantile(.5).of(fast), timing.quantile(.5).of(slow));

        assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(comparison.difference().value()).hasValue(-1);
        assertThat(comparison.difference().interval().method()).isEqualTo("mover");
    }

    @Test
    void itReadsAsALine() {
        assertThat(Comparison.of(csat(170, 200), csat(132, 180)))
                .hasToString("BETTER: CSAT 85.0 % (n = 200) against 73.3 % (n = 180),"
                        + " difference 11.7 points (95 % CI 3.51 … 19.8, p = 0.0049)");
        assertThat(Comparison.of(complaints(60, 12_000), complaints(30, 12_000)).toString())
                .matches("WORSE: Complaint rate 5\\.00 .* \\(n = 12000\\) against 2\\.50 .* \\(n = 12000\\),"
                        + " ratio 2\\.00 \\(95 % CI 1\\.27 … 3\\.21, p = 0\\.0021\\)");
    }

    @Test
    void bothSidesStayAtHand() {
        Comparison comparison = Comparison.of(csat(170, 200), csat(132, 180));

        assertThat(comparison.measured()).isEqualTo(csat(170, 200));
        assertThat(comparison.base()).isEqualTo(csat(132, 180));
    }

    record Rated(String customer, int score) {}

    /** Who is always satisfied and who never is tells nothing of the change: only those who change do. */
    @Test
    void theSameCustomersAreComparedInPairs() {
        List<Rated> before = new ArrayList<>();
        List<Rated> after = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            before.add(new Rated("c" + i, i < 60 ? 5 : 1));
            after.add(new Rated("c" + i, i < 68 ? 5 : 1));
        }
        var byCustomer = Satisfaction.csat(Scale.of(1, 5))
                .topTwo()
                .on((Rated r) -> SurveyResponse.csat(r.score()))
                .by(Axis.of("customer", Rated::customer));
        Comparison paired = Comparison.paired(byCustomer.of(after), byCustomer.of(before));
        Comparison strangers = Comparison.of(
                byCustomer.of(after).total(), byCustomer.of(before).total());

        assertThat(strangers.verdict()).isEqualTo(Verdict.NO_EVIDENCE);
        assertThat(paired.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(paired.measured()).isEqualTo(strangers.measured());
        assertThat(paired.difference().value().orElseThrow()).isCloseTo(.08, within(1e-12));
        // 8 of 100 gained: se = √(.08 · .92 / 99).
        assertThat(paired.difference().statistic().orElseThrow())
                .isCloseTo(.08 / Math.sqrt(.08 * .92 / 99), within(1e-9));
        assertThat(paired.difference().degreesOfFreedom()).hasValue(99);
        assertThat(paired.toString())
                .startsWith("BETTER: CSAT 68.0 % (n = 100) against 60.0 % (n = 100), difference 8.00 points");
    }

    @Test
    void unlikeNumbersAreNotPaired() {
        var byCustomer = Satisfaction.csat(Scale.of(1, 5))
                .topTwo()
                .on((Rated r) -> SurveyResponse.csat(r.score()))
                .by(Axis.of("customer", Rated::customer));
        var mean = Metric.of(
                        Definition.of("mean", "Σ score / n"), Rule.<Rated>amount(Rated::score), Moments.estimator(1))
                .by(Axis.of("customer", Rated::customer));
        assertThatThrownBy(() -> Comparison.paired(
                        byCustomer.of(List.of()),
                        byCustomer.where("none", r -> false).of(List.of())))
                .isInstanceOf(IncompatibleDefinitionException.class);
        Comparison means = Comparison.paired(
                mean.of(List.of(
                        new Rated("a", 5), new Rated("b", 4), new Rated("c", 4), new Rated("d", 3), new Rated("e", 1))),
                mean.of(List.of(
                        new Rated("a", 4),
                        new Rated("b", 3),
                        new Rated("c", 4),
                        new Rated("d", 2),
                        new Rated("f", 1))));
        assertThat(means.difference().value().orElseThrow()).isCloseTo(.6, within(1e-12));
        assertThat(means.difference().degreesOfFreedom()).hasValue(5);
        var nps = Loyalty.NPS.on((Rated r) -> SurveyResponse.nps(r.score())).by(Axis.of("customer", Rated::customer));
        List<Rated> cold = new ArrayList<>();
        List<Rated> warm = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            cold.add(new Rated("c" + i, i % 2 == 0 ? 10 : 0));
            warm.add(new Rated("c" + i, i % 2 == 0 ? 10 : i < 20 ? 8 : 0));
        }
        Comparison net = Comparison.paired(nps.of(warm), nps.of(cold));
        assertThat(net.difference().value().orElseThrow()).isCloseTo(25, within(1e-9));
        // Ten of forty rose by a hundred points each.
        assertThat(net.difference().statistic().orElseThrow())
                .isCloseTo(25 / Math.sqrt((10 * 75. * 75 + 30 * 25. * 25) / 39 / 40), within(1e-9));
        assertThat(net.verdict()).isEqualTo(Verdict.BETTER);
        var stars = Satisfaction.csat(Scale.of(1, 5))
                .rescaledMean()
                .on((Rated r) -> SurveyResponse.csat(r.score()))
                .by(Axis.of("customer", Rated::customer));
        Comparison rescaled = Comparison.paired(
                stars.of(List.of(
                        new Rated("a", 5), new Rated("b", 4), new Rated("c", 4), new Rated("d", 3), new Rated("e", 1))),
                stars.of(List.of(
                        new Rated("a", 4),
                        new Rated("b", 3),
                        new Rated("c", 4),
                        new Rated("d", 2),
                        new Rated("f", 1))));
        assertThat(rescaled.difference().value().orElseThrow())
                .isCloseTo(
                        rescaled.measured().value().orElseThrow()
                                - rescaled.base().value().orElseThrow(),
                        within(1e-12));
        var median = Timing.of(Definition.of("t", "t").direction(Direction.DOWN), Rule.<Rated>duration(Rated::score))
                .quantile(.5)
                .by(Axis.of("customer", Rated::customer));
        assertThatThrownBy(() -> Comparison.paired(median.of(List.of()), median.of(List.of())))
                .hasMessageContaining("ratio of sums");
    }
}

package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Scoring;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.stats.Agreement;
import io.github.supportmetrics.stats.Agreement.Icc;
import io.github.supportmetrics.stats.Agreement.Level;
import io.github.supportmetrics.stats.RatedUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures: DOMAIN §1.8, intervals and leniency by hand with scipy 1.17.1. */
class CalibrationTest {
    private static final long SEED = 7;

    private static void add(List<RatedUnit> units, int times, int ann, int bob) {
        for (int i = 0; i < times; i++) {
            units.add(RatedUnit.of("call " + units.size(), Map.of("ann", ann, "bob", bob)));
        }
    }

    private static List<RatedUnit> sixtyCalls() {
        List<RatedUnit> units = new ArrayList<>();
        add(units, 40, 1, 1);
        add(units, 6, 1, 0);
        add(units, 4, 0, 1);
        add(units, 10, 0, 0);
        return units;
    }

    /** A line per rater, a character per unit, a dot where it was not rated. */
    private static List<RatedUnit> table(String... raters) {
        List<RatedUnit> units = new ArrayList<>();
        for (int i = 0; i < raters[0].length(); i++) {
            Map<String, Integer> scores = new TreeMap<>();
            for (int r = 0; r < raters.length; r++) {
                char score = raters[r].charAt(i);
                if (score != '.') {
                    scores.put("rater " + r, score == 'X' ? 10 : score - '0');
                }
            }
            units.add(RatedUnit.of("unit " + i, scores));
        }
        return units;
    }

    @Test
    void agreementBeyondChanceIsLessThanAgreement() {
        List<RatedUnit> calls = sixtyCalls();

        assertPrints(Calibration.PERCENT_AGREEMENT.of(calls), 4, "0.8333", "0.7197–0.9069");
        assertPrints(Calibration.COHEN.of(calls), 3, "0.556", "0.313–0.799");
        assertThat(Calibration.COHEN.of(calls).detail())
                .containsEntry("raters", 2L)
                .containsEntry("units", 60L);
    }

    @ParameterizedTest
    @CsvSource({"NOMINAL, 0.7434", "ORDINAL, 0.8154", "INTERVAL, 0.8491"})
    void alphaOfFourRatersWithGapsFollowsWhatTheScoresMean(Level level, String value) {
        List<RatedUnit> units = table("123321412...", "1233224125.3", ".3332342251.", "12332441251.");
        Measurement<RatedUnits> alpha = Calibration.krippendorff(level, SEED).of(units);

        assertThat(String.format(Locale.ROOT, "%.4f", alpha.value().orElseThrow()))
                .isEqualTo(value);
        assertThat(alpha.notCounted()).containsExactly(Map.entry("SINGLE_RATER", 1L));
        assertThat(alpha.n()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({"ONE_WAY, 0.1657", "TWO_WAY_RANDOM, 0.2898", "TWO_WAY_MIXED, 0.7148"})
    void theIntraclassCorrelationOfShroutAndFleissHasThreeForms(Icc form, String value) {
        // Their six targets and four judges; X is 10.
        List<RatedUnit> units = table("9687X6", "214152", "536264", "828697");

        assertThat(String.format(
                        Locale.ROOT,
                        "%.4f",
                        Calibration.icc(form, SEED).of(units).value().orElseThrow()))
                .isEqualTo(value);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        Measurement<RatedUnits> alpha =
                Calibration.krippendorff(Level.NOMINAL, SEED).of(table("12212", "12211", "11212"));

        assertThat(alpha.interval()).isEqualTo(alpha.interval());
        assertThat(alpha.interval().method()).isEqualTo("bootstrap");
        assertThat(alpha.interval().contains(alpha.value().orElseThrow())).isTrue();
    }

    @Test
    void whereChanceAloneWouldAgreeThereIsNoCoefficient() {
        List<RatedUnit> same = table("1111", "1111");

        assertThat(Calibration.COHEN.of(same).value()).isEmpty();
        assertThat(Calibration.fleiss(SEED).of(same).value()).isEmpty();
        assertThat(Calibration.krippendorff(Level.NOMINAL, SEED).of(same).value())
                .isEmpty();
        assertThat(Calibration.PERCENT_AGREEMENT.of(same).value()).hasValue(1);
        assertThat(Calibration.PERCENT_AGREEMENT.of(table("1234")).value()).isEmpty();
        assertThat(Calibration.PERCENT_AGREEMENT.empty().value()).isEmpty();
    }

    @Test
    void everyFormIsADefinitionOfItsOwnButTheSeedIsNone() {
        assertThat(List.of(
                        Calibration.PERCENT_AGREEMENT,
                        Calibration.COHEN,
                        Calibration.cohen(Agreement.Weights.LINEAR),
                        Calibration.cohen(Agreement.Weights.QUADRATIC),
                        Calibration.fleiss(SEED),
                        Calibration.krippendorff(Level.NOMINAL, SEED),
                        Calibration.krippendorff(Level.ORDINAL, SEED),
                        Calibration.icc(Icc.ONE_WAY, SEED),
                        Calibration.icc(Icc.TWO_WAY_RANDOM, SEED)))
                .extracting(Metric::signature)
                .doesNotHaveDuplicates();
        assertThat(Calibration.cohen(Agreement.Weights.NONE).signature()).isEqualTo(Calibration.COHEN.signature());
        assertThat(Calibration.fleiss(1).signature())
                .isEqualTo(Calibration.fleiss(2).signature());
    }

    @Test
    void aLenientRaterScoresAboveThePeersOfTheSameUnits() {
        List<RatedUnit> units = List.of(
                RatedUnit.of("1", Map.of("ann", 8, "bob", 6, "cid", 7)),
                RatedUnit.of("2", Map.of("ann", 9, "bob", 7)),
                RatedUnit.of("3", Map.of("bob", 5, "cid", 5)),
                RatedUnit.of("4", Map.of("ann", 4)));
        var leniency = Calibration.LENIENCY
                .by(Calibration.RATER)
                .onEach(Calibration.Leniency::of)
                .of(units);

        // ann: 8 − 6.5 and 9 − 7; bob: 6 − 7.5, 7 − 9, 5 − 5; cid: 7 − 7, 5 − 5.
        assertThat(leniency.get("ann").value()).hasValue(1.75);
        assertThat(leniency.get("ann").n()).isEqualTo(2);
        assertThat(leniency.get("ann").interval().low()).isCloseTo(-1.4265511840436735, within(1e-9));
        assertThat(leniency.get("bob").value().orElseThrow()).isCloseTo(-3.5 / 3, within(1e-6));
        assertThat(leniency.get("bob").interval().low()).isCloseTo(-3.7522391729377986, within(1e-6));
        assertThat(leniency.get("cid").value()).hasValue(0);
        assertThat(leniency.total().value().orElseThrow()).isCloseTo(0, within(1e-6));
        assertThat(leniency.get("dot").value()).isEmpty();
    }

    private static QualityReview judged(String rater, Reviewer role, String agent, Item... items) {
        return new QualityReview(
                "r",
                null,
                "call of " + agent,
                new Subject(null, agent, null, null, null),
                rater,
                role,
                null,
                List.of(items),
                Map.of());
    }

    private static Item trait(String name, int points) {
        return Item.scored(name, 1, points, 5);
    }

    @Test
    void aPersonIsJudgedBySeveralOrNotAtAll() {
        var rubric = Calibration.RUBRIC
                .by(Axes.AGENT)
                .by(Calibration.ITEM)
                .of(RatedUnit.ofPeople(List.of(
                        judged("ann", Reviewer.PEER, "Joe", trait("teamwork", 4), trait("writing", 5)),
                        judged("bob", Reviewer.PEER, "Joe", trait("teamwork", 5)),
                        judged("cid", Reviewer.MANAGER, "Joe", trait("teamwork", 2)),
                        judged("ann", Reviewer.PEER, "Kim", trait("teamwork", 4)),
                        judged("bob", Reviewer.PEER, "Kim", trait("teamwork", 5)))));
        Measurement<RatedUnits> joe = rubric.get("teamwork").get("Joe");

        assertThat(joe.value()).hasValue(4);
        assertThat(joe.detail())
                .containsEntry("min", 2.0)
                .containsEntry("max", 5.0)
                .containsEntry("raters", 3L);
        assertThat(joe.interval().method()).isEqualTo("range");
        assertThat(joe).hasToString("Rubric 4.00 (range 2.00 … 5.00, n = 1)");
        assertThat(joe.definition().nature()).isEqualTo(Nature.SUBJECTIVE);
        assertThat(rubric.get("teamwork").get("Kim").value()).hasValue(4.5);
        assertThat(rubric.get("writing").get("Joe").value()).isEmpty();
        assertThat(rubric.get("writing").get("Joe").detail()).doesNotContainKeys("min", "max");
    }

    @Test
    void agreementIsReadLineByLineAndOfTotals() {
        List<QualityReview> reviews = new ArrayList<>();
        for (String agent : List.of("Joe", "Kim", "Lu", "Bo")) {
            reviews.add(judged("ann", Reviewer.QA, agent, Item.of("data", 1, true), Item.of("tone", 3, true)));
            reviews.add(judged(
                    "bob", Reviewer.QA, agent, Item.of("data", 1, true), Item.of("tone", 3, agent.equals("Joe"))));
        }
        var byItem = Calibration.PERCENT_AGREEMENT.by(Calibration.ITEM).of(RatedUnit.ofItems(reviews));

        assertThat(byItem.get("data").value()).hasValue(1);
        assertThat(byItem.get("tone").value()).hasValue(.25);
        assertThat(byItem.total().value()).hasValue(5 / 8d);
        assertThat(Calibration.PERCENT_AGREEMENT
                        .of(RatedUnit.ofTotals(reviews, Scoring.WEIGHTED))
                        .value())
                .hasValue(.25);
    }
}

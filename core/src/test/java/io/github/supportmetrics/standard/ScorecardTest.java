package io.github.supportmetrics.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Nature;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.standard.Scorecard.Line;
import io.github.supportmetrics.stats.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures of the domain reference's scorecard and balance, and edges. */
class ScorecardTest {
    private static final Line COST = Line.of("Cost per contact", Perspective.FINANCE, .4, Anchors.of(30, 10), 18);
    private static final Line CSAT = Line.of("CSAT", Perspective.CUSTOMER, .4, Anchors.of(60, 95), 88);
    private static final Line ASA = Line.of("ASA", Perspective.PROCESS, .2, Anchors.of(90, 20), 40);

    private static Line missing(String name, double weight) {
        Standard standard = Standard.of(name, Satisfaction.csat(Scale.of(1, 5)).topTwo(), Target.atLeast(.8))
                .weight(weight);
        return Line.of(
                standard,
                Anchors.of(.6, .95),
                Satisfaction.csat(Scale.of(1, 5)).topTwo().of(List.of()));
    }

    @Test
    void threeNumbersMakeOneFigure() {
        Scorecard card = Scorecard.of(List.of(COST, CSAT, ASA));

        assertThat(COST.score().orElseThrow() * .4).isCloseTo(.24, within(1e-9));
        assertThat(CSAT.score().orElseThrow() * .4).isCloseTo(.32, within(1e-9));
        assertThat(ASA.score().orElseThrow() * .2).isCloseTo(.143, within(.0005));
        assertThat(card.total().orElseThrow()).isCloseTo(.703, within(.0005));
        assertThat(card.coverage()).isCloseTo(1, within(1e-12));
        assertThat(card.interval().low())
                .isCloseTo(card.interval().high(), within(1e-12))
                .isCloseTo(.703, within(.0005));
        assertThat(card.perspectives())
                .containsOnlyKeys(Perspective.CUSTOMER, Perspective.PROCESS, Perspective.FINANCE);
        assertThat(card.toString().lines())
                .containsExactly(
                        "                  perspective   weight  value  score         95 %",
                        "Cost per contact  finance       40.0 %   18.0   0.60  0.60 … 0.60",
                        "CSAT              customer      40.0 %   88.0   0.80  0.80 … 0.80",
                        "ASA               process       20.0 %   40.0   0.71  0.71 … 0.71",
                        "total                          100.0 %          0.70  0.70 … 0.70");
    }

    @Test
    void aMissingNumberTakesItsWeightAlong() {
        Scorecard card = Scorecard.of(List.of(COST, CSAT, missing("ASA", .2)));
        assertThat(card.coverage()).isCloseTo(.8, within(1e-12));
        assertThat(card.total().orElseThrow()).isCloseTo((.24 + .32) / .8, within(1e-9));
        Scorecard seventy = Scorecard.of(
                List.of(COST, Line.of("b", Perspective.PROCESS, .3, Anchors.of(0, 1), .5), missing("c", .3)));
        assertThat(seventy.total()).isPresent();
        Scorecard less = Scorecard.of(List.of(COST, missing("b", .2)));
        assertThat(less.total()).isEmpty();
        assertThat(less.interval()).isEqualTo(new Interval(0, 1, less.interval().confidence(), "ends"));
        assertThat(less.toString()).contains("no data").contains("NO_SCORE");
    }

    @Test
    void measuredAndJudgedNumbersHaveAFigureEach() {
        var csat = Satisfaction.csat(Scale.of(1, 5)).topTwo();
        List<SurveyResponse> answers = new ArrayList<>(Collections.nCopies(170, SurveyResponse.csat(5)));
        answers.addAll(Collections.nCopies(30, SurveyResponse.csat(1)));
        Measurement<?> measured = csat.of(answers);
        Line line = Line.of(Standard.of("Satisfied", csat, Target.atLeast(.8)), Anchors.of(.6, .95), measured);
        Scorecard card = Scorecard.of(List.of(COST, line));

        assertThat(card.natures()).containsOnlyKeys(Nature.OBJECTIVE, Nature.SUBJECTIVE);
        assertThat(card.natures().get(Nature.SUBJECTIVE)).isCloseTo(.25 / .35, within(1e-9));
        assertThat(line.scores().low()).isCloseTo((measured.interval().low() - .6) / .35, within(1e-9));
        assertThat(card.interval().low()).isCloseTo((.4 * .6 + line.scores().low()) / 1.4, within(1e-9));
        assertThat(card.interval().high()).isCloseTo((.4 * .6 + line.scores().high()) / 1.4, within(1e-9));
    }

    @Test
    void scoresAreLinesBetweenStatedPoints() {
        Anchors falling = Anchors.of(30, 10);
        assertThat(falling.score(31)).isZero();
        assertThat(falling.score(30)).isZero();
        assertThat(falling.score(20)).isEqualTo(.5);
        assertThat(falling.score(10)).isEqualTo(1);
        assertThat(falling.score(9)).isEqualTo(1);
        Anchors target = Anchors.of(.6, 1).through(.9, .8);
        assertThat(target.score(.75)).isCloseTo(.4, within(1e-12));
        assertThat(target.score(.95)).isCloseTo(.9, within(1e-12));
        Anchors band = Anchors.band(100, 200, 300, 500);
        assertThat(band.score(50)).isZero();
        assertThat(band.score(150)).isEqualTo(.5);
        assertThat(band.score(250)).isEqualTo(1);
        assertThat(band.score(400)).isEqualTo(.5);
        assertThat(band.score(new Interval(150, 400, CSAT.scores().confidence(), "x")))
                .isEqualTo(new Interval(.5, 1, CSAT.scores().confidence(), "ends"));
        assertThatThrownBy(() -> Anchors.of(1, 1)).hasMessageContaining("another value than the worst");
        assertThatThrownBy(() -> Anchors.of(1, Double.NaN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> target.through(.9, .7)).hasMessageContaining("no score yet");
        assertThatThrownBy(() -> target.through(.8, 7)).hasMessageContaining("in [0, 1]");
        assertThatThrownBy(() -> Anchors.band(1, 3, 2, 4)).hasMessageContaining("ascending");
        assertThatThrownBy(() -> Scorecard.of(List.of())).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Line.of("x", Perspective.GROWTH, 0, falling, 1))
                .hasMessageContaining("over 0");
    }

    @Test
    void theSacrificedSideIsNamed() {
        Balance balance = new Balance(.9, .4, .8);
        assertThat(balance.mean()).isCloseTo(.70, within(1e-9));
        assertThat(balance.geometricMean()).isCloseTo(.66, within(.005));
        assertThat(balance.imbalance()).isCloseTo(.50, within(1e-9));
        assertThat(balance.sacrificed()).contains(Balance.Side.QUALITY);
        assertThat(balance).hasToString("mean 0.70, geometric 0.66, imbalance 0.50, sacrificed: QUALITY");
        assertThat(new Balance(.1, .4, .8).sacrificed()).contains(Balance.Side.COST);
        assertThat(new Balance(.9, .4, .1).sacrificed()).contains(Balance.Side.CYCLE_TIME);
        assertThat(new Balance(.4, .4, .8).sacrificed()).isEmpty();
        assertThat(new Balance(.4, .4, 0).geometricMean()).isZero();
        assertThatThrownBy(() -> new Balance(1.1, 0, 0)).hasMessageContaining("score of cost");
    }

    @Test
    void onlyANumberOfTheStandardsOwnMetricIsScored() {
        var csat = Satisfaction.csat(Scale.of(1, 5));
        Standard standard = Standard.of("Satisfied", csat.topTwo(), Target.atLeast(.8));
        assertThatThrownBy(() ->
                        Line.of(standard, Anchors.of(.6, .95), csat.topBox().of(List.of())))
                .isInstanceOf(io.github.supportmetrics.metric.IncompatibleDefinitionException.class);
        assertThatThrownBy(() -> Line.of("x", Perspective.GROWTH, 1, Anchors.of(0, 1), Double.NaN))
                .hasMessage("value of x must be a finite number, got NaN");
        assertThatThrownBy(() -> Anchors.of(0, 1).score(Double.NaN)).hasMessageContaining("a number");
        assertThat(Anchors.of(30, 10)).hasToString("10.0 scores 1.00, 30.0 scores 0.0");
    }
}

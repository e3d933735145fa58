package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures: the example of DOMAIN §1.8, and fractions worked by hand. */
class ScoringTest {
    private static QualityReview review(Item... items) {
        return QualityReview.of("r", "Joe", items);
    }

    private static QualityReview example(boolean criticalPassed) {
        return review(
                Item.of("greeting", 1, true),
                Item.of("identity", 3, criticalPassed).critical(Criticality.COMPLIANCE),
                Item.scored("tone", 4, 1, 2),
                Item.notApplicable("refund", 2));
    }

    private static double score(Scoring scoring, QualityReview review) {
        return scoring.score(review).orElseThrow();
    }

    @Test
    void linesThatApplyAreWeighedAndOthersLeaveTheDenominator() {
        assertThat(score(Scoring.WEIGHTED, example(true))).isEqualTo(.75);
    }

    @Test
    void aFailedCriticalLineLeavesCapsOrKnocksOutTheScore() {
        assertThat(score(Scoring.WEIGHTED, example(false))).isEqualTo(.375);
        assertThat(score(Scoring.KNOCK_OUT, example(false))).isZero();
        assertThat(score(Scoring.WEIGHTED.capped(.25), example(false))).isEqualTo(.25);
        assertThat(score(Scoring.WEIGHTED.capped(.5), example(false))).isEqualTo(.375);
    }

    @Test
    void withoutACriticalFailureCapAndKnockOutChangeNothing() {
        assertThat(score(Scoring.KNOCK_OUT, example(true))).isEqualTo(.75);
        assertThat(score(Scoring.WEIGHTED.capped(.25), example(true))).isEqualTo(.75);
        QualityReview notAsked =
                review(Item.of("a", 1, true), Item.notApplicable("b", 1).critical(Criticality.CUSTOMER));
        assertThat(score(Scoring.KNOCK_OUT, notAsked)).isEqualTo(1);
    }

    @Test
    void pointsShortOfTheMaximumFailACriticalLine() {
        QualityReview half = review(Item.scored("a", 1, 1, 2).critical(Criticality.UNSPECIFIED));

        assertThat(half.failsCritically()).isTrue();
        assertThat(score(Scoring.WEIGHTED, half)).isEqualTo(.5);
        assertThat(score(Scoring.KNOCK_OUT, half)).isZero();
    }

    @Test
    void ifNothingAppliesThereIsNoScoreNotEvenZero() {
        QualityReview nothing =
                review(Item.notApplicable("a", 1), Item.notApplicable("b", 2).critical(Criticality.BUSINESS));

        assertThat(Scoring.WEIGHTED.score(nothing)).isEmpty();
        assertThat(Scoring.KNOCK_OUT.score(nothing)).isEmpty();
        assertThat(Scoring.WEIGHTED.score(review())).isEmpty();
        assertThat(Scoring.WEIGHTED.score(review(Item.of("a", 0, true)))).isEmpty();
    }

    @Test
    void sectionsAreWeighedWithinFirstAndThenAgainstEachOther() {
        QualityReview review = review(
                Item.of("greeting", 1, true).in("talk"),
                Item.of("tone", 3, false).in("talk"),
                Item.of("data", 2, true).in("records"));
        Scoring sections = Scoring.WEIGHTED.sections(Map.of("talk", .8, "records", .2, "sales", 1.0));

        // .8 · 1/4 + .2 · 1; sales does not apply, so its weight does not count either.
        assertThat(score(sections, review)).isCloseTo(.4, within(1e-15));
        assertThat(score(Scoring.WEIGHTED, review)).isEqualTo(.5);
    }

    @Test
    void aSectionWithoutAWeightIsRefused() {
        Scoring sections = Scoring.WEIGHTED.sections(Map.of("talk", 1.0));
        QualityReview stray = review(Item.of("a", 1, true).in("sales"));

        assertThatThrownBy(() -> sections.score(stray))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("section must be one of [talk], got 'sales'");
    }

    @Test
    void weightsScoresAndCapsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Item.of("a", -1, true)).hasMessage("weight of a must be at least 0, got -1.0");
        assertThatThrownBy(() -> Item.of("a", Double.NaN, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Item.scored("a", 1, 3, 2)).hasMessage("score of a must be from 0 to 2.0, got 3.0");
        assertThatThrownBy(() -> Item.scored("a", 1, 0, 0)).hasMessage("max of a must be above 0, got 0.0");
        assertThatThrownBy(() -> Item.of(" ", 1, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scoring.WEIGHTED.capped(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scoring.WEIGHTED.sections(Map.of("talk", -1.0)))
                .hasMessage("weight of section talk must be at least 0, got -1.0");
    }
}

package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures: {@code ttest_ind}, and Wilson's limits with {@code brentq}, of scipy 1.17.1. */
class BoundedMeanTest {
    /** The tests' p comes from a root search over levels. */
    private static final double SEARCH = 1e-7;

    private static final Ratings MANY = Ratings.of(1, 5, 7, 18, 90, 80);
    private static final Ratings OTHERS = Ratings.of(1, 10, 20, 40, 60, 30);
    private static final Ratings FIVE_BEST = Ratings.of(1, 0, 0, 0, 0, 5);
    private static final Ratings FIVE_FOURS = Ratings.of(1, 0, 0, 0, 5, 0);
    private static final Ratings TWO_OF_EACH = Ratings.of(1, 2, 2, 2, 2, 2);

    @Test
    void meansOfManyAnswersDifferByWelch() {
        Difference difference = Ratings.mean().difference(MANY, OTHERS, P95);

        assertSame("difference", difference.value().orElseThrow(), 0.665);
        assertSame("t", difference.statistic().orElseThrow(), 6.065209024391403);
        assertSame("df", difference.degreesOfFreedom().orElseThrow(), 303.81221144415827);
        assertSame("p", difference.p().orElseThrow(), 3.910157686247364e-09);
        assertSame("Welch", difference.interval(), 0.44924667787817285, 0.8807533221218272);
        assertThat(difference.sign()).isEqualTo(1);
    }

    @Test
    void rescaledMeansDifferByAsMuchLess() {
        Difference rescaled = Ratings.rescaledMean().difference(MANY, OTHERS, P95);
        Difference ofMaximum = Ratings.shareOfMaximum().difference(MANY, OTHERS, P95);

        assertSame("difference", rescaled.value().orElseThrow(), 0.16625);
        assertSame("Welch", rescaled.interval(), 0.11231166946954321, 0.2201883305304568);
        assertSame("difference", ofMaximum.value().orElseThrow(), 0.133);
        assertSame("Welch", ofMaximum.interval(), 0.44924667787817285 / 5, 0.8807533221218272 / 5);
        assertSame("t", rescaled.statistic().orElseThrow(), 6.065209024391403);
        assertSame("p", ofMaximum.p().orElseThrow(), 3.910157686247364e-09);
    }

    @Test
    void theDifferenceIsThatOfTheValues() {
        for (Estimator<Ratings> estimator : List.of(Ratings.mean(), Ratings.rescaledMean(), Ratings.shareOfMaximum())) {
            assertSame(
                    "Welch",
                    estimator.difference(MANY, OTHERS, P95).value().orElseThrow(),
                    estimator.value(MANY).orElseThrow()
                            - estimator.value(OTHERS).orElseThrow());
            assertSame(
                    "Wilson",
                    estimator.difference(FIVE_BEST, OTHERS, P95).value().orElseThrow(),
                    estimator.value(FIVE_BEST).orElseThrow()
                            - estimator.value(OTHERS).orElseThrow());
        }
    }

    @Test
    void fiveBestAndFiveNextBestAreNotSurelyApart() {
        Difference difference = Ratings.mean().difference(FIVE_BEST, FIVE_FOURS, P95);

        assertThat(difference.value()).hasValue(1);
        assertSame("mover", difference.interval(), -0.9078521921434601, 2.656048020352579);
        assertSame("p", difference.p().orElseThrow(), 0.26355247728297293, SEARCH);
        assertThat(difference.interval().method()).isEqualTo("mover");
        assertThat(difference.statistic()).isEmpty();
    }

    @Test
    void aSampleThatDoesNotVaryIsComparedByTheTwoIntervals() {
        Difference difference = Ratings.mean().difference(FIVE_BEST, TWO_OF_EACH, P95);

        assertThat(difference.value()).hasValue(2);
        assertSame("mover", difference.interval(), -0.03237088020778334, 3.0536276379497442);
        assertSame("p", difference.p().orElseThrow(), 0.05366074805828524, SEARCH);
        assertThat(difference.sign()).isZero();
    }

    @Test
    void oneAnswerIsComparedByTheTwoIntervals() {
        Difference difference = Ratings.mean().difference(Ratings.of(1, 0, 0, 0, 0, 1), OTHERS, P95);

        assertThat(difference.interval().method()).isEqualTo("mover");
        assertThat(difference.interval().contains(0)).isTrue();
        assertThat(difference.p().orElseThrow()).isGreaterThan(0.05);
    }

    @Test
    void withoutAnswersOnASideThereIsNoDifference() {
        Difference difference = Ratings.mean().difference(Ratings.empty(1, 5), MANY, P95);

        assertThat(difference.value()).isEmpty();
        assertThat(difference.p()).isEmpty();
        assertThat(difference.sign()).isZero();
    }

    @Test
    void theFormulaShowsHowTheMeanIsScaled() {
        assertThat(Ratings.mean().filled(MANY)).isEqualTo("833 / 200");
        assertThat(Ratings.rescaledMean().filled(MANY)).isEqualTo("(833 / 200 − 1) / 4");
        assertThat(Ratings.shareOfMaximum().filled(MANY)).isEqualTo("833 / 200 / 5");
    }

    @Test
    void detailShowsTheRangeAndTheDistribution() {
        assertThat(Ratings.mean().detail(FIVE_FOURS))
                .containsEntry("sum", 20.0)
                .containsEntry("sd", 0.0)
                .containsEntry("min", 4)
                .containsEntry("max", 4)
                .containsEntry("4", 5L)
                .containsEntry("5", 0L);
    }
}

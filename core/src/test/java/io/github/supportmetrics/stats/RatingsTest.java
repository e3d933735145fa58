package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Figures: worked by hand with scipy 1.17.1. */
class RatingsTest {
    private static final Ratings TWO_HUNDRED = Ratings.of(1, 5, 7, 18, 90, 80);

    @Test
    void fiveBestAnswersAreNotCertainlyBest() {
        Interval interval = Ratings.mean().interval(Ratings.of(1, 0, 0, 0, 0, 5), P95);

        assertPrints(interval, 1, 2, "3.26–5.00");
        assertThat(interval.method()).isEqualTo("wilson");
    }

    @Test
    void theMeanOfManyAnswersHasStudentsInterval() {
        Interval interval = Ratings.mean().interval(TWO_HUNDRED, P95);

        assertPrints(interval, 1, 3, "4.038–4.292");
        assertThat(interval.method()).isEqualTo("t");
    }

    @Test
    void theMeanOfManyLikeAnswersIsNotCertain() {
        assertThat(Ratings.mean().interval(Ratings.of(1, 0, 0, 100, 0, 0), P95).method())
                .isEqualTo("wilson");
    }

    @Test
    void theIntervalStaysOnTheScale() {
        Interval interval = Ratings.mean().interval(Ratings.of(1, 1, 0, 0, 0, 39), new ConfidenceLevel(0.999));

        assertThat(interval.high()).isEqualTo(5);
    }

    @Test
    void withoutAnswersTheIntervalIsTheScale() {
        Interval interval = Ratings.mean().interval(Ratings.empty(1, 5), P95);

        assertThat(interval.low()).isEqualTo(1);
        assertThat(interval.high()).isEqualTo(5);
        assertThat(Ratings.mean().value(Ratings.empty(1, 5))).isEmpty();
        assertThat(Ratings.rescaledMean().interval(Ratings.empty(1, 5), P95).low())
                .isZero();
    }

    @Test
    void momentsAreThoseOfThePlainNumbers() {
        assertThat(Ratings.of(-1, 1, 2, 3).moments()).isEqualTo(MomentsTest.of(-1, 0, 0, 1, 1, 1));
        assertThat(TWO_HUNDRED.moments().mean()).hasValue(4.165);
    }

    @Test
    void unlikeScalesDoNotMerge() {
        assertThatThrownBy(() -> Ratings.empty(1, 5).plus(Ratings.empty(0, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale must be the same, 1–5, got 0–4");
        assertThatThrownBy(() -> Ratings.empty(1, 5).minus(Ratings.empty(1, 7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scoresOffTheScaleAreRefused() {
        Ratings.Accumulator accumulator = new Ratings.Accumulator(1, 5);

        assertThatThrownBy(() -> accumulator.add(6)).hasMessage("score must be on the scale 1–5, got 6");
        assertThatThrownBy(() -> accumulator.add(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> accumulator.retract(3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(accumulator.snapshot()).isEqualTo(Ratings.empty(1, 5));
    }

    @Test
    void aScaleHasTwoTo101Points() {
        assertThatThrownBy(() -> Ratings.empty(1, 1)).hasMessage("scale points must be from 2 to 101, got 1");
        assertThatThrownBy(() -> Ratings.empty(0, 101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ratings.of(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenCountsAreCopied() {
        long[] counts = {1, 2};
        Ratings ratings = Ratings.of(0, counts);
        counts[0] = 99;

        assertThat(ratings.count(0)).isEqualTo(1);
    }
}

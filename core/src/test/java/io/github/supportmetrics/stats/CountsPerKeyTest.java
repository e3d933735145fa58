package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountsPerKeyTest {
    private static CountsPerKey of(Map<String, Long> counts) {
        return new CountsPerKey(new TreeMap<>(counts));
    }

    private static final CountsPerKey COMPLAINTS = of(Map.of("Ann", 1L, "Bob", 3L, "Cem", 1L, "Dee", 2L));

    @Test
    void sevenComplaintsOfFourPeople() {
        assertThat(COMPLAINTS.count()).isEqualTo(7);
        assertThat(COMPLAINTS.keys()).isEqualTo(4);
        assertThat(CountsPerKey.distinct().value(COMPLAINTS)).hasValue(4);
        assertThat(CountsPerKey.distinct().unit()).isEqualTo("count");
        assertThat(CountsPerKey.distinct().filled(COMPLAINTS)).isEqualTo("4");
        assertThat(CountsPerKey.distinct().detail(COMPLAINTS))
                .containsExactly(Map.entry("keys", 4L), Map.entry("observations", 7L), Map.entry("max", 3L));
    }

    @Test
    void allKeysAreCountedSoThereIsNoInterval() {
        Interval interval = CountsPerKey.distinct().interval(COMPLAINTS, P95);

        assertThat(interval).isEqualTo(Difference.unbounded(P95, "census"));
    }

    @Test
    void theMeanIsOverKeys() {
        Estimator<CountsPerKey> mean = CountsPerKey.mean();
        Moments counts = MomentsTest.of(1, 3, 1, 2);

        assertThat(mean.value(COMPLAINTS)).hasValue(1.75);
        assertThat(mean.n(COMPLAINTS)).isEqualTo(4);
        assertThat(mean.interval(COMPLAINTS, P95)).isEqualTo(counts.interval(P95));
        assertThat(mean.filled(COMPLAINTS)).isEqualTo("7 / 4");
        assertThat(mean.detail(COMPLAINTS)).containsEntry("keys", 4L).containsEntry("max", 3L);
    }

    @Test
    void meansDifferByWelch() {
        CountsPerKey other = of(Map.of("a", 4L, "b", 5L, "c", 3L));

        assertThat(CountsPerKey.mean().difference(COMPLAINTS, other, P95))
                .isEqualTo(new TwoMeans(MomentsTest.of(1, 3, 1, 2), MomentsTest.of(4, 5, 3)).welch(P95));
    }

    @Test
    void halfOfThePeopleCameAgain() {
        Estimator<CountsPerKey> again = CountsPerKey.shareAtLeast(2);

        assertThat(again.value(COMPLAINTS)).hasValue(0.5);
        assertThat(again.interval(COMPLAINTS, P95)).isEqualTo(ProportionInterval.WILSON.of(2, 4, P95));
        assertThat(again.filled(COMPLAINTS)).isEqualTo("2 / 4");
        assertThat(CountsPerKey.shareAtLeast(1).value(COMPLAINTS)).hasValue(1);
        assertThat(CountsPerKey.shareAtLeast(4).value(COMPLAINTS)).hasValue(0);
    }

    @Test
    void whatCameAgainIsAsideOfEveryNumber() {
        assertAside(CountsPerKey.distinct());
        assertAside(CountsPerKey.mean());
        assertAside(CountsPerKey.shareAtLeast(2));
        assertAside(CountsPerKey.groupsOf(2));
        assertThat(CountsPerKey.mean().aside(of(Map.of("Ann", 1L, "Bob", 1L)))).isEmpty();
    }

    private static void assertAside(Estimator<CountsPerKey> estimator) {
        assertThat(estimator.aside(COMPLAINTS)).containsExactly(Map.entry("AGAIN", 3L));
        assertThat(estimator.n(COMPLAINTS) + 3).isEqualTo(COMPLAINTS.count());
    }

    @Test
    void groupsCountTheirDifferentMembers() {
        CountsPerKey.Accumulator topics = new CountsPerKey.Accumulator();
        topics.add(CountsPerKey.key("late", "Ann"));
        topics.add(CountsPerKey.key("late", "Ann"));
        topics.add(CountsPerKey.key("late", "Bob"));
        topics.add(CountsPerKey.key("rude", "Ann"));
        CountsPerKey complaints = topics.snapshot();

        assertThat(complaints.membersByGroup()).containsExactly(Map.entry("late", 2L), Map.entry("rude", 1L));
        assertThat(CountsPerKey.groupsOf(2).value(complaints)).hasValue(1);
        assertThat(CountsPerKey.groupsOf(1).value(complaints)).hasValue(2);
        assertThat(CountsPerKey.groupsOf(2).filled(complaints)).isEqualTo("1");
    }

    @Test
    void keysWithoutAGroupBelongToTheEmptyOne() {
        assertThat(COMPLAINTS.membersByGroup()).containsExactly(Map.entry("", 4L));
    }

    @Test
    void noKeyIsNoneAndHasNeitherMeanNorShare() {
        assertThat(CountsPerKey.distinct().value(CountsPerKey.EMPTY)).hasValue(0);
        assertThat(CountsPerKey.mean().value(CountsPerKey.EMPTY)).isEmpty();
        assertThat(CountsPerKey.shareAtLeast(2).value(CountsPerKey.EMPTY)).isEmpty();
        assertThat(CountsPerKey.distinct().detail(CountsPerKey.EMPTY))
                .containsExactly(Map.entry("keys", 0L), Map.entry("observations", 0L));
    }

    @Test
    void aKeyTakenOutAsOftenAsItCameIsGone() {
        CountsPerKey.Accumulator accumulator = new CountsPerKey.Accumulator();
        accumulator.add("Ann");
        accumulator.add("Ann");
        accumulator.retract("Ann");
        assertThat(accumulator.snapshot()).isEqualTo(of(Map.of("Ann", 1L)));
        accumulator.retract("Ann");

        assertThat(accumulator.snapshot()).isEqualTo(CountsPerKey.EMPTY);
        assertThat(accumulator.count()).isZero();
        assertThatThrownBy(() -> accumulator.retract("Ann"))
                .hasMessage("count to take out must be at most the 0 there are, got 1");
    }

    @Test
    void countsOfNothingAreRefused() {
        assertThatThrownBy(() -> of(Map.of("Ann", 0L))).hasMessage("count of a key must be at least 1, got 0");
    }

    @Test
    void aSumBeyond63BitsIsRefusedAndChangesNothing() {
        CountsPerKey.Accumulator accumulator = new CountsPerKey.Accumulator();
        accumulator.merge(of(Map.of("Ann", Long.MAX_VALUE)));

        assertThatThrownBy(() -> accumulator.add("Bob")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> accumulator.merge(COMPLAINTS)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> of(Map.of("Ann", Long.MAX_VALUE, "Bob", 1L))).isInstanceOf(ArithmeticException.class);
        assertThat(accumulator.snapshot()).isEqualTo(of(Map.of("Ann", Long.MAX_VALUE)));
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.codec.MalformedStateException;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.NetScore;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Corners that reviewers found by running into them. */
class CornerCasesTest {
    private record Call(Set<String> labels, long millis) {}

    private static final Axis<Call, String> LABEL = Axis.each("label", Call::labels);
    private static final Metric<Call, Measurement<Proportion>> SHORT = Metric.of(
            Definition.of("short", "short / calls"), Rule.<Call>share(c -> c.millis() < 10), Proportion.estimator());

    @Test
    void anEventThatIsNotThereWithAllItsKeysIsNotTakenOut() {
        var calls = SHORT.by(LABEL.limit(1)).accumulator();
        calls.add(new Call(Set.of("x"), 1));
        calls.add(new Call(Set.of("y"), 1));
        var before = calls.snapshot();
        assertThat(before.other().n()).isEqualTo(1);
        assertThatThrownBy(() -> calls.retract(new Call(Set.of("x", "y", "z"), 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(calls.snapshot()).isEqualTo(before);
    }

    @Test
    void anEventCountsOnceAmongUndeclaredKeys() {
        var result = SHORT.by(LABEL.among(Set.of("a"))).of(List.of(new Call(Set.of("x", "y", "z"), 1)));
        assertThat(result.other().n()).isEqualTo(1);
        assertThat(result.total().n()).isEqualTo(1);
    }

    @Test
    void declaredKeysAreNotLimitedAgain() {
        assertThatThrownBy(() -> LABEL.among(Set.of("a", "b")).limit(1)).hasMessageContaining("without declared keys");
        assertThat(LABEL.limit(1).among(Set.of("a", "b"))).hasToString("by label overlapping among [a, b]");
    }

    @Test
    void aReasonThatIsNotNamedIsRefusedAndNothingIsCounted() {
        var metric = Metric.of(
                Definition.of("s", "s"),
                Rule.<Call>share(c -> true).unless(List.of("ONE"), c -> 1),
                Proportion.estimator());
        var accumulator = metric.accumulator();
        assertThatThrownBy(() -> accumulator.add(new Call(Set.of(), 1)))
                .hasMessage("place of a reason must be below 1, got 1");
        assertThat(accumulator.snapshot().isEmpty()).isTrue();
    }

    @Test
    void aNegativeTimeIsNotWithinAThreshold() {
        var timing = Timing.of(Definition.of("t", "t"), Rule.<Call>duration(Call::millis));
        var within = timing.within(Duration.ofSeconds(5));
        assertThatThrownBy(() -> within.of(List.of(new Call(Set.of(), -1))))
                .hasMessage("duration must be from 0 to 2^53 ms, got -1 ms");
        assertThatThrownBy(() -> timing.within(Duration.ofSeconds(-5)))
                .hasMessageContaining("threshold must be at least 0");
        assertThat(Timing.of(Definition.of("t", "t").subjective(), Rule.<Call>duration(Call::millis))
                        .quantile(0.5)
                        .empty()
                        .definition()
                        .nature())
                .isEqualTo(Nature.SUBJECTIVE);
    }

    @Test
    void keysThatCompareAlikeShareACell() {
        Axis<BigDecimal, BigDecimal> self =
                Axis.of("size", new KeyType<BigDecimal>(BigDecimal::toString, BigDecimal::new), size -> size);
        var count = Metric.of(Definition.of("n", "n"), Rule.<BigDecimal>share(x -> true), Proportion.estimator());
        var sizes = List.of(new BigDecimal("1.0"), new BigDecimal("1.00"), new BigDecimal("1.00"));
        assertThat(count.by(self).of(sizes).total().n()).isEqualTo(3);
    }

    @Test
    void aMetricOfOnesOwnIsInTheUnitOfItsEstimator() {
        var mean = Metric.of(Definition.of("t", "t"), Rule.<Call>duration(Call::millis), Durations.meanEstimator());
        assertThat(mean.of(List.of(new Call(Set.of(), 240_000)))).hasToString("t 240.0 s (n = 1)");
        var net = Metric.of(Definition.of("n", "n"), Rule.<Call>sign(c -> 1), NetScore.estimator(100));
        assertThat(net.of(List.of(new Call(Set.of(), 1))).toString()).startsWith("n 100.0 (95 % CI");
        assertThat(SHORT.empty().definition().unit()).isEqualTo(Unit.RATIO);
    }

    @Test
    void rowsOfOneTitleAreToldApart() {
        var levels = Waiting.serviceLevel(Duration.ofSeconds(20));
        var sheet =
                Metric.sheet(levels.offered(), levels.offered().where("phone only", c -> "phone".equals(c.channel())));
        assertThat(sheet.of(List.of()).toString())
                .contains("Service level 20 s offered · serviceLevel.offered[threshold=20 s] where \"phone only\"");
    }

    @Test
    void filtersOfLikeWordsHaveUnlikeSignatures() {
        assertThat(SHORT.where("phone and chat", c -> true).signature())
                .isNotEqualTo(
                        SHORT.where("phone", c -> true).where("chat", c -> true).signature());
        assertThat(SHORT.by(Axis.each("label", Call::labels)).signature())
                .isNotEqualTo(SHORT.by(Axis.of("label overlapping", c -> "x")).signature());
    }

    @Test
    void reasonsThatTheMetricLacksAreRefusedInBytesAndInMerges() {
        var excluded = new Exclusions(new TreeMap<>(java.util.Map.of("FOO", 7L)));
        var forged = SHORT.empty().with(new Proportion(1, 4), excluded);
        assertThatThrownBy(() -> SHORT.encode(forged)).hasMessageContaining("FOO");
        var twin = Metric.of(
                SHORT.empty().definition(),
                Rule.<Call>share(c -> true).unless("FOO", c -> true),
                Proportion.estimator());
        byte[] bytes = twin.encode(twin.of(List.of(new Call(Set.of(), 1))));
        assertThatThrownBy(() -> SHORT.decode(bytes))
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("FOO");
        var accumulator = SHORT.accumulator();
        assertThatThrownBy(() -> accumulator.merge(forged)).hasMessageContaining("FOO");
        assertThat(accumulator.snapshot().isEmpty()).isTrue();
    }

    @Test
    void halfASurrogatePairIsNoKey() {
        assertThatThrownBy(() -> SHORT.by(LABEL).of(List.of(new Call(Set.of("\uD83D"), 1))))
                .hasMessageContaining("key of axis label must be valid Unicode");
    }

    @Test
    void sharesOfRatingsStayWithinTheirWhole() {
        var share = Ratings.share(s -> s >= 3, s -> s >= 5);
        assertThat(share.value(Ratings.of(1, 0, 0, 1, 1, 2))).hasValue(1);
        assertThatThrownBy(() -> Satisfaction.csat(Scale.of(-2, 0)).shareOfMaximum())
                .hasMessageContaining("without negative points");
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.CountsPerKey;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Occupation;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.RatedUnits;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reviewers of the streaming layer found, and what embedders do wrong. */
class StreamingEdgesTest {
    private record Fact(String kind, @Nullable String key, int day, long amount) {
        Instant at() {
            return Instant.EPOCH.plus(Duration.ofDays(day));
        }
    }

    private static final Metric<Fact, Measurement<Proportion>> SHARE =
            Metric.of(Definition.of("share", "share"), Rule.<Fact>share(f -> f.amount() > 5), Proportion.estimator());
    private static final Metric<Fact, Measurement<Moments>> AMOUNT =
            Metric.of(Definition.of("amount", "mean"), Rule.<Fact>amount(Fact::amount), Moments.estimator(1));
    private static final Axis<Fact, String> KEY = Axis.of("key", Fact::key);
    private static final Periods<Fact> DAYS = Periods.daily(ZoneOffset.UTC).at("at", Fact::at);
    private static final Metric<Fact, Sheet> FOLLOWED_CALLS = Metric.sheet(
            Metric.of(
                    Definition.of("followed", "followed"),
                    Rule.followed(Link.<Fact>within(Duration.ofDays(2))
                                    .at("at", Fact::at)
                                    .ofSame("key", Fact::key)
                                    .inOrderOf(Fact::kind)
                                    .to(f -> f.kind().equals("reopen")))
                            .concerning(f -> f.kind().equals("call")),
                    Proportion.estimator()),
            SHARE);

    private static Fact fact(String key, int day, long amount) {
        return new Fact("call", key, day, amount);
    }

    @Test
    void aFactThatOnlyFollowsAndThenDoesNotAnyMoreLeavesNothing() {
        MetricAccumulator<Fact, Sheet> live = FOLLOWED_CALLS.accumulator();
        live.add(fact("Ann", 1, 9));
        live.upsert("t1", 1, new Fact("reopen", "Ann", 2, 1));
        live.upsert("t2", 1, new Fact("other", "Ann", 2, 1));
        assertThat(FOLLOWED_CALLS.resume(live.encode(), Horizon.UNLIMITED).encode())
                .isEqualTo(live.encode());
        live.upsert("t1", 2, new Fact("other", "Ann", 2, 1));

        MetricAccumulator<Fact, Sheet> plain = FOLLOWED_CALLS.accumulator();
        plain.add(fact("Ann", 1, 9));
        plain.upsert("t1", 2, new Fact("other", "Ann", 2, 1));
        plain.upsert("t2", 1, new Fact("other", "Ann", 2, 1));
        assertThat(live.waiting()).isEqualTo(1);
        assertThat(live.encode()).isEqualTo(plain.encode());
    }

    @Test
    void keysAndIdsThatCannotBeWrittenAreRefusedBeforeTheyCount() {
        var live = SHARE.by(KEY).accumulator();
        assertThatThrownBy(() -> live.add(fact("half \uD83D", 1, 1)))
                .hasMessageStartingWith("key of axis key must be valid Unicode, got");
        assertThatThrownBy(() -> live.upsert("id\uD83D", 1, fact("Joe", 1, 1)))
                .hasMessageStartingWith("id must be valid Unicode");
        assertThatThrownBy(() -> live.upsert(" ", 1, fact("Joe", 1, 1))).hasMessageStartingWith("id must be a text");
        live.add(fact("whole \uD83D\uDE00", 1, 1));
        assertThat(SHARE.by(KEY).resume(live.encode(), Horizon.UNLIMITED).snapshot())
                .isEqualTo(live.snapshot());
        var each = SHARE.by(Axis.<Fact>each("keys", f -> Arrays.asList(f.key(), "b")))
                .accumulator();
        assertThatThrownBy(() -> each.add(new Fact("call", null, 1, 1)))
                .hasMessageStartingWith("keys of axis keys must be none of them null");
        assertThat(each.snapshot().isEmpty()).isTrue();
        assertThatThrownBy(() -> CountsPerKey.one("\uDE00")).hasMessageStartingWith("key must be valid Unicode");
        assertThatThrownBy(() -> Categories.one(List.of("\uD83D"))).hasMessageStartingWith("category must be valid");
        assertThatThrownBy(() -> Occupation.session("\uD83Dx", 0, 1)).hasMessageStartingWith("key must be valid");
        assertThatThrownBy(() -> RatedUnits.one(Map.of("\uD83D", 1L))).hasMessageStartingWith("rater must be valid");
    }

    @Test
    void eventsAroundASumWithoutRoomAllCount() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            facts.add(fact("Joe", 1, 1L << 53));
        }
        facts.add(fact("Joe", 1, -7));
        Metric<Fact, Sheet> sheet = Metric.sheet(AMOUNT, SHARE);
        MetricAccumulator<Fact, Sheet> live = sheet.accumulator();
        assertThatThrownBy(() -> live.addAll(facts)).isInstanceOf(ArithmeticException.class);
        assertThat(live.snapshot().get(AMOUNT).n()).isEqualTo(1023);
        live.add(fact("Joe", 1, 3));
        assertThat(live.snapshot().get(AMOUNT).n()).isEqualTo(1024);
        List<Fact> few = new ArrayList<>(facts.subList(0, 300));
        few.add(fact("Joe", 1, 5));
        MetricAccumulator<Fact, Sheet> full = sheet.accumulator();
        facts.subList(0, 1023).forEach(full::add);
        assertThatThrownBy(() -> full.addAll(few)).isInstanceOf(ArithmeticException.class);
        // All of them come in one go, and those without room are left out.
        assertThat(full.snapshot().get(AMOUNT).n()).isEqualTo(1024);
        assertThat(full.snapshot().get(SHARE).n()).isEqualTo(1023 + 301);

        MetricAccumulator<Fact, Measurement<Moments>> amounts = AMOUNT.accumulator();
        facts.subList(0, 1022).forEach(amounts::add);
        amounts.upsert("f", 1, fact("Joe", 1, 7));
        amounts.add(fact("Joe", 1, 1L << 53));
        assertThatThrownBy(() -> amounts.upsert("f", 2, fact("Joe", 1, 1L << 53)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(amounts.snapshot().n()).isEqualTo(1024);
        assertThat(amounts.upsert("f", 3, fact("Joe", 1, 8))).isTrue();
    }

    @Test
    void aSealedFactIsForgottenWhetherItWasSweptOutOrNot() {
        for (boolean written : new boolean[] {true, false}) {
            var live = SHARE.over(DAYS).accumulator(Horizon.keep(Duration.ofDays(32)));
            live.upsert("f", 1, fact("Joe", 0, 9));
            live.advanceTo(Instant.EPOCH.plus(Duration.ofDays(1)));
            live.advanceTo(Instant.EPOCH.plus(Duration.ofDays(33)));
            if (written) {
                live.encode();
            }
            assertThat(live.upsert("f", 2, fact("Joe", 40, 9))).isTrue();
            assertThat(live.snapshot().total().n()).isEqualTo(2);
            assertThat(live.remove("f", 3, Instant.EPOCH)).isFalse();
            assertThat(live.refused()).isEqualTo(1);
        }
    }

    @Test
    void drainedAccumulatorsMergeToTheWholeInAnyOrder() {
        MetricRecorder<Fact, Sheet> recorder = FOLLOWED_CALLS.recorder(Horizon.UNLIMITED);
        recorder.upsert("f", 1, fact("Ann", 1, 9));
        recorder.advanceTo(Instant.EPOCH.plus(Duration.ofDays(9)));
        var first = recorder.drain();
        assertThat(recorder.progress().watermark()).isEqualTo(first.progress().watermark());
        recorder.upsert("f", 2, fact("Ann", 2, 1));
        recorder.upsert("g", 1, new Fact("reopen", "Ann", 3, 1));
        var second = recorder.drain();
        assertThat(recorder.snapshot().isEmpty()).isTrue();

        var there = FOLLOWED_CALLS.accumulator().merge(first).merge(second);
        var back = FOLLOWED_CALLS.accumulator().merge(second).merge(first);
        assertThat(there.encode()).isEqualTo(back.encode());
        assertThat(there.snapshot())
                .isEqualTo(FOLLOWED_CALLS
                        .asOf(Instant.EPOCH.plus(Duration.ofDays(9)))
                        .of(List.of(fact("Ann", 2, 1), new Fact("reopen", "Ann", 3, 1))));
    }

    @Test
    void whatOneOfTwoHasSealedIsKnownToNeither() {
        Horizon horizon = Horizon.keep(Duration.ofDays(5));
        for (boolean written : new boolean[] {true, false}) {
            var one = SHARE.over(DAYS).accumulator(horizon);
            var other = SHARE.over(DAYS).accumulator(horizon);
            for (var live : List.of(one, other)) {
                live.upsert("f", 1, fact("Joe", 1, 9));
                live.advanceTo(Instant.EPOCH.plus(Duration.ofDays(5)));
                live.advanceTo(Instant.EPOCH.plus(Duration.ofDays(7)));
            }
            if (written) {
                other.encode();
            }
            assertThat(one.merge(other).snapshot().total().n()).isEqualTo(2);
        }
    }

    @Test
    void keysOfOneRankAreFoldedTogether() {
        // Two texts of one 64-bit FNV-1a hash.
        var live = SHARE.by(KEY.limit(1)).accumulator();
        live.add(fact("8yn0iYCKYHlIj4-BwPqk", 1, 9));
        live.add(fact("GReLUrM4wMqfg9yzV3KQ", 1, 9));
        assertThat(SHARE.by(KEY.limit(1))
                        .resume(live.encode(), Horizon.UNLIMITED)
                        .snapshot())
                .isEqualTo(live.snapshot());
        var one = SHARE.by(KEY.limit(1)).of(List.of(fact("8yn0iYCKYHlIj4-BwPqk", 1, 9)));
        var other = SHARE.by(KEY.limit(1)).of(List.of(fact("GReLUrM4wMqfg9yzV3KQ", 1, 9)));
        assertThat(one.plus(other)).isEqualTo(live.snapshot());
    }

    @Test
    void aPeriodOfAnotherLengthIsNone() {
        var live = SHARE.over(DAYS).accumulator();
        live.add(fact("Joe", 0, 9));
        Instant february = LocalDate.of(1970, 2, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        assertThatThrownBy(() -> TimeSeries.cell(live, new TimeWindow(Instant.EPOCH, february)))
                .hasMessageStartingWith("key of axis at must be one that it can have, got 1970-01-01T00:00:00Z/");
        assertThat(TimeSeries.cell(live, new TimeWindow(february, february.plus(Duration.ofDays(1))))
                        .n())
                .isZero();
    }

    @Test
    void rollingPeriodsAddUpToAllTheirRows() {
        var metric = SHARE.over(DAYS);
        var early = metric.of(List.of(fact("Joe", 0, 9), fact("Joe", 1, 9))).rolling(2);
        var late = metric.of(List.of(fact("Joe", 9, 9), fact("Joe", 10, 9))).rolling(2);
        assertThat(early.plus(late).toString())
                .isEqualTo(late.plus(early).toString())
                .contains("1970-01-01…", "1970-01-10…");
    }

    @Test
    void whatIsAskedWhileEventsAreAddedSeesThemAll() {
        MetricAccumulator<Fact, Measurement<Proportion>> live = SHARE.accumulator();
        List<Long> seen = new ArrayList<>();
        List<Fact> facts = List.of(fact("Joe", 0, 9), fact("Joe", 1, 9), fact("Joe", 2, 9));
        live.addAll(() -> facts.stream()
                .peek(f -> seen.add(live.snapshot().n()))
                .peek(f -> {
                    if (f.day() == 1) {
                        live.addAll(List.of(fact("Kim", 1, 1)));
                    }
                })
                .iterator());
        assertThat(seen).containsExactly(0L, 1L, 3L);
        assertThat(live.snapshot().n()).isEqualTo(4);
    }

    @Test
    void aMetricBuiltInAnotherOrderMergesWithItsTime() {
        var one = SHARE.where("x", f -> true).by(KEY).accumulator(Horizon.keep(Duration.ofDays(1)));
        var other = SHARE.by(KEY).where("x", f -> true).over(DAYS).by(KEY).signature();
        assertThat(other).isNotEmpty();
        var swapped = SHARE.by(KEY).where("x", f -> true).accumulator(Horizon.keep(Duration.ofDays(1)));
        swapped.add(fact("Joe", 1, 9));
        swapped.advanceTo(Instant.EPOCH.plus(Duration.ofDays(5)));
        assertThat(one.merge(swapped).progress().watermark())
                .isEqualTo(swapped.progress().watermark());
        swapped.upsert("f", 1, fact("Joe", 9, 9));
        assertThatThrownBy(() -> one.merge(swapped)).hasMessageContaining("built in the same way");
    }

    @Test
    void aMeasurementThatStandsTwiceHasNoColumn() {
        var twice = Metric.sheet(SHARE.by(KEY), SHARE.over(DAYS)).accumulator();
        assertThatThrownBy(() -> twice.column(SHARE)).hasMessage("measurement must be once in the sheet, got share");
    }

    @Test
    void aMergeWithItselfDoublesAndIsRefusedOnceItKnowsFacts() {
        MetricAccumulator<Fact, Measurement<Proportion>> live = SHARE.accumulator();
        live.add(fact("Joe", 0, 9));
        assertThat(live.merge(live).snapshot().n()).isEqualTo(2);
        live.upsert("f", 1, fact("Joe", 0, 9));
        assertThatThrownBy(() -> live.merge(live)).hasMessageContaining("another one");
    }
}

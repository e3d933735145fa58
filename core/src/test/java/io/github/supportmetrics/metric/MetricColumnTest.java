package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.NetScore;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Columns of numbers and encoded keys give what the same rows give as events. */
class MetricColumnTest {
    private record Call(@Nullable String agent, Instant at, long millis, int score, long paid) {}

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Metric<Call, Measurement<Durations>> AHT = Metric.of(
            Definition.of("aht", "aht"),
            Rule.<Call>duration(Call::millis).unless("NO_TIME", c -> c.millis() < 0),
            Durations.meanEstimator());
    private static final Metric<Call, Measurement<Ratings>> RATING =
            Metric.of(Definition.of("rating", "rating"), Rule.rating(Scale.of(1, 5), Call::score), Ratings.mean());
    private static final Metric<Call, Measurement<NetScore>> SIGN =
            Metric.of(Definition.of("sign", "sign"), Rule.<Call>sign(c -> c.score() - 3), NetScore.estimator(100));
    private static final Metric<Call, Measurement<Proportion>> SHORT = Metric.of(
            Definition.of("short", "short"), Rule.<Call>share(c -> c.millis() < 60_000), Proportion.estimator());
    private static final Metric<Call, Measurement<Ratio>> PAID =
            Metric.of(Definition.of("paid", "paid"), Rule.<Call>ratio(Call::paid, Call::millis), Ratio.estimator());
    private static final Metric<Call, TimeSeries<Breakdown<String, Sheet>>> METRIC = Metric.sheet(
                    AHT, RATING, SIGN, SHORT, PAID)
            .by(Axis.of("agent", Call::agent))
            .over(Periods.daily(ZONE).at("at", Call::at));

    private static TimeWindow day(Instant at) {
        Instant start = at.atZone(ZONE).toLocalDate().atStartOfDay(ZONE).toInstant();
        return new TimeWindow(
                start,
                at.atZone(ZONE).toLocalDate().plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    @Test
    void columnsGiveTheBitsThatEventsGive() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            calls.add(new Call(
                    i % 11 == 0 ? null : "agent " + i % 7,
                    Instant.parse("2021-03-27T00:00:00Z").plus(Duration.ofMinutes(i)),
                    (i * 7919L) % 400_000,
                    1 + i % 5,
                    i % 13));
        }
        var live = METRIC.accumulator();
        var aht = live.column(AHT);
        int[] cells = new int[calls.size()];
        long[] millis = new long[calls.size()];
        long[] scores = new long[calls.size()];
        long[] signs = new long[calls.size()];
        long[] isShort = new long[calls.size()];
        long[] paid = new long[calls.size()];
        var rating = live.column(RATING);
        var sign = live.column(SIGN);
        var shorts = live.column(SHORT);
        var ratio = live.column(PAID);
        for (int i = 0; i < cells.length; i++) {
            Call call = calls.get(i);
            cells[i] = aht.cell(day(call.at()), call.agent());
            for (var column : List.of(rating, sign, shorts, ratio)) {
                assertThat(column.cell(day(call.at()), call.agent())).isEqualTo(cells[i]);
            }
            millis[i] = call.millis();
            scores[i] = call.score();
            signs[i] = Integer.signum(call.score() - 3);
            isShort[i] = call.millis() < 60_000 ? 1 : 0;
            paid[i] = call.paid();
        }
        aht.addAll(cells, millis);
        rating.addAll(cells, scores);
        sign.addAll(cells, signs);
        shorts.addAll(cells, isShort);
        ratio.addAll(cells, paid, millis);

        assertThat(live.snapshot()).isEqualTo(METRIC.of(calls));
        assertThat(METRIC.encode(live.snapshot())).isEqualTo(METRIC.encode(METRIC.of(calls)));
        calls.forEach(live::add);
        assertThat(live.snapshot()).isEqualTo(METRIC.of(calls).plus(METRIC.of(calls)));
    }

    @Test
    void excludedRowsAreToldApart() {
        var live = AHT.accumulator();
        var column = live.column(AHT);
        int cell = column.cell();
        column.addAll(new int[] {cell, cell}, new long[] {1000, 3000});
        column.exclude(cell, "NO_TIME", 3);

        assertThat(live.snapshot()).hasToString("aht 2.00 s (95 % CI 0.0 … 14.7 s, n = 2), excluded: NO_TIME 3");
        assertThatThrownBy(() -> column.exclude(cell, "OTHER", 1))
                .hasMessageContaining("one of the metric's [NO_TIME]");
        assertThatThrownBy(() -> column.exclude(9, "NO_TIME", 1))
                .hasMessage("cell must be one that was asked for, got 9");
        assertThatThrownBy(() -> column.exclude(cell, "NO_TIME", -1)).hasMessageContaining("rows");
    }

    @Test
    void aColumnWithABadRowChangesNothing() {
        var live = METRIC.accumulator();
        var aht = live.column(AHT);
        var rating = live.column(RATING);
        int cell = aht.cell(day(Instant.EPOCH), "Joe");
        assertThat(rating.cell(day(Instant.EPOCH), "Joe")).isEqualTo(cell);
        int[] cells = {cell, cell};

        assertThatThrownBy(() -> aht.addAll(cells, new long[] {1, -1}))
                .hasMessage("duration must be from 0 to 2^53 ms, got -1 ms");
        assertThatThrownBy(() -> rating.addAll(cells, new long[] {5, 6}))
                .hasMessage("score must be on the scale 1-5, got 6");
        assertThatThrownBy(() -> rating.addAll(cells, new long[] {5, Long.MIN_VALUE}))
                .hasMessageStartingWith("score must be on the scale 1-5, got");
        assertThatThrownBy(() -> aht.addAll(new int[] {cell, cell + 1}, new long[] {1, 1}))
                .hasMessage("cell must be one that was asked for, got " + (cell + 1));
        assertThatThrownBy(() -> aht.addAll(new int[] {-1}, new long[] {1}))
                .hasMessage("cell must be one that was asked for, got -1");
        assertThatThrownBy(() -> aht.addAll(cells, new long[] {1})).hasMessageContaining("as many as cells, 2");
        assertThatThrownBy(() -> live.column(PAID).addAll(cells, new long[] {1, 1}))
                .hasMessage("numbers of a row must be two, as the rule reads, got one");
        assertThatThrownBy(() -> aht.addAll(cells, new long[] {1, 1}, new long[] {1, 1}))
                .hasMessage("numbers of a row must be one, as the rule reads, got two");
        assertThatThrownBy(() -> live.column(PAID).addAll(cells, new long[] {1, 1}, new long[] {1}))
                .hasMessageContaining("as many as cells, 2");
        assertThat(live.snapshot().isEmpty()).isTrue();
    }

    @Test
    void keysAndMetricsThatDoNotFitAreNamed() {
        var live = METRIC.accumulator();
        var aht = live.column(AHT);
        assertThatThrownBy(() -> aht.cell(day(Instant.EPOCH))).hasMessageContaining("one for axis agent too");
        assertThatThrownBy(() -> aht.cell(day(Instant.EPOCH), "Joe", "x"))
                .hasMessage("number of keys must be that of the axes, 2, got 3");
        assertThatThrownBy(() -> aht.cell("Joe", "Joe")).hasMessage("key of axis at must be of its type, got Joe");
        assertThatThrownBy(() -> live.column(AHT.where("x", c -> true))).hasMessageContaining("metric of a column");
        assertThatThrownBy(() -> AHT.by(Axis.of("agent", Call::agent).limit(3))
                        .accumulator()
                        .column(AHT)
                        .cell("Joe"))
                .hasMessageContaining("one that keeps all keys");
        var labels = Metric.of(
                Definition.of("l", "l"),
                Rule.<Call>categories(c -> List.of("x")),
                Categories.pareto(Categories.Allocation.SPLIT, .8));
        assertThatThrownBy(() -> labels.accumulator().column(labels))
                .hasMessageContaining("one whose events count by one or two numbers");
        var followed = Metric.of(
                Definition.of("f", "f"),
                Rule.followed(Link.<Call>within(Duration.ofDays(1))
                        .at("at", Call::at)
                        .ofSame("agent", Call::agent)
                        .inOrderOfNumber(Call::millis)),
                Proportion.estimator());
        assertThatThrownBy(() -> followed.accumulator().column(followed))
                .hasMessageContaining("one whose events count by one or two numbers");
    }
}

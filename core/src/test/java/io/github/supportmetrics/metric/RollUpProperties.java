package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.time.Grain;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A cube rolled up says what its events say; so do rolling periods, parts and sums of many results. */
class RollUpProperties {
    private static final int TRIES = 150;
    private static final Metric<Ticket, Sheet> SHEET = Metric.sheet(
                    Handling.AHT.on(Ticket::contact),
                    Satisfaction.csat(Ticket.SCALE).topTwo().onEach(Ticket::answers))
            .where("eligible", Ticket::isEligible);
    private static final Axis<Ticket, Integer> SCORE = Axis.of("score", KeyType.NUMBER, Ticket::score);
    private static final Periods<Ticket> DAYS = Ticket.daily();
    private static final Periods<Ticket> MONTHS = Periods.monthly(Ticket.ZONE).at("closedAt", Ticket::closedAt);
    private static final Metric<Ticket, TimeSeries<Breakdown<String, Breakdown<Integer, Breakdown<String, Sheet>>>>>
            CUBE = SHEET.by(Ticket.AGENT).by(SCORE).by(Ticket.LABEL).over(DAYS);

    @Provide
    Arbitrary<List<Ticket>> samples() {
        return Ticket.any().list().ofMaxSize(60);
    }

    @Property(tries = TRIES)
    void anyAxesInAnyOrderOrLongerPeriodsGiveWhatTheEventsGive(@ForAll("samples") List<Ticket> sample) {
        var cube = CUBE.of(sample);

        assertThat(SHEET.rollUp(cube)).isEqualTo(SHEET.of(sample));
        assertThat(SHEET.by(Ticket.AGENT).rollUp(cube))
                .isEqualTo(SHEET.by(Ticket.AGENT).of(sample));
        assertThat(SHEET.by(Ticket.LABEL).rollUp(cube))
                .isEqualTo(SHEET.by(Ticket.LABEL).of(sample));
        var months = SHEET.over(MONTHS).by(Ticket.LABEL).by(Ticket.AGENT);
        assertThat(months.rollUp(cube)).isEqualTo(months.of(sample));
        var days = SHEET.by(SCORE).over(DAYS);
        assertThat(days.rollUp(cube)).isEqualTo(days.of(sample));
        var aht = Handling.AHT
                .on(Ticket::contact)
                .where("eligible", Ticket::isEligible)
                .over(MONTHS);
        assertThat(aht.rollUp(cube)).isEqualTo(aht.of(sample));
    }

    @Property(tries = TRIES)
    void limitedAxesRollUpAsTheyAreCut(@ForAll("samples") List<Ticket> sample) {
        var cube = SHEET.by(Ticket.AGENT.limit(2)).by(Ticket.LABEL.limit(2)).of(sample);
        var agents = SHEET.by(Ticket.AGENT.limit(2));
        var labels = SHEET.by(Ticket.LABEL.limit(2));

        assertThat(labels.rollUp(cube)).isEqualTo(labels.of(sample));
        assertThat(agents.rollUp(cube).total()).isEqualTo(agents.of(sample).total());
        assertThat(SHEET.rollUp(cube)).isEqualTo(SHEET.of(sample));
    }

    @Test
    void whatIsMissingInTheFinerResultIsSaid() {
        var finer = SHEET.by(Ticket.AGENT).over(MONTHS).of(List.of());
        assertThatThrownBy(() -> SHEET.by(SCORE).rollUp(finer))
                .hasMessageStartingWith("result to roll up must be one by score, got");
        assertThatThrownBy(() -> SHEET.over(DAYS).rollUp(finer))
                .hasMessageStartingWith("result to roll up must be one over closedAt DAY Europe/Stockholm, got");
        assertThatThrownBy(() -> Handling.AHT.rollUp(finer))
                .hasMessageStartingWith("result to roll up must be one with ");
        var aht = Handling.AHT.on(Ticket::contact);
        assertThatThrownBy(() -> aht.rollUp(
                        Metric.sheet(aht.by(SCORE), aht.by(Ticket.AGENT)).of(List.of())))
                .hasMessageStartingWith("result to roll up must be one with each measurement once");
        var weeks = Periods.weekly(Ticket.ZONE).at("closedAt", Ticket::closedAt);
        var ticket = List.of(Ticket.of("Joe", 3));
        assertThat(aht.over(MONTHS).rollUp(aht.over(DAYS).of(ticket)))
                .isEqualTo(aht.over(MONTHS).of(ticket));
        var across = new Ticket("Joe", Instant.parse("2021-03-31T10:00:00Z"), java.util.Set.of(), 1L, 1);
        assertThatThrownBy(() -> aht.over(MONTHS).rollUp(aht.over(weeks).of(List.of(across))))
                .hasMessageStartingWith("period to roll up must be within 2021-03, got");
        var utc = Periods.of(Grain.MONTH, ZoneId.of("UTC")).at("closedAt", Ticket::closedAt);
        assertThatThrownBy(() -> SHEET.over(utc).rollUp(finer)).hasMessageContaining("UTC");
    }

    @Property(tries = TRIES)
    void aRollingWindowIsTheSumOfItsPeriods(
            @ForAll("samples") List<Ticket> sample, @ForAll @IntRange(min = 1, max = 5) int periods) {
        var daily = SHEET.by(Ticket.AGENT).over(DAYS).of(sample);
        var rolling = daily.rolling(periods);
        var panes = new ArrayList<>(daily.cells.dimension.shown.apply(
                new java.util.TreeSet<>(daily.periods().keySet())));
        NavigableMap<Instant, Object> expected = new TreeMap<>();
        for (int i = 0; i + periods <= panes.size(); i++) {
            var parts = panes.subList(i, i + periods).stream()
                    .map(pane -> daily.at(pane.start()))
                    .toList();
            var sum = SHEET.by(Ticket.AGENT).sum(parts);
            if (!sum.isEmpty()) {
                expected.put(panes.get(i).start(), sum);
            }
        }
        NavigableMap<Instant, Object> found = new TreeMap<>();
        rolling.periods().forEach((window, result) -> found.put(window.start(), result));

        assertThat(found).isEqualTo(expected);
        assertThat(rolling.total()).isEqualTo(daily.total());
        assertThat(rolling.undated()).isEqualTo(daily.undated());
    }

    @Test
    void rollingPeriodsAreNamedByTheirFirstAndLast() {
        var tickets = List.of(
                new Ticket("Joe", Instant.parse("2021-03-26T10:00:00Z"), java.util.Set.of(), 60_000L, 3),
                new Ticket("Joe", Instant.parse("2021-03-29T10:00:00Z"), java.util.Set.of(), 180_000L, 3));
        var aht = Handling.AHT.on(Ticket::contact).over(DAYS);
        var rolling = aht.of(tickets).rolling(3);

        assertThat(rolling.toString())
                .contains("2021-03-26…2021-03-28")
                .contains("2021-03-27…2021-03-29")
                .doesNotContain("2021-03-28…");
        assertThat(rolling.at(Instant.parse("2021-03-28T12:00:00Z")).n()).isEqualTo(1);
        assertThat(rolling.signature()).contains("closedAt DAY Europe/Stockholm rolling 3 overlapping");
        assertThat(aht.of(tickets).rolling(9).periods()).isEmpty();
        assertThatThrownBy(() -> Handling.AHT
                        .on(Ticket::contact)
                        .over(DAYS.keepLatest(1))
                        .of(tickets)
                        .rolling(2))
                .hasMessage("periods to roll must be all kept, got some folded into earlier");
        var far = new Ticket("Joe", Instant.parse("9021-03-26T10:00:00Z"), java.util.Set.of(), 1L, 3);
        assertThatThrownBy(() -> aht.of(List.of(tickets.get(0), far)).rolling(2))
                .hasMessageContaining("so close that those between can be counted");
    }

    @Property(tries = TRIES)
    void aPartOfARunningAccumulatorIsThatPartOfItsSnapshot(@ForAll("samples") List<Ticket> sample) {
        var metric = SHEET.by(Ticket.LABEL.limit(3)).by(Ticket.AGENT.among(List.of("Diane", "Joe", "Nobody")));
        var live = metric.on((Ticket ticket) -> ticket).accumulator();
        sample.forEach(live::add);
        var whole = live.snapshot();

        for (String agent : List.of("Diane", "Joe", "Kim", "Nobody")) {
            assertThat(Breakdown.cell(live, agent)).isEqualTo(whole.get(agent));
        }
        NavigableMap<String, Object> each = new TreeMap<>();
        Breakdown.forEach(live, each::put);
        assertThat(each).isEqualTo(whole.cells());
        var days = SHEET.over(DAYS).accumulator();
        sample.forEach(days::add);
        NavigableMap<Instant, Object> periods = new TreeMap<>();
        TimeSeries.forEach(days, (day, sheet) -> periods.put(day.start(), sheet));
        assertThat(List.copyOf(periods.values()))
                .isEqualTo(List.copyOf(days.snapshot().periods().values()));
        days.snapshot()
                .periods()
                .forEach((day, sheet) -> assertThat(TimeSeries.cell(days, day)).isEqualTo(sheet));
    }

    @Property(tries = TRIES)
    void theSumOfManyResultsIsTheResultOfAllTheirEvents(@ForAll("samples") List<Ticket> sample) {
        assertThat(CUBE.sum(sample.stream().map(t -> CUBE.of(List.of(t))).toList()))
                .isEqualTo(CUBE.of(sample));
        assertThat(CUBE.sum(List.of())).isEqualTo(CUBE.empty());
    }
}

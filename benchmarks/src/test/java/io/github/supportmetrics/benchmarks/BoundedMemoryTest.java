package io.github.supportmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Horizon;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.Periods;
import io.github.supportmetrics.metric.Result;
import io.github.supportmetrics.metric.Sheet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/** What an accumulator takes on the heap is bounded by what it keeps, and not by what it has seen. */
class BoundedMemoryTest {
    private record Event(int number, Ticket ticket) {
        String key() {
            return "key-" + number;
        }

        Instant at() {
            return Instant.EPOCH.plus(Duration.ofHours(number));
        }
    }

    private static final int KEPT = 500;
    private static final int SEEN = 10_000;
    private static final double ROOM = 1.6;
    private static final Ticket[] TICKETS = Data.tickets(1000);
    private static final Metric<Event, Sheet> SHEET = Sheets.ALL.on(Event::ticket);

    @BeforeAll
    static void recordsShowTheirFields() {
        System.setProperty("jol.magicFieldOffset", "true");
    }

    private static <R extends Result<R>> double growth(Metric<Event, R> metric, Horizon horizon, boolean facts) {
        MetricAccumulator<Event, R> live = metric.accumulator(horizon);
        long early = 0;
        for (int i = 0; i < 8 * SEEN; i++) {
            Event event = new Event(i, TICKETS[i % TICKETS.length]);
            if (facts) {
                live.upsert(event.key(), 1, event);
            } else {
                live.add(event);
            }
            live.advanceTo(event.at());
            if (i == SEEN) {
                early = GraphLayout.parseInstance(live).totalSize();
            }
        }
        return (double) GraphLayout.parseInstance(live).totalSize() / early;
    }

    @Test
    void ofKeysThatNeverEndSoManyAreKept() {
        assertThat(growth(SHEET.by(Axis.of("key", Event::key).limit(KEPT)), Horizon.UNLIMITED, false))
                .isLessThan(ROOM);
    }

    @Test
    void ofHoursThatNeverEndTheLatestAreKept() {
        Periods<Event> hours = Periods.hourly(ZoneId.of("UTC")).at("at", Event::at);
        assertThat(growth(SHEET.over(hours.keepLatest(KEPT)), Horizon.UNLIMITED, false))
                .isLessThan(ROOM);
        assertThat(growth(
                        SHEET.by(Axis.of("key", Event::key).limit(3)).over(hours.keepLatest(KEPT)),
                        Horizon.UNLIMITED,
                        false))
                .isLessThan(ROOM);
    }

    @Test
    void ofFactsThoseAreKnownThatMayStillChange() {
        assertThat(growth(SHEET.sealedBy(Event::at), Horizon.keep(Duration.ofHours(KEPT)), true))
                .isLessThan(ROOM);
    }
}

package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Breakdown;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.MetricColumn;
import io.github.supportmetrics.stats.Proportion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counting one of a million events in its group, in nanoseconds: by a text key, and by a number given once per key. */
@State(Scope.Thread)
@OperationsPerInvocation(GroupByBenchmark.EVENTS)
public class GroupByBenchmark {
    static final int EVENTS = 1_000_000;

    /** So many keys. */
    @Param({"1000", "1000000"})
    int groups;

    /**
     * An event.
     *
     * @param agent its group
     * @param success whether it counts as one
     */
    public record Event(String agent, boolean success) {}

    private static final Metric<Event, Measurement<Proportion>> SHARE =
            Sheets.FCR.on(event -> new Ticket(0, 1, 0, event.success(), false));
    private static final Metric<Event, Breakdown<String, Measurement<Proportion>>> BY_AGENT =
            SHARE.by(Axis.of("agent", Event::agent));

    private Event[] events = {};
    private int[] ids = {};
    private int[] cells = {};
    private long[] successes = {};
    private MetricAccumulator<Event, Breakdown<String, Measurement<Proportion>>> dense = BY_AGENT.accumulator();
    private MetricColumn<Proportion> column = dense.column(SHARE);

    /** Draws the groups, each key a text object of its own, as a parser makes them. */
    @Setup(Level.Trial)
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        events = new Event[EVENTS];
        ids = new int[EVENTS];
        cells = new int[EVENTS];
        successes = new long[EVENTS];
        int[] cellOf = new int[groups];
        dense = BY_AGENT.accumulator();
        column = dense.column(SHARE);
        for (int id = 0; id < groups; id++) {
            cellOf[id] = column.cell("agent-" + id);
        }
        for (int i = 0; i < EVENTS; i++) {
            ids[i] = random.nextInt(groups);
            cells[i] = cellOf[ids[i]];
            successes[i] = random.nextInt(4) == 0 ? 0 : 1;
            events[i] = new Event("agent-" + ids[i], successes[i] == 1);
        }
    }

    /** A map of counters: get, and put where there is none. */
    @Benchmark
    public Map<String, int[]> hashMap() {
        Map<String, int[]> map = new HashMap<>();
        for (Event event : events) {
            int[] counts = map.get(event.agent());
            if (counts == null) {
                counts = new int[2];
                map.put(event.agent(), counts);
            }
            counts[event.success() ? 1 : 0]++;
        }
        return map;
    }

    /** A metric by agent. */
    @Benchmark
    public MetricAccumulator<Event, Breakdown<String, Measurement<Proportion>>> ours() {
        MetricAccumulator<Event, Breakdown<String, Measurement<Proportion>>> accumulator = BY_AGENT.accumulator();
        accumulator.addAll(Arrays.asList(events));
        return accumulator;
    }

    /** Counters in one array by number: the limit of encoded keys. */
    @Benchmark
    public long[] handLoop() {
        long[] counts = new long[2 * groups];
        for (int i = 0; i < EVENTS; i++) {
            counts[2 * ids[i] + (int) successes[i]]++;
        }
        return counts;
    }

    /** A column by number. */
    @Benchmark
    public MetricColumn<Proportion> oursColumn() {
        column.addAll(cells, successes);
        return column;
    }
}

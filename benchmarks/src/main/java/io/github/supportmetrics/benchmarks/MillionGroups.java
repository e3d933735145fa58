package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Breakdown;
import io.github.supportmetrics.metric.Horizon;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.Sheet;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a million groups of five metrics take, on the heap and as a checkpoint, and what a stream takes whose keys never end.
 *
 * <pre>
 * java -Xmx6g -cp benchmarks.jar io.github.supportmetrics.benchmarks.MillionGroups 1000000 20
 * </pre>
 */
public final class MillionGroups {
    private static final int KEPT = 100_000;
    private static final int ROUNDS = 20;

    private record Keyed(String key, Ticket ticket) {}

    private static final Axis<Keyed, String> AGENT = Axis.of("agent", Keyed::key);
    private static final Metric<Keyed, Sheet> SHEET = Sheets.ALL.on(Keyed::ticket);

    private MillionGroups() {}

    /** Events that are made when they are asked for: one of each key, from one key to another. */
    private static List<Keyed> of(String[] keys, Ticket[] tickets, int round) {
        return new AbstractList<>() {
            @Override
            public Keyed get(int i) {
                return new Keyed(keys[i], tickets[(i * 31 + round) % tickets.length]);
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String[] keys(int from, int count) {
        String[] keys = new String[count];
        Arrays.setAll(keys, i -> "agent-" + (from + i));
        return keys;
    }

    /**
     * Measures and prints.
     *
     * @param args how many groups, and how many events in each
     */
    @SuppressWarnings("SystemOut")
    public static void main(String... args) {
        int groups = Integer.parseInt(args[0]);
        int events = Integer.parseInt(args[1]);
        Ticket[] tickets = Data.tickets(Data.SIZE);
        String[] keys = keys(0, groups);
        long before = used();
        MetricAccumulator<Keyed, Breakdown<String, Sheet>> live =
                SHEET.by(AGENT).accumulator();
        long start = System.nanoTime();
        for (int round = 0; round < events; round++) {
            live.addAll(of(keys, tickets, round));
        }
        double nanos = (double) (System.nanoTime() - start) / ((long) groups * events);
        long heap = used() - before;
        System.out.printf(
                Locale.ROOT,
                "%d groups of %d events: %.0f ns an event, %.0f bytes a group without its key's text%n",
                groups,
                events,
                nanos,
                (double) heap / groups);
        start = System.nanoTime();
        byte[] state = live.encode();
        long encoded = System.nanoTime() - start;
        start = System.nanoTime();
        MetricAccumulator<Keyed, Breakdown<String, Sheet>> resumed =
                SHEET.by(AGENT).resume(state, Horizon.UNLIMITED);
        System.out.printf(
                Locale.ROOT,
                "checkpoint: %.0f bytes a group, written in %.1f s, read and checked in %.1f s, the same: %b%n",
                (double) state.length / groups,
                encoded / 1e9,
                (System.nanoTime() - start) / 1e9,
                Arrays.equals(resumed.encode(), state));
        hostile(tickets);
    }

    /** Every event has a key that was never there before. */
    @SuppressWarnings("SystemOut")
    private static void hostile(Ticket[] tickets) {
        long before = used();
        MetricAccumulator<Keyed, Breakdown<String, Sheet>> live =
                SHEET.by(AGENT.limit(KEPT)).accumulator();
        for (int round = 0; round < ROUNDS; round++) {
            live.addAll(of(keys(round * 1_000_000, 1_000_000), tickets, round));
            if (round == 0 || round == ROUNDS - 1) {
                System.out.printf(
                        Locale.ROOT,
                        "%d keys of which %d are kept: %.1f MB%n",
                        (round + 1) * 1_000_000,
                        KEPT,
                        (used() - before) / 1e6);
            }
        }
    }
}

package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Breakdown;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.Sheet;
import io.github.supportmetrics.stats.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openjdk.jol.info.GraphLayout;

/** How many bytes of heap a summary takes, and how many when serialised. Deterministic on one JVM. */
public final class FootprintReport {
    static final String OURS = "ours";
    static final String HDR = "HdrHistogram auto";
    static final String DDSKETCH = "DDSketch";
    static final String DYNAHIST = "DynaHist";

    private static final String LIST = "ArrayList<Long>";
    private static final int[] SIZES = {10, 100, 1000, 1_000_000};
    private static final int[] GROUP_SIZES = {20, 1000};
    private static final int GROUPS = 10_000;
    private static final int FEW = 50;
    private static final int COUNTS = 5 + 11 + 2 * 2 + 4;

    private final long[] millis = Data.millis(SIZES[SIZES.length - 1]);
    private final double[] doubles = Data.doubles(millis);
    private final Map<String, Function<Integer, Object>> variants = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Double>> handleTimes = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Double>> groups = new LinkedHashMap<>();
    private final double waiting = stream();
    private final Map<String, Integer> encoded = new LinkedHashMap<>();

    private record Keyed(String key, Ticket ticket) {}

    FootprintReport() {
        variants.put(OURS, this::accumulator);
        variants.put("ours, summary", n -> accumulator(n).snapshot());
        variants.put(LIST, this::list);
        variants.put(HDR, n -> Rivals.fill(Rivals.hdrAuto(), millis, 0, n));
        variants.put(DDSKETCH, n -> Rivals.fill(Rivals.ddSketch(), doubles, 0, n));
        variants.put(DYNAHIST, n -> Rivals.fill(Rivals.dynaHist(), doubles, 0, n));
        variants.forEach((name, make) -> {
            for (int n : SIZES) {
                handleTimes
                        .computeIfAbsent(name, v -> new LinkedHashMap<>())
                        .put(n, each(n > Data.SIZE ? 2 : FEW, () -> make.apply(n)));
            }
            for (int n : GROUP_SIZES) {
                groups.computeIfAbsent(name, v -> new LinkedHashMap<>()).put(n, mapped(() -> make.apply(n)));
            }
        });
        for (int n : GROUP_SIZES) {
            groups.computeIfAbsent(OURS, v -> new LinkedHashMap<>()).put(n, sheet(n));
        }
        groups.remove("ours, summary");
        encode();
    }

    private Durations.Accumulator accumulator(int n) {
        Durations.Accumulator accumulator = new Durations.Accumulator();
        for (int i = 0; i < n; i++) {
            accumulator.addMillis(millis[i]);
        }
        return accumulator;
    }

    private List<Long> list(int n) {
        List<Long> list = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            list.add(millis[i]);
        }
        return list;
    }

    /**
     * Bytes of a group as one would write it: in a map by a text key, without the text itself, a handle time's histogram beside
     * counts of the other four metrics.
     */
    private static double mapped(Supplier<Object> make) {
        double histogram = each(FEW, make);
        Map<String, Object[]> map = new HashMap<>();
        String[] keys = keys();
        for (String key : keys) {
            map.put(key, new Object[] {null, new int[COUNTS]});
        }
        return histogram + (double) (size(map) - texts(keys)) / GROUPS;
    }

    private static String[] keys() {
        return IntStream.range(0, GROUPS).mapToObj(i -> "agent-" + i).toArray(String[]::new);
    }

    private static long texts(String... keys) {
        return size((Object) keys) - size((Object) new String[keys.length]);
    }

    /** Bytes of one of several, without what they share. */
    private static double each(int several, Supplier<Object> make) {
        Object[] one = new Object[several];
        one[0] = make.get();
        Object[] all = one.clone();
        for (int i = 1; i < several; i++) {
            all[i] = make.get();
        }
        return (double) (size((Object) all) - size((Object) one)) / (several - 1);
    }

    /** Bytes of a group of the sheet by a text key, tables and all, without the text itself. */
    private double sheet(int n) {
        Metric<Keyed, Breakdown<String, Sheet>> metric =
                Sheets.ALL.<Keyed>on(Keyed::ticket).by(Axis.of("agent", Keyed::key));
        MetricAccumulator<Keyed, Breakdown<String, Sheet>> accumulator = metric.accumulator();
        long before = size(accumulator);
        String[] keys = keys();
        Ticket[] tickets = Data.tickets(Data.SIZE);
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (String key : keys) {
                accumulator.add(new Keyed(key, tickets[next++ % tickets.length]));
            }
        }
        return (double) (size(accumulator) - before - texts(keys)) / GROUPS;
    }

    /**
     * Bytes of a customer in the window, at the worst moment of ten million contacts of a million customers. Whatever the accumulator
     * holds counts.
     */
    private static double stream() {
        SplittableRandom random = new SplittableRandom(1);
        long[] last = new long[RepeatBenchmark.CUSTOMERS];
        var accumulator = RepeatBenchmark.accumulator(RepeatBenchmark.BY_NUMBER);
        double most = 0;
        for (int i = 1; i <= RepeatBenchmark.CONTACTS; i++) {
            int customer = random.nextInt(RepeatBenchmark.CUSTOMERS);
            long now = RepeatBenchmark.millis(i);
            last[customer] = now;
            accumulator.add(new RepeatBenchmark.Contact(customer, "", now));
            accumulator.advanceTo(Instant.ofEpochMilli(now));
            if (i > RepeatBenchmark.CONTACTS / 4 && i % (RepeatBenchmark.CONTACTS / 40) == 0) {
                long start = now - RepeatBenchmark.WINDOW.toMillis();
                long customers = Arrays.stream(last).filter(at -> at >= start).count();
                most = Math.max(most, (double) size(accumulator) / customers);
            }
        }
        return most;
    }

    OptionalDouble waiting() {
        return OptionalDouble.of(waiting);
    }

    private static long size(Object root) {
        return GraphLayout.parseInstance(root).totalSize();
    }

    private void encode() {
        EncodeBenchmark benchmark = new EncodeBenchmark();
        encoded.put(OURS, benchmark.ours().length);
        encoded.put(HDR, benchmark.hdrAuto().length);
        encoded.put(DDSKETCH, benchmark.ddSketch().length);
        try {
            encoded.put(DYNAHIST, benchmark.dynaHist().length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OptionalDouble handleTime(String variant, int n) {
        return of(handleTimes, variant, n);
    }

    OptionalDouble group(String variant, int n) {
        return of(groups, variant, n);
    }

    private static OptionalDouble of(Map<String, Map<Integer, Double>> bytes, String variant, int n) {
        Double value = bytes.getOrDefault(variant, Map.of()).get(n);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    OptionalDouble groupRatio(String variant, int n) {
        return OptionalDouble.of(
                group(variant, n).orElseThrow() / group(OURS, n).orElseThrow());
    }

    OptionalDouble encoded(String variant) {
        return OptionalDouble.of(encoded.getOrDefault(variant, 0));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        table(text, "bytes of n handle times", handleTimes, SIZES);
        table(text, "bytes of five metrics of n", groups, GROUP_SIZES);
        text.append(String.format(Locale.ROOT, "%n%-28s %10d%n", "serialised bytes, n =", 1000));
        text.append(String.format(Locale.ROOT, "%n%-28s %10.1f%n", "bytes of a waiting customer", waiting));
        encoded.forEach((name, bytes) -> text.append(String.format(Locale.ROOT, "  %-26s %10d%n", name, bytes)));
        return text.toString();
    }

    private static void table(
            StringBuilder text, String title, Map<String, Map<Integer, Double>> rows, int... columns) {
        text.append(String.format(Locale.ROOT, "%n%-28s", title));
        for (int n : columns) {
            text.append(String.format(Locale.ROOT, " %10d", n));
        }
        text.append(System.lineSeparator());
        rows.forEach((name, row) -> {
            text.append(String.format(Locale.ROOT, "  %-26s", name));
            row.values().forEach(bytes -> text.append(String.format(Locale.ROOT, " %10.0f", bytes)));
            text.append(System.lineSeparator());
        });
    }

    /** Measures and prints. */
    @SuppressWarnings("SystemOut")
    public static void main(String... args) {
        System.setProperty("jol.magicFieldOffset", "true"); // records hide their offsets
        FootprintReport report = new FootprintReport();
        System.out.print(report);
        System.out.print(Goals.ofSize(report));
    }
}

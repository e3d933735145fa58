package io.github.supportmetrics.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/** What JMH measured, by operation and variant. The number of a variant is the median over forks of each fork's best iteration. */
final class Results {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double NOISE_BYTES = 0.05;

    /**
     * A variant's time and allocation per operation.
     *
     * @param nanos nanoseconds
     * @param bytes bytes
     */
    record Cost(double nanos, double bytes) {}

    private final Map<String, Map<String, Cost>> operations = new LinkedHashMap<>();

    Results(Collection<RunResult> runs) {
        for (RunResult run : runs) {
            String name = run.getParams()
                    .getBenchmark()
                    .substring(Results.class.getPackageName().length() + 1);
            int dot = name.lastIndexOf('.');
            StringBuilder operation = new StringBuilder(name.substring(0, dot));
            for (String key : run.getParams().getParamsKeys()) {
                operation
                        .append(' ')
                        .append(key)
                        .append('=')
                        .append(run.getParams().getParam(key));
            }
            operations
                    .computeIfAbsent(operation.toString(), o -> new LinkedHashMap<>())
                    .put(name.substring(dot + 1), cost(run));
        }
    }

    @SuppressWarnings("rawtypes") // JMH's map holds raw results
    private static Cost cost(RunResult run) {
        List<Double> bests = new ArrayList<>();
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            bests.add(fork.getIterationResults().stream()
                    .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                    .min()
                    .orElseThrow());
        }
        double[] sorted =
                bests.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        double bytes = run.getSecondaryResults().entrySet().stream()
                .filter(secondary -> secondary.getKey().endsWith(ALLOCATED))
                .mapToDouble(secondary -> secondary.getValue().getScore())
                .findFirst()
                .orElse(0);
        return new Cost(median, bytes < NOISE_BYTES ? 0 : bytes);
    }

    /** How many times as long one variant takes as another, or empty if one was not run. */
    OptionalDouble ratio(String operation, String variant, String to) {
        OptionalDouble a = nanos(operation, variant);
        OptionalDouble b = nanos(operation, to);
        return a.isPresent() && b.isPresent()
                ? OptionalDouble.of(a.getAsDouble() / b.getAsDouble())
                : OptionalDouble.empty();
    }

    OptionalDouble nanos(String operation, String variant) {
        Cost cost = operations.getOrDefault(operation, Map.of()).get(variant);
        return cost == null ? OptionalDouble.empty() : OptionalDouble.of(cost.nanos);
    }

    OptionalDouble bytes(String operation, String variant) {
        Cost cost = operations.getOrDefault(operation, Map.of()).get(variant);
        return cost == null ? OptionalDouble.empty() : OptionalDouble.of(cost.bytes);
    }

    /** A table per operation, slowest last. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        operations.forEach((operation, variants) -> {
            text.append(String.format(
                    Locale.ROOT, "%n%-28s %12s %12s %10s %10s%n", operation, "ns/op", "× hand loop", "× ours", "B/op"));
            variants.entrySet().stream()
                    .sorted((a, b) -> Double.compare(a.getValue().nanos, b.getValue().nanos))
                    .forEach(e -> text.append(String.format(
                            Locale.ROOT,
                            "  %-26s %12.2f %12s %10s %10.1f%n",
                            e.getKey(),
                            e.getValue().nanos,
                            shown(ratio(operation, e.getKey(), "handLoop")),
                            shown(ratio(operation, e.getKey(), "ours")),
                            e.getValue().bytes)));
        });
        return text.toString();
    }

    static String shown(OptionalDouble number) {
        return number.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", number.getAsDouble());
    }
}

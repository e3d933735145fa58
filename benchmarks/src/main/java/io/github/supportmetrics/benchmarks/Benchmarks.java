package io.github.supportmetrics.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the races and prints a table per operation, the goals, and the footprint.
 *
 * <pre>
 * java -jar benchmarks.jar                      all, about six minutes
 * java -jar benchmarks.jar AddBenchmark         those whose name matches
 * java -jar benchmarks.jar --quick              one fork
 * java -cp benchmarks.jar org.openjdk.jmh.Main  JMH itself
 * </pre>
 *
 * <p>Only ratios within one run mean anything elsewhere.
 */
public final class Benchmarks {
    private static final String QUICK = "--quick";
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);

    private Benchmarks() {}

    /**
     * Runs them.
     *
     * @param args regular expressions of names, and {@code --quick}
     * @throws RunnerException if a benchmark fails
     */
    @SuppressWarnings("SystemOut")
    public static void main(String... args) throws RunnerException {
        List<String> names =
                Arrays.stream(args).filter(arg -> !arg.equals(QUICK)).toList();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(Arrays.asList(args).contains(QUICK) ? 1 : 2)
                .warmupIterations(4)
                .warmupTime(ITERATION)
                .measurementIterations(5)
                .measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xms1g", "-Xmx1g")
                .shouldFailOnError(true);
        names.forEach(options::include);
        Results results = new Results(new Runner(options.build()).run());
        System.out.print(results);
        System.out.print(Goals.ofSpeed(results));
        if (names.isEmpty()) {
            FootprintReport.main();
        }
    }
}

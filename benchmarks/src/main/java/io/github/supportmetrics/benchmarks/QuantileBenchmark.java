package io.github.supportmetrics.benchmarks;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.QuantileDefinition;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Building a summary of n handle times and reading p50, p90 and p99, in nanoseconds for all of it. */
@State(Scope.Thread)
public class QuantileBenchmark {
    /** The size of the sample. */
    @Param({"10", "100", "1000"})
    public int n;

    private final long[] millis = Data.millis(Data.SIZE);
    private final double[] doubles = Data.doubles(millis);
    private int from;

    /** Moves on to the next sample, so that no branch is learned by heart. */
    private int next() {
        from = from + 2 * n > millis.length ? 0 : from + n;
        return from;
    }

    /** Sorts a copy. */
    @Benchmark
    public double[] handLoop() {
        int start = next();
        long[] sorted = Arrays.copyOfRange(millis, start, start + n);
        Arrays.sort(sorted);
        double[] quantiles = new double[Data.QUANTILES.length];
        for (int i = 0; i < quantiles.length; i++) {
            double position = Data.QUANTILES[i] * (n - 1);
            int below = (int) position;
            long low = sorted[below];
            quantiles[i] = low + (position - below) * (sorted[Math.min(below + 1, n - 1)] - low);
        }
        return quantiles;
    }

    /** Ours. */
    @Benchmark
    public double[] ours() {
        int start = next();
        Durations.Accumulator accumulator = new Durations.Accumulator();
        for (int i = start; i < start + n; i++) {
            accumulator.addMillis(millis[i]);
        }
        return accumulator.snapshot().quantilesMillis(Data.QUANTILES);
    }

    /** HdrHistogram of a fixed range. */
    @Benchmark
    public double[] hdrFixed() {
        return quantiles(Rivals.hdrFixed());
    }

    /** HdrHistogram of a growing range. */
    @Benchmark
    public double[] hdrAuto() {
        return quantiles(Rivals.hdrAuto());
    }

    private double[] quantiles(Histogram histogram) {
        int start = next();
        Rivals.fill(histogram, millis, start, start + n);
        double[] quantiles = new double[Data.QUANTILES.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = histogram.getValueAtPercentile(100 * Data.QUANTILES[i]);
        }
        return quantiles;
    }

    /** DDSketch. */
    @Benchmark
    public double[] ddSketch() {
        int start = next();
        DDSketch sketch = Rivals.fill(Rivals.ddSketch(), doubles, start, start + n);
        return sketch.getValuesAtQuantiles(Data.QUANTILES);
    }

    /** DynaHist. */
    @Benchmark
    public double[] dynaHist() {
        int start = next();
        com.dynatrace.dynahist.Histogram histogram = Rivals.fill(Rivals.dynaHist(), doubles, start, start + n);
        double[] quantiles = new double[Data.QUANTILES.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = histogram.getQuantile(Data.QUANTILES[i]);
        }
        return quantiles;
    }

    /** The exact quantile of the first sample, by a definition. */
    double exact(double q, QuantileDefinition definition) {
        long[] sorted = firstSorted();
        return definition.of(q, n, rank -> sorted[(int) rank - 1]);
    }

    /** The value below the quantile in the first sample. */
    double lower(double q) {
        return firstSorted()[(int) (q * (n - 1))];
    }

    private long[] firstSorted() {
        long[] sorted = Arrays.copyOfRange(millis, n, 2 * n);
        Arrays.sort(sorted);
        return sorted;
    }
}

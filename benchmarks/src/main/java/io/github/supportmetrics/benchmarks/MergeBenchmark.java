package io.github.supportmetrics.benchmarks;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.github.supportmetrics.stats.Durations;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Merging a summary of 1 000 handle times into one of as many or more, in nanoseconds. */
@State(Scope.Thread)
public class MergeBenchmark {
    private static final int N = 1000;

    private final long[] millis = Data.millis(2 * N);
    private final double[] doubles = Data.doubles(millis);
    private final Durations part = Durations.ofMillis(Arrays.copyOf(millis, N));
    private final Histogram hdrFixedPart = Rivals.fill(Rivals.hdrFixed(), millis, 0, N);
    private final Histogram hdrAutoPart = Rivals.fill(Rivals.hdrAuto(), millis, 0, N);
    private final DDSketch ddSketchPart = Rivals.fill(Rivals.ddSketch(), doubles, 0, N);
    private final com.dynatrace.dynahist.Histogram dynaHistPart = Rivals.fill(Rivals.dynaHist(), doubles, 0, N);
    private Durations.Accumulator ours = new Durations.Accumulator();
    private Histogram hdrFixed = Rivals.hdrFixed();
    private Histogram hdrAuto = Rivals.hdrAuto();
    private DDSketch ddSketch = Rivals.ddSketch();
    private com.dynatrace.dynahist.Histogram dynaHist = Rivals.dynaHist();

    /** Starts over with 1 000 other handle times. */
    @Setup(Level.Iteration)
    public void setUp() {
        ours = new Durations.Accumulator();
        for (int i = N; i < 2 * N; i++) {
            ours.addMillis(millis[i]);
        }
        hdrFixed = Rivals.fill(Rivals.hdrFixed(), millis, N, 2 * N);
        hdrAuto = Rivals.fill(Rivals.hdrAuto(), millis, N, 2 * N);
        ddSketch = Rivals.fill(Rivals.ddSketch(), doubles, N, 2 * N);
        dynaHist = Rivals.fill(Rivals.dynaHist(), doubles, N, 2 * N);
    }

    /** Ours. */
    @Benchmark
    public Durations.Accumulator ours() {
        ours.merge(part);
        return ours;
    }

    /** HdrHistogram of a fixed range. */
    @Benchmark
    public Histogram hdrFixed() {
        hdrFixed.add(hdrFixedPart);
        return hdrFixed;
    }

    /** HdrHistogram of a growing range. */
    @Benchmark
    public Histogram hdrAuto() {
        hdrAuto.add(hdrAutoPart);
        return hdrAuto;
    }

    /** DDSketch. */
    @Benchmark
    public DDSketch ddSketch() {
        ddSketch.mergeWith(ddSketchPart);
        return ddSketch;
    }

    /** DynaHist. */
    @Benchmark
    public com.dynatrace.dynahist.Histogram dynaHist() {
        return dynaHist.addHistogram(dynaHistPart);
    }
}

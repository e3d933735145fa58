package io.github.supportmetrics.benchmarks;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.dynatrace.dynahist.serialization.SerializationUtil;
import io.github.supportmetrics.stats.Durations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Turning a summary of 1 000 handle times into bytes, in nanoseconds. */
@State(Scope.Thread)
public class EncodeBenchmark {
    private static final int N = 1000;

    private final long[] millis = Data.millis(N);
    private final double[] doubles = Data.doubles(millis);
    private final Durations ours = Durations.ofMillis(Arrays.copyOf(millis, N));
    private final Histogram hdrFixed = Rivals.fill(Rivals.hdrFixed(), millis, 0, N);
    private final Histogram hdrAuto = Rivals.fill(Rivals.hdrAuto(), millis, 0, N);
    private final DDSketch ddSketch = Rivals.fill(Rivals.ddSketch(), doubles, 0, N);
    private final com.dynatrace.dynahist.Histogram dynaHist = Rivals.fill(Rivals.dynaHist(), doubles, 0, N);

    /** Ours, with exact sums. */
    @Benchmark
    public byte[] ours() {
        return Durations.codec().encode(ours);
    }

    /** HdrHistogram of a fixed range, uncompressed. */
    @Benchmark
    public byte[] hdrFixed() {
        return encode(hdrFixed);
    }

    /** HdrHistogram of a growing range, uncompressed. */
    @Benchmark
    public byte[] hdrAuto() {
        return encode(hdrAuto);
    }

    private static byte[] encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoByteBuffer(buffer));
    }

    /** DDSketch. */
    @Benchmark
    public byte[] ddSketch() {
        return ddSketch.serialize().array();
    }

    /** DynaHist, whose bytes do not hold the layout. */
    @Benchmark
    public byte[] dynaHist() throws IOException {
        return SerializationUtil.write(dynaHist);
    }
}

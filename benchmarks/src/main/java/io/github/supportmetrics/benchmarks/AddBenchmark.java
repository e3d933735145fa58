package io.github.supportmetrics.benchmarks;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.google.common.math.StatsAccumulator;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Ratings;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.commons.statistics.descriptive.LongStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adding one value, in nanoseconds. */
public class AddBenchmark {
    /** A handle time: count, mean, variance, and quantiles within 1 %. */
    @State(Scope.Thread)
    @OperationsPerInvocation(Data.SIZE)
    public static class HandleTime {
        private final long[] millis = Data.millis(Data.SIZE);
        private final double[] doubles = Data.doubles(millis);
        private final Hand hand = new Hand();
        private final Durations.Accumulator ours = new Durations.Accumulator();
        private final Histogram hdrFixed = Rivals.hdrFixed();
        private final Histogram hdrAuto = Rivals.hdrAuto();
        private final Recorder hdrRecorder = Rivals.hdrRecorder();
        private final com.dynatrace.dynahist.Histogram dynaHist = Rivals.dynaHist();
        private final DDSketch ddSketch = Rivals.ddSketch();
        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        private final Timer timer = Timer.builder("plain").register(registry);
        private final Timer percentiles =
                Timer.builder("percentiles").publishPercentiles(Data.QUANTILES).register(registry);

        /** Local sums and a log-linear histogram that knows its range. */
        @Benchmark
        public Hand handLoop() {
            hand.addDurations(millis);
            return hand;
        }

        /** A long-lived accumulator, whose counts have become ints. */
        @Benchmark
        public Durations.Accumulator ours() {
            for (long value : millis) {
                ours.addMillis(value);
            }
            return ours;
        }

        /** A new accumulator every 32 768 values. */
        @Benchmark
        public Durations.Accumulator oursFresh() {
            Durations.Accumulator fresh = new Durations.Accumulator();
            for (long value : millis) {
                fresh.addMillis(value);
            }
            return fresh;
        }

        /** HdrHistogram of a fixed range. */
        @Benchmark
        public Histogram hdrFixed() {
            return Rivals.fill(hdrFixed, millis, 0, millis.length);
        }

        /** HdrHistogram of a growing range. */
        @Benchmark
        public Histogram hdrAuto() {
            return Rivals.fill(hdrAuto, millis, 0, millis.length);
        }

        /** HdrHistogram's concurrent recorder, here with one thread. */
        @Benchmark
        public Recorder hdrRecorder() {
            for (long value : millis) {
                hdrRecorder.recordValue(value);
            }
            return hdrRecorder;
        }

        /** DynaHist's dynamic histogram. */
        @Benchmark
        public com.dynatrace.dynahist.Histogram dynaHist() {
            return Rivals.fill(dynaHist, doubles, 0, doubles.length);
        }

        /** DDSketch with an unbounded dense store. */
        @Benchmark
        public DDSketch ddSketch() {
            return Rivals.fill(ddSketch, doubles, 0, doubles.length);
        }

        /** Micrometer's timer, which knows count, sum and a decaying maximum. */
        @Benchmark
        public Timer micrometerTimer() {
            return record(timer);
        }

        /** Micrometer's timer that publishes three percentiles. */
        @Benchmark
        public Timer micrometerPercentiles() {
            return record(percentiles);
        }

        private Timer record(Timer to) {
            for (long value : millis) {
                to.record(value, TimeUnit.MILLISECONDS);
            }
            return to;
        }
    }

    /** A number: count, mean and variance. */
    @State(Scope.Thread)
    @OperationsPerInvocation(Data.SIZE)
    public static class Moments {
        private final long[] values = Data.millis(Data.SIZE);
        private final double[] doubles = Data.doubles(values);
        private final Hand hand = new Hand();
        private final io.github.supportmetrics.stats.Moments.Accumulator ours =
                new io.github.supportmetrics.stats.Moments.Accumulator();
        private final StatsAccumulator guava = new StatsAccumulator();
        private final LongStatistics commons = LongStatistics.of(Statistic.MEAN, Statistic.VARIANCE);
        private final Welford welford = new Welford();

        /** Sums of 64 bits, which wrap. */
        @Benchmark
        public Hand handLoop() {
            hand.addMoments(values);
            return hand;
        }

        /** Exact sums. */
        @Benchmark
        public io.github.supportmetrics.stats.Moments.Accumulator ours() {
            for (long value : values) {
                ours.add(value);
            }
            return ours;
        }

        /** Guava. */
        @Benchmark
        public StatsAccumulator guava() {
            for (double value : doubles) {
                guava.add(value);
            }
            return guava;
        }

        /** Commons Statistics, also exact. */
        @Benchmark
        public LongStatistics commons() {
            for (long value : values) {
                commons.accept(value);
            }
            return commons;
        }

        /** Welford's update in doubles. */
        @Benchmark
        public Welford welford() {
            for (double value : doubles) {
                welford.add(value);
            }
            return welford;
        }
    }

    /** An answer 0 to 10. */
    @State(Scope.Thread)
    @OperationsPerInvocation(Data.SIZE)
    public static class Nps {
        private final int[] answers = Data.nps(Data.SIZE);
        private final Hand hand = new Hand();
        private final Ratings.Accumulator ours = new Ratings.Accumulator(0, 10);

        /** An array of counts. */
        @Benchmark
        public Hand handLoop() {
            Hand.addAnswers(answers, hand.nps);
            return hand;
        }

        /** The scale's accumulator. */
        @Benchmark
        public Ratings.Accumulator ours() {
            for (int answer : answers) {
                ours.add(answer);
            }
            return ours;
        }
    }

    /** An answer 1 to 5. */
    @State(Scope.Thread)
    @OperationsPerInvocation(Data.SIZE)
    public static class Csat {
        private final int[] answers = Data.csat(Data.SIZE);
        private final Hand hand = new Hand();
        private final Ratings.Accumulator ours = new Ratings.Accumulator(1, 5);

        /** An array of counts. */
        @Benchmark
        public Hand handLoop() {
            Hand.addAnswers(answers, hand.csat);
            return hand;
        }

        /** The scale's accumulator. */
        @Benchmark
        public Ratings.Accumulator ours() {
            for (int answer : answers) {
                ours.add(answer);
            }
            return ours;
        }
    }

    /** Mean and variance by Knuth 4.2.2 (15) and (16). */
    public static final class Welford {
        private long n;
        private double mean;
        private double scatter;

        Welford() {}

        void add(double value) {
            n++;
            double delta = value - mean;
            mean += delta / n;
            scatter += delta * (value - mean);
        }

        double mean() {
            return mean;
        }

        double sampleVariance() {
            return scatter / (n - 1);
        }
    }
}

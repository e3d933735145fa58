package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.metric.Horizon;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.MetricRecorder;
import io.github.supportmetrics.stats.Durations;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** One handle time recorded by each of one or two threads at the same time, in nanoseconds of a thread. */
@OperationsPerInvocation(Data.SIZE)
public class RecorderBenchmark {
    /** What the threads share. */
    @State(Scope.Benchmark)
    public static class Shared {
        final MetricRecorder<Ticket, Measurement<Durations>> recorder = Sheets.HANDLE_TIME.recorder(Horizon.UNLIMITED);
        final MetricAccumulator<Ticket, Measurement<Durations>> guarded = Sheets.HANDLE_TIME.accumulator();
        final Recorder hdr = new Recorder(Data.LONGEST, 2);
        final LongAdder n = new LongAdder();
        final LongAdder sum = new LongAdder();
        final LongAdder squares = new LongAdder();
        final java.util.concurrent.atomic.AtomicLongArray buckets =
                new java.util.concurrent.atomic.AtomicLongArray(Hand.index(Data.LONGEST) + 1);
        final Timer timer = Timer.builder("t").register(new SimpleMeterRegistry());
    }

    /** What each thread has of its own. */
    @State(Scope.Thread)
    public static class Own {
        final Ticket[] tickets = Data.tickets(Data.SIZE);
        final MetricAccumulator<Ticket, Measurement<Durations>> accumulator = Sheets.HANDLE_TIME.accumulator();
        MetricRecorder.@org.jspecify.annotations.Nullable Handle<Ticket> handle;

        /** Takes a handle. */
        @Setup(Level.Trial)
        public void open(Shared shared) {
            handle = shared.recorder.handle();
        }

        /** Gives it back. */
        @TearDown(Level.Trial)
        public void close() {
            if (handle != null) {
                handle.close();
            }
        }
    }

    private static void limit(Own own) {
        for (Ticket ticket : own.tickets) {
            own.accumulator.add(ticket);
        }
    }

    /** Each thread its own accumulator: the limit. */
    @Benchmark
    @Threads(1)
    public void limit1(Own own) {
        limit(own);
    }

    /** The same with two threads. */
    @Benchmark
    @Threads(2)
    public void limit2(Own own) {
        limit(own);
    }

    private static void handles(Own own) {
        MetricRecorder.Handle<Ticket> handle = own.handle;
        if (handle != null) {
            for (Ticket ticket : own.tickets) {
                handle.add(ticket);
            }
        }
    }

    /** Through a handle. */
    @Benchmark
    @Threads(1)
    public void handles1(Own own) {
        handles(own);
    }

    /** The same with two threads. */
    @Benchmark
    @Threads(2)
    public void handles2(Own own) {
        handles(own);
    }

    private static void striped(Shared shared, Own own) {
        for (Ticket ticket : own.tickets) {
            shared.recorder.add(ticket);
        }
    }

    /** Through the recorder's stripes. */
    @Benchmark
    @Threads(1)
    public void striped1(Shared shared, Own own) {
        striped(shared, own);
    }

    /** The same with two threads. */
    @Benchmark
    @Threads(2)
    public void striped2(Shared shared, Own own) {
        striped(shared, own);
    }

    /** One accumulator and its lock. */
    @Benchmark
    @Threads(2)
    public void synchronized2(Shared shared, Own own) {
        for (Ticket ticket : own.tickets) {
            synchronized (shared.guarded) {
                shared.guarded.add(ticket);
            }
        }
    }

    /** HdrHistogram's recorder. */
    @Benchmark
    @Threads(2)
    public void hdrRecorder2(Shared shared, Own own) {
        for (Ticket ticket : own.tickets) {
            shared.hdr.recordValue(ticket.millis());
        }
    }

    /** Adders for the moments and an atomic histogram. */
    @Benchmark
    @Threads(2)
    public void longAdders2(Shared shared, Own own) {
        for (Ticket ticket : own.tickets) {
            long millis = ticket.millis();
            shared.n.increment();
            shared.sum.add(millis);
            shared.squares.add(millis * millis);
            shared.buckets.incrementAndGet(Hand.index(millis));
        }
    }

    /** Micrometer's timer, without percentiles. */
    @Benchmark
    @Threads(2)
    public void micrometerTimer2(Shared shared, Own own) {
        for (Ticket ticket : own.tickets) {
            shared.timer.record(ticket.millis(), TimeUnit.MILLISECONDS);
        }
    }
}

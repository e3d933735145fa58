package io.github.supportmetrics.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from many threads and gives results to any: the accumulator of hosts that record wherever things happen.
 *
 * <pre>{@code
 * var live = metric.recorder(Horizon.keep(ofDays(60)));
 * live.add(call);                                            // from any thread
 * try (var mine = live.handle()) {                           // faster, for a thread that records much
 *     calls.forEach(mine::add);
 * }
 * live.snapshot();                                           // all that was added before, once
 * store(live.drain().encode());                              // the same, and begins anew: for periodic export
 * }</pre>
 *
 * <p>Events wait in stripes; a thread takes one that no other thread holds. Reading empties all stripes at one instant and merges them
 * into one accumulator, so what was added before something else, even by another thread, is never missing beside it. Writers wait
 * for a reader only while it exchanges the stripes' accumulators for empty ones, and not while it merges.
 *
 * <p>{@link #retract}, {@link #upsert} and {@link #remove} need to see all that came before; they take turns with readers and are
 * as fast as one thread.
 *
 * <p>Stripes grow until somebody reads: where nobody does for long, advance the watermark now and then. The metric's functions must not
 * call the recorder. Thread-safe, if they are.
 *
 * @param <E> the event
 * @param <R> the result
 */
public final class MetricRecorder<E, R extends Result<R>> {
    private final Metric<E, R> metric;
    private final Horizon horizon;
    private final int mask;
    private final List<Stripe<E, R>> stripes = new ArrayList<>();
    /** The lock of all that see the total. */
    private final Object turn = new Object();

    private final List<Stripe<E, R>> handles = new ArrayList<>();
    private MetricAccumulator<E, R> total;
    private @Nullable ArithmeticException overflow;
    /** How far time has come; changed only while all stripes are held. */
    private volatile MetricAccumulator.Progress time;

    MetricRecorder(Metric<E, R> metric, Horizon horizon) {
        this.metric = metric;
        this.horizon = horizon;
        this.total = metric.accumulator(horizon);
        this.time = total.progress();
        // Twice the processors, so that a thread rarely finds its own stripe held.
        this.mask = 2 * Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1) - 1;
        for (int i = 0; i <= mask; i++) {
            stripes.add(new Stripe<>(this));
        }
    }

    /** Whether a stripe is held. Longer than two cache lines, so that no other stripe's is on the same. */
    @SuppressWarnings("unused")
    private static final class Held extends AtomicInteger {
        private static final long serialVersionUID = 1L;

        private long a0;
        private long a1;
        private long a2;
        private long a3;
        private long a4;
        private long a5;
        private long a6;
        private long a7;
        private long b0;
        private long b1;
        private long b2;
        private long b3;
        private long b4;
        private long b5;
        private long b6;
        private long b7;
    }

    /** An accumulator that one thread at a time holds. */
    private static final class Stripe<E, R extends Result<R>> {
        private static final int SPINS = 64;
        private static final long SHORT = 20_000;

        private final MetricRecorder<E, R> recorder;
        private final Held held = new Held();
        private @Nullable MetricAccumulator<E, R> events;
        private boolean closed;

        Stripe(MetricRecorder<E, R> recorder) {
            this.recorder = recorder;
        }

        boolean tryHold() {
            return held.compareAndSet(0, 1);
        }

        void hold() {
            for (int spins = 0; !tryHold(); spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(SHORT);
                }
            }
        }

        void release() {
            held.setRelease(0);
        }

        /** Adds to the held stripe, and gives it back. */
        void addAndRelease(E event) {
            try {
                if (closed) {
                    throw new IllegalStateException("handle must be open, got one that was closed");
                }
                MetricAccumulator<E, R> mine = events;
                if (mine == null) {
                    // Made by the thread that fills it, and so apart from the others in memory.
                    mine = recorder.empty();
                    events = mine;
                }
                mine.add(event);
            } finally {
                release();
            }
        }

        void close() {
            hold();
            closed = true;
            release();
        }

        @Nullable
        MetricAccumulator<E, R> take() {
            MetricAccumulator<E, R> taken = events;
            events = null;
            return taken;
        }
    }

    /**
     * Adds an event, as {@link MetricAccumulator#add} does. Wait-free unless a reader exchanges stripes or as many threads as there
     * are stripes add at once.
     *
     * @param event the event
     * @throws RuntimeException what a function of the metric throws; nothing is changed then
     */
    public void add(E event) {
        int mine = (int) Thread.currentThread().getId();
        for (int i = 0; i <= mask; i++) {
            Stripe<E, R> stripe = stripes.get((mine + i) & mask);
            if (stripe.tryHold()) {
                stripe.addAndRelease(event);
                return;
            }
        }
        Stripe<E, R> stripe = stripes.get(mine & mask);
        stripe.hold();
        stripe.addAndRelease(event);
    }

    /**
     * A stripe of one's own, for a thread that records much: its lock is never waited for but by a reader.
     *
     * @return the handle, to be closed at the end
     */
    public Handle<E> handle() {
        Stripe<E, R> stripe = new Stripe<>(this);
        synchronized (turn) {
            handles.add(stripe);
        }
        return new Handle<>() {
            @Override
            public void add(E event) {
                stripe.hold();
                stripe.addAndRelease(event);
            }

            @Override
            public void close() {
                stripe.close();
                synchronized (turn) {
                    gather(time);
                    handles.remove(stripe);
                }
            }
        };
    }

    /**
     * A stripe of a recorder. Thread-safe, but meant for one thread.
     *
     * @param <E> the event
     */
    public interface Handle<E> extends AutoCloseable {
        /**
         * Adds an event, as {@link MetricAccumulator#add} does.
         *
         * @param event the event
         * @throws IllegalStateException if the handle was closed
         */
        void add(E event);

        /** Gives the stripe back; what was added stays. */
        @Override
        void close();
    }

    private MetricAccumulator<E, R> empty() {
        return metric.accumulator(horizon).startAt(time);
    }

    /** Empties all stripes at one instant, from which on they go by the given time, and merges them. The caller has the turn. */
    private void gather(MetricAccumulator.Progress newTime) {
        List<MetricAccumulator<E, R>> taken;
        hold();
        try {
            taken = take();
            time = newTime;
        } finally {
            release();
        }
        merge(taken);
    }

    private void hold() {
        stripes.forEach(Stripe::hold);
        handles.forEach(Stripe::hold);
    }

    private void release() {
        handles.forEach(Stripe::release);
        stripes.forEach(Stripe::release);
    }

    private List<MetricAccumulator<E, R>> take() {
        List<MetricAccumulator<E, R>> taken = new ArrayList<>();
        for (List<Stripe<E, R>> some : List.of(stripes, handles)) {
            for (Stripe<E, R> stripe : some) {
                MetricAccumulator<E, R> events = stripe.take();
                if (events != null) {
                    taken.add(events);
                }
            }
        }
        return taken;
    }

    /** A sum that leaves its range in the total cannot be put back, so that nothing is told of it any more. */
    private void merge(List<MetricAccumulator<E, R>> taken) {
        if (overflow == null) {
            try {
                taken.forEach(total::merge);
            } catch (ArithmeticException e) {
                overflow = e;
            }
        }
        if (overflow != null) {
            throw new IllegalStateException(
                    "recorder must hold sums of 63 bits, got more: " + overflow.getMessage(), overflow);
        }
    }

    /**
     * Takes an event out again, as {@link MetricAccumulator#retract} does.
     *
     * @param event the event
     * @throws IllegalArgumentException if it is visibly not there; nothing is changed then
     */
    public void retract(E event) {
        synchronized (turn) {
            gather(time);
            total.retract(event);
        }
    }

    /**
     * Adds a fact or replaces it by a later version, as {@link MetricAccumulator#upsert} does.
     *
     * @param id what tells the fact from others
     * @param version which version of it this is
     * @param event the fact
     * @return whether it counts now
     */
    public boolean upsert(String id, long version, E event) {
        synchronized (turn) {
            return total.upsert(id, version, event);
        }
    }

    /**
     * Takes a fact out, as {@link MetricAccumulator#remove} does.
     *
     * @param id what tells the fact from others
     * @param version the version that says so
     * @param instant the instant by which the fact is sealed
     * @return whether this is so now
     */
    public boolean remove(String id, long version, Instant instant) {
        synchronized (turn) {
            return total.remove(id, version, instant);
        }
    }

    /**
     * Says that time has come so far, as {@link MetricAccumulator#advanceTo} does.
     *
     * @param instant the watermark
     * @return this
     */
    public MetricRecorder<E, R> advanceTo(Instant instant) {
        synchronized (turn) {
            gather(empty().advanceTo(instant).progress());
            total.advanceTo(instant);
        }
        return this;
    }

    /**
     * Adds all that an accumulator holds, such as one that was resumed from a checkpoint.
     *
     * @param other an accumulator of the same metric, which stays as it is
     * @return this
     * @throws IncompatibleDefinitionException if it is of another definition; nothing is changed then
     * @throws IllegalArgumentException as {@link MetricAccumulator#merge(MetricAccumulator)} says
     */
    public MetricRecorder<E, R> merge(MetricAccumulator<E, R> other) {
        synchronized (turn) {
            hold();
            try {
                merge(take());
                total.merge(other);
                time = total.progress();
            } finally {
                release();
            }
        }
        return this;
    }

    /**
     * The result of all that was added before, each event once. It never changes afterwards.
     *
     * @return the result
     */
    public R snapshot() {
        synchronized (turn) {
            gather(time);
            return total.snapshot();
        }
    }

    /**
     * All that was added since the last time; the recorder begins anew at the same watermark. Every event is in one of the accumulators
     * that are drained, so these merge to the whole: in a store, or on another machine. Keep the accumulator until its bytes are
     * stored. What was drained cannot be retracted here any more; versions of facts are settled where the parts are merged.
     *
     * @return the accumulator
     * @throws IllegalStateException if the horizon has sealed something and there are linked events or facts known by id, for which
     *     it takes all that came to seal rightly; nothing is changed then. Of those, export {@link #snapshot} or {@link #encode}, or seal
     *     nothing here
     */
    public MetricAccumulator<E, R> drain() {
        synchronized (turn) {
            gather(time);
            if (!total.isDivisible()) {
                throw new IllegalStateException(
                        "recorder to drain must have sealed nothing, or be without linked events and facts with ids, got "
                                + total.progress());
            }
            MetricAccumulator<E, R> drained = total;
            total = empty();
            return drained;
        }
    }

    /**
     * All that was added before, as bytes for a checkpoint: {@link MetricAccumulator#encode}.
     *
     * @return the bytes, from which {@link Metric#resume} makes an accumulator to {@link #merge}
     */
    public byte[] encode() {
        synchronized (turn) {
            gather(time);
            return total.encode();
        }
    }

    /**
     * How far the recorder has come, and what it did not count.
     *
     * @return the progress
     */
    public MetricAccumulator.Progress progress() {
        synchronized (turn) {
            gather(time);
            return total.progress();
        }
    }
}

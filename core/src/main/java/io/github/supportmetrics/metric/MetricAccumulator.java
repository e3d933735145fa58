package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Summary;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The growing side of a {@link Metric}: takes events one by one, gives results at any time.
 *
 * <p>An event enters in two phases: all that may throw is asked first, and only then anything is changed, so an event that makes a
 * function throw leaves every metric of a sheet as it was.
 *
 * <p>Not thread-safe: use one accumulator per thread and merge them.
 *
 * @param <E> the event
 * @param <R> the result
 */
public final class MetricAccumulator<E, R extends Result<R>> {
    private static final int STATE = 0x534D4131; // SMA1
    private static final int NO_TIME = 0;
    private static final int TIME = 1;
    private static final int TIME_AND_SEAL = 2;
    private static final int NANOS = 999_999_999;

    private final Metric<E, R> metric;
    private final Slot<E, R> slot;
    private final Horizon horizon;
    private final boolean mayLink;
    private boolean staging;
    private final Facts facts = new Facts();
    private @Nullable Instant watermark;
    private long sealed = Long.MIN_VALUE;
    private long refused;
    private long repeated;

    MetricAccumulator(Metric<E, R> metric, Slot<E, R> slot, Horizon horizon) {
        this.metric = metric;
        this.slot = slot;
        this.horizon = horizon;
        this.mayLink = slot.mayLink();
    }

    /**
     * Says that time has come so far: all events up to it have come, but for those that the {@link Horizon} still waits for. What
     * may be followed by other events is counted once its window has passed by then. Without it, the latest event that was added
     * says how far time has come. A watermark that lies before the last one changes nothing.
     *
     * @param instant the watermark
     * @return this
     */
    public MetricAccumulator<E, R> advanceTo(Instant instant) {
        if (watermark == null || instant.isAfter(watermark)) {
            watermark = instant;
            seal(horizon.sealed(instant));
        }
        return this;
    }

    /** Goes by the same time as another accumulator, if that is further. */
    MetricAccumulator<E, R> startAt(Progress other) {
        other.watermark().ifPresent(this::advanceTo);
        other.sealedBefore().ifPresent(instant -> seal(instant.toEpochMilli()));
        return this;
    }

    private void seal(long millis) {
        flush();
        sealed = Math.max(sealed, millis);
        if (watermark != null) {
            slot.advance(Horizon.millis(watermark), sealed);
            facts.advance(Horizon.millis(watermark), sealed);
        }
        if (sealed != Long.MIN_VALUE) {
            slot.watch();
        }
    }

    /**
     * How far an accumulator has come, and what it did not count: to be shown beside its numbers.
     *
     * @param watermark how far time has come, or empty if nobody said so
     * @param sealedBefore what is older may not change any more, or empty if all may
     * @param waiting how many events wait for others that may follow them, over all metrics of linked events
     * @param facts how many facts are known by id
     * @param refused how many events were too old to be added, taken out or replaced, and changed nothing
     * @param repeated how many versions of facts had come before, or came after a later one, and changed nothing
     */
    public record Progress(
            Optional<Instant> watermark,
            Optional<Instant> sealedBefore,
            long waiting,
            long facts,
            long refused,
            long repeated) {
        /**
         * Reads as a line.
         *
         * @return for example {@code as of 2024-03-01T00:00:00Z, sealed before 2024-01-01T00:00:00Z, 12 waiting, 3 refused
         *     as too old}
         */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("as of ");
            text.append(watermark.map(Instant::toString).orElse("the latest event"));
            sealedBefore.ifPresent(instant -> text.append(", sealed before ").append(instant));
            append(text, waiting, "waiting");
            append(text, facts, "known by id");
            append(text, refused, "refused as too old");
            append(text, repeated, "repeated");
            return text.toString();
        }

        private static void append(StringBuilder text, long count, String what) {
            if (count > 0) {
                text.append(", ").append(count).append(' ').append(what);
            }
        }
    }

    /**
     * How far this accumulator has come, and what it did not count. The counts of what changed nothing are its own: they are in no
     * result and no state.
     *
     * @return the progress
     */
    public Progress progress() {
        return new Progress(
                Optional.ofNullable(watermark),
                sealed == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(sealed)),
                waiting(),
                facts.size(),
                refused,
                repeated);
    }

    /**
     * How many events came too late, to be added, taken out or replaced, and changed nothing.
     *
     * @return the number; it belongs to this accumulator and to no result
     */
    public long refused() {
        return refused;
    }

    /**
     * How many events wait for others that may follow them: those of the last window and horizon, and for a while, until they are swept
     * out, of a window before. Each takes some 16 to 23 bytes, and each of their customers 25 to 38 more.
     *
     * @return the number, over all metrics of linked events
     */
    public long waiting() {
        return slot.waiting();
    }

    /**
     * Adds an event. One that is older than the {@link Horizon}, by the instant of its period, of what may follow it, or of
     * {@link Metric#sealedBy}, changes nothing and is counted as {@link #refused}.
     *
     * @param event the event
     * @throws RuntimeException what a function of the metric throws; nothing is changed then
     * @throws ArithmeticException if a sum leaves 63 bits, which takes a thousand values of the largest size; other metrics of a sheet
     *     may have counted the event then
     */
    public void add(E event) {
        boolean counts = slot.evaluate(event, Slot.INCLUDED);
        if (isSealed()) {
            refused++;
            return;
        }
        commit(counts, false);
    }

    /**
     * Adds events one after another, as {@link #add} does, in half the time or less where they have many groups.
     *
     * @param events the events
     * @throws RuntimeException what a function of the metric throws; the events before that one were added then, and no later one
     */
    public void addAll(Iterable<? extends E> events) {
        flush();
        slot.stage();
        staging = true;
        try {
            events.forEach(this::add);
        } finally {
            flush();
        }
    }

    /** Adds what waits to be added: whatever is asked of this accumulator sees all that came before. */
    private void flush() {
        if (staging) {
            staging = false;
            slot.flush();
        }
    }

    private boolean isSealed() {
        return sealed != Long.MIN_VALUE && slot.oldest() < sealed;
    }

    private void commit(boolean counts, boolean retract) {
        boolean links = mayLink && slot.links();
        if (counts) {
            slot.commit(0, retract);
        }
        if (links) {
            slot.commitLink(retract);
        }
    }

    /**
     * Takes an event out again that was added, with the same values. One that is older than the {@link Horizon} stays, and is counted
     * as {@link #refused}. What was brought by {@link #upsert} is taken out by {@link #remove}.
     *
     * @param event the event
     * @throws IllegalArgumentException if it is visibly not there; nothing is changed then
     */
    public void retract(E event) {
        flush();
        boolean counts = slot.evaluate(event, Slot.INCLUDED);
        if (isSealed()) {
            refused++;
            return;
        }
        requireThere(counts, event);
        commit(counts, true);
    }

    private void requireThere(boolean counts, @Nullable Object event) {
        if ((counts && !slot.holds(0)) || (slot.links() && !slot.holdsLink())) {
            throw Require.bad("event to take out", "one that was added", event);
        }
    }

    /**
     * Adds a fact, or replaces it by a later version: a survey that was answered anew, a ticket that was reopened. Versions may come
     * more than once and in any order; the latest one counts, once, as if only it had come (but what an axis that keeps so many keys or
     * periods has folded for another version stays folded). What the fact counted as is remembered, in some 200 bytes, so the earlier
     * version need not be at hand.
     *
     * <p>A fact is remembered until it is older than the {@link Horizon}, by the instant of its period, of what may follow it, or of
     * {@link Metric#sealedBy}; without such an instant for ever, as are facts that concern no part of the metric and have none of
     * {@code sealedBy}. Then it cannot be replaced any more: a version that is too old is refused, and one that is young again would be
     * taken for a new fact. Where versions move the instants of periods, say by {@code sealedBy} which instant of the fact stays.
     *
     * @param id what tells the fact from others
     * @param version which version of it this is; later ones have larger numbers
     * @param event the fact
     * @return whether it counts now; false if this version or a later one was known, or it is sealed
     * @throws RuntimeException what a function of the metric throws; nothing is changed then
     */
    public boolean upsert(String id, long version, E event) {
        Facts.Fact known = known(id);
        if (isRepeated(known, version)) {
            return false;
        }
        boolean counts = slot.evaluate(event, Slot.INCLUDED);
        Facts.Fact fact = new Facts.Fact(version, slot.oldest(), note(counts));
        return replace(id, known, fact);
    }

    /**
     * Takes a fact out that was brought by {@link #upsert}, or will be: deleted, or merged into another one. Earlier versions that come
     * later change nothing.
     *
     * @param id what tells the fact from others
     * @param version the version that says so; later ones may bring the fact back
     * @param instant the instant by which the fact is sealed, and then forgotten
     * @return whether this is so now; false if this version or a later one was known, or it is sealed
     */
    public boolean remove(String id, long version, Instant instant) {
        Facts.Fact known = known(id);
        if (isRepeated(known, version)) {
            return false;
        }
        return replace(id, known, new Facts.Fact(version, Horizon.millis(instant), Facts.NOWHERE));
    }

    /** What is known of a fact; one that is sealed is forgotten, whether it was swept out or not. */
    private Facts.@Nullable Fact known(String id) {
        flush();
        slot.watch();
        Facts.Fact known = facts.get(Require.unicode(Require.text(id, "id"), "id"));
        return known == null || known.oldest() < sealed ? null : known;
    }

    private boolean isRepeated(Facts.@Nullable Fact known, long version) {
        boolean is = known != null && known.version() >= version;
        repeated += is ? 1 : 0;
        return is;
    }

    /** What was evaluated, to be remembered. */
    private byte[] note(boolean counts) {
        if (!counts && !slot.links()) {
            return Facts.NOWHERE;
        }
        StateWriter out = new StateWriter();
        slot.note(out);
        return out.toBytes();
    }

    private boolean replace(String id, Facts.@Nullable Fact known, Facts.Fact fact) {
        if (fact.oldest() < sealed) {
            refused++;
            return false;
        }
        if (known != null) {
            apply(id, known, true);
        }
        try {
            apply(id, fact, false);
        } catch (ArithmeticException e) {
            if (known != null) {
                apply(id, known, false);
            }
            throw e;
        }
        facts.put(id, fact);
        return true;
    }

    private void apply(String id, Facts.Fact fact, boolean retract) {
        if (fact.note().length == 0) {
            return;
        }
        boolean counts = slot.recall(new StateReader(fact.note()));
        if (retract) {
            requireThere(counts, id);
        }
        commit(counts, retract);
    }

    /**
     * Adds all that a result holds.
     *
     * @param result a result of the same metric
     * @return this
     * @throws IncompatibleDefinitionException if it is of another definition; nothing is changed then
     */
    public MetricAccumulator<E, R> merge(R result) {
        metric.requireSame(result.signature());
        flush();
        slot.merge(0, result);
        return this;
    }

    /**
     * Adds all that another accumulator holds, what waits for followers included. Of a fact that both know by id, the later version
     * counts, once.
     *
     * <p>Of linked events, once time was {@linkplain #advanceTo advanced} so far that some were counted for good, what is merged must be
     * parted by their key: all events of a customer in one accumulator. What only came after all that the other one has sealed need
     * not be parted. The check is of what still waits: a customer of whom one of the two has counted everything for good is not
     * known any more, and the caller's to part. So are the ids of facts that one of the two has sealed.
     *
     * @param other an accumulator of the same metric, which stays as it is
     * @return this
     * @throws IncompatibleDefinitionException if it is of another definition; nothing is changed then
     * @throws IllegalArgumentException if events of one key wait in both, and some were counted for good already, or if something waits or
     *     is known by id in an accumulator of a metric of the same signature that was built in another way; nothing is changed then
     * @throws ArithmeticException if a sum leaves 63 bits; other metrics of a sheet may have been merged then
     */
    public MetricAccumulator<E, R> merge(MetricAccumulator<E, R> other) {
        metric.requireSame(other.metric.signature());
        flush();
        other.flush();
        boolean same = other.slot == slot;
        if (same || !slot.fits(other.slot)) {
            if (other.slot.waiting() > 0 || other.facts.size() > 0) {
                throw Require.bad(
                        "accumulator of linked events or of facts with ids",
                        "another one, of a metric that is built in the same way",
                        metric);
            }
            merge(other.snapshot());
        } else {
            String unfit = slot.unfit(other.slot);
            if (unfit != null) {
                throw new IllegalArgumentException(unfit);
            }
            slot.absorb(0, other.slot, 0);
            slot.absorbWaiting(other.slot);
            absorbFacts(other);
        }
        refused += other.refused;
        repeated += other.repeated;
        startAt(other.progress());
        return this;
    }

    /** What either of the two has sealed is not known any more. */
    private void absorbFacts(MetricAccumulator<E, R> other) {
        long sealedByOne = Math.max(sealed, other.sealed);
        facts.forget(sealedByOne);
        other.facts.forEach((id, fact) -> {
            if (fact.oldest() >= sealedByOne) {
                absorb(id, fact);
            }
        });
    }

    /** Of a fact that was counted twice, takes the earlier version out. */
    private void absorb(String id, Facts.Fact fact) {
        Facts.Fact known = facts.get(id);
        boolean later = known == null || fact.version() > known.version();
        if (known != null) {
            apply(id, later ? known : fact, true);
        }
        if (later) {
            facts.put(id, fact);
        }
    }

    /**
     * The way in for columns of one of the measurements.
     *
     * @param measured the measurement's metric, with its filters and without axes
     * @param <S> its summary
     * @return the column, for as long as this accumulator lives
     * @throws IllegalArgumentException if there is no such measurement in here, or its events need more than two numbers
     */
    @SuppressWarnings("unchecked") // equal definitions have equal summaries
    public <S extends Summary<S>> MetricColumn<S> column(Metric<?, Measurement<S>> measured) {
        LeafSlot<?, ?> leaf = slot.leaf(measured.signature());
        if (leaf == null) {
            throw Require.bad("metric of a column", "one of " + metric, measured);
        }
        return new MetricColumn<>(slot, (LeafSlot<?, S>) leaf);
    }

    /** Whether what comes from now on may be kept apart and merged later. */
    boolean isDivisible() {
        return sealed == Long.MIN_VALUE || (!mayLink && facts.size() == 0);
    }

    /** The result of one key's cell. */
    Result<?> part(Object key) {
        flush();
        return slot.part(0, key);
    }

    /** Tells the result of each key's cell. */
    void parts(BiConsumer<Object, Result<?>> each) {
        flush();
        slot.parts(0, each);
    }

    /**
     * The result so far. It never changes afterwards.
     *
     * @return the result
     */
    public R snapshot() {
        flush();
        return slot.snapshot(0);
    }

    /**
     * All that this accumulator holds, as bytes for a checkpoint: what {@link Metric#resume} goes on from. Equal contents have equal
     * bytes, in whatever order and through however many merges and checkpoints they came.
     *
     * <table>
     * <caption>Layout, in the words of {@link StateWriter}</caption>
     * <tr><th>field</th><th>bytes</th></tr>
     * <tr><td>magic and format version</td><td>fixed32: {@code SMA1}; {@code SMR1} for a {@link Metric#encode result}</td></tr>
     * <tr><td>definition</td><td>fixed: the fingerprint of the signature</td></tr>
     * <tr><td>time (not of results)</td><td>octet: 0 none, 1 watermark, 2 watermark and sealed instant; the watermark's seconds
     *     signed and nanoseconds unsigned; the sealed instant's milliseconds signed</td></tr>
     * <tr><td>cells</td><td>of a sheet, those of each part; of an axis, unsigned how many keys, each key's text and its cell in the
     *     keys' order, octet of 1 unkeyed + 2 other or earlier + 4 total with those cells, and, if keys are limited, fixed the rank
     *     from which they are folded; of a measurement, its summary, unsigned how many reasons, each reason's text and unsigned
     *     count</td></tr>
     * <tr><td>what waits (not of results), for each part of linked events</td><td>octet 1 if events were counted for good; unsigned
     *     events and keys; per key, in the order of hashes: fixed hash, unsigned events; per event: fixed moment, later ones unsigned
     *     difference; unsigned 2 · (0 filtered, 1 only follows, 2 + number of its cell) + 1 if it follows; in episodes, unsigned
     *     events that it stands for</td></tr>
     * <tr><td>facts (not of results)</td><td>unsigned how many; in the ids' order: text id, signed version, octet 1 and signed
     *     milliseconds, or octet 0 where nothing seals it, bytes of its note</td></tr>
     * <tr><td>note of a fact</td><td>of an axis, octet 0 counts nowhere, 1 has no key, 2 and text key, 3 and unsigned how many and their
     *     texts in the keys' order; of a sheet, for each part octet 0, or 1 and its note; of facts seen in an object, unsigned how many
     *     and bytes of each note; of a measurement, octet 0 and text reason, 1 counted, 2 of no concern; then, if counted, two signed
     *     numbers, or the summary where a fact is more; of linked events instead octet 1 if it follows + 2 if it is filtered and, if it
     *     counts or follows, fixed hash and fixed moment</td></tr>
     * <tr><td>checksum</td><td>fixed32: CRC-32C of all before it</td></tr>
     * </table>
     *
     * <p>The fingerprint is a 64-bit FNV-1a hash of the signature in UTF-8, finished as Murmur's. Summaries are written by their codecs.
     * A period's key is its start in milliseconds since 1970. A rank of 2<sup>63</sup> − 1 folds nothing. Hashes are ordered as signed
     * numbers, ids by UTF-16. A moment is milliseconds since 2000 times 2<sup>22</sup> plus 22 bits of a hash that orders events of one
     * millisecond. Cells are numbered for each measurement in the order in which they are written.
     *
     * @return the bytes
     */
    public byte[] encode() {
        flush();
        slot.settle();
        facts.forget(sealed);
        return Envelope.write(STATE, metric.fingerprint(), out -> {
            writeTime(out);
            slot.write(0, out);
            slot.writeWaiting(out);
            facts.write(out);
        });
    }

    private void writeTime(StateWriter out) {
        if (watermark == null) {
            out.octet(NO_TIME);
            return;
        }
        out.octet(sealed == Long.MIN_VALUE ? TIME : TIME_AND_SEAL)
                .signed(watermark.getEpochSecond())
                .unsigned(watermark.getNano());
        if (sealed != Long.MIN_VALUE) {
            out.signed(sealed);
        }
    }

    /** Reads a state into an accumulator without any, and only then lets its horizon seal more. */
    static <E, R extends Result<R>> MetricAccumulator<E, R> decode(MetricAccumulator<E, R> into, byte[] state) {
        Envelope.read(STATE, into.metric, state, in -> into.read(in));
        Envelope.requireCanonical(state, into.encode());
        Instant watermark = into.watermark;
        if (watermark != null) {
            into.seal(into.horizon.sealed(watermark));
        }
        return into;
    }

    private MetricAccumulator<E, R> read(StateReader in) {
        int time = in.octet();
        if (time > TIME_AND_SEAL) {
            throw in.malformed("time must be 0 to 2, got " + time);
        }
        if (time != NO_TIME) {
            long second = in.signed();
            int nano = (int) in.unsigned(NANOS, "nanoseconds");
            if (second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond()) {
                throw in.malformed("watermark lies outside of time");
            }
            watermark = Instant.ofEpochSecond(second, nano);
        }
        seal(time == TIME_AND_SEAL ? in.signed() : Long.MIN_VALUE);
        slot.read(0, in);
        slot.readWaiting(in);
        facts.read(in);
        facts.forEach((id, fact) -> {
            if (fact.note().length > 0 && !isOfThis(fact.note())) {
                throw in.malformed("note of fact '" + id + "' is not in its canonical form");
            }
        });
        return this;
    }

    private boolean isOfThis(byte[] note) {
        StateReader in = new StateReader(note);
        boolean counts = slot.recall(in);
        return in.remaining() == 0 && Arrays.equals(note(counts), note);
    }
}

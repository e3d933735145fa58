package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.MalformedStateException;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Summary;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Says which events count, where, and how they become a number. A metric is immutable data; what it makes of events is a
 * {@link Result} that knows its definition, merges and comes apart.
 *
 * <pre>{@code
 * var csat = Satisfaction.csat(Scale.of(1, 5)).topTwo();
 * csat.of(answers);                                               // one number
 * csat.by(AGENT).of(answers);                                     // one per agent
 * csat.where("phone only", a -> isPhone(a)).of(answers);          // the others are counted as excluded
 * csat.over(Periods.monthly(zone).at("respondedAt", SurveyResponse::respondedAt)).of(answers);
 * answers.parallelStream().collect(csat.by(AGENT).collector());   // the same, to the bit
 * }</pre>
 *
 * <p>Filters and axes commute: {@code m.where(p).by(d)} and {@code m.by(d).where(p)} are the same metric. In every cell, considered
 * = counted + excluded by reason. Metrics are thread-safe if the functions they were given are.
 *
 * @param <E> the event
 * @param <R> the result
 */
public final class Metric<E, R extends Result<R>> {
    private static final int RESULT = 0x534D5231; // SMR1

    private final Node<E, R> node;
    private final @Nullable Instant asOf;
    private @Nullable String signature;

    private Metric(Node<E, R> node) {
        this(node, null);
    }

    private Metric(Node<E, R> node, @Nullable Instant asOf) {
        this.node = node;
        this.asOf = asOf;
    }

    /**
     * A metric of one number.
     *
     * @param definition what the number means
     * @param rule how an event enters the summary
     * @param estimator how the number is read from the summary
     * @param <E> the event
     * @param <S> the summary
     * @return the metric
     */
    public static <E, S extends Summary<S>> Metric<E, Measurement<S>> of(
            Definition definition, Rule<? super E, S> rule, Estimator<S> estimator) {
        return new Metric<>(new Leaf<>(rule.named(definition), rule, estimator));
    }

    /**
     * Several metrics over the same events in one pass: put them on a sheet first, then group the sheet.
     *
     * @param metrics the metrics, no two of one definition
     * @param <E> the event
     * @return the metric of all of them
     * @throws IllegalArgumentException if there is none, or two have the same definition
     */
    @SafeVarargs
    @SuppressWarnings({"unchecked", "varargs"}) // a metric of a wider type takes the narrower events
    public static <E> Metric<E, Sheet> sheet(Metric<? super E, ?>... metrics) {
        Require.positive(metrics.length, "number of metrics");
        List<String> signatures = Arrays.stream(metrics).map(Metric::signature).toList();
        if (signatures.stream().distinct().count() < metrics.length) {
            throw Require.bad("metrics of a sheet", "all different", signatures);
        }
        List<Instant> instants = Arrays.stream(metrics)
                .map(metric -> metric.asOf)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (instants.size() > 1) {
            throw Require.bad("as-of instants of a sheet's metrics", "all the same", instants);
        }
        return new Metric<>(
                new Sheets<>(Arrays.stream(metrics)
                        .<Node<E, ?>>map(m -> (Node<E, ?>) m.node)
                        .toList()),
                instants.isEmpty() ? null : instants.get(0));
    }

    /**
     * All definitions and axes in one line: metrics of the same signature make results that merge.
     *
     * @return the signature
     */
    public String signature() {
        String known = signature;
        if (known == null) {
            known = node.signature();
            signature = known;
        }
        return known;
    }

    /**
     * The result of some events.
     *
     * @param events the events
     * @return the result
     */
    public R of(Iterable<? extends E> events) {
        MetricAccumulator<E, R> accumulator = accumulator();
        accumulator.addAll(events);
        return accumulator.snapshot();
    }

    /**
     * The result of no events: the identity of {@link Result#plus}.
     *
     * @return the result
     */
    public R empty() {
        return node.empty();
    }

    /**
     * Collects a stream's events. Order does not matter, parallel streams give the same bits.
     *
     * @return the collector
     */
    public Collector<E, ?, R> collector() {
        return Collector.of(
                this::accumulator,
                MetricAccumulator::add,
                MetricAccumulator::merge,
                MetricAccumulator::snapshot,
                Collector.Characteristics.UNORDERED);
    }

    /**
     * All of some results together: what {@code reduce(empty(), R::plus)} gives, at the cost of one.
     *
     * @param results results of this metric
     * @return the sum
     * @throws IncompatibleDefinitionException if one is of another definition
     */
    public R sum(Iterable<? extends R> results) {
        MetricAccumulator<E, R> accumulator = new MetricAccumulator<>(this, node.slot(List.of()), Horizon.UNLIMITED);
        results.forEach(accumulator::merge);
        return accumulator.snapshot();
    }

    /**
     * This metric's result of the events of a finer one: with fewer axes, in another order, by longer periods, or of fewer measurements.
     * A cube by agent, queue and day is thus rolled up to queues by month, without its events.
     *
     * <pre>{@code
     * var cube = sheet.by(AGENT).by(QUEUE).over(daily(zone).at("endedAt", Call::endedAt)).of(calls);
     * sheet.over(monthly(zone).at("endedAt", Call::endedAt)).by(QUEUE).rollUp(cube);
     * }</pre>
     *
     * @param finer a result with all measurements of this metric, each by all of this metric's axes at least
     * @return what {@link #of} gives of the same events
     * @throws IllegalArgumentException if a measurement or an axis is missing there, or a period lies in none of the longer ones
     */
    public R rollUp(Result<?> finer) {
        Slot<E, R> slot = node.slot(List.of());
        RollUp.add(slot, empty(), finer);
        return slot.snapshot(0);
    }

    /**
     * An accumulator that nothing is too old for.
     *
     * @return an empty accumulator
     */
    public MetricAccumulator<E, R> accumulator() {
        return accumulator(Horizon.UNLIMITED);
    }

    /**
     * An accumulator that seals what is older than a horizon, and so needs bounded memory for events that others may follow.
     *
     * @param horizon how far behind the watermark the past may change
     * @return an empty accumulator
     */
    public MetricAccumulator<E, R> accumulator(Horizon horizon) {
        MetricAccumulator<E, R> accumulator = new MetricAccumulator<>(this, node.slot(List.of()), horizon);
        return asOf == null ? accumulator : accumulator.advanceTo(asOf);
    }

    /**
     * An accumulator that goes on from where another one was written down, with all that waits there and all facts that it knows by id.
     *
     * @param state what {@link MetricAccumulator#encode} made, of a metric of the same signature
     * @param horizon how far behind the watermark the past may change; what was sealed stays sealed
     * @return the accumulator
     * @throws MalformedStateException if the bytes are anything else, or of another definition
     */
    public MetricAccumulator<E, R> resume(byte[] state, Horizon horizon) {
        MetricAccumulator<E, R> accumulator =
                MetricAccumulator.decode(new MetricAccumulator<>(this, node.slot(List.of()), horizon), state);
        return asOf == null ? accumulator : accumulator.advanceTo(asOf);
    }

    /**
     * A recorder for many threads.
     *
     * @param horizon how far behind the watermark the past may change
     * @return an empty recorder
     */
    public MetricRecorder<E, R> recorder(Horizon horizon) {
        return new MetricRecorder<>(this, horizon);
    }

    /**
     * The same metric, whose accumulators go by this instant, too, where they ask what is older than their {@link Horizon}. Instants
     * that decide the period or what follows what do so anyway. Where facts come in versions, take one that does not change with
     * them, such as when a ticket was created. It is no part of the definition.
     *
     * @param instant an event's instant, or null if it has none and is never too old
     * @return the metric
     */
    public Metric<E, R> sealedBy(Function<? super E, @Nullable Instant> instant) {
        return new Metric<>(new Sealing<>(instant, node), asOf);
    }

    /**
     * The same metric as it stood at an instant: events that others may still follow then are excluded as {@code IMMATURE}. It is no
     * part of the definition, and changes nothing where events stand for themselves. Without it, the latest event that was added says
     * how far time has come.
     *
     * @param instant the instant; later events are to be left away by the caller
     * @return the metric
     */
    public Metric<E, R> asOf(Instant instant) {
        return new Metric<>(node, instant);
    }

    /**
     * The same metric of a host's own objects. The view is not part of the definition.
     *
     * @param view the event seen in an object; called once per object
     * @param <T> the host's own type
     * @return the metric
     */
    public <T> Metric<T, R> on(Function<? super T, ? extends E> view) {
        return new Metric<>(View.one(view, node), asOf);
    }

    /**
     * The same metric of a host's own objects, of which each shows any number of events.
     *
     * @param view the events seen in an object; must be pure
     * @param <T> the host's own type
     * @return the metric
     */
    public <T> Metric<T, R> onEach(Function<? super T, ? extends Iterable<? extends E>> view) {
        return new Metric<>(View.each(view, node), asOf);
    }

    /**
     * The same metric of eligible events only. The others are counted as excluded for this reason, in the cell they belong to; of
     * several filters that an event fails, the last one set is named.
     *
     * @param reason the filter's name, which becomes part of the definition
     * @param eligible whether an event may count
     * @return the metric
     * @throws IllegalArgumentException if the metric has a filter or reason of that name
     */
    public Metric<E, R> where(String reason, Predicate<? super E> eligible) {
        return new Metric<>(Filter.of(reason, eligible, node), asOf);
    }

    /**
     * A result per key of an axis.
     *
     * @param axis the axis
     * @param <K> the key
     * @return the metric
     */
    public <K extends Comparable<? super K>> Metric<E, Breakdown<K, R>> by(Axis<? super E, K> axis) {
        return new Metric<>(Split.by(axis, node), asOf);
    }

    /**
     * A result per calendar period.
     *
     * @param periods the periods, and the instant that decides
     * @return the metric
     */
    public Metric<E, TimeSeries<R>> over(Periods<? super E> periods) {
        return new Metric<>(Split.over(periods, node), asOf);
    }

    /**
     * A result as bytes: magic {@code SMR1}, the fingerprint of the definition (eight bytes), the summaries, and a CRC-32C. Equal
     * results have equal bytes.
     *
     * @param result a result of this metric
     * @return the bytes
     * @throws IncompatibleDefinitionException if the result is of another definition
     */
    public byte[] encode(R result) {
        requireSame(result.signature());
        Slot<E, R> slot = node.slot(List.of());
        slot.merge(0, result);
        return Envelope.write(RESULT, fingerprint(), out -> slot.write(0, out));
    }

    /**
     * A result from bytes.
     *
     * @param bytes what {@link #encode} made
     * @return the result
     * @throws MalformedStateException if they are anything else, or of another definition
     */
    public R decode(byte[] bytes) {
        Slot<E, R> slot = node.slot(List.of());
        R result = Envelope.read(RESULT, this, bytes, in -> {
            slot.read(0, in);
            return slot.snapshot(0);
        });
        Envelope.requireCanonical(bytes, encode(result));
        return result;
    }

    void requireSame(String other) {
        if (!signature().equals(other)) {
            throw new IncompatibleDefinitionException(signature(), other);
        }
    }

    /** A hash of the signature: of ids, parameters, filters, axes, zones and bounds. */
    long fingerprint() {
        return Dimension.hash(signature());
    }

    /**
     * Reads as its signature.
     *
     * @return the signature
     */
    @Override
    public String toString() {
        return signature();
    }
}

package io.github.supportmetrics.metric;

import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A result per key of an {@link Axis}: per agent, channel, queue.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <K> the key
 * @param <R> the result in each cell
 */
public final class Breakdown<K extends Comparable<? super K>, R extends Result<R>> implements Result<Breakdown<K, R>> {
    final Cells<K, R> cells;

    Breakdown(Cells<K, R> cells) {
        this.cells = cells;
    }

    /**
     * The result of one key in a running accumulator, without making those of the others.
     *
     * @param live the accumulator
     * @param key the key
     * @param <K> the key
     * @param <R> the result in each cell
     * @return its result, that of no events if it was never seen or is folded
     * @throws IllegalArgumentException if it is no key that the axis can have
     */
    @SuppressWarnings("unchecked") // the accumulator's type says so
    public static <K extends Comparable<? super K>, R extends Result<R>> R cell(
            MetricAccumulator<?, Breakdown<K, R>> live, K key) {
        return (R) live.part(key);
    }

    /**
     * Reads the results of all keys in a running accumulator one after another, without making the whole.
     *
     * @param live the accumulator, which must not change meanwhile
     * @param each takes a key and its result, in the keys' order
     * @param <K> the key
     * @param <R> the result in each cell
     */
    @SuppressWarnings("unchecked") // the accumulator's type says so
    public static <K extends Comparable<? super K>, R extends Result<R>> void forEach(
            MetricAccumulator<?, Breakdown<K, R>> live, BiConsumer<? super K, ? super R> each) {
        live.parts((key, result) -> each.accept((K) key, (R) result));
    }

    /**
     * The result of a key.
     *
     * @param key the key
     * @return its result, that of no events if it was never seen
     */
    public R get(K key) {
        return cells.get(key);
    }

    /**
     * The results of all keys that were seen and are kept.
     *
     * @return key → result, in the keys' order
     */
    public SortedMap<K, R> cells() {
        return cells.keyed;
    }

    /**
     * The result of events without a key.
     *
     * @return the result
     */
    public R unkeyed() {
        return cells.orEmpty(cells.unkeyed);
    }

    /**
     * The result of keys beyond the axis's limit, or not declared.
     *
     * @return the result
     */
    public R other() {
        return cells.orEmpty(cells.other);
    }

    /**
     * The result of all events, each once.
     *
     * @return the sum of all cells, or the total kept by an axis on which events fall into several cells
     */
    public R total() {
        return cells.total();
    }

    @Override
    public Breakdown<K, R> plus(Breakdown<K, R> other) {
        return new Breakdown<>(cells.plus(other.cells));
    }

    @Override
    public Breakdown<K, R> minus(Breakdown<K, R> part) {
        return new Breakdown<>(cells.minus(part.cells));
    }

    @Override
    public Breakdown<K, R> coarse() {
        return new Breakdown<>(cells.coarse());
    }

    @Override
    public Stream<Row> rows() {
        return cells.rows();
    }

    @Override
    public boolean isEmpty() {
        return cells.isEmpty();
    }

    @Override
    public String signature() {
        return cells.signature();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Breakdown<?, ?> b && cells.equals(b.cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return Table.of(rows());
    }
}

package io.github.supportmetrics.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cells of one axis with their bookkeeping: what {@link Breakdown} and {@link TimeSeries} share. Empty cells are not kept. */
final class Cells<K extends Comparable<? super K>, R extends Result<R>> {
    /** Every rank is below it: nothing is cut. */
    static final long UNCUT = Long.MAX_VALUE;

    final Dimension<K> dimension;
    final R empty;
    final SortedMap<K, R> keyed;
    final @Nullable R unkeyed;
    final @Nullable R other;
    final @Nullable R total;
    /** Keys of this rank and above are in other. */
    final long cutoff;

    private final String signature;

    /**
     * Cells.
     *
     * @param kept the keyed ones, a map that nobody else holds
     */
    Cells(
            Dimension<K> dimension,
            R empty,
            SortedMap<K, R> kept,
            @Nullable R unkeyed,
            @Nullable R other,
            @Nullable R total,
            long cutoff) {
        long bound = cutoff;
        R folded = other;
        for (var entries = kept.entrySet().iterator(); entries.hasNext(); ) {
            var entry = entries.next();
            boolean isCut = cutoff != UNCUT && dimension.rank(entry.getKey()) >= cutoff;
            if (isCut) {
                folded = plus(folded, entry.getValue());
            }
            if (isCut || entry.getValue().isEmpty()) {
                entries.remove();
            }
        }
        if (kept.size() > dimension.limit) {
            List<K> byRank = new ArrayList<>(kept.keySet());
            byRank.sort(Comparator.comparingLong(dimension::rank));
            bound = dimension.rank(byRank.get(dimension.limit));
            for (K key : byRank) {
                if (dimension.rank(key) >= bound) {
                    folded = plus(folded, Objects.requireNonNull(kept.remove(key)));
                }
            }
        }
        this.dimension = dimension;
        this.empty = empty;
        this.keyed = Collections.unmodifiableSortedMap(kept);
        this.unkeyed = orNull(unkeyed);
        this.other = orNull(folded);
        this.total = orNull(total);
        this.cutoff = bound;
        this.signature = empty.signature() + " " + dimension.signature();
    }

    private static <R extends Result<R>> @Nullable R orNull(@Nullable R cell) {
        return cell == null || cell.isEmpty() ? null : cell;
    }

    private static <R extends Result<R>> @Nullable R plus(@Nullable R a, @Nullable R b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.plus(b);
    }

    private @Nullable R minus(@Nullable R a, @Nullable R b) {
        return b == null ? a : (a == null ? empty : a).minus(b);
    }

    R get(K key) {
        R cell = keyed.get(key);
        return cell == null ? empty : cell;
    }

    /** The same events by other keys that overlap. */
    Cells<K, R> with(Dimension<K> other, SortedMap<K, R> windows) {
        return new Cells<>(other, empty, windows, unkeyed, null, total(), UNCUT);
    }

    R orEmpty(@Nullable R cell) {
        return cell == null ? empty : cell;
    }

    R total() {
        if (dimension.overlapping) {
            return orEmpty(total);
        }
        R sum = empty;
        for (R cell : keyed.values()) {
            sum = sum.plus(cell);
        }
        return sum.plus(orEmpty(unkeyed)).plus(orEmpty(other));
    }

    Cells<K, R> plus(Cells<K, R> o) {
        requireSame(o);
        SortedMap<K, R> sum = new TreeMap<>(keyed);
        o.keyed.forEach((key, cell) -> sum.merge(key, cell, R::plus));
        return new Cells<>(
                dimension,
                empty,
                sum,
                plus(unkeyed, o.unkeyed),
                plus(other, o.other),
                plus(total, o.total),
                Math.min(cutoff, o.cutoff));
    }

    Cells<K, R> minus(Cells<K, R> o) {
        requireSame(o);
        SortedMap<K, R> rest = new TreeMap<>(keyed);
        R others = minus(other, o.other);
        for (var entry : o.keyed.entrySet()) {
            K key = entry.getKey();
            if (cutoff != UNCUT && dimension.rank(key) >= cutoff) {
                others = minus(others, entry.getValue());
            } else {
                rest.put(key, get(key).minus(entry.getValue()));
            }
        }
        return new Cells<>(dimension, empty, rest, minus(unkeyed, o.unkeyed), others, minus(total, o.total), cutoff);
    }

    private void requireSame(Cells<K, R> o) {
        if (!signature().equals(o.signature())) {
            throw new IncompatibleDefinitionException(signature(), o.signature());
        }
    }

    Cells<K, R> coarse() {
        SortedMap<K, R> each = new TreeMap<>();
        keyed.forEach((key, cell) -> each.put(key, cell.coarse()));
        boolean limited = dimension.limit != Dimension.UNLIMITED;
        return new Cells<>(
                dimension,
                empty,
                each,
                map(unkeyed, R::coarse),
                map(other, R::coarse),
                map(total, R::coarse),
                limited ? Long.MIN_VALUE : cutoff);
    }

    private static <R extends Result<R>> @Nullable R map(@Nullable R cell, UnaryOperator<R> change) {
        return cell == null ? null : change.apply(cell);
    }

    boolean isEmpty() {
        return keyed.isEmpty() && unkeyed == null && other == null && total == null;
    }

    Stream<Row> rows() {
        SortedSet<K> shown = dimension.shown.apply(new TreeSet<>(keyed.keySet()));
        Stream<Row> rows = shown.stream().flatMap(key -> rows(Row.Kind.KEY, key, get(key)));
        rows = Stream.concat(rows, rows(Row.Kind.UNKEYED, unkeyed));
        rows = dimension.period
                ? Stream.concat(rows(Row.Kind.OTHER, other), rows)
                : Stream.concat(rows, rows(Row.Kind.OTHER, other));
        return Stream.concat(rows, rows(Row.Kind.TOTAL, total));
    }

    private Stream<Row> rows(Row.Kind kind, @Nullable R cell) {
        return cell == null ? Stream.empty() : rows(kind, null, cell);
    }

    private Stream<Row> rows(Row.Kind kind, @Nullable K key, R cell) {
        return cell.rows().map(row -> row.in(dimension.cell(kind, key)));
    }

    String signature() {
        return signature;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Cells<?, ?> c
                && signature().equals(c.signature())
                && cutoff == c.cutoff
                && keyed.equals(c.keyed)
                && Objects.equals(unkeyed, c.unkeyed)
                && Objects.equals(other, c.other)
                && Objects.equals(total, c.total);
    }

    @Override
    public int hashCode() {
        return Objects.hash(signature(), keyed, unkeyed, other, total, cutoff);
    }
}

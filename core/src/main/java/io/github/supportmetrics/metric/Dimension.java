package io.github.supportmetrics.metric;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What results need to know of an axis: its name, its keys, and which of them it keeps.
 *
 * <p>There is one kind of cut: each key has a rank that depends on nothing else, and only the {@code limit} keys of lowest rank are
 * kept; the rest folds into one cell. Which keys are kept is thus the same in any order of arrival or merging. For periods the
 * rank is the age, for other keys a hash.
 */
final class Dimension<K extends Comparable<? super K>> {
    static final int UNLIMITED = Integer.MAX_VALUE;

    final String name;
    final boolean period;
    final boolean overlapping;
    final int limit;
    final @Nullable SortedSet<K> declared;
    final KeyType<K> type;
    final Function<K, String> label;
    /** All keys that a reader expects to see, given those that there are. */
    final UnaryOperator<SortedSet<K>> shown;

    private final ToLongFunction<K> rank;
    /** Zone and grain of periods. */
    private final String variant;

    private final String signature;
    /** Of periods, how time is cut, and the period that another one lies in. */
    private final @Nullable Nesting<K> nesting;

    /** How periods lie in those of another cut. */
    record Nesting<K>(Periods.Cut cut, UnaryOperator<K> around) {}

    Dimension(String name, boolean overlapping, int limit, @Nullable SortedSet<K> declared, KeyType<K> type) {
        this(
                name,
                false,
                overlapping,
                limit,
                declared,
                type,
                type.format(),
                keys -> declared == null ? keys : declared,
                k -> hash(type.format().apply(k)),
                "",
                null);
    }

    Dimension(
            String name,
            boolean period,
            boolean overlapping,
            int limit,
            @Nullable SortedSet<K> declared,
            KeyType<K> type,
            Function<K, String> label,
            UnaryOperator<SortedSet<K>> shown,
            ToLongFunction<K> rank,
            String variant,
            @Nullable Nesting<K> nesting) {
        this.name = name;
        this.period = period;
        this.overlapping = overlapping;
        this.limit = limit;
        this.declared = declared;
        this.type = type;
        this.label = label;
        this.shown = shown;
        this.rank = rank;
        this.variant = variant;
        this.nesting = nesting;
        this.signature = allThatDecides();
    }

    /** The axis of windows of so many periods, which are these. */
    Dimension<K> rolling(int periods, UnaryOperator<K> lastPeriod, SortedSet<K> windows) {
        return new Dimension<>(
                name,
                period,
                true,
                UNLIMITED,
                null,
                type,
                window -> label.apply(window) + "…" + label.apply(lastPeriod.apply(window)),
                keys -> {
                    SortedSet<K> all = new TreeSet<>(windows);
                    all.addAll(keys);
                    return all;
                },
                rank,
                variant + " rolling " + periods,
                null);
    }

    /** Whether cells of another axis can be cells of this one: it is the same, or one of shorter periods of the same instant. */
    boolean takes(Dimension<?> finer) {
        return equals(finer)
                || (nesting != null
                        && finer.nesting != null
                        && name.equals(finer.name)
                        && limit == UNLIMITED
                        && nesting.cut().zone().equals(finer.nesting.cut().zone())
                        && nesting.cut().grain().compareTo(finer.nesting.cut().grain()) > 0);
    }

    /** This axis's key for one of an axis that it {@link #takes}. */
    @SuppressWarnings("unchecked") // axes that take each other have keys of one type
    @Nullable
    K rolled(@Nullable Object key) {
        K finer = (K) key;
        return nesting == null || finer == null ? finer : nesting.around().apply(finer);
    }

    long rank(K key) {
        return rank.applyAsLong(key);
    }

    boolean isDeclared(K key) {
        return declared == null || declared.contains(key);
    }

    Row.Cell cell(Row.Kind kind, @Nullable K key) {
        return new Row.Cell(name, period, kind, key == null ? null : label.apply(key), key);
    }

    String signature() {
        return signature;
    }

    private String allThatDecides() {
        return (period ? "over " : "by ")
                + Definition.quoted(name, " ")
                + (variant.isEmpty() ? "" : " " + variant)
                + (overlapping ? " overlapping" : "")
                + (limit == UNLIMITED ? "" : " limit " + limit)
                + (declared == null
                        ? ""
                        : " among "
                                + declared.stream()
                                        .map(key ->
                                                Definition.quoted(type.format().apply(key), ",[]"))
                                        .toList());
    }

    /** FNV-1a over UTF-8, then a finaliser: the same on every machine and in every version. */
    static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xFF)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Dimension<?> d && signature().equals(d.signature());
    }

    @Override
    public int hashCode() {
        return Objects.hash(signature());
    }
}

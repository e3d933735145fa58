package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a metric is broken down by: a name, and the key or keys of an event.
 *
 * <ul>
 *   <li>An event without a key falls into a visible cell of its own, {@code unkeyed}.
 *   <li>With {@link #each} one event may fall into several cells; such a breakdown keeps a total of its own.
 *   <li>{@link #limit} keeps so many keys and folds the others into {@code other}; {@link #among} declares the keys.
 * </ul>
 *
 * <p>The name is part of the result's definition: new meaning, new name. Functions must be pure and quick. Immutable and
 * thread-safe.
 *
 * @param <E> the event
 * @param <K> the key
 */
public final class Axis<E, K extends Comparable<? super K>> {
    final Dimension<K> dimension;
    /** One of the two is there. */
    final @Nullable Function<? super E, ? extends @Nullable K> one;

    final @Nullable Function<? super E, ? extends Collection<? extends K>> many;
    /** The instant that decides the key, where one does. */
    final @Nullable Function<? super E, @Nullable Instant> instant;

    private Axis(
            Dimension<K> dimension,
            @Nullable Function<? super E, ? extends @Nullable K> one,
            @Nullable Function<? super E, ? extends Collection<? extends K>> many) {
        this(dimension, one, many, null);
    }

    Axis(
            Dimension<K> dimension,
            @Nullable Function<? super E, ? extends @Nullable K> one,
            @Nullable Function<? super E, ? extends Collection<? extends K>> many,
            @Nullable Function<? super E, @Nullable Instant> instant) {
        this.dimension = dimension;
        this.one = one;
        this.many = many;
        this.instant = instant;
    }

    /**
     * An axis of texts.
     *
     * @param name its name
     * @param key the event's key, or null if it has none
     * @param <E> the event
     * @return the axis
     */
    public static <E> Axis<E, String> of(String name, Function<? super E, ? extends @Nullable String> key) {
        return of(name, KeyType.TEXT, key);
    }

    /**
     * An axis of an enum's constants.
     *
     * @param name its name
     * @param type the enum
     * @param key the event's key, or null if it has none
     * @param <E> the event
     * @param <K> the enum
     * @return the axis
     */
    public static <E, K extends Enum<K>> Axis<E, K> of(
            String name, Class<K> type, Function<? super E, ? extends @Nullable K> key) {
        return of(name, KeyType.of(type), key);
    }

    /**
     * An axis of any keys.
     *
     * @param name its name
     * @param type how keys become text
     * @param key the event's key, or null if it has none
     * @param <E> the event
     * @param <K> the key
     * @return the axis
     */
    public static <E, K extends Comparable<? super K>> Axis<E, K> of(
            String name, KeyType<K> type, Function<? super E, ? extends @Nullable K> key) {
        return new Axis<>(
                new Dimension<>(Require.text(name, "axis name"), false, Dimension.UNLIMITED, null, type), key, null);
    }

    /**
     * An axis on which an event may have several keys: labels, participants. A key that comes twice counts once.
     *
     * @param name its name
     * @param keys the event's keys, none if it has none
     * @param <E> the event
     * @return the axis
     */
    public static <E> Axis<E, String> each(
            String name, Function<? super E, ? extends Collection<? extends String>> keys) {
        return new Axis<>(
                new Dimension<>(Require.text(name, "axis name"), true, Dimension.UNLIMITED, null, KeyType.TEXT),
                null,
                keys);
    }

    /**
     * The same axis with so many keys at most: those of smallest hash are kept, which does not depend on order, and all others
     * fold into {@code other}.
     *
     * <p>Of an axis on which an event may have several keys, the event counts in {@code other} once for each key that is folded.
     *
     * @param keys how many to keep, at least 1
     * @return the axis
     * @throws IllegalArgumentException if the keys are declared, and so limited already
     */
    public Axis<E, K> limit(int keys) {
        if (dimension.declared != null) {
            throw Require.bad("axis to limit", "one without declared keys", dimension.name);
        }
        return new Axis<>(
                new Dimension<>(
                        dimension.name,
                        dimension.overlapping,
                        Require.positive(keys, "limit"),
                        dimension.declared,
                        dimension.type),
                one,
                many);
    }

    /**
     * The same axis with declared keys: each has a row even without events, and all others fold into {@code other}.
     *
     * @param keys the keys to keep
     * @return the axis
     */
    public Axis<E, K> among(Collection<? extends K> keys) {
        SortedSet<K> declared = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
        return new Axis<>(
                new Dimension<>(dimension.name, dimension.overlapping, Dimension.UNLIMITED, declared, dimension.type),
                one,
                many);
    }

    /**
     * Reads as its name and keys.
     *
     * @return for example {@code by agentId}
     */
    @Override
    public String toString() {
        return dimension.signature();
    }

    /**
     * The axis's name.
     *
     * @return the name
     */
    public String name() {
        return dimension.name;
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What makes one event the follower of another: they have the same keys, and the second comes within a window after the first, its last
 * instant included.
 *
 * <pre>{@code
 * Link.<Call>within(ofDays(7)).at("start", Call::startedAt).ofSame("customer", Call::customerId).inOrderOf(Call::id)
 * }</pre>
 *
 * <p>Of two events at the same millisecond, a hash of their ids decides, so that one of them is the later whatever the order in which
 * they come; in one of four million such pairs the hashes are the same, and neither follows the other. Keys are kept as 64-bit hashes:
 * with a million customers in the window the odds that any two are taken for one are 3 in 100 million; a single numeric key is exact.
 * Blank keys are unknown, and so are instants outside 1930 to 2069, which only stand in for unknown ones; they are kept to the
 * millisecond.
 *
 * <p>Immutable and thread-safe if its functions are.
 *
 * @param <E> the event
 */
public final class Link<E> {
    /** 2000-01-01: the middle of what 42 bits of milliseconds reach. */
    private static final long BASE = 946_684_800_000L;

    /** No instant. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final int ORDER_BITS = 22;
    private static final long REACH = 1L << (63 - ORDER_BITS);

    final long windowMillis;
    private final @Nullable At<E> at;
    private final List<Key<E>> keys;
    private final @Nullable ToLongFunction<? super E> order;
    /** What may follow, where that is not just what counts. */
    final @Nullable Predicate<? super E> follows;

    /** A part of what must be the same. */
    private record Key<E>(
            String name,
            @Nullable Function<? super E, @Nullable String> text,
            @Nullable ToLongFunction<? super E> number) {}

    /** The instant that is compared. */
    private record At<E>(
            String name,
            @Nullable Function<? super E, @Nullable Instant> instant,
            @Nullable ToLongFunction<? super E> millis) {}

    private Link(
            long windowMillis,
            @Nullable At<E> at,
            List<Key<E>> keys,
            @Nullable ToLongFunction<? super E> order,
            @Nullable Predicate<? super E> follows) {
        this.windowMillis = windowMillis;
        this.at = at;
        this.keys = keys;
        this.order = order;
        this.follows = follows;
    }

    /**
     * A link within a window.
     *
     * @param window how long after an event another one still follows it, 1 ms or more
     * @param <E> the event
     * @return the link, which needs an instant, a key and an order
     */
    public static <E> Link<E> within(Duration window) {
        if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(Duration.ofMillis(REACH)) >= 0) {
            throw Require.bad("window", "1 ms or more and below 70 years", window);
        }
        return new Link<>(window.toMillis(), null, List.of(), null, null);
    }

    /**
     * The same with the instant that is compared. Events without it are excluded as {@code NO_} and its name.
     *
     * @param name its name, such as {@code start}
     * @param instant an event's instant, or null where it is unknown
     * @return the link
     */
    public Link<E> at(String name, Function<? super E, @Nullable Instant> instant) {
        return at(new At<>(Require.text(name, "instant"), instant, null));
    }

    /**
     * The same with the instant that is compared as a number, which is fastest.
     *
     * @param name its name, such as {@code start}
     * @param millis an event's instant in milliseconds since 1970
     * @return the link
     */
    public Link<E> atMillis(String name, ToLongFunction<? super E> millis) {
        return at(new At<>(Require.text(name, "instant"), null, millis));
    }

    private Link<E> at(At<E> compared) {
        return new Link<>(windowMillis, compared, keys, order, follows);
    }

    /**
     * The same with one more key that must be the same. Events without it are excluded as {@code NO_} and its name.
     *
     * @param name its name, such as {@code customer}
     * @param key an event's key, or null where it is unknown
     * @return the link
     */
    public Link<E> ofSame(String name, Function<? super E, @Nullable String> key) {
        return with(new Key<>(Require.text(name, "key"), key, null));
    }

    /**
     * The same with one more key that is a number, which is fastest, and exact if it is the only one.
     *
     * @param name its name, such as {@code customer}
     * @param key an event's key
     * @return the link
     */
    public Link<E> ofSameNumber(String name, ToLongFunction<? super E> key) {
        return with(new Key<>(Require.text(name, "key"), null, key));
    }

    private Link<E> with(Key<E> key) {
        if (keys.stream().anyMatch(other -> other.name().equals(key.name()))) {
            throw Require.bad("key", "named once", "'" + key.name() + "'");
        }
        List<Key<E>> more = new ArrayList<>(keys);
        more.add(key);
        return new Link<>(windowMillis, at, List.copyOf(more), order, follows);
    }

    /**
     * The same with an order of events of the same instant.
     *
     * @param id what tells two events apart
     * @return the link
     */
    public Link<E> inOrderOf(Function<? super E, String> id) {
        return inOrderOfNumber(event -> hash(id.apply(event)));
    }

    /**
     * The same with an order of events of the same instant, told apart by a number.
     *
     * @param id what tells two events apart
     * @return the link
     */
    public Link<E> inOrderOfNumber(ToLongFunction<? super E> id) {
        return new Link<>(windowMillis, at, keys, id, follows);
    }

    /**
     * The same with other events that may follow: a solved ticket is followed by a reopening, a bot's session by a call. Without it,
     * the events that count may follow each other. An event that only follows is not counted itself, unless as excluded.
     *
     * @param follower which events may follow
     * @return the link
     */
    public Link<E> to(Predicate<? super E> follower) {
        return new Link<>(windowMillis, at, keys, order, follower);
    }

    Duration window() {
        return Duration.ofMillis(windowMillis);
    }

    /** What must be the same, in words. */
    String same() {
        return String.join(" + ", keys.stream().map(Key::name).toList());
    }

    /** The parts that an event may lack, as reasons to exclude it. */
    List<String> reasons() {
        if (at == null || keys.isEmpty() || order == null) {
            throw new IllegalArgumentException("link must have an instant, at least one key, and an order");
        }
        List<String> reasons = new ArrayList<>();
        reasons.add(reason(at.name()));
        keys.forEach(key -> reasons.add(reason(key.name())));
        if (reasons.stream().distinct().count() < reasons.size()) {
            throw Require.bad("names of instant and keys", "all different", reasons);
        }
        return List.copyOf(reasons);
    }

    private static String reason(String name) {
        return "NO_" + name.toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    /** The event's instant in milliseconds since 1970, or UNKNOWN, as all are that cannot be kept. */
    long millis(E event) {
        if (at == null) {
            return UNKNOWN;
        }
        long millis;
        if (at.millis() != null) {
            millis = at.millis().applyAsLong(event);
        } else {
            Instant instant = at.instant() == null ? null : at.instant().apply(event);
            millis = instant == null ? UNKNOWN : Horizon.millis(instant);
        }
        return millis < BASE - REACH || millis >= BASE + REACH ? UNKNOWN : millis;
    }

    /** Which of {@link #reasons} an event of a known instant lacks, or −1. */
    int lacks(E event) {
        for (int i = 0; i < keys.size(); i++) {
            Function<? super E, @Nullable String> text = keys.get(i).text();
            String key = text == null ? null : text.apply(event);
            if (text != null && (key == null || key.isBlank())) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The event's keys in 64 bits. */
    long key(E event) {
        long hash = 0;
        for (int i = 0; i < keys.size(); i++) {
            Key<E> key = keys.get(i);
            String text = key.text() == null ? null : key.text().apply(event);
            long part = key.number() != null ? key.number().applyAsLong(event) : hash(text == null ? "" : text);
            hash = i == 0 ? mix(part) : mix(hash * 31 + part);
        }
        return hash;
    }

    /** An instant and, below it, the event's place among others of that instant; in order of time. */
    long moment(E event, long atMillis) {
        long place = order == null ? 0 : mix(order.applyAsLong(event)) >>> (64 - ORDER_BITS);
        return (atMillis - BASE) << ORDER_BITS | place;
    }

    /** The instant of a moment, in milliseconds since 1970. */
    static long millis(long moment) {
        return (moment >> ORDER_BITS) + BASE;
    }

    /** FNV-1a over UTF-16. */
    private static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }

    /** Murmur's finaliser: no two numbers have the same. */
    private static long mix(long number) {
        long h = number;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    @Override
    public String toString() {
        return "of the same " + same() + " within " + window();
    }
}

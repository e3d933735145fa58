package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How often each key was seen: complaints per complainant, contacts per customer. From it come how many different keys there are, how
 * often one comes on average, and the share of keys that come again.
 *
 * <ul>
 *   <li>No key: no mean, no share; the number of keys is 0.
 * </ul>
 *
 * <p>Size: one entry per key, which is what an exact count of different keys takes. Immutable and thread-safe.
 *
 * @param counts key → how often, at least 1
 */
public record CountsPerKey(SortedMap<String, Long> counts) implements Summary<CountsPerKey> {
    /** No key. */
    public static final CountsPerKey EMPTY = new CountsPerKey(new TreeMap<>());

    private static final char PART = '\u001F';

    private static final Codec<CountsPerKey> CODEC = new Codec<>() {
        @Override
        public void write(CountsPerKey value, StateWriter out) {
            out.unsigned(value.counts.size());
            value.counts.forEach((key, count) -> out.text(key).unsigned(count));
        }

        @Override
        public CountsPerKey read(StateReader in) {
            SortedMap<String, Long> counts = new TreeMap<>();
            for (int left = in.count(2, "keys"); left > 0; left--) {
                String key = in.text();
                long count = in.unsigned(Long.MAX_VALUE, "count");
                if (count == 0 || counts.put(key, count) != null) {
                    throw in.malformed("key '" + key + "' stands with 0 or twice");
                }
            }
            return of(counts, in);
        }

        private CountsPerKey of(SortedMap<String, Long> counts, StateReader in) {
            try {
                return new CountsPerKey(counts);
            } catch (ArithmeticException e) {
                throw in.malformed("counts exceed 63 bits");
            }
        }
    };

    /**
     * Copies the counts.
     *
     * @throws IllegalArgumentException if a count is not positive
     * @throws ArithmeticException if their sum leaves 63 bits
     */
    public CountsPerKey {
        counts = Collections.unmodifiableSortedMap(Multisets.checked(counts, "key"));
    }

    /**
     * One observation.
     *
     * @param key its key
     * @return the summary of it
     */
    public static CountsPerKey one(String key) {
        SortedMap<String, Long> one = new TreeMap<>();
        one.put(Require.unicode(key, "key"), 1L);
        return new CountsPerKey(one);
    }

    /**
     * A key of a group and a member in it, such as a topic and a complainant.
     *
     * @param group the group
     * @param member the member
     * @return the key
     * @throws IllegalArgumentException if the group holds the character U+001F, which parts the two
     */
    public static String key(String group, String member) {
        if (group.indexOf(PART) >= 0) {
            throw Require.bad("group", "a text without the control character U+001F", "'" + group + "'");
        }
        return group + PART + member;
    }

    /**
     * How many different keys there are.
     *
     * @return the number
     */
    public int keys() {
        return counts.size();
    }

    /**
     * How many different members each group has, of keys made by {@link #key(String, String)}.
     *
     * @return group → members
     */
    public SortedMap<String, Long> membersByGroup() {
        SortedMap<String, Long> members = new TreeMap<>();
        counts.keySet().forEach(key -> members.merge(key.substring(0, Math.max(0, key.indexOf(PART))), 1L, Long::sum));
        return members;
    }

    private Moments moments() {
        Moments.Accumulator moments = new Moments.Accumulator();
        counts.values().forEach(moments::add);
        return moments.snapshot();
    }

    private long atLeast(long often) {
        return counts.values().stream().filter(count -> count >= often).count();
    }

    @Override
    public CountsPerKey plus(CountsPerKey other) {
        return new CountsPerKey(Multisets.plus(counts, other.counts));
    }

    @Override
    public CountsPerKey minus(CountsPerKey part) {
        return new CountsPerKey(Multisets.minus(counts, part.counts));
    }

    @Override
    public CountsPerKey coarse() {
        return this;
    }

    @Override
    public long count() {
        return Multisets.total(counts);
    }

    private Map<String, Number> detail() {
        Map<String, Number> detail = new LinkedHashMap<>();
        detail.put("keys", (long) keys());
        detail.put("observations", count());
        counts.values().stream().max(Long::compare).ifPresent(max -> detail.put("max", max));
        return detail;
    }

    /** What is known of observations beyond the first of their key. */
    private Map<String, Long> again() {
        long again = count() - keys();
        return again == 0 ? Map.of() : Map.of("AGAIN", again);
    }

    /**
     * Reads how many different keys there are. All are counted, so there is no interval.
     *
     * @return the estimator
     */
    public static Estimator<CountsPerKey> distinct() {
        return new Distinct(c -> (double) c.keys(), 0);
    }

    /**
     * Reads how many groups have at least so many different members, of keys made by {@link #key(String, String)}.
     *
     * @param members how many members at least
     * @return the estimator
     */
    public static Estimator<CountsPerKey> groupsOf(long members) {
        return new Distinct(
                c -> (double) c.membersByGroup().values().stream()
                        .filter(m -> m >= members)
                        .count(),
                members);
    }

    /** A number of keys or groups; of groups with so many members, the points name them, largest first. */
    private record Distinct(ToDoubleFunction<CountsPerKey> number, long members) implements Estimator<CountsPerKey> {
        @Override
        public String unit() {
            return "count";
        }

        @Override
        public List<Map<String, Object>> points(CountsPerKey c, ConfidenceLevel level) {
            if (members == 0) {
                return List.of();
            }
            List<Map.Entry<String, Long>> groups =
                    new ArrayList<>(c.membersByGroup().entrySet());
            groups.sort(Map.Entry.<String, Long>comparingByValue().reversed());
            List<Map<String, Object>> points = new ArrayList<>();
            for (Map.Entry<String, Long> group : groups) {
                if (group.getValue() >= members) {
                    Map<String, Object> point = new LinkedHashMap<>();
                    point.put("key", group.getKey());
                    point.put("count", group.getValue());
                    points.add(point);
                }
            }
            return points;
        }

        @Override
        public long n(CountsPerKey c) {
            return c.keys();
        }

        @Override
        public OptionalDouble value(CountsPerKey c) {
            return OptionalDouble.of(number.applyAsDouble(c));
        }

        @Override
        public Interval interval(CountsPerKey c, ConfidenceLevel level) {
            return Difference.unbounded(level, "census");
        }

        @Override
        public Map<String, Number> detail(CountsPerKey c) {
            return c.detail();
        }

        @Override
        public Map<String, Long> aside(CountsPerKey c) {
            return c.again();
        }

        @Override
        public String filled(CountsPerKey c) {
            return Texts.number(number.applyAsDouble(c));
        }
    }

    /**
     * Reads how often a key comes on average, with Student's interval over keys.
     *
     * @return the estimator
     */
    public static Estimator<CountsPerKey> mean() {
        return new MeanEstimator<>(CountsPerKey::moments, 1, "", CountsPerKey::detail, CountsPerKey::again);
    }

    /**
     * Reads the share of observations that are the only one of their key, with Wilson's interval.
     *
     * @return the estimator
     */
    public static Estimator<CountsPerKey> singles() {
        return new ShareEstimator<>(
                c -> c.keys() - c.atLeast(2), CountsPerKey::count, CountsPerKey::detail, c -> Map.of());
    }

    /**
     * Reads the share of keys that come at least so often, with Wilson's interval.
     *
     * @param often how often at least
     * @return the estimator
     */
    public static Estimator<CountsPerKey> shareAtLeast(long often) {
        return new ShareEstimator<>(
                c -> c.atLeast(often), CountsPerKey::keys, CountsPerKey::detail, CountsPerKey::again);
    }

    /**
     * Its bytes: how many keys, then each as a text and its count, in the keys' order.
     *
     * @return the codec
     */
    public static Codec<CountsPerKey> codec() {
        return CODEC;
    }

    /** Counts keys. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<CountsPerKey> {
        private final SortedMap<String, Long> counts = new TreeMap<>();
        private long total;

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Counts a key.
         *
         * @param key the key
         */
        public void add(String key) {
            total = Math.addExact(total, 1);
            counts.merge(key, 1L, Math::addExact);
        }

        /**
         * Takes one count of a key out again.
         *
         * @param key the key
         * @throws IllegalArgumentException if none is left
         */
        public void retract(String key) {
            retract(one(key));
        }

        @Override
        public void merge(CountsPerKey summary) {
            long sum = Math.addExact(total, summary.count());
            summary.counts.forEach((key, count) -> counts.merge(key, count, Math::addExact));
            total = sum;
        }

        @Override
        public boolean holds(CountsPerKey summary) {
            return Multisets.holds(counts, summary.counts);
        }

        @Override
        public void retract(CountsPerKey summary) {
            Multisets.take(counts, summary.counts);
            total -= summary.count();
        }

        @Override
        public CountsPerKey snapshot() {
            return new CountsPerKey(counts);
        }

        @Override
        public long count() {
            return total;
        }
    }
}

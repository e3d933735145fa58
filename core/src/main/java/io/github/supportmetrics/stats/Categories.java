package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often each category was named, where one observation may name several: reasons of complaints, obstacles, labels.
 *
 * <p>Both ways to count are kept exactly: a whole count for each category named, and for an observation of m categories a part 1/m for each, in
 * units of 1/{@value #WHOLE}, which divides by every m up to {@value #MOST_LABELS}.
 *
 * <ul>
 *   <li>No observation: no share.
 *   <li>An observation without a category, or with more than {@value #MOST_LABELS}, is refused.
 * </ul>
 *
 * <p>Size: one entry per category. Immutable and thread-safe.
 *
 * @param observations how many observations named one category or more
 * @param named category → how often it was named
 */
public record Categories(long observations, SortedMap<String, Named> named) implements Summary<Categories> {
    /** The most categories that one observation may name. */
    public static final int MOST_LABELS = 16;

    /** The units of one observation: the least number that all of 1 to {@value #MOST_LABELS} divide. */
    public static final long WHOLE = 720_720;

    /** No observation. */
    public static final Categories EMPTY = new Categories(0, new TreeMap<>());

    /**
     * How often a category was named.
     *
     * @param count by how many observations, at least 1
     * @param parts their parts in units of 1/{@value Categories#WHOLE}
     */
    public record Named(long count, long parts) {
        private Named plus(Named other) {
            return new Named(Math.addExact(count, other.count), Math.addExact(parts, other.parts));
        }
    }

    /** How an observation of several categories counts. */
    public enum Allocation {
        /** One for each category named: shares may add up to more than 1. */
        EACH,
        /** One part in m for each of m: shares add up to 1. */
        SPLIT
    }

    private static final Codec<Categories> CODEC = new Codec<>() {
        @Override
        public void write(Categories value, StateWriter out) {
            out.unsigned(value.observations).unsigned(value.named.size());
            value.named.forEach(
                    (key, named) -> out.text(key).unsigned(named.count).unsigned(named.parts));
        }

        @Override
        public Categories read(StateReader in) {
            long observations = in.unsigned(Long.MAX_VALUE, "observations");
            SortedMap<String, Named> named = new TreeMap<>();
            for (int left = in.count(3, "categories"); left > 0; left--) {
                named.put(
                        in.text(),
                        new Named(in.unsigned(Long.MAX_VALUE, "count"), in.unsigned(Long.MAX_VALUE, "parts")));
            }
            try {
                return new Categories(observations, named);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw in.malformed(String.valueOf(e.getMessage()));
            }
        }
    };

    /**
     * Copies the counts.
     *
     * @throws IllegalArgumentException if no observations could have given them
     */
    public Categories {
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        if (observations < 0 || !isPossible(observations, named)) {
            throw Require.bad("categories", "counts that " + observations + " observations could give", named.values());
        }
    }

    private static boolean isPossible(long observations, SortedMap<String, Named> named) {
        long parts = 0;
        for (Named n : named.values()) {
            boolean possible = n.count >= 1
                    && n.count <= observations
                    && n.parts <= Math.multiplyExact(n.count, WHOLE)
                    && n.parts >= n.count * (WHOLE / MOST_LABELS);
            if (!possible) {
                return false;
            }
            parts = Math.addExact(parts, n.parts);
        }
        return parts == Math.multiplyExact(observations, WHOLE);
    }

    /**
     * One observation.
     *
     * @param categories what it names; one that comes twice counts once
     * @return the summary of that observation
     * @throws IllegalArgumentException if there is none, or more than {@value #MOST_LABELS}
     */
    public static Categories one(Collection<String> categories) {
        TreeSet<String> labels = new TreeSet<>(categories);
        if (labels.isEmpty() || labels.size() > MOST_LABELS) {
            throw Require.bad("categories of one observation", "from 1 to " + MOST_LABELS, labels.size());
        }
        SortedMap<String, Named> named = new TreeMap<>();
        labels.forEach(label -> named.put(Require.unicode(label, "category"), new Named(1, WHOLE / labels.size())));
        return new Categories(1, named);
    }

    @Override
    public Categories plus(Categories other) {
        SortedMap<String, Named> sum = new TreeMap<>(named);
        other.named.forEach((key, more) -> sum.merge(key, more, Named::plus));
        return new Categories(Math.addExact(observations, other.observations), sum);
    }

    @Override
    public Categories minus(Categories part) {
        SortedMap<String, Named> rest = new TreeMap<>(named);
        part.named.forEach((key, less) -> {
            Named before = rest.getOrDefault(key, new Named(0, 0));
            Named left = new Named(Counts.minus(before.count, less.count), Counts.minus(before.parts, less.parts));
            if (left.count == 0 && left.parts == 0) {
                rest.remove(key);
            } else {
                rest.put(key, left);
            }
        });
        return new Categories(Counts.minus(observations, part.observations), rest);
    }

    @Override
    public Categories coarse() {
        return this;
    }

    @Override
    public long count() {
        return observations;
    }

    /**
     * Reads the share of one category among all observations, with Wilson's interval.
     *
     * @param category the category
     * @return the estimator
     */
    public static Estimator<Categories> share(String category) {
        return new ShareEstimator<>(
                c -> c.named.getOrDefault(category, new Named(0, 0)).count,
                Categories::observations,
                c -> Map.of(),
                c -> Map.of());
    }

    /**
     * Reads a Pareto table: categories by falling count, and in their own order where counts are equal. A category's share is
     * of all observations; counted {@link Allocation#EACH}, these may add up to more than 1. Running totals, and the number, are of all
     * labels: the share that the vital few hold together, the fewest first categories that hold at least a given share. Two neighbours whose counts could come
     * from one rate (exact ratio of two Poisson counts) are tied.
     *
     * @param allocation how an observation of several categories counts
     * @param vital the share that the vital few must hold, 0.8 as a rule
     * @return the estimator
     */
    public static Estimator<Categories> pareto(Allocation allocation, double vital) {
        return new Pareto(allocation, Require.fraction(vital, "share of the vital few"));
    }

    private record Pareto(Allocation allocation, double vital) implements Estimator<Categories> {
        private long units(Named n) {
            return allocation == Allocation.EACH ? n.count : n.parts;
        }

        private long labels(Categories c) {
            return c.named.values().stream().mapToLong(this::units).sum();
        }

        /** All observations, in units of a category. */
        private double whole(Categories c) {
            return allocation == Allocation.EACH ? c.observations : (double) c.observations * WHOLE;
        }

        private List<Map.Entry<String, Named>> ranked(Categories c) {
            List<Map.Entry<String, Named>> ranked = new ArrayList<>(c.named.entrySet());
            ranked.sort(Comparator.comparingLong((Map.Entry<String, Named> e) -> units(e.getValue()))
                    .reversed());
            return ranked;
        }

        /** How many of the first categories are vital. */
        private int few(Categories c) {
            long held = 0;
            int few = 0;
            for (Map.Entry<String, Named> entry : ranked(c)) {
                if ((double) held / labels(c) >= vital) {
                    break;
                }
                held += units(entry.getValue());
                few++;
            }
            return few;
        }

        @Override
        public String unit() {
            return "ratio";
        }

        @Override
        public long n(Categories c) {
            return c.observations;
        }

        @Override
        public OptionalDouble value(Categories c) {
            long held = ranked(c).stream()
                    .limit(few(c))
                    .mapToLong(e -> units(e.getValue()))
                    .sum();
            return c.observations == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) held / labels(c));
        }

        @Override
        public Interval interval(Categories c, ConfidenceLevel level) {
            return Difference.unbounded(level, "census");
        }

        @Override
        public Map<String, Number> detail(Categories c) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("categories", (long) c.named.size());
            detail.put("vital", (long) few(c));
            detail.put(
                    "labels", c.named.values().stream().mapToLong(Named::count).sum());
            return detail;
        }

        @Override
        public List<Map<String, Object>> points(Categories c, ConfidenceLevel level) {
            List<Map<String, Object>> points = new ArrayList<>();
            List<Map.Entry<String, Named>> ranked = ranked(c);
            double whole = whole(c);
            int few = few(c);
            long held = 0;
            for (int i = 0; i < ranked.size(); i++) {
                Named n = ranked.get(i).getValue();
                held += units(n);
                Map<String, Object> point = new LinkedHashMap<>();
                point.put("key", ranked.get(i).getKey());
                point.put(
                        "count",
                        allocation == Allocation.EACH ? (Number) n.count : (Number) (units(n) / (double) WHOLE));
                point.put("share", units(n) / whole);
                point.put("cumulative", (double) held / labels(c));
                point.put("vital", i < few);
                point.put(
                        "tiedWithNext",
                        i + 1 < ranked.size() && isTied(n, ranked.get(i + 1).getValue(), level));
                points.add(point);
            }
            return points;
        }

        private static boolean isTied(Named a, Named b, ConfidenceLevel level) {
            return new TwoRates(a.count, 1, b.count, 1).exact(level).sign() == 0;
        }

        @Override
        public String filled(Categories c) {
            return "the first " + few(c) + " of " + c.named.size() + " categories";
        }
    }

    /**
     * Its bytes: observations, how many categories, then each as a text, its count and its parts, in the categories' order.
     *
     * @return the codec
     */
    public static Codec<Categories> codec() {
        return CODEC;
    }

    /** Counts observations. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Categories> {
        private long observations;
        private SortedMap<String, Named> named = new TreeMap<>();

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Counts an observation.
         *
         * @param categories what it names, from 1 to {@value Categories#MOST_LABELS}
         */
        public void add(Collection<String> categories) {
            merge(one(categories));
        }

        @Override
        public void merge(Categories summary) {
            long sum = Math.addExact(observations, summary.observations);
            // No sum of parts is beyond the sum of observations.
            Math.multiplyExact(sum, WHOLE);
            summary.named.forEach((key, more) -> named.merge(key, more, Named::plus));
            observations = sum;
        }

        @Override
        public void retract(Categories summary) {
            Categories rest = snapshot().minus(summary);
            observations = rest.observations;
            named = new TreeMap<>(rest.named);
        }

        @Override
        public Categories snapshot() {
            return new Categories(observations, named);
        }

        @Override
        public long count() {
            return observations;
        }
    }
}

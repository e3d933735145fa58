package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Units that several raters judged: a score per rater, and how often that pattern was seen. {@link Agreement} reads
 * it: percent, κ, α, intraclass correlation, the median and range of the scores.
 *
 * <ul>
 *   <li>No unit with two raters: no agreement.
 *   <li>All raters always in one category: no κ and no α, since chance alone would agree as well.
 *   <li>Every unit must be added whole: a unit split over two summaries would count as two.
 * </ul>
 *
 * <p>Size: one entry per different pattern of scores. Scores are whole numbers; agreement does not depend on their unit. Immutable and
 * thread-safe.
 *
 * @param patterns scores by rater → how many units have them, at least 1
 */
public record RatedUnits(SortedMap<Scores, Long> patterns) implements Summary<RatedUnits> {
    /** No unit. */
    public static final RatedUnits EMPTY = new RatedUnits(new TreeMap<>());

    /**
     * One unit's scores.
     *
     * @param byRater rater → score, at most 2<sup>53</sup> either way
     */
    public record Scores(SortedMap<String, Long> byRater) implements Comparable<Scores> {
        private static final Comparator<Map.Entry<String, Long>> ENTRIES =
                Map.Entry.<String, Long>comparingByKey().thenComparing(Map.Entry.comparingByValue());

        /**
         * Copies the scores.
         *
         * @throws IllegalArgumentException if there is none, or one is too large
         */
        public Scores {
            byRater = Collections.unmodifiableSortedMap(new TreeMap<>(byRater));
            if (byRater.isEmpty()) {
                throw Require.bad("scores of a unit", "one or more", 0);
            }
            byRater.values().forEach(score -> {
                if (score > Moments.MAX_VALUE || score < -Moments.MAX_VALUE) {
                    throw Require.bad("score", "at most 2^53 either way", score);
                }
            });
        }

        @Override
        public int compareTo(Scores other) {
            Iterator<Map.Entry<String, Long>> mine = byRater.entrySet().iterator();
            Iterator<Map.Entry<String, Long>> theirs = other.byRater.entrySet().iterator();
            while (mine.hasNext() && theirs.hasNext()) {
                int order = ENTRIES.compare(mine.next(), theirs.next());
                if (order != 0) {
                    return order;
                }
            }
            return Boolean.compare(mine.hasNext(), theirs.hasNext());
        }
    }

    private static final Codec<RatedUnits> CODEC = new Codec<>() {
        @Override
        public void write(RatedUnits value, StateWriter out) {
            out.unsigned(value.patterns.size());
            value.patterns.forEach((scores, count) -> {
                out.unsigned(scores.byRater.size());
                scores.byRater.forEach((rater, score) -> out.text(rater).signed(score));
                out.unsigned(count);
            });
        }

        @Override
        public RatedUnits read(StateReader in) {
            SortedMap<Scores, Long> patterns = new TreeMap<>();
            try {
                for (int left = in.count(4, "patterns"); left > 0; left--) {
                    SortedMap<String, Long> scores = new TreeMap<>();
                    for (int raters = in.count(2, "raters"); raters > 0; raters--) {
                        scores.put(in.text(), in.signed());
                    }
                    patterns.put(new Scores(scores), in.unsigned(Long.MAX_VALUE, "units"));
                }
                return new RatedUnits(patterns);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw in.malformed(String.valueOf(e.getMessage()));
            }
        }
    };

    /**
     * Copies the patterns.
     *
     * @throws IllegalArgumentException if a count is not positive
     * @throws ArithmeticException if their sum leaves 63 bits
     */
    public RatedUnits {
        patterns = Collections.unmodifiableSortedMap(Multisets.checked(patterns, "pattern"));
    }

    /**
     * One unit.
     *
     * @param scores rater → score
     * @return the summary of that unit
     */
    public static RatedUnits one(Map<String, Long> scores) {
        scores.keySet().forEach(rater -> Require.unicode(rater, "rater"));
        SortedMap<Scores, Long> patterns = new TreeMap<>();
        patterns.put(new Scores(new TreeMap<>(scores)), 1L);
        return new RatedUnits(patterns);
    }

    /**
     * All raters.
     *
     * @return their names, in order
     */
    public SortedSet<String> raters() {
        SortedSet<String> raters = new TreeSet<>();
        patterns.keySet().forEach(scores -> raters.addAll(scores.byRater.keySet()));
        return raters;
    }

    @Override
    public RatedUnits plus(RatedUnits other) {
        return new RatedUnits(Multisets.plus(patterns, other.patterns));
    }

    @Override
    public RatedUnits minus(RatedUnits part) {
        return new RatedUnits(Multisets.minus(patterns, part.patterns));
    }

    @Override
    public RatedUnits coarse() {
        return this;
    }

    @Override
    public long count() {
        return Multisets.total(patterns);
    }

    /**
     * Its bytes: how many patterns, then each as its raters' number, their names and signed scores, and how many units have it, all in
     * order.
     *
     * @return the codec
     */
    public static Codec<RatedUnits> codec() {
        return CODEC;
    }

    /** Adds units. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<RatedUnits> {
        private final SortedMap<Scores, Long> patterns = new TreeMap<>();
        private long total;

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Adds a whole unit.
         *
         * @param scores rater → score
         */
        public void add(Map<String, Long> scores) {
            merge(one(scores));
        }

        @Override
        public void merge(RatedUnits summary) {
            total = Math.addExact(total, summary.count());
            summary.patterns.forEach((scores, count) -> patterns.merge(scores, count, Math::addExact));
        }

        @Override
        public boolean holds(RatedUnits summary) {
            return Multisets.holds(patterns, summary.patterns);
        }

        @Override
        public void retract(RatedUnits summary) {
            Multisets.take(patterns, summary.patterns);
            total -= summary.count();
        }

        @Override
        public RatedUnits snapshot() {
            return new RatedUnits(patterns);
        }

        @Override
        public long count() {
            return total;
        }
    }
}

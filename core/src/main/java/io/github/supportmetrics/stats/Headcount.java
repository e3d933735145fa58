package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who came and went on which day, from which the number of members at the start of any day follows.
 *
 * <ul>
 *   <li>Nobody: no rate.
 *   <li>Who comes and goes on the same day is counted, but was never there at the start of a day.
 *   <li>Every member must be added whole.
 * </ul>
 *
 * <p>Size: one entry per day on which anybody came or went. Immutable and thread-safe.
 *
 * @param initial how many were there before the first day, at least 0
 * @param passing how many came and went on one day, at least 0
 * @param days day → who came and who went, never both 0
 */
public record Headcount(long initial, long passing, SortedMap<Long, Moves> days) implements Summary<Headcount> {
    /** Nobody. */
    public static final Headcount EMPTY = new Headcount(0, 0, new TreeMap<>());

    /** The first day of members who were there before. */
    public static final long BEFORE = Long.MIN_VALUE;

    /** The last day of members who are still there. */
    public static final long STILL = Long.MAX_VALUE;

    private static final Codec<Headcount> CODEC = new Codec<>() {
        @Override
        public void write(Headcount value, StateWriter out) {
            out.unsigned(value.initial).unsigned(value.passing).unsigned(value.days.size());
            value.days.forEach(
                    (day, moves) -> out.signed(day).unsigned(moves.joined).unsigned(moves.left));
        }

        @Override
        public Headcount read(StateReader in) {
            long initial = in.unsigned(Long.MAX_VALUE, "members");
            long passing = in.unsigned(Long.MAX_VALUE, "members");
            SortedMap<Long, Moves> days = new TreeMap<>();
            for (int left = in.count(3, "days"); left > 0; left--) {
                days.put(
                        in.signed(),
                        new Moves(in.unsigned(Long.MAX_VALUE, "joined"), in.unsigned(Long.MAX_VALUE, "left")));
            }
            Headcount headcount = new Headcount(initial, passing, days);
            if (!headcount.possible()) {
                throw in.malformed("more members leave than are there");
            }
            return headcount;
        }
    };

    /**
     * Who came and who went on a day; those who did both are neither.
     *
     * @param joined how many came to stay beyond the day
     * @param left how many went who had been there at its start
     */
    public record Moves(long joined, long left) {}

    /**
     * Copies the days, without those on which nobody moved.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public Headcount {
        Require.nonNegative(initial, "members at the start");
        Require.nonNegative(passing, "members of a day");
        SortedMap<Long, Moves> copy = new TreeMap<>();
        days.forEach((day, moves) -> {
            Require.nonNegative(moves.joined, "members who came");
            Require.nonNegative(moves.left, "members who went");
            if (moves.joined > 0 || moves.left > 0) {
                copy.put(day, moves);
            }
        });
        days = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * One member.
     *
     * @param first the day of coming, or {@link #BEFORE}
     * @param last the day of going, or {@link #STILL}
     * @return the summary of that member
     * @throws IllegalArgumentException if the last day is before the first
     */
    public static Headcount member(long first, long last) {
        if (last < first) {
            throw Require.bad("last day", "no earlier than the first, " + first, last);
        }
        if (first == last) {
            return new Headcount(0, 1, new TreeMap<>());
        }
        SortedMap<Long, Moves> days = new TreeMap<>();
        if (first != BEFORE) {
            days.put(first, new Moves(1, 0));
        }
        if (last != STILL) {
            days.put(last, new Moves(0, 1));
        }
        return new Headcount(first == BEFORE ? 1 : 0, 0, days);
    }

    private boolean possible() {
        long there = initial;
        for (Moves moves : days.values()) {
            if (moves.left > there) {
                return false;
            }
            there = Math.addExact(there - moves.left, moves.joined);
        }
        return true;
    }

    /**
     * The daily losses added up: Σ lost on a day / members at its start.
     *
     * @return the sum, at least 0, or empty if nobody was ever there at the start of a day
     */
    public OptionalDouble summedLoss() {
        double sum = 0;
        long there = initial;
        boolean any = initial > 0;
        for (Moves moves : days.values()) {
            sum += moves.left == 0 ? 0 : (double) moves.left / there;
            there += moves.joined - moves.left;
            any |= moves.joined > 0;
        }
        return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /**
     * How many went who had been there at the start of their last day.
     *
     * @return the number
     */
    public long left() {
        return days.values().stream().mapToLong(Moves::left).sum();
    }

    private long joined() {
        return days.values().stream().mapToLong(Moves::joined).sum();
    }

    @Override
    public Headcount plus(Headcount other) {
        SortedMap<Long, Moves> sum = new TreeMap<>(days);
        other.days.forEach((day, moves) -> sum.merge(
                day, moves, (a, b) -> new Moves(Math.addExact(a.joined, b.joined), Math.addExact(a.left, b.left))));
        return new Headcount(Math.addExact(initial, other.initial), Math.addExact(passing, other.passing), sum);
    }

    @Override
    public Headcount minus(Headcount part) {
        SortedMap<Long, Moves> rest = new TreeMap<>(days);
        part.days.forEach((day, moves) -> {
            Moves whole = rest.getOrDefault(day, new Moves(0, 0));
            rest.put(day, new Moves(Counts.minus(whole.joined, moves.joined), Counts.minus(whole.left, moves.left)));
        });
        Headcount left = new Headcount(Counts.minus(initial, part.initial), Counts.minus(passing, part.passing), rest);
        if (!left.possible()) {
            throw Require.bad("what is taken out", "part of what was added", part);
        }
        return left;
    }

    @Override
    public Headcount coarse() {
        return this;
    }

    @Override
    public long count() {
        return Math.addExact(Math.addExact(initial, passing), joined());
    }

    /**
     * Reads {@link #summedLoss}, with the exact Poisson interval of the losses over the exposure that gives this sum.
     *
     * @return the estimator
     */
    public static Estimator<Headcount> summedLossEstimator() {
        return new SummedLoss();
    }

    private record SummedLoss() implements Estimator<Headcount> {
        @Override
        public String unit() {
            return "ratio";
        }

        @Override
        public long n(Headcount h) {
            return h.count();
        }

        @Override
        public OptionalDouble value(Headcount h) {
            return h.summedLoss();
        }

        @Override
        public Interval interval(Headcount h, ConfidenceLevel level) {
            double losses = (double) h.left();
            double sum = h.summedLoss().orElse(0);
            double exposure = losses == 0 ? (double) h.initial : losses / sum;
            return exposure == 0
                    ? new Interval(0, Double.POSITIVE_INFINITY, level, RateInterval.EXACT.label())
                    : RateInterval.EXACT.of(losses, exposure, level);
        }

        @Override
        public Map<String, Number> detail(Headcount h) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("start", h.initial);
            detail.put("new", h.joined() + h.passing);
            detail.put("lost", h.left() + h.passing);
            return detail;
        }
    }

    /**
     * Its bytes: initial, passing and the number of days unsigned; then for each day the day signed, joined and left unsigned.
     *
     * @return the codec
     */
    public static Codec<Headcount> codec() {
        return CODEC;
    }

    /** Adds members. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Headcount> {
        private long initial;
        private long passing;
        private final TreeMap<Long, Moves> days = new TreeMap<>();

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Adds a member.
         *
         * @param first the day of coming, or {@link Headcount#BEFORE}
         * @param last the day of going, or {@link Headcount#STILL}
         * @throws IllegalArgumentException if the last day is before the first
         */
        public void add(long first, long last) {
            merge(member(first, last));
        }

        @Override
        public void merge(Headcount summary) {
            initial = Math.addExact(initial, summary.initial);
            passing = Math.addExact(passing, summary.passing);
            summary.days.forEach((day, moves) -> days.merge(
                    day, moves, (a, b) -> new Moves(Math.addExact(a.joined, b.joined), Math.addExact(a.left, b.left))));
        }

        @Override
        public void retract(Headcount summary) {
            Headcount rest = snapshot().minus(summary);
            initial = rest.initial;
            passing = rest.passing;
            days.clear();
            days.putAll(rest.days);
        }

        @Override
        public Headcount snapshot() {
            return new Headcount(initial, passing, days);
        }

        @Override
        public long count() {
            return snapshot().count();
        }
    }
}

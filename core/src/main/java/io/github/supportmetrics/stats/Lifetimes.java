package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long subjects lasted, where some are still there: tenures of customers, ages of tickets, waits of callers. A subject whose end was
 * not seen is <em>censored</em>: it lasted at least that long. From it come survival curves that count the unfinished ones, which a mean of
 * finished ones hides.
 *
 * <ul>
 *   <li>Times are whole numbers of any unit, 0 to 2<sup>53</sup>; 0 is allowed.
 *   <li>A subject that was watched only from some age on (late entry, left truncation) is at risk only after it.
 *   <li>No subject: a curve without points.
 * </ul>
 *
 * <p>Size: 24 bytes per different time. Immutable and thread-safe.
 */
public final class Lifetimes implements Summary<Lifetimes> {
    /** No subject. */
    public static final Lifetimes EMPTY = new Lifetimes(Times.NONE, Times.NONE, Times.NONE);

    private static final Codec<Lifetimes> CODEC = new Codec<>() {
        @Override
        public void write(Lifetimes value, StateWriter out) {
            value.ended.write(out);
            value.censored.write(out);
            value.entered.write(out);
        }

        @Override
        public Lifetimes read(StateReader in) {
            Lifetimes lifetimes = new Lifetimes(Times.read(in), Times.read(in), Times.read(in));
            if (lifetimes.ended.total() + lifetimes.censored.total() < 0 || !lifetimes.isPossible()) {
                throw in.malformed("more subjects enter than there are");
            }
            return lifetimes;
        }
    };

    /** When ends were seen. */
    final Times ended;
    /** When subjects were last seen whose end was not. */
    final Times censored;
    /** When subjects came under watch, of those that were not from the start. */
    final Times entered;

    private Lifetimes(Times ended, Times censored, Times entered) {
        this.ended = ended;
        this.censored = censored;
        this.entered = entered;
    }

    /** Whether at every age at least as many are left as have entered late and are not past it. */
    private boolean isPossible() {
        return entered.total() <= count()
                && (entered.size() == 0 || entered.last() < Math.max(ended.last(), censored.last()));
    }

    /**
     * One subject that was watched only from some age on.
     *
     * @param entry its age when it came under watch, 0 if that was from the start
     * @param time how long it lasted, or was seen to last, above {@code entry} if that is not 0
     * @param end whether its end was seen
     * @return the summary of it
     * @throws IllegalArgumentException if the times are out of range or order
     */
    public static Lifetimes one(long entry, long time, boolean end) {
        Accumulator one = new Accumulator();
        one.add(entry, time, end);
        return one.snapshot();
    }

    /**
     * How many subjects have ended.
     *
     * @return the number of events
     */
    public long events() {
        return ended.total();
    }

    @Override
    public long count() {
        return Math.addExact(ended.total(), censored.total());
    }

    /**
     * The share of subjects that last beyond each age, by Kaplan and Meier.
     *
     * @return the curve
     */
    public SurvivalCurve curve() {
        return SurvivalCurve.of(this);
    }

    /**
     * Whether the curves of several groups could be one, by the log-rank test: at every age at which somebody ends, the ends of a group
     * are compared with its part of those at risk (hypergeometric variance, ties included, no continuity correction).
     *
     * @param groups the groups
     * @return chi-square with one degree of freedom less than groups that could have ends; observed and expected ends per group
     */
    public static GroupTest logRank(List<Lifetimes> groups) {
        return new LogRank(groups, false).test();
    }

    /**
     * The same with early ends weighing more, each age by the share still there just before (Peto and Peto).
     *
     * @param groups the groups
     * @return chi-square
     */
    public static GroupTest petoTest(List<Lifetimes> groups) {
        return new LogRank(groups, true).test();
    }

    /**
     * Reads the share that lasts beyond an age, with log-log limits unless others are asked for.
     *
     * @param age the age, in units
     * @param unit what one unit of age is in the whole units added
     * @return the estimator
     */
    public static Estimator<Lifetimes> survivalAt(double age, double unit) {
        return new SurvivalEstimator(SurvivalEstimator.Reads.SHARE, age, unit, "ratio", SurvivalInterval.LOG_LOG);
    }

    /**
     * Reads the age by which a share of subjects has ended.
     *
     * @param p the share, above 0 and below 1
     * @param unit what one unit of age is in the whole units added
     * @param symbol the unit's name
     * @return the estimator
     */
    public static Estimator<Lifetimes> quantile(double p, double unit, String symbol) {
        if (!(p > 0 && p < 1)) {
            throw Require.bad("quantile", "above 0 and below 1", p);
        }
        return new SurvivalEstimator(SurvivalEstimator.Reads.QUANTILE, p, unit, symbol, SurvivalInterval.LOG_LOG);
    }

    /**
     * Reads the mean time lasted up to an age, ± z standard errors, cut to 0 and that age.
     *
     * @param until the age, in units
     * @param unit what one unit of age is in the whole units added
     * @param symbol the unit's name
     * @return the estimator
     */
    public static Estimator<Lifetimes> restrictedMean(double until, double unit, String symbol) {
        return new SurvivalEstimator(SurvivalEstimator.Reads.MEAN, until, unit, symbol, SurvivalInterval.LOG_LOG);
    }

    /**
     * Reads the mean of those that have ended, with Student's interval: contacts per episode. Others are {@code IMMATURE}, and only the
     * largest of all, {@code max}, takes them in.
     *
     * @return the estimator
     */
    public static Estimator<Lifetimes> meanOfEnded() {
        return new MeanEstimator<>(Lifetimes::momentsOfEnded, 1, "", Lifetimes::range, Lifetimes::open);
    }

    /**
     * Reads which part of all numbers added is in the largest of them: of amounts per customer, how much the best customers bring. All are
     * counted, so there is no interval.
     *
     * @param share which share of the numbers, from the largest on, rounded up
     * @param unit what one unit is in the whole units added: 100 for cents
     * @return the estimator
     */
    public static Estimator<Lifetimes> concentration(double share, double unit) {
        return new Concentration(Require.fraction(share, "share"), unit);
    }

    private record Concentration(double share, double one) implements Estimator<Lifetimes> {
        private long top(Lifetimes l) {
            // A share such as 20 % is no binary fraction: 0.2 × 15 is 3.0000000000000004.
            return BigDecimal.valueOf(share)
                    .multiply(BigDecimal.valueOf(l.events()))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
        }

        private static BigInteger sum(Times times, long largest) {
            BigInteger sum = BigInteger.ZERO;
            long left = largest;
            for (int i = times.size() - 1; i >= 0 && left > 0; i--) {
                long taken = Math.min(left, times.count(i));
                sum = sum.add(BigInteger.valueOf(times.time(i)).multiply(BigInteger.valueOf(taken)));
                left -= taken;
            }
            return sum;
        }

        @Override
        public String unit() {
            return "ratio";
        }

        @Override
        public long n(Lifetimes l) {
            return l.events();
        }

        @Override
        public OptionalDouble value(Lifetimes l) {
            BigInteger all = sum(l.ended, Long.MAX_VALUE);
            return all.signum() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(sum(l.ended, top(l)).doubleValue() / all.doubleValue());
        }

        @Override
        public Interval interval(Lifetimes l, ConfidenceLevel level) {
            return Difference.unbounded(level, "census");
        }

        @Override
        public Map<String, Number> detail(Lifetimes l) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("numerator", sum(l.ended, top(l)).doubleValue() / one);
            detail.put("denominator", sum(l.ended, Long.MAX_VALUE).doubleValue() / one);
            detail.put("top", top(l));
            return detail;
        }
    }

    /**
     * Reads the longest of all, ended or not, exactly. All are looked at, so there is no interval.
     *
     * @param unit what one unit is in the whole units added: 1000 for seconds of milliseconds
     * @param symbol the unit's name
     * @return the estimator
     */
    public static Estimator<Lifetimes> longest(double unit, String symbol) {
        return new Longest(unit, symbol);
    }

    private record Longest(double one, String unit) implements Estimator<Lifetimes> {
        @Override
        public long n(Lifetimes l) {
            return l.count();
        }

        @Override
        public OptionalDouble value(Lifetimes l) {
            return l.count() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Math.max(l.ended.last(), l.censored.last()) / one);
        }

        @Override
        public Interval interval(Lifetimes l, ConfidenceLevel level) {
            return Difference.unbounded(level, "census");
        }

        @Override
        public Map<String, Number> detail(Lifetimes l) {
            return Map.of("events", l.events());
        }
    }

    private Moments momentsOfEnded() {
        Moments.Accumulator moments = new Moments.Accumulator();
        for (int i = 0; i < ended.size(); i++) {
            moments.merge(Moments.of(ended.time(i), ended.count(i)));
        }
        return moments.snapshot();
    }

    /** The longest may not be over yet. */
    private Map<String, Number> range() {
        Map<String, Number> range = new LinkedHashMap<>();
        if (ended.size() > 0) {
            range.put("min", ended.time(0));
        }
        if (count() > 0) {
            range.put("max", Math.max(ended.last(), censored.last()));
        }
        return range;
    }

    private Map<String, Long> open() {
        return censored.size() == 0 ? Map.of() : Map.of("IMMATURE", censored.total());
    }

    /**
     * Reads the share left at the last age seen, with the whole curve in the points.
     *
     * @param unit what one unit of age is in the whole units added
     * @return the estimator
     */
    public static Estimator<Lifetimes> wholeCurve(double unit) {
        return new SurvivalEstimator(SurvivalEstimator.Reads.CURVE, 0, unit, "ratio", SurvivalInterval.LOG_LOG);
    }

    @Override
    public Lifetimes plus(Lifetimes other) {
        Lifetimes sum =
                new Lifetimes(ended.plus(other.ended), censored.plus(other.censored), entered.plus(other.entered));
        Math.addExact(sum.ended.total(), sum.censored.total());
        return sum;
    }

    @Override
    public Lifetimes minus(Lifetimes part) {
        Lifetimes rest =
                new Lifetimes(ended.minus(part.ended), censored.minus(part.censored), entered.minus(part.entered));
        if (!rest.isPossible()) {
            throw Require.bad("what is taken out", "part of what was added", part);
        }
        return rest;
    }

    @Override
    public Lifetimes coarse() {
        return this;
    }

    /**
     * Its bytes: when subjects ended, were last seen, and entered late, each as how many different times, then the steps from time to
     * time and the counts.
     *
     * @return the codec
     */
    public static Codec<Lifetimes> codec() {
        return CODEC;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Lifetimes l
                && ended.equals(l.ended)
                && censored.equals(l.censored)
                && entered.equals(l.entered);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * ended.hashCode() + censored.hashCode()) + entered.hashCode();
    }

    @Override
    public String toString() {
        return count() + " subjects, " + events() + " ended";
    }

    /**
     * Adds subjects. Holds them as they come, 8 bytes each, and sorts them when asked. Not thread-safe: use one accumulator per thread and
     * merge them.
     */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Lifetimes> {
        private Lifetimes sorted = EMPTY;
        private final Pending ended = new Pending();
        private final Pending censored = new Pending();
        private final Pending entered = new Pending();

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Adds a subject.
         *
         * @param time how long it lasted, or was seen to last, 0 to 2<sup>53</sup>
         * @param end whether its end was seen
         * @throws IllegalArgumentException if the time is out of range
         */
        public void add(long time, boolean end) {
            (end ? ended : censored).add(checked(time));
        }

        /**
         * Adds a subject that was watched only from some age on.
         *
         * @param entry its age when it came under watch, 0 if that was from the start
         * @param time how long it lasted, or was seen to last, above {@code entry}
         * @param end whether its end was seen
         * @throws IllegalArgumentException if the times are out of range or order
         */
        public void add(long entry, long time, boolean end) {
            if (checked(entry) > 0 && entry >= time) {
                throw Require.bad("entry", "before the time (" + time + ")", entry);
            }
            add(time, end);
            if (entry > 0) {
                entered.add(entry);
            }
        }

        private static long checked(long time) {
            if (time < 0 || time > Moments.MAX_VALUE) {
                throw Require.bad("time", "from 0 to 2^53", time);
            }
            return time;
        }

        @Override
        public void merge(Lifetimes summary) {
            sorted = snapshot().plus(summary);
        }

        @Override
        public void retract(Lifetimes summary) {
            sorted = snapshot().minus(summary);
        }

        @Override
        public Lifetimes snapshot() {
            if (ended.size > 0 || censored.size > 0) {
                sorted = sorted.plus(new Lifetimes(ended.take(), censored.take(), entered.take()));
            }
            return sorted;
        }

        @Override
        public long count() {
            return sorted.count() + ended.size + censored.size;
        }
    }

    /** Times as they came. */
    private static final class Pending {
        private long[] times = {};
        private int size;

        void add(long time) {
            if (size == times.length) {
                times = Arrays.copyOf(times, Math.max(16, size + (size >> 1)));
            }
            times[size++] = time;
        }

        Times take() {
            Times taken = Times.of(times, size);
            times = new long[0];
            size = 0;
            return taken;
        }
    }
}

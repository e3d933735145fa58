package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.internal.Int128;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Lengths of time in whole milliseconds: exact count, mean and variance, and quantiles.
 *
 * <p>Up to {@value #EXACT_VALUES} values are kept as they are, so quantiles are exact; beyond that a log-linear histogram holds
 * them, 64 buckets to the octave, and every quantile is within 1/128 (0.79 %) of the exact one, by the same definition.
 * Sums stay exact throughout. Which of the two forms it has is the resolution: it is lost when a sample outgrows
 * {@value #EXACT_VALUES}, and never comes back.
 *
 * <ul>
 *   <li>No value: no mean, no quantile; intervals are unbounded.
 *   <li>One value: a mean and quantiles, no variance.
 *   <li>Values from 0 to 2<sup>53</sup> ms; negative ones are refused. Sums that leave 63 bits are refused, never wrapped.
 * </ul>
 *
 * <p>Size, with its moments: 120 bytes for 10 values, about 0.3 KB for 100 or 1 000, 1.6 KB for a million handle times.
 * Immutable and thread-safe.
 */
public final class Durations implements Summary<Durations> {
    /** Up to so many values are kept as they are. */
    public static final int EXACT_VALUES = 64;

    /** The longest time, 2<sup>53</sup> ms (285 000 years). */
    public static final long MAX_MILLIS = Moments.MAX_VALUE;

    /** No value. */
    public static final Durations EMPTY = new Durations(0, 0, 0, 0, new int[0], Accumulator.RAW);

    private static final double MILLIS_PER_SECOND = 1000;
    private static final Codec<Durations> CODEC = new DurationsCodec();

    private final long n;
    private final long sum;
    private final long high;
    private final long low;
    /** Sorted values, int[] or long[], if base is RAW; else counts of buckets from base on, trimmed and as narrow as can be. */
    private final Object store;

    private final int base;

    Durations(long n, long sum, long high, long low, Object store, int base) {
        this.n = n;
        this.sum = sum;
        this.high = high;
        this.low = low;
        this.store = store;
        this.base = base;
    }

    /**
     * The summary of some values.
     *
     * @param millis the values in milliseconds
     * @return the summary
     */
    public static Durations ofMillis(long... millis) {
        Accumulator accumulator = new Accumulator();
        for (long value : millis) {
            accumulator.addMillis(value);
        }
        return accumulator.snapshot();
    }

    /**
     * Whether quantiles are exact.
     *
     * @return true if every value is kept, false if a histogram stands for them
     */
    public boolean isExact() {
        return base == Accumulator.RAW;
    }

    /**
     * Count, sum and sum of squares in milliseconds.
     *
     * @return the exact moments
     */
    public Moments moments() {
        return new Moments(n, sum, new Int128(high, low));
    }

    /**
     * The sum of all values.
     *
     * @return the exact sum
     */
    public Duration total() {
        return Duration.ofMillis(sum);
    }

    /**
     * The arithmetic mean, rounded down to the millisecond.
     *
     * @return the mean, or empty without values
     */
    public Optional<Duration> mean() {
        return n == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(sum / n));
    }

    /**
     * The shortest value; from a histogram, the middle of its lowest bucket.
     *
     * @return the value, or empty without values
     */
    public Optional<Duration> min() {
        return n == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(new Ranks(this).at(1)));
    }

    /**
     * The longest value; from a histogram, the middle of its highest bucket.
     *
     * @return the value, or empty without values
     */
    public Optional<Duration> max() {
        return n == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(new Ranks(this).at(n)));
    }

    /**
     * Count, sum, shortest and longest value in milliseconds, for what takes the JDK's own summary.
     *
     * @return the statistics; from a histogram, min and max are the middles of its outer buckets
     */
    public LongSummaryStatistics toSummaryStatistics() {
        if (n == 0) {
            return new LongSummaryStatistics();
        }
        Ranks ranks = new Ranks(this);
        return new LongSummaryStatistics(n, ranks.at(1), ranks.at(n), sum);
    }

    /**
     * A quantile by {@linkplain QuantileDefinition#TYPE7 R's type 7}, rounded to the millisecond.
     *
     * @param q which, 0 to 1
     * @return the quantile, or empty without values
     * @throws IllegalArgumentException if q is not in [0, 1]
     */
    public Optional<Duration> quantile(double q) {
        OptionalDouble millis = quantileMillis(q, QuantileDefinition.TYPE7);
        return millis.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(millis.getAsDouble())));
    }

    /**
     * A quantile in milliseconds.
     *
     * @param q which, 0 to 1
     * @param definition which of its definitions
     * @return the quantile, or empty without values
     * @throws IllegalArgumentException if q is not in [0, 1]
     */
    public OptionalDouble quantileMillis(double q, QuantileDefinition definition) {
        Require.fraction(q, "quantile");
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(definition.of(q, n, new Ranks(this)::at));
    }

    /**
     * Several quantiles in milliseconds in one pass, by {@linkplain QuantileDefinition#TYPE7 R's type 7}.
     *
     * @param qs which, 0 to 1, quickest in ascending order
     * @return a quantile for each, or an empty array without values
     * @throws IllegalArgumentException if one is not in [0, 1]
     */
    public double[] quantilesMillis(double... qs) {
        if (n == 0) {
            return new double[0];
        }
        Ranks ranks = new Ranks(this);
        double[] quantiles = new double[qs.length];
        for (int i = 0; i < qs.length; i++) {
            quantiles[i] = QuantileDefinition.TYPE7.of(qs[i], n, ranks::at);
        }
        return quantiles;
    }

    /**
     * A quantile's interval from the ranks of {@link OrderStatistics}, in milliseconds.
     *
     * @param q which, 0 to 1
     * @param level the confidence level
     * @return the interval, from 0 or to infinity where the sample does not bound it
     */
    public Interval quantileInterval(double q, ConfidenceLevel level) {
        OrderStatistics ranks = OrderStatistics.of(q, n, level);
        Ranks values = new Ranks(this);
        return new Interval(
                at(values, ranks.lower(), 0),
                at(values, ranks.upper(), Double.POSITIVE_INFINITY),
                level,
                "order-statistics");
    }

    private static double at(Ranks values, OptionalLong rank, double unbounded) {
        return rank.isEmpty() ? unbounded : values.at(rank.getAsLong());
    }

    Object store() {
        return store;
    }

    int base() {
        return base;
    }

    @Override
    public Durations plus(Durations other) {
        Accumulator sum = new Accumulator(this);
        sum.merge(other);
        return sum.snapshot();
    }

    @Override
    public Durations minus(Durations part) {
        Accumulator rest = new Accumulator(this);
        rest.retract(part);
        return rest.snapshot();
    }

    @Override
    public Durations coarse() {
        if (!isExact()) {
            return this;
        }
        Accumulator all = new Accumulator(this);
        all.toHistogram();
        return all.snapshot();
    }

    @Override
    public long count() {
        return n;
    }

    /**
     * Reads the mean in seconds, with Student's interval, which may reach below 0 where few values scatter widely.
     *
     * @return the estimator
     */
    public static Estimator<Durations> meanEstimator() {
        return mean(MILLIS_PER_SECOND, "s");
    }

    private static Estimator<Durations> mean(double one, String unit) {
        return new MeanEstimator<>(Durations::moments, one, unit, d -> d.range(one));
    }

    private Map<String, Number> range(double one) {
        Map<String, Number> range = new LinkedHashMap<>();
        min().ifPresent(d -> range.put("min", d.toMillis() / one));
        max().ifPresent(d -> range.put("max", d.toMillis() / one));
        return range;
    }

    /**
     * Reads a quantile in seconds, with the interval between two order statistics.
     *
     * @param q which, 0 to 1
     * @param definition which of its definitions
     * @return the estimator
     * @throws IllegalArgumentException if q is not in [0, 1]
     */
    public static Estimator<Durations> quantileEstimator(double q, QuantileDefinition definition) {
        return quantileEstimator(q, definition, MILLIS_PER_SECOND, "s");
    }

    /**
     * Reads a quantile of other whole numbers that were added in place of milliseconds: amounts of money.
     *
     * @param q which, 0 to 1
     * @param definition which of its definitions
     * @param one what one unit is in the whole units added: 100 for cents
     * @param unit the unit's symbol
     * @return the estimator
     * @throws IllegalArgumentException if q is not in [0, 1]
     */
    public static Estimator<Durations> quantileEstimator(
            double q, QuantileDefinition definition, double one, String unit) {
        return new QuantileEstimator(Require.fraction(q, "quantile"), definition, one, unit);
    }

    private record QuantileEstimator(double q, QuantileDefinition definition, double one, String unit)
            implements Estimator<Durations> {

        @Override
        public long n(Durations d) {
            return d.n;
        }

        @Override
        public OptionalDouble value(Durations d) {
            OptionalDouble millis = d.quantileMillis(q, definition);
            return millis.isEmpty() ? millis : OptionalDouble.of(millis.getAsDouble() / one);
        }

        @Override
        public Interval interval(Durations d, ConfidenceLevel level) {
            Interval i = d.quantileInterval(q, level);
            return new Interval(i.low() / one, i.high() / one, level, i.method());
        }

        @Override
        public Map<String, Number> detail(Durations d) {
            return mean(one, unit).detail(d);
        }

        @Override
        public String filled(Durations d) {
            return definition + " quantile " + Texts.number(q) + " of " + d.n;
        }
    }

    /**
     * Its bytes.
     *
     * <table>
     * <caption>Layout</caption>
     * <tr><th>field</th><th>form</th></tr>
     * <tr><td>2n, plus 1 if a histogram</td><td>unsigned</td></tr>
     * <tr><td>exact: each value less the one before</td><td>unsigned, n times</td></tr>
     * <tr><td>histogram: Σ, Σ² high, Σ² low</td><td>unsigned</td></tr>
     * <tr><td>first bucket, number of buckets</td><td>unsigned</td></tr>
     * <tr><td>counts</td><td>nibbles, high one first: 0–12 a count; 13 and r − 3 a run of r zeros, in nibbles of three bits with
     * a bit for «more follow»; 14 and c − 13 a larger count in the same way</td></tr>
     * </table>
     *
     * @return the codec
     */
    public static Codec<Durations> codec() {
        return CODEC;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Durations d
                && n == d.n
                && sum == d.sum
                && high == d.high
                && low == d.low
                && base == d.base
                && LogLinear.equal(store, d.store);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * Long.hashCode(n) + Long.hashCode(sum)) + base) + LogLinear.hash(store);
    }

    @Override
    public String toString() {
        return "n = " + n + ", mean " + mean().orElse(null) + ", median "
                + quantile(0.5).orElse(null) + (isExact() ? "" : " (quantiles ± 0.79 %)");
    }

    /** The order statistics, cheapest when asked for in ascending order. */
    private static final class Ranks {
        private final Durations d;
        private long before;
        private int bucket;
        private long count;

        Ranks(Durations d) {
            this.d = d;
            if (!d.isExact() && d.n > 0) {
                this.count = LogLinear.get(d.store, 0);
            }
        }

        long at(long rank) {
            if (d.isExact()) {
                return LogLinear.get(d.store, (int) rank - 1);
            }
            if (rank <= before) {
                before = 0;
                bucket = 0;
                count = LogLinear.get(d.store, 0);
            }
            while (rank > before + count) {
                before += count;
                count = LogLinear.get(d.store, ++bucket);
            }
            return LogLinear.middle(d.base + bucket);
        }
    }

    /** Adds values. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Durations> {
        static final int RAW = -1;
        private static final int STEP = 8;

        private long n;
        private long sum;
        private long high;
        private long low;
        /** Unsorted values, int[] or long[], with room to spare, if base is RAW; else counts of buckets from base on. */
        private Object store;

        private int base;

        /** Makes an empty one. */
        public Accumulator() {
            this(EMPTY);
        }

        Accumulator(Durations d) {
            set(d);
        }

        private void set(Durations d) {
            n = d.n;
            sum = d.sum;
            high = d.high;
            low = d.low;
            base = d.base;
            store = d.store instanceof int[] a && a.length == 0
                    ? a
                    : LogLinear.copy(
                            d.store, 0, LogLinear.length(d.store), LogLinear.length(d.store), 0, room(d.store));
        }

        private static long room(Object store) {
            return LogLinear.bound(store);
        }

        /**
         * Adds a value.
         *
         * @param millis the value in milliseconds, 0 to 2<sup>53</sup>
         * @throws IllegalArgumentException if it is out of range
         * @throws ArithmeticException if the sum leaves 63 bits
         */
        public void addMillis(long millis) {
            long newSum = sum + millis;
            if (millis <= Int128.MAX_ROOT && (millis | newSum) >= 0 && put(millis)) {
                long before = low;
                low = before + millis * millis;
                high += (before & ~low) >>> 63;
                sum = newSum;
                n++;
            } else {
                addWithRoom(millis);
            }
        }

        /** Puts a value where there is room for it, and says whether there was. */
        private boolean put(long millis) {
            int i = LogLinear.index(millis) - base;
            if (store instanceof int[] a) {
                if (base == RAW) {
                    boolean fits = n < a.length && millis <= Integer.MAX_VALUE;
                    if (fits) {
                        a[(int) n] = (int) millis;
                    }
                    return fits;
                }
                boolean fits = i >= 0 && i < a.length && a[i] != Integer.MAX_VALUE;
                if (fits) {
                    a[i]++;
                }
                return fits;
            }
            if (store instanceof short[] a) {
                boolean fits = i >= 0 && i < a.length && a[i] != -1;
                if (fits) {
                    a[i]++;
                }
                return fits;
            }
            if (store instanceof byte[] a) {
                boolean fits = i >= 0 && i < a.length && a[i] != -1;
                if (fits) {
                    a[i]++;
                }
                return fits;
            }
            if (store instanceof LogLinear.Halves a && i >= 0 && i < 2 * a.pairs.length) {
                int count = a.get(i);
                if (count < LogLinear.Halves.MOST) {
                    a.set(i, count + 1);
                    return true;
                }
            }
            return false;
        }

        /**
         * Adds a value; parts of a millisecond are cut off.
         *
         * @param duration the value
         * @throws IllegalArgumentException if it is negative or longer than 2<sup>53</sup> ms
         */
        public void add(Duration duration) {
            if (duration.isNegative()) {
                throw Require.bad("duration", "from 0 to 2^53 ms", duration);
            }
            addMillis(duration.toMillis());
        }

        private void addMoments(long millis) {
            long newSum = Math.addExact(sum, millis);
            long square = millis * millis;
            long newLow = low + square;
            high += Math.multiplyHigh(millis, millis) + Int128.carry(newLow, square);
            low = newLow;
            sum = newSum;
            n++;
        }

        private void addWithRoom(long millis) {
            check(millis);
            if (base == RAW && n < EXACT_VALUES) {
                addMoments(millis);
                keep(millis);
                return;
            }
            Math.addExact(sum, millis);
            toHistogram();
            int bucket = LogLinear.index(millis);
            makeRoom(bucket, bucket + 1);
            addMoments(millis);
            count(bucket - base);
        }

        /** Raises a count of the window, which grows wider if it must. */
        private void count(int i) {
            long count = LogLinear.get(store, i);
            if (count == LogLinear.bound(store)) {
                widen(count + 1);
            }
            LogLinear.set(store, i, count + 1);
        }

        private static void check(long millis) {
            if (millis < 0 || millis > MAX_MILLIS) {
                throw Require.bad("duration", "from 0 to 2^53 ms", millis + " ms");
            }
        }

        /** Puts the n-th value behind the others. */
        private void keep(long millis) {
            int length = LogLinear.length(store);
            boolean fits = millis <= LogLinear.bound(store);
            if (n > length || !fits) {
                int room = n > length ? roomFor((int) n) : length;
                store = LogLinear.copy(store, 0, length, room, 0, fits ? LogLinear.bound(store) : Long.MAX_VALUE);
            }
            LogLinear.set(store, (int) n - 1, millis);
        }

        private static int roomFor(int values) {
            int step = values <= 16 ? 4 : values <= 32 ? 8 : 16;
            return (values + step - 1) / step * step;
        }

        private void toHistogram() {
            if (base != RAW) {
                return;
            }
            Object values = store;
            int count = (int) n;
            long least = count == 0 ? 0 : Long.MAX_VALUE;
            long most = 0;
            for (int i = 0; i < count; i++) {
                least = Math.min(least, LogLinear.get(values, i));
                most = Math.max(most, LogLinear.get(values, i));
            }
            base = 0;
            store = new LogLinear.Halves(0);
            if (count > 0) {
                makeRoom(LogLinear.index(least), LogLinear.index(most) + 1);
            }
            for (int i = 0; i < count; i++) {
                count(LogLinear.index(LogLinear.get(values, i)) - base);
            }
        }

        /** Makes the buckets [from, to) part of the window, which grows in steps. */
        private void makeRoom(int from, int to) {
            int length = LogLinear.length(store);
            if (length == 0) {
                base = from / STEP * STEP;
                store = LogLinear.array((to - base + STEP - 1) / STEP * STEP, LogLinear.bound(store));
            } else if (from < base || to > base + length) {
                int first = Math.min(base, from / STEP * STEP);
                int last = Math.max(base + length, (to + STEP - 1) / STEP * STEP);
                store = LogLinear.copy(store, 0, length, last - first, base - first, LogLinear.bound(store));
                base = first;
            }
        }

        private void widen(long bound) {
            int length = LogLinear.length(store);
            store = LogLinear.copy(store, 0, length, length, 0, bound);
        }

        /**
         * Takes a value out again.
         *
         * @param millis a value added before
         * @throws IllegalArgumentException if no such value is there; nothing is changed then
         */
        public void retractMillis(long millis) {
            retract(ofMillis(millis));
        }

        /**
         * Whether a value could be taken out: it, or one of its bucket, is there.
         *
         * @param millis the value in milliseconds
         * @return true if {@link #retractMillis} would succeed
         */
        public boolean holdsMillis(long millis) {
            check(millis);
            if (base == RAW) {
                return find(millis, (int) n) >= 0;
            }
            int i = LogLinear.index(millis) - base;
            return i >= 0
                    && i < LogLinear.length(store)
                    && LogLinear.get(store, i) > 0
                    && moments().holds(ofMillis(millis).moments());
        }

        private int find(long millis, int count) {
            for (int i = 0; i < count; i++) {
                if (LogLinear.get(store, i) == millis) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public void merge(Durations d) {
            Moments moments = moments().plus(d.moments());
            if (base == RAW && d.isExact() && moments.count() <= EXACT_VALUES) {
                for (int i = 0; i < d.n; i++) {
                    n++;
                    keep(LogLinear.get(d.store, i));
                }
            } else {
                toHistogram();
                addCounts(d.coarse(), moments.count());
            }
            set(moments);
        }

        private void addCounts(Durations d, long total) {
            int length = LogLinear.length(d.store);
            if (length == 0) {
                return;
            }
            makeRoom(d.base, d.base + length);
            while (!LogLinear.addAll(store, d.store, d.base - base, total)) {
                widen(LogLinear.bound(store) + 1);
            }
        }

        @Override
        public void retract(Durations part) {
            Durations before = snapshot();
            boolean done = false;
            try {
                Moments rest = moments().minus(part.moments());
                if (base == RAW && part.isExact()) {
                    takeOutValues(part);
                } else {
                    toHistogram();
                    takeOutCounts(part.coarse());
                }
                set(rest);
                done = true;
            } finally {
                if (!done) {
                    set(before);
                }
            }
        }

        private void takeOutValues(Durations part) {
            int count = (int) n;
            for (int i = 0; i < part.n; i++) {
                int at = find(LogLinear.get(part.store, i), count);
                if (at < 0) {
                    throw absent();
                }
                LogLinear.set(store, at, LogLinear.get(store, --count));
            }
        }

        private void takeOutCounts(Durations part) {
            int length = LogLinear.length(store);
            for (int i = 0; i < LogLinear.length(part.store); i++) {
                long count = LogLinear.get(part.store, i);
                int at = part.base + i - base;
                if (count > 0 && (at < 0 || at >= length || LogLinear.get(store, at) < count)) {
                    throw absent();
                }
                if (count > 0) {
                    LogLinear.set(store, at, LogLinear.get(store, at) - count);
                }
            }
        }

        private static IllegalArgumentException absent() {
            return Require.bad("duration to take out", "one that was added", "another");
        }

        private Moments moments() {
            return new Moments(n, sum, new Int128(high, low));
        }

        private void set(Moments moments) {
            n = moments.count();
            sum = moments.sum();
            high = moments.squares().high();
            low = moments.squares().low();
        }

        @Override
        public Durations snapshot() {
            return base == RAW ? values() : counts();
        }

        private Durations values() {
            int count = (int) n;
            if (store instanceof int[] ints) {
                int[] sorted = Arrays.copyOf(ints, count);
                Arrays.sort(sorted);
                return new Durations(n, sum, high, low, sorted, RAW);
            }
            long most = 0;
            for (int i = 0; i < count; i++) {
                most = Math.max(most, LogLinear.get(store, i));
            }
            Object values = LogLinear.copy(store, 0, count, count, 0, Math.max(most, 1 << 16));
            if (values instanceof int[] ints) {
                Arrays.sort(ints);
            } else {
                Arrays.sort((long[]) values);
            }
            return new Durations(n, sum, high, low, values, RAW);
        }

        private Durations counts() {
            int first = 0;
            int last = LogLinear.length(store);
            while (first < last && LogLinear.get(store, first) == 0) {
                first++;
            }
            while (last > first && LogLinear.get(store, last - 1) == 0) {
                last--;
            }
            Object counts =
                    LogLinear.copy(store, first, last, last - first, -first, Math.max(0xFF, LogLinear.max(store)));
            return new Durations(n, sum, high, low, counts, first == last ? 0 : base + first);
        }

        @Override
        public long count() {
            return n;
        }
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Int128;
import io.github.supportmetrics.internal.Require;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Count, sum and sum of squares of whole numbers, all exact, from which mean, variance and t interval are read.
 *
 * <ul>
 *   <li>No value: no mean, no variance; the interval is unbounded.
 *   <li>One value: a mean, no variance; the interval is unbounded.
 *   <li>Values up to 2<sup>53</sup> either way; sums that leave 63 bits are refused, never wrapped.
 * </ul>
 *
 * <p>Being integers, the sums do not depend on the order of adding, which floating-point updates (Welford, Chan) do. Immutable
 * and thread-safe.
 */
public final class Moments implements Summary<Moments> {
    /** No value. */
    public static final Moments EMPTY = new Moments(0, 0, Int128.ZERO);

    /** The largest value, either way: 2<sup>53</sup>. */
    public static final long MAX_VALUE = 1L << 53;

    private static final Codec<Moments> CODEC = new Codec<>() {
        @Override
        public void write(Moments value, StateWriter out) {
            out.unsigned(value.n);
            if (value.n > 0) {
                out.signed(value.sum);
                writeSquares(value.squares, out);
            }
        }

        @Override
        public Moments read(StateReader in) {
            long n = in.unsigned(Long.MAX_VALUE, "count");
            return n == 0 ? EMPTY : checked(n, in.signed(), readSquares(in), in);
        }
    };

    private final long n;
    private final long sum;
    private final Int128 squares;

    Moments(long n, long sum, Int128 squares) {
        this.n = n;
        this.sum = sum;
        this.squares = squares;
    }

    static void writeSquares(Int128 squares, StateWriter out) {
        out.unsigned(squares.high()).unsigned(squares.low());
    }

    static Int128 readSquares(StateReader in) {
        return new Int128(in.unsigned(Long.MAX_VALUE, "sum of squares"), in.unsigned());
    }

    /** Moments that some sample could have: no negative variance, no square without a value. */
    static Moments checked(long n, long sum, Int128 squares, StateReader in) {
        Moments moments = new Moments(n, sum, squares);
        if (moments.scatter().signum() < 0) {
            throw in.malformed("sum of squares is less than the sum allows");
        }
        return moments;
    }

    /** n·Σx² − (Σx)², which is n(n−1) times the sample variance. */
    private BigInteger scatter() {
        BigInteger s = BigInteger.valueOf(sum);
        return squares.toBigInteger().multiply(BigInteger.valueOf(n)).subtract(s.multiply(s));
    }

    /**
     * The sum of the values.
     *
     * @return the exact sum
     */
    public long sum() {
        return sum;
    }

    /**
     * The sum of the squared values.
     *
     * @return the exact sum
     */
    public BigInteger sumOfSquares() {
        return squares.toBigInteger();
    }

    Int128 squares() {
        return squares;
    }

    /**
     * The arithmetic mean.
     *
     * @return Σx/n, or empty without values
     */
    public OptionalDouble mean() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / n);
    }

    /**
     * The sample variance, dividing by n − 1.
     *
     * @return the variance, or empty with fewer than two values
     */
    public OptionalDouble sampleVariance() {
        return n < 2 ? OptionalDouble.empty() : OptionalDouble.of(scatter().doubleValue() / ((double) n * (n - 1)));
    }

    /**
     * The population variance, dividing by n.
     *
     * @return the variance, or empty without values
     */
    public OptionalDouble populationVariance() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(scatter().doubleValue() / ((double) n * n));
    }

    /**
     * Student's interval of the mean, x̄ ± t(n−1)·s/√n. Skewed values make it miss low while n is below about 200·(s/x̄)²; values
     * that are all alike give it no width, which says little while there are few.
     *
     * @param level the confidence level
     * @return the interval, unbounded with fewer than two values
     */
    public Interval interval(ConfidenceLevel level) {
        if (n < 2) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, "t");
        }
        double mean = mean().orElseThrow();
        double half = Distributions.studentUpper(n - 1.0, level.tail())
                * Math.sqrt(sampleVariance().orElseThrow() / n);
        return new Interval(mean - half, mean + half, level, "t");
    }

    @Override
    public Moments plus(Moments other) {
        return new Moments(Math.addExact(n, other.n), Math.addExact(sum, other.sum), squares.plus(other.squares));
    }

    @Override
    public Moments minus(Moments part) {
        if (!holds(part)) {
            throw Require.bad("what is taken out", "part of what was added", part);
        }
        return without(part);
    }

    private Moments without(Moments part) {
        return new Moments(n - part.n, Math.subtractExact(sum, part.sum), squares.minus(part.squares));
    }

    /** Whether what is left without a part could be the moments of some values. */
    boolean holds(Moments part) {
        if (part.n > n) {
            return false;
        }
        Moments rest = without(part);
        return rest.n == 0
                ? rest.equals(EMPTY)
                : rest.squares.high() >= 0 && rest.scatter().signum() >= 0;
    }

    @Override
    public Moments coarse() {
        return this;
    }

    @Override
    public long count() {
        return n;
    }

    /** The same value so many times, by doubling. */
    static Moments of(long value, long times) {
        Accumulator one = new Accumulator();
        one.add(value);
        Moments power = one.snapshot();
        Moments sum = EMPTY;
        for (long left = times; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                sum = sum.plus(power);
            }
            if (left > 1) {
                power = power.plus(power);
            }
        }
        return sum;
    }

    /**
     * Reads the mean, with Student's interval.
     *
     * @param divisor what the values are divided by, 1000 to read milliseconds as seconds
     * @return the estimator
     */
    public static Estimator<Moments> estimator(double divisor) {
        return new MeanEstimator<>(m -> m, divisor, "", m -> Map.of());
    }

    /**
     * Its bytes: n unsigned; if any, the sum signed and the sum of squares as two unsigned halves, high first.
     *
     * @return the codec
     */
    public static Codec<Moments> codec() {
        return CODEC;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Moments m && n == m.n && sum == m.sum && squares.equals(m.squares);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(n) + Long.hashCode(sum)) + squares.hashCode();
    }

    @Override
    public String toString() {
        return "n = " + n + ", Σ = " + sum + ", Σ² = " + squares;
    }

    /** Adds values. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Moments> {
        private long n;
        private long sum;
        private long high;
        private long low;

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Adds a value.
         *
         * @param value the value, −2<sup>53</sup> to 2<sup>53</sup>
         * @throws IllegalArgumentException if it is larger
         * @throws ArithmeticException if the sum leaves 63 bits
         */
        public void add(long value) {
            if (value > Int128.MAX_ROOT || value < -Int128.MAX_ROOT) {
                addLarge(value);
                return;
            }
            long newSum = Math.addExact(sum, value);
            long before = low;
            low = before + value * value;
            high += (before & ~low) >>> 63;
            sum = newSum;
            n++;
        }

        private void addLarge(long value) {
            if (value > MAX_VALUE || value < -MAX_VALUE) {
                throw Require.bad("value", "at most 2^53 either way", value);
            }
            long newSum = Math.addExact(sum, value);
            long square = value * value;
            long newLow = low + square;
            high = Math.addExact(high, Math.multiplyHigh(value, value) + Int128.carry(newLow, square));
            low = newLow;
            sum = newSum;
            n++;
        }

        /**
         * Takes a value out again.
         *
         * @param value what was added once
         * @throws IllegalArgumentException if it cannot have been
         */
        public void retract(long value) {
            Accumulator one = new Accumulator();
            one.add(value);
            retract(one.snapshot());
        }

        @Override
        public void merge(Moments summary) {
            set(snapshot().plus(summary));
        }

        @Override
        public void retract(Moments summary) {
            set(snapshot().minus(summary));
        }

        private void set(Moments m) {
            n = m.n;
            sum = m.sum;
            high = m.squares.high();
            low = m.squares.low();
        }

        @Override
        public Moments snapshot() {
            return new Moments(n, sum, new Int128(high, low));
        }

        @Override
        public long count() {
            return n;
        }
    }
}

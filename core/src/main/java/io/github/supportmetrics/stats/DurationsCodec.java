package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Int128;
import java.math.BigInteger;
import java.util.Arrays;

/** The bytes of {@link Durations}, as its {@code codec()} lays them out. */
final class DurationsCodec implements Codec<Durations> {
    private static final int RUN = 13;
    private static final int LARGE = 14;
    private static final int LEAST_RUN = 3;
    private static final int BUCKETS = LogLinear.index(Durations.MAX_MILLIS) + 1;

    @Override
    public void write(Durations d, StateWriter out) {
        out.unsigned(d.count() * 2 + (d.isExact() ? 0 : 1));
        if (d.isExact()) {
            long before = 0;
            for (int i = 0; i < d.count(); i++) {
                long value = LogLinear.get(d.store(), i);
                out.unsigned(value - before);
                before = value;
            }
        } else if (d.count() > 0) {
            int length = LogLinear.length(d.store());
            out.unsigned(d.moments().sum());
            Moments.writeSquares(d.moments().squares(), out);
            out.unsigned(d.base()).unsigned(length);
            Nibbles nibbles = new Nibbles(out);
            for (int i = 0; i < length; ) {
                int zeros = zeros(d.store(), i, length);
                if (zeros >= LEAST_RUN) {
                    nibbles.put(RUN);
                    nibbles.putNumber(zeros - LEAST_RUN);
                    i += zeros;
                } else {
                    long count = LogLinear.get(d.store(), i++);
                    nibbles.put(count < RUN ? (int) count : LARGE);
                    if (count >= RUN) {
                        nibbles.putNumber(count - RUN);
                    }
                }
            }
            nibbles.flush();
        }
    }

    private static int zeros(Object counts, int from, int to) {
        int i = from;
        while (i < to && LogLinear.get(counts, i) == 0) {
            i++;
        }
        return i - from;
    }

    @Override
    public Durations read(StateReader in) {
        long head = in.unsigned(Long.MAX_VALUE, "count");
        long n = head >>> 1;
        if ((head & 1) == 0) {
            return values(n, in);
        }
        return n == 0 ? Durations.EMPTY.coarse() : histogram(n, in);
    }

    private static Durations values(long n, StateReader in) {
        if (n > Durations.EXACT_VALUES) {
            throw in.malformed("more than " + Durations.EXACT_VALUES + " exact values");
        }
        Durations.Accumulator values = new Durations.Accumulator();
        long value = 0;
        for (int i = 0; i < n; i++) {
            value += in.unsigned(Durations.MAX_MILLIS - value, "duration");
            values.addMillis(value);
        }
        return values.snapshot();
    }

    private static Durations histogram(long n, StateReader in) {
        long sum = in.unsigned(Long.MAX_VALUE, "sum");
        Int128 squares = Moments.readSquares(in);
        Moments.checked(n, sum, squares, in);
        int base = (int) in.unsigned(BUCKETS - 1L, "first bucket");
        int length = (int) in.unsigned(BUCKETS - base, "number of buckets");
        long[] counts = new long[length];
        long left = n;
        Nibbles nibbles = new Nibbles(in);
        for (int i = 0; i < length; ) {
            int token = nibbles.next();
            if (token == RUN) {
                i += LEAST_RUN + (int) nibbles.number(length - i - LEAST_RUN);
            } else if (token <= LARGE) {
                counts[i] = token < RUN ? token : RUN + nibbles.number(left);
                left -= counts[i++];
            } else {
                throw in.malformed("unknown count");
            }
        }
        nibbles.end();
        if (left != 0 || !possible(sum, squares, base, counts)) {
            throw in.malformed("counts contradict the sums");
        }
        if (length == 0 || counts[0] == 0 || counts[length - 1] == 0) {
            throw in.malformed("counts are not trimmed");
        }
        long most = Math.max(0xFF, Arrays.stream(counts).max().orElse(0));
        return new Durations(
                n, sum, squares.high(), squares.low(), LogLinear.copy(counts, 0, length, length, 0, most), base);
    }

    /** Whether values of these buckets could have these sums. */
    private static boolean possible(long sum, Int128 squares, int base, long[] counts) {
        BigInteger least = BigInteger.ZERO;
        BigInteger most = BigInteger.ZERO;
        BigInteger leastSquares = BigInteger.ZERO;
        BigInteger mostSquares = BigInteger.ZERO;
        for (int i = 0; i < counts.length; i++) {
            BigInteger count = BigInteger.valueOf(counts[i]);
            BigInteger low = BigInteger.valueOf(LogLinear.low(base + i));
            BigInteger high = BigInteger.valueOf(LogLinear.high(base + i));
            least = least.add(low.multiply(count));
            most = most.add(high.multiply(count));
            leastSquares = leastSquares.add(low.multiply(low).multiply(count));
            mostSquares = mostSquares.add(high.multiply(high).multiply(count));
        }
        BigInteger s = BigInteger.valueOf(sum);
        BigInteger ss = squares.toBigInteger();
        return least.compareTo(s) <= 0
                && s.compareTo(most) <= 0
                && leastSquares.compareTo(ss) <= 0
                && ss.compareTo(mostSquares) <= 0;
    }

    /** Half-bytes over a writer or a reader. */
    private static final class Nibbles {
        private final StateWriter out;
        private final StateReader in;
        private int pending;
        private boolean half;

        Nibbles(StateWriter out) {
            this.out = out;
            this.in = new StateReader(new byte[0]);
        }

        Nibbles(StateReader in) {
            this.out = new StateWriter();
            this.in = in;
        }

        void put(int nibble) {
            if (half) {
                out.octet(pending << 4 | nibble);
            }
            pending = nibble;
            half = !half;
        }

        void putNumber(long value) {
            long rest = value;
            while (rest > 7) {
                put((int) (rest & 7) | 8);
                rest >>>= 3;
            }
            put((int) rest);
        }

        void flush() {
            if (half) {
                put(0);
            }
        }

        int next() {
            half = !half;
            if (half) {
                pending = in.octet();
                return pending >>> 4;
            }
            return pending & 0xF;
        }

        long number(long max) {
            long value = 0;
            for (int shift = 0; shift < 63; shift += 3) {
                int nibble = next();
                value |= (long) (nibble & 7) << shift;
                if (nibble < 8) {
                    if (value > max || value < 0) {
                        break;
                    }
                    return value;
                }
            }
            throw in.malformed("count is too large");
        }

        void end() {
            if (half && next() != 0) {
                throw in.malformed("padding is not zero");
            }
        }
    }
}

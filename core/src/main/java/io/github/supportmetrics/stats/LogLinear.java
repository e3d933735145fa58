package io.github.supportmetrics.stats;

import java.util.Arrays;

/**
 * Buckets of a log-linear histogram, 64 to the octave: values below 128 have a bucket each, above that the middle of a bucket is
 * at most 1/128 off. And arrays of bucket counts that are as wide as their largest count needs.
 */
final class LogLinear {
    private static final int PRECISION = 6;

    private LogLinear() {}

    static int index(long value) {
        int shift = 63 - PRECISION - Long.numberOfLeadingZeros(value | 1 << PRECISION);
        return (shift << PRECISION) + (int) (value >>> shift);
    }

    static long low(int index) {
        int shift = shift(index);
        return (long) (index - (shift << PRECISION)) << shift;
    }

    static long high(int index) {
        return low(index) + (1L << shift(index)) - 1;
    }

    static long middle(int index) {
        return low(index) + ((1L << shift(index)) - 1) / 2;
    }

    private static int shift(int index) {
        return Math.max(0, (index >>> PRECISION) - 1);
    }

    /** Counts of four bits, two in a byte: most samples need no more. Their number is even. */
    static final class Halves {
        static final int MOST = 0xF;

        final byte[] pairs;

        Halves(int length) {
            pairs = new byte[length / 2];
        }

        int get(int i) {
            return pairs[i >> 1] >> ((i & 1) << 2) & MOST;
        }

        void set(int i, int count) {
            int shift = (i & 1) << 2;
            pairs[i >> 1] = (byte) ((pairs[i >> 1] & ~(MOST << shift)) | (count << shift));
        }
    }

    /** An array of so many counts, none of which exceeds a bound. */
    static Object array(int length, long bound) {
        if (bound <= Halves.MOST) {
            return new Halves(length);
        }
        if (bound <= 0xFF) {
            return new byte[length];
        }
        if (bound <= 0xFFFF) {
            return new short[length];
        }
        return bound <= Integer.MAX_VALUE ? new int[length] : new long[length];
    }

    static int length(Object counts) {
        if (counts instanceof int[] a) {
            return a.length;
        }
        if (counts instanceof short[] a) {
            return a.length;
        }
        if (counts instanceof byte[] a) {
            return a.length;
        }
        return counts instanceof Halves a ? 2 * a.pairs.length : ((long[]) counts).length;
    }

    /** The largest count that the array can hold. */
    static long bound(Object counts) {
        if (counts instanceof int[]) {
            return Integer.MAX_VALUE;
        }
        if (counts instanceof short[]) {
            return 0xFFFF;
        }
        if (counts instanceof byte[]) {
            return 0xFF;
        }
        return counts instanceof Halves ? Halves.MOST : Long.MAX_VALUE;
    }

    static long get(Object counts, int i) {
        if (counts instanceof int[] a) {
            return a[i];
        }
        if (counts instanceof short[] a) {
            return a[i] & 0xFFFF;
        }
        if (counts instanceof byte[] a) {
            return a[i] & 0xFF;
        }
        return counts instanceof Halves a ? a.get(i) : ((long[]) counts)[i];
    }

    static void set(Object counts, int i, long count) {
        if (counts instanceof int[] a) {
            a[i] = (int) count;
        } else if (counts instanceof short[] a) {
            a[i] = (short) count;
        } else if (counts instanceof byte[] a) {
            a[i] = (byte) count;
        } else if (counts instanceof Halves a) {
            a.set(i, (int) count);
        } else {
            ((long[]) counts)[i] = count;
        }
    }

    /** A copy with other room: part of the counts moved by an offset, wide enough for a bound. */
    static Object copy(Object counts, int from, int to, int length, int offset, long bound) {
        Object copy = array(length, bound);
        if (copy instanceof Halves into && counts instanceof Halves halves && from % 2 == 0 && offset % 2 == 0) {
            System.arraycopy(halves.pairs, from / 2, into.pairs, (from + offset) / 2, (to - from + 1) / 2);
        } else if (copy.getClass() == counts.getClass() && !(copy instanceof Halves)) {
            System.arraycopy(counts, from, copy, from + offset, to - from);
        } else if (copy instanceof byte[] bytes && counts instanceof Halves halves) {
            for (int i = from; i < to; i++) {
                bytes[i + offset] = (byte) halves.get(i);
            }
        } else {
            for (int i = from; i < to; i++) {
                set(copy, i + offset, get(counts, i));
            }
        }
        return copy;
    }

    /** The largest count, or a bound of it where the array cannot be narrower for it. */
    static long max(Object counts) {
        if (counts instanceof Halves) {
            return Halves.MOST;
        }
        if (counts instanceof byte[]) {
            return 0xFF;
        }
        long max = 0;
        for (int i = length(counts) - 1; i >= 0; i--) {
            max = Math.max(max, get(counts, i));
        }
        return max;
    }

    /**
     * Adds counts into others at an offset, if they fit; says whether they did, and changes nothing if not.
     *
     * @param total the sum of all counts afterwards, which no single one exceeds
     */
    static boolean addAll(Object into, Object counts, int offset, long total) {
        int length = length(counts);
        if (total > bound(into)) {
            long bound = bound(into);
            for (int i = 0; i < length; i++) {
                if (get(counts, i) > bound - get(into, i + offset)) {
                    return false;
                }
            }
        }
        if (into instanceof int[] a && counts instanceof byte[] b) {
            for (int i = 0; i < b.length; i++) {
                a[i + offset] += b[i] & 0xFF;
            }
        } else if (into instanceof short[] a && counts instanceof byte[] b) {
            for (int i = 0; i < b.length; i++) {
                a[i + offset] += (short) (b[i] & 0xFF);
            }
        } else if (into instanceof byte[] a && counts instanceof byte[] b) {
            for (int i = 0; i < b.length; i++) {
                a[i + offset] += b[i];
            }
        } else {
            for (int i = 0; i < length; i++) {
                set(into, i + offset, get(into, i + offset) + get(counts, i));
            }
        }
        return true;
    }

    static boolean equal(Object a, Object b) {
        if (a.getClass() != b.getClass()) {
            return false;
        }
        if (a instanceof int[] i) {
            return Arrays.equals(i, (int[]) b);
        }
        if (a instanceof short[] s) {
            return Arrays.equals(s, (short[]) b);
        }
        return a instanceof byte[] y ? Arrays.equals(y, (byte[]) b) : Arrays.equals((long[]) a, (long[]) b);
    }

    static int hash(Object counts) {
        int hash = 1;
        for (int i = 0; i < length(counts); i++) {
            hash = 31 * hash + Long.hashCode(get(counts, i));
        }
        return hash;
    }
}

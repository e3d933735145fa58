package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;

/** Arithmetic on vectors of counts, shared by the summaries that are one. */
final class Counts {
    private Counts() {}

    static long[] checked(long[] counts, String name) {
        for (long count : counts) {
            Require.nonNegative(count, name);
        }
        total(counts);
        return counts;
    }

    static long[] plus(long[] a, long[] b) {
        long[] sum = new long[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = Math.addExact(a[i], b[i]);
        }
        return sum;
    }

    static long[] minus(long[] a, long[] b) {
        long[] rest = new long[a.length];
        for (int i = 0; i < a.length; i++) {
            rest[i] = minus(a[i], b[i]);
        }
        return rest;
    }

    static long minus(long whole, long part) {
        if (part > whole) {
            throw Require.bad("count to take out", "at most the " + whole + " there are", part);
        }
        return whole - part;
    }

    static long total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total = Math.addExact(total, count);
        }
        return total;
    }

    static void write(long[] counts, StateWriter out) {
        for (long count : counts) {
            out.unsigned(count);
        }
    }

    /** Reads counts whose total fits into 63 bits. */
    static long[] read(StateReader in, int size) {
        long[] counts = new long[size];
        long left = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            counts[i] = in.unsigned(left, "count");
            left -= counts[i];
        }
        return counts;
    }
}

package io.github.supportmetrics.metric;

import java.util.Arrays;

/** A growing array of counts, int wide until one of them needs more. */
final class Counters {
    private int[] narrow;
    private long[] wide = {};

    Counters(int size) {
        narrow = new int[size];
    }

    long get(int i) {
        if (wide.length > 0) {
            return i < wide.length ? wide[i] : 0;
        }
        return i < narrow.length ? narrow[i] : 0;
    }

    void increment(int i) {
        if (i < narrow.length && narrow[i] != Integer.MAX_VALUE) {
            narrow[i]++;
        } else {
            add(i, 1);
        }
    }

    void add(int i, long by) {
        long count = Math.addExact(get(i), by);
        if (wide.length == 0 && count <= Integer.MAX_VALUE) {
            if (i >= narrow.length) {
                narrow = Arrays.copyOf(narrow, grown(i, narrow.length));
            }
            narrow[i] = (int) count;
            return;
        }
        if (wide.length == 0) {
            wide = Arrays.stream(narrow).asLongStream().toArray();
            narrow = new int[0];
        }
        if (i >= wide.length) {
            wide = Arrays.copyOf(wide, grown(i, wide.length));
        }
        wide[i] = count;
    }

    private static int grown(int i, int length) {
        return Math.max(i + 1, length + (length >> 1) + 8);
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.Arrays;

/** How often each of some times was seen: ascending times, and a count above 0 for each. Immutable. */
final class Times {
    static final Times NONE = new Times(new long[0], new long[0]);

    private static final int DIGIT = 11;
    private static final int RADIX = 1 << DIGIT;
    private static final int SMALL = 256;

    private final long[] times;
    private final long[] counts;
    private final long total;

    private Times(long[] times, long[] counts) {
        this.times = times;
        this.counts = counts;
        this.total = Counts.total(counts);
    }

    /** Of the first values of an array, which is sorted on the way. */
    static Times of(long[] values, int size) {
        long[] sorted = sorted(values, size);
        long[] times = new long[size];
        long[] counts = new long[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (n == 0 || times[n - 1] != sorted[i]) {
                times[n++] = sorted[i];
            }
            counts[n - 1]++;
        }
        return new Times(Arrays.copyOf(times, n), Arrays.copyOf(counts, n));
    }

    /** By radix, least digit first, of which only those are looked at that differ; three times as fast as sorting by comparison. */
    private static long[] sorted(long[] values, int size) {
        long[] from = Arrays.copyOf(values, size);
        if (size < SMALL) {
            Arrays.sort(from);
            return from;
        }
        long bits = 0;
        for (long value : from) {
            bits |= value;
        }
        long[] to = new long[size];
        for (int shift = 0; shift < Long.SIZE && bits >>> shift != 0; shift += DIGIT) {
            int[] start = new int[RADIX + 1];
            for (long value : from) {
                start[(int) (value >>> shift & RADIX - 1) + 1]++;
            }
            for (int i = 0; i < RADIX; i++) {
                start[i + 1] += start[i];
            }
            for (long value : from) {
                to[start[(int) (value >>> shift & RADIX - 1)]++] = value;
            }
            long[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    int size() {
        return times.length;
    }

    long time(int i) {
        return times[i];
    }

    long count(int i) {
        return counts[i];
    }

    /** The latest time, −1 if there is none. */
    long last() {
        return times.length == 0 ? -1 : times[times.length - 1];
    }

    long total() {
        return total;
    }

    Times plus(Times o) {
        if (times.length == 0 || o.times.length == 0) {
            return times.length == 0 ? o : this;
        }
        long[] all = new long[times.length + o.times.length];
        long[] sums = new long[all.length];
        int n = 0;
        int i = 0;
        int j = 0;
        while (i < times.length || j < o.times.length) {
            boolean mine = j == o.times.length || (i < times.length && times[i] <= o.times[j]);
            boolean theirs = i == times.length || (j < o.times.length && o.times[j] <= times[i]);
            all[n] = mine ? times[i] : o.times[j];
            sums[n++] = Math.addExact(mine ? counts[i++] : 0, theirs ? o.counts[j++] : 0);
        }
        return new Times(Arrays.copyOf(all, n), Arrays.copyOf(sums, n));
    }

    Times minus(Times part) {
        long[] left = counts.clone();
        int i = 0;
        for (int j = 0; j < part.times.length; j++) {
            while (i < times.length && times[i] < part.times[j]) {
                i++;
            }
            boolean there = i < times.length && times[i] == part.times[j];
            long rest = Counts.minus(there ? left[i] : 0, part.counts[j]);
            if (there) {
                left[i] = rest;
            }
        }
        int n = 0;
        long[] kept = new long[times.length];
        for (int k = 0; k < times.length; k++) {
            if (left[k] > 0) {
                kept[n] = times[k];
                left[n++] = left[k];
            }
        }
        return new Times(Arrays.copyOf(kept, n), Arrays.copyOf(left, n));
    }

    void write(StateWriter out) {
        out.unsigned(times.length);
        long before = -1;
        for (int i = 0; i < times.length; i++) {
            out.unsigned(times[i] - before - 1).unsigned(counts[i] - 1);
            before = times[i];
        }
    }

    static Times read(StateReader in) {
        int n = in.count(2, "times");
        long[] times = new long[n];
        long[] counts = new long[n];
        long before = -1;
        long left = Long.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            times[i] = in.unsigned(Moments.MAX_VALUE - before - 1, "step") + before + 1;
            before = times[i];
            counts[i] = in.unsigned(left - 1, "count") + 1;
            left -= counts[i];
            if (left == 0 && i + 1 < n) {
                throw in.malformed("counts exceed 63 bits");
            }
        }
        return new Times(times, counts);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Times t && Arrays.equals(times, t.times) && Arrays.equals(counts, t.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(times) + Arrays.hashCode(counts);
    }
}

package io.github.supportmetrics.metric;

import java.util.Arrays;

/**
 * A growing array of counts, all as wide as one of them has to be: one byte, two, four or eight. Narrow counts of many cells stay in a
 * processor's cache; a few are four bytes wide at once.
 */
final class Counters {
    private static final int FEW = 1024;
    private static final int MAX_BYTE = 0xFF;
    private static final int MAX_SHORT = 0xFFFF;

    /** One of them is there, and the others are empty. */
    private int[] ints = {};

    private byte[] bytes = {};
    private short[] shorts = {};
    private long[] longs = {};

    Counters(int size) {
        bytes = new byte[size];
    }

    private int length() {
        return bytes.length + shorts.length + ints.length + longs.length;
    }

    long get(int i) {
        if (i < bytes.length) {
            return bytes[i] & MAX_BYTE;
        }
        if (i < ints.length) {
            return ints[i];
        }
        if (i < shorts.length) {
            return shorts[i] & MAX_SHORT;
        }
        return i < longs.length ? longs[i] : 0;
    }

    void increment(int i) {
        if (i < bytes.length && bytes[i] != -1) {
            bytes[i]++;
        } else if (i < ints.length && ints[i] != Integer.MAX_VALUE) {
            ints[i]++;
        } else if (i < shorts.length && shorts[i] != -1) {
            shorts[i]++;
        } else {
            add(i, 1);
        }
    }

    /** Raises one count for each row: that of a place among so many of a cell. */
    void incrementAll(int[] cells, long[] rowPlaces, int places, int offset, int from, int to) {
        int row = from;
        while (row < to) {
            if (bytes.length > 0) {
                row = incrementBytes(cells, rowPlaces, places, offset, row, to);
            } else if (shorts.length > 0) {
                row = incrementShorts(cells, rowPlaces, places, offset, row, to);
            } else if (ints.length > 0) {
                row = incrementInts(cells, rowPlaces, places, offset, row, to);
            }
            if (row < to) {
                // There is no room, or the count is full.
                add(cells[row] * places + (int) rowPlaces[row] - offset, 1);
                row++;
            }
        }
    }

    private int incrementBytes(int[] cells, long[] rowPlaces, int places, int offset, int from, int to) {
        byte[] counts = bytes;
        for (int row = from; row < to; row++) {
            int i = cells[row] * places + (int) rowPlaces[row] - offset;
            if (i >= counts.length || counts[i] == -1) {
                return row;
            }
            counts[i]++;
        }
        return to;
    }

    private int incrementShorts(int[] cells, long[] rowPlaces, int places, int offset, int from, int to) {
        short[] counts = shorts;
        for (int row = from; row < to; row++) {
            int i = cells[row] * places + (int) rowPlaces[row] - offset;
            if (i >= counts.length || counts[i] == -1) {
                return row;
            }
            counts[i]++;
        }
        return to;
    }

    private int incrementInts(int[] cells, long[] rowPlaces, int places, int offset, int from, int to) {
        int[] counts = ints;
        for (int row = from; row < to; row++) {
            int i = cells[row] * places + (int) rowPlaces[row] - offset;
            if (i >= counts.length || counts[i] == Integer.MAX_VALUE) {
                return row;
            }
            counts[i]++;
        }
        return to;
    }

    void add(int i, long by) {
        long count = Math.addExact(get(i), by);
        if (i >= length()) {
            grow(Math.max(i + 1, length() + (length() >> 1) + 8));
        }
        if (count > most()) {
            widen(count);
        }
        if (longs.length > 0) {
            longs[i] = count;
        } else if (ints.length > 0) {
            ints[i] = (int) count;
        } else if (shorts.length > 0) {
            shorts[i] = (short) count;
        } else {
            bytes[i] = (byte) count;
        }
    }

    /** The largest count that fits. */
    private long most() {
        if (longs.length > 0) {
            return Long.MAX_VALUE;
        }
        if (ints.length > 0) {
            return Integer.MAX_VALUE;
        }
        return shorts.length > 0 ? MAX_SHORT : MAX_BYTE;
    }

    private void grow(int length) {
        if (longs.length > 0) {
            longs = Arrays.copyOf(longs, length);
        } else if (ints.length > 0) {
            ints = Arrays.copyOf(ints, length);
        } else if (shorts.length > 0) {
            shorts = Arrays.copyOf(shorts, length);
        } else {
            bytes = Arrays.copyOf(bytes, length);
        }
    }

    private void widen(long count) {
        int length = length();
        if (count > Integer.MAX_VALUE) {
            long[] wide = new long[length];
            Arrays.setAll(wide, this::get);
            longs = wide;
            ints = new int[0];
            shorts = new short[0];
        } else if (count > MAX_SHORT || length <= FEW) {
            int[] wide = new int[length];
            Arrays.setAll(wide, i -> (int) get(i));
            ints = wide;
            shorts = new short[0];
        } else {
            short[] wide = new short[length];
            for (int i = 0; i < length; i++) {
                wide[i] = (short) get(i);
            }
            shorts = wide;
        }
        bytes = new byte[0];
    }
}

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
        int length = i < length() ? length() : Math.max(i + 1, length() + (length() >> 1) + 8);
        if (longs.length > 0 || count > Integer.MAX_VALUE) {
            long[] wide = longs.length == 0 ? widened(length) : longs;
            longs = wide.length < length ? Arrays.copyOf(wide, length) : wide;
            longs[i] = count;
            forget(true, true, true);
        } else if (ints.length > 0 || count > MAX_SHORT || (count > MAX_BYTE && length <= FEW)) {
            int[] wide = ints.length == 0 ? toInts(widened(length)) : ints;
            ints = wide.length < length ? Arrays.copyOf(wide, length) : wide;
            ints[i] = (int) count;
            forget(true, true, false);
        } else if (shorts.length > 0 || count > MAX_BYTE) {
            short[] wide = shorts.length == 0 ? toShorts(widened(length)) : shorts;
            shorts = wide.length < length ? Arrays.copyOf(wide, length) : wide;
            shorts[i] = (short) count;
            forget(true, false, false);
        } else {
            bytes = bytes.length < length ? Arrays.copyOf(bytes, length) : bytes;
            bytes[i] = (byte) count;
        }
    }

    private void forget(boolean allBytes, boolean allShorts, boolean allInts) {
        bytes = allBytes && bytes.length > 0 ? new byte[0] : bytes;
        shorts = allShorts && shorts.length > 0 ? new short[0] : shorts;
        ints = allInts && ints.length > 0 ? new int[0] : ints;
    }

    private long[] widened(int length) {
        long[] wide = new long[length];
        Arrays.setAll(wide, this::get);
        return wide;
    }

    private static int[] toInts(long[] wide) {
        int[] narrower = new int[wide.length];
        Arrays.setAll(narrower, i -> (int) wide[i]);
        return narrower;
    }

    private static short[] toShorts(long[] wide) {
        short[] narrower = new short[wide.length];
        for (int i = 0; i < wide.length; i++) {
            narrower[i] = (short) wide[i];
        }
        return narrower;
    }
}

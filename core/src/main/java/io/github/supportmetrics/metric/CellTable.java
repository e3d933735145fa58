package io.github.supportmetrics.metric;

import java.util.Arrays;

/**
 * Numbers the cells of an axis: a cell is a parent cell with a key's number. Removed cells' numbers are used again.
 */
final class CellTable {
    static final int NONE = -1;
    private static final long FREE = -1;

    /** Open addressing: parent and key in one long, and the cell's number beside it. */
    private long[] pairs = new long[16];

    private int[] numbers = new int[16];
    private int cells;
    private int recycled = NONE;
    /** Of each cell: its pair, and the next cell of the same parent (or, of removed ones, the next to use again). */
    private long[] pairOf = new long[8];

    private int[] next = new int[8];
    private int[] firstOf = new int[1];

    CellTable() {
        Arrays.fill(pairs, FREE);
        firstOf[0] = NONE;
    }

    private static long pair(int parent, int key) {
        return (long) parent << 32 | key;
    }

    private int slot(long pair) {
        long h = pair * 0x9E3779B97F4A7C15L;
        return (int) (h ^ h >>> 32) & (pairs.length - 1);
    }

    int find(int parent, int key) {
        long pair = pair(parent, key);
        for (int i = slot(pair); pairs[i] != FREE; i = (i + 1) & (pairs.length - 1)) {
            if (pairs[i] == pair) {
                return numbers[i];
            }
        }
        return NONE;
    }

    int findOrAdd(int parent, int key) {
        int found = find(parent, key);
        return found == NONE ? add(parent, key) : found;
    }

    private int add(int parent, int key) {
        int cell = recycled == NONE ? cells : recycled;
        if (recycled == NONE) {
            cells++;
        } else {
            recycled = next[cell];
        }
        if (cell == next.length) {
            next = Arrays.copyOf(next, cell + (cell >> 1));
            pairOf = Arrays.copyOf(pairOf, next.length);
        }
        if (parent >= firstOf.length) {
            int length = firstOf.length;
            firstOf = Arrays.copyOf(firstOf, Math.max(parent + 1, length + (length >> 1) + 8));
            Arrays.fill(firstOf, length, firstOf.length, NONE);
        }
        pairOf[cell] = pair(parent, key);
        next[cell] = firstOf[parent];
        firstOf[parent] = cell;
        if (2 * cells > pairs.length) {
            grow();
        }
        insert(pairOf[cell], cell);
        return cell;
    }

    private void insert(long pair, int cell) {
        int i = slot(pair);
        while (pairs[i] != FREE) {
            i = (i + 1) & (pairs.length - 1);
        }
        pairs[i] = pair;
        numbers[i] = cell;
    }

    private void grow() {
        long[] oldPairs = pairs;
        int[] oldNumbers = numbers;
        pairs = new long[2 * oldPairs.length];
        numbers = new int[pairs.length];
        Arrays.fill(pairs, FREE);
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldPairs[i] != FREE) {
                insert(oldPairs[i], oldNumbers[i]);
            }
        }
    }

    /** Gives a cell's number back. */
    void remove(int cell) {
        int parent = (int) (pairOf[cell] >>> 32);
        if (firstOf[parent] == cell) {
            firstOf[parent] = next[cell];
        } else {
            int before = firstOf[parent];
            while (next[before] != cell) {
                before = next[before];
            }
            next[before] = next[cell];
        }
        next[cell] = recycled;
        recycled = cell;
        int hole = slot(pairOf[cell]);
        while (pairs[hole] != pairOf[cell]) {
            hole = (hole + 1) & (pairs.length - 1);
        }
        close(hole);
    }

    /** Moves later entries of the same run back, as open addressing without tombstones needs. */
    private void close(int from) {
        int hole = from;
        int mask = pairs.length - 1;
        for (int i = (hole + 1) & mask; pairs[i] != FREE; i = (i + 1) & mask) {
            int home = slot(pairs[i]);
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                pairs[hole] = pairs[i];
                numbers[hole] = numbers[i];
                hole = i;
            }
        }
        pairs[hole] = FREE;
    }

    /** The last added cell of a parent, from which {@link #next} leads to the others. */
    int first(int parent) {
        return parent < firstOf.length ? firstOf[parent] : NONE;
    }

    int next(int cell) {
        return next[cell];
    }

    int key(int cell) {
        return (int) pairOf[cell];
    }
}

package io.github.supportmetrics.metric;

import java.util.Arrays;

/**
 * Numbers the cells of an axis: a cell is a parent cell with a key's number. Removed cells' numbers are used again.
 */
final class CellTable {
    static final int NONE = -1;
    private static final long FREE = -1;
    private static final int ROOT = 0;
    private static final double FULL = .7;

    /** Open addressing: parent and key in one long, and behind it the cell's number. */
    private long[] slots = new long[2 * 16];

    private int mask = 15;
    private int hashed;
    /** Of each key's cell in the first parent, its number and 1: the outermost axis has no other parent. */
    private int[] ofRoot = new int[4];

    private int cells;
    private int recycled = NONE;
    /** Of each cell: its pair, and the next cell of the same parent (or, of removed ones, the next to use again). */
    private long[] pairOf = new long[8];

    private int[] next = new int[8];
    private int[] firstOf = new int[1];

    CellTable() {
        Arrays.fill(slots, FREE);
        firstOf[0] = NONE;
    }

    private static long pair(int parent, int key) {
        return (long) parent << 32 | key;
    }

    private int slot(long pair) {
        long h = pair * 0x9E3779B97F4A7C15L;
        return (int) (h ^ h >>> 32) & mask;
    }

    int find(int parent, int key) {
        if (parent == ROOT) {
            return key < ofRoot.length ? ofRoot[key] - 1 : NONE;
        }
        long pair = pair(parent, key);
        for (int i = slot(pair); slots[2 * i] != FREE; i = (i + 1) & mask) {
            if (slots[2 * i] == pair) {
                return (int) slots[2 * i + 1];
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
        if (parent == ROOT) {
            if (key >= ofRoot.length) {
                ofRoot = Arrays.copyOf(ofRoot, key + (key >> 1) + 1);
            }
            ofRoot[key] = cell + 1;
            return cell;
        }
        hashed++;
        if (hashed > FULL * (mask + 1)) {
            grow();
        }
        insert(pairOf[cell], cell);
        return cell;
    }

    private void insert(long pair, long cell) {
        int i = slot(pair);
        while (slots[2 * i] != FREE) {
            i = (i + 1) & mask;
        }
        slots[2 * i] = pair;
        slots[2 * i + 1] = cell;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        mask = old.length - 1;
        Arrays.fill(slots, FREE);
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != FREE) {
                insert(old[i], old[i + 1]);
            }
        }
    }

    /** All cells are below it. */
    int size() {
        return cells;
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
        if (parent == ROOT) {
            ofRoot[key(cell)] = 0;
            return;
        }
        hashed--;
        int hole = slot(pairOf[cell]);
        while (slots[2 * hole] != pairOf[cell]) {
            hole = (hole + 1) & mask;
        }
        close(hole);
    }

    /** Moves later entries of the same run back, as open addressing without tombstones needs. */
    private void close(int from) {
        int hole = from;
        for (int i = (hole + 1) & mask; slots[2 * i] != FREE; i = (i + 1) & mask) {
            int home = slot(slots[2 * i]);
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                slots[2 * hole] = slots[2 * i];
                slots[2 * hole + 1] = slots[2 * i + 1];
                hole = i;
            }
        }
        slots[2 * hole] = FREE;
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

package io.github.supportmetrics.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers keys from 0 in the order they are first seen. Open addressing with the hash beside the number, so that a look-up touches
 * the key itself only when it is the one.
 */
final class KeyTable<K> {
    private static final long FREE = -1;
    private static final int NONE = -1;

    /** The hash in the upper half, the key's number in the lower. */
    private long[] slots = new long[16];

    private final List<@Nullable K> keys = new ArrayList<>(1);
    private int live;
    /** How many cells a key has, where keys may go; and of keys that went, the next number to give out again. */
    private int[] uses = {};

    private int free = NONE;

    KeyTable() {
        Arrays.fill(slots, FREE);
    }

    K key(int number) {
        return Objects.requireNonNull(keys.get(number));
    }

    /** The key's number, or −1 if it is new. */
    int find(K key) {
        int slot = slot(key, mix(key.hashCode()));
        return slots[slot] == FREE ? NONE : (int) slots[slot];
    }

    /** Where a key stands, or the free place where it would. */
    private int slot(K key, int hash) {
        int i = hash & (slots.length - 1);
        while (slots[i] != FREE && ((int) (slots[i] >>> 32) != hash || !key.equals(keys.get((int) slots[i])))) {
            i = (i + 1) & (slots.length - 1);
        }
        return i;
    }

    int number(K key) {
        int number = find(key);
        if (number < 0) {
            number = draw(key);
            live++;
            if (2 * live > slots.length) {
                grow();
            }
            insert((long) mix(key.hashCode()) << 32 | number);
        }
        return number;
    }

    private int draw(K key) {
        if (free == NONE) {
            keys.add(key);
            return keys.size() - 1;
        }
        int number = free;
        free = uses[number];
        uses[number] = 0;
        keys.set(number, key);
        return number;
    }

    /** A key has one more cell. */
    void retain(int number) {
        if (number >= uses.length) {
            uses = Arrays.copyOf(uses, number + (number >> 1) + 8);
        }
        uses[number]++;
    }

    /** A key has one cell less; without any it is forgotten. */
    void release(int number) {
        if (--uses[number] == 0) {
            K gone = key(number);
            int hole = slot(gone, mix(gone.hashCode()));
            int mask = slots.length - 1;
            for (int i = (hole + 1) & mask; slots[i] != FREE; i = (i + 1) & mask) {
                int home = (int) (slots[i] >>> 32) & mask;
                if (((i - home) & mask) >= ((i - hole) & mask)) {
                    slots[hole] = slots[i];
                    hole = i;
                }
            }
            slots[hole] = FREE;
            keys.set(number, null);
            uses[number] = free;
            free = number;
            live--;
        }
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        Arrays.fill(slots, FREE);
        for (long slot : old) {
            if (slot != FREE) {
                insert(slot);
            }
        }
    }

    private void insert(long slot) {
        int i = (int) (slot >>> 32) & (slots.length - 1);
        while (slots[i] != FREE) {
            i = (i + 1) & (slots.length - 1);
        }
        slots[i] = slot;
    }

    /** Murmur's finaliser; keys such as agent-1001 cluster without it. The top bit is cleared, so that no slot equals FREE. */
    private static int mix(int hash) {
        int h = hash;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return (h ^ h >>> 16) & Integer.MAX_VALUE;
    }
}

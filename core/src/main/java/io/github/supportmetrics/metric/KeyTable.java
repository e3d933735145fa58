package io.github.supportmetrics.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers keys from 0 in the order they are first seen. Open addressing with the hash beside the number, so that a look-up touches
 * the key itself only when it is the one.
 */
final class KeyTable<K> {
    private static final long FREE = -1;

    /** The hash in the upper half, the key's number in the lower. */
    private long[] slots = new long[16];

    private final List<K> keys = new ArrayList<>(1);

    KeyTable() {
        Arrays.fill(slots, FREE);
    }

    K key(int number) {
        return keys.get(number);
    }

    /** The key's number, or −1 if it is new. */
    int find(K key) {
        int hash = mix(key.hashCode());
        int i = hash & (slots.length - 1);
        while (slots[i] != FREE) {
            if ((int) (slots[i] >>> 32) == hash && keys.get((int) slots[i]).equals(key)) {
                return (int) slots[i];
            }
            i = (i + 1) & (slots.length - 1);
        }
        return -1;
    }

    int number(K key) {
        int number = find(key);
        if (number < 0) {
            number = keys.size();
            keys.add(key);
            if (2 * keys.size() > slots.length) {
                grow();
            }
            insert((long) mix(key.hashCode()) << 32 | number);
        }
        return number;
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

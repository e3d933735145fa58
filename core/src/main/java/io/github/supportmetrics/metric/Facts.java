package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The facts that an accumulator knows by id: which version came, and what it counted as, so that a later one can replace it. */
final class Facts {
    /** The note of a fact that counts nowhere. */
    static final byte[] NOWHERE = {};

    /** So often in a horizon all facts are looked through for sealed ones. */
    private static final int SWEEPS = 16;

    private final Map<String, Fact> byId = new HashMap<>();
    private long sweepAt = Long.MIN_VALUE;

    /**
     * One fact.
     *
     * @param version its last version that came
     * @param oldest the instant by which it is sealed, in milliseconds since 1970, or TIMELESS
     * @param note what it counted as, and where
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fact(long version, long oldest, byte[] note) {}

    @Nullable
    Fact get(String id) {
        return byId.get(id);
    }

    void put(String id, Fact fact) {
        byId.put(id, fact);
    }

    int size() {
        return byId.size();
    }

    void forEach(BiConsumer<String, Fact> action) {
        byId.forEach(action);
    }

    /** Lets go of what is sealed, not at every step of time. */
    void advance(long watermark, long sealed) {
        if (sealed >= sweepAt && sealed != Long.MIN_VALUE) {
            forget(sealed);
            sweepAt = sealed + Math.max(1, (watermark - sealed) / SWEEPS);
        }
    }

    void forget(long sealed) {
        byId.values().removeIf(fact -> fact.oldest() < sealed);
    }

    void write(StateWriter out) {
        out.unsigned(byId.size());
        new TreeMap<>(byId).forEach((id, fact) -> {
            out.text(id).signed(fact.version()).octet(fact.oldest() == Slot.TIMELESS ? 0 : 1);
            if (fact.oldest() != Slot.TIMELESS) {
                out.signed(fact.oldest());
            }
            out.bytes(fact.note());
        });
    }

    void read(StateReader in) {
        for (int left = in.count(4, "facts"); left > 0; left--) {
            String id = in.text();
            long version = in.signed();
            long oldest = in.octet() == 0 ? Slot.TIMELESS : in.signed();
            byId.put(id, new Fact(version, oldest, in.bytes()));
        }
    }
}

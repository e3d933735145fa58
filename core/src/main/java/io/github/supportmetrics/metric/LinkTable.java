package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Events that still wait for what may follow them: a table of keys, each with a list of its events from the latest to the earliest, in
 * two arrays. A key takes five ints (its hash, its latest event and that one's moment), an event four, and five in episodes (its moment,
 * where it counts, the event before it, and how many events it stands for). Events are written one behind the other, and events that
 * come in order touch nothing else but their key.
 *
 * <p>An event whose window has passed and that can change no more is counted and dropped, by a sweep whenever an array is full or time
 * has moved on by a window; what stays is written anew, key by key. So the table holds about as many events as come in a window, however long it runs.
 */
final class LinkTable {
    /** The event only follows. */
    static final int NOWHERE = -1;

    /** The event is counted nowhere, but an episode that it begins is not counted either. */
    static final int FILTERED = -2;

    private static final int NONE = -1;
    private static final int KEY = 5;
    private static final int LATEST = 4;
    private static final int EVENT = 4;
    private static final int PLACE = 2;
    private static final int BEFORE = 3;
    private static final int LENGTH = 4;
    private static final int FOLLOWS = 1 << 30;
    private static final int FIRST_TICKET = 3;
    /** In written events, what is below it is FILTERED or NOWHERE, and what is not the number of a cell. */
    private static final int FIRST_CELL = 2;

    private static final double FULL = .8;
    private static final double CROWDED = .7;
    private static final int LEAST = 8;
    private static final int LEAST_EVENT_BYTES = 2;
    /** The hash of a key, how many events it has, the first one's moment and place. */
    private static final int LEAST_KEY_BYTES = 18;
    /** So many events behind the latest one an event's place is looked for. */
    private static final int NEAR = 16;

    /** Takes what is known of waiting events; each is told by the ticket of where it counts. */
    interface Sink {
        /** It is followed (1) or not (0), or its episode has so many events. */
        void counted(int ticket, long outcome);

        /** It belongs to an episode that an earlier event began. */
        void continued(int ticket);

        /** Its window is not over; its episode has so many events so far. */
        void immature(int ticket, long length);
    }

    private final long window;
    private final boolean episodes;
    private final int stride;
    private final Tickets tickets;
    private final Sink settled;

    private int[] keys;
    private int keyCapacity;
    private int keyCount;
    private int[] events;
    private int size;
    /** How many events were written since the last sweep and by it. */
    private int written;

    private long sealed = Long.MIN_VALUE;
    private long sweptAt = Long.MIN_VALUE;
    /** Whether events were counted for good, and so are not there for another table's events to follow. */
    private boolean settledAny;
    /** One key's events from the earliest to the latest, while they are looked at. */
    private int[] line = new int[16];

    LinkTable(long window, boolean episodes, Tickets tickets, Sink settled) {
        this.window = window;
        this.episodes = episodes;
        this.stride = episodes ? EVENT + 1 : EVENT;
        this.tickets = tickets;
        this.settled = settled;
        this.keyCapacity = LEAST;
        this.keys = new int[keyCapacity * KEY];
        this.events = new int[LEAST * stride];
    }

    int size() {
        return size;
    }

    /** Events before this instant come no more and go no more. */
    void seal(long millis) {
        sealed = Math.max(sealed, millis);
        if (size > 0 && sealed > sweptAt + window) {
            sweep();
        }
    }

    /** Whether another table's events could as well have been added here one by one: nothing of them is missing or too late. */
    boolean takes(LinkTable other) {
        return !other.settledAny && other.earliest() >= sealed;
    }

    private static long join(int high, int low) {
        return (long) high << 32 | (low & 0xFFFF_FFFFL);
    }

    private long hash(int slot) {
        return join(keys[slot * KEY], keys[slot * KEY + 1]);
    }

    private int latest(int slot) {
        return Math.abs(keys[slot * KEY + LATEST]) - 1;
    }

    /** Whether a key's events do not stand in order: where many of them come out of it, it is cheaper to sort them once. */
    private boolean isDisordered(int slot) {
        return keys[slot * KEY + LATEST] < 0;
    }

    private long latestMoment(int slot) {
        return join(keys[slot * KEY + 2], keys[slot * KEY + 3]);
    }

    private void latest(int slot, int event, long moment) {
        keys[slot * KEY + 2] = (int) (moment >>> 32);
        keys[slot * KEY + 3] = (int) moment;
        keys[slot * KEY + LATEST] = event + 1;
    }

    private long moment(int event) {
        return join(events[event * stride], events[event * stride + 1]);
    }

    private long millis(int event) {
        return Link.millis(moment(event));
    }

    private int place(int event) {
        return events[event * stride + PLACE];
    }

    private int ticket(int event) {
        return (place(event) & FOLLOWS - 1) - FIRST_TICKET;
    }

    private boolean follows(int event) {
        return (place(event) & FOLLOWS) != 0;
    }

    private int before(int event) {
        return events[event * stride + BEFORE];
    }

    private void before(int event, int earlier) {
        events[event * stride + BEFORE] = earlier;
    }

    private int length(int event) {
        return episodes ? events[event * stride + LENGTH] : 1;
    }

    private static int place(int ticket, boolean follows) {
        return ticket + FIRST_TICKET | (follows ? FOLLOWS : 0);
    }

    /** The slot of a key, or the free one where it would stand. */
    private int slot(long hash) {
        int slot = (int) (((hash >>> 32) * keyCapacity) >>> 32);
        while (keys[slot * KEY + LATEST] != 0 && hash(slot) != hash) {
            slot = slot + 1 == keyCapacity ? 0 : slot + 1;
        }
        return slot;
    }

    void add(long hash, long moment, int ticket, boolean follows) {
        int places = events.length / stride;
        if (written == places) {
            sweep();
            if (size > CROWDED * places) {
                events = Arrays.copyOf(events, (places + (places >> 2)) * stride);
            }
        }
        if (keyCount + 1 > FULL * keyCapacity) {
            sweep();
            if (keyCount > CROWDED * keyCapacity) {
                rehash(keyCapacity + (keyCapacity >> 1));
            }
        }
        put(hash, moment, place(ticket, follows), 1);
    }

    private void put(long hash, long moment, int place, int length) {
        int slot = slot(hash);
        int latest = latest(slot);
        if (latest == NONE) {
            keys[slot * KEY] = (int) (hash >>> 32);
            keys[slot * KEY + 1] = (int) hash;
            keyCount++;
        }
        boolean disordered = isDisordered(slot);
        if (!disordered && (latest == NONE || latestMoment(slot) <= moment)) {
            latest(slot, write(moment, place, latest, length), moment);
        } else if (disordered || !insert(moment, place, latest, length)) {
            latest(slot, write(moment, place, latest, length), Math.max(moment, latestMoment(slot)));
            keys[slot * KEY + LATEST] *= -1;
        }
        size++;
    }

    /** Writes an event at its place among a key's, if that is near. */
    private boolean insert(long moment, int place, int latest, int length) {
        int later = latest;
        for (int i = 0; i < NEAR; i++) {
            int before = before(later);
            if (before == NONE || moment(before) <= moment) {
                before(later, write(moment, place, before, length));
                return true;
            }
            later = before;
        }
        return false;
    }

    /** Puts a key's events in order, if they are not. */
    private void order(int slot) {
        if (!isDisordered(slot)) {
            return;
        }
        int count = chain(slot);
        Integer[] sorted = new Integer[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = line[i];
        }
        Arrays.sort(sorted, Comparator.comparingLong(this::moment));
        for (int i = 0; i < count; i++) {
            before(sorted[i], i == 0 ? NONE : sorted[i - 1]);
        }
        latest(slot, sorted[count - 1], moment(sorted[count - 1]));
    }

    private int write(long moment, int place, int before, int length) {
        int i = written * stride;
        events[i] = (int) (moment >>> 32);
        events[i + 1] = (int) moment;
        events[i + PLACE] = place;
        events[i + BEFORE] = before;
        if (episodes) {
            events[i + LENGTH] = length;
        }
        return written++;
    }

    private int find(long hash, long moment, int ticket, boolean follows) {
        int slot = slot(hash);
        order(slot);
        int event = latest(slot);
        while (event != NONE && moment(event) >= moment) {
            if (moment(event) == moment && follows(event) == follows && root(ticket(event)) == ticket) {
                return event;
            }
            event = before(event);
        }
        return NONE;
    }

    private int root(int ticket) {
        return ticket < 0 ? ticket : tickets.root(ticket);
    }

    boolean contains(long hash, long moment, int ticket, boolean follows) {
        return find(hash, moment, ticket, follows) != NONE;
    }

    /** Takes out what {@link #contains} said is there; its place is free after the next sweep. */
    void remove(long hash, long moment, int ticket, boolean follows) {
        int gone = find(hash, moment, ticket, follows);
        int slot = slot(hash);
        int later = latest(slot);
        if (later != gone) {
            while (before(later) != gone) {
                later = before(later);
            }
            before(later, before(gone));
        } else if (before(gone) != NONE) {
            latest(slot, before(gone), moment(before(gone)));
        } else {
            forget(slot);
        }
        size--;
    }

    /** Takes a key out; what stands behind it moves up, as open addressing without tombstones needs. */
    private void forget(int slot) {
        int hole = slot;
        keys[hole * KEY + LATEST] = 0;
        keyCount--;
        for (int next = (hole + 1) % keyCapacity; keys[next * KEY + LATEST] != 0; next = (next + 1) % keyCapacity) {
            int home = (int) (((hash(next) >>> 32) * keyCapacity) >>> 32);
            if ((next - home + keyCapacity) % keyCapacity >= (next - hole + keyCapacity) % keyCapacity) {
                System.arraycopy(keys, next * KEY, keys, hole * KEY, KEY);
                keys[next * KEY + LATEST] = 0;
                hole = next;
            }
        }
    }

    private void rehash(int capacity) {
        int[] old = keys;
        keyCapacity = Math.max(LEAST, capacity);
        keys = new int[keyCapacity * KEY];
        for (int i = 0; i < old.length; i += KEY) {
            if (old[i + LATEST] != 0) {
                System.arraycopy(old, i, keys, slot(join(old[i], old[i + 1])) * KEY, KEY);
            }
        }
    }

    /** Counts and drops what can change no more, makes all events show the tickets that count, and gives back what is far too much. */
    void sweep() {
        sweptAt = sealed;
        int[] kept = new int[events.length];
        int count = 0;
        boolean any = false;
        for (int slot = 0; slot < keyCapacity; slot++) {
            if (latest(slot) == NONE) {
                continue;
            }
            int latest = episodes ? settleEpisodes(slot) : settle(slot);
            if (latest == NONE) {
                keys[slot * KEY + LATEST] = 0;
                keyCount--;
                any = true;
                continue;
            }
            latest(slot, count, moment(latest));
            for (int event = latest; event != NONE; event = before(event)) {
                System.arraycopy(events, event * stride, kept, count * stride, stride);
                kept[count * stride + PLACE] = place(root(ticket(event)), follows(event));
                count++;
                kept[(count - 1) * stride + BEFORE] = before(event) == NONE ? NONE : count;
            }
        }
        int places = kept.length / stride;
        events = places > Math.max(LEAST, 4 * count) ? Arrays.copyOf(kept, Math.max(LEAST, 2 * count) * stride) : kept;
        written = count;
        size = count;
        if (any) {
            rehash(keyCapacity > 4 * keyCount ? 2 * keyCount : keyCapacity);
        }
        tickets.recycle();
    }

    /** Passes a key's events from the latest to the earliest, telling of each whether it is followed. */
    private final class Following {
        private long group = Long.MIN_VALUE;
        private boolean groupFollows;
        private boolean anyLater;
        private long later;

        boolean isFollowed(int event) {
            long moment = moment(event);
            if (moment != group) {
                if (groupFollows) {
                    later = group;
                    anyLater = true;
                }
                group = moment;
                groupFollows = false;
            }
            groupFollows |= follows(event);
            return anyLater && Link.millis(later) - Link.millis(moment) <= window;
        }
    }

    /** Counts and drops the earlier events of a key, whose windows have passed for good; gives the latest of those that stay. */
    private int settle(int slot) {
        order(slot);
        Following following = new Following();
        int latest = latest(slot);
        int later = NONE;
        for (int event = latest; event != NONE; event = before(event)) {
            boolean followed = following.isFollowed(event);
            if (millis(event) + window >= sealed) {
                later = event;
            } else {
                settledAny = true;
                if (ticket(event) >= 0) {
                    settled.counted(ticket(event), followed ? 1 : 0);
                }
            }
        }
        if (later != NONE) {
            before(later, NONE);
        }
        return later == NONE ? NONE : latest;
    }

    /** Lays a key's events out from the earliest to the latest; gives how many there are. */
    private int lay(int slot) {
        order(slot);
        int count = chain(slot);
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            int swap = line[i];
            line[i] = line[j];
            line[j] = swap;
        }
        return count;
    }

    /** A key's events as they are chained. */
    private int chain(int slot) {
        int count = 0;
        for (int event = latest(slot); event != NONE; event = before(event)) {
            if (count == line.length) {
                line = Arrays.copyOf(line, 2 * count);
            }
            line[count++] = event;
        }
        return count;
    }

    /** Behind the last place in line of the same event, which may count in several cells. */
    private int endOfEvent(int from, int to) {
        int i = from + 1;
        while (i < to && moment(line[i]) == moment(line[from])) {
            i++;
        }
        return i;
    }

    /**
     * Counts and drops the episodes of a key that are over for good. Of one that goes on, events that can change no more are kept as its
     * beginning, moved on to the last of them.
     */
    private int settleEpisodes(int slot) {
        int count = lay(slot);
        int kept = NONE;
        int begin = 0;
        while (begin < count) {
            int behind = endOfEvent(begin, count);
            int last = begin;
            int length = length(line[begin]);
            int event = behind;
            while (event < count && isNext(last, event) && millis(line[event]) < sealed) {
                int end = endOfEvent(event, count);
                length += length(line[event]);
                settledAny = true;
                if (ticket(line[begin]) == NOWHERE) {
                    begin = event;
                    behind = end;
                } else {
                    continued(event, end, settled);
                    move(begin, behind, line[event]);
                }
                last = begin;
                event = end;
            }
            boolean goesOn = event < count && isNext(last, event);
            boolean over = !goesOn && millis(line[last]) + window < sealed;
            settledAny |= over;
            for (int i = begin; i < behind; i++) {
                if (over) {
                    if (ticket(line[i]) >= 0) {
                        settled.counted(ticket(line[i]), length);
                    }
                } else {
                    events[line[i] * stride + LENGTH] = length;
                    before(line[i], kept);
                    kept = line[i];
                }
            }
            begin = event;
        }
        return kept;
    }

    /** Tells that events continue an episode. */
    private void continued(int from, int to, Sink sink) {
        for (int i = from; i < to; i++) {
            if (ticket(line[i]) >= 0) {
                sink.continued(ticket(line[i]));
            }
        }
    }

    private boolean isNext(int place, int next) {
        return millis(line[next]) - millis(line[place]) <= window;
    }

    private void move(int from, int to, int event) {
        for (int i = from; i < to; i++) {
            System.arraycopy(events, event * stride, events, line[i] * stride, PLACE);
        }
    }

    /** The earliest instant of a waiting event, or the largest number if there is none. */
    private long earliest() {
        long earliest = Long.MAX_VALUE;
        for (int slot = 0; slot < keyCapacity; slot++) {
            for (int event = latest(slot); event != NONE; event = before(event)) {
                earliest = Math.min(earliest, millis(event));
            }
        }
        return earliest;
    }

    /** The latest instant of a waiting event, or the smallest number if there is none. */
    long latest() {
        long latest = Long.MIN_VALUE;
        for (int slot = 0; slot < keyCapacity; slot++) {
            if (keys[slot * KEY + LATEST] != 0) {
                latest = Math.max(latest, Link.millis(latestMoment(slot)));
            }
        }
        return latest;
    }

    /** Tells what is known of all waiting events by an instant. */
    void report(long asOf, Sink sink) {
        for (int slot = 0; slot < keyCapacity; slot++) {
            if (keys[slot * KEY + LATEST] != 0) {
                if (episodes) {
                    reportEpisodes(slot, asOf, sink);
                } else {
                    report(slot, asOf, sink);
                }
            }
        }
    }

    private void report(int slot, long asOf, Sink sink) {
        order(slot);
        Following following = new Following();
        for (int event = latest(slot); event != NONE; event = before(event)) {
            boolean followed = following.isFollowed(event);
            if (ticket(event) >= 0) {
                if (millis(event) + window <= asOf) {
                    sink.counted(ticket(event), followed ? 1 : 0);
                } else {
                    sink.immature(ticket(event), 1);
                }
            }
        }
    }

    private void reportEpisodes(int slot, long asOf, Sink sink) {
        int count = lay(slot);
        int begin = 0;
        while (begin < count) {
            int behind = endOfEvent(begin, count);
            int last = begin;
            long length = length(line[begin]);
            int event = behind;
            while (event < count && isNext(last, event)) {
                int end = endOfEvent(event, count);
                length += length(line[event]);
                if (ticket(line[begin]) == NOWHERE) {
                    begin = event;
                    behind = end;
                } else {
                    continued(event, end, sink);
                }
                last = event;
                event = end;
            }
            for (int i = begin; i < behind; i++) {
                if (ticket(line[i]) >= 0) {
                    if (millis(line[last]) + window <= asOf) {
                        sink.counted(ticket(line[i]), length);
                    } else {
                        sink.immature(ticket(line[i]), length);
                    }
                }
            }
            begin = event;
        }
    }

    /** Takes over another table's events; its tickets are read as these. Nothing is settled before all of them are there. */
    void absorb(LinkTable other, int[] ticketOf) {
        reserve(other.size, other.keyCount);
        settledAny |= other.settledAny;
        for (int slot = 0; slot < other.keyCapacity; slot++) {
            if (other.keys[slot * KEY + LATEST] != 0) {
                // From the earliest on, so that each finds its place at once.
                for (int i = 0, count = other.lay(slot); i < count; i++) {
                    int event = other.line[i];
                    int ticket = other.root(other.ticket(event));
                    put(
                            other.hash(slot),
                            other.moment(event),
                            place(ticket < 0 ? ticket : ticketOf[ticket], other.follows(event)),
                            other.length(event));
                }
            }
        }
        seal(other.sealed);
    }

    /** Writes all events, key by key in the order of their hashes; where an event counts is written as the number of its ticket's cell. */
    void write(StateWriter out, int[] numberOf) {
        long[] hashes = new long[keyCount];
        int found = 0;
        for (int slot = 0; slot < keyCapacity; slot++) {
            if (keys[slot * KEY + LATEST] != 0) {
                hashes[found++] = hash(slot);
            }
        }
        Arrays.sort(hashes);
        out.octet(settledAny ? 1 : 0).unsigned(size).unsigned(keyCount);
        for (long hash : hashes) {
            write(out, numberOf, slot(hash));
        }
    }

    private void write(StateWriter out, int[] numberOf, int slot) {
        int count = lay(slot);
        long[][] all = new long[count][];
        for (int i = 0; i < count; i++) {
            int ticket = root(ticket(line[i]));
            long place = ticket < 0 ? ticket - FILTERED : (long) numberOf[ticket] + FIRST_CELL;
            all[i] = new long[] {moment(line[i]), place << 1 | (follows(line[i]) ? 1 : 0), length(line[i])};
        }
        Arrays.sort(all, Arrays::compare);
        out.fixed(hash(slot)).unsigned(count);
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                out.fixed(all[0][0]);
            } else {
                out.unsigned(all[i][0] - all[i - 1][0]);
            }
            out.unsigned(all[i][1]);
            if (episodes) {
                out.unsigned(all[i][2]);
            }
        }
    }

    /** Adds what {@link #write} wrote; the number of a cell is read as a ticket. */
    void read(StateReader in, int[] ticketOf) {
        settledAny |= in.octet() != 0;
        int left = in.count(LEAST_EVENT_BYTES, "waiting events");
        int keysLeft = in.count(LEAST_KEY_BYTES, "keys of waiting events");
        reserve(left, keysLeft);
        long lengthLeft = Integer.MAX_VALUE;
        for (; keysLeft > 0; keysLeft--) {
            long hash = in.fixed();
            int ofKey = (int) in.unsigned(left, "events of a key");
            left -= ofKey;
            long moment = 0;
            for (int i = 0; i < ofKey; i++) {
                moment = i == 0 ? in.fixed() : moment + in.unsigned();
                long where = in.unsigned(2L * (ticketOf.length + FIRST_CELL) - 1, "cell of a waiting event");
                int cell = (int) (where >> 1) - FIRST_CELL;
                int ticket = cell < 0 ? cell + FIRST_CELL + FILTERED : ticketOf[cell];
                long length = episodes ? in.unsigned(lengthLeft, "events of an episode") : 1;
                lengthLeft -= length;
                put(hash, moment, place(ticket, (where & 1) != 0), (int) length);
            }
        }
        if (left != 0) {
            throw in.malformed(left + " waiting events are missing");
        }
    }

    /** Makes room without counting anything for good. */
    private void reserve(int moreEvents, int moreKeys) {
        int places = events.length / stride;
        if (places < written + moreEvents) {
            events = Arrays.copyOf(events, Math.max(written + moreEvents, places + (places >> 1)) * stride);
        }
        if (keyCount + moreKeys > FULL * keyCapacity) {
            rehash(Math.max((int) ((keyCount + moreKeys) / CROWDED) + 1, keyCapacity + (keyCapacity >> 1)));
        }
    }

    /** Whether events of the same key wait in both. */
    boolean sharesKeyWith(LinkTable other) {
        for (int slot = 0; slot < other.keyCapacity; slot++) {
            if (other.keys[slot * KEY + LATEST] != 0 && keys[slot(other.hash(slot)) * KEY + LATEST] != 0) {
                return true;
            }
        }
        return false;
    }
}

package io.github.supportmetrics.metric;

import java.util.Arrays;

/**
 * Events that still wait for what may follow them, sorted by key and moment in one array with gaps, so that an event's followers stand
 * right behind it. A slot is five ints, six for episodes: the key's hash, the moment, where the event counts, and how many events it
 * stands for.
 *
 * <p>What can change no more is counted and dropped, in place where events come in order, else before the table would grow. So it holds
 * about as many events as there are customers in the window, however long it runs.
 */
final class LinkTable {
    /** The event only follows. */
    static final int NOWHERE = -1;

    private static final int LENGTH = 5;
    private static final int FREE = 0;
    private static final int FOLLOWS = 1 << 30;
    /** While a table is passed on: the event was counted. */
    private static final int DONE = 1 << 31;

    private static final double FULL = .84;
    private static final double CROWDED = .72;
    private static final int PAD = 64;

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
    private int[] slots;
    private int capacity;
    private int size;
    private long sealed = Long.MIN_VALUE;
    private boolean settledAny;
    /** While a table is being filled in order: the slot filled last. */
    private int last = -1;

    LinkTable(long window, boolean episodes, Tickets tickets, Sink settled) {
        this(window, episodes, tickets, settled, 8);
    }

    private LinkTable(long window, boolean episodes, Tickets tickets, Sink settled, int capacity) {
        this.window = window;
        this.episodes = episodes;
        this.stride = episodes ? LENGTH + 1 : LENGTH;
        this.tickets = tickets;
        this.settled = settled;
        this.capacity = capacity;
        this.slots = new int[(capacity + PAD) * stride];
    }

    int size() {
        return size;
    }

    /** What the slots take in memory. */
    long bytes() {
        return 4L * slots.length;
    }

    /** Events before this instant come no more and go no more. */
    void seal(long millis) {
        sealed = Math.max(sealed, millis);
    }

    long sealed() {
        return sealed;
    }

    /** Whether events were counted for good, and so are not there for another table's events to follow. */
    boolean hasSettled() {
        return settledAny;
    }

    private long hash(int slot) {
        return join(slots[slot * stride], slots[slot * stride + 1]);
    }

    private long moment(int slot) {
        return join(slots[slot * stride + 2], slots[slot * stride + 3]);
    }

    private long millis(int slot) {
        return Link.millis(moment(slot));
    }

    private int place(int slot) {
        return slots[slot * stride + 4];
    }

    private int ticket(int slot) {
        return ticketAt(place(slot));
    }

    private boolean follows(int slot) {
        return (place(slot) & FOLLOWS) != 0;
    }

    private int length(int slot) {
        return episodes ? slots[slot * stride + LENGTH] : 1;
    }

    private static long join(int high, int low) {
        return (long) high << 32 | (low & 0xFFFF_FFFFL);
    }

    private static int ticketAt(int place) {
        return (place & FOLLOWS - 1) - 2;
    }

    private static int place(int ticket, boolean follows) {
        return ticket + 2 | (follows ? FOLLOWS : 0);
    }

    private int home(long hash) {
        return (int) (((hash >>> 32) * capacity) >>> 32);
    }

    private void put(int slot, long hash, long moment, int place, int length) {
        int i = slot * stride;
        slots[i] = (int) (hash >>> 32);
        slots[i + 1] = (int) hash;
        slots[i + 2] = (int) (moment >>> 32);
        slots[i + 3] = (int) moment;
        slots[i + 4] = place;
        if (episodes) {
            slots[i + LENGTH] = length;
        }
    }

    /** Keeps a free slot behind one, which ends every run. */
    private void reach(int slot) {
        if ((slot + 2) * stride > slots.length) {
            slots = Arrays.copyOf(slots, slots.length + PAD * stride);
        }
    }

    /** The first slot that is free or stands behind a moment of a key. */
    private int behind(long hash, long moment) {
        int slot = home(hash);
        while (place(slot) != FREE) {
            long other = hash(slot);
            if (other == hash ? moment(slot) > moment : Long.compareUnsigned(other, hash) > 0) {
                break;
            }
            slot++;
        }
        return slot;
    }

    void add(long hash, long moment, int ticket, boolean follows) {
        add(hash, moment, place(ticket, follows), 1);
    }

    private void add(long hash, long moment, int place, int length) {
        if (size + 1 > capacity * FULL) {
            rebuild();
        }
        int slot = behind(hash, moment);
        if (settlesBefore(slot, hash)) {
            System.arraycopy(slots, (slot - 1) * stride, slots, (slot - 2) * stride, stride);
            put(slot - 1, hash, moment, place, length);
            return;
        }
        int free = slot;
        while (place(free) != FREE) {
            free++;
        }
        reach(free);
        System.arraycopy(slots, slot * stride, slots, (slot + 1) * stride, (free - slot) * stride);
        put(slot, hash, moment, place, length);
        size++;
    }

    /** Where events come in order, the last but one of a key can often change no more, and makes room for the new one. */
    private boolean settlesBefore(int slot, long hash) {
        int first = slot - 2;
        if (episodes
                || first < 0
                || hash(first) != hash
                || place(first) == FREE
                || place(first + 1) == FREE
                || !follows(first + 1)
                || moment(first + 1) == moment(first)
                || millis(first + 1) >= sealed) {
            return false;
        }
        boolean followed = millis(first + 1) - millis(first) <= window;
        if (!followed && millis(first) + window >= sealed) {
            return false;
        }
        settle(first, followed ? 1 : 0);
        return true;
    }

    private void settle(int slot, long outcome) {
        settledAny = true;
        if (ticket(slot) != NOWHERE) {
            settled.counted(ticket(slot), outcome);
        }
    }

    private int find(long hash, long moment, int ticket, boolean follows) {
        for (int slot = home(hash); place(slot) != FREE && Long.compareUnsigned(hash(slot), hash) <= 0; slot++) {
            if (hash(slot) == hash
                    && moment(slot) == moment
                    && follows(slot) == follows
                    && root(ticket(slot)) == ticket) {
                return slot;
            }
        }
        return NOWHERE;
    }

    private int root(int ticket) {
        return ticket == NOWHERE ? NOWHERE : tickets.root(ticket);
    }

    boolean contains(long hash, long moment, int ticket, boolean follows) {
        return find(hash, moment, ticket, follows) != NOWHERE;
    }

    boolean contains(long hash) {
        int slot = behind(hash, Long.MIN_VALUE);
        return place(slot) != FREE && hash(slot) == hash;
    }

    /** Takes out what {@link #contains(long, long, int, boolean)} said is there. */
    void remove(long hash, long moment, int ticket, boolean follows) {
        int hole = find(hash, moment, ticket, follows);
        int end = hole + 1;
        while (place(end) != FREE && home(hash(end)) < end) {
            end++;
        }
        System.arraycopy(slots, (hole + 1) * stride, slots, hole * stride, (end - hole - 1) * stride);
        slots[(end - 1) * stride + 4] = FREE;
        size--;
    }

    /** Counts and drops what can change no more, and grows if that does not make room. */
    void rebuild() {
        // What stays only moves towards its home, over what has been read.
        size = 0;
        last = -1;
        passAll(this);
        if (size > capacity * CROWDED) {
            resize(capacity + (capacity >> 3) + 1);
        }
        tickets.recycle();
    }

    private void resize(int newCapacity) {
        LinkTable after = new LinkTable(window, episodes, tickets, settled, newCapacity);
        passAll(after);
        slots = after.slots;
        capacity = newCapacity;
        size = after.size;
    }

    /** Passes all events on to a table, this or another one, but for those that can change no more. */
    private void passAll(LinkTable after) {
        for (int from = next(0); from != NOWHERE; ) {
            int to = end(from);
            if (episodes) {
                passEpisodes(from, to, after);
            } else if (to == from + 1 && ticket(from) != NOWHERE) {
                passOne(from, after);
            } else {
                pass(from, to, after);
            }
            from = next(to);
        }
    }

    /** The only event of its key: as most are. */
    private void passOne(int slot, LinkTable after) {
        if (millis(slot) + window < sealed) {
            settle(slot, 0);
            free(slot);
        } else {
            after.takeOver(this, slot);
        }
    }

    private void free(int slot) {
        slots[slot * stride + 4] = FREE;
    }

    private int next(int from) {
        for (int slot = from; slot * stride < slots.length; slot++) {
            if (place(slot) != FREE) {
                return slot;
            }
        }
        return NOWHERE;
    }

    /** Behind the last slot of the same key. */
    private int end(int from) {
        long hash = hash(from);
        int slot = from + 1;
        while (place(slot) != FREE && hash(slot) == hash) {
            slot++;
        }
        return slot;
    }

    /** Behind the last slot of the same event, which may count in several cells. */
    private int endOfEvent(int from, int to) {
        int slot = from + 1;
        while (slot < to && moment(slot) == moment(from)) {
            slot++;
        }
        return slot;
    }

    /** Puts an event behind those passed on before it. */
    private void append(long hash, long moment, int place, int length) {
        last = Math.max(home(hash), last + 1);
        reach(last);
        put(last, hash, moment, place(root(ticketAt(place)), (place & FOLLOWS) != 0), length);
        size++;
    }

    /** Puts another table's event, or this one's own, behind those passed on before it. */
    private void takeOver(LinkTable other, int slot) {
        long hash = other.hash(slot);
        long moment = other.moment(slot);
        int place = other.place(slot);
        int length = other.length(slot);
        other.free(slot);
        append(hash, moment, place, length);
    }

    private void pass(int from, int to, LinkTable after) {
        for (int slot = from; slot < to; slot++) {
            int follower = follower(slot, to);
            boolean followed = isWithin(slot, follower);
            long last = ticket(slot) == NOWHERE ? millis(slot) : followed ? millis(follower) : millis(slot) + window;
            if (last < sealed) {
                settle(slot, followed ? 1 : 0);
                slots[slot * stride + 4] |= DONE;
            }
        }
        for (int slot = from; slot < to; slot++) {
            if ((place(slot) & DONE) == 0) {
                after.takeOver(this, slot);
            } else {
                free(slot);
            }
        }
    }

    private int follower(int slot, int to) {
        for (int later = slot + 1; later < to; later++) {
            if (moment(later) > moment(slot) && follows(later)) {
                return later;
            }
        }
        return NOWHERE;
    }

    private boolean isWithin(int slot, int follower) {
        return follower != NOWHERE && millis(follower) - millis(slot) <= window;
    }

    /** An episode whose later events are sealed is kept as its beginning, moved on to the last of them. */
    private void passEpisodes(int from, int to, LinkTable after) {
        int begin = from;
        int behind = endOfEvent(from, to);
        long moment = moment(begin);
        int length = length(begin);
        for (int event = behind; begin < to; ) {
            int end = event < to ? endOfEvent(event, to) : to;
            boolean linked = event < to && millis(event) - Link.millis(moment) <= window;
            if (linked && millis(event) < sealed) {
                settledAny = true;
                continued(event, end, settled);
                moment = moment(event);
                length += length(event);
                for (int slot = event; slot < end; slot++) {
                    free(slot);
                }
            } else {
                boolean over = !linked && Link.millis(moment) + window < sealed;
                for (int slot = begin; slot < behind; slot++) {
                    if (over) {
                        settle(slot, length);
                        free(slot);
                    } else {
                        long hash = hash(slot);
                        int place = place(slot);
                        free(slot);
                        after.append(hash, moment, place, length);
                    }
                }
                begin = event;
                behind = end;
                if (begin < to) {
                    moment = moment(begin);
                    length = length(begin);
                }
            }
            event = end;
        }
    }

    private void continued(int from, int to, Sink sink) {
        for (int slot = from; slot < to; slot++) {
            if (ticket(slot) != NOWHERE) {
                sink.continued(ticket(slot));
            }
        }
    }

    /** The latest instant of a waiting event, or the smallest number if there is none. */
    long latest() {
        long latest = Long.MIN_VALUE;
        for (int slot = next(0); slot != NOWHERE; slot = next(slot + 1)) {
            latest = Math.max(latest, millis(slot));
        }
        return latest;
    }

    /** Tells what is known of all waiting events by an instant. */
    void report(long asOf, Sink sink) {
        for (int from = next(0); from != NOWHERE; ) {
            int to = end(from);
            if (episodes) {
                reportEpisodes(from, to, asOf, sink);
            } else {
                report(from, to, asOf, sink);
            }
            from = next(to);
        }
    }

    private void report(int from, int to, long asOf, Sink sink) {
        for (int slot = from; slot < to; slot++) {
            if (ticket(slot) == NOWHERE) {
                continue;
            }
            if (millis(slot) + window <= asOf) {
                sink.counted(ticket(slot), isWithin(slot, follower(slot, to)) ? 1 : 0);
            } else {
                sink.immature(ticket(slot), 1);
            }
        }
    }

    private void reportEpisodes(int from, int to, long asOf, Sink sink) {
        int begin = from;
        while (begin < to) {
            int behind = endOfEvent(begin, to);
            long length = length(begin);
            long until = millis(begin);
            int event = behind;
            while (event < to && millis(event) - until <= window) {
                int end = endOfEvent(event, to);
                continued(event, end, sink);
                length += length(event);
                until = millis(event);
                event = end;
            }
            for (int slot = begin; slot < behind; slot++) {
                if (ticket(slot) == NOWHERE) {
                    continue;
                }
                if (until + window <= asOf) {
                    sink.counted(ticket(slot), length);
                } else {
                    sink.immature(ticket(slot), length);
                }
            }
            begin = event;
        }
    }

    /** Takes over another table's events; its tickets are read as these. */
    void absorb(LinkTable other, int[] ticketOf) {
        // An event that counts in several cells must not be settled when only some of them have come.
        long all = (long) size + other.size;
        if (all > capacity * CROWDED) {
            resize((int) Math.ceil(all / CROWDED));
        }
        for (int slot = other.next(0); slot != NOWHERE; slot = other.next(slot + 1)) {
            int ticket = other.root(other.ticket(slot));
            add(
                    other.hash(slot),
                    other.moment(slot),
                    place(ticket == NOWHERE ? NOWHERE : ticketOf[ticket], other.follows(slot)),
                    other.length(slot));
        }
        settledAny |= other.settledAny;
        seal(other.sealed);
    }

    /** Whether events of the same key wait in both. */
    boolean sharesKeyWith(LinkTable other) {
        for (int slot = other.next(0); slot != NOWHERE; slot = other.next(slot + 1)) {
            if (contains(other.hash(slot))) {
                return true;
            }
        }
        return false;
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The running state of a measurement of linked events. An event is put where it counts when it comes, and is counted there once nothing can
 * change what it counts as. What still waits is counted anew for each reading.
 */
final class LinkedSlot<E, S extends Summary<S>> extends LeafSlot<E, S> implements LinkTable.Sink {
    private static final int UNKNOWN = -1;

    private final Rule.Linking<? super E> linking;
    private final Link<? super E> link;
    private final @Nullable Predicate<? super E> follower;
    private final Tickets tickets = new Tickets();
    private final LinkTable table;
    private final int lacks;
    private final int immature;
    private long watermark = Long.MIN_VALUE;

    private long key;
    private long moment;
    private boolean linked;
    /** Where the evaluated event stands among waiting ones if it only follows. */
    private int place;

    private long oldest = TIMELESS;

    /** The cells in the order in which they were written or read. */
    private int[] numbered = {};

    private int numberedCount;
    /** What waits, as it would count at the watermark; null if that has to be found out again. */
    private @Nullable Waiting known;
    /** The tickets that those of an accumulator being absorbed stand for. */
    private int[] absorbed = {};

    LinkedSlot(Leaf<E, S> leaf, Rule.Linking<? super E> linking, List<String> filters) {
        super(leaf, filters);
        this.linking = linking;
        this.link = linking.link();
        this.follower = link.follows;
        this.table = new LinkTable(link.windowMillis, linking.episodes(), tickets, this);
        this.immature = reasons.indexOf(Rule.IMMATURE);
        this.lacks = immature - link.reasons().size();
    }

    @Override
    boolean evaluate(E event, int excludedBy) {
        int ruled = ruled(event);
        long millis = link.millis(event);
        int missing = millis == Link.UNKNOWN ? 0 : link.lacks(event);
        if (ruled == COUNTED && missing >= 0) {
            ruled = lacks + missing;
        }
        linked = missing < 0 && (follower == null ? ruled == COUNTED : follower.test(event));
        boolean filtered = excludedBy != INCLUDED;
        place = ruled == COUNTED && filtered ? LinkTable.FILTERED : LinkTable.NOWHERE;
        reason = ruled != UNCONCERNED && filtered ? excludedBy : ruled;
        if (linked || reason == COUNTED) {
            key = link.key(event);
            moment = link.moment(event, millis);
        }
        oldest = millis != Link.UNKNOWN && (linked || ruled != UNCONCERNED) ? millis : TIMELESS;
        return reason != UNCONCERNED;
    }

    @Override
    long oldest() {
        return oldest;
    }

    @Override
    void note(StateWriter out) {
        noteReason(out);
        out.octet((linked ? 1 : 0) | (place == LinkTable.FILTERED ? 2 : 0));
        if (linked || reason == COUNTED) {
            out.fixed(key).fixed(moment);
        }
    }

    @Override
    boolean recall(StateReader in) {
        recallReason(in);
        int how = in.octet();
        linked = (how & 1) != 0;
        place = (how & 2) != 0 ? LinkTable.FILTERED : LinkTable.NOWHERE;
        if (linked || reason == COUNTED) {
            key = in.fixed();
            moment = in.fixed();
        }
        return reason != UNCONCERNED;
    }

    @Override
    void settle() {
        table.sweep();
        known = null;
        forgetNumbers();
    }

    @Override
    void write(int cell, StateWriter out) {
        number(cell);
        super.write(cell, out);
    }

    @Override
    void read(int cell, StateReader in) {
        number(cell);
        super.read(cell, in);
    }

    private void number(int cell) {
        if (numberedCount == numbered.length) {
            numbered = Arrays.copyOf(numbered, 2 * numberedCount + 1);
        }
        numbered[numberedCount++] = cell;
    }

    @Override
    void writeWaiting(StateWriter out) {
        int[] numberOf = new int[tickets.size()];
        for (int i = 0; i < numberedCount; i++) {
            int ticket = tickets.find(numbered[i]);
            if (ticket != UNKNOWN) {
                numberOf[ticket] = i;
            }
        }
        forgetNumbers();
        table.write(out, numberOf);
    }

    private void forgetNumbers() {
        numbered = new int[0];
        numberedCount = 0;
    }

    @Override
    void readWaiting(StateReader in) {
        int[] ticketOf = new int[numberedCount];
        Arrays.setAll(ticketOf, i -> tickets.of(numbered[i]));
        forgetNumbers();
        table.read(in, ticketOf);
        known = null;
    }

    @Override
    boolean mayLink() {
        return true;
    }

    /** What is counted follows from its cells. */
    @Override
    boolean links() {
        return linked && reason != COUNTED;
    }

    @Override
    boolean holdsLink() {
        return table.contains(key, moment, place, true);
    }

    @Override
    void commitLink(boolean retract) {
        known = null;
        if (retract) {
            table.remove(key, moment, place, true);
        } else {
            table.add(key, moment, place, true);
        }
    }

    @Override
    boolean holds(int cell) {
        if (reason != COUNTED) {
            return excluded.get(cell * reasons.size() + reason) > 0;
        }
        int ticket = tickets.find(cell);
        return ticket != UNKNOWN && table.contains(key, moment, ticket, linked);
    }

    @Override
    void commit(int cell, boolean retract) {
        known = null;
        if (reason != COUNTED) {
            exclude(cell, reason, retract ? -1 : 1);
        } else if (retract) {
            table.remove(key, moment, tickets.of(cell), linked);
        } else {
            table.add(key, moment, tickets.of(cell), linked);
        }
    }

    /** What the number of an outcome adds to the summary; lengths of episodes are lifetimes that are over. */
    private void count(Column<S> to, int cell, long outcome) {
        if (linking.length()) {
            to.add(cell, outcome, 1);
        } else {
            to.add(cell, outcome == linking.success() ? 1 : 0, 0);
        }
    }

    @Override
    public void counted(int ticket, long outcome) {
        count(column, tickets.cell(ticket), outcome);
    }

    @Override
    public void continued(int ticket) {
        exclude(tickets.cell(ticket), immature + 1, 1);
    }

    @Override
    public void immature(int ticket, long length) {
        throw new IllegalStateException("what is settled is mature");
    }

    /** What waits, counted as it stands. */
    private final class Waiting implements LinkTable.Sink {
        private final Column<S> counted = leaf.rule.shape.column();
        private final Counters young = new Counters(0);
        private final Counters later = new Counters(0);

        @Override
        public void counted(int ticket, long outcome) {
            count(counted, tickets.cell(ticket), outcome);
        }

        @Override
        public void continued(int ticket) {
            later.add(tickets.cell(ticket), 1);
        }

        @Override
        public void immature(int ticket, long length) {
            if (linking.length()) {
                counted.add(tickets.cell(ticket), length, 0);
            } else {
                young.add(tickets.cell(ticket), 1);
            }
        }
    }

    private Waiting whatWaits() {
        Waiting found = known;
        if (found == null) {
            found = new Waiting();
            table.report(watermark == Long.MIN_VALUE ? table.latest() : watermark, found);
            known = found;
        }
        return found;
    }

    @Override
    Measurement<S> snapshot(int cell) {
        return measurement(cell, column.snapshot(cell).plus(whatWaits().counted.snapshot(cell)));
    }

    @Override
    long countOf(int cell, int which) {
        long waits = which == immature
                ? whatWaits().young.get(cell)
                : which > immature ? whatWaits().later.get(cell) : 0;
        return super.countOf(cell, which) + waits;
    }

    @Override
    boolean isEmpty(int cell) {
        return super.isEmpty(cell) && snapshot(cell).isEmpty();
    }

    @Override
    void move(int from, int to) {
        super.move(from, to);
        tickets.fold(from, to);
        known = null;
        if (absorbed.length == 0 && tickets.isCrowded()) {
            table.sweep();
        }
    }

    @Override
    void advance(long newWatermark, long sealedBefore) {
        watermark = Math.max(watermark, newWatermark);
        table.seal(sealedBefore);
        known = null;
    }

    @Override
    long waiting() {
        return table.size();
    }

    private static LinkedSlot<?, ?> as(Slot<?, ?> other) {
        return (LinkedSlot<?, ?>) other;
    }

    @Override
    boolean fits(Slot<?, ?> other) {
        return super.fits(other)
                && as(other).link.toString().equals(link.toString())
                && as(other).linking.episodes() == linking.episodes();
    }

    @Override
    @Nullable
    String unfit(Slot<?, ?> other) {
        LinkTable waitingThere = as(other).table;
        return !table.takes(waitingThere) && !waitingThere.takes(table) && table.sharesKeyWith(waitingThere)
                ? "accumulators of linked events must not share a " + link.same()
                        + " once the watermark has moved; part the events by it"
                : null;
    }

    @Override
    void absorb(int cell, Slot<?, ?> other, int otherCell) {
        super.absorb(cell, other, otherCell);
        int ticket = as(other).tickets.find(otherCell);
        if (ticket != UNKNOWN) {
            if (ticket >= absorbed.length) {
                int length = absorbed.length;
                absorbed = Arrays.copyOf(absorbed, 2 * ticket + 1);
                Arrays.fill(absorbed, length, absorbed.length, UNKNOWN);
            }
            absorbed[ticket] = tickets.of(cell);
        }
    }

    @Override
    void absorbWaiting(Slot<?, ?> other) {
        known = null;
        for (int i = 0; i < absorbed.length; i++) {
            absorbed[i] = absorbed[i] == UNKNOWN ? UNKNOWN : tickets.root(absorbed[i]);
        }
        table.absorb(as(other).table, absorbed);
        absorbed = new int[0];
    }
}

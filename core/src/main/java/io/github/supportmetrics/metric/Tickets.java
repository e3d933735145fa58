package io.github.supportmetrics.metric;

import java.util.Arrays;

/**
 * Where waiting events count: a ticket stands for a cell, and still finds it after the cell was folded into another one, which may take
 * its number for a new key meanwhile.
 */
final class Tickets {
    private static final int NONE = -1;

    /** The ticket of each cell. */
    private int[] ofCell = {};
    /** Of each ticket, the one that it was folded into, or itself. */
    private int[] into = new int[4];
    /** The cell of each ticket that was not folded. */
    private int[] cells = new int[4];

    private int size;
    private int folded;
    private int free = NONE;

    int of(int cell) {
        if (cell >= ofCell.length) {
            int length = ofCell.length;
            ofCell = Arrays.copyOf(ofCell, Math.max(cell + 1, length + (length >> 1)));
            Arrays.fill(ofCell, length, ofCell.length, NONE);
        }
        if (ofCell[cell] == NONE) {
            ofCell[cell] = draw(cell);
        }
        return ofCell[cell];
    }

    /** The cell's ticket, or −1 if it has none. */
    int find(int cell) {
        return cell < ofCell.length ? ofCell[cell] : NONE;
    }

    /** All tickets are below it. */
    int size() {
        return size;
    }

    private int draw(int cell) {
        int ticket = free;
        if (ticket == NONE) {
            ticket = size++;
        } else {
            free = into[ticket];
        }
        if (ticket == into.length) {
            into = Arrays.copyOf(into, ticket + (ticket >> 1) + 1);
            cells = Arrays.copyOf(cells, into.length);
        }
        into[ticket] = ticket;
        cells[ticket] = cell;
        return ticket;
    }

    int root(int ticket) {
        int root = ticket;
        while (into[root] != root) {
            root = into[root];
        }
        for (int t = ticket; into[t] != root; ) {
            int next = into[t];
            into[t] = root;
            t = next;
        }
        return root;
    }

    int cell(int ticket) {
        return cells[root(ticket)];
    }

    /** What counts in one cell counts in another one from now on. */
    void fold(int from, int to) {
        int ticket = find(from);
        if (ticket != NONE) {
            int target = of(to);
            into[ticket] = target;
            cells[ticket] = NONE;
            ofCell[from] = NONE;
            folded++;
        }
    }

    /** Whether so many were folded that it is worth to make all events show the tickets that count. */
    boolean isCrowded() {
        return folded > 1024 && folded > size / 2;
    }

    /** Gives folded tickets out again, once no event shows one. */
    void recycle() {
        if (folded == 0) {
            return;
        }
        free = NONE;
        for (int ticket = 0; ticket < size; ticket++) {
            if (cells[ticket] == NONE) {
                into[ticket] = free;
                free = ticket;
            }
        }
        folded = 0;
    }
}

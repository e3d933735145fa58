package io.github.supportmetrics.time;

import java.util.Arrays;
import java.util.function.BiPredicate;

/**
 * The open time between two UTC midnights: each instant at which it opens or closes, with the open time before it, and for each
 * UTC day the last such instant up to its beginning. So any two instants are two looks at a day apart, whatever lies between them.
 */
final class OpenTimes {
    static final long DAY = 86_400_000;
    static final long NONE = Long.MIN_VALUE;

    private final long start;
    private final long end;
    /** Edges with the open time before them, in pairs; those at odd places open. The first stands before all, the last behind. */
    private final long[] cells;
    /** Of each day, the place of the last edge up to its first instant. */
    private final int[] places;

    /**
     * Lays out the edges between two UTC midnights, which open and close in turns.
     *
     * @param start the first midnight
     * @param end the last one
     * @param edges the edges in order, none twice
     */
    OpenTimes(long start, long end, long[] edges) {
        this.start = start;
        this.end = end;
        this.cells = new long[2 * edges.length + 4];
        cells[0] = Long.MIN_VALUE;
        long open = 0;
        for (int i = 0; i < edges.length; i++) {
            open += (i & 1) == 1 ? edges[i] - edges[i - 1] : 0;
            cells[2 * i + 2] = edges[i];
            cells[2 * i + 3] = open;
        }
        cells[2 * edges.length + 2] = Long.MAX_VALUE;
        cells[2 * edges.length + 3] = open;
        this.places = new int[Math.toIntExact((end - start) / DAY)];
        int place = 0;
        for (int day = 0; day < places.length; day++) {
            while (edge(place + 1) <= start + day * DAY) {
                place++;
            }
            places[day] = place;
        }
    }

    /** Puts together two orders of edges. */
    static long[] combine(long[] first, long[] second, BiPredicate<Boolean, Boolean> open) {
        long[] edges = new long[first.length + second.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < first.length || j < second.length) {
            boolean ofFirst = j == second.length || (i < first.length && first[i] <= second[j]);
            boolean ofSecond = i == first.length || (j < second.length && second[j] <= first[i]);
            long at = ofFirst ? first[i] : second[j];
            i += ofFirst ? 1 : 0;
            j += ofSecond ? 1 : 0;
            if (open.test((i & 1) == 1, (j & 1) == 1) != ((count & 1) == 1)) {
                edges[count++] = at;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    boolean covers(long millis) {
        return start <= millis && millis < end;
    }

    private long edge(int place) {
        return cells[2 * place];
    }

    private long openBefore(int place) {
        return cells[2 * place + 1];
    }

    private int place(long millis) {
        int place = places[(int) ((millis - start) / DAY)];
        while (edge(place + 1) <= millis) {
            place++;
        }
        return place;
    }

    boolean isOpen(long millis) {
        return (place(millis) & 1) == 1;
    }

    /** The open time from the first midnight up to an instant. */
    long until(long millis) {
        int place = place(millis);
        return openBefore(place) + (place & 1) * (millis - edge(place));
    }

    /** The first instant by which so much has been open, or after which more has. */
    long when(long open, boolean more) {
        // The last edge with less before it opens: from it on, the rest is.
        int place = last(open, more);
        return place + 2 == cells.length / 2 ? NONE : edge(place) + open - openBefore(place);
    }

    /** The last instant before which so much had been open. */
    long lastWhen(long open) {
        int place = last(open, true);
        return open < 0 || place == 0 ? NONE : edge(place) + open - openBefore(place);
    }

    /** The place of the last opening before which less had been open, or as much. */
    private int last(long open, boolean orAsMuch) {
        int low = 0;
        int high = cells.length / 2 - 1;
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (openBefore(middle) < open || (orAsMuch && openBefore(middle) == open)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first edge of a kind after an instant and before the end, or {@link #NONE}. */
    long next(long millis, boolean opening) {
        int place = place(millis) + 1;
        place += (place & 1) == (opening ? 1 : 0) ? 0 : 1;
        return place < cells.length / 2 - 1 && edge(place) < end ? edge(place) : NONE;
    }
}

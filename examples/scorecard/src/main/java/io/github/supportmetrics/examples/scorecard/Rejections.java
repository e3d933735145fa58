package io.github.supportmetrics.examples.scorecard;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The rows that could not be read: the first on the error stream, the first thousand in the result, all in the count. */
final class Rejections {
    private static final int PRINTED = 20;
    private static final int KEPT = 1000;

    /**
     * A rejected row.
     *
     * @param file the file
     * @param record the record that it was to be
     * @param line its line
     * @param reason why
     */
    record Rejection(String file, String record, long line, String reason) {
        @Override
        public String toString() {
            return file + " line " + line + " (" + record + "): " + reason;
        }
    }

    /** The first rejected row where none is allowed. */
    static final class StrictException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StrictException(String message) {
            super(message);
        }
    }

    private final PrintStream err;
    private final boolean strict;
    private final List<Rejection> kept = new ArrayList<>();
    private long count;

    Rejections(PrintStream err, boolean strict) {
        this.err = err;
        this.strict = strict;
    }

    void add(String file, RecordKind kind, long line, String reason) {
        Rejection rejection = new Rejection(file, kind.word(), line, reason);
        if (strict) {
            throw new StrictException("scorecard: " + rejection);
        }
        count++;
        if (count <= PRINTED) {
            err.println("rejected: " + rejection);
        }
        if (kept.size() < KEPT) {
            kept.add(rejection);
        }
    }

    void close() {
        if (count > PRINTED) {
            err.println("rejected: " + count + " rows in all, of which the first " + PRINTED + " are shown");
        }
    }

    List<Rejection> kept() {
        return List.copyOf(kept);
    }

    long count() {
        return count;
    }
}

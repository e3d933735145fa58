package io.github.supportmetrics.examples.scorecard;

/** A value that cannot be read: it rejects its row. */
final class BadValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 60;

    BadValueException(String message) {
        super(message, null, false, false);
    }

    static BadValueException of(String field, String rule, String got) {
        String line = got.replaceAll("\\p{Cntrl}", "␤");
        String shown = line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
        return new BadValueException(field + " must be " + rule + ", got '" + shown + "'");
    }
}

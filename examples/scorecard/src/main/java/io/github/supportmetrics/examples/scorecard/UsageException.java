package io.github.supportmetrics.examples.scorecard;

/** What was asked for cannot be done as asked: one clear line, and status 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With its line.
     *
     * @param message what is wrong, and what was expected
     */
    public UsageException(String message) {
        super(message);
    }
}

package io.github.supportmetrics.codec;

/** Thrown when bytes are not a state that this library wrote: cut short, altered, or of another kind or version. */
public final class MalformedStateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * With a message that says what was expected and where.
     *
     * @param message what is wrong
     */
    public MalformedStateException(String message) {
        super(message);
    }
}

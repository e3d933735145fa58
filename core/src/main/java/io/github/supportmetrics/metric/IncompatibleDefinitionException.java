package io.github.supportmetrics.metric;

/** Thrown when results of unlike definitions are to be merged, subtracted or compared; both are left as they were. */
public final class IncompatibleDefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The signature of the one. */
    private final String first;
    /** The signature of the other. */
    private final String second;

    /**
     * Names both.
     *
     * @param first the signature of the one
     * @param second the signature of the other
     */
    public IncompatibleDefinitionException(String first, String second) {
        super("results must have the same definition, got «" + first + "» and «" + second + "»");
        this.first = first;
        this.second = second;
    }

    /**
     * The definition of the one.
     *
     * @return its signature
     */
    public String first() {
        return first;
    }

    /**
     * The definition of the other.
     *
     * @return its signature
     */
    public String second() {
        return second;
    }
}

package io.github.supportmetrics.event;

/** How a contact ended for the queue. */
public enum Disposition {
    /** Somebody took it. */
    HANDLED,
    /** The customer gave up before anybody took it. */
    ABANDONED,
    /** It left the queue for another one. */
    FLOW_OUT,
    /** The customer took an offer to be called back. */
    CALLBACK,
    /** Left out by the source, for a reason not given. */
    EXCLUDED,
    /** Unsolicited; left out. */
    SPAM,
    /** A trial of the system; left out. */
    TEST,
    /** Deleted at the source; left out. */
    DELETED,
    /** Merged into another contact; left out. */
    MERGED,
    /** The same contact again; left out. */
    DUPLICATE;

    /**
     * Whether metrics leave such contacts out, and count them as excluded under this name.
     *
     * @return true for all that were never real contacts of their own
     */
    public boolean isLeftOut() {
        return ordinal() >= EXCLUDED.ordinal();
    }
}

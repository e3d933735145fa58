package io.github.supportmetrics.event;

import java.util.Map;

/** What all facts have in common: who they concern, and what else they may be grouped by. */
public interface Fact {
    /**
     * Who and where.
     *
     * @return the subject; what is unknown in it is null
     */
    Subject subject();

    /**
     * Whatever else it may be grouped by.
     *
     * @return name → value
     */
    Map<String, String> attributes();
}

package io.github.supportmetrics.metric;

/** Which way a metric's number is better. */
public enum Direction {
    /** Higher is better. */
    UP,
    /** Lower is better. */
    DOWN,
    /** Inside a band is better. */
    RANGE,
    /** Neither; a volume. */
    NONE
}

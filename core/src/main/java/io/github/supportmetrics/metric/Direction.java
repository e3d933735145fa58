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
    NONE;

    /**
     * Whether more is better or less is, so that numbers can be called better and worse.
     *
     * @return whether it is UP or DOWN
     */
    public boolean isOneWay() {
        return this == UP || this == DOWN;
    }
}

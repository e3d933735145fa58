package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;

/**
 * What a metric's number counts.
 *
 * <p>Immutable and thread-safe.
 *
 * @param symbol its short name
 */
public record Unit(String symbol) {
    /** A fraction, printed as a percentage. */
    public static final Unit RATIO = new Unit("ratio");
    /** Seconds. */
    public static final Unit SECONDS = new Unit("s");
    /** Things counted. */
    public static final Unit COUNT = new Unit("count");
    /** A bare number. */
    public static final Unit NUMBER = new Unit("number");
    /** Points of a scale or an index. */
    public static final Unit POINTS = new Unit("points");
    /** Events per thousand units of exposure. */
    public static final Unit PER_THOUSAND = new Unit("per 1000");
    /** Months of a twelfth of 365.25 days. */
    public static final Unit MONTHS = new Unit("mo");
    /** Events per month of exposure. */
    public static final Unit PER_MONTH = new Unit("1/mo");
    /** Events per hour. */
    public static final Unit PER_HOUR = new Unit("1/h");

    /**
     * Checks the symbol.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Unit {
        Require.text(symbol, "unit");
    }

    @Override
    public String toString() {
        return symbol;
    }
}

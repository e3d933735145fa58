package io.github.supportmetrics.metric;

import java.util.stream.Stream;

/**
 * What a {@link Metric} makes of events: a value that knows its definition, merges, comes apart, and holds nothing but counts and
 * exact sums.
 *
 * <p>Laws: {@link #plus} is associative and commutative, with the metric's result of no events as identity;
 * {@code a.plus(b).minus(b).coarse()} equals {@code a.coarse()}; results of unlike definitions are refused with both named. All
 * results are immutable and thread-safe, and print as a table with n, interval and what was excluded.
 *
 * @param <R> the result's own type
 */
public sealed interface Result<R extends Result<R>> permits Measurement, Breakdown, TimeSeries, Sheet {
    /**
     * The result of both samples together.
     *
     * @param other a result of the same definition
     * @return the sum
     * @throws IncompatibleDefinitionException if the definitions differ
     */
    R plus(R other);

    /**
     * The result without a part of its sample.
     *
     * @param part a result of the same definition that was once added
     * @return the rest
     * @throws IncompatibleDefinitionException if the definitions differ
     * @throws IllegalArgumentException if the part is visibly not contained in this
     */
    R minus(R part);

    /**
     * The result at its least resolution: histograms for exact values, everything folded where keys are limited.
     *
     * @return the coarse result
     */
    R coarse();

    /**
     * Every measurement in it, with the group and period it belongs to: the one way out to JSON, JDBC and reports.
     *
     * @return the rows, in a fixed order
     */
    Stream<Row> rows();

    /**
     * Whether nothing was considered at all.
     *
     * @return true for the result of no events
     */
    boolean isEmpty();

    /**
     * All definitions and axes in one line: results of the same signature merge.
     *
     * @return the signature
     */
    String signature();
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of several metrics over the same events, side by side.
 *
 * <p>Immutable and thread-safe.
 */
public final class Sheet implements Result<Sheet> {
    private final List<Result<?>> results;
    private @Nullable String signature;

    Sheet(List<Result<?>> results) {
        this.results = List.copyOf(results);
    }

    /**
     * The result of one of the sheet's metrics.
     *
     * @param metric the metric
     * @param <R> its result
     * @return the result
     * @throws IllegalArgumentException if the metric is not in the sheet
     */
    @SuppressWarnings("unchecked") // equal signatures have equal types
    public <R extends Result<R>> R get(Metric<?, R> metric) {
        for (Result<?> result : results) {
            if (result.signature().equals(metric.signature())) {
                return (R) result;
            }
        }
        throw Require.bad("metric", "one of this sheet's " + signature(), metric.signature());
    }

    /**
     * The results in the order of the metrics.
     *
     * @return the results
     */
    public List<Result<?>> results() {
        return results;
    }

    @Override
    public Sheet plus(Sheet other) {
        requireSame(other);
        List<Result<?>> sums = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            sums.add(plus(results.get(i), other.results.get(i)));
        }
        return new Sheet(sums);
    }

    @SuppressWarnings("unchecked") // equal signatures have equal types
    private static <R extends Result<R>> Result<?> plus(Result<R> a, Result<?> b) {
        return a.plus((R) b);
    }

    @Override
    public Sheet minus(Sheet part) {
        requireSame(part);
        List<Result<?>> rests = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            rests.add(minus(results.get(i), part.results.get(i)));
        }
        return new Sheet(rests);
    }

    @SuppressWarnings("unchecked") // equal signatures have equal types
    private static <R extends Result<R>> Result<?> minus(Result<R> a, Result<?> b) {
        return a.minus((R) b);
    }

    private void requireSame(Sheet other) {
        if (!signature().equals(other.signature())) {
            throw new IncompatibleDefinitionException(signature(), other.signature());
        }
    }

    @Override
    public Sheet coarse() {
        return new Sheet(results.stream().<Result<?>>map(Result::coarse).toList());
    }

    @Override
    public Stream<Row> rows() {
        return results.stream().flatMap(Result::rows);
    }

    @Override
    public boolean isEmpty() {
        for (Result<?> result : results) {
            if (!result.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String signature() {
        String known = signature;
        if (known == null) {
            known = signature(results.stream().map(Result::signature));
            signature = known;
        }
        return known;
    }

    static String signature(Stream<String> parts) {
        return parts.collect(Collectors.joining("; ", "{", "}"));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Sheet s && results.equals(s.results);
    }

    @Override
    public int hashCode() {
        return results.hashCode();
    }

    @Override
    public String toString() {
        return Table.of(rows());
    }
}

package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Correlation;
import io.github.supportmetrics.stats.Interval;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What managers believe beside what is measured: gap = estimate − number. Believing that fewer customers leave than do is OVER, as is
 * believing that more are satisfied.
 *
 * <p>Source: Parasuraman, Zeithaml and Berry, Journal of Marketing 49 (1985) 41–50, gap 1. Immutable and thread-safe.
 *
 * @param estimate what was believed, in the metric's unit
 * @param measurement the number
 */
public record PerceptionGap(double estimate, Measurement<?> measurement) {
    /** How the belief compares. */
    public enum Verdict {
        /** Better than is measured. */
        OVER,
        /** Worse than is measured. */
        UNDER,
        /** Within what the sample allows. */
        ACCURATE,
        /** Nothing was measured. */
        NO_DATA
    }

    /**
     * Checks the estimate.
     *
     * @throws IllegalArgumentException if it lies where the number cannot, or the definition does not say which way is better
     */
    public PerceptionGap {
        if (!Double.isFinite(estimate) || !measurement.range().contains(estimate)) {
            throw Require.bad(
                    "estimate",
                    "within " + measurement.range().low() + " … "
                            + measurement.range().high(),
                    estimate);
        }
        Direction direction = measurement.definition().direction();
        if (!direction.isOneWay()) {
            throw Require.bad("direction of " + measurement.definition().id(), "UP or DOWN", direction);
        }
    }

    /**
     * How far the belief is off.
     *
     * @return estimate − number, or empty without a number
     */
    public OptionalDouble gap() {
        OptionalDouble value = measurement.value();
        return value.isEmpty() ? value : OptionalDouble.of(estimate - value.getAsDouble());
    }

    /**
     * How the belief compares.
     *
     * @return the verdict by the 95 % interval
     */
    public Verdict verdict() {
        if (measurement.value().isEmpty()) {
            return Verdict.NO_DATA;
        }
        Interval interval = measurement.evidence(ConfidenceLevel.P95);
        if (interval.contains(estimate)) {
            return Verdict.ACCURATE;
        }
        boolean higher = estimate > interval.high();
        return higher == (measurement.definition().direction() == Direction.UP) ? Verdict.OVER : Verdict.UNDER;
    }

    /**
     * Whether managers find the same things important as customers do.
     *
     * @param managers attribute → how important managers find it
     * @param customers attribute → how important customers find it
     * @return the rank correlation over the attributes that both name
     */
    public static Correlation priorities(Map<String, Double> managers, Map<String, Double> customers) {
        SortedSet<String> both = new TreeSet<>(managers.keySet());
        both.retainAll(customers.keySet());
        return Correlation.spearman(
                both.stream().mapToDouble(managers::get).toArray(),
                both.stream().mapToDouble(customers::get).toArray());
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code OVER: 95.0 % believed, CSAT 90.0 % (95 % CI 87.1 … 92.3 %, n = 500)}
     */
    @Override
    public String toString() {
        return verdict() + ": "
                + Numbers.text(estimate, measurement.definition().unit()) + " believed, " + measurement;
    }
}

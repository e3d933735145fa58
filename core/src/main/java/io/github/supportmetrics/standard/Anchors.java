package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.Interval;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a number becomes a score from 0 to 1: by lines between stated points, and flat beyond the outermost. The points are always stated;
 * taking the best and the worst value seen would move every score with every new value.
 *
 * <p>Immutable and thread-safe.
 */
public final class Anchors {
    private final Polyline scores;

    private Anchors(Polyline scores) {
        this.scores = scores;
    }

    /**
     * A line from the worst to the best.
     *
     * @param worst what scores 0, in the metric's unit
     * @param best what scores 1, higher or lower
     * @return (worst − value) / (worst − best), within 0 … 1
     * @throws IllegalArgumentException if the two are equal or not finite
     */
    public static Anchors of(double worst, double best) {
        if (worst == best) {
            throw Require.bad("best", "another value than the worst", best);
        }
        return of(Map.of(worst, 0.0, best, 1.0));
    }

    /**
     * A band that scores 1, with lines down to 0 on both sides.
     *
     * @param low where 0 ends below
     * @param bandLow where 1 begins
     * @param bandHigh where 1 ends
     * @param high where 0 begins above
     * @return the score by how far outside the band a value lies
     * @throws IllegalArgumentException if the four are not in ascending order
     */
    public static Anchors band(double low, double bandLow, double bandHigh, double high) {
        if (!(low < bandLow && bandLow < bandHigh && bandHigh < high)) {
            throw Require.bad("band", "in ascending order", low + " … " + bandLow + " … " + bandHigh + " … " + high);
        }
        return of(Map.of(low, 0.0, bandLow, 1.0, bandHigh, 1.0, high, 0.0));
    }

    /**
     * The same through another point, such as the target between the floor and what would be a stretch.
     *
     * @param value the value
     * @param score what it scores, 0 to 1
     * @return the anchors
     * @throws IllegalArgumentException if the value has a score already, or a number is out of its range
     */
    public Anchors through(double value, double score) {
        if (scores.points().containsKey(value)) {
            throw Require.bad("value of an anchor", "one that has no score yet", value);
        }
        SortedMap<Double, Double> more = new TreeMap<>(scores.points());
        more.put(value, score);
        return of(more);
    }

    private static Anchors of(Map<Double, Double> scores) {
        scores.forEach((value, score) -> {
            if (!Double.isFinite(value)) {
                throw Require.bad("value of an anchor", "finite", value);
            }
            Require.fraction(score, "score");
        });
        return new Anchors(new Polyline(new TreeMap<>(scores)));
    }

    /**
     * What a value scores.
     *
     * @param value the value
     * @return 0 to 1
     * @throws IllegalArgumentException if the value is not a number
     */
    public double score(double value) {
        if (Double.isNaN(value)) {
            throw Require.bad("value to score", "a number", value);
        }
        return scores.at(value);
    }

    /** What the values of an interval score at least and at most. */
    Interval score(Interval values) {
        double least = Math.min(score(values.low()), score(values.high()));
        double most = Math.max(score(values.low()), score(values.high()));
        for (Map.Entry<Double, Double> point : scores.points().entrySet()) {
            if (values.contains(point.getKey())) {
                least = Math.min(least, point.getValue());
                most = Math.max(most, point.getValue());
            }
        }
        return new Interval(least, most, values.confidence(), "ends");
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code 30.0 scores 0.0, 10.0 scores 1.00}
     */
    @Override
    public String toString() {
        return scores.points().entrySet().stream()
                .map(point -> Numbers.text(point.getKey(), Unit.NUMBER) + " scores "
                        + Numbers.text(point.getValue(), Unit.NUMBER))
                .collect(Collectors.joining(", "));
    }
}

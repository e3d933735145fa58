package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.Interval;

/**
 * The values that are good enough: at least, at most, or from one value to another, ends included. A target is not a threshold: in «80 %
 * within 20 s» the target is 80 %, and 20 s belongs to the metric.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low the least value, −∞ if any low one will do
 * @param high the greatest value, ∞ if any high one will do
 */
public record Target(double low, double high) {
    /**
     * Checks the ends.
     *
     * @throws IllegalArgumentException if the lower end is above the upper one, or neither is finite
     */
    public Target {
        if (!(low <= high) || (Double.isInfinite(low) && Double.isInfinite(high))) {
            throw Require.bad("target", "low ≤ high with a finite end", low + " … " + high);
        }
    }

    /**
     * A value or more.
     *
     * @param value the least value, in the metric's unit: a share of 80 % is .8
     * @return the target
     */
    public static Target atLeast(double value) {
        return new Target(value, Double.POSITIVE_INFINITY);
    }

    /**
     * A value or less.
     *
     * @param value the greatest value, in the metric's unit
     * @return the target
     */
    public static Target atMost(double value) {
        return new Target(Double.NEGATIVE_INFINITY, value);
    }

    /**
     * A band.
     *
     * @param low the least value, in the metric's unit
     * @param high the greatest value
     * @return the target
     */
    public static Target between(double low, double high) {
        return new Target(low, high);
    }

    /**
     * Which way is better.
     *
     * @return 1 for at least, −1 for at most, 0 for a band
     */
    public int sign() {
        return Double.isInfinite(high) ? 1 : Double.isInfinite(low) ? -1 : 0;
    }

    /** Which way is better, as of a metric. */
    Direction direction() {
        return switch (sign()) {
            case 1 -> Direction.UP;
            case -1 -> Direction.DOWN;
            default -> Direction.RANGE;
        };
    }

    /**
     * Whether a value is good enough.
     *
     * @param value the value
     * @return whether it is in the target, ends included
     */
    public boolean isMetBy(double value) {
        return low <= value && value <= high;
    }

    /**
     * How far inside a value is.
     *
     * @param value the value
     * @return the distance to the nearer end, negative outside
     */
    public double margin(double value) {
        return Math.min(value - low, high - value);
    }

    /**
     * Whether a whole interval is inside or outside.
     *
     * @param interval the interval
     * @return 1 inside, −1 outside, 0 if it reaches over an end
     */
    int side(Interval interval) {
        if (isMetBy(interval.low()) && isMetBy(interval.high())) {
            return 1;
        }
        return interval.high() < low || interval.low() > high ? -1 : 0;
    }

    /** Refuses a target that the metric cannot miss, cannot meet or would be worse for meeting. */
    void requirePossible(String name, Definition definition, Interval range) {
        for (double end : new double[] {low, high}) {
            if (Double.isFinite(end) && !range.contains(end)) {
                String hint = definition.unit().equals(Unit.RATIO) && end >= 2 && end <= 100
                        ? " (a share of " + Numbers.text(end / 100, Unit.RATIO) + " is " + end / 100 + ")"
                        : "";
                throw Require.bad(
                        "target of " + name,
                        "within " + Numbers.text(range.low(), Unit.NUMBER) + " … "
                                + Numbers.text(range.high(), Unit.NUMBER) + ", where " + definition.id() + " can lie",
                        end + hint);
            }
        }
        if (low <= range.low() && high >= range.high()) {
            throw Require.bad("target of " + name, "one that can be missed", this);
        }
        Direction direction = definition.direction();
        if ((sign() > 0 && direction == Direction.DOWN) || (sign() < 0 && direction == Direction.UP)) {
            throw Require.bad(
                    "target of " + name,
                    sign() > 0
                            ? "at most a value, since less of " + definition.id() + " is better"
                            : "at least a value, since more of " + definition.id() + " is better",
                    this);
        }
    }

    /**
     * Reads as a phrase.
     *
     * @param unit the unit of the numbers
     * @return for example {@code ≥ 80.0 %}
     */
    public String text(Unit unit) {
        return switch (sign()) {
            case 1 -> "≥ " + Numbers.text(low, unit);
            case -1 -> "≤ " + Numbers.text(high, unit);
            default -> Numbers.text(low, unit) + " … " + Numbers.text(high, unit);
        };
    }

    @Override
    public String toString() {
        return switch (sign()) {
            case 1 -> "≥ " + low;
            case -1 -> "≤ " + high;
            default -> low + " … " + high;
        };
    }
}

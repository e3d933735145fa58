package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import java.util.Locale;

/** Numbers as people read them, in the unit of their definition; the same in every default locale. */
public final class Numbers {
    private Numbers() {}

    /**
     * A number in a unit.
     *
     * @param value the number
     * @param unit its unit
     * @return the text, such as {@code 85.0 %}
     */
    public static String text(double value, Unit unit) {
        if (Double.isInfinite(value)) {
            return value < 0 ? "−∞" : "∞";
        }
        return bare(value, unit) + suffix(unit);
    }

    private static String bare(double value, Unit unit) {
        if (unit.equals(Unit.RATIO)) {
            return format(100 * value, 1);
        }
        if (unit.equals(Unit.COUNT)) {
            return format(value, value == Math.rint(value) ? 0 : 1);
        }
        double size = Math.abs(value);
        return format(value, size == 0 ? 1 : size < 0.1 ? 4 : size < 1 ? 3 : size < 10 ? 2 : 1);
    }

    private static String suffix(Unit unit) {
        if (unit.equals(Unit.RATIO)) {
            return " %";
        }
        boolean bare = unit.equals(Unit.COUNT) || unit.equals(Unit.POINTS) || unit.equals(Unit.NUMBER);
        return bare ? "" : " " + unit;
    }

    private static String format(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero && text.startsWith("-") ? text.substring(1) : text.replace('-', '−');
    }

    /**
     * A measurement's number.
     *
     * @param measurement the measurement
     * @return the text, or {@code no data}
     */
    public static String value(Measurement<?> measurement) {
        return measurement.value().isEmpty()
                ? "no data"
                : text(
                        measurement.value().getAsDouble(),
                        measurement.definition().unit());
    }

    /**
     * A measurement's limits.
     *
     * @param measurement the measurement
     * @param level the confidence level
     * @return the text, such as {@code 79.4 … 89.3 %}, or empty where nothing bounds the number
     */
    public static String limits(Measurement<?> measurement, ConfidenceLevel level) {
        Interval interval = measurement.interval(level);
        boolean unbounded = Double.isInfinite(interval.low()) && Double.isInfinite(interval.high());
        if (measurement.value().isEmpty() || unbounded || interval.method().isEmpty()) {
            return "";
        }
        Unit unit = measurement.definition().unit();
        // No time is negative, though Student's interval of a few may be.
        double least = unit.equals(Unit.SECONDS) ? Math.max(0, interval.low()) : interval.low();
        String low = Double.isInfinite(least) ? "−∞" : bare(least, unit);
        return low + " … " + text(interval.high(), unit);
    }

    static String interval(Measurement<?> measurement, ConfidenceLevel level) {
        String limits = limits(measurement, level);
        return limits.isEmpty() ? "" : level + " CI " + limits + ", ";
    }
}

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
        return text(value, unit, true);
    }

    private static String text(double value, Unit unit, boolean days) {
        if (Double.isInfinite(value)) {
            return value < 0 ? "−∞" : "∞";
        }
        Shown shown = Shown.of(value, unit, days);
        return bare(value, shown) + shown.suffix;
    }

    /** A day of working time has no fixed length. */
    private static boolean hasDays(Measurement<?> measurement) {
        return !measurement.definition().parameters().containsKey(Elapsed.CALENDAR);
    }

    /** How numbers of a unit are written: long times in hours or days. */
    private record Shown(Unit unit, double divisor, String suffix) {
        private static final double HOUR = 3600;
        private static final double DAY = 24 * HOUR;

        static Shown of(double largest, Unit unit, boolean days) {
            double size = Double.isInfinite(largest) ? 0 : Math.abs(largest);
            if (unit.equals(Unit.SECONDS) && size >= 2 * HOUR) {
                return days && size >= 2 * DAY ? new Shown(unit, DAY, " d") : new Shown(unit, HOUR, " h");
            }
            if (unit.equals(Unit.RATIO)) {
                return new Shown(unit, 0.01, " %");
            }
            boolean bare = unit.equals(Unit.COUNT) || unit.equals(Unit.POINTS) || unit.equals(Unit.NUMBER);
            return new Shown(unit, 1, bare ? "" : " " + unit);
        }
    }

    private static String bare(double value, Shown shown) {
        if (shown.unit.equals(Unit.RATIO)) {
            return format(100 * value, 1);
        }
        if (shown.unit.equals(Unit.COUNT)) {
            return format(value, value == Math.rint(value) ? 0 : 1);
        }
        double number = value / shown.divisor;
        double size = Math.abs(number);
        return format(number, size == 0 ? 1 : size < 0.1 ? 4 : size < 1 ? 3 : size < 10 ? 2 : 1);
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
                        measurement.definition().unit(),
                        hasDays(measurement));
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
        Shown shown =
                Shown.of(Double.isInfinite(interval.high()) ? least : interval.high(), unit, hasDays(measurement));
        String low = Double.isInfinite(least) ? "−∞" : bare(least, shown);
        return Double.isInfinite(interval.high())
                ? low + shown.suffix + " … ∞"
                : low + " … " + bare(interval.high(), shown) + shown.suffix;
    }

    static String interval(Measurement<?> measurement, ConfidenceLevel level) {
        String limits = limits(measurement, level);
        boolean range = measurement.interval(level).method().equals("range");
        return limits.isEmpty() ? "" : (range ? "range " : level + " CI ") + limits + ", ";
    }
}

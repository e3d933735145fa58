package io.github.supportmetrics.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people write them in formulas. */
public final class Texts {
    private static final double WHOLE = 1e15;
    private static final int DIGITS = 3;
    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;

    private Texts() {}

    /**
     * A number without exponent and trailing zeros.
     *
     * @param number the number, finite
     * @return its text
     */
    public static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < WHOLE
                ? Long.toString((long) number)
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /**
     * A number with three digits that count, or all before the point, without exponent.
     *
     * @param number the number
     * @return such as {@code 0.00123}, {@code 88.1} or {@code −12345}
     */
    public static String rounded(double number) {
        if (!Double.isFinite(number)) {
            return number < 0 ? "−∞" : "∞";
        }
        BigDecimal exact = BigDecimal.valueOf(number);
        int before = exact.precision() - exact.scale();
        BigDecimal rounded = exact.setScale(Math.max(0, DIGITS - before), RoundingMode.HALF_EVEN);
        String text = (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString();
        return text.replace('-', '−');
    }

    /**
     * A length of time: whole days and hours as such, else in seconds.
     *
     * @param seconds the length, at least 0
     * @return such as {@code 20 s}, {@code 8 h}, {@code 30 d}
     */
    public static String seconds(double seconds) {
        if (seconds > 0 && seconds % DAY == 0) {
            return number(seconds / DAY) + " d";
        }
        return seconds > 0 && seconds % HOUR == 0 ? number(seconds / HOUR) + " h" : number(seconds) + " s";
    }
}

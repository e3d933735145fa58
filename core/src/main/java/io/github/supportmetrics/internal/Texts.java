package io.github.supportmetrics.internal;

import java.math.BigDecimal;

/** Numbers as people write them in formulas. */
public final class Texts {
    private static final double WHOLE = 1e15;
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

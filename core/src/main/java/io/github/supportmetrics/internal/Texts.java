package io.github.supportmetrics.internal;

import java.math.BigDecimal;

/** Numbers as people write them in formulas. */
public final class Texts {
    private static final double WHOLE = 1e15;

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
}

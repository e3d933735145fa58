package io.github.supportmetrics.internal;

import org.jspecify.annotations.Nullable;

/** Argument checks with one message form: name, rule, value. */
public final class Require {
    private Require() {}

    /**
     * The exception for a bad argument, to be thrown by the caller.
     *
     * @param name what is wrong
     * @param rule what it must be
     * @param got what it is
     * @return the exception
     */
    public static IllegalArgumentException bad(String name, String rule, @Nullable Object got) {
        return new IllegalArgumentException(name + " must be " + rule + ", got " + got);
    }

    /**
     * Checks that a count or duration is not negative.
     *
     * @param value the value
     * @param name its name
     * @return the value
     */
    public static long nonNegative(long value, String name) {
        if (value < 0) {
            throw bad(name, "at least 0", value);
        }
        return value;
    }

    /**
     * Checks that a number is positive.
     *
     * @param value the value
     * @param name its name
     * @return the value
     */
    public static int positive(int value, String name) {
        if (value < 1) {
            throw bad(name, "at least 1", value);
        }
        return value;
    }

    /**
     * Checks that a number is positive.
     *
     * @param value the value
     * @param name its name
     * @return the value
     */
    public static long positive(long value, String name) {
        if (value < 1) {
            throw bad(name, "at least 1", value);
        }
        return value;
    }

    /**
     * Checks that a number lies in the closed unit interval; NaN does not.
     *
     * @param value the value
     * @param name its name
     * @return the value
     */
    public static double fraction(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw bad(name, "in [0, 1]", value);
        }
        return value;
    }

    /**
     * Checks that a text has no half of a surrogate pair, which could not be written as UTF-8.
     *
     * @param value the text
     * @param name its name
     * @return the text
     */
    public static String unicode(String value, String name) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                if (!Character.isSurrogatePair(value.charAt(i), i + 1 < value.length() ? value.charAt(i + 1) : ' ')) {
                    throw bad(name, "valid Unicode", "'" + value + "'");
                }
                i++;
            }
        }
        return value;
    }

    /**
     * Checks that a text is not blank.
     *
     * @param value the text
     * @param name its name
     * @return the text
     */
    public static String text(String value, String name) {
        if (value.isBlank()) {
            throw bad(name, "a text that is not blank", "'" + value + "'");
        }
        return value;
    }
}

package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

/** Comparison with figures that other tools computed. */
final class Figures {
    /** The relative tolerance that the files of expected figures state. */
    static final double TOLERANCE = 1e-9;

    /** A difference from 0 that is rounding. */
    private static final double ZERO = 1e-15;

    private Figures() {}

    static ConfidenceLevel level(JsonNode test) {
        return new ConfidenceLevel(test.get("params").get("level").asDouble());
    }

    static void assertSame(String what, double actual, double expected) {
        assertSame(what, actual, expected, TOLERANCE);
    }

    static void assertSame(String what, double actual, double expected, double tolerance) {
        assertThat(actual).as(what).isCloseTo(expected, within(Math.max(ZERO, tolerance * Math.abs(expected))));
    }

    static void assertSame(String what, Interval actual, JsonNode expected) {
        assertSame(what, actual, expected.get(0).asDouble(), expected.get(1).asDouble());
    }

    static void assertSame(String what, Interval actual, double low, double high) {
        assertSame(what + " low", actual.low(), low);
        assertSame(what + " high", actual.high(), high);
    }

    /** That an interval prints as expected in percent with two decimals, or in whatever unit the factor says. */
    static void assertPrints(Interval actual, double factor, int digits, String expected) {
        String format = "%." + digits + "f";
        assertThat(String.format(
                        java.util.Locale.ROOT, format + "–" + format, actual.low() * factor, actual.high() * factor))
                .isEqualTo(expected);
    }
}

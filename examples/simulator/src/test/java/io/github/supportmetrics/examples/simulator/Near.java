package io.github.supportmetrics.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.ProportionInterval;

/** Asserts that what was measured lies no farther from the truth than chance explains. */
final class Near {
    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.999);

    private Near() {}

    static void assertNear(Measurement<?> measurement, double truth) {
        assertNear(measurement.interval(LEVEL), truth, measurement.toString());
    }

    static void assertNear(long count, long of, double truth) {
        assertNear(ProportionInterval.WILSON.of((double) count, (double) of, LEVEL), truth, count + " of " + of);
    }

    private static void assertNear(Interval interval, double truth, String what) {
        assertThat(truth).as(what).isBetween(interval.low(), interval.high());
    }
}

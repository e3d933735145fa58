package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.OptionalDouble;

/**
 * How far the numbers of two samples lie apart, with its interval and the test of «no difference».
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind whether one number is taken from the other or divided by it
 * @param value the difference or ratio, or empty where one of the numbers is undefined
 * @param interval its interval, unbounded where the samples say nothing
 * @param statistic the test statistic, or empty if there is no test
 * @param degreesOfFreedom of the statistic, or empty if it has none
 * @param p how often samples of equal truth lie so far apart or farther, or empty if there is no test
 */
public record Difference(
        Kind kind,
        OptionalDouble value,
        Interval interval,
        OptionalDouble statistic,
        OptionalDouble degreesOfFreedom,
        OptionalDouble p) {
    /** How two numbers are compared. */
    public enum Kind {
        /** The first less the second; equal ones give 0. */
        DIFFERENCE(0),
        /** The first divided by the second; equal ones give 1. */
        RATIO(1);

        private final double none;

        Kind(double none) {
            this.none = none;
        }

        /**
         * What equal numbers give.
         *
         * @return 0 or 1
         */
        public double none() {
            return none;
        }
    }

    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if p is not in [0, 1]
     */
    public Difference {
        if (p.isPresent()) {
            Require.fraction(p.getAsDouble(), "p");
        }
    }

    /**
     * Which way the samples differ beyond chance: the side of «equal» on which the whole interval lies.
     *
     * @return 1 if the first number is larger, −1 if it is smaller, 0 if the interval holds «equal»
     */
    public int sign() {
        if (interval.contains(kind.none())) {
            return 0;
        }
        return interval.low() > kind.none() ? 1 : -1;
    }

    /**
     * The same in another unit, for a difference of numbers.
     *
     * @param factor what numbers are multiplied by, over 0
     * @return difference and limits multiplied, statistic and p as they are
     */
    public Difference times(double factor) {
        return new Difference(
                kind,
                value.isEmpty() ? value : OptionalDouble.of(value.getAsDouble() * factor),
                interval.times(factor),
                statistic,
                degreesOfFreedom,
                p);
    }

    static Difference of(double value, Interval interval, double statistic, OptionalDouble df, double p) {
        return new Difference(
                Kind.DIFFERENCE,
                OptionalDouble.of(value),
                interval,
                OptionalDouble.of(statistic),
                df,
                OptionalDouble.of(Math.min(1, Math.max(0, p))));
    }

    /** No number on one side: nothing can be said. */
    static Difference unknown(ConfidenceLevel level, String method) {
        return untested(OptionalDouble.empty(), unbounded(level, method));
    }

    static Difference untested(OptionalDouble value, Interval interval) {
        return new Difference(
                Kind.DIFFERENCE,
                value,
                interval,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    static Interval unbounded(ConfidenceLevel level, String method) {
        return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, method);
    }

    /**
     * From the two numbers' own intervals (MOVER): each limit of the difference lies as far from it as the root of the squared
     * distances of the limits that push that way. With Wilson's intervals this is Newcombe's method 10. The test is its inversion: p is
     * one less the highest level whose interval does not hold 0.
     *
     * <p>Sources: Newcombe, Statistics in Medicine 17 (1998) 873–890; Zou and Donner, Statistics in Medicine 27 (2008) 1693–1702.
     */
    static <S extends Summary<S>> Difference mover(Estimator<S> estimator, S a, S b, ConfidenceLevel level) {
        OptionalDouble x = estimator.value(a);
        OptionalDouble y = estimator.value(b);
        if (x.isEmpty() || y.isEmpty()) {
            return unknown(level, "mover");
        }
        double difference = x.getAsDouble() - y.getAsDouble();
        Interval interval = moverInterval(estimator, a, b, level);
        if (Double.isInfinite(interval.low()) && Double.isInfinite(interval.high())) {
            return untested(OptionalDouble.of(difference), interval);
        }
        return new Difference(
                Kind.DIFFERENCE,
                OptionalDouble.of(difference),
                interval,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                moverP(estimator, a, b));
    }

    static <S extends Summary<S>> Interval moverInterval(Estimator<S> estimator, S a, S b, ConfidenceLevel level) {
        return moverInterval(
                estimator.value(a).orElseThrow(),
                estimator.interval(a, level),
                estimator.value(b).orElseThrow(),
                estimator.interval(b, level));
    }

    private static Interval moverInterval(double x, Interval ofX, double y, Interval ofY) {
        double low = x - y - Math.hypot(x - ofX.low(), ofY.high() - y);
        double high = x - y + Math.hypot(ofX.high() - x, y - ofY.low());
        return new Interval(low, high, ofX.confidence(), "mover");
    }

    /**
     * The difference of two numbers by their own intervals, without a test.
     *
     * @param first the first number
     * @param of its interval
     * @param second the second number
     * @param with its interval, of the same level
     * @return the first less the second
     */
    public static Difference ofIntervals(OptionalDouble first, Interval of, OptionalDouble second, Interval with) {
        if (first.isEmpty() || second.isEmpty()) {
            return unknown(of.confidence(), "mover");
        }
        double x = first.getAsDouble();
        double y = second.getAsDouble();
        return untested(OptionalDouble.of(x - y), moverInterval(x, of, y, with));
    }

    private static final double LEAST_TAIL = 1e-12;

    private static <S extends Summary<S>> OptionalDouble moverP(Estimator<S> estimator, S a, S b) {
        double least = Math.log(LEAST_TAIL);
        double most = Math.log(0.5 - LEAST_TAIL);
        if (!excludesNone(estimator, a, b, most)) {
            return OptionalDouble.of(1);
        }
        if (excludesNone(estimator, a, b, least)) {
            return OptionalDouble.of(0);
        }
        for (int i = 0; i < 50; i++) {
            double middle = (least + most) / 2;
            if (excludesNone(estimator, a, b, middle)) {
                most = middle;
            } else {
                least = middle;
            }
        }
        return OptionalDouble.of(2 * Math.exp(most));
    }

    private static <S extends Summary<S>> boolean excludesNone(Estimator<S> estimator, S a, S b, double logTail) {
        ConfidenceLevel level = new ConfidenceLevel(1 - 2 * Math.exp(logTail));
        return !moverInterval(estimator, a, b, level).contains(0);
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.OptionalDouble;

/**
 * Two event rates side by side, if events come independently (Poisson): ratio = (c₁/e₁)/(c₂/e₂). Given the events of both, those of
 * the first are binomial; the interval is Clopper–Pearson's of that share, as odds times e₂/e₁.
 *
 * <ul>
 *   <li>No exposure on a side: nothing can be said.
 *   <li>No event in the second: the ratio is undefined, its interval unbounded above; no event at all: [0, ∞).
 * </ul>
 *
 * <p>Source: Przyborowski and Wilenski, Biometrika 31 (1940) 313–323; R's {@code poisson.test} gives the same figures. Immutable and
 * thread-safe.
 *
 * @param events1 events of the first sample, at least 0
 * @param exposure1 its exposure, at least 0
 * @param events2 events of the second sample, at least 0
 * @param exposure2 its exposure, at least 0
 */
public record TwoRates(long events1, double exposure1, long events2, double exposure2) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public TwoRates {
        Require.nonNegative(events1, "events");
        Require.nonNegative(events2, "events");
        if (!(exposure1 >= 0 && exposure2 >= 0)) {
            throw Require.bad("exposure", "at least 0", exposure1 + " and " + exposure2);
        }
    }

    /**
     * The exact ratio.
     *
     * @param level the confidence level
     * @return the ratio, its interval and p
     */
    public Difference exact(ConfidenceLevel level) {
        String method = "exact-ratio";
        if (exposure1 == 0 || exposure2 == 0) {
            return new Difference(
                    Difference.Kind.RATIO,
                    OptionalDouble.empty(),
                    new Interval(0, Double.POSITIVE_INFINITY, level, method),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());
        }
        long events = Math.addExact(events1, events2);
        Interval share = ProportionInterval.CLOPPER_PEARSON.of(events1, events, level);
        OptionalDouble ratio =
                events2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(events1 * exposure2 / (events2 * exposure1));
        return new Difference(
                Difference.Kind.RATIO,
                ratio,
                new Interval(odds(share.low()), odds(share.high()), level, method),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(
                        events == 0
                                ? 1
                                : Distributions.binomialNoLikelier(
                                        events1, events, exposure1 / (exposure1 + exposure2))));
    }

    private double odds(double share) {
        return share == 1 ? Double.POSITIVE_INFINITY : share / (1 - share) * exposure2 / exposure1;
    }
}

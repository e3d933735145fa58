package io.github.supportmetrics.stats;

import java.util.OptionalDouble;

/**
 * Two means side by side: d = x̄₁ − x̄₂, its interval and tests.
 *
 * <ul>
 *   <li>Fewer than two values on a side, or values that are all alike on both: the difference has no bounded interval and no test.
 * </ul>
 *
 * <p>Source: Welch, Biometrika 34 (1947) 28–35; degrees of freedom by Satterthwaite. Immutable and thread-safe.
 *
 * @param first the first sample
 * @param second the second sample
 */
public record TwoMeans(Moments first, Moments second) {
    /**
     * Welch's difference, which does not assume like variances.
     *
     * @param level the confidence level
     * @return d, its interval, t, degrees of freedom and p
     */
    public Difference welch(ConfidenceLevel level) {
        OptionalDouble a = first.mean();
        OptionalDouble b = second.mean();
        if (a.isEmpty() || b.isEmpty()) {
            return Difference.unknown(level, "welch");
        }
        double v = first.sampleVariance().orElse(0) / first.count();
        double w = second.sampleVariance().orElse(0) / second.count();
        double d = a.getAsDouble() - b.getAsDouble();
        if (!isTestable()) {
            return Difference.untested(OptionalDouble.of(d), Difference.unbounded(level, "welch"));
        }
        double df = (v + w) * (v + w) / (v * v / (first.count() - 1.0) + w * w / (second.count() - 1.0));
        return student(d, Math.sqrt(v + w), df, level, "welch");
    }

    boolean isTestable() {
        return first.count() > 1
                && second.count() > 1
                && first.sampleVariance().orElse(0) + second.sampleVariance().orElse(0) > 0;
    }

    /**
     * Student's difference, which assumes like variances.
     *
     * @param level the confidence level
     * @return d, its interval, t, degrees of freedom and p
     */
    public Difference student(ConfidenceLevel level) {
        if (first.count() == 0 || second.count() == 0) {
            return Difference.unknown(level, "student");
        }
        double d = first.mean().orElseThrow() - second.mean().orElseThrow();
        if (!isTestable()) {
            return Difference.untested(OptionalDouble.of(d), Difference.unbounded(level, "student"));
        }
        double se = pooledDeviation() * Math.sqrt(1.0 / first.count() + 1.0 / second.count());
        return student(d, se, first.count() + second.count() - 2.0, level, "student");
    }

    private double pooledDeviation() {
        double a = first.sampleVariance().orElse(0) * (first.count() - 1.0);
        double b = second.sampleVariance().orElse(0) * (second.count() - 1.0);
        return Math.sqrt((a + b) / (first.count() + second.count() - 2.0));
    }

    /**
     * Cohen's d: the difference in pooled standard deviations.
     *
     * @return d/s, or empty where it is undefined
     */
    public OptionalDouble cohensD() {
        return isTestable()
                ? OptionalDouble.of((first.mean().orElseThrow() - second.mean().orElseThrow()) / pooledDeviation())
                : OptionalDouble.empty();
    }

    private static Difference student(double d, double se, double df, ConfidenceLevel level, String method) {
        double half = Distributions.studentUpper(df, level.tail()) * se;
        double t = d / se;
        return Difference.of(
                d,
                new Interval(d - half, d + half, level, method),
                t,
                OptionalDouble.of(df),
                2 * Distributions.studentAbove(df, Math.abs(t)));
    }

    /** In other units: differences and limits divided, t and p as they are. */
    Difference welch(ConfidenceLevel level, double divisor) {
        return welch(level).times(1 / divisor);
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Two ratios of sums over the same units, such as the shares of one set of customers before and after: R₁ = Σy₁ / Σx₁ less R₂ = Σy₂ / Σx₂. A
 * unit that is high in both does not make their difference uncertain, so the units, not the events, are the sample: each one's pull on the
 * difference is e = (y₁ − R₁ x₁) / Σx₁ − (y₂ − R₂ x₂) / Σx₂, se = √(J / (J − 1) · Σ e²), and the interval Student's with J − 1.
 *
 * <ul>
 *   <li>A unit may stand on one side only; it pulls on that side.
 *   <li>A side without anything: nothing can be said. Fewer than five units, or no spread: no bounded interval and no test.
 * </ul>
 *
 * <p>Source: linearised difference of ratios, Cochran, Sampling Techniques, 3rd ed. (1977), §6.11. Immutable and thread-safe.
 */
public final class PairedRatios {
    private static final int LEAST_UNITS = 5;
    private static final double ROUNDING = 1e-12;
    private static final String METHOD = "paired";

    private PairedRatios() {}

    /**
     * The difference.
     *
     * @param first each unit's own y and x on the first side, as {@link Ratio#unit} makes them, or an empty ratio
     * @param second the same units' on the second side, in the same order
     * @param level the confidence level
     * @return the first ratio less the second
     * @throws IllegalArgumentException if the lists differ in length
     */
    public static Difference of(List<Ratio> first, List<Ratio> second, ConfidenceLevel level) {
        if (first.size() != second.size()) {
            throw Require.bad("units of the second side", "those of the first (" + first.size() + ")", second.size());
        }
        double x1 = first.stream().mapToDouble(Ratio::x).sum();
        double x2 = second.stream().mapToDouble(Ratio::x).sum();
        if (x1 <= 0 || x2 <= 0) {
            return Difference.unknown(level, METHOD);
        }
        double r1 = first.stream().mapToDouble(Ratio::y).sum() / x1;
        double r2 = second.stream().mapToDouble(Ratio::y).sum() / x2;
        double squares = 0;
        double most = 0;
        int units = 0;
        for (int i = 0; i < first.size(); i++) {
            Ratio a = first.get(i);
            Ratio b = second.get(i);
            if (a.count() + b.count() > 0) {
                double pull = (a.y() - r1 * a.x()) / x1 - (b.y() - r2 * b.x()) / x2;
                squares += pull * pull;
                most = Math.max(most, Math.abs(a.y()) / x1 + r(a, r1, x1) + Math.abs(b.y()) / x2 + r(b, r2, x2));
                units++;
            }
        }
        double difference = r1 - r2;
        if (units < LEAST_UNITS || Math.sqrt(squares / units) <= ROUNDING * most) {
            return Difference.untested(OptionalDouble.of(difference), Difference.unbounded(level, METHOD));
        }
        double df = units - 1.0;
        double se = Math.sqrt(units / df * squares);
        double reach = Distributions.studentUpper(df, level.tail()) * se;
        double t = difference / se;
        return Difference.of(
                difference,
                new Interval(difference - reach, difference + reach, level, METHOD),
                t,
                OptionalDouble.of(df),
                2 * Distributions.studentAbove(df, Math.abs(t)));
    }

    /** What a unit would add if it were as all are. */
    private static double r(Ratio unit, double ratio, double all) {
        return Math.abs(ratio) * unit.x() / all;
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Limits between which a series of counts moves by chance alone, each value with its own by how much it rests on: charts of shares (p),
 * of events per exposure (u), and of a moving average that weighs older values less and less (EWMA).
 *
 * <ul>
 *   <li>p: p̄ ± 3 √(p̄ (1 − p̄) / n); u: ū ± 3 √(ū / e). With large samples these are too narrow, since days differ by more than chance;
 *       p′ and u′ make them as wide as neighbours truly differ (Laney): times the mean moving range of z, over 1.128.
 *   <li>EWMA: z₁ … = λ x + (1 − λ) z before, from the mean on; x̄ ± L σ̂ √(λ / (2 − λ) · (1 − (1 − λ)²ᵗ)), σ̂ = mR̄ / 1.128.
 *   <li>Values without a sample are passed over. Limits of shares stay within 0 … 1, those of rates are not negative.
 * </ul>
 *
 * <p>Source: Montgomery, Introduction to Statistical Quality Control; Laney, Quality Engineering 14 (2002) 531–537. Immutable and
 * thread-safe.
 *
 * @param centre the mean
 * @param points the values with their limits
 */
public record ControlChart(double centre, List<Point> points) {
    private static final double REACH = 3;
    private static final double RANGE = 1.128;

    /**
     * One value of the series.
     *
     * @param place its place, from 0
     * @param value the value that is charted
     * @param lower the lower limit
     * @param upper the upper limit
     */
    public record Point(int place, double value, double lower, double upper) {
        /**
         * Whether chance does not explain the value.
         *
         * @return whether it lies beyond a limit
         */
        public boolean isOutside() {
            return value < lower || value > upper;
        }
    }

    /**
     * Copies the points.
     */
    public ControlChart {
        points = List.copyOf(points);
    }

    /**
     * The p-chart of shares.
     *
     * @param shares the shares in order
     * @return the chart, whose centre is the share of all
     * @throws IllegalArgumentException if no share rests on anything
     */
    public static ControlChart ofShares(List<Proportion> shares) {
        return counts(shares, false);
    }

    /**
     * The p′-chart of shares, whose limits know that days differ.
     *
     * @param shares the shares in order
     * @return the chart, whose centre is the share of all
     * @throws IllegalArgumentException if no share rests on anything
     */
    public static ControlChart ofSharesThatVary(List<Proportion> shares) {
        return counts(shares, true);
    }

    private static ControlChart counts(List<Proportion> shares, boolean vary) {
        long k = shares.stream().mapToLong(Proportion::successes).sum();
        long n = shares.stream().mapToLong(Proportion::trials).sum();
        double centre = (double) k / Require.positive(n, "trials of a chart");
        return chart(
                shares.stream().mapToDouble(Proportion::successes).toArray(),
                shares.stream().mapToDouble(Proportion::trials).toArray(),
                centre,
                centre * (1 - centre),
                1,
                vary);
    }

    /**
     * The u-chart of events per exposure.
     *
     * @param events the counts in order
     * @param exposures what each count was exposed to, in any unit
     * @return the chart, whose centre is the rate of all
     * @throws IllegalArgumentException if the lists differ in length, a number is negative or not finite, or there is no exposure
     */
    public static ControlChart ofRates(double[] events, double... exposures) {
        return rates(events, exposures, false);
    }

    /**
     * The u′-chart of events per exposure, whose limits know that days differ.
     *
     * @param events the counts in order
     * @param exposures what each count was exposed to, in any unit
     * @return the chart, whose centre is the rate of all
     * @throws IllegalArgumentException if the lists differ in length, a number is negative or not finite, or there is no exposure
     */
    public static ControlChart ofRatesThatVary(double[] events, double... exposures) {
        return rates(events, exposures, true);
    }

    private static ControlChart rates(double[] events, double[] exposures, boolean vary) {
        if (events.length != exposures.length) {
            throw Require.bad("exposures", "one for each count (" + events.length + ")", exposures.length);
        }
        double sum = 0;
        double exposed = 0;
        for (int i = 0; i < events.length; i++) {
            sum += finite(events[i], "events");
            exposed += finite(exposures[i], "exposure");
        }
        if (exposed == 0) {
            throw Require.bad("exposure of a chart", "positive", exposed);
        }
        return chart(events, exposures, sum / exposed, sum / exposed, Double.POSITIVE_INFINITY, vary);
    }

    private static double finite(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw Require.bad(name, "a finite number of at least 0", value);
        }
        return value;
    }

    private static ControlChart chart(
            double[] counts, double[] sizes, double centre, double variance, double most, boolean vary) {
        int[] places =
                IntStream.range(0, sizes.length).filter(i -> sizes[i] > 0).toArray();
        double factor = REACH;
        if (vary && variance > 0 && places.length > 1) {
            double[] z = IntStream.of(places)
                    .mapToDouble(i -> (counts[i] / sizes[i] - centre) / Math.sqrt(variance / sizes[i]))
                    .toArray();
            factor *= XmrChart.of(z).meanRange().orElseThrow() / RANGE;
        }
        List<Point> points = new ArrayList<>();
        for (int i : places) {
            double reach = factor * Math.sqrt(variance / sizes[i]);
            points.add(new Point(i, counts[i] / sizes[i], Math.max(0, centre - reach), Math.min(most, centre + reach)));
        }
        return new ControlChart(centre, points);
    }

    /**
     * The chart of a moving average.
     *
     * @param values the values in order
     * @param lambda how much the newest value weighs, over 0 and at most 1; usually 0.2
     * @param reach how many standard deviations away the limits are; usually 2.86 to 3
     * @return the chart, whose values are the averages
     * @throws IllegalArgumentException if there are fewer than two values, one is not finite, or a parameter is out of range
     */
    public static ControlChart ofMovingAverage(double[] values, double lambda, double reach) {
        if (!(lambda > 0 && lambda <= 1)) {
            throw Require.bad("weight of the newest value", "over 0 and at most 1", lambda);
        }
        if (!(reach > 0 && reach < Double.POSITIVE_INFINITY)) {
            throw Require.bad("reach of the limits", "a positive number", reach);
        }
        if (values.length < 2) {
            throw Require.bad("values of a chart", "at least 2", values.length);
        }
        XmrChart single = XmrChart.of(values);
        double centre = single.centre().orElseThrow();
        double sigma = single.sigma().orElseThrow();
        List<Point> points = new ArrayList<>();
        double average = centre;
        for (int i = 0; i < values.length; i++) {
            average += lambda * (values[i] - average);
            double known = 1 - Math.pow(1 - lambda, 2.0 * (i + 1));
            double width = reach * sigma * Math.sqrt(lambda / (2 - lambda) * known);
            points.add(new Point(i, average, centre - width, centre + width));
        }
        return new ControlChart(centre, points);
    }

    /**
     * The values that chance does not explain.
     *
     * @return those beyond a limit
     */
    public List<Point> outside() {
        return points.stream().filter(Point::isOutside).toList();
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code centre 0.81, 2 of 30 values outside}
     */
    @Override
    public String toString() {
        return "centre " + Texts.rounded(centre) + ", " + outside().size() + " of " + points.size() + " values outside";
    }
}

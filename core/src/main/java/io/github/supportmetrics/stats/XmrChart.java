package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * What a process does by itself, and which values of a series say that something else happened: a chart of individual values and
 * their moving ranges. Limits are x̄ ± 2.66 · mR̄, where mR̄ is the mean distance of neighbours; the range's own upper limit is 3.267 ·
 * mR̄, and σ̂ = mR̄ / 1.128.
 *
 * <ul>
 *   <li>A missing value has no range with its neighbours, and is passed over by the rules.
 *   <li>Without two neighbours there is no range and no limit; all values alike: limits of no width, and no signal.
 * </ul>
 *
 * <p>Source: Wheeler, Understanding Variation (1993); NHS England, Making Data Count. Immutable and thread-safe.
 */
public final class XmrChart {
    private static final double LIMIT = 2.66;
    private static final double RANGE_LIMIT = 3.267;
    private static final double SIGMA = 1.128;
    private static final int RUN = 8;
    private static final int FAR = 3;
    private static final int AMONG = 4;

    /** Why values are no routine. */
    public enum Rule {
        /** A value lies beyond a limit. */
        OUTSIDE,
        /** Eight values or more follow each other on one side of the centre. */
        RUN,
        /** Three of four values lie on one side, closer to its limit than to the centre. */
        FAR
    }

    private static final double ALARM = .0125;
    private static final int SHORT = 20;
    private static final int MIDDLE = 36;

    private final double[] values;
    private final int present;
    private final double centre;
    private final OptionalDouble meanRange;

    private XmrChart(double[] values, int present, double centre, OptionalDouble meanRange) {
        this.values = values;
        this.present = present;
        this.centre = centre;
        this.meanRange = meanRange;
    }

    /**
     * The chart of a series.
     *
     * @param series the values in order, empty where one is missing
     * @return the chart
     * @throws IllegalArgumentException if a value is not a finite number
     */
    public static XmrChart of(List<OptionalDouble> series) {
        double[] values =
                series.stream().mapToDouble(value -> value.orElse(Double.NaN)).toArray();
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int present = 0;
        double ranges = 0;
        int pairs = 0;
        for (int i = 0; i < values.length; i++) {
            if (series.get(i).isEmpty()) {
                continue;
            }
            if (!Double.isFinite(values[i])) {
                throw Require.bad("value of a series", "a finite number", values[i]);
            }
            sum += values[i];
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
            present++;
            if (i > 0 && series.get(i - 1).isPresent()) {
                ranges += Math.abs(values[i] - values[i - 1]);
                pairs++;
            }
        }
        // A sum of values that are all alike may be rounded.
        double centre = present == 0 ? 0 : Math.min(most, Math.max(least, sum / present));
        return new XmrChart(
                values, present, centre, pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(ranges / pairs));
    }

    /**
     * The chart of a series without a missing value.
     *
     * @param values the values in order
     * @return the chart
     * @throws IllegalArgumentException if a value is not a finite number
     */
    public static XmrChart of(double... values) {
        return of(Arrays.stream(values).mapToObj(OptionalDouble::of).toList());
    }

    /**
     * How many values are there.
     *
     * @return n, without missing ones
     */
    public int n() {
        return present;
    }

    /**
     * The mean of the values.
     *
     * @return x̄, or empty without a value
     */
    public OptionalDouble centre() {
        return present == 0 ? OptionalDouble.empty() : OptionalDouble.of(centre);
    }

    /**
     * The mean distance of neighbours.
     *
     * @return mR̄, or empty without two neighbours
     */
    public OptionalDouble meanRange() {
        return meanRange;
    }

    /**
     * The standard deviation of routine values.
     *
     * @return mR̄ / 1.128, or empty without two neighbours
     */
    public OptionalDouble sigma() {
        return times(1 / SIGMA, 0);
    }

    /**
     * The lower limit of routine values. It may lie where no value can: a share below 0.
     *
     * @return x̄ − 2.66 mR̄, or empty without two neighbours
     */
    public OptionalDouble lower() {
        return times(-LIMIT, centre);
    }

    /**
     * The upper limit of routine values. It may lie where no value can: a share above 1.
     *
     * @return x̄ + 2.66 mR̄, or empty without two neighbours
     */
    public OptionalDouble upper() {
        return times(LIMIT, centre);
    }

    /**
     * The upper limit of routine distances of neighbours.
     *
     * @return 3.267 mR̄, or empty without two neighbours
     */
    public OptionalDouble rangeLimit() {
        return times(RANGE_LIMIT, 0);
    }

    private OptionalDouble times(double factor, double from) {
        return meanRange.isEmpty() ? meanRange : OptionalDouble.of(from + factor * meanRange.getAsDouble());
    }

    /**
     * The values that are no routine for a reason.
     *
     * @param rule the reason
     * @return their places in the series, from 0
     */
    public SortedSet<Integer> signals(Rule rule) {
        SortedSet<Integer> signals = new TreeSet<>();
        if (meanRange.isEmpty()) {
            return signals;
        }
        double reach = LIMIT * meanRange.getAsDouble();
        for (int side : new int[] {-1, 1}) {
            switch (rule) {
                case OUTSIDE -> add(signals, 1, 1, i -> side * (values[i] - centre) > reach);
                case RUN -> add(signals, RUN, RUN, i -> side * (values[i] - centre) > 0);
                case FAR -> add(signals, FAR, AMONG, i -> side * (values[i] - centre) > reach / 2);
            }
        }
        return signals;
    }

    /**
     * How far all values spread: the larger of σ̂ from the ranges and s / c₄ from the values. In a process that drifts or swings,
     * neighbours lie closer together than values do.
     *
     * @return the standard deviation, or empty without two values
     */
    public OptionalDouble spread() {
        if (present < 2) {
            return OptionalDouble.empty();
        }
        double squares = 0;
        for (double value : values) {
            squares += Double.isNaN(value) ? 0 : (value - centre) * (value - centre);
        }
        return OptionalDouble.of(Math.max(sigma().orElse(0), Math.sqrt(squares / (present - 1)) / c4(present)));
    }

    /** What the standard deviation of n normal values is expected to be, as a share of the true one. */
    private static double c4(int n) {
        // Γ(n/2) / Γ((n−1)/2), from n = 2 upwards.
        double ratio = 1 / Math.sqrt(Math.PI);
        for (int i = 2; i < n; i++) {
            ratio = (i - 1) / 2.0 / ratio;
        }
        return Math.sqrt(2.0 / (n - 1)) * ratio;
    }

    /**
     * What the next value exceeds with a probability, if the process stays as it is: x̄ − t · √(1 + 1/n) · {@link #spread}. The factor
     * is that of a prediction, since the centre is known from n values only.
     *
     * @param probability strictly between 0 and 1
     * @return the value, or empty without two values
     * @throws IllegalArgumentException if the probability is not between 0 and 1
     */
    public OptionalDouble exceededWith(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw Require.bad("probability", "strictly between 0 and 1", probability);
        }
        if (present < 2) {
            return OptionalDouble.empty();
        }
        double t = Distributions.studentUpper(present - 1.0, 1 - probability);
        return OptionalDouble.of(centre - t * Math.sqrt(1 + 1.0 / present) * spread().orElseThrow());
    }

    /**
     * Which share of values would lie above one, if they were normal around the centre with {@link #spread}.
     *
     * @param value the value, of any size
     * @return Φ((x̄ − value) / spread), a half for the centre itself where nothing spreads; empty without two values
     */
    public OptionalDouble shareAbove(double value) {
        if (present < 2) {
            return OptionalDouble.empty();
        }
        double distance = value - centre;
        return OptionalDouble.of(distance == 0 ? .5 : Distributions.normalAbove(distance / spread().orElseThrow()));
    }

    /**
     * The values by which the series is no stable one, by rules that grow with its length so that few stable series break one: beyond
     * max(3, Φ⁻¹(1 − 0.0125 / n)) standard deviations, or in a run on one side of the centre of 8 values (up to 20), 9 (up to 36) or 10.
     *
     * @return their places in the series, from 0
     */
    public SortedSet<Integer> instabilities() {
        SortedSet<Integer> instabilities = new TreeSet<>();
        if (meanRange.isEmpty()) {
            return instabilities;
        }
        double reach = Math.max(3, Distributions.normalUpper(ALARM / present)) * sigma().orElseThrow();
        int run = present <= SHORT ? RUN : present <= MIDDLE ? RUN + 1 : RUN + 2;
        for (int side : new int[] {-1, 1}) {
            add(instabilities, 1, 1, i -> side * (values[i] - centre) > reach);
            add(instabilities, run, run, i -> side * (values[i] - centre) > 0);
        }
        return instabilities;
    }

    /** Adds the places that are so, where so many of so many that follow each other are. */
    private void add(SortedSet<Integer> signals, int least, int among, IntPredicate isSo) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                places.add(i);
            }
        }
        for (int from = 0; from + among <= places.size(); from++) {
            List<Integer> window = places.subList(from, from + among).stream()
                    .filter(isSo::test)
                    .toList();
            if (window.size() >= least) {
                signals.addAll(window);
            }
        }
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code x̄ 88.1, routine 80.3 … 95.8 (n = 12)}
     */
    @Override
    public String toString() {
        if (meanRange.isEmpty()) {
            return "no limits (n = " + present + ")";
        }
        return "x̄ " + Texts.rounded(centre) + ", routine "
                + Texts.rounded(lower().orElseThrow()) + " … "
                + Texts.rounded(upper().orElseThrow()) + " (n = " + present + ")";
    }
}

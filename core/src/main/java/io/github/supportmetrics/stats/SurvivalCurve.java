package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The share of subjects that last beyond each age, by Kaplan and Meier: S(t) = Π(1 − dᵢ/nᵢ) over the ages at which d of n at risk end.
 * Subjects seen to last just as long count as at risk there.
 *
 * <ul>
 *   <li>No subject: no point, and no number.
 *   <li>No end: S stays 1; the median is not reached.
 *   <li>Beyond the last age seen nothing is known, unless all have ended.
 * </ul>
 *
 * <p>Sources: Kaplan and Meier, Journal of the American Statistical Association 53 (1958) 457–481; Greenwood, Reports on Public Health 33
 * (1926); R's package survival gives the same figures. Immutable and thread-safe.
 */
public final class SurvivalCurve {
    private static final double FLAT = 1e-9;

    private final long[] times;
    private final long[] atRisk;
    private final long[] events;
    private final long[] censored;
    /** S after each time. */
    private final double[] survival;
    /** Greenwood's sum Σ d/(n(n − d)) up to each time: the variance of ln S. */
    private final double[] greenwood;
    /** Σ d/n and Σ d/n² up to each time. */
    private final double[] hazard;

    private final double[] hazardVariance;

    private SurvivalCurve(long[] times, long[] atRisk, long[] events, long[] censored) {
        this.times = times;
        this.atRisk = atRisk;
        this.events = events;
        this.censored = censored;
        int n = times.length;
        survival = new double[n];
        greenwood = new double[n];
        hazard = new double[n];
        hazardVariance = new double[n];
        double s = 1;
        double g = 0;
        double h = 0;
        double v = 0;
        for (int i = 0; i < n; i++) {
            double risk = atRisk[i];
            double ended = events[i];
            if (ended > 0) {
                s *= (risk - ended) / risk;
                g += ended / (risk * (risk - ended));
                h += ended / risk;
                v += ended / (risk * risk);
            }
            survival[i] = s;
            greenwood[i] = g;
            hazard[i] = h;
            hazardVariance[i] = v;
        }
    }

    static SurvivalCurve of(Lifetimes lifetimes) {
        Times ended = lifetimes.ended;
        Times left = lifetimes.censored;
        Times entered = lifetimes.entered;
        int most = ended.size() + left.size();
        long[] times = new long[most];
        long[] atRisk = new long[most];
        long[] events = new long[most];
        long[] censored = new long[most];
        long here = lifetimes.count() - entered.total();
        int i = 0;
        int j = 0;
        int k = 0;
        int n = 0;
        while (i < ended.size() || j < left.size()) {
            long t = Math.min(
                    i < ended.size() ? ended.time(i) : Long.MAX_VALUE, j < left.size() ? left.time(j) : Long.MAX_VALUE);
            while (k < entered.size() && entered.time(k) < t) {
                here += entered.count(k++);
            }
            times[n] = t;
            atRisk[n] = here;
            events[n] = i < ended.size() && ended.time(i) == t ? ended.count(i++) : 0;
            censored[n] = j < left.size() && left.time(j) == t ? left.count(j++) : 0;
            here -= events[n] + censored[n];
            n++;
        }
        return new SurvivalCurve(
                Arrays.copyOf(times, n),
                Arrays.copyOf(atRisk, n),
                Arrays.copyOf(events, n),
                Arrays.copyOf(censored, n));
    }

    /**
     * How many points the curve has: the different ages at which subjects ended or were last seen.
     *
     * @return the number
     */
    public int size() {
        return times.length;
    }

    /**
     * The age of a point.
     *
     * @param point the point, from 0
     * @return the age, in the unit that was added
     */
    public long time(int point) {
        return times[point];
    }

    /**
     * How many were at risk at a point.
     *
     * @param point the point, from 0
     * @return those who had entered before and were still there
     */
    public long atRisk(int point) {
        return atRisk[point];
    }

    /**
     * How many ended at a point.
     *
     * @param point the point, from 0
     * @return the number
     */
    public long events(int point) {
        return events[point];
    }

    /**
     * How many were last seen at a point.
     *
     * @param point the point, from 0
     * @return the number
     */
    public long censored(int point) {
        return censored[point];
    }

    /**
     * The share that lasts beyond a point.
     *
     * @param point the point, from 0
     * @return S
     */
    public double survival(int point) {
        return survival[point];
    }

    /**
     * The standard error of the share at a point, by Greenwood.
     *
     * @param point the point, from 0
     * @return the standard error, or empty once all have ended
     */
    public OptionalDouble standardError(int point) {
        return survival[point] == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(survival[point] * Math.sqrt(greenwood[point]));
    }

    /**
     * The cumulative hazard at a point, by Nelson and Aalen: Σ d/n.
     *
     * @param point the point, from 0
     * @return the hazard
     */
    public double cumulativeHazard(int point) {
        return hazard[point];
    }

    /**
     * The standard error of the cumulative hazard at a point: √Σ d/n².
     *
     * @param point the point, from 0
     * @return the standard error
     */
    public double cumulativeHazardError(int point) {
        return Math.sqrt(hazardVariance[point]);
    }

    /** The last point at or before an age, −1 if there is none. */
    private int at(double age) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= age) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private boolean isKnown(double age) {
        int last = times.length - 1;
        return last >= 0 && (age <= times[last] || survival[last] == 0);
    }

    /**
     * The share that lasts beyond an age.
     *
     * @param age the age, at least 0
     * @return S, or empty beyond the last age seen unless all have ended
     */
    public OptionalDouble survivalAt(double age) {
        if (!isKnown(age)) {
            return OptionalDouble.empty();
        }
        int point = at(age);
        return OptionalDouble.of(point < 0 ? 1 : survival[point]);
    }

    /**
     * The standard error of the share that lasts beyond an age.
     *
     * @param age the age
     * @return the standard error, or empty where the share is unknown or 0
     */
    public OptionalDouble standardErrorAt(double age) {
        int point = at(age);
        return !isKnown(age) ? OptionalDouble.empty() : point < 0 ? OptionalDouble.of(0) : standardError(point);
    }

    /**
     * How many are at risk just at an age: those seen to last at least so long.
     *
     * @param age the age
     * @return the number
     */
    public long atRiskAt(double age) {
        int before = at(Math.nextDown(age));
        if (before + 1 < times.length) {
            return atRisk[before + 1];
        }
        return 0;
    }

    /**
     * The limits of the share that lasts beyond an age.
     *
     * @param age the age
     * @param method how they are computed
     * @param level the confidence level
     * @return the interval, in 0..1; all of it where nothing is known
     */
    public Interval intervalAt(double age, SurvivalInterval method, ConfidenceLevel level) {
        if (!isKnown(age)) {
            return new Interval(0, 1, level, method.label());
        }
        int point = at(age);
        return point < 0 ? certain(times.length == 0 ? 0 : atRisk[0], method, level) : interval(point, method, level);
    }

    /**
     * The limits of the share at a point.
     *
     * @param point the point, from 0
     * @param method how they are computed
     * @param level the confidence level
     * @return the interval, in 0..1
     */
    public Interval interval(int point, SurvivalInterval method, ConfidenceLevel level) {
        double s = survival[point];
        if (s == 1) {
            return certain(atRisk[point], method, level);
        }
        if (s == 0) {
            int last = point;
            while (last >= 0 && survival[last] == 0) {
                last--;
            }
            double high = last < 0 ? 1 : interval(last, method, level).high();
            return new Interval(0, high, level, method.label());
        }
        double sd = Math.sqrt(greenwood[point]);
        double low = method.limit(s, sd, -level.z());
        double high = method.limit(s, sd, level.z());
        return new Interval(Math.max(0, Math.min(low, s)), Math.min(1, Math.max(high, s)), level, method.label());
    }

    /** Nobody has ended: the least share that leaves n of n with a probability of α/2. */
    private static Interval certain(long n, SurvivalInterval method, ConfidenceLevel level) {
        return new Interval(n == 0 ? 0 : Math.pow(level.tail(), 1.0 / n), 1, level, method.label());
    }

    /**
     * The age by which a share of subjects has ended: the first with S below 1 − p, or the middle of the step where S is just 1 − p.
     *
     * @param p the share, above 0 and below 1: 0.5 for the median
     * @return the age, or empty if so many have not ended yet
     * @throws IllegalArgumentException if p is not above 0 and below 1
     */
    public OptionalDouble quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw Require.bad("quantile", "above 0 and below 1", p);
        }
        return crossing(survival, 1 - p);
    }

    private OptionalDouble crossing(double[] falling, double level) {
        for (int i = 0; i < falling.length; i++) {
            if (falling[i] < level - FLAT) {
                return OptionalDouble.of((double) times[i]);
            }
            if (falling[i] <= level + FLAT) {
                for (int j = i + 1; j < falling.length; j++) {
                    if (falling[j] < level - FLAT) {
                        return OptionalDouble.of((times[i] + times[j]) / 2.0);
                    }
                }
                return OptionalDouble.of((double) times[i]);
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * The limits of a quantile: where the limits of the curve cross 1 − p.
     *
     * @param p the share, above 0 and below 1
     * @param method how the curve's limits are computed
     * @param level the confidence level
     * @return the interval, unbounded above where the upper limit stays above 1 − p
     */
    public Interval quantileInterval(double p, SurvivalInterval method, ConfidenceLevel level) {
        double[] low = new double[times.length];
        double[] high = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            // Limits are drawn where somebody ends; elsewhere they stay.
            boolean moved = events[i] > 0 || i == 0;
            Interval interval = moved ? interval(i, method, level) : null;
            low[i] = interval == null ? low[i - 1] : interval.low();
            high[i] = interval == null ? high[i - 1] : interval.high();
        }
        OptionalDouble from = firstAtMost(low, 1 - p);
        OptionalDouble to = firstAtMost(high, 1 - p);
        OptionalDouble value = quantile(p);
        double least = from.orElse(times.length == 0 ? 0 : (double) times[times.length - 1]);
        double most = to.orElse(Double.POSITIVE_INFINITY);
        return new Interval(
                Math.min(least, value.orElse(least)), Math.max(most, value.orElse(most)), level, method.label());
    }

    private OptionalDouble firstAtMost(double[] falling, double level) {
        for (int i = 0; i < falling.length; i++) {
            if (falling[i] <= level) {
                return OptionalDouble.of((double) times[i]);
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * The mean time lasted up to an age: the area under the curve.
     *
     * @param until the age, at least 0
     * @return the mean, or empty where the curve is not known so far
     */
    public OptionalDouble restrictedMean(double until) {
        return isKnown(until) ? OptionalDouble.of(area(-1, until)) : OptionalDouble.empty();
    }

    /** The area from a point, −1 for the start, up to an age. */
    private double area(int from, double until) {
        double area = 0;
        double before = from < 0 ? 0 : times[from];
        double s = from < 0 ? 1 : survival[from];
        for (int i = from + 1; i < times.length && times[i] < until; i++) {
            area += s * (times[i] - before);
            before = times[i];
            s = survival[i];
        }
        return area + s * Math.max(0, until - before);
    }

    /**
     * The standard error of the restricted mean: √Σ A² d/(n(n − d)), A the area from each end on.
     *
     * @param until the age
     * @return the standard error, or empty where the mean is
     */
    public OptionalDouble restrictedMeanError(double until) {
        if (!isKnown(until)) {
            return OptionalDouble.empty();
        }
        int last = at(until);
        double variance = 0;
        double rest = 0;
        double after = until;
        for (int i = last; i >= 0; i--) {
            rest += survival[i] * (after - times[i]);
            after = times[i];
            double n = atRisk[i];
            double d = events[i];
            if (d > 0 && n > d) {
                variance += rest * rest * d / (n * (n - d));
            }
        }
        return OptionalDouble.of(Math.sqrt(variance));
    }

    /**
     * All points, for tables and files.
     *
     * @param unit what one unit of age is in the whole units added
     * @param method how limits are computed
     * @param level the confidence level
     * @return lines of at, atRisk, events, censored, value, low, high, se, cumHazard, cumHazardSe
     */
    public List<Map<String, Object>> points(double unit, SurvivalInterval method, ConfidenceLevel level) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            Map<String, Object> point = new LinkedHashMap<>();
            Interval interval = interval(i, method, level);
            point.put("at", times[i] / unit);
            point.put("atRisk", atRisk[i]);
            point.put("events", events[i]);
            point.put("censored", censored[i]);
            point.put("value", survival[i]);
            point.put("low", interval.low());
            point.put("high", interval.high());
            standardError(i).ifPresent(se -> point.put("se", se));
            point.put("cumHazard", hazard[i]);
            point.put("cumHazardSe", cumulativeHazardError(i));
            points.add(point);
        }
        return points;
    }
}

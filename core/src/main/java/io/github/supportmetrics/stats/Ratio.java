package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Int128;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A ratio of two sums over units that are sampled whole (days, shifts, customers): R = Σy/Σx. Contacts of one day are alike, so
 * the units, not the contacts, are the sample.
 *
 * <ul>
 *   <li>Σx = 0: no ratio.
 *   <li>Fewer than five units: a ratio, but an unbounded interval.
 *   <li>Every unit must be added whole: a unit split over two summaries would count twice.
 * </ul>
 *
 * <p>Standard error: √(J/(J−1)·Σ(y−Rx)²)/Σx with J units, interval R ± t(J−1)·se. Source: Cochran, Sampling Techniques, 3rd ed.
 * (1977), §6.3. Immutable and thread-safe.
 *
 * @param units J, how many units
 * @param y Σy
 * @param x Σx
 * @param yy Σy²
 * @param xy Σxy
 * @param xx Σx²
 */
public record Ratio(long units, long y, long x, BigInteger yy, BigInteger xy, BigInteger xx) implements Summary<Ratio> {
    /** No unit. */
    public static final Ratio EMPTY = new Ratio(0, 0, 0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    private static final int LEAST_UNITS = 5;

    private static final Codec<Ratio> CODEC = new Codec<>() {
        @Override
        public void write(Ratio value, StateWriter out) {
            out.unsigned(value.units);
            if (value.units > 0) {
                out.signed(value.y).signed(value.x);
                write(value.yy, out);
                write(value.xy, out);
                write(value.xx, out);
            }
        }

        private void write(BigInteger number, StateWriter out) {
            out.signed(number.shiftRight(64).longValueExact()).unsigned(number.longValue());
        }

        @Override
        public Ratio read(StateReader in) {
            long units = in.unsigned(Long.MAX_VALUE, "units");
            if (units == 0) {
                return EMPTY;
            }
            Ratio ratio = new Ratio(units, in.signed(), in.signed(), number(in), number(in), number(in));
            if (!ratio.possible()) {
                throw in.malformed("sums of squares are less than the sums allow");
            }
            return ratio;
        }

        private BigInteger number(StateReader in) {
            return new Int128(in.signed(), in.unsigned()).toBigInteger();
        }
    };

    /**
     * One unit.
     *
     * @param y its numerator, −2<sup>53</sup> to 2<sup>53</sup>
     * @param x its denominator, 0 to 2<sup>53</sup>
     * @return the summary of that unit
     * @throws IllegalArgumentException if one is out of range
     */
    public static Ratio unit(long y, long x) {
        if (y > Moments.MAX_VALUE || y < -Moments.MAX_VALUE) {
            throw Require.bad("numerator", "at most 2^53 either way", y);
        }
        if (x > Moments.MAX_VALUE || x < 0) {
            throw Require.bad("denominator", "from 0 to 2^53", x);
        }
        BigInteger by = BigInteger.valueOf(y);
        BigInteger bx = BigInteger.valueOf(x);
        return new Ratio(1, y, x, by.multiply(by), bx.multiply(by), bx.multiply(bx));
    }

    private boolean possible() {
        BigInteger j = BigInteger.valueOf(units);
        return x >= 0
                && yy.multiply(j).compareTo(BigInteger.valueOf(y).pow(2)) >= 0
                && xx.multiply(j).compareTo(BigInteger.valueOf(x).pow(2)) >= 0
                && xy.pow(2).compareTo(xx.multiply(yy)) <= 0;
    }

    /**
     * The ratio.
     *
     * @return Σy/Σx, or empty where Σx = 0
     */
    public OptionalDouble ratio() {
        return x == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) y / x);
    }

    /**
     * The standard error of the ratio.
     *
     * @return the standard error, or empty with fewer than two units or Σx = 0
     */
    public OptionalDouble standardError() {
        if (units < 2 || x == 0) {
            return OptionalDouble.empty();
        }
        // Σ(y−Rx)²·(Σx)² in whole numbers, as the terms nearly cancel.
        BigInteger bx = BigInteger.valueOf(x);
        BigInteger by = BigInteger.valueOf(y);
        BigInteger scatter = yy.multiply(bx.pow(2))
                .subtract(xy.multiply(bx).multiply(by).shiftLeft(1))
                .add(xx.multiply(by.pow(2)));
        double residual = scatter.doubleValue() / x / x;
        return OptionalDouble.of(Math.sqrt(units / (units - 1.0) * residual) / x);
    }

    /**
     * The ratio's interval.
     *
     * @param level the confidence level
     * @return the interval, unbounded with fewer than five units
     */
    public Interval interval(ConfidenceLevel level) {
        if (units < LEAST_UNITS || x == 0) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, "ratio");
        }
        double half = t(level) * standardError().orElseThrow();
        double ratio = ratio().orElseThrow();
        return new Interval(ratio - half, ratio + half, level, "ratio");
    }

    /**
     * The interval where y of x are successes: Wilson's with n divided by the design effect and t(J−1) for z.
     *
     * @param level the confidence level
     * @return the interval in [0, 1], all of it with fewer than five units
     * @throws IllegalArgumentException if the successes are not from 0 to the trials
     */
    public Interval shareInterval(ConfidenceLevel level) {
        if (y < 0 || y > x) {
            throw Require.bad("successes", "from 0 to trials (" + x + ")", y);
        }
        if (units < LEAST_UNITS || x == 0) {
            return new Interval(0, 1, level, "clustered-wilson");
        }
        double p = ratio().orElseThrow();
        double alone = p * (1 - p) / x;
        double se = standardError().orElseThrow();
        double n = alone == 0 ? x : x / Math.max(1, se * se / alone);
        Interval wilson = ProportionInterval.WILSON.of(p * n, n, t(level), level);
        return new Interval(wilson.low(), wilson.high(), level, "clustered-wilson");
    }

    private double t(ConfidenceLevel level) {
        return Distributions.studentUpper(units - 1.0, level.tail());
    }

    @Override
    public Ratio plus(Ratio o) {
        return new Ratio(
                Math.addExact(units, o.units),
                Math.addExact(y, o.y),
                Math.addExact(x, o.x),
                yy.add(o.yy),
                xy.add(o.xy),
                xx.add(o.xx));
    }

    @Override
    public Ratio minus(Ratio part) {
        Ratio rest = new Ratio(
                Counts.minus(units, part.units),
                Math.subtractExact(y, part.y),
                Math.subtractExact(x, part.x),
                yy.subtract(part.yy),
                xy.subtract(part.xy),
                xx.subtract(part.xx));
        if (!rest.possible() || (rest.units == 0 && !rest.equals(EMPTY))) {
            throw Require.bad("what is taken out", "part of what was added", part);
        }
        return rest;
    }

    @Override
    public Ratio coarse() {
        return this;
    }

    @Override
    public long count() {
        return units;
    }

    /**
     * Reads the ratio.
     *
     * @return the estimator
     */
    public static Estimator<Ratio> estimator() {
        return estimator(1, 1);
    }

    /**
     * Reads the ratio per so much of the denominator.
     *
     * @param unit what one unit is in the whole units added: the milliseconds of a month
     * @return the estimator
     */
    public static Estimator<Ratio> estimator(double unit) {
        return estimator(1, unit);
    }

    /**
     * Reads the ratio of so much of the numerator and so much of the denominator.
     *
     * @param yUnit what one unit of the numerator is in the whole units added: 100 for cents
     * @param xUnit what one unit of the denominator is in the whole units added
     * @return the estimator
     */
    public static Estimator<Ratio> estimator(double yUnit, double xUnit) {
        return new RatioEstimator(false, yUnit, xUnit);
    }

    /**
     * Reads a ratio that is a part of its denominator, such as revenue lost of all revenue: the interval is cut to 0..1.
     *
     * @param unit what one unit of both is in the whole units added: 100 for cents
     * @return the estimator
     */
    public static Estimator<Ratio> boundedEstimator(double unit) {
        return new PartEstimator(unit);
    }

    private record PartEstimator(double minor) implements Estimator<Ratio> {
        @Override
        public String unit() {
            return "ratio";
        }

        @Override
        public long n(Ratio r) {
            return r.units;
        }

        @Override
        public OptionalDouble value(Ratio r) {
            return r.ratio();
        }

        @Override
        public Interval interval(Ratio r, ConfidenceLevel level) {
            Interval interval = r.interval(level);
            return r.ratio().isEmpty() ? interval : interval.clamp(0, 1);
        }

        @Override
        public Map<String, Number> detail(Ratio r) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("numerator", r.y / minor);
            detail.put("denominator", r.x / minor);
            return detail;
        }

        @Override
        public Optional<Ratio> asUnit(Ratio r) {
            return Optional.of(Ratio.unit(r.y, r.x));
        }

        @Override
        public Optional<Estimator<Ratio>> ofUnits() {
            return Optional.of(this);
        }

        @Override
        public String filled(Ratio r) {
            return Texts.number(r.y / minor) + " / " + Texts.number(r.x / minor);
        }
    }

    /**
     * Reads the ratio as a share of successes.
     *
     * @return the estimator
     */
    public static Estimator<Ratio> shareEstimator() {
        return new RatioEstimator(true, 1, 1);
    }

    private record RatioEstimator(boolean share, double yUnit, double xUnit) implements Estimator<Ratio> {
        @Override
        public String unit() {
            return share ? "ratio" : "";
        }

        @Override
        public long n(Ratio r) {
            return r.units;
        }

        @Override
        public OptionalDouble value(Ratio r) {
            return r.x == 0 ? OptionalDouble.empty() : OptionalDouble.of(r.y * xUnit / (r.x * yUnit));
        }

        @Override
        public Interval interval(Ratio r, ConfidenceLevel level) {
            if (share) {
                return r.shareInterval(level);
            }
            Interval interval = r.interval(level).times(xUnit / yUnit);
            // Which was rounded otherwise than the number.
            double number = value(r).orElse(interval.low());
            return new Interval(
                    Math.min(number, interval.low()), Math.max(number, interval.high()), level, interval.method());
        }

        @Override
        public OptionalDouble variance(Ratio r) {
            OptionalDouble error = share ? OptionalDouble.empty() : r.standardError();
            if (error.isEmpty()) {
                return error;
            }
            double scaled = error.getAsDouble() * xUnit / yUnit;
            return OptionalDouble.of(scaled * scaled * r.units);
        }

        @Override
        public Map<String, Number> detail(Ratio r) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("numerator", yUnit == 1 ? (Number) r.y : (Number) (r.y / yUnit));
            detail.put("denominator", xUnit == 1 ? (Number) r.x : (Number) (r.x / xUnit));
            return detail;
        }

        @Override
        public Optional<Ratio> asUnit(Ratio r) {
            return Optional.of(Ratio.unit(r.y, r.x));
        }

        @Override
        public Optional<Estimator<Ratio>> ofUnits() {
            return Optional.of(this);
        }

        @Override
        public String filled(Ratio r) {
            return Texts.number(r.y / yUnit) + " / " + Texts.number(r.x / xUnit);
        }
    }

    /**
     * Its bytes: J unsigned; if any, Σy, Σx signed, then Σy², Σxy, Σx² each as a signed high and an unsigned low half.
     *
     * @return the codec
     */
    public static Codec<Ratio> codec() {
        return CODEC;
    }

    /** Adds units. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Ratio> {
        private Ratio sum = EMPTY;

        /** Makes an empty one. */
        public Accumulator() {}

        /**
         * Adds a whole unit.
         *
         * @param y its numerator
         * @param x its denominator
         */
        public void add(long y, long x) {
            merge(unit(y, x));
        }

        @Override
        public void merge(Ratio summary) {
            sum = sum.plus(summary);
        }

        @Override
        public void retract(Ratio summary) {
            sum = sum.minus(summary);
        }

        @Override
        public Ratio snapshot() {
            return sum;
        }

        @Override
        public long count() {
            return sum.units;
        }
    }
}

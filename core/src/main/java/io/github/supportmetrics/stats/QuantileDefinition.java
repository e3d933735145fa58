package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.function.LongToDoubleFunction;

/**
 * The nine definitions of a sample quantile of Hyndman and Fan, numbered as in R. On small samples they differ more than any
 * measuring error, so the definition is part of the metric.
 *
 * <p>Source: Hyndman, Fan, The American Statistician 50 (1996) 361–365, doi:10.1080/00031305.1996.10473566. Positions within
 * a few units in the last place of a whole rank count as that rank, so that 0.55 of 100 is rank 55 and not 56.
 */
public enum QuantileDefinition {
    /** Inverse of the empirical distribution (nearest rank, rounded up). */
    TYPE1,
    /** As type 1, averaging at steps. */
    TYPE2,
    /** Nearest even rank (SAS). */
    TYPE3,
    /** Linear interpolation of the empirical distribution. */
    TYPE4(0, 1),
    /** Hazen: steps cut in their middle. */
    TYPE5(0.5, 0.5),
    /** Weibull: p(n+1) (SPSS, Minitab). */
    TYPE6(0, 0),
    /** 1 + p(n−1): R, NumPy, Excel, SQL's continuous quantile. The default here; the median of two values is their middle. */
    TYPE7(1, 1),
    /** Median-unbiased for any distribution. */
    TYPE8(1 / 3d, 1 / 3d),
    /** Nearly unbiased for normal data. */
    TYPE9(3 / 8d, 3 / 8d);

    private final double a;
    private final double b;

    QuantileDefinition() {
        this(Double.NaN, Double.NaN);
    }

    QuantileDefinition(double a, double b) {
        this.a = a;
        this.b = b;
    }

    /**
     * The quantile.
     *
     * @param p which one, 0 to 1
     * @param n the size of the sample, at least 1
     * @param valueAtRank the sample's order statistics, asked for ranks 1 to n
     * @return the quantile
     * @throws IllegalArgumentException if p is not in [0, 1] or n is below 1
     */
    public double of(double p, long n, LongToDoubleFunction valueAtRank) {
        Require.fraction(p, "quantile");
        if (n < 1) {
            throw Require.bad("sample size", "at least 1", n);
        }
        double position = position(p, n);
        double fuzz = 4 * Math.ulp(1.0) * Math.max(1, position);
        double below = Math.floor(position + fuzz);
        double share = share(below, position - below, fuzz);
        double low = valueAtRank.applyAsDouble(rank(below, n));
        if (share == 0) {
            return low;
        }
        double high = valueAtRank.applyAsDouble(rank(below + 1, n));
        return share == 1 ? high : low + share * (high - low);
    }

    private double position(double p, long n) {
        return switch (this) {
            case TYPE1, TYPE2 -> n * p;
            case TYPE3 -> n * p - 0.5;
            default -> a + p * (n + 1 - a - b);
        };
    }

    private double share(double below, double rest, double fuzz) {
        boolean onRank = Math.abs(rest) <= fuzz;
        return switch (this) {
            case TYPE1 -> onRank ? 0 : 1;
            case TYPE2 -> onRank ? 0.5 : 1;
            case TYPE3 -> onRank && below % 2 == 0 ? 0 : 1;
            default -> onRank ? 0 : rest;
        };
    }

    private static long rank(double rank, long n) {
        return Math.max(1, Math.min((long) rank, n));
    }

    @Override
    public String toString() {
        return "type" + (ordinal() + 1);
    }
}

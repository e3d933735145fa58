package io.github.supportmetrics.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Quantiles of Commons Statistics, whose general solver stops at an absolute error of 1e-9, polished by Newton steps to the
 * last digits.
 */
final class Distributions {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Distributions() {}

    static double normalUpper(double tail) {
        return NORMAL.inverseSurvivalProbability(tail);
    }

    /** At least 0: a tail of almost a half may be rounded to the other side. */
    static double studentUpper(double df, double tail) {
        return tail < .5 ? Math.max(0, upper(TDistribution.of(df), tail)) : upper(TDistribution.of(df), tail);
    }

    static double betaLower(double a, double b, double tail) {
        return lower(BetaDistribution.of(a, b), tail);
    }

    static double betaUpper(double a, double b, double tail) {
        return upper(BetaDistribution.of(a, b), tail);
    }

    static double chiSquareLower(double df, double tail) {
        return lower(ChiSquaredDistribution.of(df), tail);
    }

    static double chiSquareUpper(double df, double tail) {
        return upper(ChiSquaredDistribution.of(df), tail);
    }

    /** P(X ≤ k) of a binomial count. */
    static double binomialAtMost(long k, long n, double p) {
        if (k < 0) {
            return 0;
        }
        if (k >= n) {
            return 1;
        }
        if (n <= Integer.MAX_VALUE) {
            return BinomialDistribution.of((int) n, p).cumulativeProbability((int) k);
        }
        return BetaDistribution.of(k + 1.0, (double) (n - k)).survivalProbability(p);
    }

    static double normalAbove(double z) {
        return NORMAL.survivalProbability(z);
    }

    static double studentAbove(double df, double t) {
        return TDistribution.of(df).survivalProbability(t);
    }

    static double chiSquareAbove(double df, double x) {
        return ChiSquaredDistribution.of(df).survivalProbability(x);
    }

    static double fAbove(double df1, double df2, double x) {
        return FDistribution.of(df1, df2).survivalProbability(x);
    }

    /** Two-sided p of a binomial count: the probability of all counts no likelier than this one. */
    static double binomialNoLikelier(long k, long n, double p) {
        if (n <= Integer.MAX_VALUE) {
            return noLikelier(BinomialDistribution.of((int) n, p), (int) k);
        }
        double tail = Math.min(binomialAtMost(k, n, p), 1 - binomialAtMost(k - 1, n, p));
        return Math.min(1, 2 * tail);
    }

    /** The probability of all counts no likelier than one, of a distribution with one peak; alike within 1e-7, as R has it. */
    static double noLikelier(DiscreteDistribution d, int k) {
        double bound = d.probability(k) * (1 + 1e-7);
        int from = d.getSupportLowerBound();
        int to = d.getSupportUpperBound();
        int peak = peak(d, from, to);
        if (k == peak || d.probability(peak) <= bound) {
            return 1;
        }
        if (k < peak) {
            int other = firstAtMost(d, bound, peak, to);
            return Math.min(1, d.cumulativeProbability(k) + (other > to ? 0 : d.survivalProbability(other - 1)));
        }
        int other = lastAtMost(d, bound, from, peak);
        return Math.min(1, d.survivalProbability(k - 1) + (other < from ? 0 : d.cumulativeProbability(other)));
    }

    private static int peak(DiscreteDistribution d, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (d.logProbability(middle) < d.logProbability(middle + 1)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first count from the peak on that is no likelier than the bound, one past the last if there is none. */
    private static int firstAtMost(DiscreteDistribution d, double bound, int peak, int to) {
        int low = peak;
        int high = to == Integer.MAX_VALUE ? to : to + 1;
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (d.probability(middle) <= bound) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The last count up to the peak that is no likelier than the bound, one before the first if there is none. */
    private static int lastAtMost(DiscreteDistribution d, double bound, int from, int peak) {
        int low = from - 1;
        int high = peak;
        while (low < high) {
            int middle = high - (high - low) / 2;
            if (d.probability(middle) <= bound) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static double lower(ContinuousDistribution d, double tail) {
        double x = d.inverseCumulativeProbability(tail);
        for (int i = 0; i < 3; i++) {
            x = step(d, x, (d.cumulativeProbability(x) - tail) / d.density(x));
        }
        return x;
    }

    private static double upper(ContinuousDistribution d, double tail) {
        double x = d.inverseSurvivalProbability(tail);
        for (int i = 0; i < 3; i++) {
            x = step(d, x, (tail - d.survivalProbability(x)) / d.density(x));
        }
        return x;
    }

    private static double step(ContinuousDistribution d, double x, double by) {
        double next = x - by;
        return Double.isFinite(by) && next > d.getSupportLowerBound() && next < d.getSupportUpperBound() ? next : x;
    }
}

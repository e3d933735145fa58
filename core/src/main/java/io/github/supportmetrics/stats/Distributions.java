package io.github.supportmetrics.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
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

    static double studentUpper(double df, double tail) {
        return upper(TDistribution.of(df), tail);
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

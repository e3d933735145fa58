package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Two-sided confidence intervals of a proportion, k successes of n, with z the normal quantile and p = k/n.
 *
 * <ul>
 *   <li>n = 0: [0, 1], whatever the method.
 *   <li>k = 0 and k = n: the end at 0 or 1 is exact for every method but {@link #WALD}, whose interval then has no width.
 * </ul>
 *
 * <p>Source: Brown, Cai, DasGupta, Statistical Science 16 (2001) 101–133, doi:10.1214/ss/1009213286; R's {@code prop.test} and
 * {@code binom.test} give the same figures for {@link #WILSON}, {@link #WILSON_CONTINUITY} and {@link #CLOPPER_PEARSON}.
 */
public enum ProportionInterval {
    /** The score interval, the default: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n). */
    WILSON {
        @Override
        Interval of(double k, double n, double z, ConfidenceLevel level) {
            double p = k / n;
            double middle = p + z * z / (2 * n);
            double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
            double scale = 1 + z * z / n;
            return within(k == 0 ? 0 : (middle - half) / scale, k == n ? 1 : (middle + half) / scale, level);
        }
    },
    /** The score interval with Yates's continuity correction, as R's {@code prop.test(correct = TRUE)}. */
    WILSON_CONTINUITY {
        @Override
        Interval of(double k, double n, double z, ConfidenceLevel level) {
            double p = k / n;
            double correction = Math.min(0.5, Math.abs(k - n * 0.5));
            double scale = 1 + z * z / n;
            double below = p - correction / n;
            double above = p + correction / n;
            double half = z * z / (4 * n * n);
            double low = below + z * z / (2 * n) - z * Math.sqrt(below * (1 - below) / n + half);
            double high = above + z * z / (2 * n) + z * Math.sqrt(above * (1 - above) / n + half);
            return within(k == 0 ? 0 : low / scale, k == n ? 1 : high / scale, level);
        }
    },
    /** p ± z√(p(1−p)/n), cut to [0, 1]. It covers too little; for comparison with others' figures only. */
    WALD {
        @Override
        Interval of(double k, double n, double z, ConfidenceLevel level) {
            double p = k / n;
            double half = z * Math.sqrt(p * (1 - p) / n);
            return within(p - half, p + half, level);
        }
    },
    /** Wald around the Wilson centre: p̃ = (k + z²/2)/(n + z²), p̃ ± z√(p̃(1−p̃)/(n + z²)), cut to [0, 1]. */
    AGRESTI_COULL {
        @Override
        Interval of(double k, double n, double z, ConfidenceLevel level) {
            double m = n + z * z;
            double p = (k + z * z / 2) / m;
            double half = z * Math.sqrt(p * (1 - p) / m);
            return within(p - half, p + half, level);
        }
    },
    /** Exact: the beta quantiles at α/2 of (k, n−k+1) and at 1−α/2 of (k+1, n−k). Conservative. */
    CLOPPER_PEARSON {
        @Override
        Interval of(double k, double n, double z, ConfidenceLevel level) {
            return within(
                    k == 0 ? 0 : Distributions.betaLower(k, n - k + 1, level.tail()),
                    k == n ? 1 : Distributions.betaUpper(k + 1, n - k, level.tail()),
                    level);
        }
    },
    /** The beta quantiles of (k+½, n−k+½), with the lower end 0 at k = 0 and the upper end 1 at k = n. */
    JEFFREYS {
        @Override
        Interval of(double k, double n, double z, ConfidenceLevel level) {
            return within(
                    k == 0 ? 0 : Distributions.betaLower(k + 0.5, n - k + 0.5, level.tail()),
                    k == n ? 1 : Distributions.betaUpper(k + 0.5, n - k + 0.5, level.tail()),
                    level);
        }
    };

    abstract Interval of(double k, double n, double z, ConfidenceLevel level);

    Interval within(double low, double high, ConfidenceLevel level) {
        return new Interval(Math.max(0, Math.min(low, 1)), Math.min(1, Math.max(high, 0)), level, label());
    }

    /**
     * The interval.
     *
     * @param successes k, 0 to {@code trials}
     * @param trials n, at least 0
     * @param level the confidence level
     * @return the interval, in [0, 1]
     * @throws IllegalArgumentException if the counts are not 0 ≤ k ≤ n
     */
    public Interval of(long successes, long trials, ConfidenceLevel level) {
        if (successes < 0 || successes > trials) {
            throw Require.bad("successes", "from 0 to trials (" + trials + ")", successes);
        }
        return trials == 0 ? within(0, 1, level) : of((double) successes, (double) trials, level.z(), level);
    }

    /**
     * The interval of a share whose counts are estimates, such as a denominator that holds a part of the unknown.
     *
     * @param successes k, 0 to {@code trials}
     * @param trials n, at least 0
     * @param level the confidence level
     * @return the interval, in [0, 1]
     * @throws IllegalArgumentException if the counts are not 0 ≤ k ≤ n
     */
    public Interval of(double successes, double trials, ConfidenceLevel level) {
        if (!(successes >= 0 && successes <= trials)) {
            throw Require.bad("successes", "from 0 to trials (" + trials + ")", successes);
        }
        return trials == 0 ? within(0, 1, level) : of(successes, trials, level.z(), level);
    }

    /**
     * The method of a short name.
     *
     * @param label the name, such as {@code clopper-pearson}
     * @return the method, or empty if there is none
     */
    public static Optional<ProportionInterval> named(String label) {
        return named(ProportionInterval.class, label);
    }

    /**
     * The short name, such as {@code clopper-pearson}.
     *
     * @return the name
     */
    public String label() {
        return label(this);
    }

    static String label(Enum<?> method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <M extends Enum<M>> Optional<M> named(Class<M> methods, String label) {
        return Arrays.stream(methods.getEnumConstants())
                .filter(m -> label(m).equals(label))
                .findFirst();
    }
}

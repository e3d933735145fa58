package io.github.supportmetrics.stats;

/**
 * Two-sided confidence intervals of an event rate, c events over exposure e, if events come independently (Poisson).
 *
 * <ul>
 *   <li>e = 0: [0, ∞).
 *   <li>c = 0: the lower end of {@link #EXACT} is 0; {@link #NORMAL} has no width.
 * </ul>
 *
 * <p>Source: Garwood, Biometrika 28 (1936) 437–442; the figures are those of {@code pois.exact}, {@code pois.byar} and
 * {@code pois.approx} of the R package epitools.
 */
public enum RateInterval {
    /** Exact, the default: [χ²(α/2; 2c)/2e, χ²(1−α/2; 2c+2)/2e]. */
    EXACT {
        @Override
        Interval of(double c, double e, ConfidenceLevel level) {
            double low = c == 0 ? 0 : Distributions.chiSquareLower(2 * c, level.tail()) / 2;
            return new Interval(low / e, Distributions.chiSquareUpper(2 * c + 2, level.tail()) / 2 / e, level, label());
        }
    },
    /** Byar's approximation, with half an event added. */
    BYAR {
        @Override
        Interval of(double c, double e, ConfidenceLevel level) {
            double a = c + 0.5;
            double centre = 1 - 1 / (9 * a);
            double half = level.z() / 3 * Math.sqrt(1 / a);
            return new Interval(
                    Math.max(0, a * Math.pow(centre - half, 3)) / e,
                    a * Math.pow(centre + half, 3) / e,
                    level,
                    label());
        }
    },
    /** c/e ± z√c/e, cut at 0. */
    NORMAL {
        @Override
        Interval of(double c, double e, ConfidenceLevel level) {
            double half = level.z() * Math.sqrt(c);
            return new Interval(Math.max(0, c - half) / e, (c + half) / e, level, label());
        }
    };

    abstract Interval of(double events, double exposure, ConfidenceLevel level);

    /**
     * The interval of events per unit of exposure.
     *
     * @param rate the events and their exposure
     * @param level the confidence level
     * @return the interval, at least 0
     */
    public Interval interval(EventRate rate, ConfidenceLevel level) {
        return rate.exposure() == 0
                ? new Interval(0, Double.POSITIVE_INFINITY, level, label())
                : of((double) rate.events(), (double) rate.exposure(), level);
    }

    /**
     * The short name, such as {@code exact}.
     *
     * @return the name
     */
    public String label() {
        return ProportionInterval.label(this);
    }
}

package io.github.supportmetrics.stats;

/**
 * Two-sided confidence limits of a survival share S with Greenwood's variance, V the variance of ln S.
 *
 * <p>Where a form is undefined: at S = 1 the lower limit is (α/2)<sup>1/n</sup> of the n at risk, and the upper one is 1; at S = 0 the lower
 * limit is 0, and the upper one is the last that was defined. R leaves both out.
 *
 * <p>Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2nd ed. (2002) §1.4; R's {@code survfit} gives the
 * same figures where it gives any.
 */
public enum SurvivalInterval {
    /** S^exp(±z√V / ln S), the default: it stays within 0..1 and is fair for small samples. */
    LOG_LOG {
        @Override
        double limit(double s, double sd, double z) {
            return Math.exp(-Math.exp(Math.log(-Math.log(s)) + z * sd / Math.log(s)));
        }
    },
    /** S ± z·S√V, cut to 0..1. */
    PLAIN {
        @Override
        double limit(double s, double sd, double z) {
            return s + z * s * sd;
        }
    },
    /** S·exp(±z√V), cut at 1. */
    LOG {
        @Override
        double limit(double s, double sd, double z) {
            return s * Math.exp(z * sd);
        }
    },
    /** On the scale of log odds. */
    LOGIT {
        @Override
        double limit(double s, double sd, double z) {
            double odds = Math.log(s / (1 - s)) + z * sd / (1 - s);
            return 1 / (1 + Math.exp(-odds));
        }
    };

    /** One limit: the lower one for z below 0. */
    abstract double limit(double survival, double sdOfLog, double z);

    /**
     * The short name, such as {@code log-log}.
     *
     * @return the name
     */
    public String label() {
        return ProportionInterval.label(this);
    }
}

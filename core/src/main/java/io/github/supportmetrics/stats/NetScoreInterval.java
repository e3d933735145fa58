package io.github.supportmetrics.stats;

/**
 * Two-sided confidence intervals of a net score D = P − N, the share of positives less the share of negatives, on −1..1.
 * The variance of D is (P + N − D²)/n.
 *
 * <ul>
 *   <li>n = 0: [−1, 1].
 *   <li>All answers alike: {@link #WALD} has no width; the others have.
 * </ul>
 *
 * <p>Sources: MeasuringU on Rocks, The American Statistician 70 (2016), doi:10.1080/00031305.2016.1209125, for the adjusted
 * Wald; Tango, Statistics in Medicine 17 (1998) 891–908, for the score interval.
 */
public enum NetScoreInterval {
    /**
     * Wald after adding ¾ negative, 1½ neutral and ¾ positive answers, cut to [−1, 1] and stretched to hold the raw score. The
     * default at 95 % and above, which the three answers are tuned to.
     */
    ADJUSTED_WALD {
        @Override
        Interval of(NetScore s, ConfidenceLevel level) {
            double n = s.count() + 3.0;
            double positive = (s.positives() + 0.75) / n;
            double negative = (s.negatives() + 0.75) / n;
            double centre = positive - negative;
            double half = level.z() * Math.sqrt(Math.max(0, positive + negative - centre * centre) / n);
            double raw = s.score().orElse(0);
            return cut(Math.min(centre - half, raw), Math.max(centre + half, raw), level);
        }
    },
    /** D ± z√(Var/n), cut to [−1, 1]. */
    WALD {
        @Override
        Interval of(NetScore s, ConfidenceLevel level) {
            double score = s.score().orElse(0);
            double half = level.z() * Math.sqrt(s.variance().orElse(0) / s.count());
            return cut(score - half, score + half, level);
        }
    },
    /** All differences that a score test with the constrained variance does not reject. The default below 95 %. */
    SCORE {
        @Override
        Interval of(NetScore s, ConfidenceLevel level) {
            double z = level.z();
            double score = s.score().orElse(0);
            return cut(root(s, z, -1, score), root(s, -z, score, 1), level);
        }
    };

    private static final double DEFAULT_SWITCH = 0.95 - 1e-12;

    abstract Interval of(NetScore score, ConfidenceLevel level);

    Interval cut(double low, double high, ConfidenceLevel level) {
        return new Interval(Math.max(-1, low), Math.min(1, high), level, label());
    }

    /**
     * The interval.
     *
     * @param score the counts
     * @param level the confidence level
     * @return the interval, in [−1, 1]
     */
    public Interval interval(NetScore score, ConfidenceLevel level) {
        return score.count() == 0 ? cut(-1, 1, level) : of(score, level);
    }

    /**
     * The default method of a level.
     *
     * @param level the confidence level
     * @return {@link #ADJUSTED_WALD} at 95 % and above, else {@link #SCORE}
     */
    public static NetScoreInterval defaultFor(ConfidenceLevel level) {
        return level.level() >= DEFAULT_SWITCH ? ADJUSTED_WALD : SCORE;
    }

    /**
     * The short name, such as {@code adjusted-wald}.
     *
     * @return the name
     */
    public String label() {
        return ProportionInterval.label(this);
    }

    /** The difference in [from, to] whose test statistic is z; the statistic falls as the difference grows. */
    private static double root(NetScore s, double z, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < 200 && high - low > 0; i++) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (statistic(s, middle) > z) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double statistic(NetScore s, double difference) {
        double n = s.count();
        double b = s.positives();
        double c = s.negatives();
        double q = 2 * n;
        double r = -b - c + (2 * n - b + c) * difference;
        double t = -c * difference * (1 - difference);
        double negative = Math.max(0, (Math.sqrt(Math.max(0, r * r - 4 * q * t)) - r) / (2 * q));
        double variance = n * (2 * negative + difference * (1 - difference));
        double distance = b - c - n * difference;
        return distance == 0 ? 0 : distance / Math.sqrt(Math.max(variance, 0));
    }
}

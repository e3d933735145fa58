package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Probabilities of several tests at once, adjusted so that false alarms stay as rare as in one. Each adjusted p is compared with α as
 * a single one would be.
 *
 * <p>Sources: Holm, Scandinavian Journal of Statistics 6 (1979) 65–70; Hochberg, Biometrika 75 (1988) 800–802; Benjamini and Hochberg,
 * Journal of the Royal Statistical Society B 57 (1995) 289–300; Benjamini and Yekutieli, The Annals of Statistics 29 (2001) 1165–1188.
 */
public enum PAdjustment {
    /** Times the number of tests; no false alarm at all in 1 − α of families. */
    BONFERRONI,
    /** Bonferroni's promise with less loss, from the smallest p up. */
    HOLM,
    /** The same from the largest p down, for independent tests. */
    HOCHBERG,
    /** At most a share α of the alarms is false, for independent tests: the default where many groups are compared. */
    BENJAMINI_HOCHBERG,
    /** The same whatever the tests' dependence. */
    BENJAMINI_YEKUTIELI;

    /**
     * The adjusted probabilities.
     *
     * @param p the tests' probabilities, each in [0, 1]
     * @return the adjusted ones, in the same order
     * @throws IllegalArgumentException if one is not in [0, 1]
     */
    public double[] adjust(double... p) {
        Arrays.stream(p).forEach(x -> Require.fraction(x, "p"));
        int m = p.length;
        Integer[] order = IntStream.range(0, m).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        double[] adjusted = new double[m];
        boolean up = this == BONFERRONI || this == HOLM;
        double bound = up ? 0 : 1;
        for (int step = 0; step < m; step++) {
            int rank = up ? step : m - 1 - step;
            double raw = Math.min(1, p[order[rank]] * factor(rank + 1, m));
            bound = this == BONFERRONI ? raw : up ? Math.max(bound, raw) : Math.min(bound, raw);
            adjusted[order[rank]] = bound;
        }
        return adjusted;
    }

    /** What the p of a rank, 1 for the smallest, is multiplied by. */
    private double factor(int rank, int m) {
        return switch (this) {
            case BONFERRONI -> m;
            case HOLM, HOCHBERG -> m - rank + 1.0;
            case BENJAMINI_HOCHBERG -> (double) m / rank;
            case BENJAMINI_YEKUTIELI ->
                IntStream.rangeClosed(1, m).mapToDouble(i -> 1.0 / i).sum() * m / rank;
        };
    }
}

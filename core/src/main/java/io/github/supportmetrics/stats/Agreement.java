package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.SplitMix;
import io.github.supportmetrics.internal.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Ways to read agreement between raters from {@link RatedUnits}. Percent agreement flatters, since chance alone agrees often; κ and α
 * take chance out: 1 is perfect, 0 what chance gives, and below 0 is worse than chance.
 *
 * <ul>
 *   <li>Fewer units than two, or nothing but one category: no coefficient.
 *   <li>Units with a single rater say nothing and are aside as {@code SINGLE_RATER}; those that lack a rater whom the coefficient needs
 *       as {@code INCOMPLETE}.
 * </ul>
 *
 * <p>Intervals of κ for two raters are ± z standard errors (Fleiss, Cohen and Everitt), or where that has no width, as at κ = 1, from
 * Wilson's limits of the observed agreement; those of the others are percentiles of 2 000
 * resamples of whole units (100 000 units at most, then scaled), drawn with the caller's seed, so that they repeat.
 *
 * <p>Sources: Cohen, Educational and Psychological Measurement 20 (1960) 37–46, and Psychological Bulletin 70 (1968) 213–220; Fleiss,
 * Cohen and Everitt, Psychological Bulletin 72 (1969) 323–327; Fleiss, Psychological Bulletin 76 (1971) 378–382; Krippendorff, Content
 * Analysis (2004) ch. 11; Shrout and Fleiss, Psychological Bulletin 86 (1979) 420–428.
 */
public final class Agreement {
    private static final int RESAMPLES = 2000;
    private static final int LEAST_UNITS = 2;

    private static final double NO_WIDTH = 1e-12;
    /** The most units in a resample. */
    private static final int MOST_DRAWN = 100_000;

    /** How far two scores are apart for Cohen's κ. */
    public enum Weights {
        /** Equal or not. */
        NONE,
        /** By the distance of the categories. */
        LINEAR,
        /** By the squared distance. */
        QUADRATIC
    }

    /** What the scores of Krippendorff's α mean. */
    public enum Level {
        /** Names. */
        NOMINAL,
        /** An order. */
        ORDINAL,
        /** Numbers whose differences mean the same everywhere. */
        INTERVAL
    }

    /** The form of the intraclass correlation. */
    public enum Icc {
        /** ICC(1,1): each unit has raters of its own. */
        ONE_WAY,
        /** ICC(2,1), the default: the same raters, drawn from many; leniency counts as disagreement. */
        TWO_WAY_RANDOM,
        /** ICC(3,1): the same raters, who are all there are; leniency does not count. */
        TWO_WAY_MIXED
    }

    private Agreement() {}

    /**
     * Percent agreement: the share of agreeing pairs of raters, averaged over units. Range 0..1; interval: Wilson over units, which is
     * exact in form for two raters and conservative for more.
     *
     * @return the estimator
     */
    public static Estimator<RatedUnits> percent() {
        return new Percent();
    }

    /**
     * Cohen's κ of two raters: (p_o − p_e)/(1 − p_e), weighted if asked. No value unless there are just two raters.
     *
     * @param weights how far apart two scores are
     * @return the estimator
     */
    public static Estimator<RatedUnits> cohen(Weights weights) {
        return new Cohen(weights);
    }

    /**
     * Fleiss' κ of any number of raters, who may change from unit to unit. No value unless all units have as many raters.
     *
     * @param seed of the resampling
     * @return the estimator
     */
    public static Estimator<RatedUnits> fleiss(long seed) {
        return new Resampled(seed, Agreement::fleiss, (units, scores) -> isPair(scores), "SINGLE_RATER");
    }

    /**
     * Krippendorff's α of any number of raters with gaps: 1 − D_o/D_e.
     *
     * @param level what the scores mean
     * @param seed of the resampling
     * @return the estimator
     */
    public static Estimator<RatedUnits> krippendorff(Level level, long seed) {
        return new Resampled(seed, units -> alpha(units, level), (units, scores) -> isPair(scores), "SINGLE_RATER");
    }

    /**
     * The intraclass correlation of one rater, from units that all raters scored. At most 1; few units can put it below −1.
     *
     * @param form its form
     * @param seed of the resampling
     * @return the estimator
     */
    public static Estimator<RatedUnits> icc(Icc form, long seed) {
        return new Resampled(seed, units -> icc(units, form), Agreement::isComplete, "INCOMPLETE");
    }

    /**
     * The median of all scores, shown with their range, of units with two raters or more, as one person's view is none. The median of an
     * even number is the midpoint. Its interval is that range: the raters are all there are, not a sample.
     *
     * @param point how many units of a score make a point
     * @return the estimator
     */
    public static Estimator<RatedUnits> median(long point) {
        return new Median(point);
    }

    private static boolean isPair(RatedUnits.Scores scores) {
        return scores.byRater().size() > 1;
    }

    private static long singles(RatedUnits units) {
        return units.patterns().entrySet().stream()
                .filter(e -> !isPair(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean isComplete(RatedUnits units, RatedUnits.Scores scores) {
        return scores.byRater().size() == units.raters().size();
    }

    /** The units that a coefficient rests on. */
    private static RatedUnits only(RatedUnits units, BiPredicate<RatedUnits, RatedUnits.Scores> usable) {
        TreeMap<RatedUnits.Scores, Long> kept = new TreeMap<>();
        units.patterns().forEach((scores, count) -> {
            if (usable.test(units, scores)) {
                kept.put(scores, count);
            }
        });
        return new RatedUnits(kept);
    }

    private static Map<String, Long> aside(String reason, long count) {
        return count == 0 ? Map.of() : Map.of(reason, count);
    }

    private static Map<String, Number> shown(RatedUnits units) {
        Map<String, Number> detail = new LinkedHashMap<>();
        detail.put("raters", (long) units.raters().size());
        detail.put("units", units.count());
        return detail;
    }

    /** The scores of a pattern that agree, as a share of its pairs. */
    private static double agreeing(Collection<Long> scores) {
        double m = scores.size();
        double pairs = 0;
        for (long same : tally(scores).values()) {
            pairs += same * (same - 1.0);
        }
        return pairs / (m * (m - 1));
    }

    private static Map<Long, Long> tally(Collection<Long> scores) {
        Map<Long, Long> tally = new TreeMap<>();
        scores.forEach(score -> tally.merge(score, 1L, Long::sum));
        return tally;
    }

    private record Percent() implements Estimator<RatedUnits> {
        private static double agreed(RatedUnits units) {
            double agreed = 0;
            for (var entry : units.patterns().entrySet()) {
                if (isPair(entry.getKey())) {
                    agreed +=
                            entry.getValue() * agreeing(entry.getKey().byRater().values());
                }
            }
            return agreed;
        }

        @Override
        public String unit() {
            return "ratio";
        }

        @Override
        public long n(RatedUnits units) {
            return units.count() - singles(units);
        }

        @Override
        public OptionalDouble value(RatedUnits units) {
            return n(units) == 0 ? OptionalDouble.empty() : OptionalDouble.of(agreed(units) / n(units));
        }

        @Override
        public Interval interval(RatedUnits units, ConfidenceLevel level) {
            double n = n(units);
            ProportionInterval wilson = ProportionInterval.WILSON;
            return n == 0 ? wilson.within(0, 1, level) : wilson.of(agreed(units), n, level.z(), level);
        }

        @Override
        public Map<String, Number> detail(RatedUnits units) {
            return shown(units);
        }

        @Override
        public Map<String, Long> aside(RatedUnits units) {
            return Agreement.aside("SINGLE_RATER", singles(units));
        }
    }

    private record Cohen(Weights weights) implements Estimator<RatedUnits> {
        private long paired(RatedUnits units) {
            return units.raters().size() == 2 ? units.count() - singles(units) : 0;
        }

        @Override
        public long n(RatedUnits units) {
            return paired(units);
        }

        @Override
        public OptionalDouble value(RatedUnits units) {
            return paired(units) == 0 ? OptionalDouble.empty() : new Crossed(units, paired(units), weights).kappa();
        }

        @Override
        public Interval interval(RatedUnits units, ConfidenceLevel level) {
            OptionalDouble kappa = value(units);
            if (kappa.isEmpty()) {
                return new Interval(-1, 1, level, "fleiss-cohen-everitt");
            }
            double k = kappa.getAsDouble();
            Crossed crossed = new Crossed(units, paired(units), weights);
            double half = level.z() * crossed.standardError(k);
            if (half < NO_WIDTH) {
                return crossed.ofObserved(level);
            }
            return new Interval(k - half, k + half, level, "fleiss-cohen-everitt").clamp(-1, 1);
        }

        @Override
        public Map<String, Number> detail(RatedUnits units) {
            Map<String, Number> detail = shown(units);
            if (paired(units) > 0) {
                Crossed crossed = new Crossed(units, paired(units), weights);
                detail.put("observed", crossed.observed());
                detail.put("expected", crossed.expected());
                crossed.kappa().ifPresent(k -> detail.put("se", crossed.standardError(k)));
            }
            return detail;
        }

        @Override
        public String filled(RatedUnits units) {
            Crossed crossed = new Crossed(units, paired(units), weights);
            String expected = Texts.number(crossed.expected());
            return "(" + Texts.number(crossed.observed()) + " − " + expected + ") / (1 − " + expected + ")";
        }

        @Override
        public Map<String, Long> aside(RatedUnits units) {
            return units.raters().size() > 2
                    ? Agreement.aside("MORE_THAN_TWO_RATERS", units.count())
                    : Agreement.aside("SINGLE_RATER", units.count() - paired(units));
        }
    }

    /** The table of two raters' categories, as shares of the units. */
    private static final class Crossed {
        private final Weights weights;
        private final double n;
        private final List<Long> points;
        private final double[][] share;
        private final double[] rows;
        private final double[] columns;

        Crossed(RatedUnits units, long n, Weights weights) {
            this.weights = weights;
            this.n = n;
            TreeSet<Long> categories = new TreeSet<>();
            units.patterns().keySet().stream()
                    .filter(Agreement::isPair)
                    .forEach(scores -> categories.addAll(scores.byRater().values()));
            points = List.copyOf(categories);
            share = new double[points.size()][points.size()];
            rows = new double[points.size()];
            columns = new double[points.size()];
            for (var entry : units.patterns().entrySet()) {
                if (isPair(entry.getKey())) {
                    List<Long> pair = List.copyOf(entry.getKey().byRater().values());
                    int i = points.indexOf(pair.get(0));
                    int j = points.indexOf(pair.get(1));
                    double part = entry.getValue() / this.n;
                    share[i][j] += part;
                    rows[i] += part;
                    columns[j] += part;
                }
            }
        }

        private double weight(int i, int j) {
            double span = Math.max(1.0, (double) (points.get(points.size() - 1) - points.get(0)));
            double apart = Math.abs((double) (points.get(i) - points.get(j))) / span;
            return switch (weights) {
                case NONE -> i == j ? 1 : 0;
                case LINEAR -> 1 - apart;
                case QUADRATIC -> 1 - apart * apart;
            };
        }

        double observed() {
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows.length; j++) {
                    sum += share[i][j] * weight(i, j);
                }
            }
            return sum;
        }

        double expected() {
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows.length; j++) {
                    sum += rows[i] * columns[j] * weight(i, j);
                }
            }
            return sum;
        }

        OptionalDouble kappa() {
            double expected = expected();
            return rows.length < 2 || n < LEAST_UNITS
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((observed() - expected) / (1 - expected));
        }

        /** From Wilson's limits of the observed agreement, where the standard error vanishes, as it does at κ = 1. */
        Interval ofObserved(ConfidenceLevel level) {
            double expected = expected();
            Interval o = ProportionInterval.WILSON.of(Math.min(1, observed()) * n, n, level.z(), level);
            return new Interval(
                            (o.low() - expected) / (1 - expected),
                            (o.high() - expected) / (1 - expected),
                            level,
                            "wilson-observed")
                    .clamp(-1, 1);
        }

        double standardError(double kappa) {
            double expected = expected();
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows.length; j++) {
                    double margin = 0;
                    for (int g = 0; g < rows.length; g++) {
                        margin += columns[g] * weight(i, g) + rows[g] * weight(g, j);
                    }
                    double term = weight(i, j) - margin * (1 - kappa);
                    sum += share[i][j] * term * term;
                }
            }
            double bias = kappa - expected * (1 - kappa);
            return Math.sqrt(Math.max(0, sum - bias * bias) / n) / (1 - expected);
        }
    }

    /** A coefficient of patterns and how many units have each. */
    private interface Coefficient {
        OptionalDouble of(RatedUnits units);
    }

    private record Resampled(
            long seed, Coefficient coefficient, BiPredicate<RatedUnits, RatedUnits.Scores> usable, String reason)
            implements Estimator<RatedUnits> {
        @Override
        public long n(RatedUnits units) {
            return only(units, usable).count();
        }

        @Override
        public OptionalDouble value(RatedUnits units) {
            return coefficient.of(only(units, usable));
        }

        @Override
        public Interval interval(RatedUnits units, ConfidenceLevel level) {
            RatedUnits used = only(units, usable);
            OptionalDouble value = coefficient.of(used);
            double[] values = value.isEmpty() ? new double[0] : resampled(used);
            if (values.length < RESAMPLES / 2) {
                return new Interval(Math.min(-1, value.orElse(-1)), 1, level, "bootstrap");
            }
            double v = value.orElseThrow();
            // Of more units than are drawn, the resamples vary more than the sample does.
            double narrower = Math.sqrt(Math.min(1, (double) MOST_DRAWN / used.count()));
            double low = v + narrower * (quantile(values, level.tail()) - v);
            double high = v + narrower * (quantile(values, 1 - level.tail()) - v);
            // Percentiles of few units may miss the value itself.
            return new Interval(Math.min(low, v), Math.max(high, v), level, "bootstrap");
        }

        /** Sorted coefficients of resamples of whole units; resamples without one are left out. */
        private double[] resampled(RatedUnits units) {
            List<RatedUnits.Scores> patterns = new ArrayList<>(units.patterns().keySet());
            long[] upTo = new long[patterns.size()];
            long n = 0;
            for (int i = 0; i < upTo.length; i++) {
                n = Math.addExact(n, units.patterns().getOrDefault(patterns.get(i), 0L));
                upTo[i] = n;
            }
            SplitMix random = new SplitMix(seed);
            double[] values = new double[RESAMPLES];
            int defined = 0;
            for (int b = 0; b < RESAMPLES; b++) {
                long[] times = new long[upTo.length];
                for (long i = Math.min(n, MOST_DRAWN); i > 0; i--) {
                    int found = Arrays.binarySearch(upTo, random.below(n) + 1);
                    times[found < 0 ? -found - 1 : found]++;
                }
                TreeMap<RatedUnits.Scores, Long> drawn = new TreeMap<>();
                for (int i = 0; i < times.length; i++) {
                    if (times[i] > 0) {
                        drawn.put(patterns.get(i), times[i]);
                    }
                }
                OptionalDouble value = coefficient.of(new RatedUnits(drawn));
                if (value.isPresent()) {
                    values[defined++] = value.getAsDouble();
                }
            }
            double[] sorted = Arrays.copyOf(values, defined);
            Arrays.sort(sorted);
            return sorted;
        }

        private static double quantile(double[] sorted, double q) {
            double h = q * (sorted.length - 1);
            int floor = (int) Math.floor(h);
            double upper = sorted[Math.min(floor + 1, sorted.length - 1)];
            return sorted[floor] + (h - floor) * (upper - sorted[floor]);
        }

        @Override
        public Map<String, Number> detail(RatedUnits units) {
            return shown(units);
        }

        @Override
        public String filled(RatedUnits units) {
            return "of " + n(units) + " units and " + units.raters().size() + " raters";
        }

        @Override
        public Map<String, Long> aside(RatedUnits units) {
            return Agreement.aside(reason, units.count() - n(units));
        }

        /** From the two resampled intervals, without a test. */
        @Override
        public Difference difference(RatedUnits first, RatedUnits second, ConfidenceLevel level) {
            OptionalDouble a = value(first);
            OptionalDouble b = value(second);
            return a.isEmpty() || b.isEmpty()
                    ? Difference.unknown(level, "mover")
                    : Difference.untested(
                            OptionalDouble.of(a.getAsDouble() - b.getAsDouble()),
                            Difference.moverInterval(this, first, second, level));
        }
    }

    private static OptionalDouble fleiss(RatedUnits units) {
        Map<Long, Double> totals = new TreeMap<>();
        double agreed = 0;
        double n = 0;
        int raters = 0;
        for (var entry : units.patterns().entrySet()) {
            Collection<Long> scores = entry.getKey().byRater().values();
            if (scores.size() < 2) {
                continue;
            }
            if (raters != 0 && raters != scores.size()) {
                return OptionalDouble.empty();
            }
            raters = scores.size();
            double times = entry.getValue();
            n += times;
            agreed += times * agreeing(scores);
            tally(scores).forEach((category, count) -> totals.merge(category, times * count, Double::sum));
        }
        if (n < LEAST_UNITS || totals.size() < 2) {
            return OptionalDouble.empty();
        }
        double expected = 0;
        for (double total : totals.values()) {
            double share = total / (n * raters);
            expected += share * share;
        }
        return OptionalDouble.of((agreed / n - expected) / (1 - expected));
    }

    private static OptionalDouble alpha(RatedUnits units, Level level) {
        TreeMap<Long, Integer> places = new TreeMap<>();
        for (RatedUnits.Scores scores : units.patterns().keySet()) {
            if (isPair(scores)) {
                scores.byRater().values().forEach(score -> places.put(score, 0));
            }
        }
        int c = 0;
        long[] points = new long[places.size()];
        for (Map.Entry<Long, Integer> place : places.entrySet()) {
            points[c] = place.getKey();
            place.setValue(c++);
        }
        double[][] coincidences = new double[c][c];
        for (var entry : units.patterns().entrySet()) {
            Collection<Long> scores = entry.getKey().byRater().values();
            int m = scores.size();
            if (m < 2) {
                continue;
            }
            Map<Long, Long> tally = tally(scores);
            tally.forEach((a, timesA) -> tally.forEach((b, timesB) -> {
                double pairs = a.equals(b) ? timesA * (timesA - 1.0) : (double) timesA * timesB;
                coincidences[places.getOrDefault(a, 0)][places.getOrDefault(b, 0)] +=
                        entry.getValue() * pairs / (m - 1.0);
            }));
        }
        double[] margins = new double[c];
        double n = 0;
        for (int i = 0; i < c; i++) {
            for (int j = 0; j < c; j++) {
                margins[i] += coincidences[i][j];
            }
            n += margins[i];
        }
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < c; i++) {
            for (int j = i + 1; j < c; j++) {
                double distance = distance(level, i, j, points, margins);
                observed += coincidences[i][j] * distance;
                expected += margins[i] * margins[j] * distance;
            }
        }
        boolean few = units.count() - singles(units) < LEAST_UNITS;
        return few || expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (n - 1) * observed / expected);
    }

    /** δ², the squared distance of two categories. */
    private static double distance(Level level, int i, int j, long[] points, double[] margins) {
        double distance = switch (level) {
            case NOMINAL -> 1;
            case INTERVAL -> (double) (points[j] - points[i]);
            case ORDINAL -> {
                double between = -(margins[i] + margins[j]) / 2;
                for (int g = i; g <= j; g++) {
                    between += margins[g];
                }
                yield between;
            }
        };
        return distance * distance;
    }

    private static OptionalDouble icc(RatedUnits units, Icc form) {
        List<String> raters = new ArrayList<>(units.raters());
        int k = raters.size();
        double n = units.count();
        if (n < LEAST_UNITS || k < 2) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        double[] columns = new double[k];
        for (var entry : units.patterns().entrySet()) {
            if (entry.getKey().byRater().size() == k) {
                for (int j = 0; j < k; j++) {
                    double score = (double) entry.getKey().byRater().getOrDefault(raters.get(j), 0L);
                    columns[j] += entry.getValue() * score;
                    sum += entry.getValue() * score;
                }
            }
        }
        double mean = sum / (n * k);
        double rows = 0;
        double all = 0;
        for (var entry : units.patterns().entrySet()) {
            Collection<Long> scores = entry.getKey().byRater().values();
            if (scores.size() == k) {
                double rowMean =
                        scores.stream().mapToDouble(Long::doubleValue).average().orElse(0);
                rows += entry.getValue() * k * (rowMean - mean) * (rowMean - mean);
                for (long score : scores) {
                    all += entry.getValue() * (score - mean) * (score - mean);
                }
            }
        }
        double between = 0;
        for (double column : columns) {
            between += n * (column / n - mean) * (column / n - mean);
        }
        double msRows = rows / (n - 1);
        double msWithin = (all - rows) / (n * (k - 1));
        double msColumns = between / (k - 1);
        double msError = Math.max(0, all - rows - between) / ((n - 1) * (k - 1));
        double above = switch (form) {
            case ONE_WAY -> msRows - msWithin;
            case TWO_WAY_RANDOM, TWO_WAY_MIXED -> msRows - msError;
        };
        double below = switch (form) {
            case ONE_WAY -> msRows + (k - 1) * msWithin;
            case TWO_WAY_RANDOM -> msRows + (k - 1) * msError + k * (msColumns - msError) / n;
            case TWO_WAY_MIXED -> msRows + (k - 1) * msError;
        };
        return below == 0 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
    }

    private record Median(long point) implements Estimator<RatedUnits> {
        private static SortedMap<Long, Long> scores(RatedUnits units) {
            SortedMap<Long, Long> scores = new TreeMap<>();
            only(units, (all, pattern) -> isPair(pattern))
                    .patterns()
                    .forEach((pattern, times) ->
                            pattern.byRater().values().forEach(score -> scores.merge(score, times, Math::addExact)));
            return scores;
        }

        /** The score at a place in ascending order, from 0. */
        private static long at(SortedMap<Long, Long> scores, long place) {
            long before = 0;
            for (Map.Entry<Long, Long> score : scores.entrySet()) {
                before += score.getValue();
                if (before > place) {
                    return score.getKey();
                }
            }
            return scores.lastKey();
        }

        @Override
        public String unit() {
            return "points";
        }

        /** Units that one rater alone judged are no number. */
        @Override
        public long n(RatedUnits units) {
            return units.count() - singles(units);
        }

        @Override
        public Map<String, Long> aside(RatedUnits units) {
            return Agreement.aside("SINGLE_RATER", singles(units));
        }

        @Override
        public String filled(RatedUnits units) {
            return "of " + Multisets.total(scores(units)) + " scores";
        }

        @Override
        public OptionalDouble value(RatedUnits units) {
            SortedMap<Long, Long> scores = scores(units);
            if (scores.isEmpty()) {
                return OptionalDouble.empty();
            }
            long n = Multisets.total(scores);
            return OptionalDouble.of((at(scores, (n - 1) / 2) + at(scores, n / 2)) / 2.0 / point);
        }

        /** The range of the scores: the raters are all there are, not a sample. */
        @Override
        public Interval interval(RatedUnits units, ConfidenceLevel level) {
            SortedMap<Long, Long> scores = scores(units);
            return scores.isEmpty()
                    ? Difference.unbounded(level, "range")
                    : new Interval(
                            scores.firstKey() / (double) point, scores.lastKey() / (double) point, level, "range");
        }

        @Override
        public Difference difference(RatedUnits first, RatedUnits second, ConfidenceLevel level) {
            OptionalDouble a = value(first);
            OptionalDouble b = value(second);
            OptionalDouble apart = a.isEmpty() || b.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(a.getAsDouble() - b.getAsDouble());
            return Difference.untested(apart, Difference.unbounded(level, "census"));
        }

        @Override
        public Map<String, Number> detail(RatedUnits units) {
            Map<String, Number> detail = shown(units);
            SortedMap<Long, Long> scores = scores(units);
            if (!scores.isEmpty()) {
                detail.put("min", scores.firstKey() / (double) point);
                detail.put("max", scores.lastKey() / (double) point);
            }
            return detail;
        }
    }
}

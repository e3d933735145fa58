package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often 95 % intervals hold the truth, by a seeded simulation over grids of truths. The descriptions of the bounds say what was
 * found; at n = 10 no method can keep to 95 % everywhere, as so few answers have so few outcomes.
 */
class CoverageTest {
    private static final int MANY = 100;
    private static final int FEW = 10;
    private static final int RUNS = 20_000;
    private static final int RUNS_OF_MEANS = 5_000;
    private static final long SEED = 1;

    /** A truth, and how samples are drawn from it. */
    private record Population<S>(String name, double truth, Function<SplittableRandom, S> sample) {}

    /** How often the intervals of a grid held the truth: on average, and where it was least. */
    private record Coverage(double average, double worst, String where) {
        static Coverage of(Map<String, Double> cells) {
            String where = cells.keySet().stream()
                    .min(Comparator.comparingDouble(name -> cells.getOrDefault(name, 1.0)))
                    .orElseThrow();
            double average = cells.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            return new Coverage(average, cells.getOrDefault(where, 0.0), where);
        }

        void isOnAverage(double least, double most, String found) {
            assertThat(average).as("%s; found: %s", this, found).isBetween(least, most);
        }

        Coverage isNowhereBelow(double least, String found) {
            assertThat(worst).as("%s; found: %s", this, found).isGreaterThanOrEqualTo(least);
            return this;
        }
    }

    private static <S extends Summary<S>> Coverage of(Estimator<S> estimator, List<Population<S>> grid) {
        Map<S, Interval> known = new HashMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Double> cells = new HashMap<>();
        for (Population<S> population : grid) {
            int held = 0;
            for (int run = 0; run < RUNS; run++) {
                Interval interval = known.computeIfAbsent(
                        population.sample.apply(random), sample -> estimator.interval(sample, P95));
                held += interval.contains(population.truth) ? 1 : 0;
            }
            cells.put(population.name, (double) held / RUNS);
        }
        return Coverage.of(cells);
    }

    /** The differences of every two populations, and of two samples of the same one. */
    private static <S extends Summary<S>> Coverage ofDifferences(
            Estimator<S> estimator, List<Population<S>> grid, int runs) {
        Map<List<S>, Interval> known = new HashMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Double> cells = new HashMap<>();
        for (int i = 0; i < grid.size(); i++) {
            for (Population<S> second : grid.subList(0, i + 1)) {
                Population<S> first = grid.get(i);
                int held = 0;
                for (int run = 0; run < runs; run++) {
                    Interval interval = known.computeIfAbsent(
                            List.of(first.sample.apply(random), second.sample.apply(random)),
                            pair -> estimator
                                    .difference(pair.get(0), pair.get(1), P95)
                                    .interval());
                    held += interval.contains(first.truth - second.truth) ? 1 : 0;
                }
                cells.put(first.name + " less " + second.name, (double) held / runs);
            }
        }
        return Coverage.of(cells);
    }

    /** How often each of several answers comes in a sample of n. */
    private static long[] draw(SplittableRandom random, int n, double... weights) {
        long[] counts = new long[weights.length];
        for (int i = 0; i < n; i++) {
            double left = random.nextDouble();
            int answer = 0;
            while (answer < weights.length - 1 && left >= weights[answer]) {
                left -= weights[answer++];
            }
            counts[answer]++;
        }
        return counts;
    }

    private static List<Population<Proportion>> shares(int n, double step) {
        List<Population<Proportion>> grid = new ArrayList<>();
        for (double p = step; p < 1 - step / 2; p += step) {
            double share = p;
            grid.add(new Population<>(
                    "%.2f".formatted(share), share, random -> new Proportion(draw(random, n, share, 1 - share)[0], n)));
        }
        return grid;
    }

    private static List<Population<NetScore>> netScores(int n, double step) {
        List<Population<NetScore>> grid = new ArrayList<>();
        for (double p = step; p < 1 - step / 2; p += step) {
            for (double q = step; p + q < 1 + step / 2; q += step) {
                double negative = p;
                double positive = q;
                grid.add(new Population<>("+%.2f −%.2f".formatted(positive, negative), positive - negative, random -> {
                    long[] counts = draw(random, n, negative, positive, 1 - negative - positive);
                    return new NetScore(counts[0], counts[2], counts[1]);
                }));
            }
        }
        return grid;
    }

    /** Answers on 1–5: four coins that show heads so often, and camps of which so many give 5 and all others 1. */
    private static List<Population<Ratings>> ratings(int n, double step) {
        List<Population<Ratings>> grid = new ArrayList<>();
        for (double p = step; p < 1 - step / 2; p += step) {
            double q = 1 - p;
            grid.add(ratings(n, q * q * q * q, 4 * p * q * q * q, 6 * p * p * q * q, 4 * p * p * p * q, p * p * p * p));
            grid.add(ratings(n, q, 0, 0, 0, p));
        }
        return grid;
    }

    private static Population<Ratings> ratings(int n, double... weights) {
        double mean = IntStream.range(0, weights.length)
                .mapToDouble(i -> (i + 1) * weights[i])
                .sum();
        String name =
                Arrays.stream(weights).mapToObj("%.2f"::formatted).toList().toString();
        return new Population<>(name, mean, random -> Ratings.of(1, draw(random, n, weights)));
    }

    private static List<Population<EventRate>> rates(int n) {
        List<Population<EventRate>> grid = new ArrayList<>();
        for (double r = 0.02; r < 4; r *= 1.2) {
            double rate = r;
            grid.add(new Population<>("%.3f".formatted(rate), rate, random -> {
                long events = -1;
                for (double at = 0; at <= n; at -= Math.log(1 - random.nextDouble()) / rate) {
                    events++;
                }
                return new EventRate(n, events, n);
            }));
        }
        return grid;
    }

    @Test
    void wilsonCoversAShare() {
        of(Proportion.estimator(), shares(MANY, 0.02))
                .isNowhereBelow(0.925, "93.3 % at p = 0.04")
                .isOnAverage(0.94, 0.96, "94.8 %");
        of(Proportion.estimator(), shares(FEW, 0.02))
                .isNowhereBelow(0.915, "92.2 % at p = 0.70")
                .isOnAverage(0.94, 0.97, "95.8 %");
    }

    @Test
    void theAdjustedWaldCoversANetScore() {
        of(NetScore.estimator(1), netScores(MANY, 0.1))
                .isNowhereBelow(0.935, "94.3 % at half against half")
                .isOnAverage(0.94, 0.96, "95.0 %");
        of(NetScore.estimator(1), netScores(FEW, 0.1))
                .isNowhereBelow(0.885, "89.2 % at half against half")
                .isOnAverage(0.94, 0.96, "95.0 %");
    }

    @Test
    void studentCoversAMeanRatingAndWilsonOfFewIsConservative() {
        of(Ratings.mean(), ratings(MANY, 0.1))
                .isNowhereBelow(0.925, "93.3 % where 90 % give 5 and 10 % give 1")
                .isOnAverage(0.94, 0.96, "94.6 %");
        of(Ratings.mean(), ratings(FEW, 0.1))
                .isNowhereBelow(0.915, "92.6 % where 70 % give 5 and 30 % give 1")
                .isOnAverage(0.96, 0.99, "97.7 %");
    }

    @Test
    void theExactIntervalOfARateIsConservative() {
        of(EventRate.estimator(1, 1), rates(MANY))
                .isNowhereBelow(0.95, "95.2 % at 3.3 events per unit")
                .isOnAverage(0.95, 0.98, "96.5 %, conservative by construction");
        of(EventRate.estimator(1, 1), rates(FEW))
                .isNowhereBelow(0.95, "95.3 % at 4.0 events per unit")
                .isOnAverage(0.95, 0.99, "97.6 %, conservative by construction");
    }

    @Test
    void byarCoversARate() {
        of(EventRate.estimator(1, 1).using("byar"), rates(MANY))
                .isNowhereBelow(0.905, "91.5 % at 2.9 events in all")
                .isOnAverage(0.94, 0.96, "95.0 %");
        of(EventRate.estimator(1, 1).using("byar"), rates(FEW))
                .isNowhereBelow(0.9, "90.9 % at 2.6 events in all")
                .isOnAverage(0.94, 0.97, "95.9 %");
    }

    @Test
    void newcombeCoversADifferenceOfShares() {
        ofDifferences(Proportion.estimator(), shares(MANY, 0.15), RUNS)
                .isNowhereBelow(0.935, "94.3 % at 0.75 less 0.30")
                .isOnAverage(0.94, 0.96, "94.9 %");
        ofDifferences(Proportion.estimator(), shares(FEW, 0.15), RUNS)
                .isNowhereBelow(0.895, "90.3 % at 0.90 less 0.15")
                .isOnAverage(0.94, 0.97, "95.1 %");
    }

    @Test
    void welchCoversADifferenceOfMeanRatings() {
        ofDifferences(Ratings.mean(), ratings(MANY, 0.25), RUNS_OF_MEANS)
                .isNowhereBelow(0.935, "94.2 % where one of the two has two camps")
                .isOnAverage(0.94, 0.96, "95.0 %");
        ofDifferences(Ratings.mean(), ratings(FEW, 0.25), RUNS_OF_MEANS)
                .isNowhereBelow(0.935, "94.4 % where one of the two has two camps")
                .isOnAverage(0.94, 0.97, "96.0 %");
    }

    @Test
    void theAdjustedWaldCoversADifferenceOfNetScores() {
        ofDifferences(NetScore.estimator(1), netScores(MANY, 0.25), RUNS)
                .isNowhereBelow(0.935, "94.4 % at two times half against half")
                .isOnAverage(0.94, 0.96, "95.0 %");
        ofDifferences(NetScore.estimator(1), netScores(FEW, 0.25), RUNS)
                .isNowhereBelow(0.93, "93.9 % at −25 less +50 points")
                .isOnAverage(0.94, 0.97, "95.5 %");
    }

    @Test
    void aMeanWithFewDispleasedAmongThePleasedIsMissedMoreOften() {
        of(Ratings.mean(), List.of(ratings(MANY, 0.05, 0, 0, 0.05, 0.9))).isOnAverage(0.9, 0.92, "91.1 %");
    }

    /** As above, for samples of which no two are alike. */
    private static <S extends Summary<S>> Coverage ofTimes(
            Function<Double, Estimator<S>> read, List<Population<S>> grid) {
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, Double> cells = new HashMap<>();
        for (Population<S> population : grid) {
            int held = 0;
            for (int run = 0; run < RUNS_OF_MEANS; run++) {
                Interval interval = read.apply(population.truth).interval(population.sample.apply(random), P95);
                held += interval.contains(population.truth) ? 1 : 0;
            }
            cells.put(population.name, (double) held / RUNS_OF_MEANS);
        }
        return Coverage.of(cells);
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Lives of a mean of 10 000, of which some are cut off by a life of another kind of that length; none if it is 0. */
    private static Lifetimes lives(SplittableRandom random, int n, double cutOff) {
        Lifetimes.Accumulator lives = new Lifetimes.Accumulator();
        for (int i = 0; i < n; i++) {
            long life = Math.round(exponential(random, 10_000));
            long watched = cutOff == 0 ? Long.MAX_VALUE : Math.round(exponential(random, cutOff));
            lives.add(Math.min(life, watched), life <= watched);
        }
        return lives.snapshot();
    }

    private static final double[] CUT_OFFS = {0, 30_000, 10_000};

    private static List<Population<Lifetimes>> survivals(int n) {
        List<Population<Lifetimes>> grid = new ArrayList<>();
        for (double cutOff : CUT_OFFS) {
            for (double s = 0.9; s > 0.25; s -= 0.2) {
                grid.add(new Population<>(
                        "S = %.1f, cut off at %.0f".formatted(s, cutOff), s, random -> lives(random, n, cutOff)));
            }
        }
        return grid;
    }

    private static List<Population<Lifetimes>> medians(int n) {
        List<Population<Lifetimes>> grid = new ArrayList<>();
        for (double cutOff : CUT_OFFS) {
            grid.add(new Population<>(
                    "cut off at %.0f".formatted(cutOff), 10_000 * Math.log(2), random -> lives(random, n, cutOff)));
        }
        return grid;
    }

    private static List<Population<Durations>> times(int n, double z) {
        List<Population<Durations>> grid = new ArrayList<>();
        for (double spread : new double[] {0.3, 0.8, 1.5}) {
            grid.add(new Population<>("σ = %.1f".formatted(spread), 300 * Math.exp(spread * z), random -> {
                Durations.Accumulator times = new Durations.Accumulator();
                for (int i = 0; i < n; i++) {
                    times.addMillis(Math.round(300_000 * Math.exp(spread * normal(random))));
                }
                return times.snapshot();
            }));
        }
        return grid;
    }

    /** Days of some hundred contacts each, whose mean length differs from day to day by a spread. */
    private static List<Population<Ratio>> lengthsByDay(int days) {
        List<Population<Ratio>> grid = new ArrayList<>();
        for (double spread : new double[] {0, 0.1, 0.3}) {
            grid.add(new Population<>("spread %.1f".formatted(spread), 300, random -> {
                Ratio.Accumulator units = new Ratio.Accumulator();
                for (int day = 0; day < days; day++) {
                    int contacts = 50 + random.nextInt(100);
                    double mean = 300 * (1 + spread * normal(random));
                    units.add(
                            Math.max(0, Math.round(contacts * mean + 240 * Math.sqrt(contacts) * normal(random))),
                            contacts);
                }
                return units.snapshot();
            }));
        }
        return grid;
    }

    /** Days of some hundred contacts each, whose share of success differs from day to day by a spread. */
    private static List<Population<Ratio>> sharesByDay(int days) {
        List<Population<Ratio>> grid = new ArrayList<>();
        for (double p : new double[] {0.5, 0.8, 0.95}) {
            for (double spread : new double[] {0, 0.03}) {
                grid.add(new Population<>("p = %.2f, spread %.2f".formatted(p, spread), p, random -> {
                    Ratio.Accumulator units = new Ratio.Accumulator();
                    for (int day = 0; day < days; day++) {
                        int contacts = 50 + random.nextInt(100);
                        // Up or down by as much, so that the mean is exact and every share possible.
                        double share = p + (random.nextBoolean() ? spread : -spread);
                        units.add(draw(random, contacts, share, 1 - share)[0], contacts);
                    }
                    return units.snapshot();
                }));
            }
        }
        return grid;
    }

    @Test
    void logLogLimitsCoverASurvival() {
        ofTimes(s -> Lifetimes.survivalAt(-10_000 * Math.log(s), 1), survivals(MANY))
                .isNowhereBelow(0.938, "94.6 % at S = .5")
                .isOnAverage(0.945, 0.96, "95.2 %");
    }

    @Test
    void logLogLimitsCoverASurvivalOfFew() {
        ofTimes(s -> Lifetimes.survivalAt(-10_000 * Math.log(s), 1), survivals(FEW))
                .isNowhereBelow(0.915, "92.4 % at S = .9, where two tails are few outcomes")
                .isOnAverage(0.95, 0.97, "95.9 %");
    }

    @Test
    void whereTheLimitsCrossCoversAMedianLife() {
        ofTimes(m -> Lifetimes.quantile(0.5, 1, "s"), medians(MANY))
                .isNowhereBelow(0.938, "94.6 %")
                .isOnAverage(0.94, 0.96, "94.8 %");
    }

    @Test
    void whereTheLimitsCrossCoversAMedianLifeOfFew() {
        ofTimes(m -> Lifetimes.quantile(0.5, 1, "s"), medians(FEW))
                .isNowhereBelow(0.932, "94.1 % where nothing is cut off")
                .isOnAverage(0.945, 0.97, "95.7 %");
    }

    @Test
    void orderStatisticsCoverAMedianTime() {
        ofTimes(m -> Durations.quantileEstimator(0.5, QuantileDefinition.TYPE7), times(MANY, 0))
                .isNowhereBelow(0.955, "96.3 %")
                .isOnAverage(0.955, 0.975, "96.6 %: ranks are whole");
    }

    @Test
    void orderStatisticsCoverAMedianTimeOfFew() {
        ofTimes(m -> Durations.quantileEstimator(0.5, QuantileDefinition.TYPE7), times(FEW, 0))
                .isNowhereBelow(0.968, "97.6 %")
                .isOnAverage(0.97, 0.985, "97.8 %: ranks are whole");
    }

    @Test
    void orderStatisticsCoverA90PercentTime() {
        ofTimes(m -> Durations.quantileEstimator(0.9, QuantileDefinition.TYPE7), times(MANY, 1.2815515655446004))
                .isNowhereBelow(0.946, "95.6 %")
                .isOnAverage(0.95, 0.965, "95.7 %");
    }

    @Test
    void daysAsUnitsCoverARatioOfSums() {
        ofTimes(m -> Ratio.estimator(), lengthsByDay(30))
                .isNowhereBelow(0.933, "94.3 %")
                .isOnAverage(0.935, 0.955, "94.5 %");
    }

    @Test
    void aWeekOfDaysAsUnitsCoversARatioOfSums() {
        ofTimes(m -> Ratio.estimator(), lengthsByDay(7))
                .isNowhereBelow(0.937, "94.7 %")
                .isOnAverage(0.94, 0.96, "94.9 %");
    }

    @Test
    void clusteredWilsonCoversAShareOfDays() {
        ofTimes(m -> Ratio.shareEstimator(), sharesByDay(30))
                .isNowhereBelow(0.94, "95.1 %")
                .isOnAverage(0.95, 0.97, "95.9 %: never narrower than alone");
    }

    @Test
    void clusteredWilsonCoversAShareOfAWeek() {
        ofTimes(m -> Ratio.shareEstimator(), sharesByDay(7))
                .isNowhereBelow(0.935, "94.5 %")
                .isOnAverage(0.965, 0.985, "97.8 %: never narrower than alone");
    }
}

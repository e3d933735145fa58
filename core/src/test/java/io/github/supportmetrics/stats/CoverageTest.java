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
}

package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.TextTable;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.Isotonic;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.TwoProportions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether an internal measure matters to customers, and from where on: satisfaction by how long they waited, or by any number of which less
 * is better, in buckets; smoothed so that it never rises; and the point of the clearest drop, which is what customers tolerate.
 *
 * <ul>
 *   <li>The point is the upper end of the bucket after which the difference of the two sides is most evident (Fisher's exact test), if it is
 *       evident at all: p · (buckets − 1) ≤ 5 %. It is a point between buckets, and as coarse as they are.
 *   <li>Without such a point the measure is not shown to matter: work on it may not be seen by customers.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 *
 * @param buckets satisfaction by the internal measure, in ascending order
 * @param tolerance the highest value that customers tolerate, or empty
 * @param p how likely so clear a drop is by chance, adjusted for the places it was looked for; empty below two buckets
 */
public record Alignment(List<Bucket> buckets, OptionalDouble tolerance, OptionalDouble p) {
    private static final double ALPHA = .05;
    private static final int USUAL_BUCKETS = 10;
    private static final int LEAST_IN_BUCKET = 10;

    /**
     * The customers between two values.
     *
     * @param from the first value that is above the bucket before, −∞ for the first bucket
     * @param to the last value in it, ∞ for the last bucket
     * @param satisfied how many are satisfied
     * @param smoothed the share of satisfied ones, made never to rise
     */
    public record Bucket(double from, double to, Proportion satisfied, double smoothed) {}

    /**
     * Copies the buckets.
     */
    public Alignment {
        buckets = List.copyOf(buckets);
    }

    /**
     * Looks at customers one by one, in up to ten buckets of like size.
     *
     * @param values the internal measure of each contact, less being better
     * @param satisfied whether its customer is satisfied, in the same order
     * @return the alignment
     * @throws IllegalArgumentException if the lists differ in length, or a value is not finite
     */
    public static Alignment of(double[] values, boolean... satisfied) {
        int n = checked(values, satisfied);
        int wanted = Math.max(1, Math.min(USUAL_BUCKETS, n / LEAST_IN_BUCKET));
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] cuts = IntStream.range(1, wanted)
                .mapToDouble(i -> sorted[(int) ((long) i * n / wanted) - 1])
                .distinct()
                .toArray();
        return in(cuts, values, satisfied);
    }

    /**
     * Looks at customers one by one, in stated buckets.
     *
     * @param cuts the upper ends of all buckets but the last, ascending
     * @param values the internal measure of each contact, less being better
     * @param satisfied whether its customer is satisfied, in the same order
     * @return the alignment
     * @throws IllegalArgumentException if the lists differ in length, a value is not finite, or the cuts do not ascend
     */
    public static Alignment in(double[] cuts, double[] values, boolean... satisfied) {
        checked(values, satisfied);
        for (int i = 1; i < cuts.length; i++) {
            if (!(cuts[i - 1] < cuts[i])) {
                throw Require.bad("cuts", "ascending", Arrays.toString(cuts));
            }
        }
        for (double cut : cuts) {
            if (!Double.isFinite(cut)) {
                throw Require.bad("cut", "a finite number", cut);
            }
        }
        long[] yes = new long[cuts.length + 1];
        long[] all = new long[cuts.length + 1];
        for (int i = 0; i < values.length; i++) {
            int at = Arrays.binarySearch(cuts, values[i]);
            int bucket = at >= 0 ? at : -at - 1;
            all[bucket]++;
            yes[bucket] += satisfied[i] ? 1 : 0;
        }
        int[] filled = IntStream.range(0, all.length).filter(i -> all[i] > 0).toArray();
        double[] smoothed = Isotonic.neverRising(
                IntStream.of(filled).mapToDouble(i -> (double) yes[i] / all[i]).toArray(),
                IntStream.of(filled).mapToDouble(i -> all[i]).toArray());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < filled.length; i++) {
            int bucket = filled[i];
            buckets.add(new Bucket(
                    bucket == 0 ? Double.NEGATIVE_INFINITY : cuts[bucket - 1],
                    bucket == cuts.length ? Double.POSITIVE_INFINITY : cuts[bucket],
                    new Proportion(yes[bucket], all[bucket]),
                    smoothed[i]));
        }
        return of(buckets);
    }

    private static int checked(double[] values, boolean... satisfied) {
        if (values.length != satisfied.length) {
            throw Require.bad("answers", "one for each value (" + values.length + ")", satisfied.length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw Require.bad("value", "a finite number", value);
            }
        }
        return values.length;
    }

    private static Alignment of(List<Bucket> buckets) {
        Proportion all = buckets.stream().map(Bucket::satisfied).reduce(Proportion.EMPTY, Proportion::plus);
        Proportion before = Proportion.EMPTY;
        double best = 1;
        OptionalDouble at = OptionalDouble.empty();
        for (Bucket bucket : buckets.subList(0, Math.max(0, buckets.size() - 1))) {
            before = before.plus(bucket.satisfied());
            Proportion after = all.minus(before);
            double p = new TwoProportions(before, after).fisher();
            boolean drops = before.share().orElseThrow() > after.share().orElseThrow();
            if (drops && p < best) {
                best = p;
                at = OptionalDouble.of(bucket.to());
            }
        }
        double adjusted = Math.min(1, best * (buckets.size() - 1));
        return new Alignment(
                buckets,
                adjusted <= ALPHA ? at : OptionalDouble.empty(),
                buckets.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(adjusted));
    }

    /**
     * Whether the measure is shown to matter to customers.
     *
     * @return whether there is a point from which on they are less satisfied
     */
    public boolean isCustomerRelevant() {
        return tolerance.isPresent();
    }

    /**
     * Reads as a table.
     *
     * @return a line per bucket, and the point
     */
    @Override
    public String toString() {
        TextTable table = new TextTable("up to", "n", "satisfied", "smoothed");
        table.alignRight(0, 1, 2, 3);
        buckets.forEach(bucket -> table.row(
                Numbers.text(bucket.to(), Unit.NUMBER),
                Long.toString(bucket.satisfied().trials()),
                Numbers.text(bucket.satisfied().share().orElse(0), Unit.RATIO),
                Numbers.text(bucket.smoothed(), Unit.RATIO)));
        return table
                + System.lineSeparator()
                + (tolerance.isPresent()
                        ? "customers tolerate up to " + Numbers.text(tolerance.getAsDouble(), Unit.NUMBER)
                        : "no evidence that it matters to customers");
    }
}

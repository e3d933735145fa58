package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.QuantileDefinition;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What others reach in the same metric: their numbers, or only quantiles as a report prints them, with a date and a source. Nobody's numbers
 * are built in, since none is true for everybody.
 *
 * <ul>
 *   <li>Percentile: 100 · (peers that are worse + ½ of the equal ones) / peers. From quantiles, by lines between them, which {@link
 *       #isInterpolated} says; beyond the
 *       outermost quantiles it stays there, as nothing is known.
 *   <li>Own numbers are uncertain: the percentile's interval is that of the number's own ends. How few peers there are comes on top.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class PeerReference {
    private static final int HUNDRED = 100;
    private static final double BEST = 1;

    private final String name;
    private final LocalDate date;
    private final String source;
    /** The peers' numbers in ascending order, none if only quantiles are known. */
    private final double[] values;
    /** Share → value. */
    private final SortedMap<Double, Double> quantiles;

    private PeerReference(
            String name, LocalDate date, String source, double[] values, SortedMap<Double, Double> quantiles) {
        this.name = Require.text(name, "name of a reference");
        this.date = date;
        this.source = Require.text(source, "source of a reference");
        this.values = values;
        this.quantiles = quantiles;
    }

    /**
     * Peers whose numbers are known.
     *
     * @param name what the peers are
     * @param date when the numbers were true
     * @param source where they are from
     * @param values a number per peer, in the metric's unit
     * @return the reference
     * @throws IllegalArgumentException if there is no number, one is not finite, or name or source is blank
     */
    public static PeerReference of(String name, LocalDate date, String source, double... values) {
        Require.positive(values.length, "number of peers");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (double value : sorted) {
            finite(value);
        }
        return new PeerReference(name, date, source, sorted, new TreeMap<>());
    }

    /**
     * Peers of whom only quantiles are known.
     *
     * @param name what the peers are
     * @param date when the numbers were true
     * @param source where they are from
     * @param quantiles share (.25, .5 …) → the number that so many stay below or at, in the metric's unit
     * @return the reference
     * @throws IllegalArgumentException if the median or any other is missing, a share is not in [0, 1], a number is not finite or falls where the share
     *     rises, or name or source is blank
     */
    public static PeerReference ofQuantiles(String name, LocalDate date, String source, Map<Double, Double> quantiles) {
        SortedMap<Double, Double> sorted = new TreeMap<>(quantiles);
        double before = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Double, Double> entry : sorted.entrySet()) {
            Require.fraction(entry.getKey(), "share of a quantile");
            if (finite(entry.getValue()) < before) {
                throw Require.bad("quantiles", "in ascending order", quantiles);
            }
            before = entry.getValue();
        }
        if (!sorted.containsKey(.5) || sorted.size() < 2) {
            throw Require.bad("quantiles", "the median (.5) and another one", quantiles);
        }
        return new PeerReference(name, date, source, new double[0], sorted);
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw Require.bad("number of a peer", "finite", value);
        }
        return value;
    }

    /**
     * What the peers are.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * When the numbers were true.
     *
     * @return the date
     */
    public LocalDate date() {
        return date;
    }

    /**
     * Where they are from.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * How many peers there are.
     *
     * @return the number, or empty if only quantiles are known
     */
    public Optional<Integer> size() {
        return isInterpolated() ? Optional.empty() : Optional.of(values.length);
    }

    /**
     * Whether percentiles are read between quantiles.
     *
     * @return whether only quantiles are known
     */
    public boolean isInterpolated() {
        return values.length == 0;
    }

    /**
     * The middle peer.
     *
     * @return the median
     */
    public double median() {
        return quantile(.5).orElseThrow();
    }

    private OptionalDouble quantile(double share) {
        if (!isInterpolated()) {
            return OptionalDouble.of(QuantileDefinition.TYPE7.of(share, values.length, rank -> values[(int) rank - 1]));
        }
        Double value = quantiles.get(share);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Where a number stands.
     *
     * @param value the number
     * @param direction which way is better; without one, higher counts as better
     * @return 0 worst to 100 best
     * @throws IllegalArgumentException if the value is not a number
     */
    public double percentile(double value, Direction direction) {
        if (Double.isNaN(value)) {
            throw Require.bad("number to place", "a number", value);
        }
        double below = isInterpolated() ? between(value) : below(value);
        return HUNDRED * (direction == Direction.DOWN ? 1 - below : below);
    }

    private double below(double value) {
        long less = Arrays.stream(values).filter(v -> v < value).count();
        long equal = Arrays.stream(values).filter(v -> v == value).count();
        return (less + equal / 2.0) / values.length;
    }

    private double between(double value) {
        SortedMap<Double, Double> shares = new TreeMap<>();
        quantiles.forEach((share, at) -> {
            // Of quantiles that share one value, the middle stands for it.
            double first = quantiles.entrySet().stream()
                    .filter(q -> q.getValue().equals(at))
                    .mapToDouble(Map.Entry::getKey)
                    .min()
                    .orElse(share);
            shares.put(at, (first + share) / 2);
        });
        return new Polyline(shares).at(value);
    }

    /**
     * Where a measured number stands.
     *
     * @param own the number
     * @return its place with the interval of its own ends, and its distance from others; empty without a number
     */
    public Optional<Place> place(Measurement<?> own) {
        if (own.value().isEmpty()) {
            return Optional.empty();
        }
        Direction direction = own.definition().direction();
        double value = own.value().getAsDouble();
        Interval interval = own.evidence(ConfidenceLevel.P95);
        double a = percentile(interval.low(), direction);
        double b = percentile(interval.high(), direction);
        boolean down = direction == Direction.DOWN;
        return Optional.of(new Place(
                percentile(value, direction),
                new Interval(Math.min(a, b), Math.max(a, b), ConfidenceLevel.P95, "own ends"),
                value - median(),
                gap(value, quantile(down ? .25 : .75)),
                gap(value, quantile(down ? 0 : BEST)),
                quarter(value, down),
                this));
    }

    /** By values, since beyond the outermost quantiles no percentile is known. */
    private int quarter(double value, boolean down) {
        int quarter = 4;
        for (double share : down ? new double[] {.75, .5, .25} : new double[] {.25, .5, .75}) {
            OptionalDouble edge = quantile(share);
            boolean reached = edge.isPresent() && (down ? value <= edge.getAsDouble() : value >= edge.getAsDouble());
            quarter -= reached ? 1 : 0;
        }
        return quarter;
    }

    private static OptionalDouble gap(double value, OptionalDouble other) {
        return other.isEmpty() ? other : OptionalDouble.of(value - other.getAsDouble());
    }

    /**
     * A number's place among peers.
     *
     * @param percentile 0 worst to 100 best
     * @param interval the percentiles of the number's own ends
     * @param toMedian how far above the median it lies, in the metric's unit
     * @param toBestQuarter how far above where the best quarter begins, or empty if that is not known
     * @param toBest how far above the best, or empty if that is not known
     * @param quarter the quarter of the peers that it is in, 1 the best to 4 the worst; one that begins with it is the better one
     * @param among the peers: how many they are, and whether percentiles are read between quantiles
     */
    public record Place(
            double percentile,
            Interval interval,
            double toMedian,
            OptionalDouble toBestQuarter,
            OptionalDouble toBest,
            int quarter,
            PeerReference among) {}

    /**
     * Reads as a line.
     *
     * @return name, how many, date and source
     */
    @Override
    public String toString() {
        return name + " (" + (isInterpolated() ? "quantiles only" : "n = " + values.length) + ", " + date + ", "
                + source + ")";
    }
}

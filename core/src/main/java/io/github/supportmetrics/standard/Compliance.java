package io.github.supportmetrics.standard;

import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.PAdjustment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether a number meets a standard: by the number alone, as contracts are settled, and by what the sample proves, both at once. The first
 * of 3 good answers of 3 says MET; the second INCONCLUSIVE.
 *
 * <ul>
 *   <li>Contractual: the number lies in the target, ends included.
 *   <li>Evidential: MET if the whole interval does, MISSED if none of it, else INCONCLUSIVE. What is counted in full is its own evidence;
 *       the mean of fewer than five values, or of values that are all alike, is none.
 *   <li>No number: both say why, NO_DATA, SUPPRESSED or IMMATURE.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 *
 * @param standard the standard
 * @param measurement the number
 * @param contractual what the number alone says
 * @param evidential what the sample proves
 */
public record Compliance(Standard standard, Measurement<?> measurement, Verdict contractual, Verdict evidential) {
    private static final int LEAST_FOR_A_MEAN = 5;
    private static final double SKEWED = 200;
    private static final double LEAST_TAIL = 1e-12;

    /** What is said of a number. */
    public enum Verdict {
        /** It meets the standard. */
        MET,
        /** It does not. */
        MISSED,
        /** The sample proves neither. */
        INCONCLUSIVE,
        /** There is no number. */
        NO_DATA,
        /** The sample is smaller than may be shown. */
        SUPPRESSED,
        /** What the number rests on may still change. */
        IMMATURE
    }

    static Compliance of(Standard standard, Measurement<?> measurement) {
        Verdict absent = switch (measurement.state(standard.leastN())) {
            case NO_DATA -> Verdict.NO_DATA;
            case SUPPRESSED -> Verdict.SUPPRESSED;
            case IMMATURE -> Verdict.IMMATURE;
            case VALUE -> Verdict.MET;
        };
        if (absent != Verdict.MET) {
            return new Compliance(standard, measurement, absent, absent);
        }
        boolean met = standard.target().isMetBy(measurement.value().orElseThrow());
        Verdict evidence = switch (proven(standard.target(), measurement, standard.level())) {
            case 1 -> Verdict.MET;
            case -1 -> Verdict.MISSED;
            default -> Verdict.INCONCLUSIVE;
        };
        return new Compliance(standard, measurement, met ? Verdict.MET : Verdict.MISSED, evidence);
    }

    static Compliance immature(Standard standard, Measurement<?> measurement) {
        return new Compliance(standard, measurement, Verdict.IMMATURE, Verdict.IMMATURE);
    }

    /** Whether an interval is that of a mean or ratio, which goes by how much few values happen to vary; those of scales do not. */
    private static boolean isMean(Interval interval) {
        return interval.method().equals("t") || interval.method().equals("ratio");
    }

    /** Whether a mean is of so few values, or of such that are alike, that Student's interval of no width or any other proves nothing. */
    private static boolean isTooFew(Interval interval, long n) {
        return isMean(interval) && (n < LEAST_FOR_A_MEAN || interval.high() - interval.low() <= 0);
    }

    /** Which side of the target the sample proves. */
    private static int proven(Target target, Measurement<?> measurement, ConfidenceLevel level) {
        Interval interval = measurement.evidence(level);
        return isTooFew(interval, measurement.n()) ? 0 : target.side(interval);
    }

    /**
     * Whether the number is a mean of so few values, or of values that are all alike, that no interval says what the sample proves.
     *
     * @return whether it is the mean of fewer than five values, or of values without any spread
     */
    public boolean isTooFew() {
        Interval interval = measurement.interval(standard.level());
        boolean isUnbounded = Double.isInfinite(interval.low()) && Double.isInfinite(interval.high());
        return isJudged() && !measurement.isCensus() && (isUnbounded || isTooFew(interval, measurement.n()));
    }

    /**
     * Whether the evidence is approximate: a mean of so few values that those of a skewed kind, as durations are, would miss the truth more
     * often than the interval says.
     *
     * @return whether the mean's standard error is above a fourteenth of it (n below 200 s² / x̄²); always false of a share
     */
    public boolean isApproximate() {
        double value = measurement.value().orElse(0);
        double variance = measurement.variance().orElse(0);
        return isJudged()
                && isMean(measurement.interval(standard.level()))
                && variance * SKEWED > measurement.n() * value * value;
    }

    /**
     * What counts by the standard's own mode.
     *
     * @return the contractual or the evidential verdict
     */
    public Verdict verdict() {
        return standard.mode() == Standard.Mode.CONTRACTUAL ? contractual : evidential;
    }

    /**
     * How far inside the target the number is.
     *
     * @return the distance to the nearer end in the metric's unit, negative outside; empty where there is no number to show
     */
    public OptionalDouble margin() {
        return isJudged()
                ? OptionalDouble.of(standard.target().margin(measurement.value().orElseThrow()))
                : OptionalDouble.empty();
    }

    /**
     * Whether there is a number to judge.
     *
     * @return whether the contractual verdict is MET or MISSED
     */
    public boolean isJudged() {
        return contractual == Verdict.MET || contractual == Verdict.MISSED;
    }

    /**
     * How likely a number so far on its side of the target is, if the truth is just at its end: one less the highest confidence at which
     * the evidence still says MET or MISSED.
     *
     * @return p, 1 where no confidence does; empty where there is no number, or it is counted in full
     */
    public OptionalDouble p() {
        if (!isJudged() || measurement.isCensus()) {
            return OptionalDouble.empty();
        }
        // One method at all levels, even where another is the default for some.
        String method = measurement.interval(standard.level()).method();
        Measurement<?> fixed = Estimator.methods().contains(method) ? measurement.using(method) : measurement;
        double least = Math.log(LEAST_TAIL);
        double most = Math.log(.5 - LEAST_TAIL);
        if (!isProven(fixed, most)) {
            return OptionalDouble.of(1);
        }
        for (int i = 0; i < 60; i++) {
            double middle = (least + most) / 2;
            if (isProven(fixed, middle)) {
                most = middle;
            } else {
                least = middle;
            }
        }
        return OptionalDouble.of(2 * Math.exp(most));
    }

    private boolean isProven(Measurement<?> fixed, double logTail) {
        ConfidenceLevel level = new ConfidenceLevel(1 - 2 * Math.exp(logTail));
        return proven(standard.target(), fixed, level) != 0;
    }

    /**
     * The same verdicts, knowing that there are many: of those that the evidence still calls MET or MISSED, at most a share 1 − level is
     * chance (Benjamini and Hochberg). The others become INCONCLUSIVE.
     *
     * @param all verdicts on standards that were judged together
     * @return the verdicts in the same order
     */
    public static List<Compliance> adjusted(List<Compliance> all) {
        List<OptionalDouble> p = all.stream().map(Compliance::p).toList();
        double[] adjusted = PAdjustment.BENJAMINI_HOCHBERG.adjust(p.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
        List<Compliance> each = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < all.size(); i++) {
            Compliance one = all.get(i);
            boolean proven = one.evidential == Verdict.MET || one.evidential == Verdict.MISSED;
            boolean chance = p.get(i).isPresent()
                    && adjusted[next++] > 1 - one.standard.level().level();
            each.add(
                    proven && chance
                            ? new Compliance(one.standard, one.measurement, one.contractual, Verdict.INCONCLUSIVE)
                            : one);
        }
        return List.copyOf(each);
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code Answer fast: MET, evidence INCONCLUSIVE: Service level 83.1 % (95 % CI 78.0 … 87.3 %, n = 250) for ≥ 80.0
     *     %}
     */
    @Override
    public String toString() {
        if (contractual == Verdict.SUPPRESSED) {
            return standard.name() + ": SUPPRESSED, fewer than " + standard.leastN();
        }
        String evidence = isJudged() ? ", evidence " + evidential : "";
        return standard.name() + ": " + contractual + evidence + ": "
                + measurement.definition().title() + " " + Numbers.value(measurement) + " ("
                + limits() + "n = " + measurement.n() + ") for "
                + standard.target().text(measurement.definition().unit());
    }

    private String limits() {
        String limits = Numbers.limits(measurement, standard.level());
        return limits.isEmpty() ? "" : standard.level() + " CI " + limits + ", ";
    }
}

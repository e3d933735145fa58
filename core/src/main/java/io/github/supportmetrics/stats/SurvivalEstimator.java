package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A number read from a survival curve.
 *
 * @param reads which kind of number
 * @param at the age, or the share of a quantile
 * @param scale what one unit of age is in the whole units added
 */
record SurvivalEstimator(Reads reads, double at, double scale, String symbol, SurvivalInterval method)
        implements Estimator<Lifetimes> {
    /** What is read from a curve. */
    enum Reads {
        SHARE,
        QUANTILE,
        MEAN,
        CURVE
    }

    @Override
    public String unit() {
        return symbol;
    }

    @Override
    public long n(Lifetimes lifetimes) {
        return lifetimes.count();
    }

    @Override
    public OptionalDouble value(Lifetimes lifetimes) {
        SurvivalCurve curve = lifetimes.curve();
        return switch (reads) {
            case SHARE -> curve.survivalAt(at * scale);
            case QUANTILE -> scaled(curve.quantile(at));
            case MEAN -> scaled(curve.restrictedMean(at * scale));
            case CURVE ->
                curve.size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(curve.survival(curve.size() - 1));
        };
    }

    private OptionalDouble scaled(OptionalDouble age) {
        return age.isEmpty() ? age : OptionalDouble.of(age.getAsDouble() / scale);
    }

    @Override
    public Interval interval(Lifetimes lifetimes, ConfidenceLevel level) {
        SurvivalCurve curve = lifetimes.curve();
        return switch (reads) {
            case SHARE -> curve.intervalAt(at * scale, method, level);
            case QUANTILE -> curve.quantileInterval(at, method, level).times(1 / scale);
            case MEAN -> mean(curve, level);
            case CURVE ->
                curve.size() == 0
                        ? new Interval(0, 1, level, method.label())
                        : curve.interval(curve.size() - 1, method, level);
        };
    }

    private Interval mean(SurvivalCurve curve, ConfidenceLevel level) {
        OptionalDouble mean = curve.restrictedMean(at * scale);
        OptionalDouble error = curve.restrictedMeanError(at * scale);
        if (mean.isEmpty() || error.isEmpty()) {
            return new Interval(0, at, level, "greenwood");
        }
        double half = level.z() * error.getAsDouble();
        return new Interval(mean.getAsDouble() - half, mean.getAsDouble() + half, level, "greenwood")
                .times(1 / scale)
                .clamp(0, at);
    }

    @Override
    public Map<String, Number> detail(Lifetimes lifetimes) {
        SurvivalCurve curve = lifetimes.curve();
        Map<String, Number> detail = new LinkedHashMap<>();
        if (reads == Reads.SHARE) {
            detail.put("atRisk", curve.atRiskAt(at * scale));
        }
        detail.put("events", lifetimes.events());
        if (reads == Reads.MEAN) {
            curve.restrictedMeanError(at * scale).ifPresent(se -> detail.put("se", se / scale));
        }
        if (reads == Reads.SHARE) {
            curve.standardErrorAt(at * scale).ifPresent(se -> detail.put("se", se));
        }
        return detail;
    }

    @Override
    public List<Map<String, Object>> points(Lifetimes lifetimes, ConfidenceLevel level) {
        return reads == Reads.CURVE ? lifetimes.curve().points(scale, method, level) : List.of();
    }

    @Override
    public List<GroupTest> tests(List<Lifetimes> samples) {
        return List.of(Lifetimes.logRank(samples), Lifetimes.petoTest(samples));
    }

    @Override
    public Estimator<Lifetimes> using(String label) {
        return ProportionInterval.named(SurvivalInterval.class, label)
                .<Estimator<Lifetimes>>map(m -> new SurvivalEstimator(reads, at, scale, symbol, m))
                .orElse(this);
    }

    @Override
    public String filled(Lifetimes lifetimes) {
        return "Kaplan–Meier at " + Texts.number(at) + " of " + lifetimes.count() + " subjects, " + lifetimes.events()
                + " ended";
    }
}

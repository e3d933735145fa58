package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The mean of a summary's values in units of {@code divisor}, with Student's interval. */
record MeanEstimator<S extends Summary<S>>(
        Function<S, Moments> moments,
        double divisor,
        String unit,
        Function<S, Map<String, Number>> more,
        Function<S, Map<String, Long>> others)
        implements Estimator<S> {
    /** Of a summary that holds the values and nothing else. */
    MeanEstimator(Function<S, Moments> moments, double divisor, String unit, Function<S, Map<String, Number>> more) {
        this(moments, divisor, unit, more, summary -> Map.of());
    }

    @Override
    public long n(S summary) {
        return moments.apply(summary).count();
    }

    @Override
    public OptionalDouble value(S summary) {
        Moments m = moments.apply(summary);
        // One division, so that whole seconds are not rounded twice.
        return m.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) m.sum() / (m.count() * divisor));
    }

    @Override
    public Interval interval(S summary, ConfidenceLevel level) {
        Interval i = moments.apply(summary).interval(level);
        return new Interval(i.low() / divisor, i.high() / divisor, level, i.method());
    }

    @Override
    public OptionalDouble variance(S summary) {
        OptionalDouble variance = moments.apply(summary).sampleVariance();
        return variance.isEmpty() ? variance : OptionalDouble.of(variance.getAsDouble() / divisor / divisor);
    }

    @Override
    public Map<String, Number> detail(S summary) {
        Moments m = moments.apply(summary);
        Map<String, Number> detail = new LinkedHashMap<>();
        detail.put("sum", m.sum() / divisor);
        m.sampleVariance().ifPresent(v -> detail.put("sd", Math.sqrt(v) / divisor));
        detail.putAll(more.apply(summary));
        return detail;
    }

    @Override
    public Map<String, Long> aside(S summary) {
        return others.apply(summary);
    }

    @Override
    public Difference difference(S first, S second, ConfidenceLevel level) {
        return new TwoMeans(moments.apply(first), moments.apply(second)).welch(level, divisor);
    }

    @Override
    public List<GroupTest> tests(List<S> samples) {
        return List.of(GroupTest.ofMeans(samples.stream().map(moments).toList(), divisor, 0));
    }

    @Override
    public Optional<Ratio> asUnit(S summary) {
        Moments m = moments.apply(summary);
        return Optional.of(Ratio.unit(m.sum(), m.count()));
    }

    @Override
    public Optional<Estimator<Ratio>> ofUnits() {
        return Optional.of(Ratio.estimator(divisor, 1));
    }

    @Override
    public String filled(S summary) {
        Moments m = moments.apply(summary);
        return Texts.number(m.sum() / divisor) + " / " + m.count();
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The mean of values on a bounded scale, shown as (x̄ − offset)/span. The interval is Student's, cut to the scale; with fewer than 30
 * values, or when all are alike, Wilson's of (x̄ − min)/(max − min), scaled back, which is conservative.
 *
 * @param moments the values
 * @param min the scale's lower end
 * @param max its upper end
 * @param offset what is taken off the mean
 * @param span what is then divided by
 * @param unit what the number counts
 * @param more what to show beside sum and deviation
 */
record BoundedMean<S extends Summary<S>>(
        Function<S, Moments> moments,
        ToDoubleFunction<S> min,
        ToDoubleFunction<S> max,
        ToDoubleFunction<S> offset,
        ToDoubleFunction<S> span,
        String unit,
        Function<S, Map<String, Number>> more)
        implements Estimator<S> {
    private static final int SMALL_SAMPLE = 30;

    private double scaled(S s, double x) {
        return (x - offset.applyAsDouble(s)) / span.applyAsDouble(s);
    }

    @Override
    public long n(S s) {
        return moments.apply(s).count();
    }

    @Override
    public OptionalDouble value(S s) {
        OptionalDouble mean = moments.apply(s).mean();
        return mean.isEmpty() ? mean : OptionalDouble.of(scaled(s, mean.getAsDouble()));
    }

    @Override
    public Interval interval(S s, ConfidenceLevel level) {
        Moments m = moments.apply(s);
        Interval i = m.count() < SMALL_SAMPLE || m.sampleVariance().orElse(0) == 0
                ? wilson(s, m, level)
                : m.interval(level).clamp(min.applyAsDouble(s), max.applyAsDouble(s));
        return new Interval(scaled(s, i.low()), scaled(s, i.high()), level, i.method());
    }

    private Interval wilson(S s, Moments m, ConfidenceLevel level) {
        double n = m.count();
        double least = min.applyAsDouble(s);
        double width = max.applyAsDouble(s) - least;
        ProportionInterval wilson = ProportionInterval.WILSON;
        Interval share = n == 0
                ? wilson.within(0, 1, level)
                : wilson.of((m.mean().orElseThrow() - least) / width * n, n, level.z(), level);
        return new Interval(least + width * share.low(), least + width * share.high(), level, wilson.label());
    }

    @Override
    public OptionalDouble variance(S s) {
        OptionalDouble variance = moments.apply(s).sampleVariance();
        double unit = span.applyAsDouble(s);
        return variance.isEmpty() ? variance : OptionalDouble.of(variance.getAsDouble() / unit / unit);
    }

    @Override
    public Optional<Ratio> asUnit(S s) {
        return Optional.of(Ratio.unit(moments.apply(s).sum(), moments.apply(s).count()));
    }

    @Override
    public Map<String, Number> detail(S s) {
        Moments m = moments.apply(s);
        double divisor = offset.applyAsDouble(s) == 0 && span.applyAsDouble(s) > 1e6 ? span.applyAsDouble(s) : 1;
        Map<String, Number> detail =
                new LinkedHashMap<>(Moments.estimator(divisor).detail(m));
        detail.putAll(more.apply(s));
        return detail;
    }

    /** Welch's, cut to the scale; where one sample does not vary or has one value, from the two intervals. */
    @Override
    public Difference difference(S first, S second, ConfidenceLevel level) {
        TwoMeans two = new TwoMeans(moments.apply(first), moments.apply(second));
        boolean testable = two.isTestable()
                && two.first().sampleVariance().orElse(0) > 0
                && two.second().sampleVariance().orElse(0) > 0;
        if (!testable) {
            return Difference.mover(this, first, second, level);
        }
        Difference welch = two.welch(level, span.applyAsDouble(first));
        double most = (max.applyAsDouble(first) - min.applyAsDouble(first)) / span.applyAsDouble(first);
        return new Difference(
                welch.kind(),
                welch.value(),
                welch.interval().clamp(-most, most),
                welch.statistic(),
                welch.degreesOfFreedom(),
                welch.p());
    }

    @Override
    public List<GroupTest> tests(List<S> samples) {
        double divisor = samples.isEmpty() ? 1 : span.applyAsDouble(samples.get(0));
        double from = samples.isEmpty() ? 0 : offset.applyAsDouble(samples.get(0));
        return List.of(GroupTest.ofMeans(samples.stream().map(moments).toList(), divisor, from));
    }

    @Override
    public String filled(S s) {
        Moments m = moments.apply(s);
        double from = offset.applyAsDouble(s);
        double divisor = span.applyAsDouble(s);
        boolean fine = from == 0 && divisor > 1e6;
        String mean = Texts.number(fine ? m.sum() / divisor : (double) m.sum()) + " / " + m.count();
        if (fine || (from == 0 && divisor == 1)) {
            return mean;
        }
        return from == 0
                ? mean + " / " + Texts.number(divisor)
                : "(" + mean + " − " + Texts.number(from) + ") / " + Texts.number(divisor);
    }
}

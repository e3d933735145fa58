package io.github.supportmetrics.stats;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A net score of a summary's counts on a scale of −{@code scale} to {@code scale}. */
record NetEstimator<S extends Summary<S>>(
        Function<S, NetScore> score,
        double scale,
        Function<S, Map<String, Number>> detailOf,
        Optional<NetScoreInterval> method)
        implements Estimator<S> {
    @Override
    public String unit() {
        return scale == 1 ? "ratio" : "points";
    }

    @Override
    public long n(S summary) {
        return score.apply(summary).count();
    }

    @Override
    public OptionalDouble value(S summary) {
        NetScore net = score.apply(summary);
        return net.count() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(scale * (net.positives() - net.negatives()) / net.count());
    }

    @Override
    public Interval interval(S summary, ConfidenceLevel level) {
        return method.orElse(NetScoreInterval.defaultFor(level))
                .interval(score.apply(summary), level)
                .times(scale);
    }

    @Override
    public Map<String, Number> detail(S summary) {
        return detailOf.apply(summary);
    }

    @Override
    public Estimator<S> using(String label) {
        return ProportionInterval.named(NetScoreInterval.class, label)
                .<Estimator<S>>map(m -> new NetEstimator<>(score, scale, detailOf, Optional.of(m)))
                .orElse(this);
    }
}

package io.github.supportmetrics.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A share k/n of a summary's counts, with a proportion's interval. */
record ShareEstimator<S extends Summary<S>>(
        ToLongFunction<S> successes,
        ToLongFunction<S> trials,
        Function<S, Map<String, Number>> counts,
        Function<S, Map<String, Long>> others,
        ProportionInterval method)
        implements Estimator<S> {
    @Override
    public String unit() {
        return "ratio";
    }

    @Override
    public long n(S summary) {
        return trials.applyAsLong(summary);
    }

    @Override
    public OptionalDouble value(S summary) {
        long n = n(summary);
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) successes.applyAsLong(summary) / n);
    }

    @Override
    public Interval interval(S summary, ConfidenceLevel level) {
        return method.of(successes.applyAsLong(summary), n(summary), level);
    }

    @Override
    public Map<String, Number> detail(S summary) {
        Map<String, Number> detail = new LinkedHashMap<>();
        detail.put("count", successes.applyAsLong(summary));
        detail.putAll(counts.apply(summary));
        return detail;
    }

    @Override
    public Map<String, Long> aside(S summary) {
        return others.apply(summary);
    }

    @Override
    public Estimator<S> using(String label) {
        return ProportionInterval.named(ProportionInterval.class, label)
                .<Estimator<S>>map(m -> new ShareEstimator<>(successes, trials, counts, others, m))
                .orElse(this);
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A share k/n of a summary's counts, with a proportion's interval.
 *
 * @param population how many there are in all where the sample is a good part of them, or ENDLESS
 */
record ShareEstimator<S extends Summary<S>>(
        ToLongFunction<S> successes,
        ToLongFunction<S> trials,
        Function<S, Map<String, Number>> counts,
        Function<S, Map<String, Long>> others,
        ProportionInterval method,
        long population)
        implements Estimator<S> {
    private static final long ENDLESS = 0;

    ShareEstimator(
            ToLongFunction<S> successes,
            ToLongFunction<S> trials,
            Function<S, Map<String, Number>> counts,
            Function<S, Map<String, Long>> others) {
        this(successes, trials, counts, others, ProportionInterval.WILSON, ENDLESS);
    }

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
        long k = successes.applyAsLong(summary);
        long n = n(summary);
        if (population == ENDLESS || n == 0) {
            return method.of(k, n, level);
        }
        double factor = FinitePopulation.factor(n, population);
        double share = (double) k / n;
        if (factor == 0) {
            return new Interval(share, share, level, method.label() + "-finite");
        }
        // As if n(N − 1)/(N − n) had answered.
        double larger = n / (factor * factor);
        Interval interval = method.of(share * larger, larger, level.z(), level);
        return new Interval(interval.low(), interval.high(), level, FinitePopulation.method(interval));
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
    public Optional<Proportion> proportion(S summary) {
        return Optional.of(counts(summary));
    }

    private Proportion counts(S summary) {
        return new Proportion(successes.applyAsLong(summary), trials.applyAsLong(summary));
    }

    @Override
    public Difference difference(S first, S second, ConfidenceLevel level) {
        return method == ProportionInterval.WILSON && population == ENDLESS
                ? new TwoProportions(counts(first), counts(second)).newcombe(level)
                : Difference.mover(this, first, second, level);
    }

    @Override
    public List<GroupTest> tests(List<S> samples) {
        return List.of(GroupTest.ofShares(
                samples.stream().mapToLong(successes).toArray(),
                samples.stream().mapToLong(trials).toArray()));
    }

    @Override
    public Estimator<S> using(String label) {
        return ProportionInterval.named(ProportionInterval.class, label)
                .<Estimator<S>>map(m -> new ShareEstimator<>(successes, trials, counts, others, m, population))
                .orElse(this);
    }

    @Override
    public Estimator<S> ofPopulation(long size) {
        return new ShareEstimator<>(successes, trials, counts, others, method, Require.positive(size, "population"));
    }

    @Override
    public Estimator<S> unlimited() {
        return population == ENDLESS ? this : new ShareEstimator<>(successes, trials, counts, others, method, ENDLESS);
    }

    @Override
    public Optional<Ratio> asUnit(S summary) {
        return Optional.of(Ratio.unit(successes.applyAsLong(summary), n(summary)));
    }

    @Override
    public Optional<Estimator<Ratio>> ofUnits() {
        return Optional.of(Ratio.shareEstimator());
    }

    @Override
    public String filled(S summary) {
        return successes.applyAsLong(summary) + " / " + n(summary);
    }
}

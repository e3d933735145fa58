package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** An estimator of a sample that is a good part of all there are: its limits move towards the number by √((N − n)/(N − 1)). */
record FinitePopulation<S extends Summary<S>>(Estimator<S> inner, long population) implements Estimator<S> {
    @Override
    public String unit() {
        return inner.unit();
    }

    @Override
    public long n(S summary) {
        return inner.n(summary);
    }

    @Override
    public OptionalDouble value(S summary) {
        return inner.value(summary);
    }

    @Override
    public Interval interval(S summary, ConfidenceLevel level) {
        Interval wide = inner.interval(summary, level);
        OptionalDouble value = value(summary);
        if (value.isEmpty()) {
            return wide;
        }
        double v = value.getAsDouble();
        double factor = factor(n(summary), population);
        double low = factor == 0 ? v : v - factor * (v - wide.low());
        double high = factor == 0 ? v : v + factor * (wide.high() - v);
        return new Interval(low, high, level, method(wide));
    }

    static String method(Interval interval) {
        return interval.method() + "-finite";
    }

    /** √((N − n)/(N − 1)), 0 when all have answered. */
    static double factor(long n, long population) {
        if (n > population) {
            throw Require.bad("population", "at least the sample (" + n + ")", population);
        }
        return n == population ? 0 : Math.sqrt((population - n) / (population - 1.0));
    }

    @Override
    public Map<String, Number> detail(S summary) {
        return inner.detail(summary);
    }

    @Override
    public Map<String, Long> aside(S summary) {
        return inner.aside(summary);
    }

    @Override
    public List<Map<String, Object>> points(S summary, ConfidenceLevel level) {
        return inner.points(summary, level);
    }

    /** From the shrunken intervals; a ratio stays one, of unshrunken intervals. */
    @Override
    public Difference difference(S first, S second, ConfidenceLevel level) {
        Difference whole = inner.difference(first, second, level);
        return whole.kind() == Difference.Kind.RATIO ? whole : Difference.mover(this, first, second, level);
    }

    @Override
    public List<GroupTest> tests(List<S> samples) {
        return inner.tests(samples);
    }

    @Override
    public Estimator<S> using(String method) {
        Estimator<S> other = inner.using(method);
        return other == inner ? this : other.ofPopulation(population);
    }

    @Override
    public Estimator<S> unlimited() {
        return inner;
    }

    @Override
    public Estimator<S> ofPopulation(long size) {
        return inner.ofPopulation(size);
    }

    @Override
    public String filled(S summary) {
        return inner.filled(summary);
    }
}

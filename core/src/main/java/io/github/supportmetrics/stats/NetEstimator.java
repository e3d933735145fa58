package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Int128;
import io.github.supportmetrics.internal.Texts;
import java.util.List;
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
    public Optional<Ratio> asUnit(S summary) {
        NetScore net = score.apply(summary);
        return Optional.of(Ratio.unit(net.positives() - net.negatives(), net.count()));
    }

    @Override
    public Map<String, Number> detail(S summary) {
        return detailOf.apply(summary);
    }

    @Override
    public Difference difference(S first, S second, ConfidenceLevel level) {
        NetScore a = score.apply(first);
        NetScore b = score.apply(second);
        // Adjusted Wald unless asked for otherwise, at every level, so that p does not depend on the level.
        NetScoreInterval how = method.orElse(NetScoreInterval.ADJUSTED_WALD);
        if (how == NetScoreInterval.SCORE || a.count() == 0 || b.count() == 0) {
            return Difference.mover(this, first, second, level);
        }
        double added = how == NetScoreInterval.ADJUSTED_WALD ? 1 : 0;
        Adjusted x = new Adjusted(a, added);
        Adjusted y = new Adjusted(b, added);
        double raw = a.score().orElseThrow() - b.score().orElseThrow();
        double difference = x.centre() - y.centre();
        double se = Math.sqrt(x.squaredError() + y.squaredError());
        double half = level.z() * se;
        Interval interval =
                new Interval(Math.min(difference - half, raw), Math.max(difference + half, raw), level, how.label());
        double z = difference == 0 ? 0 : difference / se;
        return Difference.of(
                scale * raw, interval.clamp(-2, 2).times(scale), z, OptionalDouble.empty(), TwoProportions.p(z));
    }

    /** F of the answers as −1, 0 and 1. */
    @Override
    public List<GroupTest> tests(List<S> samples) {
        List<Moments> coded = samples.stream()
                .map(score)
                .map(net -> new Moments(
                        net.count(),
                        net.positives() - net.negatives(),
                        new Int128(0, net.positives() + net.negatives())))
                .toList();
        return List.of(GroupTest.ofMeans(coded, 1 / scale, 0));
    }

    /** A net score after pseudo-answers: ¾ negative, 1½ neutral, ¾ positive, or none. */
    private record Adjusted(NetScore score, double added) {
        private double n() {
            return score.count() + 3 * added;
        }

        private double positive() {
            return (score.positives() + 0.75 * added) / n();
        }

        private double negative() {
            return (score.negatives() + 0.75 * added) / n();
        }

        double centre() {
            return positive() - negative();
        }

        double squaredError() {
            return Math.max(0, positive() + negative() - centre() * centre()) / n();
        }
    }

    @Override
    public String filled(S summary) {
        NetScore net = score.apply(summary);
        String times = scale == 1 ? "" : Texts.number(scale) + " · ";
        return times + "(" + net.positives() + " − " + net.negatives() + ") / " + net.count();
    }

    @Override
    public Estimator<S> using(String label) {
        return ProportionInterval.named(NetScoreInterval.class, label)
                .<Estimator<S>>map(m -> new NetEstimator<>(score, scale, detailOf, Optional.of(m)))
                .orElse(this);
    }
}

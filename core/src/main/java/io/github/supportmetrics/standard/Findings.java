package io.github.supportmetrics.standard;

import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.standard.Finding.Code;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a judgement finds by itself: about the data, the process, the trend, and what to ask for. */
final class Findings {
    private static final double USUALLY = .8;
    private static final double MOSTLY = .5;

    private final Evaluation evaluation;
    private final Standard standard;
    private final History history;
    private final Compliance compliance;
    private final Realism realism;
    private final Trend trend;

    Findings(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.standard = evaluation.standard();
        this.history = evaluation.history();
        this.compliance = evaluation.compliance();
        this.realism = evaluation.realism();
        this.trend = evaluation.trend();
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        data(all);
        process(all);
        trend(all);
        advice(all);
        return all;
    }

    private Unit unit() {
        return standard.definition().unit();
    }

    private void data(List<Finding> all) {
        if (history.periods().isEmpty() && compliance.isJudged()) {
            all.add(Finding.of(Code.NO_WHOLE_PERIOD));
        }
        if (history.isStale()) {
            all.add(Finding.of(Code.NO_DATA_SINCE)
                    .named("period", evaluation.period().orElse("")));
        }
        if (compliance.isApproximate()) {
            all.add(Finding.of(Code.APPROXIMATE)
                    .count("n", compliance.measurement().n()));
        }
    }

    private void process(List<Finding> all) {
        realism.hint()
                .ifPresent(code ->
                        all.add(Finding.of(code).count("met", realism.met()).count("periods", realism.periods())));
        boolean judged = realism.verdict() != Realism.Verdict.INSUFFICIENT_HISTORY;
        if (realism.isBeyondProcess()) {
            double mean = realism.chart().centre().orElseThrow();
            double reach = 3 * realism.chart().spread().orElseThrow();
            double best = clamp(
                    mean + standard.target().sign() * reach,
                    compliance.measurement().range());
            Finding beyond = Finding.of(Code.BEYOND_PROCESS).with("mean", mean, unit());
            all.add(standard.target().sign() == 0 ? beyond : beyond.with("best", best, unit()));
        }
        if (judged && realism.isUnstable()) {
            all.add(Finding.of(Code.UNSTABLE).count("periods", realism.periods()));
            realism.lastStable()
                    .filter(last -> last.verdict() != Realism.Verdict.INSUFFICIENT_HISTORY)
                    .ifPresent(last -> all.add(Finding.of(Code.LAST_STABLE)
                            .count("met", last.met())
                            .count("periods", last.periods())
                            .named("verdict", last.verdict().name())));
        }
        OptionalDouble noise = realism.noise();
        if (judged && noise.isPresent() && noise.getAsDouble() >= MOSTLY) {
            all.add(Finding.of(Code.MOSTLY_NOISE).share("noise", noise.getAsDouble()));
        }
    }

    private void trend(List<Finding> all) {
        Code code = switch (trend.verdict()) {
            case IMPROVING -> Code.TREND_IMPROVING;
            case WORSENING -> Code.TREND_WORSENING;
            case RISING -> Code.TREND_RISING;
            case FALLING -> Code.TREND_FALLING;
            case NO_EVIDENCE -> null;
        };
        if (code == null || !trend.isReliable()) {
            return;
        }
        double slope = trend.kendall().slope().orElseThrow();
        Interval interval = trend.kendall().correctedSlopeInterval(ConfidenceLevel.P95);
        Unit points = Trend.pointsOf(unit());
        Unit ends = unit().equals(Unit.RATIO) ? Unit.POINTS : unit();
        all.add(Finding.of(code)
                .with("slope", Trend.points(slope, unit()), points)
                .with("low", Trend.points(interval.low(), unit()), ends)
                .with("high", Trend.points(interval.high(), unit()), ends)
                .with("p", trend.kendall().correctedP(), Unit.NUMBER));
        double forecast =
                clamp(trend.forecast().orElseThrow(), compliance.measurement().range());
        Finding next = Finding.of(Code.FORECAST).with("forecast", forecast, unit());
        OptionalDouble headroom = realism.headroom(forecast);
        all.add(
                headroom.isPresent() && Double.isFinite(headroom.getAsDouble())
                        ? next.with("headroom", headroom.getAsDouble(), Unit.NUMBER)
                        : next);
    }

    private void advice(List<Finding> all) {
        if (realism.periods() < Realism.Limits.DEFAULT.leastPeriods()) {
            return;
        }
        Interval range = compliance.measurement().range();
        realism.suggest(USUALLY).map(this::rounded).ifPresent(target -> {
            long reached = history.values().stream()
                    .filter(value -> value.isPresent() && target.isMetBy(value.getAsDouble()))
                    .count();
            Finding suggestion = Finding.of(Code.SUGGESTION)
                    .share("share", USUALLY)
                    .count("met", reached)
                    .count("periods", realism.periods());
            if (Double.isFinite(target.low())) {
                suggestion = suggestion.with("low", clamp(target.low(), range), unit());
            }
            if (Double.isFinite(target.high())) {
                suggestion = suggestion.with("high", clamp(target.high(), range), unit());
            }
            all.add(suggestion);
        });
        realism.bestQuarter()
                .ifPresent(value -> all.add(Finding.of(Code.BEST_QUARTER).with("value", value, unit())));
        if (standard.requiredOf() == 0) {
            return;
        }
        List<History.Period> asked = evaluation.horizon();
        all.add(Finding.of(Code.HORIZON)
                .count("met", Evaluation.met(asked))
                .count("periods", asked.size())
                .count("required", evaluation.required())
                .count("horizon", standard.requiredOf()));
        realism.chance(standard.requiredShare(), standard.requiredOf())
                .ifPresent(chance -> all.add(Finding.of(Code.HORIZON_CHANCE)
                        .share("chance", chance)
                        .count("required", evaluation.required())
                        .count("horizon", standard.requiredOf())));
    }

    private double clamp(double value, Interval range) {
        // No time is negative, though a line may run below 0.
        double least = unit().equals(Unit.SECONDS) ? Math.max(0, range.low()) : range.low();
        return Math.min(range.high(), Math.max(least, value));
    }

    /** As exact as the periods are alike: in steps of 1, 2 or 5 of at most a quarter of their standard deviation. */
    private Target rounded(Target target) {
        double most = realism.chart().spread().orElse(0) / 4;
        if (!(most > 0)) {
            return target;
        }
        double ten = Math.pow(10, Math.floor(Math.log10(most)));
        return Realism.rounded(target, most >= 5 * ten ? 5 * ten : most >= 2 * ten ? 2 * ten : ten);
    }
}

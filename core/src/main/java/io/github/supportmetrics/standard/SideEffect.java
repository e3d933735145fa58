package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.standard.Finding.Code;
import io.github.supportmetrics.stats.MannWhitney;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Another number beside the one that is judged: whether it suffers when the target is met, or while the number gets better. */
record SideEffect(Target target, History history, Trend trend, Definition other) {
    private static final double ALPHA = .05;

    List<Finding> of(List<Row> rows) {
        if (!other.direction().isOneWay()) {
            throw Require.bad("direction of " + other.id(), "UP or DOWN", other.direction());
        }
        Map<String, OptionalDouble> values = new HashMap<>();
        for (Row row : rows) {
            Row.Cell cell = row.innermost();
            if (cell.kind() == Row.Kind.KEY) {
                values.put(cell.text(), row.measurement().value());
            }
        }
        if (!history.periods().isEmpty() && history.periods().stream().noneMatch(p -> values.containsKey(p.label()))) {
            throw Require.bad(
                    "periods of " + other.id(),
                    "those of the standard, like " + history.periods().get(0).label(),
                    values.keySet().stream().limit(3).toList());
        }
        List<OptionalDouble> beside = history.periods().stream()
                .map(p -> values.getOrDefault(p.label(), OptionalDouble.empty()))
                .toList();
        List<Finding> found = new ArrayList<>();
        double[] whenMet = when(beside, true);
        double[] whenMissed = when(beside, false);
        if (whenMet.length > 0 && whenMissed.length > 0) {
            MannWhitney test = MannWhitney.of(whenMet, whenMissed);
            double superiority = test.superiority().orElse(.5);
            boolean worse = other.direction() == Direction.UP ? superiority < .5 : superiority > .5;
            if (worse && test.p().orElse(1) < ALPHA) {
                found.add(named(Code.COUNTER_METRIC_WORSE)
                        .with("met", middle(whenMet), other.unit())
                        .with("missed", middle(whenMissed), other.unit())
                        .with("p", test.p().orElse(1), Unit.NUMBER));
            }
        }
        Trend others = Trend.of(other, beside);
        if (trend.isReliable()
                && others.isReliable()
                && trend.verdict() == Trend.Verdict.IMPROVING
                && others.verdict() == Trend.Verdict.WORSENING) {
            found.add(named(Code.COUNTER_METRIC_WORSENS)
                    .with(
                            "slope",
                            Trend.points(others.kendall().slope().orElseThrow(), other.unit()),
                            Trend.pointsOf(other.unit()))
                    .with("p", others.kendall().correctedP(), Unit.NUMBER));
        }
        return found;
    }

    private Finding named(Code code) {
        return Finding.of(code).named("metric", other.title());
    }

    private double[] when(List<OptionalDouble> beside, boolean met) {
        List<Double> some = new ArrayList<>();
        for (int i = 0; i < beside.size(); i++) {
            OptionalDouble own = history.periods().get(i).value();
            if (own.isPresent() && beside.get(i).isPresent() && target.isMetBy(own.getAsDouble()) == met) {
                some.add(beside.get(i).getAsDouble());
            }
        }
        return some.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double middle(double... values) {
        return Trend.median(Arrays.stream(values));
    }
}

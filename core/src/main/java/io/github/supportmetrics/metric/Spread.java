package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * How whole numbers that events have are spread: what lengths of time and amounts of money have in common.
 *
 * @param definition what their mean means; the other numbers take their ids and titles from it
 * @param rule how an event enters
 * @param one what one unit is in the whole units: 1000 for seconds, 100 for cents
 * @param noun what they are called
 * @param text how one is written
 */
record Spread<E>(Definition definition, Rule<E, Durations> rule, double one, String noun, LongFunction<String> text) {
    Metric<E, Measurement<Durations>> quantile(double q, QuantileDefinition type) {
        String percent = BigDecimal.valueOf(Require.fraction(q, "quantile"))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
        return Metric.of(
                variant("p" + percent, percent + " % quantile of the " + noun + " that make up " + definition.title())
                        .titled(definition.title() + " p" + percent)
                        .with("quantile", type),
                rule,
                Durations.quantileEstimator(q, type, one, definition.unit().symbol()));
    }

    Metric<E, Measurement<Proportion>> within(long threshold) {
        String most = text.apply(threshold);
        return Metric.of(
                variant(
                                "within",
                                noun + " of at most " + most + " / all " + noun + " that make up " + definition.title())
                        .titled(definition.title() + " within " + most)
                        .with("threshold", most)
                        .unit(Unit.RATIO)
                        .direction(Direction.UP),
                rule.atMost(threshold),
                Proportion.estimator());
    }

    Metric<E, Measurement<Tally>> histogram(long... bounds) {
        Require.positive(bounds.length, "number of bounds");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < bounds.length; i++) {
            texts.add(text.apply(bounds[i]));
            if (bounds[i] <= (i == 0 ? 0 : bounds[i - 1])) {
                throw Require.bad(
                        "bounds of a histogram",
                        "ascending from above 0",
                        Arrays.stream(bounds).mapToObj(text).toList());
            }
        }
        return Metric.of(
                variant("histogram", noun + " by size, that make up " + definition.title())
                        .titled(definition.title() + " histogram")
                        .with("bounds", texts)
                        .unit(Unit.COUNT)
                        .direction(Direction.NONE),
                rule.binned(bounds),
                Tally.histogram(one, bounds));
    }

    private Definition variant(String suffix, String formula) {
        Definition variant = Definition.of(definition.id() + "." + suffix, formula)
                .unit(definition.unit())
                .direction(definition.direction())
                .source(definition.source());
        for (var parameter : definition.parameters().entrySet()) {
            variant = variant.with(parameter.getKey(), parameter.getValue());
        }
        return definition.nature() == Nature.SUBJECTIVE ? variant.subjective() : variant;
    }
}

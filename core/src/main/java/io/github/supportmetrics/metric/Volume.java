package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Proportion;
import java.util.Map;
import java.util.OptionalDouble;

/** How many contacts there were. */
public final class Volume {
    /** The number of contacts that came in, answered or not, except those that were never real. All of them are
     * counted, so there is no sampling error and no interval. */
    public static final Metric<Interaction, Measurement<Proportion>> VOLUME = Metric.of(
            Definition.of("volume", "contacts but spam, test, deleted, merged and duplicate ones")
                    .titled("Contacts")
                    .unit(Unit.COUNT),
            Contacts.only(
                    java.util.EnumSet.range(
                            io.github.supportmetrics.event.Disposition.HANDLED,
                            io.github.supportmetrics.event.Disposition.CALLBACK),
                    Rule.share(contact -> true)),
            new Count());

    private Volume() {}

    private record Count() implements Estimator<Proportion> {
        @Override
        public long n(Proportion contacts) {
            return contacts.trials();
        }

        @Override
        public OptionalDouble value(Proportion contacts) {
            return OptionalDouble.of((double) contacts.trials());
        }

        @Override
        public Interval interval(Proportion contacts, ConfidenceLevel level) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, "census");
        }

        @Override
        public Map<String, Number> detail(Proportion contacts) {
            return Map.of("count", contacts.trials());
        }
    }
}

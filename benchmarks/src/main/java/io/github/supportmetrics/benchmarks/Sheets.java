package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Rule;
import io.github.supportmetrics.metric.Sheet;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;

/** The five metrics of a ticket. */
final class Sheets {
    static final Metric<Ticket, Measurement<Durations>> HANDLE_TIME = Metric.of(
            Definition.of("handleTime", "mean handle time"), Rule.duration(Ticket::millis), Durations.meanEstimator());

    static final Metric<Ticket, Measurement<Ratings>> CSAT = Metric.of(
            Definition.of("csat", "answers 4 and 5 / answers"),
            Rule.rating(Scale.of(1, 5), Ticket::csat),
            Ratings.share(answer -> answer >= 4));

    static final Metric<Ticket, Measurement<Ratings>> NPS = Metric.of(
            Definition.of("nps", "promoters − detractors / answers"),
            Rule.rating(Scale.NPS, Ticket::nps),
            Ratings.net(answer -> answer >= 9, answer -> answer <= 6, 100));

    static final Metric<Ticket, Measurement<Proportion>> FCR =
            Metric.of(Definition.of("fcr", "resolved / tickets"), Rule.share(Ticket::fcr), Proportion.estimator());

    static final Metric<Ticket, Measurement<Proportion>> SLA =
            Metric.of(Definition.of("sla", "in time / tickets"), Rule.share(Ticket::sla), Proportion.estimator());

    static final Metric<Ticket, Sheet> ALL = Metric.sheet(HANDLE_TIME, CSAT, NPS, FCR, SLA);

    private Sheets() {}
}

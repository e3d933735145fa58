package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Durations;
import java.util.List;

/** Handle time by declared agents, by labels of which two are kept, over the latest two days. */
class NestedCutsProperties
        implements MetricContract<TimeSeries<Breakdown<String, Breakdown<String, Measurement<Durations>>>>> {
    private static final Metric<Ticket, Measurement<Durations>> AHT = Handling.AHT.on(Ticket::contact);
    private static final Axis<Ticket, String> AGENTS = Ticket.AGENT.among(List.of("Diane", "Joe"));

    @Override
    public Metric<Ticket, TimeSeries<Breakdown<String, Breakdown<String, Measurement<Durations>>>>> metric() {
        return AHT.where("eligible", Ticket::isEligible)
                .by(AGENTS)
                .by(Ticket.LABEL.limit(2))
                .over(Ticket.daily().keepLatest(2));
    }

    @Override
    public Metric<Ticket, TimeSeries<Breakdown<String, Breakdown<String, Measurement<Durations>>>>> filteredLast() {
        return AHT.by(AGENTS)
                .where("eligible", Ticket::isEligible)
                .by(Ticket.LABEL.limit(2))
                .over(Ticket.daily().keepLatest(2));
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Durations;

/** The median talk time of labels of which one is kept, of which a ticket may have several. */
class OverlappingLimitedAxisProperties implements MetricContract<Breakdown<String, Measurement<Durations>>> {
    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> metric() {
        return OverlappingAxisProperties.MEDIAN
                .where("eligible", Ticket::isEligible)
                .by(Ticket.LABEL.limit(1));
    }

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> filteredLast() {
        return OverlappingAxisProperties.MEDIAN.by(Ticket.LABEL.limit(1)).where("eligible", Ticket::isEligible);
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Durations;
import java.util.List;

/** The median talk time of declared labels, of which a ticket may have several. */
class OverlappingDeclaredAxisProperties implements MetricContract<Breakdown<String, Measurement<Durations>>> {
    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> metric() {
        return OverlappingAxisProperties.MEDIAN
                .where("eligible", Ticket::isEligible)
                .by(Ticket.LABEL.among(List.of("a")));
    }

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> filteredLast() {
        return OverlappingAxisProperties.MEDIAN
                .by(Ticket.LABEL.among(List.of("a")))
                .where("eligible", Ticket::isEligible);
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Durations;
import java.util.Objects;

/** The median talk time of labels of which one is kept, of which a ticket may have several. */
class OverlappingLimitedAxisProperties implements MetricContract<Breakdown<String, Measurement<Durations>>> {
    private static final Metric<Ticket, Measurement<Durations>> MEDIAN = Timing.of(
                    Definition.of("talk", "talk times / tickets"),
                    Rule.<Ticket>duration(ticket -> Objects.requireNonNull(ticket.talkMillis()))
                            .unless("NO_TALK", ticket -> ticket.talkMillis() == null))
            .quantile(0.5);

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> metric() {
        return MEDIAN.where("eligible", Ticket::isEligible).by(Ticket.LABEL.limit(1));
    }

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> filteredLast() {
        return MEDIAN.by(Ticket.LABEL.limit(1)).where("eligible", Ticket::isEligible);
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Durations;
import java.util.List;
import java.util.Objects;

/** The median talk time of declared labels, of which a ticket may have several. */
class OverlappingDeclaredAxisProperties implements MetricContract<Breakdown<String, Measurement<Durations>>> {
    private static final Metric<Ticket, Measurement<Durations>> MEDIAN = Timing.of(
                    Definition.of("talk", "talk times / tickets"),
                    Rule.<Ticket>duration(ticket -> Objects.requireNonNull(ticket.talkMillis()))
                            .unless("NO_TALK", ticket -> ticket.talkMillis() == null))
            .quantile(0.5);

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> metric() {
        return MEDIAN.where("eligible", Ticket::isEligible).by(Ticket.LABEL.among(List.of("a")));
    }

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> filteredLast() {
        return MEDIAN.by(Ticket.LABEL.among(List.of("a"))).where("eligible", Ticket::isEligible);
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.stats.Ratings;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** CSAT by agent over days. */
class BreakdownOverDaysProperties implements MetricContract<TimeSeries<Breakdown<String, Measurement<Ratings>>>> {
    private static final Metric<Ticket, Measurement<Ratings>> CSAT =
            Satisfaction.csat(Ticket.SCALE).topTwo().on(Ticket::answer);

    @Override
    public Metric<Ticket, TimeSeries<Breakdown<String, Measurement<Ratings>>>> metric() {
        return CSAT.where("eligible", Ticket::isEligible).by(Ticket.AGENT).over(Ticket.daily());
    }

    @Override
    public Metric<Ticket, TimeSeries<Breakdown<String, Measurement<Ratings>>>> filteredLast() {
        return CSAT.by(Ticket.AGENT).over(Ticket.daily()).where("eligible", Ticket::isEligible);
    }

    @Property
    void everyTicketIsConsideredInOneCell(@ForAll("samples") List<Ticket> sample) {
        TimeSeries<Breakdown<String, Measurement<Ratings>>> result = metric().of(sample);

        assertThat(result.rows()
                        .mapToLong(row -> row.measurement().considered())
                        .sum())
                .isEqualTo(sample.size());
        assertThat(result.total().total())
                .isEqualTo(CSAT.where("eligible", Ticket::isEligible).of(sample));
        assertThat(result.undated().total().considered())
                .isEqualTo(sample.stream()
                        .filter(ticket -> ticket.closedAt() == null)
                        .count());
    }

    @Property
    void eachCellIsTheMetricOfItsOwnTickets(@ForAll("samples") List<Ticket> sample) {
        metric().of(sample)
                .periods()
                .forEach((day, agents) -> agents.cells()
                        .forEach((agent, cell) -> assertThat(cell)
                                .isEqualTo(CSAT.where("eligible", Ticket::isEligible)
                                        .of(sample.stream()
                                                .filter(ticket -> agent.equals(ticket.agent())
                                                        && ticket.closedAt() != null
                                                        && day.contains(ticket.closedAt()))
                                                .toList()))));
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.stats.Durations;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The median talk time by label, of which a ticket has none, one or several. */
class OverlappingAxisProperties implements MetricContract<Breakdown<String, Measurement<Durations>>> {
    static final Metric<Ticket, Measurement<Durations>> MEDIAN = Timing.of(
                    Definition.of("talk", "talk times / tickets"),
                    Rule.<Ticket>duration(ticket -> Objects.requireNonNull(ticket.talkMillis()))
                            .unless("NO_TALK", ticket -> ticket.talkMillis() == null))
            .quantile(0.5);

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> metric() {
        return MEDIAN.where("eligible", Ticket::isEligible).by(Ticket.LABEL);
    }

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Durations>>> filteredLast() {
        return MEDIAN.by(Ticket.LABEL).where("eligible", Ticket::isEligible);
    }

    @Property
    void theTotalCountsEveryTicketOnceAndTheCellsEveryLabel(@ForAll("samples") List<Ticket> sample) {
        Breakdown<String, Measurement<Durations>> result = metric().of(sample);

        assertThat(result.total())
                .isEqualTo(MEDIAN.where("eligible", Ticket::isEligible).of(sample));
        assertThat(result.cells().values().stream()
                        .mapToLong(Measurement::considered)
                        .sum())
                .isEqualTo(sample.stream()
                        .mapToLong(ticket -> ticket.labels().size())
                        .sum());
        assertThat(result.unkeyed().considered())
                .isEqualTo(sample.stream()
                        .filter(ticket -> ticket.labels().isEmpty())
                        .count());
    }
}

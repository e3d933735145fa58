package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Handle time, satisfaction, several answers of each ticket, and a share of the host's own, in one pass. */
class SheetProperties implements MetricContract<Breakdown<String, Sheet>> {
    private static final Metric<Ticket, Measurement<Ratings>> CSAT =
            Satisfaction.csat(Ticket.SCALE).mean().on(Ticket::answer);
    private static final Metric<Ticket, Measurement<Ratings>> NET =
            Satisfaction.csat(Ticket.SCALE).net().onEach(Ticket::answers);
    private static final Metric<Ticket, Measurement<Proportion>> LABELLED = Metric.of(
            Definition.of("labelled", "tickets with a label / tickets"),
            Rule.<Ticket>share(ticket -> !ticket.labels().isEmpty())
                    .unless("NO_AGENT", ticket -> ticket.agent() == null),
            Proportion.estimator());

    private static Metric<Ticket, Sheet> sheet() {
        return Metric.sheet(
                Handling.AHT.on(Ticket::contact).where("closed", ticket -> ticket.closedAt() != null),
                CSAT,
                NET,
                LABELLED);
    }

    @Override
    public Metric<Ticket, Breakdown<String, Sheet>> metric() {
        return sheet().where("eligible", Ticket::isEligible).by(Ticket.AGENT);
    }

    @Override
    public Metric<Ticket, Breakdown<String, Sheet>> filteredLast() {
        return sheet().by(Ticket.AGENT).where("eligible", Ticket::isEligible);
    }

    @Property
    void theSheetHoldsWhatEachMetricAloneGives(@ForAll("samples") List<Ticket> sample) {
        Sheet sheet = sheet().of(sample);

        assertThat(sheet.get(CSAT)).isEqualTo(CSAT.of(sample));
        assertThat(sheet.get(NET)).isEqualTo(NET.of(sample));
        assertThat(sheet.get(LABELLED)).isEqualTo(LABELLED.of(sample));
        assertThat(sheet.results()).hasSize(4);
    }
}

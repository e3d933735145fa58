package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.stats.Moments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The mean talk time by agent, of whom three are kept. */
class LimitedAxisProperties implements MetricContract<Breakdown<String, Measurement<Moments>>> {
    private static final int LIMIT = 3;
    private static final Metric<Ticket, Measurement<Moments>> MEAN = Metric.of(
            Definition.of("talk.mean", "sum of talk times / tickets"),
            Rule.<Ticket>amount(ticket -> Objects.requireNonNull(ticket.talkMillis()))
                    .unless("NO_TALK", ticket -> ticket.talkMillis() == null),
            Moments.estimator(1));

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Moments>>> metric() {
        return MEAN.where("eligible", Ticket::isEligible).by(Ticket.AGENT.limit(LIMIT));
    }

    @Override
    public Metric<Ticket, Breakdown<String, Measurement<Moments>>> filteredLast() {
        return MEAN.by(Ticket.AGENT.limit(LIMIT)).where("eligible", Ticket::isEligible);
    }

    @Property
    void whichKeysAreKeptDoesNotDependOnTheOrder(@ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        List<Ticket> shuffled = new ArrayList<>(sample);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(metric().of(shuffled)).isEqualTo(metric().of(sample));
    }

    @Property
    void nothingIsLostInTheCut(@ForAll("samples") List<Ticket> sample) {
        Breakdown<String, Measurement<Moments>> cut = metric().of(sample);
        Breakdown<String, Measurement<Moments>> all =
                MEAN.where("eligible", Ticket::isEligible).by(Ticket.AGENT).of(sample);

        assertThat(cut.cells()).hasSize(Math.min(LIMIT, all.cells().size()));
        assertThat(all.cells()).containsAllEntriesOf(cut.cells());
        assertThat(cut.total()).isEqualTo(all.total());
        assertThat(cut.unkeyed()).isEqualTo(all.unkeyed());
        assertThat(all.cells().size() > LIMIT).isEqualTo(!cut.other().isEmpty());
    }
}

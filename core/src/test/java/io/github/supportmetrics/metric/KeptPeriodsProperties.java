package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.time.TimeWindow;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A share over days, of which the latest two are kept. */
class KeptPeriodsProperties implements MetricContract<TimeSeries<Measurement<Proportion>>> {
    private static final int KEPT = 2;
    private static final Metric<Ticket, Measurement<Proportion>> RATED = Metric.of(
            Definition.of("rated", "rated tickets / tickets"),
            Rule.<Ticket>share(ticket -> ticket.score() != null),
            Proportion.estimator());

    @Override
    public Metric<Ticket, TimeSeries<Measurement<Proportion>>> metric() {
        return RATED.where("eligible", Ticket::isEligible).over(Ticket.daily().keepLatest(KEPT));
    }

    @Override
    public Metric<Ticket, TimeSeries<Measurement<Proportion>>> filteredLast() {
        return RATED.over(Ticket.daily().keepLatest(KEPT)).where("eligible", Ticket::isEligible);
    }

    @Property
    void theLatestDaysAreKeptAndTheOthersFolded(@ForAll("samples") List<Ticket> sample) {
        TimeSeries<Measurement<Proportion>> kept = metric().of(sample);
        TimeSeries<Measurement<Proportion>> all =
                RATED.where("eligible", Ticket::isEligible).over(Ticket.daily()).of(sample);
        SortedMap<TimeWindow, Measurement<Proportion>> latest = new TreeMap<>(all.periods());
        while (latest.size() > KEPT) {
            latest.remove(latest.firstKey());
        }

        assertThat(kept.periods()).isEqualTo(latest);
        assertThat(kept.total()).isEqualTo(all.total());
        assertThat(kept.undated()).isEqualTo(all.undated());
    }
}

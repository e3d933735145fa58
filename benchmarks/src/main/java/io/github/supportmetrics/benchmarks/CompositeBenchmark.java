package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.Sheet;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import java.util.Arrays;
import java.util.LongSummaryStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adding one event to five metrics (AHT, CSAT, NPS, FCR, SLA), in nanoseconds. */
@State(Scope.Thread)
@OperationsPerInvocation(Data.SIZE)
public class CompositeBenchmark {
    private final long[] millis = Data.millis(Data.SIZE);
    private final int[] csats = Data.csat(Data.SIZE);
    private final int[] npss = Data.nps(Data.SIZE);
    private final boolean[] fcrs = Data.flags(Data.SIZE, 3);
    private final boolean[] slas = Data.flags(Data.SIZE, 4);
    private final Ticket[] tickets = Data.tickets(Data.SIZE);
    private final Hand hand = new Hand();
    private final Ours ours = new Ours();
    private final MetricAccumulator<Ticket, Sheet> sheet = Sheets.ALL.accumulator();

    /** Five accumulators. */
    public static final class Ours {
        final Durations.Accumulator handleTime = new Durations.Accumulator();
        final Ratings.Accumulator csat = new Ratings.Accumulator(1, 5);
        final Ratings.Accumulator nps = new Ratings.Accumulator(0, 10);
        final Proportion.Accumulator fcr = new Proportion.Accumulator();
        final Proportion.Accumulator sla = new Proportion.Accumulator();

        Ours() {}
    }

    /** What streams give: no quantile, no variance, a pass per metric. */
    public record Streams(
            LongSummaryStatistics handleTime, long satisfied, long promoters, long detractors, long fcr, long sla) {}

    /** Local sums and counts over arrays. */
    @Benchmark
    public Hand handLoop() {
        hand.addAll(millis, csats, npss, fcrs, slas);
        return hand;
    }

    /** Sums and counts in fields, an event at a time, over the same arrays. */
    @Benchmark
    public Hand handEvents() {
        for (int i = 0; i < millis.length; i++) {
            hand.add(millis[i], csats[i], npss[i], fcrs[i], slas[i]);
        }
        return hand;
    }

    /** Five accumulators over the same arrays. */
    @Benchmark
    public Ours ours() {
        for (int i = 0; i < millis.length; i++) {
            ours.handleTime.addMillis(millis[i]);
            ours.csat.add(csats[i]);
            ours.nps.add(npss[i]);
            ours.fcr.add(fcrs[i]);
            ours.sla.add(slas[i]);
        }
        return ours;
    }

    /** Local sums and counts over rows. */
    @Benchmark
    public Hand handRows() {
        hand.addAll(tickets);
        return hand;
    }

    /** A general sheet over rows. */
    @Benchmark
    public MetricAccumulator<Ticket, Sheet> oursSheet() {
        for (Ticket ticket : tickets) {
            sheet.add(ticket);
        }
        return sheet;
    }

    /** A stream per metric over rows. */
    @Benchmark
    public Streams streams() {
        return new Streams(
                Arrays.stream(tickets).mapToLong(Ticket::millis).summaryStatistics(),
                Arrays.stream(tickets).filter(t -> t.csat() >= 4).count(),
                Arrays.stream(tickets).filter(t -> t.nps() >= 9).count(),
                Arrays.stream(tickets).filter(t -> t.nps() <= 6).count(),
                Arrays.stream(tickets).filter(Ticket::fcr).count(),
                Arrays.stream(tickets).filter(Ticket::sla).count());
    }
}

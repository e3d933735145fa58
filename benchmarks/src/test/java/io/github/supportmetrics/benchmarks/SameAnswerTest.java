package io.github.supportmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.metric.Sheet;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.Ratings;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Statistic;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants of one benchmark answer the same question: no race is won by computing something else. */
class SameAnswerTest {
    private static final Percentage BUCKET = Percentage.withPercentage(0.79);
    private static final Percentage OTHERS = Percentage.withPercentage(1.1);
    private static final Percentage DOUBLE = Percentage.withPercentage(1e-9);

    @Test
    void handleTimesHaveTheSameSums() {
        AddBenchmark.HandleTime race = new AddBenchmark.HandleTime();
        Hand hand = race.handLoop();
        Durations ours = race.ours().snapshot();

        assertSame(hand, ours);
        assertThat(race.oursFresh().snapshot()).isEqualTo(ours);
        assertThat(race.hdrFixed().getTotalCount()).isEqualTo(hand.n);
        assertThat(race.hdrAuto().getTotalCount()).isEqualTo(hand.n);
        assertThat(race.hdrRecorder().getIntervalHistogram().getTotalCount()).isEqualTo(hand.n);
        assertThat(race.dynaHist().getTotalCount()).isEqualTo(hand.n);
        assertThat((long) race.ddSketch().getCount()).isEqualTo(hand.n);
        assertThat(race.micrometerTimer().count()).isEqualTo(hand.n);
        assertThat(race.micrometerPercentiles().count()).isEqualTo(hand.n);
    }

    private static void assertSame(Hand hand, Durations ours) {
        assertThat(ours.count()).isEqualTo(hand.n);
        assertThat(ours.moments().sum()).isEqualTo(hand.sum);
        assertThat(ours.moments().sumOfSquares()).isEqualTo(BigInteger.valueOf(hand.squares));
        assertThat(ours.min().orElseThrow().toMillis()).isCloseTo(hand.min, BUCKET);
        assertThat(ours.max().orElseThrow().toMillis()).isCloseTo(hand.max, BUCKET);
        assertThat(Arrays.stream(hand.buckets).sum()).isEqualTo((int) hand.n);
    }

    @Test
    void momentsHaveTheSameVariance() {
        AddBenchmark.Moments race = new AddBenchmark.Moments();
        Hand hand = race.handLoop();
        var ours = race.ours().snapshot();
        double mean = ours.mean().orElseThrow();
        double variance = ours.sampleVariance().orElseThrow();

        assertThat(ours.count()).isEqualTo(hand.n);
        assertThat(ours.sum()).isEqualTo(hand.sum);
        assertThat(ours.sumOfSquares()).isEqualTo(BigInteger.valueOf(hand.squares));
        assertThat(race.guava().mean()).isCloseTo(mean, DOUBLE);
        assertThat(race.guava().sampleVariance()).isPositive();
        assertThat(race.commons().getAsDouble(Statistic.MEAN)).isCloseTo(mean, DOUBLE);
        assertThat(race.commons().getAsDouble(Statistic.VARIANCE)).isPositive();
        AddBenchmark.Welford welford = race.welford();
        assertThat(welford.mean()).isCloseTo(mean, DOUBLE);
        assertThat(welford.sampleVariance()).isCloseTo(variance, DOUBLE);
    }

    @Test
    void answersHaveTheSameCounts() {
        AddBenchmark.Nps nps = new AddBenchmark.Nps();
        AddBenchmark.Csat csat = new AddBenchmark.Csat();

        assertCounts(nps.handLoop().nps, nps.ours().snapshot());
        assertCounts(csat.handLoop().csat, csat.ours().snapshot());
    }

    private static void assertCounts(int[] hand, Ratings ours) {
        for (int point = ours.min(); point <= ours.max(); point++) {
            assertThat(ours.count(point)).isEqualTo(hand[point]);
        }
        assertThat(ours.count()).isEqualTo(Arrays.stream(hand).sum());
    }

    @Test
    void fiveMetricsHaveTheSameSumsAndCounts() {
        CompositeBenchmark race = new CompositeBenchmark();
        Hand hand = race.handLoop();
        CompositeBenchmark.Ours ours = race.ours();
        Sheet sheet = race.oursSheet().snapshot();

        assertSame(hand, ours.handleTime.snapshot());
        assertCounts(hand.csat, ours.csat.snapshot());
        assertCounts(hand.nps, ours.nps.snapshot());
        assertThat(ours.fcr.snapshot()).isEqualTo(new Proportion(hand.fcr, hand.n));
        assertThat(ours.sla.snapshot()).isEqualTo(new Proportion(hand.sla, hand.n));
        assertThat(sheet.get(Sheets.HANDLE_TIME).summary()).isEqualTo(ours.handleTime.snapshot());
        assertThat(sheet.get(Sheets.CSAT).summary()).isEqualTo(ours.csat.snapshot());
        assertThat(sheet.get(Sheets.NPS).summary()).isEqualTo(ours.nps.snapshot());
        assertThat(sheet.get(Sheets.FCR).summary()).isEqualTo(ours.fcr.snapshot());
        assertThat(sheet.get(Sheets.SLA).summary()).isEqualTo(ours.sla.snapshot());
        CompositeBenchmark.Streams streams = race.streams();
        assertThat(streams.handleTime().getSum()).isEqualTo(hand.sum);
        assertThat(streams.satisfied()).isEqualTo(hand.csat[4] + hand.csat[5]);
        assertThat(streams.promoters()).isEqualTo(hand.nps[9] + hand.nps[10]);
        assertThat(streams.detractors()).isEqualTo(ours.nps.snapshot().count(point -> point <= 6));
        assertThat(streams.fcr()).isEqualTo(hand.fcr);
        assertThat(streams.sla()).isEqualTo(hand.sla);
    }

    @Test
    void rowsEventsAndArraysHaveTheSameSumsAndCounts() {
        Hand arrays = new CompositeBenchmark().handLoop();

        assertThat(new CompositeBenchmark().handEvents())
                .usingRecursiveComparison()
                .isEqualTo(arrays);
        assertThat(new CompositeBenchmark().handRows())
                .usingRecursiveComparison()
                .isEqualTo(arrays);
    }

    @Test
    void mergedSamplesHaveTheSameSizeAndMedian() {
        MergeBenchmark race = new MergeBenchmark();
        race.setUp();
        Durations ours = race.ours().snapshot();
        double median = ours.quantileMillis(0.5, QuantileDefinition.TYPE1).orElseThrow();

        assertThat(ours).isEqualTo(Durations.ofMillis(Data.millis(2000)));
        assertThat(race.hdrFixed().getTotalCount()).isEqualTo(2000);
        assertThat((double) race.hdrFixed().getValueAtPercentile(50)).isPositive();
        assertThat(race.hdrAuto().getTotalCount()).isEqualTo(2000);
        assertThat((double) race.hdrAuto().getValueAtPercentile(50)).isPositive();
        assertThat(race.ddSketch().getCount()).isEqualTo(2000);
        assertThat(race.dynaHist().getTotalCount()).isEqualTo(2000);
        assertThat(median).isCloseTo(300_000, within(30_000.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void quantilesAreAsGoodAsPromised(int n) {
        double[] sorted = race(n).handLoop();
        double[] ours = race(n).ours();
        double[] fixed = race(n).hdrFixed();
        double[] auto = race(n).hdrAuto();
        double[] sketch = race(n).ddSketch();

        for (int i = 0; i < ours.length; i++) {
            double q = Data.QUANTILES[i];
            double exact = race(n).exact(q, QuantileDefinition.TYPE7);
            double upper = race(n).exact(q, QuantileDefinition.TYPE1);
            assertThat(sorted[i]).isCloseTo(exact, DOUBLE);
            assertThat(ours[i]).isCloseTo(exact, n <= Durations.EXACT_VALUES ? DOUBLE : BUCKET);
            assertThat(fixed[i]).isCloseTo(upper, OTHERS);
            assertThat(auto[i]).isCloseTo(upper, OTHERS);
            // DDSketch takes the value of rank 1 + ⌊q(n−1)⌋.
            assertThat(sketch[i]).isCloseTo(race(n).lower(q), OTHERS);
        }
    }

    private static QuantileBenchmark race(int n) {
        QuantileBenchmark race = new QuantileBenchmark();
        race.n = n;
        return race;
    }

    @Test
    void oursSurvivesEncoding() {
        assertThat(Durations.codec().decode(new EncodeBenchmark().ours()))
                .isEqualTo(Durations.ofMillis(Data.millis(1000)));
    }

    @Test
    void repeatsAreTheSameByNumberByNameAndByHand() {
        RepeatBenchmark race = new RepeatBenchmark();
        race.draw();
        var ours = race.ours();
        race.draw();
        var byName = race.oursByName();
        race.draw();
        long map = race.hashMap();
        race.draw();
        long hand = race.handLoop() - map;
        Instant later = Instant.ofEpochMilli(RepeatBenchmark.millis(RepeatBenchmark.CONTACTS));

        assertThat(map).isEqualTo(hand).isPositive();
        assertThat(ours.advanceTo(later).snapshot().summary())
                .isEqualTo(new Proportion(RepeatBenchmark.BATCH - map, RepeatBenchmark.BATCH));
        assertThat(byName.advanceTo(later).snapshot().summary())
                .isEqualTo(ours.snapshot().summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"months", "millis"})
    void survivalsAreTheSame(String times) {
        SurvivalBenchmark race = new SurvivalBenchmark();
        race.times = times;
        race.draw(10_000);

        assertThat(race.ours()).isCloseTo(race.handLoop(), within(1e-9)).isCloseTo(race.treeMap(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "P2D", "P30D"})
    void workingTimesAreTheSame(String span) {
        CalendarBenchmark race = new CalendarBenchmark();
        race.span = span;
        race.draw();

        assertThat(race.ours())
                .isEqualTo(race.handLoop())
                .isEqualTo(race.oursInstants())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "P30D"})
    void timesOfTicketsAreTheSame(String span) {
        TicketFoldBenchmark race = new TicketFoldBenchmark();
        race.span = span;
        race.draw();

        assertThat(race.ours())
                .isEqualTo(race.handLoop())
                .isEqualTo(race.oursPromises())
                .isPositive();
    }
}

package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.codec.Codec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;

class DurationsProperties implements SummaryContract<Durations, DurationsProperties.Run> {
    private static final double RELATIVE_ERROR = 1 / 128d;
    private static final long LARGE = 1L << 40;

    /** One value many times, so that counts outgrow bytes and shorts. */
    record Run(long millis, int times) {}

    @Override
    public Arbitrary<Run> observations() {
        Arbitrary<Long> millis = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(0, 300)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                0L, 1L, 63L, 64L, 127L, 128L, 129L, 255L, 256L, 1L << 31, (1L << 31) - 1, 1L << 53)),
                Tuple.of(4, Arbitraries.longs().between(100_000, 110_000)),
                Tuple.of(3, Arbitraries.longs().between(0, 100_000_000)),
                Tuple.of(1, Arbitraries.longs().between(0, Durations.MAX_MILLIS)),
                Tuple.of(1, Arbitraries.of(300_000L)));
        Arbitrary<Integer> times = Arbitraries.frequencyOf(
                Tuple.of(400, Arbitraries.of(1)),
                Tuple.of(60, Arbitraries.integers().between(2, 40)),
                Tuple.of(20, Arbitraries.integers().between(200, 300)),
                Tuple.of(1, Arbitraries.integers().between(65_000, 66_000)));
        return Combinators.combine(millis, times).as((value, n) -> new Run(value, value > LARGE ? Math.min(n, 3) : n));
    }

    @Override
    public Accumulator<Durations> accumulator() {
        return new Durations.Accumulator();
    }

    @Override
    public void add(Accumulator<Durations> accumulator, Run run) {
        for (int i = 0; i < run.times; i++) {
            ((Durations.Accumulator) accumulator).addMillis(run.millis);
        }
    }

    @Override
    public Codec<Durations> codec() {
        return Durations.codec();
    }

    private static long[] sorted(List<Run> runs) {
        return runs.stream()
                .flatMapToLong(run -> LongStream.generate(run::millis).limit(run.times))
                .sorted()
                .toArray();
    }

    @Property(tries = TRIES)
    void quantilesAreExactUpTo64ValuesAndWithinABucketBeyond(
            @ForAll("samples") List<Run> runs, @ForAll @DoubleRange(min = 0, max = 1) double q) {
        Durations durations = of(runs);
        long[] sorted = sorted(runs);

        assertThat(durations.isExact()).isEqualTo(sorted.length <= Durations.EXACT_VALUES);
        for (QuantileDefinition type : QuantileDefinition.values()) {
            if (sorted.length == 0) {
                assertThat(durations.quantileMillis(q, type)).isEmpty();
            } else {
                double exact = type.of(q, sorted.length, rank -> (double) sorted[(int) rank - 1]);
                double error = durations.isExact() ? 0 : RELATIVE_ERROR * exact + 1e-9;
                assertThat(durations.quantileMillis(q, type).orElseThrow())
                        .as("%s of %d", type, sorted.length)
                        .isCloseTo(exact, within(error));
            }
        }
    }

    @Property(tries = TRIES)
    void sumsAreExactAtAnyResolution(@ForAll("samples") List<Run> runs) {
        Moments.Accumulator exact = new Moments.Accumulator();
        for (long value : sorted(runs)) {
            exact.add(value);
        }

        assertThat(of(runs).moments()).isEqualTo(exact.snapshot());
        assertThat(of(runs).coarse().moments()).isEqualTo(exact.snapshot());
    }

    @Property(tries = TRIES)
    void singleValuesComeOutAgain(@ForAll("samples") List<Run> runs, @ForAll("observation") Run one) {
        Durations.Accumulator accumulator = new Durations.Accumulator();
        runs.forEach(run -> add(accumulator, run));
        accumulator.addMillis(one.millis);

        assertThat(accumulator.holdsMillis(one.millis)).isTrue();
        accumulator.retractMillis(one.millis);
        assertThat(accumulator.snapshot().coarse()).isEqualTo(of(runs).coarse());
    }

    @Property(tries = TRIES)
    void whatIsHeldCanBeTakenOut(@ForAll("samples") List<Run> runs, @ForAll("observation") Run one) {
        Durations.Accumulator accumulator = new Durations.Accumulator();
        runs.forEach(run -> add(accumulator, run));
        Durations before = accumulator.snapshot();
        boolean held = accumulator.holdsMillis(one.millis);
        boolean taken = true;
        try {
            accumulator.retractMillis(one.millis);
        } catch (IllegalArgumentException e) {
            taken = false;
        }

        assertThat(taken).isEqualTo(held);
        assertThat(accumulator.count()).isEqualTo(before.count() - (taken ? 1 : 0));
        if (!taken) {
            assertThat(accumulator.snapshot()).isEqualTo(before);
        }
    }

    @Property(tries = TRIES)
    void severalQuantilesInOnePassAreTheSingleOnes(@ForAll("samples") List<Run> runs) {
        Durations durations = of(runs);
        double[] qs = {0, 0.9, 0.25, 0.5, 0.999, 1};

        assertThat(durations.quantilesMillis(qs))
                .isEqualTo(
                        runs.isEmpty()
                                ? new double[0]
                                : Arrays.stream(qs)
                                        .map(q -> durations
                                                .quantileMillis(q, QuantileDefinition.TYPE7)
                                                .orElseThrow())
                                        .toArray());
    }
}

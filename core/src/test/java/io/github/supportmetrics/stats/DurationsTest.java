package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jol.info.GraphLayout;

class DurationsTest {
    private static final double RELATIVE_ERROR = 1 / 128d;
    private static final double MEDIAN = 300_000;
    private static final int SEEDS = 9;
    private static final double SIGMA = 0.8;
    private static final long EIGHT_WEEKS = Duration.ofDays(56).toMillis();

    /** What samples look like. */
    enum Shape {
        LOGNORMAL,
        UNIFORM,
        CONSTANT,
        BIMODAL;

        LongSupplier values(Random random) {
            return switch (this) {
                case LOGNORMAL -> () -> lognormal(random);
                case UNIFORM -> () -> random.nextInt(3_600_000);
                case CONSTANT -> () -> 123_457;
                case BIMODAL ->
                    () -> random.nextBoolean() ? 5_000 + random.nextInt(100) : 7_200_000 + random.nextInt(9999);
            };
        }
    }

    private static long lognormal(Random random) {
        long millis = Math.round(MEDIAN * Math.exp(SIGMA * random.nextGaussian()));
        return Math.max(1000, Math.min(millis, EIGHT_WEEKS));
    }

    private static Durations.Accumulator handleTimes(int n) {
        return handleTimes(n, new Random(42));
    }

    private static Durations.Accumulator handleTimes(int n, Random random) {
        Durations.Accumulator accumulator = new Durations.Accumulator();
        for (int i = 0; i < n; i++) {
            accumulator.addMillis(lognormal(random));
        }
        return accumulator;
    }

    @ParameterizedTest
    @EnumSource
    void quantilesOfThousandsAreWithinOnePartIn128OfTheExactOnes(Shape shape) {
        for (int n : new int[] {65, 100, 1000, 20_000}) {
            LongSupplier values = shape.values(new Random(n));
            long[] sample = new long[n];
            Arrays.setAll(sample, i -> values.getAsLong());
            Durations durations = Durations.ofMillis(sample);
            Arrays.sort(sample);
            for (int percent = 0; percent <= 1000; percent += 5) {
                double q = percent / 1000d;
                for (QuantileDefinition type : QuantileDefinition.values()) {
                    double exact = type.of(q, n, rank -> (double) sample[(int) rank - 1]);

                    assertThat(durations.quantileMillis(q, type).orElseThrow())
                            .as("%s of %s, n = %d, q = %s", type, shape, n, q)
                            .isCloseTo(exact, within(RELATIVE_ERROR * exact));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void quantilesOfUpTo64ValuesAreExact(Shape shape) {
        for (int n = 1; n <= Durations.EXACT_VALUES; n++) {
            LongSupplier values = shape.values(new Random(n));
            long[] sample = new long[n];
            Arrays.setAll(sample, i -> values.getAsLong());
            Durations durations = Durations.ofMillis(sample);
            Arrays.sort(sample);
            for (int percent = 0; percent <= 100; percent++) {
                for (QuantileDefinition type : QuantileDefinition.values()) {
                    assertThat(durations.quantileMillis(percent / 100d, type))
                            .hasValue(type.of(percent / 100d, n, rank -> (double) sample[(int) rank - 1]));
                }
            }
        }
    }

    @Test
    void the65thValueTurnsValuesIntoAHistogram() {
        long[] values = new long[Durations.EXACT_VALUES];
        Arrays.fill(values, 1_000_003);
        Durations exact = Durations.ofMillis(values);

        assertThat(exact.isExact()).isTrue();
        assertThat(exact.max()).hasValue(Duration.ofMillis(1_000_003));
        assertThat(exact.plus(Durations.ofMillis(5)).isExact()).isFalse();
        assertThat(exact.plus(Durations.ofMillis(5)).min()).hasValue(Duration.ofMillis(5));
        assertThat(exact).hasToString("n = 64, mean PT16M40.003S, median PT16M40.003S");
    }

    @Test
    void withoutValuesThereIsNoNumber() {
        assertThat(Durations.EMPTY.mean()).isEmpty();
        assertThat(Durations.EMPTY.min()).isEmpty();
        assertThat(Durations.EMPTY.max()).isEmpty();
        assertThat(Durations.EMPTY.quantile(0.5)).isEmpty();
        assertThat(Durations.EMPTY.quantilesMillis(0.1, 0.9)).isEmpty();
        assertThat(Durations.EMPTY.quantileInterval(0.5, P95).low()).isZero();
        assertThat(Durations.EMPTY.quantileInterval(0.5, P95).high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Durations.EMPTY.coarse().quantile(0.5)).isEmpty();
        assertThat(Durations.EMPTY.total()).isZero();
    }

    @Test
    void theLargestValueIsKeptExactly() {
        Durations durations = Durations.ofMillis(0, Durations.MAX_MILLIS);

        assertThat(durations.max()).hasValue(Duration.ofMillis(Durations.MAX_MILLIS));
        assertThat(durations.min()).hasValue(Duration.ZERO);
        assertThat(durations.mean()).hasValue(Duration.ofMillis(Durations.MAX_MILLIS / 2));
    }

    @Test
    void valuesOutOfRangeAreRefusedAndChangeNothing() {
        for (int n : new int[] {0, 3, 64, 65, 200}) {
            Durations.Accumulator accumulator = handleTimes(n);
            Durations before = accumulator.snapshot();

            assertThatThrownBy(() -> accumulator.addMillis(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("duration must be from 0 to 2^53 ms, got -1 ms");
            assertThatThrownBy(() -> accumulator.addMillis(Durations.MAX_MILLIS + 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> accumulator.add(Duration.ofNanos(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(accumulator.snapshot()).isEqualTo(before);
        }
    }

    @Test
    void partsOfAMillisecondAreCutOff() {
        Durations.Accumulator accumulator = new Durations.Accumulator();
        accumulator.add(Duration.ofNanos(1_999_999));

        assertThat(accumulator.snapshot()).isEqualTo(Durations.ofMillis(1));
    }

    @Test
    void aSumBeyond63BitsIsRefusedAndChangesNothing() {
        Durations.Accumulator accumulator = new Durations.Accumulator();
        for (int i = 0; i < 1023; i++) {
            accumulator.addMillis(Durations.MAX_MILLIS);
        }
        Durations before = accumulator.snapshot();

        assertThatThrownBy(() -> accumulator.addMillis(Durations.MAX_MILLIS)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> accumulator.merge(before)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> before.plus(before)).isInstanceOf(ArithmeticException.class);
        assertThat(accumulator.snapshot()).isEqualTo(before);
        assertThat(accumulator.count()).isEqualTo(1023);
    }

    @Test
    void countsWidenFromBytesToLongs() {
        Durations durations = Durations.ofMillis(5);
        for (int doublings = 1; doublings <= 40; doublings++) {
            durations = durations.plus(durations);

            assertThat(durations.count()).isEqualTo(1L << doublings);
            assertThat(durations.moments().sum()).isEqualTo(5L << doublings);
            assertThat(durations.quantile(0.5)).hasValue(Duration.ofMillis(5));
            assertThat(Durations.codec().decode(Durations.codec().encode(durations)))
                    .isEqualTo(durations);
        }
        Durations.Accumulator accumulator = new Durations.Accumulator();
        accumulator.merge(durations);
        accumulator.addMillis(5);
        assertThat(accumulator.snapshot().minus(durations).coarse())
                .isEqualTo(Durations.ofMillis(5).coarse());
    }

    @Test
    void addingOneByOneWidensAtEveryBound() {
        Durations.Accumulator accumulator = new Durations.Accumulator();
        for (int i = 0; i < 70_000; i++) {
            accumulator.addMillis(777);
        }
        Durations parts = Durations.EMPTY;
        for (int i = 0; i < 7; i++) {
            Durations.Accumulator part = new Durations.Accumulator();
            for (int j = 0; j < 10_000; j++) {
                part.addMillis(777);
            }
            parts = parts.plus(part.snapshot());
        }

        assertThat(parts).isEqualTo(accumulator.snapshot());
    }

    @Test
    void takingOutWhatWasNeverAddedIsRefusedAndChangesNothing() {
        for (int n : new int[] {1, 64, 65, 500}) {
            Durations.Accumulator accumulator = handleTimes(n);
            Durations before = accumulator.snapshot();

            assertThat(accumulator.holdsMillis(3)).isFalse();
            assertThatThrownBy(() -> accumulator.retractMillis(3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> before.minus(Durations.ofMillis(3))).isInstanceOf(IllegalArgumentException.class);
            assertThat(accumulator.snapshot()).isEqualTo(before);
        }
    }

    /**
     * The medians over several samples; the goals are 128, 432, 576 and 1600 bytes.
     */
    @ParameterizedTest
    @CsvSource({"10, 120", "100, 304", "1000, 336", "1000000, 1600"})
    void handleTimesTakeLittleMemory(int n, long bytes) {
        long[] sizes = LongStream.range(0, SEEDS)
                .map(seed -> GraphLayout.parseInstance(handleTimes(n, new Random(seed)))
                        .totalSize())
                .sorted()
                .toArray();

        assertThat(sizes[SEEDS / 2]).as("median of %s", Arrays.toString(sizes)).isLessThanOrEqualTo(bytes);
    }

    @Test
    void aThousandHandleTimesAreFourHundredBytesStored() {
        assertThat(Durations.codec().encode(handleTimes(1000).snapshot())).hasSizeLessThanOrEqualTo(400);
    }

    @Test
    void quantilesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Durations.EMPTY.quantile(1.5)).hasMessage("quantile must be in [0, 1], got 1.5");
        assertThatThrownBy(() -> Durations.quantileEstimator(-0.1, QuantileDefinition.TYPE7))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

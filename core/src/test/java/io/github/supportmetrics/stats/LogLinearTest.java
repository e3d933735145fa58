package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinearTest {
    private static final int BUCKETS = LogLinear.index(Durations.MAX_MILLIS) + 1;

    @Test
    void bucketsTileTheWholeRange() {
        long next = 0;
        for (int i = 0; i < BUCKETS; i++) {
            assertThat(LogLinear.low(i)).as("bucket %d", i).isEqualTo(next);
            assertThat(LogLinear.high(i)).isGreaterThanOrEqualTo(LogLinear.low(i));
            next = LogLinear.high(i) + 1;
        }
        assertThat(next).isGreaterThan(Durations.MAX_MILLIS);
    }

    @Test
    void everyBucketHoldsItsOwnEndsAndMiddle() {
        for (int i = 0; i < BUCKETS; i++) {
            assertThat(LogLinear.index(LogLinear.low(i))).isEqualTo(i);
            assertThat(LogLinear.index(LogLinear.middle(i))).isEqualTo(i);
            assertThat(LogLinear.index(LogLinear.high(i))).isEqualTo(i);
        }
    }

    @Test
    void noMiddleIsMoreThanOnePartIn128FromItsBucketsValues() {
        for (int i = 0; i < BUCKETS; i++) {
            double middle = (double) LogLinear.middle(i);

            assertThat(middle - (double) LogLinear.low(i)).isLessThanOrEqualTo((double) LogLinear.low(i) / 128);
            assertThat((double) LogLinear.high(i) - middle).isLessThanOrEqualTo((double) LogLinear.high(i) / 128);
        }
    }

    @Test
    void valuesBelow128HaveABucketEach() {
        for (int value = 0; value < 128; value++) {
            assertThat(LogLinear.index(value)).isEqualTo(value);
            assertThat(LogLinear.low(value)).isEqualTo(LogLinear.high(value)).isEqualTo(value);
        }
        assertThat(LogLinear.index(128)).isEqualTo(LogLinear.index(129));
    }

    @Test
    void anOctaveHas64Buckets() {
        for (int octave = 7; octave < 53; octave++) {
            assertThat(LogLinear.index(2L << octave) - LogLinear.index(1L << octave))
                    .isEqualTo(64);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0xFF, 0xFFFF, Integer.MAX_VALUE, Long.MAX_VALUE})
    void anArrayHoldsWhatItWasMadeFor(long bound) {
        Object counts = LogLinear.array(3, bound);
        LogLinear.set(counts, 1, bound);

        assertThat(LogLinear.bound(counts)).isEqualTo(bound);
        assertThat(LogLinear.length(counts)).isEqualTo(3);
        assertThat(LogLinear.get(counts, 0)).isZero();
        assertThat(LogLinear.get(counts, 1)).isEqualTo(bound);
        assertThat(LogLinear.max(counts)).isEqualTo(bound);
    }

    @Test
    void addingCountsIsAllOrNothingWhateverTheirWidths() {
        Random random = new Random(11);
        long[] bounds = {0xFF, 0xFFFF, Integer.MAX_VALUE, Long.MAX_VALUE};
        for (int round = 0; round < 400; round++) {
            long wide = bounds[random.nextInt(4)];
            long narrow = bounds[random.nextInt(4)];
            Object into = random(random, 8, wide);
            Object counts = random(random, 3, narrow);
            long[] expected = values(into);
            boolean fits = true;
            for (int i = 0; i < 3; i++) {
                long room = LogLinear.bound(into) - expected[i + 4];
                fits &= LogLinear.get(counts, i) <= room;
                expected[i + 4] += LogLinear.get(counts, i);
            }
            long[] before = values(into);

            long total = fits ? Arrays.stream(expected).reduce(0, LogLinearTest::saturated) : Long.MAX_VALUE;
            boolean unknown = total > LogLinear.bound(into) || round % 2 == 0;
            assertThat(LogLinear.addAll(into, counts, 4, unknown ? Long.MAX_VALUE : total))
                    .as("round %d", round)
                    .isEqualTo(fits);
            assertThat(values(into)).isEqualTo(fits ? expected : before);
        }
    }

    private static long saturated(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static Object random(Random random, int length, long bound) {
        Object counts = LogLinear.array(length, bound);
        for (int i = 0; i < length; i++) {
            LogLinear.set(
                    counts,
                    i,
                    Math.floorMod(random.nextLong() >>> random.nextInt(63), bound) / (1 + random.nextInt(2)));
        }
        return counts;
    }

    private static long[] values(Object counts) {
        long[] values = new long[LogLinear.length(counts)];
        for (int i = 0; i < values.length; i++) {
            values[i] = LogLinear.get(counts, i);
        }
        return values;
    }
}

package io.github.supportmetrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures: the JDK's own SplitMix64. */
class SplitMixTest {
    private static final int BITS = 30;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 1_234_567, Long.MIN_VALUE})
    void itsHighBitsAreThoseOfTheJdksGenerator(long seed) {
        SplitMix random = new SplitMix(seed);
        SplittableRandom jdk = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            assertThat(random.below(1 << BITS)).isEqualTo((int) (jdk.nextLong() >>> (Long.SIZE - BITS)));
        }
    }

    @Test
    void everyNumberBelowTheBoundComesAboutAsOften() {
        SplitMix random = new SplitMix(42);
        int[] times = new int[7];
        for (int i = 0; i < 70_000; i++) {
            times[random.below(7)]++;
        }

        for (int count : times) {
            assertThat(count).isBetween(9_600, 10_400);
        }
        assertThat(random.below(1)).isZero();
        assertThat(random.below(Integer.MAX_VALUE)).isNotNegative();
    }
}

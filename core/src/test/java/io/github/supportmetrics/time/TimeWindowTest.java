package io.github.supportmetrics.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    private static final Instant ZERO = Instant.EPOCH;

    private static TimeWindow of(long from, long to) {
        return new TimeWindow(ZERO.plusSeconds(from), ZERO.plusSeconds(to));
    }

    @Test
    void theStartBelongsToItAndTheEndDoesNot() {
        assertThat(of(1, 3).contains(ZERO.plusSeconds(1))).isTrue();
        assertThat(of(1, 3).contains(ZERO.plusSeconds(3).minusNanos(1))).isTrue();
        assertThat(of(1, 3).contains(ZERO.plusSeconds(3))).isFalse();
        assertThat(of(1, 3).contains(ZERO)).isFalse();
        assertThat(of(1, 1).contains(ZERO.plusSeconds(1))).isFalse();
    }

    @Test
    void anEndBeforeTheStartIsRefused() {
        assertThatThrownBy(() -> of(3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("end must be no earlier than the start 1970-01-01T00:00:03Z, got 1970-01-01T00:00:01Z");
    }

    @Test
    void overlapIsTheTimeInBothAndNeverNegative() {
        assertThat(of(0, 10).overlap(of(4, 20))).isEqualTo(Duration.ofSeconds(6));
        assertThat(of(4, 20).overlap(of(0, 10))).isEqualTo(Duration.ofSeconds(6));
        assertThat(of(0, 10).overlap(of(2, 3))).isEqualTo(Duration.ofSeconds(1));
        assertThat(of(0, 10).overlap(of(10, 20))).isZero();
        assertThat(of(0, 10).overlap(of(15, 20))).isZero();
    }

    @Test
    void windowsAreOrderedByStartThenEnd() {
        assertThat(new TreeSet<>(List.of(of(2, 3), of(1, 9), of(1, 2)))).containsExactly(of(1, 2), of(1, 9), of(2, 3));
        assertThat(of(1, 2)).hasToString("1970-01-01T00:00:01Z/1970-01-01T00:00:02Z");
    }
}

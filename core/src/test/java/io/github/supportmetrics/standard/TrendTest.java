package io.github.supportmetrics.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final Definition SHARE =
            Definition.of("share", "a / b").titled("Share").unit(Unit.RATIO).direction(Direction.UP);

    private static List<OptionalDouble> series(double... values) {
        return Arrays.stream(values).mapToObj(OptionalDouble::of).toList();
    }

    private static final List<OptionalDouble> WEEKS =
            series(.84, .87, .85, .88, .90, .86, .89, .91, .87, .90, .88, .92);

    @Test
    void twelveWeeksImprove() {
        Trend trend = Trend.of(SHARE, WEEKS);
        assertThat(trend.verdict()).isEqualTo(Trend.Verdict.IMPROVING);
        assertThat(trend.isReliable()).isTrue();
        assertThat(trend.forecast().orElseThrow()).isCloseTo(.913, within(1e-9));
        assertThat(trend.chart().n()).isEqualTo(12);
        assertThat(trend)
                .hasToString("IMPROVING: Share 0.400 percentage points a period (95 % CI 0.250 percentage points …"
                        + " 1.00 percentage points, n = 12, p = 0.019)");
    }

    @Test
    void theDirectionSaysWhatIsBetter() {
        assertThat(Trend.of(SHARE.direction(Direction.DOWN), WEEKS).verdict()).isEqualTo(Trend.Verdict.WORSENING);
        assertThat(Trend.of(SHARE.direction(Direction.NONE), WEEKS).verdict()).isEqualTo(Trend.Verdict.RISING);
        List<OptionalDouble> falling = new ArrayList<>(WEEKS);
        java.util.Collections.reverse(falling);
        assertThat(Trend.of(SHARE, falling).verdict()).isEqualTo(Trend.Verdict.WORSENING);
        assertThat(Trend.of(SHARE.direction(Direction.DOWN), falling).verdict()).isEqualTo(Trend.Verdict.IMPROVING);
        assertThat(Trend.of(SHARE.direction(Direction.RANGE), falling).verdict())
                .isEqualTo(Trend.Verdict.FALLING);
        assertThat(Trend.of(SHARE, series(.8, .9, .8, .9, .8, .9)).verdict()).isEqualTo(Trend.Verdict.NO_EVIDENCE);
    }

    @Test
    void fewPeriodsHaveNoTrend() {
        Trend none = Trend.of(SHARE, List.of(OptionalDouble.empty()));
        assertThat(none.verdict()).isEqualTo(Trend.Verdict.NO_EVIDENCE);
        assertThat(none.forecast()).isEmpty();
        assertThat(none.isReliable()).isFalse();
        assertThat(none).hasToString("NO_EVIDENCE: Share (n = 0)");
    }

    @Test
    void weekdaysAreTakenOut() {
        double[] days = new double[35];
        Arrays.setAll(days, i -> .5 + .001 * i + (i % 7 == 0 ? .3 : 0));
        Trend plain = Trend.of(SHARE, series(days));
        Trend without = plain.withoutCycle(7);
        assertThat(without.kendall().slope().orElseThrow()).isCloseTo(.001, within(.0005));
        assertThat(without.kendall().s()).isGreaterThan(plain.kendall().s());
        assertThat(without.n()).isEqualTo(35);
        assertThatThrownBy(() -> plain.withoutCycle(0)).hasMessageContaining("at least 1");
    }
}

package io.github.supportmetrics.standard;

import static io.github.supportmetrics.JudgingFigures.cases;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.metric.Waiting;
import io.github.supportmetrics.standard.ErrorBudget.Alarm;
import io.github.supportmetrics.standard.ErrorBudget.State;
import io.github.supportmetrics.stats.Proportion;
import org.junit.jupiter.api.Test;

/** Figures derived with scipy 1.17.1, and those of the domain reference. */
class ErrorBudgetTest {
    private static Proportion bad(long bad, long valid) {
        return new Proportion(valid - bad, valid);
    }

    @Test
    void boundsAreThoseOfAnIndependentDerivation() {
        assertThat(cases("burn")).hasSize(20);
        for (JsonNode test : cases("burn")) {
            Proportion window = bad(test.get("bad").asLong(), test.get("valid").asLong());
            ErrorBudget budget = new ErrorBudget(test.get("q").asDouble(), window, 1_000);
            assertThat(budget.burnRate().orElseThrow())
                    .isCloseTo(test.get("burn").asDouble(), within(1e-9));
            assertThat(budget.burnsAtLeast(window, .95))
                    .isCloseTo(test.get("lower95").asDouble(), within(1e-9));
            assertThat(budget.burnsAtLeast(window, .99))
                    .isCloseTo(test.get("lower99").asDouble(), within(1e-9));
        }
    }

    @Test
    void aThirdOfTheBudgetIsSpentAtAFifthOfTheVolume() {
        ErrorBudget budget = new ErrorBudget(.9, bad(37, 220), 1_000);

        assertThat(budget.budget()).isCloseTo(100, within(1e-9));
        assertThat(budget.spent()).isEqualTo(37);
        assertThat(budget.spentShare()).isCloseTo(.37, within(1e-9));
        assertThat(budget.volumeShare()).isEqualTo(.22);
        assertThat(budget.burnRate().orElseThrow()).isCloseTo(1.68, within(.005));
        assertThat(budget.burnsAtLeast(bad(37, 220), .95)).isCloseTo(1.28, within(.005));
        assertThat(budget.exhaustedAfter().orElseThrow()).isCloseTo(595, within(.5));
        assertThat(budget)
                .hasToString("37 of 100 spent (37.0 %) at 22.0 % of the volume, burn rate 1.68, used up after 595");
    }

    @Test
    void factorsFollowFromTheBudgetAndTheWindow() {
        assertThat(Alarm.THIRTY_DAYS)
                .extracting(Alarm::factor)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(14.4, 6.0, 3.0, 1.0);
        assertThatThrownBy(() -> new Alarm("x", java.time.Duration.ofHours(1), java.time.Duration.ofHours(1), 0, true))
                .hasMessageContaining("over 0");
    }

    @Test
    void oneBrokenPromiseOfFiveIsNoAlarm() {
        ErrorBudget budget = new ErrorBudget(.95, bad(1, 5), 100);
        Alarm slow = Alarm.THIRTY_DAYS.get(3);
        ErrorBudget.Reading reading = budget.read(slow, bad(1, 5), bad(1, 5));

        assertThat(budget.burnRate().orElseThrow()).isCloseTo(4, within(1e-9));
        assertThat(budget.burnsAtLeast(bad(1, 5), .95)).isCloseTo(.204, within(.0005));
        assertThat(reading.state()).isEqualTo(State.QUIET);
        assertThat(reading.atLeast()).isLessThan(.204);
        // The evidence is there, and it goes on.
        assertThat(budget.read(slow, bad(20, 100), bad(1, 5)).state()).isEqualTo(State.FIRING);
        assertThat(budget.read(slow, bad(20, 100), bad(0, 5)).state()).isEqualTo(State.QUIET);
        assertThat(budget.read(slow, bad(20, 100), Proportion.EMPTY).state()).isEqualTo(State.QUIET);
        assertThat(budget.read(slow, Proportion.EMPTY, Proportion.EMPTY).atLeast())
                .isZero();
    }

    @Test
    void anAlarmThatCouldHardlyFireIsOff() {
        Alarm quick = Alarm.THIRTY_DAYS.get(0);
        Alarm slow = Alarm.THIRTY_DAYS.get(1);
        Proportion all = bad(50, 50);

        assertThat(new ErrorBudget(.9, all, 100).read(quick, all, all).state()).isEqualTo(State.OFF);
        assertThat(new ErrorBudget(.95, all, 100).read(quick, all, all).state()).isEqualTo(State.FIRING);
        assertThat(new ErrorBudget(.8, all, 100).read(slow, all, all).state()).isEqualTo(State.OFF);
        assertThat(new ErrorBudget(.9, all, 100).read(slow, all, all).state()).isEqualTo(State.FIRING);
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> new ErrorBudget(1, Proportion.EMPTY, 1)).hasMessageContaining("below 1, got 1.0");
        assertThatThrownBy(() -> new ErrorBudget(.9, Proportion.EMPTY, 0)).hasMessageContaining("at least 1");
        ErrorBudget none = new ErrorBudget(.9, Proportion.EMPTY, 10);
        assertThat(none.burnRate()).isEmpty();
        assertThat(none.exhaustedAfter()).isEmpty();
        assertThat(none).hasToString("0 of 1 spent (0.0 %) at 0.0 % of the volume");
        assertThatThrownBy(() -> none.burnsAtLeast(Proportion.EMPTY, .5)).hasMessageContaining("between 0.5 and 1");
    }

    @Test
    void aStandardHasABudget() {
        var kept = Waiting.serviceLevel(java.time.Duration.ofSeconds(20)).offered();
        Standard standard = Standard.of("Answer fast", kept, Target.atLeast(.8));
        ErrorBudget budget = ErrorBudget.of(standard, kept.of(java.util.List.of()), 500);
        assertThat(budget.targetShare()).isEqualTo(.8);
        assertThat(budget.budget()).isCloseTo(100, within(1e-9));
        Standard most = Standard.of("Lose few", Waiting.ABANDONMENT, Target.atMost(.05));
        assertThatThrownBy(() -> ErrorBudget.of(most, Waiting.ABANDONMENT.of(java.util.List.of()), 500))
                .hasMessageContaining("a share or more");
        assertThatThrownBy(() -> ErrorBudget.of(standard, Waiting.ABANDONMENT.of(java.util.List.of()), 500))
                .hasMessageContaining("same definition");
    }

    @Test
    void anAlarmHasWindowsThatFit() {
        java.time.Duration hour = java.time.Duration.ofHours(1);
        assertThatThrownBy(() -> new Alarm("x", hour, hour.plusHours(1), 2, true))
                .hasMessageContaining("at most the long one");
        assertThatThrownBy(() -> new Alarm("x", hour, java.time.Duration.ZERO, 2, true))
                .hasMessageContaining("over 0");
        assertThatThrownBy(() -> Alarm.ofBudget("x", -1, hour, hour, hour, true))
                .hasMessageContaining("share of the budget");
    }
}

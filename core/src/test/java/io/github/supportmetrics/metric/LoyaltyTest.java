package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Ratings;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures: worked by hand with scipy 1.17.1. */
class LoyaltyTest {
    private static final List<SurveyResponse> HUNDRED =
            answers(SurveyKind.NPS, Scale.NPS, 1, 2, 3, 4, 3, 3, 4, 10, 20, 25, 25);

    @Test
    void fiftyPromotersThirtyPassivesAndTwentyDetractorsAreThirtyPoints() {
        Measurement<Ratings> nps = Loyalty.NPS.of(HUNDRED);

        assertPrints(nps, 1, "30.0", "14.1–44.2");
        assertPrints(nps.using("wald"), 1, "30.0", "14.7–45.3");
        assertPrints(nps.using("score"), 1, "30.0", "14.0–44.3");
        // A method for shares is none for a net score, and changes nothing; a name that nobody knows is a slip.
        assertThat(nps.using("wilson")).isEqualTo(nps);
        assertThatThrownBy(() -> nps.using("wilsn"))
                .hasMessageMatching("interval method must be one of \\[adjusted-wald, .*], got 'wilsn'");
        assertThat(nps.detail())
                .containsEntry("promoters", 50L)
                .containsEntry("passives", 30L)
                .containsEntry("detractors", 20L);
    }

    @Test
    void sixIsADetractorAndNineAPromoter() {
        assertThat(Loyalty.NPS.of(List.of(SurveyResponse.nps(6))).value()).hasValue(-100);
        assertThat(Loyalty.NPS.of(List.of(SurveyResponse.nps(7))).value()).hasValue(0);
        assertThat(Loyalty.NPS.of(List.of(SurveyResponse.nps(8))).value()).hasValue(0);
        assertThat(Loyalty.NPS.of(List.of(SurveyResponse.nps(9))).value()).hasValue(100);
    }

    @Test
    void fivePromotersAndNobodyElseLeaveRoomForDoubt() {
        assertPrints(Loyalty.NPS.of(Collections.nCopies(5, SurveyResponse.nps(10))), 1, "100.0", "17.5–100.0");
    }

    @Test
    void fivePassivesAreZeroGiveOrTakeThirty() {
        assertPrints(Loyalty.NPS.of(Collections.nCopies(5, SurveyResponse.nps(8))), 1, "0.0", "-30.0–30.0");
    }

    @Test
    void below95PercentTheScoreIntervalIsTheDefault() {
        Measurement<Ratings> nps = Loyalty.NPS.of(HUNDRED);

        assertThat(nps.interval(new ConfidenceLevel(0.9)).method()).isEqualTo("score");
        assertThat(nps.interval().method()).isEqualTo("adjusted-wald");
    }

    @Test
    void employeesAndCustomersAreNeverPooled() {
        List<SurveyResponse> both = List.of(SurveyResponse.nps(9), SurveyResponse.of(SurveyKind.ENPS, Scale.NPS, 0));

        assertThat(Loyalty.NPS.of(both).value()).hasValue(100);
        assertThat(Loyalty.ENPS.of(both).value()).hasValue(-100);
    }

    @Test
    void withoutAnswersThereIsNoScore() {
        assertThat(Loyalty.NPS.of(List.of()).value()).isEmpty();
        assertThat(Loyalty.NPS.of(List.of()).interval().low()).isEqualTo(-100);
        assertThat(Loyalty.NPS.of(List.of()).interval().high()).isEqualTo(100);
    }
}

package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Ratings;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures: by hand, intervals with scipy 1.17.1. */
class PoststratifiedTest {
    private static final Metric<SurveyResponse, Measurement<Ratings>> CSAT =
            Satisfaction.csat(Scale.of(1, 5)).topTwo();

    private static Measurement<Ratings> csat(int satisfied, int asked) {
        return CSAT.of(answers(SurveyKind.CSAT, Scale.of(1, 5), asked - satisfied, 0, 0, satisfied, 0));
    }

    private static Poststratified of(Map<String, Measurement<Ratings>> strata, Map<String, Long> population) {
        return Poststratified.of(strata, population, ConfidenceLevel.P95);
    }

    private static final Poststratified EXAMPLE = of(
            Map.of("email", csat(45, 50), "phone", csat(30, 50)), Map.of("email", 1000L, "phone", 3000L, "chat", 500L));

    /** (1 000 · .9 + 3 000 · .6) / 4 000, though half of the answers came from email. */
    @Test
    void everyStratumCountsByItsSizeAndNotByItsAnswers() {
        assertThat(EXAMPLE.value().orElseThrow()).isCloseTo(.675, within(1e-12));
        assertThat(EXAMPLE.n()).isEqualTo(100);
        assertThat(EXAMPLE.definition()).isEqualTo(CSAT.empty().definition());
    }

    /** 4 000² / (1 000²/50 + 3 000²/50) = 80. */
    @Test
    void theIntervalIsThatOfTheEffectiveSample() {
        Interval interval = EXAMPLE.interval();

        assertThat(EXAMPLE.effectiveN()).isCloseTo(80, within(1e-9));
        assertThat(String.format(Locale.ROOT, "%.4f–%.4f", interval.low(), interval.high()))
                .isEqualTo("0.5664–0.7676");
        assertThat(interval.method()).isEqualTo("poststratified-wilson");
    }

    @Test
    void strataWithoutAnAnswerAreNamedAndMissingFromTheCoverage() {
        assertThat(EXAMPLE.uncovered()).containsExactly("chat");
        assertThat(EXAMPLE.coverage()).isCloseTo(8 / 9d, within(1e-12));
        assertThat(EXAMPLE)
                .hasToString("CSAT post-stratified 67.5 % (95 % CI 56.6 % … 76.8 %, n = 100, effective n = 80.0),"
                        + " not covered: chat");
        Poststratified asked = of(Map.of("email", csat(5, 5), "chat", csat(0, 0)), Map.of("email", 10L, "chat", 10L));
        assertThat(asked.uncovered()).containsExactly("chat");
        assertThat(asked.coverage()).isEqualTo(.5);
        assertThat(of(Map.of("email", csat(5, 5)), Map.of("email", 10L, "fax", 0L))
                        .uncovered())
                .isEmpty();
    }

    @Test
    void proportionalStrataGiveThePlainShareAndItsInterval() {
        Poststratified corrected =
                of(Map.of("email", csat(80, 100), "phone", csat(20, 50)), Map.of("email", 1000L, "phone", 500L));
        Measurement<Ratings> plain = csat(100, 150);

        assertThat(corrected.value().orElseThrow()).isCloseTo(plain.value().orElseThrow(), within(1e-12));
        assertThat(corrected.effectiveN()).isCloseTo(150, within(1e-9));
        assertThat(corrected.interval().low()).isCloseTo(plain.interval().low(), within(1e-9));
        assertThat(corrected.interval().high()).isCloseTo(plain.interval().high(), within(1e-9));
        assertThat(corrected.coverage()).isEqualTo(1);
    }

    @Test
    void aNetScoreKeepsItsScale() {
        Measurement<Ratings> promoters =
                Loyalty.NPS.of(answers(SurveyKind.NPS, Scale.NPS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50));
        Measurement<Ratings> detractors =
                Loyalty.NPS.of(answers(SurveyKind.NPS, Scale.NPS, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        Poststratified nps = of(Map.of("a", promoters, "b", detractors), Map.of("a", 3L, "b", 1L));

        assertThat(nps.value()).hasValue(50);
        assertThat(nps.interval().low()).isBetween(-100.0, 50.0);
        assertThat(nps.interval().high()).isBetween(50.0, 100.0);
    }

    @Test
    void withoutAnAnswerThereIsNoNumber() {
        Poststratified nothing = of(Map.of("email", csat(0, 0)), Map.of("email", 10L));

        assertThat(nothing.value()).isEmpty();
        assertThat(nothing.coverage()).isZero();
        assertThat(nothing.interval().low()).isZero();
        assertThat(nothing.interval().high()).isEqualTo(1);
        assertThat(nothing).hasToString("CSAT post-stratified no data, not covered: email");
    }

    @Test
    void answersWithoutAPopulationUnlikeNumbersAndUnboundedOnesAreRefused() {
        assertThatThrownBy(() -> of(Map.of("email", csat(5, 5)), Map.of("phone", 10L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("population of email must be above 0, as it has answers, got null");
        assertThatThrownBy(() -> of(Map.of("email", csat(5, 5)), Map.of("email", 5L, "phone", -1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("population of phone must be at least 0, got -1");
        assertThatThrownBy(() -> of(
                        Map.of(
                                "email",
                                csat(5, 5),
                                "phone",
                                Satisfaction.csat(Scale.of(1, 5)).mean().empty()),
                        Map.of("email", 5L)))
                .isInstanceOf(IncompatibleDefinitionException.class);
        assertThatThrownBy(() -> Poststratified.of(
                        Map.of("a", Volume.CONTACT_RATE.empty()), Map.of("a", 5L), ConfidenceLevel.P95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("number to correct must be one on a bounded scale");
        assertThatThrownBy(() -> of(Map.of(), Map.of("a", 5L))).isInstanceOf(IllegalArgumentException.class);
    }
}

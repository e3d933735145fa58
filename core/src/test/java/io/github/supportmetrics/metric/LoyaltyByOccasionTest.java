package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.answers;
import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.Repeats;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyResponse.Occasion;
import io.github.supportmetrics.stats.Ratings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoyaltyByOccasionTest {
    private static final Metric<SurveyResponse, Measurement<Ratings>> RELATIONAL = Loyalty.nps(Occasion.RELATIONAL);
    private static final Metric<SurveyResponse, Measurement<Ratings>> TRANSACTIONAL =
            Loyalty.nps(Occasion.TRANSACTIONAL);

    private static SurveyResponse asked(@Nullable Occasion occasion, int score) {
        return SurveyResponse.builder(SurveyKind.NPS, Scale.NPS)
                .occasion(occasion)
                .customer("c")
                .score(score)
                .build();
    }

    private static final List<SurveyResponse> BOTH = List.of(
            asked(Occasion.RELATIONAL, 10),
            asked(Occasion.TRANSACTIONAL, 0),
            asked(Occasion.TRANSACTIONAL, 6),
            asked(null, 8));

    @Test
    void eachOccasionHasAScoreOfItsOwnAndNamesTheOthers() {
        assertThat(RELATIONAL.of(BOTH).value()).hasValue(100);
        assertThat(RELATIONAL.of(BOTH).excluded().byReason()).containsExactly(Map.entry("OTHER_OCCASION", 3L));
        assertThat(TRANSACTIONAL.of(BOTH).value()).hasValue(-100);
        assertThat(TRANSACTIONAL.of(BOTH).excluded().byReason()).containsExactly(Map.entry("OTHER_OCCASION", 2L));
        assertThat(RELATIONAL.of(BOTH).detail()).containsEntry("promoters", 1L);
    }

    @Test
    void scoresOfUnlikeOccasionsNeitherMergeNorCompare() {
        Measurement<Ratings> relational = RELATIONAL.of(BOTH);
        for (var other : List.of(TRANSACTIONAL, Loyalty.NPS, Loyalty.ENPS)) {
            Measurement<Ratings> unlike = other.of(BOTH);

            assertThatThrownBy(() -> relational.plus(unlike))
                    .isInstanceOf(IncompatibleDefinitionException.class)
                    .hasMessageContaining(RELATIONAL.signature())
                    .hasMessageContaining(other.signature());
            assertThatThrownBy(() -> Comparison.of(relational, unlike))
                    .isInstanceOf(IncompatibleDefinitionException.class);
            assertThatThrownBy(() -> RELATIONAL.accumulator().merge(unlike))
                    .isInstanceOf(IncompatibleDefinitionException.class);
        }
    }

    @Test
    void theyStandSideBySideOnASheet() {
        Sheet sheet = Metric.sheet(RELATIONAL, TRANSACTIONAL).of(BOTH);

        assertThat(sheet.get(RELATIONAL).value()).hasValue(100);
        assertThat(sheet.get(TRANSACTIONAL).value()).hasValue(-100);
    }

    @Test
    void aCustomerIsAskedOncePerRound() {
        List<SurveyResponse> round =
                Repeats.LAST_COUNTS.perCustomer(List.of(asked(Occasion.RELATIONAL, 3), asked(Occasion.RELATIONAL, 9)));

        assertThat(RELATIONAL.of(round).value()).hasValue(100);
        assertThat(RELATIONAL.of(round).n()).isEqualTo(1);
        assertThat(RELATIONAL.of(round).excluded().count("SUPERSEDED")).isEqualTo(1);
    }

    /** As CSAT of the same 200 answers: DOMAIN §1.1. */
    @Test
    void theIntentToStayIsAShareOfTheBestAnswers() {
        List<SurveyResponse> answers = answers(SurveyKind.LOYALTY, Scale.of(1, 5), 5, 7, 18, 90, 80);

        assertPrints(Loyalty.intent(Scale.of(1, 5)).share().of(answers), 3, "0.850", "0.794–0.893");
        assertThat(Loyalty.intent(Scale.of(1, 5)).topBox().of(answers).value()).hasValue(.4);
        assertThat(Loyalty.intent(Scale.of(1, 5)).share().empty().definition().nature())
                .isEqualTo(Nature.SUBJECTIVE);
        assertThat(Satisfaction.csat(Scale.of(1, 5)).topTwo().of(answers).considered())
                .isZero();
        assertThatThrownBy(() -> Loyalty.intent(Scale.NPS).share()).isInstanceOf(IllegalArgumentException.class);
        assertThat(Loyalty.intent(Scale.NPS).topBox().empty().value()).isEmpty();
    }
}

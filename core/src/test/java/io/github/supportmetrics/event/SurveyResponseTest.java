package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurveyResponseTest {
    @Test
    void theBuilderKeepsWhatItIsTold() {
        Subject subject = new Subject("c", null, "q", "web", "t");
        SurveyResponse.Delivery delivery = new SurveyResponse.Delivery(true, true, true, false, false);
        SurveyResponse response = SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 7))
                .score(6)
                .respondedAt(Instant.EPOCH)
                .interactionId("i")
                .question("speed")
                .subject(subject)
                .agent("Diane")
                .delivery(delivery)
                .attribute("region", "north")
                .build();

        assertThat(response)
                .isEqualTo(new SurveyResponse(
                        null,
                        SurveyKind.CSAT,
                        Scale.of(1, 7),
                        6,
                        null,
                        null,
                        Instant.EPOCH,
                        "i",
                        "speed",
                        new Subject("c", "Diane", "q", "web", "t"),
                        delivery,
                        Map.of("region", "north")));
        assertThat(response.agentId()).isEqualTo("Diane");
    }

    @Test
    void scoresOffTheScaleAreRefused() {
        assertThatThrownBy(() -> SurveyResponse.csat(6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score must be on the scale 1-5, got 6");
        assertThatThrownBy(() -> SurveyResponse.nps(11)).hasMessage("score must be on the scale 0-10, got 11");
        assertThatThrownBy(() -> SurveyResponse.ces(0)).hasMessage("score must be on the scale 1-7, got 0");
    }

    @Test
    void recommendingIsAskedOnZeroToTenOnly() {
        assertThatThrownBy(() -> SurveyResponse.of(SurveyKind.NPS, Scale.of(1, 10), 5))
                .hasMessage("scale of NPS must be 0-10, got 1-10");
        assertThatThrownBy(() -> SurveyResponse.of(SurveyKind.ENPS, Scale.of(1, 5), 5))
                .hasMessage("scale of ENPS must be 0-10, got 1-5");
    }

    @Test
    void anUnansweredQuestionHasNoScore() {
        assertThat(SurveyResponse.builder(SurveyKind.CSAT, Scale.of(1, 5))
                        .build()
                        .score())
                .isNull();
    }
}

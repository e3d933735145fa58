package io.github.supportmetrics.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.metric.Complaints;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.Loyalty;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Quality;
import io.github.supportmetrics.metric.Resolution;
import io.github.supportmetrics.metric.Retention;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.metric.Surveys;
import io.github.supportmetrics.metric.Waiting;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The bundled sample is a plausible help desk, as core's own metrics see it. */
class SampleTest {
    private static final World WORLD = Simulator.run(Simulator.sample());

    @Test
    void theSampleHasTheSizeOfOneMonth() {
        assertThat(WORLD.interactions()).hasSizeBetween(2_300, 2_700);
        assertThat(WORLD.surveys()).hasSizeBetween(900, 1_100);
        assertThat(WORLD.customers()).hasSizeBetween(570, 630);
        assertThat(WORLD.feedback()).hasSizeBetween(200, 350);
        assertThat(WORLD.reviews()).hasSizeBetween(250, 400);
        assertThat(WORLD.truth().agents()).hasSize(8);
    }

    @Test
    void aboutEightInTenAreAnsweredWithinTwentySecondsOnThePhone() {
        assertThat(onThePhone(Waiting.serviceLevel(Duration.ofSeconds(20)).offered()))
                .isBetween(0.75, 0.85);
    }

    @Test
    void fourToSevenInAHundredAbandon() {
        assertThat(onThePhone(Waiting.ABANDONMENT)).isBetween(0.04, 0.07);
        assertThat(value(Waiting.ABANDONMENT.of(WORLD.interactions()))).isBetween(0.04, 0.07);
    }

    @Test
    void aPhoneContactTakesFiveToSixMinutes() {
        assertThat(onThePhone(Handling.AHT)).isBetween(300.0, 360.0);
    }

    @Test
    void aboutThreeQuartersAreResolved() {
        assertThat(value(Resolution.FCR_CODED.of(WORLD.interactions()))).isBetween(0.72, 0.78);
    }

    @Test
    void aboutFourInFiveAnswersAreSatisfied() {
        assertThat(value(Satisfaction.csat(Scale.of(1, 5)).topTwo().of(WORLD.surveys())))
                .isBetween(0.77, 0.84);
    }

    @Test
    void moreCustomersRecommendThanWarn() {
        assertThat(value(Loyalty.NPS.of(WORLD.surveys()))).isBetween(10.0, 50.0);
    }

    @Test
    void twoToFourInAHundredCustomersAreLost() {
        assertThat(value(Retention.CHURN.of(january()))).isBetween(0.02, 0.04);
    }

    @Test
    void fourToSixInAHundredContactsLeadToAComplaintAndTwoInFiveAreUpheld() {
        List<Fact> facts = new ArrayList<>(WORLD.interactions());
        facts.addAll(WORLD.feedback());
        assertThat(value(Complaints.rate(Complaints.Exposure.CONTACT).of(facts)))
                .isBetween(40.0, 60.0);
        assertThat(value(Complaints.UPHELD.of(WORLD.feedback()))).isBetween(0.3, 0.55);
        assertThat(value(Complaints.CLOSED_IN_TIME.of(WORLD.feedback()))).isGreaterThan(0.85);
    }

    @Test
    void aChecklistScoresEightToNineInTenPoints() {
        assertThat(value(Quality.QA.score().of(WORLD.reviews()))).isBetween(0.8, 0.9);
    }

    @Test
    void twoInFiveSurveysAreAnswered() {
        assertThat(value(Surveys.RESPONSE_RATE.of(WORLD.surveys()))).isBetween(0.35, 0.55);
    }

    private static List<CustomerPeriod> january() {
        Simulation s = WORLD.simulation();
        LocalDate end = s.start().plusDays(s.days());
        TimeWindow window = new TimeWindow(
                s.start().atStartOfDay(s.zone()).toInstant(),
                end.atStartOfDay(s.zone()).toInstant());
        return WORLD.customers().stream()
                .flatMap(customer -> customer.in(window).stream())
                .toList();
    }

    private static double onThePhone(Metric<Interaction, ? extends Measurement<?>> metric) {
        return value(metric.of(WORLD.interactions().stream()
                .filter(contact -> Objects.equals(contact.channel(), "phone"))
                .toList()));
    }

    private static double value(Measurement<?> measurement) {
        return measurement.value().orElseThrow();
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.metric.OpenWork.Milestone;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenWorkTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    private static Instant hour(double hours) {
        return MONDAY.plusSeconds(Math.round(3600 * hours));
    }

    private static Interaction ticket(double start, @Nullable Double end) {
        return Interaction.builder("t")
                .startedAt(hour(start))
                .resolvedAt(end == null ? null : hour(end))
                .build();
    }

    @Test
    void openTicketsDoNotVanishFromTheMedian() {
        List<Interaction> tickets = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tickets.add(ticket(0, i < 5 ? (Double) (i + 1.) : null));
        }
        var resolution = OpenWork.RESOLUTION;

        assertThat(resolution.timing().quantile(.5).of(tickets).value()).hasValue(3 * 3600);
        assertThat(resolution.timing().mean().of(tickets).excluded()).hasToString("OPEN 5");
        // Half were solved within five hours, and nobody was for as long as they were watched after that.
        assertThat(resolution.until(hour(100)).at(5 * 3600).of(tickets).value()).hasValue(.5);
        assertThat(resolution.until(hour(100)).median().of(tickets).value()).hasValue(5 * 3600);
        assertThat(resolution.until(hour(4.5)).median().of(tickets).value()).isEmpty();
        assertThat(resolution.until(hour(4.5)).at(4 * 3600).of(tickets).value().orElseThrow())
                .isCloseTo(.6, within(1e-12));
    }

    @Test
    void contradictionsAndWhatIsNotKnownAreLeftOut() {
        List<Interaction> tickets = List.of(
                ticket(5, 4.),
                Interaction.builder("x").resolvedAt(hour(1)).build(),
                Interaction.builder("s")
                        .disposition(Disposition.SPAM)
                        .startedAt(hour(1))
                        .build(),
                ticket(8, null));

        assertThat(OpenWork.RESOLUTION.timing().mean().of(tickets).excluded())
                .hasToString("END_BEFORE_START 1, NO_START 1, OPEN 1, SPAM 1");
        assertThat(OpenWork.RESOLUTION.until(hour(7)).median().of(tickets).excluded())
                .hasToString("END_BEFORE_START 1, NOT_YET_BEGUN 1, NO_START 1, SPAM 1");
    }

    @Test
    void theBacklogIsWhatIsOpenAndItHasAnAge() {
        List<Interaction> tickets = List.of(
                ticket(0, null),
                ticket(2, 3.),
                ticket(4, 9.),
                ticket(6, null),
                Interaction.builder("coded").startedAt(hour(1)).resolved(true).build());

        assertThat(OpenWork.backlog(hour(5)).of(tickets).value()).hasValue(2);
        assertThat(OpenWork.backlog(hour(5)).of(tickets).excluded()).hasToString("NOT_YET_BEGUN 1, RESOLVED 2");
        assertThat(OpenWork.backlog(hour(9)).of(tickets).value()).hasValue(2);
        assertThat(OpenWork.backlogAge(hour(5)).mean().of(tickets).value()).hasValue(3 * 3600);
        assertThat(OpenWork.backlogAge(hour(5)).quantile(.5).of(tickets).value())
                .hasValue(3 * 3600);
    }

    @Test
    void anyTwoMilestones() {
        Interaction ticket = Interaction.builder("t")
                .startedAt(hour(0))
                .firstResponseAt(hour(1))
                .resolvedAt(hour(3))
                .endedAt(hour(4))
                .dueAt(hour(2))
                .answeredAt(hour(.5))
                .build();

        assertThat(OpenWork.FIRST_RESPONSE.timing().mean().of(List.of(ticket)).value())
                .hasValue(3600);
        assertThat(OpenWork.CYCLE.timing().mean().of(List.of(ticket)).value()).hasValue(4 * 3600);
        assertThat(OpenWork.between(Milestone.FIRST_RESPONSE, Milestone.RESOLVED)
                        .timing()
                        .mean()
                        .of(List.of(ticket))
                        .value())
                .hasValue(2 * 3600);
        assertThat(OpenWork.between(Milestone.ANSWERED, Milestone.DUE)
                        .timing()
                        .mean()
                        .of(List.of(ticket))
                        .value())
                .hasValue(1.5 * 3600);
        assertThat(OpenWork.between(Milestone.ANSWERED, Milestone.DUE)
                        .timing()
                        .mean()
                        .of(List.of(ticket(0, 1.)))
                        .excluded())
                .hasToString("NO_ANSWERED 1");
    }

    @Test
    void aHistogramCountsWhatIsAtMostItsBound() {
        List<Interaction> tickets =
                List.of(ticket(0, 1.), ticket(0, 2.), ticket(0, 2.5), ticket(0, 9.), ticket(0, null));
        Measurement<Tally> histogram = OpenWork.RESOLUTION
                .timing()
                .histogram(Duration.ofHours(2), Duration.ofHours(4))
                .of(tickets);

        assertThat(histogram.points(ConfidenceLevel.P95).toString())
                .isEqualTo("[{from=0.0, to=7200.0, count=2}, {from=7200.0, to=14400.0, count=1},"
                        + " {from=14400.0, count=1}]");
        assertThat(histogram.value()).hasValue(4);
        assertThat(histogram.excluded()).hasToString("OPEN 1");
        assertThatThrownBy(() -> OpenWork.RESOLUTION.timing().histogram(Duration.ofHours(2), Duration.ofHours(2)))
                .hasMessageContaining("bounds of a histogram must be ascending");
        assertThatThrownBy(() -> OpenWork.RESOLUTION.timing().histogram()).hasMessageContaining("number of bounds");
    }

    @Test
    void whoWasWatchedOnlyFromMidLifeIsAtRiskOnlyFromThen() {
        // By hand: ages watched are 0–1 (lost), 0–3, 2–5 (lost) and 3–6; two are at risk at 1, and two at 5.
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        long month = Customer.MONTH.toMillis();
        List<Customer> customers = List.of(
                customer(from, 0, 1., month),
                customer(from, 0, 4., month),
                customer(from, 2, 5., month),
                customer(from, 3, null, month),
                customer(from, 9, 8., month));
        Instant until = from.plusMillis(3 * month);
        Survival<Customer> survival = Retention.survival(from, until);

        assertThat(survival.at(1).of(customers).excluded()).hasToString("NOT_OBSERVED 1");
        assertThat(survival.at(1).of(customers).value()).hasValue(.5);
        assertThat(survival.at(5).of(customers).value()).hasValue(.25);
        assertThat(survival.at(5).of(customers).n()).isEqualTo(4);
        assertThat(survival.at(5).of(List.of(customer(from, -9, null, month))).excluded())
                .hasToString("NOT_OBSERVED 1");
    }

    /** A customer of some age in months at an instant, lost at another age. */
    private static Customer customer(Instant from, double age, @Nullable Double lostAt, long month) {
        Instant start = from.minusMillis(Math.round(age * month));
        return new Customer(
                "c" + age + lostAt,
                start,
                lostAt == null ? null : start.plusMillis(Math.round(lostAt * month)),
                null,
                null,
                null,
                null,
                Map.of());
    }
}

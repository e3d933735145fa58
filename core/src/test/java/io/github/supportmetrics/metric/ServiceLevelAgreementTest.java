package io.github.supportmetrics.metric;

import static io.github.supportmetrics.event.ticket.Obligation.State.BREACHED;
import static io.github.supportmetrics.event.ticket.Obligation.State.CANCELLED;
import static io.github.supportmetrics.event.ticket.Obligation.State.MET;
import static io.github.supportmetrics.event.ticket.Obligation.State.PAUSED;
import static io.github.supportmetrics.event.ticket.Obligation.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.event.ticket.Obligation;
import io.github.supportmetrics.event.ticket.ServicePolicy;
import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import io.github.supportmetrics.stats.Tally;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures: 440 met, 40 late, 8 overdue, 12 running, as computed by hand; Wilson's limits by statsmodels 0.13.5 to three digits. */
class ServiceLevelAgreementTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static Obligation promise(String ticket, Goal goal, Obligation.State state, boolean isOpen, int minutes) {
        return new Obligation(
                ticket,
                goal,
                0,
                "policy",
                Duration.ofHours(1),
                NOON,
                NOON,
                NOON.plusSeconds(3600),
                isOpen || state == CANCELLED ? null : NOON.plusSeconds(60L * minutes),
                state,
                isOpen,
                Duration.ofMinutes(minutes),
                BusinessCalendar.ALWAYS,
                Subject.UNKNOWN,
                Map.of());
    }

    private static List<Obligation> times(int count, Obligation.State state, boolean isOpen, int minutes) {
        List<Obligation> promises = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            promises.add(promise(state + "" + isOpen + i, Goal.FIRST_REPLY, state, isOpen, minutes));
        }
        return promises;
    }

    private static List<Obligation> month() {
        List<Obligation> promises = times(440, MET, false, 30);
        promises.addAll(times(40, BREACHED, false, 90));
        promises.addAll(times(8, BREACHED, true, 200));
        promises.addAll(times(11, RUNNING, true, 10));
        promises.addAll(times(1, PAUSED, true, 10));
        promises.addAll(times(5, CANCELLED, false, 10));
        return promises;
    }

    @Test
    void eachDenominatorHasItsName() {
        Measurement<Tally> attainment = ServiceLevelAgreement.ATTAINMENT.of(month());
        assertThat(attainment.value()).hasValue(440.0 / 488);
        assertThat(attainment.n()).isEqualTo(488);
        assertThat(attainment.interval().low()).isCloseTo(.872, within(5e-4));
        assertThat(attainment.interval().high()).isCloseTo(.925, within(5e-4));
        assertThat(attainment.detail())
                .containsEntry("met", 440L)
                .containsEntry("late", 40L)
                .containsEntry("overdueOpen", 8L)
                .containsEntry("running", 12L);
        assertThat(attainment.excluded()).hasToString("CANCELLED 5");
        assertThat(attainment.notCounted()).containsEntry("RUNNING", 12L);
        assertThat(ServiceLevelAgreement.COMPLETED.of(month()).value()).hasValue(440.0 / 480);
        assertThat(ServiceLevelAgreement.APPLIED.of(month()).value()).hasValue(440.0 / 500);
        assertThat(ServiceLevelAgreement.ATTAINMENT.of(List.of()).value()).isEmpty();
    }

    @Test
    void howLateBrokenPromisesWereIsKnownOfThoseFulfilled() {
        assertThat(ServiceLevelAgreement.OVERRUN.quantile(.5).of(month()).value())
                .hasValue(30 * 60);
        assertThat(ServiceLevelAgreement.OVERRUN.mean().of(month()).excluded()).hasToString("NOT_BREACHED 457, OPEN 8");
    }

    @Test
    void aTicketKeepsItsPromisesIfItKeepsAllOfThem() {
        List<Obligation> promises = List.of(
                promise("all met", Goal.FIRST_REPLY, MET, false, 5),
                promise("all met", Goal.FULL_RESOLUTION, MET, false, 9),
                promise("one broken", Goal.FIRST_REPLY, BREACHED, false, 90),
                promise("one broken", Goal.FULL_RESOLUTION, RUNNING, true, 90),
                promise("undecided", Goal.FIRST_REPLY, MET, false, 5),
                promise("undecided", Goal.FULL_RESOLUTION, PAUSED, true, 5),
                promise("met or cancelled", Goal.FIRST_REPLY, CANCELLED, false, 5),
                promise("met or cancelled", Goal.FIRST_RESOLUTION, MET, false, 5),
                promise("nothing left", Goal.FIRST_REPLY, CANCELLED, false, 5));
        var tickets = ServiceLevelAgreement.byTicket(promises);

        assertThat(ServiceLevelAgreement.PER_TICKET.of(tickets))
                .hasToString("Tickets with all promises kept 66.7 % (95 % CI 20.8 … 93.9 %, n = 3), excluded:"
                        + " CANCELLED 1, RUNNING 1");
        assertThat(ServiceLevelAgreement.PER_SOLVED_TICKET.of(tickets).value()).hasValue(1);
        assertThat(ServiceLevelAgreement.PER_SOLVED_TICKET.of(tickets).n()).isEqualTo(2);
    }

    @Test
    void promisesOfOnePolicyAreCountedUnderItsName() {
        ServicePolicy policy = ServicePolicy.named("policy");
        ServicePolicy other = ServicePolicy.named("other");

        assertThat(ServiceLevelAgreement.attainment(policy).of(month()).value()).hasValue(440.0 / 488);
        assertThat(ServiceLevelAgreement.completed(policy).of(month()).n()).isEqualTo(480);
        assertThat(ServiceLevelAgreement.applied(policy).of(month()).n()).isEqualTo(500);
        assertThat(ServiceLevelAgreement.overrun(policy).mean().of(month()).n()).isEqualTo(40);
        assertThat(ServiceLevelAgreement.attainment(other)
                        .of(month())
                        .excluded()
                        .count("OTHER_POLICY"))
                .isEqualTo(500);
        assertThat(ServiceLevelAgreement.attainment(policy).signature())
                .isNotEqualTo(ServiceLevelAgreement.attainment(other).signature());
    }

    @Test
    void contactsWithADueInstantArePromisesToo() {
        List<Interaction> contacts = List.of(
                Interaction.builder("met")
                        .startedAt(NOON)
                        .dueAt(NOON.plusSeconds(9))
                        .resolvedAt(NOON.plusSeconds(9))
                        .build(),
                Interaction.builder("late")
                        .startedAt(NOON)
                        .dueAt(NOON.plusSeconds(9))
                        .resolvedAt(NOON.plusSeconds(10))
                        .build(),
                Interaction.builder("overdue")
                        .startedAt(NOON)
                        .dueAt(NOON.plusSeconds(9))
                        .build(),
                Interaction.builder("running")
                        .startedAt(NOON)
                        .dueAt(NOON.plusSeconds(99))
                        .build(),
                Interaction.builder("cancelled")
                        .startedAt(NOON)
                        .dueAt(NOON.plusSeconds(9))
                        .endedAt(NOON.plusSeconds(3))
                        .build(),
                Interaction.builder("later")
                        .startedAt(NOON.plusSeconds(60))
                        .dueAt(NOON.plusSeconds(99))
                        .build(),
                Interaction.builder("odd")
                        .startedAt(NOON)
                        .dueAt(NOON.minusSeconds(9))
                        .build(),
                Interaction.builder("no due").startedAt(NOON).build(),
                Interaction.builder("no start").dueAt(NOON).build());
        Instant now = NOON.plusSeconds(50);

        assertThat(ServiceLevelAgreement.attainment(now).of(contacts).value()).hasValue(1.0 / 3);
        assertThat(ServiceLevelAgreement.completed(now).of(contacts).value()).hasValue(1.0 / 2);
        assertThat(ServiceLevelAgreement.applied(now).of(contacts).value()).hasValue(1.0 / 4);
        assertThat(ServiceLevelAgreement.applied(now).of(contacts).excluded())
                .hasToString("CANCELLED 1, END_BEFORE_START 1, NOT_YET_BEGUN 1, NO_DUE 1, NO_START 1");
    }

    @Test
    void aPromiseBelongsToWhenItWasDue() {
        var perDay = ServiceLevelAgreement.ATTAINMENT
                .over(Periods.daily(ZoneOffset.UTC).at("dueAt", Obligation::dueAt))
                .of(month());
        assertThat(perDay.rows().map(row -> row.measurement().n()).toList()).containsExactly(488L);
    }
}

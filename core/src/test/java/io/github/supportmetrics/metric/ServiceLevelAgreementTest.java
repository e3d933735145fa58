package io.github.supportmetrics.metric;

import static io.github.supportmetrics.event.ticket.Obligation.State.BREACHED;
import static io.github.supportmetrics.event.ticket.Obligation.State.CANCELLED;
import static io.github.supportmetrics.event.ticket.Obligation.State.MET;
import static io.github.supportmetrics.event.ticket.Obligation.State.PAUSED;
import static io.github.supportmetrics.event.ticket.Obligation.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.event.ticket.Obligation;
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
    void aPromiseBelongsToWhenItWasDue() {
        var perDay = ServiceLevelAgreement.ATTAINMENT
                .over(Periods.daily(ZoneOffset.UTC).at("dueAt", Obligation::dueAt))
                .of(month());
        assertThat(perDay.rows().map(row -> row.measurement().n()).toList()).containsExactly(488L);
    }
}

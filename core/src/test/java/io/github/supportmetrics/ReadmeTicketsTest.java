package io.github.supportmetrics;

import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.FULL_RESOLUTION;
import static io.github.supportmetrics.event.ticket.TicketStatus.PENDING;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.ticket.ActorKind;
import io.github.supportmetrics.event.ticket.ObligationTracker;
import io.github.supportmetrics.event.ticket.ServicePolicy;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketEvent;
import io.github.supportmetrics.event.ticket.TicketStatus;
import io.github.supportmetrics.metric.ServiceLevelAgreement;
import io.github.supportmetrics.metric.TicketTimes;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's tickets, which are the library's own and no class of the host's. */
class ReadmeTicketsTest {
    @Test
    void aTicketPendingForFiveHoursIsDueTheNextDay() {
        var zone = ZoneId.of("Europe/Stockholm");
        var monday = ZonedDateTime.of(2026, 6, 1, 9, 0, 0, 0, zone).toInstant();
        var now = monday.plus(ofHours(7));
        var events = List.of(
                TicketEvent.of("T1", monday, TicketEvent.Type.MESSAGE)
                        .by("Ann", ActorKind.CUSTOMER)
                        .build(),
                TicketEvent.status("T1", monday.plus(ofHours(1)), PENDING).build(),
                TicketEvent.status("T1", monday.plus(ofHours(6)), TicketStatus.OPEN)
                        .build());
        var office = BusinessCalendar.builder(zone)
                .open(EnumSet.range(MONDAY, FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))
                .build();
        var tickets = Ticket.of(events);
        assertThat(TicketTimes.FIRST_REPLY
                        .in(office)
                        .timing()
                        .quantile(.9)
                        .of(tickets)
                        .excluded())
                .hasToString("OPEN 1");
        assertThat(TicketTimes.FIRST_REPLY.until(now).median().of(tickets).n()).isEqualTo(1);
        var gold = ServicePolicy.named("gold")
                .promise(FULL_RESOLUTION, ofHours(4), office)
                .pausedIn(FULL_RESOLUTION, PENDING);
        var promises = ServicePolicy.obligations(tickets, List.of(gold), now);
        assertThat(promises.get(0).dueAt()).isEqualTo(monday.plus(ofHours(25)));
        assertThat(ServiceLevelAgreement.ATTAINMENT.of(promises).value()).isEmpty();

        var tracker = new ObligationTracker(List.of(gold));
        events.forEach(tracker::add);
        assertThat(tracker.nextDeadline(now).map(ObligationTracker.Deadline::at))
                .hasValue(monday.plus(ofHours(25)));
    }
}

package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.ticket.ActorKind;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketEvent;
import io.github.supportmetrics.event.ticket.TicketLog;
import io.github.supportmetrics.event.ticket.TicketStatus;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BottlenecksTest {
    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final TimeWindow PERIOD = new TimeWindow(START, day(100));

    private static Instant day(double days) {
        return START.plusSeconds(Math.round(86_400 * days));
    }

    /** Every day 15 tickets come, wait a day to be taken and seven for the other team. */
    private static List<Ticket> tickets() {
        TicketLog log = new TicketLog();
        for (int day = -50; day < 100; day++) {
            for (int i = 0; i < 15; i++) {
                String id = day + "/" + i;
                double at = day + i / 15.;
                log.add(TicketEvent.of(id, day(at), TicketEvent.Type.CREATED).build());
                log.add(TicketEvent.of(id, day(at + 1), TicketEvent.Type.ASSIGNED)
                        .by("ann", ActorKind.HUMAN)
                        .build());
                log.add(TicketEvent.of(id, day(at + 1.5), TicketEvent.Type.TRANSFER)
                        .to("two")
                        .build());
                log.add(TicketEvent.of(id, day(at + 8.5), TicketEvent.Type.ASSIGNED)
                        .by("bob", ActorKind.HUMAN)
                        .build());
                log.add(TicketEvent.status(id, day(at + 9), TicketStatus.SOLVED).build());
            }
        }
        return log.tickets();
    }

    @Test
    void theStageWithMostOfTheWaitingHoldsThemUp() {
        Bottlenecks found = Bottlenecks.of(tickets(), PERIOD, Bottlenecks.Reading.BY_STAGE);
        Bottlenecks.Stage top = found.top().orElseThrow();

        assertThat(top.name()).isEqualTo("TRANSFER");
        assertThat(top.shareOfWaiting().orElseThrow()).isCloseTo(7 / 8., within(1e-6));
        assertThat(top.shareOfTime().orElseThrow()).isCloseTo(7 / 9., within(1e-6));
        assertThat(top.onTop()).hasValue(1);
        assertThat(top.isStrained()).isFalse();
        assertThat(found.stages()).extracting(Bottlenecks.Stage::name).containsExactly("TRANSFER", "NEW", "ASSIGNED");
        assertThat(found.stage("ASSIGNED").orElseThrow().isWork()).isTrue();
        assertThat(found.stage("ASSIGNED").orElseThrow().rework().orElseThrow()).isCloseTo(.5, within(.03));
        assertThat(found.stage("SOLVED")).isEmpty();
        assertThat(found.toString()).startsWith("TRANSFER: 88 % of the waiting, on top in 100 % of draws; 1");
    }

    @Test
    void ticketsInProgressAreThoseThatComeTimesTheirStay() {
        Bottlenecks.Stage transfer = Bottlenecks.of(tickets(), PERIOD, Bottlenecks.Reading.BY_STAGE)
                .stage("TRANSFER")
                .orElseThrow();

        assertThat(transfer.inProgress()).isCloseTo(15 * 7, within(.1));
        assertThat(transfer.meanSojourn()).hasValue(Duration.ofDays(7));
        assertThat(transfer.sojournQuantile(.9)).hasValue(Duration.ofDays(7));
        assertThat(transfer.entries()).isBetween(1499L, 1501L);
        assertThat(transfer.growth()).isBetween(-1L, 1L);
        assertThat(transfer.present()).isBetween(104L, 106L);
        assertThat(transfer.littleMismatch().orElseThrow()).isLessThan(.01);
        assertThat(transfer.isConsistent()).isTrue();
    }

    @Test
    void lostEventsShowInLittlesLaw() {
        TicketLog log = new TicketLog();
        // Half of the departures were never written down.
        for (Ticket ticket : tickets()) {
            boolean lost = ticket.id().hashCode() % 2 == 0;
            ticket.events().stream()
                    .filter(event ->
                            !lost || !event.at().isAfter(ticket.createdAt().plus(Duration.ofDays(2))))
                    .forEach(log::add);
        }
        Bottlenecks.Stage transfer = Bottlenecks.of(log.tickets(), PERIOD, Bottlenecks.Reading.BY_STAGE)
                .stage("TRANSFER")
                .orElseThrow();
        assertThat(transfer.growth()).isPositive();
        assertThat(transfer.isStrained()).isTrue();
        assertThat(transfer.littleMismatch().orElseThrow()).isGreaterThan(.2);
    }

    @Test
    void aLoadAboveEightyFivePercentIsAStrain() {
        var reading = new Bottlenecks.Reading(
                visit -> visit.stage() + (visit.teamId() == null ? "" : " " + visit.teamId()),
                visit -> visit.stage().equals("ASSIGNED"),
                Map.of("NEW", .9),
                7);
        Bottlenecks found = Bottlenecks.of(tickets(), PERIOD, reading);

        assertThat(found.stage("NEW").orElseThrow().isStrained()).isTrue();
        // The other team's first work on a ticket is no rework, though the ticket was assigned before.
        assertThat(found.stage("ASSIGNED two").orElseThrow().rework()).hasValue(0);
        assertThat(found.top().orElseThrow().name()).isEqualTo("TRANSFER two");
    }

    @Test
    void nothingIsFoundWhereNothingHappened() {
        Bottlenecks none = Bottlenecks.of(List.of(), PERIOD, Bottlenecks.Reading.BY_STAGE);
        assertThat(none.stages()).isEmpty();
        assertThat(none.top()).isEmpty();
        assertThatThrownBy(() -> Bottlenecks.of(List.of(), new TimeWindow(START, START), Bottlenecks.Reading.BY_STAGE))
                .hasMessageStartingWith("period must be longer than none");
    }

    @Test
    void howSureATopIsComesFromDrawingTicketsAgain() {
        TicketLog log = new TicketLog();
        for (int i = 0; i < 40; i++) {
            boolean pending = i % 2 == 0;
            String id = "t" + i;
            log.add(TicketEvent.status(id, day(i), pending ? TicketStatus.PENDING : TicketStatus.ON_HOLD)
                    .build());
            log.add(TicketEvent.status(id, day(i + (pending ? 1.01 : 1)), TicketStatus.SOLVED)
                    .build());
        }
        Bottlenecks found = Bottlenecks.of(log.tickets(), PERIOD, Bottlenecks.Reading.BY_STAGE);
        assertThat(found.top().orElseThrow().onTop().orElseThrow()).isBetween(.45, .65);
        assertThat(found.stages().stream()
                        .mapToDouble(stage -> stage.onTop().orElseThrow())
                        .sum())
                .isEqualTo(1);
    }
}

package io.github.supportmetrics.examples.servicedesk;

import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.FIRST_REPLY;
import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.FULL_RESOLUTION;
import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.NEXT_REPLY;
import static java.time.Duration.ofHours;

import io.github.supportmetrics.event.ticket.ActorKind;
import io.github.supportmetrics.event.ticket.Obligation;
import io.github.supportmetrics.event.ticket.ObligationTracker;
import io.github.supportmetrics.event.ticket.ServicePolicy;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketEvent;
import io.github.supportmetrics.event.ticket.TicketLog;
import io.github.supportmetrics.event.ticket.TicketStatus;
import io.github.supportmetrics.metric.ServiceLevelAgreement;
import io.github.supportmetrics.metric.TicketTimes;
import io.github.supportmetrics.time.BusinessCalendar;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Three tickets before a long weekend: what is due when, what was kept, and how long it took. */
public final class ServiceDesk {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final BusinessCalendar hours = OfficeHours.berlin(2026, 2026);
    private final List<ServicePolicy> policies = List.of(
            ServicePolicy.named("urgent")
                    .where(ticket -> "urgent".equals(ticket.attributes().get("priority")))
                    .promise(FIRST_REPLY, ofHours(1), hours)
                    .promise(FULL_RESOLUTION, ofHours(8), hours),
            ServicePolicy.named("normal")
                    .promise(FIRST_REPLY, ofHours(4), hours)
                    .promise(NEXT_REPLY, ofHours(8), hours)
                    .promise(FULL_RESOLUTION, ofHours(16), hours));

    private static Instant at(String local) {
        return LocalDateTime.parse("2026-" + local).atZone(BERLIN).toInstant();
    }

    private static TicketEvent message(String ticket, String at, ActorKind kind, String priority) {
        return TicketEvent.of(ticket, at(at), TicketEvent.Type.MESSAGE)
                .by(kind.name(), kind)
                .attribute("priority", priority)
                .build();
    }

    /** Thursday, 30 April, and the days after the Friday and the weekend that follow. */
    private static List<TicketEvent> events() {
        return List.of(
                message("printer", "04-30T15:00", ActorKind.CUSTOMER, "normal"),
                message("login", "04-30T16:30", ActorKind.CUSTOMER, "urgent"),
                message("printer", "04-30T16:45", ActorKind.BOT, "normal"),
                message("invoice", "05-04T09:00", ActorKind.CUSTOMER, "normal"),
                message("login", "05-04T10:00", ActorKind.HUMAN, "urgent"),
                message("printer", "05-04T10:30", ActorKind.HUMAN, "normal"),
                TicketEvent.status("printer", at("05-04T10:30"), TicketStatus.PENDING)
                        .build(),
                TicketEvent.status("login", at("05-04T14:00"), TicketStatus.SOLVED)
                        .build());
    }

    void run(PrintStream out) {
        ObligationTracker tracker = new ObligationTracker(policies);
        TicketLog log = new TicketLog();
        for (TicketEvent event : events()) {
            tracker.add(event);
            log.add(event);
            out.println(local(event.at()) + "  " + event.ticketId() + " "
                    + (event.status() == null ? event.type() + " of " + event.actorKind() : event.status())
                    + tracker.nextDeadline(event.at())
                            .map(next -> "; next: " + next.ticketId() + " " + next.goal() + " by " + local(next.at()))
                            .orElse(""));
        }
        Instant now = at("05-04T17:00");
        List<Obligation> promises = tracker.obligations(now);
        out.println("On " + local(now) + ":");
        promises.forEach(promise -> out.println("  " + promise.ticketId() + " " + promise.goal() + " within "
                + promise.within().toHours() + " h: " + promise.state() + " after "
                + promise.used().toMinutes() + " working minutes"));
        List<Ticket> tickets = log.tickets();
        out.println(ServiceLevelAgreement.ATTAINMENT.of(promises));
        out.println(TicketTimes.FIRST_REPLY.in(hours).timing().mean().of(tickets));
        out.println(TicketTimes.FIRST_REPLY.timing().mean().of(tickets));
    }

    private static String local(Instant at) {
        return at.atZone(BERLIN).toLocalDateTime().toString();
    }

    /** Prints it. */
    public static void main(String[] args) {
        new ServiceDesk().run(System.out);
    }
}

package io.github.supportmetrics.examples.scorecard;

import static io.github.supportmetrics.event.ticket.TicketStatus.ON_HOLD;
import static io.github.supportmetrics.event.ticket.TicketStatus.PENDING;

import io.github.supportmetrics.event.ticket.Obligation;
import io.github.supportmetrics.event.ticket.ServicePolicy;
import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketStatus;
import io.github.supportmetrics.time.BusinessCalendar;
import java.util.List;

/** Promises as a metric's brackets name them: {@code sla.attainment[frt,4h]}. */
final class Promises {
    private Promises() {}

    /** What is promised: a time by its metric's id, on that metric's clock. */
    static ServicePolicy policy(Request request) {
        String goal = request.parameters().get(0);
        return switch (goal) {
            case "pickup" -> policy(request, Goal.PICKUP);
            case "frt" -> policy(request, Goal.FIRST_REPLY);
            case "nrt" -> policy(request, Goal.NEXT_REPLY);
            case "resolution.first" -> policy(request, Goal.FIRST_RESOLUTION);
            case "resolution.full" -> policy(request, Goal.FULL_RESOLUTION);
            case "requesterWait" -> policy(request, Goal.FULL_RESOLUTION, PENDING);
            case "agentWork" -> policy(request, Goal.FULL_RESOLUTION, PENDING, ON_HOLD);
            default ->
                throw new UsageException(
                        "metric " + request.text() + ": '" + goal + "' must be one of pickup, frt, nrt,"
                                + " resolution.first, resolution.full, requesterWait, agentWork");
        };
    }

    private static ServicePolicy policy(Request request, Goal goal, TicketStatus... paused) {
        boolean business = request.id().contains(Catalogue.BUSINESS);
        BusinessCalendar calendar = business ? request.given().calendar() : BusinessCalendar.ALWAYS;
        String name = String.join(" within ", request.parameters()) + (business ? " of " + calendar : "");
        return ServicePolicy.named(name)
                .promise(goal, request.length(1), calendar)
                .pausedIn(goal, paused);
    }

    static List<Obligation> of(List<Ticket> tickets, Request request) {
        return ServicePolicy.obligations(
                tickets, List.of(policy(request)), request.given().asOf());
    }
}

package io.github.supportmetrics.event.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.PeerCalendar;
import io.github.supportmetrics.SharedData;
import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Figures: test suites of help desks (Zammad, ERPNext, Chatwoot), and generated ones, each recomputed by an independent calculation (the
 * README of the files says how).
 */
class PeerTicketsTest {
    private static final String FAR = "2300-01-01T00:00:00Z";

    private static Stream<ArgumentSet> tickets() {
        return SharedData.cases("peer-cases/sla-tickets.json", "sla-ticket");
    }

    private static Stream<ArgumentSet> clocks() {
        return SharedData.cases("peer-cases/sla-clock-generated.json", "sla-clock");
    }

    private static Stream<ArgumentSet> replies() {
        return SharedData.cases("peer-cases/reporting.json", "reply-time");
    }

    private static Stream<ArgumentSet> firstResponses() {
        return SharedData.cases("peer-cases/reporting.json", "first-response");
    }

    private static Stream<ArgumentSet> reopenings() {
        return SharedData.cases("peer-cases/reporting.json", "reopen-interval");
    }

    private static Stream<ArgumentSet> resolutions() {
        return SharedData.cases("peer-cases/reporting.json", "resolution-count");
    }

    /** Their words: an agent who replied leaves a ticket pending; closing it is what solves it. */
    private static TicketStatus status(String word) {
        return switch (word) {
            case "new" -> TicketStatus.NEW;
            case "open" -> TicketStatus.OPEN;
            case "pending", "replied" -> TicketStatus.PENDING;
            default -> TicketStatus.SOLVED;
        };
    }

    private static Optional<Instant> at(JsonNode input, String name) {
        return input.hasNonNull(name)
                ? Optional.of(Instant.parse(input.get(name).asText()))
                : Optional.empty();
    }

    private static TicketEvent.Builder message(Instant at, ActorKind kind) {
        return TicketEvent.of("1", at, TicketEvent.Type.MESSAGE).by(kind.name(), kind);
    }

    private static List<TicketEvent> events(JsonNode test) {
        JsonNode input = test.get("input");
        Instant created = at(input, "createdAt").orElseThrow();
        List<TicketEvent> events = new ArrayList<>();
        events.add(message(created, ActorKind.CUSTOMER).build());
        if (input.hasNonNull("initialState")) {
            events.add(TicketEvent.status(
                            "1", created, status(input.get("initialState").asText()))
                    .sequence(1)
                    .build());
        }
        input.get("transitions")
                .forEach(to -> events.add(TicketEvent.status(
                                "1",
                                Instant.parse(to.get("at").asText()),
                                status(to.get("to").asText()))
                        .build()));
        return events;
    }

    private static Ticket ticket(List<TicketEvent> events) {
        return Ticket.of(events).get(0);
    }

    private static Duration minutes(JsonNode test, String target) {
        return Duration.ofMinutes(test.get("targetsMinutes").get(target).asLong());
    }

    private static Obligation obligation(
            List<TicketEvent> events, Goal goal, Duration within, JsonNode test, Instant asOf, TicketStatus... paused) {
        ServicePolicy policy = ServicePolicy.named("case")
                .promise(goal, within, PeerCalendar.of(test))
                .pausedIn(goal, paused);
        return ServicePolicy.obligations(List.of(ticket(events)), List.of(policy), asOf).stream()
                .filter(each -> each.goal() == goal)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("tickets")
    void aTicketsTimesAreThoseOfItsHelpDesk(JsonNode test) {
        JsonNode input = test.get("input");
        JsonNode expected = test.get("expected");
        Schedules hours = Schedules.of(PeerCalendar.of(test));
        List<TicketEvent> events = new ArrayList<>(events(test));
        if (expected.has("activeMinutes")) {
            Ticket ticket = ticket(events);
            Instant from = at(input, "from").orElseThrow();
            Instant to = at(input, "to").orElseThrow();
            assertThat(ticket.time(TicketClock.AGENT_WORK, hours, to)
                            .minus(ticket.time(TicketClock.AGENT_WORK, hours, from)))
                    .isEqualTo(Duration.ofMinutes(expected.get("activeMinutes").asLong()));
        } else if (expected.has("deadlineFrom")) {
            Instant from = at(input, "from").orElseThrow();
            events.add(message(from.minusSeconds(1), ActorKind.HUMAN).build());
            events.add(message(from, ActorKind.CUSTOMER).build());
            Duration time = Duration.ofSeconds(input.get("seconds").asLong());
            assertThat(obligation(
                                    events,
                                    Goal.NEXT_REPLY,
                                    time,
                                    test,
                                    ticket(events).lastEventAt(),
                                    TicketStatus.PENDING)
                            .dueAt())
                    .isEqualTo(expected.get("deadlineFrom").asText());
        } else if (expected.has("closeMinutes")) {
            Duration within = minutes(test, "solution");
            Obligation solved = obligation(
                    events,
                    Goal.FIRST_RESOLUTION,
                    within,
                    test,
                    at(input, "closedAt").orElseThrow(),
                    TicketStatus.PENDING);
            assertThat(solved.used())
                    .isEqualTo(Duration.ofMinutes(expected.get("closeMinutes").asLong()));
            assertThat(within.minus(solved.used()))
                    .isEqualTo(
                            Duration.ofMinutes(expected.get("closeDiffMinutes").asLong()));
            assertThat(solved.state()).isEqualTo(Obligation.State.MET);
        } else {
            Goal goal = input.has("updateClockStart") ? Goal.NEXT_REPLY : Goal.FIRST_REPLY;
            at(input, "updateClockStart").ifPresent(start -> {
                events.add(message(start.minusSeconds(1), ActorKind.HUMAN).build());
                events.add(message(start, ActorKind.CUSTOMER).build());
            });
            assertThat(obligation(
                                    events,
                                    goal,
                                    minutes(test, "update"),
                                    test,
                                    ticket(events).lastEventAt(),
                                    TicketStatus.PENDING)
                            .dueAt())
                    .isEqualTo(expected.get("updateDeadline").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void pausesAndDeadlinesAreThoseOfAMinuteByMinuteCount(JsonNode test) {
        JsonNode input = test.get("input");
        JsonNode expected = test.get("expected");
        List<TicketEvent> events = events(test);
        Instant closed = at(input, "closedAt").orElseThrow();
        Instant replied = at(input, "firstResponseAt").orElseThrow();
        List<TicketEvent> answered = new ArrayList<>(events);
        answered.add(message(replied, ActorKind.HUMAN).build());
        answered.add(
                TicketEvent.status("1", closed, TicketStatus.SOLVED).sequence(9).build());

        Obligation reply = obligation(
                answered,
                Goal.FIRST_REPLY,
                minutes(test, "firstResponse"),
                test,
                Instant.parse(FAR).minusSeconds(1),
                TicketStatus.PENDING);
        assertThat(reply.used().toSeconds())
                .isEqualTo(expected.get("firstResponseActiveSeconds").asLong());
        assertThat(reply.dueAt())
                .isEqualTo(expected.get("firstResponseDeadline").asText());
        assertThat(reply.state() == Obligation.State.BREACHED)
                .isEqualTo(expected.get("firstResponseBreached").asBoolean());

        Obligation solution = obligation(
                answered,
                Goal.FIRST_RESOLUTION,
                minutes(test, "solution"),
                test,
                Instant.parse(FAR).minusSeconds(1),
                TicketStatus.PENDING);
        assertThat(solution.used().toSeconds())
                .isEqualTo(expected.get("solutionActiveSeconds").asLong());
        assertThat(solution.dueAt()).isEqualTo(expected.get("solutionDeadline").asText());
        assertThat(solution.state() == Obligation.State.BREACHED)
                .isEqualTo(expected.get("solutionBreached").asBoolean());
        assertThat(ticket(answered)
                        .time(TicketClock.AGENT_WAIT, Schedules.of(PeerCalendar.of(test)), closed)
                        .toSeconds())
                .isEqualTo(expected.get("pausedBusinessSeconds").asLong());
    }

    @ParameterizedTest
    @MethodSource("replies")
    void repliesTakeAsLongAsTheirHelpDeskSays(JsonNode test) {
        List<TicketEvent> events = new ArrayList<>();
        test.get("input")
                .get("customerMessages")
                .forEach(at -> events.add(
                        message(Instant.parse(at.asText()), ActorKind.CUSTOMER).build()));
        test.get("input")
                .get("agentMessages")
                .forEach(at -> events.add(
                        message(Instant.parse(at.asText()), ActorKind.HUMAN).build()));
        List<Long> seconds = new ArrayList<>();
        test.get("expected").get("replySeconds").forEach(each -> seconds.add(each.asLong()));

        assertThat(ticket(events).replies())
                .extracting(
                        reply -> Duration.between(reply.since(), reply.until()).toSeconds())
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @MethodSource("firstResponses")
    void aTicketReopenedAfterABotSolvedItIsWaitedForFromThenOn(JsonNode test) {
        JsonNode input = test.get("input");
        Ticket ticket = ticket(List.of(
                message(at(input, "createdAt").orElseThrow(), ActorKind.CUSTOMER)
                        .build(),
                TicketEvent.status("1", at(input, "botResolvedAt").orElseThrow(), TicketStatus.SOLVED)
                        .by("bot", ActorKind.BOT)
                        .build(),
                TicketEvent.of("1", at(input, "reopenedAt").orElseThrow(), TicketEvent.Type.REOPEN)
                        .by("customer", ActorKind.CUSTOMER)
                        .build(),
                message(at(input, "firstHumanReplyAt").orElseThrow(), ActorKind.HUMAN)
                        .build()));
        TicketReply reply = ticket.replies().get(1);

        assertThat(reply.first()).isTrue();
        assertThat(Duration.between(reply.since(), reply.until()).toSeconds())
                .isEqualTo(test.get("expected").get("seconds").asLong());
        assertThat(ticket.replies().get(0).outcome()).isEqualTo(TicketReply.Outcome.SOLVED);
    }

    @ParameterizedTest
    @MethodSource("reopenings")
    void reopeningComesAsLongAfterTheSolutionAsTheirHelpDeskSays(JsonNode test) {
        List<TicketEvent> events = new ArrayList<>();
        test.get("input")
                .get("resolvedAt")
                .forEach(at -> events.add(TicketEvent.status("1", Instant.parse(at.asText()), TicketStatus.SOLVED)
                        .build()));
        events.add(TicketEvent.of("1", at(test.get("input"), "reopenedAt").orElseThrow(), TicketEvent.Type.REOPEN)
                .build());
        Ticket ticket = ticket(events);

        assertThat(Duration.between(ticket.firstSolvedAt(), ticket.reopenedAt()).toSeconds())
                .isEqualTo(test.get("expected").get("secondsSinceResolution").asLong());
    }

    @ParameterizedTest
    @MethodSource("resolutions")
    void solutionsAndOpenTicketsAreAsManyAsTheirHelpDeskSays(JsonNode test) {
        List<TicketEvent> events = new ArrayList<>();
        int id = 0;
        for (JsonNode each : test.get("input").get("tickets")) {
            String ticket = "t" + id++;
            each.forEach(event -> events.add(TicketEvent.status(
                            ticket,
                            Instant.parse(event.get("at").asText()),
                            status(event.get("to").asText()))
                    .build()));
        }
        List<Ticket> tickets = Ticket.of(events);

        assertThat(tickets.stream().mapToInt(Ticket::solutions).sum())
                .isEqualTo(test.get("expected").get("resolutionEvents").asInt());
        assertThat(tickets.stream().filter(ticket -> !ticket.isOver()))
                .hasSize(test.get("expected").get("currentlyOpen").asInt());
    }
}

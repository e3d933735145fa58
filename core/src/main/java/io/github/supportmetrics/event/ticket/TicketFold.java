package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.event.ticket.Ticket.Phase;
import io.github.supportmetrics.event.ticket.TicketReply.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a ticket's events once; not changed any more after that. */
final class TicketFold {
    final List<Phase> phases = new ArrayList<>();
    final List<StageVisit> visits = new ArrayList<>();
    final List<TicketReply> replies = new ArrayList<>();
    final boolean createdByAgent;

    @Nullable
    Instant mergedAt;

    int assignments;
    int transfers;
    int solutions;
    int reopenings;
    int agentReplies;
    boolean escalated;
    boolean paused;
    boolean solvedByMachine;

    @Nullable
    Instant firstAssignedAt;

    @Nullable
    Instant firstReplyAt;

    @Nullable
    Instant firstSolvedAt;

    @Nullable
    Instant lastSolvedAt;
    /** When it was first solved or closed, and not by becoming part of another one. */
    @Nullable
    Instant firstDoneAt;

    /** Since when it is solved or closed, if it is. */
    @Nullable
    Instant doneSince;

    @Nullable
    Instant reopenedAt;

    private final Ticket ticket;
    private final boolean complete;
    private final TicketEvent first;
    private final TicketEvent last;

    TicketFold(Ticket ticket, List<TicketEvent> events, Ticket.End end) {
        this.ticket = ticket;
        this.complete = end == Ticket.End.LAST_EVENT;
        this.first = events.get(0);
        this.last = events.get(events.size() - 1);
        // What is split off was the customer's before.
        boolean split = events.stream()
                .takeWhile(event -> event.at().equals(first.at()))
                .anyMatch(event -> event.type() == TicketEvent.Type.SPLIT);
        this.createdByAgent = first.actorKind() == ActorKind.HUMAN && !split;
        fold(events);
    }

    TicketState state() {
        return phases.get(phases.size() - 1).state();
    }

    private void fold(List<TicketEvent> events) {
        TicketState state = TicketState.NEW;
        Instant since = first.at();
        Stages stages = new Stages();
        Waiting waiting = new Waiting();
        for (TicketEvent event : events) {
            TicketState next = state.after(event);
            boolean done = next.status().isDone();
            boolean reopened = state.status().isDone() && !done;
            doneSince = !done ? null : doneSince == null ? event.at() : doneSince;
            count(event, state, reopened);
            stages.add(event, state, next);
            waiting.add(event, reopened);
            if (done && (event.status() != null || event.mergesAway())) {
                waiting.stop(event.at());
            }
            if (!next.equals(state)) {
                if (since.isBefore(event.at())) {
                    phases.add(new Phase(state, since, event.at()));
                }
                since = event.at();
                state = next;
            }
        }
        Instant end = complete ? last.at() : null;
        phases.add(new Phase(state, since, end));
        stages.leave(end, state);
        waiting.finish();
    }

    private void count(TicketEvent event, TicketState before, boolean reopened) {
        switch (event.type()) {
            case ASSIGNED -> {
                assignments++;
                firstAssignedAt = firstAssignedAt == null ? event.at() : firstAssignedAt;
            }
            case TRANSFER -> transfers++;
            // The first queue is where it came in.
            case QUEUE -> transfers += before.queue() == null ? 0 : 1;
            case ESCALATION -> escalated = true;
            case MERGE -> mergedAt = mergedAt == null && event.mergesAway() ? event.at() : mergedAt;
            default -> {
                // Counted by its status, if it has one.
            }
        }
        if (event.status() == TicketStatus.SOLVED) {
            solutions++;
            firstSolvedAt = firstSolvedAt == null ? event.at() : firstSolvedAt;
            lastSolvedAt = event.at();
            solvedByMachine = event.actorKind() == ActorKind.BOT || event.actorKind() == ActorKind.SYSTEM;
        }
        if (event.status() != null && event.status().isDone() && firstDoneAt == null) {
            firstDoneAt = event.at();
        }
        paused |= event.status() == TicketStatus.PENDING || event.status() == TicketStatus.ON_HOLD;
        if (reopened && firstSolvedAt != null) {
            reopenings++;
            reopenedAt = reopenedAt == null ? event.at() : reopenedAt;
        }
    }

    /** Visits to stages, as they come. */
    private final class Stages {
        private final Set<String> known = new HashSet<>();
        private String stage = TicketStatus.NEW.name();
        private Instant since = first.at();
        private @Nullable String teamId;
        private boolean named;

        void add(TicketEvent event, TicketState before, TicketState after) {
            String next = event.stage();
            if (next != null) {
                if (named || since.isBefore(event.at())) {
                    leave(event.at(), before);
                }
                stage = next;
                since = event.at();
                teamId = after.teamId();
                named = true;
            }
        }

        void leave(@Nullable Instant at, TicketState before) {
            String team = teamId == null ? before.teamId() : teamId;
            visits.add(new StageVisit(ticket, stage, team, since, at, !known.add(stage)));
        }
    }

    /** Customers' messages and the replies to them, as they come. */
    private final class Waiting {
        private @Nullable Instant since = createdByAgent ? null : first.at();
        /** When the ticket was done with before somebody replied. */
        private @Nullable Instant stopped;
        /** The stop that was taken back, and when. */
        private @Nullable Instant undone;

        private @Nullable Instant undoneAt;
        private boolean customerSpoke;
        private boolean opened;

        void add(TicketEvent event, boolean reopened) {
            boolean message = event.isMessage();
            boolean atOnce = event.at().equals(undoneAt);
            boolean reopens = reopened || (atOnce && event.type() == TicketEvent.Type.REOPEN);
            if (event.actorKind() == ActorKind.CUSTOMER && (message || reopens)) {
                if (atOnce) {
                    // The help desk reopened it for this very message.
                    stopped = undone;
                }
                customerSpoke = true;
                if (stopped != null) {
                    end(stopped, Outcome.SOLVED, null);
                }
                since = since == null ? event.at() : since;
            } else if (message && event.actorKind() == ActorKind.HUMAN) {
                reply(event);
            } else if (reopened && stopped != null) {
                // Who was told too early that it is solved has waited all along.
                undone = stopped;
                undoneAt = event.at();
                stopped = null;
            }
        }

        private void reply(TicketEvent event) {
            boolean opens = createdByAgent && !customerSpoke && !opened;
            opened = true;
            // Who replies and solves at once has replied.
            if (stopped != null && stopped.isBefore(event.at())) {
                end(stopped, Outcome.SOLVED, null);
            }
            end(event.at(), Outcome.REPLIED, event.actorId());
            if (!opens) {
                agentReplies++;
                firstReplyAt = firstReplyAt == null ? event.at() : firstReplyAt;
            }
        }

        void stop(Instant at) {
            stopped = since == null || stopped != null ? stopped : at;
        }

        void finish() {
            if (doneSince != null && since != null && stopped == null) {
                // What is said of a ticket that is done with, and stays so, asks for nothing.
                stopped = since;
            }
            if (stopped != null) {
                end(stopped, Outcome.SOLVED, null);
            } else if (complete) {
                end(last.at(), Outcome.SOLVED, null);
            } else {
                end(null, Outcome.WAITING, null);
            }
        }

        private void end(@Nullable Instant at, Outcome outcome, @Nullable String agentId) {
            if (since != null) {
                replies.add(new TicketReply(ticket, firstReplyAt == null, since, at, outcome, agentId));
            }
            since = null;
            stopped = null;
        }
    }
}

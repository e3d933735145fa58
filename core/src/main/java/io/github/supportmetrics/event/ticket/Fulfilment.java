package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.event.ticket.Obligation.State;
import io.github.supportmetrics.event.ticket.ServicePolicy.Change;
import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import io.github.supportmetrics.event.ticket.ServicePolicy.Promise;
import io.github.supportmetrics.event.ticket.Ticket.Phase;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows the promises about one ticket through its phases. */
final class Fulfilment {
    private final Ticket ticket;
    private final List<ServicePolicy> policies;
    private final Instant asOf;
    private final List<Obligation> obligations = new ArrayList<>();

    private Fulfilment(Ticket ticket, List<ServicePolicy> policies, Instant asOf) {
        this.ticket = ticket;
        this.policies = policies;
        this.asOf = asOf;
    }

    /** The obligations of a ticket as its events tell until the instant. */
    static List<Obligation> of(Ticket ticket, List<ServicePolicy> policies, Instant asOf) {
        Fulfilment all = new Fulfilment(ticket, policies, asOf);
        Instant created = ticket.createdAt();
        Instant ended = ticket.completedAt();
        all.follow(Goal.PICKUP, 0, created, ticket.firstAssignedAt(), ended);
        if (!ticket.isCreatedByAgent()) {
            all.follow(Goal.FIRST_REPLY, 0, created, ticket.firstReplyAt(), ended);
        }
        int others = 0;
        boolean first = ticket.isCreatedByAgent();
        for (TicketReply reply : ticket.replies()) {
            if (!reply.first()) {
                boolean replied = reply.outcome() == TicketReply.Outcome.REPLIED;
                all.follow(
                        Goal.NEXT_REPLY,
                        others++,
                        reply.since(),
                        replied ? reply.until() : null,
                        replied ? null : reply.until());
            } else if (first) {
                first = false;
                all.follow(Goal.FIRST_REPLY, 0, reply.since(), ticket.firstReplyAt(), ended);
            }
        }
        all.follow(Goal.FIRST_RESOLUTION, 0, created, ticket.firstDoneAt(), null);
        all.follow(Goal.FULL_RESOLUTION, 0, created, ticket.doneForGoodAt(), null);
        return all.obligations;
    }

    private void follow(
            Goal goal, int number, Instant start, @Nullable Instant fulfilledAt, @Nullable Instant cancelledAt) {
        Instant ended = fulfilledAt == null ? cancelledAt : fulfilledAt;
        Course course = new Course(goal, start, ended == null ? asOf : ended);
        List<Phase> phases = ticket.phases();
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            boolean before =
                    i < phases.size() - 1 && !Objects.requireNonNull(phase.to()).isAfter(start);
            // What changes when it ends no longer matters to it.
            boolean after = course.entered
                    && (ended == null
                            ? phase.from().isAfter(asOf)
                            : !phase.from().isBefore(ended));
            if (!before && !after) {
                course.enter(phase);
            }
        }
        course.add(number, fulfilledAt, fulfilledAt == null && cancelledAt != null);
    }

    /** One promise on its way through the phases. */
    private final class Course {
        private final Goal goal;
        private final Instant end;
        private Instant start;
        private boolean entered;
        private TicketState state = TicketState.NEW;
        private @Nullable ServicePolicy policy;
        private @Nullable Promise promise;
        private Instant appliedAt = Instant.MIN;
        private boolean withdrawn;
        private long used;
        private @Nullable Instant dueAt;
        private boolean broken;

        Course(Goal goal, Instant start, Instant end) {
            this.goal = goal;
            this.start = start;
            this.end = end;
        }

        void enter(Phase phase) {
            entered = true;
            state = phase.state();
            Instant from = phase.from().isBefore(start) ? start : phase.from();
            choose(from);
            if (promise != null && !withdrawn) {
                pass(promise, phase, from, end);
            }
        }

        private void choose(Instant at) {
            if (policy == null) {
                // It is the version of when its time began, whenever the ticket came under it.
                make(ServicePolicy.of(policies, state, start), at);
                if (promise != null) {
                    // One that is made late counts from the start all the same.
                    Promise made = promise;
                    ticket.phases().forEach(phase -> pass(made, phase, start, at));
                }
            } else if (policy.change() != Change.PINNED && !broken) {
                ServicePolicy found = ServicePolicy.of(policies, state, at);
                boolean promises = found != null && found.promises().containsKey(goal);
                if (promises && (withdrawn || !Objects.equals(found, policy))) {
                    boolean anew = policy.change() == Change.RESTARTED;
                    start = anew ? at : start;
                    used = anew ? 0 : used;
                    make(found, at);
                    broken = promise != null && used > promise.within().toMillis();
                    dueAt = promise == null || used < promise.within().toMillis() ? null : at;
                }
                withdrawn = !promises;
            }
        }

        private void make(@Nullable ServicePolicy found, Instant at) {
            Promise next = found == null ? null : found.promises().get(goal);
            if (next != null) {
                policy = found;
                promise = next;
                appliedAt = at;
            }
        }

        /** Uses the time of a phase that lies between two instants. */
        private void pass(Promise held, Phase phase, Instant earliest, Instant latest) {
            Instant from = phase.from().isBefore(earliest) ? earliest : phase.from();
            Instant to = phase.to() == null || phase.to().isAfter(latest) ? latest : phase.to();
            if (!from.isBefore(to) || !held.runsIn(phase.state().status())) {
                return;
            }
            BusinessCalendar calendar = held.schedules().of(phase.state());
            long left = held.within().toMillis() - used;
            long passed = calendar.millisBetween(from.toEpochMilli(), to.toEpochMilli());
            if (dueAt == null && passed >= left) {
                dueAt = due(calendar, from, left);
            }
            used += passed;
            broken |= passed > left;
        }

        /** When a kept promise would have been due, with the pauses that there were since. */
        private @Nullable Instant dueUnlessFulfilled(Promise held) {
            long left = held.within().toMillis() - used;
            List<Phase> phases = ticket.phases();
            for (int i = 0; i < phases.size(); i++) {
                Phase phase = phases.get(i);
                Instant from = phase.from().isBefore(end) ? end : phase.from();
                boolean last = i == phases.size() - 1;
                TicketStatus status = phase.state().status();
                // Unless it were fulfilled, it would not be done with.
                if (held.paused().contains(status) && !status.isDone() && !last) {
                    continue;
                }
                BusinessCalendar calendar = held.schedules().of(phase.state());
                if (last) {
                    return due(calendar, from, left);
                }
                long to = Objects.requireNonNull(phase.to()).toEpochMilli();
                if (to > from.toEpochMilli()) {
                    long passed = calendar.millisBetween(from.toEpochMilli(), to);
                    if (passed >= left) {
                        return due(calendar, from, left);
                    }
                    left -= passed;
                }
            }
            return null;
        }

        private @Nullable Instant due(BusinessCalendar calendar, Instant from, long left) {
            try {
                return calendar.plus(from, Duration.ofMillis(Math.max(0, left)));
            } catch (IllegalArgumentException e) {
                // It does not open for so long.
                return null;
            }
        }

        void add(int number, @Nullable Instant fulfilledAt, boolean cancelled) {
            if (policy == null || promise == null) {
                return;
            }
            boolean over = cancelled || withdrawn || ticket.isMerged() || ticket.isOver();
            // A merged ticket is no ticket of its own.
            State now = ticket.isMerged()
                    ? State.CANCELLED
                    : broken
                            ? State.BREACHED
                            : fulfilledAt != null && !withdrawn
                                    ? State.MET
                                    : over
                                            ? State.CANCELLED
                                            : promise.runsIn(state.status()) ? State.RUNNING : State.PAUSED;
            BusinessCalendar calendar = promise.schedules().of(state);
            Instant due = dueAt;
            if (due == null && now == State.RUNNING) {
                due = due(calendar, end, promise.within().toMillis() - used);
            } else if (due == null && now == State.MET) {
                due = dueUnlessFulfilled(promise);
            }
            obligations.add(new Obligation(
                    ticket.id(),
                    goal,
                    number,
                    policy.name(),
                    promise.within(),
                    start,
                    appliedAt,
                    due,
                    fulfilledAt,
                    now,
                    fulfilledAt == null && !over,
                    Duration.ofMillis(used),
                    calendar,
                    ticket.subject(),
                    ticket.attributes()));
        }
    }
}

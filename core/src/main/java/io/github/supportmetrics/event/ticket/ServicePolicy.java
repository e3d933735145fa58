package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is promised about tickets of some kind: a first reply within four working hours, a solution within two days. In the words of help
 * desks these are SLA targets; here a target is the share of promises to be kept.
 *
 * <pre>{@code
 * var urgent = ServicePolicy.named("gold 2026")
 *         .where(ticket -> "urgent".equals(ticket.priority()))
 *         .promise(Goal.FIRST_REPLY, ofHours(1), officeHours)
 *         .promise(Goal.FULL_RESOLUTION, ofHours(8), officeHours)
 *         .pausedIn(Goal.FULL_RESOLUTION, PENDING, ON_HOLD);
 * }</pre>
 *
 * <p>Immutable and thread-safe, if its condition and its schedules are.
 */
public final class ServicePolicy {
    /** What is promised. All but replies count from when the ticket was created, and each on the clock of the metric of that name. */
    public enum Goal {
        /** Somebody takes the ticket. */
        PICKUP,
        /**
         * An agent's first public reply, since the ticket was created; of one that an agent created, since the customer first wrote. Never
         * paused, unless said: before a reply there is nothing to wait for.
         */
        FIRST_REPLY,
        /** An agent's reply to what the customer wrote next; one promise for each time that the customer waits. */
        NEXT_REPLY,
        /**
         * The ticket is solved or closed for the first time, and not by becoming part of another one. Paused while pending, unless said
         * otherwise.
         */
        FIRST_RESOLUTION,
        /** The same for good: if it is reopened, its clock goes on. Paused while pending, unless said otherwise. */
        FULL_RESOLUTION;

        private boolean resolves() {
            return this == FIRST_RESOLUTION || this == FULL_RESOLUTION;
        }
    }

    /** What becomes of a promise when other promises hold for the ticket, such as after a change of priority. */
    public enum Change {
        /** It stays as it was made. */
        PINNED,
        /** The new time is allowed; what has been used counts. */
        CARRIED_OVER,
        /** The new time is allowed from then on. */
        RESTARTED
    }

    /**
     * A promise.
     *
     * @param goal what is promised
     * @param within in how much time, itself within
     * @param paused in which statuses no time is used
     * @param schedules when working time passes
     */
    public record Promise(Goal goal, Duration within, Set<TicketStatus> paused, Schedules schedules) {
        /**
         * Copies the statuses. A resolution uses no time while the ticket is solved or closed, whatever they are.
         *
         * @throws IllegalArgumentException if no time is allowed
         */
        public Promise {
            if (within.isNegative() || within.isZero()) {
                throw Require.bad("time of a promise", "above 0", within);
            }
            Set<TicketStatus> copy = EnumSet.noneOf(TicketStatus.class);
            copy.addAll(paused);
            if (goal.resolves()) {
                copy.addAll(TicketStatus.DONE);
            }
            paused = Collections.unmodifiableSet(copy);
            Objects.requireNonNull(schedules, "schedules");
        }

        /** Whether time is used in a status. */
        boolean runsIn(TicketStatus status) {
            return !paused.contains(status);
        }
    }

    private final String name;
    private final @Nullable Predicate<TicketState> condition;
    private final @Nullable Instant since;
    private final Change change;
    private final Map<Goal, Promise> promises;

    private ServicePolicy(
            String name,
            @Nullable Predicate<TicketState> condition,
            @Nullable Instant since,
            Change change,
            Map<Goal, Promise> promises) {
        this.name = name;
        this.condition = condition;
        this.since = since;
        this.change = change;
        this.promises = promises;
    }

    /**
     * A policy that promises nothing yet, for all tickets, at all times, whose promises stay as they were made.
     *
     * @param name its name; that of another version is another name
     * @return the policy
     */
    public static ServicePolicy named(String name) {
        return new ServicePolicy(Require.text(name, "name"), null, null, Change.PINNED, Map.of());
    }

    /**
     * The same for some tickets only.
     *
     * @param tickets which
     * @return the policy
     */
    public ServicePolicy where(Predicate<TicketState> tickets) {
        return new ServicePolicy(name, tickets, since, change, promises);
    }

    /**
     * The same for promises whose time begins at an instant or later: a new version, to stand before the old one. What was promised before
     * stays.
     *
     * @param instant the instant
     * @return the policy
     */
    public ServicePolicy since(Instant instant) {
        return new ServicePolicy(name, condition, instant, change, promises);
    }

    /**
     * The same with another rule for promises whose ticket comes under another policy.
     *
     * @param rule the rule
     * @return the policy
     */
    public ServicePolicy onChange(Change rule) {
        return new ServicePolicy(name, condition, since, rule, promises);
    }

    /**
     * The same with a promise in elapsed time.
     *
     * @param goal what is promised
     * @param within in how much time, itself within
     * @return the policy
     * @throws IllegalArgumentException if the time is not above 0
     */
    public ServicePolicy promise(Goal goal, Duration within) {
        return promise(goal, within, Schedules.ALWAYS);
    }

    /**
     * The same with a promise in working time.
     *
     * @param goal what is promised
     * @param within in how much working time, itself within
     * @param calendar when working time passes
     * @return the policy
     * @throws IllegalArgumentException if the time is not above 0
     */
    public ServicePolicy promise(Goal goal, Duration within, BusinessCalendar calendar) {
        return promise(goal, within, Schedules.of(calendar));
    }

    /**
     * The same with a promise in the working time that holds for the ticket at each instant.
     *
     * @param goal what is promised
     * @param within in how much working time, itself within
     * @param schedules when working time passes
     * @return the policy
     * @throws IllegalArgumentException if the time is not above 0
     */
    public ServicePolicy promise(Goal goal, Duration within, Schedules schedules) {
        Promise known = promises.get(goal);
        Set<TicketStatus> paused = goal.resolves() ? Set.of(TicketStatus.PENDING) : Set.of();
        return with(new Promise(goal, within, known == null ? paused : known.paused, schedules));
    }

    /**
     * The same with other statuses in which no time of a promise is used.
     *
     * @param goal a goal that is promised
     * @param statuses the statuses; a resolution uses no time while the ticket is solved or closed, whatever is said here
     * @return the policy
     * @throws IllegalArgumentException if the goal is not promised
     */
    public ServicePolicy pausedIn(Goal goal, TicketStatus... statuses) {
        Promise promise = promises.get(goal);
        if (promise == null) {
            throw Require.bad("goal", "promised by " + name, goal);
        }
        return with(new Promise(goal, promise.within, Set.of(statuses), promise.schedules));
    }

    private ServicePolicy with(Promise promise) {
        Map<Goal, Promise> all = new EnumMap<>(Goal.class);
        all.putAll(promises);
        all.put(promise.goal, promise);
        return new ServicePolicy(name, condition, since, change, Collections.unmodifiableMap(all));
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What becomes of a promise when its ticket comes under another policy.
     *
     * @return the rule
     */
    public Change change() {
        return change;
    }

    /**
     * What it promises.
     *
     * @return the promises by goal
     */
    public Map<Goal, Promise> promises() {
        return promises;
    }

    private boolean holds(TicketState state, Instant at) {
        return (since == null || !at.isBefore(since)) && (condition == null || condition.test(state));
    }

    /** The first policy that holds for a state, of those that make promises at an instant; null if none does. */
    static @Nullable ServicePolicy of(List<ServicePolicy> policies, TicketState state, Instant at) {
        for (ServicePolicy policy : policies) {
            if (policy.holds(state, at)) {
                return policy;
            }
        }
        return null;
    }

    /**
     * What was promised about some tickets, and what has become of it.
     *
     * @param tickets the tickets
     * @param policies the policies; of those that hold for a ticket, the first one, so new versions stand before old ones
     * @param asOf the instant; later events are not seen
     * @return the obligations in the order of their tickets, of each by goal and time, none of those created later
     */
    public static List<Obligation> obligations(Collection<Ticket> tickets, List<ServicePolicy> policies, Instant asOf) {
        List<Obligation> all = new ArrayList<>();
        for (Ticket ticket : tickets) {
            ticket.asOf(asOf).ifPresent(seen -> all.addAll(Fulfilment.of(seen, policies, asOf)));
        }
        return Collections.unmodifiableList(all);
    }

    @Override
    public String toString() {
        return promises.values().stream()
                .map(promise -> promise.goal + " within " + promise.within)
                .collect(Collectors.joining(", ", "ServicePolicy[" + name + ": ", "]"));
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.ticket.Obligation;
import io.github.supportmetrics.event.ticket.Obligation.State;
import io.github.supportmetrics.event.ticket.ServicePolicy;
import io.github.supportmetrics.event.ticket.ServicePolicy.Goal;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How many promises are kept. Help desks divide by different things and call all of it SLA attainment; here each has its name.
 *
 * <p>With 440 kept, 40 kept late, 8 open and overdue, and 12 open in time: {@link #ATTAINMENT} 440/488 = 90.16 %, {@link #COMPLETED}
 * 440/480 = 91.67 %, {@link #APPLIED} 440/500 = 88.00 %. Promises that were {@code CANCELLED} are excluded, with tickets that were
 * merged, or solved before anybody replied. All of it is thread-safe.
 *
 * <p>Cut periods by {@link Obligation#dueAt}, or by when contacts are due: a promise belongs to when it was due. Range 0..1, higher is better; interval: Wilson.
 */
public final class ServiceLevelAgreement {
    /** What a promise counts as. */
    private enum Fate {
        MET,
        LATE,
        OVERDUE_OPEN,
        RUNNING
    }

    private static final String POLICY = "policy";

    /** A share of promises by what it is divided by. */
    private record Share(String id, String formula, String title, EnumSet<Fate> whole) {
        <E> Metric<E, Measurement<Tally>> of(Rule<E, Tally> rule, String of) {
            return of(rule, "of", of);
        }

        Metric<Obligation, Measurement<Tally>> of(ServicePolicy policy) {
            return of(made(promises(), policy), POLICY, policy.name());
        }

        private <E> Metric<E, Measurement<Tally>> of(Rule<E, Tally> rule, String name, String value) {
            return Metric.of(
                    Definition.of(id, formula).titled(title).with(name, value).direction(Direction.UP),
                    rule,
                    Tally.share(EnumSet.of(Fate.MET), whole, detail()));
        }
    }

    private static final Share BY_DUE = new Share(
            "sla.attainment",
            "met / (met + breached, overdue open ones too)",
            "Promises kept of those due",
            EnumSet.of(Fate.MET, Fate.LATE, Fate.OVERDUE_OPEN));
    private static final Share BY_COMPLETED = new Share(
            "sla.attainment.completed",
            "met / (met + late)",
            "Promises kept of those completed",
            EnumSet.of(Fate.MET, Fate.LATE));
    private static final Share BY_APPLIED = new Share(
            "sla.attainment.applied",
            "met / all promises made",
            "Promises kept of those made",
            EnumSet.allOf(Fate.class));

    /** Kept / (kept + broken), what is open and overdue being broken; what is open in time is not due. The one to use. */
    public static final Metric<Obligation, Measurement<Tally>> ATTAINMENT = BY_DUE.of(promises(), "promises");

    /** Kept / (kept + fulfilled late). Hides what is overdue and still open; advised against. */
    public static final Metric<Obligation, Measurement<Tally>> COMPLETED = BY_COMPLETED.of(promises(), "promises");

    /** Kept / all that were made. Low while many are open in time. */
    public static final Metric<Obligation, Measurement<Tally>> APPLIED = BY_APPLIED.of(promises(), "promises");

    /** By how much broken promises were late: used − allowed, in seconds; those that are open still are excluded as {@code OPEN}. */
    public static final Timing<Obligation> OVERRUN = new Timing<>(overrun(), lateness());

    /**
     * Tickets of which every promise was kept / tickets of which all that were made are decided, or one is broken. One event is all promises
     * of a ticket, as {@link #byTicket} puts them together; tickets with a promise that may still be kept, and none broken, are excluded as
     * {@code RUNNING}.
     */
    public static final Metric<List<Obligation>, Measurement<Proportion>> PER_TICKET = Metric.of(
            Definition.of("sla.attainment.perTicket", "tickets with all promises met / tickets with promises decided")
                    .titled("Tickets with all promises kept")
                    .direction(Direction.UP),
            tickets(),
            Proportion.estimator());

    /**
     * The same of tickets whose promise of a resolution was fulfilled; the others, and those of which no resolution was promised, are
     * excluded as {@code NOT_RESOLVED}.
     */
    public static final Metric<List<Obligation>, Measurement<Proportion>> PER_SOLVED_TICKET = Metric.of(
            Definition.of(
                            "sla.attainment.perSolved",
                            "solved tickets with all promises met / solved tickets with promises")
                    .titled("Solved tickets with all promises kept")
                    .direction(Direction.UP),
            tickets()
                    .unless(
                            "NOT_RESOLVED",
                            promises -> promises.stream()
                                    .noneMatch(promise -> promise.fulfilledAt() != null
                                            && (promise.goal() == Goal.FIRST_RESOLUTION
                                                    || promise.goal() == Goal.FULL_RESOLUTION))),
            Proportion.estimator());

    private ServiceLevelAgreement() {}

    private static Rule<List<Obligation>, Proportion> tickets() {
        return Rule.<List<Obligation>>share(promises -> !has(promises, State.BREACHED))
                .unless(
                        "RUNNING",
                        promises -> !has(promises, State.BREACHED)
                                && (has(promises, State.RUNNING) || has(promises, State.PAUSED)))
                .unless("CANCELLED", promises -> promises.stream().allMatch(p -> p.state() == State.CANCELLED));
    }

    private static boolean has(List<Obligation> promises, State state) {
        return promises.stream().anyMatch(promise -> promise.state() == state);
    }

    private static Definition overrun() {
        return Definition.of("sla.overrun", "times used beyond those allowed / broken promises")
                .titled("How late broken promises were")
                .direction(Direction.DOWN);
    }

    private static Rule<Obligation, Durations> lateness() {
        return Rule.<Obligation>duration(
                        promise -> promise.overrun().orElse(Duration.ZERO).toMillis())
                .unless("OPEN", promise -> promise.state() == State.BREACHED && promise.isOpen())
                .unless("NOT_BREACHED", promise -> promise.state() != State.BREACHED);
    }

    private static <S extends Summary<S>> Rule<Obligation, S> made(Rule<Obligation, S> rule, ServicePolicy policy) {
        return rule.unless("OTHER_POLICY", promise -> !promise.policy().equals(policy.name()));
    }

    /**
     * {@link #ATTAINMENT} of the promises that a policy made; the others are excluded as {@code OTHER_POLICY}.
     *
     * @param policy the policy, whose name is part of the definition
     * @return the metric {@code sla.attainment}
     */
    public static Metric<Obligation, Measurement<Tally>> attainment(ServicePolicy policy) {
        return BY_DUE.of(policy);
    }

    /**
     * {@link #COMPLETED} of the promises that a policy made.
     *
     * @param policy the policy
     * @return the metric {@code sla.attainment.completed}
     */
    public static Metric<Obligation, Measurement<Tally>> completed(ServicePolicy policy) {
        return BY_COMPLETED.of(policy);
    }

    /**
     * {@link #APPLIED} of the promises that a policy made.
     *
     * @param policy the policy
     * @return the metric {@code sla.attainment.applied}
     */
    public static Metric<Obligation, Measurement<Tally>> applied(ServicePolicy policy) {
        return BY_APPLIED.of(policy);
    }

    /**
     * {@link #OVERRUN} of the promises that a policy made.
     *
     * @param policy the policy
     * @return the timing {@code sla.overrun}
     */
    public static Timing<Obligation> overrun(ServicePolicy policy) {
        return new Timing<>(overrun().with(POLICY, policy.name()), made(lateness(), policy));
    }

    private static Rule<Obligation, Tally> promises() {
        return Rule.<Obligation, Fate>outcome(Fate.class, ServiceLevelAgreement::fate)
                .unless("CANCELLED", promise -> promise.state() == State.CANCELLED);
    }

    /**
     * {@link #ATTAINMENT} of contacts with a due instant, by when they are to be resolved. Handled contacts count; those without a start or a
     * due instant are excluded as {@code NO_START}, {@code NO_DUE}, those due before they began as {@code END_BEFORE_START}.
     *
     * @param asOf the instant up to which is known what became of them
     * @return the metric {@code sla.attainment}
     */
    public static Metric<Interaction, Measurement<Tally>> attainment(Instant asOf) {
        return BY_DUE.of(contacts(asOf), "contacts");
    }

    /**
     * {@link #COMPLETED} of contacts with a due instant.
     *
     * @param asOf the instant up to which is known what became of them
     * @return the metric {@code sla.attainment.completed}
     */
    public static Metric<Interaction, Measurement<Tally>> completed(Instant asOf) {
        return BY_COMPLETED.of(contacts(asOf), "contacts");
    }

    /**
     * {@link #APPLIED} of contacts with a due instant.
     *
     * @param asOf the instant up to which is known what became of them
     * @return the metric {@code sla.attainment.applied}
     */
    public static Metric<Interaction, Measurement<Tally>> applied(Instant asOf) {
        return BY_APPLIED.of(contacts(asOf), "contacts");
    }

    private static Rule<Interaction, Tally> contacts(Instant asOf) {
        return Contacts.handled(Rule.<Interaction, Fate>outcome(Fate.class, contact -> fate(promise(contact, asOf))))
                .unless("NO_START", contact -> contact.startedAt() == null)
                .unless("NO_DUE", contact -> contact.milestones().dueAt() == null)
                .unless(List.of("END_BEFORE_START", "NOT_YET_BEGUN", "CANCELLED"), contact -> {
                    Obligation promise = Obligation.of(contact, asOf).orElse(null);
                    if (promise == null || isBeforeStart(contact)) {
                        return 0;
                    }
                    return promise.startedAt().isAfter(asOf) ? 1 : promise.state() == State.CANCELLED ? 2 : -1;
                });
    }

    private static boolean isBeforeStart(Interaction contact) {
        Instant resolved = contact.milestones().resolvedAt();
        return resolved != null && resolved.isBefore(contact.startedAt());
    }

    private static Obligation promise(Interaction contact, Instant asOf) {
        return Obligation.of(contact, asOf).orElseThrow();
    }

    private static Fate fate(Obligation promise) {
        return switch (promise.state()) {
            case MET -> Fate.MET;
            case BREACHED -> promise.isOpen() ? Fate.OVERDUE_OPEN : Fate.LATE;
            case RUNNING, PAUSED -> Fate.RUNNING;
            case CANCELLED -> throw new IllegalStateException("a cancelled promise is excluded");
        };
    }

    private static Map<String, ToLongFunction<Tally>> detail() {
        Map<String, ToLongFunction<Tally>> detail = new LinkedHashMap<>();
        detail.put("met", t -> t.count(Fate.MET));
        detail.put("late", t -> t.count(Fate.LATE));
        detail.put("overdueOpen", t -> t.count(Fate.OVERDUE_OPEN));
        detail.put("running", t -> t.count(Fate.RUNNING));
        return detail;
    }

    /**
     * Puts promises together by ticket, for {@link #PER_TICKET}.
     *
     * @param promises the promises
     * @return those of each ticket, in the order in which tickets come first
     */
    public static List<List<Obligation>> byTicket(Collection<Obligation> promises) {
        Map<String, List<Obligation>> tickets = new LinkedHashMap<>();
        promises.forEach(promise -> tickets.computeIfAbsent(promise.ticketId(), id -> new ArrayList<>())
                .add(promise));
        return List.copyOf(tickets.values());
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.AgentActivity.State;
import io.github.supportmetrics.event.AgentDay;
import io.github.supportmetrics.event.AgentDay.Schedule;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.CustomerPeriod.Membership;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * How agents' time was spent. The names are used almost the other way round by some, so each metric names its numerator and denominator.
 * Of 8 h paid, 6 h with contacts, 1.5 h waiting for them and a quarter of an hour of other work, occupancy is 80 %, and the utilizations
 * are 75, 93.75 and 78.1 %.
 *
 * <p>The unit is the agent's day; range 0..1 unless said; interval: ratio of sums over days of agents, unbounded below five of them, cut
 * to the range. Days that cannot be read are excluded under the name of their {@link AgentDay.Gap}, those that lack something as {@code
 * NO_PAID}, {@code NO_SCHEDULE}, {@code NO_CONTACTS}, and those without any of the time that is divided by as {@code NO_QUEUE}, {@code
 * NOT_PAID}: they are no sample.
 */
public final class Workforce {
    private static final List<String> GAPS =
            Arrays.stream(AgentDay.Gap.values()).map(AgentDay.Gap::name).toList();
    private static final Set<State> PRODUCTIVE = Set.of(State.ON_CONTACT, State.ACW, State.AUX_PRODUCTIVE);

    /** Occupancy: time with contacts / (time with contacts + waiting for them). A high one wears people out, a low one costs money. */
    public static final Metric<AgentDay, Measurement<Ratio>> OCCUPANCY = share(
            "occupancy",
            "time with contacts / (time with contacts + available)",
            "Occupancy",
            Direction.RANGE,
            read(
                            day -> day.in(State.HANDLING).toMillis(),
                            day -> day.in(State.ON_QUEUE).toMillis())
                    .unless("NO_QUEUE", day -> day.in(State.ON_QUEUE).isZero()));

    /** Time with contacts / paid time. */
    public static final Metric<AgentDay, Measurement<Ratio>> HANDLE_OVER_PAID = ofPaid(
            "utilization.handleOverPaid",
            "paid time with contacts / paid time",
            "Handling of paid time",
            State.HANDLING);

    /** (Time with contacts + waiting for them) / paid time. */
    public static final Metric<AgentDay, Measurement<Ratio>> LOGGED_IN_OVER_PAID = ofPaid(
            "utilization.loggedInOverPaid",
            "paid time with contacts or available / paid time",
            "On queue of paid time",
            State.ON_QUEUE);

    /** (Time with contacts + other productive work) / paid time. */
    public static final Metric<AgentDay, Measurement<Ratio>> PRODUCTIVE_OVER_PAID = ofPaid(
            "utilization.productiveOverPaid",
            "paid time with contacts or other productive work / paid time",
            "Productive of paid time",
            PRODUCTIVE);

    /** Shrinkage: paid time not on the queue / paid time; one less {@link #LOGGED_IN_OVER_PAID}. */
    public static final Metric<AgentDay, Measurement<Ratio>> SHRINKAGE = share(
            "shrinkage",
            "paid time neither with contacts nor available / paid time",
            "Shrinkage",
            Direction.DOWN,
            paid(day -> paid(day) - day.paidIn(State.ON_QUEUE).toMillis(), Workforce::paid));

    /**
     * Adherence: scheduled time spent as scheduled / scheduled time. Waiting for contacts and handling them are one for a schedule;
     * excused departures count as kept. The order of things matters.
     */
    public static final Metric<AgentDay, Measurement<Ratio>> ADHERENCE = share(
            "adherence",
            "scheduled time spent as scheduled / scheduled time",
            "Adherence",
            Direction.UP,
            scheduled(
                    day -> schedule(day).kept().toMillis(),
                    day -> schedule(day).time().toMillis()));

    /**
     * Conformance: time on the queue / time scheduled on the queue. It can exceed 1, and hides the right amount of work at the wrong
     * time. Days without queue time in the schedule are excluded as {@code NO_QUEUE}.
     */
    public static final Metric<AgentDay, Measurement<Ratio>> CONFORMANCE = Metric.of(
            Definition.of("conformance", "time on the queue / time scheduled on the queue")
                    .titled("Conformance")
                    .unit(Unit.RATIO)
                    .direction(Direction.RANGE),
            scheduled(Rule.<AgentDay>ratio(
                            day -> day.in(State.ON_QUEUE).toMillis(),
                            day -> schedule(day).onQueue().toMillis()))
                    .unless("NO_QUEUE", day -> schedule(day).onQueue().isZero()),
            Ratio.estimator());

    /** Attendance: 1 − absence without excuse / scheduled time. */
    public static final Metric<AgentDay, Measurement<Ratio>> ATTENDANCE = share(
            "attendance",
            "(scheduled time − absence without excuse) / scheduled time",
            "Attendance",
            Direction.UP,
            scheduled(
                    day -> schedule(day).time().minus(schedule(day).absent()).toMillis(),
                    day -> schedule(day).time().toMillis()));

    /**
     * Productivity: contacts handled / hour on the queue. Range from 0, neither high nor low is good as such; interval: exact Poisson. Days
     * without time on the queue are excluded as {@code NO_QUEUE}.
     */
    public static final Metric<AgentDay, Measurement<EventRate>> PRODUCTIVITY = Metric.of(
            Definition.of("productivity", "handled contacts / hours on the queue")
                    .titled("Contacts per hour")
                    .unit(Unit.PER_HOUR)
                    .direction(Direction.RANGE),
            readable(Rule.<AgentDay>rate(
                            day -> Objects.requireNonNull(day.contacts()),
                            day -> day.in(State.ON_QUEUE).toMillis()))
                    .unless("NO_CONTACTS", day -> day.contacts() == null)
                    .unless("NO_QUEUE", day -> day.in(State.ON_QUEUE).isZero()),
            EventRate.estimator((double) Duration.ofHours(1).toMillis(), 1));

    private Workforce() {}

    /**
     * Punctuality: days that began at most so late / days with a schedule on which the agent came. Interval: Wilson. Days of absence are
     * excluded as {@code DID_NOT_COME}, what of a shift lies after midnight as {@code GOES_ON}.
     *
     * @param grace how late is still on time, itself on time
     * @return the metric {@code punctuality}
     */
    public static Metric<AgentDay, Measurement<Proportion>> punctuality(Duration grace) {
        String text = Timing.seconds(grace);
        return Metric.of(
                Definition.of("punctuality", "days begun at most " + text + " late / days with a schedule")
                        .titled("Punctuality")
                        .with("grace", text)
                        .direction(Direction.UP),
                scheduled(Rule.<AgentDay>share(day ->
                                Objects.requireNonNull(schedule(day).lateBy()).compareTo(grace) <= 0))
                        .unless("GOES_ON", day -> !schedule(day).begins())
                        .unless("DID_NOT_COME", day -> schedule(day).lateBy() == null),
                Proportion.estimator());
    }

    /**
     * Turnover: employees who left / mean of the headcounts at start and end, a year. From 0, lower is better; interval: Poisson. The
     * events are employees over a period, as customers are for churn: 6 leavers among 40 in half a year are 30 % a year.
     *
     * @param months how many months the period has, at least 1
     * @return the metric {@code turnover}
     */
    public static Metric<CustomerPeriod, Measurement<Tally>> turnover(int months) {
        double years = Require.positive(months, "months") / 12.0;
        EnumSet<Membership> starters = EnumSet.of(Membership.STAYED, Membership.LOST);
        EnumSet<Membership> atEnd = EnumSet.of(Membership.STAYED, Membership.JOINED);
        return Metric.of(
                Definition.of("turnover", "leavers / ((headcount at the start + at the end) / 2) × 12 / " + months)
                        .titled("Turnover a year")
                        .with("months", months)
                        .direction(Direction.DOWN),
                Rule.outcome(Membership.class, (CustomerPeriod c) -> Objects.requireNonNull(c.membership()))
                        .unless(
                                Arrays.stream(CustomerPeriod.Gap.values())
                                        .map(CustomerPeriod.Gap::name)
                                        .toList(),
                                c -> c.gap() == null ? -1 : c.gap().ordinal()),
                Tally.rate(
                        EnumSet.of(Membership.LOST, Membership.JOINED_AND_LOST),
                        EnumSet.allOf(Membership.class),
                        t -> t.count(starters) + t.count(atEnd) == 0
                                ? 0
                                : (t.count(starters) + t.count(atEnd)) / 2.0 * years,
                        headcounts(starters, atEnd)));
    }

    private static Map<String, ToLongFunction<Tally>> headcounts(
            EnumSet<Membership> starters, EnumSet<Membership> atEnd) {
        Map<String, ToLongFunction<Tally>> detail = new LinkedHashMap<>();
        detail.put("start", t -> t.count(starters));
        detail.put("end", t -> t.count(atEnd));
        return detail;
    }

    /**
     * Productivity that counts only contacts that were not repeated: contacts per hour × the share without a repeat.
     *
     * @param productivity of {@link #PRODUCTIVITY}
     * @param firstContact of {@link Resolution#fcrWithin}, for the same agents and time
     * @return contacts per hour, or empty where one of the two is
     */
    public static OptionalDouble qualityAdjusted(
            Measurement<EventRate> productivity, Measurement<Proportion> firstContact) {
        return productivity.value().isPresent() && firstContact.value().isPresent()
                ? OptionalDouble.of(productivity.value().getAsDouble()
                        * firstContact.value().getAsDouble())
                : OptionalDouble.empty();
    }

    private static Metric<AgentDay, Measurement<Ratio>> ofPaid(
            String id, String formula, String title, Set<State> states) {
        return share(
                id, formula, title, Direction.UP, paid(day -> day.paidIn(states).toMillis(), Workforce::paid));
    }

    private static Metric<AgentDay, Measurement<Ratio>> share(
            String id, String formula, String title, Direction direction, Rule<AgentDay, Ratio> rule) {
        return Metric.of(
                Definition.of(id, formula).titled(title).unit(Unit.RATIO).direction(direction),
                rule,
                Ratio.boundedEstimator(Timing.MILLIS_PER_SECOND));
    }

    private static Rule<AgentDay, Ratio> read(ToLongFunction<AgentDay> part, ToLongFunction<AgentDay> whole) {
        return readable(Rule.ratio(part, whole));
    }

    private static Rule<AgentDay, Ratio> paid(ToLongFunction<AgentDay> part, ToLongFunction<AgentDay> whole) {
        return read(part, whole).unless("NO_PAID", day -> day.paid() == null).unless("NOT_PAID", day -> paid(day) == 0);
    }

    private static Rule<AgentDay, Ratio> scheduled(ToLongFunction<AgentDay> part, ToLongFunction<AgentDay> whole) {
        return scheduled(Rule.ratio(part, whole));
    }

    private static <S extends Summary<S>> Rule<AgentDay, S> scheduled(Rule<AgentDay, S> rule) {
        return readable(rule).unless("NO_SCHEDULE", day -> day.schedule() == null);
    }

    private static <S extends Summary<S>> Rule<AgentDay, S> readable(Rule<AgentDay, S> rule) {
        return rule.unless(GAPS, day -> day.gap() == null ? -1 : day.gap().ordinal());
    }

    private static long paid(AgentDay day) {
        return Objects.requireNonNull(day.paid()).toMillis();
    }

    private static Schedule schedule(AgentDay day) {
        return Objects.requireNonNull(day.schedule());
    }
}

package io.github.supportmetrics.event;

import io.github.supportmetrics.event.AgentActivity.State;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One agent's day, or the part of it of some attributes: how long each state lasted, and how that compares with the schedule. Workforce metrics take whole days, since the
 * minutes of one day are alike. A shift over midnight is two days.
 *
 * <p>Time that two activities share counts once if they say the same. If they do not, in state, schedule, pay or excuse, they contradict
 * each other, and the day is left out as {@link Gap#OVERLAPPING}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param agentId the agent
 * @param day the local day
 * @param startedAt when its first activity began
 * @param gap why it cannot be read, or null
 * @param time how long each state lasted
 * @param paidTime how long each state lasted while paid, or null if that is not known of all of the day
 * @param schedule how the day kept to its schedule, or null if there was none
 * @param contacts how many contacts the agent handled, or null if unknown
 * @param attributes whatever else it may be grouped by
 */
public record AgentDay(
        String agentId,
        LocalDate day,
        Instant startedAt,
        @Nullable Gap gap,
        Map<State, Duration> time,
        @Nullable Map<State, Duration> paidTime,
        @Nullable Schedule schedule,
        @Nullable Long contacts,
        Map<String, String> attributes)
        implements Fact {
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Why a day cannot be read. */
    public enum Gap {
        /** Two states at the same time. */
        OVERLAPPING,
        /** An activity ends before it begins. */
        END_BEFORE_START,
        /** An activity lasts longer than a month. */
        TOO_LONG,
        /** All of it lies after the instant up to which is looked. */
        NOT_YET_BEGUN
    }

    /**
     * How a day kept to its schedule.
     *
     * @param time how long anything but {@code OFFLINE} was scheduled
     * @param kept how much of that was spent as scheduled, or excused
     * @param onQueue how long the agent was to wait for contacts or handle them
     * @param absent how much of it the agent was not at work without excuse
     * @param begins whether it is here that the schedule of a shift begins, and not at midnight or in another part of the day
     * @param lateBy how long after the day's first scheduled instant the agent came, or null if the agent did not come
     */
    public record Schedule(
            Duration time,
            Duration kept,
            Duration onQueue,
            Duration absent,
            boolean begins,
            @Nullable Duration lateBy) {}

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if the contacts are negative
     */
    public AgentDay {
        time = Map.copyOf(time);
        paidTime = paidTime == null ? null : Map.copyOf(paidTime);
        if (contacts != null) {
            Require.nonNegative(contacts, "contacts");
        }
        attributes = Map.copyOf(attributes);
    }

    private record Span(AgentActivity activity, TimeWindow window) {
        /** Whether it goes on from the day before. */
        boolean goesOn() {
            return !window.start().equals(activity.startedAt());
        }

        /** All that an activity says but when. */
        List<Object> kind() {
            return List.of(
                    activity.state(),
                    Optional.ofNullable(activity.scheduledState()),
                    Optional.ofNullable(activity.paid()),
                    activity.excused());
        }
    }

    private record Day(String agentId, LocalDate date) {}

    /**
     * Puts activities together by agent and local day; where they have unlike attributes, each kind of them makes a part of the day.
     *
     * @param activities the activities
     * @param zone whose days
     * @param asOf up to when activities that go on have lasted; of later ones only that they are there is seen
     * @return the days, in the order of their first activity
     */
    public static List<AgentDay> of(Collection<AgentActivity> activities, ZoneId zone, Instant asOf) {
        return build(activities, null, zone, asOf);
    }

    /**
     * The same with the contacts that the agents handled. A contact belongs to the part of its agent's day in which it began; one that
     * began beside all activities of its agent makes a day without any.
     *
     * @param activities the activities
     * @param contacts the contacts, of which those that were not handled or began later are left away
     * @param zone whose days
     * @param asOf up to when activities that go on have lasted
     * @return the days with their contacts, 0 where there were none
     */
    public static List<AgentDay> of(
            Collection<AgentActivity> activities, Collection<Interaction> contacts, ZoneId zone, Instant asOf) {
        Map<Day, List<Instant>> handled = new LinkedHashMap<>();
        for (Interaction contact : contacts) {
            String agent = contact.agentId();
            Instant start = contact.startedAt();
            if (contact.disposition() == Disposition.HANDLED
                    && agent != null
                    && start != null
                    && !start.isAfter(asOf)) {
                handled.computeIfAbsent(new Day(agent, start.atZone(zone).toLocalDate()), k -> new ArrayList<>())
                        .add(start);
            }
        }
        return build(activities, handled, zone, asOf);
    }

    private static List<AgentDay> build(
            Collection<AgentActivity> activities,
            @Nullable Map<Day, List<Instant>> contacts,
            ZoneId zone,
            Instant asOf) {
        Map<Day, List<Span>> days = new LinkedHashMap<>();
        Map<Day, AgentActivity> unseen = new LinkedHashMap<>();
        List<AgentActivity> sorted = new ArrayList<>(activities);
        sorted.sort(Comparator.comparing(AgentActivity::startedAt));
        for (AgentActivity activity : sorted) {
            Day first = new Day(
                    activity.agentId(), activity.startedAt().atZone(zone).toLocalDate());
            if (activity.startedAt().isAfter(asOf)) {
                unseen.putIfAbsent(first, activity);
            } else {
                split(activity, zone, asOf, days);
            }
        }
        List<AgentDay> all = new ArrayList<>();
        days.forEach((day, spans) ->
                all.addAll(parts(day, spans, contacts == null ? null : contacts.getOrDefault(day, List.of()))));
        unseen.forEach((day, activity) -> {
            if (!days.containsKey(day)) {
                all.add(empty(day, activity.startedAt(), Gap.NOT_YET_BEGUN, null, activity.attributes()));
            }
        });
        if (contacts != null) {
            contacts.forEach((day, starts) -> {
                if (!days.containsKey(day)) {
                    all.add(empty(day, starts.get(0), null, (long) starts.size(), Map.of()));
                }
            });
        }
        return Collections.unmodifiableList(all);
    }

    private static AgentDay empty(
            Day day, Instant start, @Nullable Gap gap, @Nullable Long contacts, Map<String, String> attributes) {
        return new AgentDay(day.agentId(), day.date(), start, gap, Map.of(), null, null, contacts, attributes);
    }

    private static void split(AgentActivity activity, ZoneId zone, Instant asOf, Map<Day, List<Span>> days) {
        Instant end = activity.endedAt() == null || activity.endedAt().isAfter(asOf) ? asOf : activity.endedAt();
        // A longer one is a placeholder for an unknown end; its first day says so.
        boolean tooLong = Duration.between(activity.startedAt(), end).compareTo(LONGEST) > 0;
        Instant from = activity.startedAt();
        do {
            LocalDate date = from.atZone(zone).toLocalDate();
            Instant midnight = date.plusDays(1).atStartOfDay(zone).toInstant();
            Instant to = end.isBefore(midnight) ? end : midnight;
            days.computeIfAbsent(new Day(activity.agentId(), date), k -> new ArrayList<>())
                    .add(new Span(activity, new TimeWindow(from, to.isBefore(from) ? from : to)));
            from = midnight;
        } while (from.isBefore(end) && !tooLong);
    }

    private static @Nullable Gap gap(List<Span> spans) {
        for (Span span : spans) {
            Instant end = span.activity().endedAt();
            Instant start = span.activity().startedAt();
            if (end != null && end.isBefore(start)) {
                return Gap.END_BEFORE_START;
            }
            if (!span.goesOn()
                    && span.window().end().isBefore(end == null ? start : end)
                    && Duration.between(start, end == null ? start : end).compareTo(LONGEST) > 0) {
                return Gap.TOO_LONG;
            }
        }
        Duration apart = Duration.ZERO;
        for (List<Object> kind : spans.stream().map(Span::kind).distinct().toList()) {
            apart = apart.plus(union(spans, span -> span.kind().equals(kind)));
        }
        return apart.equals(union(spans, span -> true)) ? null : Gap.OVERLAPPING;
    }

    /** A day as one, or each of its parts where attributes differ; what contradicts itself does so in all of them. */
    private static List<AgentDay> parts(Day day, List<Span> spans, @Nullable List<Instant> contacts) {
        Gap gap = gap(spans);
        Instant due = spans.stream()
                .filter(span -> isScheduled(span) && !span.goesOn())
                .map(span -> span.window().start())
                .findFirst()
                .orElse(null);
        Map<Map<String, String>, List<Span>> parts = new LinkedHashMap<>();
        spans.forEach(span -> parts.computeIfAbsent(span.activity().attributes(), k -> new ArrayList<>())
                .add(span));
        Map<Map<String, String>, Long> handled = new HashMap<>();
        for (Instant start : contacts == null ? List.<Instant>of() : contacts) {
            Span host = spans.stream()
                    .filter(span -> span.window().contains(start))
                    .findFirst()
                    .orElse(spans.get(0));
            handled.merge(host.activity().attributes(), 1L, Long::sum);
        }
        List<AgentDay> all = new ArrayList<>();
        parts.forEach((attributes, part) -> all.add(new AgentDay(
                day.agentId(),
                day.date(),
                part.get(0).window().start(),
                gap,
                byState(part, span -> true),
                part.stream().allMatch(span -> span.activity().paid() != null)
                        ? byState(
                                part,
                                span -> Boolean.TRUE.equals(span.activity().paid()))
                        : null,
                schedule(part, spans, due),
                contacts == null ? null : handled.getOrDefault(attributes, 0L),
                attributes)));
        return all;
    }

    private static Map<State, Duration> byState(List<Span> spans, Predicate<Span> chosen) {
        Map<State, Duration> time = new EnumMap<>(State.class);
        for (State state : State.values()) {
            Duration length = union(spans, span -> span.activity().state() == state && chosen.test(span));
            if (!length.isZero()) {
                time.put(state, length);
            }
        }
        return time;
    }

    /** How long some of the spans, which begin in order, cover together. */
    private static Duration union(List<Span> spans, Predicate<Span> chosen) {
        Duration covered = Duration.ZERO;
        Instant until = Instant.MIN;
        for (Span span : spans) {
            if (chosen.test(span)) {
                Instant from = span.window().start().isBefore(until)
                        ? until
                        : span.window().start();
                if (from.isBefore(span.window().end())) {
                    covered = covered.plus(Duration.between(from, span.window().end()));
                    until = span.window().end();
                }
            }
        }
        return covered;
    }

    private static boolean isScheduled(Span span) {
        State scheduled = span.activity().scheduledState();
        return scheduled != null && scheduled != State.OFFLINE;
    }

    private static @Nullable Schedule schedule(List<Span> part, List<Span> day, @Nullable Instant due) {
        List<Span> scheduled = part.stream().filter(AgentDay::isScheduled).toList();
        if (scheduled.isEmpty()) {
            return null;
        }
        boolean begins = scheduled.stream()
                .anyMatch(span -> !span.goesOn() && span.window().start().equals(due));
        Instant came = due == null
                ? null
                : day.stream()
                        .filter(span -> span.activity().state().isAtWork()
                                && span.window().end().isAfter(due))
                        .map(span -> span.window().start())
                        .findFirst()
                        .orElse(null);
        return new Schedule(
                union(scheduled, span -> true),
                union(scheduled, span -> isKept(span.activity())),
                union(scheduled, span -> State.ON_QUEUE.contains(scheduledFor(span.activity()))),
                union(
                        scheduled,
                        span -> !span.activity().state().isAtWork()
                                && !span.activity().excused()),
                begins,
                due == null || came == null ? null : came.isBefore(due) ? Duration.ZERO : Duration.between(due, came));
    }

    private static State scheduledFor(AgentActivity activity) {
        return activity.scheduledState() == null ? State.OFFLINE : activity.scheduledState();
    }

    private static boolean isKept(AgentActivity activity) {
        return activity.excused() || activity.state().matches(scheduledFor(activity));
    }

    private static Duration sum(Map<State, Duration> time) {
        return time.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * How long some states lasted together.
     *
     * @param states the states
     * @return the time
     */
    public Duration in(Set<State> states) {
        return sum(time, states);
    }

    /**
     * How long some states lasted while paid.
     *
     * @param states the states
     * @return the time, zero if it is not known what was paid
     */
    public Duration paidIn(Set<State> states) {
        return paidTime == null ? Duration.ZERO : sum(paidTime, states);
    }

    /**
     * All paid time.
     *
     * @return the time, or null if it is not known what was paid
     */
    public @Nullable Duration paid() {
        return paidTime == null ? null : sum(paidTime);
    }

    private static Duration sum(Map<State, Duration> time, Set<State> states) {
        return time.entrySet().stream()
                .filter(entry -> states.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The same with other attributes.
     *
     * @param others whatever it may be grouped by
     * @return the day
     */
    public AgentDay with(Map<String, String> others) {
        return new AgentDay(agentId, day, startedAt, gap, time, paidTime, schedule, contacts, others);
    }

    @Override
    public Subject subject() {
        return new Subject(null, agentId, null, null, null);
    }
}

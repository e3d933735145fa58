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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One agent's day: how long each state lasted, and how that compares with the schedule. Workforce metrics take whole days, since the
 * minutes of one day are alike. A shift over midnight is two days.
 *
 * <p>Time that two activities of one state share counts once. Activities of unlike states at the same time contradict each other, and
 * the day is left out as {@link Gap#OVERLAPPING}.
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
    /** Why a day cannot be read. */
    public enum Gap {
        /** Two states at the same time. */
        OVERLAPPING,
        /** An activity ends before it begins. */
        END_BEFORE_START
    }

    /**
     * How a day kept to its schedule.
     *
     * @param time how long anything but {@code OFFLINE} was scheduled
     * @param kept how much of that was spent as scheduled, or excused
     * @param onQueue how long the agent was to wait for contacts or handle them
     * @param absent how long the agent was absent without excuse
     * @param lateBy how long after the first scheduled instant the agent came, or null if the agent did not come
     */
    public record Schedule(
            Duration time,
            Duration kept,
            Duration onQueue,
            Duration absent,
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

    private record Span(AgentActivity activity, TimeWindow window) {}

    private record Key(String agentId, LocalDate day, Map<String, String> attributes) {}

    /**
     * Puts activities together by agent and local day; those with unlike attributes make days of their own.
     *
     * @param activities the activities
     * @param zone whose days
     * @param asOf up to when activities that go on have lasted; later ones are not seen
     * @return the days, in the order of their first activity
     */
    public static List<AgentDay> of(Collection<AgentActivity> activities, ZoneId zone, Instant asOf) {
        Map<Key, List<Span>> spans = new LinkedHashMap<>();
        List<AgentActivity> sorted = new ArrayList<>(activities);
        sorted.sort(Comparator.comparing(AgentActivity::startedAt));
        for (AgentActivity activity : sorted) {
            Instant start = activity.startedAt();
            Instant end = activity.endedAt() == null || activity.endedAt().isAfter(asOf) ? asOf : activity.endedAt();
            if (start.isAfter(asOf)) {
                continue;
            }
            Instant from = start;
            do {
                LocalDate day = from.atZone(zone).toLocalDate();
                Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
                Instant to = end.isBefore(midnight) ? end : midnight;
                spans.computeIfAbsent(new Key(activity.agentId(), day, activity.attributes()), k -> new ArrayList<>())
                        .add(new Span(activity, new TimeWindow(from, to.isBefore(from) ? from : to)));
                from = midnight;
            } while (from.isBefore(end));
        }
        List<AgentDay> days = new ArrayList<>(spans.size());
        spans.forEach((key, all) -> days.add(of(key, all)));
        return Collections.unmodifiableList(days);
    }

    private static AgentDay of(Key key, List<Span> spans) {
        Map<State, Duration> time = byState(spans, span -> true);
        Duration all = union(spans, span -> true);
        Gap gap = all.compareTo(sum(time)) == 0 ? null : Gap.OVERLAPPING;
        for (Span span : spans) {
            Instant end = span.activity().endedAt();
            gap = end != null && end.isBefore(span.activity().startedAt()) ? Gap.END_BEFORE_START : gap;
        }
        boolean paidKnown = spans.stream().allMatch(span -> span.activity().paid() != null);
        return new AgentDay(
                key.agentId(),
                key.day(),
                spans.get(0).window().start(),
                gap,
                time,
                paidKnown
                        ? byState(
                                spans,
                                span -> Boolean.TRUE.equals(span.activity().paid()))
                        : null,
                schedule(spans),
                null,
                key.attributes());
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

    private static @Nullable Schedule schedule(List<Span> spans) {
        List<Span> scheduled = spans.stream()
                .filter(span -> span.activity().scheduledState() != null
                        && span.activity().scheduledState() != State.OFFLINE)
                .toList();
        if (scheduled.isEmpty()) {
            return null;
        }
        Instant due = scheduled.get(0).window().start();
        Instant came = spans.stream()
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
                        span -> span.activity().state() == State.ABSENT
                                && !span.activity().excused()),
                came == null ? null : came.isBefore(due) ? Duration.ZERO : Duration.between(due, came));
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
     * The same with the contacts that the agent handled.
     *
     * @param handled how many
     * @return the day
     */
    public AgentDay with(long handled) {
        return new AgentDay(agentId, day, startedAt, gap, time, paidTime, schedule, handled, attributes);
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

    /**
     * Days with the contacts that their agents handled on them: of those that began on the day, the handled ones.
     *
     * @param days the days
     * @param contacts the contacts
     * @param zone whose days
     * @return the days with their contacts, 0 where there were none
     */
    public static List<AgentDay> with(Collection<AgentDay> days, Collection<Interaction> contacts, ZoneId zone) {
        Map<List<Object>, Long> handled = new java.util.HashMap<>();
        for (Interaction contact : contacts) {
            if (contact.disposition() == Disposition.HANDLED
                    && contact.agentId() != null
                    && contact.startedAt() != null) {
                handled.merge(
                        List.of(
                                contact.agentId(),
                                contact.startedAt().atZone(zone).toLocalDate()),
                        1L,
                        Long::sum);
            }
        }
        return days.stream()
                .map(day -> day.with(handled.getOrDefault(List.<Object>of(day.agentId(), day.day()), 0L)))
                .toList();
    }

    @Override
    public Subject subject() {
        return new Subject(null, agentId, null, null, null);
    }
}

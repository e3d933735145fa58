package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent did for a while, and what the schedule had for the same while. Where the two do not begin and end together, the source
 * splits the activity.
 *
 * <p>Immutable and thread-safe.
 *
 * @param agentId the agent
 * @param state what the agent did
 * @param startedAt from when
 * @param endedAt until when, or null if it is still going on
 * @param scheduledState what the schedule had, or null if it had nothing or is unknown
 * @param paid whether the time is paid, or null if unknown
 * @param excused whether a departure from the schedule was approved, which counts as keeping to it
 * @param attributes whatever else it may be grouped by
 */
public record AgentActivity(
        String agentId,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable State scheduledState,
        @Nullable Boolean paid,
        boolean excused,
        Map<String, String> attributes)
        implements Fact {
    /** What an agent does. */
    public enum State {
        /** Waits for a contact. */
        AVAILABLE,
        /** Talks, writes, or has a customer on hold. */
        ON_CONTACT,
        /** Works on a contact after it. */
        ACW,
        /** Does other work, such as e-mail or back office. */
        AUX_PRODUCTIVE,
        /** Has a break. */
        BREAK,
        /** Eats. */
        MEAL,
        /** Learns, is coached, or meets. */
        TRAINING,
        /** Is not at work. */
        OFFLINE,
        /** Is not at work, though scheduled. */
        ABSENT;

        /** Waiting for contacts, or busy with them. */
        public static final Set<State> ON_QUEUE = Set.copyOf(EnumSet.of(AVAILABLE, ON_CONTACT, ACW));

        /** Busy with contacts. */
        public static final Set<State> HANDLING = Set.copyOf(EnumSet.of(ON_CONTACT, ACW));

        /** Whether two states are one for a schedule, which cannot say when contacts come. */
        boolean matches(State scheduled) {
            return this == scheduled || (ON_QUEUE.contains(this) && ON_QUEUE.contains(scheduled));
        }

        boolean isAtWork() {
            return this != OFFLINE && this != ABSENT;
        }
    }

    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the agent is blank
     */
    public AgentActivity {
        Require.text(agentId, "agentId");
        attributes = Map.copyOf(attributes);
    }

    /**
     * An activity of which no schedule is known.
     *
     * @param agentId the agent
     * @param state what the agent did
     * @param startedAt from when
     * @param endedAt until when
     * @return the activity
     */
    public static AgentActivity of(String agentId, State state, Instant startedAt, Instant endedAt) {
        return new AgentActivity(agentId, state, startedAt, endedAt, null, null, false, Map.of());
    }

    /**
     * The same beside a schedule.
     *
     * @param state what the schedule had
     * @return the activity
     */
    public AgentActivity scheduled(State state) {
        return new AgentActivity(agentId, this.state, startedAt, endedAt, state, paid, excused, attributes);
    }

    /**
     * The same as paid time or not.
     *
     * @param isPaid whether it is paid
     * @return the activity
     */
    public AgentActivity paid(boolean isPaid) {
        return new AgentActivity(agentId, state, startedAt, endedAt, scheduledState, isPaid, excused, attributes);
    }

    /**
     * The same with other attributes.
     *
     * @param others whatever it may be grouped by
     * @return the activity
     */
    public AgentActivity with(Map<String, String> others) {
        return new AgentActivity(agentId, state, startedAt, endedAt, scheduledState, paid, excused, others);
    }

    @Override
    public Subject subject() {
        return new Subject(null, agentId, null, null, null);
    }
}

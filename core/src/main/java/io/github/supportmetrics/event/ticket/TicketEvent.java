package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.internal.Require;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a ticket; what is unknown is null. Events may come in any order and more than once: those of a ticket are read
 * by instant, then by sequence, and equal ones count once.
 *
 * <p>Immutable and thread-safe.
 *
 * @param ticketId the ticket
 * @param at when
 * @param sequence what parts events of one instant, such as the line of a file; 0 if nothing does
 * @param type what happened
 * @param status the status that the ticket has from then on, or null if it stays: always there for {@link Type#STATUS} and {@link
 *     Type#REOPEN}, never for others
 * @param actorId who did it
 * @param actorKind what kind of actor that is
 * @param teamId the team that did it, or that has the ticket from then on
 * @param visible whether the customer could see it; messages are visible unless told otherwise, notes never are
 * @param from what it was before: a queue, a priority, an agent
 * @param to what it is from then on; of a merged ticket, the one that goes on
 * @param attributes whatever else the ticket may be grouped by
 */
public record TicketEvent(
        String ticketId,
        Instant at,
        long sequence,
        Type type,
        @Nullable TicketStatus status,
        @Nullable String actorId,
        @Nullable ActorKind actorKind,
        @Nullable String teamId,
        boolean visible,
        @Nullable String from,
        @Nullable String to,
        Map<String, String> attributes)
        implements Comparable<TicketEvent> {
    /** What can happen to a ticket. */
    public enum Type {
        /** It was created. Not needed: the first event opens a ticket. */
        CREATED(false),
        /** Somebody wrote or called. */
        MESSAGE(false),
        /** A private note. */
        NOTE(false),
        /** It went to another status. */
        STATUS(true),
        /** An agent took it, or was given it. */
        ASSIGNED(true),
        /** It went to another queue. */
        QUEUE(true),
        /** It went to another team. */
        TRANSFER(true),
        /** It went up. */
        ESCALATION(true),
        /** What was solved is open again. */
        REOPEN(true),
        /** It became part of the ticket named in {@code to}, and is over; of the one that goes on, {@code to} is that ticket itself. */
        MERGE(false),
        /** It was split off the ticket named in {@code from}; its own time begins with its own first event. */
        SPLIT(false),
        /** It has another priority. */
        PRIORITY(false),
        /** Anything else. */
        OTHER(false);

        private final boolean stage;

        Type(boolean stage) {
            this.stage = stage;
        }

        /**
         * Whether a new stage of the ticket begins with it.
         *
         * @return true for statuses, assignments, queues, transfers, escalations and reopening
         */
        public boolean beginsStage() {
            return stage;
        }
    }

    /**
     * Copies the attributes.
     *
     * @throws IllegalArgumentException if the ticket is blank, or the status does not fit the type
     */
    public TicketEvent {
        Require.text(ticketId, "ticketId");
        Objects.requireNonNull(at, "at");
        if ((status != null) != (type == Type.STATUS || type == Type.REOPEN)) {
            throw Require.bad("status of an event", "there for STATUS and REOPEN alone", type + " " + status);
        }
        if (status != null && type == Type.REOPEN && status.isDone()) {
            throw Require.bad("status of a reopened ticket", "neither SOLVED nor CLOSED", status);
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * A change of status.
     *
     * @param ticketId the ticket
     * @param at when
     * @param status the new status
     * @return a builder of the event
     */
    public static Builder status(String ticketId, Instant at, TicketStatus status) {
        Builder builder = new Builder(ticketId, at, Type.STATUS);
        builder.status = status;
        return builder;
    }

    /**
     * Any other event. {@link Type#REOPEN} opens the ticket.
     *
     * @param ticketId the ticket
     * @param at when
     * @param type what happened, not {@link Type#STATUS}
     * @return a builder of the event
     */
    public static Builder of(String ticketId, Instant at, Type type) {
        Builder builder = new Builder(ticketId, at, type);
        builder.status = type == Type.REOPEN ? TicketStatus.OPEN : null;
        return builder;
    }

    /**
     * The same with other attributes.
     *
     * @param others the attributes
     * @return the event
     */
    public TicketEvent with(Map<String, String> others) {
        return new TicketEvent(
                ticketId, at, sequence, type, status, actorId, actorKind, teamId, visible, from, to, others);
    }

    /**
     * The stage that begins with it.
     *
     * @return the status, or else the type; null if no stage begins
     */
    public @Nullable String stage() {
        return !type.beginsStage()
                ? null
                : type == Type.STATUS ? Objects.requireNonNull(status).name() : type.name();
    }

    /** Whether it is a message that the customer could see. */
    boolean isMessage() {
        return type == Type.MESSAGE && visible;
    }

    /** Whether it ends the ticket for another to go on. */
    boolean mergesAway() {
        return type == Type.MERGE && !ticketId.equals(to);
    }

    /**
     * By instant and sequence. What is the same in both stands in the order in which help desks do things at once: created, moved, asked,
     * answered, solved, closed, merged. So the order of arrival decides nothing.
     */
    @Override
    public int compareTo(TicketEvent other) {
        int order = at.compareTo(other.at);
        order = order != 0 ? order : Long.compare(sequence, other.sequence);
        order = order != 0 ? order : ticketId.compareTo(other.ticketId);
        order = order != 0 ? order : Integer.compare(rank(), other.rank());
        return order != 0 || equals(other) ? order : text().compareTo(other.text());
    }

    private int rank() {
        return switch (type) {
            case CREATED -> 0;
            case SPLIT -> 1;
            case PRIORITY -> 2;
            case QUEUE -> 3;
            case REOPEN -> actorKind == ActorKind.CUSTOMER ? 4 : 6;
            case MESSAGE -> actorKind == ActorKind.CUSTOMER ? 5 : 12;
            case ESCALATION -> 7;
            case TRANSFER -> 8;
            case ASSIGNED -> 9;
            case NOTE -> 10;
            case OTHER -> 11;
            // Statuses follow each other as they are declared.
            case STATUS -> 13 + Objects.requireNonNull(status).ordinal();
            case MERGE -> 13 + TicketStatus.values().length;
        };
    }

    private String text() {
        return type + "|" + status + "|" + actorId + "|" + actorKind + "|" + teamId + "|" + visible + "|" + from + "|"
                + to + "|" + new TreeMap<>(attributes);
    }

    /** Collects what is known of an event; not thread-safe. */
    public static final class Builder {
        private final String ticketId;
        private final Instant at;
        private final Type type;
        private long sequence;
        private @Nullable TicketStatus status;
        private @Nullable String actorId;
        private @Nullable ActorKind actorKind;
        private @Nullable String teamId;
        private @Nullable Boolean visible;
        private @Nullable String from;
        private @Nullable String to;
        private final Map<String, String> attributes = new HashMap<>();

        private Builder(String ticketId, Instant at, Type type) {
            this.ticketId = ticketId;
            this.at = at;
            this.type = type;
        }

        /**
         * Sets what parts it from others of the same instant.
         *
         * @param value the place among them
         * @return this
         */
        public Builder sequence(long value) {
            sequence = value;
            return this;
        }

        /**
         * Sets who did it.
         *
         * @param id the actor
         * @param kind what kind of actor
         * @return this
         */
        public Builder by(@Nullable String id, @Nullable ActorKind kind) {
            actorId = id;
            actorKind = kind;
            return this;
        }

        /**
         * Sets the team.
         *
         * @param value the team
         * @return this
         */
        public Builder team(@Nullable String value) {
            teamId = value;
            return this;
        }

        /**
         * Sets whether the customer could see it.
         *
         * @param value false for what stays inside, null if that goes without saying
         * @return this
         */
        public Builder visible(@Nullable Boolean value) {
            visible = value;
            return this;
        }

        /**
         * Sets what it was before.
         *
         * @param value such as the old queue
         * @return this
         */
        public Builder from(@Nullable String value) {
            from = value;
            return this;
        }

        /**
         * Sets what it is from then on.
         *
         * @param value such as the new agent
         * @return this
         */
        public Builder to(@Nullable String value) {
            to = value;
            return this;
        }

        /**
         * Adds whatever else the ticket may be grouped by.
         *
         * @param name the attribute
         * @param value its value
         * @return this
         */
        public Builder attribute(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        /**
         * Makes the event.
         *
         * @return the event
         * @throws IllegalArgumentException if the type is STATUS without a status
         */
        public TicketEvent build() {
            boolean seen = visible == null ? type == Type.MESSAGE : visible && type != Type.NOTE;
            return new TicketEvent(
                    ticketId, at, sequence, type, status, actorId, actorKind, teamId, seen, from, to, attributes);
        }
    }
}

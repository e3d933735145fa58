package io.github.supportmetrics.event.ticket;

/** Who did something to a ticket. */
public enum ActorKind {
    /** An agent. */
    HUMAN,
    /** A machine that talks to customers. Its messages are no replies. */
    BOT,
    /** The help desk itself: automations, reminders, receipts. */
    SYSTEM,
    /** The customer. */
    CUSTOMER
}

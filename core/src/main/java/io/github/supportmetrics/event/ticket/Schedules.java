package io.github.supportmetrics.event.ticket;

import io.github.supportmetrics.time.BusinessCalendar;

/**
 * Which working hours hold for a ticket in a state. A ticket that moves between teams moves between their calendars: its working time is
 * counted by the calendar that was in force at each instant.
 *
 * <pre>{@code
 * Schedules hours = ticket -> "night".equals(ticket.teamId()) ? nights : days;
 * }</pre>
 *
 * <p>Must be pure: equal states have equal calendars.
 */
@FunctionalInterface
public interface Schedules {
    /** All time counts. */
    Schedules ALWAYS = state -> BusinessCalendar.ALWAYS;

    /**
     * The calendar in force.
     *
     * @param state the ticket's state
     * @return its calendar
     */
    BusinessCalendar of(TicketState state);

    /**
     * One calendar, whatever happens to the ticket.
     *
     * @param calendar the calendar
     * @return the schedules
     */
    static Schedules of(BusinessCalendar calendar) {
        return state -> calendar;
    }
}

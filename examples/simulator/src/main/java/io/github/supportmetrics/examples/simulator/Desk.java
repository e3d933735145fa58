package io.github.supportmetrics.examples.simulator;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;

/**
 * One channel's agents and its queue, first in, first out.
 *
 * <p>Nobody has to stand in a list: when contacts are taken in order of arrival, each gets the agent who can begin first, and that
 * instant never lies before its predecessor's (the recursion of Kiefer and Wolfowitz). Who gives up earlier takes nothing from it.
 *
 * <p>Half of the agents work 08:00–13:00, the others 13:00–18:30, half an hour longer than callers come; a quarter of a shift, at
 * least one, does each of chat and e-mail, the rest the phone. Places move on by one agent a day, so everybody meets all work, and
 * nobody sits at two desks on the same day.
 */
final class Desk {
    private static final LocalTime OPEN = LocalTime.of(8, 0);
    private static final LocalTime CHANGE = LocalTime.of(13, 0);
    private static final LocalTime CLOSE = LocalTime.of(18, 30);

    /** An agent and from when (epoch seconds) they can see to the next contact. */
    record Turn(int agent, long from) {}

    private final Channel channel;
    private final Simulation simulation;
    private final long[] freeAt;
    /** The day of each agent's next shift here; it only moves forward, as arrivals do. */
    private final LocalDate[] shiftOf;

    Desk(Channel channel, Simulation simulation) {
        this.channel = channel;
        this.simulation = simulation;
        freeAt = new long[simulation.agents()];
        shiftOf = new LocalDate[simulation.agents()];
        Arrays.fill(shiftOf, simulation.start());
    }

    Channel channel() {
        return channel;
    }

    /** Who can see first to a contact of this time: the one on duty, of equals the one who has been idle longest. */
    Turn next(long arrival) {
        int best = 0;
        long from = Long.MAX_VALUE;
        for (int agent = 0; agent < freeAt.length; agent++) {
            long candidate = onDuty(agent, StrictMath.max(arrival, freeAt[agent]));
            if (candidate < from || (candidate == from && freeAt[agent] < freeAt[best])) {
                best = agent;
                from = candidate;
            }
        }
        return new Turn(best, from);
    }

    void occupy(int agent, long until) {
        freeAt[agent] = until;
    }

    private long onDuty(int agent, long from) {
        LocalDate day = shiftOf[agent];
        while (!worksHere(agent, day) || second(day, early(agent, day) ? CHANGE : CLOSE) <= from) {
            day = day.plusDays(1);
        }
        shiftOf[agent] = day;
        return StrictMath.max(from, second(day, early(agent, day) ? OPEN : CHANGE));
    }

    private int place(int agent, LocalDate day) {
        return (int) StrictMath.floorMod(agent + day.toEpochDay(), (long) freeAt.length);
    }

    private boolean early(int agent, LocalDate day) {
        return place(agent, day) < freeAt.length / 2;
    }

    private boolean worksHere(int agent, LocalDate day) {
        int half = freeAt.length / 2;
        int place = place(agent, day);
        boolean early = place < half;
        int shift = early ? half : freeAt.length - half;
        int others = StrictMath.max(1, shift / 4);
        int inShift = early ? place : place - half;
        return switch (channel) {
            case CHAT -> inShift < others;
            case EMAIL -> inShift >= others && inShift < 2 * others;
            case PHONE -> inShift >= 2 * others;
        };
    }

    private long second(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(simulation.zone()).toEpochSecond();
    }
}

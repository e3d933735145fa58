package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** One run of the simulation, day by day. Times are epoch seconds, as telephone systems keep them. Not thread-safe. */
final class HelpDesk {
    private static final long DAY = 86_400;
    /** The σ of the logarithm of a duration. */
    private static final double SPREAD = 0.55;
    /** Wrap-up as a part of the handle time. */
    private static final double WRAP_UP = 0.18;
    /** Share of contacts on which the customer is put on hold at all. */
    private static final double HELD = 0.25;
    /** By how much more often a resolved contact satisfies than an unresolved one. */
    private static final double SATISFIED_BY_RESOLUTION = 0.3;

    private static final double TRANSFERRED = 0.10;
    private static final double REOPENED = 0.04;

    /** What a customer wants; all contacts about it carry its id. */
    private record Issue(String id, Member customer, Topic topic) {}

    /** A contact to come; the first one of an issue has none yet. */
    private record Arrival(
            long at, int order, Desk desk, @Nullable Issue issue) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Integer.compare(order, other.order);
        }
    }

    private final Simulation simulation;
    private final long end;
    private final Dice arrivals;
    private final Dice service;
    private final List<Agent> team;
    private final Ledger ledger;
    private final Customers customers;
    private final Surveys surveys;
    private final Voices voices;
    private final Reviewers reviewers;
    private final Rubrics rubrics;
    private final PriorityQueue<Arrival> expected = new PriorityQueue<>();
    private final List<Interaction> interactions = new ArrayList<>();
    private int arrivalCount;
    private int issueCount;

    HelpDesk(Simulation simulation) {
        this.simulation = simulation;
        end = midnight(simulation.start().plusDays(simulation.days()));
        Dice dice = new Dice(simulation.seed());
        team = Agent.team(simulation, dice.split());
        ledger = new Ledger(team);
        arrivals = dice.split();
        service = dice.split();
        customers = new Customers(simulation, dice.split());
        Dice answers = dice.split();
        voices = new Voices(dice.split());
        reviewers = new Reviewers(simulation, end, dice.split());
        rubrics = new Rubrics(simulation, team, end, dice.split());
        surveys = new Surveys(simulation.behaviour(), answers, dice.split());
    }

    World run() {
        for (Channel channel : Channel.values()) {
            plan(new Desk(channel, simulation));
        }
        for (int i = 0; i < simulation.days(); i++) {
            LocalDate day = simulation.start().plusDays(i);
            customers.startDay(midnight(day));
            surveys.recommendations(day, midnight(day), customers.active());
            voices.startDay(midnight(day), team);
            reviewers.startDay(midnight(day), team);
            long tomorrow = midnight(day.plusDays(1));
            for (Arrival a = expected.peek(); a != null && a.at < tomorrow; a = expected.peek()) {
                expected.remove();
                receive(a);
            }
        }
        return new World(
                simulation,
                interactions,
                surveys.records(),
                customers.records(),
                voices.records(end),
                reviews(),
                truth());
    }

    private List<QualityReview> reviews() {
        List<Noted<QualityReview>> notes = new ArrayList<>(reviewers.notes());
        notes.addAll(rubrics.notes());
        return Noted.inOrder(notes, 'R');
    }

    private Truth truth() {
        long contacts = interactions.size();
        return ledger.truth(contacts, surveys.truth(), voices.truth(contacts), reviewers.truth(rubrics.traits()));
    }

    /**
     * The new issues of all days, an inhomogeneous Poisson process by thinning (Lewis and Shedler 1979): arrivals at the peak rate,
     * each kept with probability rate / peak.
     */
    private void plan(Desk desk) {
        Channel channel = desk.channel();
        double perWeekday = simulation.contactsPerWeekday();
        double peak = channel.peakRate(perWeekday);
        double at = (double) midnight(simulation.start());
        for (at += arrivals.exponential(1 / peak); at < end; at += arrivals.exponential(1 / peak)) {
            if (arrivals.chance(channel.rate(perWeekday, local((long) at)) / peak)) {
                expected.add(new Arrival((long) at, arrivalCount++, desk, null));
            }
        }
    }

    private void receive(Arrival arrival) {
        Issue issue = arrival.issue();
        if (issue == null) {
            issue = new Issue(Ids.of('I', ++issueCount), customers.draw(), Topic.draw(service));
        } else if (!issue.customer.isActive()) {
            return;
        }
        Channel channel = arrival.desk().channel();
        Desk.Turn turn = arrival.desk().next(arrival.at());
        double patience = service.exponential(simulation.behaviour().patience() * channel.patience);
        long wait = turn.from() + channel.pickUp - arrival.at();
        Interaction.Builder contact = Interaction.builder(Ids.of('C', interactions.size() + 1))
                .issue(issue.id)
                .customer(issue.customer.id)
                .queue(channel.id() + "-desk")
                .channel(channel.id())
                .topic(issue.topic.id())
                .startedAt(Instant.ofEpochSecond(arrival.at()));
        if (patience < wait) {
            abandon(arrival, issue, contact, (long) patience);
        } else {
            handle(arrival, issue, contact, turn.agent(), wait);
        }
    }

    private void abandon(Arrival arrival, Issue issue, Interaction.Builder contact, long wait) {
        Instant at = Instant.ofEpochSecond(arrival.at() + wait);
        Interaction interaction = contact.disposition(Disposition.ABANDONED)
                .waiting(Duration.ofSeconds(wait))
                .abandonedAt(at)
                .endedAt(at)
                .build();
        interactions.add(interaction);
        voices.afterContact(interaction, arrival.at() + wait);
        unresolved(arrival, issue, arrival.at() + wait);
    }

    /**
     * Serves a contact. With resolution probability p and satisfaction probability s of agent and topic, a customer is satisfied
     * with probability s + d (1 − p) after a resolution and s − d p without, which is s on the whole.
     */
    private void handle(Arrival arrival, Issue issue, Interaction.Builder contact, int agentIndex, long wait) {
        Agent agent = team.get(agentIndex);
        Channel channel = arrival.desk().channel();
        double mean = agent.handleSeconds() * channel.length * issue.topic.length;
        long talk = round(service.logNormal(mean * (1 - WRAP_UP - channel.onHold), SPREAD));
        long hold = service.chance(HELD) ? round(service.exponential(mean * channel.onHold / HELD)) : 0;
        long wrapUp = round(service.logNormal(mean * WRAP_UP, SPREAD));
        long answered = arrival.at() + wait;
        long ended = answered + talk + hold;
        arrival.desk().occupy(agentIndex, ended + wrapUp);

        double p = agent.resolution() - issue.topic.difficulty;
        boolean resolved = service.chance(p);
        double s = agent.satisfaction() + SATISFIED_BY_RESOLUTION * ((resolved ? 1 : 0) - p);
        boolean satisfied = service.chance(s);
        int transfers = service.chance(TRANSFERRED + issue.topic.difficulty / 2) ? (service.chance(0.1) ? 2 : 1) : 0;
        int reopens = service.chance(REOPENED) && resolved ? 1 : 0;
        ledger.note(agentIndex, p, mean);

        Interaction interaction = contact.agent(agent.name())
                .waiting(Duration.ofSeconds(wait))
                .answeredAt(Instant.ofEpochSecond(answered))
                .endedAt(Instant.ofEpochSecond(ended))
                .talk(Duration.ofSeconds(talk))
                .hold(Duration.ofSeconds(hold))
                .wrapUp(Duration.ofSeconds(wrapUp))
                .resolved(resolved)
                .transfers(transfers)
                .reopens(reopens)
                .build();
        interactions.add(interaction);
        surveys.afterContact(interaction, ended, satisfied);
        reviewers.afterContact(interaction, agent, ended, voices.afterContact(interaction, ended));
        if (!resolved) {
            unresolved(arrival, issue, ended);
        }
    }

    /** Lets the customer remember it, and perhaps come again 1–6 days later, at an hour at which people do. */
    private void unresolved(Arrival before, Issue issue, long endedAt) {
        issue.customer.trouble(endedAt);
        if (!service.chance(simulation.behaviour().repeats())) {
            return;
        }
        Channel channel = before.desk().channel();
        long at;
        do {
            at = endedAt + DAY + (long) (service.uniform() * 5 * DAY);
        } while (!service.chance(channel.rate(1, local(at)) / channel.peakRate(1)));
        if (at < end) {
            expected.add(new Arrival(at, arrivalCount++, before.desk(), issue));
        }
    }

    private static long round(double seconds) {
        return StrictMath.round(seconds);
    }

    private ZonedDateTime local(long at) {
        return Instant.ofEpochSecond(at).atZone(simulation.zone());
    }

    private long midnight(LocalDate day) {
        return day.atStartOfDay(simulation.zone()).toEpochSecond();
    }
}

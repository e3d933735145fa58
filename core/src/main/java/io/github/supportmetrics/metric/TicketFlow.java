package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.Ticket.Party;
import io.github.supportmetrics.event.ticket.TicketReply;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What becomes of tickets by their own events: how many come, go and are open, how often they are reopened and handed on. Merged tickets are
 * excluded as {@code MERGED}, but from the backlog of an instant at which they were still open. All of it is thread-safe.
 */
public final class TicketFlow {
    /** The number of tickets opened. All are counted, so there is no interval. */
    public static final Metric<Ticket, Measurement<Proportion>> OPENED = Metric.of(
            count("backlog.opened", "tickets opened", "Opened"),
            TicketTimes.unmerged(Rule.share(ticket -> true)),
            Volume.COUNT);

    /** The number of tickets done with; the others are excluded as {@code OPEN}. Cut by {@link Ticket#completedAt}. */
    public static final Metric<Ticket, Measurement<Proportion>> ENDED = Metric.of(
            count("backlog.ended", "tickets done with", "Ended"),
            TicketTimes.unmerged(Rule.<Ticket>share(ticket -> true)).unless("OPEN", ticket -> !ticket.isOver()),
            Volume.COUNT);

    /**
     * Tickets reopened after they had been solved / tickets solved. Range 0..1, lower is better, interval: Wilson. Tickets never solved are
     * excluded as {@code NOT_RESOLVED}. The youngest have had little time to be reopened: see {@link #reopenedWithin}.
     */
    public static final Metric<Ticket, Measurement<Proportion>> REOPEN_RATE = Metric.of(
            Definition.of("reopen.rate", "solved tickets that were reopened / solved tickets")
                    .titled("Reopened")
                    .with("of", "events")
                    .direction(Direction.DOWN),
            solved(Rule.share(ticket -> ticket.reopenedAt() != null)),
            Proportion.estimator());

    /**
     * Tickets that nothing held up / tickets solved: assigned once, never pending or on hold, solved once. Range 0..1, higher is better,
     * interval: Wilson.
     */
    public static final Metric<Ticket, Measurement<Proportion>> STRAIGHT_THROUGH = Metric.of(
            Definition.of("fcr.straightThrough", "assigned once, never paused, solved once / solved")
                    .titled("Straight through")
                    .direction(Direction.UP),
            solved(Rule.share(Ticket::isStraightThrough)),
            Proportion.estimator());

    /** Tickets solved by a machine, such as one that gave up waiting / tickets solved. Range 0..1, interval: Wilson. */
    public static final Metric<Ticket, Measurement<Proportion>> SOLVED_BY_MACHINE = Metric.of(
            Definition.of("resolution.automatic", "solved last by a bot or the system / solved")
                    .titled("Solved by a machine"),
            solved(Rule.share(Ticket::isSolvedByMachine)),
            Proportion.estimator());

    /**
     * Tickets over without a reply, of those that a customer waited on / tickets over. Times to the first reply do not count them, since
     * there was none. Range 0..1, lower is better, interval: Wilson.
     */
    public static final Metric<Ticket, Measurement<Proportion>> UNANSWERED = Metric.of(
            Definition.of("reply.none", "tickets over without a reply / tickets over that a customer waited on")
                    .titled("Never answered")
                    .direction(Direction.DOWN),
            TicketTimes.unmerged(Rule.<Ticket>share(ticket -> ticket.firstReplyAt() == null))
                    .unless("NOBODY_WAITED", ticket -> ticket.replies().isEmpty())
                    .unless("OPEN", ticket -> !ticket.isOver()),
            Proportion.estimator());

    /** Events per ticket. Interval: Student's. */
    public static final Metric<Ticket, Measurement<Moments>> EVENTS = Metric.of(
            Definition.of("ticket.events", "events / tickets")
                    .titled("Events per ticket")
                    .unit(Unit.NUMBER),
            TicketTimes.unmerged(Rule.amount(ticket -> ticket.events().size())),
            Moments.estimator(1));

    /** Waits of customers that ended with the ticket / waits that ended. Range 0..1, lower is better, interval: Wilson. */
    public static final Metric<TicketReply, Measurement<Proportion>> WAITS_WITHOUT_REPLY = Metric.of(
            Definition.of("reply.missing", "waits that ended without a reply / waits that ended")
                    .titled("Waits without reply")
                    .direction(Direction.DOWN),
            Rule.<TicketReply>share(reply -> reply.outcome() == TicketReply.Outcome.SOLVED)
                    .unless("OPEN", reply -> reply.outcome() == TicketReply.Outcome.WAITING),
            Proportion.estimator());

    private TicketFlow() {}

    private static Definition count(String id, String formula, String title) {
        return Definition.of(id, formula).titled(title).unit(Unit.COUNT);
    }

    private static <S extends Summary<S>> Rule<Ticket, S> solved(Rule<Ticket, S> rule) {
        return TicketTimes.unmerged(rule).unless("NOT_RESOLVED", ticket -> ticket.firstSolvedAt() == null);
    }

    /**
     * Tickets reopened within a window after they were first solved / tickets solved that long ago; the younger ones are excluded as {@code
     * IMMATURE}, whether reopened yet or not. Range 0..1, lower is better, interval: Wilson.
     *
     * @param window the window, itself within
     * @param asOf now
     * @return the metric {@code reopen.within}
     */
    public static Metric<Ticket, Measurement<Proportion>> reopenedWithin(Duration window, Instant asOf) {
        return Metric.of(
                Definition.of("reopen.within", "solved tickets reopened within the window / solved tickets")
                        .titled("Reopened within " + Timing.seconds(window))
                        .with("window", Timing.seconds(window))
                        .direction(Direction.DOWN),
                solved(Rule.<Ticket>share(ticket -> {
                            Instant reopened = ticket.reopenedAt();
                            return reopened != null
                                    && !reopened.isAfter(firstSolved(ticket).plus(window));
                        }))
                        .unless(
                                Rule.IMMATURE,
                                ticket -> firstSolved(ticket).plus(window).isAfter(asOf)),
                Proportion.estimator());
    }

    private static Instant firstSolved(Ticket ticket) {
        return Objects.requireNonNull(ticket.firstSolvedAt());
    }

    /**
     * The size of the backlog: tickets open at an instant, reopened ones too, whatever happened to them since. Lower is better; all are
     * counted, so there is no interval.
     *
     * @param asOf the instant
     * @return the metric {@code backlog.size}
     */
    public static Metric<Ticket, Measurement<Proportion>> backlog(Instant asOf) {
        return Metric.of(
                count("backlog.size", "tickets open", "Backlog")
                        .with("of", "events")
                        .direction(Direction.DOWN),
                open(Rule.share(ticket -> true), asOf),
                Volume.COUNT);
    }

    /**
     * The age of the backlog: how long ago tickets were created that are open at an instant. Lower is better.
     *
     * @param asOf the instant
     * @return the timing {@code backlog.age}
     */
    public static Timing<Ticket> backlogAge(Instant asOf) {
        return new Timing<>(
                Definition.of("backlog.age", "times since creation / tickets open")
                        .titled("Age of backlog")
                        .with("of", "events")
                        .direction(Direction.DOWN),
                open(
                        Rule.duration(ticket ->
                                Duration.between(ticket.createdAt(), asOf).toMillis()),
                        asOf));
    }

    private static <S extends Summary<S>> Rule<Ticket, S> open(Rule<Ticket, S> rule, Instant asOf) {
        return rule.unless("NOT_YET_BEGUN", ticket -> ticket.createdAt().isAfter(asOf))
                .unless(List.of("MERGED", "ENDED"), ticket -> ticket.isOpenAt(asOf) ? -1 : ticket.isMerged() ? 0 : 1);
    }

    /**
     * How often tickets are handed on. Lower is better; interval: Student's.
     *
     * @param party between whom
     * @return the metric {@code handoffs}
     */
    public static Metric<Ticket, Measurement<Lifetimes>> handoffs(Party party) {
        return Metric.of(
                of("handoffs", "changes of " + word(party) + " from one event to the next / tickets", party)
                        .titled("Hand-offs between " + word(party) + "s")
                        .unit(Unit.NUMBER)
                        .direction(Direction.DOWN),
                TicketTimes.unmerged(Rule.lifetime(ticket -> ticket.handoffs(party), ticket -> true)),
                Lifetimes.meanOfEnded());
    }

    /**
     * Tickets never handed on / tickets. Range 0..1, higher is better, interval: Wilson.
     *
     * @param party between whom
     * @return the metric {@code handoffs.none}
     */
    public static Metric<Ticket, Measurement<Proportion>> withoutHandoff(Party party) {
        return Metric.of(
                of("handoffs.none", "tickets with one " + word(party) + " at most in a row / tickets", party)
                        .titled("Without hand-off between " + word(party) + "s")
                        .direction(Direction.UP),
                TicketTimes.unmerged(Rule.share(ticket -> ticket.handoffs(party) == 0)),
                Proportion.estimator());
    }

    /**
     * How many have to do with a ticket. Interval: Student's.
     *
     * @param party agents or teams
     * @return the metric {@code handoffs.distinct}
     */
    public static Metric<Ticket, Measurement<Moments>> parties(Party party) {
        return Metric.of(
                of("handoffs.distinct", "different " + word(party) + "s / tickets", party)
                        .titled(party == Party.AGENT ? "Agents per ticket" : "Teams per ticket")
                        .unit(Unit.NUMBER),
                TicketTimes.unmerged(Rule.amount(ticket -> ticket.parties(party))),
                Moments.estimator(1));
    }

    private static Definition of(String id, String formula, Party party) {
        return Definition.of(id, formula).with("between", word(party) + "s");
    }

    private static String word(Party party) {
        return party.name().toLowerCase(Locale.ROOT);
    }
}

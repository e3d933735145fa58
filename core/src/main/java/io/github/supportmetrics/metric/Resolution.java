package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Proportion;

/**
 * Whether contacts solved the issue. First contact resolution has many definitions, which differ by tens of points; each is a metric of
 * its own here. Range 0..1, higher is better, interval: Wilson. Contacts whose resolution is not known are excluded as {@code
 * NO_RESOLUTION}.
 */
public final class Resolution {
    /** Gross FCR: resolved on the first contact / all handled contacts. A reopened contact was not resolved on the first; where
     * nobody says how often it was reopened, it counts as not reopened. */
    public static final Metric<Interaction, Measurement<Proportion>> FCR_GROSS = Metric.of(
            Definition.of("fcr.gross", "resolved on first contact and not reopened / handled contacts")
                    .titled("FCR gross")
                    .direction(Direction.UP)
                    .source("MetricNet"),
            firstContact(),
            Proportion.estimator());

    /**
     * Net FCR: resolved on the first contact / handled contacts that the first level could resolve. The others are excluded as {@code
     * NOT_RESOLVABLE}, those of which that is unknown as {@code NO_RESOLVABLE}.
     */
    public static final Metric<Interaction, Measurement<Proportion>> FCR_NET = Metric.of(
            Definition.of(
                            "fcr.net",
                            "resolved on first contact and not reopened / handled contacts resolvable at first level")
                    .titled("FCR net")
                    .direction(Direction.UP)
                    .source("MetricNet"),
            firstContact()
                    .unless("NO_RESOLVABLE", c -> c.outcome().resolvableAtFirstLevel() == null)
                    .unless("NOT_RESOLVABLE", c -> is(c.outcome().resolvableAtFirstLevel(), false)),
            Proportion.estimator());

    /** FCR by the agent's code: contacts that the agent marks as resolved / handled contacts. Biased; audit it. */
    public static final Metric<Interaction, Measurement<Proportion>> FCR_CODED = Metric.of(
            Definition.of("fcr.coded", "coded as resolved by the agent / handled contacts")
                    .titled("FCR agent-coded")
                    .direction(Direction.UP),
            known(Contacts.handled(Rule.share(c -> is(c.outcome().resolved(), true)))),
            Proportion.estimator());

    /**
     * One-touch resolution: resolved with exactly one public agent reply / resolved contacts. Unresolved ones are excluded as {@code
     * NOT_RESOLVED}, those without a number of replies as {@code NO_REPLIES}.
     */
    public static final Metric<Interaction, Measurement<Proportion>> ONE_TOUCH = Metric.of(
            Definition.of("fcr.oneTouch", "resolved with exactly one public reply / resolved contacts")
                    .titled("One-touch")
                    .direction(Direction.UP)
                    .source("Zendesk"),
            known(Contacts.handled(Rule.share(
                            c -> c.outcome().replies() != null && c.outcome().replies() == 1)))
                    .unless("NOT_RESOLVED", c -> is(c.outcome().resolved(), false))
                    .unless("NO_REPLIES", c -> c.outcome().replies() == null),
            Proportion.estimator());

    /** Resolved / answered contacts. */
    public static final Metric<Interaction, Measurement<Proportion>> OF_ANSWERED = Metric.of(
            Definition.of("resolutionRate.answered", "resolved / answered contacts")
                    .titled("Resolved of answered")
                    .direction(Direction.UP),
            known(Contacts.handled(Rule.share(c -> is(c.outcome().resolved(), true)))),
            Proportion.estimator());

    /** Resolved / offered contacts, where abandoned ones count as not resolved. */
    public static final Metric<Interaction, Measurement<Proportion>> OF_OFFERED = Metric.of(
            Definition.of(
                            "resolutionRate.offered",
                            "resolved / (answered + abandoned) contacts, abandoned ones unresolved")
                    .titled("Resolved of offered")
                    .direction(Direction.UP),
            Contacts.offered(Rule.<Interaction>share(c -> c.disposition() == Disposition.HANDLED
                            && is(c.outcome().resolved(), true)))
                    .unless(
                            "NO_RESOLUTION",
                            c -> c.disposition() == Disposition.HANDLED
                                    && c.outcome().resolved() == null),
            Proportion.estimator());

    private Resolution() {}

    private static Rule<Interaction, Proportion> firstContact() {
        return known(Contacts.handled(Rule.share(c -> is(c.outcome().resolved(), true)
                && (c.outcome().reopens() == null || c.outcome().reopens() == 0))));
    }

    private static Rule<Interaction, Proportion> known(Rule<Interaction, Proportion> rule) {
        return rule.unless("NO_RESOLUTION", c -> c.outcome().resolved() == null);
    }

    private static boolean is(@org.jspecify.annotations.Nullable Boolean answer, boolean value) {
        return answer != null && answer == value;
    }
}

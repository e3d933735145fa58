package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.CountsPerKey;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

    /**
     * Survey FCR: customers who say that their issue was solved on the first contact / answers. A yes is an answer in the scale's good
     * half. Asked right after the call it overstates. Range 0..1, higher is better, interval: Wilson.
     *
     * @param question the question as the answers name it; they are of kind {@code CUSTOM}
     * @return the metric {@code fcr.survey}
     */
    public static Metric<SurveyResponse, Measurement<Proportion>> fcrBySurvey(String question) {
        return Metric.of(
                Definition.of("fcr.survey", "answered that it was solved on the first contact / answers")
                        .titled("FCR by survey")
                        .with("question", Require.text(question, "question"))
                        .direction(Direction.UP)
                        .subjective()
                        .source("SQM"),
                Rule.<SurveyResponse>share(answer -> isYes(answer))
                        .unless("SUPERSEDED", answer -> answer.delivery().superseded())
                        .unless("NO_ANSWER", answer -> answer.score() == null)
                        .concerning(answer -> answer.kind() == SurveyKind.CUSTOM && question.equals(answer.question())),
                Proportion.estimator());
    }

    /** What two contacts must share to be about one issue. */
    public enum Matter {
        /** The customer. */
        CUSTOMER("customer"),
        /** The customer and the topic. */
        TOPIC("customer and topic"),
        /** The customer and the channel, so that a call is not followed by a chat. */
        CHANNEL("customer and channel");

        private final String words;

        Matter(String words) {
            this.words = words;
        }

        private Link<Interaction> link(Duration window) {
            Link<Interaction> link = Link.<Interaction>within(window)
                    .at("start", Interaction::startedAt)
                    .ofSame("customer", Interaction::customerId)
                    .inOrderOf(Interaction::id)
                    .to(Resolution::isContact);
            return switch (this) {
                case CUSTOMER -> link;
                case TOPIC -> link.ofSame("topic", Interaction::topic);
                case CHANNEL -> link.ofSame("channel", Interaction::channel);
            };
        }
    }

    /**
     * First contact resolution by the absence of a repeat: handled contacts without another one of the same customer within a window /
     * handled contacts whose window has passed. Range 0..1, higher is better, interval: Wilson, too narrow where a few customers call
     * very often. Imprecise both ways: some issues take longer, and some repeats are about something else.
     *
     * <p>A contact exactly at the window's end is a repeat, and so is a merged one, though it does not count itself. Contacts whose
     * window is open are excluded as {@code IMMATURE}, whether they were repeated or not; those of no known customer or start as {@code
     * NO_CUSTOMER}, {@code NO_START}. A repeat counts against the contact that it follows, wherever the repeat came in: do not group
     * contacts before they are linked.
     *
     * @param window how long after a contact another one is a repeat
     * @return the metric {@code fcr.window}
     */
    public static Metric<Interaction, Measurement<Proportion>> fcrWithin(Duration window) {
        return fcrWithin(window, Matter.CUSTOMER);
    }

    /**
     * The same among contacts about one matter.
     *
     * @param window how long after a contact another one is a repeat
     * @param matter what two contacts must share
     * @return the metric {@code fcr.window}
     */
    public static Metric<Interaction, Measurement<Proportion>> fcrWithin(Duration window, Matter matter) {
        return Metric.of(
                linked(
                                "fcr.window",
                                "contacts without another one of the same {m} within {w} / handled contacts",
                                window,
                                matter)
                        .titled("FCR within " + Timing.seconds(window))
                        .direction(Direction.UP),
                Contacts.handled(Rule.unfollowed(matter.link(window))),
                Proportion.estimator());
    }

    /**
     * One-contact resolution over all channels: as {@link #fcrWithin}, of contacts whose channel is known, so that it can be seen which
     * channels take part; the others are excluded as {@code NO_CHANNEL} and still are repeats. Feed it the contacts of all channels.
     *
     * @param window how long after a contact another one, in any channel, is a repeat
     * @return the metric {@code fcr.ocr}
     */
    public static Metric<Interaction, Measurement<Proportion>> ocrWithin(Duration window) {
        return Metric.of(
                linked(
                                "fcr.ocr",
                                "contacts without another one of the same {m} in any channel within {w} / handled contacts",
                                window,
                                Matter.CUSTOMER)
                        .titled("One-contact resolution")
                        .direction(Direction.UP)
                        .source("SQM"),
                Contacts.handled(Rule.unfollowed(Matter.CUSTOMER.link(window)))
                        .unless("NO_CHANNEL", c -> c.channel() == null),
                Proportion.estimator());
    }

    /**
     * First contact resolution by episode: episodes of one contact / episodes. An episode is a chain of contacts of one customer, each
     * within the window after the one before; it counts where it began, once the window after its last contact has passed. Higher than
     * {@link #fcrWithin}, since a customer with five contacts is one episode and not five. Otherwise the same.
     *
     * @param window how long after a contact another one belongs to its episode
     * @param matter what two contacts must share
     * @return the metric {@code fcr.episode}
     */
    public static Metric<Interaction, Measurement<Proportion>> fcrByEpisode(Duration window, Matter matter) {
        return Metric.of(
                linked(
                                "fcr.episode",
                                "episodes of one contact / episodes of contacts of the same {m}, each within {w} after the last",
                                window,
                                matter)
                        .titled("FCR by episode")
                        .direction(Direction.UP),
                Contacts.handled(Rule.single(matter.link(window))),
                Proportion.estimator());
    }

    /**
     * Contacts per issue, an issue being an episode as in {@link #fcrByEpisode}. At least 1, lower is better; interval: Student's over
     * episodes.
     *
     * @param window how long after a contact another one belongs to its episode
     * @param matter what two contacts must share
     * @return the metric {@code contactsPerEpisode}
     */
    public static Metric<Interaction, Measurement<Lifetimes>> contactsPerEpisode(Duration window, Matter matter) {
        return Metric.of(
                linked(
                                "contactsPerEpisode",
                                "contacts / episodes of contacts of the same {m}, each within {w} after the last",
                                window,
                                matter)
                        .titled("Contacts per episode")
                        .unit(Unit.NUMBER)
                        .direction(Direction.DOWN),
                Contacts.handled(Rule.episodeLength(matter.link(window))),
                Lifetimes.meanOfEnded());
    }

    /**
     * Containment: self-service sessions without a contact with people by the same customer within a window / sessions. Range 0..1,
     * higher is better if customers are satisfied with it; interval: Wilson. A call that nobody answered is no contact with people.
     * Sessions whose window is open are excluded as {@code IMMATURE}, other contacts as {@code NOT_SELF_SERVICE}.
     *
     * @param window how long after a session a contact shows that it failed
     * @param name what self-service is called in the definition
     * @param selfService which contacts are sessions without people
     * @return the metric {@code containment}
     */
    public static Metric<Interaction, Measurement<Proportion>> containedWithin(
            Duration window, String name, Predicate<? super Interaction> selfService) {
        Link<Interaction> link = Matter.CUSTOMER.link(window).to(c -> isContact(c) && !selfService.test(c));
        return Metric.of(
                linked(
                                "containment",
                                "sessions without a contact with people of the same {m} within {w} / sessions",
                                window,
                                Matter.CUSTOMER)
                        .titled("Containment")
                        .with("selfService", Require.text(name, "name of self-service"))
                        .direction(Direction.UP),
                Contacts.handled(Rule.unfollowed(link))
                        .unless("NOT_SELF_SERVICE", contact -> !selfService.test(contact)),
                Proportion.estimator());
    }

    private static Definition linked(String id, String formula, Duration window, Matter matter) {
        String length = Timing.seconds(window);
        return Definition.of(id, formula.replace("{m}", matter.words).replace("{w}", length))
                .with("window", length)
                .with("same", matter.words);
    }

    /** Contacts per customer, of customers with one or more. At least 1, lower is better; interval: Student's over customers. */
    public static final Metric<Interaction, Measurement<CountsPerKey>> CONTACTS_PER_CUSTOMER = perKey(
            "contactsPerCustomer",
            "handled contacts / customers with one or more",
            "Contacts per customer",
            Direction.DOWN,
            "NO_CUSTOMER",
            Interaction::customerId,
            CountsPerKey.mean());

    /** Contacts per issue, where contacts name their issue; at least 1, lower is better; interval: Student's over issues. */
    public static final Metric<Interaction, Measurement<CountsPerKey>> CONTACTS_PER_ISSUE = perKey(
            "contactsPerIssue",
            "handled contacts / issues",
            "Contacts per issue",
            Direction.DOWN,
            "NO_ISSUE",
            Interaction::issueId,
            CountsPerKey.mean());

    /** Customers with two contacts or more / customers with one or more. Range 0..1, lower is better, interval: Wilson. */
    public static final Metric<Interaction, Measurement<CountsPerKey>> REPEAT_CONTACT = perKey(
            "repeatContact",
            "customers with two handled contacts or more / customers with one or more",
            "Customers who came again",
            Direction.DOWN,
            "NO_CUSTOMER",
            Interaction::customerId,
            CountsPerKey.shareAtLeast(2));

    /** One and done: customers' only contacts / all contacts. Range 0..1; another denominator than first contact resolution. */
    public static final Metric<Interaction, Measurement<CountsPerKey>> ONE_AND_DONE = perKey(
            "oneAndDone",
            "contacts that are the only one of their customer / handled contacts",
            "One and done",
            Direction.UP,
            "NO_CUSTOMER",
            Interaction::customerId,
            CountsPerKey.singles());

    /** Transferred once or more / handled contacts. Range 0..1, lower is better, though none at all is suspicious at a first level;
     * interval: Wilson. Contacts of which it is not known are excluded as {@code NO_TRANSFERS}. */
    public static final Metric<Interaction, Measurement<Proportion>> TRANSFER_RATE = Metric.of(
            Definition.of("transfer.rate", "handled contacts that were transferred / handled contacts")
                    .titled("Transfers")
                    .direction(Direction.DOWN),
            Contacts.handled(Rule.<Interaction>share(c -> count(c.outcome().transfers()) > 0))
                    .unless("NO_TRANSFERS", c -> c.outcome().transfers() == null),
            Proportion.estimator());

    /** Transfers per handled contact. At least 0, lower is better; interval: Student's. */
    public static final Metric<Interaction, Measurement<Moments>> TRANSFERS_PER_CONTACT = Metric.of(
            Definition.of("transfer.perContact", "transfers / handled contacts")
                    .titled("Transfers per contact")
                    .unit(Unit.NUMBER)
                    .direction(Direction.DOWN),
            Contacts.handled(Rule.<Interaction>amount(c -> count(c.outcome().transfers())))
                    .unless("NO_TRANSFERS", c -> c.outcome().transfers() == null),
            Moments.estimator(1));

    /** Escalated to a higher level or to management / handled contacts. Range 0..1, lower is better, interval: Wilson. Contacts of which
     * it is not known are excluded as {@code NO_ESCALATION}. */
    public static final Metric<Interaction, Measurement<Proportion>> ESCALATION_RATE = Metric.of(
            Definition.of("escalation.rate", "handled contacts that were escalated / handled contacts")
                    .titled("Escalations")
                    .direction(Direction.DOWN),
            Contacts.handled(Rule.<Interaction>share(c -> is(c.outcome().escalated(), true)))
                    .unless("NO_ESCALATION", c -> c.outcome().escalated() == null),
            Proportion.estimator());

    /** Reopened once or more / solved contacts. Range 0..1, lower is better, interval: Wilson. What was reopened was solved before, even if
     * it is open again. Contacts that were not solved are excluded as {@code NOT_RESOLVED}, those of which reopenings are not known as {@code NO_REOPENS}. Young ones may be reopened yet. */
    public static final Metric<Interaction, Measurement<Proportion>> REOPEN_RATE = Metric.of(
            Definition.of("reopen.rate", "solved contacts that were reopened / solved contacts")
                    .titled("Reopened")
                    .direction(Direction.DOWN),
            reopened(Rule.share(c -> count(c.outcome().reopens()) > 0)),
            Proportion.estimator());

    /** Reopenings per solved contact; may exceed 1. Lower is better; interval: Student's. */
    public static final Metric<Interaction, Measurement<Moments>> REOPENS_PER_SOLVED = Metric.of(
            Definition.of("reopen.perSolved", "reopenings / solved contacts")
                    .titled("Reopenings per solved contact")
                    .unit(Unit.NUMBER)
                    .direction(Direction.DOWN),
            reopened(Rule.amount(c -> count(c.outcome().reopens()))),
            Moments.estimator(1));

    private static <S extends Summary<S>> Rule<Interaction, S> reopened(Rule<Interaction, S> rule) {
        return Contacts.handled(rule)
                .unless("NO_RESOLUTION", c -> c.outcome().resolved() == null)
                .unless(
                        "NOT_RESOLVED",
                        c -> is(c.outcome().resolved(), false)
                                && count(c.outcome().reopens()) == 0)
                .unless("NO_REOPENS", c -> c.outcome().reopens() == null);
    }

    private static Metric<Interaction, Measurement<CountsPerKey>> perKey(
            String id,
            String formula,
            String title,
            Direction direction,
            String unknown,
            Function<Interaction, @Nullable String> key,
            Estimator<CountsPerKey> estimator) {
        return Metric.of(
                Definition.of(id, formula).titled(title).direction(direction),
                Contacts.handled(Rule.<Interaction>key(c -> Objects.requireNonNull(key.apply(c))))
                        .unless(unknown, c -> key.apply(c) == null),
                estimator);
    }

    /** What is merged into another contact was one, though it does not count itself; who gave up never had one. */
    private static boolean isContact(Interaction contact) {
        return contact.disposition() == Disposition.HANDLED || contact.disposition() == Disposition.MERGED;
    }

    private static boolean isYes(SurveyResponse answer) {
        Scale scale = answer.scale();
        return scale.isAmongBest(Objects.requireNonNull(answer.score()), scale.size() / 2);
    }

    private static int count(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private Resolution() {}

    private static Rule<Interaction, Proportion> firstContact() {
        return known(Contacts.handled(Rule.share(c -> is(c.outcome().resolved(), true)
                && (c.outcome().reopens() == null || c.outcome().reopens() == 0))));
    }

    private static Rule<Interaction, Proportion> known(Rule<Interaction, Proportion> rule) {
        return rule.unless("NO_RESOLUTION", c -> c.outcome().resolved() == null);
    }

    private static boolean is(@Nullable Boolean answer, boolean value) {
        return answer != null && answer == value;
    }
}

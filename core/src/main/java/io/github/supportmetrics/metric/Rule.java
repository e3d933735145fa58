package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.CountsPerKey;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Headcount;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.NetScore;
import io.github.supportmetrics.stats.Occupation;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.RatedUnits;
import io.github.supportmetrics.stats.Ratings;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.stats.Tally;
import io.github.supportmetrics.time.TimeWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How an event enters a summary: whether it is of concern, why it may be excluded, and what it counts as. Written once, it serves
 * adding and retracting.
 *
 * <pre>{@code
 * Rule.<Ticket>share(t -> t.replyMillis() <= FOUR_HOURS)
 *         .unless("NO_REPLY", t -> t.reply() == null)
 *         .concerning(t -> !t.internal())
 * }</pre>
 *
 * <p>Functions must be pure: the same event must give the same answer whenever it is asked. They are called in the order given, and
 * the last one, which says what the event counts as, only for events that nothing excludes. If one throws, nothing is changed.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <E> the event
 * @param <S> the summary
 */
public final class Rule<E, S extends Summary<S>> {
    /** Why an event is excluded whose window has not passed. */
    public static final String IMMATURE = "IMMATURE";

    /** Why an event is excluded that does not begin its episode. */
    public static final String SAME_EPISODE = "SAME_EPISODE";

    final Shape<S> shape;
    final Reader<E> reader;
    /** What an event contributes, where that is more than two numbers, or null. */
    final @Nullable Function<? super E, ? extends S> whole;
    /** Which events are of concern, or null if all are. */
    final @Nullable Predicate<? super E> concerns;

    final List<Exclusion<? super E>> exclusions;
    /** What may follow an event and so decide what it counts as, or null if it stands for itself. */
    final @Nullable Linking<E> link;

    /** How followers become a number: of single events or of whole episodes, as a share or as a length. */
    record Linking<E>(Link<E> link, boolean episodes, boolean length, long success) {}

    /** Reasons to exclude, and which of them holds for an event, or −1. */
    record Exclusion<E>(List<String> reasons, ToIntFunction<E> which) {}

    private Rule(
            Shape<S> shape,
            Reader<E> reader,
            @Nullable Function<? super E, ? extends S> whole,
            @Nullable Predicate<? super E> concerns,
            List<Exclusion<? super E>> exclusions,
            @Nullable Linking<E> link) {
        this.link = link;
        this.shape = shape;
        this.reader = reader;
        this.whole = whole;
        this.concerns = concerns;
        this.exclusions = exclusions;
    }

    private static <E, S extends Summary<S>> Rule<E, S> of(Shape<S> shape, Reader<E> reader) {
        return new Rule<>(shape, reader, null, null, List.of(), null);
    }

    private static <E, S extends Summary<S>> Rule<E, S> whole(Shape<S> shape, Function<? super E, ? extends S> whole) {
        return new Rule<>(shape, Reader.amount(e -> 0), whole, null, List.of(), null);
    }

    /**
     * Counts successes among events.
     *
     * @param success whether the event is one
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Proportion> share(Predicate<? super E> success) {
        return of(Shape.PROPORTION, Reader.flag(success));
    }

    /**
     * Counts negative, neutral and positive events.
     *
     * @param sign negative, zero or positive
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, NetScore> sign(ToIntFunction<? super E> sign) {
        return of(Shape.NET_SCORE, Reader.place(e -> Integer.signum(sign.applyAsInt(e)), -1));
    }

    /**
     * Counts scores on a scale; a score off the scale is refused.
     *
     * @param scale the scale
     * @param score the event's score
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Ratings> rating(Scale scale, ToIntFunction<? super E> score) {
        return of(Shape.ratings(scale), Reader.place(score, scale.min()));
    }

    /**
     * Counts events by their outcome.
     *
     * @param outcomes the possible outcomes
     * @param outcome the event's outcome
     * @param <E> the event
     * @param <O> the outcome
     * @return the rule, whose tally counts in the order of the enum
     */
    public static <E, O extends Enum<O>> Rule<E, Tally> outcome(Class<O> outcomes, Function<? super E, O> outcome) {
        return of(
                Shape.tally(outcomes.getEnumConstants().length),
                Reader.place(e -> outcome.apply(e).ordinal(), 0));
    }

    /**
     * Adds up lengths of time.
     *
     * @param millis the event's length in milliseconds, 0 to 2<sup>53</sup>
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Durations> duration(ToLongFunction<? super E> millis) {
        return of(Shape.DURATIONS, Reader.amount(millis));
    }

    /**
     * Adds lifetimes, some of which are not over.
     *
     * @param millis how long the subject lasted, or was seen to last, in milliseconds, 0 to 2<sup>53</sup>
     * @param ended whether its end was seen
     * @param <E> the subject
     * @return the rule
     */
    public static <E> Rule<E, Lifetimes> lifetime(ToLongFunction<? super E> millis, Predicate<? super E> ended) {
        return of(Shape.LIFETIMES, Reader.amounts(millis, e -> ended.test(e) ? 1 : 0));
    }

    /**
     * Adds lifetimes that were watched only from some age on (left truncation), some of which are not over.
     *
     * @param entry the subject's age when it came under watch, in milliseconds, 0 if that was from the start
     * @param millis how long it lasted, or was seen to last, in milliseconds; above the entry
     * @param ended whether its end was seen
     * @param <E> the subject
     * @return the rule
     */
    public static <E> Rule<E, Lifetimes> lifetime(
            ToLongFunction<? super E> entry, ToLongFunction<? super E> millis, Predicate<? super E> ended) {
        return whole(Shape.LIFETIMES, e -> Lifetimes.one(entry.applyAsLong(e), millis.applyAsLong(e), ended.test(e)));
    }

    /**
     * Adds up amounts.
     *
     * @param units the event's amount in whole units, at most 2<sup>53</sup> either way
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Moments> amount(ToLongFunction<? super E> units) {
        return of(Shape.MOMENTS, Reader.amount(units));
    }

    /**
     * Adds up events and the exposure in which they came.
     *
     * @param events how many, at least 0
     * @param exposure in how much, at least 0
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, EventRate> rate(ToLongFunction<? super E> events, ToLongFunction<? super E> exposure) {
        return of(Shape.EVENT_RATE, Reader.amounts(events, exposure));
    }

    /**
     * Adds up numerators and denominators of whole units: days, shifts, customers.
     *
     * @param numerator the unit's numerator
     * @param denominator the unit's denominator, at least 0
     * @param <E> the unit
     * @return the rule
     */
    public static <E> Rule<E, Ratio> ratio(ToLongFunction<? super E> numerator, ToLongFunction<? super E> denominator) {
        return of(Shape.RATIO, Reader.amounts(numerator, denominator));
    }

    /**
     * Adds up members by the days they came and went.
     *
     * @param first the member's first day, or {@link Headcount#BEFORE}
     * @param last the member's last day, or {@link Headcount#STILL}
     * @param <E> the member
     * @return the rule
     */
    public static <E> Rule<E, Headcount> membership(ToLongFunction<? super E> first, ToLongFunction<? super E> last) {
        return of(Shape.HEADCOUNT, Reader.amounts(first, last));
    }

    /**
     * Counts several trials per event: the lines of a checklist.
     *
     * @param successes how many succeeded, at least 0
     * @param trials how many there were, at least as many
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Proportion> trials(
            ToLongFunction<? super E> successes, ToLongFunction<? super E> trials) {
        return whole(Shape.PROPORTION, e -> new Proportion(successes.applyAsLong(e), trials.applyAsLong(e)));
    }

    /**
     * Counts events among other facts that are the exposure: complaints among contacts. The sample is the exposure.
     *
     * @param event whether a fact is an event; all others are one unit of exposure each
     * @param <E> the fact
     * @return the rule
     */
    public static <E> Rule<E, EventRate> events(Predicate<? super E> event) {
        return whole(Shape.EVENT_RATE, e -> event.test(e) ? new EventRate(0, 1, 0) : new EventRate(1, 0, 1));
    }

    /**
     * Counts the categories that events name.
     *
     * @param categories what an event names, from 1 to {@value Categories#MOST_LABELS} of them
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Categories> categories(Function<? super E, ? extends Collection<String>> categories) {
        return whole(Shape.CATEGORIES, e -> Categories.one(categories.apply(e)));
    }

    /**
     * Counts how often each key comes: customers, matters.
     *
     * @param key the event's key
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, CountsPerKey> key(Function<? super E, String> key) {
        return whole(Shape.COUNTS_PER_KEY, e -> CountsPerKey.one(key.apply(e)));
    }

    /**
     * Lays sessions over each other, such as an agent's chats.
     *
     * @param key whose sessions overlap
     * @param session from when to when
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Occupation> occupation(
            Function<? super E, String> key, Function<? super E, TimeWindow> session) {
        return whole(Shape.OCCUPATION, e -> {
            TimeWindow window = session.apply(e);
            return Occupation.session(
                    key.apply(e), window.start().toEpochMilli(), window.end().toEpochMilli());
        });
    }

    /**
     * Collects what several raters said of each unit; every event must be a whole unit.
     *
     * @param scores rater → score
     * @param <E> the unit
     * @return the rule
     */
    public static <E> Rule<E, RatedUnits> rated(Function<? super E, ? extends Map<String, Long>> scores) {
        return whole(Shape.RATED_UNITS, e -> RatedUnits.one(scores.apply(e)));
    }

    /**
     * Counts events that no other one follows, such as contacts that solved the issue. An event counts where and when it came, once
     * its window has passed; until then it is excluded as {@value #IMMATURE}. What is grouped or filtered later is the population, not
     * what may follow: an agent's contact is followed by one with another agent.
     *
     * @param link what makes an event the follower of another
     * @param <E> the event
     * @return the rule, whose success is to have no follower
     */
    public static <E> Rule<E, Proportion> unfollowed(Link<E> link) {
        return linked(Shape.PROPORTION, new Linking<>(link, false, false, 0));
    }

    /**
     * Counts events that another one follows, such as solved tickets that are reopened; otherwise as {@link #unfollowed}.
     *
     * @param link what makes an event the follower of another
     * @param <E> the event
     * @return the rule, whose success is to have a follower
     */
    public static <E> Rule<E, Proportion> followed(Link<E> link) {
        return linked(Shape.PROPORTION, new Linking<>(link, false, false, 1));
    }

    /**
     * Counts episodes of one event. An episode is a chain of events of which each follows the one before; it counts where its first
     * event came, once the window after its last has passed, and is excluded as {@value #IMMATURE} until then. The others are excluded
     * as {@value #SAME_EPISODE}.
     *
     * @param link what makes an event the follower of another
     * @param <E> the event
     * @return the rule, whose success is an episode of one event
     */
    public static <E> Rule<E, Proportion> single(Link<E> link) {
        return linked(Shape.PROPORTION, new Linking<>(link, true, false, 1));
    }

    /**
     * Counts the events of each episode; otherwise as {@link #single}.
     *
     * @param link what makes an event the follower of another
     * @param <E> the event
     * @return the rule
     */
    public static <E> Rule<E, Lifetimes> episodeLength(Link<E> link) {
        return linked(Shape.LIFETIMES, new Linking<>(link, true, true, 0));
    }

    private static <E, S extends Summary<S>> Rule<E, S> linked(Shape<S> shape, Linking<E> link) {
        link.link().reasons();
        return new Rule<>(shape, Reader.amount(e -> 0), null, null, List.of(), link);
    }

    /**
     * The same rule, which counts some events as excluded.
     *
     * @param reason why, such as {@code NO_WAIT}
     * @param excluded whether an event is excluded for it
     * @return the rule
     */
    public Rule<E, S> unless(String reason, Predicate<? super E> excluded) {
        return unless(List.of(reason), e -> excluded.test(e) ? 0 : -1);
    }

    /**
     * The same rule, which counts some events as excluded for one of several reasons.
     *
     * @param reasons the reasons
     * @param which which of them holds for an event, from 0, or −1 for none
     * @return the rule
     * @throws IllegalArgumentException if a reason is blank or named already
     */
    public Rule<E, S> unless(List<String> reasons, ToIntFunction<? super E> which) {
        List<String> named = reasons();
        for (String reason : reasons) {
            if (named.contains(Require.text(reason, "reason"))) {
                throw Require.bad("reason", "named once", "'" + reason + "'");
            }
        }
        List<Exclusion<? super E>> more = new ArrayList<>(exclusions);
        more.add(new Exclusion<>(List.copyOf(reasons), which));
        return new Rule<>(shape, reader, whole, concerns, List.copyOf(more), link);
    }

    /**
     * The same rule, which does not even consider some events: a call in a sheet that also reads surveys.
     *
     * @param concerned whether an event is of concern
     * @return the rule
     */
    public Rule<E, S> concerning(Predicate<? super E> concerned) {
        Predicate<? super E> before = concerns;
        return new Rule<>(
                shape,
                reader,
                whole,
                before == null ? concerned : e -> before.test(e) && concerned.test(e),
                exclusions,
                link);
    }

    /** The same events with their first numbers as lengths, which have quantiles. */
    Rule<E, Durations> asDurations() {
        return new Rule<>(Shape.DURATIONS, reader, null, concerns, exclusions, null);
    }

    /** The same events in classes of their first numbers: each holds what is at most its bound and above the one before. */
    Rule<E, Tally> binned(long... bounds) {
        return new Rule<>(
                Shape.tally(bounds.length + 1),
                Reader.place(
                        e -> {
                            long first = reader.first(e);
                            shape.check(first, 0);
                            int place = 0;
                            while (place < bounds.length && first > bounds[place]) {
                                place++;
                            }
                            return place;
                        },
                        0),
                null,
                concerns,
                exclusions,
                null);
    }

    /** The same events, of which those with a first number of at most a threshold are successes. */
    Rule<E, Proportion> atMost(long threshold) {
        return new Rule<>(
                Shape.PROPORTION,
                Reader.flag(e -> {
                    long first = reader.first(e);
                    shape.check(first, 0);
                    return first <= threshold;
                }),
                null,
                concerns,
                exclusions,
                null);
    }

    /** A definition that also says what links, unless it does. */
    Definition named(Definition definition) {
        if (link == null) {
            return definition;
        }
        Definition named = definition;
        if (!named.parameters().containsKey("window")) {
            named = named.with("window", Timing.seconds(link.link().window()));
        }
        return named.parameters().containsKey("same")
                ? named
                : named.with("same", link.link().same());
    }

    /** All reasons, those of the link last. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        exclusions.forEach(exclusion -> reasons.addAll(exclusion.reasons()));
        if (link != null) {
            reasons.addAll(link.link().reasons());
            reasons.add(IMMATURE);
            if (link.episodes()) {
                reasons.add(SAME_EPISODE);
            }
        }
        return List.copyOf(reasons);
    }
}

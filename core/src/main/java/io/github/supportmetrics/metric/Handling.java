package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Effort;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Occupation;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long handling took. Only handled contacts count; others are excluded by disposition, and contacts that lack a part of the time
 * by its name ({@code NO_TALK}), since unknown is not zero.
 */
public final class Handling {
    /** The parts of a contact's handle time. */
    public enum Part {
        /** The conversation. */
        TALK("talk"),
        /** The customer on hold. */
        HOLD("hold"),
        /** The work after the contact. */
        WRAP_UP("wrap-up");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        private @Nullable Duration of(Interaction contact) {
            Effort effort = contact.effort();
            return switch (this) {
                case TALK -> effort.talk();
                case HOLD -> effort.hold();
                case WRAP_UP -> effort.wrapUp();
            };
        }
    }

    /**
     * Average handle time: (talk + hold + wrap-up) / handled contacts, in seconds; neither long nor short is good as such. All three
     * parts must be known; use {@link #aht} where the source has fewer. Zero hold and wrap-up times count.
     */
    public static final Metric<Interaction, Measurement<Durations>> AHT =
            aht(EnumSet.allOf(Part.class)).mean();

    /** The conversation's length. */
    public static final Timing<Interaction> TALK = timing("talk", "Talk time", Direction.RANGE, List.of(Part.TALK));

    /** The time on hold, zeros kept. */
    public static final Timing<Interaction> HOLD = timing("hold", "Hold time", Direction.DOWN, List.of(Part.HOLD));

    /** The work after the contact, zeros kept. */
    public static final Timing<Interaction> WRAP_UP =
            timing("acw", "After-contact work", Direction.RANGE, List.of(Part.WRAP_UP));

    /** The share of handled contacts with any time on hold. Range 0..1, lower is better, interval: Wilson. */
    public static final Metric<Interaction, Measurement<Proportion>> HELD = Metric.of(
            Definition.of("hold.any", "handled contacts put on hold / handled contacts")
                    .titled("Put on hold")
                    .direction(Direction.DOWN),
            parts(Rule.share(contact -> millis(contact, List.of(Part.HOLD)) > 0), List.of(Part.HOLD)),
            Proportion.estimator());

    /** Time on hold / handle time. Range 0..1, lower is better; interval: ratio of sums over contacts, cut to the range. */
    public static final Metric<Interaction, Measurement<Ratio>> HOLD_OF_HANDLE =
            ofHandle("hold.ofHandle", "Hold of handle time", Direction.DOWN, Part.HOLD);

    /** Time after contacts / handle time. Range 0..1, neither high nor low is good as such; interval as {@link #HOLD_OF_HANDLE}. */
    public static final Metric<Interaction, Measurement<Ratio>> WRAP_UP_OF_HANDLE =
            ofHandle("acw.ofHandle", "After-contact work of handle time", Direction.RANGE, Part.WRAP_UP);

    private Handling() {}

    private static Metric<Interaction, Measurement<Ratio>> ofHandle(
            String id, String title, Direction direction, Part part) {
        List<Part> all = List.of(Part.values());
        return Metric.of(
                Definition.of(id, part.title + " / (talk + hold + wrap-up)")
                        .titled(title)
                        .unit(Unit.RATIO)
                        .direction(direction),
                parts(
                                Rule.<Interaction>ratio(
                                        contact -> millis(contact, List.of(part)), contact -> millis(contact, all)),
                                all)
                        .unless("NO_TIME", contact -> millis(contact, all) == 0),
                Ratio.boundedEstimator(Timing.MILLIS_PER_SECOND));
    }

    /**
     * The time with the customer: what of talk and hold is known to the source. A goal for it is a baseline, not a limit; see {@link
     * #inBand}.
     *
     * @param parts the parts that are added up, as a rule talk, or talk and hold
     * @return the timing {@code timeWithCustomer}
     */
    public static Timing<Interaction> withCustomer(Collection<Part> parts) {
        return timing("timeWithCustomer", "Time with customer", Direction.RANGE, List.copyOf(EnumSet.copyOf(parts)));
    }

    /**
     * The share of handled contacts whose time with the customer lies in a band: neither hurried nor dragged out, which a mean does not
     * tell. Range 0..1, higher is better, interval: Wilson.
     *
     * @param parts the parts that are added up
     * @param least the least time, itself inside
     * @param most the most time, itself inside
     * @return the metric {@code timeWithCustomer.inBand}
     * @throws IllegalArgumentException if the most is less than the least
     */
    public static Metric<Interaction, Measurement<Proportion>> inBand(
            Collection<Part> parts, Duration least, Duration most) {
        if (most.compareTo(least) < 0) {
            throw Require.bad("most time", "at least the least, " + least, most);
        }
        List<Part> added = List.copyOf(EnumSet.copyOf(parts));
        String band = Timing.seconds(least) + " to " + Timing.seconds(most);
        return Metric.of(
                Definition.of("timeWithCustomer.inBand", "handled contacts of " + band + " / handled contacts")
                        .titled("Time with customer in band")
                        .with("band", band)
                        .with("parts", sum(added))
                        .direction(Direction.UP),
                parts(
                        Rule.share(contact -> {
                            long millis = millis(contact, added);
                            return least.toMillis() <= millis && millis <= most.toMillis();
                        }),
                        added),
                Proportion.estimator());
    }

    /**
     * Handle time of e-mails and tickets that nobody timed: public replies × an assumed time each. It is an estimate, and its definition
     * says so; where work sessions are known, add them up with {@link Effort#worked} and use {@link #aht}. Contacts without a number of
     * replies are excluded as {@code NO_REPLIES}.
     *
     * @param perReply the assumed time of a reply
     * @return the timing {@code aht.estimated}
     */
    public static Timing<Interaction> estimatedByReplies(Duration perReply) {
        String each = Timing.seconds(perReply);
        return new Timing<>(
                Definition.of("aht.estimated", "replies × " + each + " / handled contacts")
                        .titled("AHT (estimated)")
                        .direction(Direction.RANGE)
                        .with("ESTIMATED", each + " a reply"),
                Contacts.handled(Rule.<Interaction>duration(
                                contact -> Math.multiplyExact((long) replies(contact), perReply.toMillis())))
                        .unless("NO_REPLIES", contact -> contact.outcome().replies() == null));
    }

    private static int replies(Interaction contact) {
        Integer replies = contact.outcome().replies();
        return replies == null ? 0 : replies;
    }

    /**
     * Concurrency: Σ lengths of handled contacts / time in which their agents were busy with at least one; how many chats an agent has at
     * once. From 1, neither high nor low is good as such; interval: ratio of sums over agents. Contacts without a start, an end or an
     * agent are excluded as {@code NO_START}, {@code NO_END}, {@code NO_AGENT}.
     */
    public static final Metric<Interaction, Measurement<Occupation>> CONCURRENCY = Metric.of(
            Definition.of("chat.concurrency", "lengths of handled contacts / busy time of their agents")
                    .titled("Concurrency")
                    .direction(Direction.RANGE),
            occupation(),
            Occupation.concurrency(Timing.MILLIS_PER_SECOND));

    /**
     * Workload AHT: busy time of agents / handled contacts, in seconds: what a contact takes of an agent's day where several go on at
     * once. The mean length / {@link #CONCURRENCY}; do not divide busy time by concurrency again. Interval: ratio of sums over agents.
     */
    public static final Metric<Interaction, Measurement<Occupation>> WORKLOAD_AHT = Metric.of(
            Definition.of("chat.workloadAht", "busy time of agents / their handled contacts")
                    .titled("Workload AHT")
                    .unit(Unit.SECONDS)
                    .direction(Direction.RANGE),
            occupation(),
            Occupation.busyPerSession(Timing.MILLIS_PER_SECOND));

    private static Rule<Interaction, Occupation> occupation() {
        return Contacts.handled(Rule.<Interaction>occupation(
                        contact -> Objects.requireNonNull(contact.agentId()),
                        contact -> new TimeWindow(
                                Objects.requireNonNull(contact.startedAt()),
                                Objects.requireNonNull(contact.endedAt()))))
                .unless("NO_AGENT", contact -> contact.agentId() == null)
                .unless("NO_START", contact -> contact.startedAt() == null)
                .unless("NO_END", contact -> contact.endedAt() == null)
                .unless(
                        "END_BEFORE_START",
                        contact -> Objects.requireNonNull(contact.endedAt()).isBefore(contact.startedAt()));
    }

    /**
     * Handle time made of some parts, which the definition names.
     *
     * @param parts the parts that are added up
     * @return the timing {@code aht}
     */
    public static Timing<Interaction> aht(Collection<Part> parts) {
        return timing("aht", "AHT", Direction.RANGE, List.copyOf(EnumSet.copyOf(parts)));
    }

    private static Timing<Interaction> timing(String id, String title, Direction direction, List<Part> parts) {
        String sum = sum(parts);
        Rule<Interaction, Durations> rule = parts(Rule.duration(contact -> millis(contact, parts)), parts);
        return new Timing<>(
                Definition.of(id, (parts.size() > 1 ? "(" + sum + ")" : sum) + " / handled contacts")
                        .titled(title)
                        .direction(direction)
                        .with("parts", sum),
                rule);
    }

    private static String sum(List<Part> parts) {
        return parts.stream().map(part -> part.title).collect(Collectors.joining(" + "));
    }

    private static <S extends Summary<S>> Rule<Interaction, S> parts(Rule<Interaction, S> rule, List<Part> parts) {
        return Contacts.handled(rule)
                .unless(parts.stream().map(part -> "NO_" + part.name()).toList(), contact -> missing(contact, parts));
    }

    private static long millis(Interaction contact, List<Part> parts) {
        long millis = 0;
        for (Part part : parts) {
            Duration duration = part.of(contact);
            millis += duration == null ? 0 : duration.toMillis();
        }
        return millis;
    }

    private static int missing(Interaction contact, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).of(contact) == null) {
                return i;
            }
        }
        return -1;
    }
}

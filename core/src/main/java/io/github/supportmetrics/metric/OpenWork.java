package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Milestones;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long tickets take, and what of them is still open. A mean of finished tickets hides the slow ones that are not finished: {@link
 * Elapsed#until} counts them as having lasted until now.
 *
 * <p>Handled contacts count, others are excluded by disposition; contacts without a start are excluded as {@code NO_START}, those that
 * contradict themselves as {@code END_BEFORE_START}. Times are elapsed ones, nights and weekends included, unless asked {@linkplain
 * Elapsed#in in working time}.
 */
public final class OpenWork {
    /** Milestones of a contact that a time can run between. */
    public enum Milestone {
        /** It began. */
        STARTED("start"),
        /** Somebody took it. */
        ANSWERED("answer"),
        /** The first public human reply went out. */
        FIRST_RESPONSE("first response"),
        /** It was solved. */
        RESOLVED("resolution"),
        /** It ended. */
        ENDED("end"),
        /** It was due. */
        DUE("due");

        private final String words;

        Milestone(String words) {
            this.words = words;
        }

        private @Nullable Instant of(Interaction contact) {
            Milestones at = contact.milestones();
            return switch (this) {
                case STARTED -> at.startedAt();
                case ANSWERED -> at.answeredAt();
                case FIRST_RESPONSE -> at.firstResponseAt();
                case RESOLVED -> at.resolvedAt();
                case ENDED -> at.endedAt();
                case DUE -> at.dueAt();
            };
        }
    }

    /** First response time: from the start to the first public human reply. Lower is better. */
    public static final Elapsed<Interaction> FIRST_RESPONSE =
            elapsed("frt", "First response", Milestone.STARTED, Milestone.FIRST_RESPONSE);

    /** Full resolution time: from the start to the resolution. Lower is better. */
    public static final Elapsed<Interaction> RESOLUTION =
            elapsed("resolution.full", "Resolution", Milestone.STARTED, Milestone.RESOLVED);

    /** Cycle time: from the start to the end. Lower is better. */
    public static final Elapsed<Interaction> CYCLE =
            elapsed("cycleTime", "Cycle time", Milestone.STARTED, Milestone.ENDED);

    private OpenWork() {}

    /**
     * The time from one milestone to another.
     *
     * @param from the earlier one
     * @param to the later one
     * @return the time {@code elapsed}
     */
    public static Elapsed<Interaction> between(Milestone from, Milestone to) {
        return elapsed("elapsed", "From " + from.words + " to " + to.words, from, to);
    }

    private static Elapsed<Interaction> elapsed(String id, String title, Milestone from, Milestone to) {
        return new Elapsed<>(id, title, new Elapsed.Span<>(from.words, to.words) {
            @Override
            <S extends Summary<S>> Rule<Interaction, S> begun(Rule<Interaction, S> rule) {
                return OpenWork.begun(from, rule);
            }

            @Override
            @Nullable
            Instant start(Interaction contact) {
                return from.of(contact);
            }

            @Override
            @Nullable
            Instant end(Interaction contact) {
                return to.of(contact);
            }
        });
    }

    /**
     * The size of the backlog: tickets begun and not resolved at an instant. Those that ended without a resolution are excluded as {@code
     * ENDED}. Lower is better; all are counted, so there is no interval.
     *
     * @param asOf the instant
     * @return the metric {@code backlog.size}
     */
    public static Metric<Interaction, Measurement<Proportion>> backlog(Instant asOf) {
        return Metric.of(
                Definition.of("backlog.size", "tickets begun and not resolved")
                        .titled("Backlog")
                        .unit(Unit.COUNT)
                        .direction(Direction.DOWN),
                open(Rule.share(contact -> true), asOf),
                Volume.COUNT);
    }

    /**
     * The age of the backlog: how long ago tickets began that are not resolved at an instant. Lower is better; all are counted, and a
     * median or 90 % quantile tells more than the mean.
     *
     * @param asOf the instant
     * @return the timing {@code backlog.age}
     */
    public static Timing<Interaction> backlogAge(Instant asOf) {
        return new Timing<>(
                Definition.of("backlog.age", "times since the start / tickets begun and not resolved")
                        .titled("Age of backlog")
                        .direction(Direction.DOWN),
                open(
                        Rule.duration(contact -> Duration.between(at(contact, Milestone.STARTED), asOf)
                                .toMillis()),
                        asOf));
    }

    private static <S extends Summary<S>> Rule<Interaction, S> open(Rule<Interaction, S> rule, Instant asOf) {
        return begun(Milestone.STARTED, rule)
                .unless(
                        "NOT_YET_BEGUN",
                        contact -> at(contact, Milestone.STARTED).isAfter(asOf))
                .unless("ENDED", contact -> {
                    Instant ended = contact.milestones().endedAt();
                    return ended != null
                            && !ended.isAfter(asOf)
                            && contact.milestones().resolvedAt() == null;
                })
                .unless("RESOLVED", contact -> {
                    Instant resolved = contact.milestones().resolvedAt();
                    return resolved != null
                            ? !resolved.isAfter(asOf)
                            : Boolean.TRUE.equals(contact.outcome().resolved());
                });
    }

    private static <S extends Summary<S>> Rule<Interaction, S> begun(Milestone from, Rule<Interaction, S> rule) {
        String reason = from == Milestone.STARTED ? "NO_START" : "NO_" + from.name();
        return Contacts.handled(rule).unless(reason, contact -> from.of(contact) == null);
    }

    private static Instant at(Interaction contact, Milestone milestone) {
        return Objects.requireNonNull(milestone.of(contact));
    }
}

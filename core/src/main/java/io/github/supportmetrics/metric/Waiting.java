package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Proportion;
import java.time.Duration;

/**
 * How customers fared in the queue. Contacts that were never real (spam, tests, duplicates …) are excluded by disposition; so are
 * flow-outs and callbacks unless a variant counts them.
 *
 * <p>Contacts of one interval are alike, so the plain intervals here are too narrow; {@link Clusters} takes days for the sample.
 */
public final class Waiting {
    /** The wait of answered contacts. */
    public static final Timing<Interaction> WAIT = new Timing<>(
            Definition.of("wait", "waits of answered contacts / answered contacts")
                    .titled("Wait")
                    .direction(Direction.DOWN),
            Contacts.waited(Contacts.handled(Rule.duration(Interaction::waitMillis))));

    /**
     * The speed of answer, which is the wait of answered contacts, zero waits included; its mean is {@link #ASA}.
     */
    public static final Timing<Interaction> SPEED_OF_ANSWER = new Timing<>(
            Definition.of("asa", "waits of answered contacts / answered contacts")
                    .titled("ASA")
                    .direction(Direction.DOWN),
            Contacts.waited(Contacts.handled(Rule.duration(Interaction::waitMillis))));

    /**
     * Average speed of answer: Σ wait of answered contacts / answered contacts, in seconds, zero waits included; lower is better.
     * Abandoned contacts are excluded.
     */
    public static final Metric<Interaction, Measurement<Durations>> ASA = SPEED_OF_ANSWER.mean();

    /**
     * The longest wait of offered contacts, answered or abandoned, exactly; lower is better. It keeps every different wait, 24 bytes each,
     * so that waits can be taken out again.
     */
    public static final Metric<Interaction, Measurement<Lifetimes>> LONGEST = Metric.of(
            Definition.of("wait.longest", "longest wait of answered and abandoned contacts")
                    .titled("Longest wait")
                    .direction(Direction.DOWN),
            Contacts.waited(Contacts.offered(
                    Rule.lifetime(Interaction::waitMillis, contact -> contact.disposition() == Disposition.ABANDONED))),
            Lifetimes.longest(Timing.MILLIS_PER_SECOND, "s"));

    /** How long customers waited before they gave up; short ones do not tell how patient the others are. */
    public static final Timing<Interaction> ABANDONED_AFTER = new Timing<>(
            Definition.of("abandonedAfter", "waits of abandoned contacts / abandoned contacts")
                    .titled("Wait of those who gave up"),
            Contacts.waited(Contacts.only(
                    java.util.EnumSet.of(Disposition.ABANDONED), Rule.duration(Interaction::waitMillis))));

    /**
     * How long callers wait before they give up, with those who were answered first counted as patient so far. Callers who were answered
     * at once say little; nobody knows how long they would have waited.
     */
    public static final Survival<Interaction> PATIENCE = Survival.of(
            Definition.of("patience", "wait until giving up, answered callers censored")
                    .titled("Patience"),
            Contacts.waited(Contacts.offered(
                    Rule.lifetime(Interaction::waitMillis, contact -> contact.disposition() == Disposition.ABANDONED))),
            Unit.SECONDS);

    /** Abandoned / offered contacts, where offered = answered + abandoned. Range 0..1, lower is better. Interval: Wilson. */
    public static final Metric<Interaction, Measurement<Proportion>> ABANDONMENT = Metric.of(
            Definition.of("abandonment", "abandoned / (answered + abandoned)")
                    .titled("Abandonment")
                    .direction(Direction.DOWN),
            Contacts.offered(Rule.share(contact -> contact.disposition() == Disposition.ABANDONED)),
            Proportion.estimator());

    /** Answered / offered contacts: one less {@link #ABANDONMENT}. */
    public static final Metric<Interaction, Measurement<Proportion>> ANSWER_RATE = Metric.of(
            Definition.of("answerRate", "answered / (answered + abandoned)")
                    .titled("Answer rate")
                    .direction(Direction.UP),
            Contacts.offered(Rule.share(contact -> contact.disposition() == Disposition.HANDLED)),
            Proportion.estimator());

    private Waiting() {}

    /**
     * Abandonment without those who gave up at once: (abandoned − short) / (offered − short), where short abandons waited at most a
     * threshold and are excluded as {@code SHORT_ABANDON}. Abandoned contacts without a wait are excluded as {@code NO_WAIT}.
     *
     * @param shortest the threshold, itself short
     * @return the metric {@code abandonment.exclShort}
     */
    public static Metric<Interaction, Measurement<Proportion>> abandonmentWithoutShort(Duration shortest) {
        long millis = shortest.toMillis();
        return Metric.of(
                Definition.of("abandonment.exclShort", "(abandoned − short) / (answered + abandoned − short)")
                        .titled("Abandonment without short")
                        .with("short", Timing.seconds(shortest))
                        .direction(Direction.DOWN),
                Contacts.offered(Rule.<Interaction>share(c -> c.disposition() == Disposition.ABANDONED))
                        .unless("END_BEFORE_START", c -> abandoned(c) && c.waitEndsBeforeStart())
                        .unless("NO_WAIT", c -> abandoned(c) && c.waitMillis() < 0)
                        .unless("SHORT_ABANDON", c -> abandoned(c) && c.waitMillis() <= millis),
                Proportion.estimator());
    }

    private static boolean abandoned(Interaction contact) {
        return contact.disposition() == Disposition.ABANDONED;
    }

    /**
     * Service level: how many contacts are answered within a threshold, in six variants.
     *
     * @param threshold the threshold, itself within
     * @return its variants
     */
    public static ServiceLevel serviceLevel(Duration threshold) {
        return new ServiceLevel(threshold, false, false);
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The six published service levels, which differ in what they make of abandoned contacts. On 1 000 answered (860 within) and 60
 * abandoned (20 within, 10 short) they give 86.0, 81.1, 82.7, 83.0, 81.9 and 82.1 %.
 *
 * <p>Range 0..1, higher is better; a wait of exactly the threshold is within. No contacts: no level. Answered contacts without a wait
 * are excluded as {@code NO_WAIT}; abandoned ones only where the variant asks how long they waited. Interval: Wilson. Sources: ICMI,
 * Queue Tips, March 2005; Genesys Cloud's service level settings.
 *
 * <p>Immutable and thread-safe.
 *
 * @param threshold the threshold
 * @param flowOutsCount whether contacts that left the queue count as offered
 * @param callbacksCount whether contacts that took a callback count as offered
 */
public record ServiceLevel(Duration threshold, boolean flowOutsCount, boolean callbacksCount) {
    /** What became of an offered contact; short and within overlap as the thresholds do. */
    private enum Fate {
        ANSWERED_WITHIN,
        ANSWERED_LATE,
        ABANDONED_WITHIN,
        ABANDONED_WITHIN_SHORT,
        ABANDONED_LATE,
        ABANDONED_LATE_SHORT,
        ABANDONED_NO_WAIT,
        FLOW_OUT,
        CALLBACK
    }

    private static final EnumSet<Fate> ANSWERED = EnumSet.of(Fate.ANSWERED_WITHIN, Fate.ANSWERED_LATE);
    private static final EnumSet<Fate> ABANDONED = EnumSet.range(Fate.ABANDONED_WITHIN, Fate.ABANDONED_NO_WAIT);
    private static final EnumSet<Fate> GAVE_UP_WITHIN = EnumSet.of(Fate.ABANDONED_WITHIN, Fate.ABANDONED_WITHIN_SHORT);
    private static final EnumSet<Fate> GAVE_UP_SHORT =
            EnumSet.of(Fate.ABANDONED_WITHIN_SHORT, Fate.ABANDONED_LATE_SHORT);
    private static final EnumSet<Fate> OFFERED = EnumSet.allOf(Fate.class);
    private static final long NONE_SHORT = -1;

    /**
     * The same, counting contacts that left the queue as offered.
     *
     * @return the variants
     */
    public ServiceLevel countingFlowOuts() {
        return new ServiceLevel(threshold, true, callbacksCount);
    }

    /**
     * The same, counting contacts that took a callback as offered.
     *
     * @return the variants
     */
    public ServiceLevel countingCallbacks() {
        return new ServiceLevel(threshold, flowOutsCount, true);
    }

    /**
     * Answered within / answered. Ignores everybody who gave up; advised against.
     *
     * @return the metric {@code serviceLevel.answered}
     */
    public Metric<Interaction, Measurement<Tally>> answered() {
        return metric("answered", "answered within {t} / answered", none(), ANSWERED, NONE_SHORT, false);
    }

    /**
     * Answered within / (answered + abandoned): the strictest, all abandons hurt.
     *
     * @return the metric {@code serviceLevel.offered}
     */
    public Metric<Interaction, Measurement<Tally>> offered() {
        return metric("offered", "answered within {t} / offered", none(), OFFERED, NONE_SHORT, false);
    }

    /**
     * Answered within / (offered − abandoned within): who gave up before the threshold does not count.
     *
     * @return the metric {@code serviceLevel.exclWithin}
     */
    public Metric<Interaction, Measurement<Tally>> excludingWithin() {
        return metric(
                "exclWithin",
                "answered within {t} / (offered − abandoned within {t})",
                none(),
                without(GAVE_UP_WITHIN),
                NONE_SHORT,
                true);
    }

    /**
     * (Answered within + abandoned within) / offered: who gave up before the threshold counts as served.
     *
     * @return the metric {@code serviceLevel.creditWithin}
     */
    public Metric<Interaction, Measurement<Tally>> creditingWithin() {
        return metric(
                "creditWithin",
                "(answered within {t} + abandoned within {t}) / offered",
                GAVE_UP_WITHIN,
                OFFERED,
                NONE_SHORT,
                true);
    }

    /**
     * Answered within / (offered − short abandons): only who gave up at once does not count.
     *
     * @param shortest how short an abandon must be, itself short
     * @return the metric {@code serviceLevel.exclShort}
     */
    public Metric<Interaction, Measurement<Tally>> excludingShort(Duration shortest) {
        return metric(
                "exclShort",
                "answered within {t} / (offered − abandoned within {s})",
                none(),
                without(GAVE_UP_SHORT),
                shortest.toMillis(),
                true);
    }

    /**
     * (Answered within + short abandons) / offered.
     *
     * @param shortest how short an abandon must be, itself short
     * @return the metric {@code serviceLevel.creditShort}
     */
    public Metric<Interaction, Measurement<Tally>> creditingShort(Duration shortest) {
        return metric(
                "creditShort",
                "(answered within {t} + abandoned within {s}) / offered",
                GAVE_UP_SHORT,
                OFFERED,
                shortest.toMillis(),
                true);
    }

    private static EnumSet<Fate> none() {
        return EnumSet.noneOf(Fate.class);
    }

    private static EnumSet<Fate> without(EnumSet<Fate> left) {
        EnumSet<Fate> rest = EnumSet.copyOf(OFFERED);
        rest.removeAll(left);
        return rest;
    }

    private Metric<Interaction, Measurement<Tally>> metric(
            String variant,
            String formula,
            EnumSet<Fate> credited,
            EnumSet<Fate> whole,
            long shortMillis,
            boolean needsAbandonedWait) {
        EnumSet<Fate> part = EnumSet.copyOf(credited);
        part.add(Fate.ANSWERED_WITHIN);
        String text = formula.replace("{t}", Timing.seconds(threshold));
        Definition definition = Definition.of("serviceLevel." + variant, text)
                .titled("Service level " + Timing.seconds(threshold) + " " + variant)
                .with("threshold", Timing.seconds(threshold))
                .direction(Direction.UP);
        if (shortMillis != NONE_SHORT) {
            String seconds = Timing.seconds(Duration.ofMillis(shortMillis));
            definition = Definition.of(definition.id(), text.replace("{s}", seconds))
                    .titled(definition.title())
                    .with("threshold", Timing.seconds(threshold))
                    .with("short", seconds)
                    .direction(Direction.UP);
        }
        if (flowOutsCount || callbacksCount) {
            definition = definition.with(
                    "offered",
                    "answered + abandoned" + (flowOutsCount ? " + flow-outs" : "")
                            + (callbacksCount ? " + callbacks" : ""));
        }
        return Metric.of(definition, rule(shortMillis, needsAbandonedWait), Tally.share(part, whole, detail()));
    }

    private Rule<Interaction, Tally> rule(long shortMillis, boolean needsAbandonedWait) {
        Set<Disposition> counted = EnumSet.of(Disposition.HANDLED, Disposition.ABANDONED);
        if (flowOutsCount) {
            counted.add(Disposition.FLOW_OUT);
        }
        if (callbacksCount) {
            counted.add(Disposition.CALLBACK);
        }
        long within = threshold.toMillis();
        return Contacts.only(counted, Rule.outcome(Fate.class, (Interaction c) -> fate(c, within, shortMillis)))
                .unless(List.of("END_BEFORE_START", "NO_WAIT"), c -> {
                    boolean needed = c.disposition() == Disposition.HANDLED
                            || (needsAbandonedWait && c.disposition() == Disposition.ABANDONED);
                    return !needed || c.waitMillis() >= 0 ? -1 : c.waitEndsBeforeStart() ? 0 : 1;
                });
    }

    private static Fate fate(Interaction contact, long within, long shortMillis) {
        long wait = contact.waitMillis();
        return switch (contact.disposition()) {
            case HANDLED -> wait <= within ? Fate.ANSWERED_WITHIN : Fate.ANSWERED_LATE;
            case FLOW_OUT -> Fate.FLOW_OUT;
            case CALLBACK -> Fate.CALLBACK;
            default -> {
                if (wait < 0) {
                    yield Fate.ABANDONED_NO_WAIT;
                }
                boolean isShort = wait <= shortMillis;
                yield wait <= within
                        ? (isShort ? Fate.ABANDONED_WITHIN_SHORT : Fate.ABANDONED_WITHIN)
                        : (isShort ? Fate.ABANDONED_LATE_SHORT : Fate.ABANDONED_LATE);
            }
        };
    }

    private static Map<String, ToLongFunction<Tally>> detail() {
        Map<String, ToLongFunction<Tally>> detail = new LinkedHashMap<>();
        detail.put("offered", Tally::count);
        detail.put("answered", t -> t.count(ANSWERED));
        detail.put("abandoned", t -> t.count(ABANDONED));
        detail.put("answeredWithin", t -> t.count(Fate.ANSWERED_WITHIN));
        detail.put("abandonedWithin", t -> t.count(GAVE_UP_WITHIN));
        return detail;
    }
}

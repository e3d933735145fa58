package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A metric that can be asked for.
 *
 * @param id its id
 * @param supply what it is fed with
 * @param topic the heading that it stands under
 * @param needs the fields without which it cannot be computed, alternatives parted by {@code |}
 * @param parameters the names of its parameters
 * @param defaults their defaults, as they are written in brackets
 * @param metric makes it
 * @param <E> the event
 * @param <S> the summary behind its number
 */
record Entry<E extends Fact, S extends Summary<S>>(
        String id,
        Supply<E> supply,
        String topic,
        List<String> needs,
        List<String> parameters,
        List<String> defaults,
        Function<Request, Metric<E, Measurement<S>>> metric) {
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("e", "0.8"),
            Map.entry("m", "3.5"),
            Map.entry("C", "10"),
            Map.entry("category", "billing"),
            Map.entry("classifier", "model 1"),
            Map.entry("window", "24h"),
            Map.entry("channel", "bot"),
            Map.entry("least", "2min"),
            Map.entry("most", "10min"),
            Map.entry("perReply", "4min"),
            Map.entry("question", "solved at once"),
            Map.entry("from", "startedAt"),
            Map.entry("to", "resolvedAt"),
            Map.entry("stage", "PENDING"),
            Map.entry("goal", "frt"),
            Map.entry("within", "4h"),
            Map.entry("bound", "1min"));

    /** A metric without parameters. */
    Entry(
            String id,
            Supply<E> supply,
            String topic,
            List<String> needs,
            Function<Request, Metric<E, Measurement<S>>> metric) {
        this(id, supply, topic, needs, List.of(), List.of(), metric);
    }

    RecordKind kind() {
        return supply.kind();
    }

    /** The record that the files lack, or null. */
    @Nullable
    RecordKind lacks(Facts facts) {
        RecordKind also = supply.also();
        return !facts.has(kind()) ? kind() : also != null && !facts.has(also) ? also : null;
    }

    /** Whether its events are made of several reviews each. */
    boolean isOfUnits() {
        return kind() == RecordKind.REVIEWS && !supply.is(Supply.REVIEWS);
    }

    /** Whether one contact may decide what another one counts as. */
    boolean isLinked() {
        return Set.of("fcr.window", "fcr.ocr", "fcr.episode", "contactsPerEpisode", "containment")
                .contains(id);
    }

    /** Whether it stands in a scorecard that asks for nothing: its parameters are known, and it is no specialists' matter. */
    boolean isAskedByDefault() {
        boolean special = id.startsWith("survey.responseRate.rr")
                || id.endsWith(".score.capped")
                || id.startsWith("qa.agreement[icc")
                || Set.of(
                                "qa.leniency",
                                "rubric.median",
                                "complaint.closedBetween",
                                "chat.concurrency",
                                "chat.workloadAht",
                                "retention.cohort",
                                "retention.next",
                                "frt.survival",
                                "resolution.full.survival",
                                "cycleTime.survival",
                                "pickup.survival",
                                "nrt.survival",
                                "reply.survival",
                                "resolution.first.survival")
                        .contains(id);
        // Of tickets, what is still open is shown where it matters most.
        boolean detail = kind() == RecordKind.TICKET_EVENTS
                && (id.matches("(pickup|cycleTime|nrt|reply)\\.survival\\..*") || id.matches("reply(\\.business)?"));
        return !special && !detail && (parameters.size() == defaults.size() || id.equals("sentiment.net"));
    }

    /** The first need that the files do not feed, or null. */
    @Nullable
    String missing(Facts facts) {
        return needs.stream()
                .filter(need -> List.of(need.split("\\|", -1)).stream().noneMatch(field -> facts.feeds(kind(), field)))
                .findFirst()
                .orElse(null);
    }

    /** The id as it may be asked for, with its defaults, or with an example where there are none. */
    String asked() {
        List<String> values = new ArrayList<>(defaults);
        for (String parameter : parameters.subList(Math.min(defaults.size(), parameters.size()), parameters.size())) {
            values.add(EXAMPLES.getOrDefault(parameter, parameter));
        }
        if (isLinked()) {
            values.remove("customer");
        }
        return values.isEmpty() ? id : id + "[" + String.join(",", values) + "]";
    }
}

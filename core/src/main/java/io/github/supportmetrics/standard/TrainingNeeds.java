package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Breakdown;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.TextTable;
import io.github.supportmetrics.stats.Funnel;
import io.github.supportmetrics.stats.PAdjustment;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where help would pay, as evidence and not as a ranking: the topics – or items of a checklist – in which a person is worse than colleagues
 * are in the same topic, and the topics in which all together are worse than in the rest, which is a need of the team and nobody's fault.
 *
 * <p>Each is tested by its binomial count; of all that are named, at most 5 % are chance (Benjamini and Hochberg over all persons and
 * topics). Fewer than {@link FairComparison#LEAST_N} events are passed over. Only shares can be looked at so.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <K> what names a person
 * @param <T> what names a topic
 */
public final class TrainingNeeds<K extends Comparable<? super K>, T extends Comparable<? super T>> {
    private static final double ALPHA = .05;

    /**
     * A person's topic.
     *
     * @param person the person
     * @param topic the topic
     * @param own the person's number in it
     * @param expected the number of all together in it
     * @param p how likely so bad a number is by chance, adjusted for all that were looked at
     * @param <K> what names a person
     * @param <T> what names a topic
     */
    public record Need<K, T>(K person, T topic, Measurement<?> own, double expected, double p) {}

    /**
     * A topic of the team.
     *
     * @param topic the topic
     * @param own the number of all together in it
     * @param expected their number in the other topics
     * @param p how likely so bad a number is by chance, adjusted for all topics
     * @param <T> what names a topic
     */
    public record TeamNeed<T>(T topic, Measurement<?> own, double expected, double p) {}

    private final Definition definition;
    private final List<Need<K, T>> needs;
    private final List<TeamNeed<T>> teamNeeds;

    private TrainingNeeds(Definition definition, List<Need<K, T>> needs, List<TeamNeed<T>> teamNeeds) {
        this.definition = definition;
        this.needs = List.copyOf(needs);
        this.teamNeeds = List.copyOf(teamNeeds);
    }

    /**
     * Looks for needs.
     *
     * @param people a share per topic for each person: the person outermost
     * @param <K> what names a person
     * @param <T> what names a topic
     * @param <S> the summary
     * @return the needs, by name
     * @throws IllegalArgumentException if the number is no share, or its definition does not say which way is better
     */
    public static <K extends Comparable<? super K>, T extends Comparable<? super T>, S extends Summary<S>>
            TrainingNeeds<K, T> of(Breakdown<K, Breakdown<T, Measurement<S>>> people) {
        Measurement<S> none = people.total().total();
        Definition definition = none.definition();
        if (!definition.direction().isOneWay()) {
            throw Require.bad("direction of " + definition.id(), "UP or DOWN", definition.direction());
        }
        if (none.proportion().isEmpty()) {
            throw Require.bad("number to find needs by", "a share", definition);
        }
        SortedMap<T, Measurement<S>> topics = new TreeMap<>();
        people.cells()
                .values()
                .forEach(person -> person.cells().forEach((topic, own) -> topics.merge(topic, own, Measurement::plus)));
        List<Need<K, T>> needs = new ArrayList<>();
        people.cells()
                .forEach((person, ofPerson) -> ofPerson.cells().forEach((topic, own) -> {
                    if (own.n() >= FairComparison.LEAST_N) {
                        double expected = share(Objects.requireNonNull(topics.get(topic)));
                        needs.add(new Need<>(person, topic, own, expected, p(own, expected)));
                    }
                }));
        return new TrainingNeeds<>(definition, found(needs), team(topics));
    }

    private static <S extends Summary<S>> double share(Measurement<S> measurement) {
        return measurement.value().orElseThrow();
    }

    private static double p(Measurement<?> own, double expected) {
        return Funnel.around(expected).p(own.proportion().orElseThrow());
    }

    private static boolean isWorse(Measurement<?> own, double expected) {
        double distance = own.value().orElseThrow() - expected;
        return own.definition().direction() == Direction.UP ? distance < 0 : distance > 0;
    }

    private static <K, T> List<Need<K, T>> found(List<Need<K, T>> all) {
        double[] adjusted = PAdjustment.BENJAMINI_HOCHBERG.adjust(
                all.stream().mapToDouble(Need::p).toArray());
        List<Need<K, T>> found = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            Need<K, T> need = all.get(i);
            if (adjusted[i] <= ALPHA && isWorse(need.own(), need.expected())) {
                found.add(new Need<>(need.person(), need.topic(), need.own(), need.expected(), adjusted[i]));
            }
        }
        return found;
    }

    private static <T, S extends Summary<S>> List<TeamNeed<T>> team(SortedMap<T, Measurement<S>> topics) {
        List<TeamNeed<T>> all = new ArrayList<>();
        for (Map.Entry<T, Measurement<S>> topic : topics.entrySet()) {
            Proportion others = topics.entrySet().stream()
                    .filter(other -> !other.getKey().equals(topic.getKey()))
                    .map(other -> other.getValue().proportion().orElseThrow())
                    .reduce(Proportion.EMPTY, Proportion::plus);
            if (topic.getValue().n() >= FairComparison.LEAST_N && others.share().isPresent()) {
                // Against the number of all: that of the others alone is itself uncertain.
                Proportion own = topic.getValue().proportion().orElseThrow();
                double everywhere = own.plus(others).share().orElseThrow();
                all.add(new TeamNeed<>(
                        topic.getKey(),
                        topic.getValue(),
                        others.share().orElseThrow(),
                        p(topic.getValue(), everywhere)));
            }
        }
        double[] adjusted = PAdjustment.BENJAMINI_HOCHBERG.adjust(
                all.stream().mapToDouble(TeamNeed::p).toArray());
        List<TeamNeed<T>> found = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            TeamNeed<T> need = all.get(i);
            if (adjusted[i] <= ALPHA && isWorse(need.own(), need.expected())) {
                found.add(new TeamNeed<>(need.topic(), need.own(), need.expected(), adjusted[i]));
            }
        }
        return found;
    }

    /**
     * What persons may need.
     *
     * @return a need for each person and topic, by name
     */
    public List<Need<K, T>> needs() {
        return needs;
    }

    /**
     * What the team may need.
     *
     * @return a need for each topic, by name
     */
    public List<TeamNeed<T>> teamNeeds() {
        return teamNeeds;
    }

    /**
     * Reads as a table.
     *
     * @return a line per need with its evidence
     */
    @Override
    public String toString() {
        if (needs.isEmpty() && teamNeeds.isEmpty()) {
            return "no evidence of a need: " + definition.title();
        }
        TextTable table = new TextTable("", "topic", "n", definition.title(), "expected");
        table.alignRight(2, 3, 4);
        teamNeeds.forEach(need -> row(table, "(team)", need.topic(), need.own(), need.expected()));
        needs.forEach(need -> row(table, String.valueOf(need.person()), need.topic(), need.own(), need.expected()));
        return table.toString();
    }

    private static void row(TextTable table, String who, Object topic, Measurement<?> own, double expected) {
        table.row(
                who,
                topic.toString(),
                Long.toString(own.n()),
                Numbers.value(own),
                Numbers.text(expected, own.definition().unit()));
    }
}

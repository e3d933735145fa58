package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Difference;
import io.github.supportmetrics.stats.GroupTest;
import io.github.supportmetrics.stats.PAdjustment;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measurements of several groups of different events, compared all at once: by one test of whether they could share one truth, or each with a
 * base, where the probabilities are adjusted for there being many. Also their fair order.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <K> what names a group
 */
public final class Groups<K> {
    private final Map<K, Measurement<?>> groups;

    private Groups(Map<K, Measurement<?>> groups) {
        this.groups = groups;
    }

    /**
     * Groups by name.
     *
     * @param groups name → measurement, all of one definition
     * @param <K> what names a group
     * @return the groups, in the map's order
     * @throws IncompatibleDefinitionException if two are of unlike definitions
     * @throws IllegalArgumentException if there is none
     */
    public static <K> Groups<K> of(Map<K, ? extends Measurement<?>> groups) {
        Map<K, Measurement<?>> copy = new LinkedHashMap<>(groups);
        Require.positive(copy.size(), "number of groups");
        Measurement<?> first = copy.values().iterator().next();
        for (Measurement<?> other : copy.values()) {
            if (!first.definition().equals(other.definition())) {
                throw new IncompatibleDefinitionException(first.signature(), other.signature());
            }
        }
        return new Groups<>(copy);
    }

    /**
     * The groups of a breakdown, those that are kept and have a key.
     *
     * @param breakdown the breakdown
     * @param <K> the key
     * @param <S> the summary
     * @return the groups
     */
    public static <K extends Comparable<? super K>, S extends Summary<S>> Groups<K> of(
            Breakdown<K, Measurement<S>> breakdown) {
        return of(breakdown.cells());
    }

    /**
     * The test over all groups: chi-square for shares and rates, F for means, log-rank for lifetimes.
     *
     * @return the test, or empty if there is none for this kind of number
     */
    public Optional<GroupTest> test() {
        return tests().stream().findFirst();
    }

    /**
     * All tests over the groups, the usual one first: for lifetimes log-rank and Peto.
     *
     * @return the tests, none if there is none for this kind of number
     */
    public List<GroupTest> tests() {
        return tests(groups.values().iterator().next());
    }

    @SuppressWarnings("unchecked") // equal definitions are of one metric, and so of one kind of summary
    private <S extends Summary<S>> List<GroupTest> tests(Measurement<S> first) {
        List<S> summaries = new ArrayList<>();
        groups.values().forEach(m -> summaries.add(((Measurement<S>) m).summary()));
        return first.estimator().tests(summaries);
    }

    /**
     * One group against the base.
     *
     * @param comparison the two by themselves
     * @param pAdjusted the probability adjusted for all groups, or empty if there is no test
     * @param verdict the comparison's verdict, but no evidence where the adjusted probability says so
     * @param <K> what names a group
     * @param group the group
     */
    public record Against<K>(K group, Comparison comparison, OptionalDouble pAdjusted, Comparison.Verdict verdict) {}

    /**
     * Each other group against one: probabilities adjusted by Benjamini and Hochberg, so that of the differences found at most a share
     * 1 − level is chance.
     *
     * @param base the group to compare with
     * @param level the confidence level
     * @return the comparisons, in the groups' order
     * @throws IllegalArgumentException if there is no such group
     */
    public List<Against<K>> against(K base, ConfidenceLevel level) {
        Measurement<?> with = groups.get(base);
        if (with == null) {
            throw Require.bad("base", "one of " + groups.keySet(), base);
        }
        Map<K, Comparison> each = new LinkedHashMap<>();
        groups.forEach((group, m) -> {
            if (!group.equals(base)) {
                each.put(group, Comparison.of(m, with, level));
            }
        });
        double[] p = each.values().stream()
                .map(c -> c.difference().p())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        double[] adjusted = PAdjustment.BENJAMINI_HOCHBERG.adjust(p);
        List<Against<K>> all = new ArrayList<>();
        int next = 0;
        for (Map.Entry<K, Comparison> entry : each.entrySet()) {
            Comparison comparison = entry.getValue();
            boolean tested = comparison.difference().p().isPresent();
            double q = tested ? adjusted[next++] : 0;
            boolean chance = tested && q > 1 - level.level();
            all.add(new Against<>(
                    entry.getKey(),
                    comparison,
                    tested ? OptionalDouble.of(q) : OptionalDouble.empty(),
                    chance ? Comparison.Verdict.NO_EVIDENCE : comparison.verdict()));
        }
        return List.copyOf(all);
    }

    /**
     * Reads as a table.
     *
     * @return a line per group
     */
    @Override
    public String toString() {
        TextTable table = new TextTable(
                "group", "n", groups.values().iterator().next().definition().title(), "95 % CI");
        table.alignRight(1, 2, 3);
        groups.forEach((group, m) -> table.row(
                String.valueOf(group), Long.toString(m.n()), Numbers.value(m), Numbers.limits(m, ConfidenceLevel.P95)));
        return table.toString();
    }

    /**
     * A group in its place.
     *
     * @param group the group
     * @param measurement its number
     * @param limit the cautious limit that it is ordered by
     * @param tiedWithNext whether chance explains the difference from the next group
     * @param <K> what names a group
     */
    public record Ranked<K>(K group, Measurement<?> measurement, double limit, boolean tiedWithNext) {}

    /**
     * The groups from best to worst by their cautious limit: the lower one where more is better, the upper one where less is. A group of
     * few events with a perfect number thus does not come first. Neighbours whose difference chance explains are tied: their order says
     * nothing. Groups without a number are left out, and numbers without an interval stand by themselves.
     *
     * @param level the confidence level
     * @return the groups in order
     * @throws IllegalArgumentException if the definition does not say which way is better
     */
    public List<Ranked<K>> ranked(ConfidenceLevel level) {
        Definition definition = groups.values().iterator().next().definition();
        if (!definition.direction().isOneWay()) {
            throw Require.bad("direction to rank by", "UP or DOWN", definition.direction());
        }
        boolean up = definition.direction() == Direction.UP;
        List<Ranked<K>> ranked = new ArrayList<>();
        groups.forEach((group, m) -> {
            if (m.value().isPresent()) {
                double limit = up ? m.interval(level).low() : m.interval(level).high();
                // What is fully known is its own limit.
                limit = Double.isInfinite(limit) ? m.value().getAsDouble() : limit;
                ranked.add(new Ranked<>(group, m, limit, false));
            }
        });
        ranked.sort((a, b) -> up ? Double.compare(b.limit(), a.limit()) : Double.compare(a.limit(), b.limit()));
        for (int i = 0; i + 1 < ranked.size(); i++) {
            Ranked<K> one = ranked.get(i);
            Difference difference = Comparison.of(
                            one.measurement(), ranked.get(i + 1).measurement(), level)
                    .difference();
            ranked.set(i, new Ranked<>(one.group(), one.measurement(), one.limit(), difference.sign() == 0));
        }
        return List.copyOf(ranked);
    }
}

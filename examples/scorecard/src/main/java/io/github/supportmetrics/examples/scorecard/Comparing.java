package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Groups;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.stats.GroupTest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What --compare asks: one test over all groups, or each group against a base. */
final class Comparing {
    private Comparing() {}

    /**
     * One comparison.
     *
     * @param metric the metric as asked for
     * @param by the field whose values are the groups
     * @param base the group compared with, or null for a test over all
     * @param against a group against the base, or null for a test over all
     * @param test the test over all, or null
     * @param groups the groups that the test compares, in its order
     */
    record Compared(
            String metric,
            String by,
            @Nullable String base,
            Groups.@Nullable Against<String> against,
            @Nullable GroupTest test,
            Map<String, Measurement<?>> groups) {}

    static List<Compared> of(Options options, Query query, PrintStream err) {
        Options.Compare compare = options.compare();
        List<Compared> compared = new ArrayList<>();
        if (compare == null) {
            return compared;
        }
        Map<String, Map<String, Measurement<?>>> metrics = new LinkedHashMap<>();
        Set<String> counted = new LinkedHashSet<>();
        for (Query.Answer answer : query.groupedBy(compare.field()).run()) {
            Row.Cell cell = answer.row().path().get(0);
            Measurement<?> measurement = Methods.of(answer, options.intervals).get(0);
            // A median that is not reached yet is no value, but its group can be tested.
            boolean census = measurement.isCensus();
            if (census) {
                counted.add(answer.metric());
            }
            boolean shown = measurement.n() > 0 && measurement.n() >= options.minN && !census;
            if (cell.kind() == Row.Kind.KEY && shown) {
                metrics.computeIfAbsent(answer.metric(), m -> new LinkedHashMap<>())
                        .put(cell.text(), measurement);
            }
        }
        if (!counted.isEmpty()) {
            err.println("notice: not compared, as all of them are counted: " + String.join(", ", counted));
        }
        String base = compare.base();
        if (base != null && metrics.values().stream().noneMatch(groups -> groups.containsKey(base))) {
            throw new UsageException("--compare " + compare.field() + "=" + base + ": no group of that name has data; "
                    + "there are "
                    + metrics.values().stream()
                            .flatMap(groups -> groups.keySet().stream())
                            .distinct()
                            .limit(10)
                            .toList());
        }
        metrics.forEach((metric, groups) -> {
            if (base == null) {
                List<GroupTest> tests = Groups.of(groups).tests();
                if (tests.isEmpty()) {
                    err.println("notice: " + metric + " has no test over several groups; name a base: --compare "
                            + compare.field() + "=" + groups.keySet().iterator().next());
                }
                tests.forEach(t -> compared.add(new Compared(metric, compare.field(), null, null, t, groups)));
            } else if (groups.containsKey(base)) {
                Groups.of(groups)
                        .against(base, options.level())
                        .forEach(against ->
                                compared.add(new Compared(metric, compare.field(), base, against, null, groups)));
            } else {
                err.println("notice: " + metric + " has no data for " + compare.field() + "=" + base);
            }
        });
        return compared;
    }
}

package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.time.TimeWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is followed from period to period.
 *
 * @param metric the metric as asked for
 * @param group the cells of its group
 */
record Series(String metric, List<Row.Cell> group) {
    /** The answers of each series that have a period, in order. */
    static Map<Series, List<Query.Answer>> of(List<Query.Answer> answers) {
        Map<Series, List<Query.Answer>> series = new LinkedHashMap<>();
        for (Query.Answer answer : answers) {
            List<Row.Cell> path = answer.row().path();
            if (!path.isEmpty() && answer.row().innermost().key() instanceof TimeWindow) {
                series.computeIfAbsent(
                                new Series(answer.metric(), path.subList(0, path.size() - 1)), key -> new ArrayList<>())
                        .add(answer);
            }
        }
        return series;
    }
}

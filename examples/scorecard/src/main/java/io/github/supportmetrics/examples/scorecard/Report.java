package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.standard.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All that the command found out, before it is written.
 *
 * @param query what was asked
 * @param facts what was read
 * @param answers the numbers
 * @param compared the comparisons
 * @param judged the judgements on standards
 */
record Report(
        Query query,
        Facts facts,
        List<Query.Answer> answers,
        List<Comparing.Compared> compared,
        List<Judging.Judged> judged) {
    /**
     * Where a metric of one group is going.
     *
     * @param metric the metric as asked for
     * @param place the first of its rows, whose group it is
     * @param trend the trend
     */
    record Course(String metric, Row place, Trend trend) {}

    /** The trend of each series, in the order of the numbers; a period that may not be shown is a gap. */
    List<Course> trends(long leastN) {
        List<Course> courses = new ArrayList<>();
        Series.of(answers).values().forEach(rows -> {
            Definition definition = rows.get(0).measurement().definition();
            List<OptionalDouble> values = rows.stream()
                    .map(Query.Answer::measurement)
                    .map(m -> m.state(leastN) == Measurement.State.VALUE ? m.value() : OptionalDouble.empty())
                    .toList();
            courses.add(new Course(rows.get(0).metric(), rows.get(0).row(), Trend.of(definition, values)));
        });
        return courses;
    }
}

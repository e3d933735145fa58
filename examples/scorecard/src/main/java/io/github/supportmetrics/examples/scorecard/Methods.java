package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Measurement;
import java.util.ArrayList;
import java.util.List;

/** A measurement by each interval method asked for that it has; by its own where it has none of them. */
final class Methods {
    private Methods() {}

    static List<Measurement<?>> of(Measurement<?> measurement, List<String> methods) {
        List<Measurement<?>> each = new ArrayList<>();
        for (String method : methods) {
            Measurement<?> by = measurement.using(method);
            if (by.estimator() != measurement.estimator()) {
                each.add(by);
            }
        }
        return each.isEmpty() ? List.of(measurement) : each;
    }
}

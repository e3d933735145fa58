package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Measurement;
import java.util.ArrayList;
import java.util.List;

/** A measurement by each interval method asked for that it has; by its own where it has none of them. */
final class Methods {
    private Methods() {}

    /** Days as the units of the sample. */
    static final String CLUSTERED = "clustered";

    static List<Measurement<?>> of(Query.Answer answer, List<String> methods) {
        Measurement<?> measurement = answer.measurement();
        List<Measurement<?>> each = new ArrayList<>();
        for (String method : methods) {
            if (method.equals(CLUSTERED)) {
                Measurement<?> clustered = answer.clustered();
                if (clustered != null) {
                    each.add(clustered);
                }
                continue;
            }
            Measurement<?> by = measurement.using(method);
            if (by.estimator() != measurement.estimator()) {
                each.add(by);
            }
        }
        return each.isEmpty() ? List.of(measurement) : each;
    }
}

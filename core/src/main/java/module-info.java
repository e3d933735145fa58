/**
 * Customer-service metrics that carry their definition, their sample and their uncertainty.
 *
 * <p>Start in {@code io.github.supportmetrics.metric}: a {@code Metric} turns events into results.
 */
module io.github.supportmetrics {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires org.apache.commons.statistics.distribution;

    exports io.github.supportmetrics.codec;
    exports io.github.supportmetrics.stats;
    exports io.github.supportmetrics.time;
    exports io.github.supportmetrics.event;
    exports io.github.supportmetrics.event.ticket;
    exports io.github.supportmetrics.metric;
    exports io.github.supportmetrics.standard;
    exports io.github.supportmetrics.report;
}

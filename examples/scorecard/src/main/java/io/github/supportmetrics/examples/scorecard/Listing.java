package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.TextTable;

/** What --list prints. */
final class Listing {
    private Listing() {}

    static String of(Catalogue catalogue) {
        TextTable table = new TextTable("metric", "unit", "better", "needs", "definition");
        String topic = "";
        for (Entry<?, ?> entry : catalogue.entries()) {
            if (!entry.topic().equals(topic)) {
                topic = entry.topic();
                table.blank();
                table.heading(topic);
            }
            Definition definition = definition(catalogue, entry);
            table.row(
                    entry.asked(),
                    definition.unit().symbol(),
                    definition.direction().name(),
                    entry.kind().word() + ": "
                            + String.join(", ", entry.needs()).replace("|", " or "),
                    definition.formula() + (definition.source().isEmpty() ? "" : " [" + definition.source() + "]"));
        }
        return table + """


                Any time D (asa wait abandonedAfter aht talk hold acw) also as D.p90 (a quantile, 0 to 100; D.p90[type1] by another
                definition than R's type 7) and D.within[20s] (the share that took no longer). Lengths are written 20s 5min 8h 7d.
                Survey metrics take a scale: csat.t2b[1-5]. Each has its own interval; --interval asks for another.""";
    }

    private static Definition definition(Catalogue catalogue, Entry<?, ?> entry) {
        return entry.metric()
                .apply(catalogue.find(Request.parse(entry.asked())).request())
                .empty()
                .definition();
    }
}

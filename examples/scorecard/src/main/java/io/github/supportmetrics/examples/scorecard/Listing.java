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
                    // The currency is the file's.
                    definition.unit().symbol().replace(Request.Given.NO_CURRENCY, "money"),
                    definition.direction().name(),
                    entry.kind().word() + ": "
                            + String.join(", ", entry.needs()).replace("|", " or "),
                    definition.formula() + (definition.source().isEmpty() ? "" : " [" + definition.source() + "]"));
        }
        return table + """


                What lasts also as X.survival.p50 (the age by which half have ended), X.survival.mean[72mo] (the mean up to an age) and
                X.survival.curve, for X = patience retention secondPurchase. Any time D (asa wait abandonedAfter aht talk hold acw complaint.timeToClose
                secondPurchase) also as D.p90 (a quantile, 0 to 100;
                D.p90[type1] by another definition than R's type 7) and D.within[20s] (the share that took no longer). Lengths are
                written 20s 5min 8h 7d, shares 80% or 0.8. Survey metrics take a scale: csat.t2b[1-5]; nps takes an occasion:
                nps[relational]; response rates a kind: survey.responseRate[csat]; accuracy a criticality: accuracy.unit[customer];
                qa.agreement a form: percent cohen cohen-linear cohen-quadratic fleiss alpha-nominal alpha-ordinal alpha-interval
                icc1 icc2 icc3; Pareto tables how several categories of one count: each or split. What stands in brackets without a
                default is an example. Each metric has its own interval; --interval asks for another.""";
    }

    private static Definition definition(Catalogue catalogue, Entry<?, ?> entry) {
        return entry.metric()
                .apply(catalogue.find(Request.parse(entry.asked())).request())
                .empty()
                .definition();
    }
}

package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.TextTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What --list prints. */
final class Listing {
    private Listing() {}

    static String of(Catalogue catalogue) {
        TextTable table = new TextTable("metric", "unit", "better", "needs", "definition");
        Map<String, List<Entry<?, ?>>> topics = new LinkedHashMap<>();
        for (Entry<?, ?> entry : catalogue.entries()) {
            topics.computeIfAbsent(entry.topic(), t -> new ArrayList<>()).add(entry);
        }
        topics.forEach((topic, entries) -> {
            table.blank();
            table.heading(topic);
            entries.forEach(entry -> row(catalogue, entry, table));
        });
        String text = """


                What lasts also as X.survival.p50 (the age by which half have ended), X.survival.mean[72mo] (the mean up to an age) and
                X.survival.curve, for X = %s.
                Any time D also as D.p90 (a quantile, 0 to 100; D.p90[type1] by another definition than R's type 7), D.within[20s] (the share
                that took no longer) and D.histogram[30s,60s], for D = %s,
                and amounts alike (orderValue.within[50]), for %s; elapsed[startedAt,resolvedAt].p90 has them behind its brackets.
                What has D.business counts working time of --calendar: frt.business.within[4h], timeInStage[PENDING].business.
                sla.attainment[requesterWait,8h] promises a time by its metric's id: pickup frt nrt resolution.first resolution.full
                requesterWait agentWork; sla.attainment without brackets is that of contacts with dueAt.
                Lengths are written 20s 5min 8h 7d, shares 80%% or 0.8. Contacts repeat those of the same customer; fcr.window[7d,topic] and
                [7d,channel] ask for the same topic or channel too. Survey metrics take a scale: csat.t2b[1-5]; nps takes an occasion:
                nps[relational]; response rates a kind: survey.responseRate[csat]; accuracy a criticality: accuracy.unit[customer];
                qa.agreement a form: percent cohen cohen-linear cohen-quadratic fleiss alpha-nominal alpha-ordinal alpha-interval
                icc1 icc2 icc3; Pareto tables how several categories of one count: each or split; retention.cohort a period: week month
                quarter year. What stands in brackets without a default is an example. Each metric has its own interval; --interval asks
                for another.""";
        return table
                + text.formatted(
                        inAllTime(catalogue.lifetimes()),
                        inAllTime(catalogue.timings()),
                        String.join(" ", catalogue.amounts()));
    }

    /** Those that also count working time are named once. */
    private static String inAllTime(Collection<String> ids) {
        return ids.stream().filter(id -> !id.endsWith(Catalogue.BUSINESS)).collect(Collectors.joining(" "));
    }

    private static void row(Catalogue catalogue, Entry<?, ?> entry, TextTable table) {
        Definition definition = definition(catalogue, entry);
        Entry<?, ?> other = catalogue.other(entry);
        table.row(
                entry.asked(),
                // The currency is the file's.
                definition.unit().symbol().replace(Request.Given.NO_CURRENCY, "money"),
                definition.direction().name(),
                needs(entry) + (other == null ? "" : "; or " + needs(other)),
                definition.formula() + (definition.source().isEmpty() ? "" : " [" + definition.source() + "]"));
    }

    private static String needs(Entry<?, ?> entry) {
        return (entry.kind().word() + ": " + String.join(", ", entry.needs()).replace("|", " or "))
                .replace(", " + Facts.CALENDAR, ", --calendar");
    }

    private static Definition definition(Catalogue catalogue, Entry<?, ?> entry) {
        return entry.metric()
                .apply(catalogue.find(Request.parse(entry.asked())).request())
                .empty()
                .definition();
    }
}

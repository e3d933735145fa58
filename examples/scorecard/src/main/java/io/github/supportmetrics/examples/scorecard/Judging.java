package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.standard.ErrorBudget;
import io.github.supportmetrics.standard.Evaluation;
import io.github.supportmetrics.standard.Scorecard.Line;
import io.github.supportmetrics.standard.Standard;
import io.github.supportmetrics.time.TimeWindow;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What --standards asks: whether each standard is met in each group, and whether it is a sensible one. */
final class Judging {
    private static final String PERIOD = "month";

    private final Options options;
    private final Facts facts;
    private final Catalogue catalogue;
    private final Loader loader;
    private final PrintStream err;

    /**
     * One standard in one group.
     *
     * @param asked the standard as the file has it
     * @param metric the metric, with its scale where there are several
     * @param place a row of the group
     * @param evaluation the judgement
     */
    record Judged(StandardsFile.Asked asked, String metric, Row place, Evaluation evaluation) {
        /** What may still go wrong in the running period, if it is known how much it will bring. */
        Optional<ErrorBudget> budget() {
            Measurement<?> running = evaluation.running();
            return Optional.ofNullable(asked.expected())
                    .filter(expected -> running.proportion().isPresent())
                    .map(expected -> ErrorBudget.of(evaluation.standard(), running, expected));
        }

        /** Its line in the scorecard, if it counts there. */
        Optional<Line> line() {
            return Optional.ofNullable(asked.score())
                    .map(anchors -> Line.of(
                            evaluation.standard(),
                            anchors,
                            evaluation.compliance().measurement()));
        }
    }

    Judging(Options options, Facts facts, Catalogue catalogue, Loader loader, PrintStream err) {
        this.options = options;
        this.facts = facts;
        this.catalogue = catalogue;
        this.loader = loader;
        this.err = err;
    }

    List<Judged> of(List<StandardsFile.Asked> standards) {
        List<Judged> judged = new ArrayList<>();
        standards.forEach(asked -> judged.addAll(of(asked)));
        List<Evaluation> together =
                Evaluation.together(judged.stream().map(Judged::evaluation).toList());
        for (int i = 0; i < judged.size(); i++) {
            Judged one = judged.get(i);
            judged.set(i, new Judged(one.asked(), one.metric(), one.place(), together.get(i)));
        }
        return judged;
    }

    private List<Judged> of(StandardsFile.Asked asked) {
        String period = asked.period() != null ? asked.period() : options.per != null ? options.per : PERIOD;
        try {
            Query query = query(List.of(asked.metric()), period, asked.where());
            Instant asOf = query.asOf().orElse(Instant.EPOCH);
            List<List<Query.Answer>> others = new ArrayList<>();
            asked.beside()
                    .forEach(other -> others.add(
                            query(List.of(other), period, asked.where()).run()));
            List<Judged> judged = new ArrayList<>();
            series(query.run()).forEach((key, rows) -> {
                Row first = rows.get(0);
                Standard standard = asked.terms()
                        .apply(Standard.of(asked.title(), first.measurement().definition(), asked.target()))
                        .validity(validity(asked, query));
                Evaluation evaluation = standard.evaluate(rows, asOf);
                judged.add(new Judged(asked, key.metric(), first, beside(asked, evaluation, first, others)));
            });
            if (judged.isEmpty()) {
                err.println("notice: standard " + asked.name() + " is not judged: no row has a period");
            }
            return judged;
        } catch (UsageException e) {
            throw new UsageException("standard " + asked.name() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException("standard " + asked.name() + ": " + e.getMessage());
        }
    }

    private Query query(List<String> metrics, String period, List<String> where) {
        return new Query(options.asking(metrics, period, where), facts, catalogue, loader, err);
    }

    /** A metric in one group. */
    private record Key(String metric, List<Row.Cell> group) {}

    /** The rows of each metric and group that have a period, in order. */
    private static Map<Key, List<Row>> series(List<Query.Answer> answers) {
        Map<Key, List<Row>> series = new LinkedHashMap<>();
        for (Query.Answer answer : answers) {
            List<Row.Cell> path = answer.row().path();
            Row.Cell last = path.get(path.size() - 1);
            if (last.period() && last.key() instanceof TimeWindow) {
                series.computeIfAbsent(
                                new Key(answer.metric(), path.subList(0, path.size() - 1)), key -> new ArrayList<>())
                        .add(answer.row());
            }
        }
        return series;
    }

    /** Only whole periods within the standard's validity, and within --from and --to, are judged. */
    private static TimeWindow validity(StandardsFile.Asked asked, Query query) {
        TimeWindow range = query.range();
        Instant from = start(asked.from(), query.zone(), range.start());
        Instant to = start(asked.to(), query.zone(), range.end());
        Instant start = from.isAfter(range.start()) ? from : range.start();
        Instant end = to.isBefore(range.end()) ? to : range.end();
        return new TimeWindow(start, end.isBefore(start) ? start : end);
    }

    private static Instant start(@Nullable LocalDate day, ZoneId zone, Instant otherwise) {
        return day == null ? otherwise : day.atStartOfDay(zone).toInstant();
    }

    private static Evaluation beside(
            StandardsFile.Asked asked, Evaluation alone, Row place, List<List<Query.Answer>> others) {
        Evaluation evaluation = alone;
        StandardsFile.Tolerance tolerance = asked.tolerance();
        if (tolerance != null) {
            Duration threshold = tolerance.threshold();
            evaluation = threshold == null
                    ? evaluation.tolerated(tolerance.worst())
                    : evaluation.tolerated(Duration.ofMillis(Math.round(1_000 * tolerance.worst())), threshold);
        }
        if (asked.peers() != null) {
            evaluation = evaluation.peers(asked.peers());
        }
        for (List<Query.Answer> other : others) {
            for (Map.Entry<Key, List<Row>> series : series(other).entrySet()) {
                List<Row> rows = series.getValue();
                if (rows.get(0).group().equals(place.group())) {
                    evaluation = evaluation.beside(rows);
                }
            }
        }
        return evaluation;
    }
}

package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Definition;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What --standards asks: whether each standard is met in each group, and whether it is a sensible one. */
final class Judging {
    private static final String PERIOD = "month";
    private static final int A_FIFTH = 5;

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
            List<Query.Answer> answers = query.run();
            Map<Series, List<Query.Answer>> series = Series.of(answers);
            boolean several =
                    series.keySet().stream().map(Series::metric).distinct().count() > 1;
            TimeWindow validity = validity(asked, query, answers);
            List<Judged> judged = new ArrayList<>();
            series.forEach((key, answersOfOne) -> {
                List<Row> rows = rows(answersOfOne);
                Row first = rows.get(0);
                Definition definition = first.measurement().definition();
                String currency = asked.currency();
                if (currency != null && !currency.equals(definition.unit().symbol())) {
                    throw new UsageException("its target is in " + currency + ", the metric in " + definition.unit());
                }
                String title = several ? asked.title() + " (" + key.metric() + ")" : asked.title();
                Standard standard = asked.terms()
                        .apply(Standard.of(title, definition, asked.target()).leastN(options.minN))
                        .validity(validity);
                judged.add(new Judged(
                        asked, key.metric(), first, beside(asked, standard.evaluate(rows, asOf), first, others)));
            });
            if (judged.isEmpty()) {
                err.println("notice: standard " + asked.name() + " is not judged: there are no data with a period");
            }
            return judged;
        } catch (UsageException | IllegalArgumentException e) {
            throw new UsageException("standard " + asked.name() + ": " + e.getMessage());
        }
    }

    private Query query(List<String> metrics, String period, List<String> where) {
        return new Query(options.asking(metrics, period, where), facts, catalogue, loader, err);
    }

    /** The rows of a series, each by the first interval method asked for that it has. */
    private List<Row> rows(List<Query.Answer> answers) {
        return answers.stream()
                .map(answer -> new Row(
                        answer.row().path(),
                        Methods.of(answer, options.intervals).get(0)))
                .toList();
    }

    /** Only whole periods within the standard's validity, and within --from and --to, are judged. */
    private static TimeWindow validity(StandardsFile.Asked asked, Query query, List<Query.Answer> answers) {
        TimeWindow range = query.range();
        if (range.start().equals(Instant.MIN)) {
            range = new TimeWindow(wholeFrom(query, answers), range.end());
        }
        Instant from = start(asked.from(), query.zone(), range.start());
        Instant to = start(asked.to(), query.zone(), range.end());
        Instant start = from.isAfter(range.start()) ? from : range.start();
        Instant end = to.isBefore(range.end()) ? to : range.end();
        return new TimeWindow(start, end.isBefore(start) ? start : end);
    }

    /** From when on periods are whole: the first one is not if more than a fifth of its days had passed before the first fact. */
    private static Instant wholeFrom(Query query, List<Query.Answer> answers) {
        Optional<TimeWindow> first = answers.stream()
                .map(answer -> answer.row().innermost())
                .filter(cell -> cell.key() instanceof TimeWindow)
                .map(cell -> (TimeWindow) Objects.requireNonNull(cell.key()))
                .min(Comparator.naturalOrder());
        Optional<Instant> fact = answers.stream().findFirst().flatMap(answer -> query.first(answer.entry()));
        if (first.isEmpty() || fact.isEmpty()) {
            return Instant.MIN;
        }
        LocalDate begin = day(first.get().start(), query);
        long days = ChronoUnit.DAYS.between(begin, day(first.get().end(), query));
        long missing = ChronoUnit.DAYS.between(begin, day(fact.get(), query));
        return missing * A_FIFTH > days && days > missing ? first.get().end() : Instant.MIN;
    }

    private static LocalDate day(Instant instant, Query query) {
        return instant.atZone(query.zone()).toLocalDate();
    }

    private static Instant start(@Nullable LocalDate day, ZoneId zone, Instant otherwise) {
        return day == null ? otherwise : day.atStartOfDay(zone).toInstant();
    }

    private Evaluation beside(StandardsFile.Asked asked, Evaluation alone, Row place, List<List<Query.Answer>> others) {
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
            for (List<Query.Answer> series : Series.of(other).values()) {
                List<Row> rows = rows(series);
                if (rows.get(0).group().equals(place.group())) {
                    evaluation = evaluation.beside(rows);
                }
            }
        }
        return evaluation;
    }
}

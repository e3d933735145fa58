package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Comparison;
import io.github.supportmetrics.metric.Groups;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.metric.TextTable;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.report.Wording;
import io.github.supportmetrics.standard.Scorecard;
import io.github.supportmetrics.standard.Scorecard.Line;
import io.github.supportmetrics.stats.GroupTest;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.MannKendall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The answer as a page that a manager can read. */
final class TextOutput {
    private static final int FILES_A_LINE = 3;
    private static final int LAST_COLUMN = 60;

    private final Options options;
    private final StringBuilder page = new StringBuilder();

    private TextOutput(Options options) {
        this.options = options;
    }

    static String of(Options options, Report report) {
        TextOutput output = new TextOutput(options);
        List<Query.Answer> answers = report.answers();
        output.head(report.query(), report.facts());
        List<Query.Answer> others =
                answers.stream().filter(answer -> !isCell(answer)).toList();
        if (options.by.isEmpty() && options.per == null && !others.isEmpty()) {
            output.single(others);
        } else {
            output.grouped(others);
        }
        output.standards(report.judged());
        if (options.trend) {
            output.trends(report.trends(options.minN));
        }
        output.matrices(answers.stream().filter(TextOutput::isCell).toList());
        answers.forEach(output::points);
        output.compared(report.compared());
        output.foot(report.facts());
        return output.page.toString();
    }

    private void line(String text) {
        page.append(text.stripTrailing()).append(System.lineSeparator());
    }

    private void head(Query query, Facts facts) {
        List<String> files = facts.inputs().stream()
                .map(input -> input.file().replaceAll(".*[/\\\\]", "") + " (" + input.rows() + " "
                        + input.record().word() + (input.rejected() == 0 ? "" : ", " + input.rejected() + " rejected")
                        + ")")
                .distinct()
                .toList();
        line("Scorecard of " + String.join(", ", files.subList(0, Math.min(FILES_A_LINE, files.size()))));
        for (int i = FILES_A_LINE; i < files.size(); i += FILES_A_LINE) {
            line("             " + String.join(", ", files.subList(i, Math.min(i + FILES_A_LINE, files.size()))));
        }
        line("as of "
                + query.asOf()
                        .map(at -> at.atZone(query.zone()).toLocalDateTime() + " " + query.zone())
                        .orElse("(no dates)")
                + (options.where.isEmpty() ? "" : ", where " + String.join(" and ", options.where)));
        line("");
    }

    /** What is to be said of each standard, and the scorecard of those that count in one. */
    private void standards(List<Judging.Judged> judged) {
        Wording words = Wording.in(options.locale());
        String group = "";
        for (Judging.Judged one : judged) {
            String place = place(one.place());
            if (!place.equals(group)) {
                line(place);
                line("");
                group = place;
            }
            line(words.text(one.evaluation()));
            one.budget().ifPresent(budget -> line("  - " + words.text(budget)));
            line("");
        }
        Map<String, List<Line>> cards = new LinkedHashMap<>();
        judged.forEach(one -> one.line()
                .ifPresent(scored -> cards.computeIfAbsent(place(one.place()), g -> new ArrayList<>())
                        .add(scored)));
        cards.forEach((place, lines) -> {
            line(
                    place.isEmpty()
                            ? "Scorecard of the last whole periods"
                            : "Scorecard of the last whole periods, " + place);
            line(words.text(Scorecard.of(lines)));
            line("");
        });
    }

    private static String place(Row row) {
        return row.path().stream()
                .filter(cell -> !cell.period())
                .map(cell -> cell.axis() + " " + cell.text())
                .collect(Collectors.joining(", "));
    }

    private void trends(List<Report.Course> courses) {
        if (courses.isEmpty()) {
            return;
        }
        line(
                "Does it rise or fall? One test per series (Mann and Kendall, neighbours allowed to be alike); Sen's slope a "
                        + Objects.requireNonNull(options.per).replaceAll("@.*", "") + "; the running one counts.");
        TextTable table = new TextTable("metric", "", "periods", "slope", limits(), "p", "verdict");
        table.alignRight(2, 3, 4, 5);
        for (Report.Course course : courses) {
            MannKendall kendall = course.trend().kendall();
            Interval interval = kendall.correctedSlopeInterval(options.level());
            table.row(
                    course.metric(),
                    place(course.place()),
                    Integer.toString(kendall.n()),
                    course.trend().text(kendall.slope()),
                    kendall.slope().isEmpty()
                            ? ""
                            : course.trend().text(OptionalDouble.of(interval.low())) + " … "
                                    + course.trend().text(OptionalDouble.of(interval.high())),
                    probability(OptionalDouble.of(kendall.correctedP())),
                    course.trend().verdict().name() + (course.trend().isReliable() ? "" : " (fewer than 12 periods)"));
        }
        line(table.toString());
        line("");
    }

    /** All metrics in one table, under their topics. */
    private void single(List<Query.Answer> answers) {
        Map<String, List<Query.Answer>> topics = new LinkedHashMap<>();
        for (Query.Answer answer : answers) {
            topics.computeIfAbsent(answer.entry().topic(), t -> new ArrayList<>())
                    .add(answer);
        }
        TextTable table = new TextTable("metric", "", "n", "value", limits(), "definition");
        table.alignRight(2, 3, 4);
        topics.forEach((topic, all) -> {
            table.blank();
            table.heading(topic);
            for (Query.Answer answer : all) {
                for (Measurement<?> m : Methods.of(answer, options.intervals)) {
                    List<String> words = wrapped(m.definition().formula() + method(m), "");
                    table.row(
                            m.definition().title(),
                            answer.metric(),
                            Long.toString(m.n()),
                            value(m),
                            interval(m),
                            words.get(0));
                    below(words.subList(1, words.size()), table);
                }
                Map<String, Long> left = answer.measurement().notCounted();
                if (!left.isEmpty()) {
                    below(wrapped("not counted: " + text(left), "  "), table);
                }
                nonResponse(answer, table);
            }
        });
        line(table.toString());
        line("");
    }

    private String method(Measurement<?> m) {
        return options.intervals.isEmpty()
                ? ""
                : " (" + m.interval(options.level()).method() + ")";
    }

    private static void below(List<String> lines, TextTable table) {
        lines.forEach(line -> table.row("", "", "", "", "", line));
    }

    /** A text in lines that are not too long for the last column, parted between words. */
    private static List<String> wrapped(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            boolean first = line.toString().isBlank();
            if (!first && line.length() + 1 + word.length() > LAST_COLUMN) {
                lines.add(line.toString());
                line = new StringBuilder(indent.isEmpty() ? "  " : indent + "  ");
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static void nonResponse(Query.Answer answer, TextTable table) {
        Number rate = answer.more().get("responseRate");
        Number low = answer.more().get("worstCaseLow");
        Number high = answer.more().get("worstCaseHigh");
        if (rate != null && low != null && high != null) {
            Unit unit = answer.measurement().definition().unit();
            String bounds = Numbers.text(low.doubleValue(), unit) + " … " + Numbers.text(high.doubleValue(), unit);
            String answered = Numbers.text(rate.doubleValue(), Unit.RATIO);
            below(wrapped("of all who were asked: " + bounds + ", as " + answered + " answered", "  "), table);
        }
    }

    private static String text(Map<String, Long> left) {
        return left.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private String limits() {
        return options.level() + " interval";
    }

    private String value(Measurement<?> measurement) {
        return switch (measurement.state(options.minN)) {
            case SUPPRESSED -> "n < " + options.minN;
            case IMMATURE -> "too young";
            case NO_DATA -> measurement.n() > 0 ? "not reached" : Numbers.value(measurement);
            case VALUE -> Numbers.value(measurement);
        };
    }

    private String interval(Measurement<?> measurement) {
        return measurement.state(options.minN) == Measurement.State.VALUE
                ? Numbers.limits(measurement, options.level())
                : "";
    }

    /** Whether a number stands in a cohort's row and an age's column. */
    private static boolean isCell(Query.Answer answer) {
        List<Row.Cell> path = answer.row().path();
        return path.size() > 1
                && path.get(path.size() - 1).axis().equals("age")
                && path.get(path.size() - 2).axis().equals("cohort");
    }

    private boolean isBlank(Query.Answer cell) {
        return cell.measurement().state(options.minN) == Measurement.State.IMMATURE;
    }

    /** A row per cohort, a column per age; what is not over yet stays blank. */
    private void matrices(List<Query.Answer> cells) {
        Map<String, Map<String, List<Query.Answer>>> matrices = new LinkedHashMap<>();
        for (Query.Answer cell : cells) {
            List<Row.Cell> path = cell.row().path();
            String outer = path.subList(0, path.size() - 2).stream()
                    .map(group -> axis(group) + " " + group.text())
                    .collect(Collectors.joining(", "));
            matrices.computeIfAbsent(cell.metric() + (outer.isEmpty() ? "" : ", " + outer), k -> new LinkedHashMap<>())
                    .computeIfAbsent(path.get(path.size() - 2).text(), k -> new ArrayList<>())
                    .add(cell);
        }
        matrices.forEach((name, cohorts) -> {
            Query.Answer any = cohorts.values().iterator().next().get(0);
            line(any.measurement().definition().title() + " (" + name + ") = "
                    + any.measurement().definition().formula() + ", by age in periods; what is not over is blank");
            int ages = (int) cohorts.values().stream()
                    .mapToLong(
                            row -> row.stream().filter(cell -> !isBlank(cell)).count())
                    .max()
                    .orElse(0);
            List<String> head = new ArrayList<>(List.of("cohort", "n"));
            IntStream.range(0, ages).forEach(age -> head.add(Integer.toString(age)));
            TextTable table = new TextTable(head.toArray(new String[0]));
            table.alignRight(IntStream.range(1, head.size()).toArray());
            cohorts.forEach((cohort, row) -> {
                List<String> line = new ArrayList<>(List.of(cohort, ""));
                for (Query.Answer cell : row.subList(0, Math.min(ages, row.size()))) {
                    line.set(1, Long.toString(cell.measurement().considered()));
                    line.add(isBlank(cell) ? "" : value(cell.measurement()));
                }
                while (line.size() < head.size()) {
                    line.add("");
                }
                table.row(line.toArray(new String[0]));
            });
            line(table.toString());
            line("");
        });
    }

    /** A table per metric. */
    private void grouped(List<Query.Answer> answers) {
        Map<String, List<Query.Answer>> metrics = new LinkedHashMap<>();
        for (Query.Answer answer : answers) {
            metrics.computeIfAbsent(answer.metric(), t -> new ArrayList<>()).add(answer);
        }
        metrics.forEach((metric, all) -> {
            Measurement<?> first = all.get(0).measurement();
            line(first.definition().title() + " (" + metric + ") = "
                    + first.definition().formula());
            Set<String> axes = new LinkedHashSet<>();
            all.forEach(answer -> answer.row().path().forEach(cell -> axes.add(axis(cell))));
            List<String> head = new ArrayList<>(axes);
            head.addAll(List.of("n", "value", limits(), "not counted"));
            TextTable table = new TextTable(head.toArray(new String[0]));
            table.alignRight(axes.size(), axes.size() + 1, axes.size() + 2);
            for (Query.Answer answer : all) {
                for (Measurement<?> m : Methods.of(answer, options.intervals)) {
                    List<String> cells = new ArrayList<>();
                    answer.row().path().forEach(cell -> cells.add(cell.text()));
                    cells.addAll(
                            List.of(Long.toString(m.n()), value(m), interval(m) + method(m), text(m.notCounted())));
                    table.row(cells.toArray(new String[0]));
                }
            }
            line(table.toString());
            line("");
        });
    }

    /** The table behind a number: a Pareto table's lines. */
    private void points(Query.Answer answer) {
        List<Map<String, Object>> points = answer.measurement().points(options.level());
        if (points.isEmpty() || answer.measurement().state(options.minN) != Measurement.State.VALUE) {
            return;
        }
        String place = answer.row().path().stream()
                .map(cell -> axis(cell) + " " + cell.text())
                .collect(Collectors.joining(", "));
        line(answer.measurement().definition().title() + " (" + answer.metric() + ")"
                + (place.isEmpty() ? "" : ", " + place) + ", n = "
                + answer.measurement().n());
        List<String> head = new ArrayList<>(points.get(0).keySet());
        TextTable table = new TextTable(head.toArray(new String[0]));
        table.alignRight(IntStream.range(1, head.size()).toArray());
        for (Map<String, Object> point : points) {
            table.row(head.stream()
                    .map(field -> {
                        Object value = point.get(field);
                        return value == null ? "" : text(field, value);
                    })
                    .toArray(String[]::new));
        }
        line(table.toString());
        line("");
    }

    private static String text(String field, Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "";
        }
        if (value instanceof Double number) {
            boolean share = Set.of("share", "cumulative").contains(field);
            boolean time = Set.of("from", "to").contains(field);
            return Numbers.text(number, share ? Unit.RATIO : time ? Unit.SECONDS : Unit.NUMBER);
        }
        return String.valueOf(value);
    }

    private void compared(List<Comparing.Compared> compared) {
        if (compared.isEmpty()) {
            return;
        }
        String by = compared.get(0).by();
        String base = compared.get(0).base();
        if (base == null) {
            line("Do the groups of " + by + " differ? One test per metric over all of them.");
            TextTable table = new TextTable("metric", "groups", "test", "statistic", "p", "verdict");
            table.alignRight(1, 3, 4);
            for (Comparing.Compared one : compared) {
                GroupTest test = Objects.requireNonNull(one.test());
                boolean evident = test.p().isPresent()
                        && test.p().getAsDouble() <= 1 - options.level().level();
                table.row(
                        one.metric(),
                        Integer.toString(one.groups().size()),
                        test.method(),
                        number(test.statistic()),
                        probability(test.p()),
                        test.p().isEmpty() ? "no data" : evident ? "they differ" : "NO_EVIDENCE");
            }
            line(table.toString());
        } else {
            line("Each group of " + by + " against " + base + ". p is adjusted for the number of groups.");
            TextTable table = new TextTable("metric", by, "value", base, "difference", limits(), "p", "verdict");
            table.alignRight(2, 3, 4, 5, 6);
            for (Comparing.Compared one : compared) {
                Groups.Against<String> against = Objects.requireNonNull(one.against());
                Comparison comparison = against.comparison();
                table.row(
                        one.metric(),
                        against.group(),
                        Numbers.value(comparison.measured()),
                        Numbers.value(comparison.base()),
                        comparison.differenceText(),
                        comparison.limitsText(),
                        probability(against.pAdjusted()),
                        against.verdict().name());
            }
            line(table.toString());
        }
        line("");
    }

    private static String number(OptionalDouble number) {
        return number.isEmpty() ? "" : Numbers.text(number.getAsDouble(), Unit.NUMBER);
    }

    private static String probability(OptionalDouble p) {
        if (p.isEmpty()) {
            return "";
        }
        return p.getAsDouble() < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p.getAsDouble());
    }

    private String axis(Row.Cell cell) {
        return cell.period() ? String.valueOf(options.per) : cell.axis();
    }

    private void foot(Facts facts) {
        line("n: the sample a number rests on. " + limits() + ": where the true value lies, if the sample is random.");
        if (options.intervals.isEmpty()) {
            line(
                    "Contacts of one day are alike, which makes it wider: --interval clustered takes days for the sample.");
        }
        if (facts.rejections().count() > 0) {
            line("Rejected rows, which are in no number: " + facts.rejections().count() + "; see the error stream.");
        }
    }
}

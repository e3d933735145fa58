package io.github.supportmetrics.report;

import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.TextTable;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.standard.Compliance;
import io.github.supportmetrics.standard.ErrorBudget;
import io.github.supportmetrics.standard.Evaluation;
import io.github.supportmetrics.standard.Finding;
import io.github.supportmetrics.standard.Realism;
import io.github.supportmetrics.standard.Scorecard;
import io.github.supportmetrics.standard.Standard;
import io.github.supportmetrics.standard.Target;
import io.github.supportmetrics.standard.Trend;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judgements in the words of a language. English and Swedish are there; another language is a file {@code
 * io/github/supportmetrics/report/wording_xx.properties} with the same keys, beside them or on the host's class path. A language without a file reads English, whatever the host's own is.
 *
 * <p>Metrics, standards, periods and sources are named as their owners named them. Immutable and thread-safe.
 */
public final class Wording {
    private static final String FILE = "io.github.supportmetrics.report.wording";
    private static final double LEAST_P = .0001;
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final ResourceBundle words;
    private final Locale language;
    private final char decimal;

    private Wording(ResourceBundle words, Locale language) {
        this.words = words;
        this.language = language;
        this.decimal = DecimalFormatSymbols.getInstance(language).getDecimalSeparator();
    }

    /**
     * The words of a language.
     *
     * @param language the language
     * @return its words, or English if it has none
     */
    public static Wording in(Locale language) {
        ResourceBundle words = ResourceBundle.getBundle(FILE, language);
        if (words.getLocale().getLanguage().equals(language.getLanguage())) {
            return new Wording(words, language);
        }
        // Where a language has no file, Java would take the host's own before it takes English.
        return new Wording(ResourceBundle.getBundle(FILE, Locale.ROOT), Locale.ENGLISH);
    }

    /**
     * Which language it is.
     *
     * @return the language asked for, or English if that has no words
     */
    public Locale language() {
        return language;
    }

    /**
     * A judgement as a manager reads it.
     *
     * @param evaluation the judgement
     * @return a heading, then a line for the last period, one for the standard itself and one for each finding, indented by two blanks
     */
    public String text(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(evaluation.standard()));
        lines.add("  " + text(evaluation.compliance(), evaluation.period().orElseGet(() -> words.getString("all"))));
        lines.add("  " + text(evaluation.realism()));
        evaluation.findings().forEach(finding -> lines.add("  - " + text(finding)));
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * What a standard asks for.
     *
     * @param standard the standard
     * @return its name, metric, target and source
     */
    public String heading(Standard standard) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", standard.name());
        values.put("metric", standard.definition().title());
        values.put("target", text(standard.target(), standard.definition().unit()));
        values.put("source", standard.source());
        return fill(standard.source().isEmpty() ? "standard" : "standard.sourced", values);
    }

    /**
     * Whether a number meets a standard.
     *
     * @param compliance the verdicts
     * @return a sentence or two
     */
    public String text(Compliance compliance) {
        return text(compliance, "", ".alone");
    }

    /**
     * Whether a period met a standard.
     *
     * @param compliance the verdicts
     * @param period the period's label
     * @return a sentence or two
     */
    public String text(Compliance compliance, String period) {
        return text(compliance, period, "");
    }

    private String text(Compliance compliance, String period, String form) {
        Unit unit = compliance.measurement().definition().unit();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("period", period);
        values.put("n", Long.toString(compliance.measurement().n()));
        values.put("leastN", Long.toString(compliance.standard().leastN()));
        if (!compliance.isJudged()) {
            return fill("compliance." + compliance.contractual() + form, values);
        }
        ConfidenceLevel level = compliance.standard().level();
        String limits = Numbers.limits(compliance.measurement(), level);
        values.put("value", local(Numbers.value(compliance.measurement()), unit));
        values.put("level", local(level.toString(), Unit.RATIO));
        values.put("limits", local(limits, unit));
        String sample = fill(limits.isEmpty() ? "sample" : "sample.limits", values);
        values.put("sample", sample);
        String evidence = compliance.isTooFew()
                ? "evidence.FEW"
                : "evidence." + compliance.contractual() + "." + compliance.evidential();
        // What is counted in full needs no proof.
        values.put("evidence", compliance.measurement().isCensus() ? "" : fill(evidence, values));
        Compliance.Verdict verdict = compliance.verdict();
        return fill("compliance." + verdict + form, values).strip();
    }

    /**
     * What kind of target a standard has.
     *
     * @param realism the judgement
     * @return a sentence or two
     */
    public String text(Realism realism) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("met", Integer.toString(realism.met()));
        values.put("periods", Integer.toString(realism.periods()));
        values.put("low", number(realism.attainment().low(), Unit.RATIO));
        values.put("high", number(realism.attainment().high(), Unit.RATIO));
        return fill("realism." + realism.verdict(), values);
    }

    /**
     * One thing that was found.
     *
     * @param finding the finding
     * @return a sentence
     */
    public String text(Finding finding) {
        Map<String, String> values = new LinkedHashMap<>();
        finding.figures()
                .forEach((name, figure) -> values.put(
                        name, name.equals("p") ? probability(figure.value()) : number(figure.value(), figure.unit())));
        finding.names()
                .forEach((name, text) ->
                        values.put(name, words.containsKey("word." + text) ? words.getString("word." + text) : text));
        String key = "finding." + finding.code();
        // A sentence for what is there: of a suggestion both ends or one, of peers a number or not.
        for (String name : List.of("low", "high", "size", "best", "headroom")) {
            String shorter = key + ".without." + name;
            if (!values.containsKey(name) && words.containsKey(shorter)) {
                return fill(shorter, values);
            }
        }
        boolean below = finding.figure("promised").orElse(0)
                < finding.figure("tolerated").orElse(0);
        if (below && words.containsKey(key + ".below")) {
            return fill(key + ".below", values);
        }
        Finding.Figure headroom = finding.figures().get("headroom");
        if (headroom != null && headroom.value() < 0) {
            values.put("headroom", number(-headroom.value(), headroom.unit()));
            return fill(key + ".outside", values);
        }
        return fill(key, values);
    }

    /**
     * Where a metric is going.
     *
     * @param trend the trend
     * @return a sentence
     */
    public String text(Trend trend) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("metric", trend.definition().title());
        values.put("verdict", words.getString("word." + trend.verdict()));
        values.put("n", Integer.toString(trend.n()));
        values.put("p", probability(trend.kendall().correctedP()));
        Interval interval = trend.kendall().correctedSlopeInterval(ConfidenceLevel.P95);
        values.put("low", slope(trend, OptionalDouble.of(interval.low())));
        values.put("high", slope(trend, OptionalDouble.of(interval.high())));
        OptionalDouble slope = trend.kendall().slope();
        values.put("slope", slope(trend, slope));
        values.put("slope", slope.isEmpty() ? "" : fill("trend.slope", values));
        boolean few = !trend.isReliable() && trend.verdict() != Trend.Verdict.NO_EVIDENCE;
        return fill(few ? "trend.few" : "trend", values);
    }

    private String slope(Trend trend, OptionalDouble slope) {
        boolean share = trend.definition().unit().equals(Unit.RATIO);
        return local(
                trend.text(slope),
                share ? Trend.PERCENTAGE_POINTS : trend.definition().unit());
    }

    /**
     * A scorecard as a table.
     *
     * @param card the card
     * @return a line per number, and the total
     */
    public String text(Scorecard card) {
        String[] head = words.getString("scorecard.head").split("\\|", -1);
        TextTable table = new TextTable(head);
        table.alignRight(2, 3, 4, 5);
        for (Scorecard.Line line : card.lines()) {
            boolean there = line.value().isPresent();
            table.row(
                    line.name(),
                    words.getString("perspective." + line.perspective()),
                    number(card.share(line), Unit.RATIO),
                    there ? number(line.value().getAsDouble(), line.unit()) : words.getString("scorecard.missing"),
                    there ? score(line.score().orElseThrow()) : "",
                    there ? scores(line.scores()) : "");
        }
        OptionalDouble total = card.total();
        table.row(
                words.getString("scorecard.total"),
                "",
                number(card.coverage(), Unit.RATIO),
                "",
                total.isEmpty() ? words.getString("scorecard.NO_SCORE") : score(total.getAsDouble()),
                total.isEmpty() ? "" : scores(card.interval()));
        return table.toString();
    }

    private String scores(Interval interval) {
        return score(interval.low()) + " … " + score(interval.high());
    }

    private String score(double score) {
        return local(String.format(Locale.ROOT, "%.2f", score), Unit.NUMBER);
    }

    /**
     * How many broken promises a target still allows.
     *
     * @param budget the budget
     * @return a sentence or two
     */
    public String text(ErrorBudget budget) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("spent", Long.toString(budget.spent()));
        // 0.1 · 1 000 is 99.99…98 in doubles.
        values.put("budget", number(Math.rint(budget.budget() * 10) / 10, Unit.COUNT));
        values.put("share", number(budget.spentShare(), Unit.RATIO));
        values.put("volume", number(budget.volumeShare(), Unit.RATIO));
        OptionalDouble end = budget.exhaustedAfter();
        if (end.isEmpty()) {
            return fill("budget", values);
        }
        values.put("rate", number(budget.burnRate().orElseThrow(), Unit.NUMBER));
        values.put("end", number(Math.rint(end.getAsDouble()), Unit.COUNT));
        return fill(budget.spentShare() > 1 ? "budget.overdrawn" : "budget.rate", values);
    }

    /**
     * What an alarm does.
     *
     * @param reading the reading
     * @return a sentence
     */
    public String text(ErrorBudget.Reading reading) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("alarm", reading.alarm().name());
        values.put("rate", number(reading.burnRate().orElse(0), Unit.NUMBER));
        values.put("atLeast", number(reading.atLeast(), Unit.NUMBER));
        return fill("alarm." + reading.state(), values);
    }

    private String probability(double p) {
        return p < LEAST_P ? "< " + number(LEAST_P, Unit.NUMBER) : "= " + number(p, Unit.NUMBER);
    }

    private String text(Target target, Unit unit) {
        return local(target.text(unit), unit);
    }

    private String number(double value, Unit unit) {
        return local(Numbers.text(value, unit), unit);
    }

    /** Numbers with the language's comma, and its word for the unit. */
    private String local(String text, Unit unit) {
        String key = "unit." + unit.symbol().replace(' ', '_');
        String worded = words.containsKey(key) ? text.replace(unit.symbol(), words.getString(key)) : text;
        return decimal == '.' ? worded : worded.replaceAll("(?<=\\d)\\.(?=\\d)", String.valueOf(decimal));
    }

    private String fill(String key, Map<String, String> values) {
        Matcher matcher = PLACE.matcher(words.getString(key));
        return matcher.replaceAll(
                place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }
}

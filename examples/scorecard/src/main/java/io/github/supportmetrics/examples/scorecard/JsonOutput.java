package io.github.supportmetrics.examples.scorecard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Groups;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.report.Wording;
import io.github.supportmetrics.standard.Compliance;
import io.github.supportmetrics.standard.ErrorBudget;
import io.github.supportmetrics.standard.Evaluation;
import io.github.supportmetrics.standard.Finding;
import io.github.supportmetrics.standard.History;
import io.github.supportmetrics.standard.Realism;
import io.github.supportmetrics.standard.Standard;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Difference;
import io.github.supportmetrics.stats.GroupTest;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.MannKendall;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** The answer as JSON, as the contract lays it out. */
final class JsonOutput {
    private final Options options;
    private final ConfidenceLevel level;
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    private JsonOutput(Options options) throws IOException {
        this.options = options;
        this.level = options.level();
        this.json = new JsonFactory().createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter());
    }

    static String of(Options options, Report report) {
        try {
            JsonOutput output = new JsonOutput(options);
            output.write(report);
            output.json.close();
            return output.text + System.lineSeparator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Report report) throws IOException {
        Query query = report.query();
        Facts facts = report.facts();
        json.writeStartObject();
        json.writeStringField("asOf", query.asOf().map(Object::toString).orElse(null));
        json.writeStringField("zone", query.zone().getId());
        json.writeArrayFieldStart("inputs");
        for (Facts.Input input : facts.inputs()) {
            json.writeStartObject();
            json.writeStringField("record", input.record().word());
            json.writeStringField("file", input.file());
            json.writeNumberField("rows", input.rows());
            json.writeNumberField("rejected", input.rejected());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("measurements");
        for (Query.Answer answer : report.answers()) {
            for (Measurement<?> measurement : Methods.of(answer, options.intervals)) {
                measurement(answer, measurement);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("comparisons");
        for (Comparing.Compared one : report.compared()) {
            comparison(one);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("trends");
        for (Report.Course course : options.trend ? report.trends(options.minN) : List.<Report.Course>of()) {
            trend(course);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("standards");
        for (Judging.Judged judged : report.judged()) {
            standard(judged);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rejected");
        for (Rejections.Rejection rejection : facts.rejections().kept()) {
            json.writeStartObject();
            json.writeStringField("file", rejection.file());
            json.writeStringField("record", rejection.record());
            json.writeNumberField("line", rejection.line());
            json.writeStringField("reason", rejection.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void measurement(Query.Answer answer, Measurement<?> measurement) throws IOException {
        Definition definition = measurement.definition();
        json.writeStartObject();
        json.writeStringField("metric", answer.metric());
        json.writeStringField("definition", described(definition));
        json.writeStringField("unit", definition.unit().symbol());
        json.writeStringField("direction", definition.direction().name());
        place(answer.row());
        json.writeNumberField("n", measurement.n());
        Measurement.State state = measurement.state(options.minN);
        Interval interval = measurement.interval(level);
        if (state == Measurement.State.VALUE) {
            json.writeNumberField("value", measurement.value().orElseThrow());
            finite("low", interval.low());
            finite("high", interval.high());
        }
        json.writeNumberField("confidence", level.level());
        json.writeStringField("method", interval.method());
        json.writeObjectFieldStart("excluded");
        for (Map.Entry<String, Long> excluded : measurement.notCounted().entrySet()) {
            json.writeNumberField(excluded.getKey(), excluded.getValue());
        }
        json.writeEndObject();
        json.writeStringField("state", state.name());
        if (state != Measurement.State.SUPPRESSED) {
            json.writeObjectFieldStart("detail");
            for (Map.Entry<String, Number> detail : answer.detail(measurement).entrySet()) {
                number(detail.getKey(), detail.getValue());
            }
            json.writeEndObject();
            points(measurement.points(level));
        }
        json.writeEndObject();
    }

    /** Filters are named by why rows are left out. */
    private static String described(Definition definition) {
        String text = definition.toString();
        if (definition.filters().isEmpty()) {
            return text;
        }
        String first = definition.filters().get(0);
        int at = Math.max(text.lastIndexOf(" where " + first), text.lastIndexOf(" where \"" + first));
        return at < 0 ? text : text.substring(0, at) + " without " + text.substring(at + " where ".length());
    }

    private void points(List<Map<String, Object>> points) throws IOException {
        if (points.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("points");
        for (Map<String, Object> point : points) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : point.entrySet()) {
                if (field.getValue() instanceof Number number) {
                    number(field.getKey(), number);
                } else if (field.getValue() instanceof Boolean truth) {
                    json.writeBooleanField(field.getKey(), truth);
                } else {
                    json.writeStringField(field.getKey(), String.valueOf(field.getValue()));
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void comparison(Comparing.Compared compared) throws IOException {
        json.writeStartObject();
        json.writeStringField("metric", compared.metric());
        json.writeStringField("by", compared.by());
        Groups.Against<String> against = compared.against();
        if (against != null) {
            Difference difference = against.comparison().difference();
            json.writeStringField("group", against.group());
            json.writeStringField("base", compared.base());
            json.writeStringField("method", difference.interval().method());
            number("difference", difference.value());
            finite("low", difference.interval().low());
            finite("high", difference.interval().high());
            number("statistic", difference.statistic());
            number("df", difference.degreesOfFreedom());
            number("p", difference.p());
            number("pAdjusted", against.pAdjusted());
            json.writeStringField("verdict", against.verdict().name());
        }
        GroupTest test = compared.test();
        if (test != null) {
            json.writeStringField("method", test.method());
            number("statistic", test.statistic());
            json.writeNumberField("df", test.degreesOfFreedom());
            number("dfWithin", test.within());
            number("p", test.p());
            json.writeArrayFieldStart("groups");
            int i = 0;
            for (String group : compared.groups().keySet()) {
                GroupTest.Group figures = test.groups().get(i++);
                json.writeStartObject();
                json.writeStringField("group", group);
                json.writeNumberField("n", figures.n());
                json.writeNumberField("observed", figures.observed());
                json.writeNumberField("expected", figures.expected());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void trend(Report.Course course) throws IOException {
        MannKendall kendall = course.trend().kendall();
        json.writeStartObject();
        json.writeStringField("metric", course.metric());
        group(course.place());
        json.writeNumberField("n", kendall.n());
        json.writeNumberField("s", kendall.s());
        json.writeNumberField("z", kendall.z());
        json.writeNumberField("p", kendall.p());
        json.writeNumberField("pCorrected", kendall.correctedP());
        number("slope", kendall.slope());
        Interval interval = kendall.slopeInterval(level);
        finite("low", interval.low());
        finite("high", interval.high());
        json.writeNumberField("confidence", level.level());
        json.writeStringField("verdict", course.trend().verdict().name());
        number("forecast", course.trend().forecast());
        json.writeEndObject();
    }

    private void standard(Judging.Judged judged) throws IOException {
        Evaluation evaluation = judged.evaluation();
        Standard standard = evaluation.standard();
        Compliance compliance = evaluation.compliance();
        json.writeStartObject();
        json.writeStringField("standard", judged.asked().name());
        json.writeStringField("title", standard.name());
        json.writeStringField("metric", judged.metric());
        json.writeStringField("definition", described(standard.definition()));
        json.writeStringField("unit", standard.definition().unit().symbol());
        group(judged.place());
        json.writeObjectFieldStart("target");
        finite("low", standard.target().low());
        finite("high", standard.target().high());
        json.writeEndObject();
        for (String[] term : new String[][] {
            {"source", standard.source()},
            {"owner", standard.owner()},
            {"perspective", standard.perspective().name()},
            {"nature", standard.nature().name()},
            {"mode", standard.mode().name()}
        }) {
            json.writeStringField(term[0], term[1]);
        }
        json.writeNumberField("weight", standard.weight());
        json.writeArrayFieldStart("where");
        for (String condition : judged.asked().where()) {
            json.writeString(condition);
        }
        json.writeEndArray();
        json.writeStringField("from", Objects.toString(judged.asked().from(), null));
        json.writeStringField("to", Objects.toString(judged.asked().to(), null));
        json.writeStringField("period", evaluation.period().orElse(null));
        json.writeObjectFieldStart("compliance");
        json.writeStringField("contractual", compliance.contractual().name());
        json.writeStringField("evidential", compliance.evidential().name());
        json.writeEndObject();
        json.writeStringField("realism", evaluation.realism().verdict().name());
        evidence(evaluation);
        json.writeArrayFieldStart("findings");
        for (Finding finding : evaluation.findings()) {
            json.writeStartObject();
            json.writeStringField("code", finding.code().name());
            for (Map.Entry<String, Finding.Figure> figure : finding.figures().entrySet()) {
                finite(figure.getKey(), figure.getValue().value());
            }
            for (Map.Entry<String, String> name : finding.names().entrySet()) {
                json.writeStringField(name.getKey(), name.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        ErrorBudget budget = judged.budget().orElse(null);
        if (budget != null) {
            json.writeObjectFieldStart("budget");
            json.writeNumberField("expected", budget.expected());
            json.writeNumberField("n", budget.soFar().trials());
            json.writeNumberField("allowed", budget.budget());
            json.writeNumberField("spent", budget.spent());
            json.writeNumberField("spentShare", budget.spentShare());
            json.writeNumberField("volumeShare", budget.volumeShare());
            number("burnRate", budget.burnRate());
            number("exhaustedAfter", budget.exhaustedAfter());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("counterMetrics");
        for (String id : standard.counterMetrics()) {
            json.writeString(id);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("text");
        Wording words = Wording.in(options.locale());
        for (String line : words.text(evaluation).lines().toList()) {
            json.writeString(line.strip());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What the verdicts rest on: the judged number, and the periods. */
    private void evidence(Evaluation evaluation) throws IOException {
        Compliance compliance = evaluation.compliance();
        Measurement<?> measurement = compliance.measurement();
        Realism realism = evaluation.realism();
        json.writeObjectFieldStart("evidence");
        json.writeNumberField("n", measurement.n());
        if (compliance.isJudged()) {
            Interval interval = measurement.interval(evaluation.standard().level());
            json.writeNumberField("value", measurement.value().orElseThrow());
            finite("low", interval.low());
            finite("high", interval.high());
            json.writeNumberField("confidence", interval.confidence().level());
            json.writeStringField("method", interval.method());
            number("margin", compliance.margin());
            number("p", compliance.p());
        }
        json.writeNumberField("periods", realism.periods());
        json.writeNumberField("met", realism.met());
        json.writeNumberField("attainmentLow", realism.attainment().low());
        json.writeNumberField("attainmentHigh", realism.attainment().high());
        number("mean", realism.chart().centre());
        number("sigma", realism.chart().spread());
        number("routineLow", realism.chart().lower());
        number("routineHigh", realism.chart().upper());
        number("headroom", realism.headroom());
        number("predicted", realism.predicted());
        number("noise", realism.noise());
        json.writeBooleanField("beyondProcess", realism.isBeyondProcess());
        json.writeBooleanField("unstable", realism.isUnstable());
        if (evaluation.horizonMet().isPresent()) {
            json.writeBooleanField("horizonMet", evaluation.horizonMet().get());
        }
        json.writeArrayFieldStart("history");
        for (History.Period period : evaluation.history().periods()) {
            json.writeStartObject();
            json.writeStringField("period", period.label());
            json.writeNumberField("n", period.n());
            number("value", period.value());
            json.writeStringField(
                    "contractual",
                    period.compliance().orElseThrow().contractual().name());
            json.writeStringField(
                    "evidential", period.compliance().orElseThrow().evidential().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            finite(name, value.getAsDouble());
        }
    }

    private void finite(String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        }
    }

    private void group(Row row) throws IOException {
        if (!options.by.isEmpty() || !row.group().isEmpty()) {
            json.writeObjectFieldStart("group");
            for (Map.Entry<String, String> group : row.group().entrySet()) {
                json.writeStringField(group.getKey(), group.getValue());
            }
            json.writeEndObject();
        }
    }

    private void place(Row row) throws IOException {
        group(row);
        if (options.per != null) {
            boolean undated = row.path().stream().anyMatch(c -> c.period() && c.kind() == Row.Kind.UNKEYED);
            json.writeStringField("period", undated ? null : row.period().orElse(null));
        }
    }

    private void number(String name, Number value) throws IOException {
        if (value instanceof Double d) {
            json.writeNumberField(name, d);
        } else {
            json.writeNumberField(name, value.longValue());
        }
    }
}

package io.github.supportmetrics.examples.scorecard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Groups;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Difference;
import io.github.supportmetrics.stats.GroupTest;
import io.github.supportmetrics.stats.Interval;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
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

    static String of(
            Options options, Query query, Facts facts, List<Query.Answer> answers, List<Comparing.Compared> compared) {
        try {
            JsonOutput output = new JsonOutput(options);
            output.write(query, facts, answers, compared);
            output.json.close();
            return output.text + System.lineSeparator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Query query, Facts facts, List<Query.Answer> answers, List<Comparing.Compared> compared)
            throws IOException {
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
        for (Query.Answer answer : answers) {
            for (Measurement<?> measurement : Methods.of(answer, options.intervals)) {
                measurement(answer, measurement);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("comparisons");
        for (Comparing.Compared one : compared) {
            comparison(one);
        }
        json.writeEndArray();
        for (String later : List.of("trends", "standards")) {
            json.writeArrayFieldStart(later);
            json.writeEndArray();
        }
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

    private void place(Row row) throws IOException {
        if (!options.by.isEmpty() || !row.group().isEmpty()) {
            json.writeObjectFieldStart("group");
            for (Map.Entry<String, String> group : row.group().entrySet()) {
                json.writeStringField(group.getKey(), group.getValue());
            }
            json.writeEndObject();
        }
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

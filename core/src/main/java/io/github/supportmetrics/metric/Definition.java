package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a number means: two results merge or compare only if their definitions are equal.
 *
 * <p>Equal are definitions of the same id, parameters and filters. Title, formula text, unit, direction, nature and source
 * describe it and may be reworded. The id names the variant too ({@code csat.t2b}); a rule whose meaning changes needs a new id
 * or parameter, since a changed lambda cannot be seen.
 *
 * <pre>{@code
 * Definition.of("reply.fast", "replied within 4 h / replied").titled("Fast replies").direction(Direction.UP)
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Definition {
    private final String id;
    private final String formula;
    private final String title;
    private final Map<String, String> parameters;
    private final List<String> filters;
    private final @Nullable Unit unit;
    private final Direction direction;
    private final Nature nature;
    private final String source;
    /** Reads the number, once the definition is that of a metric; no part of equality. */
    private final @Nullable Estimator<?> estimator;

    private final String signature;

    private Definition(
            String id,
            String formula,
            String title,
            Map<String, String> parameters,
            List<String> filters,
            @Nullable Unit unit,
            Direction direction,
            Nature nature,
            String source,
            @Nullable Estimator<?> estimator) {
        this.id = Require.text(id, "metric id");
        this.formula = Require.text(formula, "formula");
        this.title = Require.text(title, "title");
        this.parameters = parameters;
        this.filters = filters;
        this.unit = unit;
        this.direction = direction;
        this.nature = nature;
        this.source = source;
        this.estimator = estimator;
        this.signature = allThatDecides();
    }

    /**
     * An objective definition of no direction, in the unit of the metric's estimator.
     *
     * @param id the id with its variant, such as {@code serviceLevel.offered}
     * @param formula the formula in words and signs
     * @return the definition
     * @throws IllegalArgumentException if one is blank
     */
    public static Definition of(String id, String formula) {
        return new Definition(id, formula, id, Map.of(), List.of(), null, Direction.NONE, Nature.OBJECTIVE, "", null);
    }

    /**
     * The same with a name for people.
     *
     * @param name the title
     * @return the definition
     */
    public Definition titled(String name) {
        return new Definition(id, formula, name, parameters, filters, unit, direction, nature, source, estimator);
    }

    /**
     * The same with a parameter.
     *
     * @param name the parameter's name
     * @param value its value
     * @return the definition
     */
    public Definition with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(Require.text(name, "parameter name"), value.toString());
        return new Definition(
                id,
                formula,
                title,
                Collections.unmodifiableMap(more),
                filters,
                unit,
                direction,
                nature,
                source,
                estimator);
    }

    /**
     * The same with a filter.
     *
     * @param reason the filter's name
     * @return the definition
     * @throws IllegalArgumentException if it has a filter of that name
     */
    Definition where(String reason) {
        if (filters.contains(Require.text(reason, "filter name"))) {
            throw Require.bad("filter name", "one that the metric does not have yet", "'" + reason + "'");
        }
        List<String> more = new ArrayList<>(filters);
        more.add(reason);
        return new Definition(
                id, formula, title, parameters, List.copyOf(more), unit, direction, nature, source, estimator);
    }

    /**
     * The same in another unit.
     *
     * @param value the unit
     * @return the definition
     */
    public Definition unit(Unit value) {
        return new Definition(id, formula, title, parameters, filters, value, direction, nature, source, estimator);
    }

    /**
     * The same with a direction.
     *
     * @param value which way is better
     * @return the definition
     */
    public Definition direction(Direction value) {
        return new Definition(id, formula, title, parameters, filters, unit, value, nature, source, estimator);
    }

    /**
     * The same as a judgement of people.
     *
     * @return the definition
     */
    public Definition subjective() {
        return new Definition(
                id, formula, title, parameters, filters, unit, direction, Nature.SUBJECTIVE, source, estimator);
    }

    /**
     * The same with its source.
     *
     * @param value who defines it so
     * @return the definition
     */
    public Definition source(String value) {
        return new Definition(id, formula, title, parameters, filters, unit, direction, nature, value, estimator);
    }

    /**
     * The id with its variant.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * The formula.
     *
     * @return words and signs
     */
    public String formula() {
        return formula;
    }

    /**
     * The name for people.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /**
     * The parameters.
     *
     * @return name → value, by name
     */
    public Map<String, String> parameters() {
        return parameters;
    }

    /**
     * The names of the filters, in the order they were set.
     *
     * @return the names
     */
    public List<String> filters() {
        return filters;
    }

    /**
     * The unit of the number.
     *
     * @return the unit, a bare number if none was said
     */
    public Unit unit() {
        return unit == null ? Unit.NUMBER : unit;
    }

    /** The same as read by an estimator, in its own unit, or in that of the estimator where it says none. */
    Definition readBy(Estimator<?> reader) {
        Unit itsUnit = unit != null || reader.unit().isEmpty() ? unit : new Unit(reader.unit());
        return new Definition(id, formula, title, parameters, filters, itsUnit, direction, nature, source, reader);
    }

    /**
     * The formula with a sample's counts filled in.
     *
     * @param summary the counts and sums, of the kind that the metric makes
     * @return for example {@code CSAT = answers 4–5 / all answers = 170 / 200 = 85.0 %}
     * @throws IllegalArgumentException if no metric has this definition, or it makes another kind of summary
     */
    public String explain(Summary<?> summary) {
        if (estimator == null) {
            throw Require.bad("definition to explain", "that of a metric's result", signature());
        }
        try {
            return explain(estimator, summary);
        } catch (ClassCastException e) {
            throw Require.bad(
                    "summary",
                    "one that " + signature() + " makes",
                    summary.getClass().getSimpleName());
        }
    }

    @SuppressWarnings("unchecked") // a summary of another kind is caught where it is read
    private <S extends Summary<S>> String explain(Estimator<S> reader, Summary<?> summary) {
        S read = (S) summary;
        OptionalDouble value = reader.value(read);
        String result = value.isEmpty() ? "no data" : Numbers.text(value.getAsDouble(), unit());
        return title + " = " + formula + (value.isEmpty() ? "" : " = " + reader.filled(read)) + " = " + result;
    }

    /**
     * Which way is better.
     *
     * @return the direction
     */
    public Direction direction() {
        return direction;
    }

    /**
     * Whether it is measured or judged.
     *
     * @return the nature
     */
    public Nature nature() {
        return nature;
    }

    /**
     * Who defines it so.
     *
     * @return the source, or an empty text
     */
    public String source() {
        return source;
    }

    /**
     * All that decides equality, in one line.
     *
     * @return for example {@code serviceLevel.offered[threshold=20s] where phone only}
     */
    public String signature() {
        return signature;
    }

    private String allThatDecides() {
        String named = parameters.isEmpty()
                ? id
                : id
                        + parameters.entrySet().stream()
                                .map(e -> e.getKey() + "=" + quoted(e.getValue(), ",=[]"))
                                .collect(Collectors.joining(", ", "[", "]"));
        return filters.isEmpty()
                ? named
                : named + " where "
                        + filters.stream().map(filter -> quoted(filter, " ")).collect(Collectors.joining(" and "));
    }

    /** A text of a user's in quotes if it holds a character that means something around it, so that no two signatures are alike. */
    static String quoted(String text, String special) {
        boolean plain = text.chars().noneMatch(c -> c == '"' || special.indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Definition d && signature.equals(d.signature);
    }

    @Override
    public int hashCode() {
        return signature.hashCode();
    }

    /**
     * Reads as a sentence.
     *
     * @return title, formula and what decides equality
     */
    @Override
    public String toString() {
        return title + " = " + formula + " (" + signature() + ")";
    }
}

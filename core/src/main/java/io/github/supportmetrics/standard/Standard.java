package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.IncompatibleDefinitionException;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Nature;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.metric.TimeSeries;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a metric is asked to reach, by whom and since when: a definition with its threshold, a target, and all that a contract says beside.
 *
 * <pre>{@code
 * var level = Waiting.serviceLevel(ofSeconds(20)).offered();
 * var standard = Standard.of("Answer fast", level, Target.atLeast(.8)).source("contract §4").owner("Head of service");
 * standard.evaluate(level.of(calls));                       // MET, MISSED or INCONCLUSIVE, with the evidence
 * standard.evaluate(level.over(weekly).of(calls), now);     // also whether the standard is lax, realistic or out of reach
 * }</pre>
 *
 * <p>Two standards are equal if all they say is. Immutable and thread-safe.
 */
public final class Standard {
    /** By what a standard counts as met. */
    public enum Mode {
        /** By the number alone. */
        CONTRACTUAL,
        /** By what the sample proves. */
        EVIDENTIAL
    }

    /** What a standard says; a copy is changed before it is shared, and never after. */
    private static final class Terms implements Cloneable {
        private String source = "";
        private String owner = "";
        private double weight = 1;
        private Perspective perspective = Perspective.CUSTOMER;
        private Mode mode = Mode.CONTRACTUAL;
        private TimeWindow validity = new TimeWindow(Instant.MIN, Instant.MAX);
        private double requiredShare = 1;
        private int requiredOf;
        private long leastN = 1;
        private ConfidenceLevel level = ConfidenceLevel.P95;

        @Override
        protected Terms clone() {
            try {
                return (Terms) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Family of ids → what suffers. */
    private static final Map<String, List<String>> COUNTER_METRICS = Map.ofEntries(
            Map.entry("aht", List.of("fcr.window", "csat.t2b", "transfer.rate")),
            Map.entry("talk", List.of("fcr.window", "csat.t2b", "transfer.rate")),
            Map.entry("serviceLevel", List.of("abandonment", "fcr.window", "cost.perContact")),
            Map.entry("asa", List.of("fcr.window", "cost.perContact")),
            Map.entry("abandonment", List.of("fcr.window", "cost.perContact")),
            Map.entry("frt", List.of("resolution.full", "csat.t2b")),
            Map.entry("resolution", List.of("reopen.rate", "csat.t2b")),
            Map.entry("sla", List.of("reopen.rate", "csat.t2b")),
            Map.entry("backlog", List.of("reopen.rate", "resolution.full")),
            Map.entry("fcr", List.of("aht", "escalation.rate")),
            Map.entry("containment", List.of("csat.t2b", "contact.rate")),
            Map.entry("csat", List.of("survey.coverage", "survey.responseRate")),
            Map.entry("nps", List.of("survey.coverage", "survey.responseRate")),
            Map.entry("ces", List.of("survey.coverage", "survey.responseRate")),
            Map.entry("complaint.rate", List.of("contact.rate")),
            Map.entry("cost", List.of("csat.t2b", "fcr.window")),
            Map.entry("productivity", List.of("qa.score", "csat.t2b")),
            Map.entry("saveRate", List.of("revenue.grossChurn")));

    private static final int MOST_PERIODS = 10_000;

    private final String name;
    private final Definition definition;
    private final Interval range;
    private final Target target;
    private final Terms terms;

    private Standard(String name, Definition definition, Interval range, Target target, Terms terms) {
        this.name = Require.text(name, "name of a standard");
        this.definition = definition;
        this.range = range;
        this.target = target;
        this.terms = terms;
        target.requirePossible(name, definition, range);
    }

    /**
     * A standard for a metric.
     *
     * @param name what people call it
     * @param metric the metric, with its threshold
     * @param target the values that are good enough, in the metric's unit
     * @param <S> the summary
     * @return the standard, of weight 1 and for ever
     * @throws IllegalArgumentException if the target cannot be met or missed, or lies on the side that is worse
     */
    public static <S extends Summary<S>> Standard of(String name, Metric<?, Measurement<S>> metric, Target target) {
        Measurement<S> empty = metric.empty();
        return new Standard(name, empty.definition(), empty.range(), target, new Terms());
    }

    /**
     * A standard for whatever has a definition.
     *
     * @param name what people call it
     * @param definition the definition, with its threshold
     * @param target the values that are good enough, in the definition's unit
     * @return the standard, of weight 1 and for ever
     * @throws IllegalArgumentException if the target cannot be met or missed, or lies on the side that is worse
     */
    public static Standard of(String name, Definition definition, Target target) {
        boolean share = definition.unit().equals(Unit.RATIO);
        boolean length = definition.unit().equals(Unit.SECONDS);
        Interval range = new Interval(
                share || length ? 0 : Double.NEGATIVE_INFINITY,
                share ? 1 : Double.POSITIVE_INFINITY,
                ConfidenceLevel.P95,
                "range");
        return new Standard(name, definition, range, target, new Terms());
    }

    private Standard with(Consumer<Terms> change) {
        Terms changed = terms.clone();
        change.accept(changed);
        return new Standard(name, definition, range, target, changed);
    }

    /**
     * The same with another target, to see what would be if.
     *
     * @param other the target
     * @return the standard
     * @throws IllegalArgumentException if the target cannot be met or missed, or lies on the side that is worse
     */
    public Standard target(Target other) {
        return new Standard(name, definition, range, other, terms);
    }

    /**
     * The same with where it stands.
     *
     * @param value a contract, a norm, a decision
     * @return the standard
     */
    public Standard source(String value) {
        return with(t -> t.source = value);
    }

    /**
     * The same with who answers for it.
     *
     * @param value a person or a role
     * @return the standard
     */
    public Standard owner(String value) {
        return with(t -> t.owner = value);
    }

    /**
     * The same with how much it counts beside others.
     *
     * @param value the weight, over 0
     * @return the standard
     * @throws IllegalArgumentException if the weight is not a positive number
     */
    public Standard weight(double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw Require.bad("weight", "over 0", value);
        }
        return with(t -> t.weight = value);
    }

    /**
     * The same with whose view it takes.
     *
     * @param value the perspective
     * @return the standard
     */
    public Standard perspective(Perspective value) {
        return with(t -> t.perspective = value);
    }

    /**
     * The same with what it counts as met by.
     *
     * @param value the mode
     * @return the standard
     */
    public Standard mode(Mode value) {
        return with(t -> t.mode = value);
    }

    /**
     * The same for a time: whole periods within it are judged.
     *
     * @param value from when until when
     * @return the standard
     */
    public Standard validity(TimeWindow value) {
        return with(t -> t.validity = value);
    }

    /**
     * The same with how many periods must meet it.
     *
     * @param share the share of periods, over 0 and at most 1
     * @param periods of how many, at least 1
     * @return the standard
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Standard required(double share, int periods) {
        if (!(share > 0 && share <= 1)) {
            throw Require.bad("share of periods", "over 0 and at most 1", share);
        }
        if (periods < 1 || periods > MOST_PERIODS) {
            throw Require.bad("periods that are asked for", "from 1 to " + MOST_PERIODS, periods);
        }
        return with(t -> {
            t.requiredShare = share;
            t.requiredOf = periods;
        });
    }

    /**
     * The same with the smallest sample that may be shown; reports about people use 5.
     *
     * @param value the sample's size, at least 0
     * @return the standard
     * @throws IllegalArgumentException if it is negative
     */
    public Standard leastN(long value) {
        Require.nonNegative(value, "smallest sample");
        return with(t -> t.leastN = value);
    }

    /**
     * The same with how sure evidence must be.
     *
     * @param value the confidence level
     * @return the standard
     */
    public Standard level(ConfidenceLevel value) {
        return with(t -> t.level = value);
    }

    /**
     * What people call it.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What is measured.
     *
     * @return the definition, with its threshold
     */
    public Definition definition() {
        return definition;
    }

    /**
     * The values that are good enough.
     *
     * @return the target
     */
    public Target target() {
        return target;
    }

    /**
     * Where it stands.
     *
     * @return the source, or an empty text
     */
    public String source() {
        return terms.source;
    }

    /**
     * Who answers for it.
     *
     * @return the owner, or an empty text
     */
    public String owner() {
        return terms.owner;
    }

    /**
     * How much it counts beside others.
     *
     * @return the weight, 1 unless said
     */
    public double weight() {
        return terms.weight;
    }

    /**
     * Whose view it takes.
     *
     * @return the perspective, the customer's unless said
     */
    public Perspective perspective() {
        return terms.perspective;
    }

    /**
     * Whether it is about what is measured or what people judge.
     *
     * @return the nature of the metric
     */
    public Nature nature() {
        return definition.nature();
    }

    /**
     * Numbers that are known to suffer when this one is pushed, to be set {@linkplain Evaluation#beside beside} it: calls cut short to save
     * handling time come again, tickets closed in haste are reopened, satisfaction rises when only the satisfied are asked.
     *
     * @return metric ids, none where nothing is known
     */
    public List<String> counterMetrics() {
        return COUNTER_METRICS.entrySet().stream()
                .filter(family -> definition.id().equals(family.getKey())
                        || definition.id().startsWith(family.getKey() + "."))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    /**
     * What it counts as met by.
     *
     * @return the mode, contractual unless said
     */
    public Mode mode() {
        return terms.mode;
    }

    /**
     * When it holds.
     *
     * @return from when until when, for ever unless said
     */
    public TimeWindow validity() {
        return terms.validity;
    }

    /**
     * Which share of the periods must meet it.
     *
     * @return the share, 1 unless said
     */
    public double requiredShare() {
        return terms.requiredShare;
    }

    /**
     * Of how many periods.
     *
     * @return the number, 0 if nothing is asked of several periods together
     */
    public int requiredOf() {
        return terms.requiredOf;
    }

    /**
     * The smallest sample that may be shown.
     *
     * @return its size, 1 unless said
     */
    public long leastN() {
        return terms.leastN;
    }

    /**
     * How sure evidence must be.
     *
     * @return the confidence level, 95 % unless said
     */
    public ConfidenceLevel level() {
        return terms.level;
    }

    /**
     * Judges one number.
     *
     * @param measurement the number
     * @return whether it meets the standard
     * @throws IncompatibleDefinitionException if it is of another definition
     * @throws IllegalArgumentException if the target lies where the number cannot
     */
    public Compliance evaluate(Measurement<?> measurement) {
        requireSame(measurement);
        return Compliance.of(this, measurement);
    }

    /**
     * Judges the last whole period, and the standard itself by all of them.
     *
     * @param series a number per period
     * @param asOf up to when facts are known: later periods and the one that it lies in are not judged
     * @param <S> the summary
     * @return the judgement
     * @throws IncompatibleDefinitionException if the numbers are of another definition
     * @throws IllegalArgumentException if the target lies where the number cannot, periods overlap, or there are more than 10 000
     */
    public <S extends Summary<S>> Evaluation evaluate(TimeSeries<Measurement<S>> series, Instant asOf) {
        requireSame(series.total());
        return Evaluation.of(this, History.of(this, series.rows().toList(), series.total(), asOf));
    }

    /**
     * Judges the last whole period of one group, and the standard itself by all of them.
     *
     * @param rows a number per period, as {@code rows()} of a result gives them, whose innermost cells are periods
     * @param asOf up to when facts are known: later periods and the one that it lies in are not judged
     * @return the judgement
     * @throws IncompatibleDefinitionException if the numbers are of another definition
     * @throws IllegalArgumentException if there is no row, they are of several groups or overlap, there are more than 10 000, or the target
     *     lies where the number cannot
     */
    public Evaluation evaluate(List<Row> rows, Instant asOf) {
        Require.positive(rows.size(), "rows to judge");
        if (rows.stream().map(Row::group).distinct().count() > 1) {
            throw Require.bad("rows to judge", "those of one group", rows.get(0).group() + " and others");
        }
        rows.forEach(row -> requireSame(row.measurement()));
        return Evaluation.of(
                this, History.of(this, rows, rows.get(rows.size() - 1).measurement(), asOf));
    }

    void requireSame(Measurement<?> measurement) {
        if (!definition.equals(measurement.definition())) {
            throw new IncompatibleDefinitionException(
                    definition.signature(), measurement.definition().signature());
        }
        target.requirePossible(name, definition, measurement.range());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Standard s && all().equals(s.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    private List<Object> all() {
        return List.of(
                name,
                definition,
                target,
                terms.source,
                terms.owner,
                terms.weight,
                terms.perspective,
                terms.mode,
                terms.validity,
                terms.requiredShare,
                terms.requiredOf,
                terms.leastN,
                terms.level);
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code Answer fast: serviceLevel.offered[threshold=20 s] ≥ 80.0 % (contract §4)}
     */
    @Override
    public String toString() {
        return name + ": " + definition.signature() + " " + target.text(definition.unit())
                + (terms.source.isEmpty() ? "" : " (" + terms.source + ")");
    }
}

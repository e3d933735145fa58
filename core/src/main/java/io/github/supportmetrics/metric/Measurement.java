package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A number with its definition, its sample and its uncertainty; a number without a definition cannot be made.
 *
 * <p>Two measurements are equal if definition, summary and exclusions are. Immutable and thread-safe.
 *
 * @param <S> the summary it is read from
 * @param definition what the number means
 * @param estimator how it is read from the summary
 * @param summary the counts and sums behind it
 * @param excluded what was considered and not counted
 */
public record Measurement<S extends Summary<S>>(
        Definition definition, Estimator<S> estimator, S summary, Exclusions excluded)
        implements Result<Measurement<S>> {
    private static final String CENSUS = "census";

    /** Whether there is a number. */
    public enum State {
        /** There is. */
        VALUE,
        /** The sample is empty, or the number is undefined for it. */
        NO_DATA,
        /** The sample is smaller than may be shown. */
        SUPPRESSED,
        /** All of the sample is still too young to count. */
        IMMATURE
    }

    /**
     * How many observations the number rests on.
     *
     * @return n, at least 0
     */
    public long n() {
        return estimator.n(summary);
    }

    /**
     * How many events were looked at: counted ones and excluded ones.
     *
     * @return the number
     */
    public long considered() {
        return Math.addExact(summary.count(), excluded.total());
    }

    /**
     * The number.
     *
     * @return the number in the definition's unit, or empty where there is none
     */
    public OptionalDouble value() {
        return estimator.value(summary);
    }

    /**
     * The counts behind the number, where it is a share of independent trials.
     *
     * @return successes and trials, or empty if the number is no such share
     */
    public Optional<Proportion> proportion() {
        return estimator.proportion(summary);
    }

    /**
     * How much one observation varies, where the number is a mean of observations or a ratio over units.
     *
     * @return the variance of one observation, or empty if the number is nothing such or there are fewer than two
     */
    public OptionalDouble variance() {
        return estimator.variance(summary);
    }

    /**
     * Where the number can lie at all: a share from 0 to 1, a net promoter score from −100 to 100.
     *
     * @return the least and the most there can be, infinite where nothing bounds the number
     */
    public Interval range() {
        return estimator.unlimited().interval(summary.minus(summary), ConfidenceLevel.P95);
    }

    /**
     * The number's 95 % interval.
     *
     * @return the interval; the whole range without data
     */
    public Interval interval() {
        return interval(ConfidenceLevel.P95);
    }

    /**
     * The number's interval.
     *
     * @param level the confidence level
     * @return the interval; the whole range without data
     */
    public Interval interval(ConfidenceLevel level) {
        return estimator.interval(summary, level);
    }

    /**
     * The interval to judge by: the number's own, or the number alone where all that there is was counted.
     *
     * @param level the confidence level
     * @return the interval; the whole range without data
     */
    public Interval evidence(ConfidenceLevel level) {
        Interval interval = interval(level);
        OptionalDouble value = value();
        return interval.method().equals(CENSUS) && value.isPresent()
                ? new Interval(value.getAsDouble(), value.getAsDouble(), level, CENSUS)
                : interval;
    }

    /**
     * Whether all that there is was counted, so that the number has no sampling error.
     *
     * @return whether the number is a count
     */
    public boolean isCensus() {
        return interval().method().equals(CENSUS);
    }

    /**
     * The same measurement with another interval method.
     *
     * @param method a method's short name, such as {@code clopper-pearson}
     * @return the measurement, or this one if the method is for another kind of number
     * @throws IllegalArgumentException if no kind of number has such a method
     */
    public Measurement<S> using(String method) {
        if (!Estimator.methods().contains(method)) {
            throw Require.bad("interval method", "one of " + Estimator.methods(), "'" + method + "'");
        }
        return new Measurement<>(definition, estimator.using(method), summary, excluded);
    }

    /**
     * Whether there is a number that may be shown.
     *
     * @param leastN the smallest sample that may be shown
     * @return the state
     */
    public State state(long leastN) {
        if (value().isEmpty()) {
            return notCounted().containsKey(Rule.IMMATURE) ? State.IMMATURE : State.NO_DATA;
        }
        // Of nobody nothing can be given away: where there is a number, it is a count.
        return n() > 0 && n() < leastN ? State.SUPPRESSED : State.VALUE;
    }

    /**
     * The counts and sums behind the number.
     *
     * @return name → number
     */
    public Map<String, Number> detail() {
        return estimator.detail(summary);
    }

    /**
     * The table or curve behind the number, if it has one.
     *
     * @param level the confidence level of what is uncertain in it
     * @return lines of name → number, text or truth
     */
    public List<Map<String, Object>> points(ConfidenceLevel level) {
        return estimator.points(summary, level);
    }

    /**
     * The same measurement of a sample drawn from so many, where only those are described: its interval shrinks, and has no width once
     * all have answered. Off unless asked for, since most samples stand for customers to come as well. It is a way to read the
     * measurement, as {@link #using} is: no part of equality, and forgotten when more is added.
     *
     * @param population how many there are in all, at least n
     * @return the measurement
     * @throws IllegalArgumentException if there are fewer than n
     */
    public Measurement<S> ofPopulation(long population) {
        if (population < n()) {
            throw Require.bad("population", "at least the sample (" + n() + ")", population);
        }
        return new Measurement<>(definition, estimator.ofPopulation(population), summary, excluded);
    }

    /**
     * All that was considered and is not in {@link #n}: excluded events, and observations outside the sample that n counts, such as
     * customers who joined within a period of a churn rate.
     *
     * @return reason → count
     */
    public SortedMap<String, Long> notCounted() {
        SortedMap<String, Long> all = new TreeMap<>(excluded.byReason());
        estimator.aside(summary).forEach((reason, count) -> all.merge(reason, count, Math::addExact));
        return all;
    }

    @Override
    public Measurement<S> plus(Measurement<S> other) {
        requireSame(other);
        return new Measurement<>(
                definition, estimator.unlimited(), summary.plus(other.summary), excluded.plus(other.excluded));
    }

    @Override
    public Measurement<S> minus(Measurement<S> part) {
        requireSame(part);
        return with(summary.minus(part.summary), excluded.minus(part.excluded));
    }

    @SuppressWarnings("ReferenceEquality") // an unlimited estimator gives itself
    boolean isOfPopulation() {
        return estimator.unlimited() != estimator;
    }

    private void requireSame(Measurement<S> other) {
        if (!definition.equals(other.definition)) {
            throw new IncompatibleDefinitionException(signature(), other.signature());
        }
    }

    /** The same of no events. */
    Measurement<S> minusItself() {
        return with(summary.minus(summary), Exclusions.NONE);
    }

    Measurement<S> with(S newSummary, Exclusions newExcluded) {
        return new Measurement<>(definition, estimator, newSummary, newExcluded);
    }

    @Override
    public Measurement<S> coarse() {
        return with(summary.coarse(), excluded);
    }

    @Override
    public Stream<Row> rows() {
        return Stream.of(new Row(List.of(), this));
    }

    @Override
    public boolean isEmpty() {
        return considered() == 0 && summary.equals(minusItself().summary);
    }

    @Override
    public String signature() {
        return definition.signature();
    }

    /**
     * The number with all that is needed to check it, over several lines.
     *
     * @return definition, counts, interval and exclusions
     */
    public String explain() {
        Interval interval = interval();
        StringBuilder text = new StringBuilder(this + System.lineSeparator());
        text.append("  ").append(definition.explain(summary)).append(System.lineSeparator());
        text.append("  definition: ").append(signature()).append(System.lineSeparator());
        text.append("  from: ").append(detail()).append(System.lineSeparator());
        text.append("  interval: ").append(interval.method()).append(", ").append(interval.confidence());
        if (!definition.source().isEmpty()) {
            text.append(System.lineSeparator()).append("  source: ").append(definition.source());
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Measurement<?> m
                && definition.equals(m.definition)
                && summary.equals(m.summary)
                && excluded.equals(m.excluded);
    }

    @Override
    public int hashCode() {
        return Objects.hash(definition, summary, excluded);
    }

    /**
     * Reads as one line.
     *
     * @return for example {@code CSAT 85.0 % (95 % CI 79.4 … 89.3 %, n = 200), excluded: NO_ANSWER 3}
     */
    @Override
    public String toString() {
        String number = Numbers.value(this) + " (" + Numbers.interval(this, ConfidenceLevel.P95) + "n = " + n() + ")";
        return definition.title() + " " + number + (excluded.total() == 0 ? "" : ", excluded: " + excluded);
    }
}

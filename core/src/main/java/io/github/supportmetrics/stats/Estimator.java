package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a number and its interval are read from a summary. The same {@link Ratings} give a top-two share, a mean and a net score
 * by three estimators.
 *
 * <p>Implementations are immutable and thread-safe.
 *
 * @param <S> the summary read
 */
public interface Estimator<S extends Summary<S>> {
    /**
     * The size of the sample that the number rests on.
     *
     * @param summary the summary
     * @return n, at least 0
     */
    long n(S summary);

    /**
     * The number.
     *
     * @param summary the summary
     * @return the number, or empty where it is undefined; never NaN
     */
    OptionalDouble value(S summary);

    /**
     * The number's interval.
     *
     * @param summary the summary
     * @param level the confidence level
     * @return the interval; the whole range where there are no data
     */
    Interval interval(S summary, ConfidenceLevel level);

    /**
     * The counts and sums behind the number, by name.
     *
     * @param summary the summary
     * @return name → number, in a fixed order
     */
    Map<String, Number> detail(S summary);

    /**
     * The table or curve behind the number, if it has one: a Pareto table's lines.
     *
     * @param summary the summary
     * @param level the confidence level of what is uncertain in it
     * @return lines of name → number, text or truth, each in a fixed order; none for a plain number
     */
    default List<Map<String, Object>> points(S summary, ConfidenceLevel level) {
        return List.of();
    }

    /**
     * What the number counts, as a short symbol: {@code ratio} for a share, {@code s} for a length of time.
     *
     * @return the symbol, or an empty text if the summary does not say
     */
    default String unit() {
        return "";
    }

    /**
     * Observations that the summary holds and the number does not rest on: the neutral answers of «good / (good + bad)», the
     * abandoned calls of «answered in time / answered».
     *
     * @param summary the summary
     * @return name → count; with {@link #n} they make up the whole summary
     */
    default Map<String, Long> aside(S summary) {
        return Map.of();
    }

    /**
     * This estimator with another interval method.
     *
     * @param method the method's short name, such as {@code wald}
     * @return the estimator, or this one if it has no such method
     */
    default Estimator<S> using(String method) {
        return this;
    }

    /**
     * The interval methods there are to choose from, of any kind of number.
     *
     * @return their short names
     */
    static Set<String> methods() {
        Set<String> labels = new TreeSet<>();
        for (Enum<?>[] methods : List.of(
                ProportionInterval.values(),
                NetScoreInterval.values(),
                RateInterval.values(),
                SurvivalInterval.values())) {
            for (Enum<?> method : methods) {
                labels.add(ProportionInterval.label(method));
            }
        }
        return labels;
    }

    /**
     * How far two samples' numbers lie apart. Unless a kind of number has a better way, the interval comes from the two numbers' own
     * intervals (MOVER: Zou and Donner, Statistics in Medicine 27 (2008) 1693–1702) and p from widening it.
     *
     * @param first the first sample
     * @param second the second sample
     * @param level the confidence level
     * @return the first less, or divided by, the second
     */
    default Difference difference(S first, S second, ConfidenceLevel level) {
        return Difference.mover(this, first, second, level);
    }

    /**
     * One test of whether several samples could share one truth.
     *
     * @param samples the samples
     * @return the test, or empty if this kind of number has none
     */
    default Optional<GroupTest> test(List<S> samples) {
        return tests(samples).stream().findFirst();
    }

    /**
     * All tests of whether several samples could share one truth, the usual one first.
     *
     * @param samples the samples
     * @return the tests, none if this kind of number has none
     */
    default List<GroupTest> tests(List<S> samples) {
        return List.of();
    }

    /**
     * This estimator for a sample drawn from so many, where only those are described: intervals shrink by √((N − n)/(N − 1)), and have no
     * width once all have answered.
     *
     * @param population N, how many there are in all, at least n
     * @return the estimator, whose intervals refuse a sample larger than the population
     */
    default Estimator<S> ofPopulation(long population) {
        return new FinitePopulation<>(this, Require.positive(population, "population"));
    }

    /**
     * This estimator for samples of a population without end.
     *
     * @return the estimator, this one unless it was made by {@link #ofPopulation}
     */
    default Estimator<S> unlimited() {
        return this;
    }

    /**
     * The counts behind the number, where it is a share of independent trials.
     *
     * @param summary the summary
     * @return successes and trials, or empty if the number is no such share
     */
    default Optional<Proportion> proportion(S summary) {
        return Optional.empty();
    }

    /**
     * How much one observation varies, where the number is a mean of observations or a ratio over units: its variance over n is that of the
     * number.
     *
     * @param summary the summary
     * @return the variance of one observation in the number's squared unit, or empty if the number is nothing such or there are too few
     */
    default OptionalDouble variance(S summary) {
        return OptionalDouble.empty();
    }

    /**
     * A sample as one unit of a ratio of sums, where the number grows with one as a straight line does: a day's successes of its trials, a
     * day's seconds of its contacts.
     *
     * @param summary the whole sample of one unit
     * @return the unit, or empty if the number grows with no ratio of sums
     */
    default Optional<Ratio> asUnit(S summary) {
        return Optional.empty();
    }

    /**
     * How the number is read from such {@linkplain #asUnit units}: as itself, with an interval that takes the units for the sample.
     *
     * @return the estimator, or empty if the number is no ratio of sums
     */
    default Optional<Estimator<Ratio>> ofUnits() {
        return Optional.empty();
    }

    /**
     * The formula with the sample's counts filled in.
     *
     * @param summary the summary
     * @return for example {@code 170 / 200}
     */
    default String filled(S summary) {
        return detail(summary).toString();
    }
}

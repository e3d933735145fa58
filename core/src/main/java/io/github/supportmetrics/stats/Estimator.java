package io.github.supportmetrics.stats;

import java.util.Map;
import java.util.OptionalDouble;

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
}

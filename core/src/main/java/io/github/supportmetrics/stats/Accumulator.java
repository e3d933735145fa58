package io.github.supportmetrics.stats;

/**
 * The growing side of a {@link Summary}: takes values one by one through a method of its own, named for the unit.
 *
 * <p>Not thread-safe: use one accumulator per thread and merge them.
 *
 * @param <S> the summary it makes
 */
public interface Accumulator<S extends Summary<S>> {
    /**
     * Adds all that a summary holds.
     *
     * @param summary the other sample
     * @throws ArithmeticException if a sum leaves its range; nothing is changed then
     */
    void merge(S summary);

    /**
     * Takes out all that a summary holds.
     *
     * @param summary what was once added
     * @throws IllegalArgumentException if it is visibly not contained; nothing is changed then
     */
    void retract(S summary);

    /**
     * Whether all that a summary holds could be taken out.
     *
     * @param summary what may once have been added
     * @return false if {@link #retract} would refuse it
     */
    default boolean holds(S summary) {
        try {
            return snapshot().minus(summary).count() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The sample so far. It never changes afterwards.
     *
     * @return the summary
     */
    S snapshot();

    /**
     * How many observations are in it.
     *
     * @return the count
     */
    long count();
}

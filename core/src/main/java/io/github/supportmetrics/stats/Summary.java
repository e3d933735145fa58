package io.github.supportmetrics.stats;

/**
 * A value that says all a metric needs of the events behind it, in integers, so that it merges and comes apart exactly.
 *
 * <p>Laws, kept by every summary and tested by one contract: {@link #plus} is associative and commutative and has the empty
 * summary as identity; {@code a.plus(b).minus(b).coarse()} equals {@code a.coarse()}; and {@link #coarse} is a homomorphism:
 * {@code a.plus(b).coarse()} equals {@code a.coarse().plus(b.coarse()).coarse()}.
 *
 * <p>Implementations are immutable and thread-safe, and are compared by value.
 *
 * @param <S> the summary's own type
 */
public sealed interface Summary<S extends Summary<S>>
        permits Proportion,
                NetScore,
                Ratings,
                Tally,
                Moments,
                Durations,
                EventRate,
                Ratio,
                Headcount,
                Categories,
                CountsPerKey,
                RatedUnits,
                Lifetimes,
                Occupation {
    /**
     * The summary of both samples together.
     *
     * @param other the other sample
     * @return the sum
     * @throws ArithmeticException if a sum leaves its range
     */
    S plus(S other);

    /**
     * The summary of what remains when a part is taken out again.
     *
     * @param part what was once added
     * @return the rest
     * @throws IllegalArgumentException if the part is visibly not contained in this
     */
    S minus(S part);

    /**
     * This summary at the least resolution that its kind has; counts lose nothing.
     *
     * @return the coarse summary
     */
    S coarse();

    /**
     * How many observations are in it.
     *
     * @return the count, at least 0
     */
    long count();
}

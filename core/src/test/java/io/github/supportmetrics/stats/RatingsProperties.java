package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class RatingsProperties implements SummaryContract<Ratings, Integer> {
    private static final int MIN = -2;
    private static final int MAX = 8;

    @Override
    public Arbitrary<Integer> observations() {
        return Arbitraries.integers().between(MIN, MAX);
    }

    @Override
    public Accumulator<Ratings> accumulator() {
        return new Ratings.Accumulator(MIN, MAX);
    }

    @Override
    public void add(Accumulator<Ratings> accumulator, Integer score) {
        ((Ratings.Accumulator) accumulator).add(score);
    }

    @Override
    public Codec<Ratings> codec() {
        return Ratings.codec(MIN, MAX);
    }
}

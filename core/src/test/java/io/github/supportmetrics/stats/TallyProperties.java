package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class TallyProperties implements SummaryContract<Tally, Integer> {
    private static final int SIZE = 9;

    @Override
    public Arbitrary<Integer> observations() {
        return Arbitraries.integers().between(0, SIZE - 1);
    }

    @Override
    public Accumulator<Tally> accumulator() {
        return new Tally.Accumulator(SIZE);
    }

    @Override
    public void add(Accumulator<Tally> accumulator, Integer outcome) {
        ((Tally.Accumulator) accumulator).add(outcome);
    }

    @Override
    public Codec<Tally> codec() {
        return Tally.codec(SIZE);
    }
}

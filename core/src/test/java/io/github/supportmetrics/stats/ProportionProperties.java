package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class ProportionProperties implements SummaryContract<Proportion, Boolean> {
    @Override
    public Arbitrary<Boolean> observations() {
        return Arbitraries.of(true, false);
    }

    @Override
    public Accumulator<Proportion> accumulator() {
        return new Proportion.Accumulator();
    }

    @Override
    public void add(Accumulator<Proportion> accumulator, Boolean success) {
        ((Proportion.Accumulator) accumulator).add(success);
    }

    @Override
    public Codec<Proportion> codec() {
        return Proportion.codec();
    }
}

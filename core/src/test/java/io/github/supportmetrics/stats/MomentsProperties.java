package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class MomentsProperties implements SummaryContract<Moments, Long> {
    @Override
    public Arbitrary<Long> observations() {
        return Arbitraries.longs()
                .between(-Moments.MAX_VALUE, Moments.MAX_VALUE)
                .edgeCases(edges -> edges.add(0L, 1L, -1L, Moments.MAX_VALUE, -Moments.MAX_VALUE));
    }

    @Override
    public Accumulator<Moments> accumulator() {
        return new Moments.Accumulator();
    }

    @Override
    public void add(Accumulator<Moments> accumulator, Long value) {
        ((Moments.Accumulator) accumulator).add(value);
    }

    @Override
    public Codec<Moments> codec() {
        return Moments.codec();
    }
}

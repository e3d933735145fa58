package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

class RatioProperties implements SummaryContract<Ratio, Ratio> {
    private static final long MAX = 1L << 53;

    @Override
    public Arbitrary<Ratio> observations() {
        Arbitrary<Long> y = Arbitraries.longs().between(-MAX, MAX).edgeCases(edges -> edges.add(0L, MAX, -MAX));
        Arbitrary<Long> x = Arbitraries.longs().between(0, MAX).edgeCases(edges -> edges.add(0L, MAX));
        return Combinators.combine(y, x).as(Ratio::unit);
    }

    @Override
    public Accumulator<Ratio> accumulator() {
        return new Ratio.Accumulator();
    }

    @Override
    public void add(Accumulator<Ratio> accumulator, Ratio unit) {
        ((Ratio.Accumulator) accumulator).add(unit.y(), unit.x());
    }

    @Override
    public Codec<Ratio> codec() {
        return Ratio.codec();
    }
}

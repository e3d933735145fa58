package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class NetScoreProperties implements SummaryContract<NetScore, Integer> {
    @Override
    public Arbitrary<Integer> observations() {
        return Arbitraries.integers();
    }

    @Override
    public Accumulator<NetScore> accumulator() {
        return new NetScore.Accumulator();
    }

    @Override
    public void add(Accumulator<NetScore> accumulator, Integer sign) {
        ((NetScore.Accumulator) accumulator).add(sign);
    }

    @Override
    public Codec<NetScore> codec() {
        return NetScore.codec();
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class CountsPerKeyProperties implements SummaryContract<CountsPerKey, String> {
    @Override
    public Arbitrary<String> observations() {
        return Arbitraries.strings().withChars('a', 'ü', '\u4e2d', ' ').ofMaxLength(2);
    }

    @Override
    public Accumulator<CountsPerKey> accumulator() {
        return new CountsPerKey.Accumulator();
    }

    @Override
    public void add(Accumulator<CountsPerKey> accumulator, String key) {
        ((CountsPerKey.Accumulator) accumulator).add(key);
    }

    @Override
    public Codec<CountsPerKey> codec() {
        return CountsPerKey.codec();
    }
}

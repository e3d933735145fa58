package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

class HeadcountProperties implements SummaryContract<Headcount, Headcount> {
    @Override
    public Arbitrary<Headcount> observations() {
        Arbitrary<Long> first = Arbitraries.longs().between(-5, 20);
        Arbitrary<Long> stay = Arbitraries.longs().between(0, 10);
        Arbitrary<Integer> open = Arbitraries.integers().between(0, 3);
        return Combinators.combine(first, stay, open)
                .as((from, days, ends) -> Headcount.member(
                        ends % 2 == 1 ? Headcount.BEFORE : from, ends >= 2 ? Headcount.STILL : from + days));
    }

    @Override
    public Accumulator<Headcount> accumulator() {
        return new Headcount.Accumulator();
    }

    @Override
    public void add(Accumulator<Headcount> accumulator, Headcount one) {
        accumulator.merge(one);
    }

    @Override
    public Codec<Headcount> codec() {
        return Headcount.codec();
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

class LifetimesProperties implements SummaryContract<Lifetimes, LifetimesProperties.Subject> {
    record Subject(long time, boolean end) {}

    @Override
    public Arbitrary<Subject> observations() {
        Arbitrary<Long> times = Arbitraries.longs()
                .between(0, Moments.MAX_VALUE)
                .edgeCases(edges -> edges.add(0L, 1L, 2L, 3L, Moments.MAX_VALUE));
        return Combinators.combine(times, Arbitraries.of(true, false)).as(Subject::new);
    }

    @Override
    public Accumulator<Lifetimes> accumulator() {
        return new Lifetimes.Accumulator();
    }

    @Override
    public void add(Accumulator<Lifetimes> accumulator, Subject one) {
        ((Lifetimes.Accumulator) accumulator).add(one.time(), one.end());
    }

    @Override
    public Codec<Lifetimes> codec() {
        return Lifetimes.codec();
    }
}

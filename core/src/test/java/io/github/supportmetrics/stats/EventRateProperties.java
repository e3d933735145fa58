package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

class EventRateProperties implements SummaryContract<EventRate, EventRate> {
    private static final long MAX = Long.MAX_VALUE / 1000;

    @Override
    public Arbitrary<EventRate> observations() {
        Arbitrary<Long> counts = Arbitraries.longs().between(0, MAX).edgeCases(edges -> edges.add(0L, 1L, MAX));
        return Combinators.combine(counts, counts).as((events, exposure) -> new EventRate(1, events, exposure));
    }

    @Override
    public Accumulator<EventRate> accumulator() {
        return new EventRate.Accumulator();
    }

    @Override
    public void add(Accumulator<EventRate> accumulator, EventRate one) {
        ((EventRate.Accumulator) accumulator).add(one.events(), one.exposure());
    }

    @Override
    public Codec<EventRate> codec() {
        return EventRate.codec();
    }
}

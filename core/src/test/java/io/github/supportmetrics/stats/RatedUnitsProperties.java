package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class RatedUnitsProperties implements SummaryContract<RatedUnits, Map<String, Long>> {
    @Override
    public Arbitrary<Map<String, Long>> observations() {
        Arbitrary<Long> scores = Arbitraries.of(-2L, -1L, 0L, 1L, 2L, Moments.MAX_VALUE, -Moments.MAX_VALUE);
        return Arbitraries.maps(Arbitraries.of("Ann", "Bob", "Cem"), scores)
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Override
    public Accumulator<RatedUnits> accumulator() {
        return new RatedUnits.Accumulator();
    }

    @Override
    public void add(Accumulator<RatedUnits> accumulator, Map<String, Long> scores) {
        ((RatedUnits.Accumulator) accumulator).add(scores);
    }

    @Override
    public Codec<RatedUnits> codec() {
        return RatedUnits.codec();
    }
}

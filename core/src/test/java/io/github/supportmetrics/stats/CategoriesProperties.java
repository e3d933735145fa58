package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class CategoriesProperties implements SummaryContract<Categories, Set<String>> {
    @Override
    public Arbitrary<Set<String>> observations() {
        return Arbitraries.integers()
                .between(0, 19)
                .map(i -> "reason " + i)
                .set()
                .ofMinSize(1)
                .ofMaxSize(Categories.MOST_LABELS);
    }

    @Override
    public Accumulator<Categories> accumulator() {
        return new Categories.Accumulator();
    }

    @Override
    public void add(Accumulator<Categories> accumulator, Set<String> categories) {
        ((Categories.Accumulator) accumulator).add(categories);
    }

    @Override
    public Codec<Categories> codec() {
        return Categories.codec();
    }
}

package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.MalformedStateException;
import io.github.supportmetrics.codec.StateWriter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;

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

    @Test
    void aMeanOfManyAlikeIsReadAtOnceAndMoreThanCanBeCountedIsRefused() {
        byte[] many = new StateWriter()
                .unsigned(1)
                .unsigned(7)
                .unsigned((1L << 40) - 1)
                .unsigned(0)
                .unsigned(0)
                .toBytes();
        Lifetimes lifetimes = Lifetimes.codec().decode(many);

        assertThat(lifetimes.count()).isEqualTo(1L << 40);
        assertThat(Lifetimes.meanOfEnded().value(lifetimes)).hasValue(7);
        byte[] tooMany = new StateWriter()
                .unsigned(1)
                .unsigned(7)
                .unsigned(1L << 62)
                .unsigned(1)
                .unsigned(7)
                .unsigned(1L << 62)
                .unsigned(0)
                .toBytes();
        assertThatThrownBy(() -> Lifetimes.codec().decode(tooMany)).isInstanceOf(MalformedStateException.class);
    }
}

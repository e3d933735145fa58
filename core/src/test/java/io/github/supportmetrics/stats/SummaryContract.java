package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.MalformedStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The laws of every summary, by equality.
 *
 * @param <S> the summary
 * @param <V> what is added to it
 */
interface SummaryContract<S extends Summary<S>, V> {
    /** So many random cases for each law. */
    int TRIES = 300;

    /** What may be added; every one of them counts as one observation or more. */
    Arbitrary<V> observations();

    Accumulator<S> accumulator();

    void add(Accumulator<S> accumulator, V observation);

    Codec<S> codec();

    @Provide
    default Arbitrary<List<V>> samples() {
        return observations().list().ofMaxSize(40);
    }

    @Provide
    default Arbitrary<V> observation() {
        return observations();
    }

    @Provide
    default Arbitrary<byte[]> noise() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    }

    default S of(List<V> observations) {
        Accumulator<S> accumulator = accumulator();
        observations.forEach(observation -> add(accumulator, observation));
        return accumulator.snapshot();
    }

    @Property(tries = TRIES)
    default void mergingWithEmptyChangesNothing(@ForAll("samples") List<V> sample) {
        S summary = of(sample);
        S empty = of(List.of());

        assertThat(summary.plus(empty)).isEqualTo(summary);
        assertThat(empty.plus(summary)).isEqualTo(summary);
        assertThat(summary.minus(empty)).isEqualTo(summary);
    }

    @Property(tries = TRIES)
    default void orderDoesNotMatter(@ForAll("samples") List<V> a, @ForAll("samples") List<V> b) {
        List<V> backwards = new ArrayList<>(a);
        Collections.reverse(backwards);

        assertThat(of(a).plus(of(b))).isEqualTo(of(b).plus(of(a)));
        assertThat(of(backwards)).isEqualTo(of(a));
    }

    @Property(tries = TRIES)
    default void plusIsAssociative(
            @ForAll("samples") List<V> a, @ForAll("samples") List<V> b, @ForAll("samples") List<V> c) {
        assertThat(of(a).plus(of(b)).plus(of(c))).isEqualTo(of(a).plus(of(b).plus(of(c))));
    }

    @Property(tries = TRIES)
    default void anySplitGivesWhatOnePassGives(@ForAll("samples") List<V> sample, @ForAll long seed) {
        Random random = new Random(seed);
        List<Accumulator<S>> shards = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            shards.add(accumulator());
        }
        sample.forEach(observation -> add(shards.get(random.nextInt(shards.size())), observation));
        Collections.shuffle(shards, random);
        Accumulator<S> merged = accumulator();
        shards.forEach(shard -> merged.merge(shard.snapshot()));

        S whole = of(sample);
        assertThat(merged.snapshot()).isEqualTo(whole);
        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.snapshot().hashCode()).isEqualTo(whole.hashCode());
        assertThat(shards.stream().map(Accumulator::snapshot).reduce(S::plus)).hasValue(whole);
    }

    @Property(tries = TRIES)
    default void whatWasMergedMayGrowOn(@ForAll("samples") List<V> a, @ForAll("samples") List<V> b) {
        Accumulator<S> accumulator = accumulator();
        accumulator.merge(of(a));
        b.forEach(observation -> add(accumulator, observation));

        assertThat(accumulator.snapshot()).isEqualTo(of(a).plus(of(b)));
    }

    @Property(tries = TRIES)
    default void takingOutWhatWasAddedLeavesTheRest(@ForAll("samples") List<V> a, @ForAll("samples") List<V> b) {
        S rest = of(a).plus(of(b)).minus(of(b));
        Accumulator<S> accumulator = accumulator();
        accumulator.merge(of(b));
        accumulator.merge(of(a));
        accumulator.retract(of(b));

        assertThat(rest.coarse()).isEqualTo(of(a).coarse());
        assertThat(accumulator.snapshot()).isEqualTo(rest);
        assertThat(rest.count()).isEqualTo(of(a).count());
    }

    @Property(tries = TRIES)
    default void whatIsLeftMayGrowOn(@ForAll("samples") List<V> a, @ForAll("samples") List<V> b) {
        Accumulator<S> accumulator = accumulator();
        accumulator.merge(of(a));
        accumulator.retract(of(a));
        b.forEach(observation -> add(accumulator, observation));

        assertThat(accumulator.snapshot().coarse()).isEqualTo(of(b).coarse());
    }

    @Property(tries = TRIES)
    default void coarseForgetsAlikeBeforeAndAfterMerging(@ForAll("samples") List<V> a, @ForAll("samples") List<V> b) {
        S sum = of(a).plus(of(b)).coarse();

        assertThat(of(a).coarse().plus(of(b).coarse()).coarse()).isEqualTo(sum);
        assertThat(of(a).coarse().plus(of(b)).coarse()).isEqualTo(sum);
        assertThat(sum.coarse()).isEqualTo(sum);
        assertThat(sum.count()).isEqualTo(of(a).count() + of(b).count());
    }

    @Property(tries = TRIES)
    default void takingOutMoreThanThereIsIsRefusedAndChangesNothing(
            @ForAll("samples") List<V> sample, @ForAll("observation") V one) {
        S summary = of(sample);
        S more = summary.plus(of(List.of(one)));
        Accumulator<S> accumulator = accumulator();
        sample.forEach(observation -> add(accumulator, observation));

        assertThatThrownBy(() -> summary.minus(more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> accumulator.retract(more)).isInstanceOf(IllegalArgumentException.class);
        assertThat(accumulator.snapshot()).isEqualTo(summary);
        add(accumulator, one);
        assertThat(accumulator.snapshot()).isEqualTo(more);
    }

    @Property(tries = TRIES)
    default void aSnapshotNeverChanges(
            @ForAll("samples") List<V> a, @ForAll("samples") List<V> b, @ForAll("samples") List<V> c) {
        Accumulator<S> accumulator = accumulator();
        a.forEach(observation -> add(accumulator, observation));
        S snapshot = accumulator.snapshot();
        byte[] before = codec().encode(snapshot);
        b.forEach(observation -> add(accumulator, observation));
        accumulator.merge(of(c));
        accumulator.retract(snapshot);

        assertThat(codec().encode(snapshot)).isEqualTo(before);
        assertThat(snapshot).isEqualTo(of(a));
    }

    @Property(tries = TRIES)
    default void bytesBringTheSameValueBack(@ForAll("samples") List<V> sample) {
        for (S summary : List.of(of(sample), of(sample).coarse())) {
            S back = codec().decode(codec().encode(summary));

            assertThat(back).isEqualTo(summary).hasSameHashCodeAs(summary);
            assertThat(back.plus(summary)).isEqualTo(summary.plus(summary));
        }
    }

    @Property(tries = TRIES)
    default void equalValuesHaveEqualBytesAndOthersHaveOthers(
            @ForAll("samples") List<V> sample, @ForAll("observation") V one, @ForAll long seed) {
        List<V> shuffled = new ArrayList<>(sample);
        Collections.shuffle(shuffled, new Random(seed));
        S other = of(sample).plus(of(List.of(one)));

        assertThat(codec().encode(of(shuffled))).isEqualTo(codec().encode(of(sample)));
        assertThat(other).isNotEqualTo(of(sample));
        assertThat(codec().encode(other)).isNotEqualTo(codec().encode(of(sample)));
    }

    @Property(tries = TRIES)
    default void cutOrAlteredBytesAreRefusedOrAnotherValuesOwn(@ForAll("samples") List<V> sample, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = codec().encode(of(sample));
        for (int i = 0; i < bytes.length; i++) {
            assertHarmless(Arrays.copyOf(bytes, i));
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 + random.nextInt(255));
            assertHarmless(altered);
            altered[i] = (byte) (bytes[i] ^ (1 << random.nextInt(8)));
            assertHarmless(altered);
        }
        assertHarmless(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Property(tries = TRIES)
    default void noiseIsRefusedOrAValuesOwn(@ForAll("noise") byte[] noise) {
        assertHarmless(noise);
    }

    private void assertHarmless(byte[] bytes) {
        S value;
        try {
            value = codec().decode(bytes);
        } catch (MalformedStateException e) {
            assertThat(e).hasMessageContaining("state");
            return;
        }
        assertThat(codec().encode(value)).isEqualTo(bytes);
        assertThat(value.count()).isNotNegative();
    }
}

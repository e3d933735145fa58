package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.codec.MalformedStateException;
import io.github.supportmetrics.codec.StateWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The laws of every metric and of its results, by equality.
 *
 * @param <R> the result
 */
interface MetricContract<R extends Result<R>> {
    /** So many random cases for each law. */
    int TRIES = 150;

    int TRAILER = 4;

    /** A metric, filtered before it is cut. */
    Metric<Ticket, R> metric();

    /** The same metric, cut before it is filtered. */
    Metric<Ticket, R> filteredLast();

    @Provide
    default Arbitrary<List<Ticket>> samples() {
        return Ticket.any().list().ofMaxSize(60);
    }

    @Provide
    default Arbitrary<Ticket> ticket() {
        return Ticket.any();
    }

    @Property(tries = TRIES)
    default void filtersAndAxesCommute(@ForAll("samples") List<Ticket> sample) {
        R result = metric().of(sample);

        assertThat(filteredLast().signature()).isEqualTo(metric().signature());
        assertThat(filteredLast().of(sample)).isEqualTo(result).hasToString(result.toString());
        assertThat(filteredLast().encode(filteredLast().of(sample))).isEqualTo(metric().encode(result));
    }

    @Property(tries = TRIES)
    default void whatIsConsideredIsCountedOrExcludedInEveryCell(@ForAll("samples") List<Ticket> sample) {
        assertThat(metric().of(sample).rows()).allSatisfy(row -> {
            Measurement<?> m = row.measurement();
            long notCounted =
                    m.notCounted().values().stream().mapToLong(Long::longValue).sum();
            assertThat(m.n() + notCounted).isEqualTo(m.considered());
        });
    }

    @Property(tries = TRIES)
    default void anySplitMergedInAnyOrderGivesWhatOnePassGives(
            @ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        Random random = new Random(seed);
        List<List<Ticket>> shards = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            shards.add(new ArrayList<>());
        }
        sample.forEach(ticket -> shards.get(random.nextInt(shards.size())).add(ticket));
        Collections.shuffle(shards, random);
        MetricAccumulator<Ticket, R> merged = metric().accumulator();
        shards.forEach(shard -> merged.merge(metric().of(shard)));
        MetricAccumulator<Ticket, R> resumed = metric().accumulator();
        resumed.merge(metric().of(shards.get(0)));
        shards.subList(1, shards.size()).forEach(shard -> shard.forEach(resumed::add));

        R whole = metric().of(sample);
        assertThat(merged.snapshot()).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(resumed.snapshot()).isEqualTo(whole);
        assertThat(shards.stream().map(metric()::of).reduce(metric().empty(), R::plus))
                .isEqualTo(whole);
        assertThat(metric().encode(merged.snapshot())).isEqualTo(metric().encode(whole));
    }

    @Property(tries = TRIES)
    default void aParallelStreamGivesTheSameBits(@ForAll("samples") List<Ticket> sample) {
        List<Ticket> many =
                Collections.nCopies(20, sample).stream().flatMap(List::stream).toList();

        assertThat(many.parallelStream().collect(metric().collector())).isEqualTo(metric().of(many));
        assertThat(sample.stream().collect(metric().collector())).isEqualTo(metric().of(sample));
    }

    @Property(tries = TRIES)
    default void plusHasAnIdentityCommutesAndAssociates(
            @ForAll("samples") List<Ticket> a, @ForAll("samples") List<Ticket> b, @ForAll("samples") List<Ticket> c) {
        R x = metric().of(a);
        R y = metric().of(b);
        R z = metric().of(c);

        assertThat(x.plus(metric().empty())).isEqualTo(x);
        assertThat(metric().empty().plus(x)).isEqualTo(x);
        assertThat(x.plus(y)).isEqualTo(y.plus(x));
        assertThat(x.plus(y).plus(z)).isEqualTo(x.plus(y.plus(z)));
        assertThat(metric().of(List.of())).isEqualTo(metric().empty());
        assertThat(metric().empty().isEmpty()).isTrue();
        assertThat(metric().empty().rows().allMatch(row -> row.measurement().considered() == 0))
                .isTrue();
    }

    @Property(tries = TRIES)
    default void takingOutWhatWasAddedLeavesTheRest(
            @ForAll("samples") List<Ticket> a, @ForAll("samples") List<Ticket> b) {
        R x = metric().of(a);
        R y = metric().of(b);

        assertThat(x.plus(y).minus(y).coarse()).isEqualTo(x.coarse());
        assertThat(x.minus(x).coarse().isEmpty()).isTrue();
        assertThat(x.minus(metric().empty())).isEqualTo(x);
    }

    @Property(tries = TRIES)
    default void coarseForgetsAlikeBeforeAndAfterMerging(
            @ForAll("samples") List<Ticket> a, @ForAll("samples") List<Ticket> b) {
        R x = metric().of(a);
        R y = metric().of(b);

        assertThat(x.coarse().plus(y.coarse()).coarse()).isEqualTo(x.plus(y).coarse());
        assertThat(x.coarse().plus(y).coarse()).isEqualTo(x.plus(y).coarse());
        assertThat(x.coarse().coarse()).isEqualTo(x.coarse());
    }

    @Property(tries = TRIES)
    default void retractUndoesAdd(
            @ForAll("samples") List<Ticket> a, @ForAll("samples") List<Ticket> b, @ForAll long seed) {
        MetricAccumulator<Ticket, R> accumulator = metric().accumulator();
        List<Ticket> all = new ArrayList<>(a);
        all.addAll(b);
        Collections.shuffle(all, new Random(seed));
        all.forEach(accumulator::add);
        List<Ticket> out = new ArrayList<>(b);
        Collections.shuffle(out, new Random(seed));
        out.forEach(accumulator::retract);

        assertThat(accumulator.snapshot().coarse()).isEqualTo(metric().of(a).coarse());
    }

    @Property(tries = TRIES)
    default void retractTakesAllOrNothing(@ForAll("samples") List<Ticket> sample, @ForAll("ticket") Ticket one) {
        MetricAccumulator<Ticket, R> accumulator = metric().accumulator();
        sample.forEach(accumulator::add);
        R before = accumulator.snapshot();
        boolean taken = true;
        try {
            accumulator.retract(one);
        } catch (IllegalArgumentException e) {
            taken = false;
            assertThat(e).hasMessageStartingWith("event to take out must be one that was added");
        }

        if (sample.contains(one)) {
            assertThat(taken).isTrue();
        }
        if (taken) {
            accumulator.add(one);
            assertThat(accumulator.snapshot().coarse()).isEqualTo(before.coarse());
        } else {
            assertThat(accumulator.snapshot()).isEqualTo(before);
        }
    }

    @Property(tries = TRIES)
    default void aSnapshotNeverChanges(@ForAll("samples") List<Ticket> a, @ForAll("samples") List<Ticket> b) {
        MetricAccumulator<Ticket, R> accumulator = metric().accumulator();
        a.forEach(accumulator::add);
        R snapshot = accumulator.snapshot();
        byte[] before = metric().encode(snapshot);
        b.forEach(accumulator::add);
        accumulator.merge(metric().of(b));
        a.forEach(accumulator::retract);

        assertThat(metric().encode(snapshot)).isEqualTo(before);
        assertThat(snapshot).isEqualTo(metric().of(a));
    }

    @Property(tries = TRIES)
    default void bytesBringTheSameResultBack(@ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        List<Ticket> shuffled = new ArrayList<>(sample);
        Collections.shuffle(shuffled, new Random(seed));
        R result = metric().of(sample);
        byte[] bytes = metric().encode(result);
        R back = metric().decode(bytes);

        assertThat(back).isEqualTo(result).hasToString(result.toString());
        assertThat(metric().encode(back)).isEqualTo(bytes);
        assertThat(metric().encode(metric().of(shuffled))).isEqualTo(bytes);
        assertThat(back.plus(result)).isEqualTo(result.plus(result));
        R coarse = result.coarse();
        assertThat(metric().decode(metric().encode(coarse))).isEqualTo(coarse);
    }

    @Property(tries = TRIES)
    default void checkpointsBringAccumulatorsBack(@ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        Random random = new Random(seed);
        MetricAccumulator<Ticket, R> once = metric().accumulator();
        sample.forEach(once::add);
        List<Ticket> shuffled = new ArrayList<>(sample);
        Collections.shuffle(shuffled, random);
        MetricAccumulator<Ticket, R> often = metric().accumulator();
        MetricAccumulator<Ticket, R> shard = metric().accumulator();
        for (Ticket ticket : shuffled) {
            (random.nextBoolean() ? often : shard).add(ticket);
            if (random.nextInt(4) == 0) {
                often = metric().resume(often.encode(), Horizon.UNLIMITED);
            }
        }
        often.merge(metric().resume(shard.encode(), Horizon.UNLIMITED));

        assertThat(often.encode()).isEqualTo(once.encode());
        assertThat(often.snapshot()).isEqualTo(metric().of(sample));
        assertThat(metric().resume(often.encode(), Horizon.UNLIMITED).encode()).isEqualTo(once.encode());
    }

    /** What a host delivers: versions of facts, of which the last one counts. */
    record Delivery(int id, long version, Ticket ticket) {}

    @Property(tries = TRIES)
    default void versionsInAnyOrderAndTwiceOrOnSeveralHostsCountAsTheLastOneOnce(
            @ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        Random random = new Random(seed);
        List<Delivery> log = new ArrayList<>();
        SortedMap<Integer, Ticket> last = new TreeMap<>();
        for (Ticket ticket : sample) {
            Delivery delivery = new Delivery(random.nextInt(20), log.size(), ticket);
            log.add(delivery);
            last.put(delivery.id(), ticket);
        }
        MetricAccumulator<Ticket, R> inOrder = metric().accumulator();
        log.forEach(d -> inOrder.upsert("t" + d.id(), d.version(), d.ticket()));
        List<Delivery> wild = new ArrayList<>(log);
        wild.addAll(log.subList(0, log.size() / 2));
        Collections.shuffle(wild, random);
        List<MetricAccumulator<Ticket, R>> hosts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            hosts.add(metric().accumulator());
        }
        for (Delivery d : wild) {
            int host = random.nextInt(hosts.size());
            hosts.get(host).upsert("t" + d.id(), d.version(), d.ticket());
            hosts.set(host, metric().resume(hosts.get(host).encode(), Horizon.UNLIMITED));
        }
        MetricAccumulator<Ticket, R> merged = hosts.get(0);
        hosts.subList(1, hosts.size()).forEach(merged::merge);
        R plain = metric().of(last.values());

        assertThat(inOrder.snapshot().coarse()).isEqualTo(plain.coarse());
        assertThat(merged.snapshot().coarse()).isEqualTo(plain.coarse());
        assertThat(merged.progress().facts()).isEqualTo(last.size());
        last.keySet().forEach(id -> merged.remove("t" + id, log.size(), Instant.EPOCH));
        assertThat(merged.snapshot().coarse()).isEqualTo(metric().empty().coarse());
    }

    @Property(tries = TRIES / 3)
    default void forgedStatesAreRefusedOrAnotherAccumulatorsOwn(
            @ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        Random random = new Random(seed);
        MetricAccumulator<Ticket, R> accumulator = metric().accumulator();
        for (int i = 0; i < Math.min(8, sample.size()); i++) {
            accumulator.upsert("t" + i, 1, sample.get(i));
        }
        byte[] bytes = accumulator.encode();
        byte[] body = Arrays.copyOf(bytes, bytes.length - TRAILER);
        for (int i = 0; i < body.length; i++) {
            byte[] altered = body.clone();
            altered[i] ^= (byte) (1 + random.nextInt(255));
            assertHarmlessState(checked(altered));
            assertHarmlessState(checked(Arrays.copyOf(body, i)));
        }
    }

    private void assertHarmlessState(byte[] bytes) {
        MetricAccumulator<Ticket, R> back;
        try {
            back = metric().resume(bytes, Horizon.UNLIMITED);
        } catch (MalformedStateException e) {
            assertThat(e).hasMessageContaining("state");
            return;
        }
        assertThat(back.encode()).isEqualTo(bytes);
    }

    @Property(tries = TRIES / 3)
    default void cutOrAlteredBytesAreRefused(@ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = metric().encode(metric().of(sample));
        for (int i = 0; i < bytes.length; i++) {
            byte[] cut = Arrays.copyOf(bytes, i);
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 + random.nextInt(255));

            assertThatThrownBy(() -> metric().decode(cut)).isInstanceOf(MalformedStateException.class);
            assertThatThrownBy(() -> metric().decode(altered)).isInstanceOf(MalformedStateException.class);
        }
        assertThatThrownBy(() -> metric().decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedStateException.class);
    }

    @Property(tries = TRIES / 3)
    default void forgedBytesAreRefusedOrAnotherResultsOwn(@ForAll("samples") List<Ticket> sample, @ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = metric().encode(metric().of(sample));
        byte[] body = Arrays.copyOf(bytes, bytes.length - TRAILER);
        for (int i = 0; i < body.length; i++) {
            byte[] altered = body.clone();
            altered[i] ^= (byte) (1 + random.nextInt(255));
            assertHarmless(checked(altered));
            altered[i] = (byte) (body[i] ^ (1 << random.nextInt(8)));
            assertHarmless(checked(altered));
            assertHarmless(checked(Arrays.copyOf(body, i)));
        }
    }

    private static byte[] checked(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return new StateWriter().raw(body).fixed32((int) crc.getValue()).toBytes();
    }

    private void assertHarmless(byte[] bytes) {
        R result;
        try {
            result = metric().decode(bytes);
        } catch (MalformedStateException e) {
            assertThat(e).hasMessageContaining("state");
            return;
        }
        assertThat(metric().encode(result)).isEqualTo(bytes);
    }
}

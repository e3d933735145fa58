package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.stats.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many writers and readers of one recorder: nothing is lost, nothing counts twice, no cut shows an effect without its cause. */
class MetricRecorderTest {
    private static final int WRITERS = 8;
    private static final int EVENTS = 40_000;

    /** The events of a writer are numbered from 0, so the sum of those that a reader sees says whether they are the first ones. */
    private record Event(int writer, long number) {}

    private static final Axis<Event, Integer> WRITER = Axis.of("writer", KeyType.NUMBER, Event::writer);
    private static final Metric<Event, Breakdown<Integer, Measurement<Durations>>> METRIC = Metric.of(
                    Definition.of("number", "mean number"),
                    Rule.<Event>duration(Event::number).unless("UNWANTED", event -> event.number() < 0),
                    Durations.meanEstimator())
            .by(WRITER);

    private static void all(List<Callable<Void>> tasks) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<Void>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(threads.submit(task)));
            for (Future<Void> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Even writers write through handles, odd ones as they come. */
    private static Callable<Void> writer(MetricRecorder<Event, ?> recorder, int writer, AtomicInteger running) {
        return () -> {
            try (MetricRecorder.Handle<Event> handle = recorder.handle()) {
                for (long i = 0; i < EVENTS; i++) {
                    if (writer % 2 == 0) {
                        handle.add(new Event(writer, i));
                    } else {
                        recorder.add(new Event(writer, i));
                    }
                }
            } finally {
                running.decrementAndGet();
            }
            return null;
        };
    }

    private static void assertFirstOnes(Measurement<Durations> m, long from) {
        long behind = from + m.n();
        assertThat(m.summary().moments().sum()).isEqualTo(behind * (behind - 1) / 2 - from * (from - 1) / 2);
    }

    @Test
    void everySnapshotHoldsTheFirstEventsOfEachWriterAndNeverFewerThanBefore() throws Exception {
        MetricRecorder<Event, Breakdown<Integer, Measurement<Durations>>> recorder = METRIC.recorder(Horizon.UNLIMITED);
        AtomicInteger running = new AtomicInteger(WRITERS);
        AtomicInteger snapshots = new AtomicInteger();
        Callable<Void> reader = () -> {
            long[] seen = new long[WRITERS];
            while (running.get() > 0) {
                Breakdown<Integer, Measurement<Durations>> cut = recorder.snapshot();
                snapshots.incrementAndGet();
                for (int w = 0; w < WRITERS; w++) {
                    assertFirstOnes(cut.get(w), 0);
                    assertThat(cut.get(w).n()).isGreaterThanOrEqualTo(seen[w]);
                    seen[w] = cut.get(w).n();
                }
            }
            return null;
        };
        List<Callable<Void>> tasks = new ArrayList<>(List.of(reader, reader));
        for (int w = 0; w < WRITERS; w++) {
            tasks.add(writer(recorder, w, running));
        }
        all(tasks);

        MetricAccumulator<Event, Breakdown<Integer, Measurement<Durations>>> plain = METRIC.accumulator();
        for (int w = 0; w < WRITERS; w++) {
            for (long i = 0; i < EVENTS; i++) {
                plain.add(new Event(w, i));
            }
        }
        assertThat(snapshots).hasPositiveValue();
        assertThat(recorder.snapshot()).isEqualTo(plain.snapshot());
        assertThat(recorder.encode()).isEqualTo(plain.encode());
    }

    @Test
    void drainsPartTheEventsOfEachWriterAndLoseNone() throws Exception {
        MetricRecorder<Event, Breakdown<Integer, Measurement<Durations>>> recorder = METRIC.recorder(Horizon.UNLIMITED);
        AtomicInteger running = new AtomicInteger(WRITERS);
        List<Breakdown<Integer, Measurement<Durations>>> drained = new ArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        tasks.add(() -> {
            while (running.get() > 0) {
                drained.add(recorder.drain().snapshot());
            }
            return null;
        });
        for (int w = 0; w < WRITERS; w++) {
            tasks.add(writer(recorder, w, running));
        }
        all(tasks);
        drained.add(recorder.drain().snapshot());

        for (int w = 0; w < WRITERS; w++) {
            long from = 0;
            for (Breakdown<Integer, Measurement<Durations>> part : drained) {
                assertFirstOnes(part.get(w), from);
                from += part.get(w).n();
            }
            assertThat(from).isEqualTo(EVENTS);
        }
        assertThat(recorder.snapshot().isEmpty()).isTrue();
    }

    @Test
    void noSnapshotShowsAnAnswerWithoutItsQuestion() throws Exception {
        MetricRecorder<Event, Breakdown<Integer, Measurement<Durations>>> recorder = METRIC.recorder(Horizon.UNLIMITED);
        AtomicBoolean done = new AtomicBoolean();
        int rounds = 200_000;
        // A reader passes many stripes on its way from the question's to the answer's.
        List<MetricRecorder.Handle<Event>> between = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            between.add(recorder.handle());
        }
        Callable<Void> talking = () -> {
            try (MetricRecorder.Handle<Event> answers = recorder.handle()) {
                for (int i = 0; i < rounds; i++) {
                    recorder.add(new Event(0, i));
                    answers.add(new Event(1, i));
                }
            } finally {
                done.set(true);
            }
            return null;
        };
        Callable<Void> reading = () -> {
            while (!done.get()) {
                var cut = recorder.snapshot();
                assertThat(cut.get(1).n()).isLessThanOrEqualTo(cut.get(0).n());
            }
            return null;
        };
        all(List.of(talking, reading));

        between.forEach(MetricRecorder.Handle::close);
        assertThat(recorder.snapshot().get(1).n()).isEqualTo(rounds);
    }

    @Test
    void correctionsSeeWhatOtherThreadsAdded() throws Exception {
        MetricRecorder<Event, Breakdown<Integer, Measurement<Durations>>> recorder = METRIC.recorder(Horizon.UNLIMITED);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            tasks.add(() -> {
                for (int i = 0; i < 300; i++) {
                    recorder.add(new Event(writer, i));
                    recorder.retract(new Event(writer, i));
                    recorder.upsert("fact " + i, writer, new Event(writer, i));
                }
                return null;
            });
        }
        all(tasks);

        var expected = METRIC.accumulator();
        for (int i = 0; i < 300; i++) {
            expected.upsert("fact " + i, WRITERS - 1, new Event(WRITERS - 1, i));
        }
        assertThat(recorder.snapshot().coarse()).isEqualTo(expected.snapshot().coarse());
        assertThat(recorder.remove("fact 0", WRITERS, Instant.EPOCH)).isTrue();
        assertThat(recorder.remove("fact 0", WRITERS, Instant.EPOCH)).isFalse();
        assertThat(recorder.snapshot().get(WRITERS - 1).n()).isEqualTo(299);
        assertThat(recorder.progress())
                .hasToString("as of the latest event, 300 known by id, "
                        + recorder.progress().repeated() + " repeated");
    }

    /** A contact of a customer at an hour. */
    private record Contact(int id, String customer, int hour) {
        Instant at() {
            return Instant.EPOCH.plus(Duration.ofHours(hour));
        }
    }

    private static final Metric<Contact, Sheet> LINKED = Metric.sheet(
            Metric.of(
                    Definition.of("repeat", "repeated / contacts"),
                    Rule.followed(Link.<Contact>within(Duration.ofHours(5))
                            .at("start", Contact::at)
                            .ofSame("customer", Contact::customer)
                            .inOrderOfNumber(Contact::id)),
                    io.github.supportmetrics.stats.Proportion.estimator()),
            Metric.of(
                    Definition.of("number", "mean number"),
                    Rule.<Contact>duration(Contact::id),
                    Durations.meanEstimator()));

    @Test
    void linkedEventsOfOneCustomerMayComeByAnyThreadWhileTimeMoves() throws Exception {
        Horizon horizon = Horizon.keep(Duration.ofHours(2));
        MetricRecorder<Contact, Sheet> recorder = LINKED.recorder(horizon);
        MetricAccumulator<Contact, Sheet> plain = LINKED.accumulator(horizon);
        int hours = 300;
        for (int hour = 0; hour < hours; hour++) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int w = 0; w < 4; w++) {
                Contact contact = new Contact(4 * hour + w, "c" + (hour * 7 + w) % 5, hour - w % 2);
                plain.add(contact);
                tasks.add(() -> {
                    recorder.add(contact);
                    return null;
                });
            }
            if (hour % 10 == 0) {
                all(tasks);
            } else {
                for (Callable<Void> task : tasks) {
                    task.call();
                }
            }
            Instant now = Instant.EPOCH.plus(Duration.ofHours(hour));
            recorder.advanceTo(now);
            plain.advanceTo(now);
        }
        Contact late = new Contact(9999, "c1", hours - 20);
        recorder.add(late);
        plain.add(late);

        assertThat(recorder.progress()).isEqualTo(plain.progress());
        assertThat(recorder.progress().toString()).endsWith("1 refused as too old");
        assertThat(recorder.encode()).isEqualTo(plain.encode());
        MetricRecorder<Contact, Sheet> resumed =
                LINKED.recorder(horizon).merge(LINKED.resume(plain.encode(), Horizon.keep(Duration.ofDays(9))));
        resumed.add(late);
        assertThat(resumed.progress().refused()).isEqualTo(1);
        assertThat(resumed.encode()).isEqualTo(plain.encode());
        assertThatThrownBy(resumed::drain)
                .hasMessageStartingWith("recorder to drain must have sealed nothing, or be without linked events");
        assertThat(resumed.encode()).isEqualTo(plain.encode());
    }

    @Test
    void aStateThatDoesNotFitLeavesTheRecorderAsItWas() {
        MetricRecorder<Contact, Sheet> recorder = LINKED.recorder(Horizon.keep(Duration.ZERO));
        recorder.add(new Contact(1, "Ann", 100));
        recorder.add(new Contact(2, "Ann", 1));
        recorder.advanceTo(Instant.EPOCH.plus(Duration.ofHours(104)));
        byte[] before = recorder.encode();
        MetricAccumulator<Contact, Sheet> other = LINKED.accumulator(Horizon.keep(Duration.ZERO));
        other.add(new Contact(3, "Ann", 2));
        other.add(new Contact(4, "Ann", 119));
        other.advanceTo(Instant.EPOCH.plus(Duration.ofDays(5)));
        byte[] state = other.encode();

        assertThatThrownBy(() -> recorder.merge(LINKED.resume(state, Horizon.UNLIMITED)))
                .hasMessageContaining("must not share a customer");
        recorder.add(new Contact(5, "Ben", 105));
        assertThat(recorder.progress().refused()).isZero();
        recorder.retract(new Contact(5, "Ben", 105));
        assertThat(recorder.encode()).isEqualTo(before);
    }

    @Test
    void sumsWithoutRoomAreToldOfForEver() throws Exception {
        MetricRecorder<Event, Breakdown<Integer, Measurement<Durations>>> recorder = METRIC.recorder(Horizon.UNLIMITED);
        try (var one = recorder.handle();
                var other = recorder.handle()) {
            for (int i = 0; i < 600; i++) {
                one.add(new Event(0, Durations.MAX_MILLIS));
                other.add(new Event(0, Durations.MAX_MILLIS));
            }
            assertThatThrownBy(recorder::snapshot)
                    .hasMessageStartingWith("recorder must hold sums of 63 bits, got more");
            assertThatThrownBy(recorder::encode).hasMessageStartingWith("recorder must hold sums of 63 bits, got more");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageStartingWith("recorder must hold sums of 63 bits, got more");
        }
    }

    @Test
    void aPoisonedEventChangesNothingAndHoldsNoStripe() {
        MetricRecorder<Event, Breakdown<Integer, Measurement<Durations>>> recorder = METRIC.recorder(Horizon.UNLIMITED);
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> recorder.add(new Event(0, Long.MAX_VALUE))).hasMessageContaining("duration");
        }
        recorder.add(new Event(0, 5));
        assertThat(recorder.snapshot().total().n()).isEqualTo(1);
        MetricRecorder.Handle<Event> handle = recorder.handle();
        handle.add(new Event(0, 6));
        handle.close();
        assertThatThrownBy(() -> handle.add(new Event(0, 7))).hasMessageContaining("handle must be open");
        assertThat(recorder.snapshot().total().n()).isEqualTo(2);
    }
}

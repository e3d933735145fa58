package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.MalformedStateException;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.stats.Agreement;
import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.CountsPerKey;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Headcount;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.NetScore;
import io.github.supportmetrics.stats.Occupation;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Tally;
import io.github.supportmetrics.time.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * What a coverage-guided fuzzer such as Jazzer calls, with bytes behind a header and before a checksum that are right: no bytes may do
 * anything but come back as they are or be refused, nor make the decoder allocate out of proportion to them.
 *
 * <pre>{@code
 * java -cp jazzer.jar:CLASSPATH com.code_intelligence.jazzer.Jazzer --target_class=io.github.supportmetrics.metric.StateFuzzer CORPUS
 * }</pre>
 */
public final class StateFuzzer {
    private static final int HEADER = 12;
    private static final int TRAILER = 4;
    private static final long SOME_BYTES = 300_000;
    private static final long PER_BYTE = 10_000;

    /** An event that every kind of rule can read. */
    record Event(int id, String agent, Set<String> labels, Instant at, int score, long millis) {
        static Event of(int i) {
            return new Event(
                    i,
                    "agent " + i % 5,
                    i % 3 == 0 ? Set.of() : Set.of("l" + i % 4, "m" + i % 3),
                    Instant.ofEpochSecond(1_700_000_000L + 3_000L * i),
                    i % 5 + 1,
                    1_000L * (i % 7 + 1) + i);
        }
    }

    private enum Kind {
        PHONE,
        MAIL,
        CHAT
    }

    private static final Link<Event> LINK = Link.<Event>within(Duration.ofHours(3))
            .at("at", Event::at)
            .ofSame("agent", Event::agent)
            .inOrderOfNumber(Event::id);

    private static Definition named(String id) {
        return Definition.of(id, id);
    }

    private static Metric<Event, Sheet> counted() {
        return Metric.sheet(
                Metric.of(
                        named("share"),
                        Rule.<Event>share(e -> e.score() > 2).unless("ONES", e -> e.score() == 1),
                        Proportion.estimator()),
                Metric.of(named("sign"), Rule.<Event>sign(e -> e.score() - 3), NetScore.estimator(100)),
                Metric.of(named("rating"), Rule.rating(Scale.of(1, 5), Event::score), Ratings.mean()),
                Metric.of(
                        named("outcome"),
                        Rule.<Event, Kind>outcome(Kind.class, e -> Kind.values()[e.score() % 3]),
                        Tally.share(EnumSet.of(Kind.PHONE), EnumSet.allOf(Kind.class), Map.of())),
                Metric.of(named("duration"), Rule.<Event>duration(Event::millis), Durations.meanEstimator()),
                Metric.of(named("amount"), Rule.<Event>amount(Event::millis), Moments.estimator(1)),
                Metric.of(named("rate"), Rule.<Event>rate(e -> 1, Event::millis), EventRate.estimator(1, 1)),
                Metric.of(named("ratio"), Rule.<Event>ratio(Event::score, Event::millis), Ratio.estimator()));
    }

    private static Metric<Event, Sheet> whole() {
        return Metric.sheet(
                Metric.of(
                        named("lifetime"),
                        Rule.<Event>lifetime(Event::millis, e -> e.score() > 3),
                        Lifetimes.meanOfEnded()),
                Metric.of(
                        named("membership"),
                        Rule.<Event>membership(e -> e.id() % 30, e -> e.id() % 30 + e.score()),
                        Headcount.summedLossEstimator()),
                Metric.of(
                        named("labels"),
                        Rule.<Event>categories(Event::labels)
                                .unless("NO_LABEL", e -> e.labels().isEmpty()),
                        Categories.pareto(Categories.Allocation.SPLIT, .8)),
                Metric.of(named("keys"), Rule.<Event>key(Event::agent), CountsPerKey.distinct()),
                Metric.of(
                        named("occupation"),
                        Rule.occupation(Event::agent, e -> new TimeWindow(e.at(), e.at().plusMillis(e.millis()))),
                        Occupation.concurrency(1)),
                Metric.of(
                        named("rated"),
                        Rule.<Event>rated(e -> Map.of("a", (long) e.score(), "b", (long) (e.id() % 5))),
                        Agreement.percent()));
    }

    private static Metric<Event, Sheet> linked() {
        return Metric.sheet(
                Metric.of(
                        named("followed"),
                        Rule.followed(LINK).unless("ONES", e -> e.score() == 1),
                        Proportion.estimator()),
                Metric.of(named("single"), Rule.single(LINK), Proportion.estimator()),
                Metric.of(named("length"), Rule.episodeLength(LINK), Lifetimes.meanOfEnded()));
    }

    private static final Axis<Event, String> AGENT = Axis.of("agent", Event::agent);
    private static final Axis<Event, String> LABEL = Axis.each("label", Event::labels);

    static final List<Metric<Event, ?>> METRICS = List.of(
            counted(),
            whole(),
            linked().where("no fives", e -> e.score() != 5),
            counted()
                    .by(AGENT.limit(2))
                    .over(Periods.daily(ZoneId.of("Europe/Stockholm")).at("at", Event::at)),
            linked().by(LABEL).by(AGENT.limit(3)).sealedBy(Event::at),
            whole().by(LABEL.among(List.of("l1", "m2")))
                    .over(Periods.hourly(ZoneId.of("UTC"))
                            .<Event>at("at", Event::at)
                            .keepLatest(3)));

    private StateFuzzer() {}

    /**
     * Decodes some bytes.
     *
     * @param data which metric, as a result (even) or a state (odd), and what stands between header and checksum
     */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Metric<Event, ?> metric = METRICS.get((data[0] & 0xFF) / 2 % METRICS.size());
        boolean state = (data[0] & 1) != 0;
        byte[] fields = Arrays.copyOfRange(data, 1, data.length);
        long bound = SOME_BYTES + PER_BYTE * data.length;
        long used = allocatedBy(metric, state, fields);
        if (used > bound) {
            // Perhaps for classes that were loaded.
            used = allocatedBy(metric, state, fields);
        }
        if (used > bound) {
            throw new AssertionError(data.length + " bytes made it allocate more than " + bound);
        }
    }

    private static long allocatedBy(Metric<Event, ?> metric, boolean state, byte[] fields) {
        long before = allocated();
        decode(metric, state, fields);
        return allocated() - before;
    }

    /** By reflection, since the module under test does not read the one that knows. */
    private static long allocated() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getThreadAllocatedBytes", long.class)
                    .invoke(threads, Thread.currentThread().getId());
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }

    private static <R extends Result<R>> void decode(Metric<Event, R> metric, boolean state, byte[] fields) {
        byte[] like = state ? metric.accumulator().encode() : metric.encode(metric.empty());
        StateWriter out = new StateWriter().raw(Arrays.copyOf(like, HEADER)).raw(fields);
        CRC32C crc = new CRC32C();
        crc.update(out.toBytes());
        byte[] bytes = out.fixed32((int) crc.getValue()).toBytes();
        try {
            if (state) {
                MetricAccumulator<Event, R> back = metric.resume(bytes, Horizon.keep(Duration.ofDays(2)));
                assertIsItself(back.snapshot(), metric);
                assertIsItself(metric.resume(back.encode(), Horizon.UNLIMITED).snapshot(), metric);
            } else {
                assertIsItself(metric.decode(bytes), metric);
            }
        } catch (MalformedStateException e) {
            return;
        }
    }

    private static <R extends Result<R>> void assertIsItself(R result, Metric<?, R> metric) {
        if (!result.plus(metric.empty()).equals(result)) {
            throw new AssertionError("what was decoded is none of " + metric);
        }
    }

    /** The input that a metric's own bytes make. */
    static <R extends Result<R>> byte[] seed(int which, int events, boolean facts) {
        @SuppressWarnings("unchecked") // whatever it is, it is the same in and out
        Metric<Event, R> metric = (Metric<Event, R>) METRICS.get(which);
        MetricAccumulator<Event, R> accumulator = metric.accumulator(Horizon.keep(Duration.ofHours(4)));
        for (int i = 0; i < events; i++) {
            if (facts) {
                accumulator.upsert("f" + i % 6, i, Event.of(i));
            } else {
                accumulator.add(Event.of(i));
            }
        }
        byte[] result = metric.encode(accumulator.snapshot());
        accumulator.advanceTo(Event.of(events).at());
        byte[] bytes = facts || events % 2 == 1 ? accumulator.encode() : result;
        byte[] seed = Arrays.copyOfRange(bytes, HEADER - 1, bytes.length - TRAILER);
        seed[0] = (byte) (2 * which + (bytes.length == result.length && Arrays.equals(bytes, result) ? 0 : 1));
        return seed;
    }

    /**
     * Writes the inputs that fuzzing begins with.
     *
     * @param args the folder
     * @throws IOException if it cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (int which = 0; which < METRICS.size(); which++) {
            for (int events : new int[] {0, 1, 2, 5, 20, 101}) {
                Files.write(folder.resolve(which + "-" + events), seed(which, events, false));
                Files.write(folder.resolve(which + "-" + events + "-facts"), seed(which, events, true));
            }
        }
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;

/** A host that reads a stream of deliveries, writes checkpoints, and dies somewhere without a word. */
public final class KilledHost {
    static final int DELIVERIES = 60_000;
    static final int KILLED = 137;
    private static final int PER_CHECKPOINT = 250;
    private static final int FACTS = 8_000;

    /** A contact as a version of it tells. */
    private record Contact(int id, String customer, Instant at, String agent, long millis) {}

    private static final Metric<Contact, TimeSeries<Breakdown<String, Sheet>>> METRIC = Metric.sheet(
                    Metric.of(
                            Definition.of("aht", "mean"),
                            Rule.<Contact>duration(Contact::millis),
                            Durations.meanEstimator()),
                    Metric.of(
                            Definition.of("repeat", "repeated / contacts"),
                            Rule.followed(Link.<Contact>within(Duration.ofHours(12))
                                    .at("at", Contact::at)
                                    .ofSame("customer", Contact::customer)
                                    .inOrderOfNumber(Contact::id)),
                            Proportion.estimator()))
            .by(Axis.of("agent", Contact::agent))
            .over(Periods.daily(ZoneId.of("UTC")).at("at", Contact::at));

    private static final Horizon HORIZON = Horizon.keep(Duration.ofDays(30));

    private KilledHost() {}

    /** The delivery at an offset, the same whenever it is asked for: a version of a contact, at times one that came before. */
    private static void deliver(int offset, MetricAccumulator<Contact, ?> live) {
        Random random = new Random(offset * 7919L);
        int latest = 1 + (int) ((long) FACTS * offset / DELIVERIES);
        int id = Math.max(0, latest - random.nextInt(60));
        Instant at = Instant.EPOCH.plus(Duration.ofMinutes(20L * id));
        live.upsert(
                "c" + id,
                random.nextInt(4),
                new Contact(id, "customer " + id % 37, at, "agent " + random.nextInt(5), random.nextInt(600_000)));
        live.advanceTo(at);
    }

    /** What a host that is never killed comes to. */
    static byte[] expected() {
        MetricAccumulator<Contact, ?> live = METRIC.accumulator(HORIZON);
        for (int offset = 0; offset < DELIVERIES; offset++) {
            deliver(offset, live);
        }
        return live.encode();
    }

    /**
     * Goes on from the last checkpoint until it dies or there is no more to read.
     *
     * @param args the checkpoint's file, and after how many deliveries it dies; every third death comes while it writes
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int life = Integer.parseInt(args[1]);
        int offset = 0;
        MetricAccumulator<Contact, TimeSeries<Breakdown<String, Sheet>>> live = METRIC.accumulator(HORIZON);
        if (Files.exists(file)) {
            ByteBuffer checkpoint = ByteBuffer.wrap(Files.readAllBytes(file));
            offset = checkpoint.getInt();
            byte[] state = new byte[checkpoint.remaining()];
            checkpoint.get(state);
            live = METRIC.resume(state, HORIZON);
        }
        for (int lived = 0; offset < DELIVERIES; lived++) {
            if (lived == life && life % 3 != 0) {
                Runtime.getRuntime().halt(KILLED);
            }
            deliver(offset, live);
            offset++;
            if (offset % PER_CHECKPOINT == 0 || offset == DELIVERIES) {
                checkpoint(file, offset, live.encode(), lived >= life);
            }
        }
    }

    private static void checkpoint(Path file, int offset, byte[] state, boolean dies) throws IOException {
        Path next = file.resolveSibling("next");
        byte[] bytes =
                ByteBuffer.allocate(4 + state.length).putInt(offset).put(state).array();
        if (dies) {
            Files.write(next, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            Runtime.getRuntime().halt(KILLED);
        }
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

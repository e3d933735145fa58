package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Horizon;
import io.github.supportmetrics.metric.Link;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.Rule;
import io.github.supportmetrics.stats.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Whether a customer's contact is repeated within seven days, of a million customers and ten million contacts in forty days that
 * come in order; per contact, in a table that is as full as it gets.
 */
@State(Scope.Thread)
@OperationsPerInvocation(RepeatBenchmark.BATCH)
public class RepeatBenchmark {
    static final int BATCH = 1 << 15;
    static final int CUSTOMERS = 1_000_000;
    static final int CONTACTS = 10_000_000;
    static final Duration WINDOW = Duration.ofDays(7);

    private static final long DAYS = 40;
    private static final int DRAWN = 1 << 22;
    private static final int EVERY = 1024;

    /** A contact of a customer known by a number, and by the same as a text. */
    record Contact(long customer, String name, long millis) {
        Instant at() {
            return Instant.ofEpochMilli(millis);
        }
    }

    private static Metric<Contact, Measurement<Proportion>> metric(Link<Contact> link) {
        return Metric.of(
                Definition.of("fcr.window", "contacts without another one of the same customer within 7 d / contacts"),
                Rule.unfollowed(link.atMillis("start", Contact::millis).inOrderOfNumber(Contact::customer)),
                Proportion.estimator());
    }

    static final Metric<Contact, Measurement<Proportion>> BY_NUMBER =
            metric(Link.<Contact>within(WINDOW).ofSameNumber("customer", Contact::customer));
    static final Metric<Contact, Measurement<Proportion>> BY_NAME =
            metric(Link.<Contact>within(WINDOW).ofSame("customer", Contact::name));

    private final int[] drawn = new int[DRAWN];
    private final String[] names = new String[CUSTOMERS];
    private long next;

    private final MetricAccumulator<Contact, Measurement<Proportion>> ours = accumulator(BY_NUMBER);
    private final MetricAccumulator<Contact, Measurement<Proportion>> oursByName = accumulator(BY_NAME);
    private final Map<String, Instant> instants = new HashMap<>();
    private final long[] keys = new long[1 << 21];
    private final int[] seconds = new int[1 << 21];
    private long repeats;

    static MetricAccumulator<Contact, Measurement<Proportion>> accumulator(
            Metric<Contact, Measurement<Proportion>> metric) {
        return metric.accumulator(Horizon.keep(Duration.ZERO));
    }

    /** When the contact of a number comes. */
    static long millis(long number) {
        return 1_700_000_000_000L + number * (DAYS * 86_400_000L / CONTACTS);
    }

    /** Fills every table, so that growing is no part of the race. */
    @Setup
    public void fill() {
        draw();
        for (int i = 0; i < DRAWN / BATCH; i++) {
            long from = next;
            ours();
            next = from;
            oursByName();
            next = from;
            hashMap();
            next = from;
            handLoop();
        }
    }

    void draw() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = random.nextInt(CUSTOMERS);
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            names[i] = "customer-" + i;
        }
        next = 0;
    }

    private int customer(long number) {
        return drawn[(int) (number & DRAWN - 1)];
    }

    private Contact contact(long number) {
        int customer = customer(number);
        return new Contact(customer, names[customer], millis(number));
    }

    private void add(MetricAccumulator<Contact, Measurement<Proportion>> accumulator) {
        for (int i = 0; i < BATCH; i++) {
            Contact contact = contact(next++);
            accumulator.add(contact);
            if (i % EVERY == 0) {
                accumulator.advanceTo(contact.at());
            }
        }
    }

    /** By a number, counting at maturity, correctable up to the watermark. */
    @Benchmark
    public MetricAccumulator<Contact, Measurement<Proportion>> ours() {
        add(ours);
        return ours;
    }

    /** By a text, which is hashed each time. */
    @Benchmark
    public MetricAccumulator<Contact, Measurement<Proportion>> oursByName() {
        add(oursByName);
        return oursByName;
    }

    /** What one would write: the last contact of each customer for ever. */
    @Benchmark
    public long hashMap() {
        for (int i = 0; i < BATCH; i++) {
            Contact contact = contact(next++);
            Instant last = instants.put(contact.name(), contact.at());
            if (last != null && Duration.between(last, contact.at()).compareTo(WINDOW) <= 0) {
                repeats++;
            }
        }
        return repeats;
    }

    /** An open table of numbers and seconds, which counts and forgets nothing. */
    @Benchmark
    public long handLoop() {
        int mask = keys.length - 1;
        for (int i = 0; i < BATCH; i++) {
            Contact contact = contact(next++);
            long key = contact.customer() + 1;
            int at = (int) (contact.millis() / 1000);
            int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 43) & mask;
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = (slot + 1) & mask;
            }
            if (keys[slot] == key && at - seconds[slot] <= WINDOW.toSeconds()) {
                repeats++;
            }
            keys[slot] = key;
            seconds[slot] = at;
        }
        return repeats;
    }
}

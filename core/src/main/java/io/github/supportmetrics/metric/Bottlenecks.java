package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.ticket.StageVisit;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketStatus;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.SplitMix;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.SurvivalCurve;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where tickets wait: how they flow through their stages in a period, and which stage holds them up most.
 *
 * <p>The bottleneck is the stage with the largest share of all waiting; it is confirmed if it grows beyond chance, entries above departures,
 * or if it is loaded to more than 85 %. How sure that is, says how often it comes out on top when whole tickets are drawn again with the caller's
 * seed. Times are elapsed ones within the period; a visit that goes on at its end is censored, not left out. Stages that are done with
 * (SOLVED, CLOSED) are no waiting, and merged tickets are left out.
 *
 * <pre>{@code
 * Bottlenecks found = Bottlenecks.of(tickets, january, Bottlenecks.Reading.BY_STAGE);
 * found.top().ifPresent(stage -> ...);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Source: J. D. C. Little, A proof for the queuing formula L = λW, Operations Research 9
 * (1961).
 */
public final class Bottlenecks {
    /** A stage loaded to more is a bottleneck even if it does not grow. */
    private static final double HIGH_LOAD = 0.85;
    /** A larger mismatch says that events are missing, or that the period is too short. */
    private static final double LITTLE = 0.2;

    /** The 97.5 % quantile of the normal distribution. */
    private static final double CHANCE = 1.96;

    private static final String UNKNOWN = "unknown";
    private static final int RESAMPLES = 1_000;
    private static final int FEWEST_RESAMPLES = 100;
    private static final long MOST_DRAWS = 20_000_000;
    private static final Set<String> DONE = Set.of(TicketStatus.SOLVED.name(), TicketStatus.CLOSED.name());

    /**
     * How visits are read.
     *
     * @param stage which stage a visit is to: its own, or such as stage and team; what is null is unknown
     * @param isWork whether a visit is work, and no waiting
     * @param load of a stage, the work that comes / the work that can be done, where that is known
     * @param seed of the draws
     */
    public record Reading(
            Function<StageVisit, @Nullable String> stage,
            Predicate<StageVisit> isWork,
            Map<String, Double> load,
            long seed) {
        /** By stage; assigned and open tickets are worked on, all others wait. */
        public static final Reading BY_STAGE = new Reading(
                StageVisit::stage, visit -> Set.of("ASSIGNED", "OPEN").contains(visit.stage()), Map.of(), 1);

        /** Copies the loads. */
        public Reading {
            load = Map.copyOf(load);
        }

        /**
         * The same by other stages.
         *
         * @param stages which stage a visit is to
         * @return the reading
         */
        public Reading by(Function<StageVisit, @Nullable String> stages) {
            return new Reading(stages, isWork, load, seed);
        }

        /**
         * The same with the loads of some stages.
         *
         * @param loads of a stage, the work that comes / the work that can be done
         * @return the reading
         */
        public Reading withLoads(Map<String, Double> loads) {
            return new Reading(stage, isWork, loads, seed);
        }
    }

    /**
     * How tickets flowed through a stage.
     *
     * @param name the stage
     * @param period the period
     * @param entries how many visits began in it
     * @param departures how many ended in it
     * @param present how many went on at its end
     * @param again how many of the entries were not their ticket's first to this stage
     * @param time how long all visits lasted within it
     * @param waiting how long those lasted that were no work
     * @param stayed how long the visits lasted, from their beginning, that ended in it
     * @param shareOfTime its part of the time in all stages, or empty if there is none
     * @param shareOfWaiting its part of all waiting, or empty if there is none
     * @param onTop how often it has the largest part of the waiting when tickets are drawn again, 0 to 1; empty if nothing waited
     * @param load the work that comes / the work that can be done, or empty if unknown
     * @param sojourns how long the visits that began in the period lasted
     */
    public record Stage(
            String name,
            TimeWindow period,
            long entries,
            long departures,
            long present,
            long again,
            Duration time,
            Duration waiting,
            Duration stayed,
            OptionalDouble shareOfTime,
            OptionalDouble shareOfWaiting,
            OptionalDouble onTop,
            OptionalDouble load,
            Lifetimes sojourns) {
        /**
         * Whether nothing waited in it.
         *
         * @return true if all visits were work
         */
        public boolean isWork() {
            return waiting.isZero() && !time.isZero();
        }

        /**
         * Visits repeated / entries: work that came back.
         *
         * @return 0 to 1, empty without entries
         */
        public OptionalDouble rework() {
            return entries == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) again / entries);
        }

        /**
         * By how many tickets it grew.
         *
         * @return entries − departures
         */
        public long growth() {
            return entries - departures;
        }

        /**
         * How many tickets were in it at a time: time in it / length of the period.
         *
         * @return the mean, L
         */
        public double inProgress() {
            return (double) time.toMillis() / period.length().toMillis();
        }

        /**
         * The mean length of visits that began in the period, up to the longest that was seen; those that go on are censored.
         *
         * @return the time, empty without entries
         */
        public Optional<Duration> meanSojourn() {
            SurvivalCurve curve = sojourns.curve();
            return duration(
                    curve.size() == 0
                            ? OptionalDouble.empty()
                            : curve.restrictedMean((double) curve.time(curve.size() - 1)));
        }

        /**
         * A quantile of the length of visits that began in the period.
         *
         * @param q which, 0 to 1
         * @return the time, empty if fewer are known to have ended
         */
        public Optional<Duration> sojournQuantile(double q) {
            return duration(sojourns.curve().quantile(q));
        }

        private static Optional<Duration> duration(OptionalDouble millis) {
            return millis.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Math.round(millis.getAsDouble())));
        }

        /**
         * How far Little's law L = λW is off: |L − λW| / L, W being the mean length of visits that ended in the period. Above 0.2 events
         * are missing, or the stage is far from steady in a period so short.
         *
         * @return the mismatch, empty without departures or time
         */
        public OptionalDouble littleMismatch() {
            if (departures == 0 || time.isZero()) {
                return OptionalDouble.empty();
            }
            double mean = (double) stayed.toMillis() / departures;
            double expected = entries * mean / period.length().toMillis();
            return OptionalDouble.of(Math.abs(inProgress() - expected) / inProgress());
        }

        /**
         * Whether entries, lengths and tickets in progress fit together.
         *
         * @return false if the mismatch is above 20 %
         */
        public boolean isConsistent() {
            return littleMismatch().orElse(0) <= LITTLE;
        }

        /**
         * Whether it cannot keep up: it grows by more than chance would have it, above 1.96·√(entries + departures) as if both were Poisson
         * counts, or it is loaded to more than 85 %.
         *
         * @return true if so
         */
        public boolean isStrained() {
            return growth() > CHANCE * Math.sqrt((double) entries + departures) || load.orElse(0) > HIGH_LOAD;
        }
    }

    private final List<Stage> stages;

    private Bottlenecks(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    private static final class Flow {
        private final Set<String> seen = new HashSet<>();
        private long entries;
        private long departures;
        private long present;
        private long again;
        private long millis;
        private long waiting;
        private long stayed;
        private long onTop;
        private final Lifetimes.Accumulator sojourns = new Lifetimes.Accumulator();

        void add(StageVisit visit, TimeWindow period, long within, boolean work) {
            Instant left = visit.leftAt();
            boolean entered = period.contains(visit.enteredAt());
            boolean gone = left != null && left.isBefore(period.end());
            Instant until = gone ? left : period.end();
            entries += entered ? 1 : 0;
            if (left != null && period.contains(left)) {
                departures++;
                stayed += Duration.between(visit.enteredAt(), left).toMillis();
            }
            present += visit.enteredAt().isBefore(period.end()) && !gone ? 1 : 0;
            // A stage of the reader's own may be new where its visit's stage is not.
            boolean known = !seen.add(visit.ticket().id());
            again += entered && known ? 1 : 0;
            millis += within;
            waiting += work ? 0 : within;
            if (entered) {
                sojourns.add(Duration.between(visit.enteredAt(), until).toMillis(), gone);
            }
        }
    }

    private static long within(StageVisit visit, TimeWindow period) {
        Instant left = visit.leftAt();
        if (!visit.enteredAt().isBefore(period.end())) {
            return 0;
        }
        Instant until = left == null || left.isAfter(period.end()) ? period.end() : left;
        return period.overlap(new TimeWindow(visit.enteredAt(), until)).toMillis();
    }

    /**
     * How tickets flowed in a period.
     *
     * @param tickets the tickets, as their events tell at its end or later
     * @param period the period, longer than none
     * @param reading how visits are read
     * @return the stages
     * @throws IllegalArgumentException if the period is empty
     */
    public static Bottlenecks of(Collection<Ticket> tickets, TimeWindow period, Reading reading) {
        if (period.length().isZero()) {
            throw Require.bad("period", "longer than none", period);
        }
        Map<String, Flow> flows = new TreeMap<>();
        List<Map<String, Long>> waits = new ArrayList<>();
        List<Ticket> sorted = new ArrayList<>(tickets);
        // The draws follow from the tickets, whatever their order.
        sorted.sort(Comparator.comparing(Ticket::id));
        for (Ticket ticket : sorted) {
            Map<String, Long> waited = new LinkedHashMap<>();
            for (StageVisit visit : ticket.isMerged() ? List.<StageVisit>of() : ticket.visits()) {
                if (!DONE.contains(visit.stage())) {
                    String name = Objects.requireNonNullElse(reading.stage.apply(visit), UNKNOWN);
                    boolean work = reading.isWork.test(visit);
                    long millis = within(visit, period);
                    flows.computeIfAbsent(name, n -> new Flow()).add(visit, period, millis, work);
                    if (!work && millis > 0) {
                        waited.merge(name, millis, Long::sum);
                    }
                }
            }
            if (!waited.isEmpty()) {
                waits.add(waited);
            }
        }
        List<String> names = List.copyOf(flows.keySet());
        long draws = draw(names, waits, reading.seed, flows);
        long all = flows.values().stream().mapToLong(flow -> flow.millis).sum();
        long waiting = flows.values().stream().mapToLong(flow -> flow.waiting).sum();
        List<Stage> stages = new ArrayList<>();
        flows.forEach((name, flow) -> stages.add(new Stage(
                name,
                period,
                flow.entries,
                flow.departures,
                flow.present,
                flow.again,
                Duration.ofMillis(flow.millis),
                Duration.ofMillis(flow.waiting),
                Duration.ofMillis(flow.stayed),
                part(flow.millis, all),
                part(flow.waiting, waiting),
                part(flow.onTop, draws),
                load(reading.load.get(name)),
                flow.sojourns.snapshot())));
        stages.sort(Comparator.comparingDouble((Stage stage) -> stage.shareOfWaiting.orElse(-1))
                .reversed()
                .thenComparing(Stage::name));
        return new Bottlenecks(stages);
    }

    private static OptionalDouble load(@Nullable Double load) {
        return load == null ? OptionalDouble.empty() : OptionalDouble.of(load);
    }

    private static OptionalDouble part(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    /** Counts for each stage how often it has most of the waiting in tickets drawn again; fewer draws of very many tickets. */
    private static long draw(List<String> names, List<Map<String, Long>> waits, long seed, Map<String, Flow> flows) {
        if (waits.isEmpty()) {
            return 0;
        }
        long[][] rows = new long[waits.size()][names.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int stage = 0; stage < names.size(); stage++) {
                rows[i][stage] = waits.get(i).getOrDefault(names.get(stage), 0L);
            }
        }
        long draws = Math.max(FEWEST_RESAMPLES, Math.min(RESAMPLES, MOST_DRAWS / rows.length));
        SplitMix random = new SplitMix(seed);
        long[] sums = new long[names.size()];
        for (long draw = 0; draw < draws; draw++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < rows.length; i++) {
                long[] row = rows[random.below(rows.length)];
                for (int stage = 0; stage < sums.length; stage++) {
                    sums[stage] += row[stage];
                }
            }
            int top = 0;
            for (int stage = 1; stage < sums.length; stage++) {
                top = sums[stage] > sums[top] ? stage : top;
            }
            Flow flow = flows.get(names.get(top));
            if (flow != null) {
                flow.onTop++;
            }
        }
        return draws;
    }

    /**
     * The stages.
     *
     * @return by their part of the waiting, the largest first; work last
     */
    public List<Stage> stages() {
        return stages;
    }

    /**
     * A stage.
     *
     * @param name its name
     * @return the stage, empty if no ticket was ever in it
     */
    public Optional<Stage> stage(String name) {
        return stages.stream().filter(stage -> stage.name.equals(name)).findFirst();
    }

    /**
     * The stage with the largest part of the waiting, whether it is {@linkplain Stage#isStrained() confirmed} or not.
     *
     * @return the stage, empty if nothing waited
     */
    public Optional<Stage> top() {
        return stages.stream()
                .filter(stage -> stage.shareOfWaiting.orElse(0) > 0)
                .findFirst();
    }

    /** A line per stage. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Stage stage : stages) {
            text.append(text.length() == 0 ? "" : "\n").append(stage.name);
            if (stage.waiting.isZero()) {
                text.append(stage.isWork() ? ": work" : ": nothing waited");
            } else {
                text.append(": ")
                        .append(Math.round(100 * stage.shareOfWaiting.orElse(0)))
                        .append(" % of the waiting, on top in ")
                        .append(Math.round(100 * stage.onTop.orElse(0)))
                        .append(" % of draws");
            }
            text.append("; ")
                    .append(stage.entries)
                    .append(" came, ")
                    .append(stage.departures)
                    .append(" left, ")
                    .append(stage.present)
                    .append(" are there")
                    .append(stage.isStrained() ? "; it cannot keep up" : "")
                    .append(stage.isConsistent() ? "" : "; does not fit Little's law, events may be missing");
        }
        return text.toString();
    }
}

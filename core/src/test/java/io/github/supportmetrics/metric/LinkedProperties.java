package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Linked metrics: any order, watermarks, splits and corrections give what one look at all events gives. */
class LinkedProperties {
    private static final Duration WINDOW = Duration.ofHours(5);
    private static final Instant START = Instant.parse("2021-03-27T20:00:00Z");
    private static final int HOURS = 40;
    private static final int TRIES = 400;

    /** An event with ties in time, unknown customers, several labels, and kinds of which only some count. */
    record Visit(
            int id,
            @Nullable String customer,
            @Nullable Instant at,
            String agent,
            Set<String> labels,
            boolean ours,
            boolean counted) {
        Instant when() {
            return Objects.requireNonNull(at);
        }

        boolean isKnown() {
            return counted && customer != null && at != null;
        }
    }

    private static final Link<Visit> LINK = Link.<Visit>within(WINDOW)
            .at("start", Visit::at)
            .ofSame("customer", Visit::customer)
            .inOrderOf(visit -> "visit " + visit.id());

    private static final Metric<Visit, Sheet> SHEET = Metric.sheet(
            metric("followed", Rule.followed(LINK)),
            metric("unfollowed", Rule.unfollowed(LINK)),
            metric("single", Rule.single(LINK)),
            Metric.of(
                    Definition.of("length", "events / episodes"),
                    Rule.episodeLength(LINK).unless("NOT_COUNTED", visit -> !visit.counted()),
                    Lifetimes.meanOfEnded()));

    private static Metric<Visit, Measurement<Proportion>> metric(String id, Rule<Visit, Proportion> rule) {
        return Metric.of(
                Definition.of(id, id + " / visits"),
                rule.unless("NOT_COUNTED", visit -> !visit.counted()),
                Proportion.estimator());
    }

    private static final Axis<Visit, String> AGENT = Axis.of("agent", Visit::agent);
    private static final Axis<Visit, String> LABEL = Axis.each("label", Visit::labels);

    /** By agent, of whom two are kept, and by label, of which a visit may have several: cells fold and overlap. */
    private static final Metric<Visit, Breakdown<String, Breakdown<String, Sheet>>> CUBE =
            SHEET.where("ours", Visit::ours).by(LABEL).by(AGENT.limit(2));

    @Provide
    Arbitrary<List<Visit>> visits() {
        return Combinators.combine(
                        Arbitraries.of("Ann", "Ben", "Cem").injectNull(.05),
                        Arbitraries.integers().between(0, 4 * HOURS).injectNull(.05),
                        Arbitraries.of("Diane", "Joe", "Kim", "Lu"),
                        Arbitraries.of("bill", "bug").set().ofMaxSize(2),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(true, true, true, true, false))
                .as((customer, quarter, agent, labels, ours, counted) -> new Visit(
                        0,
                        customer,
                        quarter == null ? null : START.plus(Duration.ofMinutes(15L * quarter)),
                        agent,
                        labels,
                        ours,
                        counted))
                .list()
                .ofMaxSize(40)
                .map(LinkedProperties::numbered);
    }

    private static List<Visit> numbered(List<Visit> visits) {
        List<Visit> numbered = new ArrayList<>();
        for (Visit v : visits) {
            numbered.add(new Visit(numbered.size(), v.customer, v.at, v.agent, v.labels, v.ours, v.counted));
        }
        return numbered;
    }

    private static List<Visit> shuffled(Collection<Visit> visits, long seed) {
        List<Visit> shuffled = new ArrayList<>(visits);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /** What the metrics say, found by looking at every pair of events. */
    private static Map<String, List<Long>> slowly(List<Visit> visits, Instant asOf) {
        List<Visit> known = visits.stream()
                .filter(Visit::isKnown)
                .sorted(Comparator.comparingLong(visit -> LINK.moment(visit, LINK.millis(visit))))
                .toList();
        long followed = 0;
        long mature = 0;
        Map<Visit, Visit> next = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            Visit visit = known.get(i);
            for (int j = i + 1; j < known.size() && !next.containsKey(visit); j++) {
                if (Objects.equals(known.get(j).customer(), visit.customer())) {
                    next.put(visit, known.get(j));
                }
            }
        }
        Set<Visit> later = new java.util.HashSet<>();
        for (Visit visit : known) {
            Visit then = next.get(visit);
            boolean linked = then != null && !then.when().isAfter(visit.when().plus(WINDOW));
            if (linked) {
                later.add(then);
            }
            if (visit.ours() && !visit.when().plus(WINDOW).isAfter(asOf)) {
                mature++;
                followed += linked ? 1 : 0;
            }
        }
        long single = 0;
        long episodes = 0;
        long length = 0;
        for (Visit first : known) {
            if (later.contains(first)) {
                continue;
            }
            long events = 1;
            Visit end = first;
            while (next.containsKey(end)
                    && later.contains(next.get(end))
                    && !next.get(end).when().isAfter(end.when().plus(WINDOW))) {
                end = next.get(end);
                events++;
            }
            if (first.ours() && !end.when().plus(WINDOW).isAfter(asOf)) {
                episodes++;
                length += events;
                single += events == 1 ? 1 : 0;
            }
        }
        Map<String, List<Long>> all = new TreeMap<>();
        all.put("followed", List.of(followed, mature));
        all.put("unfollowed", List.of(mature - followed, mature));
        all.put("single", List.of(single, episodes));
        all.put("length", List.of(length, episodes));
        return all;
    }

    private static Map<String, List<Long>> read(Sheet sheet) {
        Map<String, List<Long>> all = new TreeMap<>();
        sheet.rows().forEach(row -> {
            Measurement<?> m = row.measurement();
            Number count = m.detail().containsKey("count")
                    ? m.detail().get("count")
                    : m.detail().get("sum");
            all.put(m.definition().id(), List.of(count == null ? 0 : Math.round(count.doubleValue()), m.n()));
        });
        return all;
    }

    @Property(tries = TRIES)
    void agreesWithALookAtAllPairs(
            @ForAll("visits") List<Visit> visits, @ForAll @IntRange(max = HOURS + 10) int hours) {
        Instant asOf = START.plus(Duration.ofHours(hours));
        List<Visit> seen = visits.stream()
                .filter(visit -> visit.at() == null || !visit.when().isAfter(asOf))
                .toList();

        assertThat(read(SHEET.where("ours", Visit::ours).asOf(asOf).of(seen))).isEqualTo(slowly(seen, asOf));
    }

    @Property(tries = TRIES)
    void withoutAnAsOfTheLatestLinkedEventSaysHowFarTimeHasCome(@ForAll("visits") List<Visit> visits) {
        Instant latest = visits.stream()
                .filter(Visit::isKnown)
                .map(Visit::when)
                .max(Comparator.naturalOrder())
                .orElse(START);

        assertThat(CUBE.of(visits)).isEqualTo(CUBE.asOf(latest).of(visits));
    }

    @Property(tries = TRIES)
    void whatIsConsideredIsCountedOrExcludedInEveryCell(@ForAll("visits") List<Visit> visits) {
        Breakdown<String, Breakdown<String, Sheet>> cube = CUBE.of(visits);

        assertThat(cube.rows()).allSatisfy(row -> {
            Measurement<?> m = row.measurement();
            long notCounted =
                    m.notCounted().values().stream().mapToLong(Long::longValue).sum();
            assertThat(m.n() + notCounted).isEqualTo(m.considered());
        });
        assertThat(read(cube.total().total()))
                .isEqualTo(read(SHEET.where("ours", Visit::ours).of(visits)));
        SHEET.of(visits)
                .rows()
                .forEach(row -> assertThat(row.measurement().considered()).isEqualTo(visits.size()));
    }

    @Property(tries = TRIES)
    void atAnyMomentTheStreamSaysWhatABatchOfTheSameEventsSays(
            @ForAll("visits") List<Visit> visits, @ForAll @IntRange(max = 12) int latenessHours, @ForAll long seed) {
        agreesAlways(SHEET, visits, latenessHours, seed);
        agreesAlways(SHEET.where("ours", Visit::ours).by(AGENT.limit(2)), visits, latenessHours, seed);
        agreesAlways(CUBE, visits, latenessHours, seed);
    }

    /** In an order in which none is later than it may be. */
    private static List<Visit> arriving(List<Visit> visits, Duration lateness, long seed) {
        Random random = new Random(seed);
        Map<Visit, Instant> arrival = new HashMap<>();
        for (Visit visit : visits) {
            Instant at = visit.at() == null ? START : visit.when();
            arrival.put(visit, at.plusSeconds(random.nextInt((int) lateness.toSeconds() + 1)));
        }
        List<Visit> arriving = shuffled(visits, seed);
        arriving.sort(Comparator.comparing(arrival::get));
        return arriving;
    }

    private static <R extends Result<R>> void agreesAlways(
            Metric<Visit, R> metric, List<Visit> visits, int latenessHours, long seed) {
        Random random = new Random(seed);
        Duration lateness = Duration.ofHours(latenessHours);
        List<Visit> arriving = arriving(visits, lateness, seed);
        MetricAccumulator<Visit, R> stream = metric.accumulator(Horizon.keep(lateness));
        List<Visit> seen = new ArrayList<>();
        Instant watermark = null;
        for (Visit visit : arriving) {
            stream.add(visit);
            seen.add(visit);
            if (visit.at() != null && random.nextBoolean()) {
                watermark = watermark == null || visit.when().isAfter(watermark) ? visit.when() : watermark;
                stream.advanceTo(watermark);
            }
            if (random.nextInt(4) == 0) {
                R batch = watermark == null
                        ? metric.of(seen)
                        : metric.asOf(watermark).of(seen);
                assertThat(stream.snapshot()).isEqualTo(batch);
            }
            if (random.nextInt(6) == 0) {
                assertThat(stream.refused()).isZero();
                stream = metric.resume(stream.encode(), Horizon.keep(lateness));
            }
        }
        assertThat(stream.refused()).isZero();
        MetricAccumulator<Visit, R> atOnce = metric.accumulator(Horizon.keep(lateness));
        shuffled(visits, seed + 1).forEach(atOnce::add);
        if (watermark != null) {
            atOnce.advanceTo(watermark);
        }
        assertThat(stream.encode()).isEqualTo(atOnce.encode());
    }

    /** A visit as a host tells of it: its labels and whether it counts may change later, when it was may not. */
    private record Told(Visit visit, long version) {}

    @Property(tries = TRIES)
    void versionsOfVisitsReplaceEachOtherUntilTheyAreSealed(
            @ForAll("visits") List<Visit> visits, @ForAll("visits") List<Visit> changes, @ForAll long seed) {
        Random random = new Random(seed);
        List<Told> told = new ArrayList<>();
        Map<Integer, Visit> last = new TreeMap<>();
        for (Visit visit : visits) {
            told.add(new Told(visit, 0));
            last.put(visit.id(), visit);
        }
        for (Visit change : changes) {
            Visit was = last.get(change.id());
            if (was != null) {
                Visit now = new Visit(
                        was.id(),
                        was.customer(),
                        was.at(),
                        change.agent(),
                        change.labels(),
                        change.ours(),
                        was.counted());
                told.add(new Told(now, told.size()));
                last.put(now.id(), now);
            }
        }
        List<Told> wild = new ArrayList<>(told);
        wild.addAll(told.subList(0, told.size() / 3));
        Collections.shuffle(wild, random);
        Horizon horizon = Horizon.keep(Duration.ofHours(HOURS));
        var one = CUBE.accumulator(horizon);
        var other = CUBE.accumulator(horizon);
        for (Told t : wild) {
            (random.nextBoolean() ? one : other).upsert("v" + t.visit().id(), t.version(), t.visit());
        }
        one = CUBE.resume(one.encode(), horizon).merge(other);
        Instant end = START.plus(Duration.ofHours(HOURS));
        one.advanceTo(end);

        assertThat(one.snapshot().coarse())
                .isEqualTo(CUBE.asOf(end).of(last.values()).coarse());
        assertThat(one.progress().facts()).isEqualTo(last.size());
        one.advanceTo(end.plus(Duration.ofDays(9)));
        if (!last.isEmpty()) {
            assertThat(one.upsert("v0", told.size() + 1, visit(0, "Ann", 1))).isFalse();
            assertThat(one.refused()).isEqualTo(1);
        }
        long timeless =
                last.values().stream().filter(visit -> visit.at() == null).count();
        assertThat(CUBE.resume(one.encode(), horizon).progress().facts()).isEqualTo(timeless);
    }

    @Property(tries = TRIES)
    void anyOrderWatermarksAndSplitByCustomerGiveTheBatchAnswer(
            @ForAll("visits") List<Visit> visits,
            @ForAll @IntRange(max = 12) int latenessHours,
            @ForAll @IntRange(min = 1, max = 3) int shards,
            @ForAll long seed) {
        Random random = new Random(seed);
        Duration lateness = Duration.ofHours(latenessHours);
        List<Visit> arriving = arriving(visits, lateness, seed);
        List<MetricAccumulator<Visit, Breakdown<String, Breakdown<String, Sheet>>>> parts = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            parts.add(CUBE.accumulator(Horizon.keep(lateness)));
        }
        for (Visit visit : arriving) {
            var part = parts.get(Math.floorMod(Objects.hashCode(visit.customer()), shards));
            part.add(visit);
            if (visit.at() != null && random.nextBoolean()) {
                // What has come says how far time is, at the most.
                parts.forEach(p -> p.advanceTo(visit.when()));
            }
            if (random.nextInt(10) == 0) {
                part.snapshot();
            }
        }
        Instant asOf = START.plus(Duration.ofHours(HOURS + random.nextInt(10)));
        Collections.shuffle(parts, random);
        var merged = CUBE.accumulator(Horizon.keep(lateness));
        parts.forEach(merged::merge);
        merged.advanceTo(asOf);

        assertThat(merged.refused()).isZero();
        assertThat(merged.snapshot()).isEqualTo(CUBE.asOf(asOf).of(visits));
    }

    @Property(tries = TRIES)
    void untilTheWatermarkMovesAnySplitMerges(
            @ForAll("visits") List<Visit> visits, @ForAll @IntRange(min = 1, max = 4) int shards, @ForAll long seed) {
        Random random = new Random(seed);
        List<MetricAccumulator<Visit, Breakdown<String, Breakdown<String, Sheet>>>> parts = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            parts.add(CUBE.accumulator(Horizon.keep(Duration.ZERO)));
        }
        shuffled(visits, seed)
                .forEach(visit -> parts.get(random.nextInt(shards)).add(visit));
        var merged = parts.get(0);
        parts.subList(1, shards).forEach(merged::merge);

        assertThat(merged.snapshot()).isEqualTo(CUBE.of(visits));
        assertThat(visits.parallelStream().collect(CUBE.collector())).isEqualTo(CUBE.of(visits));
    }

    @Property(tries = TRIES)
    void retractUndoesAdd(
            @ForAll("visits") List<Visit> visits, @ForAll @IntRange(max = 20) int wrong, @ForAll long seed) {
        List<Visit> extra = visits.subList(0, Math.min(wrong, visits.size()));
        List<Visit> right = visits.subList(extra.size(), visits.size());
        var accumulator = CUBE.accumulator();
        shuffled(visits, seed).forEach(accumulator::add);
        shuffled(extra, seed + 1).forEach(accumulator::retract);
        MetricAccumulator<Visit, Sheet> uncut = SHEET.accumulator();
        shuffled(visits, seed).forEach(uncut::add);
        shuffled(extra, seed + 1).forEach(uncut::retract);

        assertThat(accumulator.snapshot().coarse()).isEqualTo(CUBE.of(right).coarse());
        assertThat(uncut.snapshot()).isEqualTo(SHEET.of(right));
        assertThat(uncut.waiting())
                .isEqualTo(4 * right.stream().filter(Visit::isKnown).count());
    }

    @Property(tries = TRIES / 4)
    void whatWasNotAddedCannotBeTakenOut(@ForAll("visits") List<Visit> visits) {
        var accumulator = CUBE.accumulator();
        visits.forEach(accumulator::add);
        Visit stranger = new Visit(99, "Dan", START, "Diane", Set.of("bug"), true, true);

        assertThatThrownBy(() -> accumulator.retract(stranger))
                .hasMessageStartingWith("event to take out must be one that was added");
        assertThat(accumulator.snapshot()).isEqualTo(CUBE.of(visits));
    }

    private static Visit visit(int id, String customer, double hours) {
        return new Visit(id, customer, START.plusSeconds(Math.round(3600 * hours)), "Joe", Set.of(), true, true);
    }

    @Test
    void whatIsOlderThanTheHorizonIsRefusedAndCounted() {
        MetricAccumulator<Visit, Sheet> accumulator = SHEET.accumulator(Horizon.keep(Duration.ofHours(1)));
        accumulator.add(visit(1, "Ann", 0));
        accumulator.advanceTo(START.plus(Duration.ofHours(10)));
        Sheet before = accumulator.snapshot();
        accumulator.add(visit(2, "Ann", 8.9));
        accumulator.retract(visit(1, "Ann", 0));

        assertThat(accumulator.refused()).isEqualTo(2);
        assertThat(accumulator.snapshot()).isEqualTo(before);

        accumulator.advanceTo(START);
        accumulator.add(visit(3, "Ann", 9));
        assertThat(accumulator.refused()).isEqualTo(2);
        assertThat(accumulator.snapshot()).isNotEqualTo(before);
    }

    @Test
    void onceSomethingWasCountedForGoodShardsMustNotShareCustomers() {
        MetricAccumulator<Visit, Sheet> one = SHEET.accumulator(Horizon.keep(Duration.ZERO));
        MetricAccumulator<Visit, Sheet> other = SHEET.accumulator(Horizon.keep(Duration.ZERO));
        for (int i = 0; i < 200; i++) {
            one.add(visit(i, "Ann", i / 10.));
            one.advanceTo(START.plusSeconds(360L * i));
        }
        other.add(visit(1000, "Ann", 19));
        Sheet before = one.snapshot();

        assertThatThrownBy(() -> one.merge(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accumulators of linked events must not share a customer once the watermark has moved;"
                        + " part the events by it");
        assertThat(one.snapshot()).isEqualTo(before);

        MetricAccumulator<Visit, Sheet> apart = SHEET.accumulator(Horizon.keep(Duration.ZERO));
        apart.add(visit(1000, "Ben", 19));
        assertThat(read(one.merge(apart)
                                .advanceTo(START.plus(Duration.ofDays(3)))
                                .snapshot())
                        .get("unfollowed"))
                .isEqualTo(List.of(2L, 201L));
    }

    @Test
    void whatWaitsIsBoundedByTheWindowAndNotByTheStream() {
        int customers = 2_000;
        int visits = 300_000;
        MetricAccumulator<Visit, Sheet> accumulator = SHEET.accumulator(Horizon.keep(Duration.ofMinutes(30)));
        Random random = new Random(7);
        long most = 0;
        for (int i = 0; i < visits; i++) {
            accumulator.add(visit(i, "c" + random.nextInt(customers) + "-" + i / 50_000, i / 100.));
            accumulator.advanceTo(START.plusSeconds(36L * i));
            most = Math.max(most, accumulator.waiting());
        }

        // In five hours come 500 visits, and each of the four metrics holds few more than those.
        assertThat(most).isLessThan(4 * 1500);
        accumulator.advanceTo(START.plus(Duration.ofDays(400)));
        assertThat(accumulator
                        .snapshot()
                        .rows()
                        .findFirst()
                        .orElseThrow()
                        .measurement()
                        .n())
                .isEqualTo(visits);
    }

    @Test
    void aFollowerOfAnotherKindIsNotCountedItself() {
        Link<Visit> link = LINK.to(visit -> !visit.counted());
        var reopened = Metric.of(
                Definition.of("reopened", "reopened / solved"),
                Rule.followed(link).concerning(Visit::counted),
                Proportion.estimator());
        List<Visit> visits = List.of(
                visit(1, "Ann", 0),
                visit(2, "Ann", 1),
                new Visit(3, "Ann", START.plus(Duration.ofHours(6)), "Joe", Set.of(), true, false),
                new Visit(4, null, START.plus(Duration.ofHours(6)), "Joe", Set.of(), true, false),
                visit(5, "Ann", 20));

        Measurement<Proportion> m = reopened.of(visits);
        assertThat(m.summary()).isEqualTo(new Proportion(1, 2));
        assertThat(m.excluded()).hasToString("IMMATURE 1");
        assertThat(m.considered()).isEqualTo(3);
        assertThat(reopened.of(visits.subList(4, 5)).state(1)).isEqualTo(Measurement.State.IMMATURE);
    }

    @Test
    void anInstantThatOnlyStandsInForAnUnknownOneIsUnknown() {
        Visit old = new Visit(1, "Ann", Instant.parse("1900-01-01T00:00:00Z"), "Joe", Set.of(), true, true);
        Visit never = new Visit(2, "Ann", Instant.parse("9999-12-31T00:00:00Z"), "Joe", Set.of(), true, true);

        assertThat(SHEET.of(List.of(old, never)).rows())
                .allSatisfy(row -> assertThat(row.measurement().excluded()).hasToString("NO_START 2"));
        assertThatThrownBy(() -> Link.within(Duration.ZERO)).hasMessageContaining("window must be 1 ms or more");
        assertThatThrownBy(() -> Rule.followed(Link.<Visit>within(WINDOW).ofSame("customer", Visit::customer)))
                .hasMessage("link must have an instant, at least one key, and an order");
    }

    @Test
    void theEndOfTimeCountsEverything() {
        MetricAccumulator<Visit, Sheet> accumulator = SHEET.accumulator(Horizon.keep(Duration.ofDays(400_000_000)));
        accumulator.add(visit(1, "Ann", 0));
        accumulator.advanceTo(Instant.MAX);

        assertThat(read(accumulator.snapshot())).containsEntry("unfollowed", List.of(1L, 1L));
        assertThat(SHEET.asOf(Instant.MIN)
                        .of(List.of(visit(1, "Ann", 0)))
                        .rows()
                        .findFirst()
                        .orElseThrow()
                        .measurement()
                        .state(1))
                .isEqualTo(Measurement.State.IMMATURE);
    }

    @Test
    void aSheetStandsWhereItsMetricsStand() {
        Instant later = START.plus(Duration.ofDays(1));
        var one = metric("one", Rule.followed(LINK)).asOf(later);
        var other = metric("other", Rule.followed(LINK));

        assertThat(read(Metric.sheet(one, other).of(List.of(visit(1, "Ann", 0)))))
                .isEqualTo(Map.of("one", List.of(0L, 1L), "other", List.of(0L, 1L)));
        assertThatThrownBy(() -> Metric.sheet(one, other.asOf(START)))
                .hasMessageContaining("as-of instants of a sheet's metrics must be all the same");
    }

    @Test
    void whatOnlyFollowsTakesNoCellAndBeginsNoEpisodeOfItsOwn() {
        Link<Visit> link = LINK.to(visit -> visit.customer() != null);
        Metric<Visit, Sheet> metric = Metric.sheet(
                Metric.of(
                        Definition.of("single", "episodes of one visit / episodes"),
                        Rule.single(link).unless("NOT_COUNTED", visit -> !visit.counted()),
                        Proportion.estimator()),
                Metric.of(
                        Definition.of("followed", "followed / counted"),
                        Rule.followed(link).concerning(Visit::counted),
                        Proportion.estimator()));
        List<Visit> visits = new ArrayList<>();
        visits.add(new Visit(1, "Ann", START, "Joe", Set.of(), true, false));
        visits.add(visit(2, "Ann", 1));
        for (int i = 0; i < 20; i++) {
            visits.add(new Visit(10 + i, "Ben", START, "agent " + i, Set.of(), true, false));
        }
        Instant later = START.plus(Duration.ofDays(1));
        var stream = metric.by(AGENT.limit(1)).accumulator(Horizon.keep(Duration.ZERO));
        visits.forEach(stream::add);
        stream.advanceTo(later);

        // The merged visit counts nowhere, and the episode is that of the first one that counts.
        assertThat(metric.asOf(later)
                        .of(visits)
                        .rows()
                        .findFirst()
                        .orElseThrow()
                        .measurement())
                .hasToString("single 0.0 % (95 % CI 0.0 … 79.3 %, n = 1), excluded: NOT_COUNTED 21");
        assertThat(Metric.of(
                                Definition.of("followed", "followed / counted"),
                                Rule.followed(link).concerning(Visit::counted),
                                Proportion.estimator())
                        .by(AGENT.limit(1))
                        .asOf(later)
                        .of(visits)
                        .cells())
                .containsOnlyKeys("Joe");
        assertThat(stream.snapshot())
                .isEqualTo(metric.by(AGENT.limit(1)).asOf(later).of(visits));
    }

    @Test
    void linksOfUnlikeWindowsDoNotMerge() {
        var five = metric("x", Rule.followed(LINK));
        var one = metric(
                "x",
                Rule.followed(Link.<Visit>within(Duration.ofHours(1))
                        .at("start", Visit::at)
                        .ofSame("customer", Visit::customer)
                        .inOrderOf(visit -> "" + visit.id())));

        assertThatThrownBy(() -> five.accumulator().merge(one.accumulator()))
                .isInstanceOf(IncompatibleDefinitionException.class);
        assertThatThrownBy(() -> LINK.ofSame("customer", Visit::agent)).hasMessageContaining("key must be named once");
        assertThatThrownBy(() -> Rule.followed(Link.<Visit>within(WINDOW)
                        .at("customer", Visit::at)
                        .ofSame("customer", Visit::customer)
                        .inOrderOf(Visit::agent)))
                .hasMessageContaining("names of instant and keys must be all different");
    }

    @Test
    void blankKeysAndInstantsOutOfReachOfWhatIsExcludedAnywayDoNoHarm() {
        Instant far = Instant.parse("9999-12-31T00:00:00Z");
        List<Visit> visits = List.of(
                visit(1, "", 0),
                visit(2, " ", 0),
                new Visit(3, "Ann", far, "Joe", Set.of(), true, false),
                visit(4, "Ann", 0));

        assertThat(read(SHEET.asOf(START.plus(Duration.ofDays(1))).of(visits)))
                .containsEntry("unfollowed", List.of(1L, 1L));
    }
}

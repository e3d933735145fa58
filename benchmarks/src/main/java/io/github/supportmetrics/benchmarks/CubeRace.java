package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Breakdown;
import io.github.supportmetrics.metric.KeyType;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.MetricAccumulator;
import io.github.supportmetrics.metric.MetricColumn;
import io.github.supportmetrics.metric.Sheet;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.Ratings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A table of rows to six figures of every agent and day (satisfied, net promoters, mean and 90th percentile of the handle time, resolved, in
 * time), end to end, in milliseconds: the best of several rounds.
 *
 * <pre>
 * java -Xmx6g -cp benchmarks.jar:duckdb_jdbc.jar io.github.supportmetrics.benchmarks.CubeRace 1000000 6
 * </pre>
 *
 * <p>DuckDB takes part if its driver is on the class path; its table is loaded before the clock starts. Every variant must come to the same
 * sums, or the race is void.
 */
public final class CubeRace {
    private static final int AGENTS = 500;
    private static final int DAYS = 90;
    private static final double P90 = .9;
    private static final double TOLERANCE = 1e-9;
    private static final double BUCKET = .0079;

    /** A row as a host has it. */
    private record Row(String agent, LocalDate day, Ticket ticket) {}

    /** The sums over all groups of what each group came to. */
    private static final class Sums {
        private long groups;
        private double csat;
        private double nps;
        private double mean;
        private double p90;
        private double fcr;
        private double sla;

        void add(double satisfied, double net, double average, double percentile, double resolved, double inTime) {
            groups++;
            csat += satisfied;
            nps += net;
            mean += average;
            p90 += percentile;
            fcr += resolved;
            sla += inTime;
        }

        /** The same but for rounding, and for buckets where groups are too large to keep all values. */
        boolean isLike(Sums other, double bucket) {
            if (Math.abs(p90 - other.p90) > bucket * p90) {
                return false;
            }
            double[] mine = {groups, csat, nps, mean, fcr, sla};
            double[] theirs = {other.groups, other.csat, other.nps, other.mean, other.fcr, other.sla};
            for (int i = 0; i < mine.length; i++) {
                if (Math.abs(mine[i] - theirs[i]) > TOLERANCE * Math.abs(mine[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One way to come to the sums. */
    private interface Variant {
        Sums run() throws Exception;
    }

    private static final Axis<Row, String> AGENT = Axis.of("agent", Row::agent);
    private static final Axis<Row, LocalDate> DAY = Axis.of("day", KeyType.DATE, Row::day);
    private static final Metric<Row, Breakdown<LocalDate, Breakdown<String, Sheet>>> CUBE =
            Sheets.ALL.<Row>on(Row::ticket).by(AGENT).by(DAY);

    private final int size;
    private final List<Row> rows;
    private final String[] agents;
    private final LocalDate[] days;
    private final int[] agentOf;
    private final int[] dayOf;
    private final long[] millis;
    private final long[] csat;
    private final long[] nps;
    private final long[] fcr;
    private final long[] sla;

    private CubeRace(int size) {
        this.size = size;
        agents = new String[AGENTS];
        Arrays.setAll(agents, i -> "agent-" + (1000 + i));
        days = new LocalDate[DAYS];
        Arrays.setAll(days, i -> LocalDate.of(2024, 1, 1).plusDays(i));
        agentOf = new int[size];
        dayOf = new int[size];
        millis = Data.millis(size);
        csat = new long[size];
        nps = new long[size];
        fcr = new long[size];
        sla = new long[size];
        int[] satisfied = Data.csat(size);
        int[] recommending = Data.nps(size);
        boolean[] resolved = Data.flags(size, 3);
        boolean[] inTime = Data.flags(size, 4);
        rows = new ArrayList<>(size);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < size; i++) {
            agentOf[i] = random.nextInt(AGENTS);
            dayOf[i] = random.nextInt(DAYS);
            csat[i] = satisfied[i];
            nps[i] = recommending[i];
            fcr[i] = resolved[i] ? 1 : 0;
            sla[i] = inTime[i] ? 1 : 0;
            // A text object of its own in each row, as a driver or parser makes them.
            rows.add(new Row(
                    "agent-" + (1000 + agentOf[i]),
                    days[dayOf[i]],
                    new Ticket(millis[i], satisfied[i], recommending[i], resolved[i], inTime[i])));
        }
    }

    /** The figures of a group as they are read from a sheet. */
    private static void read(Sheet sheet, Sums sums) {
        Durations handleTime = sheet.get(Sheets.HANDLE_TIME).summary();
        Measurement<Ratings> satisfied = sheet.get(Sheets.CSAT);
        Measurement<Ratings> net = sheet.get(Sheets.NPS);
        Measurement<Proportion> resolved = sheet.get(Sheets.FCR);
        Measurement<Proportion> inTime = sheet.get(Sheets.SLA);
        sums.add(
                satisfied.value().orElse(0),
                net.value().orElse(0),
                handleTime.moments().mean().orElse(0),
                handleTime.quantileMillis(P90, QuantileDefinition.TYPE7).orElse(0),
                resolved.value().orElse(0),
                inTime.value().orElse(0));
    }

    private static Sums read(MetricAccumulator<?, Breakdown<LocalDate, Breakdown<String, Sheet>>> live) {
        Sums sums = new Sums();
        Breakdown.forEach(live, (day, byAgent) -> byAgent.cells().values().forEach(sheet -> read(sheet, sums)));
        return sums;
    }

    private MetricAccumulator<Row, Breakdown<LocalDate, Breakdown<String, Sheet>>> oneThread() {
        MetricAccumulator<Row, Breakdown<LocalDate, Breakdown<String, Sheet>>> live = CUBE.accumulator();
        live.addAll(rows);
        return live;
    }

    private MetricAccumulator<Row, Breakdown<LocalDate, Breakdown<String, Sheet>>> twoThreads()
            throws InterruptedException {
        MetricAccumulator<Row, Breakdown<LocalDate, Breakdown<String, Sheet>>> one = CUBE.accumulator();
        MetricAccumulator<Row, Breakdown<LocalDate, Breakdown<String, Sheet>>> other = CUBE.accumulator();
        Thread half = new Thread(() -> other.addAll(rows.subList(0, size / 2)));
        half.start();
        one.addAll(rows.subList(size / 2, size));
        half.join();
        return one.merge(other);
    }

    private Sums oursColumns() {
        MetricAccumulator<Row, Breakdown<LocalDate, Breakdown<String, Sheet>>> live = CUBE.accumulator();
        MetricColumn<Durations> handled = live.column(Sheets.HANDLE_TIME);
        MetricColumn<Ratings> satisfied = live.column(Sheets.CSAT);
        MetricColumn<Ratings> net = live.column(Sheets.NPS);
        MetricColumn<Proportion> resolved = live.column(Sheets.FCR);
        MetricColumn<Proportion> inTime = live.column(Sheets.SLA);
        int[] cellOf = new int[AGENTS * DAYS];
        for (int day = 0; day < DAYS; day++) {
            for (int agent = 0; agent < AGENTS; agent++) {
                cellOf[day * AGENTS + agent] = handled.cell(days[day], agents[agent]);
            }
        }
        int[] cells = new int[size];
        for (int i = 0; i < size; i++) {
            cells[i] = cellOf[dayOf[i] * AGENTS + agentOf[i]];
        }
        handled.addAll(cells, millis);
        satisfied.addAll(cells, csat);
        net.addAll(cells, nps);
        resolved.addAll(cells, fcr);
        inTime.addAll(cells, sla);
        return read(live);
    }

    /** R's and DuckDB's definition of a quantile, type 7. */
    private static double p90(long[] sorted, int from, int to) {
        double at = (to - from - 1) * P90;
        int below = (int) at;
        int above = Math.min(below + 1, to - from - 1);
        return sorted[from + below] + (at - below) * (sorted[from + above] - sorted[from + below]);
    }

    private static double net(long promoters, long detractors, long n) {
        return 100. * (promoters - detractors) / n;
    }

    /** Columns sorted into their groups by counting, and each group's handle times sorted. */
    private Sums hand() {
        int groups = AGENTS * DAYS;
        int[] start = new int[groups + 1];
        for (int i = 0; i < size; i++) {
            start[dayOf[i] * AGENTS + agentOf[i] + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            start[g + 1] += start[g];
        }
        int[] next = Arrays.copyOf(start, groups);
        long[] sorted = new long[size];
        long[] sum = new long[groups];
        int[] counts = new int[groups * 5];
        for (int i = 0; i < size; i++) {
            int g = dayOf[i] * AGENTS + agentOf[i];
            sorted[next[g]++] = millis[i];
            sum[g] += millis[i];
            counts[5 * g] += csat[i] >= 4 ? 1 : 0;
            counts[5 * g + 1] += nps[i] >= 9 ? 1 : 0;
            counts[5 * g + 2] += nps[i] <= 6 ? 1 : 0;
            counts[5 * g + 3] += (int) fcr[i];
            counts[5 * g + 4] += (int) sla[i];
        }
        Sums sums = new Sums();
        for (int g = 0; g < groups; g++) {
            int n = start[g + 1] - start[g];
            if (n > 0) {
                Arrays.sort(sorted, start[g], start[g + 1]);
                sums.add(
                        (double) counts[5 * g] / n,
                        net(counts[5 * g + 1], counts[5 * g + 2], n),
                        (double) sum[g] / n,
                        p90(sorted, start[g], start[g + 1]),
                        (double) counts[5 * g + 3] / n,
                        (double) counts[5 * g + 4] / n);
            }
        }
        return sums;
    }

    private record Key(String agent, LocalDate day) {}

    private static final class Group {
        private final List<Long> millis = new ArrayList<>();
        private long satisfied;
        private long promoters;
        private long detractors;
        private long resolved;
        private long inTime;

        void add(Ticket ticket) {
            millis.add(ticket.millis());
            satisfied += ticket.csat() >= 4 ? 1 : 0;
            promoters += ticket.nps() >= 9 ? 1 : 0;
            detractors += ticket.nps() <= 6 ? 1 : 0;
            resolved += ticket.fcr() ? 1 : 0;
            inTime += ticket.sla() ? 1 : 0;
        }

        void read(Sums sums) {
            int n = millis.size();
            long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
            sums.add(
                    (double) satisfied / n,
                    net(promoters, detractors, n),
                    (double) Arrays.stream(sorted).sum() / n,
                    p90(sorted, 0, n),
                    (double) resolved / n,
                    (double) inTime / n);
        }
    }

    /** What one would write. */
    private Sums userMap() {
        Map<Key, Group> groups = new HashMap<>();
        for (Row row : rows) {
            groups.computeIfAbsent(new Key(row.agent(), row.day()), key -> new Group())
                    .add(row.ticket());
        }
        Sums sums = new Sums();
        groups.values().forEach(group -> group.read(sums));
        return sums;
    }

    /** What one would write with streams: group, then look at each group. */
    private Sums streams() {
        Map<Key, List<Ticket>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new Key(row.agent(), row.day()), Collectors.mapping(Row::ticket, Collectors.toList())));
        Sums sums = new Sums();
        groups.values().forEach(tickets -> {
            int n = tickets.size();
            long[] sorted = tickets.stream().mapToLong(Ticket::millis).sorted().toArray();
            sums.add(
                    (double) tickets.stream().filter(t -> t.csat() >= 4).count() / n,
                    net(
                            tickets.stream().filter(t -> t.nps() >= 9).count(),
                            tickets.stream().filter(t -> t.nps() <= 6).count(),
                            n),
                    tickets.stream().mapToLong(Ticket::millis).average().orElse(0),
                    p90(sorted, 0, n),
                    (double) tickets.stream().filter(Ticket::fcr).count() / n,
                    (double) tickets.stream().filter(Ticket::sla).count() / n);
        });
        return sums;
    }

    private void load(Connection duckDb) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "create table t (agent varchar, day date, millis bigint, csat int, nps int, fcr int, sla int)");
            // The keys of the whole table in one statement: numbers become texts and dates inside.
            statement.execute(
                    "create table raw (agent int, day int, millis bigint, csat int, nps int, fcr int, sla int)");
        }
        duckDb.setAutoCommit(false);
        try (PreparedStatement insert = duckDb.prepareStatement(
                "insert into raw select * from (values " + "(?,?,?,?,?,?,?),".repeat(999) + "(?,?,?,?,?,?,?))")) {
            for (int i = 0; i + 1000 <= size; i += 1000) {
                int at = 1;
                for (int k = i; k < i + 1000; k++) {
                    insert.setInt(at++, agentOf[k]);
                    insert.setInt(at++, dayOf[k]);
                    insert.setLong(at++, millis[k]);
                    insert.setInt(at++, (int) csat[k]);
                    insert.setInt(at++, (int) nps[k]);
                    insert.setInt(at++, (int) fcr[k]);
                    insert.setInt(at++, (int) sla[k]);
                }
                insert.execute();
            }
        }
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "insert into t select 'agent-' || (1000 + agent), date '2024-01-01' + day, millis, csat, nps,"
                            + " fcr, sla from raw");
            statement.execute("drop table raw");
        }
        duckDb.commit();
    }

    private static Sums duckDb(Connection connection, int threads) throws SQLException {
        Sums sums = new Sums();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads to " + threads);
            try (ResultSet groups = statement.executeQuery("select agent, day, avg((csat >= 4)::int),"
                    + " 100 * (avg((nps >= 9)::int) - avg((nps <= 6)::int)), avg(millis), quantile_cont(millis, 0.9),"
                    + " avg(fcr), avg(sla) from t group by agent, day")) {
                while (groups.next()) {
                    sums.add(
                            groups.getDouble(3),
                            groups.getDouble(4),
                            groups.getDouble(5),
                            groups.getDouble(6),
                            groups.getDouble(7),
                            groups.getDouble(8));
                }
            }
        }
        return sums;
    }

    /**
     * Races.
     *
     * @param args how many rows, in thousands at least, how many rounds, and, if not all race, a pattern of their names
     * @throws Exception what a variant throws
     */
    @SuppressWarnings("SystemOut")
    public static void main(String... args) throws Exception {
        CubeRace race = new CubeRace(Integer.parseInt(args[0]));
        int rounds = Integer.parseInt(args[1]);
        Map<String, Variant> variants = new LinkedHashMap<>();
        variants.put("hand, columns", race::hand);
        variants.put("ours, columns", race::oursColumns);
        variants.put("ours, rows", () -> read(race.oneThread()));
        variants.put("ours, rows, 2 threads", () -> read(race.twoThreads()));
        variants.put("map and sort", race::userMap);
        variants.put("streams", race::streams);
        Sums expected = race.hand();
        double bucket = race.size / (AGENTS * DAYS) < Durations.EXACT_VALUES / 2 ? TOLERANCE : BUCKET;
        Map<String, Long> best = new LinkedHashMap<>();
        try (Connection duckDb = connect()) {
            if (duckDb != null) {
                race.load(duckDb);
                variants.put("DuckDB, 1 thread", () -> duckDb(duckDb, 1));
                variants.put("DuckDB, 2 threads", () -> duckDb(duckDb, 2));
            }
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, Variant> variant : variants.entrySet()) {
                    if (args.length > 2 && !variant.getKey().matches(args[2])) {
                        continue;
                    }
                    System.gc();
                    long start = System.nanoTime();
                    Sums sums = variant.getValue().run();
                    long nanos = System.nanoTime() - start;
                    if (!expected.isLike(sums, bucket)) {
                        throw new IllegalStateException(variant.getKey() + " came to other sums");
                    }
                    best.merge(variant.getKey(), nanos, Math::min);
                }
            }
        }
        long hand = best.getOrDefault("hand, columns", 1L);
        System.out.printf(Locale.ROOT, "%-24s %10s %8s%n", args[0] + " rows", "ms", "× hand");
        best.forEach((name, nanos) ->
                System.out.printf(Locale.ROOT, "%-24s %10.1f %8.2f%n", name, nanos / 1e6, (double) nanos / hand));
        byte[] state = race.oneThread().encode();
        System.out.printf(
                Locale.ROOT,
                "state of %d bytes; of two threads, merged: %s%n",
                state.length,
                Arrays.equals(race.twoThreads().encode(), state) ? "the same bytes" : "OTHER BYTES");
    }

    private static @org.jspecify.annotations.Nullable Connection connect() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            return null;
        }
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sessions laid over each other, by whoever has them: an agent with three chats at once is busy once. It keeps where sessions begin and
 * end, each with its sign, so that it merges and comes apart exactly.
 *
 * <ul>
 *   <li>Busy time is how long at least one session went on; sessions of no length are counted and take none.
 *   <li>No session, or none of any length: no concurrency. No session: no busy time per session.
 * </ul>
 *
 * <p>Size: two entries per session, fewer where one begins as another ends. Immutable and thread-safe.
 */
public final class Occupation implements Summary<Occupation> {
    /** No session. */
    public static final Occupation EMPTY = new Occupation(new TreeMap<>());

    private static final Codec<Occupation> CODEC = new Codec<>() {
        @Override
        public void write(Occupation value, StateWriter out) {
            out.unsigned(value.lanes.size());
            value.lanes.forEach((key, lane) -> {
                out.text(key).unsigned(lane.sessions).unsigned(lane.steps.size());
                long last = 0;
                for (Map.Entry<Long, Long> step : lane.steps.entrySet()) {
                    out.signed(Math.subtractExact(step.getKey(), last)).signed(step.getValue());
                    last = step.getKey();
                }
            });
        }

        @Override
        public Occupation read(StateReader in) {
            SortedMap<String, Lane> lanes = new TreeMap<>();
            for (int left = in.count(3, "keys"); left > 0; left--) {
                String key = in.text();
                long sessions = in.unsigned(Long.MAX_VALUE, "sessions");
                SortedMap<Long, Long> steps = new TreeMap<>();
                long at = 0;
                boolean first = true;
                for (int more = in.count(2, "steps"); more > 0; more--) {
                    long step = in.signed();
                    if (Math.abs(step) > 2 * Moments.MAX_VALUE || (!first && step <= 0)) {
                        throw in.malformed("steps of '" + key + "' do not ascend");
                    }
                    at += step;
                    steps.put(at, in.signed());
                    first = false;
                }
                Lane lane = new Lane(sessions, steps);
                if (sessions == 0 || !lane.isPossible()) {
                    throw in.malformed("sessions of '" + key + "' end before they begin");
                }
                lanes.put(key, lane);
            }
            return checked(new Occupation(lanes), in);
        }

        private Occupation checked(Occupation occupation, StateReader in) {
            try {
                occupation.count();
                occupation.total();
                return occupation;
            } catch (ArithmeticException e) {
                throw in.malformed("sessions or their lengths exceed 63 bits");
            }
        }
    };

    /** The sessions of one key: how many, and by how many more or fewer go on from each instant. */
    private record Lane(long sessions, SortedMap<Long, Long> steps) {
        static final Lane NONE = new Lane(0, new TreeMap<>());

        Lane plus(Lane o, int sign) {
            SortedMap<Long, Long> sum = new TreeMap<>(steps);
            o.steps.forEach((at, by) -> sum.merge(at, sign * by, (a, b) -> a + b == 0 ? null : (Long) (a + b)));
            return new Lane(Math.addExact(sessions, sign * o.sessions), sum);
        }

        /** Whether sessions end only after they began, and no more begin than there are. */
        boolean isPossible() {
            long level = 0;
            long begun = 0;
            for (Map.Entry<Long, Long> step : steps.entrySet()) {
                long by = step.getValue();
                boolean near = Math.abs(step.getKey()) <= Moments.MAX_VALUE;
                if (by == 0 || !near || by < -level || by > sessions - begun) {
                    return false;
                }
                level += by;
                begun += Math.max(0, by);
            }
            return level == 0 && sessions >= 0;
        }

        long busy() {
            return lasting(true);
        }

        long total() {
            return lasting(false);
        }

        private long lasting(boolean once) {
            long sum = 0;
            long level = 0;
            long from = 0;
            for (Map.Entry<Long, Long> step : steps.entrySet()) {
                long length = level == 0 ? 0 : Math.subtractExact(step.getKey(), from);
                sum = Math.addExact(sum, once ? length : Math.multiplyExact(length, level));
                level += step.getValue();
                from = step.getKey();
            }
            return sum;
        }
    }

    private final SortedMap<String, Lane> lanes;

    private Occupation(SortedMap<String, Lane> lanes) {
        this.lanes = Collections.unmodifiableSortedMap(lanes);
    }

    /**
     * One session.
     *
     * @param key whose it is
     * @param from when it began, in any whole unit
     * @param to when it ended, at least {@code from}
     * @return the summary of it
     * @throws IllegalArgumentException if it ends before it begins, or the instants are beyond 2<sup>53</sup>
     */
    public static Occupation session(String key, long from, long to) {
        Require.unicode(key, "key");
        if (to < from) {
            throw Require.bad("end of a session", "at least its start (" + from + ")", to);
        }
        if (from < -Moments.MAX_VALUE || to > Moments.MAX_VALUE) {
            throw Require.bad("session", "within 2^53 either way", from + " to " + to);
        }
        SortedMap<Long, Long> steps = new TreeMap<>();
        if (to > from) {
            steps.put(from, 1L);
            steps.put(to, -1L);
        }
        SortedMap<String, Lane> one = new TreeMap<>();
        one.put(key, new Lane(1, steps));
        return new Occupation(one);
    }

    /**
     * How long at least one session went on, added up over keys.
     *
     * @return the time, in the unit of the sessions
     */
    public long busy() {
        return lanes.values().stream().mapToLong(Lane::busy).reduce(0, Math::addExact);
    }

    /**
     * The lengths of all sessions together.
     *
     * @return the time, in the unit of the sessions
     */
    public long total() {
        return lanes.values().stream().mapToLong(Lane::total).reduce(0, Math::addExact);
    }

    @Override
    public long count() {
        return lanes.values().stream().mapToLong(Lane::sessions).reduce(0, Math::addExact);
    }

    @Override
    public Occupation plus(Occupation other) {
        SortedMap<String, Lane> sum = new TreeMap<>(lanes);
        other.lanes.forEach((key, lane) -> sum.merge(key, lane, (a, b) -> a.plus(b, 1)));
        return new Occupation(sum);
    }

    @Override
    public Occupation minus(Occupation part) {
        SortedMap<String, Lane> rest = new TreeMap<>(lanes);
        part.lanes.forEach((key, lane) -> {
            Lane left = lanes.getOrDefault(key, Lane.NONE).plus(lane, -1);
            if (!left.isPossible() || (left.sessions == 0 && !left.steps.isEmpty())) {
                throw Require.bad("what is taken out", "part of what was added", part);
            }
            if (left.sessions == 0) {
                rest.remove(key);
            } else {
                rest.put(key, left);
            }
        });
        return new Occupation(rest);
    }

    @Override
    public Occupation coarse() {
        return this;
    }

    private enum Reads {
        CONCURRENCY,
        BUSY_PER_SESSION
    }

    /**
     * Reads how many sessions go on at once while any does: Σ lengths / busy time. The interval is that of a ratio of sums over keys.
     *
     * @param unit what one unit of time is in the whole units added: 1000 for seconds of milliseconds
     * @return the estimator
     */
    public static Estimator<Occupation> concurrency(double unit) {
        return new OccupationEstimator(Reads.CONCURRENCY, unit);
    }

    /**
     * Reads busy time per session. The interval is that of a ratio of sums over keys.
     *
     * @param unit what one unit of time is in the whole units added: 1000 for seconds of milliseconds
     * @return the estimator
     */
    public static Estimator<Occupation> busyPerSession(double unit) {
        return new OccupationEstimator(Reads.BUSY_PER_SESSION, unit);
    }

    private record OccupationEstimator(Reads reads, double one) implements Estimator<Occupation> {
        private Ratio ratio(Occupation o) {
            Ratio.Accumulator units = new Ratio.Accumulator();
            for (Lane lane : o.lanes.values()) {
                if (reads == Reads.CONCURRENCY) {
                    if (lane.busy() > 0) {
                        units.add(lane.total(), lane.busy());
                    }
                } else {
                    units.add(lane.busy(), lane.sessions);
                }
            }
            return units.snapshot();
        }

        private Estimator<Ratio> estimator() {
            return Ratio.estimator(reads == Reads.CONCURRENCY ? 1 : one, 1);
        }

        @Override
        public long n(Occupation o) {
            return o.count();
        }

        @Override
        public OptionalDouble value(Occupation o) {
            return estimator().value(ratio(o));
        }

        @Override
        public Interval interval(Occupation o, ConfidenceLevel level) {
            Interval interval = estimator().interval(ratio(o), level);
            double least = reads == Reads.CONCURRENCY ? 1 : 0;
            return interval.clamp(least, Double.POSITIVE_INFINITY);
        }

        @Override
        public Map<String, Number> detail(Occupation o) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("sessions", o.count());
            detail.put("keys", o.lanes.size());
            detail.put("total", o.total() / one);
            detail.put("busy", o.busy() / one);
            return detail;
        }

        @Override
        public String filled(Occupation o) {
            return reads == Reads.CONCURRENCY
                    ? Texts.number(o.total() / one) + " / " + Texts.number(o.busy() / one)
                    : Texts.number(o.busy() / one) + " / " + o.count();
        }
    }

    /**
     * Its bytes: how many keys, then each as a text, its sessions, how many steps, and of each the instant less the one before and by how
     * many more or fewer sessions go on.
     *
     * @return the codec
     */
    public static Codec<Occupation> codec() {
        return CODEC;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Occupation other && lanes.equals(other.lanes);
    }

    @Override
    public int hashCode() {
        return lanes.hashCode();
    }

    @Override
    public String toString() {
        return count() + " sessions of " + lanes.size() + ", busy " + busy() + " of " + total();
    }

    /** Adds sessions. Not thread-safe: use one accumulator per thread and merge them. */
    public static final class Accumulator implements io.github.supportmetrics.stats.Accumulator<Occupation> {
        private final SortedMap<String, Lane> lanes = new TreeMap<>();
        private long sessions;

        /** Makes an empty one. */
        public Accumulator() {}

        @Override
        public void merge(Occupation summary) {
            sessions = Math.addExact(sessions, summary.count());
            summary.lanes.forEach((key, lane) -> {
                Lane mine = lanes.get(key);
                if (mine == null) {
                    lanes.put(key, new Lane(lane.sessions, new TreeMap<>(lane.steps)));
                } else {
                    lane.steps.forEach(
                            (at, by) -> mine.steps.merge(at, by, (a, b) -> a + b == 0 ? null : (Long) (a + b)));
                    lanes.put(key, new Lane(mine.sessions + lane.sessions, mine.steps));
                }
            });
        }

        @Override
        public boolean holds(Occupation summary) {
            return summary.lanes.entrySet().stream().allMatch(one -> {
                Lane left = lanes.getOrDefault(one.getKey(), Lane.NONE).plus(one.getValue(), -1);
                return left.isPossible() && (left.sessions > 0 || left.steps.isEmpty());
            });
        }

        @Override
        public void retract(Occupation summary) {
            if (!holds(summary)) {
                throw Require.bad("what is taken out", "part of what was added", summary);
            }
            summary.lanes.forEach((key, lane) -> {
                Lane left = lanes.getOrDefault(key, Lane.NONE).plus(lane, -1);
                if (left.sessions == 0) {
                    lanes.remove(key);
                } else {
                    lanes.put(key, left);
                }
            });
            sessions -= summary.count();
        }

        @Override
        public Occupation snapshot() {
            SortedMap<String, Lane> copy = new TreeMap<>();
            lanes.forEach((key, lane) -> copy.put(key, new Lane(lane.sessions, new TreeMap<>(lane.steps))));
            return new Occupation(copy);
        }

        @Override
        public long count() {
            return sessions;
        }
    }
}

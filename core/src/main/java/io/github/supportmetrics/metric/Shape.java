package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Accumulator;
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
import io.github.supportmetrics.stats.RatedUnits;
import io.github.supportmetrics.stats.Ratings;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.stats.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a kind of summary takes the numbers that events contribute, and how it is stored. There are few kinds, and all are here. */
abstract class Shape<S extends Summary<S>> {
    static final Shape<Proportion> PROPORTION = new Counted<>(
            2,
            Proportion.EMPTY,
            c -> new Proportion(c[1], Math.addExact(c[0], c[1])),
            p -> new long[] {p.trials() - p.successes(), p.successes()},
            Proportion.codec(),
            "outcome must be 0 or 1");

    static final Shape<NetScore> NET_SCORE = new Counted<>(
            3,
            NetScore.EMPTY,
            c -> new NetScore(c[0], c[1], c[2]),
            s -> new long[] {s.negatives(), s.neutrals(), s.positives()},
            NetScore.codec(),
            "sign must be −1, 0 or 1");

    static final Shape<Durations> DURATIONS =
            new Stateful<>(Durations.EMPTY, Durations.Accumulator::new, Durations.codec()) {
                @Override
                void check(long first, long second) {
                    if (first < 0 || first > Durations.MAX_MILLIS) {
                        throw Require.bad("duration", "from 0 to 2^53 ms", first + " ms");
                    }
                }

                @Override
                void add(Durations.Accumulator a, long first, long second) {
                    a.addMillis(first);
                }

                @Override
                Durations one(long first, long second) {
                    return Durations.ofMillis(first);
                }

                @Override
                boolean holds(Durations.Accumulator a, long first, long second) {
                    return a.holdsMillis(first);
                }
            };

    static final Shape<Moments> MOMENTS = new Stateful<>(Moments.EMPTY, Moments.Accumulator::new, Moments.codec()) {
        @Override
        void check(long first, long second) {
            if (first > Moments.MAX_VALUE || first < -Moments.MAX_VALUE) {
                throw Require.bad("amount", "at most 2^53 either way", first);
            }
        }

        @Override
        void add(Moments.Accumulator a, long first, long second) {
            a.add(first);
        }

        @Override
        Moments one(long first, long second) {
            Moments.Accumulator one = new Moments.Accumulator();
            one.add(first);
            return one.snapshot();
        }
    };

    static final Shape<EventRate> EVENT_RATE =
            new Stateful<>(EventRate.EMPTY, EventRate.Accumulator::new, EventRate.codec()) {
                @Override
                void check(long first, long second) {
                    one(first, second);
                    if (Math.max(first, second) > Moments.MAX_VALUE) {
                        throw Require.bad("events and exposure", "at most 2^53", Math.max(first, second));
                    }
                }

                @Override
                void add(EventRate.Accumulator a, long first, long second) {
                    a.add(first, second);
                }

                @Override
                EventRate one(long first, long second) {
                    return new EventRate(1, first, second);
                }
            };

    static final Shape<Ratio> RATIO = new Stateful<>(Ratio.EMPTY, Ratio.Accumulator::new, Ratio.codec()) {
        @Override
        void check(long first, long second) {
            one(first, second);
        }

        @Override
        void add(Ratio.Accumulator a, long first, long second) {
            a.add(first, second);
        }

        @Override
        Ratio one(long first, long second) {
            return Ratio.unit(first, second);
        }
    };

    static final Shape<Headcount> HEADCOUNT =
            new Stateful<>(Headcount.EMPTY, Headcount.Accumulator::new, Headcount.codec()) {
                @Override
                void check(long first, long second) {
                    one(first, second);
                }

                @Override
                void add(Headcount.Accumulator a, long first, long second) {
                    a.add(first, second);
                }

                @Override
                Headcount one(long first, long second) {
                    return Headcount.member(first, second);
                }
            };

    static final Shape<Lifetimes> LIFETIMES =
            new Stateful<>(Lifetimes.EMPTY, Lifetimes.Accumulator::new, Lifetimes.codec()) {
                @Override
                void check(long first, long second) {
                    if (first < 0 || first > Moments.MAX_VALUE) {
                        throw Require.bad("lifetime", "from 0 to 2^53 ms", first + " ms");
                    }
                }

                @Override
                void add(Lifetimes.Accumulator a, long first, long second) {
                    a.add(first, second == 1);
                }

                @Override
                Lifetimes one(long first, long second) {
                    Lifetimes.Accumulator one = new Lifetimes.Accumulator();
                    one.add(first, second == 1);
                    return one.snapshot();
                }
            };

    static final Shape<Categories> CATEGORIES =
            new Whole<>(Categories.EMPTY, Categories.Accumulator::new, Categories.codec());

    static final Shape<CountsPerKey> COUNTS_PER_KEY =
            new Whole<>(CountsPerKey.EMPTY, CountsPerKey.Accumulator::new, CountsPerKey.codec());

    static final Shape<Occupation> OCCUPATION =
            new Whole<>(Occupation.EMPTY, Occupation.Accumulator::new, Occupation.codec());

    static final Shape<RatedUnits> RATED_UNITS =
            new Whole<>(RatedUnits.EMPTY, RatedUnits.Accumulator::new, RatedUnits.codec());

    static Shape<Ratings> ratings(Scale scale) {
        int size = scale.size();
        return new Counted<>(
                size,
                Ratings.empty(scale.min(), scale.max()),
                c -> Ratings.of(scale.min(), c),
                r -> {
                    long[] counts = new long[size];
                    for (int i = 0; i < size; i++) {
                        counts[i] = r.count(scale.min() + i);
                    }
                    return counts;
                },
                Ratings.codec(scale.min(), scale.max()),
                "score must be on the scale " + scale);
    }

    static Shape<Tally> tally(int size) {
        return new Counted<>(
                size,
                Tally.of(new long[size]),
                Tally::of,
                t -> {
                    long[] counts = new long[size];
                    for (int i = 0; i < size; i++) {
                        counts[i] = t.count(i);
                    }
                    return counts;
                },
                Tally.codec(size),
                "outcome must be one of " + size);
    }

    abstract S empty();

    abstract Codec<S> codec();

    abstract Column<S> column();

    /** How many places a cell takes among others. */
    int places() {
        return 1;
    }

    /** Refuses a contribution that a column could not take. */
    abstract void check(long first, long second);

    /** Refuses any contribution that a column could not take. */
    void checkAll(long[] firsts, long @Nullable [] seconds, int offset) {
        for (int i = 0; i < firsts.length; i++) {
            check(firsts[i] - offset, seconds == null ? 0 : seconds[i]);
        }
    }

    /** A vector of counts; an event contributes the place of the count that it raises. */
    private static final class Counted<S extends Summary<S>> extends Shape<S> {
        private final int size;
        private final S empty;
        private final Function<long[], S> of;
        private final Function<S, long[]> counts;
        private final Codec<S> codec;
        private final String rule;

        Counted(int size, S empty, Function<long[], S> of, Function<S, long[]> counts, Codec<S> codec, String rule) {
            this.size = size;
            this.empty = empty;
            this.of = of;
            this.counts = counts;
            this.codec = codec;
            this.rule = rule;
        }

        @Override
        S empty() {
            return empty;
        }

        @Override
        Codec<S> codec() {
            return codec;
        }

        @Override
        void check(long first, long second) {
            if (first < 0 || first >= size) {
                throw new IllegalArgumentException(rule + ", got place " + first);
            }
        }

        @Override
        int places() {
            return size;
        }

        @Override
        void checkAll(long[] firsts, long @Nullable [] seconds, int offset) {
            for (long first : firsts) {
                if (first < offset || first >= (long) offset + size) {
                    throw new IllegalArgumentException(rule + ", got " + first);
                }
            }
        }

        @Override
        Column<S> column() {
            return new Column<>() {
                private final int places = size;
                private final Counters counters = new Counters(size);

                @Override
                boolean holds(int cell, long first, long second) {
                    return counters.get(cell * size + (int) first) > 0;
                }

                @Override
                void add(int cell, long first, long second) {
                    counters.increment(cell * places + (int) first);
                }

                @Override
                void addAll(int[] cells, long[] firsts, long @Nullable [] seconds, int offset, int from, int to) {
                    counters.incrementAll(cells, firsts, places, offset, from, to);
                }

                @Override
                void retract(int cell, long first, long second) {
                    counters.add(cell * size + (int) first, -1);
                }

                @Override
                void merge(int cell, S summary) {
                    snapshot(cell).plus(summary);
                    long[] more = counts.apply(summary);
                    for (int i = 0; i < size; i++) {
                        counters.add(cell * size + i, more[i]);
                    }
                }

                @Override
                boolean holds(int cell, S part) {
                    long[] less = counts.apply(part);
                    for (int i = 0; i < size; i++) {
                        if (counters.get(cell * size + i) < less[i]) {
                            return false;
                        }
                    }
                    return true;
                }

                @Override
                void retract(int cell, S part) {
                    long[] less = counts.apply(part);
                    for (int i = 0; i < size; i++) {
                        counters.add(cell * size + i, -less[i]);
                    }
                }

                @Override
                S snapshot(int cell) {
                    return of.apply(vector(cell));
                }

                private long[] vector(int cell) {
                    long[] vector = new long[size];
                    for (int i = 0; i < size; i++) {
                        vector[i] = counters.get(cell * size + i);
                    }
                    return vector;
                }

                @Override
                boolean isEmpty(int cell) {
                    for (int i = cell * size; i < (cell + 1) * size; i++) {
                        if (counters.get(i) != 0) {
                            return false;
                        }
                    }
                    return true;
                }

                @Override
                void clear(int cell) {
                    for (int i = 0; i < size; i++) {
                        counters.add(cell * size + i, -counters.get(cell * size + i));
                    }
                }
            };
        }
    }

    /** An accumulator object per cell. */
    private abstract static class Stateful<S extends Summary<S>, A extends Accumulator<S>> extends Shape<S> {
        private final S empty;
        private final Supplier<A> accumulator;
        private final Codec<S> codec;

        Stateful(S empty, Supplier<A> accumulator, Codec<S> codec) {
            this.empty = empty;
            this.accumulator = accumulator;
            this.codec = codec;
        }

        abstract void add(A accumulator, long first, long second);

        abstract S one(long first, long second);

        boolean holds(A accumulator, long first, long second) {
            try {
                accumulator.snapshot().minus(one(first, second));
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        @Override
        S empty() {
            return empty;
        }

        @Override
        Codec<S> codec() {
            return codec;
        }

        @Override
        Column<S> column() {
            return new Column<>() {
                private final List<A> cells = new ArrayList<>(1);
                private int stoppedAt;

                private A at(int cell) {
                    if (cell >= cells.size()) {
                        grow(cell);
                    }
                    return cells.get(cell);
                }

                private void grow(int cell) {
                    while (cells.size() <= cell) {
                        cells.add(accumulator.get());
                    }
                }

                @Override
                boolean holds(int cell, long first, long second) {
                    return Stateful.this.holds(at(cell), first, second);
                }

                @Override
                void add(int cell, long first, long second) {
                    Stateful.this.add(at(cell), first, second);
                }

                @Override
                void addAll(int[] cells, long[] firsts, long @Nullable [] seconds, int offset, int from, int to) {
                    int i = from;
                    try {
                        for (; i < to; i++) {
                            Stateful.this.add(at(cells[i]), firsts[i] - offset, seconds == null ? 0 : seconds[i]);
                        }
                    } catch (ArithmeticException e) {
                        stoppedAt = i;
                        throw e;
                    }
                }

                @Override
                int stoppedAt() {
                    return stoppedAt;
                }

                @Override
                void retract(int cell, long first, long second) {
                    at(cell).retract(one(first, second));
                }

                @Override
                void merge(int cell, S summary) {
                    at(cell).merge(summary);
                }

                @Override
                boolean holds(int cell, S part) {
                    return at(cell).holds(part);
                }

                @Override
                void retract(int cell, S part) {
                    at(cell).retract(part);
                }

                @Override
                S snapshot(int cell) {
                    return cell < cells.size() ? cells.get(cell).snapshot() : empty;
                }

                @Override
                boolean isEmpty(int cell) {
                    if (cell >= cells.size()) {
                        return true;
                    }
                    // Events without exposure are no observation, but something.
                    A accumulator = cells.get(cell);
                    return accumulator.count() == 0 && accumulator.snapshot().equals(empty);
                }

                @Override
                void clear(int cell) {
                    if (cell < cells.size()) {
                        cells.set(cell, accumulator.get());
                    }
                }
            };
        }
    }

    /** A summary to which an event contributes one of its kind, which two numbers cannot say. */
    private static final class Whole<S extends Summary<S>, A extends Accumulator<S>> extends Stateful<S, A> {
        Whole(S empty, Supplier<A> accumulator, Codec<S> codec) {
            super(empty, accumulator, codec);
        }

        @Override
        void check(long first, long second) {
            // Two numbers say nothing here.
        }

        @Override
        void add(A accumulator, long first, long second) {
            throw new IllegalStateException("a whole summary is merged");
        }

        @Override
        S one(long first, long second) {
            throw new IllegalStateException("a whole summary is merged");
        }
    }
}

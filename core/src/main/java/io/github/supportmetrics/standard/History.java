package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.stats.Funnel;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a metric did in the whole periods of the past. Periods that are not over, or that a standard was not yet or no longer valid in, are not
 * there; those without a number, with too small a sample to show or in which something may still change keep their place without a value.
 *
 * <p>Immutable and thread-safe.
 */
public final class History {
    /**
     * One whole period.
     *
     * @param label what it is called
     * @param value its number, or empty
     * @param n the sample that the number rests on
     * @param noise the variance that the sample alone gives the number, or empty if it is not known
     * @param counts the counts, where the number is a share
     * @param compliance whether it met the standard, where there is one
     */
    public record Period(
            String label,
            OptionalDouble value,
            long n,
            OptionalDouble noise,
            Optional<Proportion> counts,
            Optional<Compliance> compliance) {}

    private static final double LEAST_EXPECTED = 3;
    private static final double ALARM = .0125;

    private final List<Period> periods;
    private final boolean isSampleKnown;
    private final boolean isStale;
    private final Optional<Measurement<?>> running;

    private History(List<Period> periods, boolean isSampleKnown, boolean isStale, Optional<Measurement<?>> running) {
        this.periods = List.copyOf(periods);
        this.isSampleKnown = isSampleKnown;
        this.isStale = isStale;
        this.running = running;
    }

    /**
     * Numbers from elsewhere, each of a whole period. How large their samples are is not known, and not asked.
     *
     * @param values the numbers in order, in the metric's unit
     * @return the history
     * @throws IllegalArgumentException if a number is not finite
     */
    public static History of(double... values) {
        List<Period> periods = new ArrayList<>();
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw Require.bad("number of a period", "finite", value);
            }
        }
        Arrays.stream(values)
                .forEach(value -> periods.add(new Period(
                        Integer.toString(periods.size() + 1),
                        OptionalDouble.of(value),
                        0,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty())));
        return new History(periods, false, false, Optional.empty());
    }

    /** The whole periods among the rows of one group, whose innermost cells are periods. */
    static History of(Standard standard, List<Row> rows, Measurement<?> otherwise, Instant asOf) {
        List<Period> periods = new ArrayList<>();
        Measurement<?> running = none(otherwise);
        boolean isStale = false;
        TimeWindow before = null;
        TimeWindow validity = standard.validity();
        for (Row row : rows) {
            Row.Cell cell = row.innermost();
            if (cell.key() instanceof TimeWindow window
                    && !window.start().isBefore(validity.start())
                    && !window.end().isAfter(validity.end())) {
                if (before != null && window.start().isBefore(before.end())) {
                    throw Require.bad("periods of a history", "such that do not overlap", before + " and " + window);
                }
                before = window;
                if (!window.end().isAfter(asOf)) {
                    periods.add(period(standard, cell.text(), row.measurement()));
                    // The next period may be longer: a month of 31 days after one of 28, a day of 25 hours.
                    Duration patience = window.length().multipliedBy(3).dividedBy(2);
                    isStale = !window.end().plus(patience).isAfter(earlier(asOf, validity.end()));
                } else if (window.contains(asOf)) {
                    running = row.measurement();
                    isStale = false;
                }
            }
        }
        return new History(periods, true, isStale, Optional.of(running));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static <S extends Summary<S>> Measurement<S> none(Measurement<S> measurement) {
        return measurement.minus(measurement);
    }

    private static Period period(Standard standard, String label, Measurement<?> measurement) {
        boolean isMature = !measurement.notCounted().containsKey(Measurement.State.IMMATURE.name());
        Compliance compliance =
                isMature ? Compliance.of(standard, measurement) : Compliance.immature(standard, measurement);
        boolean judged = compliance.isJudged();
        return new Period(
                label,
                judged ? measurement.value() : OptionalDouble.empty(),
                measurement.n(),
                judged ? noise(measurement) : OptionalDouble.empty(),
                judged ? measurement.proportion().filter(p -> p.trials() > 0) : Optional.empty(),
                Optional.of(compliance));
    }

    /** Of a share p: p (1 − p) / n. */
    private static OptionalDouble noise(Measurement<?> measurement) {
        Optional<Proportion> counts = measurement.proportion().filter(p -> p.trials() > 0);
        if (counts.isEmpty()) {
            return OptionalDouble.empty();
        }
        double share = counts.get().share().orElseThrow();
        return OptionalDouble.of(share * (1 - share) / counts.get().trials());
    }

    /**
     * The periods.
     *
     * @return the periods in order
     */
    public List<Period> periods() {
        return periods;
    }

    /**
     * The periods' numbers.
     *
     * @return a number per period in order, empty where there is none
     */
    public List<OptionalDouble> values() {
        return periods.stream().map(Period::value).toList();
    }

    /** Whether a whole period or more has passed since the last one, of which there are no data. */
    boolean isStale() {
        return isStale;
    }

    /** The period that is not over yet, without data if there is none. */
    Optional<Measurement<?>> running() {
        return running;
    }

    /** How many observations all periods rest on, or empty if that is not known. */
    Optional<Long> n() {
        return isSampleKnown
                ? Optional.of(periods.stream()
                        .filter(p -> p.value().isPresent())
                        .mapToLong(Period::n)
                        .sum())
                : Optional.empty();
    }

    /** The periods from one place on. */
    History from(int place) {
        return new History(periods.subList(place, periods.size()), isSampleKnown, isStale, running);
    }

    /**
     * The numbers, those of shares on a scale on which they vary alike, however large their samples: 2 √(n + ½) (asin √((k + ⅜) / (n + ¾)) −
     * asin √p̄). Periods of which fewer than three successes or failures are to be expected are taken together with the next ones.
     */
    List<OptionalDouble> steadied() {
        Optional<Proportion> all = shares();
        if (all.isEmpty()) {
            return values();
        }
        double mean = all.get().share().orElseThrow();
        double centre = Math.asin(Math.sqrt(mean));
        List<OptionalDouble> steadied = new ArrayList<>();
        Proportion together = Proportion.EMPTY;
        for (Period period : periods) {
            together = period.counts().map(together::plus).orElse(together);
            if (together.trials() * Math.min(mean, 1 - mean) >= LEAST_EXPECTED) {
                double angle = Math.asin(Math.sqrt((together.successes() + .375) / (together.trials() + .75)));
                steadied.add(OptionalDouble.of(2 * Math.sqrt(together.trials() + .5) * (angle - centre)));
                together = Proportion.EMPTY;
            } else if (period.counts().isEmpty()) {
                steadied.add(OptionalDouble.empty());
            }
        }
        return steadied;
    }

    /** Whether a period's counts are so far from the share of all that not one of eighty stable series has such a period. */
    boolean hasWildCounts() {
        Optional<Proportion> all = shares();
        if (all.isEmpty()) {
            return false;
        }
        Funnel funnel = Funnel.around(all.get().share().orElseThrow());
        List<Proportion> counts =
                periods.stream().flatMap(p -> p.counts().stream()).toList();
        return counts.stream()
                .anyMatch(c -> c.trials() * Math.min(funnel.centre(), 1 - funnel.centre()) < LEAST_EXPECTED
                        && funnel.p(c) < ALARM / counts.size());
    }

    /** All counts together, if every number is a share. */
    private Optional<Proportion> shares() {
        boolean shares =
                periods.stream().allMatch(p -> p.value().isEmpty() || p.counts().isPresent());
        Proportion all = periods.stream().flatMap(p -> p.counts().stream()).reduce(Proportion.EMPTY, Proportion::plus);
        return shares && all.trials() > 0 ? Optional.of(all) : Optional.empty();
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code 12 periods from 2026-W02 to 2026-W13, 11 of them with a number}
     */
    @Override
    public String toString() {
        if (periods.isEmpty()) {
            return "no whole period";
        }
        long judged = periods.stream().filter(p -> p.value().isPresent()).count();
        return periods.size() + " periods from " + periods.get(0).label() + " to "
                + periods.get(periods.size() - 1).label() + ", " + judged + " of them with a number";
    }
}

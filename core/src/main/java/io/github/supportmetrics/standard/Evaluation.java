package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.metric.TimeSeries;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.standard.Finding.Code;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.MannWhitney;
import io.github.supportmetrics.stats.ProportionInterval;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * The judgement on a standard: whether the last whole period meets it, whether it is a sensible one, and what else was found. Findings are
 * codes with numbers; {@code report} makes text of them.
 *
 * <p>What a judgement is to be seen beside – peers, what customers tolerate, numbers that may suffer – is added to it, and adds findings.
 *
 * <p>Immutable and thread-safe.
 */
public final class Evaluation {
    private static final double USUALLY = .8;
    private static final double MOSTLY = .5;
    private static final double ALPHA = .05;
    private static final double HEAPED = .99;
    private static final double HEAP = 1.5;
    private static final double SURELY = 3;
    private static final double ON_GRID = 1.5;
    private static final double OFF_GRID = .1;
    /** Round times in milliseconds: a second, 1, 5, 15 and 30 minutes, an hour, a day. */
    private static final List<Long> ROUND =
            List.of(1_000L, 60_000L, 300_000L, 900_000L, 1_800_000L, 3_600_000L, 86_400_000L);

    private final Standard standard;
    private final History history;
    private final Compliance compliance;
    private final Realism realism;
    private final Trend trend;
    private final List<Finding> added;

    private Evaluation(
            Standard standard,
            History history,
            Compliance compliance,
            Realism realism,
            Trend trend,
            List<Finding> added) {
        this.standard = standard;
        this.history = history;
        this.compliance = compliance;
        this.realism = realism;
        this.trend = trend;
        this.added = List.copyOf(added);
    }

    static Evaluation of(Standard standard, History history) {
        List<History.Period> periods = history.periods();
        Compliance last = periods.isEmpty()
                ? Compliance.of(standard, history.running().orElseThrow())
                : periods.get(periods.size() - 1).compliance().orElseThrow();
        return new Evaluation(
                standard,
                history,
                last,
                Realism.of(standard.target(), history),
                Trend.of(standard.definition().direction(Trend.direction(standard.target())), history.values()),
                List.of());
    }

    private Evaluation and(List<Finding> more) {
        List<Finding> all = new ArrayList<>(added);
        all.addAll(more);
        return new Evaluation(standard, history, compliance, realism, trend, all);
    }

    /**
     * What was judged.
     *
     * @return the standard
     */
    public Standard standard() {
        return standard;
    }

    /**
     * Whether the last whole period meets it.
     *
     * @return the verdict on that period, or on the running one if none is over
     */
    public Compliance compliance() {
        return compliance;
    }

    /**
     * The last whole period.
     *
     * @return its label, or empty if none is over
     */
    public Optional<String> period() {
        List<History.Period> periods = history.periods();
        return periods.isEmpty()
                ? Optional.empty()
                : Optional.of(periods.get(periods.size() - 1).label());
    }

    /**
     * The period that is not over yet, of which an {@link ErrorBudget} tells how much may still go wrong.
     *
     * @return its number so far, without data if there is none
     */
    public Measurement<?> running() {
        return history.running().orElse(compliance.measurement());
    }

    /**
     * The whole periods.
     *
     * @return the periods, each with its verdict
     */
    public History history() {
        return history;
    }

    /**
     * Whether the standard is a sensible one.
     *
     * @return the judgement
     */
    public Realism realism() {
        return realism;
    }

    /**
     * Where the metric is going, in the direction of the target.
     *
     * @return the trend over the whole periods
     */
    public Trend trend() {
        return trend;
    }

    /**
     * All that was found.
     *
     * @return the findings: about the history, the process, the trend, what to ask for, and what was added
     */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        if (history.periods().isEmpty() && compliance.isJudged()) {
            all.add(Finding.of(Code.NO_WHOLE_PERIOD));
        }
        if (history.isStale()) {
            all.add(Finding.of(Code.NO_DATA_SINCE).named("period", period().orElse("")));
        }
        if (compliance.isApproximate()) {
            all.add(Finding.of(Code.APPROXIMATE)
                    .count("n", compliance.measurement().n()));
        }
        process(all);
        trend(all);
        advice(all);
        all.addAll(added);
        return List.copyOf(all);
    }

    private Unit unit() {
        return standard.definition().unit();
    }

    private void process(List<Finding> all) {
        realism.hint()
                .ifPresent(code ->
                        all.add(Finding.of(code).count("met", realism.met()).count("periods", realism.periods())));
        boolean judged = realism.verdict() != Realism.Verdict.INSUFFICIENT_HISTORY;
        if (realism.isBeyondProcess()) {
            double mean = realism.chart().centre().orElseThrow();
            double reach = 3 * realism.chart().spread().orElseThrow();
            double best = clamp(
                    mean + standard.target().sign() * reach,
                    compliance.measurement().range());
            Finding beyond = Finding.of(Code.BEYOND_PROCESS).with("mean", mean, unit());
            all.add(standard.target().sign() == 0 ? beyond : beyond.with("best", best, unit()));
        }
        if (judged && realism.isUnstable()) {
            all.add(Finding.of(Code.UNSTABLE).count("periods", realism.periods()));
            realism.lastStable()
                    .filter(last -> last.verdict() != Realism.Verdict.INSUFFICIENT_HISTORY)
                    .ifPresent(last -> all.add(Finding.of(Code.LAST_STABLE)
                            .count("met", last.met())
                            .count("periods", last.periods())
                            .named("verdict", last.verdict().name())));
        }
        OptionalDouble noise = realism.noise();
        if (judged && noise.isPresent() && noise.getAsDouble() >= MOSTLY) {
            all.add(Finding.of(Code.MOSTLY_NOISE).share("noise", noise.getAsDouble()));
        }
    }

    private void trend(List<Finding> all) {
        Code code = switch (trend.verdict()) {
            case IMPROVING -> Code.TREND_IMPROVING;
            case WORSENING -> Code.TREND_WORSENING;
            case RISING -> Code.TREND_RISING;
            case FALLING -> Code.TREND_FALLING;
            case NO_EVIDENCE -> null;
        };
        if (code == null || !trend.isReliable()) {
            return;
        }
        double slope = trend.kendall().slope().orElseThrow();
        Interval interval = trend.kendall().correctedSlopeInterval(ConfidenceLevel.P95);
        Unit points = Trend.pointsOf(unit());
        Unit ends = unit().equals(Unit.RATIO) ? Unit.POINTS : unit();
        all.add(Finding.of(code)
                .with("slope", Trend.points(slope, unit()), points)
                .with("low", Trend.points(interval.low(), unit()), ends)
                .with("high", Trend.points(interval.high(), unit()), ends)
                .with("p", trend.kendall().correctedP(), Unit.NUMBER));
        double forecast =
                clamp(trend.forecast().orElseThrow(), compliance.measurement().range());
        Finding next = Finding.of(Code.FORECAST).with("forecast", forecast, unit());
        OptionalDouble headroom = realism.headroom(forecast);
        all.add(
                headroom.isPresent() && Double.isFinite(headroom.getAsDouble())
                        ? next.with("headroom", headroom.getAsDouble(), Unit.NUMBER)
                        : next);
    }

    private void advice(List<Finding> all) {
        if (realism.periods() < Realism.Limits.DEFAULT.leastPeriods()) {
            return;
        }
        Interval range = compliance.measurement().range();
        realism.suggest(USUALLY).map(this::rounded).ifPresent(target -> {
            long reached = history.values().stream()
                    .filter(value -> value.isPresent() && target.isMetBy(value.getAsDouble()))
                    .count();
            Finding suggestion = Finding.of(Code.SUGGESTION)
                    .share("share", USUALLY)
                    .count("met", reached)
                    .count("periods", realism.periods());
            if (Double.isFinite(target.low())) {
                suggestion = suggestion.with("low", clamp(target.low(), range), unit());
            }
            if (Double.isFinite(target.high())) {
                suggestion = suggestion.with("high", clamp(target.high(), range), unit());
            }
            all.add(suggestion);
        });
        realism.bestQuarter()
                .ifPresent(value -> all.add(Finding.of(Code.BEST_QUARTER).with("value", value, unit())));
        if (standard.requiredOf() == 0) {
            return;
        }
        List<History.Period> asked = horizon();
        all.add(Finding.of(Code.HORIZON)
                .count("met", met(asked))
                .count("periods", asked.size())
                .count("required", required())
                .count("horizon", standard.requiredOf()));
        realism.chance(standard.requiredShare(), standard.requiredOf())
                .ifPresent(chance -> all.add(Finding.of(Code.HORIZON_CHANCE)
                        .share("chance", chance)
                        .count("required", required())
                        .count("horizon", standard.requiredOf())));
    }

    /** How many periods of the horizon must meet the standard: 0.7 of 10 is 7, whatever the doubles say. */
    private long required() {
        return (long) Math.ceil(standard.requiredShare() * standard.requiredOf() - 1e-9);
    }

    private double clamp(double value, Interval range) {
        // No time is negative, though a line may run below 0.
        double least = unit().equals(Unit.SECONDS) ? Math.max(0, range.low()) : range.low();
        return Math.min(range.high(), Math.max(least, value));
    }

    /** As exact as the periods are alike: in steps of 1, 2 or 5 of at most a quarter of their standard deviation. */
    private Target rounded(Target target) {
        double most = realism.chart().spread().orElse(0) / 4;
        if (!(most > 0)) {
            return target;
        }
        double ten = Math.pow(10, Math.floor(Math.log10(most)));
        return Realism.rounded(target, most >= 5 * ten ? 5 * ten : most >= 2 * ten ? 2 * ten : ten);
    }

    private List<History.Period> horizon() {
        List<History.Period> judged =
                history.periods().stream().filter(p -> p.value().isPresent()).toList();
        return judged.subList(Math.max(0, judged.size() - standard.requiredOf()), judged.size());
    }

    private static long met(List<History.Period> periods) {
        return periods.stream()
                .filter(p -> p.compliance().orElseThrow().contractual() == Compliance.Verdict.MET)
                .count();
    }

    /**
     * Whether as many of the periods met the standard as it asks for, by the numbers alone.
     *
     * @return whether the required share of the last periods did; empty while there are fewer than the horizon and it is still open, or if
     *     nothing is asked of several periods together
     */
    public Optional<Boolean> horizonMet() {
        if (standard.requiredOf() == 0) {
            return Optional.empty();
        }
        List<History.Period> asked = horizon();
        long least = required();
        long met = met(asked);
        if (met >= least) {
            return Optional.of(true);
        }
        int open = standard.requiredOf() - asked.size();
        return met + open >= least ? Optional.empty() : Optional.of(false);
    }

    /**
     * The same beside what customers tolerate.
     *
     * @param worst the worst value of the metric before customers are less satisfied, from {@link Alignment}
     * @return the judgement, which says so if the target allows worse
     * @throws IllegalArgumentException if the value is not a finite number
     */
    public Evaluation tolerated(double worst) {
        if (!Double.isFinite(worst)) {
            throw Require.bad("what customers tolerate", "a finite number", worst);
        }
        double promised = standard.target().sign() > 0
                ? standard.target().low()
                : standard.target().high();
        boolean worse = standard.target().sign() > 0 ? promised < worst : promised > worst;
        return worse
                ? and(List.of(Finding.of(Code.MISALIGNED)
                        .with("promised", promised, unit())
                        .with("tolerated", worst, unit())))
                : this;
    }

    /**
     * The same beside what customers tolerate, for a target that is a share within some time.
     *
     * @param longest the longest time before customers are less satisfied
     * @param threshold the time within which the metric counts
     * @return the judgement, which says so if the threshold allows longer
     */
    public Evaluation tolerated(Duration longest, Duration threshold) {
        return threshold.compareTo(longest) > 0
                ? and(List.of(Finding.of(Code.MISALIGNED)
                        .with("promised", threshold.toMillis() / 1000.0, Unit.SECONDS)
                        .with("tolerated", longest.toMillis() / 1000.0, Unit.SECONDS)))
                : this;
    }

    /**
     * The same beside peers. Where the target stands among them is shown and decides nothing.
     *
     * @param reference what peers reach
     * @return the judgement with the target's place
     * @throws IllegalArgumentException if the target is a band, or the peers' numbers lie where the metric's cannot
     */
    public Evaluation peers(PeerReference reference) {
        if (standard.target().sign() == 0) {
            throw Require.bad("target beside peers", "at least or at most a value", standard.target());
        }
        Interval range = compliance.measurement().range();
        if (!range.contains(reference.median())) {
            throw Require.bad(
                    "numbers of " + reference.name(),
                    "within " + range.low() + " … " + range.high() + ", where "
                            + standard.definition().id() + " can lie",
                    reference.median());
        }
        double edge = standard.target().sign() < 0
                ? standard.target().high()
                : standard.target().low();
        Finding finding = Finding.of(Code.PEERS)
                .with("percentile", reference.percentile(edge, Trend.direction(standard.target())), Unit.NUMBER)
                .with("median", reference.median(), unit())
                .named("reference", reference.name())
                .named("date", reference.date().toString())
                .named("source", reference.source());
        return and(List.of(reference.size().map(n -> finding.count("size", n)).orElse(finding)));
    }

    /**
     * The same beside a number that may suffer when this one is pushed: abandonment beside service level, repeat contacts beside handling
     * time, reopened tickets or survey coverage beside satisfaction. It says so if the other was worse in the periods that met the standard (Mann and Whitney, 5 %), or gets worse
     * while this one gets better. What goes together need not be cause and effect.
     *
     * @param counter the other number, in periods of the same names
     * @param <S> the summary
     * @return the judgement, with a warning if there is one
     * @throws IllegalArgumentException if the other's definition does not say which way is better, or no period has the same name
     */
    public <S extends Summary<S>> Evaluation beside(TimeSeries<Measurement<S>> counter) {
        return beside(counter.total().definition(), counter.rows().toList());
    }

    /**
     * The same beside the numbers of one group that may suffer.
     *
     * @param rows the other number, in periods of the same names, which are the innermost cells
     * @return the judgement, with a warning if there is one
     * @throws IllegalArgumentException if there is no row, the other's definition does not say which way is better, or no period has the
     *     same name
     */
    public Evaluation beside(List<Row> rows) {
        Require.positive(rows.size(), "rows of the other number");
        return beside(rows.get(0).measurement().definition(), rows);
    }

    private Evaluation beside(Definition other, List<Row> rows) {
        if (other.direction() != Direction.UP && other.direction() != Direction.DOWN) {
            throw Require.bad("direction of " + other.id(), "UP or DOWN", other.direction());
        }
        Map<String, OptionalDouble> values = new HashMap<>();
        for (Row row : rows) {
            Row.Cell cell = row.path().get(row.path().size() - 1);
            if (cell.kind() == Row.Kind.KEY) {
                values.put(cell.text(), row.measurement().value());
            }
        }
        if (!history.periods().isEmpty() && history.periods().stream().noneMatch(p -> values.containsKey(p.label()))) {
            throw Require.bad(
                    "periods of " + other.id(),
                    "those of the standard, like " + history.periods().get(0).label(),
                    values.keySet().stream().limit(3).toList());
        }
        List<OptionalDouble> beside = history.periods().stream()
                .map(p -> values.getOrDefault(p.label(), OptionalDouble.empty()))
                .toList();
        List<Finding> found = new ArrayList<>();
        double[] whenMet = when(beside, true);
        double[] whenMissed = when(beside, false);
        if (whenMet.length > 0 && whenMissed.length > 0) {
            MannWhitney test = MannWhitney.of(whenMet, whenMissed);
            double superiority = test.superiority().orElse(.5);
            boolean worse = other.direction() == Direction.UP ? superiority < .5 : superiority > .5;
            if (worse && test.p().orElse(1) < ALPHA) {
                found.add(named(Code.COUNTER_METRIC_WORSE, other)
                        .with("met", middle(whenMet), other.unit())
                        .with("missed", middle(whenMissed), other.unit())
                        .with("p", test.p().orElse(1), Unit.NUMBER));
            }
        }
        Trend others = Trend.of(other, beside);
        if (trend.isReliable()
                && others.isReliable()
                && trend.verdict() == Trend.Verdict.IMPROVING
                && others.verdict() == Trend.Verdict.WORSENING) {
            found.add(named(Code.COUNTER_METRIC_WORSENS, other)
                    .with(
                            "slope",
                            Trend.points(others.kendall().slope().orElseThrow(), other.unit()),
                            Trend.pointsOf(other.unit()))
                    .with("p", others.kendall().correctedP(), Unit.NUMBER));
        }
        return and(found);
    }

    private static Finding named(Code code, Definition other) {
        return Finding.of(code).named("metric", other.title());
    }

    private double[] when(List<OptionalDouble> beside, boolean met) {
        List<Double> some = new ArrayList<>();
        for (int i = 0; i < beside.size(); i++) {
            OptionalDouble own = history.periods().get(i).value();
            if (own.isPresent()
                    && beside.get(i).isPresent()
                    && standard.target().isMetBy(own.getAsDouble()) == met) {
                some.add(beside.get(i).getAsDouble());
            }
        }
        return some.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double middle(double... values) {
        double[] sorted = LongStream.range(0, values.length)
                .mapToDouble(i -> values[(int) i])
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * The same beside the durations that a threshold is about. It says so if more cases end in the tenth of the threshold just before it
     * than the tenths on both sides, and the line through the two before it, let expect, by half or more (binomial, one-sided 99 %, and three
     * standard errors): work may be closed for the clock.
     *
     * @param millis the durations in milliseconds
     * @param threshold the threshold that they are judged by
     * @return the judgement, with a hint if there is one
     * @throws IllegalArgumentException if the threshold is not positive
     */
    public Evaluation besideDurations(LongStream millis, Duration threshold) {
        long end = Require.positive(threshold.toMillis(), "threshold in milliseconds");
        long[] values = millis.sequential().toArray();
        // Times in whole minutes or days lie on a grid, and bands must hold alike many of its points.
        long grid = grid(end, values);
        long width = Math.max(1, Math.round(end / 10.0 / grid)) * grid;
        if (3 * width > end) {
            return this;
        }
        // Two bands before the last one, the last one, and one beyond the threshold.
        long[] bands = new long[4];
        for (long value : values) {
            double from = value - (end - 3.0 * width);
            if (from > 0 && from <= 4.0 * width) {
                bands[(int) Math.ceil(from / width) - 1]++;
            }
        }
        long count = bands[2];
        long beside = bands[1] + bands[3];
        if (count == 0) {
            return this;
        }
        // Where the density is a straight line, or bends like that of waits, a third or less of three neighbours lies
        // in the middle.
        Interval share =
                ProportionInterval.CLOPPER_PEARSON.of(count, count + beside, new ConfidenceLevel(2 * HEAPED - 1));
        // Where it rises up to the threshold, or ends there, the line through the bands before says what to expect.
        double onwards = 2.0 * bands[1] - bands[0];
        double error = Math.sqrt(count + 4.0 * bands[1] + bands[0]);
        double expected = Math.max(beside / 2.0, onwards);
        return share.low() > 1 / 3.0 && count - onwards > SURELY * error && count >= HEAP * expected
                ? and(List.of(Finding.of(Code.HEAPED_AT_THRESHOLD)
                        .count("count", count)
                        .with("expected", expected, Unit.COUNT)
                        .with("from", (end - width) / 1000.0, Unit.SECONDS)
                        .with("threshold", end / 1000.0, Unit.SECONDS)))
                : this;
    }

    /**
     * The grid that durations lie on: what divides all of them, or a round time that divides many more than it would by chance, as one value
     * by another clock makes a grid of minutes one of seconds. Those just before the threshold do not count, as they may be the heap.
     */
    private static long grid(long end, long... values) {
        long[] counted = LongStream.of(values)
                .filter(value -> value > 0 && (value <= .9 * end || value > end))
                .toArray();
        long grid = Math.max(1, LongStream.of(values).reduce(0, Evaluation::gcd));
        double share = 1;
        for (long round : ROUND) {
            if (round > grid && round % grid == 0 && counted.length > 0) {
                long on = LongStream.of(counted)
                        .filter(value -> value % round == 0)
                        .count();
                double here = (double) on / counted.length;
                if (here > ON_GRID * share * grid / round + OFF_GRID) {
                    grid = round;
                    share = here;
                }
            }
        }
        return grid;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /**
     * The same judgements, knowing that there are many: where evidence may well be chance among so many ({@link Compliance#adjusted}), a
     * finding says so. The verdicts stay.
     *
     * @param all judgements made together
     * @return the judgements in the same order
     */
    public static List<Evaluation> together(List<Evaluation> all) {
        List<Compliance> adjusted =
                Compliance.adjusted(all.stream().map(Evaluation::compliance).toList());
        long judged = all.stream().filter(e -> e.compliance().isJudged()).count();
        List<Evaluation> each = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Evaluation one = all.get(i);
            each.add(
                    adjusted.get(i).evidential() == one.compliance.evidential()
                            ? one
                            : one.and(List.of(Finding.of(Code.MANY_STANDARDS).count("standards", judged))));
        }
        return List.copyOf(each);
    }

    /**
     * Reads as two lines or three.
     *
     * @return the verdicts on the last period and on the standard, and the codes of what was found
     */
    @Override
    public String toString() {
        List<Code> codes = findings().stream().map(Finding::code).toList();
        return period().map(p -> p + " ").orElse("")
                + compliance
                + System.lineSeparator()
                + realism
                + (codes.isEmpty() ? "" : System.lineSeparator() + codes);
    }
}

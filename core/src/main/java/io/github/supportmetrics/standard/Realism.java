package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Durations;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.ProportionInterval;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.XmrChart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a target is a sensible one, by how a process did in K whole periods: a target that is always met teaches nothing and breeds
 * complacency; one that is never met is ignored.
 *
 * <ul>
 *   <li>a of K periods met it; lo … up is the one-sided 95 % interval of the share that meet it in the long run (Clopper and Pearson).
 *   <li>Headroom z: how many σ̂ the mean period lies inside the target, σ̂ = max(mR̄ / 1.128, s / c₄); three times the one-sided capability
 *       index. σ̂ = 0: ±∞, or 0 on the target itself.
 *   <li>INSUFFICIENT_HISTORY below 8 periods or 30 observations, or up to 10 periods of which all or none met; else UNREALISTIC if up &lt;
 *       .25; TOO_LAX if lo &gt; .75 and z &gt; 3; COMFORTABLE if lo &gt; .75; STRETCH if fewer than half met; else REALISTIC.
 *   <li>STRETCH and REALISTIC differ by the count alone: a process just at the target is called one about as often as the other. Look at lo
 *       … up.
 * </ul>
 *
 * <p>The limits are this project's proposal, not a norm's. Immutable and thread-safe.
 */
public final class Realism {
    private static final ConfidenceLevel ONE_SIDED = new ConfidenceLevel(.9);
    private static final double BEYOND = -3;
    private static final double FAR_OFF = -2;
    private static final int ALL_OR_NONE = 10;
    private static final int STEPS = 50;

    /** What kind of target it is. */
    public enum Verdict {
        /** There is too little to judge by. */
        INSUFFICIENT_HISTORY,
        /** It was shown to be met in fewer than one period of four. */
        UNREALISTIC,
        /** It is met practically always, and even the worst routine period clears it. */
        TOO_LAX,
        /** It is met practically always: fine as a guarantee, weak as a goal. */
        COMFORTABLE,
        /** It is met at times: it needs a plan. */
        STRETCH,
        /** It is demanding and can be reached. */
        REALISTIC
    }

    /**
     * Where one verdict ends and another begins.
     *
     * @param seldom the share of periods below which a target is unrealistic
     * @param always the share of periods above which it is comfortable or lax
     * @param headroom how many σ̂ make a comfortable target lax
     * @param leastPeriods how many periods there must be
     * @param leastN how many observations there must be in all
     */
    public record Limits(double seldom, double always, double headroom, int leastPeriods, long leastN) {
        /** The limits unless others are given. */
        public static final Limits DEFAULT = new Limits(.25, .75, 3, 8, 30);

        /**
         * Checks the limits.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Limits {
            if (!(seldom >= 0 && seldom < always && always <= 1)) {
                throw Require.bad("limits", "shares with seldom < always", seldom + " and " + always);
            }
            if (!(headroom >= 0)) {
                throw Require.bad("headroom", "at least 0", headroom);
            }
            Require.positive(leastPeriods, "least periods");
            Require.nonNegative(leastN, "least observations");
        }
    }

    private final History history;
    private final Target target;
    private final Limits limits;
    private final XmrChart chart;
    private final int met;
    private final boolean isUnstable;

    private Realism(History history, Target target, Limits limits) {
        this.history = history;
        this.target = target;
        this.limits = limits;
        this.chart = XmrChart.of(history.values());
        this.met = (int) history.values().stream()
                .filter(value -> value.isPresent() && target.isMetBy(value.getAsDouble()))
                .count();
        this.isUnstable = !XmrChart.of(history.steadied()).instabilities().isEmpty() || history.hasWildCounts();
    }

    /**
     * Judges a target by a history.
     *
     * @param target the target
     * @param history the periods
     * @return the judgement
     */
    public static Realism of(Target target, History history) {
        return of(target, history, Limits.DEFAULT);
    }

    /**
     * Judges a target by a history, with other limits.
     *
     * @param target the target
     * @param history the periods
     * @param limits where one verdict ends and another begins
     * @return the judgement
     */
    public static Realism of(Target target, History history, Limits limits) {
        return new Realism(history, target, limits);
    }

    /**
     * What kind of target it is.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        int k = chart.n();
        boolean few = history.n().map(n -> n < limits.leastN).orElse(false);
        if (k < limits.leastPeriods || few || (k <= ALL_OR_NONE && (met == 0 || met == k))) {
            return Verdict.INSUFFICIENT_HISTORY;
        }
        Interval attainment = attainment();
        if (attainment.high() < limits.seldom) {
            return Verdict.UNREALISTIC;
        }
        if (attainment.low() > limits.always) {
            return headroom().orElse(0) > limits.headroom ? Verdict.TOO_LAX : Verdict.COMFORTABLE;
        }
        return 2 * met < k ? Verdict.STRETCH : Verdict.REALISTIC;
    }

    /**
     * What so few periods let suspect.
     *
     * @return LIKELY_TOO_LAX, LIKELY_UNREALISTIC or nothing
     */
    public Optional<Finding.Code> hint() {
        int k = chart.n();
        if (verdict() != Verdict.INSUFFICIENT_HISTORY || k < limits.leastPeriods || k > ALL_OR_NONE) {
            return Optional.empty();
        }
        double z = headroom().orElse(0);
        if (met == k && z > limits.headroom) {
            return Optional.of(Finding.Code.LIKELY_TOO_LAX);
        }
        return met == 0 && z < FAR_OFF ? Optional.of(Finding.Code.LIKELY_UNREALISTIC) : Optional.empty();
    }

    /**
     * The target that was judged.
     *
     * @return the target
     */
    public Target target() {
        return target;
    }

    /**
     * The periods it was judged by.
     *
     * @return the history
     */
    public History history() {
        return history;
    }

    /**
     * How many periods have a number.
     *
     * @return K
     */
    public int periods() {
        return chart.n();
    }

    /**
     * How many of them met the target.
     *
     * @return a
     */
    public int met() {
        return met;
    }

    /**
     * The share of periods that meet the target in the long run.
     *
     * @return each end a one-sided 95 % limit; 0 … 1 without periods
     */
    public Interval attainment() {
        return ProportionInterval.CLOPPER_PEARSON.of(met, chart.n(), ONE_SIDED);
    }

    /**
     * The chart of the periods.
     *
     * @return centre, limits and signals
     */
    public XmrChart chart() {
        return chart;
    }

    /**
     * How far inside the target the mean period lies.
     *
     * @return z in σ̂, negative outside; empty below two periods
     */
    public OptionalDouble headroom() {
        return chart.n() < 2 ? OptionalDouble.empty() : headroom(chart.centre().orElseThrow());
    }

    /**
     * How far inside the target a value lies, such as a forecast.
     *
     * @param value the value
     * @return the distance in σ̂, negative outside; empty below two periods
     */
    public OptionalDouble headroom(double value) {
        if (chart.n() < 2) {
            return OptionalDouble.empty();
        }
        double margin = target.margin(value);
        return OptionalDouble.of(margin == 0 ? 0 : margin / chart.spread().orElseThrow());
    }

    /**
     * Whether an unrealistic target is missed by even the best routine period.
     *
     * @return whether the mean period lies more than 3 σ̂ outside
     */
    public boolean isBeyondProcess() {
        return verdict() == Verdict.UNREALISTIC && headroom().orElse(0) < BEYOND;
    }

    /**
     * Which share of periods would meet the target, if they were normal.
     *
     * @return the share, or empty below two periods
     */
    public OptionalDouble predicted() {
        if (chart.n() < 2) {
            return OptionalDouble.empty();
        }
        double above = Double.isInfinite(target.low())
                ? 1
                : chart.shareAbove(target.low()).orElseThrow();
        double over = Double.isInfinite(target.high())
                ? 0
                : chart.shareAbove(target.high()).orElseThrow();
        return OptionalDouble.of(Math.max(0, above - over));
    }

    /**
     * How likely enough periods meet the target, if each does with the predicted share and none depends on another.
     *
     * @param share which share of periods is asked for, 0 to 1
     * @param horizon of how many periods, at least 1
     * @return the probability, or empty below two periods
     * @throws IllegalArgumentException if the share is not in [0, 1] or the horizon below 1
     */
    public OptionalDouble chance(double share, int horizon) {
        Require.fraction(share, "share of periods");
        Require.positive(horizon, "periods of the horizon");
        if (predicted().isEmpty()) {
            return OptionalDouble.empty();
        }
        double p = predicted().getAsDouble();
        double[] ways = new double[horizon + 1];
        ways[0] = 1;
        for (int i = 1; i <= horizon; i++) {
            for (int k = i; k >= 0; k--) {
                ways[k] = ways[k] * (1 - p) + (k == 0 ? 0 : ways[k - 1] * p);
            }
        }
        // 0.7 of 10 is 7, whatever the doubles say.
        int least = (int) Math.ceil(share * horizon - 1e-9);
        double chance = least == 0 ? 1 : Arrays.stream(ways, least, horizon + 1).sum();
        return OptionalDouble.of(Math.min(1, chance));
    }

    /**
     * Whether something other than chance moved the series. It never replaces the verdict. Shares are looked at as asin √((k + ⅜) / (n +
     * ¾)), in standard deviations of their samples.
     *
     * @return whether a period lies far beyond the others or a run of periods on one side of the centre
     */
    public boolean isUnstable() {
        return isUnstable;
    }

    /**
     * The judgement by the longest stable end of an unstable series.
     *
     * @return the judgement by the last 8 periods or more, or empty if the series is stable or its end is not
     */
    public Optional<Realism> lastStable() {
        if (!isUnstable) {
            return Optional.empty();
        }
        int all = history.periods().size();
        // One by one in a short series; in steps of a fiftieth of what is left in a long one.
        for (int from = 1; from < all; from += Math.max(1, (all - from) / STEPS)) {
            Realism end = new Realism(history.from(from), target, limits);
            if (end.periods() < limits.leastPeriods) {
                return Optional.empty();
            }
            if (!end.isUnstable) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    /**
     * How much of what periods differ by is the small sample of each.
     *
     * @return of shares, the mean variance of sampling over σ̂², at most 1; empty for any other number, or if nothing differs
     */
    public OptionalDouble noise() {
        List<History.Period> judged =
                history.periods().stream().filter(p -> p.value().isPresent()).toList();
        boolean known = judged.stream().allMatch(p -> p.noise().isPresent());
        double spread = chart.spread().orElse(0);
        if (!known || spread == 0) {
            return OptionalDouble.empty();
        }
        double mean = judged.stream()
                .mapToDouble(p -> p.noise().orElseThrow())
                .average()
                .orElse(0);
        return OptionalDouble.of(Math.min(1, mean / (spread * spread)));
    }

    /**
     * A target of the same kind that a share of the periods to come would meet, if the process stays as it is: x̄ − t · √(1 + 1/K) · σ̂,
     * by Student's t with K − 1, since a plain normal rule reaches less than it says when K is small. Of a band both ends.
     *
     * @param share the share of periods, strictly between 0 and 1
     * @return the target, or empty below two periods
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public Optional<Target> suggest(double share) {
        if (chart.n() < 2) {
            return Optional.empty();
        }
        return Optional.of(
                switch (target.sign()) {
                    case 1 -> Target.atLeast(chart.exceededWith(share).orElseThrow());
                    case -1 -> Target.atMost(chart.exceededWith(1 - share).orElseThrow());
                    default ->
                        Target.between(
                                chart.exceededWith((1 + share) / 2).orElseThrow(),
                                chart.exceededWith((1 - share) / 2).orElseThrow());
                });
    }

    /**
     * The same, rounded to the easier side.
     *
     * @param share the share of periods, strictly between 0 and 1
     * @param step what the target must be a multiple of, over 0
     * @return the target, or empty below two periods
     * @throws IllegalArgumentException if the share is not between 0 and 1, or the step not over 0
     */
    public Optional<Target> suggest(double share, double step) {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw Require.bad("step", "a number over 0", step);
        }
        return suggest(share).map(target -> rounded(target, step));
    }

    static Target rounded(Target target, double step) {
        return new Target(down(target.low(), step), -down(-target.high(), step));
    }

    private static double down(double value, double step) {
        double inverse = Math.rint(1 / step);
        // Dividing by a whole number gives the double that is written: 86 / 100 is .86.
        return Double.isInfinite(value)
                ? value
                : inverse > 1 && Math.abs(inverse * step - 1) < 1e-9
                        ? Math.floor(value * inverse + 1e-9) / inverse
                        : Math.floor(value / step + 1e-9) * step;
    }

    /**
     * What the best quarter of the periods reached: shown to be possible.
     *
     * @return the value, or empty without periods; of a band none
     */
    public OptionalDouble bestQuarter() {
        double[] sorted = history.values().stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        if (sorted.length == 0 || target.sign() == 0) {
            return OptionalDouble.empty();
        }
        double share = target.sign() > 0 ? .75 : .25;
        return OptionalDouble.of(QuantileDefinition.TYPE7.of(share, sorted.length, rank -> sorted[(int) rank - 1]));
    }

    /**
     * What can be promised of durations: within which time which share of them ends. For «X % within Y» any of the pairs is as demanding as
     * another.
     *
     * @param durations the durations
     * @param shares the shares, each 0 to 1
     * @return share → time; empty without durations
     */
    public static SortedMap<Double, Duration> frontier(Durations durations, double... shares) {
        SortedMap<Double, Duration> frontier = new TreeMap<>();
        for (double share : shares) {
            durations.quantile(share).ifPresent(time -> frontier.put(share, time));
        }
        return frontier;
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code REALISTIC: met in 11 of 12 periods (66.1 … 99.6 % in the long run), headroom 1.20 σ}
     */
    @Override
    public String toString() {
        Interval attainment = attainment();
        String z = headroom().isEmpty()
                ? ""
                : ", headroom " + Numbers.text(headroom().getAsDouble(), Unit.NUMBER) + " σ";
        return verdict() + ": met in " + met + " of " + chart.n() + " periods ("
                + String.format(Locale.ROOT, "%.1f", 100 * attainment.low()) + " … "
                + Numbers.text(attainment.high(), Unit.RATIO) + " in the long run)" + z
                + (isBeyondProcess() ? ", BEYOND_PROCESS" : "") + (isUnstable ? ", UNSTABLE" : "");
    }
}

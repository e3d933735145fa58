package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Numbers;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.ProportionInterval;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many broken promises a target allows, how many of them are spent, and whether they are being spent too fast. A help desk has few
 * promises, so budgets are counted in promises, not in time, and an alarm needs evidence.
 *
 * <ul>
 *   <li>Budget = (1 − q) · expected; burn rate = (bad / valid) / (1 − q): at 1 the budget lasts exactly as long as it should. It cannot
 *       exceed 1 / (1 − q).
 *   <li>An alarm of a factor fires if the one-sided lower bound of the long window's burn rate (Clopper and Pearson) is above it and the short
 *       window's burn rate too. The bound is of 95 %, and of 99 % for factors below 2, as the rule is asked again at every event.
 *   <li>An alarm of which factor · (1 − q) ≥ 0.8 could hardly ever fire: it is off, and says so.
 * </ul>
 *
 * <p>Source: Google, The Site Reliability Workbook, ch. 5; the guard for low volume is this project's. Immutable and thread-safe.
 *
 * @param targetShare q, the share of promises to keep, at least 0 and below 1
 * @param soFar promises kept of those that are decided
 * @param expected how many promises the whole period will bring
 */
public record ErrorBudget(double targetShare, Proportion soFar, long expected) {
    private static final double MOST = .8;
    private static final double SLOW = 2;
    private static final double SURE = .95;
    private static final double SURER = .99;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the target is not in [0, 1), or nothing is expected
     */
    public ErrorBudget {
        if (!(targetShare >= 0 && targetShare < 1)) {
            throw Require.bad("target of a budget", "at least 0 and below 1", targetShare);
        }
        Require.positive(expected, "expected promises");
    }

    /**
     * The budget of a standard.
     *
     * @param standard a standard that asks for a share or more
     * @param soFar the share so far
     * @param expected how many promises the whole period will bring
     * @return the budget
     * @throws IllegalArgumentException if the standard asks for anything else, or the number is of another definition
     */
    public static ErrorBudget of(Standard standard, Measurement<?> soFar, long expected) {
        standard.requireSame(soFar);
        Proportion kept = soFar.proportion()
                .filter(p -> standard.target().sign() > 0)
                .orElseThrow(() -> Require.bad("standard of a budget", "a share or more", standard));
        return new ErrorBudget(standard.target().low(), kept, expected);
    }

    /**
     * How many promises may be broken.
     *
     * @return (1 − q) · expected
     */
    public double budget() {
        return (1 - targetShare) * expected;
    }

    /**
     * How many were.
     *
     * @return bad
     */
    public long spent() {
        return soFar.trials() - soFar.successes();
    }

    /**
     * The share of the budget that is spent.
     *
     * @return bad / budget, above 1 once it is overdrawn
     */
    public double spentShare() {
        return spent() / budget();
    }

    /**
     * The share of the expected promises that are decided.
     *
     * @return valid / expected
     */
    public double volumeShare() {
        return (double) soFar.trials() / expected;
    }

    /**
     * How fast the budget is spent.
     *
     * @return the burn rate, or empty without promises
     */
    public OptionalDouble burnRate() {
        return burnRate(soFar);
    }

    private OptionalDouble burnRate(Proportion window) {
        return window.trials() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) (window.trials() - window.successes()) / window.trials() / (1 - targetShare));
    }

    /**
     * How fast the budget is spent at least.
     *
     * @param window promises kept of those that are decided
     * @param confidence how sure, strictly between 0.5 and 1
     * @return the one-sided lower bound of the burn rate, 0 without promises
     * @throws IllegalArgumentException if the confidence is not between 0.5 and 1
     */
    public double burnsAtLeast(Proportion window, double confidence) {
        if (!(confidence > .5 && confidence < 1)) {
            throw Require.bad("one-sided confidence", "strictly between 0.5 and 1", confidence);
        }
        long bad = window.trials() - window.successes();
        ConfidenceLevel twoSided = new ConfidenceLevel(2 * confidence - 1);
        return ProportionInterval.CLOPPER_PEARSON
                        .of(bad, window.trials(), twoSided)
                        .low()
                / (1 - targetShare);
    }

    /**
     * When the budget is used up, if promises go on being broken as they were.
     *
     * @return after how many promises in all, or empty if none is broken
     */
    public OptionalDouble exhaustedAfter() {
        return spent() == 0 ? OptionalDouble.empty() : OptionalDouble.of(budget() * soFar.trials() / spent());
    }

    /**
     * An alarm: how fast the budget must be spent, over which windows, to ring.
     *
     * @param name what it is called
     * @param longWindow the window that gives the evidence
     * @param shortWindow the window that says it goes on
     * @param factor the burn rate
     * @param isUrgent whether somebody is to be called at once
     */
    public record Alarm(String name, Duration longWindow, Duration shortWindow, double factor, boolean isUrgent) {
        /** The four alarms usual for a period of 30 days. */
        public static final List<Alarm> THIRTY_DAYS = List.of(
                ofBudget("urgent, quick", .02, Duration.ofDays(30), Duration.ofHours(1), Duration.ofMinutes(5), true),
                ofBudget("urgent, slow", .05, Duration.ofDays(30), Duration.ofHours(6), Duration.ofMinutes(30), true),
                ofBudget("routine, quick", .1, Duration.ofDays(30), Duration.ofDays(1), Duration.ofHours(2), false),
                ofBudget("routine, slow", .1, Duration.ofDays(30), Duration.ofDays(3), Duration.ofHours(6), false));

        /**
         * Checks the factor and the windows.
         *
         * @throws IllegalArgumentException if the name is blank, the factor not a positive number, a window not positive or the short one
         *     longer than the long one
         */
        public Alarm {
            Require.text(name, "name of an alarm");
            if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
                throw Require.bad("factor", "over 0", factor);
            }
            if (shortWindow.isZero() || shortWindow.isNegative() || shortWindow.compareTo(longWindow) > 0) {
                throw Require.bad("short window", "over 0 and at most the long one of " + longWindow, shortWindow);
            }
        }

        /**
         * An alarm that rings when a share of the budget is spent within its long window.
         *
         * @param name what it is called
         * @param share the share of the budget
         * @param period how long the budget is for
         * @param longWindow the window that gives the evidence; in working time if the period is
         * @param shortWindow the window that says it goes on
         * @param isUrgent whether somebody is to be called at once
         * @return the alarm, of factor share · period / long window
         * @throws IllegalArgumentException if the share is not in [0, 1], or a window not positive
         */
        public static Alarm ofBudget(
                String name,
                double share,
                Duration period,
                Duration longWindow,
                Duration shortWindow,
                boolean isUrgent) {
            return new Alarm(
                    name,
                    longWindow,
                    shortWindow,
                    Require.fraction(share, "share of the budget")
                            * period.toMillis()
                            / Require.positive(longWindow.toMillis(), "long window"),
                    isUrgent);
        }
    }

    /** What an alarm does. */
    public enum State {
        /** With this target it could hardly ever fire. */
        OFF,
        /** There is no evidence that the budget is spent so fast. */
        QUIET,
        /** There is. */
        FIRING
    }

    /**
     * An alarm at some time.
     *
     * @param alarm the alarm
     * @param state what it does
     * @param burnRate the long window's burn rate, or empty without promises
     * @param atLeast its lower bound
     * @param shortBurnRate the short window's burn rate, or empty without promises
     */
    public record Reading(
            Alarm alarm, State state, OptionalDouble burnRate, double atLeast, OptionalDouble shortBurnRate) {
        /**
         * Reads as a line.
         *
         * @return for example {@code FIRING: urgent, slow: burn rate 8.33 (at least 7.34) over 6.00}
         */
        @Override
        public String toString() {
            String rate = burnRate.isEmpty()
                    ? "no promises"
                    : "burn rate " + Numbers.text(burnRate.getAsDouble(), Unit.NUMBER) + " (at least "
                            + Numbers.text(atLeast, Unit.NUMBER) + ")";
            return state + ": " + alarm.name() + ": " + rate + " over " + Numbers.text(alarm.factor(), Unit.NUMBER);
        }
    }

    /**
     * What an alarm does.
     *
     * @param alarm the alarm
     * @param inLongWindow promises kept of those decided in its long window
     * @param inShortWindow the same in its short window
     * @return the reading
     */
    public Reading read(Alarm alarm, Proportion inLongWindow, Proportion inShortWindow) {
        double atLeast = burnsAtLeast(inLongWindow, alarm.factor() < SLOW ? SURER : SURE);
        OptionalDouble goesOn = burnRate(inShortWindow);
        boolean fires = atLeast > alarm.factor() && goesOn.isPresent() && goesOn.getAsDouble() > alarm.factor();
        State state =
                alarm.factor() * (1 - targetShare) >= MOST - 1e-9 ? State.OFF : fires ? State.FIRING : State.QUIET;
        return new Reading(alarm, state, burnRate(inLongWindow), atLeast, goesOn);
    }

    /**
     * Reads as a line.
     *
     * @return for example {@code 37 of 100 spent (37.0 %) at 22.0 % of the volume, burn rate 1.68, used up after 595}
     */
    @Override
    public String toString() {
        String rate = burnRate().isEmpty()
                ? ""
                : ", burn rate " + Numbers.text(burnRate().getAsDouble(), Unit.NUMBER);
        String end = exhaustedAfter().isEmpty()
                ? ""
                : ", used up after " + Numbers.text(Math.rint(exhaustedAfter().getAsDouble()), Unit.COUNT);
        // 0.1 · 1 000 is 99.99…98 in doubles.
        double whole = Math.rint(budget() * 1e6) / 1e6;
        return spent() + " of " + Numbers.text(whole, Unit.COUNT) + " spent (" + Numbers.text(spentShare(), Unit.RATIO)
                + ") at " + Numbers.text(volumeShare(), Unit.RATIO) + " of the volume" + rate + end;
    }
}

package io.github.supportmetrics.standard;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.metric.TimeSeries;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.standard.Finding.Code;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Standard standard;
    private final History history;
    private final Compliance compliance;
    private final Realism realism;
    private final Trend trend;
    private final List<Finding> findings;

    private Evaluation(
            Standard standard,
            History history,
            Compliance compliance,
            Realism realism,
            Trend trend,
            List<Finding> findings) {
        this.standard = standard;
        this.history = history;
        this.compliance = compliance;
        this.realism = realism;
        this.trend = trend;
        this.findings = List.copyOf(findings);
    }

    static Evaluation of(Standard standard, History history) {
        List<History.Period> periods = history.periods();
        Compliance last = periods.isEmpty()
                ? Compliance.of(standard, history.running().orElseThrow())
                : periods.get(periods.size() - 1).compliance().orElseThrow();
        Evaluation alone = new Evaluation(
                standard,
                history,
                last,
                Realism.of(standard.target(), history),
                Trend.of(standard.definition().direction(standard.target().direction()), history.values()),
                List.of());
        return alone.and(new Findings(alone).all());
    }

    private Evaluation and(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
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
        return findings;
    }

    private Unit unit() {
        return standard.definition().unit();
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

    /** How many periods of the horizon must meet the standard: 0.7 of 10 is 7, whatever the doubles say. */
    long required() {
        return (long) Math.ceil(standard.requiredShare() * standard.requiredOf() - 1e-9);
    }

    /** The last periods with a number, as many as are asked of together. */
    List<History.Period> horizon() {
        List<History.Period> judged =
                history.periods().stream().filter(p -> p.value().isPresent()).toList();
        return judged.subList(Math.max(0, judged.size() - standard.requiredOf()), judged.size());
    }

    static long met(List<History.Period> periods) {
        return periods.stream()
                .filter(p -> p.compliance().orElseThrow().contractual() == Compliance.Verdict.MET)
                .count();
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
                .with("percentile", reference.percentile(edge, standard.target().direction()), Unit.NUMBER)
                .with("median", reference.median(), unit())
                .named("reference", reference.name())
                .named("date", reference.date().toString())
                .named("source", reference.source());
        return and(List.of(reference.size().map(n -> finding.count("size", n)).orElse(finding)));
    }

    /**
     * The same beside a number that may suffer when this one is pushed: abandonment beside service level, repeat contacts beside handling
     * time, reopened tickets or survey coverage beside satisfaction. It says so if the other was worse in the periods that met the standard
     * (Mann and Whitney, 5 %), or gets worse while this one gets better. What goes together need not be cause and effect.
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
        return and(new SideEffect(standard.target(), history, trend, other).of(rows));
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
        return Heap.under(threshold, millis.sequential().toArray())
                .map(found -> and(List.of(found)))
                .orElse(this);
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
        List<Code> codes = findings.stream().map(Finding::code).toList();
        return period().map(p -> p + " ").orElse("")
                + compliance
                + System.lineSeparator()
                + realism
                + (codes.isEmpty() ? "" : System.lineSeparator() + codes);
    }
}

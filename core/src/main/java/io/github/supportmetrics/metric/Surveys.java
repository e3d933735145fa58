package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyStage;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.ProportionInterval;
import io.github.supportmetrics.stats.Tally;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/**
 * How many of those who were to be asked answered. A satisfaction of 85 % at a response rate of 25 % may be anything from 21 to 96 % of all
 * ({@link #worstCase}); selective sending shows in the coverage.
 *
 * <p>Every {@link SurveyResponse} counts as one survey; put those of a survey of several questions together with {@link
 * SurveyResponse#perSurvey} first. Superseded ones are excluded as {@code SUPERSEDED}, those of which nothing says that there was a survey
 * as {@code NO_SURVEY}. The filter of numerator and denominator is one and the same, since both are of the same facts.
 */
public final class Surveys {
    private static final EnumSet<SurveyStage> SENT = EnumSet.range(SurveyStage.BOUNCED, SurveyStage.COMPLETE);
    private static final EnumSet<SurveyStage> ARRIVED =
            EnumSet.range(SurveyStage.DELIVERY_UNKNOWN, SurveyStage.COMPLETE);
    private static final EnumSet<SurveyStage> ELIGIBLE = EnumSet.range(SurveyStage.NOT_SENT, SurveyStage.COMPLETE);

    /**
     * Complete answers / delivered surveys: those sent and not returned. Range 0..1, higher is better, interval: Wilson. Partial answers
     * are none.
     */
    public static final Metric<SurveyResponse, Measurement<Tally>> RESPONSE_RATE = share(
            "survey.responseRate",
            "Response rate",
            "complete / delivered (sent and not returned)",
            EnumSet.of(SurveyStage.COMPLETE),
            ARRIVED);

    /** Complete and partial answers / delivered surveys. Interval: Wilson. */
    public static final Metric<SurveyResponse, Measurement<Tally>> RESPONSE_RATE_WITH_PARTIALS = share(
            "survey.responseRate.withPartials",
            "Response rate with partials",
            "(complete + partial) / delivered (sent and not returned)",
            EnumSet.of(SurveyStage.PARTIAL, SurveyStage.COMPLETE),
            ARRIVED);

    /** Surveys sent / those who were to be asked. All are counted, so there is no interval. */
    public static final Metric<SurveyResponse, Measurement<Tally>> COVERAGE = Metric.of(
            definition("survey.coverage", "Survey coverage", "sent / eligible"),
            rule(),
            new Census(Tally.share(SENT, ELIGIBLE, detail())));

    /** Complete answers / all who were to be asked, sent a survey or not. Interval: Wilson. */
    public static final Metric<SurveyResponse, Measurement<Tally>> OVERALL = share(
            "survey.overall", "Answers of eligible", "complete / eligible", EnumSet.of(SurveyStage.COMPLETE), ELIGIBLE);

    private Surveys() {}

    /**
     * The item response rate: answers to a question / surveys delivered that asked it. Range 0..1, higher is better, interval: Wilson. It
     * counts answers, not surveys, and so belongs beside a satisfaction of the same answers: {@link #worstCase}. Answers that were not
     * delivered are excluded as {@code NOT_DELIVERED}.
     *
     * @param kind what the question asks for
     * @param scale its scale
     * @return the metric {@code survey.itemResponseRate}
     */
    public static Metric<SurveyResponse, Measurement<Proportion>> itemResponseRate(SurveyKind kind, Scale scale) {
        return Metric.of(
                definition("survey.itemResponseRate", "Item response rate", "answers to the question / delivered")
                        .with("kind", kind)
                        .with("scale", scale),
                Rule.<SurveyResponse>share(answer -> answer.score() != null)
                        .concerning(answer -> answer.kind() == kind && Satisfaction.sameScale(answer.scale(), scale))
                        .unless("SUPERSEDED", answer -> answer.delivery().superseded())
                        .unless("NO_SURVEY", answer -> answer.stage() == null)
                        .unless("NOT_DELIVERED", answer -> answer.score() == null && !ARRIVED.contains(answer.stage())),
                Proportion.estimator());
    }

    /** The response rates of the American Association for Public Opinion Research. */
    public enum Aapor {
        /** I/(I + P + N + U): the lowest. */
        RR1(false),
        /** (I + P)/(I + P + N + U). */
        RR2(true),
        /** I/(I + P + N + e·U). */
        RR3(false),
        /** (I + P)/(I + P + N + e·U). */
        RR4(true),
        /** I/(I + P + N): the highest without partials. */
        RR5(false),
        /** (I + P)/(I + P + N). */
        RR6(true);

        private final boolean partials;

        Aapor(boolean partials) {
            this.partials = partials;
        }

        private EnumSet<SurveyStage> answered() {
            return partials ? EnumSet.of(SurveyStage.PARTIAL, SurveyStage.COMPLETE) : EnumSet.of(SurveyStage.COMPLETE);
        }

        private boolean estimates() {
            return this == RR3 || this == RR4;
        }

        private String formula() {
            String above = partials ? "(complete + partial)" : "complete";
            String unknown = this == RR5 || this == RR6 ? "" : estimates() ? " + e · unknown" : " + unknown";
            return above + " / (complete + partial + no answer" + unknown
                    + "), unknown: returned or of unknown delivery";
        }
    }

    /**
     * A response rate of AAPOR's: I complete, P partial, N delivered without an answer, U of unknown eligibility, which are those
     * returned or of unknown delivery. Range 0..1; interval: Wilson.
     *
     * @param rate which one
     * @param eligible e, the share of the unknown who are thought eligible, 0..1; used by RR3 and RR4, 0 is RR5's answer and 1 RR1's
     * @return the metric {@code survey.responseRate.rr1} to {@code .rr6}
     * @throws IllegalArgumentException if e is not in [0, 1]
     */
    public static Metric<SurveyResponse, Measurement<Tally>> aapor(Aapor rate, double eligible) {
        double e = rate.estimates()
                ? Require.fraction(eligible, "share of eligible")
                : rate == Aapor.RR1 || rate == Aapor.RR2 ? 1 : 0;
        Definition definition = definition(
                        "survey.responseRate." + rate.name().toLowerCase(Locale.ROOT),
                        "Response rate " + rate,
                        rate.formula())
                .source("AAPOR Standard Definitions, 10th ed. (2023); unknown: returned or of unknown delivery");
        if (!rate.estimates()) {
            EnumSet<SurveyStage> base = EnumSet.copyOf(ResponseRate.KNOWN);
            base.addAll(e == 0 ? EnumSet.noneOf(SurveyStage.class) : ResponseRate.UNKNOWN);
            return Metric.of(definition, rule(), Tally.share(rate.answered(), base, detail()));
        }
        return Metric.of(
                definition.with("e", e), rule(), new ResponseRate(rate.answered(), e, ProportionInterval.WILSON));
    }

    /**
     * A response rate of AAPOR's that needs no estimate: RR1, RR2, RR5 or RR6.
     *
     * @param rate which one
     * @return the metric
     * @throws IllegalArgumentException for RR3 and RR4, which need the share of the unknown who are eligible
     */
    public static Metric<SurveyResponse, Measurement<Tally>> aapor(Aapor rate) {
        if (rate.estimates()) {
            throw Require.bad("response rate without a share of eligible", "RR1, RR2, RR5 or RR6", rate);
        }
        return aapor(rate, 0);
    }

    /**
     * Where the number could lie if those who did not answer all stood at one end of the scale: [v·r + least·(1−r), v·r + most·(1−r)].
     * Nothing but more answers makes it narrower; show it beside the sampling interval.
     *
     * @param answers a share, net score or mean of all the answers
     * @param responseRate the {@linkplain #itemResponseRate item response rate} of the same answers
     * @return the bounds, of method {@code worst-case}; the whole range without answers
     * @throws IllegalArgumentException if the number's range is unbounded, or the rate is none of surveys
     */
    public static Interval worstCase(Measurement<?> answers, Measurement<?> responseRate) {
        Definition rate = responseRate.definition();
        if (!rate.unit().equals(Unit.RATIO) || !rate.id().startsWith("survey.")) {
            throw Require.bad("response rate", "a share of surveys", responseRate.signature());
        }
        Interval range = answers.minusItself().interval();
        if (Double.isInfinite(range.low()) || Double.isInfinite(range.high())) {
            throw Require.bad("number with worst-case bounds", "one on a bounded scale", answers.signature());
        }
        double r = responseRate.value().orElse(0);
        double v = answers.value().orElse(range.low());
        boolean none = r == 0 || answers.value().isEmpty();
        double low = none ? range.low() : v * r + range.low() * (1 - r);
        double high = none ? range.high() : v * r + range.high() * (1 - r);
        return new Interval(low, high, ConfidenceLevel.P95, "worst-case");
    }

    private static Definition definition(String id, String title, String formula) {
        return Definition.of(id, formula).titled(title).direction(Direction.UP);
    }

    private static Metric<SurveyResponse, Measurement<Tally>> share(
            String id, String title, String formula, EnumSet<SurveyStage> part, EnumSet<SurveyStage> whole) {
        return Metric.of(definition(id, title, formula), rule(), Tally.share(part, whole, detail()));
    }

    private static Rule<SurveyResponse, Tally> rule() {
        return Rule.<SurveyResponse, SurveyStage>outcome(
                        SurveyStage.class, survey -> Objects.requireNonNull(survey.stage()))
                .concerning(survey -> survey.kind() != SurveyKind.REVIEW && survey.kind() != SurveyKind.SENTIMENT)
                .unless("SUPERSEDED", survey -> survey.delivery().superseded())
                .unless("NO_SURVEY", survey -> survey.stage() == null);
    }

    private static Map<String, ToLongFunction<Tally>> detail() {
        Map<String, ToLongFunction<Tally>> detail = new LinkedHashMap<>();
        detail.put("eligible", t -> t.count(ELIGIBLE));
        detail.put("sent", t -> t.count(SENT));
        detail.put("delivered", t -> t.count(ARRIVED));
        detail.put("complete", t -> t.count(SurveyStage.COMPLETE));
        detail.put("partial", t -> t.count(SurveyStage.PARTIAL));
        return detail;
    }

    /** A share of which everything is known. */
    private record Census(Estimator<Tally> share) implements Estimator<Tally> {
        @Override
        public String unit() {
            return share.unit();
        }

        @Override
        public long n(Tally t) {
            return share.n(t);
        }

        @Override
        public OptionalDouble value(Tally t) {
            return share.value(t);
        }

        @Override
        public Interval interval(Tally t, ConfidenceLevel level) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, "census");
        }

        @Override
        public Map<String, Number> detail(Tally t) {
            return share.detail(t);
        }

        @Override
        public Map<String, Long> aside(Tally t) {
            return share.aside(t);
        }

        @Override
        public String filled(Tally t) {
            return share.filled(t);
        }
    }

    /** A rate whose denominator may hold a part of the unknown. */
    private record ResponseRate(EnumSet<SurveyStage> answered, double e, ProportionInterval method)
            implements Estimator<Tally> {
        private static final EnumSet<SurveyStage> KNOWN = EnumSet.range(SurveyStage.NO_ANSWER, SurveyStage.COMPLETE);
        private static final EnumSet<SurveyStage> UNKNOWN =
                EnumSet.of(SurveyStage.BOUNCED, SurveyStage.DELIVERY_UNKNOWN);

        private double base(Tally t) {
            return t.count(KNOWN) + e * t.count(UNKNOWN);
        }

        @Override
        public String unit() {
            return "ratio";
        }

        @Override
        public long n(Tally t) {
            return t.count(KNOWN) + (e == 0 ? 0 : t.count(UNKNOWN));
        }

        @Override
        public OptionalDouble value(Tally t) {
            double base = base(t);
            return base == 0 ? OptionalDouble.empty() : OptionalDouble.of(t.count(answered) / base);
        }

        @Override
        public Interval interval(Tally t, ConfidenceLevel level) {
            return method.of((double) t.count(answered), base(t), level);
        }

        @Override
        public Map<String, Number> detail(Tally t) {
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("count", t.count(answered));
            detail.put("unknown", t.count(UNKNOWN));
            Surveys.detail().forEach((name, count) -> detail.put(name, count.applyAsLong(t)));
            return detail;
        }

        @Override
        public Map<String, Long> aside(Tally t) {
            Map<String, Long> aside = new LinkedHashMap<>();
            List<SurveyStage> outside = e == 0
                    ? List.of(
                            SurveyStage.INELIGIBLE,
                            SurveyStage.NOT_SENT,
                            SurveyStage.BOUNCED,
                            SurveyStage.DELIVERY_UNKNOWN)
                    : List.of(SurveyStage.INELIGIBLE, SurveyStage.NOT_SENT);
            for (SurveyStage stage : outside) {
                if (t.count(stage) > 0) {
                    aside.put(stage.name(), t.count(stage));
                }
            }
            return aside;
        }

        @Override
        public Estimator<Tally> using(String label) {
            return ProportionInterval.named(label)
                    .<Estimator<Tally>>map(m -> new ResponseRate(answered, e, m))
                    .orElse(this);
        }

        @Override
        public String filled(Tally t) {
            return t.count(answered) + " / " + Texts.number(base(t));
        }
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Questionnaire;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyResponse.Occasion;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Ratings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Satisfaction and effort, by survey: CSAT and CES, every variant in use as a metric of its own. The same 200 answers give 85 %,
 * 40 % or 4.2 depending on the variant, so each result carries its variant and scale.
 *
 * <p>In all of them: questions of another kind or scale are of no concern; unanswered ones are excluded as {@code NO_ANSWER}, or as
 * {@code NO_SURVEY} where nothing says that there was one, ones with a later answer as {@code SUPERSEDED}; without answers there is no number.
 * Answers to surveys sent on unlike occasions are never pooled: where the occasion is known, name it with {@code of(RELATIONAL)} or
 * {@code of(TRANSACTIONAL)}; otherwise such answers are excluded under its name.
 */
public final class Satisfaction {
    private Satisfaction() {}

    /**
     * Customer satisfaction on a scale.
     *
     * @param scale the scale of the answers
     * @return its variants
     */
    public static Csat csat(Scale scale) {
        return new Csat(scale, null);
    }

    /**
     * Customer effort on a scale: 1–7 «it was easy» (CES 2.0), or 1–5 «how much effort», which is {@linkplain Scale#lowIsGood low is
     * good} (CES 1.0). The two are never converted.
     *
     * @param scale the scale of the answers
     * @return its variants
     */
    public static Ces ces(Scale scale) {
        return new Ces(scale, null);
    }

    /**
     * An index of three questions like the American Customer Satisfaction Index: satisfaction overall, against expectations, and
     * against the ideal. 100·Σ wᵢ·(xᵢ − min)/(max − min), per respondent who answered all three, then the mean. Range 0..100, higher is
     * better; interval: Student's, Wilson's rescaled below 30 respondents. The official index has weights of its own, which are not
     * published, so this one is «like» it. Surveys without all three answers on the scale are excluded as {@code INCOMPLETE}; on an
     * answer's scale low may be good.
     *
     * @param scale the scale of the answers, 1–10 as a rule
     * @param overall the question «how satisfied»
     * @param expectations the question «compared with what you expected»
     * @param ideal the question «compared with the ideal»
     * @return the metric {@code acsi.like}, with equal weights
     */
    public static Metric<Questionnaire, Measurement<Moments>> acsi(
            Scale scale, String overall, String expectations, String ideal) {
        return acsi(scale, List.of(overall, expectations, ideal), List.of(1.0, 1.0, 1.0));
    }

    /**
     * The same with weights.
     *
     * @param scale the scale of the answers
     * @param questions the three questions
     * @param weights their weights, positive; they need not add up to 1
     * @return the metric {@code acsi.like}
     * @throws IllegalArgumentException if there are not three of each, or a weight is not positive
     */
    public static Metric<Questionnaire, Measurement<Moments>> acsi(
            Scale scale, List<String> questions, List<Double> weights) {
        return Index.metric(scale, questions, weights);
    }

    static int satisfied(Scale scale) {
        if (scale.satisfiedPoints() == 0) {
            throw Require.bad("satisfied points", "given for the scale " + scale + ", where none are agreed", 0);
        }
        return scale.satisfiedPoints();
    }

    /** A metric of answers of one kind, scale and occasion; null stands for an unknown occasion. */
    static Metric<SurveyResponse, Measurement<Ratings>> metric(
            Definition definition,
            SurveyKind kind,
            Scale scale,
            @Nullable Occasion occasion,
            Estimator<Ratings> estimator) {
        Definition own = occasion == null ? definition : definition.with("occasion", word(occasion));
        return metric(own, kind, scale, estimator, rule -> of(occasion, rule));
    }

    private static Rule<SurveyResponse, Ratings> of(@Nullable Occasion occasion, Rule<SurveyResponse, Ratings> rule) {
        if (occasion != null) {
            return rule.unless("OTHER_OCCASION", answer -> answer.occasion() != occasion);
        }
        return rule.unless(Arrays.stream(Occasion.values()).map(Enum::name).toList(), answer -> {
            Occasion known = answer.occasion();
            return known == null ? -1 : known.ordinal();
        });
    }

    static String word(Occasion occasion) {
        return occasion.name().toLowerCase(Locale.ROOT);
    }

    static Metric<SurveyResponse, Measurement<Ratings>> metric(
            Definition definition,
            SurveyKind kind,
            Scale scale,
            Estimator<Ratings> estimator,
            UnaryOperator<Rule<SurveyResponse, Ratings>> more) {
        Rule<SurveyResponse, Ratings> rule = Rule.<SurveyResponse>rating(scale, answer -> {
                    Integer score = answer.score();
                    return score == null ? scale.min() - 1 : score;
                })
                .concerning(answer -> answer.kind() == kind && sameScale(answer.scale(), scale))
                .unless("SUPERSEDED", answer -> answer.delivery().superseded())
                .unless("NO_SURVEY", answer -> answer.score() == null && !isKnownToExist(answer.delivery()))
                .unless("NO_ANSWER", answer -> answer.score() == null);
        return Metric.of(definition.subjective().with("scale", scale), more.apply(rule), estimator);
    }

    private static boolean isKnownToExist(SurveyResponse.Delivery delivery) {
        return delivery.sent() != null || delivery.delivered() != null || delivery.partial() != null;
    }

    static boolean sameScale(Scale a, Scale b) {
        return a.min() == b.min() && a.max() == b.max() && a.good() == b.good();
    }

    /**
     * The variants of CSAT on one scale. Range 0..1 unless said; higher is better for all but the mean on a scale where low is good.
     *
     * @param scale the scale
     * @param occasion why the surveys were sent, or null for answers of which that is not known
     */
    public record Csat(Scale scale, @Nullable Occasion occasion) {
        /**
         * The same of surveys sent for one reason: after a contact, or from time to time. The two are never pooled.
         *
         * @param why why they were sent
         * @return its variants
         */
        public Csat of(Occasion why) {
            return new Csat(scale, why);
        }

        private int satisfied() {
            return Satisfaction.satisfied(scale);
        }

        private Definition definition(String id, String title, String formula) {
            return Definition.of(id, formula).titled(title).direction(Direction.UP);
        }

        private Metric<SurveyResponse, Measurement<Ratings>> metric(
                Definition definition, Estimator<Ratings> estimator) {
            return Satisfaction.metric(definition, SurveyKind.CSAT, scale, occasion, estimator);
        }

        /**
         * The share of satisfied answers: those among the scale's satisfied points (the top two of 4 to 7 points), neutral ones in the
         * denominator. Interval: Wilson.
         *
         * @return the metric {@code csat.t2b}
         * @throws IllegalArgumentException if the scale has no satisfied points
         */
        public Metric<SurveyResponse, Measurement<Ratings>> topTwo() {
            int points = satisfied();
            return metric(
                    definition("csat.t2b", "CSAT", "answers " + scale.best(points) + " / all answers")
                            .with("satisfied", scale.best(points))
                            .source(
                                    "Satisfied answers per response, as Chatwoot, Simplesat and Zendesk (1–5) count them"),
                    Ratings.share(score -> scale.isAmongBest(score, points)));
        }

        /**
         * The share of the best answer alone. Interval: Wilson.
         *
         * @return the metric {@code csat.top}
         */
        public Metric<SurveyResponse, Measurement<Ratings>> topBox() {
            return metric(
                    definition("csat.top", "CSAT top box", "answers " + scale.best(1) + " / all answers")
                            .source("SQM"),
                    Ratings.share(score -> scale.isAmongBest(score, 1)));
        }

        /**
         * Good among good and bad answers, neutral ones left out. Interval: Wilson.
         *
         * @return the metric {@code csat.goodBad}
         * @throws IllegalArgumentException if the scale has no satisfied points
         */
        public Metric<SurveyResponse, Measurement<Ratings>> goodAmongGoodAndBad() {
            int points = satisfied();
            String good = scale.best(points);
            return metric(
                    definition(
                                    "csat.goodBad",
                                    "CSAT good/bad",
                                    "answers " + good + " / answers " + good + " or " + scale.worst(points))
                            .with("satisfied", good)
                            .source("Zendesk's good/(good + bad)"),
                    Ratings.share(
                            score -> scale.isAmongBest(score, points),
                            score -> scale.isAmongBest(score, points) || scale.isAmongWorst(score, points)));
        }

        /**
         * The mean answer, in points of the scale. Interval: Student's, or Wilson's rescaled below 30 answers.
         *
         * @return the metric {@code csat.mean}
         */
        public Metric<SurveyResponse, Measurement<Ratings>> mean() {
            return metric(
                    definition("csat.mean", "CSAT mean", "sum of answers / answers")
                            .unit(Unit.POINTS)
                            .direction(better(scale)),
                    Ratings.mean());
        }

        /**
         * The mean answer rescaled to 0..1: (mean − min) / (max − min).
         *
         * @return the metric {@code csat.rescaled}
         */
        public Metric<SurveyResponse, Measurement<Ratings>> rescaledMean() {
            return metric(
                    definition("csat.rescaled", "CSAT rescaled", "(mean − min) / (max − min)")
                            .unit(Unit.RATIO)
                            .direction(better(scale)),
                    Ratings.rescaledMean());
        }

        /**
         * The mean answer as a share of the highest point: mean / max. The lowest answer of 1–5 is 20 %, not 0.
         *
         * @return the metric {@code csat.ofMax}
         * @throws IllegalArgumentException if the scale has negative points
         */
        public Metric<SurveyResponse, Measurement<Ratings>> shareOfMaximum() {
            if (scale.min() < 0 || scale.max() <= 0) {
                throw Require.bad("scale of csat.ofMax", "one without negative points", scale);
            }
            return metric(
                    definition("csat.ofMax", "CSAT of maximum", "mean / max")
                            .unit(Unit.RATIO)
                            .direction(better(scale)),
                    Ratings.shareOfMaximum());
        }

        /**
         * Satisfied less dissatisfied share, −1..1. Interval: adjusted Wald.
         *
         * @return the metric {@code csat.net}
         * @throws IllegalArgumentException if the scale has no satisfied points
         */
        public Metric<SurveyResponse, Measurement<Ratings>> net() {
            int points = satisfied();
            return metric(
                    definition(
                                    "csat.net",
                                    "CSAT net",
                                    "(answers " + scale.best(points) + " − answers " + scale.worst(points)
                                            + ") / all answers")
                            .with("satisfied", scale.best(points)),
                    Ratings.net(
                            score -> scale.isAmongBest(score, points), score -> scale.isAmongWorst(score, points), 1));
        }
    }

    /**
     * The variants of the Customer Effort Score on one scale.
     *
     * @param scale the scale
     * @param occasion why the surveys were sent, or null for answers of which that is not known
     */
    public record Ces(Scale scale, @Nullable Occasion occasion) {
        /**
         * The same of surveys sent for one reason.
         *
         * @param why why they were sent
         * @return its variants
         */
        public Ces of(Occasion why) {
            return new Ces(scale, why);
        }

        private static final int NET_POINTS = 7;

        private Metric<SurveyResponse, Measurement<Ratings>> metric(
                Definition definition, Estimator<Ratings> estimator) {
            return Satisfaction.metric(definition, SurveyKind.CES, scale, occasion, estimator);
        }

        /**
         * The mean answer, in points of the scale. Interval: Student's, or Wilson's rescaled below 30 answers.
         *
         * @return the metric {@code ces.mean}
         */
        public Metric<SurveyResponse, Measurement<Ratings>> mean() {
            return metric(
                    Definition.of("ces.mean", "sum of answers / answers")
                            .titled("CES mean")
                            .unit(Unit.POINTS)
                            .direction(better(scale)),
                    Ratings.mean());
        }

        /**
         * The share of answers on the easy side of the scale's middle: 5–7 of 1–7. Range 0..1. Interval: Wilson.
         *
         * @return the metric {@code ces.easy}
         */
        public Metric<SurveyResponse, Measurement<Ratings>> easy() {
            int points = scale.size() / 2;
            return metric(
                    Definition.of("ces.easy", "answers " + scale.best(points) + " / all answers")
                            .titled("CES easy")
                            .direction(Direction.UP),
                    Ratings.share(score -> scale.isAmongBest(score, points)));
        }

        /**
         * The two easiest points less the three hardest, −100..100, on a scale of seven points. Interval: adjusted Wald.
         *
         * @return the metric {@code ces.net}
         * @throws IllegalArgumentException if the scale has not seven points
         */
        public Metric<SurveyResponse, Measurement<Ratings>> net() {
            if (scale.size() != NET_POINTS) {
                throw Require.bad("scale of ces.net", "one of seven points", scale);
            }
            return metric(
                    Definition.of(
                                    "ces.net",
                                    "100 · (answers " + scale.best(2) + " − answers " + scale.worst(3)
                                            + ") / all answers")
                            .titled("CES net")
                            .unit(Unit.POINTS)
                            .direction(Direction.UP),
                    Ratings.net(score -> scale.isAmongBest(score, 2), score -> scale.isAmongWorst(score, 3), 100));
        }
    }

    private static Direction better(Scale scale) {
        return scale.good() == Scale.GoodEnd.HIGH ? Direction.UP : Direction.DOWN;
    }
}

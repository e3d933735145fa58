package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.internal.Texts;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Ratings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Public reviews by stars, and the tone of what is said. To rank by reviews, use the lower limit of {@link #FOUR_OR_MORE} or the {@link
 * #bayesianMean}, not the mean: {@link Groups#ranked}.
 */
public final class Reviews {
    private static final Scale STARS = Scale.of(1, 5);

    /** The mean of 1 to 5 stars. Higher is better; interval: Student's, Wilson's rescaled below 30 reviews. */
    public static final Metric<SurveyResponse, Measurement<Ratings>> STARS_MEAN = stars(
            Definition.of("review.stars", "sum of stars / reviews")
                    .titled("Stars")
                    .unit(Unit.POINTS)
                    .direction(Direction.UP),
            Ratings.mean());

    /** Reviews of four stars or more / all reviews. Range 0..1, higher is better, interval: Wilson, whose lower limit ranks fairly. */
    public static final Metric<SurveyResponse, Measurement<Ratings>> FOUR_OR_MORE = stars(
            Definition.of("review.fourOrMore", "reviews of 4–5 stars / all reviews")
                    .titled("Four stars or more")
                    .direction(Direction.UP),
            Ratings.share(score -> score >= 4));

    private Reviews() {}

    /**
     * The Bayesian average of stars: (C·m + Σx)/(C + n), which draws few reviews towards a prior mean. Both are the caller's. Higher is
     * better; the interval is that of the plain mean drawn in the same way. Without reviews there is no number, though the prior would
     * give one.
     *
     * @param prior m, the prior mean, 1..5: as a rule that of all reviews
     * @param weight C, how many reviews the prior is worth, above 0
     * @return the metric {@code review.bayesian}
     * @throws IllegalArgumentException if one is out of range
     */
    public static Metric<SurveyResponse, Measurement<Ratings>> bayesianMean(double prior, double weight) {
        if (!(prior >= STARS.min() && prior <= STARS.max())) {
            throw Require.bad("prior mean", "from 1 to 5", prior);
        }
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw Require.bad("weight of the prior", "above 0", weight);
        }
        return stars(
                Definition.of("review.bayesian", "(C · m + sum of stars) / (C + reviews)")
                        .titled("Stars, Bayesian average")
                        .with("m", prior)
                        .with("C", weight)
                        .unit(Unit.POINTS)
                        .direction(Direction.UP),
                new Bayesian(Ratings.mean(), prior, weight));
    }

    /**
     * Net sentiment: (positive − negative) / all, as one classifier found them. Range −1..1, higher is better; interval: adjusted Wald,
     * for the sampling only: the classifier's own errors are not in it. A new version breaks the trend, so each is a definition of its
     * own; answers of another one are excluded as {@code OTHER_CLASSIFIER}.
     *
     * @param classifier which classifier, with its version
     * @return the metric {@code sentiment.net}
     */
    public static Metric<SurveyResponse, Measurement<Ratings>> sentimentNet(String classifier) {
        return Satisfaction.metric(
                Definition.of("sentiment.net", "(positive − negative) / all")
                        .titled("Net sentiment")
                        .with("classifier", Require.text(classifier, "classifier"))
                        .unit(Unit.RATIO)
                        .direction(Direction.UP),
                SurveyKind.SENTIMENT,
                Scale.SENTIMENT,
                Ratings.net(score -> score > 0, score -> score < 0, 1),
                rule -> rule.unless("OTHER_CLASSIFIER", answer -> !classifier.equals(answer.question())));
    }

    private static Metric<SurveyResponse, Measurement<Ratings>> stars(
            Definition definition, Estimator<Ratings> estimator) {
        return Satisfaction.metric(definition, SurveyKind.REVIEW, STARS, estimator, rule -> rule);
    }

    private record Bayesian(Estimator<Ratings> mean, double prior, double weight) implements Estimator<Ratings> {
        private double drawn(Ratings r, double x) {
            double n = r.count();
            return (weight * prior + n * x) / (weight + n);
        }

        @Override
        public long n(Ratings r) {
            return mean.n(r);
        }

        @Override
        public OptionalDouble value(Ratings r) {
            OptionalDouble x = mean.value(r);
            return x.isEmpty() ? x : OptionalDouble.of(drawn(r, x.getAsDouble()));
        }

        @Override
        public Interval interval(Ratings r, ConfidenceLevel level) {
            Interval i = mean.interval(r, level);
            return r.count() == 0 ? i : new Interval(drawn(r, i.low()), drawn(r, i.high()), level, i.method());
        }

        @Override
        public Map<String, Number> detail(Ratings r) {
            Map<String, Number> detail = new LinkedHashMap<>(mean.detail(r));
            mean.value(r).ifPresent(x -> detail.put("mean", x));
            return detail;
        }

        @Override
        public String filled(Ratings r) {
            String c = Texts.number(weight);
            String sum = Texts.number((double) r.moments().sum());
            return "(" + c + " · " + Texts.number(prior) + " + " + sum + ") / (" + c + " + " + r.count() + ")";
        }
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Ratings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Willingness to recommend, by survey. */
public final class Loyalty {
    /**
     * Net Promoter Score: 100 · (promoters − detractors) / answers on 0–10; 9–10 are promoters, 7–8 passives, 0–6 detractors. Range
     * −100..100, higher is better. No answers: no score. Interval: adjusted Wald at 95 % and above, else the score interval.
     * Source: Reichheld, Harvard Business Review, December 2003.
     */
    public static final Metric<SurveyResponse, Measurement<Ratings>> NPS = metric("nps", "NPS", SurveyKind.NPS);

    /** The same of employees. The two never merge. */
    public static final Metric<SurveyResponse, Measurement<Ratings>> ENPS =
            metric("enps", "Employee NPS", SurveyKind.ENPS);

    private static final int LEAST_PROMOTER = 9;
    private static final int MOST_DETRACTOR = 6;

    private Loyalty() {}

    private static Metric<SurveyResponse, Measurement<Ratings>> metric(String id, String title, SurveyKind kind) {
        Definition definition = Definition.of(id, "100 · (answers 9–10 − answers 0–6) / all answers")
                .titled(title)
                .unit(Unit.POINTS)
                .direction(Direction.UP)
                .source("Reichheld 2003");
        return Satisfaction.metric(
                definition,
                kind,
                Scale.NPS,
                new Promoters(Ratings.net(s -> s >= LEAST_PROMOTER, s -> s <= MOST_DETRACTOR, 100)));
    }

    /** The net score, which also shows its three classes. */
    private record Promoters(Estimator<Ratings> net) implements Estimator<Ratings> {
        @Override
        public long n(Ratings ratings) {
            return net.n(ratings);
        }

        @Override
        public OptionalDouble value(Ratings ratings) {
            return net.value(ratings);
        }

        @Override
        public Interval interval(Ratings ratings, ConfidenceLevel level) {
            return net.interval(ratings, level);
        }

        @Override
        public Map<String, Number> detail(Ratings ratings) {
            long promoters = ratings.count(s -> s >= LEAST_PROMOTER);
            long detractors = ratings.count(s -> s <= MOST_DETRACTOR);
            Map<String, Number> detail = new LinkedHashMap<>();
            detail.put("promoters", promoters);
            detail.put("passives", ratings.count() - promoters - detractors);
            detail.put("detractors", detractors);
            detail.putAll(net.detail(ratings));
            return detail;
        }

        @Override
        public Estimator<Ratings> using(String method) {
            Estimator<Ratings> other = net.using(method);
            return other == net ? this : new Promoters(other);
        }
    }
}

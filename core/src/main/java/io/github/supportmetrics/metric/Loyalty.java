package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Ratings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Willingness to recommend, by survey. */
public final class Loyalty {
    private static final int LEAST_PROMOTER = 9;
    private static final int MOST_DETRACTOR = 6;
    private static final Estimator<Ratings> PROMOTERS =
            Ratings.net(s -> s >= LEAST_PROMOTER, s -> s <= MOST_DETRACTOR, 100, Loyalty::classes);

    /**
     * Net Promoter Score: 100 · (promoters − detractors) / answers on 0–10; 9–10 are promoters, 7–8 passives, 0–6 detractors. Range
     * −100..100, higher is better. Of answers whose occasion is not known: those of a known one are excluded as {@code RELATIONAL} or
     * {@code TRANSACTIONAL}, as the two are never pooled; see {@link #nps}. No answers: no score. Interval: adjusted Wald at 95 % and
     * above, else the score interval.
     * Source: Reichheld, Harvard Business Review, December 2003.
     */
    public static final Metric<SurveyResponse, Measurement<Ratings>> NPS = metric("nps", "NPS", SurveyKind.NPS, null);

    /** The same of employees. The two never merge. */
    public static final Metric<SurveyResponse, Measurement<Ratings>> ENPS =
            metric("enps", "Employee NPS", SurveyKind.ENPS, null);

    private Loyalty() {}

    /**
     * The Net Promoter Score of one occasion only: asked from time to time about the whole relation, or after a contact. The two never
     * merge; answers of another or unknown occasion are excluded as {@code OTHER_OCCASION}. Relational answers count once per customer
     * and round: mark repeats with {@link io.github.supportmetrics.event.Repeats#perCustomer}.
     *
     * @param occasion why the survey was sent
     * @return the metric {@code nps} with its occasion
     */
    public static Metric<SurveyResponse, Measurement<Ratings>> nps(SurveyResponse.Occasion occasion) {
        return metric("nps", "NPS " + Satisfaction.word(occasion), SurveyKind.NPS, occasion);
    }

    /**
     * The same of employees.
     *
     * @param occasion why the survey was sent
     * @return the metric {@code enps} with its occasion
     */
    public static Metric<SurveyResponse, Measurement<Ratings>> enps(SurveyResponse.Occasion occasion) {
        return metric("enps", "Employee NPS " + Satisfaction.word(occasion), SurveyKind.ENPS, occasion);
    }

    /**
     * The intent to stay, buy again or recommend, on a scale.
     *
     * @param scale the scale of the answers
     * @return its variants
     */
    public static Intent intent(Scale scale) {
        return new Intent(scale, null);
    }

    /**
     * The loyalty share: intent by survey. What customers then do is counted by {@link Retention}.
     *
     * @param scale the scale
     * @param occasion why the surveys were sent, or null for answers of which that is not known
     */
    public record Intent(Scale scale, SurveyResponse.@Nullable Occasion occasion) {
        /**
         * The same of surveys sent for one reason.
         *
         * @param why why they were sent
         * @return its variants
         */
        public Intent of(SurveyResponse.Occasion why) {
            return new Intent(scale, why);
        }

        /**
         * The share of answers among the scale's satisfied points. Range 0..1, higher is better, interval: Wilson.
         *
         * @return the metric {@code loyalty.share}
         * @throws IllegalArgumentException if the scale has no satisfied points
         */
        public Metric<SurveyResponse, Measurement<Ratings>> share() {
            int points = Satisfaction.satisfied(scale);
            return metric(
                    Definition.of("loyalty.share", "answers " + scale.best(points) + " / all answers")
                            .titled("Loyalty")
                            .with("satisfied", scale.best(points)),
                    points);
        }

        /**
         * The share of the best answer alone. Interval: Wilson.
         *
         * @return the metric {@code loyalty.top}
         */
        public Metric<SurveyResponse, Measurement<Ratings>> topBox() {
            return metric(
                    Definition.of("loyalty.top", "answers " + scale.best(1) + " / all answers")
                            .titled("Loyalty top box"),
                    1);
        }

        private Metric<SurveyResponse, Measurement<Ratings>> metric(Definition definition, int points) {
            return Satisfaction.metric(
                    definition.direction(Direction.UP),
                    SurveyKind.LOYALTY,
                    scale,
                    occasion,
                    Ratings.share(score -> scale.isAmongBest(score, points)));
        }
    }

    private static Metric<SurveyResponse, Measurement<Ratings>> metric(
            String id, String title, SurveyKind kind, SurveyResponse.@Nullable Occasion occasion) {
        return Satisfaction.metric(definition(id, title), kind, Scale.NPS, occasion, PROMOTERS);
    }

    private static Definition definition(String id, String title) {
        return Definition.of(id, "100 · (answers 9–10 − answers 0–6) / all answers")
                .titled(title)
                .unit(Unit.POINTS)
                .direction(Direction.UP)
                .source("Reichheld 2003");
    }

    private static Map<String, Number> classes(Ratings ratings) {
        long promoters = ratings.count(s -> s >= LEAST_PROMOTER);
        long detractors = ratings.count(s -> s <= MOST_DETRACTOR);
        Map<String, Number> classes = new LinkedHashMap<>();
        classes.put("promoters", promoters);
        classes.put("passives", ratings.count() - promoters - detractors);
        classes.put("detractors", detractors);
        return classes;
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Questionnaire;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Measures;
import io.github.supportmetrics.stats.Moments;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The index of three questions, per respondent. */
final class Index {
    private static final int QUESTIONS = 3;
    private static final double POINTS = 100;

    private Index() {}

    static Metric<Questionnaire, Measurement<Moments>> metric(
            Scale scale, List<String> questions, List<Double> weights) {
        if (questions.size() != QUESTIONS || Set.copyOf(questions).size() != QUESTIONS) {
            throw Require.bad("questions of the index", "three different ones", questions);
        }
        if (weights.size() != QUESTIONS || !weights.stream().allMatch(w -> w > 0 && w < Double.POSITIVE_INFINITY)) {
            throw Require.bad("weights of the index", "three positive ones", weights);
        }
        Definition definition = Definition.of(
                        "acsi.like",
                        "mean of 100 · Σ w · (answer − min) / (max − min) over " + String.join(", ", questions))
                .titled("Satisfaction index (ACSI-like)")
                .unit(Unit.POINTS)
                .direction(Direction.UP)
                .source("Fornell et al., Journal of Marketing 60 (1996) 7–18")
                .with("scale", scale.min() + "-" + scale.max())
                .with("questions", String.join(", ", questions))
                .with("weights", weights)
                .subjective();
        return Metric.of(
                definition,
                Rule.<Questionnaire>amount(q -> Measures.fine(value(q, questions, weights)))
                        .unless(
                                "INCOMPLETE",
                                q -> !questions.stream().allMatch(name -> isAnswered(q.answer(name), scale))),
                Measures.fineMean(POINTS, "points"));
    }

    private static boolean isAnswered(@Nullable SurveyResponse answer, Scale scale) {
        return answer != null
                && answer.score() != null
                && answer.scale().min() == scale.min()
                && answer.scale().max() == scale.max();
    }

    private static double value(Questionnaire q, List<String> questions, List<Double> weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            SurveyResponse answer = q.answer(questions.get(i));
            Integer score = answer == null ? null : answer.score();
            if (answer != null && score != null) {
                Scale scale = answer.scale();
                double share = (score - scale.min()) / (double) (scale.max() - scale.min());
                sum += weights.get(i) * (scale.good() == Scale.GoodEnd.HIGH ? share : 1 - share);
            }
            all += weights.get(i);
        }
        return sum / all;
    }
}

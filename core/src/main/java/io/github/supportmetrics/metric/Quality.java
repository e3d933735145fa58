package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import io.github.supportmetrics.event.QualityReview.Selection;
import io.github.supportmetrics.event.Scoring;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Measures;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Quality by checklists: scores, pass rates and accuracy, of contacts reviewed by quality assurance ({@code qa}) and of visits by mystery
 * shoppers ({@code mystery}). The two never mix, and judgements of people by peers and managers are in neither: {@link Calibration#RUBRIC}.
 *
 * <p>Only a random choice tells about the contacts that nobody reviewed. So reviews that somebody picked are excluded as {@code
 * TARGETED}, those after a complaint as {@code COMPLAINT}, and those of which nobody recorded how they were chosen as {@code NO_SELECTION}. Reviews of which
 * no line applies are excluded as {@code NOTHING_APPLIES}.
 */
public final class Quality {
    /** Of contacts, by quality assurance and programs. */
    public static final Checklists QA =
            new Checklists("qa", "QA", review -> review.reviewer() == Reviewer.QA || review.reviewer() == Reviewer.AI);

    /** Of visits, by mystery shoppers. */
    public static final Checklists MYSTERY =
            new Checklists("mystery", "Mystery", review -> review.reviewer() == Reviewer.MYSTERY);

    private static final List<String> NO_SAMPLE = List.of("TARGETED", "COMPLAINT", "NO_SELECTION");

    private Quality() {}

    /** The metrics of one kind of checklist. */
    public static final class Checklists {
        private final String family;
        private final String title;
        private final Predicate<QualityReview> concerned;

        private Checklists(String family, String title, Predicate<QualityReview> concerned) {
            this.family = family;
            this.title = title;
            this.concerned = concerned;
        }

        /**
         * The mean weighted score, Σ w·s/Σ w per review. A critical failure does not change it: see {@link #criticalPass}. Range 0..1,
         * higher is better; interval: Student's over reviews, Wilson's rescaled below 30.
         *
         * @return the metric {@code qa.score} or {@code mystery.score}
         */
        public Metric<QualityReview, Measurement<Moments>> score() {
            return score(Scoring.WEIGHTED);
        }

        /**
         * The mean score by another scoring: a critical failure as knock-out or cap, sections with weights of their own.
         *
         * @param scoring how a checklist becomes a score
         * @return the metric {@code .score}, {@code .score.knockOut} or {@code .score.capped}
         */
        public Metric<QualityReview, Measurement<Moments>> score(Scoring scoring) {
            return Metric.of(
                    scored("score", "score", "mean over reviews of Σ weight · score / Σ weight", scoring),
                    sample(scoring, Rule.amount(review -> Measures.fine(value(review, scoring)))),
                    Measures.fineMean(1, "ratio"));
        }

        /**
         * Reviews that reach a pass mark / reviews. Range 0..1, higher is better, interval: Wilson.
         *
         * @param mark the least score that passes, 0..1
         * @param scoring how a checklist becomes a score
         * @return the metric {@code .passRate}
         * @throws IllegalArgumentException if the mark is not in [0, 1]
         */
        public Metric<QualityReview, Measurement<Proportion>> passRate(double mark, Scoring scoring) {
            long least = Measures.fine(Require.fraction(mark, "pass mark"));
            return Metric.of(
                    scored("passRate", "pass rate", "reviews with a score of at least the mark / reviews", scoring)
                            .with("mark", mark),
                    sample(scoring, Rule.share(review -> Measures.fine(value(review, scoring)) >= least)),
                    Proportion.estimator());
        }

        /**
         * Reviews without a failed critical line / reviews. Range 0..1, higher is better, interval: Wilson.
         *
         * @return the metric {@code .criticalPass}
         */
        public Metric<QualityReview, Measurement<Proportion>> criticalPass() {
            return Metric.of(
                    Definition.of(family + ".criticalPass", "reviews without a failed critical line / reviews")
                            .titled(title + " critical pass")
                            .direction(Direction.UP),
                    sampled(Rule.<QualityReview>share(review -> !review.failsCritically())
                                    .concerning(concerned))
                            .unless(
                                    "NOTHING_APPLIES",
                                    review -> review.items().stream().noneMatch(Item::applies)),
                    Proportion.estimator());
        }

        /**
         * Units without an error / units, a unit being a review and an error a line below its full score. Range 0..1, higher is better,
         * interval: Wilson. This is the default: {@linkplain #accuracyOfOpportunities counting opportunities} always looks better.
         *
         * @return the metric {@code accuracy.unit}
         */
        public Metric<QualityReview, Measurement<Proportion>> accuracyOfUnits() {
            return accuracyOfUnits("all", item -> true);
        }

        /**
         * The same of lines of one criticality. Reviews without such a line are excluded as {@code NOTHING_APPLIES}.
         *
         * @param criticality for whom an error is critical
         * @return the metric {@code accuracy.unit} of that criticality
         */
        public Metric<QualityReview, Measurement<Proportion>> accuracyOfUnits(Criticality criticality) {
            return accuracyOfUnits(word(criticality), item -> item.critical() == criticality);
        }

        private Metric<QualityReview, Measurement<Proportion>> accuracyOfUnits(String which, Predicate<Item> counted) {
            return Metric.of(
                    accuracy("accuracy.unit", "Accuracy of units", "units without an error / units", which),
                    accurate(
                            counted,
                            Rule.share(review ->
                                    review.items().stream().noneMatch(item -> counted.test(item) && item.failed()))),
                    Proportion.estimator());
        }

        /**
         * 1 − errors / opportunities, an opportunity being a line that applies. Range 0..1, higher is better, interval: Wilson, as if lines of
         * one review erred independently.
         *
         * @return the metric {@code accuracy.opportunity}
         */
        public Metric<QualityReview, Measurement<Proportion>> accuracyOfOpportunities() {
            return accuracyOfOpportunities("all", item -> true);
        }

        /**
         * The same of lines of one criticality.
         *
         * @param criticality for whom an error is critical
         * @return the metric {@code accuracy.opportunity} of that criticality
         */
        public Metric<QualityReview, Measurement<Proportion>> accuracyOfOpportunities(Criticality criticality) {
            return accuracyOfOpportunities(word(criticality), item -> item.critical() == criticality);
        }

        private Metric<QualityReview, Measurement<Proportion>> accuracyOfOpportunities(
                String which, Predicate<Item> counted) {
            return Metric.of(
                    accuracy(
                            "accuracy.opportunity",
                            "Accuracy of opportunities",
                            "1 − errors / opportunities (lines that apply)",
                            which),
                    accurate(
                            counted,
                            Rule.trials(
                                    review -> count(review, item -> counted.test(item) && !item.failed()),
                                    review -> count(review, counted))),
                    Proportion.estimator());
        }

        private static String word(Criticality criticality) {
            return criticality.name().toLowerCase(Locale.ROOT);
        }

        private Definition accuracy(String id, String name, String formula, String which) {
            boolean qa = family.equals("qa");
            return Definition.of(qa ? id : family + "." + id, formula)
                    .titled(qa ? name : title + ": " + name.toLowerCase(Locale.ROOT))
                    .with("lines", which)
                    .direction(Direction.UP);
        }

        private static long count(QualityReview review, Predicate<Item> counted) {
            return review.items().stream()
                    .filter(item -> item.applies() && counted.test(item))
                    .count();
        }

        private <S extends Summary<S>> Rule<QualityReview, S> accurate(
                Predicate<Item> counted, Rule<QualityReview, S> rule) {
            return sampled(rule.concerning(concerned)).unless("NOTHING_APPLIES", review -> count(review, counted) == 0);
        }

        private Definition scored(String id, String name, String formula, Scoring scoring) {
            boolean whole = scoring.onCritical() == 1;
            boolean knockedOut = scoring.onCritical() == 0;
            String suffix = whole ? "" : knockedOut ? ".knockOut" : ".capped";
            String critical =
                    whole ? "" : knockedOut ? "; 0 if a critical line fails" : "; capped if a critical line fails";
            String sections =
                    scoring.sectionWeights().isEmpty() ? "" : ", within sections, then of sections by their weights";
            Definition definition = Definition.of(family + "." + id + suffix, formula + sections + critical)
                    .titled(title + " " + name + (whole ? "" : knockedOut ? " with knock-out" : " capped"))
                    .direction(Direction.UP);
            if (!whole && !knockedOut) {
                definition = definition.with("cap", scoring.onCritical());
            }
            return scoring.sectionWeights().isEmpty()
                    ? definition
                    : definition.with("sections", new TreeMap<>(scoring.sectionWeights()));
        }

        private <S extends Summary<S>> Rule<QualityReview, S> sample(Scoring scoring, Rule<QualityReview, S> rule) {
            return sampled(rule.concerning(concerned))
                    .unless("NOTHING_APPLIES", review -> scoring.score(review).isEmpty());
        }
    }

    private static double value(QualityReview review, Scoring scoring) {
        return scoring.score(review).orElseThrow();
    }

    private static <S extends Summary<S>> Rule<QualityReview, S> sampled(Rule<QualityReview, S> rule) {
        return rule.unless(NO_SAMPLE, review -> {
            Selection selection = review.selection();
            if (selection == null) {
                return NO_SAMPLE.indexOf("NO_SELECTION");
            }
            return selection.isSample() ? -1 : NO_SAMPLE.indexOf(selection.name());
        });
    }
}

package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Scoring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** Scores, accuracy, agreement, leniency and rubrics, by the first two agents. */
class JudgementProperties implements MetricContract<Breakdown<String, Sheet>> {
    private static QualityReview review(Ticket ticket) {
        List<Item> items = new ArrayList<>();
        for (String label : ticket.labels()) {
            Integer score = ticket.score();
            items.add(score == null ? Item.notApplicable(label, 1) : Item.scored(label, 3, score, 5));
        }
        return QualityReview.of("r", ticket.agent(), items.toArray(Item[]::new));
    }

    private static RatedUnit unit(Ticket ticket) {
        Integer score = ticket.score();
        Map<String, Integer> scores = new TreeMap<>(Map.of("ann", score == null ? 1 : score));
        if (ticket.talkMillis() != null) {
            scores.put("bob", (int) (ticket.talkMillis() % 5) + 1);
        }
        return RatedUnit.of("u", scores);
    }

    private static Metric<Ticket, Sheet> sheet() {
        return Metric.sheet(
                Quality.QA.score().on(JudgementProperties::review),
                Quality.QA.score(Scoring.KNOCK_OUT).on(JudgementProperties::review),
                Quality.QA.passRate(.6, Scoring.WEIGHTED).on(JudgementProperties::review),
                Quality.QA.accuracyOfOpportunities().on(JudgementProperties::review),
                Calibration.PERCENT_AGREEMENT.on(JudgementProperties::unit),
                Calibration.COHEN.on(JudgementProperties::unit),
                Calibration.RUBRIC.on(JudgementProperties::unit),
                Calibration.LENIENCY.onEach(Calibration.Leniency::of).on(JudgementProperties::unit));
    }

    @Override
    @Provide
    public Arbitrary<List<Ticket>> samples() {
        return Ticket.any().list().ofMaxSize(12);
    }

    @Override
    public Metric<Ticket, Breakdown<String, Sheet>> metric() {
        return sheet().where("eligible", Ticket::isEligible).by(Ticket.AGENT.limit(2));
    }

    @Override
    public Metric<Ticket, Breakdown<String, Sheet>> filteredLast() {
        return sheet().by(Ticket.AGENT.limit(2)).where("eligible", Ticket::isEligible);
    }
}

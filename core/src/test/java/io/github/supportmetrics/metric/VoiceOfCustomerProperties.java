package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.stats.Categories.Allocation;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** Complaints by category, complainants, recurring issues, and complaints per contact of mixed facts, by label. */
class VoiceOfCustomerProperties implements MetricContract<Breakdown<String, Sheet>> {
    private static Feedback said(Ticket ticket) {
        int score = ticket.score() == null ? 0 : ticket.score();
        return new Feedback(
                "f",
                score == 5 ? Feedback.Kind.COMPLIMENT : Feedback.Kind.COMPLAINT,
                new Subject(ticket.agent(), null, null, null, score == 1 ? null : "topic " + score),
                ticket.labels(),
                null,
                ticket.closedAt(),
                null,
                null,
                null,
                score == 4,
                Map.of());
    }

    private static Fact fact(Ticket ticket) {
        return ticket.talkMillis() != null && ticket.talkMillis() % 2 == 0 ? ticket.contact() : said(ticket);
    }

    private static Metric<Ticket, Sheet> sheet() {
        return Metric.sheet(
                Complaints.pareto(Allocation.SPLIT).on(VoiceOfCustomerProperties::said),
                Complaints.pareto(Allocation.EACH).on(VoiceOfCustomerProperties::said),
                Complaints.COMPLAINANTS.on(VoiceOfCustomerProperties::said),
                Complaints.REPEAT_COMPLAINANTS.on(VoiceOfCustomerProperties::said),
                Complaints.recurring(2).on(VoiceOfCustomerProperties::said),
                Complaints.rate(Complaints.Exposure.CONTACT).on(VoiceOfCustomerProperties::fact));
    }

    @Override
    @Provide
    public Arbitrary<List<Ticket>> samples() {
        return Ticket.any().list().ofMaxSize(12);
    }

    @Override
    public Metric<Ticket, Breakdown<String, Sheet>> metric() {
        return sheet().where("eligible", Ticket::isEligible).by(Ticket.LABEL);
    }

    @Override
    public Metric<Ticket, Breakdown<String, Sheet>> filteredLast() {
        return sheet().by(Ticket.LABEL).where("eligible", Ticket::isEligible);
    }
}

package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of the checklist: what they weigh, and how hard they are. */
enum Line {
    GREETING("greeting", "opening", 1, 1, Criticality.NONE, 0.20, 0),
    IDENTITY("identity checked", "opening", 2, 1, Criticality.COMPLIANCE, 0.22, 0),
    NEED("need understood", "solution", 2, 2, Criticality.NONE, 0.20, 0.20),
    ANSWER("right answer", "solution", 3, 1, Criticality.CUSTOMER, 0.22, 0.40),
    NEXT_STEP("next step explained", "solution", 1, 1, Criticality.NONE, 0.17, 0.20),
    NOTES("case documented", "solution", 1, 1, Criticality.NONE, 0.17, 0.05),
    TONE("friendly tone", "manner", 2, 5, Criticality.NONE, 0.18, 0.10),
    LANGUAGE("plain language", "manner", 1, 5, Criticality.NONE, 0.20, 0.05);

    private static final double MOST = 0.98;

    final double weight;
    /** The points of a full score. */
    final int max;

    private final String label;
    private final String section;
    private final Criticality critical;
    /** By how much more probable a point is than a satisfied customer. */
    private final double ease;
    /** By how much less probable it is if the contact was not resolved. */
    private final double spoilt;

    Line(String label, String section, double weight, int max, Criticality critical, double ease, double spoilt) {
        this.label = label;
        this.section = section;
        this.weight = weight;
        this.max = max;
        this.critical = critical;
        this.ease = ease;
        this.spoilt = spoilt;
    }

    /** Whoever writes an e-mail is known by the address. */
    boolean applies(@Nullable String channel) {
        return this != IDENTITY || !Objects.equals(channel, Channel.EMAIL.id());
    }

    /** Whether a customer sees it, and so a mystery shopper. */
    boolean isVisible() {
        return this != IDENTITY && this != NOTES;
    }

    /** The probability of each point. */
    double probability(Agent agent, boolean resolved) {
        return StrictMath.min(MOST, agent.satisfaction() + ease - (resolved ? 0 : spoilt));
    }

    Item scored(int points) {
        return item((double) points);
    }

    Item notApplicable() {
        return item(null);
    }

    private Item item(@Nullable Double points) {
        return new Item(label, section, weight, points, max, critical);
    }
}

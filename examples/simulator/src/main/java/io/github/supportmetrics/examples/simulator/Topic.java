package io.github.supportmetrics.examples.simulator;

import java.util.Locale;

/**
 * What contacts are about. Weighted by share, difficulties add up to 0 and lengths to 1, so that an agent's parameters are those
 * of an average new issue.
 */
enum Topic {
    LOGIN(0.25, -0.10, 0.8),
    BILLING(0.30, 0.00, 1.0),
    DELIVERY(0.25, 0.02, 1.0),
    TECHNICAL(0.20, 0.10, 1.25);

    private final double share;
    /** By how much it lowers the probability of resolution. */
    final double difficulty;
    /** Handle time compared with the average. */
    final double length;

    Topic(double share, double difficulty, double length) {
        this.share = share;
        this.difficulty = difficulty;
        this.length = length;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Topic draw(Dice dice) {
        double left = dice.uniform();
        for (Topic topic : values()) {
            left -= topic.share;
            if (left < 0) {
                return topic;
            }
        }
        return TECHNICAL;
    }
}

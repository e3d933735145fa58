package io.github.supportmetrics.examples.simulator;

import java.util.List;

/**
 * What a simulated world was made from: what an honest interval should cover.
 *
 * <p>Immutable and thread-safe.
 *
 * @param agents each agent's truth
 * @param contacts how many contacts began
 * @param handled how many of them were answered
 * @param satisfaction expected share of satisfied customers (top two of five) over <em>all</em> handled contacts, answered a survey
 *     or not
 * @param meanScore expected mean score (1–5) over all handled contacts
 * @param resolution expected share of resolved contacts among the handled
 */
public record Truth(
        List<AgentTruth> agents,
        long contacts,
        long handled,
        double satisfaction,
        double meanScore,
        double resolution) {
    /**
     * One agent's truth: how good they are, and what that had to give on the contacts they happened to get. The two differ by
     * luck of topic and channel only; who compares agents fairly finds the first.
     *
     * @param agent the true parameters
     * @param handled how many contacts
     * @param resolution expected share resolved of these contacts
     * @param handleSeconds expected mean handle time of these contacts
     */
    public record AgentTruth(Agent agent, long handled, double resolution, double handleSeconds) {}

    /** Copies the list. */
    public Truth {
        agents = List.copyOf(agents);
    }
}

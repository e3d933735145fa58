package io.github.supportmetrics.examples.simulator;

import java.util.ArrayList;
import java.util.List;

/** Adds up what was to be expected of every contact, agent by agent. Not thread-safe. */
final class Ledger {
    private final List<Agent> team;
    private final long[] handled;
    private final double[] resolution;
    private final double[] handleSeconds;

    Ledger(List<Agent> team) {
        this.team = team;
        handled = new long[team.size()];
        resolution = new double[team.size()];
        handleSeconds = new double[team.size()];
    }

    /** Notes a handled contact with its probability of resolution and its expected handle time. */
    void note(int agent, double resolutionProbability, double meanHandleSeconds) {
        handled[agent]++;
        resolution[agent] += resolutionProbability;
        handleSeconds[agent] += meanHandleSeconds;
    }

    /** The truth. An agent without contacts is given the parameters themselves. */
    Truth truth(long contacts, Truth.SurveyTruth surveys, Truth.FeedbackTruth feedback, Truth.ReviewTruth reviews) {
        List<Truth.AgentTruth> agents = new ArrayList<>();
        long all = 0;
        double resolved = 0;
        double satisfied = 0;
        for (int i = 0; i < handled.length; i++) {
            Agent agent = team.get(i);
            double n = (double) handled[i];
            agents.add(new Truth.AgentTruth(
                    agent,
                    handled[i],
                    n == 0 ? agent.resolution() : resolution[i] / n,
                    n == 0 ? agent.handleSeconds() : handleSeconds[i] / n));
            all += handled[i];
            resolved += resolution[i];
            satisfied += n * agent.satisfaction();
        }
        double n = (double) StrictMath.max(1, all);
        double satisfaction = satisfied / n;
        double meanScore = satisfaction * Surveys.SATISFIED_MEAN + (1 - satisfaction) * Surveys.OTHER_MEAN;
        return new Truth(agents, contacts, all, satisfaction, meanScore, resolved / n, surveys, feedback, reviews);
    }
}

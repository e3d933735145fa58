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
 * @param surveys how surveys fare
 * @param feedback what is said unasked
 * @param reviews how contacts, visits and agents are judged
 */
public record Truth(
        List<AgentTruth> agents,
        long contacts,
        long handled,
        double satisfaction,
        double meanScore,
        double resolution,
        SurveyTruth surveys,
        FeedbackTruth feedback,
        ReviewTruth reviews) {
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

    /**
     * How surveys fare.
     *
     * @param coverage expected share of surveys sent among those to be sent
     * @param delivered share of sent surveys that arrive
     * @param answered expected share of complete answers to the delivered surveys
     * @param begun share of partial answers to the delivered surveys that are not answered completely
     */
    public record SurveyTruth(double coverage, double delivered, double answered, double begun) {}

    /**
     * What is said unasked.
     *
     * @param complaintsPerThousand expected complaints, each matter once, of 1 000 contacts
     * @param complimentsPerThousand expected compliments of 1 000 contacts
     * @param upheld share of complaints found right
     * @param closedInTime share of complaints closed within 14 days, if one waits long enough
     * @param raisedAgain share of complaints raised again 2–10 days later
     */
    public record FeedbackTruth(
            double complaintsPerThousand,
            double complimentsPerThousand,
            double upheld,
            double closedInTime,
            double raisedAgain) {}

    /**
     * How contacts, visits and agents are judged.
     *
     * @param score expected mean score of the checklists of <em>all</em> handled contacts, 0 to 1, by a reviewer drawn at random
     * @param visitScore the same of the mystery shoppers' visits
     * @param agreement expected share of lines on which two reviewers of a contact agree
     * @param lenientReviewer who gives more points than the others
     * @param leniency expected share of a line's points that the lenient reviewer gives more
     * @param traits how good the agents truly are as colleagues
     */
    public record ReviewTruth(
            double score,
            double visitScore,
            double agreement,
            String lenientReviewer,
            double leniency,
            List<TraitTruth> traits) {
        /** Copies the list. */
        public ReviewTruth {
            traits = List.copyOf(traits);
        }
    }

    /**
     * How good an agent is in one way that raters tell by a rubric.
     *
     * @param agent the agent's name
     * @param trait the trait
     * @param level about 1 to 5; raters' views scatter around it
     */
    public record TraitTruth(String agent, String trait, double level) {}

    /** Copies the list. */
    public Truth {
        agents = List.copyOf(agents);
    }
}

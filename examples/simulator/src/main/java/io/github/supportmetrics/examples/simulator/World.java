package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.SurveyResponse;
import java.util.List;

/**
 * What a help desk could record, in order of time, and the truth that it could not.
 *
 * <p>Immutable and thread-safe.
 *
 * @param simulation what was simulated
 * @param interactions the contacts, by start
 * @param surveys the surveys, answered or not, by the time they were sent; those that were not sent come last
 * @param customers the customers, by the time they joined
 * @param feedback complaints and what else was said unasked, by the time it came, as it stood at the end
 * @param reviews checklists of contacts, visits and agents, by the time they were filled in
 * @param truth what all this was made from
 */
public record World(
        Simulation simulation,
        List<Interaction> interactions,
        List<SurveyResponse> surveys,
        List<Customer> customers,
        List<Feedback> feedback,
        List<QualityReview> reviews,
        Truth truth) {
    /** Copies the lists. */
    public World {
        interactions = List.copyOf(interactions);
        surveys = List.copyOf(surveys);
        customers = List.copyOf(customers);
        feedback = List.copyOf(feedback);
        reviews = List.copyOf(reviews);
    }
}

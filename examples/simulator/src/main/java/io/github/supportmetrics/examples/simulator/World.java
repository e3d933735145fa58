package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.SurveyResponse;
import java.util.List;

/**
 * What a help desk could record, in order of time, and the truth that it could not.
 *
 * <p>Immutable and thread-safe.
 *
 * @param simulation what was simulated
 * @param interactions the contacts, by start
 * @param surveys the surveys, answered or not, by the time they were sent
 * @param customers the customers, by the time they joined
 * @param truth what all this was made from
 */
public record World(
        Simulation simulation,
        List<Interaction> interactions,
        List<SurveyResponse> surveys,
        List<Customer> customers,
        Truth truth) {
    /** Copies the lists. */
    public World {
        interactions = List.copyOf(interactions);
        surveys = List.copyOf(surveys);
        customers = List.copyOf(customers);
    }
}

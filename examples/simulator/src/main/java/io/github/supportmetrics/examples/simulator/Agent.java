package io.github.supportmetrics.examples.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * A made-up agent and how good they truly are: what any ranking of agents tries to guess.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name, also used as id
 * @param resolution probability of resolving a contact of average difficulty
 * @param handleSeconds mean talk + hold + wrap-up on the phone, in seconds, for a topic of average length
 * @param satisfaction probability that a customer is satisfied (4 or 5 of 5) with a handled contact
 */
public record Agent(String name, double resolution, double handleSeconds, double satisfaction) {
    private static final List<String> NAMES = List.of("Ada", "Bo", "Cleo", "Dana", "Eli", "Fay", "Gus", "Hana");
    private static final double RESOLUTION = 0.76;
    private static final double HANDLE_SECONDS = 345;
    private static final double SATISFACTION = 0.75;

    /** Draws the team. Identical agents take as many draws, so that they meet the same new contacts at the same times. */
    static List<Agent> team(Simulation simulation, Dice dice) {
        double spread = simulation.identicalAgents() ? 0 : 1;
        List<Agent> team = new ArrayList<>();
        for (int i = 0; i < simulation.agents(); i++) {
            String name = NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : i / NAMES.size() + 1);
            team.add(new Agent(
                    name,
                    dice.normal(RESOLUTION, 0.05 * spread),
                    dice.normal(HANDLE_SECONDS, 35 * spread),
                    dice.normal(SATISFACTION, 0.05 * spread)));
        }
        return List.copyOf(team);
    }
}

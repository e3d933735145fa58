package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Criticality;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import io.github.supportmetrics.event.QualityReview.Selection;
import io.github.supportmetrics.event.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the manager and one or two colleagues think of every agent, 1 to 5 for each trait, on the last day. Not thread-safe. */
final class Rubrics {
    private static final List<String> TRAITS =
            List.of("example-setting", "teamwork", "adherence to policy", "communication", "development");
    private static final String MANAGER = "Mara";
    private static final double LEVEL = 3.6;
    private static final double SPREAD = 0.7;
    /** The standard deviation of one rater's view. */
    private static final double VIEW = 0.6;

    private static final long LAST_AFTERNOON = 9 * 3600;

    private final List<Noted<QualityReview>> reviews = new ArrayList<>();
    private final List<Truth.TraitTruth> traits = new ArrayList<>();
    private final Dice dice;
    private final long at;

    /** Rates the team. */
    Rubrics(Simulation simulation, List<Agent> team, long end, Dice dice) {
        this.dice = dice;
        at = end - LAST_AFTERNOON;
        double spread = simulation.identicalAgents() ? 0 : SPREAD;
        for (int i = 0; i < team.size(); i++) {
            List<Truth.TraitTruth> levels = levels(team.get(i), spread);
            traits.addAll(levels);
            rate(team.get(i), MANAGER, Reviewer.MANAGER, levels);
            int peers = 1 + dice.below(2);
            int next = i + 1 + dice.below(team.size() - peers);
            for (int k = 0; k < peers; k++) {
                rate(team.get(i), team.get((next + k) % team.size()).name(), Reviewer.PEER, levels);
            }
        }
    }

    private List<Truth.TraitTruth> levels(Agent agent, double spread) {
        return TRAITS.stream()
                .map(trait -> new Truth.TraitTruth(agent.name(), trait, dice.normal(LEVEL, spread)))
                .toList();
    }

    private void rate(Agent agent, String rater, Reviewer role, List<Truth.TraitTruth> levels) {
        List<Item> items = levels.stream()
                .map(level -> new Item(level.trait(), "", 1, view(level.level()), 5, Criticality.NONE))
                .toList();
        reviews.add(new Noted<>(
                at,
                id -> new QualityReview(
                        id,
                        Instant.ofEpochSecond(at),
                        null,
                        new Subject(null, agent.name(), null, null, null),
                        rater,
                        role,
                        Selection.ALL,
                        items,
                        Map.of())));
    }

    private double view(double level) {
        return StrictMath.max(1, StrictMath.min(5, StrictMath.rint(dice.normal(level, VIEW))));
    }

    List<Noted<QualityReview>> notes() {
        return reviews;
    }

    List<Truth.TraitTruth> traits() {
        return traits;
    }
}

package io.github.supportmetrics.examples.simulator;

/** Runs a {@link Simulation}. */
public final class Simulator {
    private Simulator() {}

    /**
     * The configuration of the bundled sample: one month of a small help desk.
     *
     * @return the simulation
     */
    public static Simulation sample() {
        return Simulation.ofSeed(2026);
    }

    /**
     * Runs a simulation.
     *
     * @param simulation what to simulate
     * @return the world, the same for the same simulation
     */
    public static World run(Simulation simulation) {
        return new HelpDesk(simulation).run();
    }
}

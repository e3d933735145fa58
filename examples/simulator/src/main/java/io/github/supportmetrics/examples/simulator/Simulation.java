package io.github.supportmetrics.examples.simulator;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What to simulate. Equal simulations give equal worlds.
 *
 * <p>Staff and load are set apart: more contacts than the agents can bear give long queues, as they do anywhere. Eight agents bear
 * about 100 contacts a weekday.
 *
 * <p>Immutable and thread-safe.
 *
 * @param seed everything random comes from it
 * @param zone where the help desk is
 * @param start the first day
 * @param days how many days
 * @param agents how many agents, at least 6: each of the two shifts needs one for each of the three channels
 * @param identicalAgents whether all agents are equally good, so that any difference found is a false alarm
 * @param contactsPerWeekday new issues on an average weekday; repeat contacts come on top
 * @param customers how many customers there are at the start
 * @param behaviour how customers behave
 */
public record Simulation(
        long seed,
        ZoneId zone,
        LocalDate start,
        int days,
        int agents,
        boolean identicalAgents,
        double contactsPerWeekday,
        int customers,
        Behaviour behaviour) {
    /**
     * How customers behave.
     *
     * @param patience mean patience on the phone in seconds; exponential
     * @param repeats probability that an unresolved issue leads to another contact within 1–6 days
     * @param surveyed share of handled contacts after which a survey is sent
     * @param biasedResponse whether the delighted and the angry answer more often than others; if not, all answer alike
     * @param monthlyChurn hazard per month of leaving, of a consumer without recent trouble
     */
    public record Behaviour(
            double patience, double repeats, double surveyed, boolean biasedResponse, double monthlyChurn) {
        /** Checks the numbers. */
        public Behaviour {
            check(patience > 0, "patience", "above 0", patience);
            check(repeats >= 0 && repeats <= 1, "repeats", "0 to 1", repeats);
            check(surveyed >= 0 && surveyed <= 1, "surveyed", "0 to 1", surveyed);
            check(monthlyChurn >= 0 && monthlyChurn < 1, "monthlyChurn", "0 to below 1", monthlyChurn);
        }

        /**
         * The same with another share of surveyed contacts.
         *
         * @param share 0 to 1
         * @return the behaviour
         */
        public Behaviour withSurveyed(double share) {
            return new Behaviour(patience, repeats, share, biasedResponse, monthlyChurn);
        }

        /**
         * The same, but everybody is equally likely to answer: observed satisfaction is then unbiased.
         *
         * @return the behaviour
         */
        public Behaviour withoutResponseBias() {
            return new Behaviour(patience, repeats, surveyed, false, monthlyChurn);
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are no days, fewer than 6 agents, no customers, or no rate of contacts
     */
    public Simulation {
        check(days >= 1, "days", "at least 1", days);
        check(agents >= 6, "agents", "at least 6", agents);
        check(customers >= 1, "customers", "at least 1", customers);
        check(
                contactsPerWeekday > 0 && contactsPerWeekday <= 1e6,
                "contactsPerWeekday",
                "above 0, at most 1000000",
                contactsPerWeekday);
    }

    private static void check(boolean holds, String what, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + rule + ", got " + value);
        }
    }

    /**
     * January 2026 in Stockholm, with 8 differing agents.
     *
     * @param seed everything random comes from it
     * @return the simulation
     */
    public static Simulation ofSeed(long seed) {
        return new Simulation(
                seed,
                ZoneId.of("Europe/Stockholm"),
                LocalDate.of(2026, 1, 1),
                31,
                8,
                false,
                87,
                580,
                new Behaviour(400, 0.6, 0.3, true, 0.026));
    }

    /**
     * The same from another seed.
     *
     * @param value the seed
     * @return the simulation
     */
    public Simulation withSeed(long value) {
        return new Simulation(
                value, zone, start, days, agents, identicalAgents, contactsPerWeekday, customers, behaviour);
    }

    /**
     * The same elsewhere.
     *
     * @param value the zone
     * @return the simulation
     */
    public Simulation withZone(ZoneId value) {
        return new Simulation(
                seed, value, start, days, agents, identicalAgents, contactsPerWeekday, customers, behaviour);
    }

    /**
     * The same in another period.
     *
     * @param first the first day
     * @param number how many days
     * @return the simulation
     */
    public Simulation withPeriod(LocalDate first, int number) {
        return new Simulation(
                seed, zone, first, number, agents, identicalAgents, contactsPerWeekday, customers, behaviour);
    }

    /**
     * The same with other staff and load.
     *
     * @param number how many agents
     * @param contacts new issues on an average weekday
     * @return the simulation
     */
    public Simulation withStaff(int number, double contacts) {
        return new Simulation(seed, zone, start, days, number, identicalAgents, contacts, customers, behaviour);
    }

    /**
     * The same with agents who are all equally good.
     *
     * @return the simulation
     */
    public Simulation withIdenticalAgents() {
        return new Simulation(seed, zone, start, days, agents, true, contactsPerWeekday, customers, behaviour);
    }

    /**
     * The same with another number of customers.
     *
     * @param number how many at the start
     * @return the simulation
     */
    public Simulation withCustomers(int number) {
        return new Simulation(seed, zone, start, days, agents, identicalAgents, contactsPerWeekday, number, behaviour);
    }

    /**
     * The same with other customers' behaviour.
     *
     * @param value the behaviour
     * @return the simulation
     */
    public Simulation withBehaviour(Behaviour value) {
        return new Simulation(seed, zone, start, days, agents, identicalAgents, contactsPerWeekday, customers, value);
    }
}

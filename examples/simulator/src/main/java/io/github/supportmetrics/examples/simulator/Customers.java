package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Customer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who is a customer: contracts begin and end at midnight. Not thread-safe. */
final class Customers {
    private static final double MONTH_DAYS = 30.4375;
    private static final double MEAN_TENURE_DAYS = 700;
    /** Every recent contact that did not help adds so much of the base hazard. */
    private static final double PER_TROUBLE = 0.6;

    /** The hazard of a business customer compared with a consumer. */
    private static final double BUSINESS = 0.6;

    private final List<Member> all = new ArrayList<>();
    private final List<Member> active = new ArrayList<>();
    private final Simulation simulation;
    private final Dice dice;

    Customers(Simulation simulation, Dice dice) {
        this.simulation = simulation;
        this.dice = dice;
        long[] tenures = new long[simulation.customers()];
        for (int i = 0; i < tenures.length; i++) {
            tenures[i] = 1 + (long) dice.exponential(MEAN_TENURE_DAYS);
        }
        Arrays.sort(tenures);
        for (int i = tenures.length - 1; i >= 0; i--) {
            join(simulation
                    .start()
                    .minusDays(tenures[i])
                    .atStartOfDay(simulation.zone())
                    .toEpochSecond());
        }
    }

    private void join(long at) {
        Member member = new Member(Ids.of('U', all.size() + 1), at, dice);
        all.add(member);
        active.add(member);
    }

    /**
     * Lets some leave, with probability 1 − e<sup>−h</sup> of a day's hazard h, and others join at a quarter more than the base
     * hazard, so that the base neither dies out nor explodes. Somebody is always a customer.
     */
    void startDay(long midnight) {
        double base = simulation.behaviour().monthlyChurn() / MONTH_DAYS;
        for (Member member : active) {
            double hazard = base
                    * (member.business ? BUSINESS : 1)
                    * (1 + PER_TROUBLE * StrictMath.min(5, member.recentTroubles(midnight)));
            if (dice.chance(-StrictMath.expm1(-hazard))) {
                member.leave(midnight);
            }
        }
        active.removeIf(member -> !member.isActive());
        for (int i = dice.poisson(1.25 * base * simulation.customers()); i > 0; i--) {
            join(midnight);
        }
        if (active.isEmpty()) {
            join(midnight);
        }
    }

    List<Member> active() {
        return active;
    }

    Member draw() {
        return active.get(dice.below(active.size()));
    }

    List<Customer> records() {
        return all.stream().map(Member::record).toList();
    }
}

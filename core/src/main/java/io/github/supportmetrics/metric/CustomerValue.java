package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * What customers are worth, and how many must be won to make up for those lost. These are answers to «what if»: they take rates that were
 * measured, and their limits come from the limits of those rates.
 *
 * <p>Immutable and thread-safe.
 *
 * @param value the number, in the unit of what it was made of
 * @param low its lower limit, or the number itself where nothing uncertain went in
 * @param high its upper limit
 */
public record CustomerValue(double value, double low, double high) {
    /** When a period's margin is earned. */
    public enum Due {
        /** At the end of each period, the first time after one. */
        IN_ARREARS,
        /** At the start of each period, the first time at once. */
        IN_ADVANCE
    }

    /**
     * Customer lifetime value at a constant margin and retention: m·r / (1 + d − r) in arrears, m·(1 + d) / (1 + d − r) in advance. With
     * m = 20, r = .95 and d = .01 they are 316.67 and 336.67.
     *
     * @param margin m, the margin of a customer and period
     * @param retention r, measured over one period
     * @param discount d, the discount rate of a period, at least 0
     * @param due when the margin is earned
     * @return the value with its limits; empty without a retention, or where it is so high that the sum has no end
     */
    public static Optional<CustomerValue> lifetime(double margin, Measurement<?> retention, double discount, Due due) {
        return from(retention, 0, 1, r -> lifetime(margin, r, discount, due));
    }

    /**
     * The same of a retention that is known.
     *
     * @param margin m, the margin of a customer and period
     * @param retention r, 0 to 1
     * @param discount d, at least 0
     * @param due when the margin is earned
     * @return the value, infinite where 1 + d − r is not above 0
     */
    public static double lifetime(double margin, double retention, double discount, Due due) {
        double r = Require.fraction(retention, "retention");
        if (!(discount >= 0)) {
            throw Require.bad("discount", "at least 0", discount);
        }
        double rest = 1 + discount - r;
        if (!(rest > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        return due == Due.IN_ARREARS ? margin * r / rest : margin * (1 + discount) / rest;
    }

    /**
     * How many customers are lost in a period: S·c.
     *
     * @param customers S, at the start
     * @param churn c, measured over one period
     * @return the number with its limits, empty without a churn
     */
    public static Optional<CustomerValue> lost(double customers, Measurement<?> churn) {
        return from(churn, 0, Double.POSITIVE_INFINITY, c -> customers * c);
    }

    /**
     * How many customers must be won in a period to grow by a rate, some of the new ones being lost in it, too: S·(c + g) / (1 −
     * c<sub>new</sub>). With S = 1000, c = .04, g = 0 and c<sub>new</sub> = 5/80 it is 42.67: 43 customers.
     *
     * @param customers S, at the start
     * @param churn c, measured over one period
     * @param growth g, 0 to stay flat
     * @param lostOfNew c<sub>new</sub>, the share of new customers lost in their first period, below 1
     * @return the number with its limits, not below 0; empty without a churn
     */
    public static Optional<CustomerValue> neededToGrow(
            double customers, Measurement<?> churn, double growth, double lostOfNew) {
        double stay = staying(lostOfNew);
        return from(churn, 0, Double.POSITIVE_INFINITY, c -> Math.max(0, customers * (c + growth) / stay));
    }

    /**
     * How much new monthly revenue must be won in a period to grow by a rate: MRR·(net churn + g).
     *
     * @param monthlyRevenue MRR, at the start
     * @param netChurn measured over one period
     * @param growth g, 0 to stay flat
     * @return the amount with its limits, not below 0; empty without a churn
     */
    public static Optional<CustomerValue> revenueNeededToGrow(
            double monthlyRevenue, Measurement<?> netChurn, double growth) {
        return from(
                netChurn,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                c -> Math.max(0, monthlyRevenue * (c + growth)));
    }

    /**
     * How many customers must be won in a period to break even: max(0, F/m − S·(1 − c)) / (1 − c<sub>new</sub>).
     *
     * @param customers S, at the start
     * @param churn c, measured over one period
     * @param fixedCost F, a period
     * @param contribution m, of a customer and period, above 0
     * @param lostOfNew c<sub>new</sub>, below 1
     * @return the number with its limits; empty without a churn
     */
    public static Optional<CustomerValue> neededToBreakEven(
            double customers, Measurement<?> churn, double fixedCost, double contribution, double lostOfNew) {
        if (!(contribution > 0)) {
            throw Require.bad("contribution", "above 0", contribution);
        }
        double stay = staying(lostOfNew);
        return from(churn, 0, 1, c -> Math.max(0, fixedCost / contribution - customers * (1 - c)) / stay);
    }

    /**
     * How many leads it takes to win so many: the number / win rate.
     *
     * @param winRate the share of leads that are won, above 0
     * @return the leads with their limits
     */
    public CustomerValue leads(double winRate) {
        if (!(winRate > 0 && winRate <= 1)) {
            throw Require.bad("win rate", "above 0 and at most 1", winRate);
        }
        return new CustomerValue(value / winRate, low / winRate, high / winRate);
    }

    private static double staying(double lostOfNew) {
        if (!(lostOfNew >= 0 && lostOfNew < 1)) {
            throw Require.bad("share of new customers lost", "from 0 to below 1", lostOfNew);
        }
        return 1 - lostOfNew;
    }

    /** Through the number and both of its limits, as far as the formula is made for them; all formulas here go one way only. */
    private static Optional<CustomerValue> from(
            Measurement<?> rate, double least, double most, DoubleUnaryOperator formula) {
        OptionalDouble number = rate.value();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        double value = formula.applyAsDouble(number.getAsDouble());
        if (Double.isInfinite(value)) {
            return Optional.empty();
        }
        Interval interval = rate.interval(ConfidenceLevel.P95);
        double one = formula.applyAsDouble(Math.max(least, Math.min(most, interval.low())));
        double other = formula.applyAsDouble(Math.max(least, Math.min(most, interval.high())));
        return Optional.of(
                new CustomerValue(value, Math.min(value, Math.min(one, other)), Math.max(value, Math.max(one, other))));
    }
}

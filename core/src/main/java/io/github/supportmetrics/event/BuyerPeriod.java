package io.github.supportmetrics.event;

import io.github.supportmetrics.time.Grain;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One buyer in one calendar period, from the one before the first order on: whether it bought then, and in the next. From these come
 * cohort tables and retention from period to period.
 *
 * <p>Immutable and thread-safe.
 *
 * @param customerId the buyer
 * @param cohort the period of the first order, as a label
 * @param age how many periods after the first order, −1 for the period before it
 * @param period the period
 * @param over whether the period is over
 * @param nextOver whether the next one is over, too
 * @param active whether the buyer ordered in the period
 * @param activeNext whether the buyer ordered in the next
 * @param revenue what was paid in the period, or null if an amount is unknown or currencies differ
 * @param attributes whatever else it may be grouped by: those of the first order
 */
public record BuyerPeriod(
        String customerId,
        String cohort,
        int age,
        TimeWindow period,
        boolean over,
        boolean nextOver,
        boolean active,
        boolean activeNext,
        @Nullable Money revenue,
        Map<String, String> attributes)
        implements Fact {
    /** Copies the attributes. */
    public BuyerPeriod {
        attributes = Map.copyOf(attributes);
    }

    /**
     * All periods of some buyers, up to the one that is going on.
     *
     * @param buyers the buyers, of whom later orders are not seen
     * @param grain the length of the periods
     * @param zone whose calendar cuts them
     * @param asOf up to when orders are known
     * @return the periods, by buyer and time
     */
    public static List<BuyerPeriod> of(Collection<Buyer> buyers, Grain grain, ZoneId zone, Instant asOf) {
        List<BuyerPeriod> all = new ArrayList<>();
        for (Buyer buyer : buyers) {
            buyer.asOf(asOf).ifPresent(seen -> add(seen, grain, zone, asOf, all));
        }
        return all;
    }

    private static void add(Buyer buyer, Grain grain, ZoneId zone, Instant asOf, List<BuyerPeriod> all) {
        Map<TimeWindow, List<Purchase>> orders = buyer.purchases().stream()
                .collect(Collectors.groupingBy(purchase -> grain.around(purchase.at(), zone)));
        TimeWindow first = grain.around(buyer.first(), zone);
        TimeWindow now = grain.around(asOf, zone);
        int age = -1;
        for (TimeWindow period = grain.around(first.start().minusMillis(1), zone);
                !period.start().isAfter(now.start()); ) {
            TimeWindow next = grain.around(period.end(), zone);
            all.add(new BuyerPeriod(
                    buyer.id(),
                    grain.label(first, zone),
                    age,
                    period,
                    !asOf.isBefore(period.end()),
                    !asOf.isBefore(next.end()),
                    orders.containsKey(period),
                    orders.containsKey(next),
                    sum(orders.getOrDefault(period, List.of())),
                    buyer.attributes()));
            period = next;
            age++;
        }
    }

    private static @Nullable Money sum(List<Purchase> orders) {
        Money sum = null;
        for (Purchase order : orders) {
            Money amount = order.amount();
            if (amount == null || (sum != null && !sum.currency().equals(amount.currency()))) {
                return null;
            }
            sum = sum == null ? amount : new Money(Math.addExact(sum.minor(), amount.minor()), amount.currency());
        }
        return sum;
    }

    @Override
    public Subject subject() {
        return new Subject(customerId, null, null, null, null);
    }
}

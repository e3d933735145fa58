package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.SaveAttempt;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;

/**
 * Customers and revenue kept that were about to go. Who is saved today and gone in a month was not saved: prefer the net numbers, which
 * wait until a window has passed.
 */
public final class Saves {
    /** Gross save rate: saved / attempts. Range 0..1, higher is better, interval: Wilson. */
    public static final Metric<SaveAttempt, Measurement<Proportion>> GROSS = Metric.of(
            Definition.of("saveRate.gross", "customers saved / attempts to save")
                    .titled("Save rate, gross")
                    .direction(Direction.UP),
            Rule.share(SaveAttempt::saved),
            Proportion.estimator());

    private Saves() {}

    /**
     * Net save rate: saved and not lost within a window / attempts whose window has passed. Range 0..1, higher is better, interval: Wilson.
     * Attempts whose window is open are excluded as {@code IMMATURE}, whatever came of them so far.
     *
     * @param window how long a customer must stay, its last instant included
     * @param asOf up to when losses are known
     * @return the metric {@code saveRate.net}
     */
    public static Metric<SaveAttempt, Measurement<Proportion>> net(Duration window, Instant asOf) {
        return Metric.of(
                Definition.of(
                                "saveRate.net",
                                "saved and still there after " + Timing.seconds(window) + " / attempts to save")
                        .titled("Save rate, net")
                        .with("window", Timing.seconds(window))
                        .direction(Direction.UP),
                mature(Rule.share(attempt -> isKept(attempt, window)), window, asOf),
                Proportion.estimator());
    }

    /**
     * Protected revenue: monthly revenue of net saves less concessions, per attempt; the sum is in the detail. Higher is better; interval:
     * Student's over attempts. Attempts without revenue are excluded as {@code NO_REVENUE}, of another currency as {@code
     * OTHER_CURRENCY}, whose window is open as {@code IMMATURE}.
     *
     * @param window how long a customer must stay, its last instant included
     * @param asOf up to when losses are known
     * @param currency the currency
     * @return the metric {@code revenue.protected}
     */
    public static Metric<SaveAttempt, Measurement<Moments>> protectedRevenue(
            Duration window, Instant asOf, Currency currency) {
        return Metric.of(
                Definition.of("revenue.protected", "(monthly revenue of net saves − concessions) / attempts to save")
                        .titled("Revenue protected per attempt")
                        .with("window", Timing.seconds(window))
                        .with("currency", currency)
                        .unit(new Unit(currency.getCurrencyCode()))
                        .direction(Direction.UP),
                mature(Rule.amount(attempt -> isKept(attempt, window) ? revenue(attempt) : 0), window, asOf)
                        .unless("NO_REVENUE", attempt -> attempt.monthlyRevenue() == null)
                        .unless(
                                "OTHER_CURRENCY",
                                attempt -> !Objects.requireNonNull(attempt.monthlyRevenue())
                                        .currency()
                                        .equals(currency)),
                Moments.estimator((double) Money.unit(currency)));
    }

    private static <S extends Summary<S>> Rule<SaveAttempt, S> mature(
            Rule<SaveAttempt, S> rule, Duration window, Instant asOf) {
        return rule.unless(Rule.IMMATURE, attempt -> attempt.at().plus(window).isAfter(asOf));
    }

    private static boolean isKept(SaveAttempt attempt, Duration window) {
        return attempt.saved()
                && (attempt.lostAt() == null
                        || attempt.lostAt().isAfter(attempt.at().plus(window)));
    }

    private static long revenue(SaveAttempt attempt) {
        long concession =
                attempt.concession() == null ? 0 : attempt.concession().minor();
        return Math.subtractExact(
                Objects.requireNonNull(attempt.monthlyRevenue()).minor(), concession);
    }
}

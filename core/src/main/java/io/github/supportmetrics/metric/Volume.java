package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Moments;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.stats.Summary;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** How many contacts there were, and how many per customer. */
public final class Volume {
    /** Reads how many there are. */
    static final Estimator<Proportion> COUNT = new Count();

    /** The number of contacts that came in, answered or not, except those that were never real. All of them are
     * counted, so there is no sampling error and no interval. */
    public static final Metric<Interaction, Measurement<Proportion>> VOLUME = Metric.of(
            Definition.of("volume", "contacts but spam, test, deleted, merged and duplicate ones")
                    .titled("Contacts")
                    .unit(Unit.COUNT),
            Contacts.only(Contacts.REAL, Rule.share(contact -> true)),
            COUNT);

    /**
     * Contacts per customer, zeros included. At least 0, lower is better; interval: Student's over customers, as some contact us far more
     * often than others. Customers of whom nobody counted are excluded as {@code NO_CONTACTS}; that is all of them but in {@link
     * Customer#whole}, since the count is of all their time.
     */
    public static final Metric<CustomerPeriod, Measurement<Moments>> CONTACT_RATE = Metric.of(
            Definition.of("contact.rate", "contacts / customers, those without a contact included")
                    .titled("Contact rate")
                    .with("per", "customer")
                    .unit(Unit.NUMBER)
                    .direction(Direction.DOWN),
            counted(Rule.amount(c -> Objects.requireNonNull(c.contacts()))),
            Moments.estimator(1));

    /**
     * Contacts per customer-month: Σ contacts / Σ months. Lower is better; interval: ratio of sums over customers. Customers without
     * contacts counted or without exposure are excluded as {@code NO_CONTACTS}, {@code NO_EXPOSURE}.
     */
    public static final Metric<CustomerPeriod, Measurement<Ratio>> CONTACT_RATE_PER_MONTH = Metric.of(
            Definition.of("contact.rate", "contacts / customer-months")
                    .titled("Contact rate per month")
                    .with("per", "customer-month")
                    .unit(Unit.PER_MONTH)
                    .direction(Direction.DOWN),
            counted(Rule.<CustomerPeriod>ratio(
                            c -> Objects.requireNonNull(c.contacts()),
                            c -> Objects.requireNonNull(c.exposure()).toMillis()))
                    .unless("NO_EXPOSURE", c -> c.exposure() == null),
            Ratio.estimator((double) Customer.MONTH.toMillis()));

    /** Customers with a contact / customers. Range 0..1, lower is better, interval: Wilson. */
    public static final Metric<CustomerPeriod, Measurement<Proportion>> CONTACT_SHARE = Metric.of(
            Definition.of("contact.share", "customers with one contact or more / customers")
                    .titled("Customers with a contact")
                    .direction(Direction.DOWN),
            counted(Rule.share(c -> Objects.requireNonNull(c.contacts()) > 0)),
            Proportion.estimator());

    private Volume() {}

    private static <S extends Summary<S>> Rule<CustomerPeriod, S> counted(Rule<CustomerPeriod, S> rule) {
        return rule.unless("NO_CONTACTS", c -> c.contacts() == null);
    }

    private record Count() implements Estimator<Proportion> {
        @Override
        public long n(Proportion contacts) {
            return contacts.trials();
        }

        @Override
        public OptionalDouble value(Proportion contacts) {
            return OptionalDouble.of((double) contacts.trials());
        }

        @Override
        public Interval interval(Proportion contacts, ConfidenceLevel level) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, level, "census");
        }

        @Override
        public Map<String, Number> detail(Proportion contacts) {
            return Map.of("count", contacts.trials());
        }

        @Override
        public String filled(Proportion contacts) {
            return Long.toString(contacts.trials());
        }
    }
}

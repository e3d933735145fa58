package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.Categories.Allocation;
import io.github.supportmetrics.stats.CountsPerKey;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Summary;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Complaints, compliments and what else is said unasked. A complaint (one matter of one customer), a complainant and a contact are counted
 * apart. Fewer complaints may also mean that people have stopped complaining: read the rate beside the volume of contacts.
 *
 * <p>In all of them: feedback of another kind is of no concern; what a customer raises again on the same matter is excluded as {@code
 * REPEATED}, see {@link Feedback#markRepeats}; what closed before it opened is excluded as {@code END_BEFORE_START} where the time between counts.
 */
public final class Complaints {
    /** Shares of the vital few, as Juran put it. */
    private static final double VITAL = 0.8;

    private static final int PER = 1000;
    private static final List<String> UNREAL = EnumSet.complementOf(EnumSet.copyOf(Contacts.REAL)).stream()
            .map(Disposition::name)
            .toList();

    /** How many complaints there were. All are counted, so there is no interval. */
    public static final Metric<Feedback, Measurement<Proportion>> VOLUME = Metric.of(
            Definition.of("complaint.volume", "complaints, each matter of a customer once")
                    .titled("Complaints")
                    .unit(Unit.COUNT)
                    .direction(Direction.DOWN),
            complaints(Rule.share(f -> true)),
            Volume.COUNT);

    /**
     * Upheld complaints / closed complaints. Range 0..1, lower is better, interval: Wilson. Open ones are excluded as {@code OPEN}, closed
     * ones without a finding as {@code NO_FINDING}.
     */
    public static final Metric<Feedback, Measurement<Proportion>> UPHELD = Metric.of(
            Definition.of("complaint.upheld", "upheld / closed complaints")
                    .titled("Complaints upheld")
                    .direction(Direction.DOWN)
                    .source("FCA complaints data"),
            closed(Rule.share(f -> Boolean.TRUE.equals(f.upheld()))).unless("NO_FINDING", f -> f.upheld() == null),
            Proportion.estimator());

    /**
     * Complaints closed no later than due / closed complaints. Range 0..1, higher is better, interval: Wilson. Open ones are excluded as
     * {@code OPEN}, those without a date as {@code NO_DUE}: a complaint is closed by a decision, not by silence.
     */
    public static final Metric<Feedback, Measurement<Proportion>> CLOSED_IN_TIME = Metric.of(
            Definition.of("complaint.closedInTime", "closed no later than due / closed complaints")
                    .titled("Complaints closed in time")
                    .direction(Direction.UP),
            closed(Rule.<Feedback>share(
                            f -> !Objects.requireNonNull(f.closedAt()).isAfter(Objects.requireNonNull(f.dueAt()))))
                    .unless("NO_DUE", f -> f.dueAt() == null),
            Proportion.estimator());

    /** Closed complaints / all complaints. Range 0..1, higher is better, interval: Wilson. */
    public static final Metric<Feedback, Measurement<Proportion>> CLOSED = Metric.of(
            Definition.of("complaint.closed", "closed / all complaints")
                    .titled("Complaints closed")
                    .direction(Direction.UP),
            complaints(Rule.share(f -> f.closedAt() != null)),
            Proportion.estimator());

    /** From opening to closing, in seconds; lower is better. Open ones are excluded as {@code OPEN}. */
    public static final Timing<Feedback> TIME_TO_CLOSE = Timing.of(
            Definition.of("complaint.timeToClose", "closed − opened, closed complaints")
                    .titled("Time to close a complaint")
                    .direction(Direction.DOWN),
            closed(Rule.<Feedback>duration(f -> taken(f).toMillis()))
                    .unless("NO_START", f -> f.openedAt() == null)
                    .unless("END_BEFORE_START", Feedback::closesBeforeItOpens));

    /** How many different customers complained. Complaints of nobody known are excluded as {@code NO_CUSTOMER}. No interval. */
    public static final Metric<Feedback, Measurement<CountsPerKey>> COMPLAINANTS = perCustomer(
            Definition.of("complaint.complainants", "different customers who complained")
                    .titled("Complainants")
                    .direction(Direction.DOWN),
            CountsPerKey.distinct());

    /** Complaints per complainant. At least 1, lower is better; interval: Student's over complainants. */
    public static final Metric<Feedback, Measurement<CountsPerKey>> PER_COMPLAINANT = perCustomer(
            Definition.of("complaint.perComplainant", "complaints / complainants")
                    .titled("Complaints per complainant")
                    .unit(Unit.NUMBER)
                    .direction(Direction.DOWN),
            CountsPerKey.mean());

    /** Complainants who complained twice or more / complainants. Range 0..1, lower is better, interval: Wilson. */
    public static final Metric<Feedback, Measurement<CountsPerKey>> REPEAT_COMPLAINANTS = perCustomer(
            Definition.of("complaint.repeat", "complainants with two complaints or more / complainants")
                    .titled("Repeat complainants")
                    .direction(Direction.DOWN),
            CountsPerKey.shareAtLeast(2));

    /**
     * Compliments / (complaints + compliments): how much of what is said is a success story. Range 0..1, higher is better, interval:
     * Wilson.
     */
    public static final Metric<Feedback, Measurement<Proportion>> COMPLIMENT_SHARE = Metric.of(
            Definition.of("compliment.share", "compliments / (complaints + compliments)")
                    .titled("Compliments")
                    .direction(Direction.UP),
            Rule.<Feedback>share(f -> f.kind() == Feedback.Kind.COMPLIMENT)
                    .concerning(f -> f.kind() == Feedback.Kind.COMPLAINT || f.kind() == Feedback.Kind.COMPLIMENT)
                    .unless("REPEATED", Feedback::repeated),
            Proportion.estimator());

    /** What complaints are divided by. */
    public enum Exposure {
        /** Contacts: {@link Interaction}s; those that were never real are excluded under the name of their disposition. */
        CONTACT,
        /** Customers: {@link Customer}s. */
        CUSTOMER
    }

    private Complaints() {}

    /**
     * The complaint rate: 1 000 · complaints / exposure, of a stream that holds both. At least 0, lower is better; interval: exact
     * Poisson, n the exposure. Without exposure there is no rate.
     *
     * @param exposure what complaints are divided by
     * @return the metric {@code complaint.rate}
     */
    public static Metric<Fact, Measurement<EventRate>> rate(Exposure exposure) {
        return rate(Feedback.Kind.COMPLAINT, exposure, Direction.DOWN);
    }

    /**
     * The compliment rate: 1 000 · compliments / exposure; higher is better.
     *
     * @param exposure what compliments are divided by
     * @return the metric {@code compliment.rate}
     */
    public static Metric<Fact, Measurement<EventRate>> complimentRate(Exposure exposure) {
        return rate(Feedback.Kind.COMPLIMENT, exposure, Direction.UP);
    }

    private static Metric<Fact, Measurement<EventRate>> rate(
            Feedback.Kind kind, Exposure exposure, Direction direction) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        String base = exposure.name().toLowerCase(Locale.ROOT) + "s";
        return Metric.of(
                Definition.of(word + ".rate", "1000 · " + word + "s / " + base)
                        .titled(word.equals("complaint") ? "Complaint rate" : "Compliment rate")
                        .with("per", base)
                        .unit(Unit.PER_THOUSAND)
                        .direction(direction),
                Rule.<Fact>events(fact -> fact instanceof Feedback)
                        .concerning(fact -> fact instanceof Feedback f ? f.kind() == kind : isExposure(fact, exposure))
                        .unless("REPEATED", fact -> fact instanceof Feedback f && f.repeated())
                        .unless(
                                UNREAL,
                                fact -> fact instanceof Interaction contact
                                        ? UNREAL.indexOf(contact.disposition().name())
                                        : -1),
                EventRate.estimator(1, PER));
    }

    private static boolean isExposure(Fact fact, Exposure exposure) {
        return exposure == Exposure.CONTACT ? fact instanceof Interaction : fact instanceof Customer;
    }

    /**
     * The share of complaints closed within a length of time of their opening, of those closed. Regulators ask for 3 days and 8 weeks.
     *
     * @param threshold the length of time, itself within
     * @return the metric {@code complaint.timeToClose.within}
     */
    public static Metric<Feedback, Measurement<Proportion>> closedWithin(Duration threshold) {
        return TIME_TO_CLOSE.within(threshold);
    }

    /**
     * The share of complaints closed after one length of time and within another, of those closed: after 3 days but within 8 weeks.
     *
     * @param after longer than this
     * @param within and no longer than this
     * @throws IllegalArgumentException if the second is not longer than the first
     * @return the metric {@code complaint.closedBetween}
     */
    public static Metric<Feedback, Measurement<Proportion>> closedBetween(Duration after, Duration within) {
        if (within.compareTo(after) <= 0) {
            throw Require.bad("end of the time to close", "after its beginning, " + after, within);
        }
        return Metric.of(
                Definition.of(
                                "complaint.closedBetween",
                                "closed after " + Timing.seconds(after) + " but within " + Timing.seconds(within)
                                        + " / closed complaints")
                        .titled("Complaints closed between")
                        .with("after", Timing.seconds(after))
                        .with("within", Timing.seconds(within)),
                closed(Rule.<Feedback>share(f -> {
                            Duration taken = taken(f);
                            return taken.compareTo(after) > 0 && taken.compareTo(within) <= 0;
                        }))
                        .unless("NO_START", f -> f.openedAt() == null)
                        .unless("END_BEFORE_START", Feedback::closesBeforeItOpens),
                Proportion.estimator());
    }

    private static Duration taken(Feedback f) {
        return Duration.between(Objects.requireNonNull(f.openedAt()), Objects.requireNonNull(f.closedAt()));
    }

    /**
     * The Pareto table of complaints by category: the fewest categories that hold 80 %. Its number is the share that they hold; the table
     * is in its points, where neighbours whose order may be chance are marked as tied. Complaints without a category are excluded as
     * {@code NO_CATEGORY}, those of more than {@value Categories#MOST_LABELS} as {@code TOO_MANY_CATEGORIES}.
     *
     * @param allocation how a complaint of several categories counts
     * @return the metric {@code complaint.pareto}
     */
    public static Metric<Feedback, Measurement<Categories>> pareto(Allocation allocation) {
        return pareto("complaint.pareto", "Complaints by category", Feedback.Kind.COMPLAINT, allocation);
    }

    /**
     * The same of the obstacles that employees name.
     *
     * @param allocation how an answer that names several counts
     * @return the metric {@code obstacle.pareto}
     */
    public static Metric<Feedback, Measurement<Categories>> obstacles(Allocation allocation) {
        return pareto("obstacle.pareto", "Obstacles named by employees", Feedback.Kind.OBSTACLE, allocation);
    }

    /**
     * The same of compliments: what success stories are about.
     *
     * @param allocation how a compliment of several categories counts
     * @return the metric {@code compliment.pareto}
     */
    public static Metric<Feedback, Measurement<Categories>> compliments(Allocation allocation) {
        return pareto("compliment.pareto", "Compliments by category", Feedback.Kind.COMPLIMENT, allocation);
    }

    private static Metric<Feedback, Measurement<Categories>> pareto(
            String id, String title, Feedback.Kind kind, Allocation allocation) {
        String how = allocation == Allocation.EACH ? "1 per label" : "1/m for each of m labels";
        return Metric.of(
                Definition.of(id, "share of labels held by the fewest categories with 80 %, " + how)
                        .titled(title)
                        .with("labels", allocation.name().toLowerCase(Locale.ROOT)),
                categorized(kind, Rule.categories(Feedback::categories)),
                Categories.pareto(allocation, VITAL));
    }

    /**
     * The share of complaints that name a category, among those that name any. Range 0..1, lower is better, interval: Wilson.
     *
     * @param category the category
     * @return the metric {@code complaint.share}
     */
    public static Metric<Feedback, Measurement<Categories>> share(String category) {
        return Metric.of(
                Definition.of("complaint.share", "complaints that name " + category + " / complaints with a category")
                        .titled("Complaints about " + category)
                        .with("category", category)
                        .direction(Direction.DOWN),
                categorized(Feedback.Kind.COMPLAINT, Rule.categories(Feedback::categories)),
                Categories.share(category));
    }

    private static <S extends Summary<S>> Rule<Feedback, S> categorized(Feedback.Kind kind, Rule<Feedback, S> rule) {
        return rule.concerning(f -> f.kind() == kind)
                .unless("REPEATED", Feedback::repeated)
                .unless("NO_CATEGORY", f -> f.categories().isEmpty())
                .unless("TOO_MANY_CATEGORIES", f -> f.categories().size() > Categories.MOST_LABELS);
    }

    /**
     * Recurring issues: topics that at least so many different customers complained about. A count, so without an interval; lower is
     * better. The points name the topics and how many customers each has. Complaints without a topic or a customer are excluded.
     *
     * @param customers how many different customers at least
     * @return the metric {@code complaint.recurring}
     */
    public static Metric<Feedback, Measurement<CountsPerKey>> recurring(int customers) {
        return Metric.of(
                Definition.of(
                                "complaint.recurring",
                                "topics that " + customers + " different customers or more complained about")
                        .titled("Recurring issues")
                        .with("customers", Require.positive(customers, "customers"))
                        .direction(Direction.DOWN),
                known(complaints(Rule.key(f -> CountsPerKey.key(
                                Objects.requireNonNull(f.subject().topic()), Objects.requireNonNull(f.customerId())))))
                        .unless("NO_TOPIC", f -> f.subject().topic() == null),
                CountsPerKey.groupsOf(customers));
    }

    private static Metric<Feedback, Measurement<CountsPerKey>> perCustomer(
            Definition definition, Estimator<CountsPerKey> estimator) {
        return Metric.of(
                definition, known(complaints(Rule.key(f -> Objects.requireNonNull(f.customerId())))), estimator);
    }

    private static <S extends Summary<S>> Rule<Feedback, S> known(Rule<Feedback, S> rule) {
        return rule.unless("NO_CUSTOMER", f -> f.customerId() == null);
    }

    private static <S extends Summary<S>> Rule<Feedback, S> complaints(Rule<Feedback, S> rule) {
        return rule.concerning(f -> f.kind() == Feedback.Kind.COMPLAINT).unless("REPEATED", Feedback::repeated);
    }

    private static <S extends Summary<S>> Rule<Feedback, S> closed(Rule<Feedback, S> rule) {
        return complaints(rule).unless("OPEN", f -> f.closedAt() == null);
    }
}

package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Milestones;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Periods;
import io.github.supportmetrics.metric.Result;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.time.Grain;
import io.github.supportmetrics.time.TimeWindow;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the metrics of the facts. */
final class Query {
    /** Reasons that say that a row lacks a field. */
    private static final Set<String> LACKING = Set.of(
            "NO_WAIT",
            "NO_TALK",
            "NO_HOLD",
            "NO_WRAP_UP",
            "NO_RESOLUTION",
            "NO_RESOLVABLE",
            "NO_REPLIES",
            "NO_EXPOSURE");

    private static final long MOST_LACKING = 10;

    private final Options options;
    private final Facts facts;
    private final Catalogue catalogue;
    private final Loader loader;
    private final PrintStream err;
    private final List<Condition> conditions;
    private final Options.@Nullable Per per;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final @Nullable Instant asOf;

    /**
     * One number of the answer.
     *
     * @param metric the metric as asked for
     * @param entry what it is
     * @param row the number and its place
     */
    record Answer(String metric, Entry<?, ?> entry, Row row) {
        Measurement<?> measurement() {
            return row.measurement();
        }
    }

    Query(Options options, Facts facts, Catalogue catalogue, Loader loader, PrintStream err) {
        this.options = options;
        this.facts = facts;
        this.catalogue = catalogue;
        this.loader = loader;
        this.err = err;
        this.conditions = options.conditions();
        this.per = options.per();
        this.from = time("--from", options.from);
        this.to = time("--to", options.to);
        this.asOf = time("--as-of", options.asOf);
        if (from != null && to != null && to.isBefore(from)) {
            throw new UsageException("--to must not be before --from");
        }
    }

    /** The zone of periods and dates: as asked, else the first file's. */
    ZoneId zone() {
        ZoneId asked = options.zone();
        return asked != null
                ? asked
                : facts.zones().values().stream().findFirst().orElse(ZoneId.of("UTC"));
    }

    private ZoneId zone(RecordKind kind) {
        ZoneId asked = options.zone();
        return asked != null ? asked : facts.zones().getOrDefault(kind, ZoneId.of("UTC"));
    }

    private @Nullable Instant time(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return new Values(zone(), false, '.').instant(option, text);
        } catch (BadValueException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    Optional<Instant> asOf() {
        return Optional.ofNullable(asOf == null ? facts.latest() : asOf);
    }

    List<Answer> run() {
        List<Answer> answers = new ArrayList<>();
        List<Catalogue.Found> asked = asked();
        Set<String> reasons = new LinkedHashSet<>();
        for (Catalogue.Found found : asked) {
            String lacking = lacking(found.entry());
            if (lacking != null) {
                reasons.add(lacking);
                err.println("notice: " + found.request().text() + " is left out: " + lacking);
                continue;
            }
            List<Answer> rows = answers(found);
            if (options.metrics.isEmpty() && !isFed(rows)) {
                continue;
            }
            answers.addAll(rows);
        }
        if (answers.isEmpty() && !reasons.isEmpty()) {
            throw new UsageException("no metric can be computed: " + String.join("; ", reasons));
        }
        return answers;
    }

    /** Without being asked for, a metric stands in a scorecard only if most of its rows have what it needs. */
    private boolean isFed(List<Answer> rows) {
        long counted = 0;
        long lacking = 0;
        for (Answer answer : rows) {
            counted += answer.measurement().n();
            for (Map.Entry<String, Long> left :
                    answer.measurement().notCounted().entrySet()) {
                lacking += LACKING.contains(left.getKey()) ? left.getValue() : 0;
            }
        }
        if (counted > 0 && lacking * MOST_LACKING > counted + lacking) {
            err.println("notice: " + rows.get(0).metric() + " is left out: " + lacking + " of " + (counted + lacking)
                    + " rows lack what it needs; ask for it with --metric");
            return false;
        }
        return counted > 0;
    }

    private List<Catalogue.Found> asked() {
        if (!options.metrics.isEmpty()) {
            List<Catalogue.Found> asked = new ArrayList<>();
            for (String text : new LinkedHashSet<>(options.metrics)) {
                Catalogue.Found found = catalogue.find(Request.parse(text));
                if (!facts.has(found.entry().kind())) {
                    throw new UsageException("metric " + text + " needs --"
                            + found.entry().kind().word());
                }
                String missing = found.entry().missing(facts);
                if (missing != null) {
                    throw new UsageException("metric " + text + " needs the field " + missing.replace("|", " or ")
                            + " of " + found.entry().kind().word());
                }
                asked.add(found);
            }
            return asked;
        }
        List<Catalogue.Found> fed = new ArrayList<>();
        for (Entry<?, ?> entry : catalogue.entries()) {
            if (facts.has(entry.kind()) && entry.missing(facts) == null) {
                fed.add(catalogue.find(Request.parse(entry.asked())));
            }
        }
        if (fed.isEmpty()) {
            throw new UsageException(
                    "the files feed no metric: map at least one field; --list shows what each metric needs");
        }
        return fed;
    }

    /** Why a metric cannot answer as asked, or null. */
    private @Nullable String lacking(Entry<?, ?> entry) {
        Set<String> labelled = facts.labelled().getOrDefault(entry.kind(), Set.of());
        for (String name : names(options)) {
            if (!labelled.contains(name)) {
                return entry.kind().word() + " have no field '" + name + "'";
            }
        }
        if (per != null && per.field() != null && entry.kind() == RecordKind.CUSTOMERS) {
            return "customers are cut by the periods they live through, not by '" + per.field() + "'";
        }
        if (per != null) {
            String field = per.field() == null ? Loader.basis(entry.kind()) : per.field();
            if (!facts.feeds(entry.kind(), field) || entry.kind().fields().get(field) != FieldType.INSTANT) {
                return entry.kind().word() + " have no instant '" + field + "' to cut by";
            }
        }
        boolean windowed = per != null || from != null || to != null;
        if (windowed && entry.kind() == RecordKind.CUSTOMERS && !facts.feeds(RecordKind.CUSTOMERS, "endedAt")) {
            return "customers have no instant 'endedAt' to say when they were lost";
        }
        if ((from != null || to != null) && !facts.feeds(entry.kind(), Loader.basis(entry.kind()))) {
            return entry.kind().word() + " have no instant '" + Loader.basis(entry.kind()) + "' for --from and --to";
        }
        return null;
    }

    /** All names that rows are grouped or chosen by. */
    static Set<String> names(Options options) {
        Set<String> names = new LinkedHashSet<>(options.by);
        options.conditions().forEach(condition -> names.add(condition.field()));
        return names;
    }

    private List<Answer> answers(Catalogue.Found found) {
        Request request = found.request()
                .fedBy(
                        facts.mapped().getOrDefault(found.entry().kind(), Set.of()),
                        zone(found.entry().kind()));
        if (found.entry().kind() == RecordKind.SURVEYS) {
            return scaled(found.entry(), request);
        }
        return rows(found.entry(), request)
                .map(row -> new Answer(request.text(), found.entry(), row))
                .toList();
    }

    /** One measurement per scale: scores of unlike scales are never pooled. */
    private List<Answer> scaled(Entry<?, ?> entry, Request request) {
        String family = entry.id().replaceAll("\\..*", "");
        Set<Scale> scales = new LinkedHashSet<>();
        for (SurveyResponse answer : facts.surveys()) {
            if (answer.kind().name().equalsIgnoreCase(family) && isAsked(answer.scale(), request.scale())) {
                scales.add(answer.scale());
            }
        }
        List<Answer> answers = new ArrayList<>();
        List<String> unsuited = new ArrayList<>();
        for (Scale scale : scales) {
            boolean alike =
                    scales.stream().filter(other -> isAsked(other, scale)).count() > 1;
            String satisfied = alike ? " satisfied " + scale.best(Math.max(1, scale.satisfiedPoints())) : "";
            String text = scales.size() == 1 ? request.text() : request.id() + "[" + scale + satisfied + "]";
            try {
                rows(entry, request.on(scale)).forEach(row -> answers.add(new Answer(text, entry, row)));
            } catch (IllegalArgumentException e) {
                if (!options.metrics.isEmpty()) {
                    unsuited.add(text + " is left out: " + e.getMessage());
                }
            }
        }
        if (answers.isEmpty() && !unsuited.isEmpty()) {
            throw new UsageException("metric " + unsuited.get(0));
        }
        unsuited.forEach(reason -> err.println("notice: " + reason));
        if (scales.isEmpty() && !options.metrics.isEmpty()) {
            rows(entry, request).forEach(row -> answers.add(new Answer(request.text(), entry, row)));
        }
        return answers;
    }

    private static boolean isAsked(Scale scale, @Nullable Scale asked) {
        return asked == null
                || (scale.min() == asked.min() && scale.max() == asked.max() && scale.good() == asked.good());
    }

    @SuppressWarnings("unchecked") // an entry's record says which events its metric takes
    private Stream<Row> rows(Entry<?, ?> entry, Request request) {
        return switch (entry.kind()) {
            case INTERACTIONS -> contacts((Entry<Interaction, ?>) entry, request);
            case SURVEYS -> surveys((Entry<SurveyResponse, ?>) entry, request);
            default -> customers((Entry<CustomerPeriod, ?>) entry, request);
        };
    }

    private <S extends Summary<S>> Stream<Row> contacts(Entry<Interaction, S> entry, Request request) {
        return facts(entry.metric().apply(request), facts.interactions(), RecordKind.INTERACTIONS, Query::instant);
    }

    private <S extends Summary<S>> Stream<Row> surveys(Entry<SurveyResponse, S> entry, Request request) {
        return facts(
                entry.metric().apply(request),
                facts.surveys().stream()
                        .filter(answer ->
                                request.scale() == null || answer.scale().equals(request.scale()))
                        .toList(),
                RecordKind.SURVEYS,
                field -> SurveyResponse::respondedAt);
    }

    private static Function<Interaction, @Nullable Instant> instant(String field) {
        return contact -> {
            Milestones at = contact.milestones();
            return switch (field) {
                case "answeredAt" -> at.answeredAt();
                case "abandonedAt" -> at.abandonedAt();
                case "firstResponseAt" -> at.firstResponseAt();
                case "resolvedAt" -> at.resolvedAt();
                case "endedAt" -> at.endedAt();
                case "dueAt" -> at.dueAt();
                default -> at.startedAt();
            };
        };
    }

    private <E extends Fact, R extends Result<R>> Stream<Row> facts(
            Metric<E, R> metric,
            List<E> events,
            RecordKind kind,
            Function<String, Function<E, @Nullable Instant>> instants) {
        Function<E, @Nullable Instant> basis = instants.apply(Loader.basis(kind));
        Metric<E, R> whole = timed(where(metric), basis);
        if (per == null) {
            return grouped(whole, events, options.by.size() - 1);
        }
        String field = per.field() == null ? Loader.basis(kind) : per.field();
        // What lies outside the range is in other periods than those that are shown.
        List<E> shown =
                events.stream().filter(event -> isInRange(basis.apply(event))).toList();
        return grouped(
                whole.over(Periods.of(per.grain(), zone(kind)).at(field, instants.apply(field))),
                shown,
                options.by.size() - 1);
    }

    private <E extends Fact, R extends Result<R>> Metric<E, R> where(Metric<E, R> metric) {
        Metric<E, R> chosen = metric;
        for (Condition condition : conditions) {
            chosen = chosen.where(
                    "NOT " + condition.text(),
                    fact -> condition.holds(fact.attributes().get(condition.field())));
        }
        return chosen;
    }

    private boolean isInRange(@Nullable Instant at) {
        return at == null || ((from == null || !at.isBefore(from)) && (to == null || at.isBefore(to)));
    }

    private <E, R extends Result<R>> Metric<E, R> timed(Metric<E, R> metric, Function<E, @Nullable Instant> basis) {
        Metric<E, R> chosen = metric;
        Instant start = from;
        Instant end = to;
        Instant seen = asOf;
        if (start != null || end != null) {
            chosen = chosen.where("OUT_OF_RANGE", event -> {
                Instant at = basis.apply(event);
                return at != null && isInRange(at);
            });
        }
        if (seen != null) {
            chosen = chosen.where("AFTER_AS_OF", event -> {
                Instant at = basis.apply(event);
                return at == null || !at.isAfter(seen);
            });
        }
        return chosen;
    }

    /** Groups nest in the order they were asked for, so the last is the innermost. */
    private <E extends Fact, R extends Result<R>> Stream<Row> grouped(Metric<E, R> metric, List<E> events, int i) {
        if (i < 0) {
            return metric.of(events).rows();
        }
        String name = options.by.get(i);
        Axis<Fact, Label> axis = Axis.of(name, Label.KEYS, fact -> {
            String text = fact.attributes().get(name);
            return text == null ? null : loader.label(name, text);
        });
        return grouped(metric.by(axis), events, i - 1);
    }

    private <S extends Summary<S>> Stream<Row> customers(Entry<CustomerPeriod, S> entry, Request request) {
        Metric<CustomerPeriod, Measurement<S>> metric = entry.metric().apply(request);
        Instant until = asOf().orElse(null);
        int last = options.by.size() - 1;
        List<Customer> customers = facts.customers();
        if (per != null) {
            TimeWindow span = span();
            Grain grain = per.grain();
            ZoneId zone = zone(RecordKind.CUSTOMERS);
            List<TimeWindow> windows = grain.covering(span, zone).toList();
            Function<Customer, List<CustomerPeriod>> periods = c -> periods(c, windows, span);
            return grouped(
                    where(metric.over(Periods.of(grain, zone).at("window", CustomerPeriod::startedAt))
                            .onEach(periods)),
                    customers,
                    last);
        }
        if (from != null || to != null) {
            TimeWindow span = span();
            return grouped(where(metric.onEach((Customer c) -> periods(c, List.of(span), span))), customers, last);
        }
        return grouped(where(metric.onEach((Customer c) -> List.of(c.whole(until)))), customers, last);
    }

    /** A customer in each period, as far as it lies in the span; or once, if nothing says in which. */
    private static List<CustomerPeriod> periods(Customer customer, List<TimeWindow> windows, TimeWindow span) {
        if (customer.startedAt() == null) {
            return List.of(customer.unplaced(CustomerPeriod.Gap.NO_START));
        }
        List<CustomerPeriod> periods = new ArrayList<>();
        for (TimeWindow window : windows) {
            customer.in(window.intersection(span)).ifPresent(periods::add);
        }
        return periods;
    }

    /** From --from or the first start, to --to or the as-of instant. */
    private TimeWindow span() {
        Instant first = facts.customers().stream()
                .map(Customer::startedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant start = from == null ? first : from;
        Instant end = to == null ? asOf().orElse(start).plusMillis(1) : to;
        Instant known = asOf == null || !end.isAfter(asOf) ? end : asOf.plusMillis(1);
        return new TimeWindow(start, known.isBefore(start) ? start : known);
    }
}

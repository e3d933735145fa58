package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.AgentActivity;
import io.github.supportmetrics.event.AgentDay;
import io.github.supportmetrics.event.Buyer;
import io.github.supportmetrics.event.BuyerPeriod;
import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.Repeats;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyResponse.Occasion;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.metric.Axis;
import io.github.supportmetrics.metric.Clusters;
import io.github.supportmetrics.metric.Cohorts;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Periods;
import io.github.supportmetrics.metric.Result;
import io.github.supportmetrics.metric.Row;
import io.github.supportmetrics.metric.Surveys;
import io.github.supportmetrics.metric.TicketFlow;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.time.BusinessCalendar;
import io.github.supportmetrics.time.Grain;
import io.github.supportmetrics.time.TimeWindow;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
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
            "NO_EXPOSURE",
            "NO_CUSTOMER",
            "NO_CATEGORY",
            "NO_CONTACTS");

    private static final long MOST_LACKING = 10;
    private static final int MOST_BACKLOGS = 2_000;

    /** Marks agents' days of which no activity is asked for. */
    private static final String UNASKED = "unasked activities";

    private final Options options;
    private final Facts facts;
    private final Catalogue catalogue;
    private final Loader loader;
    private final PrintStream err;
    /** Metrics that suit no scale of the answers. */
    private final Set<String> unsuitable = new LinkedHashSet<>();
    /** What was said already. */
    private final Set<String> said;

    private final List<Condition> conditions;
    private final List<String> by;
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
     * @param more what to show beside its detail
     * @param clustered the number with days as its sample, if that was asked for and can be
     */
    record Answer(
            String metric,
            Entry<?, ?> entry,
            Row row,
            Map<String, Number> more,
            @Nullable Measurement<?> clustered) {
        Answer(String metric, Entry<?, ?> entry, Row row, Map<String, Number> more) {
            this(metric, entry, row, more, null);
        }

        Measurement<?> measurement() {
            return row.measurement();
        }

        /** What stands behind the number, by whichever interval method. */
        Map<String, Number> detail(Measurement<?> measurement) {
            Map<String, Number> detail = new LinkedHashMap<>(measurement.detail());
            detail.putAll(more);
            return detail;
        }
    }

    Query(Options options, Facts facts, Catalogue catalogue, Loader loader, PrintStream err) {
        this(options, facts, catalogue, loader, err, new HashSet<>(), options.by, options.per());
    }

    private Query(
            Options options,
            Facts facts,
            Catalogue catalogue,
            Loader loader,
            PrintStream err,
            Set<String> said,
            List<String> by,
            Options.@Nullable Per per) {
        this.options = options;
        this.facts = facts;
        this.catalogue = catalogue;
        this.loader = loader;
        this.err = err;
        this.said = said;
        this.conditions = options.conditions();
        this.by = by;
        this.per = per;
        this.from = time("--from", options.from);
        this.to = time("--to", options.to);
        this.asOf = time("--as-of", options.asOf);
        if (from != null && to != null && to.isBefore(from)) {
            throw new UsageException("--to must not be before --from");
        }
    }

    /** The same question, grouped by one field over all time. */
    Query groupedBy(String field) {
        return new Query(options, facts, catalogue, loader, err, said, List.of(field), null);
    }

    private void notice(String text) {
        if (said.add(text)) {
            err.println("notice: " + text);
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

    /** The time that --from and --to leave. */
    TimeWindow range() {
        return new TimeWindow(from == null ? Instant.MIN : from, to == null ? Instant.MAX : to);
    }

    /** When the first fact that a metric looks at happened, if it has such an instant. */
    <E extends Fact> Optional<Instant> first(Entry<E, ?> entry) {
        Supply<E> supply = entry.supply();
        String field = per == null || per.field() == null ? supply.basis() : per.field();
        if (!facts.feeds(entry.kind(), field) || supply.isOfAgentDays() || supply.isOfBuyers()) {
            return Optional.empty();
        }
        return supply.events().apply(facts).stream()
                .map(event -> supply.at().apply(event, field))
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
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
                notice(found.request().text() + " is left out: " + lacking);
                continue;
            }
            List<Answer> rows = answers(found);
            if (options.metrics.isEmpty() && !isFed(rows)) {
                continue;
            }
            answers.addAll(rows);
        }
        reasons.addAll(unsuitable);
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
            notice(rows.get(0).metric() + " is left out: " + lacking + " of " + (counted + lacking)
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
                Entry<?, ?> instead = catalogue.instead(found.request());
                if (instead != null && found.entry().lacks(facts) != null && instead.lacks(facts) == null) {
                    found = new Catalogue.Found(instead, found.request());
                }
                found = new Catalogue.Found(fed(found.entry()), found.request());
                if (found.entry().parameters().containsAll(List.of("from", "to"))) {
                    for (String field : found.request().parameters().subList(0, 2)) {
                        if (facts.has(RecordKind.INTERACTIONS) && !facts.feeds(RecordKind.INTERACTIONS, field)) {
                            throw new UsageException(
                                    "metric " + text + " needs the field " + field + " of interactions");
                        }
                    }
                }
                for (String same : List.of("topic", "channel")) {
                    boolean asks = found.entry().parameters().contains("same")
                            && found.request().parameters().contains(same);
                    if (asks && facts.has(RecordKind.INTERACTIONS) && !facts.feeds(RecordKind.INTERACTIONS, same)) {
                        throw new UsageException("metric " + text + " needs the field " + same + " of interactions");
                    }
                }
                if (found.entry().id().equals("handoffs") && facts.has(RecordKind.TICKET_EVENTS)) {
                    String between = found.request().parameters().get(0);
                    if (!facts.feeds(RecordKind.TICKET_EVENTS, between)) {
                        throw new UsageException("metric " + text + " needs the field " + between + " of ticketEvents");
                    }
                }
                RecordKind lacks = found.entry().lacks(facts);
                if (lacks != null) {
                    throw new UsageException("metric " + text + " needs --" + lacks.word());
                }
                String missing = found.entry().missing(facts);
                if (Facts.CALENDAR.equals(missing)) {
                    throw new UsageException("metric " + text + " needs --calendar, a file of working hours");
                }
                if (missing != null) {
                    throw new UsageException("metric " + text + " needs the field " + missing.replace("|", " or ")
                            + " of " + found.entry().kind().word());
                }
                asked.add(found);
            }
            return asked;
        }
        List<Catalogue.Found> fed = new ArrayList<>();
        for (Entry<?, ?> each : catalogue.entries()) {
            Entry<?, ?> entry = fed(each);
            if (entry.isAskedByDefault() && entry.lacks(facts) == null && entry.missing(facts) == null) {
                Catalogue.Found found = catalogue.find(Request.parse(entry.asked()));
                fed.add(new Catalogue.Found(entry, found.request()));
            }
        }
        if (fed.isEmpty()) {
            throw new UsageException(
                    "the files feed no metric: map at least one field; --list shows what each metric needs");
        }
        return fed;
    }

    /** The same metric of another record, if only that one has what it needs. */
    private Entry<?, ?> fed(Entry<?, ?> entry) {
        Entry<?, ?> other = catalogue.other(entry);
        boolean lacks = entry.lacks(facts) != null || entry.missing(facts) != null;
        return lacks && other != null && other.lacks(facts) == null && other.missing(facts) == null ? other : entry;
    }

    /** Why a metric cannot answer as asked, or null. */
    private @Nullable String lacking(Entry<?, ?> entry) {
        RecordKind also = entry.supply().also();
        for (String name : names()) {
            String lacking = lacking(name, entry.kind());
            // A contact of an agent's day is told by the fields of that day.
            if (lacking == null && also != null && !entry.supply().isOfAgentDays()) {
                lacking = lacking(name, also);
            }
            if (lacking != null) {
                return lacking;
            }
            boolean ofOne = entry.supply().is(Supply.LENIENCIES) && name.equals("reviewerId");
            if (entry.isOfUnits() && !ofOne && (name.equals("reviewerId") || name.equals("section"))) {
                return "what several reviewers scored belongs to no one '" + name + "'";
            }
            if (entry.kind() == RecordKind.REVIEWS
                    && Checklists.LINE_FIELDS.contains(name)
                    && !Supply.LINES.contains(name)) {
                return "reviews can be grouped by item and section, not by '" + name + "'";
            }
        }
        if (isOfBacklog(entry) && per != null && per.field() != null) {
            return "a backlog is what is open at the end of a period, whatever '" + per.field() + "' says";
        }
        if (entry.id().equals("retention.cohort") && by.contains("cohort")) {
            return "it has its own cohorts";
        }
        boolean toTheNext = entry.id().equals("retention.next");
        if (toTheNext && per == null) {
            return "it goes from one period to the next; it needs --per";
        }
        if (entry.supply().isOfAgentDays() && names().contains("hour")) {
            return "agents' days belong to no one 'hour'";
        }
        if (entry.supply().isOfBuyers() && !(toTheNext && from == null && to == null)) {
            if (per != null || from != null || to != null) {
                return "customers with all their orders belong to no one period; ask for the whole time, or --as-of";
            }
            for (String name : names()) {
                if (Derived.NAMES.contains(name) && !name.equals("cohort")) {
                    return "customers with all their orders belong to no one '" + name + "'; --by cohort does";
                }
            }
        }
        if (per != null && per.field() != null && entry.kind() == RecordKind.CUSTOMERS) {
            return "customers are cut by the periods they live through, not by '" + per.field() + "'";
        }
        if (per != null
                && entry.supply().kind() == RecordKind.REVIEWS
                && !entry.supply().is(Supply.REVIEWS)) {
            return "what several reviewers scored at several times has no instant to cut by";
        }
        if (per != null) {
            String field = per.field() == null ? entry.supply().basis() : per.field();
            if (!facts.feeds(entry.kind(), field) || entry.kind().fields().get(field) != FieldType.INSTANT) {
                return entry.kind().word() + " have no instant '" + field + "' to cut by";
            }
        }
        boolean windowed = per != null || from != null || to != null;
        if (windowed && entry.kind() == RecordKind.CUSTOMERS && !facts.feeds(RecordKind.CUSTOMERS, "endedAt")) {
            return "customers have no instant 'endedAt' to say when they were lost";
        }
        if (windowed && also == RecordKind.CUSTOMERS) {
            return "customers belong to no one period; ask for the whole time";
        }
        if ((from != null || to != null)
                && !facts.feeds(entry.kind(), entry.kind().basis())) {
            return entry.kind().word() + " have no instant '" + entry.kind().basis() + "' for --from and --to";
        }
        return null;
    }

    private @Nullable String lacking(String name, RecordKind kind) {
        return facts.labelled().getOrDefault(kind, Set.of()).contains(name)
                ? null
                : kind.word() + " have no field '" + name + "'";
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(by);
        conditions.forEach(condition -> names.add(condition.field()));
        return names;
    }

    /** All names that rows are grouped or chosen by. */
    static Set<String> names(Options options) {
        Set<String> names = new LinkedHashSet<>(options.by);
        options.conditions().forEach(condition -> names.add(condition.field()));
        Options.Compare compare = options.compare();
        if (compare != null) {
            names.add(compare.field());
        }
        return names;
    }

    private List<Answer> answers(Catalogue.Found found) {
        Entry<?, ?> entry = found.entry();
        Request request = found.request()
                .fedBy(new Request.Given(
                        facts.mapped().getOrDefault(entry.kind(), Set.of()),
                        zone(entry.kind()),
                        facts.currencies().getOrDefault(entry.kind(), Request.Given.NO_CURRENCY),
                        asOf().orElse(Instant.EPOCH),
                        options.seed,
                        Objects.requireNonNullElse(facts.calendar(), BusinessCalendar.ALWAYS)));
        if (entry.supply().is(Supply.SURVEYS)) {
            return ofKinds(entry, request);
        }
        if (entry.id().equals("sentiment.net") && request.parameters().isEmpty()) {
            return ofClassifiers(entry, request);
        }
        if (entry.id().equals("qa.agreement") && isDefault(request) && raters() > 2) {
            notice(request.text() + " is Krippendorff's alpha, as there are more than the two raters of Cohen's kappa");
            String text = request.text().contains("[") ? entry.id() + "[alpha-nominal]" : request.text();
            return answers(text, entry, request.with(List.of("alpha-nominal")), Map.of());
        }
        if (entry.id().equals("retention.cohort")) {
            return cohorts(entry, request);
        }
        if (isOfBacklog(entry)) {
            return backlogs(entry, request);
        }
        if (Set.of("backlog.opened", "backlog.ended").contains(entry.id()) && per != null) {
            return flows(entry, request, per.grain());
        }
        if (entry.id().equals("handoffs")) {
            return handoffs(entry, request);
        }
        if (entry.supply().is(Supply.QUESTIONNAIRES)) {
            return ofItsScales(entry, request);
        }
        if (entry.supply().is(Supply.ANSWERS) && entry.parameters().isEmpty()) {
            return ofOccasions(entry, request);
        }
        return answers(request.text(), entry, request, Map.of());
    }

    private List<Answer> answers(
            String text, Entry<?, ?> entry, Request request, Map<List<Row.Cell>, Measurement<?>> rates) {
        Map<List<Row.Cell>, Measurement<?>> clustered = clustered(entry, request);
        return rows(entry, request)
                .map(row -> new Answer(
                        text,
                        entry,
                        row,
                        nonResponse(row.measurement(), rates.get(row.path())),
                        clustered.get(row.path())))
                .toList();
    }

    /** Where the number could lie for all who were asked, if it is known who answered. */
    private static Map<String, Number> nonResponse(Measurement<?> measurement, @Nullable Measurement<?> rate) {
        boolean partial = !measurement.estimator().unit().isEmpty()
                && measurement.summary().count() > measurement.n();
        if (rate == null || rate.value().isEmpty() || measurement.value().isEmpty() || partial) {
            return Map.of();
        }
        Interval bounds = Surveys.worstCase(measurement, rate);
        Map<String, Number> more = new LinkedHashMap<>();
        more.put("responseRate", rate.value().getAsDouble());
        more.put("worstCaseLow", bounds.low());
        more.put("worstCaseHigh", bounds.high());
        return more;
    }

    /** Response rates by kind of survey: those of unlike kinds are never pooled. */
    private List<Answer> ofKinds(Entry<?, ?> entry, Request request) {
        Set<SurveyKind> kinds = new TreeSet<>();
        facts.surveys().forEach(answer -> kinds.add(answer.kind()));
        kinds.removeAll(Set.of(SurveyKind.REVIEW, SurveyKind.SENTIMENT));
        SurveyKind asked = request.survey().kind();
        if (asked != null) {
            return answers(request.text(), entry, request, Map.of());
        }
        List<Answer> answers = new ArrayList<>();
        for (SurveyKind kind : kinds) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            String inner = String.join(",", request.parameters());
            String text = kinds.size() == 1
                    ? request.text()
                    : request.id() + "[" + inner + (inner.isEmpty() ? "" : ",") + name + "]";
            answers.addAll(answers(text, entry, request.on(kind), Map.of()));
        }
        return kinds.isEmpty() ? answers(request.text(), entry, request, Map.of()) : answers;
    }

    /** Sentiment by classifier: what one version finds is no trend of another's. */
    private List<Answer> ofClassifiers(Entry<?, ?> entry, Request request) {
        Set<String> classifiers = new TreeSet<>();
        for (SurveyResponse answer : facts.surveys()) {
            String classifier = answer.question();
            if (answer.kind() == SurveyKind.SENTIMENT && classifier != null) {
                classifiers.add(classifier);
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (String classifier : classifiers) {
            String text = request.id() + "[" + classifier + "]";
            answers.addAll(answers(text, entry, request.with(List.of(classifier)), Map.of()));
        }
        return answers;
    }

    /** Answers asked for on unlike occasions are never pooled, where the files tell them apart. */
    private List<Answer> ofOccasions(Entry<?, ?> entry, Request request) {
        String family = entry.id().replaceAll("\\..*", "");
        Set<Occasion> occasions = new TreeSet<>();
        boolean unsaid = false;
        for (SurveyResponse answer : facts.surveys()) {
            Occasion occasion = answer.occasion();
            if (answer.kind().name().equalsIgnoreCase(family)) {
                unsaid |= occasion == null;
                if (occasion != null) {
                    occasions.add(occasion);
                }
            }
        }
        boolean kept = Set.of("REVIEW", "SENTIMENT").contains(family.toUpperCase(Locale.ROOT));
        if (kept || request.occasion() != null || occasions.isEmpty()) {
            return ofScales(entry, request);
        }
        List<Answer> answers = new ArrayList<>();
        for (Occasion occasion : occasions) {
            Request one = request.on(occasion);
            String word = occasion.name().toLowerCase(Locale.ROOT);
            Scale asked = request.scale();
            String text = request.id() + "[" + (asked == null ? "" : asked + ",") + word + "]";
            boolean alone = occasions.size() == 1 && !unsaid;
            for (Answer answer : ofScales(entry, one)) {
                answers.add(new Answer(
                        alone ? request.text() : text, entry, answer.row(), answer.more(), answer.clustered()));
            }
        }
        if (unsaid) {
            answers.addAll(ofScales(entry, request));
        }
        return answers;
    }

    /** Whether nothing was asked for in brackets. */
    private boolean isDefault(Request request) {
        return options.metrics.isEmpty() || !request.text().contains("[");
    }

    private int raters() {
        Set<String> raters = new HashSet<>();
        Supply.RATED_LINES
                .events()
                .apply(facts)
                .forEach(unit -> raters.addAll(unit.scores().keySet()));
        return raters.size();
    }

    /** An index per scale of its first question. */
    private List<Answer> ofItsScales(Entry<?, ?> entry, Request request) {
        Set<Scale> scales = new LinkedHashSet<>();
        for (SurveyResponse answer : facts.surveys()) {
            if (request.parameters().get(0).equals(answer.question())) {
                scales.add(answer.scale());
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Scale scale : scales) {
            String text = scales.size() == 1 ? request.text() : request.text() + "[" + scale + "]";
            answers.addAll(answers(text, entry, request.on(scale), Map.of()));
        }
        return scales.isEmpty() ? answers(request.text(), entry, request, Map.of()) : answers;
    }

    /** One measurement per scale: scores of unlike scales are never pooled. */
    private List<Answer> ofScales(Entry<?, ?> entry, Request request) {
        String family = entry.id().replaceAll("\\..*", "");
        Set<Scale> scales = new LinkedHashSet<>();
        for (SurveyResponse answer : facts.surveys()) {
            if (answer.kind().name().equalsIgnoreCase(family) && isAsked(answer.scale(), request.scale())) {
                scales.add(answer.scale());
            }
        }
        questions(family);
        List<Answer> answers = new ArrayList<>();
        List<String> unsuited = new ArrayList<>();
        for (Scale scale : scales) {
            boolean alike =
                    scales.stream().filter(other -> isAsked(other, scale)).count() > 1;
            String satisfied = alike ? " satisfied " + scale.best(Math.max(1, scale.satisfiedPoints())) : "";
            String text = scales.size() == 1 ? request.text() : request.id() + "[" + scale + satisfied + "]";
            try {
                Request one = request.on(scale);
                answers.addAll(answers(text, entry, one, responseRates(family, scale, one)));
            } catch (IllegalArgumentException e) {
                if (!options.metrics.isEmpty()) {
                    unsuited.add(text + " is left out: " + e.getMessage());
                }
            }
        }
        unsuited.forEach(this::notice);
        unsuitable.addAll(unsuited);
        if (scales.isEmpty() && !options.metrics.isEmpty()) {
            answers.addAll(answers(request.text(), entry, request, Map.of()));
        }
        return answers;
    }

    /** Says so where answers to several questions make one number. */
    private void questions(String family) {
        Set<String> questions = new TreeSet<>();
        for (SurveyResponse answer : facts.surveys()) {
            String question = answer.question();
            if (answer.kind().name().equalsIgnoreCase(family) && question != null) {
                questions.add(question);
            }
        }
        if (questions.size() > 1 && !names().contains("question")) {
            notice(family + " answers to " + questions.size() + " questions make one number; --by question parts them");
        }
    }

    /** Of those to whom a question was put, how many answered it, in every cell, if the files tell who was asked. */
    private Map<List<Row.Cell>, Measurement<?>> responseRates(String family, Scale scale, Request request) {
        Map<List<Row.Cell>, Measurement<?>> rates = new HashMap<>();
        boolean told = facts.feeds(RecordKind.SURVEYS, "sent") || facts.feeds(RecordKind.SURVEYS, "delivered");
        if (told) {
            Instant seen = asOf;
            Occasion occasion = request.occasion();
            List<SurveyResponse> asked = facts.surveys().stream()
                    .filter(answer -> answer.scale().equals(scale)
                            && answer.kind().name().equalsIgnoreCase(family)
                            && (occasion == null || answer.occasion() == occasion))
                    .flatMap(answer -> seen == null ? Stream.of(answer) : answer.asOf(seen).stream())
                    .toList();
            SurveyKind kind = SurveyKind.valueOf(family.toUpperCase(Locale.ROOT));
            facts(Surveys.itemResponseRate(kind, scale), asked, Supply.ANSWERS, false)
                    .forEach(row -> rates.put(row.path(), row.measurement()));
        }
        return rates;
    }

    private static boolean isAsked(Scale scale, @Nullable Scale asked) {
        return asked == null
                || (scale.min() == asked.min() && scale.max() == asked.max() && scale.good() == asked.good());
    }

    @SuppressWarnings("unchecked") // the supply says which events its metric takes
    private Stream<Row> rows(Entry<?, ?> entry, Request request) {
        return entry.supply().is(Supply.CUSTOMERS)
                ? customers((Entry<CustomerPeriod, ?>) entry, request)
                : rowsOf(entry, request);
    }

    private <E extends Fact, S extends Summary<S>> Stream<Row> rowsOf(Entry<E, S> entry, Request request) {
        return facts(metric(entry, request), events(entry, request), entry.supply(), entry.isLinked());
    }

    private <E extends Fact, S extends Summary<S>> Metric<E, Measurement<S>> metric(
            Entry<E, S> entry, Request request) {
        Metric<E, Measurement<S>> metric = entry.metric().apply(request).asOf(asOf().orElse(Instant.EPOCH));
        boolean broken =
                entry.kind() == RecordKind.REVIEWS && !facts.brokenReviews().isEmpty();
        return broken
                ? metric.where(
                        "LINE_REJECTED",
                        event -> !(event instanceof QualityReview review)
                                || !facts.brokenReviews().contains(review.id()))
                : metric;
    }

    /** Every number with days as its sample, where that was asked for and it is a ratio of sums of what has a day. */
    private <E extends Fact, S extends Summary<S>> Map<List<Row.Cell>, Measurement<?>> clustered(
            Entry<E, S> entry, Request request) {
        Supply<E> supply = entry.supply();
        boolean dated = !supply.is(Supply.CUSTOMERS)
                && !supply.isOfBuyers()
                && !entry.isOfUnits()
                && facts.feeds(entry.kind(), supply.basis());
        if (!options.intervals.contains(Methods.CLUSTERED) || !dated) {
            return Map.of();
        }
        Metric<E, Measurement<S>> metric = metric(entry, request);
        Measurement<S> none = metric.empty();
        if (none.estimator().ofUnits().isEmpty()) {
            return Map.of();
        }
        Map<List<Row.Cell>, List<Measurement<S>>> days = new LinkedHashMap<>();
        facts(
                        metric.over(Periods.daily(zone(supply.kind()))
                                .at("day", event -> supply.at().apply(event, supply.basis()))),
                        events(entry, request),
                        supply,
                        entry.isLinked())
                .forEach(row -> {
                    int last = row.path().size() - 1;
                    if (row.path().get(last).kind() == Row.Kind.KEY) {
                        days.computeIfAbsent(row.path().subList(0, last), k -> new ArrayList<>())
                                .add(like(row.measurement()));
                    }
                });
        Map<List<Row.Cell>, Measurement<?>> clustered = new HashMap<>();
        days.forEach((path, units) -> {
            Measurement<S> whole = units.stream().reduce(none, Measurement::plus);
            clustered.put(path, Clusters.interval(whole, Clusters.ofUnits("day", units, none)));
        });
        return clustered;
    }

    @SuppressWarnings("unchecked") // all rows of a metric are of its kind
    private static <S extends Summary<S>> Measurement<S> like(Measurement<?> measurement) {
        return (Measurement<S>) measurement;
    }

    private <E extends Fact> List<E> events(Entry<E, ?> entry, Request request) {
        Scale scale = request.scale();
        SurveyKind kind = request.survey().kind();
        Facts fed = entry.isOfUnits() ? facts.with(inRange(facts.reviews())) : facts;
        if (entry.supply().is(Supply.ANSWERS)) {
            fed = oncePerCustomer(fed);
        }
        Instant seen = asOf;
        if (entry.supply().is(Supply.SURVEYS) && seen != null) {
            fed = facts.withSurveys(facts.surveys().stream()
                    .flatMap(answer -> answer.asOf(seen).stream())
                    .toList());
        }
        if (entry.supply().isOfBuyers() && seen != null) {
            fed = seen();
        }
        if (entry.supply().is(Supply.REVIEWS) && names().stream().anyMatch(Supply.LINES::contains)) {
            fed = facts.with(Supply.parts(facts.reviews(), names()));
        }
        return made(entry, request, fed).stream()
                .filter(event -> !(event instanceof SurveyResponse answer)
                        || ((scale == null || answer.scale().equals(scale)) && (kind == null || answer.kind() == kind)))
                .toList();
    }

    /** The events of a supply; days of agents and periods of buyers are made here, as it takes more than the files to say which. */
    @SuppressWarnings("unchecked") // the supply says which events it gives
    private <E extends Fact> List<E> made(Entry<E, ?> entry, Request request, Facts fed) {
        if (entry.supply().isOfAgentDays()) {
            return (List<E>) agentDays(entry.supply().is(Supply.AGENT_DAYS_WITH_CONTACTS));
        }
        if (entry.supply().is(Supply.PROMISES)) {
            return (List<E>) Promises.of(known(facts.tickets()), request);
        }
        if (entry.supply().is(Supply.BUYER_PERIODS) && per != null) {
            return (List<E>) buyerPeriods(fed, per.grain());
        }
        return entry.supply().events().apply(fed);
    }

    /** Tickets in years that calendars know; the others are told of. */
    private List<Ticket> known(List<Ticket> tickets) {
        List<Ticket> known = tickets.stream()
                .filter(ticket ->
                        BusinessCalendar.covers(ticket.createdAt()) && BusinessCalendar.covers(ticket.lastEventAt()))
                .toList();
        if (known.size() < tickets.size()) {
            notice((tickets.size() - known.size())
                    + " tickets lie outside the years 1900 to 2299; nothing is promised about them");
        }
        return known;
    }

    /**
     * Days, parted by what is grouped by and by whether their activities are asked for: what is not is told by {@link #UNASKED}. So a part
     * keeps its place in the whole day, and its own contacts.
     */
    private List<AgentDay> agentDays(boolean withContacts) {
        ZoneId zone = zone(RecordKind.ACTIVITIES);
        List<AgentActivity> activities = new ArrayList<>();
        for (AgentActivity activity : facts.activities()) {
            Map<String, String> labels = new HashMap<>(activity.attributes());
            boolean asked = isAsked(labels);
            labels.keySet().retainAll(by);
            if (!asked) {
                labels.put(UNASKED, "");
            }
            activities.add(activity.with(labels));
        }
        Instant until = asOf().orElse(Instant.EPOCH);
        List<AgentDay> days = withContacts
                ? AgentDay.of(activities, facts.interactions(), zone, until)
                : AgentDay.of(activities, zone, until);
        List<AgentDay> labelled = new ArrayList<>();
        for (AgentDay day : days) {
            Map<String, String> labels = labels(day, zone);
            if (day.time().isEmpty() && !isAsked(Map.of("agentId", day.agentId()))) {
                labels.put(UNASKED, "");
            }
            labelled.add(day.with(labels));
        }
        return labelled;
    }

    /** Whether all conditions hold but those on the day itself. */
    private boolean isAsked(Map<String, String> labels) {
        return conditions.stream()
                .allMatch(condition -> isOfDay(condition) || condition.holds(labels.get(condition.field())));
    }

    private Map<String, String> labels(AgentDay day, ZoneId zone) {
        Map<String, String> labels = new HashMap<>(day.attributes());
        for (String name : names()) {
            if (Derived.NAMES.contains(name)) {
                labels.putIfAbsent(name, Derived.of(name, day.startedAt(), zone));
            }
        }
        if (by.contains("agentId")) {
            labels.putIfAbsent("agentId", day.agentId());
        }
        return labels;
    }

    private static boolean isOfDay(Condition condition) {
        return Derived.NAMES.contains(condition.field());
    }

    /** From the first period with an order on: before, nobody could be kept. */
    private List<BuyerPeriod> buyerPeriods(Facts fed, Grain grain) {
        List<BuyerPeriod> all = BuyerPeriod.of(
                Buyer.of(fed.purchases()), grain, zone(RecordKind.PURCHASES), asOf().orElse(Instant.EPOCH));
        Instant first = all.stream()
                .filter(BuyerPeriod::active)
                .map(period -> period.period().start())
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return all.stream()
                .filter(period -> !period.period().start().isBefore(first))
                .toList();
    }

    private static boolean isOfBacklog(Entry<?, ?> entry) {
        return entry.id().startsWith("backlog.size") || entry.id().startsWith("backlog.age");
    }

    /** What was open at the end of the time asked about, or of each period, or at the as-of instant in the one that is going on. */
    private <E extends Fact, S extends Summary<S>> List<Answer> backlogs(Entry<E, S> entry, Request request) {
        List<E> events = events(entry, request);
        if (per == null) {
            return backlog(entry, request, events, last(), List.of());
        }
        ZoneId zone = zone(entry.kind());
        Instant last = last();
        List<Answer> answers = new ArrayList<>();
        Stream<@Nullable Instant> starts = events.stream()
                .map(event -> entry.supply().at().apply(event, entry.supply().basis()));
        for (TimeWindow window : windows(request, starts, per.grain(), zone)) {
            // The end of a period is its own last instant: one that came at midnight belongs to the next day.
            Instant at = window.end().isAfter(last) ? last : window.end().minusNanos(1);
            String label = per.grain().label(window, zone);
            answers.addAll(backlog(
                    entry, request, events, at, List.of(new Row.Cell("end", true, Row.Kind.KEY, label, window))));
        }
        return answers;
    }

    private <E extends Fact, S extends Summary<S>> List<Answer> backlog(
            Entry<E, S> entry, Request request, List<E> events, Instant at, List<Row.Cell> period) {
        return grouped(where(metric(entry, request.asOf(at))), events, by.size() - 1)
                .map(row -> {
                    List<Row.Cell> path = new ArrayList<>(row.path());
                    path.addAll(period);
                    return new Answer(request.text(), entry, new Row(path, row.measurement()), Map.of());
                })
                .toList();
    }

    /** The last instant that is asked about. */
    private Instant last() {
        Instant until = asOf().orElse(Instant.EPOCH);
        return to == null || to.isAfter(until) ? until : to.minusNanos(1);
    }

    /** The periods from the first start of all, or from that asked for, to the last instant that is asked about. */
    private List<TimeWindow> windows(Request request, Stream<@Nullable Instant> starts, Grain grain, ZoneId zone) {
        Instant last = last();
        Instant first = starts.filter(Objects::nonNull).min(Instant::compareTo).orElse(last);
        Instant start = from == null || from.isBefore(first) ? first : from;
        if (start.isAfter(last)) {
            return List.of();
        }
        List<TimeWindow> windows = grain.covering(new TimeWindow(start, last.plusNanos(1)), zone)
                .limit(MOST_BACKLOGS + 1L)
                .toList();
        if (windows.size() > MOST_BACKLOGS) {
            throw new UsageException(request.text() + ": more than " + MOST_BACKLOGS + " periods from " + start + " to "
                    + last + "; give a later --from, or a longer --per");
        }
        return windows;
    }

    /** How many tickets came or went in each period of the log, which may be none. */
    private <E extends Fact, S extends Summary<S>> List<Answer> flows(Entry<E, S> entry, Request request, Grain grain) {
        ZoneId zone = zone(entry.kind());
        Measurement<S> none = metric(entry, request).empty();
        Map<List<Row.Cell>, Map<Object, Row>> groups = new LinkedHashMap<>();
        rowsOf(entry, request).forEach(row -> {
            int period = row.path().size() - 1;
            Object key = Objects.requireNonNullElse(row.path().get(period).key(), "");
            groups.computeIfAbsent(row.path().subList(0, period), path -> new LinkedHashMap<>())
                    .put(key, row);
        });
        List<TimeWindow> windows = windows(request, facts.tickets().stream().map(Ticket::createdAt), grain, zone);
        List<Answer> answers = new ArrayList<>();
        groups.forEach((path, rows) -> {
            for (TimeWindow window : windows) {
                List<Row.Cell> place = new ArrayList<>(path);
                place.add(new Row.Cell("at", true, Row.Kind.KEY, grain.label(window, zone), window));
                Row row = rows.remove(window);
                answers.add(new Answer(request.text(), entry, row == null ? new Row(place, none) : row, Map.of()));
            }
            rows.values().forEach(row -> answers.add(new Answer(request.text(), entry, row, Map.of())));
        });
        return answers;
    }

    /** How often tickets are handed on, with how many never were, and how many parties and events they have. */
    private List<Answer> handoffs(Entry<?, ?> entry, Request request) {
        Ticket.Party party = Catalogue.party(request);
        Map<List<Row.Cell>, Map<String, Number>> more = new HashMap<>();
        ticketRows(TicketFlow.withoutHandoff(party)).forEach(row -> {
            Map<String, Number> detail = more.computeIfAbsent(row.path(), p -> new LinkedHashMap<>());
            Number none = row.measurement().detail().get("count");
            if (row.measurement().n() > 0 && none != null) {
                detail.put("none", none);
            }
        });
        put(more, "distinct", ticketRows(TicketFlow.parties(party)));
        put(more, "events", ticketRows(TicketFlow.EVENTS));
        return answers(request.text(), entry, request, Map.of()).stream()
                .map(answer -> new Answer(
                        answer.metric(),
                        entry,
                        answer.row(),
                        more.getOrDefault(answer.row().path(), Map.of()),
                        answer.clustered()))
                .toList();
    }

    private <R extends Result<R>> Stream<Row> ticketRows(Metric<Ticket, R> metric) {
        return facts(metric, facts.tickets(), Supply.TICKETS, false);
    }

    private static void put(Map<List<Row.Cell>, Map<String, Number>> more, String name, Stream<Row> rows) {
        rows.forEach(row -> row.measurement()
                .value()
                .ifPresent(value -> more.computeIfAbsent(row.path(), p -> new LinkedHashMap<>())
                        .put(name, value)));
    }

    /** A number per cohort and age, with what the cohort paid at that age. */
    private List<Answer> cohorts(Entry<?, ?> entry, Request request) {
        Grain grain = request.word(0, Grain.class);
        List<BuyerPeriod> periods = buyerPeriods(seen(), grain).stream()
                .filter(period -> period.age() >= 0)
                .toList();
        Map<List<Row.Cell>, Number> paid = new HashMap<>();
        String currency = facts.currencies().get(RecordKind.PURCHASES);
        if (currency != null) {
            matrix(Cohorts.revenue(Currency.getInstance(currency)), periods).forEach(row -> {
                Number sum = row.measurement().detail().get("sum");
                if (row.measurement().n() > 0 && sum != null) {
                    paid.put(row.path(), sum);
                }
            });
        }
        return matrix(Cohorts.RETENTION, periods)
                .map(row -> {
                    Map<String, Number> more = new LinkedHashMap<>();
                    Number active = row.measurement().detail().get("count");
                    if (row.measurement().n() > 0 && active != null) {
                        more.put("active", active);
                        Number revenue = paid.get(row.path());
                        if (revenue != null) {
                            more.put("revenue", revenue);
                        }
                    }
                    return new Answer(request.text(), entry, row, more);
                })
                .toList();
    }

    private <S extends Summary<S>> Stream<Row> matrix(
            Metric<BuyerPeriod, Measurement<S>> metric, List<BuyerPeriod> periods) {
        return grouped(where(metric).by(Cohorts.AGE).by(Cohorts.COHORT), periods, by.size() - 1);
    }

    private Facts seen() {
        Instant seen = asOf;
        return seen == null
                ? facts
                : facts.withPurchases(facts.purchases().stream()
                        .filter(purchase -> !purchase.at().isAfter(seen))
                        .toList());
    }

    /** Of one customer's relational answers in one period, the last counts. */
    private Facts oncePerCustomer(Facts all) {
        boolean relational = all.surveys().stream().anyMatch(answer -> answer.occasion() == Occasion.RELATIONAL);
        if (!relational) {
            return all;
        }
        ZoneId zone = zone(RecordKind.SURVEYS);
        return all.withSurveys(Repeats.LAST_COUNTS.per(
                answer -> {
                    Instant at = answer.respondedAt();
                    String customer = answer.occasion() == Occasion.RELATIONAL ? answer.customerId() : null;
                    String period = per == null || at == null
                            ? ""
                            : per.grain().label(per.grain().around(at, zone), zone);
                    boolean seen = at == null || (isInRange(at) && (asOf == null || !at.isAfter(asOf)));
                    return customer == null || !seen ? null : period + " " + customer;
                },
                all.surveys()));
    }

    /** Reviews are chosen before they are put together to units, which have no instant. */
    private List<QualityReview> inRange(List<QualityReview> reviews) {
        return reviews.stream()
                .filter(review -> isInRange(review.at()) && (asOf == null || !isAfter(review.at(), asOf)))
                .toList();
    }

    private static boolean isAfter(@Nullable Instant at, Instant limit) {
        return at != null && at.isAfter(limit);
    }

    private <E extends Fact, R extends Result<R>> Stream<Row> facts(
            Metric<E, R> metric, List<E> events, Supply<E> supply, boolean linked) {
        String ownField = supply.basis();
        Function<E, @Nullable Instant> basis = event -> supply.at().apply(event, ownField);
        boolean ofUnits = supply.kind() == RecordKind.REVIEWS && !supply.is(Supply.REVIEWS);
        boolean ofDays = supply.isOfAgentDays();
        Metric<E, R> whole = ofUnits ? where(metric) : timed(where(metric, ofDays), basis, !supply.isOfPromises());
        if (per == null) {
            return grouped(whole, events, by.size() - 1);
        }
        String field = per.field() == null ? ownField : per.field();
        if (linked) {
            // What lies outside the range is in no period that is shown, but may follow what is.
            return grouped(
                            whole.over(Periods.of(per.grain(), zone(supply.kind()))
                                    .at(field, event -> {
                                        Instant at = supply.at().apply(event, field);
                                        return isInRange(basis.apply(event)) ? at : null;
                                    })),
                            events,
                            by.size() - 1)
                    .filter(row -> row.measurement().considered() == 0
                            || row.measurement().considered()
                                    > row.measurement().excluded().count("OUT_OF_RANGE")
                                            + row.measurement().excluded().count("AFTER_AS_OF"));
        }
        // What lies outside the range is in other periods than those that are shown.
        List<E> shown =
                events.stream().filter(event -> isInRange(basis.apply(event))).toList();
        return grouped(
                whole.over(Periods.of(per.grain(), zone(supply.kind()))
                        .at(field, event -> supply.at().apply(event, field))),
                shown,
                by.size() - 1);
    }

    private <E extends Fact, R extends Result<R>> Metric<E, R> where(Metric<E, R> metric) {
        return where(metric, false);
    }

    private <E extends Fact, R extends Result<R>> Metric<E, R> where(Metric<E, R> metric, boolean ofDays) {
        Metric<E, R> chosen = metric;
        if (ofDays && conditions.stream().anyMatch(condition -> !isOfDay(condition))) {
            String reason = conditions.stream()
                    .filter(condition -> !isOfDay(condition))
                    .map(condition -> "NOT " + condition.text())
                    .collect(Collectors.joining(" or "));
            chosen = chosen.where(reason, fact -> !fact.attributes().containsKey(UNASKED));
        }
        for (Condition condition : conditions) {
            if (ofDays && !isOfDay(condition)) {
                continue;
            }
            chosen = chosen.where(
                    "NOT " + condition.text(),
                    fact -> condition.holds(fact.attributes().get(condition.field())));
        }
        return chosen;
    }

    private boolean isInRange(@Nullable Instant at) {
        return at == null || ((from == null || !at.isBefore(from)) && (to == null || at.isBefore(to)));
    }

    private <E, R extends Result<R>> Metric<E, R> timed(
            Metric<E, R> metric, Function<E, @Nullable Instant> basis, boolean past) {
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
        if (seen != null && past) {
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
        String name = by.get(i);
        Axis<Fact, Label> axis = Axis.of(name, Label.KEYS, fact -> {
            String text = fact.attributes().get(name);
            return text == null ? null : loader.label(name, text);
        });
        return grouped(metric.by(axis), events, i - 1);
    }

    private <S extends Summary<S>> Stream<Row> customers(Entry<CustomerPeriod, S> entry, Request request) {
        Metric<CustomerPeriod, Measurement<S>> metric = entry.metric().apply(request);
        Instant until = asOf().orElse(null);
        int last = by.size() - 1;
        List<Customer> customers = facts.customers();
        if (per != null) {
            TimeWindow span = span();
            Grain grain = per.grain();
            ZoneId zone = zone(RecordKind.CUSTOMERS);
            List<TimeWindow> windows = grain.covering(span, zone).toList();
            Function<Customer, List<CustomerPeriod>> periods = c -> periods(c, windows, span);
            return grouped(
                    where(
                            metric.over(Periods.of(grain, zone).at("window", CustomerPeriod::startedAt))
                                    .onEach(periods),
                            false),
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

package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.AgentActivity;
import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.Purchase;
import io.github.supportmetrics.event.Repeats;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads files into facts. */
final class Loader {
    private final Mapping mapping;
    private final Map<RecordKind, List<Source>> files;
    private final Set<String> names;
    private final @Nullable ZoneId asked;
    private final Rejections rejections;
    private final Progress progress;
    private final PrintStream err;
    private final @Nullable Instant asOf;

    private final List<Interaction> interactions = new ArrayList<>();
    private final List<SurveyResponse> surveys = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();
    private final List<Purchase> purchases = new ArrayList<>();
    private final Checklists checklists = new Checklists();
    private final List<Feedback> complaints = new ArrayList<>();
    private final List<AgentActivity> activities = new ArrayList<>();
    private final TicketRows tickets = new TicketRows();
    private final Map<String, Map<String, String>> ofInteraction = new HashMap<>();
    private final Map<String, Map<String, String>> ofCustomer = new HashMap<>();
    private final Map<String, String> customerOf = new HashMap<>();
    /** When each contact that surveys may be about began. */
    private final Map<String, Instant> startOf = new HashMap<>();

    private final Map<String, Map<String, Seen>> ids = new HashMap<>();
    private final Map<String, Scale> scales = new HashMap<>();
    private @Nullable Instant latest;
    private long replacedCustomers;
    private boolean rounds;
    private boolean datesSurveys;

    private record Seen(long version, boolean versioned, int place, long line) {}

    Loader(
            Mapping mapping,
            Map<RecordKind, List<Source>> files,
            Set<String> names,
            @Nullable ZoneId asked,
            Rejections rejections,
            Progress progress,
            PrintStream err,
            @Nullable Instant asOf) {
        this.mapping = mapping;
        this.files = files;
        this.names = names;
        this.asked = asked;
        this.rejections = rejections;
        this.progress = progress;
        this.err = err;
        this.asOf = asOf;
    }

    /** Binds every file first, so that a mistake in the map shows before any row is read. */
    Facts load() {
        List<Binding> bindings = new ArrayList<>();
        try {
            for (RecordKind kind : List.of(
                    RecordKind.CUSTOMERS,
                    RecordKind.INTERACTIONS,
                    RecordKind.SURVEYS,
                    RecordKind.PURCHASES,
                    RecordKind.REVIEWS,
                    RecordKind.COMPLAINTS,
                    RecordKind.ACTIVITIES,
                    RecordKind.TICKET_EVENTS)) {
                bind(kind, bindings);
            }
            return read(bindings);
        } finally {
            bindings.forEach(Binding::close);
        }
    }

    private void bind(RecordKind kind, List<Binding> bindings) {
        for (Mapping.Block block : mapping.blocks(kind)) {
            Mapping.Block whole = block;
            List<Source> sources = files.getOrDefault(kind, List.of());
            String other = block.file().get("file");
            if (other != null && sources.isEmpty()) {
                RecordKind host = RecordKind.named(other)
                        .orElseThrow(() ->
                                new UsageException("map key " + block.key("file") + ": no record '" + other + "'"));
                sources = files.getOrDefault(host, List.of());
                Map<String, String> keys =
                        new TreeMap<>(mapping.blocks(host).get(0).file());
                keys.putAll(block.file());
                whole = new Mapping.Block(block.kind(), block.name(), keys, block.fields());
            }
            for (Source source : sources) {
                bindings.add(new Binding(whole, source, asked));
            }
        }
    }

    private Facts read(List<Binding> bindings) {
        List<Facts.Input> inputs = new ArrayList<>();
        Map<RecordKind, Set<String>> mapped = new EnumMap<>(RecordKind.class);
        Map<RecordKind, Set<String>> labelled = Facts.sets();
        Map<RecordKind, ZoneId> zones = new EnumMap<>(RecordKind.class);
        Map<RecordKind, String> currencies = new EnumMap<>(RecordKind.class);
        for (Binding binding : bindings) {
            Set<String> fields = mapped.computeIfAbsent(binding.kind, k -> new HashSet<>());
            binding.kind.fields().keySet().stream().filter(binding::has).forEach(fields::add);
            String currency = binding.currency();
            if (currency != null) {
                fields.add("currency");
                currencies.putIfAbsent(binding.kind, currency);
            }
            if (binding.kind == RecordKind.TICKET_EVENTS) {
                tickets.read(binding.file());
            }
            zones.putIfAbsent(binding.kind, asked == null ? binding.values.zone() : asked);
            names.stream()
                    .filter(name -> binding.hasLabel(name) || isDerived(name, binding))
                    .forEach(name ->
                            labelled.getOrDefault(binding.kind, Set.of()).add(name));
        }
        join(labelled, mapped, RecordKind.INTERACTIONS, "customerId", RecordKind.CUSTOMERS);
        join(labelled, mapped, RecordKind.SURVEYS, "interactionId", RecordKind.INTERACTIONS);
        join(labelled, mapped, RecordKind.SURVEYS, "customerId", RecordKind.CUSTOMERS);
        resolve(mapped, RecordKind.SURVEYS);
        resolve(mapped, RecordKind.COMPLAINTS);
        join(labelled, mapped, RecordKind.PURCHASES, "customerId", RecordKind.CUSTOMERS);
        join(labelled, mapped, RecordKind.REVIEWS, "interactionId", RecordKind.INTERACTIONS);
        join(labelled, mapped, RecordKind.COMPLAINTS, "interactionId", RecordKind.INTERACTIONS);
        join(labelled, mapped, RecordKind.COMPLAINTS, "customerId", RecordKind.CUSTOMERS);
        join(labelled, mapped, RecordKind.TICKET_EVENTS, "ticketId", RecordKind.INTERACTIONS);
        for (Binding binding : bindings) {
            boolean linked = binding.kind == RecordKind.SURVEYS && binding.has("interactionId");
            boolean tellsSent = binding.has("sent") || binding.has("delivered");
            if (linked && mapped.containsKey(RecordKind.INTERACTIONS)) {
                datesSurveys = true;
                mapped.getOrDefault(RecordKind.SURVEYS, new HashSet<>()).add("sentAt");
                if (tellsSent && !binding.has("sentAt")) {
                    err.println("notice: surveys have no field 'sentAt'; they count as sent when their contact began");
                }
            }
        }
        for (Binding binding : bindings) {
            long rows = binding.read(record -> row(binding, record), rejections, progress);
            inputs.add(new Facts.Input(binding.kind, binding.source.name(), rows, binding.rejected()));
            if (rows == 0) {
                err.println("notice: file " + binding.source.name() + " has no rows");
            }
            if (binding.values.guessedZone()) {
                err.println("notice: local times of " + binding.kind.word() + " in " + binding.source.name()
                        + " are read as UTC; set " + binding.kind.word() + ".zone or --zone");
            }
        }
        progress.end();
        rejections.close();
        if (names.contains("cohort")
                && bindings.stream()
                        .anyMatch(b ->
                                b.kind == RecordKind.PURCHASES && isDerived("cohort", b) && !b.isMapped("cohort"))) {
            cohorts(zones.getOrDefault(RecordKind.PURCHASES, ZoneId.of("UTC")));
        }
        Set<String> derivedOfTickets = new HashSet<>();
        for (Binding binding : bindings) {
            if (binding.kind == RecordKind.TICKET_EVENTS) {
                names.stream()
                        .filter(name -> isDerived(name, binding) && !binding.isMapped(name))
                        .forEach(derivedOfTickets::add);
            }
        }
        if (checklists.assumesRandom()) {
            err.println("notice: reviews have no field 'selection'; they are taken as a random choice");
        }
        if (rounds) {
            err.println("notice: amounts with more decimals than their currency has are rounded to those");
        }
        if (replacedCustomers > 0) {
            err.println("notice: " + replacedCustomers + " customer rows are replaced by higher versions");
        }
        return new Facts(
                List.copyOf(interactions),
                lastAnswers(),
                List.copyOf(customers),
                List.copyOf(purchases),
                checklists.reviews(),
                Feedback.markRepeats(complaints),
                List.copyOf(activities),
                tickets.tickets(derivedOfTickets, zones.getOrDefault(RecordKind.TICKET_EVENTS, ZoneId.of("UTC"))),
                checklists.broken(),
                inputs,
                mapped,
                labelled,
                zones,
                currencies,
                latest,
                rejections,
                null);
    }

    /** All orders of a customer belong to the month of the first. */
    private void cohorts(ZoneId zone) {
        Map<String, Instant> firsts = new HashMap<>();
        purchases.forEach(
                purchase -> firsts.merge(purchase.customerId(), purchase.at(), (a, b) -> a.isBefore(b) ? a : b));
        purchases.replaceAll(purchase -> purchase.with(
                "cohort", Derived.of("cohort", firsts.getOrDefault(purchase.customerId(), purchase.at()), zone)));
    }

    /** A record that names its contact has that contact's customer. */
    private static void resolve(Map<RecordKind, Set<String>> mapped, RecordKind kind) {
        Set<String> fields = mapped.getOrDefault(kind, Set.of());
        if (fields.contains("interactionId")
                && mapped.getOrDefault(RecordKind.INTERACTIONS, Set.of()).contains("customerId")) {
            fields.add("customerId");
        }
    }

    private static void join(
            Map<RecordKind, Set<String>> labelled,
            Map<RecordKind, Set<String>> mapped,
            RecordKind kind,
            String key,
            RecordKind host) {
        if (mapped.getOrDefault(kind, Set.of()).contains(key)) {
            labelled.getOrDefault(kind, Set.of()).addAll(labelled.getOrDefault(host, Set.of()));
        }
    }

    /** A name that is read from the record's own instant; a cohort is the customer's. */
    private static boolean isDerived(String name, Binding binding) {
        return Derived.NAMES.contains(name)
                && binding.has(binding.kind.basis())
                && (!name.equals("cohort")
                        || Set.of(RecordKind.CUSTOMERS, RecordKind.PURCHASES).contains(binding.kind));
    }

    private void row(Binding binding, Binding.Fields record) {
        switch (binding.kind) {
            case INTERACTIONS -> interaction(binding, record);
            case SURVEYS -> survey(binding, record);
            case PURCHASES -> purchase(binding, record);
            case REVIEWS -> review(binding, record);
            case COMPLAINTS -> complaint(binding, record);
            case ACTIVITIES -> activity(binding, record);
            case TICKET_EVENTS -> ticketEvent(binding, record);
            default -> customer(binding, record);
        }
    }

    private @Nullable Instant seen(@Nullable Instant instant) {
        if (instant != null && (latest == null || instant.isAfter(latest))) {
            latest = instant;
        }
        return instant;
    }

    /** What had happened by the as-of instant; later facts are not seen. */
    private @Nullable Instant past(@Nullable Instant instant) {
        return instant != null && asOf != null && instant.isAfter(asOf) ? null : instant;
    }

    /** A row's names to group by: its own, else those of the records it belongs to, nearest first. */
    private Map<String, String> labels(
            Binding binding, Binding.Fields record, @Nullable Instant basis, List<Map<String, String>> hosts) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> labels = new HashMap<>();
        ZoneId zone = asked == null ? binding.values.zone() : asked;
        for (String name : names) {
            String label = null;
            boolean derived = isDerived(name, binding) && !binding.isMapped(name);
            if (derived) {
                label = basis == null ? null : Derived.of(name, basis, zone);
            } else if (binding.hasLabel(name)) {
                label = record.label(name);
            }
            for (Map<String, String> host : hosts) {
                label = label == null && !derived ? host.get(name) : label;
            }
            if (label != null) {
                labels.put(name, label);
                String text = label;
                groups.computeIfAbsent(name, n -> new HashMap<>())
                        .computeIfAbsent(text, t -> new Label(binding.rank(name, t), t));
            }
        }
        return labels;
    }

    private final Map<String, Map<String, Label>> groups = new HashMap<>();

    /** A label with its place among the others. */
    Label label(String name, String text) {
        return groups.computeIfAbsent(name, n -> new HashMap<>()).computeIfAbsent(text, t -> new Label(0, t));
    }

    /**
     * Remembers an id.
     *
     * @return the place of the older version that this row replaces, −1 if there is none, −2 if this row is the older one
     */
    private int identify(Binding binding, @Nullable String id, @Nullable Long version, int place, long line) {
        if (id == null) {
            return -1;
        }
        Map<String, Seen> known = ids.computeIfAbsent(binding.block(), k -> new HashMap<>());
        Seen before = known.get(id);
        if (before == null) {
            known.put(id, new Seen(version == null ? 0 : version, version != null, place, line));
            return -1;
        }
        if (version == null || !before.versioned() || version == before.version()) {
            throw new BadValueException("id '" + id + "' stands on line " + before.line() + " already"
                    + (version != null && before.versioned() ? " with version " + version : ""));
        }
        if (version < before.version()) {
            return -2;
        }
        known.put(id, new Seen(version, true, binding.kind == RecordKind.CUSTOMERS ? before.place() : place, line));
        return before.place();
    }

    private void interaction(Binding binding, Binding.Fields record) {
        String id = record.text("id");
        Long version = record.whole("version");
        Instant startedAt = record.instant("startedAt");
        Instant resolution = record.instant("resolvedAt");
        Instant resolvedAt = past(resolution);
        Instant answer = record.instant("answeredAt");
        Boolean answered = record.truth("answered");
        String word = record.word("disposition");
        Disposition disposition = word != null
                ? Disposition.valueOf(word)
                : answered != null && !answered ? Disposition.ABANDONED : Disposition.HANDLED;
        boolean solvedLater = resolution != null && resolvedAt == null;
        Boolean resolved = record.truth("resolved");
        if (resolved == null && binding.has("resolvedAt") && (resolvedAt != null || !binding.has("resolved"))) {
            resolved = resolvedAt != null;
        }
        if (solvedLater && resolved != null) {
            resolved = false;
        }
        String customerId = record.text("customerId");
        Interaction.Builder contact = Interaction.builder(id == null ? binding.source.name() + "#" + record.line : id)
                .version(version == null ? 0 : version)
                .issue(record.text("issueId"))
                .customer(customerId)
                .agent(record.text("agentId"))
                .queue(record.text("queue"))
                .channel(record.text("channel"))
                .topic(record.text("topic"))
                .startedAt(startedAt)
                .answeredAt(past(answer))
                .abandonedAt(past(record.instant("abandonedAt")))
                .firstResponseAt(past(record.instant("firstResponseAt")))
                .resolvedAt(resolvedAt)
                .endedAt(past(record.instant("endedAt")))
                .dueAt(record.instant("dueAt"))
                .waiting(duration(record.millis("wait")))
                .talk(duration(record.millis("talk")))
                .hold(duration(record.millis("hold")))
                .wrapUp(duration(record.millis("wrapUp")))
                .disposition(disposition)
                .resolved(resolved)
                .resolvableAtFirstLevel(record.truth("resolvableAtFirstLevel"))
                .replies(count("replies", record.whole("replies")))
                .transfers(count("transfers", record.whole("transfers")))
                .reopens(count("reopens", record.whole("reopens")))
                .escalated(record.truth("escalated"))
                .cost(money(binding, record.decimal("cost")))
                .sales(money(binding, record.decimal("sales")));
        Map<String, String> host = customerId == null ? Map.of() : ofCustomer.getOrDefault(customerId, Map.of());
        Map<String, String> labels = labels(binding, record, startedAt, List.of(host));
        labels.forEach(contact::attribute);
        int older = identify(binding, id, version, interactions.size(), record.line);
        if (older >= 0) {
            interactions.set(older, duplicate(interactions.get(older)));
        }
        Interaction whole = contact.build();
        interactions.add(older == -2 ? duplicate(whole) : whole);
        if (id != null && older != -2) {
            ofInteraction.put(id, labels);
            if (startedAt != null && datesSurveys) {
                startOf.put(id, startedAt);
            }
            if (customerId != null) {
                customerOf.put(id, customerId);
            }
        }
        seen(startedAt);
        seen(resolvedAt);
        seen(whole.milestones().answeredAt());
        seen(whole.milestones().abandonedAt());
        seen(whole.milestones().firstResponseAt());
        seen(whole.endedAt());
    }

    private static Interaction duplicate(Interaction contact) {
        var o = contact.outcome();
        return new Interaction(
                contact.id(),
                contact.version(),
                contact.issueId(),
                contact.subject(),
                contact.milestones(),
                contact.effort(),
                new io.github.supportmetrics.event.Outcome(
                        Disposition.DUPLICATE,
                        o.resolved(),
                        o.resolvableAtFirstLevel(),
                        o.replies(),
                        o.transfers(),
                        o.reopens(),
                        o.escalated()),
                contact.commerce(),
                contact.attributes());
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static @Nullable Integer count(String field, @Nullable Long value) {
        if (value != null && value > Integer.MAX_VALUE) {
            throw BadValueException.of(field, "at most " + Integer.MAX_VALUE, value.toString());
        }
        return value == null ? null : (Integer) value.intValue();
    }

    private void survey(Binding binding, Binding.Fields record) {
        String word = record.word("kind");
        Boolean eligible = record.truth("eligible");
        Boolean sent = record.truth("sent");
        Boolean delivered = record.truth("delivered");
        Boolean partial = record.truth("partial");
        Instant respondedAt = record.instant("respondedAt");
        String interactionId = record.text("interactionId");
        String customerId = customerOf(record, interactionId);
        String id = record.text("id");
        String occasion = record.word("occasion");
        Instant sentAt = record.instant("sentAt");
        if (sentAt == null && interactionId != null) {
            // A survey that was not sent was to be sent about then.
            sentAt = startOf.get(interactionId);
        }
        List<SurveyResponse> answers = new ArrayList<>();
        for (int i = 0; i < record.scores(); i++) {
            Long score = record.score(i);
            String question = record.text("question");
            if (question == null && record.scores() > 1) {
                question = record.scoreColumn(i);
            }
            String classifier = record.text("classifier");
            SurveyKind kind = word == null ? SurveyKind.CUSTOM : SurveyKind.valueOf(word.toUpperCase(Locale.ROOT));
            if (kind == SurveyKind.SENTIMENT && classifier != null) {
                question = classifier;
            }
            Scale scale = scale(kind, record.text("scale"), record.text("satisfied"), score != null);
            if (score != null && (score < scale.min() || score > scale.max())) {
                throw BadValueException.of("score", "on the scale " + scale, score.toString());
            }
            Map<String, String> hostInteraction =
                    interactionId == null ? Map.of() : ofInteraction.getOrDefault(interactionId, Map.of());
            Map<String, String> hostCustomer =
                    customerId == null ? Map.of() : ofCustomer.getOrDefault(customerId, Map.of());
            SurveyResponse.Builder answer = SurveyResponse.builder(kind, scale)
                    .id(id == null ? binding.source.name() + "#" + record.line : id)
                    .occasion(occasion == null ? null : SurveyResponse.Occasion.valueOf(occasion))
                    .sentAt(sentAt)
                    .score(score == null ? null : Math.toIntExact(score))
                    .respondedAt(respondedAt)
                    .interactionId(interactionId)
                    .question(question)
                    .subject(new Subject(customerId, record.text("agentId"), null, record.text("channel"), null))
                    .delivery(new SurveyResponse.Delivery(eligible, sent, delivered, partial, false));
            Map<String, String> labels =
                    new HashMap<>(labels(binding, record, respondedAt, List.of(hostInteraction, hostCustomer)));
            if (question != null && names.contains("question")) {
                labels.put("question", question);
            }
            labels.forEach(answer::attribute);
            answers.add(answer.build());
        }
        int older = identify(binding, id, record.whole("version"), surveys.size(), record.line);
        if (older >= 0) {
            for (int i = older; i < older + record.scores(); i++) {
                surveys.set(i, surveys.get(i).superseded());
            }
        }
        answers.forEach(answer -> surveys.add(older == -2 ? answer.superseded() : answer));
        seen(respondedAt);
    }

    private Scale scale(SurveyKind kind, @Nullable String text, @Nullable String satisfied, boolean scored) {
        boolean recommending = kind == SurveyKind.NPS || kind == SurveyKind.ENPS;
        if (text == null && kind == SurveyKind.SENTIMENT) {
            return Scale.SENTIMENT;
        }
        if (text == null && !recommending && kind != SurveyKind.REVIEW && scored) {
            throw new BadValueException("scale must be given, like 1-5, for a score");
        }
        try {
            String key = text == null ? (recommending ? "0-10" : "1-5") : text;
            Scale scale = scales.computeIfAbsent(key + "/" + satisfied, k -> satisfied(Scale.parse(key), satisfied));
            if (recommending && (scale.min() != 0 || scale.max() != 10)) {
                throw BadValueException.of("scale of " + kind, "0-10", key);
            }
            return scale;
        } catch (IllegalArgumentException e) {
            throw new BadValueException(String.valueOf(e.getMessage()));
        }
    }

    private static Scale satisfied(Scale scale, @Nullable String text) {
        if (text == null) {
            return scale;
        }
        java.util.regex.Matcher range =
                java.util.regex.Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?").matcher(text);
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            int points = to - from + 1;
            boolean best = scale.good() == Scale.GoodEnd.HIGH ? to == scale.max() : from == scale.min();
            if (best && points >= 1) {
                return scale.withSatisfied(points);
            }
        }
        throw BadValueException.of("satisfied", "the best points of the scale " + scale + ", like 4-5", text);
    }

    /** Of several answers to one question about one contact, only the last counts; those after the as-of instant are not seen. */
    private List<SurveyResponse> lastAnswers() {
        List<SurveyResponse> seen = surveys.stream().filter(this::isSeen).toList();
        List<SurveyResponse> marked = Repeats.LAST_COUNTS.perInteraction(seen);
        int next = 0;
        for (int i = 0; i < surveys.size(); i++) {
            if (isSeen(surveys.get(i))) {
                surveys.set(i, marked.get(next++));
            }
        }
        return List.copyOf(surveys);
    }

    private boolean isSeen(SurveyResponse answer) {
        return answer.respondedAt() == null || past(answer.respondedAt()) != null;
    }

    private void review(Binding binding, Binding.Fields record) {
        Instant at = record.instant("at");
        String interactionId = record.text("interactionId");
        Map<String, String> host =
                interactionId == null ? Map.of() : ofInteraction.getOrDefault(interactionId, Map.of());
        Map<String, String> labels = new HashMap<>(labels(binding, record, at, List.of(host)));
        // What a line is called is no label of the whole checklist.
        Checklists.LINE_FIELDS.forEach(labels::remove);
        checklists.add(binding, record, at, labels);
        seen(at);
    }

    private void purchase(Binding binding, Binding.Fields record) {
        String customerId = record.text("customerId");
        Instant at = record.instant("at");
        if (customerId == null || at == null) {
            throw new BadValueException((customerId == null ? "customerId" : "at")
                    + " must be given: an order is somebody's, and has a day");
        }
        BigDecimal amount = record.decimal("amount");
        Long quantity = record.whole("quantity");
        Map<String, String> labels =
                labels(binding, record, at, List.of(ofCustomer.getOrDefault(customerId, Map.of())));
        purchases.add(new Purchase(
                customerId,
                at,
                money(binding, amount),
                quantity,
                Boolean.TRUE.equals(record.truth("returned")),
                labels));
        seen(at);
    }

    private void activity(Binding binding, Binding.Fields record) {
        String agentId = record.text("agentId");
        String state = record.word("state");
        Instant startedAt = record.instant("startedAt");
        if (agentId == null || state == null || startedAt == null) {
            throw new BadValueException((agentId == null ? "agentId" : state == null ? "state" : "startedAt")
                    + " must be given: an activity is somebody's, and begins");
        }
        Instant endedAt = record.instant("endedAt");
        String scheduled = record.word("scheduledState");
        Map<String, String> labels = new HashMap<>(labels(binding, record, startedAt, List.of()));
        // A shift over midnight is two days: which day is said of the parts.
        labels.keySet().removeIf(name -> isDerived(name, binding) && !binding.isMapped(name));
        activities.add(new AgentActivity(
                agentId,
                AgentActivity.State.valueOf(state),
                startedAt,
                endedAt,
                scheduled == null ? null : AgentActivity.State.valueOf(scheduled),
                record.truth("paid"),
                Boolean.TRUE.equals(record.truth("excused")),
                labels));
        seen(startedAt);
        seen(past(endedAt));
    }

    private void ticketEvent(Binding binding, Binding.Fields record) {
        Instant at = record.instant("at");
        if (at == null) {
            throw new BadValueException("at must be given: an event happens at an instant");
        }
        String ticketId = record.text("ticketId");
        Map<String, String> host = ticketId == null ? Map.of() : ofInteraction.getOrDefault(ticketId, Map.of());
        Map<String, String> labels = labels(binding, record, null, List.of(host));
        if (past(at) != null) {
            tickets.add(record, at, labels);
            seen(at);
        }
    }

    /** The record's own customer, else that of its contact. */
    private @Nullable String customerOf(Binding.Fields record, @Nullable String interactionId) {
        String own = record.text("customerId");
        return own != null || interactionId == null ? own : customerOf.get(interactionId);
    }

    private void complaint(Binding binding, Binding.Fields record) {
        String id = record.text("id");
        Instant openedAt = record.instant("openedAt");
        String word = record.word("feedbackKind");
        String interactionId = record.text("interactionId");
        String customerId = customerOf(record, interactionId);
        List<Map<String, String>> hosts = new ArrayList<>();
        if (interactionId != null) {
            hosts.add(ofInteraction.getOrDefault(interactionId, Map.of()));
        }
        if (customerId != null) {
            hosts.add(ofCustomer.getOrDefault(customerId, Map.of()));
        }
        String categories = record.text("categories");
        Feedback.Builder feedback = Feedback.builder(
                        id == null ? binding.source.name() + "#" + record.line : id,
                        word == null ? Feedback.Kind.COMPLAINT : Feedback.Kind.valueOf(word))
                .subject(new Subject(
                        customerId, record.text("agentId"), null, record.text("channel"), record.text("topic")))
                .matter(record.text("matter"))
                .openedAt(openedAt)
                .closedAt(record.instant("closedAt"))
                .dueAt(record.instant("dueAt"))
                .upheld(record.truth("upheld"));
        if (categories != null) {
            feedback.categories(Arrays.stream(categories.split("[;|]", -1))
                    .map(String::strip)
                    .filter(category -> !category.isEmpty())
                    .distinct()
                    .toArray(String[]::new));
        }
        labels(binding, record, openedAt, hosts).forEach(feedback::attribute);
        Feedback whole = feedback.build();
        if (identify(binding, id, null, complaints.size(), record.line) == -1) {
            complaints.add(asOf == null ? whole : whole.asOf(asOf).orElse(whole));
        }
        seen(openedAt);
        seen(past(whole.closedAt()));
    }

    private void customer(Binding binding, Binding.Fields record) {
        String id = record.text("id");
        Instant startedAt = record.instant("startedAt");
        Instant endedAt = record.instant("endedAt");
        BigDecimal tenure = record.decimal("tenureMonths");
        BigDecimal revenue = record.decimal("monthlyRevenue");
        Map<String, String> labels = labels(binding, record, startedAt, List.of());
        Customer customer = new Customer(
                id == null ? binding.source.name() + "#" + record.line : id,
                startedAt,
                endedAt,
                tenure == null ? null : months(tenure),
                record.truth("churned"),
                record.whole("contacts"),
                money(binding, revenue),
                labels);
        int older = identify(binding, id, record.whole("version"), customers.size(), record.line);
        if (older >= 0) {
            customers.set(older, customer);
            replacedCustomers++;
        } else if (older == -1) {
            customers.add(customer);
        } else {
            replacedCustomers++;
        }
        if (id != null && older != -2) {
            ofCustomer.put(id, labels);
        }
        seen(startedAt);
        seen(endedAt);
    }

    /** An amount in the file's currency; without one it is no money. */
    private @Nullable Money money(Binding binding, @Nullable BigDecimal amount) {
        String currency = binding.currency();
        if (amount == null || currency == null) {
            return null;
        }
        int decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal rounded = amount.setScale(decimals, RoundingMode.HALF_UP);
        if (rounded.compareTo(amount) != 0) {
            rounds = true;
        }
        return Money.of(rounded, currency);
    }

    private static Duration months(BigDecimal months) {
        BigDecimal millis = months.multiply(BigDecimal.valueOf(Customer.MONTH.toMillis()));
        return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}

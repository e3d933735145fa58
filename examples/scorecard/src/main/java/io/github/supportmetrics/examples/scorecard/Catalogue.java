package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.AgentDay;
import io.github.supportmetrics.event.Buyer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.Scoring;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyResponse.Occasion;
import io.github.supportmetrics.event.ticket.Obligation;
import io.github.supportmetrics.event.ticket.ServicePolicy;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketClock;
import io.github.supportmetrics.event.ticket.TicketEvent;
import io.github.supportmetrics.metric.Amount;
import io.github.supportmetrics.metric.Calibration;
import io.github.supportmetrics.metric.Cohorts;
import io.github.supportmetrics.metric.Complaints;
import io.github.supportmetrics.metric.Costs;
import io.github.supportmetrics.metric.Elapsed;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.Loyalty;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.OpenWork;
import io.github.supportmetrics.metric.Purchases;
import io.github.supportmetrics.metric.Quality;
import io.github.supportmetrics.metric.Resolution;
import io.github.supportmetrics.metric.Retention;
import io.github.supportmetrics.metric.Revenue;
import io.github.supportmetrics.metric.Reviews;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.metric.ServiceLevel;
import io.github.supportmetrics.metric.ServiceLevelAgreement;
import io.github.supportmetrics.metric.Surveys;
import io.github.supportmetrics.metric.Survival;
import io.github.supportmetrics.metric.TicketFlow;
import io.github.supportmetrics.metric.TicketTimes;
import io.github.supportmetrics.metric.Timing;
import io.github.supportmetrics.metric.Volume;
import io.github.supportmetrics.metric.Waiting;
import io.github.supportmetrics.metric.Workforce;
import io.github.supportmetrics.stats.Agreement;
import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Lifetimes;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.RatedUnits;
import io.github.supportmetrics.stats.Ratings;
import io.github.supportmetrics.stats.Summary;
import io.github.supportmetrics.stats.Tally;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every metric that can be asked for by id. */
final class Catalogue {
    private static final Pattern LASTING = Pattern.compile("(.+\\.survival)\\.(mean|curve|p\\d{1,2}(?:\\.\\d{1,4})?)");
    private static final Pattern QUANTILE = Pattern.compile("(.+)\\.p(\\d{1,2}(?:\\.\\d{1,4})?|100)");
    private static final Scale FIVE = Scale.of(1, 5);
    private static final String COMPLAINTS = "Complaints and feedback";
    private static final String HANDLING = "Handling";
    private static final String OPEN_WORK = "Open work";
    private static final String PROMISES = "Promises";
    private static final List<String> FIRST_TOPICS = List.of("Queue", HANDLING, OPEN_WORK, PROMISES);
    /** What tickets' events must tell at least, and with what happened. */
    private static final List<String> DATED = List.of("ticketId", "at");

    private static final List<String> TYPED = List.of("ticketId", "at", "type");

    /** Marks times of the calendar. */
    static final String BUSINESS = ".business";
    /** Marks an id that is another one's with parameters. */
    private static final String WITH_PARAMETERS = "[…]";

    private static final List<String> STAGES = TicketRows.WORDS.stream()
            .filter(word -> Arrays.stream(TicketEvent.Type.values())
                    .noneMatch(type -> type.name().equals(word) && !type.beginsStage()))
            .toList();
    private static final String COST = "Cost and sales";
    private static final String WORKFORCE = "Workforce";
    private static final String QUALITY = "Quality";
    private static final String PURCHASES = "Purchases";
    private static final Scale TEN = Scale.of(1, 10);
    private static final Scale SEVEN = Scale.of(1, 7);

    private final Map<String, Entry<?, ?>> entries = new LinkedHashMap<>();
    /** Metrics that are computed of other records where there are any. */
    private final Map<String, Entry<?, ?>> others = new HashMap<>();

    private final Map<String, TimingEntry<?>> timings = new LinkedHashMap<>();

    private record TimingEntry<E extends Fact>(
            Supply<E> supply,
            String topic,
            List<String> needs,
            List<String> parameters,
            Function<Request, Timing<E>> timing) {}

    private final Map<String, AmountEntry<?>> amounts = new LinkedHashMap<>();

    private record AmountEntry<E extends Fact>(
            Supply<E> supply, String topic, List<String> needs, Function<Request, Amount<E>> amount) {}

    private final Map<String, LifetimeEntry<?>> lifetimes = new LinkedHashMap<>();

    private record LifetimeEntry<E extends Fact>(
            Supply<E> supply,
            String topic,
            List<String> needs,
            List<String> parameters,
            Function<Request, Survival<E>> survival) {}

    /** The metrics of some files: those of tickets are computed of their events, where there are any. */
    Catalogue(Set<RecordKind> given) {
        if (given.contains(RecordKind.TICKET_EVENTS)) {
            contacts();
            tickets();
        } else {
            tickets();
            contacts();
        }
        surveys();
        workforce();
        customers();
        purchases();
        complaints();
        reviews();
        // Whatever is computed of what, the queue comes first and open work after handling.
        Map<String, Entry<?, ?>> sorted = new LinkedHashMap<>();
        entries.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> place(each.getValue().topic())))
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        entries.clear();
        entries.putAll(sorted);
    }

    private static int place(String topic) {
        int place = FIRST_TOPICS.indexOf(topic);
        return place < 0 ? FIRST_TOPICS.size() : place;
    }

    private void contacts() {
        contact("volume", "Queue", List.of(), r -> Volume.VOLUME);
        contact("answerRate", "Queue", List.of("disposition|answered"), r -> Waiting.ANSWER_RATE);
        contact("abandonment", "Queue", List.of("disposition|answered"), r -> Waiting.ABANDONMENT);
        contact(
                "abandonment.exclShort",
                "Queue",
                List.of("disposition|answered", "wait|abandonedAt"),
                List.of("short"),
                List.of("5s"),
                r -> Waiting.abandonmentWithoutShort(r.length(0)));
        serviceLevel("answered", false, r -> level(r).answered());
        serviceLevel("offered", false, r -> level(r).offered());
        serviceLevel("exclWithin", false, r -> level(r).excludingWithin());
        serviceLevel("creditWithin", false, r -> level(r).creditingWithin());
        serviceLevel("exclShort", true, r -> level(r).excludingShort(r.length(1)));
        serviceLevel("creditShort", true, r -> level(r).creditingShort(r.length(1)));
        timing("asa", "Queue", List.of("wait|answeredAt"), r -> Waiting.SPEED_OF_ANSWER);
        timing("wait", "Queue", List.of("wait|answeredAt"), r -> Waiting.WAIT);
        timing("abandonedAfter", "Queue", List.of("wait|abandonedAt"), r -> Waiting.ABANDONED_AFTER);
        contact("wait.longest", "Queue", List.of("wait|answeredAt"), r -> Waiting.LONGEST);
        lifetime(
                Supply.CONTACTS,
                "patience",
                "Queue",
                List.of("disposition|answered", "wait|answeredAt"),
                r -> Waiting.PATIENCE,
                "60s");
        timing("aht", HANDLING, List.of("talk|hold|wrapUp"), r -> Handling.aht(parts(r)));
        timing("talk", HANDLING, List.of("talk"), r -> Handling.TALK);
        timing("hold", HANDLING, List.of("hold"), r -> Handling.HOLD);
        timing("acw", HANDLING, List.of("wrapUp"), r -> Handling.WRAP_UP);
        timing("timeWithCustomer", HANDLING, List.of("talk"), r -> Handling.withCustomer(withCustomer(r)));
        contact(
                "timeWithCustomer.inBand",
                HANDLING,
                List.of("talk"),
                List.of("least", "most"),
                List.of(),
                r -> Handling.inBand(withCustomer(r), r.length(0), r.length(1)));
        contact("hold.any", HANDLING, List.of("hold"), r -> Handling.HELD);
        List<String> all = List.of("talk", "hold", "wrapUp");
        contact("hold.ofHandle", HANDLING, all, r -> Handling.HOLD_OF_HANDLE);
        contact("acw.ofHandle", HANDLING, all, r -> Handling.WRAP_UP_OF_HANDLE);
        timing(
                Supply.CONTACTS,
                "aht.estimated",
                HANDLING,
                List.of("replies"),
                List.of("perReply"),
                r -> Handling.estimatedByReplies(r.length(0)));
        List<String> sessions = List.of("agentId", "startedAt", "endedAt");
        contact("chat.concurrency", HANDLING, sessions, r -> Handling.CONCURRENCY);
        contact("chat.workloadAht", HANDLING, sessions, r -> Handling.WORKLOAD_AHT);
        elapsed(Supply.CONTACTS, "frt", List.of("startedAt", "firstResponseAt"), OpenWork.FIRST_RESPONSE);
        elapsed(Supply.CONTACTS, "resolution.full", List.of("startedAt", "resolvedAt"), OpenWork.RESOLUTION);
        elapsed(Supply.CONTACTS, "cycleTime", List.of("startedAt", "endedAt"), OpenWork.CYCLE);
        elapsed(
                Supply.CONTACTS,
                "elapsed",
                List.of(),
                List.of("from", "to"),
                r -> OpenWork.between(milestone(r, 0), milestone(r, 1)));
        List<String> open = List.of("startedAt", "resolvedAt");
        contact("backlog.size", OPEN_WORK, open, r -> OpenWork.backlog(r.given().asOf()));
        timing(
                "backlog.age",
                OPEN_WORK,
                open,
                r -> OpenWork.backlogAge(r.given().asOf()));
        List<String> due = List.of("startedAt", "dueAt", "resolvedAt");
        dueContacts(
                "sla.attainment",
                due,
                r -> ServiceLevelAgreement.attainment(r.given().asOf()));
        dueContacts(
                "sla.attainment.completed",
                due,
                r -> ServiceLevelAgreement.completed(r.given().asOf()));
        dueContacts(
                "sla.attainment.applied",
                due,
                r -> ServiceLevelAgreement.applied(r.given().asOf()));
        List<String> cost = List.of("cost", "currency");
        amount(Supply.CONTACTS, "cost.perContact", COST, cost, r -> Costs.perContact(r.money()));
        contact(
                "cost.perResolution",
                COST,
                List.of("cost", "currency", "resolved|resolvedAt"),
                r -> Costs.perResolution(r.money()));
        List<String> sales = List.of("sales", "currency");
        amount(Supply.CONTACTS, "sales.perContact", COST, sales, r -> Costs.salesPerContact(r.money()));
        contact("sales.conversion", COST, sales, r -> Costs.CONVERSION);
        contact("expenses.ofSales", COST, List.of("cost", "sales", "currency"), r -> Costs.ofSales(r.money()));
        List<String> resolved = List.of("resolved|resolvedAt");
        contact("resolutionRate.answered", "Resolution", resolved, r -> Resolution.OF_ANSWERED);
        contact("resolutionRate.offered", "Resolution", resolved, r -> Resolution.OF_OFFERED);
        contact("fcr.coded", "Resolution", resolved, r -> Resolution.FCR_CODED);
        contact("fcr.gross", "Resolution", resolved, r -> Resolution.FCR_GROSS);
        contact(
                "fcr.net",
                "Resolution",
                List.of("resolved|resolvedAt", "resolvableAtFirstLevel"),
                r -> Resolution.FCR_NET);
        contact("fcr.oneTouch", "Resolution", List.of("resolved|resolvedAt", "replies"), r -> Resolution.ONE_TOUCH);
        repeats();
        contact("transfer.rate", "Resolution", List.of("transfers"), r -> Resolution.TRANSFER_RATE);
        contact("transfer.perContact", "Resolution", List.of("transfers"), r -> Resolution.TRANSFERS_PER_CONTACT);
        contact("escalation.rate", "Resolution", List.of("escalated"), r -> Resolution.ESCALATION_RATE);
        List<String> reopened = List.of("resolved|resolvedAt", "reopens");
        contact("reopen.rate", "Resolution", reopened, r -> Resolution.REOPEN_RATE);
        contact("reopen.perSolved", "Resolution", reopened, r -> Resolution.REOPENS_PER_SOLVED);
    }

    private void repeats() {
        linked("fcr.window", r -> Resolution.fcrWithin(r.length(0), r.word(1, Resolution.Matter.class)));
        linked("fcr.episode", r -> Resolution.fcrByEpisode(r.length(0), r.word(1, Resolution.Matter.class)));
        linked(
                "contactsPerEpisode",
                r -> Resolution.contactsPerEpisode(r.length(0), r.word(1, Resolution.Matter.class)));
        contact(
                "fcr.ocr",
                "Resolution",
                List.of("customerId", "startedAt", "channel"),
                List.of("window"),
                List.of("7d"),
                r -> Resolution.ocrWithin(r.length(0)));
        contact(
                "containment",
                "Resolution",
                List.of("customerId", "startedAt", "channel"),
                List.of("window", "channel"),
                List.of(),
                r -> Resolution.containedWithin(
                        r.length(0),
                        "channel " + r.parameters().get(1),
                        contact -> r.parameters().get(1).equals(contact.channel())));
        add(new Entry<>(
                "fcr.survey",
                Supply.ANSWERS,
                "Resolution",
                List.of("score", "scale", "question"),
                List.of("question"),
                List.of(),
                r -> Resolution.fcrBySurvey(r.parameters().get(0))));
        contact("repeatContact", "Resolution", List.of("customerId"), r -> Resolution.REPEAT_CONTACT);
        contact("contactsPerCustomer", "Resolution", List.of("customerId"), r -> Resolution.CONTACTS_PER_CUSTOMER);
        contact("contactsPerIssue", "Resolution", List.of("issueId"), r -> Resolution.CONTACTS_PER_ISSUE);
        contact("oneAndDone", "Resolution", List.of("customerId"), r -> Resolution.ONE_AND_DONE);
    }

    private <S extends Summary<S>> void linked(
            String id, Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        contact(
                id,
                "Resolution",
                List.of("customerId", "startedAt"),
                List.of("window", "same"),
                List.of("7d", "customer"),
                metric);
    }

    private static ServiceLevel level(Request request) {
        return Waiting.serviceLevel(request.length(0));
    }

    private <S extends Summary<S>> void dueContacts(
            String id, List<String> needs, Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.DUE_CONTACTS, PROMISES, needs, metric));
    }

    /** A time as it passed and in working hours, of what has come to its end and of all, with the median and p90 of all. */
    private <E extends Fact> void elapsed(Supply<E> supply, String id, List<String> needs, Elapsed<E> elapsed) {
        elapsed(supply, id, needs, List.of(), r -> elapsed);
        LifetimeEntry<?> open = Objects.requireNonNull(lifetimes.get(id + ".survival"));
        add(beyond(id + ".survival", open, List.of("24h")));
        for (String quantile : List.of("p50", "p90")) {
            add(lasting(id + ".survival." + quantile, open, quantile));
        }
    }

    private <E extends Fact> void elapsed(
            Supply<E> supply,
            String id,
            List<String> needs,
            List<String> parameters,
            Function<Request, Elapsed<E>> elapsed) {
        Function<Request, Elapsed<E>> business =
                r -> elapsed.apply(r).in(r.given().calendar());
        List<String> all = with(needs, Facts.CALENDAR);
        timing(supply, id, OPEN_WORK, needs, parameters, r -> elapsed.apply(r).timing());
        timing(
                supply,
                id + BUSINESS,
                OPEN_WORK,
                all,
                parameters,
                r -> business.apply(r).timing());
        lifetimes.put(
                id + ".survival",
                new LifetimeEntry<>(
                        supply,
                        OPEN_WORK,
                        needs,
                        parameters,
                        r -> elapsed.apply(r).until(r.given().asOf())));
        lifetimes.put(
                id + BUSINESS + ".survival",
                new LifetimeEntry<>(
                        supply,
                        OPEN_WORK,
                        all,
                        parameters,
                        r -> business.apply(r).until(r.given().asOf())));
    }

    private void tickets() {
        List<String> spoken = with(TYPED, "actorKind");
        elapsed(Supply.TICKETS, "pickup", TYPED, TicketTimes.PICKUP);
        elapsed(Supply.TICKETS, "frt", spoken, TicketTimes.FIRST_REPLY);
        elapsed(Supply.REPLIES, "nrt", spoken, TicketTimes.NEXT_REPLY);
        elapsed(Supply.REPLIES, "reply", spoken, TicketTimes.REPLY);
        elapsed(Supply.TICKETS, "resolution.first", TYPED, TicketTimes.FIRST_RESOLUTION);
        elapsed(Supply.TICKETS, "resolution.full", TYPED, TicketTimes.FULL_RESOLUTION);
        elapsed(Supply.TICKETS, "cycleTime", DATED, TicketTimes.CYCLE);
        for (TicketClock clock : EnumSet.complementOf(EnumSet.of(TicketClock.UNSOLVED))) {
            timing(Supply.TICKETS, clock.word(), OPEN_WORK, TYPED, r -> TicketTimes.clock(clock));
            timing(
                    Supply.TICKETS,
                    clock.word() + BUSINESS,
                    OPEN_WORK,
                    with(TYPED, Facts.CALENDAR),
                    r -> TicketTimes.clock(clock, r.given().calendar()));
        }
        List<String> stage = List.of("stage");
        timing(Supply.TICKETS, "timeInStage", OPEN_WORK, TYPED, stage, r -> TicketTimes.inStage(stage(r)));
        timing(
                Supply.TICKETS,
                "timeInStage" + BUSINESS,
                OPEN_WORK,
                with(TYPED, Facts.CALENDAR),
                stage,
                r -> TicketTimes.inStage(stage(r), r.given().calendar()));
        add(new Entry<>(
                "handoffs",
                Supply.TICKETS,
                OPEN_WORK,
                List.of("ticketId", "at", "actorId|teamId"),
                List.of("between"),
                List.of("actorId"),
                r -> TicketFlow.handoffs(party(r))));
        ticket("backlog.opened", DATED, r -> TicketFlow.OPENED);
        add(new Entry<>("backlog.ended", Supply.ENDED_TICKETS, OPEN_WORK, DATED, r -> TicketFlow.ENDED));
        ticket("backlog.size", DATED, r -> TicketFlow.backlog(r.given().asOf()));
        timing(
                Supply.TICKETS,
                "backlog.age",
                OPEN_WORK,
                DATED,
                r -> TicketFlow.backlogAge(r.given().asOf()));
        ticket("reopen.rate", TYPED, r -> TicketFlow.REOPEN_RATE);
        add(new Entry<>(
                "reopen.within",
                Supply.TICKETS,
                OPEN_WORK,
                TYPED,
                List.of("window"),
                List.of("7d"),
                r -> TicketFlow.reopenedWithin(r.length(0), r.given().asOf())));
        ticket("fcr.straightThrough", TYPED, r -> TicketFlow.STRAIGHT_THROUGH);
        ticket("resolution.automatic", spoken, r -> TicketFlow.SOLVED_BY_MACHINE);
        ticket("reply.none", spoken, r -> TicketFlow.UNANSWERED);
        promises("sla.attainment", ServiceLevelAgreement::attainment);
        promises("sla.attainment.completed", ServiceLevelAgreement::completed);
        promises("sla.attainment.applied", ServiceLevelAgreement::applied);
        for (String clock : List.of("", BUSINESS)) {
            timing(
                    Supply.PROMISES,
                    "sla.overrun" + clock,
                    PROMISES,
                    clock.isEmpty() ? TYPED : with(TYPED, Facts.CALENDAR),
                    List.of("goal", "within"),
                    r -> ServiceLevelAgreement.overrun(Promises.policy(r)));
        }
    }

    private <S extends Summary<S>> void ticket(
            String id, List<String> needs, Function<Request, Metric<Ticket, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.TICKETS, OPEN_WORK, needs, metric));
    }

    /** A share of promises that the request names; the same id without any is that of contacts with a due instant. */
    private <S extends Summary<S>> void promises(
            String id, Function<ServicePolicy, Metric<Obligation, Measurement<S>>> metric) {
        for (String clock : List.of("", BUSINESS)) {
            Entry<?, ?> entry = new Entry<>(
                    id + clock,
                    Supply.PROMISES,
                    PROMISES,
                    clock.isEmpty() ? TYPED : with(TYPED, Facts.CALENDAR),
                    List.of("goal", "within"),
                    List.of(),
                    r -> metric.apply(Promises.policy(r)));
            entries.put(id + clock + WITH_PARAMETERS, entry);
        }
    }

    private static String stage(Request request) {
        String stage = request.parameters().get(0);
        if (!STAGES.contains(stage)) {
            throw new UsageException(
                    "metric " + request.text() + ": '" + stage + "' must be one of " + String.join(", ", STAGES));
        }
        return stage;
    }

    /** Between whom hand-offs are counted. */
    static Ticket.Party party(Request request) {
        return switch (request.parameters().get(0)) {
            case "actorId" -> Ticket.Party.AGENT;
            case "teamId" -> Ticket.Party.TEAM;
            default ->
                throw new UsageException("metric " + request.text() + ": '"
                        + request.parameters().get(0) + "' must be actorId or teamId");
        };
    }

    private static OpenWork.Milestone milestone(Request request, int i) {
        String field = request.parameters().get(i);
        return switch (field) {
            case "startedAt" -> OpenWork.Milestone.STARTED;
            case "answeredAt" -> OpenWork.Milestone.ANSWERED;
            case "firstResponseAt" -> OpenWork.Milestone.FIRST_RESPONSE;
            case "resolvedAt" -> OpenWork.Milestone.RESOLVED;
            case "endedAt" -> OpenWork.Milestone.ENDED;
            case "dueAt" -> OpenWork.Milestone.DUE;
            default ->
                throw new UsageException("metric " + request.text() + ": '" + field
                        + "' must be one of startedAt, answeredAt, firstResponseAt, resolvedAt, endedAt, dueAt");
        };
    }

    private static EnumSet<Handling.Part> withCustomer(Request request) {
        EnumSet<Handling.Part> parts = EnumSet.of(Handling.Part.TALK);
        if (request.given().mapped().contains("hold")) {
            parts.add(Handling.Part.HOLD);
        }
        return parts;
    }

    private void workforce() {
        List<String> paid = List.of("agentId", "state", "startedAt", "endedAt", "paid");
        List<String> scheduled = List.of("agentId", "state", "startedAt", "endedAt", "scheduledState");
        List<String> time = List.of("agentId", "state", "startedAt", "endedAt");
        day("occupancy", time, r -> Workforce.OCCUPANCY);
        day("utilization.handleOverPaid", paid, r -> Workforce.HANDLE_OVER_PAID);
        day("utilization.loggedInOverPaid", paid, r -> Workforce.LOGGED_IN_OVER_PAID);
        day("utilization.productiveOverPaid", paid, r -> Workforce.PRODUCTIVE_OVER_PAID);
        day("shrinkage", paid, r -> Workforce.SHRINKAGE);
        day("adherence", scheduled, r -> Workforce.ADHERENCE);
        day("conformance", scheduled, r -> Workforce.CONFORMANCE);
        day("attendance", scheduled, r -> Workforce.ATTENDANCE);
        add(new Entry<>(
                "punctuality",
                Supply.AGENT_DAYS,
                WORKFORCE,
                scheduled,
                List.of("grace"),
                List.of("5min"),
                r -> Workforce.punctuality(r.length(0))));
        add(new Entry<>("productivity", Supply.AGENT_DAYS_WITH_CONTACTS, WORKFORCE, time, r -> Workforce.PRODUCTIVITY));
    }

    private <S extends Summary<S>> void day(
            String id, List<String> needs, Function<Request, Metric<AgentDay, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.AGENT_DAYS, WORKFORCE, needs, metric));
    }

    private static EnumSet<Handling.Part> parts(Request request) {
        EnumSet<Handling.Part> parts = EnumSet.noneOf(Handling.Part.class);
        if (request.given().mapped().contains("talk")) {
            parts.add(Handling.Part.TALK);
        }
        if (request.given().mapped().contains("hold")) {
            parts.add(Handling.Part.HOLD);
        }
        if (request.given().mapped().contains("wrapUp")) {
            parts.add(Handling.Part.WRAP_UP);
        }
        return parts.isEmpty() ? EnumSet.allOf(Handling.Part.class) : parts;
    }

    private void surveys() {
        csat("csat.t2b", Satisfaction.Csat::topTwo);
        csat("csat.top", Satisfaction.Csat::topBox);
        csat("csat.mean", Satisfaction.Csat::mean);
        csat("csat.net", Satisfaction.Csat::net);
        csat("csat.goodBad", Satisfaction.Csat::goodAmongGoodAndBad);
        csat("csat.rescaled", Satisfaction.Csat::rescaledMean);
        csat("csat.ofMax", Satisfaction.Csat::shareOfMaximum);
        survey("nps", "Loyalty", List.of("kind", "score"), Catalogue::nps);
        survey("enps", "Loyalty", List.of("kind", "score"), r -> {
            Occasion occasion = r.occasion();
            return occasion == null ? Loyalty.ENPS : Loyalty.enps(occasion);
        });
        ces("ces.mean", Satisfaction.Ces::mean);
        ces("ces.easy", Satisfaction.Ces::easy);
        ces("ces.net", Satisfaction.Ces::net);
        survey(
                "loyalty.share",
                "Loyalty",
                List.of("kind", "score", "scale"),
                r -> intent(r).share());
        survey(
                "loyalty.top",
                "Loyalty",
                List.of("kind", "score", "scale"),
                r -> intent(r).topBox());
        add(new Entry<>(
                "acsi.like",
                Supply.QUESTIONNAIRES,
                "Satisfaction",
                List.of("kind", "score", "scale"),
                List.of("overall", "expectations", "ideal"),
                List.of(),
                r -> Satisfaction.acsi(
                        Objects.requireNonNullElse(r.scale(), TEN),
                        r.parameters().get(0),
                        r.parameters().get(1),
                        r.parameters().get(2))));
        survey("review.stars", "Public reviews and tone", List.of("kind", "score"), r -> Reviews.STARS_MEAN);
        survey("review.fourOrMore", "Public reviews and tone", List.of("kind", "score"), r -> Reviews.FOUR_OR_MORE);
        add(new Entry<>(
                "review.bayesian",
                Supply.ANSWERS,
                "Public reviews and tone",
                List.of("kind", "score"),
                List.of("m", "C"),
                List.of(),
                r -> Reviews.bayesianMean(r.number(0), r.number(1))));
        add(new Entry<>(
                "sentiment.net",
                Supply.ANSWERS,
                "Public reviews and tone",
                List.of("kind", "score", "classifier"),
                List.of("classifier"),
                List.of(),
                r -> Reviews.sentimentNet(r.parameters().get(0))));
        responses();
    }

    private static Metric<SurveyResponse, Measurement<Ratings>> nps(Request r) {
        Occasion occasion = r.occasion();
        return occasion == null ? Loyalty.NPS : Loyalty.nps(occasion);
    }

    private static Loyalty.Intent intent(Request r) {
        Loyalty.Intent intent = Loyalty.intent(Objects.requireNonNullElse(r.scale(), FIVE));
        Occasion occasion = r.occasion();
        return occasion == null ? intent : intent.of(occasion);
    }

    private void customers() {
        customer("churn.cohort", r -> Retention.CHURN);
        customer("churn.allOfStart", r -> Retention.CHURN_ALL_OF_START);
        customer("churn.allOfAverage", r -> Retention.CHURN_ALL_OF_AVERAGE);
        customer("churn.allOfStartPlusNew", r -> Retention.CHURN_ALL_OF_START_PLUS_NEW);
        customer("churn.hazard", r -> Retention.CHURN_HAZARD);
        customer("churn.daily", r -> Retention.churnDaily(r.given().zone()));
        customer("retention.crr", r -> Retention.CRR);
        customer("retention.crrTextbook", r -> Retention.CRR_TEXTBOOK);
        lifetime(
                Supply.CUSTOMERS,
                "retention",
                "Customers",
                List.of("churned|endedAt", "tenureMonths|startedAt"),
                r -> Retention.SURVIVAL,
                "12mo");
        List<String> revenue = List.of("churned|endedAt", "monthlyRevenue", "currency");
        perCustomer("revenue.grossChurn", revenue, r -> Revenue.grossChurn(r.money()));
        perCustomer("revenue.grr", revenue, r -> Revenue.grossRetention(r.money()));
        amount(
                Supply.CUSTOMERS,
                "revenue.arpu",
                "Customers",
                List.of("monthlyRevenue", "currency"),
                r -> Revenue.perCustomer(r.money()));
        perCustomer("contact.rate[customer]", List.of("contacts"), r -> Volume.CONTACT_RATE);
        perCustomer(
                "contact.rate[customerMonth]",
                List.of("contacts", "tenureMonths|startedAt"),
                r -> Volume.CONTACT_RATE_PER_MONTH);
        perCustomer("contact.share", List.of("contacts"), r -> Volume.CONTACT_SHARE);
    }

    private void purchases() {
        List<String> orders = List.of("customerId", "at");
        List<String> money = List.of("customerId", "at", "amount", "currency");
        buyers("repeatPurchase[order]", orders, r -> Purchases.REPEAT);
        buyers("repeatPurchase[day]", orders, r -> Purchases.repeatOnAnotherDay(zone(r)));
        add(new Entry<>(
                "repeatPurchase",
                Supply.BUYERS,
                PURCHASES,
                orders,
                List.of("unit", "window"),
                List.of("day", "30d"),
                Catalogue::repeatWithin));
        timing(Supply.BUYERS, "secondPurchase", PURCHASES, orders, r -> Purchases.secondPurchase(zone(r)));
        lifetime(
                Supply.BUYERS,
                "secondPurchase",
                PURCHASES,
                orders,
                r -> Purchases.untilSecond(zone(r), r.given().asOf()),
                "90d");
        buyers("ordersPerCustomer", orders, r -> Purchases.ORDERS_PER_CUSTOMER);
        add(new Entry<>(
                "churn.inactivity",
                Supply.BUYERS,
                PURCHASES,
                orders,
                List.of("window"),
                List.of("30d"),
                r -> Purchases.inactivityChurn(zone(r), r.days(0), r.given().asOf())));
        amount(Supply.PURCHASES, "orderValue", PURCHASES, money, r -> Purchases.orderValue(r.money()));
        buyers("revenue.repeatShare", money, r -> Purchases.repeatShare(r.money()));
        add(new Entry<>(
                "revenue.concentration",
                Supply.BUYERS,
                PURCHASES,
                money,
                List.of("share"),
                List.of("20%"),
                r -> Purchases.concentration(r.share(0), r.money())));
        timing(Supply.GAPS, "purchaseGap", PURCHASES, orders, r -> Purchases.GAP);
        add(new Entry<>(
                "return.rate",
                Supply.PURCHASES,
                PURCHASES,
                List.of("customerId", "at", "returned"),
                r -> Purchases.RETURN_RATE));
        add(new Entry<>(
                "retention.cohort",
                Supply.BUYER_PERIODS,
                PURCHASES,
                orders,
                List.of("period"),
                List.of("month"),
                r -> Cohorts.RETENTION));
        add(new Entry<>("retention.next", Supply.BUYER_PERIODS, PURCHASES, orders, r -> Cohorts.NEXT));
    }

    private static Metric<Buyer, Measurement<Proportion>> repeatWithin(Request request) {
        if (!request.is(0, "day")) {
            throw new UsageException("metric " + request.text() + ": '"
                    + request.parameters().get(0) + "' must be day, as a window is counted in days");
        }
        return Purchases.repeatWithin(
                zone(request), request.days(1), request.given().asOf());
    }

    private static ZoneId zone(Request request) {
        return request.given().zone();
    }

    private <S extends Summary<S>> void buyers(
            String id, List<String> needs, Function<Request, Metric<Buyer, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.BUYERS, PURCHASES, needs, metric));
    }

    private <S extends Summary<S>> void perCustomer(
            String id, List<String> needs, Function<Request, Metric<CustomerPeriod, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.CUSTOMERS, "Customers", needs, metric));
    }

    private void complaints() {
        complaint("complaint.volume", List.of(), r -> Complaints.VOLUME);
        rate("complaint.rate", List.of(), Complaints::rate);
        complaint("complaint.upheld", List.of("closedAt", "upheld"), r -> Complaints.UPHELD);
        complaint("complaint.closed", List.of("closedAt"), r -> Complaints.CLOSED);
        complaint("complaint.closedInTime", List.of("closedAt", "dueAt"), r -> Complaints.CLOSED_IN_TIME);
        timing(
                Supply.COMPLAINTS,
                "complaint.timeToClose",
                COMPLAINTS,
                List.of("openedAt", "closedAt"),
                r -> Complaints.TIME_TO_CLOSE);
        complaint(
                "complaint.closedBetween",
                List.of("openedAt", "closedAt"),
                List.of("after", "within"),
                List.of("3d", "56d"),
                r -> Complaints.closedBetween(r.length(0), r.length(1)));
        complaint("complaint.complainants", List.of("customerId"), r -> Complaints.COMPLAINANTS);
        complaint("complaint.perComplainant", List.of("customerId"), r -> Complaints.PER_COMPLAINANT);
        complaint("complaint.repeat", List.of("customerId"), r -> Complaints.REPEAT_COMPLAINANTS);
        List<String> categories = List.of("topic|categories");
        List<String> labels = List.of("labels");
        List<String> each = List.of("each");
        complaint("complaint.pareto", categories, labels, each, r -> Complaints.pareto(allocation(r)));
        complaint(
                "complaint.share",
                categories,
                List.of("category"),
                List.of(),
                r -> Complaints.share(r.parameters().get(0)));
        complaint(
                "complaint.recurring",
                List.of("topic", "customerId"),
                List.of("customers"),
                List.of("3"),
                r -> Complaints.recurring(r.whole(0)));
        List<String> kind = List.of("feedbackKind");
        complaint("compliment.share", kind, r -> Complaints.COMPLIMENT_SHARE);
        rate("compliment.rate", kind, Complaints::complimentRate);
        complaint(
                "compliment.pareto",
                List.of("feedbackKind", "topic|categories"),
                labels,
                each,
                r -> Complaints.compliments(allocation(r)));
        complaint(
                "obstacle.pareto",
                List.of("feedbackKind", "topic|categories"),
                labels,
                each,
                r -> Complaints.obstacles(allocation(r)));
    }

    private void rate(
            String id, List<String> needs, Function<Complaints.Exposure, Metric<Fact, Measurement<EventRate>>> metric) {
        add(new Entry<>(
                id + "[contact]",
                Supply.FEEDBACK_AMONG_CONTACTS,
                COMPLAINTS,
                needs,
                r -> metric.apply(Complaints.Exposure.CONTACT)));
        add(new Entry<>(
                id + "[customer]",
                Supply.FEEDBACK_AMONG_CUSTOMERS,
                COMPLAINTS,
                needs,
                r -> metric.apply(Complaints.Exposure.CUSTOMER)));
    }

    private static Categories.Allocation allocation(Request request) {
        return request.word(0, Categories.Allocation.class);
    }

    private <S extends Summary<S>> void complaint(
            String id, List<String> needs, Function<Request, Metric<Feedback, Measurement<S>>> metric) {
        complaint(id, needs, List.of(), List.of(), metric);
    }

    private <S extends Summary<S>> void complaint(
            String id,
            List<String> needs,
            List<String> parameters,
            List<String> defaults,
            Function<Request, Metric<Feedback, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.COMPLAINTS, COMPLAINTS, needs, parameters, defaults, metric));
    }

    private void reviews() {
        checklists("qa", List.of("score"), Quality.QA);
        checklists("mystery", List.of("score", "reviewerKind"), Quality.MYSTERY);
        List<String> lines = List.of("lines");
        List<String> all = List.of("all");
        review(
                "accuracy.unit",
                List.of("score"),
                lines,
                all,
                r -> r.is(0, "all")
                        ? Quality.QA.accuracyOfUnits()
                        : Quality.QA.accuracyOfUnits(r.word(0, QualityReview.Criticality.class)));
        review(
                "accuracy.opportunity",
                List.of("score"),
                lines,
                all,
                r -> r.is(0, "all")
                        ? Quality.QA.accuracyOfOpportunities()
                        : Quality.QA.accuracyOfOpportunities(r.word(0, QualityReview.Criticality.class)));
        review(
                "mystery.accuracy.unit",
                List.of("score", "reviewerKind"),
                List.of(),
                List.of(),
                r -> Quality.MYSTERY.accuracyOfUnits());
        review(
                "mystery.accuracy.opportunity",
                List.of("score", "reviewerKind"),
                List.of(),
                List.of(),
                r -> Quality.MYSTERY.accuracyOfOpportunities());
        List<String> raters = List.of("score", "reviewerId", "interactionId");
        add(new Entry<>(
                "qa.agreement",
                Supply.RATED_LINES,
                QUALITY,
                raters,
                List.of("form"),
                List.of("cohen"),
                Catalogue::agreement));
        for (String form : List.of("icc1", "icc2", "icc3")) {
            add(new Entry<>(
                    "qa.agreement[" + form + "]",
                    Supply.RATED_TOTALS,
                    QUALITY,
                    raters,
                    r -> agreement(r.with(List.of(form)))));
        }
        add(new Entry<>("qa.leniency", Supply.LENIENCIES, QUALITY, raters, r -> Calibration.LENIENCY));
        add(new Entry<>(
                "rubric.median",
                Supply.RATED_PEOPLE,
                "People, as peers and managers see them",
                List.of("score", "reviewerId", "agentId", "reviewerKind"),
                r -> Calibration.RUBRIC));
    }

    private static Metric<RatedUnit, Measurement<RatedUnits>> agreement(Request r) {
        String form = r.parameters().get(0).toLowerCase(Locale.ROOT);
        return switch (form) {
            case "percent" -> Calibration.PERCENT_AGREEMENT;
            case "cohen" -> Calibration.COHEN;
            case "cohen-linear" -> Calibration.cohen(Agreement.Weights.LINEAR);
            case "cohen-quadratic" -> Calibration.cohen(Agreement.Weights.QUADRATIC);
            case "fleiss" -> Calibration.fleiss(r.given().seed());
            case "alpha-nominal" ->
                Calibration.krippendorff(Agreement.Level.NOMINAL, r.given().seed());
            case "alpha-ordinal" ->
                Calibration.krippendorff(Agreement.Level.ORDINAL, r.given().seed());
            case "alpha-interval" ->
                Calibration.krippendorff(Agreement.Level.INTERVAL, r.given().seed());
            case "icc1" -> Calibration.icc(Agreement.Icc.ONE_WAY, r.given().seed());
            case "icc2" ->
                Calibration.icc(Agreement.Icc.TWO_WAY_RANDOM, r.given().seed());
            case "icc3" ->
                Calibration.icc(Agreement.Icc.TWO_WAY_MIXED, r.given().seed());
            default ->
                throw new UsageException("metric " + r.text() + ": '" + form + "' must be one of percent, cohen,"
                        + " cohen-linear, cohen-quadratic, fleiss, alpha-nominal, alpha-ordinal, alpha-interval, icc1,"
                        + " icc2, icc3");
        };
    }

    private void checklists(String family, List<String> needs, Quality.Checklists checklists) {
        review(family + ".score", needs, List.of(), List.of(), r -> checklists.score());
        review(
                family + ".score.knockOut",
                with(needs, "critical"),
                List.of(),
                List.of(),
                r -> checklists.score(Scoring.KNOCK_OUT));
        review(
                family + ".score.capped",
                with(needs, "critical"),
                List.of("cap"),
                List.of("50%"),
                r -> checklists.score(Scoring.WEIGHTED.capped(r.share(0))));
        review(
                family + ".passRate",
                needs,
                List.of("mark"),
                List.of("80%"),
                r -> checklists.passRate(r.share(0), Scoring.WEIGHTED));
        review(family + ".criticalPass", with(needs, "critical"), List.of(), List.of(), r -> checklists.criticalPass());
    }

    private static List<String> with(List<String> needs, String more) {
        List<String> all = new ArrayList<>(needs);
        all.add(more);
        return List.copyOf(all);
    }

    private <S extends Summary<S>> void review(
            String id,
            List<String> needs,
            List<String> parameters,
            List<String> defaults,
            Function<Request, Metric<QualityReview, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.REVIEWS, QUALITY, needs, parameters, defaults, metric));
    }

    private void responses() {
        response("survey.responseRate", List.of("sent|delivered"), r -> Surveys.RESPONSE_RATE);
        response(
                "survey.responseRate.withPartials",
                List.of("sent|delivered", "partial"),
                r -> Surveys.RESPONSE_RATE_WITH_PARTIALS);
        for (Surveys.Aapor rate : Surveys.Aapor.values()) {
            boolean estimated = rate == Surveys.Aapor.RR3 || rate == Surveys.Aapor.RR4;
            add(new Entry<>(
                    "survey.responseRate." + rate.name().toLowerCase(Locale.ROOT),
                    Supply.SURVEYS,
                    "Surveys",
                    List.of("sent|delivered"),
                    estimated ? List.of("e") : List.of(),
                    List.of(),
                    r -> Surveys.aapor(rate, estimated ? r.share(0) : 0)));
        }
        response("survey.coverage", List.of("eligible", "sent"), r -> Surveys.COVERAGE);
        response("survey.overall", List.of("eligible"), r -> Surveys.OVERALL);
    }

    private void response(
            String id, List<String> needs, Function<Request, Metric<SurveyResponse, Measurement<Tally>>> metric) {
        add(new Entry<>(id, Supply.SURVEYS, "Surveys", needs, metric));
    }

    private void add(Entry<?, ?> entry) {
        Entry<?, ?> other = entries.put(entry.id(), entry);
        if (other != null) {
            others.put(entry.id(), other);
        }
    }

    /** The same metric of another record, which files without this one feed; null if there is none. */
    @Nullable
    Entry<?, ?> other(Entry<?, ?> entry) {
        return others.get(entry.id());
    }

    private <S extends Summary<S>> void contact(
            String id,
            String topic,
            List<String> needs,
            Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        contact(id, topic, needs, List.of(), List.of(), metric);
    }

    private <S extends Summary<S>> void contact(
            String id,
            String topic,
            List<String> needs,
            List<String> parameters,
            List<String> defaults,
            Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.CONTACTS, topic, needs, parameters, defaults, metric));
    }

    private <S extends Summary<S>> void serviceLevel(
            String variant, boolean isShort, Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        contact(
                "serviceLevel." + variant,
                "Queue",
                List.of("wait|answeredAt"),
                isShort ? List.of("threshold", "short") : List.of("threshold"),
                isShort ? List.of("20s", "5s") : List.of("20s"),
                metric);
    }

    private void timing(String id, String topic, List<String> needs, Function<Request, Timing<Interaction>> timing) {
        timing(Supply.CONTACTS, id, topic, needs, timing);
    }

    private <E extends Fact> void timing(
            Supply<E> supply, String id, String topic, List<String> needs, Function<Request, Timing<E>> timing) {
        timing(supply, id, topic, needs, List.of(), timing);
    }

    private <E extends Fact> void timing(
            Supply<E> supply,
            String id,
            String topic,
            List<String> needs,
            List<String> parameters,
            Function<Request, Timing<E>> timing) {
        timings.put(id, new TimingEntry<>(supply, topic, needs, parameters, timing));
        add(new Entry<>(
                id,
                supply,
                topic,
                needs,
                parameters,
                List.of(),
                r -> timing.apply(r).mean()));
    }

    private <E extends Fact> void amount(
            Supply<E> supply, String id, String topic, List<String> needs, Function<Request, Amount<E>> amount) {
        amounts.put(id, new AmountEntry<>(supply, topic, needs, amount));
        add(new Entry<>(id, supply, topic, needs, r -> amount.apply(r).mean()));
    }

    /** The share that lasts beyond an age, and by the same name quantiles, the mean up to an age, and the whole curve. */
    private <E extends Fact> void lifetime(
            Supply<E> supply,
            String id,
            String topic,
            List<String> needs,
            Function<Request, Survival<E>> survival,
            String age) {
        lifetimes.put(id + ".survival", new LifetimeEntry<>(supply, topic, needs, List.of(), survival));
        add(beyond(id + ".survival", new LifetimeEntry<>(supply, topic, needs, List.of(), survival), List.of(age)));
    }

    private static <E extends Fact> Entry<E, ?> beyond(String id, LifetimeEntry<E> entry, List<String> defaults) {
        int own = entry.parameters().size();
        return new Entry<>(
                id, entry.supply(), entry.topic(), entry.needs(), and(entry.parameters(), "age"), defaults, r -> {
                    Survival<E> asked = entry.survival().apply(r);
                    return asked.at(r.age(own, asked.unit()));
                });
    }

    private static <E extends Fact> Entry<E, ?> lasting(String id, LifetimeEntry<E> entry, String what) {
        Function<Request, Survival<E>> survival = entry.survival();
        boolean mean = what.equals("mean");
        Function<Request, Metric<E, Measurement<Lifetimes>>> metric = mean
                ? r -> survival.apply(r)
                        .restrictedMean(r.age(
                                entry.parameters().size(), survival.apply(r).unit()))
                : what.equals("curve")
                        ? r -> survival.apply(r).curve()
                        : r -> survival.apply(r).quantile(Double.parseDouble(what.substring(1)) / 100);
        return new Entry<>(
                id,
                entry.supply(),
                entry.topic(),
                entry.needs(),
                mean ? and(entry.parameters(), "age") : entry.parameters(),
                List.of(),
                metric);
    }

    private <S extends Summary<S>> void survey(
            String id,
            String topic,
            List<String> needs,
            Function<Request, Metric<SurveyResponse, Measurement<S>>> metric) {
        add(new Entry<>(id, Supply.ANSWERS, topic, needs, metric));
    }

    private <S extends Summary<S>> void csat(
            String id, Function<Satisfaction.Csat, Metric<SurveyResponse, Measurement<S>>> metric) {
        survey(id, "Satisfaction", List.of("kind", "score", "scale"), r -> {
            Satisfaction.Csat csat = Satisfaction.csat(Objects.requireNonNullElse(r.scale(), FIVE));
            Occasion occasion = r.occasion();
            return metric.apply(occasion == null ? csat : csat.of(occasion));
        });
    }

    private <S extends Summary<S>> void ces(
            String id, Function<Satisfaction.Ces, Metric<SurveyResponse, Measurement<S>>> metric) {
        survey(id, "Effort", List.of("kind", "score", "scale"), r -> {
            Satisfaction.Ces ces = Satisfaction.ces(Objects.requireNonNullElse(r.scale(), SEVEN));
            Occasion occasion = r.occasion();
            return metric.apply(occasion == null ? ces : ces.of(occasion));
        });
    }

    private <S extends Summary<S>> void customer(
            String id, Function<Request, Metric<CustomerPeriod, Measurement<S>>> metric) {
        List<String> needs = new ArrayList<>(List.of("churned|endedAt"));
        if (id.equals("churn.hazard")) {
            needs.add("tenureMonths|startedAt");
        }
        if (id.equals("churn.daily")) {
            needs.add("endedAt");
        }
        perCustomer(id, needs, metric);
    }

    List<Entry<?, ?>> entries() {
        return List.copyOf(entries.values());
    }

    /** What is an amount of money. */
    Set<String> amounts() {
        return Collections.unmodifiableSet(amounts.keySet());
    }

    /** What has a length of time. */
    Set<String> timings() {
        return Collections.unmodifiableSet(timings.keySet());
    }

    /** What lasts. */
    List<String> lifetimes() {
        return lifetimes.keySet().stream()
                .map(id -> id.replace(".survival", ""))
                .toList();
    }

    /** The entry that a request asks for, and the request with all parameters. */
    record Found(Entry<?, ?> entry, Request request) {}

    Found find(Request request) {
        Entry<?, ?> exact = entries.get(request.id() + request.parameters());
        if (exact != null) {
            return new Found(exact, request.with(List.of()));
        }
        boolean bare = request.parameters().isEmpty() && DEFAULT_OF.containsKey(request.id());
        Entry<?, ?> entry = entries.get(bare ? request.id() + DEFAULT_OF.get(request.id()) : request.id());
        Entry<?, ?> same = entries.get(request.id() + WITH_PARAMETERS);
        if (same != null && (entry == null || !request.parameters().isEmpty())) {
            entry = same;
        }
        if (entry == null) {
            entry = variant(request);
        }
        Request asked = entry.kind() == RecordKind.SURVEYS ? survey(entry, request) : request;
        if (entry.id().equals("sentiment.net") && asked.parameters().isEmpty()) {
            return new Found(entry, asked);
        }
        int given = asked.parameters().size();
        if (given > entry.parameters().size()) {
            throw new UsageException("metric " + request.text() + " has too many parameters; it takes "
                    + (entry.parameters().isEmpty() ? "none" : entry.parameters()));
        }
        List<String> parameters = new ArrayList<>(asked.parameters());
        for (int i = given; i < entry.parameters().size(); i++) {
            boolean optional = entry.parameters().get(i).equals("definition");
            if (i >= entry.defaults().size() && optional) {
                break;
            }
            if (i >= entry.defaults().size()) {
                throw new UsageException("metric " + request.text() + " lacks its parameter "
                        + entry.parameters().get(i) + "; it takes " + entry.parameters());
            }
            parameters.add(entry.defaults().get(i));
        }
        Request whole = asked.with(parameters);
        // Made once to see that the parameters can be read; a scale is checked with the answers that there are.
        if (entry.kind() != RecordKind.SURVEYS || !parameters.isEmpty()) {
            try {
                entry.metric().apply(whole).empty();
            } catch (IllegalArgumentException e) {
                throw new UsageException("metric " + request.text() + ": " + e.getMessage());
            }
        }
        return new Found(entry, whole);
    }

    /** The id in brackets that a bare id stands for. */
    private static final Map<String, String> DEFAULT_OF = Map.of(
            "contact.rate", "[customer]",
            "complaint.rate", "[contact]",
            "repeatPurchase", "[order]",
            "compliment.rate", "[contact]");

    /** The same metric by another exposure, where the files lack the one it needs; null if there is none. */
    @Nullable
    Entry<?, ?> instead(Request request) {
        return request.parameters().isEmpty() ? entries.get(request.id() + "[customer]") : null;
    }

    /** What a survey metric's brackets say of the answers: a kind for response rates, an occasion for NPS, else a scale. */
    private static Request survey(Entry<?, ?> entry, Request request) {
        List<String> given = request.parameters();
        if (entry.supply().is(Supply.SURVEYS)) {
            for (SurveyKind kind : SurveyKind.values()) {
                if (!given.isEmpty() && kind.name().equalsIgnoreCase(given.get(given.size() - 1))) {
                    return request.with(given.subList(0, given.size() - 1)).on(kind);
                }
            }
            return request;
        }
        if (given.isEmpty() || !entry.parameters().isEmpty()) {
            return request;
        }
        Request asked = request;
        List<String> rest = given;
        for (Occasion occasion : Occasion.values()) {
            if (occasion.name().equalsIgnoreCase(given.get(given.size() - 1))) {
                asked = asked.on(occasion);
                rest = given.subList(0, given.size() - 1);
            }
        }
        if (rest.isEmpty()) {
            return asked.with(List.of());
        }
        boolean recommending = Set.of("nps", "enps").contains(entry.id());
        String what = recommending ? "an occasion, relational or transactional" : "a scale like 1-5 or an occasion";
        try {
            Scale scale = Scale.parse(String.join(",", rest));
            if (recommending && (scale.min() != 0 || scale.max() != 10)) {
                throw new UsageException("metric " + request.text() + ": is asked on 0-10 only");
            }
            // Made once to see that the scale suits the metric.
            Request whole = asked.with(List.of()).on(scale);
            entry.metric().apply(whole).empty();
            return whole;
        } catch (IllegalArgumentException e) {
            throw new UsageException("metric " + request.text() + ": '" + String.join(",", rest) + "' must be " + what
                    + (String.valueOf(e.getMessage()).startsWith("scale must be like") ? "" : "; " + e.getMessage()));
        }
    }

    /** A quantile, or the share within a threshold, of a length of time. */
    private Entry<?, ?> variant(Request request) {
        Matcher lasting = LASTING.matcher(request.id());
        if (lasting.matches() && lifetimes.containsKey(lasting.group(1))) {
            return lasting(request.id(), Objects.requireNonNull(lifetimes.get(lasting.group(1))), lasting.group(2));
        }
        LifetimeEntry<?> whole = lifetimes.get(request.id());
        if (whole != null) {
            return beyond(request.id(), whole, List.of());
        }
        Matcher quantile = QUANTILE.matcher(request.id());
        if (quantile.matches() && timings.containsKey(quantile.group(1))) {
            double q = Double.parseDouble(quantile.group(2)) / 100;
            return quantile(request.id(), Objects.requireNonNull(timings.get(quantile.group(1))), q);
        }
        if (quantile.matches() && amounts.containsKey(quantile.group(1))) {
            double q = Double.parseDouble(quantile.group(2)) / 100;
            return quantile(request.id(), Objects.requireNonNull(amounts.get(quantile.group(1))), q);
        }
        AmountEntry<?> most = amounts.get(base(request, ".within"));
        if (most != null) {
            return within(request.id(), most);
        }
        AmountEntry<?> classes = amounts.get(base(request, ".histogram"));
        if (classes != null) {
            return histogram(request.id(), classes, request.parameters().size());
        }
        TimingEntry<?> within = timings.get(base(request, ".within"));
        if (within != null) {
            return within(request.id(), within);
        }
        TimingEntry<?> histogram = timings.get(base(request, ".histogram"));
        if (histogram != null) {
            return histogram(request.id(), histogram, request.parameters().size());
        }
        throw new UsageException("unknown metric '" + request.text() + "'; the nearest are "
                + Nearest.to(request.id(), entries.keySet()) + "; --list shows all");
    }

    private static String base(Request request, String suffix) {
        String id = request.id();
        return id.endsWith(suffix) ? id.substring(0, id.length() - suffix.length()) : "";
    }

    private static <E extends Fact> Entry<E, ?> quantile(String id, TimingEntry<E> timing, double q) {
        return new Entry<>(
                id,
                timing.supply(),
                timing.topic(),
                timing.needs(),
                and(timing.parameters(), "definition"),
                // Behind the timing's own parameters, which have no defaults.
                timing.parameters().isEmpty() ? List.of("type7") : List.of(),
                r -> timing.timing()
                        .apply(r)
                        .quantile(q, definition(r, timing.parameters().size())));
    }

    private static <E extends Fact> Entry<E, ?> within(String id, TimingEntry<E> timing) {
        return new Entry<>(
                id,
                timing.supply(),
                timing.topic(),
                timing.needs(),
                and(timing.parameters(), "threshold"),
                List.of(),
                r -> timing.timing()
                        .apply(r)
                        .within(r.length(timing.parameters().size())));
    }

    private static <E extends Fact> Entry<E, ?> histogram(String id, TimingEntry<E> timing, int given) {
        int own = timing.parameters().size();
        List<String> parameters = new ArrayList<>(timing.parameters());
        for (int i = own; i < Math.max(given, own + 1); i++) {
            parameters.add("bound");
        }
        return new Entry<>(id, timing.supply(), timing.topic(), timing.needs(), parameters, List.of(), r -> {
            Duration[] bounds = new Duration[parameters.size() - own];
            for (int i = 0; i < bounds.length; i++) {
                bounds[i] = r.length(own + i);
            }
            return timing.timing().apply(r).histogram(bounds);
        });
    }

    private static <E extends Fact> Entry<E, ?> quantile(String id, AmountEntry<E> amount, double q) {
        return new Entry<>(
                id,
                amount.supply(),
                amount.topic(),
                amount.needs(),
                List.of("definition"),
                List.of("type7"),
                r -> amount.amount().apply(r).quantile(q, definition(r, 0)));
    }

    private static <E extends Fact> Entry<E, ?> within(String id, AmountEntry<E> amount) {
        return new Entry<>(
                id,
                amount.supply(),
                amount.topic(),
                amount.needs(),
                List.of("amount"),
                List.of(),
                r -> amount.amount().apply(r).within(r.amount(0)));
    }

    private static <E extends Fact> Entry<E, ?> histogram(String id, AmountEntry<E> amount, int given) {
        return new Entry<>(
                id,
                amount.supply(),
                amount.topic(),
                amount.needs(),
                Collections.nCopies(Math.max(1, given), "bound"),
                List.of(),
                r -> {
                    Money[] bounds = new Money[r.parameters().size()];
                    for (int i = 0; i < bounds.length; i++) {
                        bounds[i] = r.amount(i);
                    }
                    return amount.amount().apply(r).histogram(bounds);
                });
    }

    private static List<String> and(List<String> parameters, String more) {
        List<String> all = new ArrayList<>(parameters);
        all.add(more);
        return List.copyOf(all);
    }

    private static QuantileDefinition definition(Request request, int place) {
        if (request.parameters().size() <= place) {
            return QuantileDefinition.TYPE7;
        }
        String name = request.parameters().get(place);
        return Arrays.stream(QuantileDefinition.values())
                .filter(type -> type.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "metric " + request.text() + ": '" + name + "' must be one of type1 to type9"));
    }
}

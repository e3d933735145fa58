package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.AgentActivity;
import io.github.supportmetrics.event.ticket.ActorKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of record that files hold, with their canonical fields. */
enum RecordKind {
    /** Contacts. */
    INTERACTIONS(
            "interactions",
            "text id customerId agentId queue channel topic issueId; integer version transfers reopens replies; "
                    + "instant startedAt answeredAt abandonedAt firstResponseAt resolvedAt endedAt dueAt; "
                    + "duration wait talk hold wrapUp; boolean answered resolved resolvableAtFirstLevel escalated; "
                    + "decimal cost sales; disposition disposition"),
    /** Survey answers. */
    SURVEYS(
            "surveys",
            "text id interactionId agentId customerId channel question scale satisfied classifier; integer score version; "
                    + "boolean eligible sent delivered partial; instant sentAt respondedAt; kind kind; "
                    + "occasion occasion"),
    /** Customers. */
    CUSTOMERS(
            "customers",
            "text id segment; integer version contacts; instant startedAt endedAt; decimal tenureMonths monthlyRevenue; "
                    + "boolean churned"),
    /** Orders. */
    PURCHASES("purchases", "text customerId; instant at; decimal amount; integer quantity; boolean returned"),
    /** What happened to tickets. */
    TICKET_EVENTS(
            "ticketEvents",
            "text ticketId actorId teamId from to; instant at; actor actorKind; boolean public; event type"),
    /** Lines of checklists. */
    REVIEWS(
            "reviews",
            "text id interactionId agentId reviewerId section item; instant at; decimal weight score max; "
                    + "boolean notApplicable; reviewer reviewerKind; selection selection; critical critical"),
    /** Complaints and what else is said unasked. */
    COMPLAINTS(
            "complaints",
            "text id customerId agentId channel interactionId topic categories matter; "
                    + "instant openedAt closedAt dueAt; boolean upheld; feedback feedbackKind"),
    /** How agents spent their time. */
    ACTIVITIES(
            "activities", "text agentId; instant startedAt endedAt; state state scheduledState; boolean paid excused");

    /** The words of enum fields, by type. */
    static final Map<FieldType, List<String>> WORDS = Map.ofEntries(
            Map.entry(
                    FieldType.DISPOSITION,
                    List.of(
                            "HANDLED",
                            "ABANDONED",
                            "FLOW_OUT",
                            "CALLBACK",
                            "EXCLUDED",
                            "SPAM",
                            "TEST",
                            "DELETED",
                            "MERGED",
                            "DUPLICATE")),
            Map.entry(
                    FieldType.KIND, List.of("csat", "nps", "enps", "ces", "loyalty", "review", "sentiment", "custom")),
            Map.entry(FieldType.OCCASION, List.of("RELATIONAL", "TRANSACTIONAL")),
            Map.entry(FieldType.REVIEWER, List.of("QA", "MYSTERY", "PEER", "MANAGER", "AI")),
            Map.entry(FieldType.SELECTION, List.of("RANDOM", "ALL", "TARGETED", "COMPLAINT")),
            Map.entry(
                    FieldType.CRITICAL,
                    List.of("NONE", "CUSTOMER", "BUSINESS", "COMPLIANCE", "UNSPECIFIED", "true", "false")),
            Map.entry(FieldType.FEEDBACK, List.of("COMPLAINT", "COMPLIMENT", "SUGGESTION", "OBSTACLE")),
            Map.entry(
                    FieldType.ACTOR,
                    Arrays.stream(ActorKind.values()).map(Enum::name).toList()),
            Map.entry(FieldType.EVENT, TicketRows.WORDS),
            Map.entry(FieldType.BOOLEAN, List.of("true", "false")),
            Map.entry(
                    FieldType.STATE,
                    Arrays.stream(AgentActivity.State.values()).map(Enum::name).toList()));

    private final String word;
    private final String fields;

    RecordKind(String word, String fields) {
        this.word = word;
        this.fields = fields;
    }

    String word() {
        return word;
    }

    /** The instant that says when a record of this kind belongs where. */
    String basis() {
        return switch (this) {
            case SURVEYS -> "respondedAt";
            case REVIEWS, PURCHASES, TICKET_EVENTS -> "at";
            case COMPLAINTS -> "openedAt";
            default -> "startedAt";
        };
    }

    /** Canonical field → type, in a fixed order. */
    Map<String, FieldType> fields() {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (String group : fields.split(";", -1)) {
            String[] words = group.strip().split(" ", -1);
            for (String field : Arrays.asList(words).subList(1, words.length)) {
                types.put(field, FieldType.named(words[0]));
            }
        }
        return types;
    }

    static Optional<RecordKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}

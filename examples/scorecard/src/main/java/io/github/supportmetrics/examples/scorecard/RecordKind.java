package io.github.supportmetrics.examples.scorecard;

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
                    + "duration wait talk hold wrapUp; boolean answered resolved resolvableAtFirstLevel; "
                    + "decimal cost; disposition disposition"),
    /** Survey answers. */
    SURVEYS(
            "surveys",
            "text id interactionId agentId customerId channel question scale satisfied; integer score version; "
                    + "boolean eligible sent delivered partial; instant respondedAt; kind kind"),
    /** Customers. */
    CUSTOMERS(
            "customers",
            "text id segment; integer version contacts; instant startedAt endedAt; decimal tenureMonths monthlyRevenue; "
                    + "boolean churned"),
    /** Not read yet. */
    PURCHASES("purchases", ""),
    /** Not read yet. */
    TICKET_EVENTS("ticketEvents", ""),
    /** Not read yet. */
    REVIEWS("reviews", ""),
    /** Not read yet. */
    COMPLAINTS("complaints", ""),
    /** Not read yet. */
    ACTIVITIES("activities", "");

    /** The words of enum fields, by type. */
    static final Map<FieldType, List<String>> WORDS = Map.of(
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
                    "DUPLICATE"),
            FieldType.KIND,
            List.of("csat", "nps", "enps", "ces", "loyalty"),
            FieldType.BOOLEAN,
            List.of("true", "false"));

    private final String word;
    private final String fields;

    RecordKind(String word, String fields) {
        this.word = word;
        this.fields = fields;
    }

    String word() {
        return word;
    }

    boolean isRead() {
        return !fields.isEmpty();
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

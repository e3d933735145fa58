package io.github.supportmetrics.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of several answers of one person to one question counts. The others are kept and marked {@linkplain SurveyResponse#superseded
 * superseded}, so that metrics can count them as excluded.
 *
 * <p>Answers of unlike kind, occasion, scale or question never replace each other. Of two at the same instant, or where one has none, the one that
 * stands later in the collection is the later one.
 */
public enum Repeats {
    /** The last one, since people may change their mind. */
    LAST_COUNTS,
    /** The first one, since later ones may be asked for. */
    FIRST_COUNTS;

    /**
     * One answer per contact, as transactional surveys want it. Answers to no known contact all count.
     *
     * @param answers the answers
     * @return the same answers, some of them superseded
     */
    public List<SurveyResponse> perInteraction(Collection<SurveyResponse> answers) {
        return per(SurveyResponse::interactionId, answers);
    }

    /**
     * One answer per customer, as relational surveys want it: call it for each round. Answers of no known customer all count.
     *
     * @param answers the answers
     * @return the same answers, some of them superseded
     */
    public List<SurveyResponse> perCustomer(Collection<SurveyResponse> answers) {
        return per(SurveyResponse::customerId, answers);
    }

    /**
     * One answer per value of a key.
     *
     * @param key what is to be answered once, or null where that is unknown
     * @param answers the answers
     * @return the same answers, some of them superseded
     */
    public List<SurveyResponse> per(
            Function<SurveyResponse, @Nullable String> key, Collection<SurveyResponse> answers) {
        List<SurveyResponse> marked = new ArrayList<>(answers);
        Map<List<Object>, Integer> counting = new HashMap<>();
        for (int i = 0; i < marked.size(); i++) {
            SurveyResponse answer = marked.get(i);
            String value = key.apply(answer);
            if (value == null || answer.score() == null || answer.delivery().superseded()) {
                continue;
            }
            Scale scale = answer.scale();
            List<Object> about = List.of(
                    value,
                    Optional.ofNullable(answer.question()),
                    answer.kind(),
                    Optional.ofNullable(answer.occasion()),
                    List.of(scale.min(), scale.max(), scale.good()));
            Integer before = counting.putIfAbsent(about, i);
            if (before != null) {
                boolean later = isLater(answer.respondedAt(), marked.get(before).respondedAt());
                boolean replaces = later == (this == LAST_COUNTS);
                int loser = replaces ? before : i;
                marked.set(loser, marked.get(loser).superseded());
                counting.put(about, replaces ? i : before);
            }
        }
        return List.copyOf(marked);
    }

    private static boolean isLater(@Nullable Instant at, @Nullable Instant before) {
        return at == null || before == null || !at.isBefore(before);
    }
}

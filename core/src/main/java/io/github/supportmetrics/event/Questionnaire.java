package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person's answers to all questions of one survey.
 *
 * <p>Immutable and thread-safe.
 *
 * @param id the survey's id
 * @param answers the answers, one or more
 */
public record Questionnaire(String id, List<SurveyResponse> answers) implements Fact {
    /**
     * Copies the answers.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Questionnaire {
        Require.text(id, "id");
        answers = List.copyOf(answers);
        Require.positive(answers.size(), "number of answers");
    }

    /**
     * Puts answers together by their survey's id. Answers without an id, and superseded ones, are in none.
     *
     * @param answers the answers
     * @return the questionnaires, in the order of their first answers
     */
    public static List<Questionnaire> of(Collection<SurveyResponse> answers) {
        Map<String, List<SurveyResponse>> byId = new LinkedHashMap<>();
        for (SurveyResponse answer : answers) {
            String id = answer.id();
            if (id != null && !answer.delivery().superseded()) {
                byId.computeIfAbsent(id, k -> new ArrayList<>()).add(answer);
            }
        }
        List<Questionnaire> questionnaires = new ArrayList<>();
        byId.forEach((id, all) -> questionnaires.add(new Questionnaire(id, all)));
        return List.copyOf(questionnaires);
    }

    /**
     * The answer to a question.
     *
     * @param question the question
     * @return its first answer, or null if it was not asked
     */
    public @Nullable SurveyResponse answer(String question) {
        return answers.stream()
                .filter(answer -> question.equals(answer.question()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The score of a question.
     *
     * @param question the question
     * @return the score, or null if it was not asked or not answered
     */
    public @Nullable Integer score(String question) {
        SurveyResponse answer = answer(question);
        return answer == null ? null : answer.score();
    }

    @Override
    public Subject subject() {
        return answers.get(0).subject();
    }

    @Override
    public Map<String, String> attributes() {
        return answers.get(0).attributes();
    }
}

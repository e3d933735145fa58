package io.github.supportmetrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Figures for funnels, shrinkage, charts, targets and budgets that were derived in Python with scipy; the file says with which. */
public final class JudgingFigures {
    private JudgingFigures() {}

    /** The cases under a path such as {@code charts/p}. */
    public static List<JsonNode> cases(String path) {
        try (InputStream in =
                Objects.requireNonNull(JudgingFigures.class.getResourceAsStream("judging.json"), "judging.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).at("/" + path);
            return StreamSupport.stream(cases.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of a list. */
    public static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}

package io.github.supportmetrics;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;

/**
 * The folder {@code shared} beside the project's root: real data, and figures that independent tools computed from them. Where it
 * is absent, tests that need it are skipped; with {@code CI=true} they fail.
 */
public final class SharedData {
    private static final String ABSENT = "../shared is not there: figures of independent tools are not checked";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private SharedData() {}

    /**
     * The cases of one kind in a file of expected figures, named by their ids.
     *
     * @param file the path below {@code shared}
     * @param kind the kind
     * @return a set of one argument for each case
     */
    public static Stream<ArgumentSet> cases(String file, String kind) {
        JsonNode cases = read(file).get("cases");
        List<ArgumentSet> sets = StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.get("kind").asText().equals(kind))
                .map(each -> argumentSet(each.get("id").asText(), each))
                .toList();
        if (sets.isEmpty()) {
            fail("no case of kind " + kind + " in " + file);
        }
        return sets.stream();
    }

    /**
     * What a file of expected figures says about itself.
     *
     * @param file the path below {@code shared}
     * @return its meta data
     */
    public static JsonNode meta(String file) {
        return read(file).get("meta");
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rows of a table without commas inside its fields.
     *
     * @param file the path below {@code shared}
     * @return column → field, for each row
     */
    public static List<Map<String, String>> table(String file) {
        List<String> lines = text(file).lines().toList();
        String[] names = fields(lines.get(0));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = fields(line);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], fields[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static String[] fields(String line) {
        return line.replace("\"", "").split(",", -1);
    }

    private static String text(String file) {
        Optional<Path> root = root();
        if (root.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(ABSENT);
        }
        assumeTrue(root.isPresent(), ABSENT);
        try {
            return Files.readString(root.orElseThrow().resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> root() {
        Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path shared = folder.resolveSibling("shared");
            if (Files.isDirectory(shared.resolve("oracle"))) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }
}

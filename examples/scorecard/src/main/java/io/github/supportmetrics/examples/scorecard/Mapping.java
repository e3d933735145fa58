package io.github.supportmetrics.examples.scorecard;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A map file: which column feeds which field, for each record. */
final class Mapping {
    private static final Pattern KEY = Pattern.compile("([A-Za-z]+)(?:\\[([^\\]]+)])?\\.(.+)");
    private static final Set<String> FILE_KEYS =
            Set.of("file", "delimiter", "charset", "decimal", "header", "null", "zone", "currency");
    private static final Map<String, Set<String>> TICKET_KEYS = Map.of(
            "end", new TreeSet<>(Set.of("closed", "last")), "attributes", new TreeSet<>(Set.of("first", "last")));
    private static final Set<String> OPTIONS = Set.of("null", "format", "shift", "cuts");

    /**
     * The keys of one record, or of one named block of it.
     *
     * @param kind the record
     * @param name the block's name, or an empty text
     * @param file the keys about the file
     * @param fields field → expression and options, by option (the expression's is empty)
     */
    record Block(RecordKind kind, String name, Map<String, String> file, Map<String, Map<String, String>> fields) {
        String key(String rest) {
            return kind.word() + (name.isEmpty() ? "" : "[" + name + "]") + "." + rest;
        }

        private Block(RecordKind kind, String name) {
            this(kind, name, new TreeMap<>(), new LinkedHashMap<>());
        }
    }

    private final Map<String, Block> blocks = new LinkedHashMap<>();

    private Mapping() {}

    static Mapping none() {
        return new Mapping();
    }

    static Mapping read(Path path) {
        return of(KeysFile.read(path, "map"));
    }

    static Mapping read(Reader reader, String name) throws IOException {
        return of(KeysFile.read(reader, name, "map"));
    }

    private static Mapping of(Map<String, String> keys) {
        Mapping mapping = new Mapping();
        keys.forEach(mapping::add);
        mapping.blocks.values().forEach(Mapping::check);
        return mapping;
    }

    private void add(String key, String value) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new UsageException("unknown map key " + key + ": keys are like interactions.wait or surveys.score.5");
        }
        RecordKind kind = RecordKind.named(matcher.group(1))
                .orElseThrow(() -> new UsageException("unknown map key " + key + ": no record '" + matcher.group(1)
                        + "', the nearest are " + Nearest.to(matcher.group(1), words())));
        String name = matcher.group(2) == null ? "" : matcher.group(2);
        if (!name.isEmpty() && kind != RecordKind.SURVEYS) {
            throw new UsageException("unknown map key " + key + ": only surveys may have several blocks");
        }
        Block block = blocks.computeIfAbsent(kind.word() + "[" + name + "]", k -> new Block(kind, name));
        String rest = matcher.group(3);
        Set<String> words = kind == RecordKind.TICKET_EVENTS ? TICKET_KEYS.get(rest) : null;
        if (words != null && !words.contains(value)) {
            throw new UsageException(
                    "map key " + key + ": must be " + String.join(" or ", words) + ", got '" + value + "'");
        }
        if (FILE_KEYS.contains(rest) || words != null) {
            block.file().put(rest, value);
            return;
        }
        int dot = rest.indexOf('.');
        String field = dot < 0 ? rest : rest.substring(0, dot);
        String option = dot < 0 ? "" : rest.substring(dot + 1);
        if (field.isEmpty() || (dot >= 0 && option.isEmpty())) {
            throw new UsageException("unknown map key " + key);
        }
        block.fields().computeIfAbsent(field, f -> new TreeMap<>()).put(option, value);
    }

    /** Checks what can be checked without the file. */
    private static void check(Block block) {
        Map<String, FieldType> canonical = block.kind().fields();
        block.fields().forEach((field, options) -> {
            FieldType type = canonical.getOrDefault(field, FieldType.TEXT);
            for (var option : options.entrySet()) {
                String key = block.key(field + "." + option.getKey());
                if (!option.getKey().isEmpty() && !OPTIONS.contains(option.getKey())) {
                    checkToken(key, field, type, option.getKey(), option.getValue());
                }
            }
        });
    }

    private static void checkToken(String key, String field, FieldType type, String token, String value) {
        List<String> words = RecordKind.WORDS.get(type);
        if (words != null && !words.contains(token)) {
            for (String raw : value.split("\\|", -1)) {
                if (words.contains(raw.strip())) {
                    throw new UsageException("map key " + key + ": '" + token + "' is not a word of " + field
                            + "; write " + field + "." + raw.strip() + "=" + token);
                }
            }
            throw new UsageException("map key " + key + ": '" + token + "' is not a word of " + field + ", which are "
                    + String.join(", ", words));
        }
        boolean numbered = type == FieldType.INTEGER && token.matches("-?[0-9]{1,4}");
        if (words == null && type != FieldType.TEXT && !numbered) {
            throw new UsageException("map key " + key + ": " + field + " has no option '" + token + "'");
        }
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (RecordKind kind : RecordKind.values()) {
            words.add(kind.word());
        }
        return words;
    }

    /** All blocks of a record; one without keys if the map has none. */
    List<Block> blocks(RecordKind kind) {
        List<Block> found =
                blocks.values().stream().filter(block -> block.kind() == kind).toList();
        return found.isEmpty() ? List.of(new Block(kind, "")) : found;
    }

    boolean names(RecordKind kind) {
        return blocks.values().stream().anyMatch(block -> block.kind() == kind);
    }
}

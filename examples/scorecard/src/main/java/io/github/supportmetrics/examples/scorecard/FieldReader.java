package io.github.supportmetrics.examples.scorecard;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one field of a row: its expression, bound to a file's columns, with its options. */
final class FieldReader {
    private static final Set<String> YES = Set.of("true", "yes", "y", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "0");

    final String name;
    final FieldType type;
    private final Expression expression;
    /** Of each part, the column from 0, or −1 for a constant. */
    private final int[] columns;

    private final Set<String> nulls;
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final @Nullable String others;
    private final Values values;
    private final BigDecimal shift;
    private final List<BigDecimal> cuts;

    FieldReader(
            Mapping.Block block,
            String name,
            FieldType type,
            Map<String, String> options,
            Columns columns,
            Values shared) {
        this.name = name;
        this.type = type;
        String text = options.get("");
        this.expression = text == null
                ? new Expression(List.of(new Expression.Part(null, name, 0)), List.of())
                : Expression.parse(block.key(name), text);
        this.columns = expression.parts().stream()
                .mapToInt(part -> columns.find(block.key(name), part))
                .toArray();
        this.nulls = list(options.get("null"));
        this.cuts = cuts(block, options.get("cuts"));
        this.shift = shift(block, options.get("shift"));
        String format = options.get("format");
        boolean formatted = type == FieldType.INSTANT || type == FieldType.DURATION || !cuts.isEmpty();
        if (format != null && !formatted) {
            throw new UsageException(
                    "map key " + block.key(name + ".format") + ": " + name + " is no time and no duration");
        }
        this.values = format == null
                ? shared
                : type == FieldType.INSTANT
                        ? shared.withInstants(block.key(name + ".format"), format)
                        : shared.withDurations(block.key(name + ".format"), format);
        if (expression.isAlternatives() && !name.equals("score")) {
            throw new UsageException("map key " + block.key(name) + ": only surveys.score may have several columns");
        }
        String rest = null;
        for (var option : options.entrySet()) {
            String token = option.getKey();
            if (token.isEmpty() || Set.of("null", "format", "shift", "cuts").contains(token)) {
                continue;
            }
            for (String raw : option.getValue().split("\\|", -1)) {
                String value = raw.strip();
                if (value.equals("*")) {
                    rest = token;
                } else if (tokens.put(value, token) != null) {
                    throw new UsageException(
                            "map key " + block.key(name + "." + token) + ": '" + value + "' is given two meanings");
                }
            }
        }
        boolean truths = rest == null
                && !tokens.isEmpty()
                && (type == FieldType.BOOLEAN
                        || (type == FieldType.CRITICAL
                                && Set.of("true", "false").containsAll(tokens.values())));
        if (truths && !tokens.containsValue("false")) {
            rest = "false";
        } else if (truths && !tokens.containsValue("true")) {
            rest = "true";
        }
        this.others = rest;
    }

    private List<BigDecimal> cuts(Mapping.Block block, @Nullable String text) {
        List<BigDecimal> bounds = new ArrayList<>();
        if (text == null) {
            return bounds;
        }
        if (type != FieldType.TEXT) {
            throw new UsageException(
                    "map key " + block.key(name + ".cuts") + ": only attributes and texts can be cut, not " + name);
        }
        for (String bound : text.split(",", -1)) {
            bounds.add(number(block.key(name + ".cuts"), bound));
        }
        for (int i = 1; i < bounds.size(); i++) {
            if (bounds.get(i).compareTo(bounds.get(i - 1)) <= 0) {
                throw new UsageException("map key " + block.key(name + ".cuts") + ": bounds must ascend, got " + text);
            }
        }
        return bounds;
    }

    private BigDecimal shift(Mapping.Block block, @Nullable String text) {
        if (text != null && !type.isNumber() && cuts.isEmpty()) {
            throw new UsageException("map key " + block.key(name + ".shift") + ": " + name + " is no number");
        }
        return text == null ? BigDecimal.ZERO : number(block.key(name + ".shift"), text);
    }

    private static BigDecimal number(String key, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new UsageException("map key " + key + ": must be a number, got '" + text + "'");
        }
    }

    static Set<String> list(@Nullable String text) {
        return text == null
                ? Set.of()
                : Set.copyOf(java.util.Arrays.stream(text.split("\\|", -1))
                        .map(String::strip)
                        .distinct()
                        .toList());
    }

    /** Whether the field comes from the file at all. */
    boolean isConstant() {
        for (int column : columns) {
            if (column >= 0) {
                return false;
            }
        }
        return true;
    }

    int alternatives() {
        return expression.isAlternatives() ? columns.length : 1;
    }

    /** The column's name of an alternative. */
    String alternative(int i, Columns file) {
        return file.name(columns[i]);
    }

    private @Nullable String part(int i, List<String> cells) {
        String raw = columns[i] < 0 ? expression.parts().get(i).constant() : cells.get(columns[i]);
        return raw == null || raw.isEmpty() || (columns[i] >= 0 && nulls.contains(raw)) ? null : raw;
    }

    /** The parts put together, or null if one is absent. */
    private @Nullable String joined(List<String> cells) {
        if (columns.length == 1) {
            return part(0, cells);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            String part = part(i, cells);
            if (part == null) {
                return null;
            }
            if (i > 0 && expression.joins().get(i - 1) == '+') {
                text.append(' ');
            }
            text.append(part);
        }
        return text.toString();
    }

    @Nullable
    String text(List<String> cells) {
        return cuts.isEmpty() ? word(joined(cells)) : band(cells);
    }

    /** Our word for a raw value. */
    private @Nullable String word(@Nullable String raw) {
        if (raw == null || !hasTokens()) {
            return raw;
        }
        String token = tokens.get(raw);
        return token != null ? token : others != null ? others : raw;
    }

    private @Nullable String band(List<String> cells) {
        BigDecimal number = decimal(cells, -1);
        if (number == null) {
            return null;
        }
        int i = 0;
        while (i < cuts.size() && number.compareTo(cuts.get(i)) >= 0) {
            i++;
        }
        return i == 0
                ? "<" + cuts.get(0).toPlainString()
                : i == cuts.size()
                        ? cuts.get(i - 1).toPlainString() + "+"
                        : cuts.get(i - 1).toPlainString() + "..<" + cuts.get(i).toPlainString();
    }

    /** A number, of one alternative or of the sum of all parts. */
    @Nullable
    BigDecimal decimal(List<String> cells, int alternative) {
        if (alternative >= 0 || !expression.isSum()) {
            String raw =
                    word(alternative >= 0 && expression.isAlternatives() ? part(alternative, cells) : joined(cells));
            return raw == null ? null : notNegative(number(raw).add(shift), raw);
        }
        BigDecimal sum = shift;
        for (int i = 0; i < columns.length; i++) {
            String raw = word(part(i, cells));
            if (raw == null) {
                return null;
            }
            sum = sum.add(number(raw));
        }
        return notNegative(sum, String.valueOf(joined(cells)));
    }

    /** Counts and amounts are not negative once they are shifted; scores are left to their scale, and what is cut to its bands. */
    private BigDecimal notNegative(BigDecimal number, String raw) {
        if (number.signum() < 0 && cuts.isEmpty() && !name.equals("score")) {
            throw BadValueException.of(name, "at least 0", raw);
        }
        return number;
    }

    private BigDecimal number(String raw) {
        return values.hasDurationFormat() && !cuts.isEmpty()
                ? BigDecimal.valueOf(values.duration(name, raw), 3)
                : values.number(name, raw);
    }

    @Nullable
    Long whole(List<String> cells, int alternative) {
        BigDecimal number = decimal(cells, alternative);
        if (number == null) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw BadValueException.of(name, "a whole number", number.toPlainString());
        }
    }

    /** Milliseconds. */
    @Nullable
    Long duration(List<String> cells) {
        if (!expression.isSum()) {
            String raw = joined(cells);
            return raw == null ? null : (Long) values.duration(name, raw);
        }
        long sum = 0;
        for (int i = 0; i < columns.length; i++) {
            String raw = part(i, cells);
            if (raw == null) {
                return null;
            }
            sum = Math.addExact(sum, values.duration(name, raw));
        }
        return sum;
    }

    java.time.@Nullable Instant instant(List<String> cells) {
        String raw = joined(cells);
        return raw == null ? null : values.instant(name, raw);
    }

    @Nullable
    Boolean truth(List<String> cells) {
        String raw = joined(cells);
        if (raw == null) {
            return null;
        }
        if (hasTokens()) {
            return token(raw, "one of ").equals("true");
        }
        String word = raw.toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            return YES.contains(word);
        }
        throw BadValueException.of(name, "true/false, yes/no, y/n or 1/0", raw);
    }

    private boolean hasTokens() {
        return !tokens.isEmpty() || others != null;
    }

    /** Our word for a raw value, of which the map must have one. */
    private String token(String raw, String rule) {
        String token = tokens.getOrDefault(raw, others);
        if (token == null) {
            throw BadValueException.of(name, rule + tokens.keySet(), raw);
        }
        return token;
    }

    /** One of the type's words. */
    @Nullable
    String enumWord(List<String> cells) {
        String raw = joined(cells);
        if (raw == null) {
            return null;
        }
        if (hasTokens()) {
            return token(raw, "a mapped word, one of ");
        }
        if (type == FieldType.CRITICAL) {
            String word = raw.toLowerCase(Locale.ROOT);
            if (YES.contains(word) || NO.contains(word)) {
                return Boolean.toString(YES.contains(word));
            }
        }
        List<String> words = RecordKind.WORDS.getOrDefault(type, List.of());
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(raw))
                .findFirst()
                .orElseThrow(() -> BadValueException.of(name, "one of " + String.join(" ", words), raw));
    }

    /** The field as text to group by, after checking it as what it is. */
    @Nullable
    String label(List<String> cells) {
        return switch (type) {
            case TEXT -> text(cells);
            case BOOLEAN -> string(truth(cells));
            case DISPOSITION, KIND, OCCASION, REVIEWER, SELECTION, CRITICAL, FEEDBACK, STATE, EVENT, ACTOR ->
                enumWord(cells);
            case INTEGER, DECIMAL -> plain(decimal(cells, expression.isAlternatives() ? 0 : -1));
            case INSTANT -> string(instant(cells));
            case DURATION -> {
                Long millis = duration(cells);
                yield millis == null ? null : plain(BigDecimal.valueOf(millis, 3));
            }
        };
    }

    private static @Nullable String string(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    /** Where a label of this field stands among its bands; 0 if it has none. */
    int rank(String label) {
        if (cuts.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < cuts.size(); i++) {
            String bound = cuts.get(i).toPlainString();
            if (label.equals("<" + bound) || label.startsWith(bound + "..<") || label.equals(bound + "+")) {
                return label.startsWith("<") ? 0 : i + 1;
            }
        }
        return 0;
    }
}

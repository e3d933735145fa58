package io.github.supportmetrics.examples.scorecard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code --where}: a field that has, or has not, one of some values.
 *
 * @param text as given
 * @param field the field
 * @param wanted whether it must have one of them
 * @param values the values; an empty one stands for an absent value
 */
record Condition(String text, String field, boolean wanted, List<String> values) {
    static Condition parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || text.equals("!=")) {
            throw new UsageException("--where must be like channel=phone|chat or channel!=chat, got '" + text + "'");
        }
        boolean not = text.charAt(equals - 1) == '!';
        String field = text.substring(0, not ? equals - 1 : equals).strip();
        if (field.isEmpty()) {
            throw new UsageException("--where must name a field, got '" + text + "'");
        }
        List<String> values = java.util.Arrays.stream(text.substring(equals + 1).split("\\|", -1))
                .map(String::strip)
                .toList();
        return new Condition(text, field, !not, values);
    }

    boolean holds(@Nullable String label) {
        return values.contains(label == null ? "" : label) == wanted;
    }
}

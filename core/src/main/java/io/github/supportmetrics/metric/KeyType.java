package io.github.supportmetrics.metric;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Function;

/**
 * How the keys of an axis become text and come back; keys sort by their own order.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <K> the key
 * @param format a key as text, different for different keys
 * @param parse the key of a text; throws an {@link IllegalArgumentException} on any other text
 */
public record KeyType<K extends Comparable<? super K>>(Function<K, String> format, Function<String, K> parse) {
    /** Texts. */
    public static final KeyType<String> TEXT = new KeyType<>(Function.identity(), Function.identity());
    /** Whole numbers. */
    public static final KeyType<Integer> NUMBER = new KeyType<>(Object::toString, Integer::valueOf);
    /** Large whole numbers. */
    public static final KeyType<Long> LARGE_NUMBER = new KeyType<>(Object::toString, Long::valueOf);
    /** Yes or no. */
    public static final KeyType<Boolean> YES_OR_NO = new KeyType<>(Object::toString, KeyType::truth);
    /** Local dates. */
    public static final KeyType<LocalDate> DATE = new KeyType<>(Object::toString, KeyType::date);

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("key must be true or false, got '" + text + "'");
        }
        return Boolean.valueOf(text);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("date must be like 2021-01-31, got '" + text + "'", e);
        }
    }

    /**
     * The constants of an enum, by name.
     *
     * @param type the enum
     * @param <K> the enum
     * @return the key type
     */
    public static <K extends Enum<K>> KeyType<K> of(Class<K> type) {
        return new KeyType<>(
                Enum::name,
                name -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("key must be one of "
                                + Arrays.toString(type.getEnumConstants()) + ", got '" + name + "'")));
    }
}

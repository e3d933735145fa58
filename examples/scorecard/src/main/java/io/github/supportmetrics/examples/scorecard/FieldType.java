package io.github.supportmetrics.examples.scorecard;

import java.util.Locale;

/** How the values of a field are read. */
enum FieldType {
    /** As it stands. */
    TEXT,
    /** A whole number, not negative. */
    INTEGER,
    /** A number, not negative. */
    DECIMAL,
    /** An instant, or a local time in the file's zone. */
    INSTANT,
    /** A length of time, not negative. */
    DURATION,
    /** True or false. */
    BOOLEAN,
    /** How a contact ended. */
    DISPOSITION,
    /** What a survey asks for. */
    KIND,
    /** Why a survey was sent. */
    OCCASION,
    /** The role of a reviewer. */
    REVIEWER,
    /** How a contact came to be reviewed. */
    SELECTION,
    /** For whom a failure is critical, or only whether it is. */
    CRITICAL,
    /** What was said unasked. */
    FEEDBACK,
    /** What an agent does. */
    STATE,
    /** What happened to a ticket. */
    EVENT,
    /** Who did it. */
    ACTOR;

    boolean isWord() {
        return RecordKind.WORDS.containsKey(this);
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL;
    }

    static FieldType named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

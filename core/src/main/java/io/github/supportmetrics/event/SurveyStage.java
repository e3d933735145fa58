package io.github.supportmetrics.event;

/** How far a survey got, from who was to be asked to who answered. */
public enum SurveyStage {
    /** Not to be asked: spam, a test, an opt-out. */
    INELIGIBLE,
    /** To be asked, and not sent a survey. */
    NOT_SENT,
    /** Sent, and returned undelivered. */
    BOUNCED,
    /** Sent, and nothing is known of its delivery. */
    DELIVERY_UNKNOWN,
    /** Delivered, and not answered. */
    NO_ANSWER,
    /** Answered in part. */
    PARTIAL,
    /** Answered. */
    COMPLETE
}

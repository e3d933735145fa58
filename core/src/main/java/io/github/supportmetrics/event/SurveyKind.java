package io.github.supportmetrics.event;

/** What a survey question asks for. Answers to unlike kinds are never pooled. */
public enum SurveyKind {
    /** Satisfaction. */
    CSAT,
    /** Would a customer recommend us, 0–10. */
    NPS,
    /** Would an employee recommend us, 0–10. */
    ENPS,
    /** The effort it took, or how easy it was. */
    CES,
    /** The intent to stay or buy again. */
    LOYALTY,
    /** Stars that a customer gave in public. */
    REVIEW,
    /** The tone of something said, as a classifier found it: −1, 0 or 1. */
    SENTIMENT,
    /** Anything else. */
    CUSTOM
}

package io.github.supportmetrics.metric;

/** Whether a number is measured or is somebody's judgement; the two stand side by side and are never mixed. */
public enum Nature {
    /** Measured. */
    OBJECTIVE,
    /** Judged by a person. */
    SUBJECTIVE
}

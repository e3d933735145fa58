package io.github.supportmetrics.standard;

/** Whose view a standard takes. */
public enum Perspective {
    /** What customers see. */
    CUSTOMER,
    /** How well work flows. */
    PROCESS,
    /** The people who do it. */
    PEOPLE,
    /** What it costs and brings. */
    FINANCE,
    /** Learning and growing. */
    GROWTH
}

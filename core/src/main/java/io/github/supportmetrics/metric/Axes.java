package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Fact;

/** The usual axes of facts. */
public final class Axes {
    /** Per agent. */
    public static final Axis<Fact, String> AGENT =
            Axis.of("agentId", fact -> fact.subject().agentId());
    /** Per channel. */
    public static final Axis<Fact, String> CHANNEL =
            Axis.of("channel", fact -> fact.subject().channel());
    /** Per queue. */
    public static final Axis<Fact, String> QUEUE =
            Axis.of("queue", fact -> fact.subject().queue());
    /** Per topic. */
    public static final Axis<Fact, String> TOPIC =
            Axis.of("topic", fact -> fact.subject().topic());
    /** Per customer. */
    public static final Axis<Fact, String> CUSTOMER =
            Axis.of("customerId", fact -> fact.subject().customerId());

    private Axes() {}

    /**
     * Per value of an attribute.
     *
     * @param name the attribute, which names the axis
     * @return the axis
     */
    public static Axis<Fact, String> attribute(String name) {
        return Axis.of(name, fact -> fact.attributes().get(name));
    }
}

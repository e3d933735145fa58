package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Effort;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long handling took. Only handled contacts count; others are excluded by disposition, and contacts that lack a part of the time
 * by its name ({@code NO_TALK}), since unknown is not zero.
 */
public final class Handling {
    /** The parts of a contact's handle time. */
    public enum Part {
        /** The conversation. */
        TALK("talk"),
        /** The customer on hold. */
        HOLD("hold"),
        /** The work after the contact. */
        WRAP_UP("wrap-up");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        private @Nullable Duration of(Interaction contact) {
            Effort effort = contact.effort();
            return switch (this) {
                case TALK -> effort.talk();
                case HOLD -> effort.hold();
                case WRAP_UP -> effort.wrapUp();
            };
        }
    }

    /**
     * Average handle time: (talk + hold + wrap-up) / handled contacts, in seconds; neither long nor short is good as such. All three
     * parts must be known; use {@link #aht} where the source has fewer. Zero hold and wrap-up times count.
     */
    public static final Metric<Interaction, Measurement<Durations>> AHT =
            aht(EnumSet.allOf(Part.class)).mean();

    /** The conversation's length. */
    public static final Timing<Interaction> TALK = timing("talk", "Talk time", Direction.RANGE, List.of(Part.TALK));

    /** The time on hold, zeros kept. */
    public static final Timing<Interaction> HOLD = timing("hold", "Hold time", Direction.DOWN, List.of(Part.HOLD));

    /** The work after the contact, zeros kept. */
    public static final Timing<Interaction> WRAP_UP =
            timing("acw", "After-contact work", Direction.RANGE, List.of(Part.WRAP_UP));

    private Handling() {}

    /**
     * Handle time made of some parts, which the definition names.
     *
     * @param parts the parts that are added up
     * @return the timing {@code aht}
     */
    public static Timing<Interaction> aht(Collection<Part> parts) {
        return timing("aht", "AHT", Direction.RANGE, List.copyOf(EnumSet.copyOf(parts)));
    }

    private static Timing<Interaction> timing(String id, String title, Direction direction, List<Part> parts) {
        String sum = parts.stream().map(part -> part.title).collect(Collectors.joining(" + "));
        Rule<Interaction, Durations> rule = Contacts.handled(Rule.duration(contact -> millis(contact, parts)))
                .unless(parts.stream().map(part -> "NO_" + part.name()).toList(), contact -> missing(contact, parts));
        return new Timing<>(
                Definition.of(id, (parts.size() > 1 ? "(" + sum + ")" : sum) + " / handled contacts")
                        .titled(title)
                        .direction(direction)
                        .with("parts", sum),
                rule);
    }

    private static long millis(Interaction contact, List<Part> parts) {
        long millis = 0;
        for (Part part : parts) {
            Duration duration = part.of(contact);
            millis += duration == null ? 0 : duration.toMillis();
        }
        return millis;
    }

    private static int missing(Interaction contact, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).of(contact) == null) {
                return i;
            }
        }
        return -1;
    }
}

package io.github.supportmetrics.examples.simulator;

import static java.util.Objects.requireNonNull;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said unasked: customers complain, of what did not help or took long more than of other contacts, praise and suggest; agents
 * name obstacles. One issue is complained of once, and perhaps again; its id is the matter. Times are epoch seconds. Not thread-safe.
 */
final class Voices {
    /** Seconds of talk and hold from which on a contact is a long one. */
    private static final long LONG = 420;

    private static final double COMPLAINT = 0.02;
    private static final double MORE_IF_UNRESOLVED = 0.08;
    private static final double MORE_IF_LONG = 0.04;
    private static final double COMPLAINT_OF_ABANDONED = 0.03;
    private static final double COMPLIMENT = 0.05;
    private static final double SUGGESTION = 0.01;
    /** The chance that an agent names an obstacle on a day. */
    private static final double OBSTACLE = 1 / 14.0;

    private static final double UPHELD = 0.42;
    private static final double IN_TIME = 0.9;
    private static final double RAISED_AGAIN = 0.1;
    private static final double TWO_CATEGORIES = 0.15;
    private static final double ABOUT_TONE = 0.15;
    private static final double ABOUT_WAITING = 0.6;
    private static final double PRAISE_OF_TONE = 0.6;

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final long DUE = 14 * DAY;
    private static final long THINKS_FOR = 300;

    private static final List<String> CATEGORIES = List.of("billing", "delivery", "product", "tone", "waiting");
    private static final List<String> OBSTACLES =
            List.of("slow system", "unclear policy", "missing information", "waiting for approval");

    private final List<Noted<Feedback>> said = new ArrayList<>();
    private final Set<String> matters = new HashSet<>();
    private final Dice dice;
    private double expectedComplaints;
    private double expectedCompliments;

    Voices(Dice dice) {
        this.dice = dice;
    }

    static boolean isLong(Interaction contact) {
        return seconds(contact.effort().talk()) + seconds(contact.effort().hold()) > LONG;
    }

    private static long seconds(@Nullable Duration duration) {
        return duration == null ? 0 : duration.toSeconds();
    }

    /** Lets the customer say something of a contact that ended; the instant of a complaint. */
    OptionalLong afterContact(Interaction contact, long endedAt) {
        long at = endedAt + THINKS_FOR + (long) dice.exponential(HOUR);
        if (complains(contact)) {
            complain(contact, at);
            return OptionalLong.of(at);
        }
        if (praises(contact)) {
            say(at, Feedback.Kind.COMPLIMENT, contact, dice.chance(PRAISE_OF_TONE) ? "tone" : about(contact));
        } else if (dice.chance(SUGGESTION)) {
            say(at, Feedback.Kind.SUGGESTION, contact, about(contact));
        }
        return OptionalLong.empty();
    }

    private boolean complains(Interaction contact) {
        if (matters.contains(requireNonNull(contact.issueId()))) {
            return false;
        }
        double chance = chanceOfComplaint(contact);
        expectedComplaints += chance;
        return dice.chance(chance);
    }

    private static double chanceOfComplaint(Interaction contact) {
        if (contact.disposition() == Disposition.ABANDONED) {
            return COMPLAINT_OF_ABANDONED;
        }
        return COMPLAINT + (isResolved(contact) ? 0 : MORE_IF_UNRESOLVED) + (isLong(contact) ? MORE_IF_LONG : 0);
    }

    private boolean praises(Interaction contact) {
        double chance = isResolved(contact) ? COMPLIMENT : 0;
        expectedCompliments += chance;
        return dice.chance(chance);
    }

    private static boolean isResolved(Interaction contact) {
        return Boolean.TRUE.equals(contact.outcome().resolved());
    }

    private void complain(Interaction contact, long at) {
        matters.add(requireNonNull(contact.issueId()));
        String[] categories = withAnother(blamed(contact), CATEGORIES);
        boolean upheld = dice.chance(UPHELD);
        complaint(contact, at, categories, upheld);
        if (dice.chance(RAISED_AGAIN)) {
            complaint(contact, at + (2 + dice.below(9)) * DAY, categories, upheld);
        }
    }

    private void complaint(Interaction contact, long at, String[] categories, boolean upheld) {
        long days = dice.chance(IN_TIME) ? 1 + dice.below(13) : 15 + dice.below(14);
        Instant closedAt = Instant.ofEpochSecond(at + days * DAY - dice.below((int) HOUR));
        said.add(new Noted<>(
                at,
                id -> of(id, Feedback.Kind.COMPLAINT, contact, at)
                        .categories(categories)
                        .matter(contact.issueId())
                        .closedAt(closedAt)
                        .dueAt(Instant.ofEpochSecond(at + DUE))
                        .upheld(upheld)
                        .build()));
    }

    private void say(long at, Feedback.Kind kind, Interaction contact, String category) {
        said.add(new Noted<>(
                at, id -> of(id, kind, contact, at).categories(category).build()));
    }

    private static Feedback.Builder of(String id, Feedback.Kind kind, Interaction contact, long at) {
        return Feedback.builder(id, kind)
                .subject(contact.subject())
                .openedAt(Instant.ofEpochSecond(at))
                .attribute("interactionId", contact.id());
    }

    private String blamed(Interaction contact) {
        boolean email = Objects.equals(contact.channel(), Channel.EMAIL.id());
        boolean waited = seconds(contact.effort().waiting()) > (email ? 4 * HOUR : 60);
        if (contact.disposition() == Disposition.ABANDONED || (waited && dice.chance(ABOUT_WAITING))) {
            return "waiting";
        }
        return dice.chance(ABOUT_TONE) ? "tone" : about(contact);
    }

    private static String about(Interaction contact) {
        return switch (Topic.valueOf(requireNonNull(contact.topic()).toUpperCase(Locale.ROOT))) {
            case BILLING -> "billing";
            case DELIVERY -> "delivery";
            case LOGIN, TECHNICAL -> "product";
        };
    }

    /** Lets agents name what keeps them from serving customers well. */
    void startDay(long midnight, List<Agent> team) {
        for (Agent agent : team) {
            if (dice.chance(OBSTACLE)) {
                obstacle(agent, midnight + 10 * HOUR + dice.below((int) (6 * HOUR)));
            }
        }
    }

    /** The first obstacle of the list is named most, as u² of a uniform u is mostly small. */
    private void obstacle(Agent agent, long at) {
        double u = dice.uniform();
        String[] categories = withAnother(OBSTACLES.get((int) (OBSTACLES.size() * u * u)), OBSTACLES);
        said.add(new Noted<>(
                at,
                id -> Feedback.builder(id, Feedback.Kind.OBSTACLE)
                        .agent(agent.name())
                        .categories(categories)
                        .openedAt(Instant.ofEpochSecond(at))
                        .build()));
    }

    private String[] withAnother(String category, List<String> all) {
        if (!dice.chance(TWO_CATEGORIES)) {
            return new String[] {category};
        }
        int other = (all.indexOf(category) + 1 + dice.below(all.size() - 1)) % all.size();
        return new String[] {category, all.get(other)};
    }

    /** All that was said before an instant, as it stood then. */
    List<Feedback> records(long end) {
        Instant last = Instant.ofEpochSecond(end - 1);
        return Feedback.markRepeats(Noted.inOrder(said, 'F').stream()
                .flatMap(feedback -> feedback.asOf(last).stream())
                .toList());
    }

    Truth.FeedbackTruth truth(long contacts) {
        double thousands = (double) StrictMath.max(1, contacts) / 1000;
        return new Truth.FeedbackTruth(
                expectedComplaints / thousands, expectedCompliments / thousands, UPHELD, IN_TIME, RAISED_AGAIN);
    }
}

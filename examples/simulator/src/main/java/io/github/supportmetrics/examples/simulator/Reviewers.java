package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Selection;
import io.github.supportmetrics.event.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Fills in checklists: of handled contacts chosen by chance, some of them by two reviewers, of others because of a complaint or of
 * trouble, and of mystery shoppers' visits. What is chosen by chance is chosen for nothing else; what would be reviewed after the end is
 * not. Times are epoch seconds. Not thread-safe.
 */
final class Reviewers {
    private static final double SAMPLED = 0.08;
    private static final double BY_TWO = 0.25;
    private static final double AFTER_COMPLAINT = 0.15;
    private static final double OF_TROUBLE = 0.1;
    /** The chance of a mystery shopper's visit on a day. */
    private static final double VISIT = 0.4;

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final int WORKING_DAY = 8 * (int) HOUR;

    private static final Reading FAIR = new Reading(0.06, 0);
    private static final Reading LENIENT = new Reading(0.06, 0.5);

    private record Reviewer(String id, QualityReview.Reviewer role, Reading reading) {
        boolean isLenient() {
            return reading.leniency() > 0;
        }
    }

    private static final Reviewer SAM = new Reviewer("Sam", QualityReview.Reviewer.QA, LENIENT);
    private static final List<Reviewer> QA = List.of(
            new Reviewer("Quinn", QualityReview.Reviewer.QA, FAIR),
            new Reviewer("Rory", QualityReview.Reviewer.QA, FAIR),
            SAM);
    private static final List<Reviewer> SHOPPERS = List.of(
            new Reviewer("Vic", QualityReview.Reviewer.MYSTERY, FAIR),
            new Reviewer("Wren", QualityReview.Reviewer.MYSTERY, FAIR));

    private static final List<Line> ALL = List.of(Line.values());
    private static final List<Line> VISIBLE =
            ALL.stream().filter(Line::isVisible).toList();

    /** A contact or a visit, and the checklist for it. */
    private record Work(
            @Nullable String interactionId, Subject subject, Agent agent, boolean resolved, List<Line> checklist) {
        List<Line> applying() {
            return checklist.stream()
                    .filter(line -> line.applies(subject.channel()))
                    .toList();
        }

        /** The score to be expected of a reviewer drawn at random. */
        double expectedScore(List<Reviewer> reviewers) {
            double scored = 0;
            double weights = 0;
            for (Line line : applying()) {
                double p = line.probability(agent, resolved);
                Mean points = new Mean();
                reviewers.forEach(reviewer -> points.add(reviewer.reading.mean(p, line.max)));
                scored += line.weight * points.value() / line.max;
                weights += line.weight;
            }
            return scored / weights;
        }
    }

    private final List<Noted<QualityReview>> reviews = new ArrayList<>();
    private final Simulation simulation;
    private final long end;
    private final Dice dice;
    private final Mean score = new Mean();
    private final Mean visitScore = new Mean();
    private final Mean agreement = new Mean();
    private final Mean leniency = new Mean();

    Reviewers(Simulation simulation, long end, Dice dice) {
        this.simulation = simulation;
        this.end = end;
        this.dice = dice;
    }

    /** Perhaps reviews a handled contact. */
    void afterContact(Interaction contact, Agent agent, long endedAt, OptionalLong complaint) {
        boolean resolved = Boolean.TRUE.equals(contact.outcome().resolved());
        Work work = new Work(contact.id(), contact.subject(), agent, resolved, ALL);
        score.add(work.expectedScore(QA));
        if (dice.chance(SAMPLED)) {
            sample(work, workingHourAfter(endedAt));
        } else if (complaint.isPresent() && dice.chance(AFTER_COMPLAINT)) {
            review(work, points(work), Selection.COMPLAINT, any(QA), workingHourAfter(complaint.getAsLong()));
        } else if (!resolved && Voices.isLong(contact) && dice.chance(OF_TROUBLE)) {
            review(work, points(work), Selection.TARGETED, any(QA), workingHourAfter(endedAt));
        }
    }

    private void sample(Work work, long at) {
        int first = dice.below(QA.size());
        Map<Line, Integer> points = points(work);
        review(work, points, Selection.RANDOM, QA.get(first), at);
        if (dice.chance(BY_TWO) && at + DAY < end) {
            Reviewer second = QA.get((first + 1 + dice.below(QA.size() - 1)) % QA.size());
            review(work, points, Selection.RANDOM, second, at + DAY);
            compare(points, QA.get(first), second);
        }
    }

    /** Notes how far two reviewers are expected to agree, and how much more a lenient one gives. */
    private void compare(Map<Line, Integer> points, Reviewer first, Reviewer second) {
        points.forEach((line, truly) -> {
            agreement.add(first.reading.agreement(second.reading, truly, line.max));
            if (first.isLenient() || second.isLenient()) {
                leniency.add((LENIENT.mean(truly, line.max) - FAIR.mean(truly, line.max)) / line.max);
            }
        });
    }

    /** Perhaps sends a mystery shopper, who calls somebody about something. */
    void startDay(long midnight, List<Agent> team) {
        if (dice.chance(VISIT)) {
            Agent agent = team.get(dice.below(team.size()));
            Subject subject = new Subject(
                    null,
                    agent.name(),
                    null,
                    Channel.PHONE.id(),
                    Topic.draw(dice).id());
            Work visit = new Work(null, subject, agent, dice.chance(agent.resolution()), VISIBLE);
            visitScore.add(visit.expectedScore(SHOPPERS));
            review(visit, points(visit), Selection.RANDOM, any(SHOPPERS), workingHour(midnight));
        }
    }

    private Reviewer any(List<Reviewer> reviewers) {
        return reviewers.get(dice.below(reviewers.size()));
    }

    /** The true points of the lines that apply. */
    private Map<Line, Integer> points(Work work) {
        Map<Line, Integer> points = new EnumMap<>(Line.class);
        for (Line line : work.applying()) {
            double p = line.probability(work.agent, work.resolved);
            int earned = 0;
            for (int i = 0; i < line.max; i++) {
                earned += dice.chance(p) ? 1 : 0;
            }
            points.put(line, earned);
        }
        return points;
    }

    private void review(Work work, Map<Line, Integer> points, Selection selection, Reviewer reviewer, long at) {
        List<Item> items = new ArrayList<>();
        for (Line line : work.checklist) {
            Integer truly = points.get(line);
            items.add(truly == null ? line.notApplicable() : line.scored(reviewer.reading.draw(truly, line.max, dice)));
        }
        if (at < end) {
            reviews.add(new Noted<>(
                    at,
                    id -> new QualityReview(
                            id,
                            Instant.ofEpochSecond(at),
                            work.interactionId,
                            work.subject,
                            reviewer.id,
                            reviewer.role,
                            selection,
                            items,
                            Map.of())));
        }
    }

    private long workingHourAfter(long at) {
        LocalDate day = Instant.ofEpochSecond(at).atZone(simulation.zone()).toLocalDate();
        return workingHour(day.plusDays(1).atStartOfDay(simulation.zone()).toEpochSecond());
    }

    private long workingHour(long midnight) {
        return midnight + 9 * HOUR + dice.below(WORKING_DAY);
    }

    List<Noted<QualityReview>> notes() {
        return reviews;
    }

    Truth.ReviewTruth truth(List<Truth.TraitTruth> traits) {
        return new Truth.ReviewTruth(
                score.value(), visitScore.value(), agreement.value(), SAM.id, leniency.value(), traits);
    }
}

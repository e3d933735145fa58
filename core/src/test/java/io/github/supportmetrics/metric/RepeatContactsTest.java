package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.ContactHistory;
import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Resolution.Matter;
import io.github.supportmetrics.stats.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatContactsTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant LATER = MONDAY.plus(Duration.ofDays(365));
    private static int next = 0;

    private static Interaction.Builder call(String customer, double day) {
        return Interaction.builder("c" + next++)
                .customer(customer)
                .channel("phone")
                .topic("bill")
                .agent("Diane")
                .startedAt(MONDAY.plusSeconds(Math.round(86_400 * day)));
    }

    private static Proportion fcr(Interaction... contacts) {
        return Resolution.fcrWithin(WEEK).asOf(LATER).of(List.of(contacts)).summary();
    }

    @Test
    void ofAThousandIssuesTheYoungAreLeftOutAndNotCountedAsSolved() {
        // DOMAIN.md §1.4: 880 mature, 132 of them repeated; 120 young, 8 of which repeated so far.
        List<Interaction> contacts = new ArrayList<>();
        for (int i = 0; i < 880; i++) {
            contacts.add(call("m" + i, 0).topic("issue " + i).build());
        }
        for (int i = 0; i < 132; i++) {
            contacts.add(call("m" + i, 5)
                    .disposition(Disposition.MERGED)
                    .topic("issue " + i)
                    .build());
        }
        for (int i = 0; i < 120; i++) {
            contacts.add(call("y" + i, 6).topic("young " + i).build());
        }
        for (int i = 0; i < 8; i++) {
            contacts.add(call("y" + i, 7)
                    .disposition(Disposition.MERGED)
                    .topic("young " + i)
                    .build());
        }
        Measurement<Proportion> fcr =
                Resolution.fcrWithin(WEEK).asOf(MONDAY.plus(Duration.ofDays(8))).of(contacts);

        assertThat(fcr.summary()).isEqualTo(new Proportion(748, 880));
        assertThat(fcr.interval().low()).isCloseTo(.825, org.assertj.core.api.Assertions.within(.0005));
        assertThat(fcr.interval().high()).isCloseTo(.872, org.assertj.core.api.Assertions.within(.0005));
        assertThat(fcr.excluded()).hasToString("IMMATURE 120, MERGED 140");
        assertThat(fcr.considered()).isEqualTo(1140);
    }

    @Test
    void theWindowsLastInstantIsWithin() {
        assertThat(fcr(call("Ann", 0).build(), call("Ann", 7).build())).isEqualTo(new Proportion(1, 2));
        assertThat(fcr(call("Ann", 0).build(), call("Ann", 7.001).build())).isEqualTo(new Proportion(2, 2));
    }

    @Test
    void oneOfTwoContactsAtTheSameInstantIsTheRepeat() {
        assertThat(fcr(call("Ann", 0).build(), call("Ann", 0).build())).isEqualTo(new Proportion(1, 2));
    }

    @Test
    void aBusyCustomersContactsMayComeInAnyOrder() {
        // One in ten of the gaps is of eight days, the last contact has none behind it.
        List<Interaction> contacts = new ArrayList<>();
        double day = 0;
        for (int i = 0; i < 500; i++) {
            contacts.add(call("Ann", day).build());
            day += i % 10 == 9 ? 8 : .01;
        }
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(contacts, new Random(round));
            var accumulator = Resolution.fcrWithin(WEEK)
                    .asOf(LATER.plus(Duration.ofDays(365)))
                    .accumulator();
            contacts.forEach(accumulator::add);
            assertThat(accumulator.snapshot().summary()).isEqualTo(new Proportion(50, 500));

            Interaction late = call("Ann", day + 1).build();
            accumulator.add(late);
            contacts.subList(0, 250).forEach(accumulator::retract);
            contacts.subList(0, 250).forEach(accumulator::add);
            accumulator.retract(late);
            assertThat(accumulator.snapshot().summary()).isEqualTo(new Proportion(50, 500));
        }
    }

    @Test
    void whoGaveUpIsNoContactAndNoRepeat() {
        assertThat(fcr(
                        call("Ann", 0).build(),
                        call("Ann", 1).disposition(Disposition.ABANDONED).build(),
                        call("Ben", 0).disposition(Disposition.ABANDONED).build(),
                        call("Ben", 1).build()))
                .isEqualTo(new Proportion(2, 2));
    }

    @Test
    void aRepeatCountsAgainstTheAgentWhoseContactItFollows() {
        List<Interaction> contacts =
                List.of(call("Ann", 0).build(), call("Ann", 1).agent("Joe").build());
        var byAgent = Resolution.fcrWithin(WEEK)
                .by(Axis.of("agent", Interaction::agentId))
                .asOf(LATER)
                .of(contacts);

        assertThat(byAgent.get("Diane").value()).hasValue(0);
        assertThat(byAgent.get("Joe").value()).hasValue(1);
        assertThat(byAgent.total().summary()).isEqualTo(fcr(contacts.toArray(Interaction[]::new)));
    }

    @Test
    void aFilterChoosesThePopulationAndNotWhatIsARepeat() {
        List<Interaction> contacts =
                List.of(call("Ann", 0).channel("email").build(), call("Ann", 1).build());
        var emails = Resolution.fcrWithin(WEEK).where("email only", c -> "email".equals(c.channel()));

        assertThat(emails.asOf(LATER).of(contacts).summary()).isEqualTo(new Proportion(0, 1));
        assertThat(Resolution.fcrWithin(WEEK, Matter.CHANNEL)
                        .where("email only", c -> "email".equals(c.channel()))
                        .asOf(LATER)
                        .of(contacts)
                        .summary())
                .isEqualTo(new Proportion(1, 1));
    }

    @Test
    void variantsDifferAndWillNotMerge() {
        List<Interaction> contacts = List.of(
                call("Ann", 0).build(),
                call("Ann", 3).topic("bug").build(),
                call("Ann", 9).build(),
                call("Ben", 0).channel(null).build(),
                Interaction.builder("nobody").startedAt(MONDAY).build(),
                Interaction.builder("never").customer("Cem").build());

        assertThat(Resolution.fcrWithin(WEEK).asOf(LATER).of(contacts))
                .hasToString(
                        "FCR within 7 d 50.0 % (95 % CI 15.0 … 85.0 %, n = 4), excluded: NO_CUSTOMER 1, NO_START 1");
        assertThat(Resolution.fcrWithin(WEEK, Matter.TOPIC)
                        .asOf(LATER)
                        .of(contacts)
                        .summary())
                .isEqualTo(new Proportion(4, 4));
        assertThat(Resolution.ocrWithin(WEEK)
                        .asOf(LATER)
                        .of(contacts)
                        .excluded()
                        .count("NO_CHANNEL"))
                .isEqualTo(3);
        assertThat(Resolution.fcrByEpisode(WEEK, Matter.CUSTOMER)
                        .asOf(LATER)
                        .of(contacts)
                        .summary())
                .isEqualTo(new Proportion(1, 2));
        assertThat(Resolution.contactsPerEpisode(WEEK, Matter.CUSTOMER)
                        .asOf(LATER)
                        .of(contacts)
                        .value())
                .hasValue(2);
        assertThat(Resolution.CONTACTS_PER_CUSTOMER.of(contacts).value()).hasValue(5 / 3.);
        assertThat(Resolution.REPEAT_CONTACT.of(contacts).value()).hasValue(1 / 3.);
        assertThat(Resolution.ONE_AND_DONE.of(contacts).summary().count()).isEqualTo(5);
        assertThat(Resolution.ONE_AND_DONE.of(contacts).value()).hasValue(.4);
        assertThat(Resolution.CONTACTS_PER_ISSUE.of(contacts).state(1)).isEqualTo(Measurement.State.NO_DATA);
        assertThat(Resolution.fcrWithin(WEEK).signature())
                .isNotEqualTo(Resolution.fcrWithin(Duration.ofDays(3)).signature())
                .isNotEqualTo(Resolution.fcrWithin(WEEK, Matter.TOPIC).signature());
    }

    @Test
    void aBotsSessionIsContainedIfNobodyCallsAfterIt() {
        var containment = Resolution.containedWithin(Duration.ofHours(24), "bot", c -> "bot".equals(c.channel()));
        List<Interaction> contacts = List.of(
                call("Ann", 0).channel("bot").build(),
                call("Ann", .5).build(),
                call("Dan", 0).channel("bot").build(),
                call("Dan", .5).disposition(Disposition.ABANDONED).build(),
                call("Ben", 0).channel("bot").build(),
                call("Ben", .1).channel("bot").build(),
                call("Ben", 2).build(),
                call("Cem", 2).channel("bot").build());

        Measurement<Proportion> contained = containment.of(contacts);
        assertThat(contained.summary()).isEqualTo(new Proportion(3, 4));
        assertThat(contained.excluded()).hasToString("ABANDONED 1, IMMATURE 1, NOT_SELF_SERVICE 2");
    }

    @Test
    void transfersEscalationsAndReopeningsCountOnlyWhereTheyAreKnown() {
        List<Interaction> contacts = List.of(
                call("Ann", 0)
                        .transfers(2)
                        .escalated(true)
                        .resolved(true)
                        .reopens(3)
                        .build(),
                call("Ben", 0)
                        .transfers(0)
                        .escalated(false)
                        .resolved(true)
                        .reopens(0)
                        .build(),
                call("Cem", 0).resolved(false).build(),
                call("Dan", 0).build());

        assertThat(Resolution.TRANSFER_RATE.of(contacts).summary()).isEqualTo(new Proportion(1, 2));
        assertThat(Resolution.TRANSFERS_PER_CONTACT.of(contacts).value()).hasValue(1);
        assertThat(Resolution.ESCALATION_RATE.of(contacts).summary()).isEqualTo(new Proportion(1, 2));
        assertThat(Resolution.ESCALATION_RATE.of(contacts).excluded()).hasToString("NO_ESCALATION 2");
        assertThat(Resolution.REOPEN_RATE.of(contacts).summary()).isEqualTo(new Proportion(1, 2));
        assertThat(Resolution.REOPEN_RATE.of(contacts).excluded()).hasToString("NOT_RESOLVED 1, NO_RESOLUTION 1");
        assertThat(Resolution.REOPENS_PER_SOLVED.of(contacts).value()).hasValue(1.5);
    }

    @Test
    void customersSayThemselvesWhetherItTookOneContact() {
        Scale yesNo = Scale.of(0, 1);
        List<SurveyResponse> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(SurveyResponse.builder(SurveyKind.CUSTOM, yesNo)
                    .question(i < 8 ? "first contact" : "polite")
                    .score(i < 6 ? 1 : 0)
                    .build());
        }

        assertThat(Resolution.fcrBySurvey("first contact").of(answers).summary())
                .isEqualTo(new Proportion(6, 8));
        assertThat(Resolution.fcrBySurvey("first contact")
                        .of(answers)
                        .definition()
                        .nature())
                .isEqualTo(Nature.SUBJECTIVE);
    }

    @Test
    void earlierContactsAreFoundWithoutAskingAgain() {
        Interaction first = call("Ann", 0).build();
        Interaction second = call("Ann", 3).channel("email").build();
        Interaction third = call("Ann", 12).build();
        ContactHistory history = ContactHistory.of(List.of(
                third,
                first,
                call("Ben", 1).build(),
                second,
                call("Ann", 2).disposition(Disposition.SPAM).build(),
                call("Ann", 4).startedAt(null).build()));

        assertThat(history.of("Ann")).containsExactly(first, second, third);
        assertThat(history.before(third)).containsExactly(second, first);
        assertThat(history.before(third, Duration.ofDays(9))).containsExactly(second);
        assertThat(history.previous(first)).isEmpty();
        assertThat(history.previous(call("Ann", 100).build())).contains(third);
        assertThat(history.before(Interaction.builder("x").build())).isEmpty();
        assertThat(history.of("nobody")).isEmpty();
        assertThat(history.unknown()).isEqualTo(1);
    }
}

package io.github.supportmetrics.examples.simulator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Axes;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.Resolution;
import io.github.supportmetrics.metric.Retention;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.time.TimeWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    /** A year of a busier desk whose every handled contact is followed by a survey. */
    private static final Simulation LARGE = Simulation.ofSeed(7)
            .withPeriod(LocalDate.of(2025, 1, 1), 365)
            .withStaff(12, 160)
            .withCustomers(2_000)
            .withBehaviour(Simulator.sample().behaviour().withSurveyed(1));

    static final World WORLD = Simulator.run(LARGE);

    /** When contacts that did not help ended, by customer. */
    private static final Map<String, List<Instant>> TROUBLES = WORLD.interactions().stream()
            .filter(contact -> !Objects.equals(contact.outcome().resolved(), true))
            .collect(Collectors.groupingBy(
                    contact -> requireNonNull(contact.customerId()),
                    Collectors.mapping(SimulatorTest::endOf, Collectors.toList())));

    @Test
    void aContactIsAnsweredOrAbandonedAndOnlyTheAnsweredHaveTalk() {
        assertThat(WORLD.interactions()).allSatisfy(contact -> {
            boolean handled = contact.disposition() == Disposition.HANDLED;
            assertThat(contact.effort().talk() != null).isEqualTo(handled);
            assertThat(contact.agentId() != null).isEqualTo(handled);
            assertThat(contact.milestones().answeredAt() != null).isEqualTo(handled);
            assertThat(contact.milestones().abandonedAt() != null).isEqualTo(!handled);
            assertThat(contact.effort().waiting())
                    .isEqualTo(Duration.between(startOf(contact), handled ? answerTo(contact) : endOf(contact)));
        });
    }

    @Test
    void nobodyIsServedByTwoContactsAtOnce() {
        Map<String, Instant> busyUntil = new HashMap<>();
        for (Interaction contact : byAnswer(handled())) {
            Instant before = busyUntil.put(
                    requireNonNull(contact.agentId()),
                    endOf(contact).plus(requireNonNull(contact.effort().wrapUp())));
            assertThat(before == null || !answerTo(contact).isBefore(before))
                    .as(contact.id())
                    .isTrue();
        }
    }

    @Test
    void theQueueOfEachChannelIsFirstInFirstOut() {
        for (Channel channel : Channel.values()) {
            assertThat(handled().stream()
                            .filter(contact -> Objects.equals(contact.channel(), channel.id()))
                            .map(SimulatorTest::answerTo))
                    .isSorted();
        }
    }

    @Test
    void nobodyWhoWritesGivesUpAndSomeCallersDoSoWithinTenSeconds() {
        List<Interaction> abandoned = WORLD.interactions().stream()
                .filter(contact -> contact.disposition() == Disposition.ABANDONED)
                .toList();
        assertThat(abandoned).noneMatch(contact -> Objects.equals(contact.channel(), "email"));
        assertThat(abandoned).anyMatch(contact -> contact.waitMillis() < 10_000);
        assertThat(abandoned).anyMatch(contact -> contact.waitMillis() > 60_000);
    }

    @Test
    void aRepeatContactIsOneToSixDaysAfterItsPredecessorAndOfTheSameCustomerAndTopic() {
        Map<String, Interaction> latest = new HashMap<>();
        int repeats = 0;
        for (Interaction contact : WORLD.interactions()) {
            Interaction before = latest.put(requireNonNull(contact.issueId()), contact);
            if (before != null) {
                repeats++;
                assertThat(contact.customerId()).isEqualTo(before.customerId());
                assertThat(contact.topic()).isEqualTo(before.topic());
                assertThat(before.outcome().resolved()).isNotEqualTo(true);
                assertThat(Duration.between(endOf(before), startOf(contact)))
                        .isBetween(Duration.ofDays(1), Duration.ofDays(6));
            }
        }
        assertThat((double) repeats / WORLD.interactions().size()).isBetween(0.10, 0.20);
    }

    @Test
    void contactsAndSurveysAreInOrderOfTimeAndIdsAreDistinct() {
        assertThat(WORLD.interactions().stream().map(SimulatorTest::startOf)).isSorted();
        assertThat(WORLD.customers().stream().map(customer -> requireNonNull(customer.startedAt())))
                .isSorted();
        Set<String> ids = new HashSet<>();
        assertThat(WORLD.interactions()).allMatch(contact -> ids.add(contact.id()));
    }

    @Test
    void aCustomerIsAskedForARecommendationOnceAQuarterAtMost() {
        Map<String, Integer> asked = new HashMap<>();
        WORLD.surveys().stream()
                .filter(survey -> survey.interactionId() == null)
                .forEach(survey -> asked.merge(requireNonNull(survey.subject().customerId()), 1, Integer::sum));
        assertThat(asked.values()).allMatch(times -> times <= 4).contains(4);
    }

    @Test
    void nobodyCallsBeforeJoiningOrAfterLeaving() {
        Map<String, Customer> customers = new HashMap<>();
        WORLD.customers().forEach(customer -> customers.put(customer.id(), customer));
        assertThat(WORLD.interactions()).allMatch(contact -> {
            Customer customer = requireNonNull(customers.get(requireNonNull(contact.customerId())));
            Instant left = customer.endedAt();
            return !startOf(contact).isBefore(requireNonNull(customer.startedAt()))
                    && (left == null || startOf(contact).isBefore(left));
        });
        assertThat(WORLD.customers()).anyMatch(customer -> customer.endedAt() != null);
    }

    @Test
    void whoeverHadTroubleLeavesSoonerThanOthers() {
        Instant middle = LocalDate.of(2025, 7, 1).atStartOfDay(LARGE.zone()).toInstant();
        double ofLeavers = WORLD.customers().stream()
                .filter(customer -> customer.endedAt() != null)
                .mapToLong(customer -> troubles(customer.id(), requireNonNull(customer.endedAt())))
                .average()
                .orElseThrow();
        double ofOthers = WORLD.customers().stream()
                .filter(customer -> requireNonNull(customer.startedAt()).isBefore(middle) && customer.endedAt() == null)
                .mapToLong(customer -> troubles(customer.id(), middle))
                .average()
                .orElseThrow();
        assertThat(ofLeavers).isGreaterThan(1.15 * ofOthers);
    }

    @Test
    void businessCustomersLeaveLessOftenAndTechnicalMattersAreHarder() {
        Instant end =
                LARGE.start().plusDays(LARGE.days()).atStartOfDay(LARGE.zone()).toInstant();
        TimeWindow year =
                new TimeWindow(LARGE.start().atStartOfDay(LARGE.zone()).toInstant(), end);
        var churn = Retention.CHURN
                .by(Axes.attribute("segment"))
                .of(WORLD.customers().stream()
                        .flatMap(customer -> customer.in(year).stream())
                        .toList());
        assertThat(churn.get("business").value().orElseThrow())
                .isLessThan(churn.get("consumer").value().orElseThrow());
        var resolution = Resolution.FCR_CODED.by(Axes.TOPIC).of(WORLD.interactions());
        assertThat(resolution.get("login").value().orElseThrow()
                        - resolution.get("technical").value().orElseThrow())
                .isCloseTo(0.20, within(0.03));
    }

    @Test
    void callersComeInOpeningHoursAndMostlyOnMondays() {
        Map<DayOfWeek, Integer> calls = new EnumMap<>(DayOfWeek.class);
        for (Interaction contact : WORLD.interactions()) {
            if (Objects.equals(contact.channel(), "phone")) {
                ZonedDateTime local = startOf(contact).atZone(LARGE.zone());
                assertThat(local.getHour()).isBetween(8, 17);
                calls.merge(local.getDayOfWeek(), 1, Integer::sum);
            }
        }
        assertThat(calls.entrySet()).extracting(Map.Entry::getValue).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void whatIsMeasuredOfEachAgentLiesNearTheTruth() {
        var resolution = Resolution.FCR_CODED.by(Axes.AGENT).of(WORLD.interactions());
        var handleTime = Handling.AHT.by(Axes.AGENT).of(WORLD.interactions());
        for (Truth.AgentTruth truth : WORLD.truth().agents()) {
            Agent agent = truth.agent();
            assertThat(resolution.get(agent.name()).n()).isEqualTo(truth.handled());
            assertThat(resolution.get(agent.name()).value().orElseThrow())
                    .isCloseTo(truth.resolution(), within(0.03))
                    .isCloseTo(agent.resolution(), within(0.05));
            assertThat(handleTime.get(agent.name()).value().orElseThrow())
                    .isCloseTo(truth.handleSeconds(), within(15.0));
        }
    }

    @Test
    void theTruthCountsWhatHappened() {
        Truth truth = WORLD.truth();
        assertThat(truth.contacts()).isEqualTo(WORLD.interactions().size());
        assertThat(truth.handled()).isEqualTo(handled().size());
        assertThat(truth.agents().stream().mapToLong(Truth.AgentTruth::handled).sum())
                .isEqualTo(truth.handled());
    }

    @Test
    void responseBiasRaisesSatisfactionAboveTheTruthAndWithoutItThereIsNone() {
        Truth truth = WORLD.truth();
        assertThat(csat(WORLD)).isBetween(truth.satisfaction() + 0.02, truth.satisfaction() + 0.10);
        World unbiased = Simulator.run(LARGE.withBehaviour(LARGE.behaviour().withoutResponseBias()));
        assertThat(csat(unbiased)).isCloseTo(unbiased.truth().satisfaction(), within(0.01));
        assertThat(Satisfaction.csat(Scale.of(1, 5))
                        .mean()
                        .of(unbiased.surveys())
                        .value()
                        .orElseThrow())
                .isCloseTo(unbiased.truth().meanScore(), within(0.03));
    }

    @Test
    void identicalAgentsDifferInNameOnlyAndDifferingOnesInSkill() {
        assertThat(distinctSkills(Simulator.run(Simulator.sample().withIdenticalAgents())))
                .isEqualTo(1);
        assertThat(distinctSkills(Simulator.run(Simulator.sample()))).isEqualTo(8);
    }

    @Test
    void impossibleSimulationsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Simulator.sample().withStaff(5, 90))
                .withMessage("agents must be at least 6, got 5");
    }

    private static long troubles(String customerId, Instant before) {
        return TROUBLES.getOrDefault(customerId, List.of()).stream()
                .filter(at -> at.isBefore(before) && !at.isBefore(before.minus(Duration.ofDays(30))))
                .count();
    }

    private static long distinctSkills(World world) {
        return world.truth().agents().stream()
                .map(Truth.AgentTruth::agent)
                .map(agent -> List.of(agent.resolution(), agent.handleSeconds(), agent.satisfaction()))
                .distinct()
                .count();
    }

    private static double csat(World world) {
        List<SurveyResponse> surveys = world.surveys();
        return Satisfaction.csat(Scale.of(1, 5)).topTwo().of(surveys).value().orElseThrow();
    }

    private static List<Interaction> handled() {
        return WORLD.interactions().stream()
                .filter(contact -> contact.disposition() == Disposition.HANDLED)
                .toList();
    }

    private static List<Interaction> byAnswer(List<Interaction> contacts) {
        return contacts.stream()
                .sorted(Comparator.comparing(SimulatorTest::answerTo))
                .toList();
    }

    private static Instant startOf(Interaction contact) {
        return requireNonNull(contact.startedAt());
    }

    private static Instant answerTo(Interaction contact) {
        return requireNonNull(contact.milestones().answeredAt());
    }

    private static Instant endOf(Interaction contact) {
        return requireNonNull(contact.endedAt());
    }
}

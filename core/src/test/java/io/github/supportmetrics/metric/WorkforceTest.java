package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.AgentActivity;
import io.github.supportmetrics.event.AgentActivity.State;
import io.github.supportmetrics.event.AgentDay;
import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratio;
import io.github.supportmetrics.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkforceTest {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Instant EIGHT = Instant.parse("2026-03-02T07:00:00Z");
    private static final Instant LATER = EIGHT.plus(Duration.ofDays(30));

    private static AgentActivity from(State state, double fromMinute, double toMinute) {
        return AgentActivity.of(
                "Diane", state, EIGHT.plusSeconds((long) (60 * fromMinute)), EIGHT.plusSeconds((long) (60 * toMinute)));
    }

    private static List<AgentDay> days(AgentActivity... activities) {
        return AgentDay.of(List.of(activities), STOCKHOLM, LATER);
    }

    private static List<AgentDay> eightHours() {
        // DOMAIN.md §1.6: 8 h paid, 6.0 h handling, 1.5 h idle, a quarter of other work, a quarter's break
        return days(
                from(State.ON_CONTACT, 0, 300).paid(true),
                from(State.ACW, 300, 360).paid(true),
                from(State.AVAILABLE, 360, 450).paid(true),
                from(State.AUX_PRODUCTIVE, 450, 465).paid(true),
                from(State.BREAK, 465, 480).paid(true),
                from(State.MEAL, 480, 510).paid(false));
    }

    @Test
    void fourNamesForFourSharesOfOneDay() {
        assertThat(Workforce.OCCUPANCY.of(eightHours()).value()).hasValue(.8);
        assertThat(Workforce.HANDLE_OVER_PAID.of(eightHours()).value()).hasValue(.75);
        assertThat(Workforce.LOGGED_IN_OVER_PAID.of(eightHours()).value()).hasValue(.9375);
        assertThat(Workforce.PRODUCTIVE_OVER_PAID.of(eightHours()).value()).hasValue(.78125);
        assertThat(Workforce.SHRINKAGE.of(eightHours()).value()).hasValue(.0625);
    }

    @Test
    void adherenceAsksWhenAndConformanceOnlyHowMuch() {
        // DOMAIN.md §1.6: 444 of 480 minutes as scheduled, 470 of 480 worked.
        List<AgentDay> day = days(
                from(State.BREAK, 0, 10).scheduled(State.AVAILABLE),
                from(State.AVAILABLE, 10, 200).scheduled(State.AVAILABLE),
                from(State.ON_CONTACT, 200, 454).scheduled(State.AVAILABLE),
                from(State.BREAK, 454, 480).scheduled(State.AVAILABLE),
                from(State.AVAILABLE, 480, 506));

        assertThat(Workforce.ADHERENCE.of(day).value()).hasValue(.925);
        assertThat(Workforce.CONFORMANCE.of(day).value().orElseThrow()).isCloseTo(.979, within(.0005));
        assertThat(Workforce.ATTENDANCE.of(day).value()).hasValue(1);
    }

    @Test
    void anExcusedDepartureKeepsToTheSchedule() {
        AgentActivity training = from(State.TRAINING, 0, 60).scheduled(State.AVAILABLE);
        AgentActivity excused = new AgentActivity(
                "Diane",
                State.TRAINING,
                training.startedAt(),
                training.endedAt(),
                State.AVAILABLE,
                null,
                true,
                Map.of());

        assertThat(Workforce.ADHERENCE.of(days(training)).value()).hasValue(0);
        assertThat(Workforce.ADHERENCE.of(days(excused)).value()).hasValue(1);
        assertThat(Workforce.CONFORMANCE.of(days(excused)).value()).hasValue(0);
    }

    @Test
    void absenceIsCountedInHoursAndLatenessInDays() {
        List<AgentActivity> activities = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            Instant start = EIGHT.plus(Duration.ofDays(day));
            boolean absent = day == 3;
            activities.add(AgentActivity.of("Diane", State.OFFLINE, start, start.plusSeconds(60L * (day % 4)))
                    .scheduled(State.AVAILABLE));
            activities.add(AgentActivity.of(
                            "Diane",
                            absent ? State.ABSENT : State.AVAILABLE,
                            start.plusSeconds(60L * (day % 4)),
                            start.plusSeconds(8 * 3600))
                    .scheduled(State.AVAILABLE));
        }
        List<AgentDay> days = AgentDay.of(activities, STOCKHOLM, LATER);

        // Of 160 h one day of eight, and 27 minutes of coming late on others.
        assertThat(Workforce.ATTENDANCE.of(days).value().orElseThrow()).isCloseTo(1 - 8.45 / 160, within(1e-12));
        Measurement<Proportion> onTime =
                Workforce.punctuality(Duration.ofMinutes(1)).of(days);
        assertThat(onTime.summary()).isEqualTo(new Proportion(10, 19));
        assertThat(onTime.excluded()).hasToString("DID_NOT_COME 1");
    }

    @Test
    void contradictionsLeaveTheDayOutAndTheSameStateTwiceCountsOnce() {
        List<AgentDay> twice = days(from(State.AVAILABLE, 0, 60), from(State.AVAILABLE, 30, 90));
        List<AgentDay> both = days(from(State.AVAILABLE, 0, 60), from(State.BREAK, 30, 90));
        List<AgentDay> backwards = days(from(State.AVAILABLE, 60, 0), from(State.ON_CONTACT, 60, 90));

        assertThat(twice.get(0).in(Set.of(State.AVAILABLE))).isEqualTo(Duration.ofMinutes(90));
        assertThat(Workforce.OCCUPANCY.of(both)).hasToString("Occupancy no data (n = 0), excluded: OVERLAPPING 1");
        assertThat(Workforce.OCCUPANCY.of(backwards).excluded()).hasToString("END_BEFORE_START 1");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        List<AgentDay> day = days(from(State.ON_CONTACT, 0, 60).paid(true), from(State.AVAILABLE, 60, 120));

        assertThat(Workforce.SHRINKAGE.of(day).excluded()).hasToString("NO_PAID 1");
        assertThat(Workforce.ADHERENCE.of(day).excluded()).hasToString("NO_SCHEDULE 1");
        assertThat(Workforce.PRODUCTIVITY.of(day).excluded()).hasToString("NO_CONTACTS 1");
        assertThat(Workforce.OCCUPANCY.of(day).value()).hasValue(.5);
        assertThat(Workforce.OCCUPANCY.of(day).interval().low()).isZero();
        assertThat(Workforce.OCCUPANCY.of(day).interval().high()).isEqualTo(1);
    }

    @Test
    void aShiftOverMidnightIsTwoDaysAndAnHourThatDoesNotExistIsNotWorked() {
        Instant tenInTheEvening = Instant.parse("2026-03-28T21:00:00Z");
        AgentActivity night =
                AgentActivity.of("Diane", State.AVAILABLE, tenInTheEvening, tenInTheEvening.plus(Duration.ofHours(7)));
        List<AgentDay> days = AgentDay.of(List.of(night), STOCKHOLM, LATER);

        assertThat(days)
                .extracting(AgentDay::day)
                .containsExactly(LocalDate.of(2026, 3, 28), LocalDate.of(2026, 3, 29));
        assertThat(days)
                .extracting(day -> day.in(Set.of(State.AVAILABLE)))
                .containsExactly(Duration.ofHours(2), Duration.ofHours(5));
    }

    @Test
    void whatStillGoesOnHasLastedUntilNow() {
        AgentActivity open = new AgentActivity("Diane", State.AVAILABLE, EIGHT, null, null, null, false, Map.of());
        AgentActivity later = AgentActivity.of("Diane", State.BREAK, EIGHT.plusSeconds(7200), EIGHT.plusSeconds(9000));

        assertThat(AgentDay.of(List.of(open, later), STOCKHOLM, EIGHT.plusSeconds(3600)))
                .extracting(AgentDay::time)
                .containsExactly(Map.of(State.AVAILABLE, Duration.ofHours(1)));
    }

    private static Interaction contact(String id, String agent, double minute) {
        return Interaction.builder(id)
                .agent(agent)
                .startedAt(EIGHT.plusSeconds((long) (60 * minute)))
                .build();
    }

    @Test
    void contactsPerHourAndTheSameWithoutRepeats() {
        // DOMAIN.md §1.14: 96 contacts in 12 h on the queue.
        List<Interaction> contacts = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            contacts.add(contact("c" + i, "Diane", 7.5 * i));
        }
        contacts.add(contact("late", "Diane", 60 * 24 * 40));
        Measurement<EventRate> productivity = Workforce.PRODUCTIVITY.of(AgentDay.of(
                List.of(from(State.AVAILABLE, 0, 360), from(State.ON_CONTACT, 360, 720)), contacts, STOCKHOLM, LATER));

        assertThat(productivity.value()).hasValue(8);
        assertThat(productivity.toString()).startsWith("Contacts per hour 8.00");
        assertThat(Workforce.qualityAdjusted(
                        productivity, Resolution.fcrWithin(Duration.ofDays(7)).empty()))
                .isEmpty();
        Measurement<Proportion> fcr = Resolution.fcrWithin(Duration.ofDays(7))
                .asOf(LATER)
                .of(List.of(
                        Interaction.builder("1")
                                .customer("Ann")
                                .startedAt(EIGHT)
                                .build(),
                        Interaction.builder("2")
                                .customer("Ann")
                                .startedAt(EIGHT)
                                .build()));
        assertThat(Workforce.qualityAdjusted(productivity, fcr)).hasValue(4);
    }

    @Test
    void aContactCountsOnceInThePartOfTheDayInWhichItBegan() {
        AgentActivity north = new AgentActivity(
                "Diane", State.AVAILABLE, EIGHT, EIGHT.plusSeconds(7200), null, null, false, Map.of("site", "north"));
        AgentActivity south = new AgentActivity(
                "Diane",
                State.AVAILABLE,
                EIGHT.plusSeconds(7200),
                EIGHT.plusSeconds(14_400),
                null,
                null,
                false,
                Map.of("site", "south"));
        List<Interaction> contacts = List.of(
                contact("1", "Diane", 0),
                contact("2", "Diane", 119),
                contact("3", "Diane", 120),
                contact("4", "Joe", 0),
                Interaction.builder("5").startedAt(EIGHT).build());
        List<AgentDay> days = AgentDay.of(List.of(north, south), contacts, STOCKHOLM, LATER);

        assertThat(days).extracting(AgentDay::contacts).containsExactly(2L, 1L, 1L);
        assertThat(Workforce.PRODUCTIVITY.of(days).value()).hasValue(.75);
        assertThat(Workforce.PRODUCTIVITY.of(days).excluded()).hasToString("NO_QUEUE 1");
    }

    @Test
    void daysWithoutTheTimeThatIsDividedByAreNoSample() {
        List<AgentDay> days = new ArrayList<>(days(from(State.ON_CONTACT, 0, 48), from(State.AVAILABLE, 48, 60)));
        for (int i = 0; i < 4; i++) {
            days.addAll(days(from(State.TRAINING, 0, 60)));
        }

        assertThat(Workforce.OCCUPANCY.of(days))
                .hasToString("Occupancy 80.0 % (95 % CI 0.0 … 100.0 %, n = 1), excluded: NO_QUEUE 4");
    }

    @Test
    void notToComeIsAbsenceWhateverItIsCalledAndANightShiftIsLateOnce() {
        List<AgentDay> away = days(from(State.OFFLINE, 0, 480).scheduled(State.AVAILABLE));
        assertThat(Workforce.ATTENDANCE.of(away).value()).hasValue(0);

        Instant ten = Instant.parse("2026-03-02T21:00:00Z");
        List<AgentDay> night = AgentDay.of(
                List.of(
                        AgentActivity.of("Joe", State.OFFLINE, ten, ten.plusSeconds(2400))
                                .scheduled(State.AVAILABLE),
                        AgentActivity.of("Joe", State.AVAILABLE, ten.plusSeconds(2400), ten.plusSeconds(28_800))
                                .scheduled(State.AVAILABLE)),
                STOCKHOLM,
                LATER);
        Measurement<Proportion> onTime =
                Workforce.punctuality(Duration.ofMinutes(5)).of(night);
        assertThat(onTime.summary()).isEqualTo(new Proportion(0, 1));
        assertThat(onTime.excluded()).hasToString("GOES_ON 1");
    }

    @Test
    void fiveNightsInARowBeginFiveTimes() {
        List<AgentActivity> nights = new ArrayList<>();
        for (int night = 0; night < 5; night++) {
            Instant ten = Instant.parse("2026-03-02T21:00:00Z").plus(Duration.ofDays(night));
            Instant eleven = ten.plus(Duration.ofHours(1));
            nights.add(AgentActivity.of("Joe", State.OFFLINE, ten, eleven).scheduled(State.AVAILABLE));
            nights.add(AgentActivity.of("Joe", State.AVAILABLE, eleven, ten.plus(Duration.ofHours(8)))
                    .scheduled(State.AVAILABLE));
        }

        Measurement<Proportion> onTime =
                Workforce.punctuality(Duration.ofMinutes(5)).of(AgentDay.of(nights, STOCKHOLM, LATER));
        assertThat(onTime.summary()).isEqualTo(new Proportion(0, 5));
    }

    @Test
    void unlikeSchedulesAtOneTimeContradictEachOtherAndAPlaceholderIsNoEnd() {
        List<AgentDay> both = days(
                from(State.AVAILABLE, 0, 60).scheduled(State.AVAILABLE),
                from(State.AVAILABLE, 30, 60).scheduled(State.MEAL));
        assertThat(Workforce.ADHERENCE.of(both).excluded()).hasToString("OVERLAPPING 1");

        AgentActivity forEver =
                AgentActivity.of("Diane", State.AVAILABLE, EIGHT, Instant.parse("9999-12-31T00:00:00Z"));
        assertThat(Workforce.OCCUPANCY
                        .of(AgentDay.of(List.of(forEver), STOCKHOLM, Instant.parse("9999-12-31T00:00:00Z")))
                        .excluded())
                .hasToString("TOO_LONG 1");
        assertThat(Workforce.OCCUPANCY
                        .of(AgentDay.of(List.of(forEver), STOCKHOLM, EIGHT.minusSeconds(1)))
                        .excluded())
                .hasToString("NOT_YET_BEGUN 1");
    }

    @Test
    void sixLeaversOfFortyInHalfAYearAreThirtyPercentAYear() {
        TimeWindow half = new TimeWindow(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z"));
        List<CustomerPeriod> employees = new ArrayList<>();
        for (int i = 0; i < 46; i++) {
            Instant joined =
                    i < 40 ? half.start().minusSeconds(1) : half.start().plusSeconds(i);
            Instant left = i < 6 ? half.end().minusSeconds(i + 1) : null;
            Optional<CustomerPeriod> in =
                    new Customer("e" + i, joined, left, null, null, null, null, Map.of()).in(half);
            employees.add(in.orElseThrow());
        }

        assertThat(Workforce.turnover(6).of(employees).value().orElseThrow()).isCloseTo(.3, within(1e-12));
    }

    @Test
    void theIntervalIsOneOfDays() {
        List<AgentDay> days = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            days.addAll(days(from(State.ON_CONTACT, 0, 300 + i), from(State.AVAILABLE, 300 + i, 400)));
        }
        Measurement<Ratio> occupancy = Workforce.OCCUPANCY.of(days);

        assertThat(occupancy.n()).isEqualTo(10);
        assertThat(occupancy.interval().method()).isEqualTo("ratio");
        assertThat(occupancy.interval().high() - occupancy.interval().low()).isBetween(.005, .02);
    }
}

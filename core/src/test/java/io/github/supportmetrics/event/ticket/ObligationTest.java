package io.github.supportmetrics.event.ticket;

import static io.github.supportmetrics.event.ticket.ActorKind.CUSTOMER;
import static io.github.supportmetrics.event.ticket.ActorKind.HUMAN;
import static io.github.supportmetrics.event.ticket.Obligation.State.BREACHED;
import static io.github.supportmetrics.event.ticket.Obligation.State.CANCELLED;
import static io.github.supportmetrics.event.ticket.Obligation.State.MET;
import static io.github.supportmetrics.event.ticket.Obligation.State.PAUSED;
import static io.github.supportmetrics.event.ticket.Obligation.State.RUNNING;
import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.FIRST_REPLY;
import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.FIRST_RESOLUTION;
import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.FULL_RESOLUTION;
import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.NEXT_REPLY;
import static io.github.supportmetrics.event.ticket.ServicePolicy.Goal.PICKUP;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.ticket.ServicePolicy.Change;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObligationTest {
    /** A Monday. */
    private static final Instant NINE = Instant.parse("2026-06-01T09:00:00Z");

    private static final BusinessCalendar OFFICE = BusinessCalendar.builder(ZoneOffset.UTC)
            .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))
            .build();
    private static final ServicePolicy FOUR_HOURS =
            ServicePolicy.named("four").promise(FULL_RESOLUTION, ofHours(4), OFFICE);

    private final List<TicketEvent> events = new ArrayList<>();

    ObligationTest() {
        events.add(TicketEvent.of("7", NINE, TicketEvent.Type.MESSAGE)
                .by("c", CUSTOMER)
                .build());
    }

    private static Instant hours(double hours) {
        return NINE.plusSeconds(Math.round(3600 * hours));
    }

    private ObligationTest message(double hours, ActorKind kind) {
        events.add(TicketEvent.of("7", hours(hours), TicketEvent.Type.MESSAGE)
                .by(kind.name(), kind)
                .build());
        return this;
    }

    private ObligationTest status(double hours, TicketStatus status) {
        events.add(TicketEvent.status("7", hours(hours), status).build());
        return this;
    }

    private ObligationTest priority(double hours, String priority) {
        events.add(TicketEvent.of("7", hours(hours), TicketEvent.Type.PRIORITY)
                .to(priority)
                .build());
        return this;
    }

    private List<Obligation> asOf(double hours, ServicePolicy... policies) {
        return ServicePolicy.obligations(Ticket.of(events), List.of(policies), hours(hours));
    }

    private Obligation only(double hours, ServicePolicy... policies) {
        List<Obligation> all = asOf(hours, policies);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void fourWorkingHoursWithFiveOfPauseAreDueTheNextDayAtTen() {
        status(1, TicketStatus.PENDING).status(6, TicketStatus.OPEN);

        assertThat(only(0.5, FOUR_HOURS).dueAt()).isEqualTo(hours(4));
        Obligation paused = only(2, FOUR_HOURS);
        assertThat(paused.state()).isEqualTo(PAUSED);
        assertThat(paused.dueAt()).isNull();
        assertThat(paused.used()).isEqualTo(ofHours(1));
        assertThat(paused.dueIfRunningFrom(hours(6))).isEqualTo(hours(25));
        Obligation running = only(7, FOUR_HOURS);
        assertThat(running.state()).isEqualTo(RUNNING);
        assertThat(running.dueAt()).isEqualTo("2026-06-02T10:00:00Z");
    }

    @Test
    void timeUsedUpExactlyIsInTimeAndOneMillisecondMoreIsNot() {
        status(4, TicketStatus.SOLVED);
        assertThat(only(9, FOUR_HOURS).state()).isEqualTo(MET);

        events.clear();
        events.add(TicketEvent.of("7", NINE.minusMillis(0), TicketEvent.Type.CREATED)
                .build());
        events.add(TicketEvent.status("7", hours(4).plusMillis(1), TicketStatus.SOLVED)
                .build());
        Obligation late = only(9, FOUR_HOURS);
        assertThat(late.state()).isEqualTo(BREACHED);
        assertThat(late.overrun()).hasValue(Duration.ofMillis(1));
        assertThat(late.dueAt()).isEqualTo(hours(4));
    }

    @Test
    void whoIsDueAtClosingTimeMayAnswerUntilTheNextOpening() {
        ServicePolicy eight = ServicePolicy.named("eight").promise(FIRST_REPLY, ofHours(8), OFFICE);
        message(20, HUMAN);

        Obligation reply = only(30, eight);
        assertThat(reply.dueAt()).isEqualTo(hours(8));
        assertThat(reply.state()).isEqualTo(MET);
        assertThat(reply.used()).isEqualTo(ofHours(8));
    }

    @Test
    void aLateAnswerStaysABreach() {
        ServicePolicy hour = ServicePolicy.named("hour").promise(FIRST_REPLY, ofHours(1));
        message(3, HUMAN);

        assertThat(only(0.9, hour).state()).isEqualTo(RUNNING);
        Obligation overdue = only(2, hour);
        assertThat(overdue.state()).isEqualTo(BREACHED);
        assertThat(overdue.isOpen()).isTrue();
        assertThat(overdue.overrun()).hasValue(ofHours(1));
        Obligation answered = only(5, hour);
        assertThat(answered.state()).isEqualTo(BREACHED);
        assertThat(answered.isOpen()).isFalse();
        assertThat(answered.fulfilledAt()).isEqualTo(hours(3));
        assertThat(answered.overrun()).hasValue(ofHours(2));
    }

    @Test
    void everyWaitForTheNextReplyHasItsOwnPromise() {
        ServicePolicy replies = ServicePolicy.named("replies").promise(NEXT_REPLY, ofHours(2));
        message(1, HUMAN)
                .message(2, CUSTOMER)
                .message(3, CUSTOMER)
                .message(5, HUMAN)
                .message(6, CUSTOMER);
        message(6.5, HUMAN).message(7, CUSTOMER).status(8, TicketStatus.SOLVED);

        assertThat(asOf(30, replies))
                .extracting(Obligation::number, Obligation::startedAt, Obligation::state, Obligation::used)
                .containsExactly(
                        tuple(0, hours(2), BREACHED, ofHours(3)),
                        tuple(1, hours(6), MET, ofMinutes(30)),
                        tuple(2, hours(7), CANCELLED, ofHours(1)));
    }

    @Test
    void theFirstReplyIsNotPausedAndTheSolutionIs() {
        ServicePolicy both =
                ServicePolicy.named("both").promise(FIRST_REPLY, ofHours(10)).promise(FIRST_RESOLUTION, ofHours(10));
        status(1, TicketStatus.PENDING).status(3, TicketStatus.ON_HOLD);

        assertThat(asOf(5, both)).extracting(Obligation::used).containsExactly(ofHours(5), ofHours(3));
        assertThat(asOf(5, both.pausedIn(FIRST_RESOLUTION, TicketStatus.PENDING, TicketStatus.ON_HOLD)))
                .extracting(Obligation::used, Obligation::state)
                .containsExactly(tuple(ofHours(5), RUNNING), tuple(ofHours(1), PAUSED));
        assertThatThrownBy(() -> both.pausedIn(PICKUP)).hasMessage("goal must be promised by both, got PICKUP");
        assertThatThrownBy(() -> both.promise(PICKUP, Duration.ZERO))
                .hasMessage("time of a promise must be above 0, got PT0S");
    }

    @Test
    void whatIsSolvedWithoutItCancelsAPromiseUnlessItIsBroken() {
        ServicePolicy replies =
                ServicePolicy.named("replies").promise(PICKUP, ofHours(5)).promise(FIRST_REPLY, ofHours(1));
        status(2, TicketStatus.SOLVED);

        assertThat(asOf(9, replies))
                .extracting(Obligation::goal, Obligation::state, Obligation::isOpen, Obligation::used)
                .containsExactly(
                        tuple(PICKUP, CANCELLED, false, ofHours(2)), tuple(FIRST_REPLY, BREACHED, false, ofHours(2)));
    }

    @Test
    void aReopenedTicketGoesOnUsingItsTimeAndAPausedClockStandsStill() {
        ServicePolicy both = ServicePolicy.named("both")
                .promise(FIRST_RESOLUTION, ofHours(3))
                .promise(FULL_RESOLUTION, ofHours(3));
        status(2, TicketStatus.SOLVED).status(10, TicketStatus.OPEN);

        assertThat(asOf(5, both)).extracting(Obligation::state).containsExactly(MET, MET);
        assertThat(asOf(10.5, both)).extracting(Obligation::state).containsExactly(MET, RUNNING);
        assertThat(asOf(10.5, both)).extracting(Obligation::dueAt).containsExactly(hours(3), hours(11));
        status(14, TicketStatus.SOLVED);
        assertThat(asOf(20, both)).extracting(Obligation::state).containsExactly(MET, BREACHED);
        assertThat(asOf(20, both).get(1).overrun()).hasValue(ofHours(3));
    }

    @Test
    void aPromiseStaysAsItWasMadeUnlessTheRuleSaysOtherwise() {
        ServicePolicy urgent = ServicePolicy.named("urgent")
                .where(ticket -> "urgent".equals(ticket.priority()))
                .promise(FULL_RESOLUTION, ofHours(2));
        ServicePolicy normal = ServicePolicy.named("normal").promise(FULL_RESOLUTION, ofHours(8));
        priority(1.5, "urgent");

        Obligation pinned = only(2.5, urgent, normal);
        assertThat(pinned.policy()).isEqualTo("normal");
        assertThat(pinned.dueAt()).isEqualTo(hours(8));
        Obligation carried = only(1.6, urgent, normal.onChange(Change.CARRIED_OVER));
        assertThat(carried.policy()).isEqualTo("urgent");
        assertThat(carried.appliedAt()).isEqualTo(hours(1.5));
        assertThat(carried.startedAt()).isEqualTo(NINE);
        assertThat(carried.dueAt()).isEqualTo(hours(2));
        assertThat(only(2.5, urgent, normal.onChange(Change.CARRIED_OVER)).state())
                .isEqualTo(BREACHED);
        Obligation restarted = only(2.5, urgent, normal.onChange(Change.RESTARTED));
        assertThat(restarted.dueAt()).isEqualTo(hours(3.5));
        assertThat(restarted.used()).isEqualTo(ofHours(1));
        priority(2, "low");
        assertThat(only(3, urgent.onChange(Change.CARRIED_OVER), normal.onChange(Change.CARRIED_OVER))
                        .dueAt())
                .isEqualTo(hours(8));
    }

    @Test
    void aShorterTimeThatIsUsedUpAlreadyIsBrokenAtOnceAndABreachOutlivesALongerOne() {
        ServicePolicy urgent = ServicePolicy.named("urgent")
                .where(ticket -> "urgent".equals(ticket.priority()))
                .onChange(Change.CARRIED_OVER)
                .promise(FULL_RESOLUTION, ofHours(1));
        ServicePolicy normal =
                ServicePolicy.named("normal").onChange(Change.CARRIED_OVER).promise(FULL_RESOLUTION, ofHours(8));
        priority(2, "urgent").priority(3, "low");

        Obligation broken = only(2, urgent, normal);
        assertThat(broken.state()).isEqualTo(BREACHED);
        assertThat(broken.dueAt()).isEqualTo(hours(2));
        assertThat(only(4, urgent, normal).state()).isEqualTo(BREACHED);
    }

    @Test
    void aPromiseIsWithdrawnWithThePolicyThatMadeIt() {
        ServicePolicy gold = ServicePolicy.named("gold")
                .where(ticket -> !"none".equals(ticket.priority()))
                .onChange(Change.CARRIED_OVER)
                .promise(FULL_RESOLUTION, ofHours(8));
        priority(2, "none");

        assertThat(only(3, gold).state()).isEqualTo(CANCELLED);
        assertThat(only(3, gold).used()).isEqualTo(ofHours(2));
        priority(5, "high");
        assertThat(only(6, gold).state()).isEqualTo(RUNNING);
        assertThat(only(6, gold).used()).isEqualTo(ofHours(3));
    }

    @Test
    void aPromiseThatComesLateCountsFromTheBeginning() {
        ServicePolicy urgent = ServicePolicy.named("urgent")
                .where(ticket -> "urgent".equals(ticket.priority()))
                .promise(FIRST_REPLY, ofHours(4), OFFICE);
        priority(3, "urgent");

        assertThat(asOf(2, urgent)).isEmpty();
        Obligation late = only(3.5, urgent);
        assertThat(late.startedAt()).isEqualTo(NINE);
        assertThat(late.appliedAt()).isEqualTo(hours(3));
        assertThat(late.used()).isEqualTo(ofMinutes(210));
        assertThat(late.dueAt()).isEqualTo(hours(4));
    }

    @Test
    void theVersionInForceWhenAPromiseIsMadeHolds() {
        ServicePolicy old = ServicePolicy.named("2025").promise(NEXT_REPLY, ofHours(8));
        ServicePolicy young = ServicePolicy.named("2026").since(hours(5)).promise(NEXT_REPLY, ofHours(2));
        message(1, HUMAN).message(2, CUSTOMER).message(6, HUMAN).message(7, CUSTOMER);

        assertThat(asOf(7.5, young, old))
                .extracting(Obligation::policy, Obligation::state)
                .containsExactly(tuple("2025", MET), tuple("2026", RUNNING));
        assertThat(asOf(7.5, old, young)).extracting(Obligation::policy).containsOnly("2025");
    }

    @Test
    void theCalendarInForceCountsAtEachInstant() {
        BusinessCalendar evenings = BusinessCalendar.builder(ZoneOffset.UTC)
                .open(EnumSet.allOf(DayOfWeek.class), LocalTime.of(17, 0), LocalTime.of(23, 0))
                .build();
        ServicePolicy policy = ServicePolicy.named("shifts")
                .promise(FULL_RESOLUTION, ofHours(10), state -> "late".equals(state.teamId()) ? evenings : OFFICE);
        events.add(TicketEvent.of("7", hours(6), TicketEvent.Type.TRANSFER)
                .to("late")
                .build());

        assertThat(only(7, policy).used()).isEqualTo(ofHours(6));
        assertThat(only(7, policy).dueAt()).isEqualTo(hours(12));
        assertThat(only(11, policy).used()).isEqualTo(ofHours(9));
    }

    @Test
    void aVersionMakesNoPromisesWhoseTimeBeganBeforeIt() {
        ServicePolicy young = ServicePolicy.named("2026").since(hours(100)).promise(FIRST_REPLY, ofHours(1));
        priority(120, "urgent");
        assertThat(asOf(121, young)).isEmpty();
    }

    @Test
    void whatIsClosedIsResolvedInTimeOrLateAlike() {
        ServicePolicy eight = ServicePolicy.named("eight")
                .promise(FIRST_RESOLUTION, ofHours(8))
                .promise(FULL_RESOLUTION, ofHours(8));
        status(2, TicketStatus.CLOSED);
        assertThat(asOf(50, eight)).extracting(Obligation::state).containsExactly(MET, MET);
        events.remove(1);
        status(9, TicketStatus.CLOSED);
        assertThat(asOf(50, eight)).extracting(Obligation::state).containsExactly(BREACHED, BREACHED);
        assertThat(asOf(50, eight)).extracting(Obligation::fulfilledAt).containsExactly(hours(9), hours(9));
    }

    @Test
    void repliesAreWaitedForWhateverTheTicketsStatus() {
        ServicePolicy replies = ServicePolicy.named("replies")
                .promise(PICKUP, ofHours(4))
                .promise(FIRST_REPLY, ofHours(4))
                .promise(NEXT_REPLY, ofHours(4));
        status(0.5, TicketStatus.SOLVED).message(1, HUMAN).message(2, CUSTOMER).message(12, HUMAN);
        events.add(TicketEvent.of("7", hours(13), TicketEvent.Type.ASSIGNED)
                .by("a", HUMAN)
                .build());

        assertThat(asOf(50, replies))
                .extracting(Obligation::goal, Obligation::state, Obligation::used)
                .containsExactly(
                        tuple(PICKUP, BREACHED, ofHours(13)),
                        tuple(FIRST_REPLY, MET, ofHours(1)),
                        tuple(NEXT_REPLY, BREACHED, ofHours(10)));
        assertThat(asOf(50, replies.pausedIn(NEXT_REPLY, TicketStatus.SOLVED))
                        .get(2)
                        .used())
                .isZero();
    }

    @Test
    void aFirstReplyIsPromisedOnceFromWhenTheTicketWasCreated() {
        ServicePolicy four = ServicePolicy.named("four").promise(FIRST_REPLY, ofHours(4));
        events.add(TicketEvent.status("7", hours(1), TicketStatus.SOLVED)
                .by("bot", ActorKind.BOT)
                .build());
        assertThat(only(2, four).state()).isEqualTo(CANCELLED);
        events.add(TicketEvent.of("7", hours(24), TicketEvent.Type.REOPEN)
                .by("c", CUSTOMER)
                .build());
        message(25, HUMAN);
        assertThat(only(50, four).state()).isEqualTo(BREACHED);
        assertThat(only(50, four).used()).isEqualTo(ofHours(25));
    }

    @Test
    void nobodyIsPromisedAReplyToWhatAnAgentWroteFirst() {
        ServicePolicy four = ServicePolicy.named("four").promise(FIRST_REPLY, ofHours(4));
        events.clear();
        message(0, HUMAN);
        assertThat(asOf(50, four)).isEmpty();
        message(10, CUSTOMER).message(11, HUMAN);
        assertThat(only(50, four).startedAt()).isEqualTo(hours(10));
        assertThat(only(50, four).state()).isEqualTo(MET);
    }

    @Test
    void aMergedTicketsPromisesAreCancelledKeptOrBroken() {
        ServicePolicy four = ServicePolicy.named("four").promise(FIRST_REPLY, ofHours(4));
        for (double reply : List.of(1., 10.)) {
            events.clear();
            message(0, CUSTOMER).message(reply, HUMAN);
            events.add(TicketEvent.of("7", hours(11), TicketEvent.Type.MERGE)
                    .to("8")
                    .build());
            assertThat(only(50, four).state()).isEqualTo(CANCELLED);
        }
    }

    @Test
    void aRestartedPromiseCountsAnewAndSoDoesOneThatComesBack() {
        ServicePolicy gold = ServicePolicy.named("gold")
                .where(ticket -> !"none".equals(ticket.priority()))
                .onChange(Change.RESTARTED)
                .promise(FULL_RESOLUTION, ofHours(8));
        priority(2, "none").priority(5, "high");
        assertThat(only(6, gold).used()).isEqualTo(ofHours(1));
        assertThat(only(6, gold).startedAt()).isEqualTo(hours(5));
    }

    @Test
    void deadlinesOfOneInstantFollowEachOther() {
        ObligationTracker tracker =
                new ObligationTracker(List.of(ServicePolicy.named("hour").promise(FIRST_REPLY, ofHours(1))));
        for (String id : List.of("a", "b", "c")) {
            tracker.add(TicketEvent.of(id, NINE, TicketEvent.Type.MESSAGE)
                    .by("c", CUSTOMER)
                    .build());
        }
        List<String> rung = new ArrayList<>();
        for (var next = tracker.nextDeadline(NINE); next.isPresent(); next = tracker.nextDeadline(next.get())) {
            rung.add(next.get().ticketId());
        }
        assertThat(rung).containsExactly("a", "b", "c");
    }

    @Test
    void whatNeverOpensIsNeverDue() {
        ServicePolicy never = ServicePolicy.named("never")
                .promise(
                        FULL_RESOLUTION,
                        ofHours(1),
                        BusinessCalendar.builder(ZoneOffset.UTC).build());
        assertThat(only(5, never).dueAt()).isNull();
        assertThat(only(5, never).state()).isEqualTo(RUNNING);
    }

    @Test
    void aContactWithADueInstantIsAPromise() {
        Interaction.Builder contact = Interaction.builder("1").startedAt(NINE).dueAt(hours(4));
        assertThat(Obligation.of(contact.build(), hours(4)).orElseThrow().state())
                .isEqualTo(RUNNING);
        assertThat(Obligation.of(contact.build(), hours(5)).orElseThrow().state())
                .isEqualTo(BREACHED);
        assertThat(Obligation.of(contact.resolvedAt(hours(4)).build(), hours(5))
                        .orElseThrow()
                        .state())
                .isEqualTo(MET);
        assertThat(Obligation.of(contact.resolvedAt(hours(6)).build(), hours(5))
                        .orElseThrow()
                        .isOpen())
                .isTrue();
        Obligation late =
                Obligation.of(contact.resolvedAt(hours(6)).build(), hours(9)).orElseThrow();
        assertThat(late.overrun()).hasValue(ofHours(2));
        assertThat(late.isOpen()).isFalse();
        assertThat(Obligation.of(contact.resolvedAt(null).endedAt(hours(1)).build(), hours(9))
                        .orElseThrow()
                        .state())
                .isEqualTo(CANCELLED);
        assertThat(Obligation.of(Interaction.builder("1").startedAt(NINE).build(), NINE))
                .isEmpty();
    }

    @Test
    void theTrackerSaysWhatIsDueNext() {
        ServicePolicy policy =
                ServicePolicy.named("both").promise(FIRST_REPLY, ofHours(1)).promise(FULL_RESOLUTION, ofHours(4));
        ObligationTracker tracker = new ObligationTracker(List.of(policy));
        assertThat(tracker.nextDeadline(NINE)).isEmpty();
        events.forEach(tracker::add);

        assertThat(tracker.nextDeadline(NINE)).hasValue(new ObligationTracker.Deadline(hours(1), "7", FIRST_REPLY, 0));
        assertThat(tracker.nextDeadline(hours(1)))
                .hasValue(new ObligationTracker.Deadline(hours(4), "7", FULL_RESOLUTION, 0));
        assertThat(tracker.add(events.get(0))).isFalse();
        tracker.add(TicketEvent.of("7", hours(0.5), TicketEvent.Type.MESSAGE)
                .by("a", HUMAN)
                .build());
        tracker.add(TicketEvent.status("7", hours(2), TicketStatus.PENDING).build());
        assertThat(tracker.nextDeadline(NINE)).isEmpty();
        tracker.add(TicketEvent.status("7", hours(3), TicketStatus.OPEN).build());
        assertThat(tracker.deadlines(hours(5), hours(6)))
                .containsExactly(new ObligationTracker.Deadline(hours(5), "7", FULL_RESOLUTION, 0));
        assertThat(tracker.deadlines(hours(4), hours(5))).isEmpty();
        assertThat(tracker.obligations("7", hours(6)))
                .isEqualTo(tracker.obligations(hours(6)))
                .extracting(Obligation::state)
                .containsExactly(MET, BREACHED);
        tracker.forget("7");
        assertThat(tracker.nextDeadline(NINE)).isEmpty();
        assertThat(tracker.obligations("7", hours(6))).isEmpty();
    }
}

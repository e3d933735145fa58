package io.github.supportmetrics.metric;

import static io.github.supportmetrics.metric.SatisfactionTest.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Fact;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.metric.Complaints.Exposure;
import io.github.supportmetrics.stats.Categories;
import io.github.supportmetrics.stats.Categories.Allocation;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.CountsPerKey;
import io.github.supportmetrics.stats.EventRate;
import io.github.supportmetrics.stats.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Figures: DOMAIN §1.2 and §1.14, intervals with scipy 1.17.1. */
class ComplaintsTest {
    private static final Instant OPENED = Instant.parse("2024-03-01T09:00:00Z");
    private static final Metric<Fact, Measurement<EventRate>> PER_CONTACT = Complaints.rate(Exposure.CONTACT);

    private static Feedback.Builder complaint() {
        return Feedback.builder("f", Feedback.Kind.COMPLAINT);
    }

    private static Feedback.Builder compliment() {
        return Feedback.builder("f", Feedback.Kind.COMPLIMENT);
    }

    private static Feedback closed(Duration after, @Nullable Boolean upheld) {
        return complaint()
                .openedAt(OPENED)
                .closedAt(OPENED.plus(after))
                .dueAt(OPENED.plus(Duration.ofDays(56)))
                .upheld(upheld)
                .build();
    }

    private static Interaction contact(Disposition disposition) {
        return Interaction.builder("i").disposition(disposition).build();
    }

    private static List<Fact> mixed(int complaints, int contacts) {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(Collections.nCopies(complaints, complaint().build()));
        facts.addAll(Collections.nCopies(contacts, contact(Disposition.HANDLED)));
        return facts;
    }

    @Test
    void fortyFiveComplaintsInTwelveThousandContactsAreUnderFourPerThousand() {
        Measurement<EventRate> rate = PER_CONTACT.of(mixed(45, 12_000));

        assertPrints(rate, 2, "3.75", "2.74–5.02");
        assertThat(rate.n()).isEqualTo(12_000);
        assertThat(rate.interval().method()).isEqualTo("exact");
        assertThat(rate.definition().unit()).isEqualTo(Unit.PER_THOUSAND);
        assertThat(rate.detail()).containsEntry("events", 45L).containsEntry("exposure", 12_000.0);
    }

    @Test
    void onlyContactsThatWereRealAreExposure() {
        List<Fact> facts = mixed(1, 10);
        for (Disposition disposition : Disposition.values()) {
            facts.add(contact(disposition));
        }

        assertThat(PER_CONTACT.of(facts).n()).isEqualTo(14);
    }

    @Test
    void withoutExposureThereIsNoRate() {
        assertThat(PER_CONTACT.of(mixed(3, 0)).value()).isEmpty();
        assertThat(PER_CONTACT.of(mixed(3, 0)).interval().low()).isZero();
        assertThat(PER_CONTACT.of(mixed(3, 0)).interval().high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(PER_CONTACT.of(mixed(0, 3)).value()).hasValue(0);
        assertThat(PER_CONTACT.of(List.of()).value()).isEmpty();
    }

    @Test
    void ofMixedFactsEachAgentHasARate() {
        List<Fact> facts = List.of(
                complaint().agent("Joe").build(),
                Interaction.builder("1").agent("Joe").build(),
                Interaction.builder("2").agent("Joe").build(),
                Interaction.builder("3").agent("Kim").build(),
                complaint().build(),
                complaint().agent("Bo").build());
        var rates = PER_CONTACT.by(Axes.AGENT).of(facts);

        assertThat(rates.get("Joe").value()).hasValue(500);
        assertThat(rates.get("Kim").value()).hasValue(0);
        assertThat(rates.get("Bo").value()).isEmpty();
        assertThat(rates.get("Bo").summary().events()).isEqualTo(1);
        assertThat(rates.unkeyed().summary().events()).isEqualTo(1);
        assertThat(rates.total().value()).hasValue(1000);
    }

    @Test
    void customersAreAnExposureOfTheirOwn() {
        List<Fact> facts = mixed(2, 7);
        for (int i = 0; i < 8; i++) {
            facts.add(new Customer("c" + i, null, null, null, null, null, null, Map.of()));
        }

        assertThat(Complaints.rate(Exposure.CUSTOMER).of(facts).value()).hasValue(250);
        assertThat(Complaints.rate(Exposure.CUSTOMER).of(facts).n()).isEqualTo(8);
        assertThatThrownBy(() -> Complaints.rate(Exposure.CUSTOMER).of(facts).plus(PER_CONTACT.of(facts)))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void whatACustomerRaisesAgainIsNoComplaintMore() {
        List<Feedback> raised = Feedback.markRepeats(List.of(
                complaint().customer("ann").matter("a").build(),
                complaint().customer("ann").matter("a").build(),
                complaint().customer("bob").matter("a").build()));
        List<Fact> facts = new ArrayList<>(raised);
        facts.add(contact(Disposition.HANDLED));

        assertThat(Complaints.VOLUME.of(raised).value()).hasValue(2);
        assertThat(PER_CONTACT.of(facts).value()).hasValue(2000);
        for (Metric<Feedback, ? extends Measurement<?>> metric : List.of(
                Complaints.VOLUME,
                Complaints.CLOSED,
                Complaints.UPHELD,
                Complaints.CLOSED_IN_TIME,
                Complaints.COMPLAINANTS,
                Complaints.COMPLIMENT_SHARE,
                Complaints.TIME_TO_CLOSE.mean(),
                Complaints.pareto(Allocation.EACH),
                Complaints.recurring(2))) {
            assertThat(metric.of(raised).excluded().count("REPEATED"))
                    .as(metric.signature())
                    .isEqualTo(1);
        }
        assertThat(PER_CONTACT.of(facts).excluded().count("REPEATED")).isEqualTo(1);
    }

    @Test
    void complaintsComplainantsAndRepeatComplainantsAreThreeNumbers() {
        List<Feedback> complaints = new ArrayList<>();
        Map<String, Integer> each = Map.of("ann", 1, "bob", 1, "cid", 2, "dot", 3);
        each.forEach((customer, times) -> {
            for (int i = 0; i < times; i++) {
                complaints.add(
                        complaint().customer(customer).matter("matter " + i).build());
            }
        });
        complaints.add(complaint().build());
        List<Feedback> marked = Feedback.markRepeats(complaints);

        assertThat(Complaints.VOLUME.of(marked).value()).hasValue(8);
        assertThat(Complaints.COMPLAINANTS.of(marked).value()).hasValue(4);
        assertThat(Complaints.COMPLAINANTS.of(marked).interval().method()).isEqualTo("census");
        assertThat(Complaints.COMPLAINANTS.of(marked).definition().unit()).isEqualTo(Unit.COUNT);
        assertPrints(Complaints.PER_COMPLAINANT.of(marked), 3, "1.750", "0.227–3.273");
        assertThat(Complaints.REPEAT_COMPLAINANTS.of(marked).value()).hasValue(.5);
        assertThat(Complaints.REPEAT_COMPLAINANTS.of(marked).n()).isEqualTo(4);
        assertThat(Complaints.REPEAT_COMPLAINANTS.of(marked).notCounted())
                .containsExactly(entry("AGAIN", 3L), entry("NO_CUSTOMER", 1L));
    }

    @Test
    void ofClosedComplaintsSomeAreUpheld() {
        List<Feedback> complaints = new ArrayList<>();
        complaints.addAll(Collections.nCopies(42, closed(Duration.ofDays(1), true)));
        complaints.addAll(Collections.nCopies(90, closed(Duration.ofDays(1), false)));
        complaints.addAll(Collections.nCopies(5, closed(Duration.ofDays(1), null)));
        complaints.addAll(Collections.nCopies(
                11, complaint().openedAt(OPENED).upheld(true).build()));
        Measurement<Proportion> upheld = Complaints.UPHELD.of(complaints);

        assertPrints(upheld, 3, "0.318", "0.245–0.402");
        assertThat(upheld.n()).isEqualTo(132);
        assertThat(upheld.excluded().byReason()).containsExactly(entry("NO_FINDING", 5L), entry("OPEN", 11L));
        assertThat(Complaints.CLOSED.of(complaints).value()).hasValue(137 / 148d);
        assertThat(Complaints.UPHELD.of(List.of()).value()).isEmpty();
        assertThat(upheld.definition().direction()).isEqualTo(Direction.DOWN);
    }

    @Test
    void closedInTimeIsNoLaterThanDueAndSilenceClosesNothing() {
        Feedback.Builder due = complaint().openedAt(OPENED).dueAt(OPENED.plusSeconds(60));
        List<Feedback> complaints = List.of(
                due.closedAt(OPENED.plusSeconds(59)).build(),
                due.closedAt(OPENED.plusSeconds(60)).build(),
                due.closedAt(OPENED.plusSeconds(61)).build(),
                due.closedAt(null).build(),
                due.dueAt(null).closedAt(OPENED.plusSeconds(1)).build());
        Measurement<Proportion> inTime = Complaints.CLOSED_IN_TIME.of(complaints);

        assertThat(inTime.value()).hasValue(2 / 3d);
        assertThat(inTime.excluded().byReason()).containsExactly(entry("NO_DUE", 1L), entry("OPEN", 1L));
    }

    @Test
    void regulatorsAskForThreeDaysAndEightWeeks() {
        List<Feedback> complaints = List.of(
                closed(Duration.ofDays(1), null),
                closed(Duration.ofDays(3), null),
                closed(Duration.ofDays(3).plusMillis(1), null),
                closed(Duration.ofDays(60), null),
                complaint().openedAt(OPENED).build(),
                complaint().closedAt(OPENED).build(),
                closed(Duration.ofDays(-1), null));

        assertThat(Complaints.closedWithin(Duration.ofDays(3)).of(complaints).value())
                .hasValue(.5);
        assertThat(Complaints.closedWithin(Duration.ofDays(56)).of(complaints).value())
                .hasValue(.75);
        assertThat(Complaints.TIME_TO_CLOSE
                        .quantile(.5)
                        .of(complaints)
                        .excluded()
                        .byReason())
                .containsExactly(entry("END_BEFORE_START", 1L), entry("NO_START", 1L), entry("OPEN", 1L));
        assertThat(Complaints.TIME_TO_CLOSE.mean().of(complaints.subList(0, 2)).value())
                .hasValue(2 * 86_400);
    }

    private static List<Feedback> about(int... counts) {
        List<Feedback> complaints = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            complaints.addAll(Collections.nCopies(
                    counts[i],
                    complaint().categories("reason " + (char) ('a' + i)).build()));
        }
        return complaints;
    }

    private static List<Object> column(Measurement<?> table, String name) {
        return table.points(ConfidenceLevel.P95).stream()
                .map(point -> point.getOrDefault(name, "?"))
                .toList();
    }

    @Test
    void theVitalFewAreTheFirstThatHoldEightyPercent() {
        Measurement<Categories> table = Complaints.pareto(Allocation.EACH).of(about(40, 5, 30, 10, 15));

        assertThat(table.value()).hasValue(.85);
        assertThat(table.n()).isEqualTo(100);
        assertThat(column(table, "key")).containsExactly("reason a", "reason c", "reason e", "reason d", "reason b");
        assertThat(column(table, "count")).containsExactly(40L, 30L, 15L, 10L, 5L);
        assertThat(column(table, "share")).containsExactly(.4, .3, .15, .1, .05);
        assertThat(column(table, "cumulative")).containsExactly(.4, .7, .85, .95, 1.0);
        assertThat(column(table, "vital")).containsExactly(true, true, true, false, false);
        // Clopper–Pearson of 40/70, 30/45, 15/25, 10/15: only the second leaves out ½.
        assertThat(column(table, "tiedWithNext")).containsExactly(true, false, true, true, false);
        assertThat(table.detail()).containsEntry("vital", 3L).containsEntry("categories", 5L);
    }

    @Test
    void atExactlyEightyPercentNoMoreIsVitalAndEqualCountsStandInTheOrderOfTheirNames() {
        Measurement<Categories> table = Complaints.pareto(Allocation.EACH).of(about(20, 40, 40));

        assertThat(table.value()).hasValue(.8);
        assertThat(column(table, "key")).containsExactly("reason b", "reason c", "reason a");
        assertThat(column(table, "vital")).containsExactly(true, true, false);
    }

    @Test
    void aComplaintOfTwoCategoriesCountsOnceForEachOrHalfForEach() {
        List<Feedback> complaints = List.of(
                complaint().categories("billing", "tone").build(),
                complaint().categories("billing").build());
        Measurement<Categories> each = Complaints.pareto(Allocation.EACH).of(complaints);
        Measurement<Categories> split = Complaints.pareto(Allocation.SPLIT).of(complaints);

        assertThat(column(each, "count")).containsExactly(2L, 1L);
        assertThat(column(each, "share")).containsExactly(1.0, .5);
        assertThat(column(split, "count")).containsExactly(1.5, .5);
        assertThat(column(split, "share")).containsExactly(.75, .25);
        assertThat(each.definition().formula()).contains("1 per label");
        assertThat(split.definition().formula()).contains("1/m for each of m labels");
        assertThatThrownBy(() -> each.plus(split)).isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void complaintsOfNoCategoryOrTooManyAreExcludedByName() {
        String[] seventeen = IntStream.range(0, 17).mapToObj(i -> "reason " + i).toArray(String[]::new);
        Measurement<Categories> table = Complaints.pareto(Allocation.SPLIT)
                .of(List.of(
                        complaint().build(),
                        complaint().categories(seventeen).build(),
                        complaint().categories("tone").build(),
                        compliment().categories("tone").build()));

        assertThat(table.n()).isEqualTo(1);
        assertThat(table.excluded().byReason())
                .containsExactly(entry("NO_CATEGORY", 1L), entry("TOO_MANY_CATEGORIES", 1L));
        assertThat(Complaints.pareto(Allocation.EACH).of(List.of()).value()).isEmpty();
        assertThat(Complaints.pareto(Allocation.EACH).of(List.of()).points(ConfidenceLevel.P95))
                .isEmpty();
    }

    @Test
    void aCategorysShareIsOfComplaintsThatNameAny() {
        Measurement<Categories> share = Complaints.share("reason a").of(about(85, 15));

        assertThat(share.value()).hasValue(.85);
        assertThat(share.interval().method()).isEqualTo("wilson");
        assertThat(Complaints.share("weather").of(about(85, 15)).value()).hasValue(0);
        assertThat(Complaints.share("reason a").of(List.of()).value()).isEmpty();
        assertThat(Complaints.share("reason a").signature())
                .isNotEqualTo(Complaints.share("reason b").signature());
    }

    private static Feedback on(@Nullable String topic, @Nullable String customer) {
        return complaint()
                .subject(new Subject(customer, null, null, null, topic))
                .build();
    }

    @Test
    void anIssueRecursIfDifferentCustomersRaiseIt() {
        List<Feedback> complaints = List.of(
                on("late", "ann"),
                on("late", "bob"),
                on("late", "bob"),
                on("late", "cid"),
                on("tone", "ann"),
                on("tone", "ann"),
                on("bill", "ann"),
                on("bill", "bob"),
                on(null, "ann"),
                on("late", null));
        Measurement<CountsPerKey> recurring = Complaints.recurring(2).of(complaints);

        assertThat(recurring.value()).hasValue(2);
        assertThat(column(recurring, "key")).containsExactly("late", "bill");
        assertThat(column(recurring, "count")).containsExactly(3L, 2L);
        assertThat(recurring.excluded().byReason()).containsExactly(entry("NO_CUSTOMER", 1L), entry("NO_TOPIC", 1L));
        assertThat(Complaints.recurring(3).of(complaints).value()).hasValue(1);
        assertThat(Complaints.recurring(9).of(complaints).value()).hasValue(0);
        assertThatThrownBy(() -> Complaints.recurring(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void successStoriesAreCountedToo() {
        List<Feedback> said = new ArrayList<>(about(3));
        said.add(compliment().categories("kind", "fast").build());
        said.add(Feedback.builder("s", Feedback.Kind.SUGGESTION).build());
        List<Fact> facts = new ArrayList<>(said);
        facts.addAll(mixed(0, 100));

        assertThat(Complaints.COMPLIMENT_SHARE.of(said).value()).hasValue(.25);
        assertThat(Complaints.COMPLIMENT_SHARE.of(said).considered()).isEqualTo(4);
        assertThat(column(Complaints.compliments(Allocation.EACH).of(said), "key"))
                .containsExactly("fast", "kind");
        assertThat(Complaints.complimentRate(Exposure.CONTACT).of(facts).value())
                .hasValue(10);
        assertThat(Complaints.complimentRate(Exposure.CONTACT)
                        .empty()
                        .definition()
                        .direction())
                .isEqualTo(Direction.UP);
    }

    @Test
    void employeesNameWhatHindersThem() {
        List<Feedback> obstacles = List.of(
                Feedback.builder("1", Feedback.Kind.OBSTACLE)
                        .agent("Joe")
                        .categories("slow system", "no rights")
                        .build(),
                Feedback.builder("2", Feedback.Kind.OBSTACLE)
                        .agent("Kim")
                        .categories("slow system")
                        .build());
        Measurement<Categories> table = Complaints.obstacles(Allocation.EACH).of(obstacles);

        assertThat(column(table, "key")).containsExactly("slow system", "no rights");
        assertThat(Complaints.VOLUME.of(obstacles).considered()).isZero();
        assertThat(Complaints.obstacles(Allocation.EACH)
                        .by(Axes.AGENT)
                        .of(obstacles)
                        .get("Kim")
                        .n())
                .isEqualTo(1);
    }

    @Test
    void complaintsAreCountedByChannelAndMonth() {
        Feedback web = complaint()
                .subject(new Subject("ann", null, null, "web", null))
                .openedAt(OPENED)
                .build();
        Feedback later = complaint()
                .subject(new Subject("ann", null, null, "phone", null))
                .openedAt(OPENED.plus(Duration.ofDays(31)))
                .build();
        var result = Complaints.VOLUME
                .by(Axes.CHANNEL)
                .over(Periods.monthly(java.time.ZoneOffset.UTC).at("openedAt", Feedback::openedAt))
                .of(List.of(web, later));

        assertThat(result.at(OPENED).get("web").value()).hasValue(1);
        assertThat(result.at(OPENED).get("phone").value()).hasValue(0);
        assertThat(result.rows().map(row -> row.period().orElseThrow()).distinct())
                .containsExactly("2024-03", "2024-04");
    }

    @Test
    void atTheEndOfAMonthWhatWasClosedLaterIsStillOpen() {
        List<Feedback> complaints = List.of(closed(Duration.ofDays(2), true), closed(Duration.ofDays(40), true));
        List<Feedback> then = complaints.stream()
                .flatMap(one -> one.asOf(OPENED.plus(Duration.ofDays(30))).stream())
                .toList();

        assertThat(Complaints.CLOSED.of(then).value()).hasValue(.5);
        assertThat(Complaints.UPHELD.of(then).excluded().count("OPEN")).isEqualTo(1);
        assertThat(Complaints.CLOSED.of(complaints).value()).hasValue(1);
    }
}

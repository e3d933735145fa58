package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.QualityReview.Item;
import io.github.supportmetrics.event.QualityReview.Reviewer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RatedUnitTest {
    private static QualityReview review(
            @Nullable String contact, @Nullable String rater, Reviewer role, String agent, Item... items) {
        return new QualityReview(
                "r",
                null,
                contact,
                new Subject(null, agent, null, null, null),
                rater,
                role,
                null,
                List.of(items),
                Map.of("site", "north"));
    }

    private static QualityReview ofCall(@Nullable String contact, @Nullable String rater, Item... items) {
        return review(contact, rater, Reviewer.QA, "Joe", items);
    }

    @Test
    void everyLineOfEveryContactIsAUnitWithAScoreByEachReviewer() {
        List<RatedUnit> units = RatedUnit.ofItems(List.of(
                ofCall("1", "ann", Item.of("tone", 1, true), Item.of("data", 1, false)),
                ofCall("1", "bob", Item.of("tone", 1, false), Item.of("data", 1, false)),
                ofCall("2", "ann", Item.scored("tone", 1, 3, 5))));

        assertThat(units)
                .extracting(unit -> unit.attributes().get(RatedUnit.ITEM))
                .containsExactly("tone", "data", "tone");
        assertThat(units)
                .extracting(RatedUnit::scores)
                .containsExactly(
                        new java.util.TreeMap<>(Map.of("ann", RatedUnit.POINT, "bob", 0L)),
                        new java.util.TreeMap<>(Map.of("ann", 0L, "bob", 0L)),
                        new java.util.TreeMap<>(Map.of("ann", 600_000L)));
        assertThat(units).allSatisfy(unit -> {
            assertThat(unit.subject().agentId()).isEqualTo("Joe");
            assertThat(unit.attributes()).containsEntry("site", "north");
        });
    }

    @Test
    void linesThatDoNotApplyAndReviewsOfNothingOrByNobodyMakeNone() {
        assertThat(RatedUnit.ofItems(List.of(
                        ofCall("1", "ann", Item.notApplicable("tone", 1)),
                        ofCall(null, "ann", Item.of("tone", 1, true)),
                        ofCall("1", null, Item.of("tone", 1, true)))))
                .isEmpty();
    }

    @Test
    void ofTwoReviewsByOnePersonTheLastCounts() {
        List<RatedUnit> units = RatedUnit.ofItems(
                List.of(ofCall("1", "ann", Item.of("tone", 1, true)), ofCall("1", "ann", Item.of("tone", 1, false))));

        assertThat(units)
                .singleElement()
                .satisfies(unit -> assertThat(unit.scores()).containsEntry("ann", 0L));
    }

    @Test
    void totalsAreOneUnitPerContactByTheScoringGiven() {
        List<QualityReview> reviews = List.of(
                ofCall(
                        "1",
                        "ann",
                        Item.of("tone", 3, true),
                        Item.of("data", 1, false).critical(QualityReview.Criticality.CUSTOMER)),
                ofCall("1", "bob", Item.of("tone", 3, true), Item.of("data", 1, true)),
                ofCall("2", "ann", Item.notApplicable("tone", 1)));

        assertThat(RatedUnit.ofTotals(reviews, Scoring.WEIGHTED))
                .extracting(RatedUnit::scores)
                .containsExactly(new java.util.TreeMap<>(Map.of("ann", 750_000L, "bob", 1_000_000L)));
        assertThat(RatedUnit.ofTotals(reviews, Scoring.KNOCK_OUT))
                .extracting(RatedUnit::scores)
                .containsExactly(new java.util.TreeMap<>(Map.of("ann", 0L, "bob", 1_000_000L)));
    }

    @Test
    void traitsOfPeopleAreJudgedByPeersAndManagersOnly() {
        List<RatedUnit> units = RatedUnit.ofPeople(List.of(
                review(null, "ann", Reviewer.PEER, "Joe", Item.scored("teamwork", 1, 4, 5)),
                review(null, "bob", Reviewer.MANAGER, "Joe", Item.scored("teamwork", 1, 2, 5)),
                review(null, "eve", Reviewer.QA, "Joe", Item.of("teamwork", 1, true)),
                review(null, "ann", Reviewer.PEER, "Kim", Item.scored("teamwork", 1, 5, 5))));

        assertThat(units)
                .extracting(RatedUnit::scores)
                .containsExactly(
                        new java.util.TreeMap<>(Map.of("ann", 4 * RatedUnit.POINT, "bob", 2 * RatedUnit.POINT)),
                        new java.util.TreeMap<>(Map.of("ann", 5 * RatedUnit.POINT)));
        assertThat(units).extracting(unit -> unit.subject().agentId()).containsExactly("Joe", "Kim");
    }

    @Test
    void aUnitIsOfSomethingAndHasAScore() {
        assertThat(RatedUnit.of("u", Map.of("ann", 3.5)).scores()).containsEntry("ann", 3_500_000L);
        assertThatThrownBy(() -> RatedUnit.of("u", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scores of a unit must be one or more, got 0");
        assertThatThrownBy(() -> RatedUnit.of(" ", Map.of("ann", 1))).isInstanceOf(IllegalArgumentException.class);
    }
}

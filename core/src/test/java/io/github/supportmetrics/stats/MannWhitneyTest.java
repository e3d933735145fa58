package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: scipy 1.10.1; single vectors scipy 1.17.1. */
class MannWhitneyTest {
    static Stream<ArgumentSet> pairs() {
        return SharedData.cases("oracle/means.json", "two-means");
    }

    private static double[] numbers(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void ranksAgreeWithScipy(JsonNode test) {
        double[] a = numbers(test.get("data").get("a"));
        double[] b = numbers(test.get("data").get("b"));
        JsonNode expected = test.get("expected");

        MannWhitney ranks = MannWhitney.of(a, b);

        assertThat(ranks.u()).isEqualTo(expected.get("mannWhitneyU").asDouble());
        assertSame(
                "p", ranks.normalP().orElseThrow(), expected.get("mannWhitneyP").asDouble());
        MannWhitney turned = MannWhitney.of(b, a);
        assertThat(turned.u() + ranks.u()).isEqualTo((double) a.length * b.length);
        assertSame("turned p", turned.p().orElseThrow(), ranks.p().orElseThrow());
    }

    @Test
    void scoresAreRankedWithTheirTies() {
        MannWhitney ranks = MannWhitney.of(Ratings.of(1, 3, 5, 10, 20, 12), Ratings.of(1, 8, 9, 12, 10, 4));

        assertThat(ranks.u()).isEqualTo(1476.5);
        assertSame("p", ranks.p().orElseThrow(), 0.0014640134074223711);
        assertSame("superiority", ranks.superiority().orElseThrow(), 0.6867441860465117);
        assertThat(ranks.exactP()).isEmpty();
    }

    @Test
    void fewValuesWithoutTiesHaveAnExactP() {
        MannWhitney ranks = MannWhitney.of(new double[] {19, 22, 16, 29, 24}, new double[] {20, 11, 17, 12});

        assertThat(ranks.u()).isEqualTo(17);
        assertSame("p", ranks.p().orElseThrow(), 14 / 126d);
        assertThat(ranks.exactP()).isPresent();
        // scipy's two ways for eight values or fewer on a side.
        MannWhitney four = MannWhitney.of(new double[] {19, 22, 16, 29}, new double[] {20, 11, 17, 12, 13});
        assertSame("exact", four.exactP().orElseThrow(), 0.1111111111111111);
        assertSame("normal", four.normalP().orElseThrow(), 0.11134688653314041);
        // One order of twenty is as extreme, on either side.
        assertSame(
                "p",
                MannWhitney.of(new double[] {1, 2, 3}, new double[] {4, 5, 6})
                        .p()
                        .orElseThrow(),
                0.1);
    }

    @Test
    void pStaysExactUpToEightAndAHundred() {
        double[] few = IntStream.rangeClosed(1, 8).mapToDouble(i -> 13.0 * i).toArray();
        double[] hundred = IntStream.range(0, 100).mapToDouble(i -> i + 0.5).toArray();
        double[] more = IntStream.range(0, 101).mapToDouble(i -> i + 0.5).toArray();

        assertThat(MannWhitney.of(few, hundred).exactP()).isPresent();
        assertSame("p", MannWhitney.of(few, hundred).p().orElseThrow(), 0.46343936547888115);
        assertThat(MannWhitney.of(few, more).exactP()).isEmpty();
        assertSame("p", MannWhitney.of(few, more).p().orElseThrow(), 0.4820671993254758);
    }

    @Test
    void nothingOnASideOrNothingThatDiffersIsNotTested() {
        MannWhitney none = MannWhitney.of(new double[] {1, 2}, new double[] {});
        MannWhitney alike = MannWhitney.of(new double[] {0.0, -0.0, 0.0}, new double[] {0.0, -0.0});

        assertThat(none.p()).isEmpty();
        assertThat(none.superiority()).isEmpty();
        assertThat(alike.p()).isEmpty();
        assertThat(alike.superiority()).hasValue(0.5);
        assertThat(MannWhitney.of(new double[] {2}, new double[] {1}).p()).hasValue(1);
        assertThatThrownBy(() -> MannWhitney.of(new double[] {Double.NaN}, new double[] {1}))
                .hasMessage("value must be a number, got NaN");
        assertThatThrownBy(() -> MannWhitney.of(Ratings.of(1, 1, 1), Ratings.of(0, 1, 1)))
                .hasMessage("second scale must be 1-2, got 0-1");
    }
}

package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: the function {@code quantile} of R 4.2.2, types 1 to 9. */
class QuantileDefinitionTest {
    static Stream<ArgumentSet> types() {
        return SharedData.cases("oracle/quantile-types.json", "quantile-types");
    }

    @ParameterizedTest
    @MethodSource("types")
    void allNineTypesAgreeWithR(JsonNode test) {
        double[] sorted = StreamSupport.stream(test.get("data").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        double p = test.get("params").get("p").asDouble();

        for (QuantileDefinition type : QuantileDefinition.values()) {
            double quantile = type.of(p, sorted.length, rank -> sorted[(int) rank - 1]);

            assertSame(
                    type + "",
                    quantile,
                    test.get("expected").get(type.toString()).asDouble());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndsAreTheExtremes(QuantileDefinition type) {
        double[] sorted = {3, 5, 8, 13};

        assertThat(type.of(0, 4, rank -> sorted[(int) rank - 1])).isEqualTo(3);
        assertThat(type.of(1, 4, rank -> sorted[(int) rank - 1])).isEqualTo(13);
        assertThat(type.of(0.7, 1, rank -> 42)).isEqualTo(42);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMidpoint() {
        double[] sorted = {3, 5, 8, 13};

        assertThat(QuantileDefinition.TYPE7.of(0.5, 4, rank -> sorted[(int) rank - 1]))
                .isEqualTo(6.5);
    }

    @Test
    void aQuantileOfNothingOrOutOfRangeIsRefused() {
        assertThatThrownBy(() -> QuantileDefinition.TYPE7.of(0.5, 0, rank -> 0))
                .hasMessage("sample size must be at least 1, got 0");
        assertThatThrownBy(() -> QuantileDefinition.TYPE7.of(Double.NaN, 1, rank -> 0))
                .hasMessage("quantile must be in [0, 1], got NaN");
        assertThatThrownBy(() -> QuantileDefinition.TYPE7.of(1.01, 1, rank -> 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

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

/** Figures: {@code p.adjust} of R 4.2.2. */
class PAdjustmentTest {
    static Stream<ArgumentSet> families() {
        return SharedData.cases("oracle/comparisons.json", "p-adjust");
    }

    private static double[] numbers(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static String nameInR(PAdjustment adjustment) {
        return switch (adjustment) {
            case BONFERRONI -> "bonferroni";
            case HOLM -> "holm";
            case HOCHBERG -> "hochberg";
            case BENJAMINI_HOCHBERG -> "BH";
            case BENJAMINI_YEKUTIELI -> "BY";
        };
    }

    @ParameterizedTest
    @MethodSource("families")
    void agreesWithR(JsonNode test) {
        for (PAdjustment adjustment : PAdjustment.values()) {
            String name = nameInR(adjustment);
            double[] adjusted = adjustment.adjust(numbers(test.get("data")));
            double[] expected = numbers(test.get("expected").get(name));

            assertThat(adjusted).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertSame(name + " of p " + i, adjusted[i], expected[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneTestAloneStaysAsItIs(PAdjustment adjustment) {
        assertThat(adjustment.adjust(0.03)).containsExactly(0.03);
        assertThat(adjustment.adjust()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isNoLessThanPAndKeepsItsOrder(PAdjustment adjustment) {
        double[] p = {0, 0.001, 0.01, 0.01, 0.04, 0.2, 0.9, 1};

        double[] adjusted = adjustment.adjust(p);

        assertThat(adjusted).isSorted();
        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i]).isBetween(p[i], 1.0);
        }
        assertThat(p).as("what was given").containsExactly(0, 0.001, 0.01, 0.01, 0.04, 0.2, 0.9, 1);
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> PAdjustment.HOLM.adjust(0.5, 1.5)).hasMessage("p must be in [0, 1], got 1.5");
        assertThatThrownBy(() -> PAdjustment.HOLM.adjust(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}

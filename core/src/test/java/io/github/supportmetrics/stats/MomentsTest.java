package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.supportmetrics.SharedData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures: numpy 1.24.2 and scipy 1.10.1; random sums are checked by {@link BigInteger}. */
class MomentsTest {
    /** Enough for every value of the files: the smallest are of nanos, the largest of millions. */
    private static final int MOST_DECIMALS = 9;

    /**
     * scipy 1.10.1 itself is off by up to 4e-9 in three of the cases: it gives t(4; 0.05) as 2.131846781 where the closed form and
     * mpmath give 2.131846786, see {@link DistributionsTest}. All others agree within 1e-9.
     */
    private static final double STUDENT = 5e-9;

    static Stream<ArgumentSet> means() {
        return SharedData.cases("oracle/means.json", "mean-interval");
    }

    static Moments of(long... values) {
        Moments.Accumulator accumulator = new Moments.Accumulator();
        for (long value : values) {
            accumulator.add(value);
        }
        return accumulator.snapshot();
    }

    @ParameterizedTest
    @MethodSource("means")
    void agreesWithScipy(JsonNode test) {
        BigDecimal[] data = StreamSupport.stream(test.get("data").spliterator(), false)
                .map(JsonNode::decimalValue)
                .toArray(BigDecimal[]::new);
        int decimals = 0;
        for (BigDecimal value : data) {
            decimals = Math.max(decimals, Math.min(MOST_DECIMALS, value.scale()));
        }
        Moments.Accumulator accumulator = new Moments.Accumulator();
        for (BigDecimal value : data) {
            accumulator.add(value.setScale(decimals, RoundingMode.HALF_EVEN)
                    .unscaledValue()
                    .longValueExact());
        }
        Moments moments = accumulator.snapshot();
        double unit = Math.pow(10, decimals);
        JsonNode expected = test.get("expected");
        Estimator<Moments> mean = Moments.estimator(unit);

        assertThat(mean.n(moments)).isEqualTo(expected.get("n").asLong());
        assertSame(
                "mean", mean.value(moments).orElseThrow(), expected.get("mean").asDouble());
        assertSame("sum", moments.sum() / unit, expected.get("sum").asDouble());
        if (moments.count() < 2) {
            assertThat(moments.sampleVariance()).isEmpty();
            assertThat(moments.interval(P95).low()).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(moments.interval(P95).high()).isEqualTo(Double.POSITIVE_INFINITY);
        } else {
            double sd = Math.sqrt(moments.sampleVariance().orElseThrow()) / unit;
            assertSame("sd", sd, expected.get("sd").asDouble());
            Interval t = mean.interval(moments, Figures.level(test));
            assertSame("t low", t.low(), expected.get("t").get(0).asDouble(), STUDENT);
            assertSame("t high", t.high(), expected.get("t").get(1).asDouble(), STUDENT);
        }
    }

    @Test
    void sumsOfSquaresAreExactBeyond64Bits() {
        Random random = new Random(7);
        Moments.Accumulator accumulator = new Moments.Accumulator();
        BigInteger squares = BigInteger.ZERO;
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            long value = random.nextLong() >> 11;
            accumulator.add(value);
            squares = squares.add(BigInteger.valueOf(value).pow(2));
            sum += value;
        }

        assertThat(squares.bitLength()).isGreaterThan(64);
        assertThat(accumulator.snapshot().sumOfSquares()).isEqualTo(squares);
        assertThat(accumulator.snapshot().sum()).isEqualTo(sum);
    }

    @Test
    void aTinyScatterOnALargeOffsetIsNotLost() {
        Moments moments = of(Moments.MAX_VALUE, Moments.MAX_VALUE - 1, Moments.MAX_VALUE - 2);

        assertThat(moments.sampleVariance()).hasValue(1.0);
        assertThat(moments.populationVariance()).hasValue(2 / 3d);
    }

    @Test
    void withoutValuesThereIsNoMean() {
        assertThat(Moments.EMPTY.mean()).isEmpty();
        assertThat(Moments.EMPTY.sampleVariance()).isEmpty();
        assertThat(Moments.EMPTY.populationVariance()).isEmpty();
        assertThat(Moments.EMPTY.interval(P95).low()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void valuesOutOfRangeAreRefusedAndChangeNothing() {
        Moments.Accumulator accumulator = new Moments.Accumulator();
        accumulator.add(3);

        assertThatThrownBy(() -> accumulator.add(Moments.MAX_VALUE + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value must be at most 2^53 either way, got 9007199254740993");
        assertThatThrownBy(() -> accumulator.add(Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(accumulator.snapshot()).isEqualTo(of(3));
    }

    @Test
    void aSumBeyond63BitsIsRefusedAndChangesNothing() {
        Moments moments = of(Moments.MAX_VALUE);
        for (int i = 0; i < 9; i++) {
            moments = moments.plus(moments);
        }
        Moments half = moments;
        Moments.Accumulator accumulator = new Moments.Accumulator();
        accumulator.merge(half);
        accumulator.merge(half.minus(of(Moments.MAX_VALUE)));
        Moments before = accumulator.snapshot();

        assertThatThrownBy(() -> half.plus(half)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> accumulator.add(Moments.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThat(accumulator.snapshot()).isEqualTo(before);
    }

    @Test
    void takingOutAnotherValueIsRefused() {
        Moments.Accumulator accumulator = new Moments.Accumulator();
        accumulator.add(3);

        assertThatThrownBy(() -> accumulator.retract(4)).isInstanceOf(IllegalArgumentException.class);
        assertThat(accumulator.snapshot()).isEqualTo(of(3));
    }
}

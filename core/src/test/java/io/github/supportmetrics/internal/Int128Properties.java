package io.github.supportmetrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Checked against {@link BigInteger}. */
class Int128Properties {
    private static BigInteger big(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }

    @Property
    void isTheNumberOfItsHalves(@ForAll long high, @ForAll long low) {
        assertThat(new Int128(high, low).toBigInteger()).isEqualTo(big(high, low));
        assertThat(new Int128(high, low)).hasToString(big(high, low).toString());
    }

    @Property
    void addsAndSubtractsExactlyOrRefuses(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
        Int128 x = new Int128(a, b);
        Int128 y = new Int128(c, d);
        BigInteger sum = big(a, b).add(big(c, d));
        BigInteger difference = big(a, b).subtract(big(c, d));

        if (sum.bitLength() > 127) {
            assertThatThrownBy(() -> x.plus(y)).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(x.plus(y).toBigInteger()).isEqualTo(sum);
        }
        if (difference.bitLength() > 127) {
            assertThatThrownBy(() -> x.minus(y)).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(x.minus(y).toBigInteger()).isEqualTo(difference);
        }
    }

    @Example
    void carriesAndBorrowsAcrossTheHalves() {
        Int128 low = new Int128(0, -1);
        Int128 one = new Int128(0, 1);

        assertThat(low.plus(one)).isEqualTo(new Int128(1, 0));
        assertThat(new Int128(1, 0).minus(one)).isEqualTo(low);
        assertThat(Int128.ZERO.minus(one)).isEqualTo(new Int128(-1, -1));
    }

    /** The sum fits although the sum of the upper halves alone does not. */
    @Example
    void aNumberAtTheEndOfTheRangeIsNotRefused() {
        Int128 least = new Int128(Long.MIN_VALUE, 0);
        Int128 minusOne = new Int128(-1, -1);

        assertThat(least.plus(new Int128(0, 5)).plus(minusOne)).isEqualTo(new Int128(Long.MIN_VALUE, 4));
        assertThat(new Int128(Long.MIN_VALUE, 1).plus(minusOne)).isEqualTo(least);
    }
}

package io.github.supportmetrics.internal;

import java.math.BigInteger;

/**
 * A signed 128-bit integer, enough for an exact sum of squares: 2<sup>63</sup> contacts of a day each, in milliseconds,
 * need 117 bits.
 *
 * @param high the upper 64 bits, signed
 * @param low the lower 64 bits, unsigned
 */
public record Int128(long high, long low) {
    /** Zero. */
    public static final Int128 ZERO = new Int128(0, 0);

    /** The largest number whose square fits into 63 bits, so that adding it carries if the top bit goes from 1 to 0. */
    public static final long MAX_ROOT = 3_037_000_499L;

    /**
     * Adds.
     *
     * @param other the other number
     * @return the sum
     * @throws ArithmeticException if it does not fit
     */
    public Int128 plus(Int128 other) {
        long sum = low + other.low;
        long upper = high + other.high + carry(sum, low);
        if (((high ^ upper) & (other.high ^ upper)) < 0) {
            throw new ArithmeticException("sum exceeds 128 bits");
        }
        return new Int128(upper, sum);
    }

    /**
     * Subtracts.
     *
     * @param other the other number
     * @return the difference
     * @throws ArithmeticException if it does not fit
     */
    public Int128 minus(Int128 other) {
        long upper = high - other.high - borrow(low, other.low);
        if (((high ^ other.high) & (high ^ upper)) < 0) {
            throw new ArithmeticException("difference exceeds 128 bits");
        }
        return new Int128(upper, low - other.low);
    }

    /**
     * The carry of an unsigned addition.
     *
     * @param sum the wrapped sum
     * @param addend either addend
     * @return 1 if the addition overflowed, else 0
     */
    public static long carry(long sum, long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    /**
     * The borrow of an unsigned subtraction.
     *
     * @param minuend what was subtracted from
     * @param subtrahend what was subtracted
     * @return 1 if the subtraction went below zero, else 0
     */
    public static long borrow(long minuend, long subtrahend) {
        return Long.compareUnsigned(minuend, subtrahend) < 0 ? 1 : 0;
    }

    /**
     * This number without a bound on its size.
     *
     * @return the same number
     */
    public BigInteger toBigInteger() {
        return BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(BigInteger.valueOf(low >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low & 1));
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}

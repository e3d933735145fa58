package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount of money in the currency's minor units: cents, öre. Amounts of unlike currencies are never added.
 *
 * <p>Immutable and thread-safe.
 *
 * @param minor the amount in minor units
 * @param currency the currency
 */
public record Money(long minor, Currency currency) {
    /**
     * An amount.
     *
     * @param amount the amount in major units
     * @param code the currency's ISO 4217 code, such as {@code USD}
     * @return the money
     * @throws IllegalArgumentException if there is no such currency, or the amount has more decimals than it
     */
    public static Money of(BigDecimal amount, String code) {
        Currency currency = Currency.getInstance(code);
        try {
            return new Money(
                    amount.movePointRight(digits(currency))
                            .setScale(0, RoundingMode.UNNECESSARY)
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException e) {
            throw Require.bad("amount of " + code, "of at most " + digits(currency) + " decimals", amount);
        }
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    /**
     * How many minor units make one major unit.
     *
     * @param currency the currency
     * @return 100 for most
     */
    public static long unit(Currency currency) {
        return BigDecimal.ONE.movePointRight(digits(currency)).longValueExact();
    }

    /**
     * Reads as an amount.
     *
     * @return for example {@code 12.50 USD}
     */
    @Override
    public String toString() {
        return BigDecimal.valueOf(minor, digits(currency)).toPlainString() + " " + currency;
    }
}

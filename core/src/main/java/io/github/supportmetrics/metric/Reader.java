package io.github.supportmetrics.metric;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one or two numbers that an event contributes. Flags, places and amounts are called at places of their own and without
 * a wrapper: a compiler inlines only where it has seen at most two functions, and a sheet has many.
 *
 * @param flag whether the event counts as 1 or 0
 * @param place or the place of the count that it raises, plus an offset
 * @param offset what is taken off the place
 * @param amount or how much it is
 * @param second the second number, or null if there is none
 */
record Reader<E>(
        @Nullable Predicate<? super E> flag,
        @Nullable ToIntFunction<? super E> place,
        int offset,
        @Nullable ToLongFunction<? super E> amount,
        @Nullable ToLongFunction<? super E> second) {
    static <E> Reader<E> flag(Predicate<? super E> flag) {
        return new Reader<>(flag, null, 0, null, null);
    }

    static <E> Reader<E> place(ToIntFunction<? super E> place, int offset) {
        return new Reader<>(null, place, offset, null, null);
    }

    static <E> Reader<E> amount(ToLongFunction<? super E> amount) {
        return new Reader<>(null, null, 0, amount, null);
    }

    static <E> Reader<E> amounts(ToLongFunction<? super E> first, ToLongFunction<? super E> second) {
        return new Reader<>(null, null, 0, first, second);
    }

    long first(E event) {
        if (flag != null) {
            return flag.test(event) ? 1 : 0;
        }
        if (place != null) {
            return (long) place.applyAsInt(event) - offset;
        }
        return amount == null ? 0 : amount.applyAsLong(event);
    }

    long second(E event) {
        return second == null ? 0 : second.applyAsLong(event);
    }
}

package io.github.supportmetrics.stats;

import io.github.supportmetrics.internal.Require;

/**
 * The numbers that never rise (or never fall) and lie closest to given ones, by weighted squares: neighbours that stand the wrong way
 * round are pooled until none does. It asks for no shape but a direction.
 *
 * <p>Source: Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26 (1955) 641–647. Immutable and thread-safe.
 */
public final class Isotonic {
    private Isotonic() {}

    /**
     * The closest numbers that never rise.
     *
     * @param values the numbers in order
     * @param weights how much each weighs, over 0
     * @return as many numbers, none greater than the one before
     * @throws IllegalArgumentException if the lists differ in length, a number is not finite or a weight not positive
     */
    public static double[] neverRising(double[] values, double... weights) {
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i] = -values[i];
        }
        double[] fit = neverFalling(turned, weights);
        for (int i = 0; i < fit.length; i++) {
            fit[i] = 0 - fit[i];
        }
        return fit;
    }

    /**
     * The closest numbers that never fall.
     *
     * @param values the numbers in order
     * @param weights how much each weighs, over 0
     * @return as many numbers, none smaller than the one before
     * @throws IllegalArgumentException if the lists differ in length, a number is not finite or a weight not positive
     */
    public static double[] neverFalling(double[] values, double... weights) {
        if (values.length != weights.length) {
            throw Require.bad("weights", "one for each value (" + values.length + ")", weights.length);
        }
        double[] sums = new double[values.length];
        double[] sizes = new double[values.length];
        int[] lengths = new int[values.length];
        int blocks = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw Require.bad("value", "a finite number", values[i]);
            }
            if (!(weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw Require.bad("weight", "a positive number", weights[i]);
            }
            sums[blocks] = values[i] * weights[i];
            sizes[blocks] = weights[i];
            lengths[blocks++] = 1;
            while (blocks > 1 && sums[blocks - 2] * sizes[blocks - 1] >= sums[blocks - 1] * sizes[blocks - 2]) {
                blocks--;
                sums[blocks - 1] += sums[blocks];
                sizes[blocks - 1] += sizes[blocks];
                lengths[blocks - 1] += lengths[blocks];
            }
        }
        double[] fit = new double[values.length];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < lengths[block]; i++) {
                fit[at++] = sums[block] / sizes[block];
            }
        }
        return fit;
    }
}

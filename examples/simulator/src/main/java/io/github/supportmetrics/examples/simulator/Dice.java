package io.github.supportmetrics.examples.simulator;

import java.util.SplittableRandom;

/**
 * Random draws that are the same on every machine and JDK: only {@link SplittableRandom#nextLong} and {@link StrictMath}, as the
 * derived draws of the JDK have changed between releases. Not thread-safe.
 */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** A stream of its own, so that one more draw in one part of the world moves no other part. */
    Dice split() {
        return new Dice(random.split());
    }

    /** Uniform on [0, 1): the upper 53 bits, as many as a double holds. */
    double uniform() {
        return (double) (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Uniform on 0 … n − 1. */
    int below(int n) {
        return (int) (uniform() * n);
    }

    /** −m ln(1 − U). */
    double exponential(double mean) {
        return -mean * StrictMath.log1p(-uniform());
    }

    /** Standard normal, by Box and Muller: √(−2 ln(1 − U)) cos 2πV. */
    double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log1p(-uniform())) * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Normal with its tails cut off at two standard deviations, so that probabilities stay probabilities. */
    double normal(double mean, double sd) {
        return mean + sd * StrictMath.max(-2, StrictMath.min(2, normal()));
    }

    /** Log-normal of a given <em>mean</em> m: m exp(σZ − σ²/2). */
    double logNormal(double mean, double sigma) {
        return mean * StrictMath.exp(sigma * normal() - sigma * sigma / 2);
    }

    /** Poisson, as the number of exponential gaps that fit into the mean; for small means. */
    int poisson(double mean) {
        int count = 0;
        for (double t = exponential(1); t < mean; t += exponential(1)) {
            count++;
        }
        return count;
    }
}

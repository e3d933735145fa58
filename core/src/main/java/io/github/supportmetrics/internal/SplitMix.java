package io.github.supportmetrics.internal;

/**
 * A generator whose numbers follow from its seed alone, on every machine and in every version of Java: SplitMix64 (Steele, Lea and
 * Flood, OOPSLA 2014). Resampling needs no more, and must give the same bits again.
 */
public final class SplitMix {
    private long state;

    /**
     * A generator.
     *
     * @param seed what its numbers follow from
     */
    public SplitMix(long seed) {
        state = seed;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * A number from 0 to below the bound, each alike but for 1 part in 2<sup>32</sup>.
     *
     * @param bound the bound, above 0
     * @return the number
     */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /**
     * The same for more than 2<sup>31</sup> numbers.
     *
     * @param bound the bound, above 0
     * @return the number
     */
    public long below(long bound) {
        return bound <= Integer.MAX_VALUE ? below((int) bound) : Math.floorMod(next(), bound);
    }
}

package io.github.supportmetrics.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The same made-up handle times and answers for every race: seeded, so every variant sees the same values. */
final class Data {
    /** Values per pass. */
    static final int SIZE = 32_768;

    /** The longest handle time, eight weeks in milliseconds. */
    static final long LONGEST = 8L * 7 * 24 * 60 * 60 * 1000;

    /** The quantiles read. */
    static final double[] QUANTILES = {0.5, 0.9, 0.99};

    private static final long SHORTEST = 1000;
    private static final double MEDIAN = 300_000;
    private static final double SIGMA = 0.8;
    private static final long SEED = 20_260_101;

    private Data() {}

    /** Log-normal handle times in milliseconds, median 300 s, σ 0.8, from 1 s to 8 weeks. */
    static long[] millis(int size) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] millis = new long[size];
        for (int i = 0; i < size; i++) {
            long value = Math.round(MEDIAN * Math.exp(SIGMA * gaussian(random)));
            millis[i] = Math.max(SHORTEST, Math.min(value, LONGEST));
        }
        return millis;
    }

    private static double gaussian(RandomGenerator random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    static double[] doubles(long[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    /** Answers 1 to 5, most of them good. */
    static int[] csat(int size) {
        return answers(size, 1, 1, 2, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5);
    }

    /** Answers 0 to 10. */
    static int[] nps(int size) {
        return answers(size, 2, 0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10);
    }

    private static int[] answers(int size, int stream, int... urn) {
        SplittableRandom random = new SplittableRandom(SEED + stream);
        return random.ints(size, 0, urn.length).map(i -> urn[i]).toArray();
    }

    /** Flags of which three in four are set. */
    static boolean[] flags(int size, int stream) {
        SplittableRandom random = new SplittableRandom(SEED + stream);
        boolean[] flags = new boolean[size];
        for (int i = 0; i < size; i++) {
            flags[i] = random.nextInt(4) != 0;
        }
        return flags;
    }

    /** The same values and answers as rows. */
    static Ticket[] tickets(int size) {
        long[] millis = millis(size);
        int[] csat = csat(size);
        int[] nps = nps(size);
        boolean[] fcr = flags(size, 3);
        boolean[] sla = flags(size, 4);
        Ticket[] tickets = new Ticket[size];
        for (int i = 0; i < size; i++) {
            tickets[i] = new Ticket(millis[i], csat[i], nps[i], fcr[i], sla[i]);
        }
        return tickets;
    }
}

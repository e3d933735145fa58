package io.github.supportmetrics.examples.simulator;

/** Ids such as {@code C00042}. */
final class Ids {
    private Ids() {}

    static String of(char kind, int number) {
        String digits = Integer.toString(number);
        return kind + "0".repeat(StrictMath.max(0, 5 - digits.length())) + digits;
    }
}

package io.github.supportmetrics.examples.simulator;

/** A running mean of expectations; 0 of none. Not thread-safe. */
final class Mean {
    private double sum;
    private long count;

    void add(double value) {
        sum += value;
        count++;
    }

    double value() {
        return sum / (double) StrictMath.max(1, count);
    }
}

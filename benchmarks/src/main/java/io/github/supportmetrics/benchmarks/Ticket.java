package io.github.supportmetrics.benchmarks;

/**
 * An event of a host.
 *
 * @param millis the handle time in milliseconds
 * @param csat the answer, 1 to 5
 * @param nps the answer, 0 to 10
 * @param fcr whether the first contact resolved it
 * @param sla whether it was answered in time
 */
public record Ticket(long millis, int csat, int nps, boolean fcr, boolean sla) {}

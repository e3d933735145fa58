/** Races of SupportMetrics against hand-written loops and other libraries, and the footprint of each. */
package io.github.supportmetrics.benchmarks;

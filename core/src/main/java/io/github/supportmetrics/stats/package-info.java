/**
 * Summaries that merge exactly, and the estimators that read a number and its interval from them.
 */
@NullMarked
package io.github.supportmetrics.stats;

import org.jspecify.annotations.NullMarked;

/**
 * Judging: whether a standard is met and what the evidence says, whether it is a sensible one, and fair comparison of people, periods and
 * peers. Start with {@code Standard}.
 */
@NullMarked
package io.github.supportmetrics.standard;

import org.jspecify.annotations.NullMarked;

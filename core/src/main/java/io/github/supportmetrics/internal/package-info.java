/**
 * Argument checks and 128-bit sums; not exported.
 */
@NullMarked
package io.github.supportmetrics.internal;

import org.jspecify.annotations.NullMarked;

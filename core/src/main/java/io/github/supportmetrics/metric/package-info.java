/**
 * The one idea: a metric says which events count, where, and how they become a number.
 */
@NullMarked
package io.github.supportmetrics.metric;

import org.jspecify.annotations.NullMarked;

/**
 * Half-open time windows, calendar-aware periods and working hours; every zone is passed in.
 */
@NullMarked
package io.github.supportmetrics.time;

import org.jspecify.annotations.NullMarked;

/**
 * Half-open time windows and calendar-aware periods; every zone is passed in.
 */
@NullMarked
package io.github.supportmetrics.time;

import org.jspecify.annotations.NullMarked;

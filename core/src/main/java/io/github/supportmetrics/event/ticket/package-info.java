/**
 * A ticket's own events, and what is folded from them: the states it was in, clocks, replies, stages, and the promises made about it.
 */
@NullMarked
package io.github.supportmetrics.event.ticket;

import org.jspecify.annotations.NullMarked;

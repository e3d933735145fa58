/**
 * Immutable facts about contacts, survey answers and customers; what is unknown is absent, never zero.
 */
@NullMarked
package io.github.supportmetrics.event;

import org.jspecify.annotations.NullMarked;

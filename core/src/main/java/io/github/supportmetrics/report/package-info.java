/**
 * Rendering of results; nothing is computed here.
 */
@NullMarked
package io.github.supportmetrics.report;

import org.jspecify.annotations.NullMarked;

/**
 * The scorecard command: maps files to facts, asks metrics and prints. Whatever is computed is computed in core.
 */
@NullMarked
package io.github.supportmetrics.examples.scorecard;

import org.jspecify.annotations.NullMarked;

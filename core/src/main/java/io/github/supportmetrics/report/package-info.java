/**
 * Text for people, in their language: nothing is computed here. Start with {@code Wording}.
 */
@NullMarked
package io.github.supportmetrics.report;

import org.jspecify.annotations.NullMarked;

/**
 * Bounds-checked, canonical bytes: the contract each summary implements itself.
 */
@NullMarked
package io.github.supportmetrics.codec;

import org.jspecify.annotations.NullMarked;

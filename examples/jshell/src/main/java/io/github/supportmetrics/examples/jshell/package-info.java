/** A JShell with the library at hand. */
@NullMarked
package io.github.supportmetrics.examples.jshell;

import org.jspecify.annotations.NullMarked;

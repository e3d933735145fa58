@NullMarked
package io.github.supportmetrics.examples.simulator;

import org.jspecify.annotations.NullMarked;

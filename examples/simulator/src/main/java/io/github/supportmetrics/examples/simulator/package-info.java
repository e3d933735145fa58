/**
 * A help desk that never was, with known truth: seeded contacts, surveys, customers, complaints and checklists to test metrics and
 * judgements on.
 */
@NullMarked
package io.github.supportmetrics.examples.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * A service desk's hours, promises and alarms.
 */
@NullMarked
package io.github.supportmetrics.examples.servicedesk;

import org.jspecify.annotations.NullMarked;

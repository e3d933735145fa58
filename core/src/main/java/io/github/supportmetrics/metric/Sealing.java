package io.github.supportmetrics.metric;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says by which instant events are older than the horizon. */
final class Sealing<E, R extends Result<R>> extends Node<E, R> {
    private final Function<? super E, @Nullable Instant> instant;
    private final Node<E, R> inner;

    Sealing(Function<? super E, @Nullable Instant> instant, Node<E, R> inner) {
        this.instant = instant;
        this.inner = inner;
    }

    @Override
    Node<E, R> filtered(String reason) {
        return new Sealing<>(instant, inner.filtered(reason));
    }

    @Override
    R empty() {
        return inner.empty();
    }

    @Override
    Slot<E, R> slot(List<String> filters) {
        return new Wrapped<>(inner.slot(filters)) {
            private boolean watched;
            private long oldest = TIMELESS;

            @Override
            boolean evaluate(E event, int excludedBy) {
                if (watched) {
                    Instant at = instant.apply(event);
                    oldest = at == null ? TIMELESS : Horizon.millis(at);
                }
                return slot.evaluate(event, excludedBy);
            }

            @Override
            long oldest() {
                return Math.min(oldest, slot.oldest());
            }

            @Override
            void watch() {
                watched = true;
                super.watch();
            }
        };
    }
}

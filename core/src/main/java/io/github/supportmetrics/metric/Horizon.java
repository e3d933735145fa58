package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far behind the watermark the past may still change. What is older is sealed: events there are refused and counted, and what
 * waited for them is counted for good. One bound for late events, corrections and the memory of what waits.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kept how far back events may come or go, or empty for ever
 */
public record Horizon(Optional<Duration> kept) {
    private static final long FAR = 1L << 53;

    /** Nothing is ever sealed, and all that may be followed is kept. */
    public static final Horizon UNLIMITED = new Horizon(Optional.empty());

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Horizon {
        kept.filter(Duration::isNegative).ifPresent(length -> {
            throw Require.bad("horizon", "at least 0", length);
        });
    }

    /**
     * Keeps the past open for so long.
     *
     * @param length how far behind the watermark events may come or go, at least 0
     * @return the horizon
     */
    public static Horizon keep(Duration length) {
        return new Horizon(Optional.of(length));
    }

    /** The instant before which nothing may change any more, in milliseconds since 1970. */
    long sealed(Instant watermark) {
        return kept.map(length ->
                        millis(watermark) - Math.min(FAR, length.toSeconds() < FAR / 1000 ? length.toMillis() : FAR))
                .orElse(Long.MIN_VALUE);
    }

    /** In milliseconds since 1970; what lies beyond all instants that events may have is as good as any. */
    static long millis(Instant instant) {
        return Math.max(
                -FAR,
                Math.min(
                        FAR,
                        instant.getEpochSecond() > FAR / 1000
                                ? FAR
                                : instant.getEpochSecond() < -FAR / 1000 ? -FAR : instant.toEpochMilli()));
    }
}

package io.github.supportmetrics.standard;

import io.github.supportmetrics.metric.Unit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One thing that was found when a standard was judged, as a code with the numbers and names behind it. Text is made of it elsewhere, in the
 * reader's language.
 *
 * <p>Immutable and thread-safe.
 *
 * @param code what was found
 * @param figures name → number with its unit
 * @param names name → text: a period, a metric, a group
 */
public record Finding(Code code, Map<String, Figure> figures, Map<String, String> names) {
    /** What can be found. */
    public enum Code {
        /** No period is over yet; the running one was judged. */
        NO_WHOLE_PERIOD,
        /** So few periods, all met, with the worst routine one clear of the target: it may be too lax. */
        LIKELY_TOO_LAX,
        /** So few periods, none met, with the target far off: it may be out of reach. */
        LIKELY_UNREALISTIC,
        /** Even the best routine period misses the target. */
        BEYOND_PROCESS,
        /** Something other than chance moved the series: judge with care. */
        UNSTABLE,
        /** What the verdict is since the series last became stable. */
        LAST_STABLE,
        /** The series gets better. */
        TREND_IMPROVING,
        /** The series gets worse. */
        TREND_WORSENING,
        /** The series rises, and the target is a band. */
        TREND_RISING,
        /** The series falls, and the target is a band. */
        TREND_FALLING,
        /** Where the next period is expected under the trend. */
        FORECAST,
        /** A good part of what periods differ by is the small sample of each. */
        MOSTLY_NOISE,
        /** A target that would be reached in a stated share of periods. */
        SUGGESTION,
        /** The best quarter of periods reached this. */
        BEST_QUARTER,
        /** How many of the periods that the standard asks for met it. */
        HORIZON,
        /** How likely as many periods as asked for are met, if all stays as it is. */
        HORIZON_CHANCE,
        /** Meeting the target is still worse than customers tolerate. */
        MISALIGNED,
        /** The mean rests on so few values of a skewed kind that its evidence is approximate. */
        APPROXIMATE,
        /** Since that period whole ones have passed without any data. */
        NO_DATA_SINCE,
        /** Where the target stands among peers. */
        PEERS,
        /** Another number was worse in the periods that met the standard. */
        COUNTER_METRIC_WORSE,
        /** Another number gets worse while this one gets better. */
        COUNTER_METRIC_WORSENS,
        /** More cases end just before the threshold than on both sides of it: work may be closed for the clock. */
        HEAPED_AT_THRESHOLD,
        /** So many standards were judged at once that the evidence for this one may be chance. */
        MANY_STANDARDS
    }

    /**
     * A number with its unit.
     *
     * @param value the number
     * @param unit its unit
     */
    public record Figure(double value, Unit unit) {}

    /**
     * Copies the figures in their order.
     */
    public Finding {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /**
     * A number by its name.
     *
     * @param name the name
     * @return the number, or empty if this finding has none of that name
     */
    public OptionalDouble figure(String name) {
        Figure figure = figures.get(name);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure.value());
    }

    static Finding of(Code code) {
        return new Finding(code, Map.of(), Map.of());
    }

    Finding with(String name, double value, Unit unit) {
        Map<String, Figure> more = new LinkedHashMap<>(figures);
        more.put(name, new Figure(value, unit));
        return new Finding(code, more, names);
    }

    Finding count(String name, long value) {
        return with(name, (double) value, Unit.COUNT);
    }

    Finding share(String name, double value) {
        return with(name, value, Unit.RATIO);
    }

    Finding named(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(names);
        more.put(name, value);
        return new Finding(code, figures, more);
    }
}

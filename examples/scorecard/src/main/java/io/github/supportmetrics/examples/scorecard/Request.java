package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.Scale;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A metric as asked for: its id and what stands in the brackets.
 *
 * @param text the text as asked
 * @param id the id
 * @param parameters what stands in the brackets
 * @param scale the survey scale to compute it on, if it is a survey metric
 * @param mapped the canonical fields that feed its record
 * @param zone whose days count
 */
record Request(
        String text,
        String id,
        List<String> parameters,
        @Nullable Scale scale,
        Set<String> mapped,
        ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9.]*)(?:\\[([^\\[\\]]*)])?");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(ms|s|min|h|d|w)");
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);

    static Request parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException("metric must be like csat.t2b or serviceLevel.offered[20s], got '" + text + "'");
        }
        List<String> parameters = new ArrayList<>();
        if (matcher.group(2) != null) {
            for (String parameter : matcher.group(2).split(",", -1)) {
                parameters.add(parameter.strip());
            }
        }
        return new Request(text.strip(), matcher.group(1), List.copyOf(parameters), null, Set.of(), ZoneOffset.UTC);
    }

    Request with(List<String> values) {
        return new Request(text, id, values, scale, mapped, zone);
    }

    Request on(@Nullable Scale newScale) {
        return new Request(text, id, parameters, newScale, mapped, zone);
    }

    Request fedBy(Set<String> fields, ZoneId itsZone) {
        return new Request(text, id, parameters, scale, fields, itsZone);
    }

    /** A length of time among the parameters. */
    Duration length(int i) {
        Matcher matcher = LENGTH.matcher(parameters.get(i));
        if (!matcher.matches()) {
            throw new UsageException("metric " + text + ": '" + parameters.get(i)
                    + "' must be a length of time like 20s, 5min, 8h or 7d");
        }
        BigDecimal millis =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 1L)));
        return Duration.ofMillis(millis.longValue());
    }
}

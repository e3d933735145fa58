package io.github.supportmetrics.examples.scorecard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, lengths of time and instants as a file writes them. */
final class Values {
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,9}):([0-5]?\\d):([0-5]?\\d(?:[.,]\\d{1,9})?)");
    private static final Pattern MINUTES = Pattern.compile("(\\d{1,9}):([0-5]?\\d(?:[.,]\\d{1,9})?)");
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final BigDecimal LONGEST = BigDecimal.valueOf(1L << 53);
    private static final int MOST_DIGITS = 40;

    private final ZoneId zone;
    private final boolean zoneIsGuessed;
    private final char decimal;
    private final @Nullable String durationFormat;
    private final @Nullable String instantFormat;
    private final @Nullable DateTimeFormatter formatter;
    private final boolean[] guessed;

    Values(ZoneId zone, boolean zoneIsGuessed, char decimal) {
        this(zone, zoneIsGuessed, decimal, null, null, null, new boolean[1]);
    }

    private Values(
            ZoneId zone,
            boolean zoneIsGuessed,
            char decimal,
            @Nullable String durationFormat,
            @Nullable String instantFormat,
            @Nullable DateTimeFormatter formatter,
            boolean[] guessed) {
        this.zone = zone;
        this.zoneIsGuessed = zoneIsGuessed;
        this.decimal = decimal;
        this.durationFormat = durationFormat;
        this.instantFormat = instantFormat;
        this.formatter = formatter;
        this.guessed = guessed;
    }

    /** Whether a local time was read in a zone that nobody named. */
    boolean guessedZone() {
        return guessed[0];
    }

    ZoneId zone() {
        return zone;
    }

    boolean hasDurationFormat() {
        return durationFormat != null;
    }

    Values withDurations(String key, String format) {
        if (!UNITS.containsKey(format) && !format.equals("HH:mm:ss") && !format.equals("mm:ss")) {
            throw new UsageException(
                    "map key " + key + ": must be one of HH:mm:ss mm:ss ms s min h d, got '" + format + "'");
        }
        return new Values(zone, zoneIsGuessed, decimal, format, null, null, guessed);
    }

    Values withInstants(String key, String format) {
        if (format.equals("epochSeconds") || format.equals("epochMillis")) {
            return new Values(zone, zoneIsGuessed, decimal, null, format, null, guessed);
        }
        try {
            DateTimeFormatter strict = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(format)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(format.contains("MMMM") || format.contains("EEEE") ? Locale.ENGLISH : Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
            return new Values(zone, zoneIsGuessed, decimal, null, format, strict, guessed);
        } catch (IllegalArgumentException e) {
            throw new UsageException("map key " + key + ": '" + format + "' is no date format: " + e.getMessage());
        }
    }

    /** A number of either sign. */
    BigDecimal number(String field, String raw) {
        return signed(field, "a number", raw);
    }

    private BigDecimal signed(String field, String rule, String raw) {
        String text = decimal == '.' ? raw : raw.replace(decimal, '.');
        boolean mixed = decimal != '.' && raw.indexOf('.') >= 0;
        try {
            if (!mixed && text.length() <= MOST_DIGITS) {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= MOST_DIGITS) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw BadValueException.of(field, rule, raw);
    }

    /** A length of time in milliseconds. */
    long duration(String field, String raw) {
        String rule =
                durationFormat == null ? "a duration like 90, 1:30:00 or PT90S" : "a duration in " + durationFormat;
        BigDecimal millis = millis(field, rule, raw);
        if (millis.signum() < 0) {
            throw BadValueException.of(field, "at least 0", raw);
        }
        if (millis.compareTo(LONGEST) > 0) {
            throw BadValueException.of(field, "at most 2^53 ms", raw);
        }
        return millis.setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private BigDecimal millis(String field, String rule, String raw) {
        if (durationFormat != null && UNITS.containsKey(durationFormat)) {
            return signed(field, rule, raw).multiply(BigDecimal.valueOf(UNITS.getOrDefault(durationFormat, 0L)));
        }
        if ("mm:ss".equals(durationFormat)) {
            Matcher minutes = MINUTES.matcher(raw);
            if (minutes.matches()) {
                return clock("0", minutes.group(1), minutes.group(2));
            }
            throw BadValueException.of(field, rule, raw);
        }
        Matcher clock = CLOCK.matcher(raw);
        if (clock.matches()) {
            return clock(clock.group(1), clock.group(2), clock.group(3));
        }
        if (durationFormat != null) {
            throw BadValueException.of(field, rule, raw);
        }
        if (raw.startsWith("P") || raw.startsWith("-P")) {
            try {
                Duration duration = Duration.parse(raw);
                return BigDecimal.valueOf(duration.getSeconds())
                        .movePointRight(3)
                        .add(BigDecimal.valueOf(duration.getNano(), 6));
            } catch (DateTimeParseException | ArithmeticException e) {
                throw BadValueException.of(field, rule, raw);
            }
        }
        return signed(field, rule, raw).movePointRight(3);
    }

    private static BigDecimal clock(String hours, String minutes, String seconds) {
        return new BigDecimal(hours)
                .multiply(BigDecimal.valueOf(3600))
                .add(new BigDecimal(minutes).multiply(BigDecimal.valueOf(60)))
                .add(new BigDecimal(seconds.replace(',', '.')))
                .movePointRight(3);
    }

    /** An instant; local times are read in the file's zone. */
    Instant instant(String field, String raw) {
        try {
            if (instantFormat == null) {
                return iso(field, raw);
            }
            if (formatter == null) {
                BigDecimal number = signed(field, "a number of " + instantFormat, raw);
                BigDecimal millis = instantFormat.equals("epochMillis") ? number : number.movePointRight(3);
                return range(
                        field,
                        raw,
                        Instant.ofEpochMilli(
                                millis.setScale(0, RoundingMode.FLOOR).longValueExact()));
            }
            return range(field, raw, resolve(formatter.parse(raw)));
        } catch (DateTimeException | ArithmeticException e) {
            String rule = instantFormat == null ? "an ISO date or date-time" : "a time like " + instantFormat;
            throw BadValueException.of(field, rule, raw);
        }
    }

    private Instant iso(String field, String raw) {
        if (raw.length() == 10) {
            return local(LocalDate.parse(raw).atStartOfDay());
        }
        String text = raw.length() > 10 && raw.charAt(10) == ' ' ? raw.substring(0, 10) + "T" + raw.substring(11) : raw;
        int offset = Math.max(text.indexOf('+', 11), text.indexOf('-', 11));
        if (text.endsWith("Z") || offset > 0) {
            // ISO allows +02 and +0200 too.
            String hours = offset > 0 && text.length() == offset + 3 ? text + ":00" : text;
            String colon = offset > 0 && hours.length() == offset + 5
                    ? hours.substring(0, offset + 3) + ":" + hours.substring(offset + 3)
                    : hours;
            return range(field, raw, OffsetDateTime.parse(colon).toInstant());
        }
        return range(field, raw, local(LocalDateTime.parse(text)));
    }

    private static Instant range(String field, String raw, Instant instant) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw BadValueException.of(field, "in the years 1 to 9999", raw);
        }
        return instant;
    }

    private Instant resolve(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        LocalDate date = parsed.query(TemporalQueries.localDate());
        java.time.LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date == null) {
            throw new DateTimeException("no date");
        }
        LocalDateTime local = time == null ? date.atStartOfDay() : date.atTime(time);
        ZoneId own = parsed.query(TemporalQueries.zone());
        return own == null ? local(local) : local.atZone(own).toInstant();
    }

    /** In a gap the time moves on by it, in an overlap the earlier offset counts. */
    private Instant local(LocalDateTime time) {
        guessed[0] |= zoneIsGuessed;
        return time.atZone(zone).toInstant();
    }
}

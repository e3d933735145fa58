package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse.Occasion;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.time.BusinessCalendar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric as asked for: its id and what stands in the brackets.
 *
 * @param text the text as asked
 * @param id the id
 * @param parameters what stands in the brackets
 * @param survey which survey answers to compute it of, if it is a survey metric
 * @param given what the files and the other options say
 */
record Request(String text, String id, List<String> parameters, Survey survey, Given given) {
    /**
     * What the files and the other options say.
     *
     * @param mapped the canonical fields that feed its record
     * @param zone whose days count
     * @param currency whose amounts count, as a code
     * @param asOf up to when facts are known
     * @param seed of resampling
     * @param calendar working hours
     */
    record Given(Set<String> mapped, ZoneId zone, String currency, Instant asOf, long seed, BusinessCalendar calendar) {
        /** ISO 4217's code where no currency is involved. */
        static final String NO_CURRENCY = "XXX";

        static final Given NOTHING =
                new Given(Set.of(), ZoneOffset.UTC, NO_CURRENCY, Instant.EPOCH, 1, BusinessCalendar.ALWAYS);
    }

    /**
     * Which survey answers.
     *
     * @param scale those on this scale, or null for the scale that there is
     * @param occasion those of this occasion, or null for all
     * @param kind those of this kind, or null for all
     */
    record Survey(
            @Nullable Scale scale,
            @Nullable Occasion occasion,
            @Nullable SurveyKind kind) {
        static final Survey ANY = new Survey(null, null, null);
    }

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9.]*)(?:\\[([^\\[\\]]*)](?:(\\.[A-Za-z0-9.]+)(?:\\[([^\\[\\]]*)])?)?)?");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(ms|s|min|h|d|w)");
    private static final Pattern MONTHS = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)\\s*(mo|y)");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*(%?)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,6})?");
    private static final int MOST_DECIMALS = 6;
    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);

    static Request parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException("metric must be like csat.t2b or serviceLevel.offered[20s], got '" + text + "'");
        }
        // A suffix behind the brackets has its own: elapsed[startedAt,resolvedAt].within[8h].
        String id = matcher.group(1) + (matcher.group(3) == null ? "" : matcher.group(3));
        List<String> parameters = new ArrayList<>();
        for (int i : new int[] {2, 4}) {
            if (matcher.group(i) != null) {
                for (String parameter : matcher.group(i).split(",", -1)) {
                    parameters.add(parameter.strip());
                }
            }
        }
        return new Request(text.strip(), id, List.copyOf(parameters), Survey.ANY, Given.NOTHING);
    }

    Request with(List<String> values) {
        return new Request(text, id, values, survey, given);
    }

    @Nullable
    Scale scale() {
        return survey.scale;
    }

    @Nullable
    Occasion occasion() {
        return survey.occasion;
    }

    Request on(@Nullable Scale newScale) {
        return of(new Survey(newScale, survey.occasion, survey.kind));
    }

    Request on(Occasion newOccasion) {
        return of(new Survey(survey.scale, newOccasion, survey.kind));
    }

    Request on(SurveyKind newKind) {
        return of(new Survey(survey.scale, survey.occasion, newKind));
    }

    private Request of(Survey newSurvey) {
        return new Request(text, id, parameters, newSurvey, given);
    }

    Request fedBy(Given newGiven) {
        return new Request(text, id, parameters, survey, newGiven);
    }

    /** The same as it stood at an instant. */
    Request asOf(Instant instant) {
        return fedBy(new Given(given.mapped, given.zone, given.currency, instant, given.seed, given.calendar));
    }

    /** A number of days among the parameters. */
    int days(int i) {
        long millis = length(i).toMillis();
        if (millis <= 0 || millis % 86_400_000 != 0) {
            throw bad(i, "a number of days like 30d");
        }
        return (int) (millis / 86_400_000);
    }

    /** A length of time among the parameters. */
    Duration length(int i) {
        Matcher matcher = matched(i, LENGTH, "a length of time like 20s, 5min, 8h or 7d");
        BigDecimal millis =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 1L)));
        return Duration.ofMillis(millis.longValue());
    }

    /** An age among the parameters, in seconds or months. */
    double age(int i, Unit unit) {
        if (!unit.equals(Unit.MONTHS)) {
            return length(i).toMillis() / 1000.0;
        }
        Matcher matcher = matched(i, MONTHS, "a number of months like 12mo, or of years like 2y");
        double number = Double.parseDouble(matcher.group(1));
        return matcher.group(2).equals("y") ? 12 * number : number;
    }

    /** A share among the parameters: 80% or 0.8. */
    double share(int i) {
        String rule = "a share like 80% or 0.8";
        Matcher matcher = matched(i, SHARE, rule);
        BigDecimal number = new BigDecimal(matcher.group(1));
        BigDecimal share = matcher.group(2).isEmpty() ? number : number.movePointLeft(2);
        if (share.compareTo(BigDecimal.ONE) > 0) {
            throw bad(i, rule);
        }
        return share.doubleValue();
    }

    /** A number among the parameters. */
    double number(int i) {
        return Double.parseDouble(matched(i, NUMBER, "a number").group());
    }

    /** A whole number above 0 among the parameters. */
    int whole(int i) {
        double number = number(i);
        if (number < 1 || number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw bad(i, "a whole number above 0");
        }
        return (int) number;
    }

    /** A word among the parameters. */
    <W extends Enum<W>> W word(int i, Class<W> words) {
        String given = parameters.get(i);
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> bad(
                        i,
                        "one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    /** An amount of the file's currency among the parameters. */
    Money amount(int i) {
        BigDecimal amount = new BigDecimal(matched(i, NUMBER, "an amount").group());
        // Before the files are read nobody knows the currency and its decimals.
        if (given.currency.equals(Given.NO_CURRENCY)) {
            return new Money(amount.movePointRight(MOST_DECIMALS).longValue(), money());
        }
        try {
            return Money.of(amount, given.currency);
        } catch (IllegalArgumentException e) {
            throw bad(i, "an amount of no more decimals than " + given.currency + " has");
        }
    }

    Currency money() {
        return Currency.getInstance(given.currency);
    }

    boolean is(int i, String word) {
        return parameters.get(i).equalsIgnoreCase(word);
    }

    private Matcher matched(int i, Pattern pattern, String rule) {
        Matcher matcher = pattern.matcher(parameters.get(i));
        if (!matcher.matches()) {
            throw bad(i, rule);
        }
        return matcher;
    }

    private UsageException bad(int i, String rule) {
        return new UsageException("metric " + text + ": '" + parameters.get(i) + "' must be " + rule);
    }
}

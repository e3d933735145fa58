package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.standard.Anchors;
import io.github.supportmetrics.standard.PeerReference;
import io.github.supportmetrics.standard.Perspective;
import io.github.supportmetrics.standard.Standard;
import io.github.supportmetrics.standard.Target;
import io.github.supportmetrics.stats.ConfidenceLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Standards from a file: {@code answer.metric=serviceLevel.offered[20s]}, {@code answer.target=>= 80 %} and so on. */
final class StandardsFile {
    private static final List<String> KEYS = List.of(
            "metric",
            "target",
            "title",
            "period",
            "where",
            "source",
            "owner",
            "weight",
            "perspective",
            "mode",
            "from",
            "to",
            "required",
            "minN",
            "confidence",
            "tolerance",
            "beside",
            "score",
            "expected",
            "peers",
            "peers.quantiles",
            "peers.name",
            "peers.date",
            "peers.source");
    private static final Pattern TARGET = Pattern.compile("(>=|≥|at least|<=|≤|at most)\\s*(.+)");
    private static final Pattern BAND = Pattern.compile("(.+?)\\s*(?:\\.\\.|…)\\s*(.+)");
    private static final Pattern VALUE = Pattern.compile("(-?\\d{1,12}(?:\\.\\d{1,9})?)\\s*([A-Za-z%]*)");
    private static final Pattern CURRENCY = Pattern.compile("\\b[A-Z]{3}\\b");
    private static final Pattern REQUIRED = Pattern.compile("(\\d{1,6})\\s+of\\s+(\\d{1,6})");
    private static final long MOST = 1_000_000;
    private static final Map<String, Double> SECONDS =
            Map.of("ms", .001, "s", 1., "min", 60., "h", 3_600., "d", 86_400., "w", 604_800.);

    /**
     * A standard as the file has it; what is measured is known once the rows are read.
     *
     * @param name its name in the file
     * @param title what people call it
     * @param metric the metric as asked for
     * @param target the values that are good enough
     * @param period the periods it is judged by, as in --per, or null for those of --per or months
     * @param where which rows count
     * @param from the first day it is valid, or null
     * @param to the first day it no longer is, or null
     * @param tolerance what customers tolerate, or null
     * @param beside numbers that may suffer
     * @param peers what peers reach, or null
     * @param score how it counts in the scorecard, or null
     * @param expected how many promises a period will bring, or null
     * @param currency the currency that the target names, or null
     * @param terms all else
     */
    record Asked(
            String name,
            String title,
            String metric,
            Target target,
            @Nullable String period,
            List<String> where,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Tolerance tolerance,
            List<String> beside,
            @Nullable PeerReference peers,
            @Nullable Anchors score,
            @Nullable Long expected,
            @Nullable String currency,
            Function<Standard, Standard> terms) {}

    /**
     * What customers tolerate.
     *
     * @param worst the worst value of the metric, or the longest time in seconds
     * @param threshold the metric's own threshold where the tolerance is a time, or null
     */
    record Tolerance(double worst, @Nullable Duration threshold) {}

    private final String file;
    private final Catalogue catalogue;

    private StandardsFile(String file, Catalogue catalogue) {
        this.file = file;
        this.catalogue = catalogue;
    }

    static List<Asked> read(Path path, Catalogue catalogue) {
        Map<String, Map<String, String>> standards = new LinkedHashMap<>();
        KeysFile.read(path, "standards").forEach((key, value) -> {
            int dot = key.indexOf('.');
            String option = key.substring(dot + 1);
            if (dot < 1 || !KEYS.contains(option)) {
                throw new UsageException("standards key " + key + " in " + path
                        + (dot < 1
                                ? " must be like answer.metric"
                                : " is unknown; the nearest are " + Nearest.to(option, KEYS)));
            }
            standards
                    .computeIfAbsent(key.substring(0, dot), n -> new TreeMap<>())
                    .put(option, value);
        });
        if (standards.isEmpty()) {
            throw new UsageException("standards file " + path
                    + " holds no standard; it needs keys like answer.metric=asa and answer.target=<= 60 s");
        }
        StandardsFile file = new StandardsFile(path.toString(), catalogue);
        List<Asked> asked = new ArrayList<>();
        standards.forEach((name, keys) -> asked.add(file.asked(name, keys)));
        return asked;
    }

    private Asked asked(String name, Map<String, String> keys) {
        String metric = required(name, keys, "metric");
        String written = required(name, keys, "target");
        Definition definition = definition(name, metric);
        Target target = target(name + ".target", written, definition.unit());
        List<String> where = list(keys.get("where"), ";");
        for (String condition : where) {
            try {
                Condition.parse(condition);
            } catch (UsageException e) {
                throw bad(name + ".where", "must be like channel=phone; topic!=test, got '" + condition + "'");
            }
        }
        String title = text(keys, "title");
        title = title.isEmpty() ? where.isEmpty() ? name : name + " (" + String.join(", ", where) + ")" : title;
        try {
            Standard.of(title, definition, target);
        } catch (IllegalArgumentException e) {
            throw bad(name + ".target", e.getMessage());
        }
        Options.per(keys.get("period"), "standards key " + name + ".period");
        List<String> beside = list(keys.get("beside"), ";");
        for (String other : beside) {
            if (!definition(name, other).direction().isOneWay()) {
                throw bad(name + ".beside", "beside " + other + " must be a metric of which more or less is better");
            }
        }
        LocalDate from = date(name + ".from", keys.get("from"));
        LocalDate to = date(name + ".to", keys.get("to"));
        if (from != null && to != null && !from.isBefore(to)) {
            throw bad(name + ".to", "must be after " + from + ", got " + to);
        }
        return new Asked(
                name,
                title,
                metric,
                target,
                keys.get("period"),
                where,
                from,
                to,
                tolerance(name, keys.get("tolerance"), definition),
                beside,
                peers(name, keys, definition.unit()),
                score(name, keys.get("score"), definition.unit()),
                expected(name + ".expected", keys.get("expected"), target, definition),
                currency(written),
                terms(name, keys));
    }

    /** The currency that a target names, which must be that of the files. */
    private static @Nullable String currency(String target) {
        Matcher matcher = CURRENCY.matcher(target);
        return matcher.find() ? matcher.group() : null;
    }

    /** A text for people on one line. */
    private static String text(Map<String, String> keys, String option) {
        return keys.getOrDefault(option, "").replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private Function<Standard, Standard> terms(String name, Map<String, String> keys) {
        double weight = number(name + ".weight", keys.getOrDefault("weight", "1"));
        if (weight > MOST) {
            throw bad(name + ".weight", "must be at most " + MOST + ", got '" + keys.get("weight") + "'");
        }
        Function<Standard, Standard> leastN = leastN(name + ".minN", keys.get("minN"));
        double level = number(name + ".confidence", keys.getOrDefault("confidence", "0.95"));
        Perspective perspective =
                word(name + ".perspective", keys.getOrDefault("perspective", "customer"), Perspective.class);
        Standard.Mode mode = word(name + ".mode", keys.getOrDefault("mode", "contractual"), Standard.Mode.class);
        Function<Standard, Standard> required = horizon(name + ".required", keys.get("required"));
        Function<Standard, Standard> terms = standard -> leastN.apply(required.apply(standard))
                .weight(weight)
                .level(new ConfidenceLevel(level))
                .perspective(perspective)
                .mode(mode)
                .source(text(keys, "source"))
                .owner(text(keys, "owner"));
        try {
            Objects.requireNonNull(terms.apply(Standard.of(name, Definition.of("x", "x"), Target.atLeast(1))));
        } catch (IllegalArgumentException e) {
            throw bad(name, e.getMessage());
        }
        return terms;
    }

    /** The smallest sample that is shown, that of --min-n unless said. */
    private Function<Standard, Standard> leastN(String key, @Nullable String text) {
        if (text == null) {
            return standard -> standard;
        }
        double number = number(key, text);
        if (!(number >= 0 && number <= MOST) || number != Math.rint(number)) {
            throw bad(key, "must be a whole number of at most " + MOST + ", got '" + text + "'");
        }
        return standard -> standard.leastN((long) number);
    }

    /** So many periods of so many. */
    private Function<Standard, Standard> horizon(String key, @Nullable String text) {
        if (text == null) {
            return standard -> standard;
        }
        Matcher of = REQUIRED.matcher(text);
        if (!of.matches()) {
            throw bad(key, "must be like 10 of 12, got '" + text + "'");
        }
        int periods = Integer.parseInt(of.group(2));
        double share = Double.parseDouble(of.group(1)) / Math.max(1, periods);
        return standard -> standard.required(share, periods);
    }

    private String required(String name, Map<String, String> keys, String option) {
        String value = keys.get(option);
        if (value == null || value.isBlank()) {
            throw new UsageException("standard " + name + " in " + file + " needs " + name + "." + option);
        }
        return value;
    }

    private Definition definition(String name, String metric) {
        try {
            Catalogue.Found found = catalogue.find(Request.parse(metric));
            return found.entry().metric().apply(found.request()).empty().definition();
        } catch (UsageException e) {
            throw new UsageException("standard " + name + " in " + file + ": " + e.getMessage());
        }
    }

    private Target target(String key, String text, Unit unit) {
        Matcher one = TARGET.matcher(text);
        Matcher band = BAND.matcher(text);
        try {
            if (one.matches()) {
                double value = value(key, one.group(2), unit);
                boolean least = List.of(">=", "≥", "at least").contains(one.group(1));
                return least ? Target.atLeast(value) : Target.atMost(value);
            }
            if (band.matches()) {
                double[] ends = values(key, List.of(band.group(1), band.group(2)), unit);
                return Target.between(ends[0], ends[1]);
            }
        } catch (IllegalArgumentException e) {
            throw bad(key, e.getMessage());
        }
        throw bad(key, "must be like >= 80 %, <= 5 min or 240 s .. 360 s, got '" + text + "'");
    }

    /** Numbers in a metric's unit, where the last one's unit holds for those without: 20 .. 60 %. */
    private double[] values(String key, List<String> texts, Unit unit) {
        Matcher last =
                VALUE.matcher(texts.isEmpty() ? "" : texts.get(texts.size() - 1).strip());
        String suffix = last.matches() ? last.group(2) : "";
        return texts.stream()
                .mapToDouble(text ->
                        value(key, text.strip().matches("-?[\\d.]+") ? text.strip() + " " + suffix : text, unit))
                .toArray();
    }

    /** A share from 0 to 1, where a unit was forgotten; any other number as it is. */
    private double[] possible(String key, Unit unit, double... values) {
        for (double value : values) {
            if (unit.equals(Unit.RATIO) && !(value >= 0 && value <= 1)) {
                throw bad(key, "must be shares like 0.8 or 80 %, got " + value);
            }
        }
        return values;
    }

    /** A number in a metric's unit: 80 % is .8, 5 min are 300 seconds. */
    private double value(String key, String text, Unit unit) {
        Matcher matcher = VALUE.matcher(text.strip());
        if (!matcher.matches()) {
            throw bad(key, "must hold a number like " + example(unit) + ", got '" + text + "'");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2);
        if (suffix.isEmpty() || suffix.equals(unit.symbol())) {
            return number.doubleValue();
        }
        if (suffix.equals("%") && unit.equals(Unit.RATIO)) {
            return number.movePointLeft(2).doubleValue();
        }
        if (suffix.matches("[A-Z]{3}") && unit.symbol().matches("[A-Z]{3}")) {
            // Which currency the files are in is known once they are read.
            return number.doubleValue();
        }
        Double seconds = SECONDS.get(suffix);
        if (seconds != null && unit.equals(Unit.SECONDS)) {
            return number.doubleValue() * seconds;
        }
        throw bad(key, "must be in the metric's unit, like " + example(unit) + ", got '" + text + "'");
    }

    /** What customers tolerate: a value of the metric, or the longest time where the metric is a share within a time. */
    private @Nullable Tolerance tolerance(String name, @Nullable String text, Definition definition) {
        if (text == null) {
            return null;
        }
        Map<String, String> parameters = definition.parameters();
        String threshold = parameters.getOrDefault("threshold", parameters.get("within"));
        String key = name + ".tolerance";
        return threshold == null || !definition.unit().equals(Unit.RATIO) || text.endsWith("%")
                ? new Tolerance(value(key, text, definition.unit()), null)
                : new Tolerance(
                        value(key, text, Unit.SECONDS),
                        Duration.ofMillis(Math.round(1_000 * value(key, threshold, Unit.SECONDS))));
    }

    private static String example(Unit unit) {
        return unit.equals(Unit.RATIO) ? "80 %" : unit.equals(Unit.SECONDS) ? "45 s or 5 min" : "40";
    }

    private @Nullable PeerReference peers(String name, Map<String, String> keys, Unit unit) {
        String values = keys.get("peers");
        String quantiles = keys.get("peers.quantiles");
        if (values == null && quantiles == null) {
            if (keys.keySet().stream().anyMatch(key -> key.startsWith("peers."))) {
                required(name, keys, "peers");
            }
            return null;
        }
        if (values != null && quantiles != null) {
            throw bad(name + ".peers", "and " + name + ".peers.quantiles must not both be given");
        }
        LocalDate at = date(name + ".peers.date", required(name, keys, "peers.date"));
        String source = required(name, keys, "peers.source");
        String who = keys.getOrDefault("peers.name", "peers");
        try {
            if (values != null) {
                double[] each = possible(name + ".peers", unit, values(name + ".peers", list(values, "|"), unit));
                return PeerReference.of(who, Objects.requireNonNull(at), source, each);
            }
            Map<Double, Double> shares = new TreeMap<>();
            for (String pair : list(quantiles, "|")) {
                String[] parts = pair.split(":", -1);
                if (parts.length != 2) {
                    throw bad(name + ".peers.quantiles", "must be like 25:70 %|50:80 %|75:88 %, got '" + pair + "'");
                }
                shares.put(
                        number(name + ".peers.quantiles", parts[0]) / 100,
                        possible(name + ".peers.quantiles", unit, value(name + ".peers.quantiles", parts[1], unit))[0]);
            }
            return PeerReference.ofQuantiles(who, Objects.requireNonNull(at), source, shares);
        } catch (IllegalArgumentException e) {
            throw bad(name + ".peers", e.getMessage());
        }
    }

    /** How many promises a period will bring: a budget of broken ones is kept for a share or more. */
    private @Nullable Long expected(String key, @Nullable String text, Target target, Definition definition) {
        if (text == null) {
            return null;
        }
        double expected = number(key, text);
        if (!(expected >= 1) || expected != Math.rint(expected)) {
            throw bad(key, "must be a whole number of at least 1, got '" + text + "'");
        }
        if (target.sign() < 1 || target.low() >= 1 || !definition.unit().equals(Unit.RATIO)) {
            throw bad(key, "needs a target of a share or more, below 100 %");
        }
        return (long) expected;
    }

    private @Nullable Anchors score(String name, @Nullable String text, Unit unit) {
        if (text == null) {
            return null;
        }
        double[] points =
                possible(name + ".score", unit, values(name + ".score", List.of(text.split("\\.\\.|…", -1)), unit));
        try {
            if (points.length == 2) {
                return Anchors.of(points[0], points[1]);
            }
            if (points.length == 4) {
                return Anchors.band(points[0], points[1], points[2], points[3]);
            }
        } catch (IllegalArgumentException e) {
            throw bad(name + ".score", e.getMessage());
        }
        throw bad(name + ".score", "must be worst .. best, or 0 .. 1 .. 1 .. 0 of a band, got '" + text + "'");
    }

    private @Nullable LocalDate date(String key, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw bad(key, "must be a date like 2026-01-31, got '" + text + "'");
        }
    }

    private double number(String key, String text) {
        try {
            return new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            throw bad(key, "must be a number, got '" + text + "'");
        }
    }

    private <T extends Enum<T>> T word(String key, String text, Class<T> words) {
        for (T word : words.getEnumConstants()) {
            if (word.name().equalsIgnoreCase(text)) {
                return word;
            }
        }
        throw bad(
                key,
                "must be one of "
                        + Arrays.stream(words.getEnumConstants())
                                .map(word -> word.name().toLowerCase(Locale.ROOT))
                                .toList()
                        + ", got '" + text + "'");
    }

    private static List<String> list(@Nullable String text, String parting) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(Pattern.quote(parting), -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private UsageException bad(String key, @Nullable String why) {
        return new UsageException("standards key " + key + " in " + file + ": " + why);
    }
}

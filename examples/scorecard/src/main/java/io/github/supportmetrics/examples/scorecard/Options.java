package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.report.Wording;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Estimator;
import io.github.supportmetrics.time.Grain;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command's options as they are given. */
@Command(
        name = "scorecard",
        description = "Customer-service metrics from CSV files, each with its definition, sample and interval.",
        sortOptions = false,
        usageHelpWidth = 110,
        footer = {
            "",
            "Without any option it runs on a bundled sample and prints a scorecard.",
            "Exit status: 0 done (rejected rows included), 1 failure, 2 wrong use, 3 a rejected row under --strict."
        })
final class Options implements Cloneable {
    @Option(names = "--interactions", arity = "1..*", paramLabel = "FILE", description = "CSV files of contacts.")
    List<Path> interactions = new ArrayList<>();

    @Option(names = "--surveys", arity = "1..*", paramLabel = "FILE", description = "CSV files of survey answers.")
    List<Path> surveys = new ArrayList<>();

    @Option(names = "--customers", arity = "1..*", paramLabel = "FILE", description = "CSV files of customers.")
    List<Path> customers = new ArrayList<>();

    @Option(names = "--activities", arity = "1..*", paramLabel = "FILE", description = "CSV files of agents' time.")
    List<Path> activities = new ArrayList<>();

    @Option(names = "--purchases", arity = "1..*", paramLabel = "FILE", description = "CSV files of orders.")
    List<Path> purchases = new ArrayList<>();

    @Option(names = "--reviews", arity = "1..*", paramLabel = "FILE", description = "CSV files of checklists.")
    List<Path> reviews = new ArrayList<>();

    @Option(names = "--complaints", arity = "1..*", paramLabel = "FILE", description = "CSV files of complaints.")
    List<Path> complaints = new ArrayList<>();

    @Option(
            names = "--ticket-events",
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV files of what happened to tickets.")
    List<Path> ticketEvents = new ArrayList<>();

    @Option(names = "--calendar", paramLabel = "FILE", description = "Working hours (properties, UTF-8).")
    @Nullable
    Path calendar;

    @Option(names = "--map", paramLabel = "FILE", description = "Which column feeds which field (properties, UTF-8).")
    @Nullable
    Path map;

    @Option(
            names = "--metric",
            paramLabel = "ID",
            description = "A metric, like csat.t2b or serviceLevel.offered[20s]; repeatable.")
    List<String> metrics = new ArrayList<>();

    @Option(names = "--by", paramLabel = "FIELD", description = "Group by a field; repeatable, groups nest.")
    List<String> by = new ArrayList<>();

    @Option(
            names = "--per",
            paramLabel = "PERIOD",
            description = "day, week, month, quarter or year, with @FIELD by another instant.")
    @Nullable
    String per;

    @Option(
            names = "--where",
            paramLabel = "FIELD=V|V",
            description = "Only some values (= or !=); repeatable, all must hold.")
    List<String> where = new ArrayList<>();

    @Option(
            names = "--compare",
            paramLabel = "FIELD[=BASE]",
            description = "Test whether groups differ, or each group against a base.")
    @Nullable
    String compare;

    @Option(
            names = "--standards",
            paramLabel = "FILE",
            description = "Judge standards: are they met, and are they sensible (properties, UTF-8).")
    @Nullable
    Path standards;

    @Option(names = "--trend", description = "Whether each series rises or falls; needs --per.")
    boolean trend;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "The language of judgements: en or sv (default en).")
    String language = "en";

    @Option(names = "--zone", paramLabel = "ID", description = "Time zone of periods, hours and dates.")
    @Nullable
    String zone;

    @Option(names = "--from", paramLabel = "T", description = "Only from this instant or local date on.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "T", description = "Only before this instant or local date.")
    @Nullable
    String to;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "What was known then (default: the latest instant read).")
    @Nullable
    String asOf;

    @Option(names = "--confidence", paramLabel = "LEVEL", description = "Confidence level of intervals (default 0.95).")
    double confidence = 0.95;

    @Option(
            names = "--interval",
            paramLabel = "METHOD",
            description = "An interval method, like wilson, or clustered (days are the sample); repeatable.")
    List<String> intervals = new ArrayList<>();

    @Option(names = "--min-n", paramLabel = "N", description = "Suppress numbers of smaller samples (default 1).")
    long minN = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of resampled intervals (default 1).")
    long seed = 1;

    @Option(names = "--strict", description = "Stop at the first row that cannot be read.")
    boolean strict;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (default text).")
    String format = "text";

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of standard output.")
    @Nullable
    Path out;

    @Option(names = "--list", description = "List all metrics.")
    boolean list;

    @Option(
            names = {"-h", "--help"},
            description = "Show this help.")
    boolean help;

    private static final Set<String> METHODS = methods();

    private static Set<String> methods() {
        Set<String> methods = new TreeSet<>(Estimator.methods());
        methods.add(Methods.CLUSTERED);
        return methods;
    }

    private static final Map<String, Grain> GRAINS = Map.of(
            "day", Grain.DAY, "week", Grain.WEEK, "month", Grain.MONTH, "quarter", Grain.QUARTER, "year", Grain.YEAR);

    /**
     * What --per says.
     *
     * @param grain the length of the periods
     * @param field the instant that decides, or null for each metric's own
     */
    record Per(Grain grain, @Nullable String field) {}

    /** Checks what can be checked without files. */
    void check() {
        level();
        per();
        zone();
        compare();
        conditions();
        if (!Wording.in(locale()).language().getLanguage().equals(locale().getLanguage())) {
            throw new UsageException("--language: there are no words for '" + language + "'; en and sv are there");
        }
        if (trend && per == null) {
            throw new UsageException("--trend needs --per: a trend is one of periods");
        }
        metrics.forEach(Request::parse);
        for (String method : intervals) {
            if (!METHODS.contains(method)) {
                throw new UsageException(
                        "unknown interval method '" + method + "'; the nearest are " + Nearest.to(method, METHODS));
            }
        }
        if (minN < 0) {
            throw new UsageException("--min-n must be at least 0, got " + minN);
        }
        if (Set.of("markdown", "html").contains(format)) {
            throw new UsageException("--format " + format + " is not there yet; text and json are");
        }
        if (!Set.of("text", "json").contains(format)) {
            throw new UsageException("--format must be text or json, got '" + format + "'");
        }
    }

    /** The same question of other metrics, in other periods and of fewer rows. */
    Options asking(List<String> ids, String period, List<String> conditions) {
        try {
            Options other = (Options) clone();
            other.metrics = ids;
            other.per = period;
            other.where = new ArrayList<>(where);
            other.where.addAll(conditions);
            return other;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** The sample is the January of a simulated help desk. */
    void ofSample() {
        from = from == null ? "2026-01-01" : from;
        to = to == null ? "2026-02-01" : to;
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }

    ConfidenceLevel level() {
        if (!(confidence > 0 && confidence < 1)) {
            throw new UsageException("--confidence must be between 0 and 1, like 0.95, got " + confidence);
        }
        return new ConfidenceLevel(confidence);
    }

    @Nullable
    Per per() {
        return per(per, "--per");
    }

    /** A period as in --per, from wherever it is written. */
    static @Nullable Per per(@Nullable String text, String where) {
        if (text == null) {
            return null;
        }
        int at = text.indexOf('@');
        String word = (at < 0 ? text : text.substring(0, at)).toLowerCase(Locale.ROOT);
        Grain grain = GRAINS.get(word);
        if (grain == null || at == text.length() - 1) {
            throw new UsageException(
                    where + " must be day, week, month, quarter or year, with @FIELD or without, got '" + text + "'");
        }
        return new Per(grain, at < 0 ? null : text.substring(at + 1));
    }

    /**
     * What --compare says.
     *
     * @param field the field whose values are the groups
     * @param base the group to compare with, or null for one test over all
     */
    record Compare(String field, @Nullable String base) {}

    @Nullable
    Compare compare() {
        if (compare == null) {
            return null;
        }
        int equals = compare.indexOf('=');
        String field = (equals < 0 ? compare : compare.substring(0, equals)).strip();
        String base = equals < 0 ? null : compare.substring(equals + 1).strip();
        if (field.isEmpty() || (base != null && base.isEmpty())) {
            throw new UsageException("--compare must be like agentId or segment=basic, got '" + compare + "'");
        }
        return new Compare(field, base);
    }

    @Nullable
    ZoneId zone() {
        return zone == null ? null : Binding.zone("--zone", zone);
    }

    List<Condition> conditions() {
        return where.stream().map(Condition::parse).toList();
    }
}

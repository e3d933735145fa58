package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.time.BusinessCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command as a function: options in, text out, a status back. */
public final class Scorecard {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int REJECTED = 3;

    private final PrintStream out;
    private final PrintStream err;

    private Scorecard(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command.
     *
     * @param arguments the options
     * @param out where the answer goes
     * @param err where notices and rejected rows go
     * @return the exit status: 0 done, 1 failure, 2 wrong use, 3 a rejected row under --strict
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return new Scorecard(out, err).run(arguments);
        } catch (UsageException e) {
            err.println("scorecard: " + e.getMessage());
            return MISUSED;
        } catch (Rejections.StrictException e) {
            err.println(e.getMessage());
            return REJECTED;
        } catch (IOException e) {
            err.println("scorecard: " + e.getMessage());
            return FAILED;
        } catch (RuntimeException e) {
            err.println("scorecard: " + e);
            return FAILED;
        } catch (OutOfMemoryError e) {
            err.println("scorecard: the files do not fit into memory; give the JVM more with -Xmx");
            return FAILED;
        }
    }

    private int run(List<String> arguments) throws IOException {
        Options options = parse(arguments);
        if (options.help) {
            out.println(new CommandLine(options).getUsageMessage());
            return DONE;
        }
        options.check();
        Map<RecordKind, List<Source>> files = files(options);
        Catalogue catalogue = new Catalogue(files.keySet());
        if (options.list) {
            out.println(Listing.of(catalogue));
            return DONE;
        }
        options.metrics.forEach(metric -> catalogue.find(Request.parse(metric)));
        List<StandardsFile.Asked> standards =
                options.standards == null ? List.of() : StandardsFile.read(options.standards, catalogue);
        BusinessCalendar calendar = options.calendar == null ? null : CalendarFile.read(options.calendar);
        boolean sample = files.isEmpty();
        if (sample && options.map != null) {
            throw new UsageException(
                    "--map needs a file to map: --interactions, --surveys, --customers, --purchases, --reviews, --complaints,"
                            + " --activities or --ticket-events");
        }
        if (sample) {
            options.ofSample();
        }
        Mapping mapping = sample ? sampleMap() : options.map == null ? Mapping.none() : Mapping.read(options.map);
        Loader loader = new Loader(
                mapping,
                sample ? sample() : files,
                names(options, standards),
                options.zone(),
                new Rejections(err, options.strict),
                new Progress(err, Progress.isTerminal()),
                err,
                asOf(options, mapping));
        Facts facts = loader.load();
        Facts timed = calendar == null ? facts : facts.in(calendar);
        Query query = new Query(options, timed, catalogue, loader, err);
        List<Judging.Judged> judged = new Judging(options, timed, catalogue, loader, err).of(standards);
        Report report = new Report(
                query,
                facts,
                standards.isEmpty() || !options.metrics.isEmpty() ? query.run() : List.of(),
                Comparing.of(options, query, err),
                judged);
        if (sample) {
            err.println(
                    "This is a bundled, simulated sample. Waits differ by channel: try --by channel. Your own files:"
                            + " --interactions calls.csv --map calls.properties. --list shows all metrics, --help all options.");
        }
        print(options, options.format.equals("json") ? JsonOutput.of(options, report) : TextOutput.of(options, report));
        return DONE;
    }

    /** All names that rows are grouped or chosen by, those of standards included. */
    private static Set<String> names(Options options, List<StandardsFile.Asked> standards) {
        Set<String> names = Query.names(options);
        standards.forEach(standard -> standard.where()
                .forEach(condition -> names.add(Condition.parse(condition).field())));
        return names;
    }

    /** The as-of instant must be known before rows are read, so a local one is read in the first zone that the map names. */
    private static @Nullable Instant asOf(Options options, Mapping mapping) {
        if (options.asOf == null) {
            return null;
        }
        ZoneId zone = options.zone();
        for (RecordKind kind : RecordKind.values()) {
            String named = mapping.blocks(kind).get(0).file().get("zone");
            zone = zone == null && named != null ? Binding.zone(kind.word() + ".zone", named) : zone;
        }
        try {
            return new Values(zone == null ? ZoneId.of("UTC") : zone, false, '.').instant("--as-of", options.asOf);
        } catch (BadValueException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Options parse(List<String> arguments) {
        Options options = new Options();
        try {
            new CommandLine(options)
                    .setUnmatchedArgumentsAllowed(false)
                    .setUnmatchedOptionsAllowedAsOptionParameters(false)
                    .parseArgs(arguments.toArray(new String[0]));
        } catch (CommandLine.ParameterException e) {
            throw new UsageException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "; --help shows all options");
        }
        return options;
    }

    private static Map<RecordKind, List<Source>> files(Options options) {
        Map<RecordKind, List<Source>> files = new EnumMap<>(RecordKind.class);
        put(files, RecordKind.INTERACTIONS, options.interactions);
        put(files, RecordKind.SURVEYS, options.surveys);
        put(files, RecordKind.CUSTOMERS, options.customers);
        put(files, RecordKind.PURCHASES, options.purchases);
        put(files, RecordKind.REVIEWS, options.reviews);
        put(files, RecordKind.ACTIVITIES, options.activities);
        put(files, RecordKind.COMPLAINTS, options.complaints);
        put(files, RecordKind.TICKET_EVENTS, options.ticketEvents);
        return files;
    }

    private static void put(Map<RecordKind, List<Source>> files, RecordKind kind, List<Path> paths) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UsageException("file " + path + " does not exist");
            }
            if (Files.isDirectory(path)) {
                throw new UsageException("file " + path + " is a folder");
            }
        }
        if (!paths.isEmpty()) {
            files.put(kind, paths.stream().map(Source::of).toList());
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Scorecard.class.getResourceAsStream("sample/" + name), name);
    }

    private static Mapping sampleMap() throws IOException {
        try (Reader reader = new InputStreamReader(resource("sample.properties"), StandardCharsets.UTF_8)) {
            return Mapping.read(reader, "sample.properties");
        }
    }

    private static Map<RecordKind, List<Source>> sample() {
        Map<RecordKind, List<Source>> files = new EnumMap<>(RecordKind.class);
        files.put(RecordKind.INTERACTIONS, List.of(bundled("calls.csv")));
        files.put(RecordKind.SURVEYS, List.of(bundled("surveys.csv")));
        files.put(RecordKind.CUSTOMERS, List.of(bundled("customers.csv")));
        files.put(RecordKind.COMPLAINTS, List.of(bundled("complaints.csv")));
        files.put(RecordKind.REVIEWS, List.of(bundled("reviews.csv")));
        return files;
    }

    private static Source bundled(String name) {
        return new Source("sample " + name, () -> resource(name));
    }

    private void print(Options options, String text) throws IOException {
        if (options.out == null) {
            out.print(text);
            out.flush();
        } else {
            try {
                Files.writeString(options.out, text);
            } catch (IOException e) {
                throw new IOException("--out " + options.out + " cannot be written");
            }
        }
    }
}

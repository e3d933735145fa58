package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.SurveyResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a world as {@code calls.csv}, {@code surveys.csv} and {@code customers.csv}: UTF-8, LF, a header of canonical field names,
 * RFC 4180 quoting, local date-times of the world's zone, durations in seconds. What is absent is empty; a survey without a
 * score was not answered. As in most exports, local times are ambiguous in the one night hour that a zone repeats in autumn.
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvExport {
    private static final String USAGE = "usage: CsvExport FOLDER [--seed N] [--start DATE] [--days N] [--zone ZONE]"
            + " [--agents N] [--contacts PER_WEEKDAY] [--customers N] [--identical-agents]";
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final List<String> CALLS = List.of(
            "id,customerId,agentId,queue,channel,topic,startedAt,answeredAt,abandonedAt,endedAt,disposition,wait,talk,hold,wrapUp,resolved,transfers,reopens,issueId"
                    .split(",", -1));
    private static final List<String> SURVEYS =
            List.of("id,kind,scale,score,sent,delivered,respondedAt,interactionId,agentId,customerId,channel,question"
                    .split(",", -1));
    private static final List<String> CUSTOMERS = List.of("id,startedAt,endedAt,segment".split(",", -1));

    private final World world;
    private final ZoneId zone;

    /**
     * An export.
     *
     * @param world what to export
     */
    public CsvExport(World world) {
        this.world = world;
        zone = world.simulation().zone();
    }

    /**
     * Writes the three files, replacing older ones.
     *
     * @param folder where to; it is made if need be
     * @throws IOException if that fails
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("calls.csv"), calls());
        Files.writeString(folder.resolve("surveys.csv"), surveys());
        Files.writeString(folder.resolve("customers.csv"), customers());
    }

    /**
     * The contacts.
     *
     * @return the text of {@code calls.csv}
     */
    public String calls() {
        return file(CALLS, world.interactions().stream().map(this::row).toList());
    }

    /**
     * The surveys, answered or not. Their ids are their places in order of time.
     *
     * @return the text of {@code surveys.csv}
     */
    public String surveys() {
        List<String> rows = new ArrayList<>();
        for (SurveyResponse survey : world.surveys()) {
            rows.add(row(rows.size() + 1, survey));
        }
        return file(SURVEYS, rows);
    }

    /**
     * The customers.
     *
     * @return the text of {@code customers.csv}
     */
    public String customers() {
        return file(CUSTOMERS, world.customers().stream().map(this::row).toList());
    }

    private String row(Interaction i) {
        return line(
                i.id(),
                i.customerId(),
                i.agentId(),
                i.queue(),
                i.channel(),
                i.topic(),
                local(i.startedAt()),
                local(i.milestones().answeredAt()),
                local(i.milestones().abandonedAt()),
                local(i.endedAt()),
                i.disposition(),
                seconds(i.effort().waiting()),
                seconds(i.effort().talk()),
                seconds(i.effort().hold()),
                seconds(i.effort().wrapUp()),
                i.outcome().resolved(),
                i.outcome().transfers(),
                i.outcome().reopens(),
                i.issueId());
    }

    private String row(int number, SurveyResponse s) {
        return line(
                Ids.of('S', number),
                s.kind().name().toLowerCase(Locale.ROOT),
                s.scale(),
                s.score(),
                s.delivery().sent(),
                s.delivery().delivered(),
                local(s.respondedAt()),
                s.interactionId(),
                s.agentId(),
                s.subject().customerId(),
                s.subject().channel(),
                s.question());
    }

    private String row(Customer c) {
        return line(
                c.id(), local(c.startedAt()), local(c.endedAt()), c.attributes().get("segment"));
    }

    private @Nullable String local(@Nullable Instant at) {
        return at == null ? null : LOCAL.format(at.atZone(zone));
    }

    private static @Nullable String seconds(@Nullable Duration duration) {
        return duration == null ? null : Long.toString(duration.toSeconds());
    }

    private static String file(List<String> header, List<String> rows) {
        return String.join(",", header) + "\n" + rows.stream().collect(Collectors.joining());
    }

    /** One line, its end included. */
    static String line(@Nullable Object... values) {
        return Arrays.stream(values).map(CsvExport::field).collect(Collectors.joining(",", "", "\n"));
    }

    /** Quoted if it holds a comma, a quote or a line break (RFC 4180 §2.6, 2.7). */
    private static String field(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /**
     * Simulates and writes; without options, the bundled sample.
     *
     * @param args the folder and options
     * @throws IOException if writing fails
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 0 || args[0].startsWith("-")) {
            throw new IllegalArgumentException(USAGE);
        }
        new CsvExport(Simulator.run(configure(args))).writeTo(Path.of(args[0]));
    }

    private static Simulation configure(String[] args) {
        Simulation s = Simulator.sample();
        for (int i = 1; i < args.length; i++) {
            if (args[i].equals("--identical-agents")) {
                s = s.withIdenticalAgents();
            } else if (i + 1 < args.length) {
                s = configure(s, args[i], args[++i]);
            } else {
                throw new IllegalArgumentException(USAGE);
            }
        }
        return s;
    }

    private static Simulation configure(Simulation s, String option, String value) {
        return switch (option) {
            case "--seed" -> s.withSeed(Long.parseLong(value));
            case "--start" -> s.withPeriod(LocalDate.parse(value), s.days());
            case "--days" -> s.withPeriod(s.start(), Integer.parseInt(value));
            case "--zone" -> s.withZone(ZoneId.of(value));
            case "--agents" -> s.withStaff(Integer.parseInt(value), s.contactsPerWeekday());
            case "--contacts" -> s.withStaff(s.agents(), Double.parseDouble(value));
            case "--customers" -> s.withCustomers(Integer.parseInt(value));
            default -> throw new IllegalArgumentException(USAGE);
        };
    }
}

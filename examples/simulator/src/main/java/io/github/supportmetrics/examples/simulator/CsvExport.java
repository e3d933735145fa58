package io.github.supportmetrics.examples.simulator;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.SurveyResponse;
import java.io.IOException;
import java.math.BigDecimal;
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
 * Writes a world as {@code calls.csv}, {@code surveys.csv}, {@code customers.csv}, {@code complaints.csv} and {@code reviews.csv}: UTF-8,
 * LF, a header of canonical field names, RFC 4180 quoting, local date-times of the world's zone, durations in seconds. What is absent is
 * empty; a survey without a score was not answered, and several categories are parted by {@code |}. As in most exports, local times are
 * ambiguous in the one night hour that a zone repeats in autumn.
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
    private static final List<String> SURVEYS = List.of(
            "id,kind,scale,score,eligible,sent,delivered,partial,sentAt,respondedAt,interactionId,agentId,customerId,channel,question"
                    .split(",", -1));
    private static final List<String> CUSTOMERS = List.of("id,startedAt,endedAt,segment".split(",", -1));
    private static final List<String> COMPLAINTS = List.of(
            "id,customerId,topic,categories,feedbackKind,openedAt,closedAt,dueAt,upheld,matter,interactionId,agentId,channel"
                    .split(",", -1));
    private static final List<String> REVIEWS = List.of(
            "id,at,interactionId,agentId,reviewerId,reviewerKind,selection,section,item,weight,score,max,critical,notApplicable"
                    .split(",", -1));

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
     * Writes the five files, replacing older ones.
     *
     * @param folder where to; it is made if need be
     * @throws IOException if that fails
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("calls.csv"), calls());
        Files.writeString(folder.resolve("surveys.csv"), surveys());
        Files.writeString(folder.resolve("customers.csv"), customers());
        Files.writeString(folder.resolve("complaints.csv"), complaints());
        Files.writeString(folder.resolve("reviews.csv"), reviews());
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

    /**
     * The complaints, compliments, suggestions and obstacles.
     *
     * @return the text of {@code complaints.csv}
     */
    public String complaints() {
        return file(COMPLAINTS, world.feedback().stream().map(this::row).toList());
    }

    /**
     * The checklists, a row for each line.
     *
     * @return the text of {@code reviews.csv}
     */
    public String reviews() {
        return file(
                REVIEWS,
                world.reviews().stream()
                        .flatMap(review -> review.items().stream().map(item -> row(review, item)))
                        .toList());
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
                s.delivery().eligible(),
                s.delivery().sent(),
                s.delivery().delivered(),
                s.delivery().partial(),
                local(s.sentAt()),
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

    private String row(Feedback f) {
        return line(
                f.id(),
                f.customerId(),
                f.subject().topic(),
                String.join("|", f.categories()),
                f.kind(),
                local(f.openedAt()),
                local(f.closedAt()),
                local(f.dueAt()),
                f.upheld(),
                f.matter(),
                f.attributes().get("interactionId"),
                f.subject().agentId(),
                f.subject().channel());
    }

    private String row(QualityReview r, QualityReview.Item item) {
        return line(
                r.id(),
                local(r.at()),
                r.interactionId(),
                r.subject().agentId(),
                r.reviewerId(),
                r.reviewer(),
                r.selection(),
                item.section(),
                item.name(),
                plain(item.weight()),
                plain(item.score()),
                plain(item.max()),
                item.critical(),
                !item.applies());
    }

    private @Nullable String local(@Nullable Instant at) {
        return at == null ? null : LOCAL.format(at.atZone(zone));
    }

    private static @Nullable String seconds(@Nullable Duration duration) {
        return duration == null ? null : Long.toString(duration.toSeconds());
    }

    private static @Nullable String plain(@Nullable Double number) {
        return number == null
                ? null
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
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

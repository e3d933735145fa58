package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.ticket.Ticket;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Facts from a CSV file and a map file, for scripts. All columns that are asked for by name can be grouped by as attributes. Rows that
 * cannot be read are reported on the error stream.
 */
public final class CsvFacts {
    private CsvFacts() {}

    /**
     * Contacts.
     *
     * @param csv the file
     * @param map its map
     * @param attributes the columns to group by later
     * @return the contacts
     * @throws UsageException if the files are missing or the map does not fit
     */
    public static List<Interaction> interactions(Path csv, Path map, String... attributes) {
        return load(RecordKind.INTERACTIONS, csv, map, attributes).interactions();
    }

    /**
     * Survey answers, also those that stand in a file of contacts.
     *
     * @param csv the file
     * @param map its map
     * @param attributes the columns to group by later
     * @return the answers
     * @throws UsageException if the files are missing or the map does not fit
     */
    public static List<SurveyResponse> surveys(Path csv, Path map, String... attributes) {
        return load(RecordKind.SURVEYS, csv, map, attributes).surveys();
    }

    /**
     * Customers.
     *
     * @param csv the file
     * @param map its map
     * @param attributes the columns to group by later
     * @return the customers
     * @throws UsageException if the files are missing or the map does not fit
     */
    public static List<Customer> customers(Path csv, Path map, String... attributes) {
        return load(RecordKind.CUSTOMERS, csv, map, attributes).customers();
    }

    /**
     * Complaints and what else is said unasked.
     *
     * @param csv the file
     * @param map its map
     * @param attributes the columns to group by later
     * @return the feedback
     * @throws UsageException if the files are missing or the map does not fit
     */
    public static List<Feedback> complaints(Path csv, Path map, String... attributes) {
        return load(RecordKind.COMPLAINTS, csv, map, attributes).complaints();
    }

    /**
     * Checklists, one line a row.
     *
     * @param csv the file
     * @param map its map
     * @param attributes the columns to group by later
     * @return the checklists
     * @throws UsageException if the files are missing or the map does not fit
     */
    public static List<QualityReview> reviews(Path csv, Path map, String... attributes) {
        return load(RecordKind.REVIEWS, csv, map, attributes).reviews();
    }

    /**
     * Tickets by their events, one event a row.
     *
     * @param csv the file
     * @param map its map
     * @param attributes the columns to group by later
     * @return the tickets
     * @throws UsageException if the files are missing or the map does not fit
     */
    public static List<Ticket> tickets(Path csv, Path map, String... attributes) {
        return load(RecordKind.TICKET_EVENTS, csv, map, attributes).tickets();
    }

    private static Facts load(RecordKind kind, Path csv, Path map, String... attributes) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        return new Loader(
                        Mapping.read(map),
                        Map.of(kind, List.of(Source.of(csv))),
                        Set.of(attributes),
                        null,
                        new Rejections(err, false),
                        new Progress(err, false),
                        err,
                        null)
                .load();
    }
}

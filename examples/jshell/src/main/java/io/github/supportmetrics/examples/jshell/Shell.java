package io.github.supportmetrics.examples.jshell;

import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.examples.scorecard.CsvFacts;
import io.github.supportmetrics.examples.simulator.Simulator;
import io.github.supportmetrics.examples.simulator.World;
import io.github.supportmetrics.metric.Comparison;
import io.github.supportmetrics.metric.Measurement;
import java.nio.file.Path;
import java.util.List;

/** What the shell adds to the library: files in, and a sample. */
public final class Shell {
    private Shell() {}

    /**
     * The sample: a month of a simulated help desk.
     *
     * @return its contacts, answers and customers
     */
    public static World sample() {
        return Simulator.run(Simulator.sample());
    }

    /**
     * Contacts of a CSV file.
     *
     * @param csv the file
     * @param map which column feeds which field
     * @param attributes further columns to group by
     * @return the contacts
     */
    public static List<Interaction> load(String csv, String map, String... attributes) {
        return CsvFacts.interactions(Path.of(csv), Path.of(map), attributes);
    }

    /**
     * Survey answers of a CSV file.
     *
     * @param csv the file
     * @param map which column feeds which field
     * @param attributes further columns to group by
     * @return the answers
     */
    public static List<SurveyResponse> loadSurveys(String csv, String map, String... attributes) {
        return CsvFacts.surveys(Path.of(csv), Path.of(map), attributes);
    }

    /**
     * Customers of a CSV file.
     *
     * @param csv the file
     * @param map which column feeds which field
     * @param attributes further columns to group by
     * @return the customers
     */
    public static List<Customer> loadCustomers(String csv, String map, String... attributes) {
        return CsvFacts.customers(Path.of(csv), Path.of(map), attributes);
    }

    /**
     * Complaints and what else is said unasked, of a CSV file.
     *
     * @param csv the file
     * @param map which column feeds which field
     * @param attributes further columns to group by
     * @return the feedback
     */
    public static List<Feedback> loadComplaints(String csv, String map, String... attributes) {
        return CsvFacts.complaints(Path.of(csv), Path.of(map), attributes);
    }

    /**
     * Checklists of a CSV file, one line a row.
     *
     * @param csv the file
     * @param map which column feeds which field
     * @param attributes further columns to group by
     * @return the checklists
     */
    public static List<QualityReview> loadReviews(String csv, String map, String... attributes) {
        return CsvFacts.reviews(Path.of(csv), Path.of(map), attributes);
    }

    /**
     * Tickets of a CSV file of their events, one event a row.
     *
     * @param csv the file
     * @param map which column feeds which field
     * @param attributes further columns to group by
     * @return the tickets
     */
    public static List<Ticket> loadTickets(String csv, String map, String... attributes) {
        return CsvFacts.tickets(Path.of(csv), Path.of(map), attributes);
    }

    /**
     * Compares two measurements of one definition.
     *
     * @param measured what is compared
     * @param base what it is compared with
     * @return the difference with its interval, and whether it is more than chance
     */
    public static Comparison compare(Measurement<?> measured, Measurement<?> base) {
        return Comparison.of(measured, base);
    }

    /**
     * Prints a result as a table, as the shell itself prints only values.
     *
     * @param result the result
     */
    public static void show(Object result) {
        System.out.println(result);
    }
}

package io.github.supportmetrics.examples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.RatedUnit;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.Subject;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.SurveyStage;
import io.github.supportmetrics.metric.Calibration;
import io.github.supportmetrics.metric.Complaints;
import io.github.supportmetrics.metric.Quality;
import io.github.supportmetrics.metric.Surveys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExportTest {
    private static final World WORLD = Simulator.run(Simulator.sample());
    private static final CsvExport EXPORT = new CsvExport(WORLD);

    @Test
    void theSameSeedGivesTheSameBytesOnEveryJdk() throws NoSuchAlgorithmException {
        CsvExport again = new CsvExport(Simulator.run(Simulator.sample()));
        assertThat(files(again)).isEqualTo(files(EXPORT));
        Map<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, String> file : files(EXPORT).entrySet()) {
            hashes.put(file.getKey(), sha256(file.getValue()));
        }
        assertThat(hashes)
                .containsOnly(
                        entry("calls.csv", "8a55ea78920beab698a39d7c3a1dc4f06a1aa5e1746acd473103b4e36f3fbf6c"),
                        entry("complaints.csv", "0146d74eeb5e6ee4c3e38e93b922ab95a5f5311a7c558a7bb1eb733c88ccc380"),
                        entry("customers.csv", "0dac5fc9af46a92aefd8b856ca5f8e600f3f14702c47e2db03fface97f60aee8"),
                        entry("reviews.csv", "13e2f57ba23b75d32ff5af51920690e395d6adb98cd3fb87187db8a0c35f7f76"),
                        entry("surveys.csv", "551c941341443ea9cd79f3b2d98cbb7c2001b3dc47466bddd7a56972faea1246"));
    }

    @Test
    void theBundledSampleIsThisExport() throws IOException {
        Path folder = Path.of("../scorecard/src/main/resources/io/github/supportmetrics/examples/scorecard/sample");
        for (Map.Entry<String, String> file : files(EXPORT).entrySet()) {
            assertThat(Files.readString(folder.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void anotherSeedGivesOtherBytes() {
        CsvExport other = new CsvExport(Simulator.run(Simulator.sample().withSeed(1)));
        assertThat(other.calls()).isNotEqualTo(EXPORT.calls());
        assertThat(other.surveys()).isNotEqualTo(EXPORT.surveys());
        assertThat(other.customers()).isNotEqualTo(EXPORT.customers());
        assertThat(other.complaints()).isNotEqualTo(EXPORT.complaints());
        assertThat(other.reviews()).isNotEqualTo(EXPORT.reviews());
    }

    @Test
    void everyRecordIsARowOfAsManyFieldsAsTheHeader() {
        assertThat(rows(EXPORT.calls())).hasSize(WORLD.interactions().size());
        assertThat(rows(EXPORT.surveys())).hasSize(WORLD.surveys().size());
        assertThat(rows(EXPORT.customers())).hasSize(WORLD.customers().size());
        assertThat(rows(EXPORT.complaints())).hasSize(WORLD.feedback().size());
        assertThat(rows(EXPORT.reviews()))
                .hasSize(WORLD.reviews().stream()
                        .mapToInt(review -> review.items().size())
                        .sum());
        for (String text : files(EXPORT).values()) {
            assertThat(text.lines().map(line -> line.split(",", -1).length).distinct())
                    .hasSize(1);
            assertThat(text).endsWith("\n").doesNotContain("\r", "null");
        }
    }

    @Test
    void countsReadBackAreTheCountsWritten() {
        assertThat(rows(EXPORT.calls()).stream().filter(row -> row.get(10).equals("ABANDONED")))
                .hasSize((int) WORLD.interactions().stream()
                        .filter(contact -> contact.disposition() == Disposition.ABANDONED)
                        .count());
        assertThat(rows(EXPORT.surveys()).stream().filter(row -> row.get(3).isEmpty()))
                .isNotEmpty()
                .allMatch(row -> row.get(9).isEmpty())
                .hasSize((int) WORLD.surveys().stream()
                        .filter(survey -> survey.score() == null)
                        .count());
        assertThat(rows(EXPORT.customers()).stream().filter(row -> row.get(2).isEmpty()))
                .hasSize((int) WORLD.customers().stream()
                        .filter(customer -> customer.endedAt() == null)
                        .count());
    }

    @Test
    void surveysReadBackGotAsFarAsThoseWritten() {
        List<SurveyResponse> read =
                records(EXPORT.surveys()).map(CsvExportTest::survey).toList();
        assertThat(read.stream().map(SurveyResponse::stage))
                .containsExactlyElementsOf(
                        WORLD.surveys().stream().map(SurveyResponse::stage).toList())
                .contains(
                        SurveyStage.INELIGIBLE,
                        SurveyStage.NOT_SENT,
                        SurveyStage.BOUNCED,
                        SurveyStage.NO_ANSWER,
                        SurveyStage.PARTIAL,
                        SurveyStage.COMPLETE);
        assertThat(read.stream().map(SurveyResponse::sentAt))
                .containsExactlyElementsOf(
                        WORLD.surveys().stream().map(SurveyResponse::sentAt).toList());
        assertThat(Surveys.RESPONSE_RATE.of(read)).isEqualTo(Surveys.RESPONSE_RATE.of(WORLD.surveys()));
    }

    @Test
    void feedbackReadBackIsTheFeedbackWritten() {
        List<Feedback> read = Feedback.markRepeats(
                records(EXPORT.complaints()).map(CsvExportTest::feedback).toList());
        assertThat(read)
                .containsExactlyElementsOf(WORLD.feedback().stream()
                        .map(CsvExportTest::withoutQueue)
                        .toList());
        assertThat(Complaints.UPHELD.of(read)).isEqualTo(Complaints.UPHELD.of(WORLD.feedback()));
        assertThat(Complaints.CLOSED_IN_TIME.of(read)).isEqualTo(Complaints.CLOSED_IN_TIME.of(WORLD.feedback()));
    }

    @Test
    void reviewsReadBackHaveTheItemsWritten() {
        Map<String, List<Map<String, String>>> rows = records(EXPORT.reviews())
                .collect(Collectors.groupingBy(row -> text(row, "id"), LinkedHashMap::new, Collectors.toList()));
        List<QualityReview> read =
                rows.values().stream().map(CsvExportTest::review).toList();
        assertThat(read)
                .containsExactlyElementsOf(WORLD.reviews().stream()
                        .map(CsvExportTest::withAgentOnly)
                        .toList());
        assertThat(Quality.QA.score().of(read)).isEqualTo(Quality.QA.score().of(WORLD.reviews()));
        assertThat(Calibration.PERCENT_AGREEMENT.of(RatedUnit.ofItems(read)))
                .isEqualTo(Calibration.PERCENT_AGREEMENT.of(RatedUnit.ofItems(WORLD.reviews())));
    }

    @Test
    void timesAreLocal() {
        assertThat(rows(EXPORT.calls())).allSatisfy(row -> {
            LocalDateTime startedAt = LocalDateTime.parse(row.get(6));
            assertThat(startedAt.getHour()).isBetween(row.get(4).equals("email") ? 6 : 8, 23);
        });
    }

    @Test
    void fieldsThatNeedItAreQuoted() {
        assertThat(CsvExport.line("a", null, "b,c", "say \"hi\"", "x\ny", 5))
                .isEqualTo("a,,\"b,c\",\"say \"\"hi\"\"\",\"x\ny\",5\n");
    }

    @Test
    void theCommandWritesFiveFiles(@TempDir Path folder) throws IOException {
        CsvExport.main(new String[] {folder.resolve("new").toString(), "--seed", "3", "--days", "2"});
        assertThat(rows(Files.readString(folder.resolve("new/calls.csv")))).isNotEmpty();
        assertThat(Files.readString(folder.resolve("new/surveys.csv"))).startsWith("id,kind,scale,score,");
        assertThat(Files.readString(folder.resolve("new/customers.csv"))).startsWith("id,startedAt,endedAt,segment\n");
        assertThat(Files.readString(folder.resolve("new/complaints.csv")))
                .startsWith("id,customerId,topic,categories,");
        assertThat(Files.readString(folder.resolve("new/reviews.csv"))).startsWith("id,at,interactionId,agentId,");
    }

    @Test
    void unknownOptionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvExport.main(new String[] {"folder", "--sed", "3"}))
                .withMessageStartingWith("usage: CsvExport FOLDER");
    }

    private static Map<String, String> files(CsvExport export) {
        return Map.of(
                "calls.csv", export.calls(),
                "surveys.csv", export.surveys(),
                "customers.csv", export.customers(),
                "complaints.csv", export.complaints(),
                "reviews.csv", export.reviews());
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static SurveyResponse survey(Map<String, String> row) {
        String score = row.get("score");
        return SurveyResponse.builder(
                        SurveyKind.valueOf(text(row, "kind").toUpperCase(Locale.ROOT)), Scale.parse(text(row, "scale")))
                .score(score == null ? null : Integer.valueOf(score))
                .sentAt(instant(row, "sentAt"))
                .delivery(new SurveyResponse.Delivery(
                        truth(row, "eligible"),
                        truth(row, "sent"),
                        truth(row, "delivered"),
                        truth(row, "partial"),
                        false))
                .build();
    }

    private static Feedback feedback(Map<String, String> row) {
        Feedback.Builder feedback = Feedback.builder(text(row, "id"), Feedback.Kind.valueOf(text(row, "feedbackKind")))
                .subject(new Subject(
                        row.get("customerId"), row.get("agentId"), null, row.get("channel"), row.get("topic")))
                .categories(text(row, "categories").split("\\|", -1))
                .matter(row.get("matter"))
                .openedAt(instant(row, "openedAt"))
                .closedAt(instant(row, "closedAt"))
                .dueAt(instant(row, "dueAt"))
                .upheld(truth(row, "upheld"));
        String contact = row.get("interactionId");
        return (contact == null ? feedback : feedback.attribute("interactionId", contact)).build();
    }

    /** The file has no queue. */
    private static Feedback withoutQueue(Feedback f) {
        Subject s = f.subject();
        return new Feedback(
                f.id(),
                f.kind(),
                new Subject(s.customerId(), s.agentId(), null, s.channel(), s.topic()),
                f.categories(),
                f.matter(),
                f.openedAt(),
                f.closedAt(),
                f.dueAt(),
                f.upheld(),
                f.repeated(),
                f.attributes());
    }

    private static QualityReview review(List<Map<String, String>> rows) {
        Map<String, String> first = rows.get(0);
        return new QualityReview(
                text(first, "id"),
                instant(first, "at"),
                first.get("interactionId"),
                new Subject(null, first.get("agentId"), null, null, null),
                first.get("reviewerId"),
                QualityReview.Reviewer.valueOf(text(first, "reviewerKind")),
                QualityReview.Selection.valueOf(text(first, "selection")),
                rows.stream().map(CsvExportTest::item).toList(),
                Map.of());
    }

    private static QualityReview.Item item(Map<String, String> row) {
        String score = row.get("score");
        assertThat(text(row, "notApplicable")).isEqualTo(score == null ? "true" : "false");
        return new QualityReview.Item(
                text(row, "item"),
                row.getOrDefault("section", ""),
                Double.parseDouble(text(row, "weight")),
                score == null ? null : Double.valueOf(score),
                Double.parseDouble(text(row, "max")),
                QualityReview.Criticality.valueOf(text(row, "critical")));
    }

    /** The file has of whom and what a contact was only in {@code calls.csv}. */
    private static QualityReview withAgentOnly(QualityReview r) {
        return new QualityReview(
                r.id(),
                r.at(),
                r.interactionId(),
                new Subject(null, r.subject().agentId(), null, null, null),
                r.reviewerId(),
                r.reviewer(),
                r.selection(),
                r.items(),
                r.attributes());
    }

    private static String text(Map<String, String> row, String column) {
        return requireNonNull(row.get(column), column);
    }

    private static @Nullable Boolean truth(Map<String, String> row, String column) {
        String text = row.get(column);
        return text == null ? null : Boolean.valueOf(text);
    }

    private static @Nullable Instant instant(Map<String, String> row, String column) {
        String text = row.get(column);
        return text == null
                ? null
                : LocalDateTime.parse(text).atZone(WORLD.simulation().zone()).toInstant();
    }

    /** The rows as column → value, without empty ones. */
    private static Stream<Map<String, String>> records(String csv) {
        List<String> header = List.of(csv.lines().findFirst().orElseThrow().split(",", -1));
        return rows(csv).stream().map(row -> {
            Map<String, String> record = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    record.put(header.get(i), row.get(i));
                }
            }
            return record;
        });
    }

    private static List<List<String>> rows(String text) {
        return text.lines().skip(1).map(line -> List.of(line.split(",", -1))).toList();
    }
}

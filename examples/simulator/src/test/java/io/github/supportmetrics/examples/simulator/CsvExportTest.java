package io.github.supportmetrics.examples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.supportmetrics.event.Disposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvExportTest {
    private static final World WORLD = Simulator.run(Simulator.sample());
    private static final CsvExport EXPORT = new CsvExport(WORLD);

    @Test
    void theSameSeedGivesTheSameBytesOnEveryJdk() throws NoSuchAlgorithmException {
        CsvExport again = new CsvExport(Simulator.run(Simulator.sample()));
        assertThat(all(again)).isEqualTo(all(EXPORT));
        assertThat(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(all(EXPORT).getBytes(UTF_8))))
                .isEqualTo("6f4fa3c50017bb446b2789ad99f101f147a10ea03db59ca2ed9299d0ae4a715d");
    }

    @Test
    void anotherSeedGivesOtherBytes() {
        CsvExport other = new CsvExport(Simulator.run(Simulator.sample().withSeed(1)));
        assertThat(other.calls()).isNotEqualTo(EXPORT.calls());
        assertThat(other.surveys()).isNotEqualTo(EXPORT.surveys());
        assertThat(other.customers()).isNotEqualTo(EXPORT.customers());
    }

    @Test
    void everyRecordIsARowOfAsManyFieldsAsTheHeader() {
        assertThat(rows(EXPORT.calls())).hasSize(WORLD.interactions().size());
        assertThat(rows(EXPORT.surveys())).hasSize(WORLD.surveys().size());
        assertThat(rows(EXPORT.customers())).hasSize(WORLD.customers().size());
        for (String text : List.of(EXPORT.calls(), EXPORT.surveys(), EXPORT.customers())) {
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
                .allMatch(row -> row.get(4).equals("true") && row.get(6).isEmpty())
                .hasSize((int) WORLD.surveys().stream()
                        .filter(survey -> survey.score() == null)
                        .count());
        assertThat(rows(EXPORT.customers()).stream().filter(row -> row.get(2).isEmpty()))
                .hasSize((int) WORLD.customers().stream()
                        .filter(customer -> customer.endedAt() == null)
                        .count());
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
    void theCommandWritesThreeFiles(@TempDir Path folder) throws IOException {
        CsvExport.main(new String[] {folder.resolve("new").toString(), "--seed", "3", "--days", "2"});
        assertThat(rows(Files.readString(folder.resolve("new/calls.csv")))).isNotEmpty();
        assertThat(Files.readString(folder.resolve("new/surveys.csv"))).startsWith("id,kind,scale,score,");
        assertThat(Files.readString(folder.resolve("new/customers.csv"))).startsWith("id,startedAt,endedAt,segment\n");
    }

    @Test
    void unknownOptionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvExport.main(new String[] {"folder", "--sed", "3"}))
                .withMessageStartingWith("usage: CsvExport FOLDER");
    }

    private static String all(CsvExport export) {
        return export.calls() + export.surveys() + export.customers();
    }

    private static List<List<String>> rows(String text) {
        return text.lines().skip(1).map(line -> List.of(line.split(",", -1))).toList();
    }
}
